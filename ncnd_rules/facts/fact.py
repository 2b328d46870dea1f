"""One fact, and what its fields can hold.

A field marked *each* takes one value or a list; the fact then holds for each of them, and a rule
that mentions the field sees one row for each. All other fields are single.
"""

import re
from datetime import date
from typing import Annotated, Any, ClassVar

from pydantic import AfterValidator, BeforeValidator, Field, Strict

from ncnd_rules.letter import Frozen, Span, as_tuple, plain

_PROVISION = re.compile(r"(\d+[A-Z]?)((?:\([0-9A-Za-z]+\))*)")


def _as_words(value: Any) -> Any:
    # A bare "24" is read as a number by YAML and meant as a provision.
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _as_each(value: Any) -> Any:
    return tuple(_as_words(item) for item in as_tuple(value))


def _as_day(value: Any) -> Any:
    if isinstance(value, int | float):
        raise ValueError(f"found '{value}', expected a date that exists, as YYYY-MM-DD")  # noqa: TRY004 - pydantic's way
    return value


LONGEST_WORD = 400
"""In characters. Long texts stay in the letter: what a fact says is a name, a number or a few words."""
_Short = Field(min_length=1, max_length=LONGEST_WORD)
Day = Annotated[date, BeforeValidator(_as_day), Field(ge=date(1990, 1, 1), le=date(2100, 12, 31))]
"""No letter under the Act is older, and a slip of the pen is the likelier reading of a later year."""
Flag = Annotated[bool, Strict()]  # 'yes' and 1 are not true
Each = Annotated[tuple[Annotated[str, _Short, AfterValidator(plain)], ...], BeforeValidator(_as_each)]
Word = Annotated[str, _Short, BeforeValidator(_as_words), AfterValidator(plain)]
"""A name, a number or a few words, on one line."""


def _check_provision(value: str) -> str:
    if not _PROVISION.fullmatch(value):
        raise ValueError(f"found provision '{value}', expected a section with its subsections, such as 31(3)")
    return value


Provision = Annotated[Word, AfterValidator(_check_provision)]


def section_of(provision: str) -> str:
    """The section number of a provision: 31 for 31(3), 22A for 22A(2)."""
    match = _PROVISION.match(provision)
    return match.group(1) if match else provision


def tells(description: str) -> Any:
    """What a field tells, for whoever writes facts."""
    return Field(description=description)


UNNAMED = "-"
"""The id of a fact whose author gave none."""


class Fact(Frozen):
    """One thing a letter says, and the words in which it says it."""

    kind: ClassVar[str]

    id: Annotated[
        Word,
        Field(pattern=r"^[A-Za-z0-9_.-]+$"),
        tells("the fact's own name within its letter; other facts and rules refer to it"),
    ] = UNNAMED
    evidence: Annotated[
        tuple[Span, ...], BeforeValidator(as_tuple), tells("the words that say it, in reading order")
    ] = ()

    @property
    def start(self) -> int | None:
        """Where the first of its words stands; none where no place is known."""
        return min((span.start for span in self.evidence if span.start is not None), default=None)
