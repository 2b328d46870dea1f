"""What the user's words for files mean: letters, facts files, folders of them, patterns."""

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from ncnd_rules.corrections import corrected_by
from ncnd_rules.corrections_file import found_in, load_corrections
from ncnd_rules.encode import encode, load_encoder
from ncnd_rules.encoding import Encoding, corrected
from ncnd_rules.errors import InputError, LetterError
from ncnd_rules.facts_file import load_facts
from ncnd_rules.letter import CopyState
from ncnd_rules.read import STANDARD_INPUT, SUFFIXES, read
from ncnd_rules.reading import Reading
from ncnd_rules.textfile import leads_nowhere, read_text

FACTS = "facts.yaml"
_PATTERN = frozenset("*?[")
_CORRECTIONS = re.compile(r"^[\"']?corrections[\"']?\s*:", re.MULTILINE)


class Input(NamedTuple):
    """A letter as it is to be checked, and every file that was read for it or may have been."""

    path: Path
    encoding: Encoding
    files: tuple[Path, ...]


def files_named(words: Iterable[Path]) -> tuple[Path, ...]:
    """The letters, facts files and cases that *words* mean, each once, in the order given; folders by name.

    A folder that holds ``facts.yaml`` is a case and stands for itself; any other stands for the
    letters in it and in the folders below, hidden files apart. A word with ``*``, ``?`` or ``[``
    that is no file is a pattern; ``**`` goes through folders.
    What stands for no file at all is given as it is, and so is a folder below that cannot be listed; whoever reads it
    says why it cannot be read.
    """
    return tuple(dict.fromkeys(file for word in words for file in (*_files_named(word),) or (word,)))


def _files_named(word: Path) -> Iterable[Path]:
    try:
        if word == STANDARD_INPUT or word.is_file() or (word / FACTS).is_file():
            return (word,)
        if word.is_dir():
            return tuple(_letters_in(word))
        if _PATTERN & set(str(word)):
            matching = sorted(Path(word.anchor).glob(str(word.relative_to(word.anchor))))
            return tuple(path for path in matching if not path.is_dir() or (path / FACTS).is_file())
    except (OSError, ValueError):
        pass  # said again, with its reason, when it is read
    return (word,)


def _letters_in(folder: Path) -> Iterator[Path]:
    """The letters below a folder by name, links to letters that are not there, and folders that cannot be listed."""
    unlisted: set[Path] = set()
    walked = os.walk(folder, onerror=lambda problem: unlisted.add(Path(problem.filename)))
    files = {Path(base, name) for base, _, names in walked for name in names}
    for path in sorted(files | unlisted):
        if _is_hidden(path.relative_to(folder)):
            continue
        if path in unlisted or (path.suffix.lower() in SUFFIXES and (path.is_file() or leads_nowhere(path))):
            yield path


def _is_hidden(path: Path) -> bool:
    return any(part.startswith((".", "~$")) for part in path.parts)


def facts_file(path: Path) -> Path | None:
    """The facts file that a path stands for; none where it is a letter.

    Raises:
        LetterError: for a folder into which nobody may look.
    """
    if path.suffix.lower() in (".yaml", ".yml"):
        return path
    try:
        return path / FACTS if (path / FACTS).is_file() else None
    except OSError as problem:
        raise LetterError(path, f"cannot be read ({problem.strerror})") from None


def letter_at(path: Path) -> Reading:
    """Read the letter at *path*.

    Raises:
        LetterError: where it cannot be read, or is a facts file.
    """
    if facts_file(path) is not None:
        raise LetterError(path, "is a facts file, expected a letter")
    if path.is_dir():
        _list(path)
        kinds = " ".join(sorted(SUFFIXES - {""}))
        raise LetterError(path, f"is a folder without letters, expected a facts.yaml or files such as {kinds}")
    return read(path)


def _list(folder: Path) -> None:
    try:
        next(folder.iterdir(), None)
    except OSError as problem:
        raise LetterError(folder, f"cannot be listed ({problem.strerror})") from None


def load(path: Path, folder: Path | None = None, copy: CopyState | None = None) -> Input:
    """A letter, read and encoded, or a facts file.

    Args:
        folder: may hold the letters that facts files speak of.
        copy: how whole the copy of a letter is, where that is known.

    Raises:
        LetterError, FactsError: where it cannot be used.
    """
    facts = facts_file(path)
    if facts is None:
        return Input(path, encode(letter_at(path), copy), (path,))
    encoding = load_facts(facts, folder)
    places = (place / encoding.letter.file for place in (facts.parent, folder) if place is not None)
    return Input(path, encoding, (facts, *places))


def load_whole(path: Path, folder: Path | None = None, copy: CopyState | None = None) -> Input:
    """As `load`, and where facts were written by hand the sentences of their letter, if it is at hand.

    Raises:
        LetterError, FactsError: where it cannot be used.
    """
    loaded = load(path, folder, copy)
    encoding = loaded.encoding
    if encoding.said or encoding.text is None:
        return loaded
    at_hand = (file for file in loaded.files[1:] if file.is_file())
    readings = (read(file) for file in at_hand)
    reading = next((one for one in readings if one.text == encoding.text), None)
    return loaded if reading is None else loaded._replace(encoding=encoding._replace(said=load_encoder().said(reading)))


def load_corrected(path: Path, facts: Path, copy: CopyState | None = None) -> Input:
    """A letter as a person has corrected what was read in it.

    Args:
        facts: a facts file, a file of corrections, or a folder that may hold corrections of this letter.
        copy: how whole the copy is, where it is known; a facts file says so itself.

    Raises:
        LetterError, FactsError: where one of them cannot be used, or they do not belong together.
    """
    reading = letter_at(path)
    if corrects(facts):
        encoding, used = corrected_reading(encode(reading, copy), facts)
        return Input(path, encoding, (path, *used))
    return Input(path, corrected(load_facts(facts, reading=reading), encode(reading)), (path, facts))


def corrected_reading(read: Encoding, corrections: Path) -> tuple[Encoding, tuple[Path, ...]]:
    """What is read in a letter, corrected by a file, or by the one in a folder that names it; and that file.

    Raises:
        CorrectionsError: where it cannot be used.
    """
    found = found_in(corrections, read.identity) if corrections.is_dir() else corrections
    return (read, ()) if found is None else (corrected_by(read, load_corrections(found, read)), (found,))


def corrects(path: Path) -> bool:
    """Whether a path holds corrections of what is read, and no facts in its place."""
    if path.is_dir():
        return True
    try:
        return _CORRECTIONS.search(read_text(path)) is not None
    except InputError:
        return False  # said again, with its reason, when it is used
