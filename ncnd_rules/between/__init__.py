"""What several letters have to do with each other, as facts that rules can join.

Everything that needs likeness of words, the order of days or a count is worked out here, before any
rule runs, so that rules only ever compare by equality. Letters are held against each other in blocks:
those of one authority, those that share hashes of their words, those of one day.

It is to several letters what `world` is to one: facts, and no findings. `compare` puts the rules to them.
"""

from collections.abc import Sequence
from typing import NamedTuple

from ncnd_rules.between.changes import change_facts, level_facts, reference_facts
from ncnd_rules.between.letters import Among, Between, among
from ncnd_rules.between.passages import Passage, passage_facts, passages_of, sentences_of
from ncnd_rules.between.questions import question_facts
from ncnd_rules.between.templates import template_facts

__all__ = ["Among", "Between", "Meeting", "Passage", "among", "meeting"]

REGIME = "foia"  # the rules over several letters are those of this Act


class Meeting(NamedTuple):
    """Several letters, and what lies between them."""

    letters: tuple[Among, ...]
    compared: tuple[Among, ...]  # without copies, and without letters under another Act
    facts: tuple[Between, ...]
    passages: tuple[Passage, ...]


def meeting(letters: Sequence[Among]) -> Meeting:
    """Work out what lies between letters."""
    compared = tuple(letter for letter in letters if not letter.copy_of and letter.world.regime == REGIME)
    asked = tuple(question_facts(compared))
    sentences = {letter.name: tuple(sentences_of(letter)) for letter in compared}
    passages = passages_of(carried for own in sentences.values() for carried in own)
    again = [fact for fact in asked if fact.kind == "asked_again"]
    facts = (
        *asked,
        *reference_facts(compared, again),
        *change_facts(compared, again),
        *level_facts(compared),
        *passage_facts(passages),
        *template_facts(sentences, passages),
    )
    return Meeting(tuple(letters), compared, tuple({fact.id: fact for fact in facts}.values()), passages)
