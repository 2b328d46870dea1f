"""The verb that writes down findings as known, of letters alone or of letters compared."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ncnd_rules.cli.compare import letters_to_compare
from ncnd_rules.cli.group import main
from ncnd_rules.cli.letters_meant import checker_for, collected, files_meant, letter_loaded, rules_set
from ncnd_rules.cli.options import CONFIG, COPY, OUTPUT, PATH, RULESETS, Day
from ncnd_rules.cli.output import stop_for, write
from ncnd_rules.cli.settings import settings_for, today
from ncnd_rules.errors import InputError

if TYPE_CHECKING:
    from ncnd_rules.config import Config
    from ncnd_rules.verdicts import Finding

_SHORTEST_REASON = 8


@main.command(
    short_help="Write down findings as known, each with a reason and a day.",
    epilog='Example: ncnd baseline drafts/ --reason "agreed with counsel" --until 2027-03-31 -o known.yaml',
)
@click.argument("letters", nargs=-1, required=True, type=PATH)
@click.option("--reason", required=True, help="Why these findings stand; correct it entry by entry.")
@click.option("--until", required=True, type=Day(), metavar="DATE", help="The last day on which they are known.")
@click.option("--compared", is_flag=True, help="The findings of `ncnd compare` instead, of these letters together.")
@OUTPUT
@RULESETS
@COPY
@CONFIG
def baseline(
    letters: tuple[Path, ...],
    reason: str,
    until: datetime,
    compared: bool,
    output: Path | None,
    root: Path | None,
    copy: str | None,
    config: Path | None,
) -> None:
    """Write down the findings in LETTERS as known, each with a reason and a day on which it counts again.

    `ncnd check --baseline FILE` and `ncnd compare --baseline FILE` then set them aside, and say which of them are no
    more or count again.
    """
    from ncnd_rules.suppressions import baseline_of

    if output is not None and output.is_file():
        raise InputError(output, "exists already and may hold a person's reasons; name another file or remove it")
    if len(reason) < _SHORTEST_REASON:
        raise click.UsageError(f"found the reason '{reason}', expected one that says why, in a few words")
    if until.date() < today():
        raise click.UsageError(f"found --until {until.date()}, which is past, expected a day to come")
    settings = settings_for(config, "letters" if compared else "letter", root=root)
    copy = copy or settings.copy_state
    files, found, unreadable = (_between if compared else _in_each)(letters, settings, copy, root)
    known = (
        (tuple(_within(path, Path.cwd()) for path in paths), finding)
        for paths, finding in found
        if finding.outcome == "violated"
    )
    write(baseline_of(known, reason, until.date()), output, files)
    stop_for(unreadable)


_Found = tuple[tuple[Path, ...], list[tuple[tuple[Path, ...], "Finding"]], list[InputError]]


def _in_each(letters: tuple[Path, ...], settings: "Config", copy: str | None, root: Path | None) -> _Found:
    """The files read, each finding with its letter, and why some files could not be used."""
    checker = checker_for(rules_set(settings, root=root), root=root)
    files = files_meant(letters, None, copy, None)
    made, unreadable = collected(
        files,
        lambda path: (path, checker.check(letter_loaded(path, None, copy, None).encoding)),
        "checking",
    )
    return files, [((path,), finding) for path, verdicts in made for finding in verdicts.findings], unreadable


def _between(letters: tuple[Path, ...], settings: "Config", copy: str | None, root: Path | None) -> _Found:
    """The files read, each finding with the letters that it speaks of, and why some files could not be used."""
    from ncnd_rules.compare import Comparer
    from ncnd_rules.registers import load_registers, registers_dir

    files, loaded, unreadable = letters_to_compare(letters, None, copy)
    comparer = Comparer(rules_set(settings, over="letters", root=root), load_registers(registers_dir(root)))
    comparison = comparer.compare([item.encoding for item in loaded])
    paths = {item.encoding.identity: item.path for item in loaded}
    named = {letter.name: paths[letter.encoding.identity] for letter in comparison.letters}
    found = [(tuple(named[name] for name in comparison.about(one)), one) for one in comparison.findings]
    return files, found, unreadable


def _within(path: Path, folder: Path) -> str:
    """A path that still names its letter on another machine: from the folder, or the name alone."""
    resolved = path.resolve()
    return (resolved.relative_to(folder) if resolved.is_relative_to(folder) else Path(path.name)).as_posix()
