"""The caseworker sheet: chronology, answers, reasons, rights and open questions of one letter."""

from ncnd_rules.report.caseworker.as_html import sheet_as_html
from ncnd_rules.report.caseworker.as_markdown import sheet_as_markdown
from ncnd_rules.report.caseworker.made import sheet_of

__all__ = ["sheet_as_html", "sheet_as_markdown", "sheet_of"]
