"""A caseworker sheet as one web page that prints, and needs nothing else."""

from ncnd_rules.report.caseworker.tables import Sheet
from ncnd_rules.report.templating import render


def sheet_as_html(sheet: Sheet) -> str:
    """Everything of the letter escaped; no scripts, and nothing that is fetched."""
    return render("sheet.html", sheet=sheet).rstrip("\n")
