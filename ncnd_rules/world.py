"""What the registers and the calendar say about one letter, as facts that rules can join.

Everything that needs arithmetic or a dated look-up is worked out here, before any rule runs, so
that rules only ever compare by equality.
"""

from calendar import monthrange
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from ncnd_rules.encoding import Encoding
from ncnd_rules.facts import (
    Authority,
    BodyMention,
    Citation,
    Classification,
    ComplaintRight,
    Contact,
    Date,
    Extension,
    FieldType,
    LevelMeaning,
    Reference,
    Regime,
    ReviewPeriod,
    RoyalStyle,
    ThreatClaim,
    section_of,
)
from ncnd_rules.registers import OutsideRegisterError, Registers, in_words
from ncnd_rules.registers.exemptions import LimbRow

_TEXT = FieldType(str)
_FLAG = FieldType(bool)
_NUMBER = FieldType(int)
_NATURE = FieldType(str, choices=("absolute", "qualified", "mixed", "contested", "none"))
_BASED_ON = FieldType(
    str, choices=("class", "prejudice", "endangerment", "necessity", "opinion", "cost", "mixed", "other")
)
_LEVEL = FieldType(str, choices=("low", "moderate", "substantial", "severe", "critical"))
_SERIES = FieldType(str, choices=("national", "northern_ireland", "great_britain"))
_ORDINAL = FieldType(str, choices=("highest", "second_highest", "third_highest", "fourth_highest", "lowest"))

WORLD_KINDS: dict[str, Mapping[str, FieldType]] = {
    # The letter itself: one a letter, so that a rule can speak of a letter that has nothing.
    "letter": {
        "letter": _TEXT,
        "regime": FieldType(str, choices=("foia", "eir", "foisa", "dpa")),
        "copy": FieldType(str, choices=("complete", "extract", "unknown")),
    },
    # A cited limb of an exemption, as in force at the letter's date.
    "limb": {
        "limb": _TEXT,
        "provision": _TEXT,
        "section": _TEXT,
        "purpose": FieldType(str, choices=("disclosure", "ncnd")),
        "nature": _NATURE,
        "based_on": _BASED_ON,
    },
    # What a cited subsection is at the letter's date.
    "provision_standing": {
        "provision_standing": _TEXT,
        "provision": _TEXT,
        "standing": FieldType(str, choices=("exempts", "repealed", "not_yet", "other", "none")),
        "label": _TEXT,
    },
    # A section of the Act that the letter names, taken as a whole.
    "exemption": {
        "exemption": _TEXT,
        "section": _TEXT,
        "title": _TEXT,
        "nature": _NATURE,
        "based_on": _BASED_ON,
        "has_ncnd_limb": _FLAG,
    },
    # A level that may rightly be called current at the letter's date.
    "published_level": {
        "published_level": _TEXT,
        "series": _SERIES,
        "level": _LEVEL,
        "standing": FieldType(str, choices=("published", "change_day", "grace")),
        "label": _TEXT,
    },
    "level_rank": {"level_rank": _TEXT, "level": _LEVEL, "ordinal": _ORDINAL},
    # A published period that a claim to have 'remained' at a level leaves out.
    "level_gap": {
        "level_gap": _TEXT,
        "threat_claim": _TEXT,
        "relation": FieldType(str, choices=("lower", "higher")),
        "level": _LEVEL,
        "label": _TEXT,
    },
    # A month in which the level is said to have been raised, and whether it was.
    "level_month": {"level_month": _TEXT, "threat_claim": _TEXT, "month": _TEXT, "reached": _FLAG, "label": _TEXT},
    "event": {"event": _TEXT, "year": _NUMBER, "label": _TEXT},
    # The level changed to this one within six months before the letter.
    "recent_change": {"recent_change": _TEXT, "series": _SERIES, "level": _LEVEL},
    # The level given is not that of its own series, and is that of another of which the letter may be speaking.
    "mixed_series": {"mixed_series": _TEXT, "threat_claim": _TEXT, "other": _TEXT, "label": _TEXT},
    # What a level is said to mean: its meaning now, one it had before, or neither.
    "meaning_status": {
        "meaning_status": _TEXT,
        "level_meaning": _TEXT,
        "status": FieldType(str, choices=("current", "former", "other")),
        "label": _TEXT,
    },
    # Something that the letter speaks of as past, and that its own date puts in the future.
    "later_than_letter": {"later_than_letter": _TEXT, "label": _TEXT},
    # A last day that the letter names for its answer, beside the one that section 10 gives.
    "stated_due": {
        "stated_due": _TEXT,
        "date": _TEXT,
        "relation": FieldType(str, choices=("same", "earlier", "later")),
        "due": _TEXT,
    },
    # How long an extension makes the answer take in all, by the day it names or by that of the letter.
    "extension_length": {
        "extension_length": _TEXT,
        "extension": _TEXT,
        "over": _FLAG,
        "working_days": _NUMBER,
        "most": _NUMBER,
    },
    # How long the answer took.
    "timing": {
        "timing": _TEXT,
        "late": _FLAG,
        "before_request": _FLAG,
        "working_days": _NUMBER,
        "received": _TEXT,
        "sent": _TEXT,
        "due": _TEXT,
    },
    "review_window": {"review_window": _TEXT, "review_period": _TEXT, "short": _FLAG, "days": _NUMBER},
    # A time told for a review, held against the longest in which one is usually answered.
    "review_length": {"review_length": _TEXT, "review_period": _TEXT, "long": _FLAG, "days": _NUMBER},
    # An address of the regulator that the register knows, at the letter's date.
    "contact_standing": {
        "contact_standing": _TEXT,
        "contact": _TEXT,
        "standing": FieldType(str, choices=("current", "stale")),
        "label": _TEXT,
    },
    # Whether whom the letter names decides complaints at its date.
    "regulator_standing": {
        "regulator_standing": _TEXT,
        "complaint_right": _TEXT,
        "standing": FieldType(str, choices=("decides", "never", "not_yet")),
        "label": _TEXT,
    },
    "body_status": {
        "body_status": _TEXT,
        "body_mention": _TEXT,
        "status": FieldType(str, choices=("exists", "not_yet", "soon", "abolished", "grace", "unknown")),
        "group": FieldType(str, choices=("oversight", "policing", "government", "regulator", "legislation")),
        "label": _TEXT,
    },
    "body_vacancy": {"body_vacancy": _TEXT, "body_mention": _TEXT, "label": _TEXT},
    # Whether a body stands in section 23(3) at the letter's date; nothing is said where that is arguable.
    "security_listing": {"security_listing": _TEXT, "body_mention": _TEXT, "listed": _FLAG, "right_name": _TEXT},
    "style_status": {"style_status": _TEXT, "royal_style": _TEXT, "right": _FLAG, "label": _TEXT},
    # The Act under which this authority, by its name, has to answer.
    "own_act": {
        "own_act": _TEXT,
        "authority": _TEXT,
        "act": FieldType(str, choices=("foia", "foisa")),
        "title": _TEXT,
        "label": _TEXT,
    },
    "body_name": {
        "body_name": _TEXT,
        "body_mention": _TEXT,
        "form": FieldType(str, choices=("right", "wrong")),
        "right_name": _TEXT,
    },
    # A reference that is to be quoted, and whether the letter bears it; only where the two are built alike.
    "reference_match": {"reference_match": _TEXT, "reference": _TEXT, "agrees": _FLAG, "own": _TEXT, "quoted": _TEXT},
}

# What a register says may hang on what the letter does not say; facts of these kinds may be uncertain for that.
DOUBTFUL_KINDS = frozenset({"level_gap"})

# A convention of ours, not law: how long after a change the word 'recently' is fair.
_RECENT = timedelta(days=183)
# Another: how long after a day known only about an address is not yet called out of date.
_ABOUT = timedelta(days=365)

_ACTS = {"foia": "Freedom of Information Act 2000", "foisa": "Freedom of Information (Scotland) Act 2002"}

_COUNTRIES = {"national": "the United Kingdom", "northern_ireland": "Northern Ireland"}

# Where a letter speaks of threat levels; what accounts for a gap may stand in any of them.
_WHERE_LEVELS_STAND = ("harm", "public_interest", "balance")


# What registers are asked about; most of what a letter says is none of these.
_LOOKED_AT = (
    Authority, BodyMention, Citation, Classification, ComplaintRight, Contact, Date, Extension, LevelMeaning,
    Reference, Regime, ReviewPeriod, RoyalStyle, ThreatClaim,
)  # fmt: skip

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

    def law_date(self, by: str) -> date | None:
        """The day whose law is applied to what counts by the ``response``, or by when it was ``received``."""
        return self.as_of or (self.letter_date if by == "response" else self.request_date)


def world_of(encoding: Encoding, registers: Registers, as_of: date | None = None) -> World:
    """Ask every register what it says about this letter.

    Law is that of the letter's own days, or of *as_of*; what the world was like, such as the published level or the
    bodies there were, is always asked of the letter's date.

    Where the letter gives several dates of one role the latest receipt and the earliest response
    count, so that no delay is alleged which another reading of the letter denies.
    """
    encoding = encoding._replace(facts=tuple([fact for fact in encoding.facts if isinstance(fact, _LOOKED_AT)]))
    dates = [fact for fact in encoding.facts if isinstance(fact, Date)]
    sent = min((fact for fact in dates if fact.role == "response"), key=_by_day, default=None)
    got = [fact for fact in dates if fact.role == "received"] or [fact for fact in dates if fact.role == "request"]
    received = max(got, key=_by_day, default=None)
    clarified = max((fact for fact in dates if fact.role == "clarification_received"), key=_by_day, default=None)
    day = sent.on if sent else None
    # A letter that names two regimes is read under the Act, if that is one of them.
    regimes = {fact.act for fact in encoding.facts if isinstance(fact, Regime)} or {"foia"}
    regime = "foia" if "foia" in regimes else min(regimes)
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
        *_exemptions(encoding, registers, law),
        *_bodies(encoding, registers, day),
        *_contacts(encoding, registers, day),
        *_regulators(encoding, registers, day),
        *_review_windows(encoding, registers, law),
        *_review_lengths(encoding, registers, law),
        *_ranks(registers),
        *_events(encoding, registers),
        *_meanings(encoding, registers, day),
        *_later_than(encoding, registers),
        *_styles(encoding, registers, day),
        *_own_acts(encoding, registers, day),
        *_references(encoding),
    ]
    if sent and sent.on <= registers.threat.verified_until:
        facts += _threat(encoding, registers, sent)
    if sent and received and not sent.of_review:
        try:
            facts += _timing(dates, sent, received, clarified, registers)
            facts += _stated_due(dates, received, clarified, registers)
            facts += _extensions(encoding, sent, clarified or received, registers)
        except OutsideRegisterError as problem:
            unknown["bank_holidays"] = str(problem)
    return World(tuple(facts), unknown, day, received.on if received else None, as_of, regime)


def _past(register: str, verified_until: date, day: date | None) -> tuple[str, ...]:
    """Why a row of a register is not certain on a day later than those it was verified for; empty where it is."""
    if day is None or day <= verified_until:
        return ()
    told = f"the register of {register} is verified until {in_words(verified_until)}, which is before {in_words(day)}"
    return (told,)


def _exemptions(encoding: Encoding, registers: Registers, day: date | None) -> Iterator[WorldFact]:
    doubt = _past("exemptions", registers.exemptions.verified_until, day)
    provisions = {fact.provision for fact in encoding.facts if isinstance(fact, Citation)}
    classified = {name for fact in encoding.facts if isinstance(fact, Classification) for name in fact.section}
    for provision in sorted(provisions):
        limb = registers.exemptions.limb(provision, day)
        if limb is not None:
            fields: Fields = {
                "provision": provision,
                "section": limb.section,
                "purpose": limb.purpose,
                "nature": limb.nature,
                "based_on": limb.based_on,
            }
            yield WorldFact(f"limb {provision}", "limb", fields, (), limb.citation(), doubt)
        standing = registers.exemptions.standing(provision, day)
        if standing is not None:
            fields = {"provision": provision, "standing": standing, "label": _since_when(limb)}
            source = (
                limb.citation()
                if limb
                else f"exemptions: the subsections of section {section_of(provision)}, not verified"
            )
            yield WorldFact(f"provision_standing {provision}", "provision_standing", fields, (), source, doubt)
    for section in sorted({section_of(provision) for provision in provisions} | classified):
        row = registers.exemptions.section(section, day)
        if row is not None:
            fields = {
                "section": section,
                "title": row.title,
                "nature": row.nature,
                "based_on": row.based_on,
                "has_ncnd_limb": row.has_ncnd_limb,
            }
            yield WorldFact(f"exemption {section}", "exemption", fields, (), row.citation(), doubt)


def _since_when(limb: LimbRow | None) -> str:
    """In which days a limb is in force, in words."""
    if limb is None:
        return "never"
    if limb.last:
        return f"until {in_words(limb.last)}"
    return f"from {in_words(limb.since)}" if limb.since else "always"


def _ranks(registers: Registers) -> Iterator[WorldFact]:
    for level in registers.threat.levels:
        fields: Fields = {"level": level, "ordinal": registers.threat.ordinal(level)}
        yield WorldFact(f"level_rank {level}", "level_rank", fields, (), "threat_levels: order of the five levels")


def _threat(encoding: Encoding, registers: Registers, sent: Date) -> Iterator[WorldFact]:
    claims = [fact for fact in encoding.facts if isinstance(fact, ThreatClaim)]
    threat = registers.threat
    for series in sorted({claim.series for claim in claims}):
        for level, standing, row in threat.standings(series, sent.on):
            fields: Fields = {
                "series": series,
                "level": level,
                "standing": standing,
                "label": f"{level.upper()} from {in_words(row.since)}",
            }
            name = f"published_level {series} {level} {standing}"
            yield WorldFact(name, "published_level", fields, (sent.id,), row.citation())
        for row in threat.changes(series, sent.on - _RECENT, sent.on):
            fields = {"series": series, "level": row.level}
            name = f"recent_change {series} {row.level} {row.since}"
            yield WorldFact(name, "recent_change", fields, (sent.id,), row.citation())
    for claim in claims:
        if claim.claim == "remained" and claim.level:
            yield from _gaps(
                claim, claims, registers, sent, encoding.absence_doubts(_WHERE_LEVELS_STAND, {"threat_claim"})
            )
        if claim.claim == "raised" and claim.level:
            yield from _months(claim, registers)
        if claim.claim == "current" and claim.level:
            yield from _mixed(claim, encoding, registers, sent)


def _mixed(claim: ThreatClaim, encoding: Encoding, registers: Registers, sent: Date) -> Iterator[WorldFact]:
    """The other series, of the country or of Northern Ireland, that had the level which this one had not.

    An old level of the country says nothing of Northern Ireland. So the level of Northern Ireland counts as given for
    the country only by a letter that speaks of both, or comes from there.
    """
    threat = registers.threat
    other = {"national": "northern_ireland", "northern_ireland": "national"}.get(claim.series)
    own, row = threat.published(claim.series, sent.on), threat.published(other, sent.on) if other else None
    if own is None or row is None or row.level != claim.level:
        return
    if any(level == claim.level for level, _, _ in threat.standings(claim.series, sent.on)):
        return
    named = [registers.bodies.named(fact.name) for fact in encoding.facts if isinstance(fact, Authority)]
    from_there = any(one is not None and one[0].id == "PSNI" for one in named)
    of_both = any(isinstance(fact, ThreatClaim) and fact.series == "northern_ireland" for fact in encoding.facts)
    if of_both or from_there:
        fields: Fields = {
            "threat_claim": claim.id,
            "other": _COUNTRIES[row.series],
            "label": f"{own.level.upper()} from {in_words(own.since)}",
        }
        source = f"{own.citation()}; {row.citation()}"
        yield WorldFact(f"mixed_series {claim.id}", "mixed_series", fields, (claim.id, sent.id), source)


def _meanings(encoding: Encoding, registers: Registers, day: date | None) -> Iterator[WorldFact]:
    for fact in encoding.facts:
        if day is None or not isinstance(fact, LevelMeaning):
            continue
        now, meant = registers.threat.definition(fact.level, day), registers.threat.meant(fact.level, fact.meaning)
        if now is None:
            continue
        former = meant is not None and meant.last is not None and meant.last < day
        status = "current" if now.meaning == fact.meaning else "former" if former else "other"
        fields: Fields = {"level_meaning": fact.id, "status": status, "label": f"'{now.words}'"}
        yield WorldFact(f"meaning_status {fact.id}", "meaning_status", fields, (fact.id,), now.citation())


def _later_than(encoding: Encoding, registers: Registers) -> Iterator[WorldFact]:
    """What the letter tells as past although it came after the day that the letter bears; of several days, the last."""
    days = [fact for fact in encoding.facts if isinstance(fact, Date) and fact.role == "response"]
    sent = max(days, key=_by_day, default=None)
    if sent is None:
        return
    for fact in encoding.facts:
        if isinstance(fact, ThreatClaim):
            after = [month for month in fact.month if month > f"{sent.on:%Y-%m}"]
            told = [f"a change of the threat level in {date.fromisoformat(f'{month}-01'):%B %Y}" for month in after]
            if fact.since and fact.since > sent.on.year:
                told.append(f"a threat level since {fact.since}")
            events = [registers.threat.event(key) for key in fact.event]
            told += [event.said() for event in events if event is not None and event.on > sent.on]
        elif isinstance(fact, Date) and fact.role.startswith("clarification") and fact.on > sent.on:
            told = [f"a clarification of {in_words(fact.on)}"]
        else:
            continue
        for what in told:
            fields: Fields = {"label": what}
            premises = (fact.id, sent.id)
            yield WorldFact(f"later_than_letter {fact.id} {what}", "later_than_letter", fields, premises, "")


def _styles(encoding: Encoding, registers: Registers, day: date | None) -> Iterator[WorldFact]:
    for fact in encoding.facts:
        if isinstance(fact, RoyalStyle) and day is not None:
            row = registers.bodies.royal_style(day)
            right = registers.bodies.royal_style_fits(fact.style, day)
            fields: Fields = {"royal_style": fact.id, "right": right, "label": row.words}
            yield WorldFact(f"style_status {fact.id}", "style_status", fields, (fact.id,), row.citation())


def _own_acts(encoding: Encoding, registers: Registers, day: date | None) -> Iterator[WorldFact]:
    for fact in encoding.facts:
        row = registers.bodies.authority(fact.name, day) if day and isinstance(fact, Authority) else None
        if row is not None:
            fields: Fields = {"authority": fact.id, "act": row.act, "title": row.title, "label": _ACTS[row.act]}
            yield WorldFact(f"own_act {fact.id}", "own_act", fields, (fact.id,), row.citation())


def _events(encoding: Encoding, registers: Registers) -> Iterator[WorldFact]:
    named = {key for fact in encoding.facts if isinstance(fact, ThreatClaim) for key in fact.event}
    for key in sorted(named):
        event = registers.threat.event(key)
        if event is not None:
            fields: Fields = {"event": key, "year": event.on.year, "label": f"{event.title} ({in_words(event.on)})"}
            yield WorldFact(f"event {key}", "event", fields, (), event.citation())


def _gaps(
    claim: ThreatClaim, claims: list[ThreatClaim], registers: Registers, sent: Date, doubt: tuple[str, ...]
) -> Iterator[WorldFact]:
    """Published periods at another level that no other sentence of the letter accounts for."""
    threat = registers.threat
    order = {level: rank for rank, level in enumerate(threat.levels)}
    if claim.ended:
        return  # it does not say when, so nothing can be held against it
    start = max(date(claim.since or 2006, 1, 1), threat.first_published(claim.series))
    exceptions = {
        (level, month)
        for other in claims
        if other.claim == "raised" and other.series == claim.series
        for month in other.month
        for level in ([other.level] if other.level else threat.levels)
    }
    still_right = {level for level, _, _ in threat.standings(claim.series, sent.on)}
    current = {other.level for other in claims if other.claim == "current" and other.series == claim.series}
    for row in threat.periods(claim.series, start, sent.on):
        if row.level == claim.level or any(
            (row.level, month) in exceptions for month in _months_of(row.since, row.last)
        ):
            continue
        if claim.since and row.since.year < claim.since and row.last and row.last.year == claim.since:
            continue  # 'since 2014' is fairly said of a level that began in the course of 2014
        runs_to_letter = row.last is None or row.last >= sent.on
        if runs_to_letter and (row.level in current or claim.level in still_right):
            continue
        assert claim.level is not None
        relation = "lower" if order[row.level] < order[claim.level] else "higher"
        until = "" if runs_to_letter or row.last is None else f" to {in_words(row.last)}"
        fields: Fields = {
            "threat_claim": claim.id,
            "relation": relation,
            "level": row.level,
            "label": f"{row.level.upper()} from {in_words(row.since)}{until}",
        }
        name = f"level_gap {claim.id} {row.since}"
        yield WorldFact(name, "level_gap", fields, (claim.id, sent.id), row.citation(), doubt)


def _months(claim: ThreatClaim, registers: Registers) -> Iterator[WorldFact]:
    assert claim.level is not None
    for month in claim.month:
        year, number = (int(part) for part in month.split("-"))
        first, last = date(year, number, 1), date(year, number, monthrange(year, number)[1])
        reached = registers.threat.ever_at(claim.level, claim.series, first, last)
        rows = registers.threat.periods(claim.series, first, last)
        levels = list(dict.fromkeys(row.level.upper() for row in rows))
        was = f"{' and '.join(levels)} {'throughout' if len(levels) == 1 else 'in'}" if levels else "not published in"
        fields: Fields = {
            "threat_claim": claim.id,
            "month": month,
            "reached": reached,
            "label": f"{was} {first:%B %Y}",
        }
        source = "; ".join(row.citation() for row in rows)
        yield WorldFact(f"level_month {claim.id} {month}", "level_month", fields, (claim.id,), source)


def _timing(
    dates: list[Date], sent: Date, received: Date, clarified: Date | None, registers: Registers
) -> Iterator[WorldFact]:
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


def _stated_due(dates: list[Date], received: Date, clarified: Date | None, registers: Registers) -> Iterator[WorldFact]:
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


def _extensions(encoding: Encoding, sent: Date, begun: Date, registers: Registers) -> Iterator[WorldFact]:
    row = registers.procedure.rule("public_interest_extension_limit", begun.on)
    if row is None or row.amount is None:
        return
    for fact in encoding.facts:
        until = (fact.until or sent.on) if isinstance(fact, Extension) else None
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


def _review_windows(encoding: Encoding, registers: Registers, day: date | None) -> Iterator[WorldFact]:
    row = registers.procedure.review_window(day) if day else None
    if row is None or row.amount is None:
        return
    for fact in encoding.facts:
        if isinstance(fact, ReviewPeriod) and fact.direction == "to_ask":
            # A window told in calendar time is called short only where no calendar could make it long enough.
            short = _most_working_days(fact.number, fact.unit) < row.amount
            fields: Fields = {"review_period": fact.id, "short": short, "days": row.amount}
            doubt = _past("procedure", registers.procedure.verified_until, day)
            yield WorldFact(f"review_window {fact.id}", "review_window", fields, (fact.id,), row.citation(), doubt)


def _review_lengths(encoding: Encoding, registers: Registers, day: date | None) -> Iterator[WorldFact]:
    row = registers.procedure.rule("review_answer_complex", day) if day else None
    if row is None or row.amount is None:
        return
    for fact in encoding.facts:
        if isinstance(fact, ReviewPeriod):
            # A time told in calendar time is called long only where no calendar could make it short enough.
            long = _fewest_working_days(fact.number, fact.unit) > row.amount
            fields: Fields = {"review_period": fact.id, "long": long, "days": row.amount}
            doubt = _past("procedure", registers.procedure.verified_until, day)
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


def _bodies(encoding: Encoding, registers: Registers, day: date | None) -> Iterator[WorldFact]:
    for fact in encoding.facts:
        if not isinstance(fact, BodyMention):
            continue
        row = registers.bodies.get(fact.body)
        if row is None:
            continue
        named = registers.bodies.named(fact.name)
        if named is not None and named[0].id == row.id:
            fields: Fields = {
                "body_mention": fact.id,
                "form": named[1],
                "right_name": row.names[0],
            }
            yield WorldFact(f"body_name {fact.id}", "body_name", fields, (fact.id,), row.citation())
        if day is not None:
            status = registers.bodies.status(fact.body, day)
            fields = {
                "body_mention": fact.id,
                "status": status,
                "group": row.group,
                "label": registers.bodies.fate(fact.body, day),
            }
            doubt = _past("bodies", registers.bodies.verified_until, day)
            unsure = status in ("not_yet", "soon") and (row.from_confidence or row.confidence) == "low"
            began = (f"the first day of {row.names[0]} is not certain",) if unsure else ()
            yield WorldFact(
                f"body_status {fact.id}", "body_status", fields, (fact.id,), row.citation(), (*doubt, *began)
            )
            if (vacancy := registers.bodies.vacancy(fact.body, day)) is not None:
                told = vacancy.note or f"since {in_words(vacancy.since)}"
                fields = {"body_mention": fact.id, "label": told}
                yield WorldFact(f"body_vacancy {fact.id}", "body_vacancy", fields, (fact.id,), row.citation(), doubt)
            if not registers.bodies.s23_arguable(fact.body, day):
                listed = registers.bodies.s23_row(fact.body, day)
                fields = {"body_mention": fact.id, "listed": listed is not None, "right_name": row.names[0]}
                source = (listed or row).citation()
                yield WorldFact(f"security_listing {fact.id}", "security_listing", fields, (fact.id,), source, doubt)


def _references(encoding: Encoding) -> Iterator[WorldFact]:
    """Whether a reference to be quoted is that of the letter.

    Nothing is said of one that is built in another way, such as that of a register of reviews.
    """
    own = [fact for fact in encoding.facts if isinstance(fact, Reference) and fact.whose == "authority"]
    heads = [fact for fact in own if not fact.quoted]
    for fact in own:
        alike = [head for head in heads if _shape(head.value) == _shape(fact.value)]
        if fact.quoted and alike:
            agrees = any(_signs(head.value) == _signs(fact.value) for head in alike)
            fields: Fields = {"reference": fact.id, "agrees": agrees, "own": alike[0].value, "quoted": fact.value}
            name = f"reference_match {fact.id}"
            yield WorldFact(name, "reference_match", fields, (fact.id, alike[0].id), "")


def _signs(reference: str) -> str:
    return "".join(sign for sign in reference.casefold() if sign.isalnum())


def _shape(reference: str) -> str:
    """How a reference is built: its letters, and a 0 for each digit."""
    return "".join("0" if sign.isdigit() else sign for sign in _signs(reference))


def _contacts(encoding: Encoding, registers: Registers, day: date | None) -> Iterator[WorldFact]:
    if day is None:
        return
    doubt = _past("contacts", registers.contacts.verified_until, day)
    for fact in encoding.facts:
        if not isinstance(fact, Contact) or fact.value is None or fact.of != "regulator":
            continue
        row = registers.contacts.row(fact.means, fact.value)
        if row is None:
            continue
        stale = row.last is not None and day > row.last + (_ABOUT if row.dates == "approximate" else timedelta())
        label = f"{row.value} until about {row.last.year}" if row.last else row.value
        fields: Fields = {"contact": fact.id, "standing": "stale" if stale else "current", "label": label}
        yield WorldFact(f"contact_standing {fact.id}", "contact_standing", fields, (fact.id,), row.citation(), doubt)


# Whom letters name in the Commissioner's place, and why it is not for them to decide.
_NEVER_DECIDES = {
    "DATA_PROTECTION_COMMISSIONER": "the Commissioner has not had that name since January 2001",
    "INFORMATION_TRIBUNAL": "a tribunal hears appeals from the Commissioner's decisions only",
    "FTT": "a tribunal hears appeals from the Commissioner's decisions only",
}
_NO_TRANSFER = "it is not known whether the Commissioner's functions had passed to the Information Commission by then"


def _regulators(encoding: Encoding, registers: Registers, day: date | None) -> Iterator[WorldFact]:
    for fact in encoding.facts:
        if not isinstance(fact, ComplaintRight):
            continue
        standing, label = "decides", ""
        doubt: tuple[str, ...] = ()
        row = registers.bodies.get(fact.to)
        if fact.to in _NEVER_DECIDES:
            standing, label = "never", _NEVER_DECIDES[fact.to]
        elif fact.to == "INFORMATION_COMMISSION" and row is not None:
            standing, label = "not_yet", "the Commissioner's functions had not passed to it on the date of the letter"
            before = day is not None and row.since is not None and day < row.since
            doubt = () if before else (_NO_TRANSFER,)
        fields: Fields = {"complaint_right": fact.id, "standing": standing, "label": label}
        known = row or registers.bodies.get("ICO")
        source = known.citation() if known else ""
        yield WorldFact(f"regulator_standing {fact.id}", "regulator_standing", fields, (fact.id,), source, doubt)


def _months_of(first: date, last: date | None) -> Iterator[str]:
    """Every month the span touches, as YYYY-MM; an open span is taken at its first month."""
    year, month = first.year, first.month
    end = last or first
    while (year, month) <= (end.year, end.month):
        yield f"{year}-{month:02d}"
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)


def _by_day(fact: Date) -> tuple[date, str]:
    return fact.on, fact.id
