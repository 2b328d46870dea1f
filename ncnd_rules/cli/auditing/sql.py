"""`ncnd audit sql`: ask what an audit has kept."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ncnd_rules.cli.auditing.group import AUDIT, UNDER, audit
from ncnd_rules.cli.options import OUTPUT
from ncnd_rules.cli.output import write

if TYPE_CHECKING:
    from ncnd_rules.audit.tables import Form


@audit.command(
    short_help="Ask the tables of an audit in SQL.",
    epilog="Example: ncnd audit sql audit/ "
    "\"SELECT rule, count(*) FROM findings WHERE outcome = 'violated' GROUP BY rule\"",
)
@AUDIT
@click.argument("question", metavar="SQL")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "json", "markdown"]),
    default="table",
    show_default=True,
    help="table shortens long values; the others do not.",
)
@UNDER
@OUTPUT
def sql(folder: Path, question: str, form: "Form", run: str | None, output: Path | None) -> None:
    """Answer one SELECT over the tables of an audit; `ncnd audit schema` lists them.

    Each letter is shown once, under the newest rules it was checked by; the schema `every` has the rows of
    all runs (every.findings). SQL as DuckDB knows it; nothing is written, and no other file is read. A run may go
    on meanwhile.
    """
    from ncnd_rules.audit.stored import open_stored
    from ncnd_rules.audit.tables import rows_as

    with open_stored(folder, run) as stored:
        write(rows_as(form, *stored.ask(question)), output)
