"""The verbs for those who read rules: what one asks, which words there are, and how well letters are read."""

from pathlib import Path

import click

from ncnd_rules.cli.group import main
from ncnd_rules.cli.letters_meant import checker_for, rule_meant, rules_chosen
from ncnd_rules.cli.options import FORMAT, OUTPUT, PATH, RULESETS, ids_beginning
from ncnd_rules.cli.output import screen, write
from ncnd_rules.errors import InputError


@main.command(short_help="Show one rule, its basis, its examples.", epilog="Example: ncnd rule PIT-01")
@click.argument("rule_id", metavar="ID", shell_complete=ids_beginning)
@RULESETS
def rule(rule_id: str, root: Path | None) -> None:
    """Show one rule: its basis, what it asks, its examples, and where it may mislead."""
    from ncnd_rules.report.terminal import rule_as_text
    from ncnd_rules.rule_files import check_examples
    from ncnd_rules.shipped import shown

    found = rule_meant(rules_chosen((), (), None, root), rule_id, root=root)
    check_examples(found)
    write(rule_as_text(found, shown(found.path), screen(None)))


@main.command(
    short_help="Print the JSON Schema of what is read or written.",
    epilog="Example: ncnd schema facts > facts.schema.json",
)
@click.argument(
    "what",
    metavar="WHAT",
    type=click.Choice(["facts", "corrections", "encoded", "verdicts", "comparison", "difference", "repairs"]),
)
def schema(what: str) -> None:
    """Print the JSON Schema of WHAT is read or written.

    \b
    facts        a facts file
    corrections  a file of corrections
    encoded      what ncnd encode --format json prints
    verdicts     what ncnd check --format json prints
    comparison   what ncnd compare --format json prints
    difference   what ncnd check --assume FACT --format json prints
    repairs      what ncnd repair --format json prints
    """  # noqa: D301 - the escape is click's sign for lines that stay as they are
    import json

    from ncnd_rules.corrections_file import corrections_schema
    from ncnd_rules.facts_file import facts_schema
    from ncnd_rules.report.as_json import verdicts_schema
    from ncnd_rules.report.compared_json import comparison_schema
    from ncnd_rules.report.encoded import encoded_schema
    from ncnd_rules.report.repaired_json import repairs_schema
    from ncnd_rules.report.what_if import what_if_schema

    schemas = {
        "facts": facts_schema,
        "corrections": corrections_schema,
        "encoded": encoded_schema,
        "verdicts": verdicts_schema,
        "comparison": comparison_schema,
        "difference": what_if_schema,
        "repairs": repairs_schema,
    }
    write(json.dumps(schemas[what](), indent=2))


@main.command(
    short_help="Measure how well letters are read.", epilog="Example: ncnd accuracy cases/corpus/seen --misses"
)
@click.argument("folders", nargs=-1, required=True, metavar="DIR...", type=PATH)
@FORMAT
@OUTPUT
@click.option("--letters", "folder", type=PATH, help="A folder that may hold the letters of cases without.")
@click.option("--misses", is_flag=True, help="Also each fact that was missed, and each that is false.")
@RULESETS
def accuracy(
    folders: tuple[Path, ...], form: str, output: Path | None, folder: Path | None, misses: bool, root: Path | None
) -> None:
    """Measure how well letters are read: facts from the text against facts written by hand.

    DIR holds cases, at any depth: a facts.yaml that a person wrote, with its letter beside it.
    cases/README.md says how a letter is annotated.
    """
    from ncnd_rules.accuracy import measured
    from ncnd_rules.report.accuracy import accuracy_as_json, accuracy_as_text

    for wanted in (*folders, *([folder] if folder else [])):
        if not wanted.is_dir():
            raise InputError(wanted, "no such folder, expected one that holds cases")
    if output is not None and any(output.resolve().is_relative_to(wanted.resolve()) for wanted in folders):
        raise InputError(output, "stands in a folder of cases, where it could take the place of one")
    ruleset = rules_chosen((), (), root=root)
    found = measured(folders, folder, checker_for(ruleset, root=root), ruleset.rules)
    if not found.cases:
        raise InputError(", ".join(map(str, folders)), "holds no facts.yaml with its letter beside it")
    write(accuracy_as_json(found) if form == "json" else accuracy_as_text(found, misses=misses), output)
