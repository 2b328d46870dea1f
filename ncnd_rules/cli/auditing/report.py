"""`ncnd audit report`: what an audit found, as a page to publish."""

from pathlib import Path

import click

from ncnd_rules.cli.auditing.group import AUDIT, UNDER, audit
from ncnd_rules.cli.options import OUTPUT
from ncnd_rules.cli.output import write


@audit.command(
    short_help="Tell what an audit found, as a page to publish.",
    epilog="Example: ncnd audit report audit/ -o report.html --mask",
)
@AUDIT
@click.option(
    "--mask",
    is_flag=True,
    help="Call authorities 'Authority A', 'Authority B', ... throughout, and leave out files and references.",
)
@UNDER
@OUTPUT
def report(folder: Path, run: str | None, output: Path | None, *, mask: bool) -> None:
    """Tell what an audit found, in one HTML file with pictures: no network and no script is needed to read it.

    Rates come with what they are of and how far they may be off; every picture has its numbers beneath. Words of
    letters are shown where the audit kept them (--keep-text). The same audit gives the same bytes.
    """
    from ncnd_rules.audit.published.page import report_as_html
    from ncnd_rules.audit.stored import open_stored

    with open_stored(folder, run) as stored:
        told = report_as_html(stored, mask=mask)
    write(told.rstrip("\n"), output)
