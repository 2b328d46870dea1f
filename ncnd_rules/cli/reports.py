"""The forms in which `check` reports, and what each of them can be asked for."""

from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from ncnd_rules.report.run import Run
    from ncnd_rules.report.terminal import Screen

# The module and function of each form that takes nothing but the run.
_FORMS = {
    "markdown": ("as_markdown", "as_markdown"),
    "csv": ("as_csv", "as_csv"),
    "github": ("as_github", "as_github"),
    "junit": ("as_junit", "as_junit"),
    "docx": ("commented", "as_docx"),
}


def check_form(
    form: str, output: Path | None, files: Sequence[Path], *, laws: int, passed: bool, repairs: bool
) -> None:
    """Refuse what a form cannot show, before anything is read.

    Args:
        laws: how many days of law are compared.
        passed: whether rules that are satisfied are asked for.
        repairs: whether edits that would mend findings are.
    """
    if repairs and form not in ("html", "sarif"):
        raise click.UsageError(f"--repairs goes with --format html or sarif, found {form}; see `ncnd repair`")
    if passed and form != "sarif":
        raise click.UsageError(f"--passed goes with --format sarif; {form} tells of them in its own way")
    if laws > 1 and form not in ("text", "json"):
        raise click.UsageError(f"--as-of twice compares two laws, which --format {form} cannot show; use text or json")
    if form == "docx" and len(files) != 1:
        raise click.UsageError(f"--format docx takes one letter, found {len(files)}")
    if form == "docx" and output is None:
        raise click.UsageError("--format docx makes a Word file: name it with -o")


def reported(form: str, run: "Run", screen: "Screen", *, quiet: bool, passed: bool) -> str | bytes:
    """A run in one of the forms.

    Args:
        quiet: the summary of each letter alone, in text.
        passed: also the rules that are satisfied, in SARIF.
    """
    if form == "text":
        from ncnd_rules.report.terminal import verdicts_as_text

        return verdicts_as_text(run.letters, screen, quiet=quiet)
    if form == "json":
        from ncnd_rules.report.as_json import as_json

        return as_json(run.letters, run.unreadable)
    if form == "html":
        from ncnd_rules.report.html import verdicts_as_html

        return verdicts_as_html(run.letters, run.rules, run.unreadable, ways=run.ways)
    if form == "sarif":
        from ncnd_rules.report.sarif import as_sarif

        return as_sarif(run, passed=passed)
    module, function = _FORMS[form]
    told: Callable[[Run], str | bytes] = getattr(import_module(f"ncnd_rules.report.{module}"), function)
    return told(run)
