"""Several letters at once: in memory, and only as long as somebody looks at their table or at one of them."""

import secrets
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from time import monotonic
from typing import NamedTuple

from ncnd_rules.encoding import Encoding
from ncnd_rules.errors import NcndError
from ncnd_rules.letter import CopyState
from ncnd_rules.report.finding_words import weight_of
from ncnd_rules.report.page_shapes import SEVERITIES
from ncnd_rules.web.letters import GRACE, SILENCE, Letters, Opened

MOST = 4  # folders at once
MOST_LETTERS = 200  # in one
MOST_BYTES = 256 * 2**20  # of all their files


class Waiting(NamedTuple):
    """A file that is to be read."""

    name: str  # with its place in the folder
    data: bytes
    copy: CopyState | None = None


class Row(NamedTuple):
    """A file of a folder, once it was read or could not be."""

    number: int  # from 1, in the order in which they came
    name: str
    authority: str = ""
    reference: str = ""
    date: str = ""
    counts: Mapping[str, int] = {}  # findings by severity, undecided ones apart; nothing where it was not read
    unread: int = 0  # passages that were not understood
    why: str = ""  # it could not be read

    @property
    def is_read(self) -> bool:
        """Whether it is a letter that can be opened."""
        return not self.why


@dataclass(slots=True)
class Folder:
    """What was brought together."""

    until: float
    waiting: deque[Waiting] = field(default_factory=deque)
    rows: list[Row] = field(default_factory=list)
    files: dict[int, Waiting] = field(default_factory=dict)  # those that could be read
    encodings: dict[int, Encoding] = field(default_factory=dict)
    opened: dict[int, str] = field(default_factory=dict)  # the keys of those that have a page of their own
    letters: dict[int, Opened] = field(default_factory=dict)  # as they were last seen there
    left_out: list[str] = field(default_factory=list)  # names of files that are no letters by their endings
    now: str = ""  # the name of the file that is being read

    @property
    def whole(self) -> int:
        """How many files there are, read or not."""
        return len(self.rows) + len(self.waiting) + bool(self.now)

    @property
    def is_read(self) -> bool:
        """Whether nothing more is to be read."""
        return not self.waiting and not self.now

    @property
    def bytes(self) -> int:
        """How much its files take."""
        return sum(len(file.data) for file in (*self.waiting, *self.files.values()))

    def taken(self, file: Waiting, letter: Opened | None, why: str = "") -> None:
        """Note what became of a file."""
        number = len(self.rows) + 1
        self.rows.append(Row(number, file.name, why=why) if letter is None else row_of(number, file.name, letter))
        if letter is not None:
            self.files[number], self.encodings[number] = file, letter.checked.encoding

    def changed(self, number: int, letter: Opened) -> None:
        """Note what was done with a letter on its own page, such as edits that were looked for."""
        if self.letters.get(number) is not letter:
            self.letters[number], self.encodings[number] = letter, letter.checked.encoding
            self.rows[number - 1] = row_of(number, self.rows[number - 1].name, letter)


def row_of(number: int, name: str, letter: Opened) -> Row:
    """A letter in a line."""
    verdicts = letter.checked.verdicts
    weights = [weight_of(finding) for finding in verdicts.findings]
    counts = {severity: weights.count(severity) for severity in SEVERITIES}
    about = (verdicts.authority or "", verdicts.reference or "", verdicts.date or "")
    return Row(number, name, *about, counts, len(verdicts.unread))


@dataclass(slots=True)
class Folders:
    """Folders by their keys, which nobody can guess. For one thread: that of the server's loop.

    Args:
        letters: those that have a page of their own; a folder stays as long as one of its letters does.
        clock: seconds, never going back.
    """

    letters: Letters
    clock: Callable[[], float] = monotonic
    _kept: dict[str, Folder] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self._kept)

    def add(self) -> str:
        """Keep a new folder, and give its key.

        Raises:
            NcndError: in a sentence for whoever brings one too many.
        """
        self.sweep()
        if len(self._kept) >= MOST:
            raise NcndError(f"{MOST} folders are open, which is the most; close one of their pages first")
        key = secrets.token_urlsafe(12)
        self._kept[key] = Folder(self.clock() + SILENCE)
        return key

    def bring(self, key: str, files: Iterable[Waiting]) -> None:
        """Put files into a folder, to be read.

        Raises:
            NcndError: for more than can be kept; then none is.
        """
        files = tuple(files)
        folder = self._kept[key]
        if folder.whole + len(files) > MOST_LETTERS:
            found = folder.whole + len(files)
            raise NcndError(
                f"found {found} files, expected at most {MOST_LETTERS} at once; ncnd audit takes any number"
            )
        if sum(own.bytes for own in self._kept.values()) + sum(len(file.data) for file in files) > MOST_BYTES:
            raise NcndError(f"these are more than {MOST_BYTES // 2**20} MB, the most that is kept at once")
        folder.waiting.extend(files)

    def get(self, key: str) -> Folder | None:
        """The folder, without a look at it."""
        return self._kept.get(key)

    def seen(self, key: str) -> Folder | None:
        """The folder, which is looked at now; none where it has been forgotten."""
        self.sweep()
        folder = self._kept.get(key)
        if folder is not None:
            folder.until = self.clock() + SILENCE
        return folder

    def holding(self, letter: str) -> str:
        """The key of the folder that a letter was opened from; empty where it came alone."""
        return next((key for key, folder in self._kept.items() if letter in folder.opened.values()), "")

    def left(self, key: str) -> None:
        """Forget a folder soon, unless its table or one of its letters is looked at."""
        if key in self._kept:
            self._kept[key].until = min(self._kept[key].until, self.clock() + GRACE)

    def forget(self, key: str) -> None:
        """Forget a folder and the letters that were opened from it."""
        folder = self._kept.pop(key, None)
        for letter in folder.opened.values() if folder else ():
            self.letters.forget(letter)

    def sweep(self) -> None:
        """Forget what nobody looks at any more."""
        for folder in self._kept.values():
            for number, letter in folder.opened.items():
                if (own := self.letters.peek(letter)) is not None:
                    folder.changed(number, own)
        self.letters.sweep()
        now = self.clock()
        for key, folder in tuple(self._kept.items()):
            if folder.until <= now and not any(letter in self.letters for letter in folder.opened.values()):
                del self._kept[key]
