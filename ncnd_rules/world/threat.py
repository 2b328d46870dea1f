"""What the register of threat levels says of the levels that a letter tells."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

from ncnd_rules.encoding import Encoding
from ncnd_rules.facts import (
    Authority,
    Date,
    LevelMeaning,
    ThreatClaim,
)
from ncnd_rules.registers import Registers, day_in_words
from ncnd_rules.world.told import Fields, WorldFact, by_day

# A convention of ours, not law: how long after a change the word 'recently' is fair.
RECENT = timedelta(days=183)

_COUNTRIES = {"national": "the United Kingdom", "northern_ireland": "Northern Ireland"}

# Where a letter speaks of threat levels; what accounts for a gap may stand in any of them.
_WHERE_LEVELS_STAND = ("harm", "public_interest", "balance")


def level_ranks(registers: Registers) -> Iterator[WorldFact]:
    """Which of the five levels is the highest, the second highest, and so on."""
    for level in registers.threat.levels:
        fields: Fields = {"level": level, "ordinal": registers.threat.ordinal(level)}
        yield WorldFact(f"level_rank {level}", "level_rank", fields, (), "threat_levels: order of the five levels")


def levels_claimed(encoding: Encoding, registers: Registers, sent: Date) -> Iterator[WorldFact]:
    """The levels published at the date of the letter, and what its claims leave out or mistake."""
    claims = [fact for fact in encoding.facts if isinstance(fact, ThreatClaim)]
    threat = registers.threat
    for series in sorted({claim.series for claim in claims}):
        for level, standing, row in threat.standings(series, sent.on):
            fields: Fields = {
                "series": series,
                "level": level,
                "standing": standing,
                "label": f"{level.upper()} from {day_in_words(row.since)}",
            }
            name = f"published_level {series} {level} {standing}"
            yield WorldFact(name, "published_level", fields, (sent.id,), row.citation())
        for row in threat.changes(series, sent.on - RECENT, sent.on):
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
            "label": f"{own.level.upper()} from {day_in_words(own.since)}",
        }
        source = f"{own.citation()}; {row.citation()}"
        yield WorldFact(f"mixed_series {claim.id}", "mixed_series", fields, (claim.id, sent.id), source)


def meanings_given(encoding: Encoding, registers: Registers, day: date | None) -> Iterator[WorldFact]:
    """Whether levels mean what the letter says they mean."""
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


def told_too_early(encoding: Encoding, registers: Registers) -> Iterator[WorldFact]:
    """What the letter tells as past although it came after the day that the letter bears; of several days, the last."""
    days = [fact for fact in encoding.facts if isinstance(fact, Date) and fact.role == "response"]
    sent = max(days, key=by_day, default=None)
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
            told = [f"a clarification of {day_in_words(fact.on)}"]
        elif isinstance(fact, Date) and fact.role == "event" and fact.on > sent.on:
            told = [f"something of {f'{fact.on:%B %Y}' if fact.of_month else day_in_words(fact.on)}"]
        else:
            continue
        for what in told:
            fields: Fields = {"label": what}
            premises = (fact.id, sent.id)
            yield WorldFact(f"later_than_letter {fact.id} {what}", "later_than_letter", fields, premises, "")


def events_named(encoding: Encoding, registers: Registers) -> Iterator[WorldFact]:
    """The years of the events that the letter names."""
    named = {key for fact in encoding.facts if isinstance(fact, ThreatClaim) for key in fact.event}
    for key in sorted(named):
        event = registers.threat.event(key)
        if event is not None:
            fields: Fields = {"event": key, "year": event.on.year, "label": f"{event.title} ({day_in_words(event.on)})"}
            yield WorldFact(f"event {key}", "event", fields, (), event.citation())


def _gaps(
    claim: ThreatClaim, claims: list[ThreatClaim], registers: Registers, sent: Date, doubt: tuple[str, ...]
) -> Iterator[WorldFact]:
    """Published periods at another level that no other sentence of the letter accounts for."""
    threat = registers.threat
    order = {level: rank for rank, level in enumerate(threat.levels)}
    if claim.ended:
        return  # it does not say when, so nothing can be held against it
    first = threat.first_published(claim.series)
    start = max(date(claim.since or 2006, 1, 1), first)
    # 'Since 2017' is fairly said of a level that began in the course of 2017, or began again.
    began = claim.since if claim.since and claim.since > first.year else None
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
        if row.last and row.last < sent.on and row.last.year == began:
            continue
        runs_to_letter = row.last is None or row.last >= sent.on
        if runs_to_letter and (row.level in current or claim.level in still_right):
            continue
        assert claim.level is not None
        relation = "lower" if order[row.level] < order[claim.level] else "higher"
        until = "" if runs_to_letter or row.last is None else f" to {day_in_words(row.last)}"
        fields: Fields = {
            "threat_claim": claim.id,
            "relation": relation,
            "level": row.level,
            "label": f"{row.level.upper()} from {day_in_words(row.since)}{until}",
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


def _months_of(first: date, last: date | None) -> Iterator[str]:
    """Every month the span touches, as YYYY-MM; an open span is taken at its first month."""
    year, month = first.year, first.month
    end = last or first
    while (year, month) <= (end.year, end.month):
        yield f"{year}-{month:02d}"
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
