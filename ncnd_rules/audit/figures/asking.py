"""What the numbers ask of an audit: a store that answers SQL, and shows each letter once, by its newest verdicts."""

from collections.abc import Iterable
from itertools import takewhile
from typing import Any, Protocol


class Store(Protocol):
    """An audit that can be asked."""

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """The answer, row by row."""


def quoted(words: str) -> str:
    """Words as SQL takes them."""
    return "'" + words.replace("'", "''") + "'"


def listed(letters: Iterable[str]) -> str:
    """Letters as the inside of ``IN (...)``, which has to hold one at least."""
    return ", ".join(map(quoted, sorted(letters))) or "''"


def places(store: Store, letters: Iterable[str]) -> dict[str, str]:
    """One place for each letter, below the folder that holds all: where that lies is nobody's business.

    It is the first by name, so that equal audits give equal reports.
    """
    above = len(_shared_folder(store))
    rows = store.rows(
        "SELECT letter, min(source || CASE WHEN row IS NULL THEN '' ELSE ' row ' || row END) "  # noqa: S608 - digests alone
        f"FROM occurrences WHERE letter IN ({listed(letters)}) GROUP BY letter"
    )
    return {letter: source[above:] for letter, source in rows}


def below_all(store: Store, source: str) -> str:
    """A place below the folder that holds every letter."""
    return source[len(_shared_folder(store)) :]


def _shared_folder(store: Store) -> str:
    """What the names of all places begin with, up to a folder; the first and the last by name have nothing else."""
    ((first, last),) = store.rows("SELECT coalesce(min(source), ''), coalesce(max(source), '') FROM occurrences")
    shared = "".join(one for one, _ in takewhile(lambda pair: pair[0] == pair[1], zip(first, last, strict=False)))
    return shared[: max(shared.rfind("/"), shared.rfind("\\")) + 1]
