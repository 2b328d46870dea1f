"""A sheet as a table for a spreadsheet, and as a page to be filled in."""

from collections.abc import Mapping

from ncnd_rules.audit.sampling.coding import COLUMNS, FOR_THE_CODER, MEANINGS, sheet_as_csv
from ncnd_rules.audit.sampling.coding_sheet import CodingSheet, Row
from ncnd_rules.report.templating import allowed, ready, render, source_of

_OPEN = ("outcome", "weight", "said")  # columns that say what the program said


def as_csv(sheet: CodingSheet, *, opened: bool = False) -> str:
    """A row a pair; with *opened* also what the program said of it, for those who do not code blind."""
    columns = (*COLUMNS, *_OPEN) if opened else COLUMNS
    return sheet_as_csv((_cells(row, columns) for row in sheet.rows), columns)


def as_html(sheet: CodingSheet, saved_as: str, *, opened: bool = False) -> str:
    """One page, nothing fetched: each letter once, its rules below it, and a button that saves what was filled in.

    Args:
        saved_as: the name of the table that the button saves.
        opened: whether to show what the program said.
    """
    letters: dict[str, list[Row]] = {}
    for row in sheet.rows:
        letters.setdefault(row.drawn.letter, []).append(row)
    style, script = source_of("coding.css"), source_of("coding.js")
    return render(
        "coding.html",
        letters=list(letters.values()),
        rows=len(sheet.rows),
        of=sheet.key.letters,
        words=[(word.value, meaning) for word, meaning in MEANINGS.items()],
        saved_as=saved_as,
        opened=opened,
        style=ready(style),
        script=ready(script),
        policy=(
            f"default-src 'none'; style-src '{allowed(style)}'; script-src '{allowed(script)}'; "
            "base-uri 'none'; form-action 'none'"
        ),
        columns=("id", "letter", "rule", *FOR_THE_CODER),
    )


def _cells(row: Row, columns: tuple[str, ...]) -> dict[str, str]:
    drawn = row.drawn
    cells: Mapping[str, str] = {
        "id": drawn.id,
        "letter": row.letter,
        "sha256": drawn.letter,
        "authority": row.authority,
        "date": row.date,
        "rule": drawn.rule,
        "question": row.question,
        "asks": "\n".join((*row.asks, row.law)),
        "words": row.words or f"[{row.lacking}]",
        "outcome": drawn.outcome.value,
        "weight": f"{drawn.weight:.6g}",
        "said": "\n".join(drawn.said),
    }
    return {column: cells[column] for column in columns}
