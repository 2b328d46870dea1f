"""Coded sentences by their numbers, kept in a file of their own that goes when the program does."""

import mmap
import tempfile
from array import array
from types import TracebackType
from typing import Self

_CODE = "utf-8"  # the one that is read fastest


class Kept:
    """Sentences that are written once, in order, and then read in any order; memory holds their places alone."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 - closed with this
        self._ends = array("Q", [0])
        self._all: mmap.mmap | bytes = b""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        if isinstance(self._all, mmap.mmap):
            self._all.close()
        self._file.close()

    def __len__(self) -> int:
        return len(self._ends) - 1

    def add(self, sentence: str) -> None:
        """Write the next one; an empty one where its words are not known."""
        self._ends.append(self._ends[-1] + self._file.write(sentence.encode(_CODE)))

    def settle(self) -> None:
        """Begin to read."""
        self._file.flush()
        if self._ends[-1]:
            self._all = mmap.mmap(self._file.fileno(), 0, access=mmap.ACCESS_READ)

    def __getitem__(self, number: int) -> str:
        return self._all[self._ends[number] : self._ends[number + 1]].decode(_CODE)
