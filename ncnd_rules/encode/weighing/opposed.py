"""The two sides of a weighing under headings that the lexicon does not know, told apart by what is argued.

Letters head them in ever new words: 'Pros' and 'Cons', 'What an answer would give the public'. Where the paragraphs
under one line argue for an answer alone, and those under the next against it alone, each heads a side.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby, pairwise
from typing import NamedTuple

from ncnd_rules.encode.lexicon import Lexicon
from ncnd_rules.encode.page import ARGUING, DECIDING, FACTORS, Filing, Heading, Sentence
from ncnd_rules.encode.provisions import sections_named
from ncnd_rules.encode.weighing.contests import concludes_in
from ncnd_rules.reading import Block

_LONGEST_HEAD = 110  # characters of a line that may head one side
_LONGEST_BARE = 70  # of one that neither is set apart nor ends in a colon
_ENOUGH_ALONE = 2  # arguments for an answer, and none against it, with nothing opposed to them
_NAMES_MORE = re.compile(r"\d|(?i:\bexempt|\brel(?:y|ied)\b|\bfollowing\b)")  # a provision, a day, a list
_ANNOUNCES = dict(zip(("for", "against"), FACTORS, strict=True))


class _Group(NamedTuple):
    """Paragraphs under one line."""

    head: Sentence
    known: str  # what the line announces; empty where that is not known
    body: tuple[Sentence, ...]
    arguments: tuple[str, ...]  # for which side each argument in them speaks

    @property
    def announces(self) -> str:
        """What the line announces, or would by their arguments; empty where they do not all speak for one side."""
        sides = set(self.arguments)
        return self.known or (_ANNOUNCES[sides.pop()] if len(sides) == 1 else "")


def with_sides(
    sentences: tuple[Sentence, ...], headings: tuple[Heading, ...], blocks: tuple[Block, ...], lexicon: Lexicon
) -> tuple[tuple[Sentence, ...], tuple[Heading, ...]]:
    """Sentences and headings, with the sides of a weighing over which an unknown line stands."""
    groups = _sided(list(_groups(sentences, headings, blocks, lexicon)))
    return filed(sentences, headings, ((group.announces, (group.head, *group.body)) for group in groups))


def filed(
    sentences: tuple[Sentence, ...],
    headings: tuple[Heading, ...],
    sides: Iterable[tuple[str, tuple[Sentence, ...]]],
) -> tuple[tuple[Sentence, ...], tuple[Heading, ...]]:
    """Sentences and headings, what is argued for a side filed under it; the first that is said there heads it."""
    placed: dict[int, Sentence] = {}
    heads: dict[int, Heading] = {}
    for announces, argued in sides:
        head = argued[0]
        sections = sections_named(head.words)
        heads[head.block] = Heading(head.passage, announces, sections, head.block)
        for one in argued:
            filing = Filing(announces, sections or one.filing.sections, head.block)
            placed[one.number] = one._replace(section="public_interest", filing=filing, is_heading=one is head)
    every = {heading.block: heading for heading in headings} | heads
    return tuple(placed.get(one.number, one) for one in sentences), tuple(every[block] for block in sorted(every))


def _sided(groups: list[_Group]) -> Iterator[_Group]:
    """The groups under unknown lines of which the side can be told."""
    opposed = {
        group.head.number
        for before, after in pairwise(groups)
        if (before.announces, after.announces) == FACTORS
        for group in (before, after)
    }
    for group in groups:
        alone = group.announces == "factors_for" and len(group.arguments) >= _ENOUGH_ALONE
        if not group.known and (group.head.number in opposed or alone):
            yield group


def _groups(
    sentences: tuple[Sentence, ...], headings: tuple[Heading, ...], blocks: tuple[Block, ...], lexicon: Lexicon
) -> Iterator[_Group]:
    """The groups of paragraphs in what an authority answers and argues, each with its line."""
    announced = {heading.block: heading.announces for heading in headings}
    head: Sentence | None = None
    body: list[Sentence] = []
    for number, of_block in groupby(sentences, lambda one: one.block):
        own = tuple(of_block)
        argues = own[0].voice == "authority" and own[0].section in (*DECIDING, *ARGUING) and not own[0].labelled
        heads = argues and (number in announced or _may_head(own, blocks[number], lexicon))
        if head is not None and (heads or not argues or any(concludes(one, lexicon) for one in own)):
            yield _group(head, announced, body, lexicon)
            head = None
        if heads:
            head, body = own[0], list(own[1:])
        elif head is not None:
            body += own
    if head is not None:
        yield _group(head, announced, body, lexicon)


def _group(head: Sentence, announced: dict[int, str], body: list[Sentence], lexicon: Lexicon) -> _Group:
    known = announced.get(head.block, "other")
    hits = (hit for one in body for hit in lexicon.accepted("arguments", one.words, one.section))
    arguments = tuple(side for side in (hit.row.gives["side"] for hit in hits) if side in _ANNOUNCES)
    return _Group(head, "" if known == "other" else known, tuple(body), arguments)


def _may_head(own: tuple[Sentence, ...], block: Block, lexicon: Lexicon) -> bool:
    """Whether a paragraph is a line that may head what follows: no item, no list, no sentence."""
    words = own[0].words
    if len(own) > 1 or len(words) > _LONGEST_HEAD or block.kind in ("item", "row"):
        return False
    if words.endswith((".", ";", ",")) or _NAMES_MORE.search(words) or concludes(own[0], lexicon):
        return False
    return block.kind in ("heading", "line") or words.endswith(":") or len(words) <= _LONGEST_BARE


def concludes(sentence: Sentence, lexicon: Lexicon) -> bool:
    """Whether a sentence answers or decides, and argues for neither side."""
    answers = lexicon.first("positions", sentence.words, "answer") is not None
    return answers or any(True for _ in concludes_in(lexicon, sentence.words, "answer"))
