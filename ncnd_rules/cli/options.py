"""What several verbs take in the same words, and what they do with it alike."""

import sys
from collections.abc import Iterable, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.shell_completion import CompletionItem

from ncnd_rules.cli.output import write
from ncnd_rules.errors import InputError

if TYPE_CHECKING:
    from ncnd_rules.explain.explanation import Explanation
    from ncnd_rules.rules import Rule
    from ncnd_rules.verdicts import Finding

_SEVERITIES = ("error", "warning", "info", "never")
_EXPLAINED = {
    "tree": ("tree", "as_tree"),
    "dot": ("formats", "as_dot"),
    "mermaid": ("formats", "as_mermaid"),
    "json": ("formats", "as_json"),
    "svg": ("picture", "as_svg"),
}
_ENDINGS = {
    ".json": "json",
    ".html": "html",
    ".htm": "html",
    ".md": "markdown",
    ".csv": "csv",
    ".sarif": "sarif",
    ".docx": "docx",
    ".dot": "dot",
    ".mmd": "mermaid",
    ".svg": "svg",
}
# What opens such a file would find text in it, and say that it is damaged.
_NO_TEXT = frozenset(
    {".pdf", ".docx", ".doc", ".odt", ".rtf", ".xlsx", ".xls", ".png", ".jpg", ".jpeg", ".webp", ".zip"}
)
EXPLANATIONS = tuple(_EXPLAINED)  # the forms in which an explanation can be had


def ids_beginning(_ctx: click.Context, _parameter: click.Parameter | None, incomplete: str) -> list[CompletionItem]:
    """The shipped rules whose id begins so, by the names of their files: to load them all would keep Tab waiting."""
    from ncnd_rules.shipped import rulesets_dir

    files = sorted((rulesets_dir() / "rules").rglob("*.yaml"))
    return [CompletionItem(file.stem) for file in files if file.stem.startswith(incomplete.upper())]


class NamedPath(click.Path):
    """The path of a file or folder; an empty word, which `Path` takes for the working directory, is refused."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The path."""
        if value == "":
            self.fail("found an empty name, expected a file or folder ('.' is the one you are in)", param, ctx)
        return super().convert(value, param, ctx)


class Day(click.DateTime):
    """A day, written as in facts files."""

    def __init__(self) -> None:
        super().__init__(["%Y-%m-%d"])

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The day, at midnight."""
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter:
            self.fail(f"found '{value}', expected a date that exists, as YYYY-MM-DD", param, ctx)


class _FolderOfRules(NamedPath):
    """A folder of rulesets."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The path of the folder, once it is known to be one."""
        path = super().convert(value, param, ctx)
        if not path.is_dir():
            raise InputError(path, "no such folder, expected one of rulesets, with a folder 'rules' in it")
        return path


PATH = NamedPath(path_type=Path)
_LETTER = NamedPath(path_type=Path, readable=False, allow_dash=True)  # why it cannot be read is said when it is read
LETTERS = click.argument("letters", nargs=-1, required=True, type=_LETTER)
LETTER = click.argument("letter", type=_LETTER)
RULES_PATH = _FolderOfRules(path_type=Path)
RULESETS = click.option("--rulesets", "root", type=RULES_PATH, help="A folder of rulesets instead of the shipped one.")
FACTS = click.option(
    "--facts",
    "--corrections",
    "facts",
    type=PATH,
    help="What a person says of the one letter: a facts file in place of what is read, or a file of corrections to it. "
    "A folder: for each letter the corrections in it that name its hash.",
)
FORMAT = click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
_REPORTS = {
    "text": "for a terminal",
    "json": "for programs",
    "html": "one page with the letter, its findings and how they were reached",
    "markdown": "for an issue or a file note",
    "csv": "a row a finding",
    "sarif": "for code scanning",
    "junit": "a test a rule",
    "github": "annotations of a workflow",
    "docx": "the Word file itself, with comments",
}
REPORTS = tuple(_REPORTS)
REPORT = click.option(
    "--format",
    "form",
    type=click.Choice(REPORTS),
    help="; ".join(f"{form}: {says}" for form, says in _REPORTS.items()) + ". Where none is named, the ending of "
    "--output tells, else text.",
)
OUTPUT = click.option("--output", "-o", type=PATH, help="Write there, whole or not at all.")
FAIL_ON = click.option(
    "--fail-on",
    type=click.Choice(_SEVERITIES),
    help="The least severity of a finding that makes the exit code 1; error where nothing is said.",
)
SELECT = click.option(
    "--select",
    multiple=True,
    metavar="ID",
    shell_complete=ids_beginning,
    help="Only these rules, by id or its beginning: PIT, PIT-01.",
)
IGNORE = click.option(
    "--ignore",
    multiple=True,
    metavar="ID",
    shell_complete=ids_beginning,
    help="All but these rules, by id or its beginning.",
)
COPY = click.option(
    "--copy",
    type=click.Choice(["auto", "complete", "extract", "unknown"]),
    help="How whole the copy of a letter is: 'complete' for a draft of your own; 'extract' for a page that has lost "
    "something; 'unknown'; 'auto', the default, guesses.",
)
CONFIG = click.option(
    "--config",
    type=PATH,
    help="A file of settings; else the nearest ncnd.toml, or pyproject.toml with [tool.ncnd], from here upwards.",
)
AS_OF = click.option("--as-of", metavar="letter|today|DATE", help="Whose law is applied, as in `check`.")
BASELINE = click.option("--baseline", type=PATH, help="A file of findings that are known; see `baseline`.")
FOLDER = click.option(
    "--letters",
    "folder",
    type=PATH,
    help="A folder with the letters that facts files speak of, to underline words in.",
)
EVALUATOR = click.option(
    "--evaluator",
    type=click.Choice(["auto", "durable", "reference"]),
    default="auto",
    show_default=True,
    help="auto: durable-rules where it is installed, else the reference evaluator.",
)
VERIFY = click.option("--verify", is_flag=True, help="Run both evaluators and stop on any difference.")


def form_meant(form: str | None, output: Path | None, forms: Sequence[str]) -> str:
    """The form that is named, else that which the ending of *output* tells, else the first of *forms*.

    Raises:
        InputError: for a name that promises a format which is not written, where none is named.
    """
    if form is not None or output is None:
        return form or forms[0]
    ending = output.suffix.lower()
    told = _ENDINGS.get(ending, "")
    if told not in forms and ending in _NO_TEXT:
        known = ", ".join(end for end, made in _ENDINGS.items() if made in forms)
        raise InputError(output, f"found the ending {ending}, which is not written here; expected .txt, {known}")
    return told if told in forms else forms[0]


def write_not_applied(rule: "Rule", why: str, output: Path | None, inputs: Iterable[Path], *, as_text: bool) -> None:
    """Tell that a rule does not apply: in place of its explanation, or on standard error where that is no text."""
    told = f"{rule.id} does not apply: {why}."
    if as_text:
        write(told, output, inputs)
    else:
        click.echo(told if output is None else f"{told} {output} was not written.", err=True)


def end_by(findings: Iterable["Finding"], fail_on: str | None) -> None:
    """End with exit code 1 where a finding is at least as grave as *fail_on*, or as an error where it is none."""
    severities = _SEVERITIES[: _SEVERITIES.index(fail_on or "error") + 1]
    grave = any(finding.outcome == "violated" and finding.severity in severities for finding in findings)
    sys.exit(int(fail_on != "never" and grave))


def explained_as(form: str, explanation: "Explanation") -> str:
    """An explanation in one of the forms of `EXPLANATIONS`."""
    module, function = _EXPLAINED[form]
    told: str = getattr(import_module(f"ncnd_rules.explain.{module}"), function)(explanation)
    return told
