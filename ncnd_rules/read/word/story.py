"""The paragraphs and tables of one story of a Word file: its body, a page header, a note."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from ncnd_rules.errors import Unreadable
from ncnd_rules.read.extract import Line, Paragraph
from ncnd_rules.read.word import pieces
from ncnd_rules.read.word.numbers import Numbering
from ncnd_rules.read.word.package import Element, child, every, is_on, name, value, whole
from ncnd_rules.read.word.pieces import Item, Kind, Mark, Piece
from ncnd_rules.read.word.rows import row_of
from ncnd_rules.read.word.runs import Runs, Words
from ncnd_rules.read.word.styles import Style, Styles
from ncnd_rules.reading import Anchor, BlockKind

_LONGEST_HEADING = 140  # a longer paragraph in the style of a heading is none
_NO_HEADING = 9  # the outline level of body text
_MOST_CHARACTERS = 16 * 2**20  # of all paragraphs together
_BULLETS = "•▪●◦·-–*+"


class Setting(NamedTuple):
    """What all stories of a file share."""

    styles: Styles
    numbering: Numbering
    page_area: float  # in square EMU, Word's own unit


class Story:
    """Walks one story, and gathers what it says."""

    def __init__(self, root: Element, setting: Setting, part: str = "") -> None:
        self.items: list[Item] = []
        self.on_note: Callable[[str, str], list[Item]] = lambda _kind, _id: []  # what follows a paragraph that cites it
        self.on_section: Callable[[], list[Item]] = list  # what the next section begins with
        self.on_put: Callable[[list[str], Words], None] = lambda _lines, _words: None  # told of all lines, in order
        self._root = root
        self._setting = setting
        self._part = part
        self._runs = Runs(root, setting.styles, setting.page_area)
        self._counting = setting.numbering.counting()
        self._numbers = {element: number for number, element in enumerate(every(root, "w:p"), start=1)}
        self._open: Words | None = None  # a paragraph whose end was deleted goes on in the next
        self._at = 1  # the number of the paragraph in hand
        self._gap = True
        self._size = 0

    def read(self) -> list[Item]:
        """Everything, in order.

        Raises:
            Unreadable: where it says more than any letter does.
        """
        self._blocks(self._root)
        self._close_open()
        stray = sum(1 for _ in every(self._root, "w:t")) - self._runs.seen
        if stray > 0:
            self.items.append(Mark(pieces.STRAY, self._part or "in the body"))
        return self.items

    def _place(self) -> str:
        return self._part or f"paragraph {self._at}"

    def _blocks(self, container: Element) -> None:
        for element in container:
            kind = name(element)
            if kind == "w:p":
                self._paragraph(element)
            elif kind == "w:tbl":
                self._table(element)
            elif kind in ("w:del", "w:moveFrom"):
                self._left_out(element, pieces.DELETED if kind == "w:del" else pieces.MOVED)
            elif kind == "mc:AlternateContent":
                self._blocks(self._runs.chosen(element))
            elif kind in ("w:altChunk", "w:subDoc"):
                self.items.append(Mark(pieces.OTHER_FILE, self._place()))
            elif next(every(element, "w:p", "w:tbl"), None) is not None:
                self._blocks(element)
            elif next(every(element, "w:t"), None) is not None:
                self._paragraph(element)  # words without a paragraph around them

    def _left_out(self, element: Element, kind: Kind) -> None:
        self._at = next((self._numbers[one] for one in every(element, "w:p")), self._at)
        words = Words(self._place())
        self._runs.left_out(element, words, kind)
        self.items += words.marks

    def _paragraph(self, element: Element) -> None:
        self._at = self._numbers.get(element, self._at)
        properties = child(element, "w:pPr")
        style = self._setting.styles.of_paragraph(value(child(properties, "w:pStyle")))
        words = self._open or Words(self._place())
        self._runs.read(element, words, style.look)
        if _goes_on(properties):
            self._open = words
            return
        self._open = None
        self._close(words, properties, style)
        if child(properties, "w:sectPr") is not None:
            self.items += self.on_section()

    def _close_open(self) -> None:
        if self._open is not None:
            words, self._open = self._open, None
            self._close(words, None, self._setting.styles.of_paragraph(None))

    def _close(self, words: Words, properties: Element | None, style: Style) -> None:
        """A paragraph ends: put down its words with their label, then what hangs on it."""
        self.items += words.marks
        label = self._label(properties, style)
        lines = words.lines()
        if lines or label.strip(_BULLETS):
            self._put(_labelled(label, lines), _kind(properties, style, lines), words, labelled=bool(label))
        else:
            self._gap = True
        for drawn in words.art:
            self._put([drawn], None, words, labelled=True)
        for box in words.boxes:
            self._blocks(box)
            self._close_open()
        for kind, identity in words.notes:
            self.items += self.on_note(kind, identity)

    def _label(self, properties: Element | None, style: Style) -> str:
        numbered = self._setting.numbering.list_of(properties, style)
        return self._counting.label(*numbered) if numbered else ""

    def _put(self, lines: list[str], kind: BlockKind | None, words: Words, *, labelled: bool) -> None:
        self.on_put(lines, words)
        self._size += sum(map(len, lines))
        if self._size > _MOST_CHARACTERS:
            raise Unreadable(f"found more than {_MOST_CHARACTERS // 2**20} million characters of text")
        anchor = Anchor(paragraph=self._at, part=self._part)
        paragraph = Paragraph(tuple(Line(line, anchor) for line in lines), kind, bold=words.bold or kind == "heading")
        plain = not (kind or labelled or paragraph.bold or len(lines) > 1)
        self.items.append(Piece(paragraph, plain, self._gap))
        self._gap = False

    def _table(self, table: Element) -> None:
        self._close_open()
        rows = [list(self._within(row, "w:tc")) for row in self._within(table, "w:tr")]
        alone = all(len(cells) <= 1 for cells in rows)
        for cells in rows:
            self.items += row_of([self._cell(cell) for cell in cells], alone=alone)
        self._gap = True

    def _cell(self, cell: Element) -> list[Item]:
        properties = child(cell, "w:tcPr")
        if _is_merged(properties):
            self._left_out(cell, pieces.MERGED)
            return []
        if child(properties, "w:cellDel") is not None:
            self._left_out(cell, pieces.DELETED)
            return []
        outside, self.items, self._gap = self.items, [], True
        self._blocks(cell)
        self._close_open()
        inside, self.items = self.items, outside
        return inside

    def _within(self, container: Element, wanted: str) -> Iterator[Element]:
        """The rows of a table or the cells of a row, out of whatever is wrapped around them."""
        for element in container:
            kind = name(element)
            if kind == wanted:
                if child(child(element, "w:trPr"), "w:del") is not None:
                    self._left_out(element, pieces.DELETED)
                else:
                    yield element
            elif kind == "mc:AlternateContent":
                yield from self._within(self._runs.chosen(element), wanted)
            elif kind in ("w:del", "w:moveFrom"):
                self._left_out(element, pieces.DELETED if kind == "w:del" else pieces.MOVED)
            elif kind not in ("w:tblPr", "w:tblGrid", "w:trPr", "w:tblPrEx"):
                yield from self._within(element, wanted)


def _goes_on(properties: Element | None) -> bool:
    """Whether the end of a paragraph was deleted, moved away or hidden, so that the next one continues it."""
    mark = child(properties, "w:rPr")
    return (
        child(mark, "w:del") is not None
        or child(mark, "w:moveFrom") is not None
        or bool(is_on(child(mark, "w:vanish")))
    )


def _is_merged(properties: Element | None) -> bool:
    """Whether a cell is only the rest of one that was merged with it."""
    merges = (child(properties, "w:vMerge"), child(properties, "w:hMerge"))
    return any(merge is not None and value(merge) in (None, "continue") for merge in merges)


def _kind(properties: Element | None, style: Style, lines: list[str]) -> BlockKind | None:
    if style.is_contents:
        return "furniture"
    level = whole(child(properties, "w:outlineLvl"))
    if (style.is_heading if level is None else level < _NO_HEADING) and sum(map(len, lines)) <= _LONGEST_HEADING:
        return "heading"
    return "quoted" if style.is_quote else None


def _labelled(label: str, lines: list[str]) -> list[str]:
    if not label:
        return lines
    first, *rest = lines or [""]
    return [f"{label} {first}".strip(), *rest]
