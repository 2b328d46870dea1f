"""Asking of one letter what would come out otherwise if it said something else, and why a rule is not violated."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ncnd_rules.cli.group import main
from ncnd_rules.cli.letters_meant import every_rule_set, letter_loaded, one_meant, rule_meant
from ncnd_rules.cli.options import AS_OF, CONFIG, COPY, FACTS, FOLDER, FORMAT, LETTER, OUTPUT, RULESETS, ids_beginning
from ncnd_rules.cli.output import screen, write
from ncnd_rules.cli.settings import law_for, say_if_set_aside, settings_for

if TYPE_CHECKING:
    from ncnd_rules.engine import Checker
    from ncnd_rules.report.checked import Checked
    from ncnd_rules.verdicts import Finding


def what_if(
    files: tuple[Path, ...],
    checked_at: Callable[[Path], tuple[list["Checked"], tuple[Path, ...]]],
    change: tuple[tuple[str, ...], tuple[str, ...]],
    checkers: Mapping[str, "Checker"],
    form: str,
    output: Path | None,
) -> tuple["Finding", ...]:
    """Tell the verdicts that a change moves, and give the findings that then stand.

    Args:
        checked_at: what is made of each file, as `ncnd check` makes it.
        change: the facts assumed, as typed, and the ids of those left out.
        checkers: of which there may be one: two columns of law and a change together say nothing clearly.
    """
    from ncnd_rules.explain.assumed import assumed
    from ncnd_rules.explain.change import changed, difference
    from ncnd_rules.report.what_if import WhatIf, what_if_as_json, what_if_as_text

    if len(files) > 1:
        raise click.UsageError(f"--assume and --without take one letter, found {len(files)}")
    if len(checkers) > 1:
        raise click.UsageError("--assume and --without go with one --as-of: each change is told under one law")
    if form not in ("text", "json"):
        raise click.UsageError(f"--assume and --without tell a difference, as text or json: found --format {form}")
    (checked,), read = checked_at(files[0])
    encoding = checked.encoding
    assume, without = change
    facts = tuple(assumed(line, encoding) for line in assume)
    other = changed(encoding, without=without, assume=facts)
    (checker,) = checkers.values()
    then = checker.check(other)
    kept = {fact.id for fact in encoding.facts} - set(without)
    told = WhatIf(
        checked,
        tuple(fact for fact in encoding.facts if fact.id in without),
        tuple(fact for fact in other.facts if fact.id not in kept),
        difference(checker.check(encoding), then),
    )
    write(what_if_as_json(told) if form == "json" else what_if_as_text(told, screen(output)), output, (*files, *read))
    return tuple(then.findings)


@main.command(
    short_help="Show why a rule is not violated by a letter.",
    epilog="Example: ncnd whynot cases/partial-ncnd-sound/letter.txt PIT-01",
)
@LETTER
@click.argument("rule_id", metavar="RULE", shell_complete=ids_beginning)
@FORMAT
@OUTPUT
@RULESETS
@COPY
@AS_OF
@CONFIG
@FACTS
@FOLDER
def whynot(
    letter: Path,
    rule_id: str,
    form: str,
    output: Path | None,
    root: Path | None,
    copy: str | None,
    as_of: str | None,
    config: Path | None,
    facts: Path | None,
    folder: Path | None,
) -> None:
    """Show why RULE is not violated by one letter: the first condition that fails, and the nearest change.

    The change has been tried: put to the letter so changed, the rule is violated.
    """
    from ncnd_rules.explain.whynot import why_not
    from ncnd_rules.registers import load_registers, registers_dir
    from ncnd_rules.report.why_not import why_not_as_json, why_not_as_text

    settings = settings_for(config, root=root)
    ruleset = every_rule_set(settings, root)
    rule = rule_meant(ruleset, rule_id, "letter", root)
    path = one_meant(letter, folder, copy, facts, "asks of")
    say_if_set_aside(rule, path, settings)
    copy = copy or settings.copy_state
    loaded = letter_loaded(path, folder, copy, facts)
    told = why_not(loaded.encoding, rule, ruleset, load_registers(registers_dir(root)), law_for(as_of, settings))
    source = str(path)
    text = why_not_as_json(told, source) if form == "json" else why_not_as_text(told, source, screen(output))
    write(text, output, loaded.files)
