"""How days, provisions and lists of questions are printed."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from ncnd_rules.compose.passage import Mark, Passage, joined
from ncnd_rules.facts import Citation

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def day(shape: str, on: date) -> str:
    """A day in a shape such as ``{d}{th} {Month} {Y}``, whatever the locale."""
    month = _MONTHS[on.month - 1]
    ending = "th" if 11 <= on.day <= 13 else {1: "st", 2: "nd", 3: "rd"}.get(on.day % 10, "th")
    return shape.format(
        d=on.day,
        dd=f"{on.day:02}",
        th=ending,
        m=on.month,
        mm=f"{on.month:02}",
        Month=month,
        Mon=month[:3],
        Y=on.year,
        yy=f"{on.year % 100:02}",
        Weekday=_WEEKDAYS[on.weekday()],
    )


def month(on: date) -> str:
    """The name of a day's month."""
    return _MONTHS[on.month - 1]


def and_list(passages: Sequence[Passage], last: str = " and ") -> Passage:
    """``a, b and c``."""
    if len(passages) < 2:
        return joined(passages)
    return joined([joined(passages[:-1], ", "), Passage(last), passages[-1]])


def provisions(citations: Sequence[Citation], between: str, spaced: bool) -> list[Passage]:
    """Provisions as printed, those that differ in their last letter drawn together: ``31(1)(a) and (b)``.

    Args:
        between: what stands between letters that are drawn together.
        spaced: print ``31 (3)`` for ``31(3)``.
    """
    printed = []
    for _, group in groupby(citations, key=lambda one: _stem(one.provision)):
        drawn = list(group)
        text = drawn[0].provision
        for citation in drawn[1:]:
            text += between + citation.provision[len(_stem(citation.provision)) :]
        if spaced:
            text = text.replace("(", " (", 1)
        printed.append(Passage(text, tuple(Mark(0, len(text), citation) for citation in drawn)))
    return printed


def reaching_back(passage: Passage, to: int = 0) -> Passage:
    """The same, with the first of its marks beginning earlier: at the word that introduces them."""
    first = min((mark.start for mark in passage.marks), default=0)
    marks = (Mark(to, mark.stop, mark.fact) if mark.start == first else mark for mark in passage.marks)
    return Passage(passage.text, tuple(marks))


def _stem(provision: str) -> str:
    """All before a last letter in brackets: those of ``31(1)(a)`` and ``31(1)(b)`` are alike."""
    head, bracket, last = provision.rpartition("(")
    return head if bracket and last[:1].isalpha() and head.endswith(")") else provision
