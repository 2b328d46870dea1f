"""Rows of tables that are drawn with bars between their cells."""

import re
from collections.abc import Iterable

_PAIR = re.compile(r"[*\"'(]{0,2}[A-Z0-9][^|]+ \| [^|]+")
_LEAST_BARS = 2  # between the cells of a row


def _is_row(text: str) -> bool:
    """Whether a line has three cells or more: 's.24 | reasons not to | it would ...'."""
    return text.count("|") >= _LEAST_BARS


def _is_pair(text: str) -> bool:
    """Whether a line has two cells: 'Number of dogs | 14'; among others that do it is a row."""
    return _PAIR.fullmatch(text.strip()) is not None


def are_rows(line: str, following: str) -> bool:
    """Whether two lines, one below the other, are both rows: of two cells each, or each of three or more."""
    return (_is_row(line) and _is_row(following)) or (_is_pair(line) and _is_pair(following))


def is_row(text: str, beside: Iterable[str]) -> bool:
    """Whether a line is a row; one of two cells is where a line beside it has two, too."""
    return text.startswith("|") or _is_row(text) or (_is_pair(text) and any(map(_is_pair, beside)))
