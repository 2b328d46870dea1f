"""`ncnd audit plan`: what an audit of so many letters would take."""

import json
from typing import TYPE_CHECKING

import click

from ncnd_rules.cli.auditing.group import audit
from ncnd_rules.cli.options import FORMAT
from ncnd_rules.cli.output import write

if TYPE_CHECKING:
    from ncnd_rules.audit.plan import Plan

_MEASURED = "measured on {} letters of {:,.0f} bytes"


@audit.command(
    short_help="Work out time, memory, disk and price of a large audit.",
    epilog="Example: ncnd audit plan --letters 1200000 --workers 100 --like letters/",
)
@click.option("--letters", type=click.IntRange(1), required=True, metavar="N", help="How many letters there are.")
@click.option("--workers", type=click.IntRange(1), default=100, show_default=True, help="Beside the plan for one.")
@click.option(
    "--like", metavar="LETTERS", help="Measure on the first of these: a folder or pattern; else on composed ones."
)
@click.option("--measure", "number", type=click.IntRange(1, 10_000), default=64, show_default=True, help="On how many.")
@click.option("--keep-text", is_flag=True, help="As of an audit that keeps texts.")
@click.option("--letter-seconds", type=click.FloatRange(min=1e-6), help="Of one worker for one letter.")
@click.option("--worker-mb", type=click.FloatRange(min=1), help="Memory of one worker.")
@click.option("--letter-bytes", type=click.FloatRange(min=1), help="Disk for one letter.")
@click.option(
    "--scaling",
    type=click.FloatRange(0.01, 1),
    default=0.9,
    show_default=True,
    help="How much of its pace a worker keeps beside others.",
)
@click.option(
    "--price-per-hour", type=click.FloatRange(0), default=0.05, show_default=True, help="Of one worker, in your money."
)
@FORMAT
def plan(
    letters: int,
    workers: int,
    like: str | None,
    number: int,
    keep_text: bool,
    letter_seconds: float | None,
    worker_mb: float | None,
    letter_bytes: float | None,
    scaling: float,
    price_per_hour: float,
    form: str,
) -> None:
    """Work out what an audit of N letters takes with one worker and with many, each step shown.

    A small audit is run here first. A figure that you give counts in place of the one that is measured.
    """
    from ncnd_rules.audit.measured import measure
    from ncnd_rules.audit.plan import Figures, told
    from ncnd_rules.audit.plan import plan as plan_of

    found = measure(like, number, keep_text=keep_text)
    how = _MEASURED.format(found.letters, found.bytes / found.letters)
    given = {"letter_seconds": letter_seconds, "worker_mb": worker_mb, "letter_bytes": letter_bytes}
    figures = Figures(
        letter_seconds=letter_seconds or found.letter_seconds,
        start_seconds=found.start_seconds,
        worker_mb=worker_mb or found.worker_mb,
        driver_mb=found.driver_mb,
        letter_bytes=letter_bytes or found.letter_bytes,
        scaling=scaling,
        price_per_hour=price_per_hour,
    )
    origin = dict.fromkeys(figures._fields, how)
    origin |= dict.fromkeys(("letter_seconds", "start_seconds"), f"{how}, time of the processor")
    origin |= {name: "given" for name, value in given.items() if value is not None}
    origin |= {
        name: "assumed; say otherwise with --" + name.replace("_", "-") for name in ("scaling", "price_per_hour")
    }
    made = plan_of(letters, tuple(sorted({1, workers})), figures, origin)
    write(_as_json(made) if form == "json" else "\n".join(told(made)))


def _as_json(made: "Plan") -> str:
    return json.dumps(
        {
            "letters": made.letters,
            "figures": {
                name: {"value": value, "origin": made.origin[name]} for name, value in made.figures._asdict().items()
            },
            "plans": [
                column._asdict() | {"lines": [line._asdict() for line in column.lines]} for column in made.columns
            ],
        },
        ensure_ascii=False,
        indent=2,
    )
