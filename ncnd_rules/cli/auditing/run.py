"""`ncnd audit FOLDER -o audit/`: run an audit, or go on with one."""

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING

import click

from ncnd_rules.cli.auditing.compare import compare_letters
from ncnd_rules.cli.auditing.describe import describe_letters
from ncnd_rules.cli.auditing.group import PATIENCE, RUN, SCHEDULER, Cluster, audit, cluster_at, cores
from ncnd_rules.cli.options import PATH, RULESETS, NamedPath
from ncnd_rules.cli.output import stop_for
from ncnd_rules.errors import InputError
from ncnd_rules.explain.explanation import one_line
from ncnd_rules.letter import visible
from ncnd_rules.report.counting import count
from ncnd_rules.starting import INTERRUPTED, STOPPED

if TYPE_CHECKING:
    from ncnd_rules.audit.drive import Ended, Order

_FEW = 3  # letters that came to nothing are told of by name


@audit.command(
    RUN,
    short_help="Read, encode, check and keep letters; the verb may be left out.",
    epilog="Example: ncnd audit letters/ -o audit/",
)
@click.argument("letters", nargs=-1, required=True, type=NamedPath(path_type=str, readable=False))
@click.option(
    "--output",
    "-o",
    "folder",
    type=PATH,
    required=True,
    help="The folder in which everything is kept; a run goes on with what is in it.",
)
@click.option(
    "--workers", type=click.IntRange(1), metavar="N", help="Letters in work at a time; by default as many as cores."
)
@click.option("--keep-text", is_flag=True, help="Keep the letters' words too, and those that facts rest on.")
@click.option("--again", is_flag=True, help="Try letters again that could not be read or checked before.")
@RULESETS
@click.option(
    "--most-seconds", type=click.FloatRange(0.1), default=60.0, show_default=True, help="By the clock, for one letter."
)
@click.option(
    "--most-memory",
    type=click.IntRange(256),
    default=1024,
    show_default=True,
    metavar="MB",
    help="Address space of the process that works on a letter.",
)
@click.option(
    "--metadata",
    type=PATH,
    help="A CSV with a row a letter: 'file', from the CSV's folder, from here or from the folder of letters; "
    "and authority, date, request_id, url or what else is told.",
)
@click.option("--no-compare", is_flag=True, help="Do not hold the letters against each other at the end.")
@SCHEDULER
@PATIENCE
@click.option("--quiet", "-q", is_flag=True, help="No progress bar and no summary.")
@click.option("--log", "log_file", type=PATH, help="Add to it what happens, a line an event.")
def run(
    letters: tuple[str, ...],
    folder: Path,
    workers: int | None,
    keep_text: bool,
    again: bool,
    root: Path | None,
    most_seconds: float,
    most_memory: int,
    metadata: Path | None,
    no_compare: bool,
    scheduler: str | None,
    patience: float,
    quiet: bool,
    log_file: Path | None,
) -> None:
    """Read, encode and check LETTERS, and keep what came out: files, folders, patterns, .jsonl or .parquet files.

    What is kept already is not done again, whatever ended the run that kept it. After a change of rules or registers
    only checking is repeated. What is told of letters beside them is kept and held against what they say: by
    --metadata, by files such as letter.pdf.json, or by the columns of a table of letters. A letter that cannot be
    read, or that takes its process down with it, is recorded with the reason, and the others go on.
    """
    from ncnd_rules.audit.drive import Order
    from ncnd_rules.audit.metadata_table import read_metadata
    from ncnd_rules.audit.sandbox import Limits

    cluster = cluster_at(scheduler, patience, workers)
    _log_to(log_file)
    folders = [path for word in letters if (path := Path(word)).is_dir()]
    table = read_metadata(metadata, folders) if metadata is not None else None
    limits = Limits(most_memory * 2**20, most_seconds)
    order = Order(letters, folder, workers or cores(), limits, keep_text, again, root)
    with _told_how_to_go_on():
        ended = _ended(order, cluster, quiet=quiet)
        problems = describe_letters(folder, ended.run, table, quiet=quiet)
        if not no_compare:
            warned = cluster and cluster._replace(say=lambda _: None)
            compare_letters(folder, workers or cores(), root, warned, quiet=quiet)
        stop_for(problems)


def _ended(order: "Order", cluster: Cluster | None, *, quiet: bool) -> "Ended":
    """A run that has ended, and is told of.

    Raises:
        KeyboardInterrupt: where it ended because of that.
    """
    from ncnd_rules.audit.parts_kept import keep_parts
    from ncnd_rules.report.progress import shown_on

    with shown_on(None if quiet else sys.stderr) as watch:
        if cluster is None:
            from ncnd_rules.audit.drive import run_audit

            ended = run_audit(order, watch)
        else:
            from ncnd_rules.audit.cluster import run_on_cluster

            ended = run_on_cluster(order, cluster.address, watch, patience=cluster.patience, say=cluster.say)
    keep_parts(order.audit, order.rulesets)  # ahead of what is told: a reader that has gone away ends this process
    if not quiet:
        click.echo(_told(ended, order.audit), err=True)
        click.echo(_told_of_undone(ended, order.audit), err=True, nl=False)
    if ended.state == "interrupted":
        raise KeyboardInterrupt
    return ended


@contextmanager
def _told_how_to_go_on() -> Iterator[None]:
    """Where Ctrl-C ends it, at whatever moment, say that nothing is lost."""
    try:
        yield
    except KeyboardInterrupt:
        click.echo(f"{STOPPED}; what is done stays done. To go on, give the same command again.", err=True)
        sys.exit(INTERRUPTED)


def _told(ended: "Ended", folder: Path) -> str:
    tally = ended.tally
    return (
        f"{tally.occurrences:,} of {ended.total:,} letters in {ended.seconds:,.1f} s: {tally.encoded:,} encoded, "
        f"{tally.checked:,} checked, {tally.known:,} known before, {tally.unreadable:,} unreadable, "
        f"{tally.failed:,} failed; {count(tally.findings, 'finding')}. Kept in {folder}"
    )


def _told_of_undone(ended: "Ended", folder: Path) -> str:
    """Why some letters came to nothing, by the first of them: a wrong column or a wrong folder shows there."""
    from ncnd_rules.audit.undone import undone

    number = ended.tally.unreadable + ended.tally.failed
    if not number:
        return ""
    few = [f"  {visible(at)}: {visible(one_line(why))}\n" for at, why in islice(undone(folder, ended.run), _FEW)]
    ask = f"ncnd audit sql {quote(str(folder))} \"SELECT source, row, reason FROM status WHERE state <> 'done'\""  # noqa: S608 - told, not asked
    return "".join(few) + (f"  ... of {number:,}: {ask}\n" if number > len(few) else "")


def _log_to(file: Path | None) -> None:
    """Have events written down; without a file nobody hears of them, for the audit keeps what became of each letter."""
    log = logging.getLogger("ncnd_rules.audit")
    log.propagate = False
    handler: logging.Handler = logging.NullHandler()
    if file is not None:
        try:
            handler = logging.FileHandler(file, encoding="utf-8", errors="replace")
        except OSError as problem:
            raise InputError(file, f"cannot be written ({problem.strerror})") from None
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
        log.setLevel(logging.INFO)
    log.handlers[:] = [handler]
