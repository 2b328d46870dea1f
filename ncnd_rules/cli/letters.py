"""The verbs for letters: check, encode, explain."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ncnd_rules.cli.group import main
from ncnd_rules.cli.letters_meant import (
    checker_by_letter,
    checker_for,
    collected,
    copy_state,
    every_rule_set,
    files_meant,
    letter_loaded,
    one_meant,
    rule_meant,
    rules_set,
)
from ncnd_rules.cli.options import (
    AS_OF,
    BASELINE,
    CONFIG,
    COPY,
    EVALUATOR,
    EXPLANATIONS,
    FACTS,
    FAIL_ON,
    FOLDER,
    FORMAT,
    IGNORE,
    LETTER,
    LETTERS,
    OUTPUT,
    PATH,
    REPORT,
    REPORTS,
    RULESETS,
    SELECT,
    VERIFY,
    end_by,
    explained_as,
    form_meant,
    ids_beginning,
    write_not_applied,
)
from ncnd_rules.cli.output import screen, stop_for, write
from ncnd_rules.cli.repair import ways_in
from ncnd_rules.cli.reports import check_form, reported
from ncnd_rules.cli.settings import (
    checked_letter,
    days_of_law,
    known_findings,
    law_for,
    say_if_set_aside,
    settings_for,
)
from ncnd_rules.cli.what_if import what_if
from ncnd_rules.errors import InputError

if TYPE_CHECKING:
    from ncnd_rules.engine.check import Evaluator
    from ncnd_rules.report.checked import Checked


@main.command(
    short_help="Check letters, and tell what they are inconsistent with.",
    epilog="Example: ncnd check letter.txt --copy complete --fail-on warning",
)
@LETTERS
@REPORT
@OUTPUT
@FAIL_ON
@SELECT
@IGNORE
@RULESETS
@COPY
@click.option(
    "--as-of",
    multiple=True,
    metavar="letter|today|DATE",
    help="Whose law is applied: that of each letter's own days, the default, or of a day. Given twice: what differs.",
)
@click.option(
    "--assume",
    multiple=True,
    metavar="FACT",
    help="What if the letter also said this? Such as 'balance(part=Q1, direction=maintain)'.",
)
@click.option("--without", multiple=True, metavar="ID", help="What if it did not? The id of a fact; see `ncnd encode`.")
@CONFIG
@BASELINE
@FACTS
@FOLDER
@EVALUATOR
@VERIFY
@click.option("--quiet", "-q", is_flag=True, help="One summary a letter, in text.")
@click.option("--passed", is_flag=True, help="Also the rules that are satisfied, in SARIF.")
@click.option("--repairs", is_flag=True, help="Also edits that mend errors, in HTML and SARIF; a second a letter.")
def check(
    letters: tuple[Path, ...],
    form: str | None,
    output: Path | None,
    fail_on: str | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    root: Path | None,
    copy: str | None,
    as_of: tuple[str, ...],
    assume: tuple[str, ...],
    without: tuple[str, ...],
    config: Path | None,
    baseline: Path | None,
    facts: Path | None,
    folder: Path | None,
    evaluator: "Evaluator",
    verify: bool,
    quiet: bool,
    passed: bool,
    repairs: bool,
) -> None:
    """Check LETTERS: files of any format that is read, - for standard input, facts files, folders, or patterns.

    A file that cannot be read is named with the reason, and the others go on; the exit code is then 2.
    With --assume or --without one letter is asked what would come out otherwise; nothing is written to it.
    """
    from ncnd_rules.report.run import Run

    form = form_meant(form, output, REPORTS)
    settings = settings_for(config, chosen=select, root=root)
    days = days_of_law(as_of or (settings.as_of or "letter",))
    known, known_file = known_findings(baseline, settings)
    ruleset = rules_set(settings, select, ignore, root=root)
    checkers = {
        word: checker_for(ruleset, evaluator, root=root, verify=verify, as_of=day) for word, day in days.items()
    }
    files = files_meant(letters, folder, copy, facts)
    copy = copy or settings.copy_state

    def checked_at(path: Path) -> tuple[list["Checked"], tuple[Path, ...]]:
        loaded = letter_loaded(path, folder, copy, facts)
        ignored = settings.ignored_in(path)
        told = [checked_letter(path, loaded.encoding, checker, known, ignored) for checker in checkers.values()]
        return told, loaded.files

    if assume or without:
        of_letter = {
            word: checker_by_letter(ruleset, settings, evaluator, root=root, verify=verify, as_of=day)(files[0])
            for word, day in days.items()
        }
        end_by(what_if(files, checked_at, (assume, without), of_letter, form, output), fail_on or settings.fail_on)
    check_form(form, output, files, laws=len(days), passed=passed, repairs=repairs)
    made, unreadable = collected(files, checked_at, "checking")
    checked = [item for own, _ in made for item in own]
    run = Run(tuple(checked), ruleset.rules, tuple(unreadable), fail_on or settings.fail_on or "error")
    if repairs:
        (day,) = days.values()
        checker_of = checker_by_letter(ruleset, settings, root=root, as_of=day)
        run = run._replace(ways=ways_in([Path(item.source) for item in checked], (folder, copy, facts), checker_of))
    if form == "text" and len(days) > 1:
        from ncnd_rules.report.terminal import laws_as_text

        told: str | bytes = laws_as_text([own for own, _ in made], list(days), screen(output))
    else:
        told = reported(form, run, screen(output), quiet=quiet, passed=passed)
    write(told, output, (*files, *known_file, *(path for _, own in made for path in own)))
    stop_for(unreadable)
    end_by((finding for item in checked for finding in item.verdicts.findings), run.fail_on)


@main.command(
    short_help="Show what is read in letters, and what is not understood.",
    epilog="Example: ncnd encode letter.txt --edit -o letter.facts.yaml",
)
@LETTERS
@FORMAT
@OUTPUT
@COPY
@CONFIG
@click.option("--all", "everything", is_flag=True, help="Also words that were matched and rejected, and why.")
@click.option(
    "--edit",
    is_flag=True,
    help="Write a facts file for a person to correct; `ncnd check LETTER --facts FILE` then uses it.",
)
@click.option(
    "--corrections",
    type=PATH,
    help="A file of corrections of the one letter, or a folder with those of each; what is shown is then corrected.",
)
def encode(
    letters: tuple[Path, ...],
    form: str,
    output: Path | None,
    copy: str | None,
    config: Path | None,
    everything: bool,
    edit: bool,
    corrections: Path | None,
) -> None:
    """Show what is read in LETTERS: the facts, the words they rest on, and what was not understood."""
    from ncnd_rules.encode import load_encoder
    from ncnd_rules.inputs import corrected_reading, letter_at
    from ncnd_rules.report.encoded import EncodedLetter, encoded_as_json, encoded_as_text

    files = files_meant(letters, None, copy, corrections, "--corrections")
    copy = copy or settings_for(config).copy_state
    if edit:
        _check_edit(files, output, form)
    encoder = load_encoder()

    def encoded_at(path: Path) -> EncodedLetter:
        encoded = encoder.encode_all(letter_at(path), copy_state(copy))
        if corrections is None:
            return EncodedLetter(str(path), encoded)
        corrected, _ = corrected_reading(encoded.encoding, corrections)
        return EncodedLetter(str(path), encoded._replace(encoding=corrected))

    told, unreadable = collected(files, encoded_at, "reading")
    if edit:
        from ncnd_rules.facts_file import facts_as_yaml

        encoding = told[0].encoded.encoding
        text = facts_as_yaml(encoding, _EDIT.format(letter=encoding.letter.file)).rstrip("\n")
    elif form == "json":
        text = encoded_as_json(told, unreadable, rejected=everything)
    else:
        text = encoded_as_text(told, rejected=everything)
    write(text, output, files)
    stop_for(unreadable)


def _check_edit(files: Sequence[Path], output: Path | None, form: str) -> None:
    if len(files) > 1:
        raise click.UsageError("--edit takes one letter: each has a facts file of its own")
    if form == "json":
        raise click.UsageError("--edit writes a facts file, which is YAML: leave out --format")
    if output is not None and output.is_file():
        raise InputError(output, "exists already and may hold a person's corrections; name another file or remove it")


_EDIT = """What was read in {letter}, for a person to correct.
Change, add or take out facts (`ncnd schema facts` lists the vocabulary), and take out what stands under
'unread' once you have looked at it. Then: ncnd check {letter} --facts THIS-FILE"""


@main.command(
    short_help="Show why a rule came out as it did on a letter.",
    epilog="Example: ncnd explain cases/partial-ncnd-with-defects/letter.txt PIT-09 --format svg -o why.svg",
)
@LETTER
@click.argument("rule_id", metavar="RULE", shell_complete=ids_beginning)
@click.option(
    "--format",
    "form",
    type=click.Choice(EXPLANATIONS),
    help="Where none is named, the ending of --output tells, else tree.",
)
@click.option(
    "--all", "everything", is_flag=True, help="All that a verdict rests on, not only the least that gives it."
)
@OUTPUT
@RULESETS
@COPY
@AS_OF
@CONFIG
@FACTS
@FOLDER
def explain(
    letter: Path,
    rule_id: str,
    form: str | None,
    everything: bool,
    output: Path | None,
    root: Path | None,
    copy: str | None,
    as_of: str | None,
    config: Path | None,
    facts: Path | None,
    folder: Path | None,
) -> None:
    """Show why RULE came out as it did on one letter: words, law, registers, and what was not found.

    Of a finding the smallest reason is shown: leave out any part of it, and the letter no longer gives that finding.
    """
    from ncnd_rules.explain import explain as explanation_of
    from ncnd_rules.explain.explanation import together
    from ncnd_rules.explain.why import Reasoner
    from ncnd_rules.registers import load_registers, registers_dir

    form = form_meant(form, output, EXPLANATIONS)
    settings = settings_for(config, root=root)
    ruleset = every_rule_set(settings, root)
    rule = rule_meant(ruleset, rule_id, "letter", root)
    path = one_meant(letter, folder, copy, facts, "explains")
    say_if_set_aside(rule, path, settings)
    copy = copy or settings.copy_state
    loaded = letter_loaded(path, folder, copy, facts)
    verdicts = checker_for(ruleset, root=root, as_of=law_for(as_of, settings)).check(loaded.encoding)
    of_rule = tuple(finding for finding in verdicts.findings if finding.rule == rule.id)
    if of_rule and not everything:
        registers = load_registers(registers_dir(root))
        asked = verdicts.model_copy(update={"findings": of_rule})
        explanation = together(why.explanation() for why in Reasoner(ruleset, registers).whys(loaded.encoding, asked))
    else:
        explanation = explanation_of(verdicts, rule, loaded.encoding)
    if explanation is None:
        matches = "nothing in this letter matches what it speaks of; `ncnd whynot` says what comes nearest"
        why = verdicts.not_applied.get(rule.id, matches)
        write_not_applied(rule, why, output, loaded.files, as_text=form == "tree")
        return
    write(explained_as(form, explanation), output, loaded.files)
