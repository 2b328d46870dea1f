"""Words that were read as a question and are none, known by how they recur through an audit.

A sentence that leads in a request, or asks for an early answer, stands in very many requests, each time beside other
questions. A circular request has the same questions beside each other in every letter, and is one.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from ncnd_rules.audit.compare.alike import join, root_of
from ncnd_rules.audit.compare.cards import Card, Meaning
from ncnd_rules.encoding import Encoding
from ncnd_rules.facts import Question

_VERY_MANY = 100  # requests


class Asking(NamedTuple):
    """The cards of an audit by what was asked, and what was not."""

    cards: list[Card]
    none: Mapping[str, frozenset[str]]  # letter to the ids of its questions that are none; only letters with such


def asking(cards: Sequence[Card]) -> Asking:
    """Leave out of each card what is no question."""
    having: defaultdict[Meaning, list[Card]] = defaultdict(list)
    for card in cards:
        for meaning in card.questions:
            having[meaning].append(card)
    often = {meaning for meaning, own in having.items() if len(own) >= _VERY_MANY}
    said = {
        meaning for meaning in often if _requests([card.questions for card in having[meaning]], often) >= _VERY_MANY
    }
    left = [_leave_out(card, said) for card in cards]
    return Asking([card for card, _ in left], {card.letter: none for card, none in left if none})


def wordless(encoding: Encoding, none: frozenset[str]) -> Encoding:
    """A letter in which the questions that are none have no words, so that nothing is compared by them."""
    if not none:
        return encoding
    return encoding._replace(
        facts=tuple(
            _wordless(fact) if isinstance(fact, Question) and fact.id in none else fact for fact in encoding.facts
        )
    )


def _leave_out(card: Card, said: set[Meaning]) -> tuple[Card, frozenset[str]]:
    """A card without what is no question, and the ids of those facts."""
    if said.isdisjoint(card.questions):
        return card, frozenset()
    told = tuple(zip(card.questions, card.asked_by, strict=True))
    kept = [one for one in told if one[0] not in said]
    none = frozenset(name for meaning, names in told if meaning in said for name in names)
    return card._replace(questions=tuple(one for one, _ in kept), asked_by=tuple(by for _, by in kept)), none


def _requests(asked: Sequence[Sequence[Meaning]], often: set[Meaning]) -> int:
    """How many different requests letters answer: those of one share a question that few others have."""
    place: dict[Meaning, int] = {}
    own = [[place.setdefault(one, len(place)) for one in meanings if one not in often] for meanings in asked]
    root = list(range(len(place)))
    for places in own:
        for one, other in pairwise(places):
            join(root, one, other)
    return len({root_of(root, places[0]) for places in own if places})


def _wordless(fact: Question) -> Question:
    return fact.model_copy(update={"evidence": ()})
