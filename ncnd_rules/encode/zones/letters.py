"""Where a page prints several letters below each other: an answer and its review, or the answers to two requests."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from ncnd_rules.encode.greetings import greets_authority, is_greeting
from ncnd_rules.encode.lexicon import Lexicon
from ncnd_rules.encode.page import FROM, is_attached, is_authority
from ncnd_rules.encode.prefiltered import Prefiltered
from ncnd_rules.encode.sentences import split
from ncnd_rules.encode.zones.said import positions_in, takes_leave
from ncnd_rules.reading import Block

_LONGEST_TITLE = 80
_NEAR = 4  # blocks behind a title in which a letter begins
_REVIEW = re.compile(
    r"(?i)\W*(?:(?:foi|the|our|your|outcome of(?: (?:the|your|our))?|response to(?: (?:the|your|an))?) )*"
    r"internal review(?: (?:outcome|response|decision|reply|result|letter|report))?\b[^.?]{0,40}"
)
_NUMBERED = re.compile(
    r"(?i)\W*(?:(?:our |the |foi )?(?:second|third|further|revised|updated|amended|supplementary|follow[- ]up|later) "
    r"(?:foi )?(?:response|reply|answer|letter)|(?:response|reply|letter) (?:no\.? )?(?:\d|two|three))\b"
    r"(?:[^.?]{0,20}\d[^.?]{0,20})?\W*"
)
# What a review says first, and the offer of one does not.
_REVIEWS = Prefiltered(
    r"(?i)\b(?:you (?:have )?(?:asked|requested|sought|complained)\b|your request for (?:an? )?(?:internal )?review|"
    r"(?:we|i) (?:have |am |are |do )*(?:now )?(?:write|writing|refer|review(?:ed|ing)|conducted|carried out|completed|"
    r"considered|decided|concluded|not uphold|uphold|find|looked)\b|"
    r"(?:the|this|an) (?:internal )?review (?:has|have|was|finds?|found|conclude[sd]|considered|upholds?))"
)
_OFFERS = Prefiltered(
    r"(?i)\b(?:if you|should you|you (?:may|can|could|should|must|have the|are entitled|have a right|wish)|to request|"
    r"any (?:request|complaint)|requests? for (?:an? )?(?:internal )?review (?:should|must|can|may|has|have|will)\b)"
)


class _Start(NamedTuple):
    """Where a message may begin, whose it is, and whether a title says so."""

    block: int
    ours: bool = True
    titled: bool = False


def letters_begin(blocks: Sequence[Block], lexicon: Lexicon) -> tuple[int, ...]:
    """The numbers of the blocks at which a further letter of the authority begins, where it and one above it answer."""
    if not _may_be_several(blocks, lexicon):
        return ()
    starts = [_Start(0)]
    left = False  # whether leave was taken since the last letter began
    for number, block in enumerate(blocks):
        words = _printed(block)
        if block.kind == "furniture" or not words:
            continue
        sender = block.kind == "mail_header" and FROM.match(words) is not None
        if sender or lexicon.first("threads", words) or greets_authority(words):
            starts.append(_Start(number, ours=sender and is_authority(words)))
            left = False
        elif (title := _titles(blocks, number)) or (left and is_greeting(words)):
            starts.append(_Start(number, titled=title))
            left = False
        left = left or takes_leave(words, lexicon)
    stops = [*(start.block for start in starts[1:]), len(blocks)]
    begin, answered = [], False  # whether a letter above took a position
    for start, stop in zip(starts, stops, strict=True):
        answers = start.ours and _answers(blocks[start.block : stop], lexicon)
        if answered and (start.titled or answers):
            begin.append(start.block)
        answered = answered or answers
    return tuple(begin)


def _may_be_several(blocks: Sequence[Block], lexicon: Lexicon) -> bool:
    """Whether a page greets behind a leave-taking, has two messages, or a title: most have none of it."""
    sent = sum(block.kind == "mail_header" and FROM.match(block.passage.words) is not None for block in blocks)
    if sent > 1 or any(_titles(blocks, number) for number in range(len(blocks))):
        return True
    greetings = [number for number, block in enumerate(blocks) if is_greeting(block.passage.words)]
    return any(takes_leave(block.passage.words, lexicon) for block in blocks[: max(greetings, default=0)])


def _titles(blocks: Sequence[Block], number: int) -> bool:
    """Whether a line is the title of a further answer, or of a review that was made."""
    words = _printed(blocks[number])
    if len(words) > _LONGEST_TITLE or is_attached(blocks[number]):
        return False
    behind = [block.passage.words for block in blocks[number + 1 : number + 1 + _NEAR] if block.passage.words]
    greeted = any(is_greeting(one) for one in behind)
    if _NUMBERED.fullmatch(words):
        return greeted
    if not _REVIEW.fullmatch(words):
        return False
    told = [one for one in behind if len(one) > _LONGEST_TITLE or one.endswith((".", ":"))][:1]
    return greeted or any(_REVIEWS.search(one) and not _OFFERS.search(one) for one in told)


def _printed(block: Block) -> str:
    """The words of a block, or its label where it has none: 'Response 2'."""
    return block.passage.words or block.label


def _answers(blocks: Sequence[Block], lexicon: Lexicon) -> bool:
    """Whether some blocks take a position."""
    said = (piece.words for block in blocks if block.kind != "furniture" for piece in split(block.passage))
    return any(words.endswith(".") and positions_in(words, lexicon) for words in said)
