"""The tables of a page as rows of words, by what they belong to."""

from html.parser import HTMLParser
from typing import NamedTuple


class Told(NamedTuple):
    """One table."""

    section: str  # the id of its section's heading
    figure: str  # the id of the figure it stands beneath; empty where none
    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class Tables(HTMLParser):
    """Every table of a page."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.found: list[Told] = []
        self._section = self._figure = self._caption = ""
        self._rows: list[list[str]] = []
        self._words: list[str] | None = None
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note where a table stands."""
        own = dict(attrs)
        if tag == "section":
            self._section = own.get("aria-labelledby") or ""
        elif tag == "figure":
            self._figure = own.get("id") or ""
        elif tag == "table":
            self._rows, self._caption = [], ""
        elif tag == "tr":
            self._rows.append([])
        elif tag in ("th", "td", "caption"):
            self._words = []

    def handle_endtag(self, tag: str) -> None:
        """Put down a cell, or a table."""
        if tag in ("th", "td", "caption") and self._words is not None:
            words = " ".join("".join(self._words).split())
            if tag == "caption":
                self._caption = words
            else:
                self._rows[-1].append(words)
            self._words = None
        elif tag == "figure":
            self._figure = ""
        elif tag == "table":
            heads, *rows = map(tuple, self._rows)
            self.found.append(Told(self._section, self._figure, self._caption, heads, tuple(rows)))

    def handle_data(self, data: str) -> None:
        """Note the words of a cell."""
        if self._words is not None:
            self._words.append(data)

    def under(self, figure: str) -> Told:
        """The first table beneath a picture."""
        return next(told for told in self.found if told.figure == figure)

    def called(self, caption: str) -> Told:
        """The table whose caption begins so."""
        return next(told for told in self.found if told.caption.startswith(caption))
