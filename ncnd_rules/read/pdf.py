"""PDF files: the pages of a file as extracts, and what was noticed on the way."""

from collections.abc import Iterator

from ncnd_rules.read.extract import Extract, Notice, counted
from ncnd_rules.read.pdfium.document import Document, opened
from ncnd_rules.read.print.page import Page
from ncnd_rules.read.print.paragraphs import paragraphs_of
from ncnd_rules.read.print.printed import printed
from ncnd_rules.read.print.seen import doubts, seen

_SCARCELY = 200  # characters in the whole file


def extract(data: bytes) -> Extract:
    """What a PDF says: paragraphs told by their place on the page, tables row by row, and what was noticed.

    Words that a reader of the page cannot see are left out and noticed; so is a page that is only a
    picture. Words under a dark box are read, and a notice names their page.

    Raises:
        Unreadable: for anything that is no PDF, is locked, broken or too large.
    """
    with opened(data) as document:
        return _extract(document)


def _extract(document: Document) -> Extract:
    noticed: list[tuple[int, str, bool]] = []  # the page, what was noticed, and whether words may be lost
    pages = []
    for inked in document.pages():
        visible, about_seen = seen(inked)
        page = printed(inked._replace(glyphs=visible))
        pages.append(page)
        noticed += [(inked.number, says, False) for says in (*about_seen, *inked.remarks, *_slanted(page))]
        noticed += [(inked.number, says, unread) for says, unread in doubts(inked, visible)]
    paragraphs = paragraphs_of(pages)
    words = sum(len(line.text) for paragraph in paragraphs for line in paragraph.lines)
    noticed += [(1, says, unread) for says, unread in _about_the_file(document, words)]
    first_pages = [paragraph.lines[0].anchor.page or 1 for paragraph in paragraphs]
    notices = [
        Notice(says, next((place for place, first in enumerate(first_pages) if first >= page), len(paragraphs)), unread)
        for page, says, unread in sorted(noticed, key=lambda one: one[0])
    ]
    return Extract("pdf", tuple(paragraphs), tuple(notices))


def _slanted(page: Page) -> Iterator[str]:
    words = sum(len(line.text.split()) for line in page.lines if line.aside)
    if words:
        yield f"page {page.number}: {counted(words, 'word')} at an angle, read after the others"


def _about_the_file(document: Document, words: int) -> Iterator[tuple[str, bool]]:
    """What was noticed about the file as a whole; words may be lost where its pages say next to nothing."""
    scarce = words < _SCARCELY
    if attached := document.attached_files():
        yield f"the file holds {counted(attached, 'attached file')}, not read", scarce
    if document.holds_hidden_form():
        yield "the file holds a form that its pages do not show (XFA), not read", scarce
