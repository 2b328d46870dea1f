"""The group: `ncnd audit FOLDER` runs an audit, and a first word that names another verb is that verb."""

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple

import click

from ncnd_rules.cli.group import main
from ncnd_rules.cli.options import PATH
from ncnd_rules.yamlfile import did_you_mean

RUN = "run"


class _AuditVerbs(click.Group):
    """Verbs about an audit; where the first word is none of them, it names letters."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Take whatever is no verb of ours for letters, and options for those of a run."""
        is_verb = not args or args[0] in self.commands or args[0] in ctx.help_option_names
        if not is_verb and (near := did_you_mean(args[0], self.commands)) and not Path(args[0]).exists():
            ctx.fail(f"found '{args[0]}', expected a verb or letters that are there{near}")
        return super().parse_args(ctx, args if is_verb else [RUN, *args])


@main.group(
    cls=_AuditVerbs,
    epilog="Example: ncnd audit letters/ -o audit/; ncnd audit sql audit/ \"FROM findings WHERE outcome = 'violated'\"",
    short_help="Check many letters, keep what came out, and ask it.",
)
def audit() -> None:
    """Read, encode and check any number of letters, and keep what came out; or ask what was kept.

    `ncnd audit FOLDER -o audit/` runs; FOLDER may be files, patterns, a .jsonl or a .parquet file. The other verbs
    take the folder that a run has filled. Letters in a folder called like a verb: write ./sql.
    """


AUDIT = click.argument("folder", metavar="AUDIT", type=PATH)
UNDER = click.option(
    "--run", metavar="RUN", help="Show what the rules of this run made of the letters; else the newest of each letter."
)
SCHEDULER = click.option(
    "--scheduler", metavar="ADDR", help="Work on the Dask cluster of this scheduler, such as tls://host:8786."
)
PATIENCE = click.option(
    "--patience",
    type=click.FloatRange(1),
    default=60.0,
    show_default=True,
    help="Seconds to wait while a cluster has no worker left.",
)


class Cluster(NamedTuple):
    """The cluster on which to work."""

    address: str
    patience: float
    say: Callable[[str], None]  # told what the user should know meanwhile


def cluster_at(scheduler: str | None, patience: float, workers: int | None) -> Cluster | None:
    """The cluster that was asked for; none for this machine.

    Raises:
        click.UsageError: where workers were asked for too.
    """
    if scheduler is None:
        return None
    if workers is not None:
        raise click.UsageError("--workers and --scheduler do not go together: a cluster has the workers that it has")
    return Cluster(scheduler, patience, partial(click.echo, err=True))


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
