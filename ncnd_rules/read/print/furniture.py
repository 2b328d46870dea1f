"""Headers and footers: lines that stand on several pages at the same place and say the same but for their numbers."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from ncnd_rules.read.print.page import Page, Printed

_MARGIN = 0.14  # of the height of a page, at its top and bottom
_LEAST_LINES = 3  # of a second page that has a header of its own
_NEAR = 1.6  # sizes of type
_SAME_PLACE = 6.0  # points
_PAGE_NUMBER = re.compile(r"(?i)[-–\s]*(?:page\s+)?\d{1,3}(?:\s*(?:of|/)\s*\d{1,3})?[-–\s]*")
_OF_PRINTING = re.compile(r"(?i)\bpage\s+\d|^\d+\s*(?:of|/)\s*\d+$|https?:|file:|\d{1,2}:\d{2}")


_Place = tuple[str, str, int]  # the words but for their numbers, whether from the top or the bottom, and how far


def furniture_of(pages: Sequence[Page]) -> frozenset[tuple[int, int]]:
    """The lines that are furniture: by the places of their page and of the line in it.

    The header of the first page stays a part of the letter: it is the letterhead, which names the
    authority and often the date.
    """
    marginal = [(at, number, line) for at, page in enumerate(pages) for number, line in _in_margins(page)]
    printing = {round(line.base) for at, _, line in marginal if at == 0 and _OF_PRINTING.search(line.text)}
    standing: dict[_Place, set[int]] = defaultdict(set)
    for at, _, line in marginal:
        for place in _places(line, pages[at]):
            standing[place].add(at)
    return frozenset(
        (at, number)
        for at, number, line in marginal
        if (_PAGE_NUMBER.fullmatch(line.text) and _stands_alone(line, pages[at]))
        or (
            any(_is_repeated(standing[place], pages) for place in _places(line, pages[at]))
            and not (at == 0 and _may_be_letterhead(line, pages[0], printing))
        )
    )


def _places(line: Printed, page: Page) -> Iterator[_Place]:
    """Where a line stands; places that are nearly the same have one in common."""
    masked = re.sub(r"\d+", "0", line.text.lower())
    for edge, distance in (("bottom", line.base), ("top", page.box.top - line.base)):
        for shift in (0.0, 0.5):
            yield masked, f"{edge} {shift}", round(distance / _SAME_PLACE + shift)


def _is_repeated(alike: AbstractSet[int], pages: Sequence[Page]) -> bool:
    if len(pages) > 2:
        # A signature at the top of a page may be like the letterhead.
        return len(alike - {0}) >= 2
    return len(alike) == 2 and len(pages[1].lines) > _LEAST_LINES


def _in_margins(page: Page) -> Iterator[tuple[int, Printed]]:
    low, high = page.box.top * _MARGIN, page.box.top * (1 - _MARGIN)
    return ((number, line) for number, line in enumerate(page.lines) if not low < line.base < high)


def _stands_alone(line: Printed, page: Page) -> bool:
    """Whether no line is so near below or above that both are of one paragraph."""
    near = [other for other in page.lines if 0 < abs(other.base - line.base) < _NEAR * line.size]
    return not any(other.box.left <= line.box.right and line.box.left <= other.box.right for other in near)


def _may_be_letterhead(line: Printed, page: Page, printing: AbstractSet[int]) -> bool:
    """Whether a line stands at the top, and not beside the time, page or file of a print-out."""
    return line.base > page.box.top / 2 and round(line.base) not in printing
