"""A letter as the other rooms see it: which one it is, places in its words, and how much of it there is."""

import hashlib
from typing import Annotated, Any, Literal, get_args

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

Section = Literal[
    "header",
    "request",
    "answer",
    "exemptions",
    "harm",
    "public_interest",
    "balance",
    "notice",
    "rights",
    "closing",
]
SECTIONS: tuple[Section, ...] = get_args(Section)

CopyState = Literal["complete", "extract", "unknown"]


def as_tuple(value: Any) -> Any:
    """One thing or a list of things, as a tuple: people write ``part: P1`` and ``part: [P1, P2]``."""
    if value is None:
        return ()
    return tuple(value) if isinstance(value, list | tuple) else (value,)


_SIGNS = {code: chr(0x2400 + code) for code in range(0x20) if chr(code) not in "\n\t"} | dict.fromkeys(
    (0x7F, *range(0x80, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0xFFFE, 0xFFFF), "\ufffd"
)

_NOTHING = dict.fromkeys(_SIGNS) | {ord("\n"): " ", ord("\t"): " "}


def visible(words: str) -> str:
    """Words with every control character shown as a sign of its own, one for one.

    A letter may hold escape sequences or reversals of direction; no reader's terminal obeys them.
    """
    return words.translate(_SIGNS)


def bare(words: str) -> str:
    """Words of a letter without their control characters, as a name or sentence of ours may hold them.

    A mark for the direction of writing comes along unseen with what is copied from a page.
    """
    return words if words.isprintable() else words.translate(_NOTHING)


def plain(value: str) -> str:
    """A name or sentence of ours: one line, nothing that a terminal would obey.

    Raises:
        ValueError: naming the character.
    """
    if value.isprintable():  # most are: then none of them is in it
        return value
    for character in value:
        if ord(character) in _SIGNS or character in "\n\t":
            raise ValueError(f"found the control character U+{ord(character):04X} in '{visible(value)[:40]}'")
    return value


class Frozen(BaseModel):
    """What travels between rooms: immutable, and nothing in it that was not agreed."""

    # Built when first read: one letter uses few of the kinds there are.
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Span(Frozen):
    """Words of a letter. Offsets count code points of the decoded text; ``stop`` is exclusive.

    A span without offsets quotes words whose place is not known; it can be shown, not underlined.
    """

    start: Annotated[int | None, Field(ge=0, description="first code point of the words")] = None
    stop: Annotated[int | None, Field(ge=0, description="one past their last code point")] = None
    quote: Annotated[str, Field(pattern=r"\S", description="the words, exactly as printed")]

    @model_validator(mode="after")
    def _offsets_fit_the_quote(self) -> "Span":
        if (self.start is None) != (self.stop is None):
            raise ValueError("found one offset, expected both 'start' and 'stop' or neither")
        if self.start is not None and self.stop is not None and self.stop - self.start != len(self.quote):
            raise ValueError(
                f"'start' {self.start} and 'stop' {self.stop} span {self.stop - self.start} characters, "
                f"the quote has {len(self.quote)}: '{self.quote[:40]}'"
            )
        return self


class SpanOf(Span):
    """Words of one of several letters that are compared."""

    letter: Annotated[str, Field(min_length=1, description="the short name of the letter among those compared")]


LIMIT = "limit"
"""What a passage may hold from which an answer was read: how far it reaches, and no answer to another question."""


class Unread(Frozen):
    """A passage that gave no fact: nothing may be called absent from the section it stands in."""

    start: Annotated[int | None, Field(ge=0, description="first code point of the passage")] = None
    stop: Annotated[int | None, Field(ge=0, description="one past its last code point")] = None
    section: Annotated[Section | None, Field(description="where it stands; none where that is not known")] = None
    reason: Annotated[str, AfterValidator(plain), Field(min_length=1, description="why it was not read")]
    may_hold: Annotated[
        tuple[str, ...] | None,
        BeforeValidator(lambda value: None if value is None else as_tuple(value)),
        Field(description="the kinds of fact that may stand in it, or limit; none where that is not known: any"),
    ] = None

    @property
    def was_read(self) -> bool:
        """Whether all that it says was read, and only what belongs to what in it was not told apart."""
        return self.may_hold == ("told_apart",)

    @model_validator(mode="after")
    def _offsets_run_forward(self) -> "Unread":
        if (self.start is None) != (self.stop is None) or (self.stop or 0) < (self.start or 0):
            raise ValueError(f"found start {self.start} and stop {self.stop}, expected both in order, or neither")
        return self


class Letter(Frozen):
    """Which letter the facts are about, and whether all of it was there to read."""

    file: Annotated[
        str, AfterValidator(plain), Field(min_length=1, max_length=255, description="the letter's file name")
    ]
    sha256: Annotated[
        str | None, Field(pattern="^[0-9a-f]{64}$", description="of the file's bytes; binds facts to one letter")
    ] = None
    copy_state: Annotated[
        CopyState,
        Field(
            alias="copy",
            description="complete: the whole letter; extract: sections listed in 'missing' are lost or may be; "
            "unknown: any section may be lost",
        ),
    ] = "unknown"
    missing: Annotated[
        tuple[Section, ...],
        BeforeValidator(as_tuple),
        Field(description="sections an extract has lost, or may have lost in part"),
    ] = ()

    @model_validator(mode="after")
    def _only_an_extract_has_missing_sections(self) -> "Letter":
        if (self.copy_state == "extract") != bool(self.missing):
            raise ValueError(
                f"copy '{self.copy_state}' with {len(self.missing)} missing sections: "
                "an extract names at least one in 'missing', any other copy none"
            )
        return self

    def may_lack(self, section: str) -> bool:
        """Whether *section* may not be (wholly) in this copy."""
        return self.copy_state == "unknown" or section in self.missing


def sha256(data: bytes) -> str:
    """The digest of some bytes, in hexadecimal: what binds a facts file, or the rows of an audit, to a letter."""
    return hashlib.sha256(data).hexdigest()
