"""`ncnd audit export`: an audit for other programs."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ncnd_rules.cli.auditing.group import AUDIT, UNDER, audit
from ncnd_rules.cli.options import PATH

if TYPE_CHECKING:
    from ncnd_rules.audit.exported import Target


@audit.command(
    short_help="Write the tables of an audit for other programs.",
    epilog="Example: ncnd audit export audit/ --to sqlite -o audit.sqlite",
)
@AUDIT
@click.option(
    "--to",
    "target",
    type=click.Choice(["duckdb", "sqlite", "csv", "parquet"]),
    required=True,
    help="A database, or a folder with a file a table.",
)
@click.option("--output", "-o", type=PATH, required=True, help="Write there, whole or not at all.")
@UNDER
@click.option("--force", is_flag=True, help="Replace what stands there.")
def export(folder: Path, target: "Target", output: Path, run: str | None, force: bool) -> None:
    """Write every table of an audit, each letter once, as `ncnd audit sql` shows them.

    Plain DuckDB, pandas and polars need no export: they open the shards themselves.
    """
    from ncnd_rules.audit.exported import export as exported

    counted = exported(folder, target, output, run, force=force)
    click.echo(f"{output}: {', '.join(f'{rows} {table}' for table, rows in counted.items() if rows)}", err=True)
