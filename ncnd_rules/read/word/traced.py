"""Which element of a Word file each character of a letter's text comes from."""

from collections.abc import Iterator
from typing import NamedTuple

from ncnd_rules.read.word.margins import page_area, related
from ncnd_rules.read.word.numbers import Numbering
from ncnd_rules.read.word.package import Element, Package, name
from ncnd_rules.read.word.runs import Words
from ncnd_rules.read.word.story import Setting, Story
from ncnd_rules.read.word.styles import Styles
from ncnd_rules.reading import Source

_BETWEEN = frozenset(" |.\n")  # what stands in a text between two paragraphs, and in neither of them
_IN_RUNS = frozenset({"w:t", "w:sym", "w:tab", "w:ptab", "w:noBreakHyphen", "w:softHyphen", "w:br", "w:cr"})


class Origin(NamedTuple):
    """One character of a Word file."""

    element: Element  # that stands in a run
    at: int  # of the character among those of the element; 0 for an element that is a character itself


class _Line(NamedTuple):
    """A line as it was put down."""

    text: str  # with the label that Word prints before it
    origins: tuple[Origin | None, ...]  # of its last characters; the label has none


def traced(package: Package, body: Element, text: str, source: Source) -> dict[int, Origin]:
    """The origin of each character of the text that stands in a run of the body, by its offset.

    What the reader adds (labels, the bars between cells), and what stands in headers and notes, has none.

    Args:
        body: of the main part; it is walked as the reader did.
        text: as it was read from this file.
        source: where the lines of the text stand.
    """
    spans = [(start, text.find("\n", start)) for start, anchor in source.anchors if not anchor.part]
    own = "\n".join(text[start:stop] for start, stop in spans)
    offsets = [offset for start, stop in spans for offset in range(start, stop + 1)]  # one for each line end
    found: dict[int, Origin] = {}
    at = 0
    for line in _lines(package, body):
        place = own.find(line.text, at)
        if place < 0 or not _BETWEEN.issuperset(own[at:place]):
            continue
        at = place + len(line.text)
        first = at - len(line.origins)
        for number, origin in enumerate(line.origins, start=first):
            if origin is not None:
                found[offsets[number]] = origin
    return found


def _lines(package: Package, body: Element) -> list[_Line]:
    """Every line of the body, in the order in which the reader puts them down."""
    styles = Styles(package.root(related(package, "styles")))
    numbering = Numbering(package.root(related(package, "numbering")), styles)
    story = Story(body, Setting(styles, numbering, page_area(body)))
    lines: list[_Line] = []
    told: set[int] = set()

    def put(put_down: list[str], words: Words) -> None:
        # After the words of a paragraph come those that are drawn in it, which no run holds.
        origins = [] if id(words) in told else list(_origins(words))
        told.add(id(words))
        kept.append(words)
        for number, line in enumerate(put_down):
            shown = " ".join(line.split())
            own = origins[number] if number < len(origins) else ()
            lines.append(_Line(shown, own if len(own) <= len(shown) else ()))

    kept: list[Words] = []  # an id is one of its own only as long as what it names is there
    story.on_put = put
    story.read()
    return lines


def _is_its_own(element: Element, text: str) -> bool:
    """Whether each character that is shown for an element is one of the element's, or the element itself."""
    if name(element) not in _IN_RUNS or next(iter(element), None) is not None:
        return False  # an element with others in it is no Word's, and cannot be cut
    return len(text) == (len(element.text or "") if name(element) == "w:t" else 1)


def _origins(words: Words) -> Iterator[tuple[Origin | None, ...]]:
    """For each line of a paragraph that is not blank, the origins of its characters, one for each run of spaces."""
    line: list[Origin | None] = []
    space: list[Origin | None] = []
    for text, element in zip(words.text, words.said_by, strict=True):
        known = element if element is not None and _is_its_own(element, text) else None
        for index, character in enumerate(text):
            origin = Origin(known, index) if known is not None else None
            if character == "\n":
                if line:
                    yield tuple(line)
                line, space = [], []
            elif character.isspace():
                space = space or [origin]
            else:
                line += [*(space if line else ()), origin]
                space = []
    if line:
        yield tuple(line)
