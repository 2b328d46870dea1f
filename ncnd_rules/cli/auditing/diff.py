"""`ncnd audit diff`: which verdicts came out otherwise."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ncnd_rules.cli.auditing.group import AUDIT, audit
from ncnd_rules.cli.options import OUTPUT
from ncnd_rules.cli.output import write

if TYPE_CHECKING:
    from ncnd_rules.audit.flips_told import Form


@audit.command(
    short_help="Show every verdict that flipped between two runs.",
    epilog="Example: ncnd audit diff audit/ --format csv -o flips.csv",
)
@AUDIT
@click.option("--from", "old", metavar="RUN", help="The run before; else the newest that decided by anything else.")
@click.option("--to", "new", metavar="RUN", help="The run after; else the newest.")
@click.option("--format", "form", type=click.Choice(["text", "json", "csv"]), default="text", show_default=True)
@OUTPUT
@click.option("--exit-code", is_flag=True, help="End with 1 where a verdict flipped.")
def diff(folder: Path, old: str | None, new: str | None, form: "Form", output: Path | None, exit_code: bool) -> None:
    """Show every verdict that flipped between two runs with other rules, registers or another encoder, and why.

    Only letters and rules that both runs decided are held against each other; a rule that one of them did not have
    is named among what changed.
    """
    from ncnd_rules.audit.flips import difference
    from ncnd_rules.audit.flips_told import difference_as

    found = difference(folder, old, new)
    write(difference_as(form, found), output)
    sys.exit(int(exit_code and bool(found.flips)))
