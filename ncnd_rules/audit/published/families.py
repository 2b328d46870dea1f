"""The section on sentences that letters share: from wording to wording, and who used them when out of date."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from ncnd_rules.audit.figures.authorities import Authorities
from ncnd_rules.audit.figures.drawn.descent import Wording, descent
from ncnd_rules.audit.lineage import Died, Family, Lineage, Use, Variant
from ncnd_rules.audit.lineage.told import families_in, lineage_in, uses_in
from ncnd_rules.audit.published.found import shortened
from ncnd_rules.audit.published.letters import Calling
from ncnd_rules.audit.published.shapes import Figure, Section, Table, table
from ncnd_rules.audit.stored import Stored
from ncnd_rules.between.words import Change
from ncnd_rules.report.counting import count, were

_MOST_FAMILIES, _MOST_WORDINGS, _MOST_USES = 8, 14, 200


class Shared(NamedTuple):
    """Families with their uses, and what they are of; no lineage where none was reckoned."""

    lineage: Lineage | None
    families: tuple[tuple[Family, tuple[Use, ...]], ...]


def shared_sentences(stored: Stored) -> Shared:
    """The families that most letters used when out of date, and then those that most letters share."""
    lineage = lineage_in(stored)
    if lineage is None:
        return Shared(None, ())
    found = families_in(stored, most=_MOST_FAMILIES)
    # A sentence that is right, and whose words nobody kept, tells a reader nothing.
    telling = [family for family in found if family.stale or family.words]
    return Shared(lineage, tuple((family, uses_in(stored, family)) for family in telling))


def families_section(shared: Shared, who: Authorities, called: Calling) -> Section:
    """A tree a family: which wording came from which, and when."""
    name, heading = "families-section", "Sentences that travelled"
    if shared.lineage is None:
        lead = ("Sentences were not followed from letter to letter; `ncnd audit lineage AUDIT` does it.",)
        return Section(name, heading, lead)
    told = shared.lineage
    lead = (
        (
            f"Of {count(told.passages, 'sentence')} long enough to be known again, "
            f"{count(told.families, 'family', 'families')} that answer or give reasons stand in two letters or more; "
            f"{told.stale:,} of these "
            f"{were(told.stale)} used when something in them was out of date, as a register says. A wording is "
            "shown below that from which it seems to come: the nearest that was seen before, not a proof of who "
            "copied whom."
        ),
    )
    drawn = [_figure(number, family, uses, who, called) for number, (family, uses) in enumerate(shared.families, 1)]
    notes = []
    if told.without_words:
        notes.append(f"{count(told.without_words, 'wording')} compared without words: no text of these was kept.")
    if told.families > len(shared.families):
        notes.append("Shown are those used most when out of date, and then those shared most.")
    return Section(name, heading, lead, tuple(filter(None, drawn)), notes=tuple(notes))


def _figure(number: int, family: Family, uses: Sequence[Use], who: Authorities, called: Calling) -> Figure | None:
    dated: dict[str, list[tuple[date, bool]]] = {}
    for use in uses:
        if use.day is not None:
            dated.setdefault(use.fingerprint, []).append((use.day, bool(use.died)))
    variants = [variant for variant in family.variants if variant.fingerprint in dated][:_MOST_WORDINGS]
    if not variants:
        return None
    place = {variant.fingerprint: number for number, variant in enumerate(variants)}
    wordings = [
        Wording(
            f"Wording {line}",
            _change(variant, called) or f"first seen {min(dated[variant.fingerprint])[0].isoformat()}",
            place.get(variant.parent or ""),
            tuple(sorted(dated[variant.fingerprint])),
        )
        for line, variant in enumerate(variants, 1)
    ]
    died = family.died[0].day if family.died else None
    authorities = count(family.authorities, "authority", "authorities")
    title = f"Sentence {number}: {count(family.letters, 'letter')} of {authorities}"
    over = (
        f" Something in it was out of date from {died.isoformat()}; {count(family.stale, 'letter')} used it so."
        if died
        else ""
    )
    says = f"{count(len(family.variants), 'wording')}, from {_days(dated)}.{over}"
    tables = (_wordings(variants, place, who, called), *_used_after(uses, who, called))
    markup = descent(f"family-{number}", wordings, died, title, says)
    return Figure(f"family-{number}", title, says, (markup,), tables, tuple(_notes(family, variants, uses, called)))


def _notes(family: Family, drawn: Sequence[Variant], uses: Sequence[Use], called: Calling) -> Iterator[str]:
    """The sentence itself, what in it went out of date, and what the picture leaves out."""
    words = called.mask.words(shortened(family.words)) if family.words else ""
    yield f"“{words}”" if words else "Its words were not kept."
    for one in family.died:
        told = f"Out of date from {one.day.isoformat()}, in {_wordings_of(one, drawn)}"
        yield f"{told}: {called.mask.words(one.says)} ({one.source})."
    if left_out := len(family.variants) - len(drawn):
        yield f"Not drawn: {count(left_out, 'more wording')}."
    if undated := sum(use.day is None for use in uses):
        yield f"{count(undated, 'use')} in letters without a date."


def _wordings_of(died: Died, variants: Sequence[Variant]) -> str:
    """'wordings 2, 3': the words that are shown are those of the first alone."""
    numbers = [str(number) for number, variant in enumerate(variants, 1) if died in variant.died]
    return f"wording{'s' * (len(numbers) > 1)} {', '.join(numbers)}" if numbers else "a wording that is not drawn"


def _days(dated: dict[str, list[tuple[date, bool]]]) -> str:
    days = [day for own in dated.values() for day, _ in own]
    return f"{min(days).isoformat()} to {max(days).isoformat()}"


def _change(variant: Variant, called: Calling) -> str:
    """``“severe” became “substantial”``: what a wording has otherwise than that before it."""
    return called.mask.words(shortened("; ".join(map(_changed, variant.changes))))


def _changed(change: Change) -> str:
    if not change.before:
        return f"put in “{change.after}”"
    return f"“{change.before}” became “{change.after}”" if change.after else f"left out “{change.before}”"


def _wordings(variants: Sequence[Variant], place: dict[str, int], who: Authorities, called: Calling) -> Table:
    rows = [
        (
            number,
            variant.first.day.isoformat() if variant.first.day else "",
            who.told(variant.first.authority),
            variant.letters,
            variant.stale,
            f"{place[variant.parent] + 1}" if variant.parent in place else "",
            _change(variant, called),
        )
        for number, variant in enumerate(variants, 1)
    ]
    heads = ("Wording", "First seen", "In a letter of", "Letters", "When out of date", "From wording", "Changed")
    return table("Wordings", heads, rows, (3, 4, 5))


def _used_after(uses: Sequence[Use], who: Authorities, called: Calling) -> tuple[Table, ...]:
    rows = [
        (
            use.day.isoformat() if use.day else "",
            who.told(use.authority),
            called.place(use.letter),
            "; ".join(dict.fromkeys(f"{one.rule}: out of date from {one.day.isoformat()}" for one in use.died)),
        )
        for use in uses
        if use.died
    ]
    if not rows:
        return ()
    shown = rows[:_MOST_USES]
    caption = "Used when out of date" + (f": the first {len(shown)} of {len(rows):,}" if len(shown) < len(rows) else "")
    return (table(caption, ("Date", "Authority", "Letter", "What was out of date"), shown),)
