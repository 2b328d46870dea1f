"""The letters that pages show: in memory, and only as long as somebody looks at them."""

import asyncio
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from typing import NamedTuple

from ncnd_rules.corrections import Corrections
from ncnd_rules.encoding import Encoding
from ncnd_rules.errors import NcndError
from ncnd_rules.explain.repair import Repairs
from ncnd_rules.letter import CopyState
from ncnd_rules.reading import Reading
from ncnd_rules.report.checked import Checked
from ncnd_rules.report.corrected import Moved

MOST = 24  # letters at once
SILENCE = 15 * 60.0  # seconds without a sign of life after which a letter is forgotten
GRACE = 10.0  # seconds after its page was left: a page that is loaded again is left for a moment


class Mended(NamedTuple):
    """What a person corrected in the reading of a letter."""

    first: Checked | None = None  # as the program read it; none where nothing was ever corrected
    made: Corrections = ()
    what: str = ""  # the last step, in words
    moved: Moved | None = None  # what it did to the findings
    notice: str = ""  # what went wrong
    file: Path | None = None  # where they are kept
    kept: bytes = b""  # what was written there


class Opened(NamedTuple):
    """A letter, read and checked."""

    data: bytes  # the file itself, into which comments are put
    reading: Reading
    copy: CopyState | None  # how whole it was said to be
    checked: Checked
    repairs: Repairs | None = None  # once they were asked for
    mended: Mended = Mended()

    @property
    def read(self) -> Encoding:
        """What the program read in it, whatever a person has corrected."""
        return (self.mended.first or self.checked).encoding


@dataclass(slots=True)
class _Kept:
    letter: Opened
    until: float


@dataclass(slots=True)
class Letters:
    """Letters by their keys, which nobody can guess. For one thread: that of the server's loop.

    Args:
        clock: seconds, never going back.
        most: letters at once.
    """

    clock: Callable[[], float] = monotonic
    most: int = MOST
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)  # corrections are made one after the other
    _kept: dict[str, _Kept] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self._kept)

    def __contains__(self, key: str) -> bool:
        """Whether a letter is kept, without a look at it."""
        return key in self._kept

    def check_room(self) -> None:
        """Refuse one letter more than are kept at once; none is forgotten for another while its page is open.

        Raises:
            NcndError: in a sentence for whoever brings it.
        """
        self.sweep()
        if len(self._kept) >= self.most:
            raise NcndError(f"{self.most} letters are open, which is the most; close one of their pages first")

    def add(self, letter: Opened) -> str:
        """Keep a letter, and give its key.

        Raises:
            NcndError: as `check_room` does.
        """
        self.check_room()
        key = secrets.token_urlsafe(12)
        self._kept[key] = _Kept(letter, self.clock() + SILENCE)
        return key

    def seen(self, key: str) -> Opened | None:
        """The letter, which is looked at now; none where it has been forgotten."""
        self.sweep()
        kept = self._kept.get(key)
        if kept is None:
            return None
        kept.until = self.clock() + SILENCE
        return kept.letter

    def peek(self, key: str) -> Opened | None:
        """The letter as it is now, without a look at it."""
        kept = self._kept.get(key)
        return kept.letter if kept else None

    def mended(self, key: str, repairs: Repairs, of: Checked) -> None:
        """Keep the repairs of a letter with it, unless it was forgotten or corrected while they were looked for."""
        if key in self._kept and self._kept[key].letter.checked is of:
            self._kept[key].letter = self._kept[key].letter._replace(repairs=repairs)

    def corrected(self, key: str, letter: Opened) -> None:
        """Keep a letter as a person has corrected it, unless it was forgotten meanwhile."""
        if key in self._kept:
            self._kept[key].letter = letter

    def left(self, key: str) -> None:
        """Forget a letter soon, unless its page shows up again."""
        if key in self._kept:
            self._kept[key].until = min(self._kept[key].until, self.clock() + GRACE)

    def forget(self, key: str) -> None:
        """Forget a letter."""
        self._kept.pop(key, None)

    def sweep(self) -> None:
        """Forget what nobody looks at any more."""
        now = self.clock()
        for key in [key for key, kept in self._kept.items() if kept.until <= now]:
            del self._kept[key]
