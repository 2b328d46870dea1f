"""The command line: verbs to functions, findings to exit codes.

0: nothing found at or above ``--fail-on``; 1: something was; 2: it could not run.
"""

import gc
import os
import shutil
import stat
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from io import TextIOWrapper
from pathlib import Path
from typing import Any, NoReturn

import click

from ncnd_rules import __version__
from ncnd_rules.errors import FactsError, InputError, LetterError, NcndError, RuleError
from ncnd_rules.letter import visible
from ncnd_rules.yamlfile import did_you_mean

_FAIL_ON = ("error", "warning", "info", "never")
_MANY = 20  # letters; reading fewer takes no time worth a progress bar
_INTERRUPTED = 130  # what shells report of a program ended by Ctrl-C
_PIPE_CLOSED = 141  # and of one whose reader went away
_OBJECTS = 100_000  # between two searches for garbage: what a run loads stays to its end, and looking for more is slow


class _Verbs(click.Group):
    """Verbs that end whatever goes wrong with one sentence and exit code 2: 1 means findings."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run, and never show a traceback; NCND_DEBUG=1 shows where an unforeseen error arose."""
        gc.set_threshold(_OBJECTS)
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, TextIOWrapper):
                stream.reconfigure(errors="replace")  # a terminal that lacks a dash still gets the sentence
        try:
            return super().main(*args, **kwargs)
        except OSError:
            # Not even the reason could be written.
            sys.exit(2)

    def invoke(self, ctx: click.Context) -> Any:
        """Run one verb."""
        try:
            return super().invoke(ctx)
        except NcndError as problem:
            _stop(str(problem))
        except KeyboardInterrupt:
            click.echo("ncnd: stopped", err=True)
            sys.exit(_INTERRUPTED)
        except (click.ClickException, click.exceptions.Exit):
            raise
        except BrokenPipeError:
            # Whoever read our output has gone; what is left of it must not fail again at the end.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(_PIPE_CLOSED)
        except OSError as problem:
            _stop(f"{problem.filename or 'output'}: {problem.strerror}")
        except Exception as problem:
            if os.environ.get("NCND_DEBUG"):
                raise
            _stop(f"a defect of this program, not of your file: {type(problem).__name__}: {problem}; please report it")


@click.group(cls=_Verbs, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="ncnd")
def main() -> None:
    """Check "neither confirm nor deny" letters against written rules, and explain every finding.

    Everything runs on this machine; no letter leaves it.
    """


_COPY = click.option(
    "--copy",
    type=click.Choice(["auto", "complete", "unknown"]),
    default="auto",
    show_default=True,
    help="How whole the copy of a letter is: 'complete' for a draft of your own; 'auto' guesses.",
)


@main.command(epilog="Example: ncnd check letter.txt --copy complete --fail-on warning")
@click.argument("letters", nargs=-1, required=True, type=click.Path(path_type=Path, readable=False, allow_dash=True))
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--output", "-o", type=click.Path(path_type=Path), help="Write there, whole or not at all.")
@click.option(
    "--fail-on",
    type=click.Choice(_FAIL_ON),
    default="error",
    show_default=True,
    help="The least severity of a finding that makes the exit code 1.",
)
@click.option("--select", multiple=True, metavar="ID", help="Only these rules, by id or its beginning: PIT, PIT-01.")
@click.option("--ignore", multiple=True, metavar="ID", help="All but these rules, by id or its beginning.")
@_COPY
@click.option(
    "--facts",
    type=click.Path(path_type=Path),
    help="A facts file that a person has corrected, in place of what is read in the one letter.",
)
@click.option(
    "--letters",
    "folder",
    type=click.Path(path_type=Path),
    help="A folder with the letters that facts files speak of, to underline words in.",
)
@click.option(
    "--evaluator",
    type=click.Choice(["auto", "durable", "reference"]),
    default="auto",
    show_default=True,
    help="auto: durable-rules where it is installed, else the reference evaluator.",
)
@click.option("--verify", is_flag=True, help="Run both evaluators and stop on any difference.")
@click.option("--quiet", "-q", is_flag=True, help="One summary a letter.")
def check(
    letters: tuple[Path, ...],
    form: str,
    output: Path | None,
    fail_on: str,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    copy: str,
    facts: Path | None,
    folder: Path | None,
    evaluator: Any,
    verify: bool,
    quiet: bool,
) -> None:
    """Check LETTERS: files of any format that is read, - for standard input, facts files, folders, or patterns.

    A file that cannot be read is named with the reason, and the others go on; the exit code is then 2.
    """
    from ncnd_rules.report.checked import Checked

    checker = _checker(select, ignore, evaluator, verify)

    def checked_at(path: Path) -> tuple[Any, tuple[Path, ...]]:
        loaded = _loaded(path, folder, copy, facts)
        return Checked(str(path), loaded.encoding, checker.check(loaded.encoding)), loaded.files

    files = _files(letters, folder, copy, facts)
    made, unreadable = _collected(files, checked_at, "checking")
    checked = [item for item, _ in made]
    if form == "json":
        from ncnd_rules.report.as_json import as_json

        told = as_json(checked, unreadable)
    else:
        from ncnd_rules.report.terminal import verdicts_as_text

        told = verdicts_as_text(checked, _screen(output), quiet=quiet)
    _write(told, output, (*files, *(path for _, own in made for path in own)))
    _stop_for(unreadable)
    severities = _FAIL_ON[: _FAIL_ON.index(fail_on) + 1]
    found = (finding for item in checked for finding in item.verdicts.findings if finding.outcome == "violated")
    sys.exit(int(fail_on != "never" and any(finding.severity in severities for finding in found)))


@main.command(epilog="Example: ncnd encode letter.txt --edit -o letter.facts.yaml")
@click.argument("letters", nargs=-1, required=True, type=click.Path(path_type=Path, readable=False, allow_dash=True))
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--output", "-o", type=click.Path(path_type=Path), help="Write there, whole or not at all.")
@_COPY
@click.option("--all", "everything", is_flag=True, help="Also words that were matched and rejected, and why.")
@click.option(
    "--edit",
    is_flag=True,
    help="Write a facts file for a person to correct; `ncnd check LETTER --facts FILE` then uses it.",
)
def encode(letters: tuple[Path, ...], form: str, output: Path | None, copy: str, everything: bool, edit: bool) -> None:
    """Show what is read in LETTERS: the facts, the words they rest on, and what was not understood."""
    from ncnd_rules.encode import load_encoder
    from ncnd_rules.inputs import files_named, letter_at
    from ncnd_rules.report.encoded import EncodedLetter, encoded_as_json, encoded_as_text

    files = files_named(letters)
    if edit and len(files) > 1:
        raise click.UsageError("--edit takes one letter: each has a facts file of its own")
    if edit and form == "json":
        raise click.UsageError("--edit writes a facts file, which is YAML: leave out --format")
    if edit and output is not None and output.is_file():
        raise InputError(output, "exists already and may hold a person's corrections; name another file or remove it")
    encoder = load_encoder()
    told, unreadable = _collected(
        files,
        lambda path: EncodedLetter(str(path), encoder.encode_all(letter_at(path), _copy_state(copy))),
        "reading",
    )
    if edit:
        from ncnd_rules.facts_file import facts_as_yaml

        encoding = told[0].encoded.encoding
        text = facts_as_yaml(encoding, _EDIT.format(letter=encoding.letter.file)).rstrip("\n")
    elif form == "json":
        text = encoded_as_json(told, unreadable, rejected=everything)
    else:
        text = encoded_as_text(told, rejected=everything)
    _write(text, output, files)
    _stop_for(unreadable)


_EDIT = """What was read in {letter}, for a person to correct.
Change, add or take out facts (`ncnd schema facts` lists the vocabulary), and take out what stands under
'unread' once you have looked at it. Then: ncnd check {letter} --facts THIS-FILE"""


@main.command(epilog="Example: ncnd explain cases/partial-ncnd-with-defects/letter.txt PIT-09 --format svg -o why.svg")
@click.argument("letter", type=click.Path(path_type=Path, readable=False, allow_dash=True))
@click.argument("rule_id", metavar="RULE")
@click.option(
    "--format", "form", type=click.Choice(["tree", "dot", "mermaid", "json", "svg"]), default="tree", show_default=True
)
@click.option("--output", "-o", type=click.Path(path_type=Path), help="Write there, whole or not at all.")
@_COPY
@click.option("--facts", type=click.Path(path_type=Path), help="A facts file that a person has corrected.")
@click.option(
    "--letters", "folder", type=click.Path(path_type=Path), help="A folder with the letters that facts files speak of."
)
def explain(
    letter: Path, rule_id: str, form: str, output: Path | None, copy: str, facts: Path | None, folder: Path | None
) -> None:
    """Show why RULE came out as it did on one letter: words, law, registers, and what was not found."""
    from ncnd_rules.explain import explain as explanation_of
    from ncnd_rules.rule_files import load_ruleset

    rule = load_ruleset().rule(rule_id.upper())
    path, *more = _files((letter,), folder, copy, facts)
    if more:
        raise click.UsageError(f"explains one letter: {letter} stands for {len(more) + 1}")
    loaded = _loaded(path, folder, copy, facts)
    verdicts = _checker((), (), "auto", verify=False).check(loaded.encoding)
    explanation = explanation_of(verdicts, rule)
    if explanation is None:
        reason = verdicts.not_applied.get(rule.id)
        why = reason or "nothing in this letter matches what it speaks of"
        click.echo(f"{rule.id} does not apply: {why}.", err=form != "tree")
        return
    module, function = {
        "tree": ("tree", "as_tree"),
        "dot": ("formats", "as_dot"),
        "mermaid": ("formats", "as_mermaid"),
        "json": ("formats", "as_json"),
        "svg": ("picture", "as_svg"),
    }[form]
    _write(
        getattr(import_module(f"ncnd_rules.explain.{module}"), function)(explanation),
        output,
        loaded.files,
    )


@main.command(epilog="Example: ncnd accuracy cases/corpus/seen --misses")
@click.argument("folders", nargs=-1, required=True, metavar="DIR...", type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--output", "-o", type=click.Path(path_type=Path), help="Write there, whole or not at all.")
@click.option(
    "--letters", "folder", type=click.Path(path_type=Path), help="A folder that may hold the letters of cases without."
)
@click.option("--misses", is_flag=True, help="Also each fact that was missed, and each that is false.")
def accuracy(folders: tuple[Path, ...], form: str, output: Path | None, folder: Path | None, misses: bool) -> None:
    """Measure how well letters are read: facts from the text against facts written by hand.

    DIR holds cases, at any depth: a facts.yaml that a person wrote, with its letter beside it.
    cases/README.md says how a letter is annotated.
    """
    from ncnd_rules.accuracy import measured
    from ncnd_rules.report.accuracy import accuracy_as_json, accuracy_as_text
    from ncnd_rules.rule_files import load_ruleset

    for wanted in (*folders, *([folder] if folder else [])):
        if not wanted.is_dir():
            raise InputError(wanted, "no such folder, expected one that holds cases")
    if output is not None and any(output.resolve().is_relative_to(wanted.resolve()) for wanted in folders):
        raise InputError(output, "stands in a folder of cases, where it could take the place of one")
    found = measured(folders, folder, _checker((), (), "auto", verify=False), load_ruleset().rules)
    if not found.cases:
        raise InputError(", ".join(map(str, folders)), "holds no facts.yaml with its letter beside it")
    _write(accuracy_as_json(found) if form == "json" else accuracy_as_text(found, misses=misses), output)


@main.command(epilog="Example: ncnd rules PIT HARM")
@click.argument("ids", nargs=-1, metavar="[ID]...")
def rules(ids: tuple[str, ...]) -> None:
    """List the rules, all or those whose id begins with ID."""
    from ncnd_rules.report.terminal import rules_as_text

    _write(rules_as_text(_selected(ids, ()).rules, _screen(None)))


@main.command(epilog="Example: ncnd rule PIT-01")
@click.argument("rule_id", metavar="ID")
def rule(rule_id: str) -> None:
    """Show one rule: its basis, what it asks, its examples, and where it may mislead."""
    from ncnd_rules.report.terminal import rule_as_text
    from ncnd_rules.rule_files import check_examples, load_ruleset
    from ncnd_rules.shipped import shown

    found = load_ruleset().rule(rule_id.upper())
    check_examples(found)
    _write(rule_as_text(found, shown(found.path), _screen(None)))


@main.command(epilog="Example: ncnd schema facts > facts.schema.json")
@click.argument("what", type=click.Choice(["facts", "encoded", "verdicts"]))
def schema(what: str) -> None:
    """Print the JSON Schema of facts files, or of what encode and check print as JSON."""
    import json

    from ncnd_rules.facts_file import facts_schema
    from ncnd_rules.report.as_json import verdicts_schema
    from ncnd_rules.report.encoded import encoded_schema

    schemas = {"facts": facts_schema, "encoded": encoded_schema, "verdicts": verdicts_schema}
    _write(json.dumps(schemas[what](), indent=2))


def _files(letters: tuple[Path, ...], folder: Path | None, copy: str, facts: Path | None) -> tuple[Path, ...]:
    """The files that are meant, once the options that speak of them make sense together."""
    from ncnd_rules.inputs import files_named

    if folder is not None and not folder.is_dir():
        raise InputError(folder, "no such folder, expected the folder that holds the letters")
    if facts is not None and copy != "auto":
        raise click.UsageError("--copy and --facts do not go together: the file says how whole the copy is")
    files = files_named(letters)
    if facts is not None and len(files) > 1:
        raise click.UsageError("--facts takes one letter: the one that the file speaks of")
    return files


def _loaded(path: Path, folder: Path | None, copy: str, facts: Path | None) -> Any:
    from ncnd_rules.inputs import load, load_corrected

    return load(path, folder, _copy_state(copy)) if facts is None else load_corrected(path, facts)


def _copy_state(copy: str) -> Any:
    return None if copy == "auto" else copy


def _collected(paths: Iterable[Path], use: Callable[[Path], Any], doing: str) -> tuple[list[Any], list[InputError]]:
    """What *use* makes of each path, and why it could make nothing of some."""
    made: list[Any] = []
    problems: list[InputError] = []
    paths = tuple(paths)
    shown = len(paths) > _MANY and sys.stderr is not None and sys.stderr.isatty()
    with click.progressbar(paths, label=doing, file=sys.stderr, hidden=not shown) as bar:
        for path in bar:
            try:
                made.append(use(path))
            except (LetterError, FactsError) as problem:
                problems.append(problem)
    if not made:
        _stop_for(problems)
    return made, problems


def _stop_for(problems: Sequence[InputError]) -> None:
    """Name every file that could not be used and end, if there is one."""
    if problems:
        _stop(*map(str, problems))


def _checker(select: tuple[str, ...], ignore: tuple[str, ...], evaluator: Any, verify: bool) -> Any:
    from ncnd_rules.engine import Checker
    from ncnd_rules.registers import load_registers

    return Checker(_selected(select, ignore), load_registers(), evaluator, verify=verify)


def _selected(select: tuple[str, ...], ignore: tuple[str, ...]) -> Any:
    from ncnd_rules.rule_files import load_ruleset

    ruleset = load_ruleset()
    known = [rule.id for rule in ruleset.rules]
    for prefix in (*select, *ignore):
        if not prefix or not any(rule_id.startswith(prefix.upper()) for rule_id in known):
            groups = sorted({rule.group for rule in ruleset.rules})
            raise RuleError("rules", f"no rule id begins with '{prefix}'{did_you_mean(prefix.upper(), known + groups)}")
    chosen = tuple(
        rule
        for rule in ruleset.rules
        if (not select or rule.id.startswith(tuple(prefix.upper() for prefix in select)))
        and not (ignore and rule.id.startswith(tuple(prefix.upper() for prefix in ignore)))
    )
    if not chosen:
        raise RuleError("rules", "no rule is left to apply: everything selected is ignored")
    return ruleset._replace(rules=chosen)


def _screen(output: Path | None) -> Any:
    """What text is written for: colour on a terminal only, never with NO_COLOR, always with FORCE_COLOR."""
    from ncnd_rules.report.terminal import Screen

    terminal = output is None and sys.stdout is not None and sys.stdout.isatty()
    width = shutil.get_terminal_size((100, 24)).columns if terminal or "COLUMNS" in os.environ else 100
    colour = terminal or (output is None and bool(os.environ.get("FORCE_COLOR")))
    return Screen(max(60, min(width, 110)), colour and not os.environ.get("NO_COLOR"))


def _write(text: str, output: Path | None = None, inputs: Iterable[Path] = ()) -> None:
    """Print, or put a file in place whole: a reader never sees half of it."""
    if output is None:
        click.echo(text, color=True)  # colour was decided when the text was made
        return
    try:
        target = output.resolve()
        if target in {path.resolve() for path in inputs}:
            raise InputError(output, "is one of the files read, and would be lost")
        if target.exists() and not target.is_file():
            if target.is_dir():
                raise InputError(output, "is a directory, expected a file")
            target.write_text(text + "\n", encoding="utf-8")  # a device or a pipe is written to, never replaced
            return
        _replace(target, text + "\n")
    except OSError as problem:
        raise InputError(output, f"cannot be written ({problem.strerror})") from None
    except RuntimeError:
        raise InputError(output, "is a link to itself") from None


def _replace(target: Path, text: str) -> None:
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            stream.write(text)
        Path(name).chmod(_mode_for(target))
        Path(name).replace(target)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise


def _mode_for(target: Path) -> int:
    """The mode a file has, or would be given: a temporary file is for its maker only, a report is not."""
    if target.exists():
        return stat.S_IMODE(target.stat().st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _stop(*problems: str) -> NoReturn:
    for problem in problems:
        # A message quotes files, and no terminal is to obey what stands in them.
        click.echo(f"ncnd: {visible(problem).replace(chr(10), ' ')}", err=True)
    sys.exit(2)


if __name__ == "__main__":
    main()
