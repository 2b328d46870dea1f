"""Asking every register what it says of one letter."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from ncnd_rules.encoding import Encoding
from ncnd_rules.facts import (
    Attachment,
    Authority,
    BodyMention,
    Citation,
    Classification,
    ComplaintRight,
    Contact,
    Date,
    EarlierAnswer,
    Extension,
    Fact,
    LevelMeaning,
    Part,
    Question,
    Reference,
    Regime,
    ReviewPeriod,
    RoyalStyle,
    ThreatClaim,
)
from ncnd_rules.registers import OutsideRegisterError, Registers, day_in_words
from ncnd_rules.world.bodies import bodies_named, contacts_given, own_acts, regulators_named, styles_used
from ncnd_rules.world.exemptions import exemptions_named
from ncnd_rules.world.references import references_matched
from ncnd_rules.world.spells import times_told
from ncnd_rules.world.threat import events_named, level_ranks, levels_claimed, meanings_given, told_too_early
from ncnd_rules.world.times import days_stated, extensions_taken, review_lengths, review_windows, time_taken
from ncnd_rules.world.told import World, WorldFact, by_day


class _Days(NamedTuple):
    """Of the days that a letter gives those that count.

    Where it gives several of one role these are the latest receipt and the earliest response, so that no delay is
    alleged which another reading of the letter denies.
    """

    every: list[Date]
    sent: Date | None
    received: Date | None
    clarified: Date | None


def world_of(encoding: Encoding, registers: Registers, as_of: date | None = None) -> World:
    """Ask every register what it says about this letter.

    Law is that of the letter's own days, or of *as_of*; what the world was like, such as the published level or the
    bodies there were, is always asked of the letter's date.
    """
    about = _Sorted(encoding)
    days = _days_of(about(Date))
    day = days.sent.on if days.sent else None
    regime = _regime_of(about(Regime))
    law = as_of or day
    unknown = _unknown(days, registers)
    facts = [
        WorldFact("letter", "letter", {"regime": regime, "copy": encoding.letter.copy_state}, (), ""),
        *exemptions_named(about(Citation, Classification), registers, law),
        *bodies_named(about(BodyMention), registers, day),
        *contacts_given(about(Contact), registers, day),
        *regulators_named(about(ComplaintRight), registers, day),
        *review_windows(about(ReviewPeriod), registers, law),
        *review_lengths(about(ReviewPeriod), registers, law),
        *level_ranks(registers),
        *events_named(about(ThreatClaim), registers),
        *meanings_given(about(LevelMeaning), registers, day),
        *told_too_early(about(ThreatClaim, Date), registers),
        *styles_used(about(RoyalStyle), registers, day),
        *own_acts(about(Authority), registers, day),
        *references_matched(about(Reference, Date, EarlierAnswer)),
        *times_told(about(Part, Question, Attachment), days.received or days.sent),
    ]
    if days.sent and days.sent.on <= registers.threat.verified_until:
        facts += levels_claimed(about(ThreatClaim, Authority), registers, days.sent)
    try:
        facts += _times(about(Extension), registers, days)
    except OutsideRegisterError as problem:
        unknown["bank_holidays"] = str(problem)
    return World(tuple(facts), unknown, day, days.received.on if days.received else None, as_of, regime)


class _Sorted:
    """A letter of which each register sees what it is asked about alone; most of what a letter says is none of it."""

    def __init__(self, encoding: Encoding) -> None:
        self._encoding = encoding
        self._places: dict[type[Fact], list[int]] = {}
        for place, fact in enumerate(encoding.facts):
            self._places.setdefault(type(fact), []).append(place)

    def __call__(self, *kinds: type[Fact]) -> Encoding:
        places = sorted(place for kind in kinds for place in self._places.get(kind, ()))
        return self._encoding._replace(facts=tuple([self._encoding.facts[place] for place in places]))


def _days_of(encoding: Encoding) -> _Days:
    dates = [fact for fact in encoding.facts if isinstance(fact, Date)]
    sent = min((fact for fact in dates if fact.role == "response"), key=by_day, default=None)
    got = [fact for fact in dates if fact.role == "received"] or [fact for fact in dates if fact.role == "request"]
    received = max(got, key=by_day, default=None)
    clarified = max((fact for fact in dates if fact.role == "clarification_received"), key=by_day, default=None)
    return _Days(dates, sent, received, clarified)


def _regime_of(encoding: Encoding) -> str:
    """The Act under which a letter is read: of two that it names this one, if it is not denied to apply."""
    regimes = {fact.act for fact in encoding.facts if isinstance(fact, Regime)} or {"foia"}
    return next((act for act in ("none", "foia") if act in regimes), min(regimes))


def _unknown(days: _Days, registers: Registers) -> dict[str, str]:
    """What could not be asked, and why."""
    unknown: dict[str, str] = {}
    if days.sent is None:
        unknown["letter_date"] = unknown["threat_levels"] = "no date of the letter was read"
    elif days.sent.on > registers.threat.verified_until:
        unknown["threat_levels"] = (
            f"the register of threat levels is verified until {day_in_words(registers.threat.verified_until)} "
            f"and the letter is dated {day_in_words(days.sent.on)}"
        )
    if days.received is None:
        unknown["request_date"] = "no date of the request or of its receipt was read"
    elif days.sent and days.sent.of_review:
        unknown["request_date"] = "the letter answers a review, and no day of an answer to the request was read"
    return unknown


def _times(encoding: Encoding, registers: Registers, days: _Days) -> Iterator[WorldFact]:
    """What the calendar says of the time that an answer to a request took.

    Raises:
        OutsideRegisterError: where it does not reach so far; what was told before stays true.
    """
    sent, received, clarified = days.sent, days.received, days.clarified
    if sent and received and not sent.of_review:
        yield from time_taken(days.every, sent, received, clarified, registers)
        yield from days_stated(days.every, received, clarified, registers)
        yield from extensions_taken(encoding, sent, clarified or received, registers)
