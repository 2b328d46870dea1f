"""What durable-rules can be told of a row without dropping or misreading it, and how that is written."""

import re
from collections.abc import Iterable
from functools import lru_cache
from json.encoder import encode_basestring_ascii

from ncnd_rules.engine.program import Row, Scalar
from ncnd_rules.errors import EngineDefect

_SENDABLE = frozenset((str, int, bool))
_LONGEST_TEXT = 4_000  # beyond 65,535 characters only lengths are compared
_LARGEST_NUMBER = 2**53
_HALF_CHARACTER = re.compile("[\ud800-\udfff]")


def written(row: Row, fields: Iterable[str]) -> str:
    """Those of a row's values that tell what it is joined to, as JSON."""
    values = row.values
    try:
        return "".join([_written(field, values[field]) for field in fields if field in values])
    except (TypeError, ValueError):
        check_row(row)
        raise


@lru_cache(maxsize=4096, typed=True)  # true and 1 are equal, and written differently
def _written(field: str, value: Scalar) -> str:
    """A field with its value as JSON, after a comma.

    Raises:
        ValueError: for a value that cannot be sent.
    """
    if problem := _problem(value):
        raise ValueError(problem)
    if isinstance(value, str):
        return f',"f_{field}":{encode_basestring_ascii(value)}'
    return f',"f_{field}":{str(value).lower() if isinstance(value, bool) else value}'


def check_row(row: Row) -> None:
    """Refuse a value that the engine would drop, confuse with another, or misread.

    Raises:
        EngineDefect: for anything but text, whole numbers, and true or false; for text of 4,000
            characters or more or with lone surrogates; for numbers that JSON cannot carry exactly.
    """
    for field, value in row.values.items():
        if problem := _problem(value):
            raise EngineDefect(f"{row.shape.name()}.{field} {problem}")


def _problem(value: Scalar) -> str:
    """Why a value cannot be sent; empty where it can."""
    if type(value) not in _SENDABLE:
        return f"is {type(value).__name__}; facts are text, whole numbers, true or false"
    if isinstance(value, str):
        if len(value) >= _LONGEST_TEXT:
            return f"has {len(value)} characters; the longest is 3,999"
        if _HALF_CHARACTER.search(value):
            return "has half a character (a lone surrogate)"
    elif abs(value) > _LARGEST_NUMBER:
        return f"is {value}; the largest number is 2**53"
    return ""
