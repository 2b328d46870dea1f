"""The table of a folder: sorted and filtered as the address says, on the page and as CSV."""

import csv
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from io import StringIO
from typing import NamedTuple
from urllib.parse import urlencode

from starlette.datastructures import QueryParams

from ncnd_rules.report.as_csv import cell
from ncnd_rules.report.page_shapes import SEVERITIES
from ncnd_rules.web.filtering import Choice
from ncnd_rules.web.folders import Row

_FIGURES = (*SEVERITIES, "unread")
COLUMNS: Mapping[str, str] = {
    "name": "Letter",
    "authority": "Authority",
    "date": "Date",
    **SEVERITIES,
    "unread": "Not understood",
}
_CSV = ("letter", "authority", "reference", "date", *_FIGURES, "unreadable")


def _with(severity: str) -> Callable[[Row], bool]:
    return lambda row: row.counts.get(severity, 0) > 0


_HAS: Mapping[str, tuple[str, Callable[[Row], bool]]] = {
    **{key: (name, _with(key)) for key, name in SEVERITIES.items()},
    "unread": ("Passages not understood", lambda row: row.unread > 0),
    "nothing": ("No finding", lambda row: row.is_read and not any(row.counts.values())),
    "unreadable": ("Could not be read", lambda row: not row.is_read),
}


class Asked(NamedTuple):
    """How a table is asked for."""

    sort: str = ""  # a column; none: the order in which the files came
    is_down: bool = False
    has: str = ""
    authority: str = ""

    def address(self) -> str:
        """What stands behind the table's path."""
        told = [("sort", self.sort), ("down", "1" if self.is_down else ""), ("has", self.has)]
        query = urlencode([(name, value) for name, value in (*told, ("authority", self.authority)) if value])
        return f"?{query}" if query else ""


class Head(NamedTuple):
    """The head of a column, and the address that sorts by it."""

    name: str
    is_figure: bool
    address: str
    sorted: str  # as a screen reader is told: ascending, descending or none


class Table(NamedTuple):
    """The files as they are asked for."""

    rows: tuple[Row, ...]
    heads: tuple[Head, ...]
    has: tuple[Choice, ...]
    authorities: tuple[Choice, ...]
    whole: int


def asked_in(query: QueryParams) -> Asked:
    """How the table is asked for; what it cannot mean is passed over."""
    sort, has = query.get("sort", ""), query.get("has", "")
    return Asked(
        sort if sort in COLUMNS else "",
        query.get("down") == "1",
        has if has in _HAS else "",
        query.get("authority", ""),
    )


def table_of(rows: Sequence[Row], asked: Asked) -> Table:
    """The rows that are asked for, in that order, and the ways to ask for others."""
    named = Counter(row.authority for row in rows if row.authority)
    if asked.authority not in named:
        asked = asked._replace(authority="")
    kept = [row for row in rows if _fits(row, asked)]
    return Table(
        tuple(_sorted(kept, asked)),
        tuple(_head(key, name, asked) for key, name in COLUMNS.items()),
        tuple(
            Choice(key, label, number, key == asked.has)
            for key, (label, test) in _HAS.items()
            if (number := sum(map(test, rows))) or key == asked.has
        ),
        tuple(Choice(name, name, number, name == asked.authority) for name, number in sorted(named.items())),
        len(rows),
    )


def _fits(row: Row, asked: Asked) -> bool:
    return (not asked.has or _HAS[asked.has][1](row)) and asked.authority in ("", row.authority)


def _sorted(rows: Iterable[Row], asked: Asked) -> list[Row]:
    """What has no value stands last either way; what is alike stays in the order in which it came."""
    rows = list(rows)
    if not asked.sort:
        return rows
    told = [row for row in rows if _value(row, asked.sort) != ""]
    none = [row for row in rows if _value(row, asked.sort) == ""]
    return [*sorted(told, key=lambda row: _value(row, asked.sort), reverse=asked.is_down), *none]


def _value(row: Row, column: str) -> str | int:
    if column in _FIGURES:
        number = row.unread if column == "unread" else row.counts.get(column, 0)
        return number if row.is_read else ""
    return str(getattr(row, column)).casefold()


def _head(key: str, name: str, asked: Asked) -> Head:
    own = key == asked.sort
    # Figures are first asked for from the largest down.
    is_down = not asked.is_down if own else key in _FIGURES
    told = ("descending" if asked.is_down else "ascending") if own else "none"
    return Head(name, key in _FIGURES, asked._replace(sort=key, is_down=is_down).address(), told)


def table_as_csv(rows: Iterable[Row]) -> str:
    """A line of names, then a row a file."""
    stream = StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(_CSV)
    for row in rows:
        figures = [_value(row, column) for column in _FIGURES]
        writer.writerow([*map(cell, (row.name, row.authority, row.reference, row.date)), *figures, cell(row.why)])
    return stream.getvalue()
