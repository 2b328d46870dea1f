"""What is told of letters beside them, and where that is not what the letters say.

It stands in a table (CSV, a row a letter), in a file beside each letter (``letter.pdf.json``), or in the columns of the
table that holds the letters. Whatever is told is kept; authorities, dates and references are held against the letter.
"""

import json
import os
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from ncnd_rules.audit.ledger import ledger_of
from ncnd_rules.audit.metadata_table import Metadata, day_in
from ncnd_rules.audit.shards import rows_in, rows_of, shards, write_shard
from ncnd_rules.between.letters import folded_authority
from ncnd_rules.errors import InputError
from ncnd_rules.registers import Registers, load_registers
from ncnd_rules.textfile import read_text

_SIDECAR = ".json"
_IN_A_SHARD = 50_000  # rows

Rows = list[dict[str, Any]]


class Described(NamedTuple):
    """What was told of the letters of a run."""

    letters: int  # places of which something is told
    disagreements: Mapping[str, int]  # by field
    unmatched: tuple[str, ...]  # rows of the table that name no letter of the run, by what they name
    problems: tuple[InputError, ...]  # files beside letters that could not be used


def describe(audit: Path, run: str, table: Metadata | None = None) -> Described:
    """Keep what is told of each letter that a run met, and where it is not what the letter says.

    Args:
        table: a table that was given for the run.

    Raises:
        InputError: where the audit cannot be used.
    """
    registers = load_registers()
    problems: list[InputError] = []
    disagreements: Counter[str] = Counter()
    met: set[int] = set()
    letters = 0
    with ledger_of(audit):
        row = next(row for row in rows_of(audit, "runs") if row["run"] == run)
        read = {one["letter"]: one for one in _read_by(audit, row["encoder"])}
        writer = _Writer(audit, run)
        for place in rows_in(audit, "occurrences"):
            if place["run"] != run:
                continue
            told = list(_told_of(place, Path(row["directory"]), table, met, problems))
            letters += bool(told)
            for field, value, by in told:
                about = {name: place[name] for name in ("run", "source", "row", "letter")} | {"field": field}
                writer.add("metadata", about | {"value": value, "told_by": by})
                says = _says(field, read.get(place["letter"], {}))
                if says is not None and not _agrees(field, value, says, registers):
                    disagreements[field] += 1
                    writer.add("disagreements", about | {"told": value, "read": says, "told_by": by})
        writer.write()
    unmatched = tuple(one.names for one in table.rows if one.line not in met) if table is not None else ()
    return Described(letters, disagreements, unmatched, tuple(problems))


def same_authority(one: str, other: str, registers: Registers) -> bool:
    """Whether two names are of one authority: alike but for words that add nothing, or names of one body."""
    named = [registers.bodies.named(name) for name in (one, other)]
    if named[0] is not None and named[1] is not None:
        return named[0][0].id == named[1][0].id
    return _authority(one) == _authority(other)


def _authority(name: str) -> frozenset[str]:
    # Forces call themselves both, one after the other.
    return frozenset("police" if word == "constabulary" else word for word in folded_authority(name).split())


def _told_of(
    place: Mapping[str, Any], folder: Path, table: Metadata | None, met: set[int], problems: list[InputError]
) -> Iterator[tuple[str, str, str]]:
    """Field, value and who says so: of the table that was given, else of the file beside, else of the letter's row."""
    seen: set[str] = set()
    file = Path(os.path.abspath(folder / place["source"]))  # noqa: PTH100 - as it is named, links and all
    found = table.of(file, place["letter"]) if table is not None and place["row"] is None else None
    if table is not None and found is not None:
        met.add(found.line)
        for field, value in found.fields.items():
            seen.add(field)
            yield field, value, f"{table.file.name}, line {found.line}"
    beside = file.with_name(file.name + _SIDECAR)
    if place["row"] is None and os.path.isfile(beside):  # noqa: PTH113 - a name that grew too long is no file, and no error
        try:
            for field, value in _fields(beside).items():
                if field not in seen:
                    seen.add(field)
                    yield field, value, f"{place['source']}{_SIDECAR}"
        except InputError as problem:
            problems.append(problem)
    for field, value in json.loads(place["metadata"] or "{}").items():
        if field not in seen and value is not None:
            yield field, _as_text(value), f"column {field}"


def _fields(file: Path) -> dict[str, str]:
    """What a file beside a letter tells.

    Raises:
        InputError: naming line and column.
    """
    try:
        told = json.loads(read_text(file))
    except json.JSONDecodeError as problem:
        place = f"line {problem.lineno}, column {problem.colno}"
        raise InputError(file, f"{problem.msg}; expected a JSON object", place) from None
    except (ValueError, RecursionError):  # a number with thousands of digits; brackets within brackets
        raise InputError(file, "holds a number or brackets beyond reason, expected a JSON object") from None
    if not isinstance(told, dict):
        raise InputError(
            file, f'found a {type(told).__name__}, expected a JSON object such as {{"date": "2024-05-03"}}'
        )
    return {field: _as_text(value) for field, value in told.items() if value is not None}


def _as_text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True)


def _says(field: str, letter: Mapping[str, Any]) -> str | None:
    """What the letter itself says of a field; none where it says nothing, or the field is not one of a letter."""
    if field not in ("authority", "date", "reference"):
        return None
    says: str | None = letter.get(field)
    # A letter that calls its sender "the Authority" does not say who that is.
    return None if field == "authority" and says is not None and not folded_authority(says) else says


def _agrees(field: str, told: str, says: str, registers: Registers) -> bool:
    if field == "authority":
        return same_authority(told, says, registers)
    if field == "date":
        day = day_in(told)
        return day is not None and day.isoformat() == says
    one, other = (re.sub(r"\W|_", "", value).lower() for value in (told, says))
    return one in other or other in one  # a prefix of the authority's own is often left out


def _read_by(audit: Path, encoder: str) -> Iterator[dict[str, Any]]:
    for shard in shards(audit):
        for row in rows_of(shard, "letters", ("letter", "encoder", "authority", "reference", "date")):
            if row["encoder"] == encoder:
                yield row


class _Writer:
    """Puts rows of both tables in place, some at a time."""

    def __init__(self, audit: Path, run: str) -> None:
        self._audit = audit
        self._run = run
        self._rows: dict[str, Rows] = {"metadata": [], "disagreements": []}
        self._shards = 0

    def add(self, table: str, row: dict[str, Any]) -> None:
        """Add a row."""
        self._rows[table].append(row)
        if len(self._rows[table]) >= _IN_A_SHARD:
            self.write()

    def write(self) -> None:
        """Put in place what was added."""
        if any(self._rows.values()):
            self._shards += 1
            write_shard(self._audit, f"{self._run}-described-{self._shards:04}", self._rows)
        self._rows = {"metadata": [], "disagreements": []}
