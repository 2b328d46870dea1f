"""What comparing is made of, whoever does it and wherever: letters opened, groups concluded on, rows put in place."""

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple, Protocol, TypeVar

from ncnd_rules.audit.compare.cards import Card
from ncnd_rules.audit.compare.groups import Group
from ncnd_rules.audit.compare.shelves import Shelf
from ncnd_rules.audit.keys import Keys
from ncnd_rules.audit.shards import batch_of, write_batches
from ncnd_rules.letter import sha256

IN_A_JOB = 20  # groups; some tenths of a second of work

Unasked = Mapping[str, frozenset[str]]  # letter to the ids of its questions that are none
Rows = list[dict[str, Any]]
_Item = TypeVar("_Item")


class Comparing(NamedTuple):
    """What all work of one comparing has alike."""

    audit: Path
    name: str
    run: str  # the newest of the audit, by which its letters were read
    keys: Keys
    rulesets: Path | None  # none for the shipped ones
    owner: str  # the mark by which it owns the audit
    program: str
    python: str
    digest: str  # of the program that compares


class Cards(NamedTuple):
    """What decides which letters are laid side by side, of some of them."""

    cards: list[Card]
    absent: int  # letters whose bytes are not at hand any more


class Sides(NamedTuple):
    """Groups that are worked on together, and where their letters stand."""

    groups: Mapping[str, Group]  # by their digests
    shelves: tuple[Shelf, ...]
    none: Unasked
    first: int  # the number of the first finding


class Placed(NamedTuple):
    """Groups that are in place with what was found in them."""

    groups: int
    told: frozenset[str]  # a digest for each violation: two groups may share a pair of letters


class Hands(Protocol):
    """Whoever opens letters and compares them."""

    def open(self, shelves: Iterable[Shelf]) -> Iterator[Cards]:
        """The cards of all letters, in no order."""

    def compare(self, groups: Mapping[str, Group], none: Unasked, first: int) -> Iterator[Placed]:
        """Put the rules to every group, and what comes of it in place.

        Args:
            groups: by their digests.
            first: the number of the first finding.
        """


def put_in_place(
    comparing: Comparing, groups: Mapping[str, tuple[Group, Rows | None]], first: int, owner: str = ""
) -> Placed:
    """Put groups in place; those without rows were worked on before.

    Args:
        first: the number of the first finding.
        owner: as for `write_batches`.

    Raises:
        InputError: where they cannot be written.
    """
    findings: Rows = []
    for digest, (_, rows) in groups.items():
        findings += [{**row, **comparing.keys._asdict(), "group": digest} for row in rows or ()]
    for number, row in enumerate(findings, start=first):
        row |= {"run": comparing.run, "number": number}
    own = [
        {
            **comparing.keys._asdict(),
            "comparing": comparing.name,
            "run": comparing.run,
            "group": digest,
            "kind": group.kind,
            "letters": json.dumps(group.letters),
            "known": rows is None,
        }
        for digest, (group, rows) in groups.items()
    ]
    batches = {"groups": [batch_of("groups", own)], "comparisons": [batch_of("comparisons", findings)]}
    name = sha256("".join(sorted(groups)).encode())[:12]
    write_batches(comparing.audit, f"{comparing.name}-compared-{name}", batches, owner)
    violated = (row for row in findings if row["outcome"] == "violated")
    told = frozenset(sha256("\0".join((row["rule"], row["letters"], row["message"])).encode())[:32] for row in violated)
    return Placed(len(groups), told)


def some(items: Iterable[_Item], most: int) -> Iterator[tuple[_Item, ...]]:
    """Neighbouring items, so many at a time."""
    items = iter(items)
    while own := tuple(islice(items, most)):
        yield own
