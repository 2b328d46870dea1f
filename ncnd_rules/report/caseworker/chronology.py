"""When what happened, and how the working days of section 10 were counted."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from ncnd_rules.encoding import Encoding
from ncnd_rules.facts import Date, Extension, Fact
from ncnd_rules.registers import OutsideRegisterError, Registers, day_in_words
from ncnd_rules.registers.calendar import Calendar
from ncnd_rules.report.caseworker.tables import Quoting, Row, Table

_EVENTS = {
    "request": "the request was made",
    "received": "the request was received",
    "clarification_sought": "clarification was asked for",
    "clarification_received": "clarification was received",
    "due": "the answer was due, as the letter says",
    "response": "the letter is dated",
    "event": "something is told as past",
}
_NATIONS = {"E": "England", "W": "Wales", "S": "Scotland", "N": "Northern Ireland"}


class _Clock(NamedTuple):
    """The days between which the time of section 10 runs."""

    start: Date | None  # the last day on which it may have begun
    sent: Date | None  # the first on which the letter may have been sent


def chronology(quoting: Quoting, registers: Registers) -> Table:
    """The days that the letter gives, and the last one of section 10(1)."""
    dates = [fact for fact in quoting.encoding.facts if isinstance(fact, Date)]
    clock = _clock(dates)
    lead, due = _counted(clock, registers.calendar)
    rows: list[tuple[date, str, str, tuple[Fact, ...]]] = [
        (fact.on, _event(fact), _number(fact.on, clock.start, registers.calendar), (fact,))
        for fact in sorted(dates, key=lambda fact: (fact.on, fact.role, fact.id))
    ]
    if due is not None:
        rows.append((due, "the twentieth working day, section 10(1)", "20", ()))
    for fact in quoting.encoding.facts:
        if isinstance(fact, Extension) and fact.until is not None:
            number = _number(fact.until, clock.start, registers.calendar)
            rows.append((fact.until, "until when more time was taken", number, (fact,)))
    rows.sort(key=lambda row: row[0])
    told: list[Row] = [
        quoting.row((f"{on:%A}, {day_in_words(on)}", event, number), facts, whole=False)
        for on, event, number, facts in rows
    ]
    lead += [
        f"More time was taken, without a day ({fact.within or 'no time given'})."
        for fact in quoting.encoding.facts
        if isinstance(fact, Extension) and fact.until is None
    ]
    return Table("Chronology", tuple(lead), ("Day", "What happened", "Working day"), tuple(told))


def _clock(dates: list[Date]) -> _Clock:
    """As rules count: the latest receipt, or where that was not read the latest request; the earliest response."""

    def of(*roles: str) -> list[Date]:
        return sorted((fact for fact in dates if fact.role in roles), key=lambda fact: (fact.on, fact.id))

    begun = (of("received") or of("request"))[-1:]
    begun += of("clarification_received")[-1:] if begun else []
    start = max(begun, key=lambda fact: fact.on, default=None)
    return _Clock(start, next(iter(of("response")), None))


def letter_day(encoding: Encoding) -> date | None:
    """The day whose law and world count: the earliest on which the letter may have been sent."""
    sent = _clock([fact for fact in encoding.facts if isinstance(fact, Date)]).sent
    return sent.on if sent else None


def _counted(clock: _Clock, calendar: Calendar) -> tuple[list[str], date | None]:
    start, sent = clock
    if sent is not None and sent.of_review:
        return ["The letter answers a review: section 10 does not count its days."], None
    if start is None:
        return ["No day of the request or of its receipt was read, so the time of section 10 cannot be counted."], None
    try:
        due = calendar.deadline(start.on)
        return list(_sentences(start, sent, due, calendar)), due
    except OutsideRegisterError as problem:
        return [f"The time of section 10 cannot be counted: {problem}."], None


def _sentences(start: Date, sent: Date | None, due: date, calendar: Calendar) -> Iterator[str]:
    if start.role == "request":
        yield "The day of receipt was not read; days are counted from that on which the request was made."
    if start.role == "clarification_received":
        yield "Days are counted from the clarification, section 10(6)(b), as if it was needed to find the information."
    if sent is None:
        yield f"The last day for an answer was {day_in_words(due)}. No date of the letter was read."
    elif sent.on < start.on:
        yield "The letter is dated before the request."
    else:
        taken = calendar.working_days(start.on, sent.on)
        late = (
            f", {taken - 20} after the last day, {day_in_words(due)}" if sent.on > due else ", within the twenty days"
        )
        days = f"{taken} working day{'s' if taken != 1 else ''}"
        yield f"The letter is dated {days} after {day_in_words(start.on)}{late}."
    last = max(due, sent.on) if sent else due
    kept = [
        f"{day_in_words(on)} ({_kept_in(nations)})"
        for on, nations in calendar.holidays.items()
        if start.on < on <= last
    ]
    if kept:
        yield f"Bank holidays that do not count, section 10(6): {', '.join(kept)}."


def _kept_in(nations: str) -> str:
    return "everywhere" if len(nations) == len(_NATIONS) else ", ".join(_NATIONS[nation] for nation in nations)


def _event(fact: Fact) -> str:
    assert isinstance(fact, Date)
    return "the answer to the review is dated" if fact.of_review and fact.role == "response" else _EVENTS[fact.role]


def _number(on: date, start: Date | None, calendar: Calendar) -> str:
    """Which working day it was, counted from the beginning of the time."""
    if start is None or on < start.on:
        return ""
    try:
        return str(calendar.working_days(start.on, on))
    except OutsideRegisterError:
        return ""
