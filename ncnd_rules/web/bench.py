"""The work on a letter, one after the other on threads of its own: the server goes on answering meanwhile."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from ncnd_rules.compare import Comparer
from ncnd_rules.encode import load_encoder
from ncnd_rules.encoding import Encoding
from ncnd_rules.engine import Checker
from ncnd_rules.errors import Unreadable
from ncnd_rules.explain.proof import Prover
from ncnd_rules.explain.repair import Repairs, repairs_of
from ncnd_rules.letter import CopyState
from ncnd_rules.read import guard
from ncnd_rules.read.extract import Extract
from ncnd_rules.read.file import BY_OFFICE, read_bytes
from ncnd_rules.read.sniff import Format
from ncnd_rules.registers import Registers
from ncnd_rules.report.checked import Checked
from ncnd_rules.rule_files import load_ruleset
from ncnd_rules.rules import Ruleset
from ncnd_rules.web.letters import Opened

_NO_LETTER = b"<p>We neither confirm nor deny that we hold it, by virtue of section 31(3).</p>"

_Made = TypeVar("_Made")


class Bench:
    """What letters are read and checked with, made once.

    Args:
        as_of: whose law is applied: that of a day, or of each letter's own where it is none.
        copy: how whole letters are where nobody said so; none where that is to be guessed.
        between: the rules over several letters, the shipped ones by default.
    """

    def __init__(
        self,
        ruleset: Ruleset,
        registers: Registers,
        as_of: date | None = None,
        copy: CopyState | None = None,
        between: Ruleset | None = None,
    ) -> None:
        self.ruleset, self.registers, self._between = ruleset, registers, between
        self.as_of, self._copy = as_of, copy
        # One thread each: an engine is for one thread, and edits are looked for while other letters are checked.
        self._checking = ThreadPoolExecutor(1, "checking")
        self._mending = ThreadPoolExecutor(1, "mending")

    async def at_work(self, work: Callable[[], _Made]) -> _Made:
        """What some work on letters gives."""
        return await asyncio.get_running_loop().run_in_executor(self._checking, work)

    async def opened(self, data: bytes, name: str, copy: CopyState | None) -> Opened:
        """A letter, read and checked.

        Raises:
            LetterError: where it cannot be read.
        """
        return await self.at_work(lambda: self._opened(data, name, copy or self._copy))

    async def repairs(self, letter: Opened) -> Repairs:
        """The smallest edits of a letter; they take seconds."""
        made = letter.mended.made
        work = self._mending.submit(lambda: repairs_of(letter.reading, self._second, letter.copy, corrections=made))
        return await asyncio.wrap_future(work)

    def checked_anew(self, before: Checked, encoding: Encoding) -> Checked:
        """A letter that says something else by now; to be called at work."""
        return before._replace(encoding=encoding, verdicts=self._checker.check(encoding))

    def warm(self, show: Callable[[Opened], object]) -> None:
        """Load beforehand what the first letter would wait for, the child that reads files and *show* included."""
        self._checking.submit(lambda: show(self._opened(_NO_LETTER, "none.html", None)))

    def close(self) -> None:
        """Begin no more work, and end the child that reads files."""
        self._checking.shutdown(wait=False, cancel_futures=True)
        self._mending.shutdown(wait=False, cancel_futures=True)

    def checker_at(self, day: date | None) -> Checker:
        """What checks by the law of a day, or of each letter's own; made anew each time, which takes no time."""
        return Checker(self.ruleset, self.registers, "reference", as_of=day)

    @cached_property
    def prover(self) -> Prover:
        """What proves the verdicts."""
        return Prover(self.ruleset, self.registers)

    @cached_property
    def comparer(self) -> Comparer:
        """What compares letters; to be called at work."""
        return Comparer(self._between or load_ruleset(over="letters"), self.registers)

    @cached_property
    def _checker(self) -> Checker:
        return Checker(self.ruleset, self.registers, as_of=self.as_of)

    @cached_property
    def _second(self) -> Checker:
        return Checker(self.ruleset, self.registers, "reference", as_of=self.as_of)

    def _opened(self, data: bytes, name: str, copy: CopyState | None) -> Opened:
        reading = read_bytes(data, Path(name), _in_memory)
        encoding = load_encoder().encode(reading, copy)
        return Opened(data, reading, copy, Checked(name, encoding, self._checker.check(encoding)))


def _in_memory(data: bytes, form: Format) -> Extract:
    """What a file says, read under guard; nothing of it is put on a disk, as LibreOffice would have to.

    Raises:
        Unreadable: with the reason.
    """
    if form in BY_OFFICE:
        raise Unreadable(
            f"is a .{form} file, which can only be opened by way of a copy on disk; save it as .docx, or use ncnd check"
        )
    return guard.extract(data, form)
