"""The verb for letters against each other."""

import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from ncnd_rules.cli.group import main
from ncnd_rules.cli.letters_meant import COPY, collected, copy_state, files_meant, rules_chosen, say_which_verb
from ncnd_rules.cli.output import screen, stop_for, write
from ncnd_rules.cli.settings import CONFIG, settings_for
from ncnd_rules.errors import InputError, NcndError

_FAIL_ON = ("error", "warning", "info", "never")
_FORMATS = {
    "text": ("tree", "as_tree"),
    "json": ("formats", "as_json"),
    "dot": ("formats", "as_dot"),
    "mermaid": ("formats", "as_mermaid"),
    "svg": ("picture", "as_svg"),
}


@main.command(epilog="Example: ncnd compare letter-2019.txt letter-2023.txt --explain CRS-13")
@click.argument("letters", nargs=-1, required=True, type=click.Path(path_type=Path, readable=False, allow_dash=True))
@click.option(
    "--format",
    "form",
    type=click.Choice(list(_FORMATS)),
    default="text",
    show_default=True,
    help="dot, mermaid and svg are for --explain.",
)
@click.option("--output", "-o", type=click.Path(path_type=Path), help="Write there, whole or not at all.")
@click.option("--explain", "rule_id", metavar="RULE", help="Show why RULE came out as it did, over all letters.")
@click.option(
    "--fail-on",
    type=click.Choice(_FAIL_ON),
    help="The least severity of a finding that makes the exit code 1; error where nothing is said.",
)
@click.option("--select", multiple=True, metavar="ID", help="Only these rules, by id or its beginning: CRS, CRS-01.")
@click.option("--ignore", multiple=True, metavar="ID", help="All but these rules, by id or its beginning.")
@COPY
@CONFIG
@click.option(
    "--letters", "folder", type=click.Path(path_type=Path), help="A folder with the letters that facts files speak of."
)
@click.option(
    "--evaluator",
    type=click.Choice(["auto", "durable", "reference"]),
    default="auto",
    show_default=True,
    help="auto: durable-rules where it is installed, else the reference evaluator.",
)
@click.option("--verify", is_flag=True, help="Run both evaluators and stop on any difference.")
@click.option("--quiet", "-q", is_flag=True, help="The letters and the summary alone.")
def compare(
    letters: tuple[Path, ...],
    form: str,
    output: Path | None,
    rule_id: str | None,
    fail_on: str | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    copy: str | None,
    config: Path | None,
    folder: Path | None,
    evaluator: Any,
    verify: bool,
    quiet: bool,
) -> None:
    """Compare LETTERS with each other: two or more files of any format that is read, or facts files.

    Tells what changed from an authority's letter to its next, what several authorities answer to one
    request, and which sentences travelled from letter to letter. A letter is checked alone by `ncnd check`.
    """
    from ncnd_rules.compare import Comparer
    from ncnd_rules.config import graded
    from ncnd_rules.inputs import load_whole
    from ncnd_rules.registers import load_registers

    if form not in ("text", "json") and rule_id is None:
        raise click.UsageError(f"--format {form} shows why a rule came out as it did: name the rule with --explain")
    settings = settings_for(config, "letters", select)
    ruleset = rules_chosen(select or settings.select, ignore or settings.ignore, "letters")
    ruleset = ruleset._replace(rules=graded(ruleset.rules, settings.severity))
    if rule_id is not None:
        say_which_verb(rule_id, "letters")
    explained = None if rule_id is None else ruleset.rule(rule_id.upper())
    copy = copy or settings.copy_state
    files = files_meant(letters, folder, copy, None)
    if files[0].is_dir():
        load_whole(files[0], folder, copy_state(copy))  # says that there is no letter in it
    if len(files) < 2:
        raise NcndError("found one letter, each file counted once; expected at least two to compare")
    loaded, unreadable = collected(files, lambda path: load_whole(path, folder, copy_state(copy)), "reading")
    _check_each_once(loaded)
    if len(loaded) < 2:
        stop_for(unreadable)
    comparer = Comparer(ruleset, load_registers(), evaluator, verify=verify)
    comparison = comparer.compare([item.encoding for item in loaded])
    sources = {item.encoding.identity: str(item.path) for item in loaded}
    if explained is not None:
        told = _explained(comparison, explained, form)
    elif form == "json":
        from ncnd_rules.report.compared_json import comparison_as_json

        told = comparison_as_json(comparison, sources, unreadable)
    else:
        from ncnd_rules.report.compared import comparison_as_text

        told = comparison_as_text(comparison, sources, screen(output), quiet=quiet)
    write(told, output, (*files, *(path for item in loaded for path in item.files)))
    stop_for(unreadable)
    least = fail_on or settings.fail_on or "error"
    severities = _FAIL_ON[: _FAIL_ON.index(least) + 1]
    found = (finding for finding in comparison.findings if finding.outcome == "violated")
    sys.exit(int(least != "never" and any(finding.severity in severities for finding in found)))


def _check_each_once(loaded: list[Any]) -> None:
    seen: dict[str, Path] = {}
    for item in loaded:
        digest = item.encoding.letter.sha256
        if digest is not None and digest in seen:
            raise InputError(item.path, f"is the same letter as {seen[digest]}, byte for byte; compare it with another")
        if digest is not None:
            seen[digest] = item.path


def _explained(comparison: Any, rule: Any, form: str) -> str:
    from ncnd_rules.explain import explain
    from ncnd_rules.report.compared import legend

    explanation = explain(comparison, rule)
    if explanation is None:
        raise NcndError(f"{rule.id} does not apply: nothing between these letters matches what it speaks of")
    module, function = _FORMATS[form]
    told: str = getattr(import_module(f"ncnd_rules.explain.{module}"), function)(explanation)
    return f"{legend(comparison)}\n\n{told}" if form == "text" else told
