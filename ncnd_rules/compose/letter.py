"""One letter of the many that say what a plan says, and the facts with the places of their words."""

from collections import Counter
from collections.abc import Iterator
from itertools import chain
from random import Random
from typing import NamedTuple

from ncnd_rules.compose.answers import answers
from ncnd_rules.compose.frame import ending, opening, request
from ncnd_rules.compose.layout import set_out
from ncnd_rules.compose.passage import Mark
from ncnd_rules.compose.plan import Plan
from ncnd_rules.compose.scribe import Scribe
from ncnd_rules.compose.wordings import Picker, Wordings
from ncnd_rules.facts import Citation, Fact
from ncnd_rules.letter import Span

# What a letter says again is the same fact; only the first words that say it, of each part, are its evidence.
_ONCE = {
    "authority": (),
    "regime": (),
    "date": ("role", "on"),
    "citation": ("provision", "role"),
    "threat_claim": ("claim", "series", "level", "ordinal", "since", "month", "relative"),
    "body_mention": ("body", "tense"),
    "review_right": (),
    "review_period": ("direction", "number", "unit"),
    "complaint_right": (),
}
_INITIALS = {
    "authority": "W", "regime": "G", "date": "D", "citation": "C", "harm": "H", "factor": "F", "balance": "B",
    "threat_claim": "T", "body_mention": "M", "review_right": "RR", "review_period": "RP", "complaint_right": "CR",
}  # fmt: skip


class Composed(NamedTuple):
    """A letter, what it says, and the wordings it was made of."""

    text: str
    facts: tuple[Fact, ...]
    used: tuple[str, ...]


def compose(plan: Plan, wordings: Wordings, seed: int | str, worn: Counter[str] | None = None) -> Composed:
    """A letter that says what *plan* says.

    Args:
        seed: which of the many letters; the same one gives the same bytes.
        worn: how often each wording was used in letters before; those least used are preferred.
    """
    chance = Random(seed)  # noqa: S311 - letters are not secrets
    picker = Picker(wordings, chance, worn)
    scribe = Scribe(plan, wordings, picker, chance)
    blocks = [*opening(scribe), *request(scribe), *answers(scribe), *ending(scribe)]
    foot = scribe.say("page_foot", slots={"page": scribe.slots["page"]})
    letter = set_out(blocks, plan.style, foot.text if foot is not None else "")
    return Composed(letter.text, tuple(_facts(letter.text, letter.marks)), tuple(sorted(picker.used)))


def _sameness(fact: Fact) -> tuple[object, ...]:
    """What two facts of a kind have to share to be one."""
    fields = _ONCE.get(fact.kind)
    if fields is None:
        return (fact.id,)
    # A provision that is relied on to withhold and, elsewhere, to keep silent is relied on twice.
    purpose = fact.purpose if isinstance(fact, Citation) and fact.role == "listed" else None
    return (*(getattr(fact, field) for field in fields), purpose)


def _facts(text: str, marks: tuple[Mark, ...]) -> Iterator[Fact]:
    """The facts in the order in which the letter says them."""
    said: dict[tuple[object, ...], list[Mark]] = {}
    for mark in sorted(marks, key=lambda mark: (mark.start, mark.stop)):
        said.setdefault((mark.fact.kind, *_sameness(mark.fact)), []).append(mark)
    number: Counter[str] = Counter()
    for together in said.values():
        fact = together[0].fact
        once = fact.kind in _ONCE
        first: dict[tuple[str, ...], Mark] = {}  # by the parts that it serves
        for mark in together:
            first.setdefault(getattr(mark.fact, "part", ()), mark)
        spans = tuple(
            Span(start=mark.start, stop=mark.stop, quote=text[mark.start : mark.stop])
            for mark in (first.values() if once else together)
        )
        update: dict[str, object] = {"evidence": spans}
        number[fact.kind] += 1
        if fact.kind in _INITIALS:
            update["id"] = f"{_INITIALS[fact.kind]}{number[fact.kind]}"
        if fact.kind == "citation":
            parts = chain.from_iterable(getattr(mark.fact, "part") for mark in together)  # noqa: B009
            update["part"] = tuple(dict.fromkeys(parts))
        yield fact.model_copy(update=update)
