"""Compare the letters of an audit: open them, group them, and put the rules to each group that is not done yet."""

import platform
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple
from uuid import uuid4

from ncnd_rules import __version__
from ncnd_rules.audit.compare.cards import Card
from ncnd_rules.audit.compare.concluded import comparing_digest, rules_for
from ncnd_rules.audit.compare.groups import Group, groups_of
from ncnd_rules.audit.compare.here import Here, registers_of
from ncnd_rules.audit.compare.set_words import asking
from ncnd_rules.audit.compare.shelves import Shelf, runs_of, shelves_of
from ncnd_rules.audit.compare.work import Comparing, Hands, put_in_place
from ncnd_rules.audit.keys import Keys
from ncnd_rules.audit.ledger import ledger_of
from ncnd_rules.audit.shards import rows_in, write_shard
from ncnd_rules.errors import InputError
from ncnd_rules.letter import sha256
from ncnd_rules.rules import Ruleset

Watch = Callable[[int, int], None]  # groups done, groups in all
Engaged = Callable[[Comparing], AbstractContextManager[Hands]]


class Compared(NamedTuple):
    """What became of comparing the letters of an audit."""

    run: str
    letters: int  # that were held against others
    absent: int  # that were not, because their bytes are not at hand any more
    groups: int
    known: int  # groups of which nothing had changed
    findings: int  # of rules violated, in the groups that were worked on


def compare_stored(
    audit: Path,
    *,
    rulesets: Path | None = None,
    workers: int = 1,
    hands: Engaged | None = None,
    watch: Watch = lambda *_: None,
) -> Compared:
    """Find what the letters of an audit say against each other, as its newest run read them.

    A group of which neither letters nor rules changed is not worked on again. What is done stays done, whatever ends
    this.

    Args:
        workers: processes on this machine.
        hands: who does the work in place of them.

    Raises:
        NcndError: where the audit cannot be used, or a child ended.
    """
    if not runs_of(audit):
        raise InputError(audit, "holds no run yet, expected a folder that `ncnd audit` has filled")
    with ledger_of(audit) as ledger:
        newest = runs_of(audit)[-1]
        ruleset = rules_for(rulesets)
        keys = Keys(newest["encoder"], ruleset.digest, registers_of(rulesets).digest)
        shelves, before = shelves_of(audit, keys.encoder), _last(audit)
        state = _state_of(shelves, keys)
        if before["state"] == state and not before["absent"]:
            return Compared(newest["run"], before["letters"], 0, before["groups"], before["groups"], 0)
        name = f"{datetime.now(UTC):%Y%m%dT%H%M%S}-{uuid4().hex[:6]}"
        python, digest = platform.python_version(), comparing_digest()
        comparing = Comparing(audit, name, newest["run"], keys, rulesets, ledger.owner, __version__, python, digest)
        with (hands or partial(Here, workers=workers))(comparing) as working:
            compared = _compare(comparing, working, shelves, ruleset, watch)
        row = {"state": state, "letters": compared.letters, "absent": compared.absent, "groups": compared.groups}
        # Until this is in place the comparison before holds.
        write_shard(audit, f"{name}-compared-all", {"comparings": [{"comparing": name, "run": newest["run"], **row}]})
    return compared


def _compare(
    comparing: Comparing, working: Hands, shelves: Sequence[Shelf], ruleset: Ruleset, watch: Watch
) -> Compared:
    """Open the letters, group them, and put the rules to each group that is not done yet."""
    audit, keys = comparing.audit, comparing.keys
    cards, absent = _opened(working, shelves)
    cards, none = asking(cards)
    groups = {_digest(group, keys, none): group for group in groups_of(cards, ruleset)}
    done = {row["group"] for row in rows_in(audit, "groups", ("group",))}
    new = {digest: group for digest, group in groups.items() if digest not in done}
    if known := {digest: (groups[digest], None) for digest in groups if digest in done}:
        put_in_place(comparing, known, 0)
    compared, told = 0, set[str]()
    watch(compared, len(new))
    for placed in working.compare(new, none, _first_number(audit, comparing.run)):
        compared += placed.groups
        told |= placed.told
        watch(compared, len(new))
    return Compared(comparing.run, len(cards), absent, len(groups), len(known), len(told))


def _last(audit: Path) -> dict[str, Any]:
    """What is said of the last time that the letters were compared to the end."""
    never = {"comparing": "", "state": "", "absent": 0}
    return max(rows_in(audit, "comparings"), key=lambda row: row["comparing"], default=never)


def _state_of(shelves: Iterable[Shelf], keys: Keys) -> str:
    """The digest of all that a comparison hangs on: letters are added, rules and the program change."""
    letters = sorted(letter for shelf in shelves for letter in shelf.letters)
    return sha256("\0".join((*letters, *keys, comparing_digest())).encode())


def _opened(hands: Hands, shelves: Sequence[Shelf]) -> tuple[list[Card], int]:
    cards: list[Card] = []
    absent = 0
    for found in hands.open(shelves):
        cards += found.cards
        absent += found.absent
    return cards, absent


def _first_number(audit: Path, run: str) -> int:
    own = (row["number"] for row in rows_in(audit, "comparisons", ("run", "number")) if row["run"] == run)
    return max(own, default=-1) + 1


def _digest(group: Group, keys: Sequence[str], none: Mapping[str, frozenset[str]]) -> str:
    unasked = (f"{letter} {name}" for letter in group.letters for name in sorted(none.get(letter, ())))
    told = "\0".join((group.kind, *group.letters, *unasked, *keys, comparing_digest()))
    return sha256(told.encode())[:16]
