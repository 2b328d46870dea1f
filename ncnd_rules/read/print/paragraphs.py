"""Printed lines as paragraphs: by their distance, their edges, and whether the next word would have fitted."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from statistics import median
from typing import Literal, NamedTuple

from ncnd_rules.read.extract import Line, Paragraph
from ncnd_rules.read.lines import are_torn, cuts_provision
from ncnd_rules.read.marks import URL, begins_anew
from ncnd_rules.read.print.furniture import furniture_of
from ncnd_rules.read.print.hyphens import Hyphens, is_open_address
from ncnd_rules.read.print.page import Page, Printed
from ncnd_rules.reading import Anchor

_ENDS = re.compile(r"""[.:;!?]["'”’)\]*_⁰¹²³⁴⁵⁶⁷⁸⁹]*$""")
_CLOSES = re.compile(r"[.:!?][\"'”’)]*$")
_URL_AT = re.compile(r"(?i)<?(?:https?://|www\.)")
_LEADING = 1.25  # from line to line, in sizes of type, where no lines tell
_WIDER = 1.18  # times the leading: the distance of another paragraph
_TOLERANCE = 2.5  # points, of the left edge
_DEEPEST_INDENT = 5.0  # of a first line, in sizes of type
_CHARACTER = 0.7  # of the size of type
_SPACE = 0.25  # of the size of type
_SLACK = 0.025  # of the width
_LEAST_INDENTED = 2  # paragraphs
_FULL = 0.8  # of the width: a line that was probably wrapped
_MOSTLY = 0.7
_LEAST_WRAPPED = 3  # lines, to tell the right edge of a narrow paragraph
_NARROWEST = 20.0  # sizes of type: the column of a letter
_SHORT = 0.75  # of the width: a heading, not a last line
_LARGER = 1.15
_SMALLER = 0.93
_LONGEST_HEADING = 140
_LEAST_BROKEN = 40  # characters before a page break that cuts a sentence
_OFTEN = 0.15  # of the lines
_LOOSE = 2.2  # sizes of type: a larger distance is no line spacing
_LOOSEST = 4.0  # sizes of type: nor does a larger one part the lines of a text that was pasted in line by line
_ALIKE = 0.05  # of a distance
_NEEDS_NUMBER = re.compile(
    r"(?i)\b(?:section|sections|s|ss|paragraph|article|question|and|or|at|to|of|with|by|under|in|for|from)\.?$"
)
_NEEDS_MORE = re.compile(
    r"(?i)\b(?:a|an|and|any|are|as|at|be|by|for|from|has|have|in|is|it|its|of|on|or|our|that|section|sections|the|to|under|was|with)$"
)
_PROVISION = re.compile(r"(?i)(?:section|s\.?)\s?\d")
_CUT = re.compile(r"\w-$")
_IN_A_SENTENCE = re.compile(r"\(|[a-z]{2}|[-–]\s")
_WORD = re.compile(r"[^\W_]")
_FEW_WORDS = 12  # at an angle: a stamp or a mark across the page


def paragraphs_of(pages: Sequence[Page]) -> list[Paragraph]:
    """The paragraphs of a letter in reading order; what cuts one at the foot of a page comes after it."""
    furniture = furniture_of(pages)
    body = [line for at, page in enumerate(pages) for n, line in enumerate(page.lines) if (at, n) not in furniture]
    look = _Look(body)
    hyphens = Hyphens([line.text for line in body])
    groups: list[_Group] = []
    for at, page in enumerate(pages):
        footnotes = _first_footnote(page, look)
        for number, line in enumerate(page.lines):
            kind = _stream(line, furniture=(at, number) in furniture, footnote=number >= footnotes)
            before = _open(groups, kind)
            if before is not None and look.goes_on(before.lines, line):
                before.lines.append(line)
            else:
                groups.append(_Group(kind, [line]))
    return [_paragraph(group, look, hyphens) for group in groups]


_Stream = Literal["body", "row", "footnote", "furniture", "aside"]
# What may stand between two lines of a paragraph.
_PASSED_OVER: Mapping[_Stream, tuple[_Stream, ...]] = {
    "body": ("footnote", "furniture", "aside"),
    "footnote": ("furniture", "aside"),
}


class _Group(NamedTuple):
    """Lines of one paragraph."""

    stream: _Stream
    lines: list[Printed]


def _open(groups: Sequence[_Group], stream: _Stream) -> _Group | None:
    """The paragraph that a line may continue; rows and furniture continue none."""
    if stream not in _PASSED_OVER:
        return None
    last = next((group for group in reversed(groups) if group.stream not in _PASSED_OVER[stream]), None)
    return last if last is not None and last.stream == stream else None


def _stream(line: Printed, *, furniture: bool, footnote: bool) -> _Stream:
    if line.aside:
        return "aside"
    if furniture:
        return "furniture"
    if line.row:
        return "row"
    return "footnote" if footnote else "body"


def _first_footnote(page: Page, look: "_Look") -> int:
    """The place of the first line of the footnotes at the end of a page; behind the last where there are none."""
    for number, line in enumerate(page.lines):
        if line.noted and all(look.is_small(later) for later in page.lines[number:]):
            return number
    return len(page.lines)


def _paragraph(group: _Group, look: "_Look", hyphens: Hyphens) -> Paragraph:
    texts = [line.text for line in group.lines]
    open_line = 0
    for number in range(1, len(texts)):
        at_edge = look.is_at_edge(group.lines[number - 1])
        texts[open_line], texts[number] = hyphens.mended(texts[open_line], texts[number], at_edge=at_edge)
        open_line = number if texts[number] else open_line
    part = "footnote" if group.stream == "footnote" else ""
    lines = tuple(
        Line(text, Anchor(page=line.page, box=line.box.rounded(), part=part))
        for text, line in zip(texts, group.lines, strict=True)
        if text
    )
    bold = all(line.bold for line in group.lines) or look.is_large(group.lines)
    if group.stream == "row":
        return Paragraph(lines, "row", bold)
    if group.stream == "furniture" or (group.stream == "aside" and len(texts[0].split()) <= _FEW_WORDS):
        return Paragraph(lines, "furniture", bold)
    return Paragraph(lines, None, bold, wrapped=True)


class _Look:
    """How a letter is set: its size of type, the distance of its lines, its left and right edges."""

    def __init__(self, lines: Sequence[Printed]) -> None:
        prose = [line for line in lines if not (line.row or line.aside)]
        sizes: Counter[float] = Counter()
        for line in prose:
            sizes[round(line.size, 1)] += len(line.text)
        self._size = sizes.most_common(1)[0][0] if sizes else 0.0
        self._left = Counter(round(line.box.left) for line in prose).most_common(1)[0][0] if prose else 0
        # A long word sticks out over the edge.
        self._right = max((line.box.right for line in prose if line.edge is None and " " in line.text), default=0.0)
        self._torn: float | None = None
        self._edges = dict(self._narrow_edges(prose))
        indented = Counter(round(a.box.left - self._left) for a, b in pairwise(prose) if self._is_indented(a, b))
        self._indents = frozenset(indent for indent, times in indented.items() if times >= _LEAST_INDENTED)
        pitches = [_pitch(a, b) for a, b in pairwise(prose) if _follows(a, b) and self._is_full(a)]
        self._leading = median(pitches) if pitches else _LEADING
        followers = [_pitch(a, b) > self._leading * _WIDER for a, b in pairwise(prose) if _follows(a, b)]
        self._torn = self._torn_apart(prose)
        if self._torn is not None:
            self._edges = dict(self._narrow_edges(prose))
        self._spaced = sum(followers) >= len(followers) * _OFTEN  # paragraphs stand apart

    def _narrow_edges(self, lines: Sequence[Printed]) -> Iterator[tuple[Printed, float]]:
        """The right edges of passages that are set narrower than the rest."""
        start = 0
        for at in range(1, len(lines) + 1):
            if at < len(lines) and self._is_next(lines[at - 1], lines[at]):
                continue
            passage = lines[start:at]
            edge = max(line.box.right for line in passage)
            width = edge - min(line.box.left for line in passage)
            full = sum(line.box.right > edge - (1 - _FULL) * width for line in passage[:-1])
            if (
                len(passage) >= _LEAST_WRAPPED
                and width >= _NARROWEST * passage[0].size
                and full >= _MOSTLY * (len(passage) - 1)
            ):
                yield from ((line, edge) for line in passage)
            start = at

    def _is_next(self, line: Printed, following: Printed) -> bool:
        """Whether two lines begin at the same place, at the distance of lines of one paragraph."""
        near = _pitch(line, following) < _LOOSE or self._is_torn(line, following)
        return near and _follows(line, following) and _aligned(line, following)

    def _torn_apart(self, lines: Sequence[Printed]) -> float | None:
        """The distance between lines each of which was set as a paragraph; none where they were not.

        A text that was pasted in line by line stands so, beside others of the letter that do not.
        """
        apart: dict[int, list[tuple[Printed, Printed]]] = {}
        for a, b in pairwise(lines):
            if _follows(a, b) and _aligned(a, b) and self._leading * _WIDER < _pitch(a, b) < _LOOSEST:
                apart.setdefault(round(_pitch(a, b) * 10), []).append((a, b))
        # Paragraphs may be as far from each other elsewhere, so that those of several lines are not asked.
        torn = [pairs for pairs in apart.values() if are_torn([(a.text, b.text) for a, b in pairs])]
        return median(_pitch(a, b) for a, b in max(torn, key=len)) if torn else None

    def _is_torn(self, line: Printed, following: Printed) -> bool:
        """Whether a line stands as far from the next as those that were set as paragraphs."""
        return self._torn is not None and abs(_pitch(line, following) - self._torn) <= self._torn * _ALIKE

    def _edge(self, line: Printed) -> float:
        if line.edge is not None:
            return line.edge
        return self._edges.get(line, self._right)

    def _is_full(self, line: Printed) -> bool:
        edge = self._edge(line)
        return line.box.right > edge - (1 - _FULL) * (edge - min(self._left, line.box.left))

    def _is_indented(self, line: Printed, following: Printed) -> bool:
        """Whether a line may be the first of a paragraph of which all other lines begin further left."""
        indent = line.box.left - self._left
        return (
            _TOLERANCE < indent <= _DEEPEST_INDENT * line.size
            and _follows(line, following)
            and abs(following.box.left - self._left) <= _TOLERANCE
            and _begins_small(following.text)
            and not _ENDS.search(line.text)
        )

    def is_at_edge(self, line: Printed) -> bool:
        """Whether not one character more had room on a line."""
        return self._edge(line) - line.box.right < _CHARACTER * line.size

    def is_small(self, line: Printed) -> bool:
        """Whether a line is set in smaller type than the letter."""
        return line.size < self._size * _SMALLER

    def is_large(self, lines: Sequence[Printed]) -> bool:
        """Whether lines are set apart by large type."""
        length = sum(len(line.text) for line in lines)
        return length <= _LONGEST_HEADING and all(line.size > self._size * _LARGER for line in lines)

    def goes_on(self, paragraph: Sequence[Printed], line: Printed) -> bool:
        """Whether a line belongs to the paragraph above it."""
        last = paragraph[-1]
        fits = self._would_have_fitted(last, line)
        if self._is_set_apart(last, line) or self._has_own_mark(paragraph, line, fits=fits):
            return False
        ended, small = _ENDS.search(last.text) is not None, _begins_small(line.text)
        if not _follows(last, line):
            return not fits and not ended and _is_carried_over(paragraph, small=small)
        if self._is_distant(paragraph, line) or not self._is_aligned(paragraph, line, small=small, ended=ended):
            return False
        if fits:
            return small and not ended
        if len(paragraph) == 1 and _are_listed(last, line):
            return False
        return self._spaced or not (ended and self._may_be_heading(line))

    def _is_set_apart(self, last: Printed, line: Printed) -> bool:
        """Whether two lines are of different type, or one of them has no words."""
        if line.noted or not (_WORD.search(line.text) and _WORD.search(last.text)):
            return True
        if abs(last.size - line.size) > max(last.size, line.size) * (1 - _SMALLER):
            return True
        if last.text.isupper() and line.text != line.text.upper():
            return True
        goes_on = _begins_small(line.text) and not _ENDS.search(last.text)
        return last.bold != line.bold and not goes_on

    def _has_own_mark(self, paragraph: Sequence[Printed], line: Printed, *, fits: bool) -> bool:
        """Whether a line has a mark of its own, or follows an address of the web that stands alone."""
        if begins_anew(line.text) and (fits or not _is_within(paragraph, line)):
            return True
        address = "".join(part.text for part in paragraph)
        at_edge = self.is_at_edge(paragraph[-1])
        return URL.match(address) is not None and not is_open_address(address, line.text, at_edge=at_edge)

    def _would_have_fitted(self, last: Printed, line: Printed) -> bool:
        """Whether the first word of a line had room at the end of the line before: then the break was meant."""
        edge = self._edge(last)
        # A sentence that goes on was hardly broken on purpose, and lines may be wrapped a little short of the edge.
        slack = 0.0 if _ENDS.search(last.text) else _SLACK * (edge - last.box.left)
        return line.first_word + _SPACE * line.size < edge - last.box.right - slack

    def _is_distant(self, paragraph: Sequence[Printed], line: Printed) -> bool:
        last = paragraph[-1]
        if len(paragraph) == 1 or not _follows(*paragraph[-2:]):
            # What ends with a sentence may be a paragraph, and what was torn is not known to go on.
            goes_on = self._is_torn(last, line) and not _ENDS.search(last.text)
            return not goes_on and _pitch(last, line) > self._leading * _WIDER
        return _pitch(last, line) > _pitch(*paragraph[-2:]) * _WIDER

    def _is_aligned(self, paragraph: Sequence[Printed], line: Printed, *, small: bool, ended: bool) -> bool:
        """Whether the left edge of a line is that of its paragraph, whose first line may be indented or hang."""
        last = paragraph[-1]
        left = line.box.left
        if len(paragraph) == 1 and round(left - self._left) in self._indents and not _has_label(last):
            return False  # each of them is the first line of a paragraph
        if min(abs(left - last.box.left), abs(left - last.words_at)) <= _TOLERANCE:
            return True
        indent = _DEEPEST_INDENT * line.size
        if len(paragraph) == 1:
            if _has_label(last) and last.box.left < left <= last.words_at + indent:
                return True  # below the words of an item, more or less
            if left < last.box.left <= left + indent and abs(left - self._left) <= _TOLERANCE:
                return True  # below a first line that is indented
            return small and not ended
        centred = abs((left + line.box.right) - (last.box.left + last.box.right)) <= 2 * _TOLERANCE
        return centred and small and not ended

    def _may_be_heading(self, line: Printed) -> bool:
        """Whether a line may be a heading and not the end of a paragraph."""
        width = self._edge(line) - min(self._left, line.box.left)
        return line.box.width < width * _SHORT and not _ENDS.search(line.text)


def _is_carried_over(paragraph: Sequence[Printed], *, small: bool) -> bool:
    """Whether a sentence goes on at the top of the next page or column."""
    length = sum(len(part.text) for part in paragraph)
    # The lines of an address are short, and one below the other.
    several = len(paragraph) > 1 and length >= 2 * _LEAST_BROKEN
    return length >= _LEAST_BROKEN and (small or several or _NEEDS_MORE.search(paragraph[-1].text) is not None)


def _follows(line: Printed, following: Printed) -> bool:
    """Whether a line stands below another in the same column."""
    return line.page == following.page and line.column == following.column and line.base > following.base


def _aligned(line: Printed, following: Printed) -> bool:
    """Whether two lines begin at the same place."""
    return abs(line.words_at - following.box.left) <= _TOLERANCE


def _pitch(line: Printed, following: Printed) -> float:
    """From one line to the next, in sizes of type."""
    return (line.base - following.base) / max(line.size, following.size)


def _is_within(paragraph: Sequence[Printed], line: Printed) -> bool:
    """Whether what looks like a label stands within a sentence, as '(AI)' may at the beginning of a line."""
    first, last = paragraph[0], paragraph[-1]
    if _URL_AT.match(line.text):
        return _CLOSES.search(last.text) is None
    if cuts_provision(last.text, line.text):
        return True
    if _ENDS.search(last.text):
        return False
    if _has_label(first):
        return line.box.left > first.box.left + _TOLERANCE  # below the words of an item, not below its label
    if _NEEDS_NUMBER.search(last.text) or _CUT.search(last.text):
        return True
    return _IN_A_SENTENCE.match(line.text) is not None and not begins_anew(first.text)


def _are_listed(last: Printed, line: Printed) -> bool:
    """Whether two lines are entries of a list of exemptions: both begin with a section."""
    both = _PROVISION.match(last.text) and _PROVISION.match(line.text)
    return both is not None and not _NEEDS_NUMBER.search(last.text)


def _has_label(line: Printed) -> bool:
    return line.words_at > line.box.left + _TOLERANCE


def _begins_small(text: str) -> bool:
    return text.lstrip("*_\"'“‘(")[:1].islower()
