"""The sections of a letter that numbers them: '1. What you asked', '2. What we can give you', '3. Your rights'.

Line by line such a number is that of a question, or of its answer. Over the whole letter it is plain: the numbers run
on from 1, text stands under each, and the lexicon knows most of the lines as headings.
"""

from ncnd_rules.encode.lexicon import Lexicon
from ncnd_rules.encode.sentences import asks
from ncnd_rules.reading import Block

_LEAST = 3  # sections
_LONGEST = 80  # characters of a heading


def without_section_numbers(blocks: tuple[Block, ...], lexicon: Lexicon) -> tuple[Block, ...]:
    """Blocks of which those that head a numbered section are headings without a label."""
    heads: list[int] = []
    known = 0
    for number, block in enumerate(blocks[:-1]):
        runs_on = blocks[number + 1].label == str(len(heads) + 2)  # the next of a list, with nothing between
        if block.label != str(len(heads) + 1) or runs_on or not _may_head(block):
            continue
        is_known = lexicon.first("headings", block.passage.words.strip(" :-*_.")) is not None
        if is_known or not asks(block.passage.words):
            heads.append(number)
            known += is_known
    if len(heads) < _LEAST or known < _LEAST - 1 or known * 2 < len(heads):
        return blocks
    return tuple(
        block._replace(kind="heading", label="") if number in heads else block for number, block in enumerate(blocks)
    )


def _may_head(block: Block) -> bool:
    words = block.passage.words
    return 0 < len(words) <= _LONGEST and not words.endswith((".", "?", ";", ","))
