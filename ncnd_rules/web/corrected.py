"""Letters with the corrections of a person: made, taken back, kept in the one folder that the user named."""

from pathlib import Path
from typing import NamedTuple

from ncnd_rules.corrections import Correction, Corrections, corrected_by, put_in
from ncnd_rules.corrections_file import (
    ENDING,
    corrections_as_yaml,
    corrections_in,
    found_in,
    load_corrections,
    name_for,
)
from ncnd_rules.encoding import Encoding
from ncnd_rules.errors import CorrectionsError, InputError, Misfit, NcndError
from ncnd_rules.report.corrected import moved, told
from ncnd_rules.textfile import put_whole
from ncnd_rules.web.bench import Bench
from ncnd_rules.web.letters import Opened

_NOT_IN_NAMES = str.maketrans(dict.fromkeys('\\/:*?"<>|', "_"))


class Folder(NamedTuple):
    """Where corrections are kept; nowhere, but for what a person takes away, where no folder was named."""

    path: Path | None = None

    def find(self, read: Encoding) -> Path | None:
        """The file that corrects this letter, if there is one.

        Raises:
            CorrectionsError: where the folder cannot be searched.
        """
        return found_in(self.path, read.identity) if self.path is not None else None

    def keep(self, letter: Opened) -> Path | None:
        """Write the corrections of a letter, whole or not at all; where they are kept now.

        Raises:
            InputError: where they cannot be written, or the file is not as it was left.
        """
        if self.path is None or not (letter.mended.made or letter.mended.file):
            return None
        target = letter.mended.file or self._free(letter)
        try:
            if letter.mended.file is not None and target.read_bytes() != letter.mended.kept:
                raise InputError(
                    target, "was changed by somebody else meanwhile, and is left so; drop the letter again"
                )
            put_whole(target, as_file(letter))
        except OSError as problem:
            raise InputError(target, f"cannot be written ({problem.strerror})") from None
        return target

    def _free(self, letter: Opened) -> Path:
        """A name that nobody has: another letter may be called the same, and what is there is never written over."""
        assert self.path is not None
        plain = name_for(letter.checked.source).translate(_NOT_IN_NAMES).lstrip(".")
        stem = f"{plain.removesuffix(ENDING) or 'letter'}.{letter.read.identity[:8]}"
        names = [plain, f"{stem}{ENDING}", *(f"{stem}-{number}{ENDING}" for number in range(2, 100))]
        for name in names:
            if name != ENDING and not (self.path / name).exists():
                return self.path / name
        raise InputError(self.path / plain, "is taken, as are a hundred names like it")


def as_file(letter: Opened) -> bytes:
    """The corrections of a letter as they are taken away."""
    return corrections_as_yaml(letter.checked.encoding.letter, letter.mended.made).encode()


def begun(bench: Bench, folder: Folder, letter: Opened, brought: tuple[str, bytes] | None) -> Opened:
    """A letter that was just read, with the corrections that came with it or that the folder has of it.

    What cannot be used is told, and left as it is.

    Args:
        brought: the name and bytes of a file that was dropped with the letter.
    """
    try:
        found = folder.find(letter.read)
        if found is not None:
            letter = letter._replace(mended=letter.mended._replace(file=found, kept=found.read_bytes()))
        if brought is not None:
            name, data = brought
            what = f"Corrections from {name}" + (f", in place of those kept in {found.name}" if found else "")
            return kept(folder, _with(bench, letter, corrections_in(data, Path(name), letter.read), what))
        if found is None:
            return letter
        return _with(bench, letter, load_corrections(found, letter.read), f"Corrections from {found.name}")
    except (CorrectionsError, OSError) as problem:
        # What cannot be used is nobody's to write over.
        other = letter._replace(mended=letter.mended._replace(file=None, kept=b""))
        return _noticed(other, f"Corrections were not used. {problem}.")


def brought_in(bench: Bench, folder: Folder, letter: Opened, name: str, data: bytes) -> Opened:
    """A letter with the corrections of a file in place of those it has.

    Raises:
        CorrectionsError: where they do not fit it.
    """
    return kept(folder, _with(bench, letter, corrections_in(data, Path(name), letter.read), f"Corrections from {name}"))


def stepped(bench: Bench, folder: Folder, letter: Opened, steps: tuple[Correction, ...]) -> Opened:
    """A letter with some corrections more, kept.

    Raises:
        NcndError: in a sentence for the person, where one does not fit.
    """
    made = letter.mended.made
    if not steps:
        return _noticed(letter, "Nothing was changed.")
    try:
        for step in steps:
            made = put_in(made, step, letter.read)
    except ValueError as problem:
        raise NcndError(str(problem)) from None
    if made == letter.mended.made:
        return _noticed(letter, "Nothing was changed.")
    last = told(steps[0], letter.checked.encoding)
    what = f"{last.words or 'The letter'}: {last.now}"
    return kept(folder, _with(bench, letter, made, what))


def taken_back(bench: Bench, folder: Folder, letter: Opened, number: int) -> Opened:
    """A letter without one of its corrections.

    Raises:
        NcndError: where there is none, or a later one rests on it.
    """
    made = letter.mended.made
    if not 0 <= number < len(made):
        raise NcndError("this correction was taken back before")
    left = (*made[:number], *made[number + 1 :])
    try:
        return kept(folder, _with(bench, letter, left, "Taken back"))
    except Misfit as misfit:
        resting = misfit.number + (misfit.number >= number)  # its place while this one is still there
        raise NcndError(f"correction {resting + 1} rests on this one; take it back first ({misfit.problem})") from None


def kept(folder: Folder, letter: Opened) -> Opened:
    """The letter, its corrections written where the user named a folder; where that fails, it says so."""
    try:
        file = folder.keep(letter)
    except InputError as problem:
        return _noticed(letter, f"Not saved. {problem}.")
    return letter._replace(mended=letter.mended._replace(file=file, kept=as_file(letter) if file else b""))


def _with(bench: Bench, letter: Opened, made: Corrections, what: str) -> Opened:
    first = letter.mended.first or letter.checked
    checked = bench.checked_anew(first, corrected_by(first.encoding, made)) if made else first
    change = moved(letter.checked.verdicts, checked.verdicts)
    mended = letter.mended._replace(first=first, made=made, what=what, moved=change, notice="")
    return letter._replace(checked=checked, repairs=None, mended=mended)


def _noticed(letter: Opened, notice: str) -> Opened:
    return letter._replace(mended=letter.mended._replace(notice=notice, what="", moved=None))
