"""Which letters are laid side by side, in groups small enough for rules to be put to."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from ncnd_rules.audit.compare.alike import asking_the_same
from ncnd_rules.audit.compare.cards import Card, Meaning
from ncnd_rules.between.questions import ALL_PAIRS
from ncnd_rules.rules import Pattern, Rule, Ruleset

Cards = Sequence[Card]


class Group(NamedTuple):
    """Letters that are compared with each other."""

    kind: str  # why: request, reference, subject or day
    letters: tuple[str, ...]  # sha256 of each, sorted


# Each kind of fact between letters, and how letters that it may lie between are found. Shared sentences are looked for
# among the letters of an authority on a subject; through the whole audit `ncnd audit lineage` follows them.
_FOUND_BY = {
    "same_question": "request",
    "asked_again": "request",
    "refers": "reference",
    "subjects": "reference",
    "succession": "subject",
    "exemption_change": "subject",
    "answer_change": "subject",
    "conclusion_change": "subject",
    "passage": "subject",
    "copied": "subject",
    "scope_change": "subject",
    "stale_claim": "subject",
    "level_day": "day",
}
# The letter from which most was taken is one of all there are; a group would name another.
OF_THE_WHOLE = frozenset({"template"})


def groups_of(cards: Cards, ruleset: Ruleset) -> list[Group]:
    """Every group in which one of the rules may find something, each set of letters once."""
    wanted = {kind for rule in ruleset.rules for kind in kinds_of(rule)}
    wanted |= {pattern.kind for definition in ruleset.definitions for pattern in definition.when}
    found: dict[tuple[str, ...], str] = {}
    for kind, among in _BLOCKS.items():
        if any(_FOUND_BY.get(between) == kind for between in wanted):
            for own in among(cards):
                letters = tuple(sorted({card.letter for card in own}))
                if len(letters) > 1:
                    # Where the same letters are both, their sentences are asked for too.
                    found[letters] = kind if kind == "subject" else found.get(letters, kind)
    return sorted(Group(kind, letters) for letters, kind in found.items())


def kinds_of(rule: Rule) -> frozenset[str]:
    """The kinds of fact that a rule speaks of."""
    parts: tuple[tuple[Pattern, ...], ...] = (rule.when, *rule.unless, *rule.require, *rule.forbid, *rule.lessened_by)
    return frozenset(pattern.kind for part in parts for pattern in part)


def _by_request(cards: Cards) -> Iterator[Cards]:
    """Letters that were asked the same, of one authority or within half a year."""
    asked: dict[Meaning, list[Card]] = {}
    for card in cards:
        for meaning in card.questions:
            asked.setdefault(meaning, []).append(card)
    meanings = list(asked)
    several = asking_the_same(meanings)
    alone = {place for group in several for place in group}
    clusters = [[card for place in group for card in asked[meanings[place]]] for group in several]
    clusters += [own for place, own in enumerate(asked.values()) if place not in alone and len(own) > 1]
    for cluster in clusters:
        yield from _near(list({card.letter: card for card in cluster}.values()))


def _near(cards: list[Card]) -> Iterator[Cards]:
    """Of letters that were asked the same all, or of many each with the next by date, as `ncnd compare` has it."""
    in_order = sorted(cards, key=_by_day)
    if len(in_order) <= ALL_PAIRS:
        yield in_order
        return
    by_authority: defaultdict[str, list[Card]] = defaultdict(list)
    for card in in_order:
        by_authority[card.authority].append(card)
    for own in (in_order, *by_authority.values()):
        yield from _windows(own)


def _by_reference(cards: Cards) -> Iterator[Cards]:
    """Each letter with those of its authority whose reference it names."""
    known: defaultdict[tuple[str, str], list[Card]] = defaultdict(list)
    for card in cards:
        for reference in card.references:
            known[card.authority, reference].append(card)
    for card in cards:
        for number in card.named:
            for other in known.get((card.authority, number), ()):
                yield card, other


def _by_subject(cards: Cards) -> Iterator[Cards]:
    """Letters of one authority on one subject, each with the next."""
    own: defaultdict[tuple[str, str], list[Card]] = defaultdict(list)
    for card in cards:
        for topic in card.topics if card.authority else ():
            own[card.authority, topic].append(card)
    for letters in own.values():
        yield from _windows(sorted(letters, key=_by_day))


def _by_day_and_level(cards: Cards) -> Iterator[Cards]:
    """Letters of one day that do not agree on the threat level: of each two levels a few letters."""
    told: defaultdict[tuple[date, str], dict[str, list[Card]]] = defaultdict(dict)
    for card in cards:
        if card.day is not None:
            for series, level in card.levels:
                told[card.day, series].setdefault(level, []).append(card)
    for levels in told.values():
        for one, other in pairwise(sorted(levels)):
            first, second = levels[one], levels[other]
            fewer, more = (first, second) if len(first) <= len(second) else (second, first)
            for number, card in enumerate(fewer):
                yield card, more[number % len(more)]


def _windows(cards: Sequence[Card]) -> Iterator[Cards]:
    """Letters in order, a few at a time, each window beginning with the last letter of the one before."""
    for start in range(0, max(1, len(cards) - 1), ALL_PAIRS - 1):
        yield cards[start : start + ALL_PAIRS]


def _by_day(card: Card) -> tuple[date, str]:
    return card.day or date.max, card.letter


_BLOCKS: Mapping[str, Callable[[Cards], Iterator[Cards]]] = {
    "request": _by_request,
    "reference": _by_reference,
    "subject": _by_subject,
    "day": _by_day_and_level,
}
