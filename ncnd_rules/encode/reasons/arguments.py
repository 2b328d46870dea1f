"""Every argument of a letter."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ncnd_rules.encode.draft import Draft, Found
from ncnd_rules.encode.page import Sentence
from ncnd_rules.encode.parts import Parts, ids_of
from ncnd_rules.encode.positions import Held
from ncnd_rules.encode.reasons.refusals import Refusals
from ncnd_rules.encode.reasons.sections import Sections
from ncnd_rules.encode.reasons.subjects import Subjects


class Reason(NamedTuple):
    """One argument in one sentence."""

    found: Found
    parts: tuple[Held, ...]
    sections: tuple[str, ...]
    scope: str
    topics: tuple[str, ...]
    general: bool

    @property
    def sentence(self) -> Sentence:
        """Where it is made."""
        return self.found.sentence

    @property
    def part_ids(self) -> tuple[str, ...]:
        """The parts it argues for."""
        return ids_of(self.parts)


class Reasons:
    """Every argument of a letter, with what it is about."""

    def __init__(self, draft: Draft, parts: Parts) -> None:
        self._draft = draft
        self.refusals = Refusals(draft, parts)
        self.sections = Sections(draft, self.refusals)
        self.subjects = Subjects(draft, parts, self.refusals)

    def of(self, sentences: Iterable[Sentence]) -> Iterator[Reason]:
        """The arguments of some sentences, in order."""
        for sentence in sentences:
            if sentence.is_heading:
                continue
            hits = list(self._draft.find("arguments", [sentence]))
            scope, topics, general = self.subjects.of(sentence)
            for found in _apart(hits):
                refused = self.refusals.of(sentence, topics)
                yield Reason(found, refused, self.sections.of(sentence, found), scope, topics, general)


def _apart(hits: list[Found]) -> Iterator[Found]:
    """One hit for each argument; 'other' only where nothing else is said."""
    told: set[str] = set()
    named = [found for found in hits if found.gives["argument"] != "other"]
    for found in named or hits:
        if found.gives["argument"] not in told:
            told.add(found.gives["argument"])
            yield found
