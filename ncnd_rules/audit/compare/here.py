"""Comparing on one machine: in this process, or in children of it where there is enough to do."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from typing import Self, TypeVar

from ncnd_rules.audit.compare.concluded import Job, conclude
from ncnd_rules.audit.compare.groups import Group
from ncnd_rules.audit.compare.held import Held, Opened, open_shelf
from ncnd_rules.audit.compare.shelves import Shelf
from ncnd_rules.audit.compare.work import IN_A_JOB, Cards, Comparing, Placed, Unasked, put_in_place, some
from ncnd_rules.errors import NcndError
from ncnd_rules.registers import Registers, load_registers, registers_dir

_IN_A_SHARD = 25  # jobs
_FEW_GROUPS, _FEW_LETTERS = 200, 1_000  # that take no longer here than children take to start

_Work = TypeVar("_Work")
_Result = TypeVar("_Result")


class Here:
    """Does the work of comparing on this machine; a context manager."""

    def __init__(self, comparing: Comparing, workers: int) -> None:
        self._comparing = comparing
        self._workers = workers
        self._held = Held()
        self._open = ExitStack()
        self._open.enter_context(self._held)
        self._children: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    def open(self, shelves: Iterable[Shelf]) -> Iterator[Cards]:
        """Open letters and hold them; see `Hands`."""
        shelves = list(shelves)
        few = sum(len(shelf.letters) for shelf in shelves) <= _FEW_LETTERS
        for opened in self._done(opened_on, [(self._comparing, shelf) for shelf in shelves], few=few):
            self._held.put(opened.packed)
            yield Cards(opened.cards, opened.absent)

    def compare(self, groups: Mapping[str, Group], none: Unasked, first: int) -> Iterator[Placed]:
        """See `Hands`."""
        jobs = (self._job(own, none) for own in some(groups.items(), IN_A_JOB))
        for results in some(self._done(conclude, jobs, few=len(groups) <= _FEW_GROUPS), _IN_A_SHARD):
            rows = {digest: own for one in results for digest, own in one.rows.items()}
            yield put_in_place(self._comparing, {digest: (groups[digest], own) for digest, own in rows.items()}, first)
            first += sum(map(len, rows.values()))

    def _job(self, own: tuple[tuple[str, Group], ...], none: Unasked) -> Job:
        letters = dict.fromkeys(letter for _, group in own for letter in group.letters)
        packed = {letter: self._held.packed(letter) for letter in letters}
        return Job(
            own, packed, self._comparing.rulesets, {letter: none[letter] for letter in letters if letter in none}
        )

    def _done(self, work: Callable[[_Work], _Result], jobs: Iterable[_Work], *, few: bool) -> Iterator[_Result]:
        """The results of jobs, in their order."""
        if self._workers < 2 or few:
            yield from map(work, jobs)
            return
        if self._children is None:
            # Children that are started anew: the engine of rules keeps state that a copy of this process would share.
            self._children = self._open.enter_context(ProcessPoolExecutor(self._workers, get_context("spawn")))
        try:
            for at_once in some(jobs, 4 * self._workers):  # so that no more letters are in memory than are in work
                yield from self._children.map(work, at_once)
        except BrokenProcessPool:
            raise NcndError("a child that compared letters was ended; start again, and what is done stays") from None


def opened_on(job: tuple[Comparing, Shelf]) -> Opened:
    """The letters of a shelf, opened."""
    comparing, shelf = job
    return open_shelf(comparing.audit, comparing.keys.encoder, shelf, registers_of(comparing.rulesets))


@cache
def registers_of(rulesets: Path | None) -> Registers:
    """The registers beside some rules."""
    return load_registers(registers_dir(rulesets))
