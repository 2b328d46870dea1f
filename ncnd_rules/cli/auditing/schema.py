"""`ncnd audit schema`: what the tables of an audit hold."""

import json

import click

from ncnd_rules.cli.auditing.group import audit
from ncnd_rules.cli.output import write


@audit.command(short_help="Show the tables of an audit.", epilog="Example: ncnd audit schema --format json")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def schema(form: str) -> None:
    """Show every table of an audit, its columns, and what each of them says."""
    from ncnd_rules.audit.schema import TABLES, VERSION, as_markdown

    if form == "json":
        tables = [table._asdict() | {"columns": [column._asdict() for column in table.columns]} for table in TABLES]
        write(json.dumps({"version": VERSION, "tables": tables}, ensure_ascii=False, indent=2))
    else:
        write(as_markdown())
