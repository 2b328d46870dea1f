"""A caseworker sheet as Markdown."""

from collections.abc import Iterator

from ncnd_rules.report.caseworker.tables import Quote, Row, Sheet, Table
from ncnd_rules.report.marked import plain

_QUOTES = "Words of the letter"


def sheet_as_markdown(sheet: Sheet) -> str:
    """A heading and a table a section."""
    lines = [f"# {plain(sheet.title)}", "", *_grid(("", ""), [tuple(map(plain, pair)) for pair in sheet.about]), ""]
    for table in sheet.tables:
        lines += _section(table)
    return "\n".join([*lines, plain(sheet.closing)])


def _section(table: Table) -> Iterator[str]:
    yield from (f"## {plain(table.title)}", "")
    for sentence in table.lead:
        yield from (plain(sentence), "")
    if table.rows:
        heads = (*table.heads, _QUOTES) if table.quoted else table.heads
        yield from _grid(heads, [_cells(row, quoted=table.quoted) for row in table.rows])
        yield ""


def _cells(row: Row, *, quoted: bool) -> tuple[str, ...]:
    cells = tuple(map(plain, row.cells))
    return (*cells, _quotes(row)) if quoted else cells


def _quotes(row: Row) -> str:
    told = [_quote(quote) for quote in row.quotes]
    return "; ".join([*told, *([f"… and {row.more} more"] if row.more else [])])


def _quote(quote: Quote) -> str:
    return f"“{plain(quote.words)}”{f' ({plain(quote.where)})' if quote.where else ''}"


def _grid(heads: tuple[str, ...], rows: list[tuple[str, ...]]) -> Iterator[str]:
    yield f"| {' | '.join(heads)} |"
    yield f"|{'---|' * len(heads)}"
    yield from (f"| {' | '.join(row)} |" for row in rows)
