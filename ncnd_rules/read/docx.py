"""Word files (.docx): what a reader of the printed letter sees, in order, and what was left out on purpose."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from ncnd_rules.errors import Unreadable
from ncnd_rules.read.extract import Extract, Notice, Paragraph
from ncnd_rules.read.lines import are_torn
from ncnd_rules.read.word import pieces
from ncnd_rules.read.word.margins import FOOTER, HEADER, Margins, Notes, is_furniture, page_area, related
from ncnd_rules.read.word.numbers import Numbering
from ncnd_rules.read.word.package import Element, Package, child, is_on
from ncnd_rules.read.word.pieces import Item, Mark, Piece, told, words_of
from ncnd_rules.read.word.story import Setting, Story
from ncnd_rules.read.word.styles import Styles

_SCARCE = 60  # words of a file whose letter may stand in its pictures


def extract(data: bytes) -> Extract:
    """What a Word file says.

    Words inserted with changes tracked are read, deleted ones are not. The numbers of Word's own lists stand before
    the words. The marks that cite footnotes are left away, because '31(3)' with a raised 2 would read '31(3)2'.

    Raises:
        Unreadable: for a file that is no Word file, is protected by a password, has no words and no pictures, or
            was made to do harm; where lxml is not installed.
    """
    package = Package(data)
    root = package.root(package.main)
    body = child(root, "w:body")
    if body is None:
        raise Unreadable("found a Word file without a body, expected a letter in it")
    found = _extract(_items(package, body))
    if not found.paragraphs and not any(notice.unread for notice in found.notices):
        raise Unreadable("found no words in the file, expected a letter")
    return found


def _items(package: Package, body: Element) -> list[Item]:
    """Headers, body with its footnotes, endnotes, footers."""
    styles = Styles(package.root(related(package, "styles")))
    numbering = Numbering(package.root(related(package, "numbering")), styles)
    setting = Setting(styles, numbering, page_area(body))
    settings = package.root(related(package, "settings"))
    odd_and_even = bool(is_on(child(settings, "w:evenAndOddHeaders")))
    margins = Margins(package, body, setting, odd_and_even=odd_and_even)
    notes = Notes(package, setting)
    story = Story(body, setting)
    story.on_note = notes.cite
    story.on_section = margins.next_header
    items = [*margins.next_header(), *story.read(), *notes.last(), *margins.footers()]
    return _with_furniture(items)


def _with_furniture(items: Sequence[Item]) -> list[Item]:
    """The items, with what says nothing of its own in the margins marked as furniture."""
    body = "\n".join(words_of(item).lower() for item in items if isinstance(item, Piece) and not _in_margin(item))
    return [
        item._replace(paragraph=item.paragraph._replace(kind="furniture"))
        if isinstance(item, Piece) and _in_margin(item) and is_furniture(item, body)
        else item
        for item in items
    ]


def _in_margin(piece: Piece) -> bool:
    return piece.paragraph.lines[0].anchor.part in (HEADER, FOOTER)


def _extract(items: Sequence[Item]) -> Extract:
    """Paragraphs and notices; lines that were pasted one a paragraph are one paragraph again."""
    torn = _are_torn([item for item in items if isinstance(item, Piece)])
    paragraphs: list[Paragraph] = []
    marks: list[tuple[int, Mark]] = []
    before: Piece | None = None
    for item in items:
        if isinstance(item, Mark):
            marks.append((len(paragraphs), item))
            continue
        if torn and before is not None and _follows(before, item):
            paragraphs[-1] = paragraphs[-1]._replace(lines=paragraphs[-1].lines + item.paragraph.lines)
        else:
            paragraphs.append(item.paragraph)
        before = item
    scarce = sum(len(line.text.split()) for paragraph in paragraphs for line in paragraph.lines) < _SCARCE
    return Extract("docx", tuple(paragraphs), tuple(_notices(marks, scarce=scarce)))


def _follows(before: Piece, piece: Piece) -> bool:
    """Whether a line stands right below another, with nothing that sets them apart."""
    same_part = before.paragraph.lines[0].anchor.part == piece.paragraph.lines[0].anchor.part
    return before.plain and piece.plain and not piece.gap and same_part


def _are_torn(found: Sequence[Piece]) -> bool:
    """Whether the paragraphs are the lines of a text that was pasted in: many end in the midst of a sentence."""
    return are_torn([(words_of(above), words_of(below)) for above, below in pairwise(found) if _follows(above, below)])


def _notices(marks: Iterable[tuple[int, Mark]], *, scarce: bool) -> list[Notice]:
    """One notice for all that was left out of a kind, and one for each place where words may be lost."""
    by_kind: dict[pieces.Kind, list[tuple[int, Mark]]] = {}
    for before, mark in marks:
        by_kind.setdefault(mark.kind, []).append((before, mark))
    found = []
    for kind, own in by_kind.items():
        if kind.unread:
            found += [Notice(told(kind, [mark]), before, unread=True) for before, mark in own]
        else:
            unread = scarce and kind == pieces.PICTURE
            found.append(Notice(told(kind, [mark for _, mark in own]), own[0][0], unread))
    return sorted(dict.fromkeys(found), key=lambda notice: notice.before)
