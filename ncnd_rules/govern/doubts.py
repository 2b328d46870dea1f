"""Rows of the registers that are not to be relied on without a second look."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple

from ncnd_rules import yamlfile
from ncnd_rules.errors import RegisterError
from ncnd_rules.registers import Registers

# How each field says that its row, or one date of it, is less than certain; and what that means.
_CONFIDENCE = {
    "confidence": "confidence",
    "from_confidence": "confidence in its first day",
    "to_confidence": "confidence in its last day",
}
_SAID = ("name", "names", "title", "words", "rule", "value", "reason", "level", "body", "year")
_UNVERIFIED = "unverified"


class Doubt(NamedTuple):
    """A row with what is doubtful of it, and where it was read."""

    register: str
    row: str  # the list and the row's id
    says: str
    why: tuple[str, ...]
    sources: tuple[str, ...]


class Doubts(NamedTuple):
    """What is doubtful in a folder of registers on a day."""

    rows: tuple[Doubt, ...]
    outdated: tuple[tuple[str, date], ...]  # registers past the day until which they were verified
    total: int  # rows altogether


def doubts_of(registers: Registers, as_of: date) -> Doubts:
    """Every row that rests on nothing verified, is of low confidence, approximate, or said to be doubtful by a day."""
    rows: list[Doubt] = []
    outdated: list[tuple[str, date]] = []
    total = 0
    for path in registers.files:
        data = yamlfile.load(path, RegisterError)
        if "verified_until" in data and date.fromisoformat(data["verified_until"]) < as_of:
            outdated.append((path.stem, date.fromisoformat(data["verified_until"])))
        for name, row in _rows(data):
            total += 1
            keys = row["source"] if isinstance(row["source"], list) else [row["source"]]
            sources = tuple(data["sources"][key]["where"] for key in keys)
            if why := tuple(_why(row, sources, as_of)):
                rows.append(Doubt(path.stem, f"{name}/{row['id']}", _said(row), why, sources))
    return Doubts(tuple(rows), tuple(outdated), total)


def _rows(data: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The rows of every list, as they stand in the file."""
    for name, items in data.items():
        if isinstance(items, list):
            yield from ((name, item) for item in items if isinstance(item, dict))


def _why(row: dict[str, Any], sources: Iterable[str], as_of: date) -> Iterator[str]:
    sources = tuple(sources)
    unverified = [where for where in sources if _UNVERIFIED in where]
    if unverified:
        yield "unverified" if len(unverified) == len(sources) else "unverified in part"
    yield from (f"low {said}" for field, said in _CONFIDENCE.items() if row.get(field) == "low")
    if row.get("dates") == "approximate":
        yield "its days are approximate"
    if "doubtful_from" in row and date.fromisoformat(row["doubtful_from"]) <= as_of:
        yield f"doubtful from {row['doubtful_from']}"


def _said(row: dict[str, Any]) -> str:
    """What a row says, in the first of its fields that says it."""
    value = next((row[field] for field in _SAID if field in row), "")
    return str(value[0] if isinstance(value, list) else value)
