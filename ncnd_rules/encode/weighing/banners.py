"""Lines that only name an exemption, over a whole block of reasons: 'Section 38', 'S31:', 'Health and Safety'.

Below such a line stand headings that name no section: 'Harm', 'For', 'Against', 'Balance'. What one of them heads is
argued for the exemption of the line, as long as it is plain that the block goes so far. The last block has no end of
its own: what stands there under a heading that no other block has may be meant for all of them.
"""

from collections import Counter
from collections.abc import Iterator
from itertools import groupby, takewhile
from typing import NamedTuple

from ncnd_rules.encode.lexicon import Lexicon
from ncnd_rules.encode.page import ARGUING, DECIDING, REASONING, Heading, Sentence
from ncnd_rules.encode.provisions import only_names, sections_named
from ncnd_rules.reading import Block

_LONGEST = 120  # characters
_LEAST_ARGUED = 80  # characters of a paragraph that argues, where no heading stands between
_SEVERAL = 2


class _Paragraph(NamedTuple):
    """A block of the letter, in turn."""

    own: tuple[Sentence, ...]
    heading: Heading | None
    is_row: bool
    named: tuple[str, ...]  # sections of the Act, where it names one exemption and says nothing else

    @property
    def number(self) -> int:
        """Of its block."""
        return self.own[0].block

    @property
    def reasons(self) -> bool:
        """Whether it heads reasons."""
        return self.heading is not None and self.heading.announces in REASONING

    @property
    def ends(self) -> bool:
        """Whether no block of reasons goes on across it."""
        if self.own[0].voice == "page":
            return False
        opens = self.heading is not None and self.heading.announces not in (*REASONING, "other")
        return bool(self.named) or opens or self.own[0].section not in (*DECIDING, *ARGUING)


class _Span(NamedTuple):
    """What stands under a line that names an exemption, or under a heading that names one with what it announces."""

    line: int  # the number of its block
    sections: tuple[str, ...]
    heads: list[Heading]  # that stand below it, in order
    body: list[_Paragraph]  # what stands before the first of them


def with_exemptions(
    sentences: tuple[Sentence, ...], headings: tuple[Heading, ...], blocks: tuple[Block, ...], lexicon: Lexicon
) -> tuple[tuple[Sentence, ...], tuple[Heading, ...]]:
    """Sentences and headings, what is argued below a line that only names an exemption filed under its section."""
    paragraphs = list(_paragraphs(sentences, headings, blocks, lexicon))
    if not any(paragraph.named for paragraph in paragraphs):
        return sentences, headings
    spans = list(_spans(paragraphs))
    filed = dict(_filed(spans))
    bodies = dict(_bodies(spans))
    lines = {paragraph.number for paragraph in paragraphs if paragraph.named}
    lines &= {span.line for span, _ in spans if span.heads}
    placed = []
    for one in sentences:
        sections = bodies.get(one.block) or filed.get(one.filing.heading, ())
        if sections and not one.filing.sections:
            one = one._replace(filing=one.filing._replace(sections=sections))  # noqa: PLW2901
        placed.append(one._replace(is_heading=True) if one.block in lines else one)
    headed = (one._replace(sections=one.sections or filed.get(one.block, ())) for one in headings)
    return tuple(placed), tuple(headed)


def _paragraphs(
    sentences: tuple[Sentence, ...], headings: tuple[Heading, ...], blocks: tuple[Block, ...], lexicon: Lexicon
) -> Iterator[_Paragraph]:
    announced = {heading.block: heading for heading in headings}
    for number, of_block in groupby(sentences, lambda one: one.block):
        own = tuple(of_block)
        if not any(one.words.strip(" |:-") for one in own):
            continue  # the rule below the first row of a table
        kind = blocks[number].kind
        yield _Paragraph(own, announced.get(number), kind == "row", _only_names(own, kind, lexicon))


def _only_names(own: tuple[Sentence, ...], kind: str, lexicon: Lexicon) -> tuple[str, ...]:
    """The sections of a line that names an exemption, by its section or by what it is called, and nothing else."""
    text = " ".join(one.words for one in own).strip(" :-*_.|")
    argues = own[0].voice == "authority" and own[0].section in (*DECIDING, *ARGUING)
    if not argues or len(text) > _LONGEST or "|" in text or kind == "quoted":
        return ()
    called = tuple(hit.row.gives["section"] for hit in lexicon.accepted("titles", text))
    if called:
        return called
    if only_names(lexicon, text):
        return sections_named(text)
    return ()


def _spans(paragraphs: list[_Paragraph]) -> Iterator[tuple[_Span, bool]]:
    """The blocks of reasons, and whether the next one follows, so that the end of each is known."""
    named: set[str] = set()  # sections, so far
    span: _Span | None = None
    for before, paragraph, behind in zip([None, *paragraphs], paragraphs, [*paragraphs[1:], None], strict=False):
        opened = _opened(paragraph, before, behind, named, span)
        named.update(section for one in paragraph.own for section in sections_named(one.words))
        if span is not None and (opened or paragraph.ends):
            yield span, opened is not None
            span = None
        if opened is not None:
            span = opened
        elif span is not None and paragraph.reasons and paragraph.heading is not None:
            span.heads.append(paragraph.heading)
        elif span is not None and not span.heads:
            span.body.append(paragraph)
    if span is not None:
        yield span, False


def _opened(
    paragraph: _Paragraph, before: _Paragraph | None, behind: _Paragraph | None, named: set[str], span: _Span | None
) -> _Span | None:
    """The block of reasons that a paragraph opens; none where it opens none, or is one of a list of exemptions."""
    if not paragraph.named:
        heading = paragraph.heading
        if heading is None or not paragraph.reasons or not heading.sections:
            return None
        goes_on = span is not None and span.sections == heading.sections
        return None if goes_on else _Span(paragraph.number, heading.sections, [heading], [])
    listed = any(one is not None and one.named and one.named != paragraph.named for one in (before, behind))
    listed = listed or (before is not None and before.heading is None and before.own[-1].words.endswith(":"))
    if listed or behind is None or not named.issuperset(paragraph.named):
        return None
    argued = not behind.named and sum(len(one.words) for one in behind.own) >= _LEAST_ARGUED
    return _Span(paragraph.number, paragraph.named, [], []) if behind.reasons or argued else None


def _filed(spans: list[tuple[_Span, bool]]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The headings below a line that belong to its block: by the number of their own, with the sections of the line."""
    kinds = [Counter(head.announces for head in span.heads) for span, _ in spans]
    for at, (span, followed) in enumerate(spans):
        others = [one for number, one in enumerate(kinds) if number != at]
        seen: Counter[str] = Counter()
        for head in span.heads:
            seen[head.announces] += 1
            again = any(one[head.announces] >= seen[head.announces] for one in others)
            if followed or again or head.block == span.line + 1:
                yield head.block, span.sections


def _bodies(spans: list[tuple[_Span, bool]]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """What stands directly below each line, where several exemptions have lines of their own."""
    if len({span.sections for span, _ in spans}) < _SEVERAL:
        return
    for span, followed in spans:
        rows = list(takewhile(lambda one: one.is_row, span.body))
        for paragraph in span.body if followed or span.heads else rows or span.body[:1]:
            yield paragraph.number, span.sections
