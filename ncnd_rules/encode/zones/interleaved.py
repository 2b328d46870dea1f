"""Where a letter answers each question below it, before it prints the next.

Seen line by line such a list looks like a request that runs on. Over the whole letter it is plain: between any two
questions stands something that asks nothing, in a block of its own or behind the question in its line.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from ncnd_rules.encode.labels import follows, labels_of
from ncnd_rules.encode.sentences import asks
from ncnd_rules.reading import Block

_LEAST_QUESTIONS = 3
_MOST_BETWEEN = 8  # blocks of one answer
_LONGEST_QUESTION = 400  # characters
MARKED = re.compile(r"(?i)(?:q|question)\s?\d{0,2}\s?[:.]\s+")  # 'Q: number of searches'
# 'The number of dogs on each day', among questions that are put in full.
_NAMES_A_THING = re.compile(
    r"(?i)(?:the |any |all |an? )?(?:(?:total|full) )?(?:numbers?|lists?|cop(?:y|ies)|names?|details|costs?|dates?|"
    r"amounts?|totals?|breakdowns?) (?:of|for|and)\b(?:(?! (?:is|are|was|were|has|have|will|can|cannot)\b)[^:£])*"
)
# What a requester may write below his own question: a wish, an aside, a condition.
_OF_THE_REQUESTER = re.compile(
    r"(?i)\b(?:please|kindly|i|my|me|if (?:so|yes|not|no|any)|e\.?g|i\.?e|such as|for (?:example|instance)|"
    r"including|broken down|by (?:year|month|rank|division))\b|^(?:and|or|also|in particular|\(|-|the following)"
)


_COUNTED = re.compile(r"(\d{1,2})\s+(?=[A-Z][a-z])")
_ANSWERED = re.compile(r"[^?]{8,200}\?\s?[-:|]?\s(?=[^?]+$)")
_COLUMN = 4  # spaces between two columns
_HEAD = re.compile(r"(?i)\W*(?:our |the |my |in )?(?:responses?|repl(?:y|ies)|answers?|decision)\W*")


class Interleaved(NamedTuple):
    """The numbers of blocks that put a question which the next answers, and of those that answer."""

    put: frozenset[int] = frozenset()
    answers: frozenset[int] = frozenset()


def answers_apart(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Blocks in which each line of a numbered list has an answer behind its question, the two apart."""
    found: list[Block] = []
    run: list[Block] = []
    for block in blocks:
        if run and _number_of(block) != len(run) + 1:
            found += _parted(run)
            run = []
        if _number_of(block) == len(run) + 1:
            run.append(block)
        else:
            found.append(block)
    return (*found, *_parted(run))


def _number_of(block: Block) -> int:
    """The number of a line of a list, also one that no mark follows; 0 for other blocks."""
    if block.label:
        return int(block.label) if block.label.isdigit() else 0
    counted = _COUNTED.match(block.passage.words)
    return int(counted[1]) if counted else 0


def _parted(run: list[Block]) -> Iterator[Block]:
    """The lines of a list, question and answer apart where most of them hold both."""
    answers = [_answer_in(block) for block in run]
    if len(run) < _LEAST_QUESTIONS or sum(at > 0 for at in answers) * 3 < len(run) * 2:
        yield from run
        return
    for number, (block, at) in enumerate(zip(run, answers, strict=True), start=1):
        counted = None if block.label else _COUNTED.match(block.passage.words)
        start = counted.end() if counted else 0
        stop = at or len(block.passage.words)
        yield Block("item", block.passage.cut(start, stop), str(number), block.bold)
        if at:
            yield Block("paragraph", block.passage.cut(at))


def _answer_in(block: Block) -> int:
    """Where in a line the answer behind its question begins; 0 where none does."""
    words, passage = block.passage.words, block.passage
    asked = _ANSWERED.match(words)
    if asked and not asks(words[asked.end() :]) and not _OF_THE_REQUESTER.search(words[asked.end() :]):
        return asked.end()
    for at in (place for place in range(1, len(words) - 1) if words[place] == " "):
        gap = passage.source[passage.places[at - 1] + 1 : passage.places[at + 1]]
        if len(gap) >= _COLUMN and "\n" not in gap:
            return at + 1
    return 0


def interleaved(blocks: tuple[Block, ...]) -> Interleaved:
    """The questions of a letter that are each answered where they stand, if three or more in a row are."""
    printed = [(number, block) for number, block in enumerate(blocks) if block.kind != "furniture"]
    places = _questions(printed)
    put: set[int] = set()
    answers: set[int] = set()
    run: list[int] = []
    for place, following in pairwise([*places, -1]):
        between = printed[place + 1 : following] if following > 0 else printed[place + 1 : place + 2]
        said = [block for _, block in between if not _HEAD.fullmatch(block.passage.words)]
        answered = len(said) > 0 and len(between) <= _MOST_BETWEEN and not any(map(_may_be_asked, said))
        if answered:
            run.append(place)
        if not answered or following < 0:
            if len(run) >= _LEAST_QUESTIONS:
                ends = [*run[1:], next((later for later in places if later > run[-1]), run[-1] + 2)]
                put |= {printed[one][0] for one in run}
                for one, end in zip(run, ends, strict=True):
                    answers |= {number for number, _ in printed[one + 1 : end]}
            run = []
    return Interleaved(frozenset(put), frozenset(answers))


def _questions(printed: list[tuple[int, Block]]) -> list[int]:
    """The places of the blocks that ask, and of those whose label goes on from that of one which does."""
    places: list[int] = []
    last = ""
    for place, (_, block) in enumerate(printed):
        words = block.passage.words
        label = labels_of(block.label, "")[0] if block.label else ""
        goes_on = bool(label and last and follows(last, label))
        put = (
            words.endswith("?")
            or (asks(words) and (goes_on or "?" in words))
            or MARKED.match(words) is not None
            or (bool(places) and not block.label and _NAMES_A_THING.fullmatch(words) is not None)
        )
        if put and len(words) <= _LONGEST_QUESTION and block.kind != "row":
            places.append(place)
            last = label
    return places


def _may_be_asked(block: Block) -> bool:
    words = block.passage.words
    return not words or asks(words) or _OF_THE_REQUESTER.search(words) is not None
