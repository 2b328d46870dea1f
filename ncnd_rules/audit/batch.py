"""A batch: what was made of some letters, until it is put in place as a shard."""

import json
import time
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

from ncnd_rules.audit.keys import Keys
from ncnd_rules.audit.ledger import Done
from ncnd_rules.audit.references import Place
from ncnd_rules.audit.sandbox import Fate
from ncnd_rules.audit.schema import BY_NAME, TABLES, Column
from ncnd_rules.audit.shards import batch_of_columns, write_batches

# Enough that shards are few, and few enough that a machine that fails loses seconds of work.
_MOST_LETTERS = 512
_MOST_PLACES = 5_000
_MOST_BYTES = 16 * 2**20
_MOST_SECONDS = 20.0
_MOST_OPENED = 2**20  # bytes of rows as JSON, which take twenty times as much while they are turned into columns
# What a letter's rows begin with, told once for all of them.
_ALIKE = {"encode": ("letter", "encoder"), "check": ("letter", "encoder", "ruleset", "registers")}


class Tally(NamedTuple):
    """How many places came out how; of a batch, of a run, or of what is going on."""

    occurrences: int = 0
    encoded: int = 0
    checked: int = 0
    known: int = 0
    unreadable: int = 0
    failed: int = 0
    findings: int = 0  # rules violated, of the letters checked

    def plus(self, other: "Tally") -> "Tally":
        """Both together."""
        return Tally(*(one + two for one, two in zip(self, other, strict=True)))


class Batch:
    """What was made of some letters and places; of one thread."""

    def __init__(self, run: str, keys: Keys) -> None:
        self._run = run
        self._keys = keys
        self._began = time.monotonic()
        self._bytes = 0
        self._payloads: list[tuple[str, bytes]] = []  # letter, and its rows as JSON
        self._occurrences: list[tuple[Any, ...]] = []
        self._status: list[tuple[Any, ...]] = []
        self.done: list[Done] = []
        self.tally = Tally()

    @property
    def is_full(self) -> bool:
        """Whether it is time to put it in place."""
        return (
            len(self._payloads) >= _MOST_LETTERS
            or len(self._status) >= _MOST_PLACES
            or self._bytes >= _MOST_BYTES
            or (bool(self._status) and time.monotonic() - self._began > _MOST_SECONDS)
        )

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to put in place."""
        return not self._status

    def add(self, place: Place, letter: str, fate: Fate, *, encoded: bool) -> Tally:
        """What became of a letter that was worked on, and what that adds to the tally.

        Args:
            encoded: whether its facts are told too; they were known before where they are not.
        """
        findings = 0
        done = int(fate.state == "done")
        # First how far it came, which is what other places of the letter are told.
        self._is_done(letter, self._keys.verdict if fate.stage == "check" else self._keys.encoder, fate.stage, fate)
        if done:
            self._payloads.append((letter, fate.payload))
            self._bytes += len(fate.payload)
            findings = violated_in(fate.payload)
            if encoded:
                self._is_done(letter, self._keys.encoder, "encode", fate)
        self._add_place(place, letter, fate.stage, fate.state, fate.reason, fate.seconds)
        return self._count(
            Tally(
                occurrences=1,
                encoded=done * encoded,
                checked=done,
                unreadable=int(fate.state == "unreadable"),
                failed=int(fate.state not in ("done", "unreadable")),
                findings=findings,
            )
        )

    def add_known(self, place: Place, done: Done) -> Tally:
        """A place whose letter needs nothing, and what became of it before."""
        self._add_place(place, done.letter, done.stage, done.state, done.reason, 0.0)
        return self._count(
            Tally(
                occurrences=1,
                known=int(done.state == "done"),
                unreadable=int(done.state == "unreadable"),
                failed=int(done.state not in ("done", "unreadable")),
            )
        )

    def add_unread(self, place: Place) -> Tally:
        """A place whose bytes could not be had."""
        self._add_place(place, None, "read", "unreadable", place.problem, 0.0)
        return self._count(Tally(occurrences=1, unreadable=1))

    def write(self, audit: Path, shard: str, owner: str = "") -> list[Done]:
        """Put it in place as a shard, and give what became of its letters, with its name.

        Args:
            owner: as for `write_batches`.

        Raises:
            InputError: where it cannot be written.
        """
        batches: dict[str, list[Any]] = {}
        of_places = {
            "occurrences": _turned(self._occurrences, "occurrences"),
            "status": _turned(self._status, "status"),
        }
        for columns in chain((of_places,), map(self._columns_of, _portions(self._payloads))):
            for table, values in columns.items():
                batches.setdefault(table, []).append(batch_of_columns(table, values))
        write_batches(audit, shard, batches, owner)
        return [item._replace(shard=shard) for item in self.done]

    def _columns_of(self, payloads: Sequence[tuple[str, bytes]]) -> dict[str, list[list[Any]]]:
        columns: dict[str, list[list[Any]]] = {
            table.name: [[] for _ in table.columns] for table in TABLES if table.stage in _ALIKE
        }
        for letter, payload in payloads:
            for name, rows in json.loads(payload)["rows"].items():
                stage = BY_NAME[name].stage
                alike = {"letter": letter, **self._keys._asdict()}
                for number, column in enumerate(_ALIKE[stage]):
                    columns[name][number] += [alike[column]] * len(rows)
                for number, values in enumerate(zip(*rows, strict=True), start=len(_ALIKE[stage])):
                    columns[name][number] += _values(values, BY_NAME[name].columns[number])
        return columns

    def _is_done(self, letter: str, key: str, stage: str, fate: Fate) -> None:
        self.done.append(Done(letter, key, stage, fate.state, fate.reason, ""))

    def _add_place(
        self, place: Place, letter: str | None, stage: str, state: str, reason: str | None, seconds: float
    ) -> None:
        if letter is not None:
            self._occurrences.append((self._run, place.source, place.row, letter, place.metadata))
        self._status.append(
            (self._run, place.source, place.row, letter, *self._keys, stage, state, reason, round(seconds, 4))
        )

    def _count(self, more: Tally) -> Tally:
        self.tally = self.tally.plus(more)
        return more


def violated_in(payload: bytes) -> int:
    """How many findings a letter's rows say are violations: it is told first, so that nothing else need be read."""
    head, _, _ = payload.partition(b",")
    return int(head.rpartition(b":")[2])


def _portions(payloads: Iterable[tuple[str, bytes]]) -> Iterator[list[tuple[str, bytes]]]:
    """Letters of which not too many bytes are opened at a time."""
    portion: list[tuple[str, bytes]] = []
    size = 0
    for letter, payload in payloads:
        portion.append((letter, payload))
        size += len(payload)
        if size >= _MOST_OPENED:
            yield portion
            portion, size = [], 0
    if portion:
        yield portion


def _turned(rows: Sequence[tuple[Any, ...]], table: str) -> list[list[Any]]:
    """Rows as columns."""
    return [list(column) for column in zip(*rows, strict=True)] or [[] for _ in BY_NAME[table].columns]


def _values(values: Iterable[Any], column: Column) -> Iterable[Any]:
    return map(bytes.fromhex, values) if column.type == "bytes" else values
