"""How long an answer took, and what the times that a letter tells amount to."""

import re
from collections.abc import Iterator
from datetime import date

from ncnd_rules.encoding import Encoding
from ncnd_rules.facts import (
    Date,
    Extension,
    ReviewPeriod,
)
from ncnd_rules.number_words import NUMBERS
from ncnd_rules.registers import Registers
from ncnd_rules.world.told import Fields, WorldFact, past_verification

_WORKING_DAYS = re.compile(r"(?i)(?:(?P<digits>\d{1,2})|(?P<word>[a-z-]+)(?: \(\d+\))?) working days")


def time_taken(
    dates: list[Date], sent: Date, received: Date, clarified: Date | None, registers: Registers
) -> Iterator[WorldFact]:
    """How long the answer took, and when it was due."""
    calendar = registers.calendar
    premises = tuple(fact.id for fact in (received, clarified, sent) if fact is not None)
    start = max(received.on, clarified.on) if clarified else received.on
    # Of several dates those count here that put the letter after the request, if any do.
    last_sent = max(fact.on for fact in dates if fact.role == "response")
    first_received = min(fact.on for fact in dates if fact.role == received.role)
    due = calendar.deadline(received.on, clarified=clarified.on if clarified else None)
    fields: Fields = {
        "late": sent.on > due,
        "before_request": last_sent < first_received,
        "working_days": 0 if sent.on < start else calendar.working_days(start, sent.on),
        "received": received.on.isoformat(),
        "sent": sent.on.isoformat(),
        "due": due.isoformat(),
    }
    source = "FOIA 2000 s.10(1), (6); bank_holidays: every bank holiday of any part of the United Kingdom"
    yield WorldFact("timing", "timing", fields, premises, source)


def days_stated(dates: list[Date], received: Date, clarified: Date | None, registers: Registers) -> Iterator[WorldFact]:
    """How the last day that the letter names agrees with that of section 10."""
    due = registers.calendar.deadline(received.on, clarified=clarified.on if clarified else None)
    # The day on which a request was made is that of its receipt only for what is sent by e-mail.
    doubt = () if received.role == "received" or clarified else ("the day of receipt was not read",)
    for fact in dates:
        if fact.role == "due":
            relation = "same" if fact.on == due else "earlier" if fact.on < due else "later"
            fields: Fields = {
                "date": fact.id,
                "relation": relation,
                "due": due.isoformat(),
            }
            source = "FOIA 2000 s.10(1), (6); bank_holidays: every bank holiday of any part of the United Kingdom"
            premises = tuple(one.id for one in (fact, received, clarified) if one is not None)
            yield WorldFact(f"stated_due {fact.id}", "stated_due", fields, premises, source, doubt)


def extensions_taken(encoding: Encoding, sent: Date, begun: Date, registers: Registers) -> Iterator[WorldFact]:
    """How long each extension makes the answer take in all."""
    row = registers.procedure.rule("public_interest_extension_limit", begun.on)
    if row is None or row.amount is None:
        return
    for fact in encoding.facts:
        until = _end(fact, sent, registers) if isinstance(fact, Extension) else None
        if until is not None and until >= begun.on:
            taken = registers.calendar.working_days(begun.on, until)
            fields: Fields = {
                "extension": fact.id,
                "over": taken > row.amount,
                "working_days": taken,
                "most": row.amount,
            }
            premises = (fact.id, begun.id, sent.id)
            yield WorldFact(f"extension_length {fact.id}", "extension_length", fields, premises, row.citation())


def _end(fact: Extension, sent: Date, registers: Registers) -> date:
    """When an extension ends: the day it names, or so many working days on from the letter that takes it."""
    if fact.until is not None:
        return fact.until
    told = _WORKING_DAYS.fullmatch(fact.within or "")
    days = (int(told["digits"]) if told["digits"] else NUMBERS.get(told["word"].lower(), 0)) if told else 0
    return registers.calendar.deadline(sent.on, days=days) if days and not fact.earlier else sent.on


def review_windows(encoding: Encoding, registers: Registers, day: date | None) -> Iterator[WorldFact]:
    """Whether the time to ask for a review is shorter than the Code of Practice allows."""
    row = registers.procedure.review_window(day) if day else None
    if row is None or row.amount is None:
        return
    for fact in encoding.facts:
        if isinstance(fact, ReviewPeriod) and fact.direction == "to_ask":
            # A window told in calendar time is called short only where no calendar could make it long enough.
            short = _most_working_days(fact.number, fact.unit) < row.amount
            fields: Fields = {"review_period": fact.id, "short": short, "days": row.amount}
            doubt = past_verification("procedure", registers.procedure.verified_until, day)
            yield WorldFact(f"review_window {fact.id}", "review_window", fields, (fact.id,), row.citation(), doubt)


def review_lengths(encoding: Encoding, registers: Registers, day: date | None) -> Iterator[WorldFact]:
    """Whether the time told for a review is longer than the longest that is usual."""
    row = registers.procedure.rule("review_answer_complex", day) if day else None
    if row is None or row.amount is None:
        return
    for fact in encoding.facts:
        if isinstance(fact, ReviewPeriod):
            # A time told in calendar time is called long only where no calendar could make it short enough.
            long = _fewest_working_days(fact.number, fact.unit) > row.amount
            fields: Fields = {"review_period": fact.id, "long": long, "days": row.amount}
            doubt = past_verification("procedure", registers.procedure.verified_until, day)
            yield WorldFact(f"review_length {fact.id}", "review_length", fields, (fact.id,), row.citation(), doubt)


def _fewest_working_days(number: int, unit: str) -> int:
    """How many working days a time holds at least, with room for holidays: a week has four, a month sixteen."""
    return number * {"working_days": 1, "weeks": 4, "months": 16}[unit] if unit != "calendar_days" else number // 7 * 4


def _most_working_days(number: int, unit: str) -> int:
    """How many working days a time can hold at most."""
    weeks, rest = divmod(number, 7)
    most = {
        "working_days": number,
        "calendar_days": weeks * 5 + min(rest, 5),
        "weeks": number * 5,
        "months": number * 23,
    }
    return most[unit]
