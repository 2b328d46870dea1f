"""What holds for a letter, held for a copy of it with edits: its facts found again, and a person's corrections.

Words are followed to where they stand in the copy. Nothing is guessed: a correction whose words were edited, or that
now meets something else than it was made for, is left out and named.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any, NamedTuple

from ncnd_rules.corrections import Add, Change, Correction, Remove, SaysNothing, Understood, fitted
from ncnd_rules.encoding import Encoding
from ncnd_rules.explain.repair.model import Edit, applied
from ncnd_rules.facts import REFERENCES, Fact
from ncnd_rules.letter import Span

_WORD = re.compile(r"\w+|[^\w\s]")


class Carried(NamedTuple):
    """An edited letter as a person has corrected it."""

    encoding: Encoding
    left_out: tuple[int, ...]  # the corrections, from 0, that do not fit it


def carried(corrections: Sequence[Correction], read: Encoding, again: Encoding, edits: Sequence[Edit]) -> Carried:
    """The corrections of a letter made on a copy of it with edits, each that still fits.

    Args:
        read: what the program read in the letter.
        again: what it read in the copy.
        edits: in order and apart from each other.
    """
    if not corrections:
        return Carried(again, ())
    places = Places(read.text or "", edits)
    names = same_facts(read.facts, again.facts, places)
    names |= {one.fact.id: one.fact.id for one in corrections if isinstance(one, Add)}
    moved = _Moving(places, names)
    there = [(number, one) for number, made in enumerate(corrections) if (one := moved.correction(made)) is not None]
    encoding, misfits = fitted(again, [one for _, one in there])
    fit = {number for number, _ in there} - {there[misfit.number][0] for misfit in misfits}
    return Carried(encoding, tuple(number for number in range(len(corrections)) if number not in fit))


class Places:
    """Where the words of a text stand once it is edited.

    An edit may exchange a whole paragraph for the sake of its line breaks; words that it has on both sides stay.

    Args:
        edits: in order and apart from each other.
    """

    def __init__(self, text: str, edits: Sequence[Edit]) -> None:
        self._before, self._after = text, applied(text, edits)
        stays = sorted(_stays(text, edits))
        self._starts = [start for start, _, _ in stays]
        self._stays = stays

    def of(self, start: int, stop: int) -> tuple[int, int] | None:
        """The new place of some words; none where they are not all there in a row."""
        words = self._before[start:stop]
        if not words.strip():
            return None
        begin = self._to(start + len(words) - len(words.lstrip()))
        end = self._to(start + len(words.rstrip()) - 1)
        if begin is None or end is None or "".join(self._after[begin : end + 1].split()) != "".join(words.split()):
            return None
        return begin, end + 1

    def span(self, span: Span) -> Span | None:
        """Words of the letter as they stand there; none where they do not. What has no place stays as it is."""
        if span.start is None or span.stop is None:
            return span
        place = self.of(span.start, span.stop)
        return None if place is None else Span(start=place[0], stop=place[1], quote=self._after[slice(*place)])

    def _to(self, at: int) -> int | None:
        number = bisect_right(self._starts, at) - 1
        if number < 0:
            return None
        start, stop, new = self._stays[number]
        return new + at - start if at < stop else None


def _stays(text: str, edits: Sequence[Edit]) -> Iterator[tuple[int, int, int]]:
    """Each piece of a text that stays: from where, to where, and where it begins in the edited text."""
    at = shift = 0
    for edit in edits:
        yield at, edit.start, at + shift
        old, new = (list(_WORD.finditer(words)) for words in (text[edit.start : edit.stop], edit.replacement))
        same = SequenceMatcher(None, [one[0] for one in old], [one[0] for one in new], autojunk=False)
        for block in same.get_matching_blocks():
            for one, other in zip(old[block.a :][: block.size], new[block.b :][: block.size], strict=True):
                yield edit.start + one.start(), edit.start + one.end(), edit.start + shift + other.start()
        at, shift = edit.stop, shift + len(edit.replacement) - (edit.stop - edit.start)
    yield at, len(text), at + shift


def same_facts(facts: Sequence[Fact], others: Sequence[Fact], places: Places) -> dict[str, str]:
    """Each fact that the edited letter has again, by id, with the id it has there.

    It is of the same kind and stands on the same words where they stand now; else on words that say the same, or on
    none and says the same itself.
    """
    found = _paired({one.id: _placed(one, places.of) for one in facts}, {one.id: _placed(one) for one in others})
    rest = [one for one in facts if one.id not in found]
    free = [one for one in others if one.id not in found.values()]
    return found | _paired({one.id: _worded(one) for one in rest}, {one.id: _worded(one) for one in free})


def _paired(keys: Mapping[str, Hashable], others: Mapping[str, Hashable]) -> dict[str, str]:
    """The names that have a key in common, each of them once, in order."""
    there: defaultdict[Hashable, list[str]] = defaultdict(list)
    for name, key in others.items():
        there[key].append(name)
    return {name: there[key].pop(0) for name, key in keys.items() if key is not None and there[key]}


_Place = tuple[int, int]


def _placed(fact: Fact, to: Callable[[int, int], _Place | None] = lambda *place: place) -> Hashable:
    """The kind of a fact and where its words stand; none where that is not known.

    Args:
        to: the new place of some words; none where they have none.
    """
    spans = [(span.start, span.stop) for span in fact.evidence]
    found = [None if start is None or stop is None else to(start, stop) for start, stop in spans]
    return (fact.kind, *found) if found and None not in found else None


def _worded(fact: Fact) -> Hashable:
    """What tells a fact from others, whatever its id and the place of its words."""
    if fact.evidence:
        return (fact.kind, *(" ".join(span.quote.split()) for span in fact.evidence))
    return (fact.kind, fact.model_dump_json(exclude={"id", "evidence"}))


class _Moving(NamedTuple):
    """Brings corrections to where their words stand, and to the facts that stand on them there."""

    places: Places
    names: Mapping[str, str]  # of facts: those of the letter, and those of the copy

    def correction(self, made: Correction) -> Correction | None:
        """The correction as it is to be made there; none where its words or facts are not there."""
        if isinstance(made, SaysNothing):
            span = self.places.span(made.words)
            return None if span is None else SaysNothing(words=span)
        if isinstance(made, Understood):
            return self._understood(made)
        try:
            if isinstance(made, Add):
                return self._added(made)
            fact, was = self.names[made.fact], made.was and self._renamed(made.was)
            if isinstance(made, Remove):
                return Remove(fact=fact, was=was)
            return Change(fact=fact, was=was, to={**made.to, **self._references(made.to)})
        except KeyError:
            return None

    def _understood(self, made: Understood) -> Understood | None:
        if made.start is None or made.stop is None:
            return made
        place = self.places.of(made.start, made.stop)
        return place and Understood(start=place[0], stop=place[1], reason=made.reason)

    def _added(self, made: Add) -> Add | None:
        spans = tuple(map(self.places.span, made.fact.evidence))
        return None if None in spans else Add(fact=self._renamed(made.fact).model_copy(update={"evidence": spans}))

    def _renamed(self, fact: Fact) -> Fact:
        """The fact, speaking of others by the names they have there.

        Raises:
            KeyError: for one that is not there.
        """
        return fact.model_copy(update=self._references({name: getattr(fact, name, None) for name in REFERENCES}))

    def _references(self, fields: Mapping[str, Any]) -> dict[str, Any]:
        named = {name: value for name, value in fields.items() if name in REFERENCES and value}
        return {
            name: self.names[value] if isinstance(value, str) else tuple(self.names[one] for one in value)
            for name, value in named.items()
        }
