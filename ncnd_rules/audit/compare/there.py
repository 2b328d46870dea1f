"""Letters of an audit compared on the workers of a cluster, by group."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Self

from ncnd_rules.audit.compare import elsewhere
from ncnd_rules.audit.compare.groups import Group
from ncnd_rules.audit.compare.run import Compared, Watch, compare_stored
from ncnd_rules.audit.compare.shelves import Shelf
from ncnd_rules.audit.compare.work import IN_A_JOB, Cards, Comparing, Placed, Sides, Unasked, some
from ncnd_rules.audit.workers import Workers, workers_of

_LETTERS_A_TASK = 128  # at least, to be opened
_NUMBERS_A_TASK = 1_000_000  # of findings: more than a task can find, as no other may number its own alike


def compare_on_cluster(
    audit: Path,
    address: str,
    watch: Watch = lambda *_: None,
    *,
    rulesets: Path | None = None,
    patience: float = 60.0,
    say: Callable[[str], None],
) -> Compared:
    """Compare the letters of an audit on a cluster; as `compare_stored` otherwise.

    Raises:
        NcndError: as for `compare_stored`, and where the cluster cannot be had or a worker must not take part.
    """
    with workers_of(address, patience, say) as workers:
        rulesets = rulesets.resolve() if rulesets is not None else None
        return compare_stored(audit.resolve(), rulesets=rulesets, hands=partial(_There, workers), watch=watch)


class _There:
    """Letters that are opened and compared elsewhere: `Hands`, as a context manager."""

    def __init__(self, workers: Workers, comparing: Comparing) -> None:
        self._comparing = comparing
        self._workers = workers
        self._shelves: list[Shelf] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._workers.let_go(self._comparing.name)

    def open(self, shelves: Iterable[Shelf]) -> Iterator[Cards]:
        """See `Hands`."""
        self._workers.greet(elsewhere.greet, self._comparing)
        self._shelves = list(shelves)
        return self._workers.each(elsewhere.cards, ((self._comparing, own) for own in _together(self._shelves)))

    def compare(self, groups: Mapping[str, Group], none: Unasked, first: int) -> Iterator[Placed]:
        """See `Hands`; groups whose letters stand together are worked on together."""
        home = {letter: number for number, shelf in enumerate(self._shelves) for letter in shelf.letters}
        near = sorted(groups.items(), key=lambda item: sorted(home[letter] for letter in item[1].letters))
        tasks = (
            (self._comparing, self._sides(dict(own), home, none, first + number * _NUMBERS_A_TASK))
            for number, own in enumerate(some(near, IN_A_JOB))
        )
        return self._workers.each(elsewhere.compare, tasks)

    def _sides(self, groups: Mapping[str, Group], home: Mapping[str, int], none: Unasked, first: int) -> Sides:
        letters = {letter for group in groups.values() for letter in group.letters}
        shelves = sorted({home[letter] for letter in letters})
        unasked = {letter: none[letter] for letter in letters if letter in none}
        return Sides(groups, tuple(self._shelves[number].only(letters) for number in shelves), unasked, first)


def _together(shelves: Iterable[Shelf]) -> Iterator[tuple[Shelf, ...]]:
    """Neighbouring shelves with enough letters for a task."""
    own: list[Shelf] = []
    for shelf in shelves:
        own.append(shelf)
        if sum(len(one.letters) for one in own) >= _LETTERS_A_TASK:
            yield tuple(own)
            own = []
    if own:
        yield tuple(own)
