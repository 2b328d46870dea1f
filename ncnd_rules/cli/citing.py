"""The verbs for those who hand findings on: a proof that others can replay, and citations."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ncnd_rules.cli.group import main
from ncnd_rules.cli.letters_meant import checker_for, letter_loaded, one_meant, rule_meant, rules_set
from ncnd_rules.cli.options import (
    AS_OF,
    CONFIG,
    COPY,
    EVALUATOR,
    FACTS,
    FOLDER,
    FORMAT,
    IGNORE,
    LETTER,
    OUTPUT,
    PATH,
    RULESETS,
    SELECT,
    ids_beginning,
)
from ncnd_rules.cli.output import write
from ncnd_rules.cli.settings import law_for, settings_for

if TYPE_CHECKING:
    from ncnd_rules.engine.check import Evaluator
    from ncnd_rules.explain.cite import Cited
    from ncnd_rules.verdicts import Finding


@main.command(
    short_help="Write a proof of what is concluded from a letter.",
    epilog="Example: ncnd prove letter.txt -o proof.json; python replay.py proof.json letter.txt",
)
@LETTER
@click.option(
    "--format",
    "form",
    type=click.Choice(["json", "text"]),
    default="json",
    show_default=True,
    help="json: the proof; text: what replaying it tells.",
)
@OUTPUT
@click.option(
    "--text",
    "words",
    type=PATH,
    help="Also write the letter's words there, for replay to hold quotes against where the letter is no plain text.",
)
@SELECT
@IGNORE
@RULESETS
@COPY
@AS_OF
@CONFIG
@FACTS
@FOLDER
@EVALUATOR
def prove(
    letter: Path,
    form: str,
    output: Path | None,
    words: Path | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    root: Path | None,
    copy: str | None,
    as_of: str | None,
    config: Path | None,
    facts: Path | None,
    folder: Path | None,
    evaluator: "Evaluator",
) -> None:
    """Write a proof of what `check` concludes from LETTER: facts, quotes, rows, rules, steps, and what was not found.

    `ncnd_rules/explain/replay.py`, one file that needs Python alone, follows every step of it and fails on one changed
    byte. Findings of every severity are proven, also those that a baseline sets aside.
    """
    from ncnd_rules.errors import InputError
    from ncnd_rules.explain.proof import Prover
    from ncnd_rules.explain.replay import tell
    from ncnd_rules.registers import load_registers, registers_dir

    if words is not None and output is not None and words.resolve() == output.resolve():
        raise click.UsageError(f"--text and --output name one file, {output}; the proof would replace the words")
    settings = settings_for(config, chosen=select, root=root)
    day = law_for(as_of, settings)
    path = one_meant(letter, folder, copy, facts, "takes")
    loaded = letter_loaded(path, folder, copy or settings.copy_state, facts)
    ruleset = rules_set(settings, select, ignore, root=root)
    checker = checker_for(ruleset, evaluator, root=root, as_of=day)
    proof = Prover(ruleset, load_registers(registers_dir(root))).prove(loaded.encoding, checker.check(loaded.encoding))
    if words is not None:
        if loaded.encoding.text is None:
            raise InputError(words, "cannot be written: the letter that the facts speak of is not at hand")
        write(loaded.encoding.text, words, loaded.files)
    at_hand = [] if loaded.encoding.text is None else [loaded.encoding.text.encode()]
    told = proof if form == "json" else tell([f"{proof}\n".encode(), *at_hand])[1]
    write(told, output, (*loaded.files, *([words] if words else [])))


@main.command(short_help="Cite the findings in a letter.", epilog="Example: ncnd cite letter.txt PIT-01")
@LETTER
@click.argument("rule_id", metavar="[RULE]", required=False, shell_complete=ids_beginning)
@FORMAT
@OUTPUT
@SELECT
@IGNORE
@RULESETS
@COPY
@AS_OF
@CONFIG
@FACTS
@FOLDER
def cite(
    letter: Path,
    rule_id: str | None,
    form: str,
    output: Path | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    root: Path | None,
    copy: str | None,
    as_of: str | None,
    config: Path | None,
    facts: Path | None,
    folder: Path | None,
) -> None:
    """Cite the findings in LETTER, or those of RULE: an identifier that stays, and a sentence in OSCOLA style.

    The identifier is RULE@version:reference:fingerprint; the reference is the authority's, or sha256- with the
    beginning of the letter's digest where it has none.
    """
    from ncnd_rules.explain.cite import cited

    settings = settings_for(config, chosen=select, root=root)
    day = law_for(as_of, settings)
    ruleset = rules_set(settings, select, ignore, root=root)
    rule = None if rule_id is None else rule_meant(ruleset, rule_id, "letter", root)
    path = one_meant(letter, folder, copy, facts, "takes")
    loaded = letter_loaded(path, folder, copy or settings.copy_state, facts)
    verdicts = checker_for(ruleset, root=root, as_of=day).check(loaded.encoding)
    meant = [
        (finding, citation)
        for finding, citation in zip(verdicts.findings, cited(loaded.encoding, verdicts), strict=True)
        if rule is None or finding.rule == rule.id
    ]
    if form == "json":
        write(_as_json(meant), output, loaded.files)
        return
    shown = "\n\n".join(f"{citation.identifier}\n  {citation.citation}" for _, citation in meant)
    of = "" if rule is None else f" of {rule.id}, which is {verdicts.outcomes[rule.id].value.replace('_', ' ')}"
    write(shown or f"There is no finding{of}.", output, loaded.files)


def _as_json(cited: Iterable[tuple["Finding", "Cited"]]) -> str:
    told = [
        {
            "identifier": citation.identifier,
            "citation": citation.citation,
            "rule": finding.rule,
            "outcome": finding.outcome,
            "severity": finding.severity,
            "message": finding.message,
        }
        for finding, citation in cited
    ]
    return json.dumps(told, ensure_ascii=False, indent=2)
