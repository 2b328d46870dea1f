"""Findings as CSV, a row each, for spreadsheets."""

import csv
import re
from collections.abc import Iterator
from io import StringIO

from ncnd_rules.explain.explanation import one_line
from ncnd_rules.report.checked import Checked
from ncnd_rules.report.finding_words import laws, not_found
from ncnd_rules.report.run import Run
from ncnd_rules.report.told import rests_on_person
from ncnd_rules.report.words import letter_path, words_of
from ncnd_rules.verdicts import Finding

COLUMNS = (
    *("letter", "authority", "reference", "date"),
    *("rule", "title", "outcome", "severity", "attribution", "finding"),
    *("line", "column", "start", "stop", "place", "words", "more_words"),
    *("not_found", "basis", "repair", "set_aside", "fingerprint", "by_person"),
)
# A spreadsheet takes a cell that begins so for a formula, also behind spaces and in full width.
_FORMULA = re.compile(r"^[\s']*[=+\-@\uff1d\uff0b\uff0d\uff20]")

Cell = str | int | None


def as_csv(run: Run) -> str:
    """A line of names, then a row a finding; a file that could not be used has a row of its own."""
    stream = StringIO()
    writer = csv.DictWriter(stream, COLUMNS, lineterminator="\n")
    writer.writeheader()
    for checked in run.letters:
        writer.writerows(map(_guarded, _rows(checked)))
    for problem in run.unreadable:
        row: dict[str, Cell] = {"letter": problem.file, "outcome": "unreadable", "finding": problem.why}
        writer.writerow(_guarded(row))
    return stream.getvalue().rstrip("\n")


def _rows(checked: Checked) -> Iterator[dict[str, Cell]]:
    for finding in checked.verdicts.findings:
        yield _row(finding, checked, "")
    for item in checked.set_aside.suppressed:
        until = f" (until {item.until})" if item.until else ""
        yield _row(item.finding, checked, f"{item.reason}{until}")


def _row(finding: Finding, checked: Checked, set_aside: str) -> dict[str, Cell]:
    verdicts = checked.verdicts
    found = words_of(finding.evidence, checked)
    first = found[0] if found else None
    line, column = first.first if first is not None and first.first is not None else (None, None)
    return {
        "letter": letter_path(checked),
        "authority": verdicts.authority,
        "reference": verdicts.reference,
        "date": verdicts.date,
        "rule": finding.rule,
        "title": finding.title,
        "outcome": finding.outcome,
        "severity": finding.severity,
        "attribution": finding.attribution,
        "finding": finding.message,
        "line": line,
        "column": column,
        "start": first.start if first else None,
        "stop": first.stop if first else None,
        "place": first.anchor if first else None,
        "words": first.quote if first else None,
        "more_words": " | ".join(one_line(words.quote) for words in found[1:]),
        "not_found": " | ".join(not_found(finding, verdicts)),
        "basis": laws(finding),
        "repair": finding.repair,
        "set_aside": set_aside,
        "fingerprint": finding.fingerprint,
        "by_person": " | ".join(rests_on_person(finding, checked)),
    }


def _guarded(row: dict[str, Cell]) -> dict[str, Cell]:
    """The row with every text on one line, and none that a spreadsheet would calculate."""
    return {name: cell(value) if isinstance(value, str) else value for name, value in row.items()}


def cell(value: str) -> str:
    """A text on one line, and such that no spreadsheet takes it for a formula."""
    return uncalculated(one_line(value))


def uncalculated(value: str) -> str:
    """A text that no spreadsheet takes for a formula; its lines stay."""
    return f"'{value}" if _FORMULA.match(value) else value
