"""The verb that looks for the smallest edits of letters, and writes copies that have them.

0: no error was found, or none is left in the copy; 1: there are errors; 2: it could not run.
"""

import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ncnd_rules.cli.group import main
from ncnd_rules.cli.letters_meant import checker_by_letter, collected, copy_state, files_meant, rules_set
from ncnd_rules.cli.options import CONFIG, COPY, FACTS, FOLDER, FORMAT, LETTERS, OUTPUT, RULESETS
from ncnd_rules.cli.output import screen, stop_for, write
from ncnd_rules.cli.settings import law_for, settings_for
from ncnd_rules.errors import InputError

if TYPE_CHECKING:
    from ncnd_rules.engine import Checker
    from ncnd_rules.explain.repair import Bound, Repairs
    from ncnd_rules.reading import Reading
    from ncnd_rules.report.mending import Ways

_WORD = (".docx", ".docm", ".dotx")
_NOT_TEXT = (*_WORD, ".doc", ".rtf", ".odt", ".pdf", ".html", ".htm", ".eml", ".msg")


@main.command(
    short_help="Find the smallest edits after which no error remains.",
    epilog="Example: ncnd repair draft.txt --copy complete; ncnd repair draft.docx --apply 1 -o repaired.docx",
)
@LETTERS
@FORMAT
@OUTPUT
@RULESETS
@COPY
@CONFIG
@FOLDER
@FACTS
@click.option("--sets", type=click.IntRange(1, 50), default=3, show_default=True, help="The most sets to show.")
@click.option(
    "--apply",
    "number",
    type=click.IntRange(1, 50),
    is_flag=False,
    flag_value=1,
    help="Write a copy of the one letter (.txt, .md, .docx) with the edits of this set, the first by default, to -o.",
)
def repair(
    letters: tuple[Path, ...],
    form: str,
    output: Path | None,
    root: Path | None,
    copy: str | None,
    config: Path | None,
    folder: Path | None,
    facts: Path | None,
    sets: int,
    number: int | None,
) -> None:
    """Find the smallest sets of edits after which no error remains in LETTERS and none is new.

    Edits mend the reasons and never the label: no date, no other exemption, no other answer. Each set is made, and
    the letter read and checked again, before it is shown. What stands in square brackets only the authority can say.
    Where an error cannot be mended so, it is named with the reason, and the sets clear the others.
    """
    from ncnd_rules.explain.repair import Bound

    files = files_meant(letters, folder, copy, facts)
    if number is not None:
        _check_apply(files, output, form, facts)
    bound = Bound(sets=max(sets, number or 1))
    settings = settings_for(config, root=root)
    copy = copy or settings.copy_state
    checker_of = checker_by_letter(rules_set(settings, root=root), settings, root=root, as_of=law_for(None, settings))
    found, unreadable = collected(
        files, lambda path: (path, *repairs_for(path, folder, copy, facts, checker_of(path), bound)), "repairing"
    )
    told = [(path, repairs) for path, repairs, _ in found]
    if number is not None and output is not None:
        path, repairs, reading = found[0]
        _write_copy(path, repairs, reading, number, output, checker_of(path), copy)
    if form == "json":
        from ncnd_rules.report.repaired_json import repairs_as_json

        write(repairs_as_json(told, unreadable), output, files)
    else:
        from ncnd_rules.report.repaired import repairs_as_text

        write(repairs_as_text(told, screen(output)), output, files)
    stop_for(unreadable)
    sys.exit(int(any(repairs.mended or repairs.left for _, repairs in told)))


def _check_apply(files: Sequence[Path], output: Path | None, form: str, facts: Path | None) -> None:
    if len(files) > 1:
        raise click.UsageError("--apply takes one letter: each is written to a file of its own")
    if output is None:
        raise click.UsageError("--apply needs -o FILE: the copy is never written over the letter")
    if form != "text":
        raise click.UsageError(f"--apply writes a copy of the letter, and no report: found --format {form}")
    if facts is not None:
        raise click.UsageError("--apply and --facts do not go together: words are proved on what is read in them")


def repairs_for(
    path: Path, folder: Path | None, copy: str | None, facts: Path | None, checker: "Checker", bound: "Bound"
) -> tuple["Repairs", "Reading | None"]:
    """The repairs of one letter, and the letter as read; facts that a person wrote have no reading of their own."""
    from ncnd_rules.explain.repair import repairs_of
    from ncnd_rules.inputs import facts_file, letter_at, load, load_corrected

    if facts is not None:
        return repairs_of(load_corrected(path, facts, copy_state(copy)).encoding, checker, bound=bound), None
    if facts_file(path) is not None:
        return repairs_of(load(path, folder).encoding, checker, bound=bound), None
    reading = letter_at(path)
    return repairs_of(reading, checker, copy_state(copy), bound), reading


def ways_in(
    paths: Iterable[Path],
    given: tuple[Path | None, str | None, Path | None],
    checker_of: Callable[[Path], "Checker"],
) -> "Ways":
    """How the findings of some letters may be mended, for a report on them.

    Args:
        given: the folder of letters, how whole the copies are, and the facts that a person has corrected.
        checker_of: gives for each letter the checker of what counts in it.
    """
    from ncnd_rules.explain.repair import Bound
    from ncnd_rules.report.mending import ways_of

    found, _ = collected(paths, lambda path: repairs_for(path, *given, checker_of(path), Bound())[0], "repairing")
    return ways_of(found)


def _ending_fits(output: Path, form: str) -> None:
    """Refuse a name that would pass a copy off as a file of another format; devices and names without ending fit."""
    ending = output.suffix.lower()
    if form == "text" and ending in _NOT_TEXT:
        raise InputError(output, f"would hold plain text, found the ending {ending}, expected one such as .txt or .md")
    if form == "docx" and ending not in ("", *_WORD):
        raise InputError(output, f"would hold a Word file, found the ending {ending}, expected .docx")


def _write_copy(
    path: Path,
    repairs: "Repairs",
    reading: "Reading | None",
    number: int,
    output: Path,
    checker: "Checker",
    copy: str | None,
) -> None:
    """Write a copy with the edits of one set, once it is read and holds what it should; then end."""
    from ncnd_rules.explain.repair.copies import repaired_copy

    if reading is None:
        raise InputError(path, "is a facts file: it has no words to edit, expected a letter")
    if not repairs.sets:
        why = "has no error" if not repairs.left else f"no set of edits was found ({repairs.left[0].why})"
        raise InputError(path, f"{why}; nothing was written")
    if number > len(repairs.sets):
        raise InputError(path, f"has {len(repairs.sets)} sets of edits, and --apply asks for set {number}")
    _ending_fits(output, reading.source.format)
    data = repaired_copy(path, reading, repairs, number, checker, copy_state(copy))
    write(data, output, (path,))
    left = f"; left: {', '.join(dict.fromkeys(one.finding.rule for one in repairs.left))}" if repairs.left else ""
    cleared = ", ".join(dict.fromkeys(one.rule for one in repairs.mended))
    click.echo(f"{output}: a copy of {path} with set {number}; cleared: {cleared}{left}")
    if "[" in "".join(change.words for change in repairs.sets[number - 1].changes):
        click.echo("Fill in what stands in square brackets: only the authority can say it.")
    sys.exit(int(bool(repairs.left)))
