"""Asking every register what it says of one letter."""

from datetime import date

from ncnd_rules.encoding import Encoding
from ncnd_rules.facts import (
    Authority,
    BodyMention,
    Citation,
    Classification,
    ComplaintRight,
    Contact,
    Date,
    EarlierAnswer,
    Extension,
    LevelMeaning,
    Reference,
    Regime,
    ReviewPeriod,
    RoyalStyle,
    ThreatClaim,
)
from ncnd_rules.registers import OutsideRegisterError, Registers, in_words
from ncnd_rules.world.bodies import bodies_named, contacts_given, own_acts, regulators_named, styles_used
from ncnd_rules.world.exemptions import exemptions_named
from ncnd_rules.world.references import references_matched
from ncnd_rules.world.threat import events_named, level_ranks, levels_claimed, meanings_given, told_too_early
from ncnd_rules.world.times import days_stated, extensions_taken, review_lengths, review_windows, time_taken
from ncnd_rules.world.told import World, WorldFact, by_day

# What registers are asked about; most of what a letter says is none of these.
_LOOKED_AT = frozenset((
    Authority, BodyMention, Citation, Classification, ComplaintRight, Contact, Date, EarlierAnswer, Extension,
    LevelMeaning, Reference, Regime, ReviewPeriod, RoyalStyle, ThreatClaim,
))  # fmt: skip


def world_of(encoding: Encoding, registers: Registers, as_of: date | None = None) -> World:
    """Ask every register what it says about this letter.

    Law is that of the letter's own days, or of *as_of*; what the world was like, such as the published level or the
    bodies there were, is always asked of the letter's date.

    Where the letter gives several dates of one role the latest receipt and the earliest response
    count, so that no delay is alleged which another reading of the letter denies.
    """
    encoding = encoding._replace(facts=tuple([fact for fact in encoding.facts if type(fact) in _LOOKED_AT]))
    dates = [fact for fact in encoding.facts if isinstance(fact, Date)]
    sent = min((fact for fact in dates if fact.role == "response"), key=by_day, default=None)
    got = [fact for fact in dates if fact.role == "received"] or [fact for fact in dates if fact.role == "request"]
    received = max(got, key=by_day, default=None)
    clarified = max((fact for fact in dates if fact.role == "clarification_received"), key=by_day, default=None)
    day = sent.on if sent else None
    # A letter that names two regimes is read under the Act, if that is one of them and it is not denied to apply.
    regimes = {fact.act for fact in encoding.facts if isinstance(fact, Regime)} or {"foia"}
    regime = next((act for act in ("none", "foia") if act in regimes), min(regimes))
    law = as_of or day
    unknown: dict[str, str] = {}
    if sent is None:
        unknown["letter_date"] = unknown["threat_levels"] = "no date of the letter was read"
    elif sent.on > registers.threat.verified_until:
        unknown["threat_levels"] = (
            f"the register of threat levels is verified until {in_words(registers.threat.verified_until)} "
            f"and the letter is dated {in_words(sent.on)}"
        )
    if received is None:
        unknown["request_date"] = "no date of the request or of its receipt was read"
    elif sent and sent.of_review:
        unknown["request_date"] = "the letter answers a review, and no day of an answer to the request was read"
    facts = [
        WorldFact("letter", "letter", {"regime": regime, "copy": encoding.letter.copy_state}, (), ""),
        *exemptions_named(encoding, registers, law),
        *bodies_named(encoding, registers, day),
        *contacts_given(encoding, registers, day),
        *regulators_named(encoding, registers, day),
        *review_windows(encoding, registers, law),
        *review_lengths(encoding, registers, law),
        *level_ranks(registers),
        *events_named(encoding, registers),
        *meanings_given(encoding, registers, day),
        *told_too_early(encoding, registers),
        *styles_used(encoding, registers, day),
        *own_acts(encoding, registers, day),
        *references_matched(encoding),
    ]
    if sent and sent.on <= registers.threat.verified_until:
        facts += levels_claimed(encoding, registers, sent)
    if sent and received and not sent.of_review:
        try:
            facts += time_taken(dates, sent, received, clarified, registers)
            facts += days_stated(dates, received, clarified, registers)
            facts += extensions_taken(encoding, sent, clarified or received, registers)
        except OutsideRegisterError as problem:
            unknown["bank_holidays"] = str(problem)
    return World(tuple(facts), unknown, day, received.on if received else None, as_of, regime)
