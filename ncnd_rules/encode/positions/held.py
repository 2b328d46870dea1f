"""A position as it is found in a clause, and as the part that it becomes."""

from collections.abc import Collection
from typing import Any, NamedTuple

from ncnd_rules.encode.page import Sentence
from ncnd_rules.facts import REFUSALS, Part
from ncnd_rules.letter import Span


class Candidate(NamedTuple):
    """One position in one clause."""

    position: str
    scope: str
    tense: str
    gives: dict[str, Any]
    questions: tuple[str, ...]
    sentence: Sentence
    spans: tuple[Span, ...]
    words: str
    ground: str = "unstated"
    referent: str = "clear"
    reach: str = "clear"
    beyond: bool = False  # whether it answers a question that this copy does not print

    def covers(self, other: "Candidate") -> bool:
        """Whether what it says is said of all questions of another."""
        return set(other.questions) <= set(self.questions)

    def is_next_to(self, last: "Candidate") -> bool:
        """Whether it is said in the same sentence as another, or in the next of the same paragraph."""
        return self.sentence.block == last.sentence.block and self.sentence.number - last.sentence.number in (0, 1)


class Held(NamedTuple):
    """A part as the other families need it."""

    fact: Part
    sentence: Sentence  # where it is first stated
    topics: frozenset[str]
    stated: tuple[Sentence, ...] = ()  # every place where it is

    @property
    def id(self) -> str:
        """The id of the fact."""
        return self.fact.id

    @property
    def is_refusal(self) -> bool:
        """Whether something is refused by it."""
        return self.fact.position in REFUSALS


def farthest_back(tenses: Collection[str]) -> str:
    """Of the tenses in which one thing is said, the one that reaches farthest back."""
    return next((tense for tense in ("perfect", "past", "present") if tense in tenses), "unstated")
