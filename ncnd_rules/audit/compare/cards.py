"""What decides whether a letter has to be laid beside another: far less than what it says."""

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from ncnd_rules.between.changes import numbers_in
from ncnd_rules.between.letters import Among, among
from ncnd_rules.between.questions import questions_of
from ncnd_rules.encoding import Encoding
from ncnd_rules.facts import EarlierAnswer, Part, ThreatClaim
from ncnd_rules.registers import Registers

# What tells a question from others: the words that carry its meaning, each with how often, and the years it names.
Meaning = tuple[tuple[tuple[str, int], ...], tuple[int, ...]]


class Card(NamedTuple):
    """One letter as it is looked up."""

    letter: str  # sha256 of its bytes
    authority: str  # folded for comparison; empty where none was read
    day: date | None
    questions: tuple[Meaning, ...]
    topics: frozenset[str]
    references: frozenset[str]  # its own, folded
    named: frozenset[str]  # numbers that may be the reference of another letter; only where it speaks of one
    levels: frozenset[tuple[str, str]]  # series and level of what it says is the threat level now
    asked_by: tuple[tuple[str, ...], ...] = ()  # for each of its questions the ids of the facts that put it


def card_of(encoding: Encoding, words: str, registers: Registers) -> Card | None:
    """The card of a letter; none of one under another Act, which is compared with none.

    Args:
        words: the letter's text, as far as it is at hand: numbers in it may be references of other letters.
    """
    (letter,) = among([encoding], registers)
    if letter.world.regime != "foia":
        return None
    meanings = _meanings(letter)
    return Card(
        letter.encoding.identity,
        letter.authority,
        letter.day,
        tuple(meanings),
        letter.topics,
        letter.references,
        frozenset(_numbers(words)) - letter.references if speaks_of_another(encoding) else frozenset(),
        frozenset(
            (fact.series, fact.level)
            for fact in encoding.facts
            if isinstance(fact, ThreatClaim) and fact.claim == "current" and fact.level
        ),
        tuple(meanings.values()),
    )


def speaks_of_another(encoding: Encoding) -> bool:
    """Whether a letter may name another one: it relies on an answer given before, or refuses to give it again."""
    return any(
        isinstance(fact, EarlierAnswer) or (isinstance(fact, Part) and fact.position == "vexatious")
        for fact in encoding.facts
    )


def _meanings(letter: Among) -> dict[Meaning, tuple[str, ...]]:
    """Each thing that a letter was asked, and the ids of the questions that ask it."""
    found: defaultdict[Meaning, list[str]] = defaultdict(list)
    for asked in questions_of(letter):
        found[tuple(sorted(asked.meant.items())), tuple(sorted(asked.years))].append(asked.fact.id)
    return {meaning: tuple(ids) for meaning, ids in found.items()}


def _numbers(words: str) -> Iterator[str]:
    for run in numbers_in(words):
        yield re.sub(r"\W|_", "", run).lower()
