"""A letter as it would be if it did not say some things, and if some words of it were others."""

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from ncnd_rules.encode import load_encoder
from ncnd_rules.encoding import Encoding
from ncnd_rules.explain.change import changed
from ncnd_rules.explain.repair import Edit
from ncnd_rules.facts import Fact
from ncnd_rules.letter import CopyState
from ncnd_rules.read import edited
from ncnd_rules.reading import Reading


class Supposed(NamedTuple):
    """The letter that is supposed, and what of the supposition has no hold in it."""

    encoding: Encoding
    lost: tuple[Fact, ...]  # facts to be left out that the edited letter has not, or not in these words


def supposed(
    encoding: Encoding,
    reading: Reading,
    without: Sequence[str] = (),
    edits: Sequence[Edit] = (),
    copy: CopyState | None = None,
) -> Supposed:
    """The letter with edits made and read anew, and then without some of its facts.

    Args:
        encoding: what the letter says now.
        reading: its words.
        without: ids of facts of *encoding*; those of the edited letter that say the same in the same words are meant.
        edits: in order and apart from each other.
        copy: how whole the copy is, where that is known.

    Raises:
        NcndError: for an id that no fact of the letter has.
    """
    left = changed(encoding, without=without)
    if not edits:
        return Supposed(left, ())
    again = load_encoder().encode(edited(reading, edits), copy)
    # It is still this letter, so that its findings are told from others as they were.
    again = again._replace(letter=again.letter.model_copy(update={"sha256": encoding.letter.sha256}))
    same = _same(encoding.facts, again.facts)
    kept = {fact.id for fact in left.facts}
    gone = [fact for fact in encoding.facts if fact.id not in kept]
    return Supposed(
        changed(again, without=[same[fact.id] for fact in gone if fact.id in same]),
        tuple(fact for fact in gone if fact.id not in same),
    )


def _same(facts: Sequence[Fact], others: Sequence[Fact]) -> dict[str, str]:
    """Each fact that is there again, by id, with the id it then has: the kind and words are the same, in order."""
    there: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for other in others:
        there[_told(other)].append(other.id)
    return {fact.id: own.pop(0) for fact in facts if (own := there[_told(fact)])}


def _told(fact: Fact) -> tuple[str, ...]:
    """What tells a fact from others, whatever its id and the place of its words."""
    if fact.evidence:
        return (fact.kind, *(span.quote for span in fact.evidence))
    return (fact.kind, fact.model_dump_json(exclude={"id", "evidence"}))
