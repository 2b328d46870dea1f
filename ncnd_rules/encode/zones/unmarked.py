"""Answers that begin with the number of their question and no mark behind it: '1 We own nine', '2&3 No information'.

A number of an answer may be a figure. Where those with which its blocks begin are, in their order, the numbers of all
questions, they are labels.
"""

import re

from ncnd_rules.encode.labels import labels_of
from ncnd_rules.reading import Block

_NUMBERED = re.compile(r"(?P<label>\d{1,2}(?:(?:,|\s?&|\s?-| and)\s?\d{1,2}){0,5})\s+(?=[A-Z])")
_LEAST_QUESTIONS = 2


def with_numbers_as_labels(blocks: tuple[Block, ...], head: int) -> tuple[Block, ...]:
    """Blocks in which the numbers that open the answers, behind the block that announces them, are labels."""
    asked = [block.label for block in blocks[:head] if block.label.isdigit()]
    if len(asked) < _LEAST_QUESTIONS or asked != [str(number) for number in range(1, len(asked) + 1)]:
        return blocks
    numbered = {
        place: found
        for place, block in enumerate(blocks)
        if place > head and not block.label and (found := _NUMBERED.match(block.passage.words))
    }
    if [label for found in numbered.values() for label in labels_of(found["label"], "")] != asked:
        return blocks
    return tuple(
        block._replace(kind="item", label=numbered[place]["label"], passage=block.passage.cut(numbered[place].end()))
        if place in numbered
        else block
        for place, block in enumerate(blocks)
    )
