"""How published pages look: as the page of a letter does, with what pictures and tables need besides."""

from functools import cache

from ncnd_rules.report.templating import source_of


@cache
def style() -> str:
    """The style sheet of a report and of a pack."""
    return source_of("report.css") + source_of("audit.css")
