"""What registers say of one letter: the shapes in which it is told."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from ncnd_rules.facts import Date
from ncnd_rules.registers import day_in_words

_ACTS = {"none": "no Act", "other": "the law of another country"}

Fields = dict[str, str | int | bool]


class WorldFact(NamedTuple):
    """One thing a register says about this letter."""

    id: str  # made of what it says, so that the order of a letter's facts never shows
    kind: str
    fields: Mapping[str, str | int | bool]
    premises: tuple[str, ...]  # ids of the letter's facts it was worked out from
    source: str  # the register row, with its dates, sources and confidence
    doubt: tuple[str, ...] = ()  # why it is not certain, where it rests on what the letter does not say


class World(NamedTuple):
    """Everything the registers say about one letter, and what they cannot say."""

    facts: tuple[WorldFact, ...]
    unknown: Mapping[str, str]  # what a rule may need, and why it is not to be had
    letter_date: date | None
    request_date: date | None  # of its receipt, where that is known
    as_of: date | None  # the day whose law is applied to everything, where one was asked for
    regime: str

    @property
    def act(self) -> str:
        """The regime, in words."""
        return _ACTS.get(self.regime, self.regime.upper())

    def law_date(self, by: str) -> date | None:
        """The day whose law is applied to what counts by the ``response``, or by when it was ``received``."""
        return self.as_of or (self.letter_date if by == "response" else self.request_date)


def past_verification(register: str, verified_until: date, day: date | None) -> tuple[str, ...]:
    """Why a row of a register is not certain on a day later than those it was verified for; empty where it is."""
    if day is None or day <= verified_until:
        return ()
    until = day_in_words(verified_until)
    return (f"the register of {register} is verified until {until}, which is before {day_in_words(day)}",)


def by_day(fact: Date) -> tuple[date, str]:
    """What puts dates in order, those of one day by their names."""
    return fact.on, fact.id
