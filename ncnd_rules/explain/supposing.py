"""A letter as it would be if it did not say some things, and if some words of it were others."""

from collections.abc import Sequence
from typing import NamedTuple

from ncnd_rules.corrections import Correction, corrected_by
from ncnd_rules.encode import load_encoder
from ncnd_rules.encoding import Encoding
from ncnd_rules.explain.change import changed
from ncnd_rules.explain.repair import Edit
from ncnd_rules.explain.repair.carried import Places, carried, same_facts
from ncnd_rules.facts import Fact
from ncnd_rules.letter import CopyState
from ncnd_rules.read import edited
from ncnd_rules.reading import Reading


class Supposed(NamedTuple):
    """The letter that is supposed, and what has no hold in it."""

    encoding: Encoding
    lost: tuple[Fact, ...]  # facts to be left out that the edited letter has not, or not in these words
    left_out: tuple[int, ...]  # corrections, from 0, that do not fit the edited letter


def supposed(
    read: Encoding,
    reading: Reading,
    without: Sequence[str] = (),
    edits: Sequence[Edit] = (),
    copy: CopyState | None = None,
    corrections: Sequence[Correction] = (),
) -> Supposed:
    """The letter with edits made and read anew, corrected as a person has corrected it, and without some of its facts.

    Args:
        read: what the program read in the letter.
        reading: its words.
        without: ids of facts of the corrected letter; those of the edited one that say the same in the same words
            are meant.
        edits: in order and apart from each other.
        copy: how whole the copy is, where that is known.
        corrections: all of which fit the letter as it was read.

    Raises:
        NcndError: for an id that no fact of the letter has.
    """
    encoding = corrected_by(read, corrections)
    left = changed(encoding, without=without)
    if not edits:
        return Supposed(left, (), ())
    again = load_encoder().encode(edited(reading, edits), copy)
    # It is still this letter, so that its findings are told from others as they were.
    again = again._replace(letter=again.letter.model_copy(update={"sha256": read.letter.sha256}))
    again, left_out = carried(corrections, read, again, edits)
    same = same_facts(encoding.facts, again.facts, Places(reading.text, edits))
    kept = {fact.id for fact in left.facts}
    gone = [fact for fact in encoding.facts if fact.id not in kept]
    return Supposed(
        changed(again, without=[same[fact.id] for fact in gone if fact.id in same]),
        tuple(fact for fact in gone if fact.id not in same),
        left_out,
    )
