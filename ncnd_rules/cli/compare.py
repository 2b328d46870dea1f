"""The verb for letters against each other."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ncnd_rules.cli.group import main
from ncnd_rules.cli.letters_meant import collected, copy_state, files_meant, rule_meant, rules_set
from ncnd_rules.cli.options import (
    BASELINE,
    CONFIG,
    COPY,
    EVALUATOR,
    FAIL_ON,
    FOLDER,
    IGNORE,
    LETTERS,
    OUTPUT,
    RULESETS,
    SELECT,
    VERIFY,
    end_by,
    explained_as,
    ids_beginning,
    write_not_applied,
)
from ncnd_rules.cli.output import screen, stop_for, write
from ncnd_rules.cli.settings import known_findings, settings_for, today
from ncnd_rules.errors import InputError, NcndError

if TYPE_CHECKING:
    from ncnd_rules.compare import Comparison
    from ncnd_rules.engine.check import Evaluator
    from ncnd_rules.inputs import Input
    from ncnd_rules.rules import Rule

_FORMATS = ("text", "json", "dot", "mermaid", "svg")


@main.command(
    short_help="Compare letters with each other.",
    epilog="Example: ncnd compare letter-2019.txt letter-2023.txt --explain CRS-13",
)
@LETTERS
@click.option(
    "--format",
    "form",
    type=click.Choice(_FORMATS),
    default="text",
    show_default=True,
    help="dot, mermaid and svg are for --explain.",
)
@OUTPUT
@click.option(
    "--explain",
    "rule_id",
    metavar="RULE",
    shell_complete=ids_beginning,
    help="Show why RULE came out as it did, over all letters.",
)
@FAIL_ON
@SELECT
@IGNORE
@RULESETS
@COPY
@CONFIG
@BASELINE
@FOLDER
@EVALUATOR
@VERIFY
@click.option("--quiet", "-q", is_flag=True, help="The letters and the summary alone.")
def compare(
    letters: tuple[Path, ...],
    form: str,
    output: Path | None,
    rule_id: str | None,
    fail_on: str | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    root: Path | None,
    copy: str | None,
    config: Path | None,
    baseline: Path | None,
    folder: Path | None,
    evaluator: "Evaluator",
    verify: bool,
    quiet: bool,
) -> None:
    """Compare LETTERS with each other: two or more files of any format that is read, or facts files.

    Tells what changed from an authority's letter to its next, what several authorities answer to one
    request, and which sentences travelled from letter to letter. A letter is checked alone by `ncnd check`.
    """
    from ncnd_rules.compare import Comparer
    from ncnd_rules.registers import load_registers, registers_dir
    from ncnd_rules.suppressions import set_aside_between

    if form not in ("text", "json") and rule_id is None:
        raise click.UsageError(f"--format {form} shows why a rule came out as it did: name the rule with --explain")
    settings = settings_for(config, "letters", select, root)
    ruleset = rules_set(settings, select, ignore, "letters", root)
    explained = None if rule_id is None else rule_meant(ruleset, rule_id, "letters", root)
    copy = copy or settings.copy_state
    files, loaded, unreadable = letters_to_compare(letters, folder, copy)
    known, known_file = known_findings(baseline, settings)
    comparer = Comparer(ruleset, load_registers(registers_dir(root)), evaluator, verify=verify)
    sources = {item.encoding.identity: str(item.path) for item in loaded}
    whole = comparer.compare([item.encoding for item in loaded])
    comparison, aside = set_aside_between(whole, sources, known, today())
    told: str | None
    if explained is not None:
        told = _explained(whole, explained, form)
    elif form == "json":
        from ncnd_rules.report.compared_json import comparison_as_json

        told = comparison_as_json(comparison, sources, unreadable, aside)
    else:
        from ncnd_rules.report.compared import comparison_as_text

        told = comparison_as_text(comparison, sources, screen(output), quiet=quiet, aside=aside)
    read = (*files, *known_file, *(path for item in loaded for path in item.files))
    if told is not None:
        write(told, output, read)
    elif explained is not None:
        matches = f"nothing between these letters matches what it speaks of; `ncnd rule {explained.id}` says what"
        why = whole.not_applied.get(explained.id, matches)
        write_not_applied(explained, why, output, read, as_text=form == "text")
    stop_for(unreadable)
    end_by(comparison.findings, fail_on or settings.fail_on)


def letters_to_compare(
    letters: tuple[Path, ...], folder: Path | None, copy: str | None
) -> tuple[tuple[Path, ...], list["Input"], list[InputError]]:
    """The files that are meant, what was read in them, and why some could not be read; two letters at least."""
    from ncnd_rules.inputs import load_whole

    files = files_meant(letters, folder, copy, None)
    if files[0].is_dir():
        load_whole(files[0], folder, copy_state(copy))  # says that there is no letter in it
    if len(files) < 2:
        raise NcndError("found one letter, each file counted once; expected at least two to compare")
    loaded, unreadable = collected(files, lambda path: load_whole(path, folder, copy_state(copy)), "reading")
    _check_each_once(loaded)
    if len(loaded) < 2:
        stop_for(unreadable)
    return files, loaded, unreadable


def _check_each_once(loaded: list["Input"]) -> None:
    seen: dict[str, Path] = {}
    for item in loaded:
        digest = item.encoding.letter.sha256
        if digest is not None and digest in seen:
            raise InputError(item.path, f"is the same letter as {seen[digest]}, byte for byte; compare it with another")
        if digest is not None:
            seen[digest] = item.path


def _explained(comparison: "Comparison", rule: "Rule", form: str) -> str | None:
    """Why a rule came out as it did; nothing where it does not apply."""
    from ncnd_rules.explain import explain
    from ncnd_rules.report.compared import legend

    explanation = explain(comparison, rule)
    if explanation is None:
        return None
    told = explained_as("tree" if form == "text" else form, explanation)
    return f"{legend(comparison)}\n\n{told}" if form == "text" else told
