"""What the letter says of threat levels, beside what was published."""

from collections.abc import Iterator
from datetime import date

from ncnd_rules.explain.explanation import spoken
from ncnd_rules.facts import ThreatClaim
from ncnd_rules.registers import Registers, day_in_words
from ncnd_rules.report.caseworker.tables import Quoting, Table
from ncnd_rules.world import World, world_of


def threat_levels(quoting: Quoting, registers: Registers) -> Table | None:
    """A row for each claim, with what rules are told of it; none where the letter makes none."""
    claims = [fact for fact in quoting.encoding.facts if isinstance(fact, ThreatClaim)]
    if not claims:
        return None
    world = world_of(quoting.encoding, registers)
    why = world.unknown.get("threat_levels")
    lead = (f"Claims cannot be held against the register: {why}.",) if why else ()
    rows = tuple(
        quoting.row((_claim(claim), "" if why else _published(claim, world, registers)), (claim,)) for claim in claims
    )
    return Table("Threat levels", lead, ("The letter says", "The register has"), rows)


def _claim(claim: ThreatClaim) -> str:
    return ", ".join(_told(claim))


def _told(claim: ThreatClaim) -> Iterator[str]:
    level = claim.level or (spoken(claim.ordinal) if claim.ordinal else "a level")
    yield {
        "current": f"{level} is the level now",
        "remained": f"it {'had remained' if claim.ended else 'has remained'} at {level}",
        "raised": f"it was raised{f' to {claim.level}' if claim.level else ''}",
        "published_since": "levels have been published",
    }[claim.claim]
    if claim.since:
        yield f"since {claim.since}"
    if claim.month:
        months = (date.fromisoformat(f"{month}-01") for month in claim.month)
        yield f"in {', '.join(f'{month:%B %Y}' for month in months)}"
    if claim.relative != "none":
        yield f"“{spoken(claim.relative)}”"
    if claim.series != "national":
        yield spoken(claim.series)


def _published(claim: ThreatClaim, world: World, registers: Registers) -> str:
    """What the register says of a claim, as rules see it; nothing where the claim says nothing that can be held."""
    if claim.claim == "published_since":
        return f"the first level was published on {day_in_words(registers.threat.first_published(claim.series))}"
    own = [fact for fact in world.facts if claim.id in fact.premises]
    if claim.claim == "current":
        rows = [
            fact.fields
            for fact in world.facts
            if fact.kind == "published_level" and fact.fields["series"] == claim.series
        ]
        told = ", ".join(str(row["label"]) for row in rows) or "no level in force"
        agrees = claim.level is None or claim.level in {row["level"] for row in rows}
        return f"{_agrees(agrees)}: {told}"
    if claim.level is None or claim.ended:
        return ""
    if claim.claim == "raised":
        months = [fact.fields for fact in own if fact.kind == "level_month"]
        return "; ".join(f"{_agrees(bool(month['reached']))}: {month['label']}" for month in months)
    gaps = [str(fact.fields["label"]) for fact in own if fact.kind == "level_gap"]
    if not gaps:
        return _agrees(True)
    doubts = dict.fromkeys(doubt for fact in own if fact.kind == "level_gap" for doubt in fact.doubt)
    return "; ".join([f"{_agrees(False)}: also {', '.join(gaps)}", *doubts])


def _agrees(agrees: bool) -> str:
    return "agrees" if agrees else "does not agree"
