"""A PDF file that is open: its pages one by one, and what it holds beside them."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

from ncnd_rules.errors import Unreadable
from ncnd_rules.read.pdfium import limits
from ncnd_rules.read.pdfium.library import pdfium, raw
from ncnd_rules.read.pdfium.pages import inked_page
from ncnd_rules.read.print.ink import InkedPage


class Document:
    """A PDF file that is open."""

    def __init__(self, document: Any) -> None:
        if len(document) > limits.MOST_PAGES:
            raise Unreadable(f"has {len(document)} pages, expected at most {limits.MOST_PAGES}")
        if document.get_formtype() == raw.FORMTYPE_ACRO_FORM:
            document.init_forms()
        self._document = document

    def pages(self) -> Iterator[InkedPage]:
        """Its pages, in order."""
        left = limits.MOST_CHARACTERS
        for number in range(len(self._document)):
            inked = inked_page(self._document, number, left)
            left -= len(inked.glyphs)
            yield inked

    def attached_files(self) -> int:
        """How many files it holds."""
        return int(self._document.count_attachments())

    def holds_hidden_form(self) -> bool:
        """Whether it holds a form that its pages do not show."""
        return self._document.get_formtype() in (raw.FORMTYPE_XFA_FULL, raw.FORMTYPE_XFA_FOREGROUND)


@contextmanager
def opened(data: bytes) -> Iterator[Document]:
    """A PDF file, as long as it is looked at.

    Raises:
        Unreadable: for anything that is no PDF, is locked, broken or too large.
    """
    if pdfium is None:
        raise Unreadable("reading PDF files needs pypdfium2: pip install 'ncnd_rules[pdf]'")
    if b"%PDF-" not in data[:1024]:
        raise Unreadable("is no PDF file: its first 1024 bytes were searched for '%PDF-'")
    try:
        with closing(pdfium.PdfDocument(data)) as document:
            yield Document(document)
    except pdfium.PdfiumError as problem:
        raise Unreadable(_reason(problem)) from None


def _reason(problem: Any) -> str:
    code = getattr(problem, "err_code", None)
    if code == raw.FPDF_ERR_PASSWORD:
        return "is locked with a password, expected a file that opens without one"
    if code == raw.FPDF_ERR_SECURITY:
        return "is encrypted in a way that is not known, expected a file that opens without a password"
    return "is a damaged PDF file: its pages could not be found or opened"
