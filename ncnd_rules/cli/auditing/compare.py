"""`ncnd audit compare`: hold the letters of an audit against each other."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ncnd_rules.cli.auditing.group import AUDIT, PATIENCE, SCHEDULER, Cluster, audit, cluster_at, cores
from ncnd_rules.cli.options import RULESETS
from ncnd_rules.report.counting import count, were
from ncnd_rules.report.progress import counted_on

if TYPE_CHECKING:
    from ncnd_rules.audit.compare.run import Compared


@audit.command(
    short_help="Compare the letters of an audit; a run does it at its end.",
    epilog="Example: ncnd audit compare audit/",
)
@AUDIT
@click.option("--workers", type=click.IntRange(1), metavar="N", help="Child processes; by default as many as cores.")
@RULESETS
@SCHEDULER
@PATIENCE
@click.option("--quiet", "-q", is_flag=True, help="No summary.")
def compare(
    folder: Path, workers: int | None, root: Path | None, scheduler: str | None, patience: float, quiet: bool
) -> None:
    """Find what the letters of an audit say against each other, into its table `comparisons`.

    Letters are laid side by side where they answer one request, where one names the reference of another, where
    they are of one authority on one subject, and where they speak of the threat level on one day. Groups of which
    neither letters nor rules changed are not done again. From where a letter has its reasons is told by `ncnd audit
    lineage`.
    """
    compare_letters(folder, workers or cores(), root, cluster_at(scheduler, patience, workers), quiet=quiet)


def compare_letters(folder: Path, workers: int, rulesets: Path | None, cluster: Cluster | None, *, quiet: bool) -> None:
    """Compare, and say how it went on standard error."""
    from ncnd_rules.audit.compare.run import compare_stored

    with counted_on(None if quiet else sys.stderr, "groups compared") as far:
        if cluster is None:
            compared = compare_stored(folder, rulesets=rulesets, workers=workers, watch=far.at)
        else:
            from ncnd_rules.audit.compare.there import compare_on_cluster

            compared = compare_on_cluster(
                folder, cluster.address, far.at, rulesets=rulesets, patience=cluster.patience, say=cluster.say
            )
    if not quiet:
        click.echo(_told(compared), err=True)


def _told(compared: "Compared") -> str:
    absent = (
        f" {compared.absent:,} more {were(compared.absent)} not at hand, and not compared." if compared.absent else ""
    )
    return (
        f"{count(compared.letters, 'letter')} compared in {count(compared.groups, 'group')},"
        f" {compared.known:,} of them known before;"
        f" {count(compared.findings, 'new finding')} between letters.{absent}"
    )
