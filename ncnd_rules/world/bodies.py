"""What the registers say of those whom a letter names: bodies, the regulator, the authority itself."""

from collections.abc import Iterator
from datetime import date, timedelta

from ncnd_rules.encoding import Encoding
from ncnd_rules.facts import (
    Authority,
    BodyMention,
    ComplaintRight,
    Contact,
    RoyalStyle,
)
from ncnd_rules.registers import Registers, day_in_words
from ncnd_rules.world.told import Fields, WorldFact, past_verification

# Another: how long after a day known only about an address is not yet called out of date.
_ABOUT = timedelta(days=365)

_ACTS = {"foia": "Freedom of Information Act 2000", "foisa": "Freedom of Information (Scotland) Act 2002"}


def bodies_named(encoding: Encoding, registers: Registers, day: date | None) -> Iterator[WorldFact]:
    """Whether each body that is named existed, whether its office was filled, its right name, and section 23(3)."""
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
            doubt = past_verification("bodies", registers.bodies.verified_until, day)
            unsure = status in ("not_yet", "soon") and (row.from_confidence or row.confidence) == "low"
            began = (f"the first day of {row.names[0]} is not certain",) if unsure else ()
            yield WorldFact(
                f"body_status {fact.id}", "body_status", fields, (fact.id,), row.citation(), (*doubt, *began)
            )
            if (vacancy := registers.bodies.vacancy(fact.body, day)) is not None:
                told = vacancy.note or f"since {day_in_words(vacancy.since)}"
                fields = {"body_mention": fact.id, "label": told}
                yield WorldFact(f"body_vacancy {fact.id}", "body_vacancy", fields, (fact.id,), row.citation(), doubt)
            if not registers.bodies.s23_arguable(fact.body, day):
                listed = registers.bodies.s23_row(fact.body, day)
                fields = {"body_mention": fact.id, "listed": listed is not None, "right_name": row.names[0]}
                source = (listed or row).citation()
                yield WorldFact(f"security_listing {fact.id}", "security_listing", fields, (fact.id,), source, doubt)


def contacts_given(encoding: Encoding, registers: Registers, day: date | None) -> Iterator[WorldFact]:
    """Which addresses of the regulator were out of date."""
    if day is None:
        return
    doubt = past_verification("contacts", registers.contacts.verified_until, day)
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


def regulators_named(encoding: Encoding, registers: Registers, day: date | None) -> Iterator[WorldFact]:
    """Whether those to whom complaints are sent decide them."""
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


def styles_used(encoding: Encoding, registers: Registers, day: date | None) -> Iterator[WorldFact]:
    """Whether the sovereign of the day is named in a royal style."""
    for fact in encoding.facts:
        if isinstance(fact, RoyalStyle) and day is not None:
            row = registers.bodies.royal_style(day)
            right = registers.bodies.royal_style_fits(fact.style, day)
            fields: Fields = {"royal_style": fact.id, "right": right, "label": row.words}
            yield WorldFact(f"style_status {fact.id}", "style_status", fields, (fact.id,), row.citation())


def own_acts(encoding: Encoding, registers: Registers, day: date | None) -> Iterator[WorldFact]:
    """The Act under which each authority, by its name, has to answer."""
    for fact in encoding.facts:
        row = registers.bodies.authority(fact.name, day) if day and isinstance(fact, Authority) else None
        if row is not None:
            fields: Fields = {"authority": fact.id, "act": row.act, "title": row.title, "label": _ACTS[row.act]}
            yield WorldFact(f"own_act {fact.id}", "own_act", fields, (fact.id,), row.citation())
