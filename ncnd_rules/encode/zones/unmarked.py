"""Answers whose number is no label as it is printed: '1 We own nine', '2&3 No information', or the third of a list.

A number of an answer may be a figure. Where those with which its blocks begin are, in their order, the numbers of all
questions, they are labels. Of two lists without numbers, the one asking and the other not, the second answers the
first where they are of one length.
"""

import re
from itertools import pairwise

from ncnd_rules.encode.labels import labels_of
from ncnd_rules.encode.sentences import asks
from ncnd_rules.reading import Block

_NUMBERED = re.compile(r"(?P<label>\d{1,2}(?:(?:,|\s?&|\s?-| and)\s?\d{1,2}){0,5})\s+(?=[A-Z])")
_LEAST_QUESTIONS = 2
_MOST_BETWEEN = 3  # blocks between what is asked and what answers it


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


def with_lists_paired(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Blocks in which a list of questions and the list that answers it, item by item, are numbered."""
    numbered: dict[int, int] = {}
    for asked, answers in pairwise(_lists(blocks)):
        if len(asked) != len(answers) or answers.start - asked.stop > _MOST_BETWEEN:
            continue
        worded = sum(asks(blocks[place].passage.words) for place in asked)
        if worded * 2 > len(asked) and not any(asks(blocks[place].passage.words) for place in answers):
            numbered |= {place: number for own in (asked, answers) for number, place in enumerate(own, start=1)}
    return tuple(
        block._replace(label=str(numbered[place])) if place in numbered else block for place, block in enumerate(blocks)
    )


def _lists(blocks: tuple[Block, ...]) -> list[range]:
    """The places of lists without numbers, each of at least two items."""
    found: list[range] = []
    start = None
    for place, block in enumerate((*blocks, None)):
        if block is not None and block.kind == "item" and not block.label:
            start = place if start is None else start
        elif start is not None:
            found += [range(start, place)] if place - start >= _LEAST_QUESTIONS else []
            start = None
    return found
