"""Rows of an answer as a table for a terminal, as CSV, JSON or Markdown."""

import csv
import json
import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from io import StringIO
from typing import Any, Literal, get_args

from ncnd_rules.explain.explanation import one_line
from ncnd_rules.letter import visible
from ncnd_rules.report.as_csv import cell

Form = Literal["table", "csv", "json", "markdown"]
FORMS: tuple[Form, ...] = get_args(Form)

_WIDEST = 60  # signs of a column in a terminal; the other forms shorten nothing

Row = Sequence[Any]


def rows_as(form: Form, columns: Sequence[str], rows: Iterable[Row]) -> str:
    """Rows under the names of their columns; CSV and JSON leave no value out and shorten none."""
    made: dict[Form, Callable[[Sequence[str], Iterable[Row]], str]] = {
        "table": _as_table,
        "csv": as_csv,
        "json": _as_json,
        "markdown": _as_markdown,
    }
    return made[form](columns, rows)


def as_csv(columns: Sequence[str], rows: Iterable[Row]) -> str:
    """A line of names, then a line a row; nothing in it is taken for a formula by a spreadsheet."""
    return "".join(csv_lines(columns, rows)).rstrip("\n")


def csv_lines(columns: Sequence[str], rows: Iterable[Row]) -> Iterator[str]:
    """The same line by line, each with its end."""
    yield _csv_line(columns)
    for row in rows:
        yield _csv_line([_csv_cell(value) for value in row])


def _csv_line(row: Sequence[Any]) -> str:
    stream = StringIO()
    csv.writer(stream, lineterminator="\n").writerow(row)
    return stream.getvalue()


def _csv_cell(value: Any) -> Any:
    value = _plain(value)
    return cell(value) if isinstance(value, str) else value


def _as_json(columns: Sequence[str], rows: Iterable[Row]) -> str:
    told = [dict(zip(columns, map(_number_or_nothing, map(_plain, row)), strict=True)) for row in rows]
    return json.dumps(told, ensure_ascii=False, indent=2, default=str)


def _number_or_nothing(value: Any) -> Any:
    """JSON knows no NaN and nothing infinite."""
    return None if isinstance(value, float) and not math.isfinite(value) else value


def _as_markdown(columns: Sequence[str], rows: Iterable[Row]) -> str:
    def line(cells: Iterable[str]) -> str:
        return f"| {' | '.join(each.replace('|', chr(92) + '|') for each in cells)} |"

    told = [line(columns), line("---" for _ in columns)]
    return "\n".join((*told, *(line(map(_shown, row)) for row in rows)))


def _as_table(columns: Sequence[str], rows: Iterable[Row]) -> str:
    shown = [[_short(_shown(value)) for value in row] for row in rows]
    numbers = [False] * len(columns)
    counted = f"{len(shown)} row{'s' * (len(shown) != 1)}"
    if shown:
        numbers = [all(row[at].replace(".", "").lstrip("-").isdigit() for row in shown) for at in range(len(columns))]
    widths = [max(map(len, (name, *(row[at] for row in shown)))) for at, name in enumerate(columns)]

    def line(cells: Iterable[str]) -> str:
        laid = (
            each.rjust(width) if right else each.ljust(width)
            for each, width, right in zip(cells, widths, numbers, strict=True)
        )
        return "  ".join(laid).rstrip()

    rule = "  ".join("-" * width for width in widths)
    return "\n".join((line(columns), rule, *map(line, shown), f"({counted})"))


def _short(value: str) -> str:
    return value if len(value) <= _WIDEST else f"{value[: _WIDEST - 1]}…"


def _shown(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.6g}"
    return visible(one_line(str(_plain(value))))


def _plain(value: Any) -> Any:
    """A value as text has it: moments and days by ISO 8601, bytes in hexadecimal."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    return value.hex() if isinstance(value, bytes) else value
