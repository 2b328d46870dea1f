"""What a caseworker sheet is made of: tables whose rows say something and quote the words behind it."""

from collections.abc import Iterable
from typing import NamedTuple

from ncnd_rules.encoding import Encoding
from ncnd_rules.explain.explanation import one_line
from ncnd_rules.facts import Fact
from ncnd_rules.letter import Span
from ncnd_rules.report.checked import Checked
from ncnd_rules.report.words import words_of

_MOST_QUOTES = 4  # of one row
_LONGEST = 320  # characters of one quotation


class Quote(NamedTuple):
    """Words of the letter, on one line."""

    words: str
    where: str  # 'line 12', 'page 2'; empty where that is not known


class Row(NamedTuple):
    """One line of a table."""

    cells: tuple[str, ...]
    quotes: tuple[Quote, ...] = ()
    more: int = 0  # quotations left out


class Table(NamedTuple):
    """One section of the sheet; without heads, a list."""

    title: str
    lead: tuple[str, ...]  # sentences before the table
    heads: tuple[str, ...]  # of the cells; the quotations have a column of their own, the last
    rows: tuple[Row, ...] = ()
    quoted: bool = True  # whether there is a column of quotations


class Sheet(NamedTuple):
    """A caseworker sheet."""

    title: str
    about: tuple[tuple[str, str], ...]
    tables: tuple[Table, ...]
    closing: str


class Quoting:
    """Quotes facts by the sentences in which they stand."""

    def __init__(self, checked: Checked) -> None:
        self._checked = checked

    @property
    def encoding(self) -> Encoding:
        """What the letter says."""
        return self._checked.encoding

    def row(self, cells: Iterable[str], facts: Iterable[Fact], *, whole: bool = True) -> Row:
        """A row with the words of these facts.

        Args:
            whole: the sentences of reasons and answers; otherwise only the words themselves, because a sentence about
                whom to write to may name a person.
        """
        spans = [span for fact in facts for span in fact.evidence]
        joined = self._joined([self._sentence(span) if whole else span for span in spans])
        quotes = [self._quote(span) for span in joined[:_MOST_QUOTES]]
        return Row(tuple(cells), tuple(quotes), len(joined) - len(quotes))

    def quote(self, start: int, stop: int) -> Quote | None:
        """The words of a passage; none where the letter's words are not at hand."""
        text = self._checked.text
        words = text[start:stop] if text is not None else ""
        return self._quote(Span(start=start, stop=stop, quote=words)) if words.strip() else None

    def _sentence(self, span: Span) -> Span:
        text = self._checked.text
        if text is None or span.start is None or span.stop is None:
            return span
        for said in self.encoding.said:
            if said.start <= span.start and span.stop <= said.stop:
                return Span(start=said.start, stop=said.stop, quote=text[said.start : said.stop])
        return span

    def _joined(self, spans: list[Span]) -> list[Span]:
        """The spans in the order of the letter, those that overlap as one."""
        text = self._checked.text
        joined: list[Span] = []
        for span in sorted(dict.fromkeys(spans), key=lambda span: (span.start is None, span.start or 0, span.quote)):
            last = joined[-1] if joined else None
            overlaps = last is not None and span.start is not None and last.stop is not None and span.start < last.stop
            if text is None or not overlaps or last is None or last.start is None:
                joined.append(span)
            else:
                stop = max(last.stop or 0, span.stop or 0)
                joined[-1] = Span(start=last.start, stop=stop, quote=text[last.start : stop])
        return joined

    def _quote(self, span: Span) -> Quote:
        (words,) = words_of([span], self._checked)
        where = f"line {words.first.line}" if words.first is not None else words.anchor
        told = one_line(words.quote)
        return Quote(told if len(told) <= _LONGEST else f"{told[:_LONGEST].rsplit(' ', 1)[0]} …", where)
