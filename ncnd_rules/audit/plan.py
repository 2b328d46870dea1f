"""What an audit of so many letters would take: figures measured on some, and the arithmetic from them, line by line."""

from collections.abc import Iterator
from typing import NamedTuple

_HOUR = 3600
_MB, _GB = 10**6, 10**9


class Figures(NamedTuple):
    """What the arithmetic starts from; each is measured or assumed, and `Plan.origin` says which."""

    letter_seconds: float  # of one worker, for one letter: read, encode, check, told to its parent and kept
    start_seconds: float  # until a worker is ready
    worker_mb: float  # of memory that a worker holds at most, parent and child together
    driver_mb: float  # of the process that hands out the work
    letter_bytes: float  # of disk that is kept for one letter
    scaling: float  # how much of its pace a worker keeps when many work at a time
    price_per_hour: float  # of one worker


class Line(NamedTuple):
    """One step of the arithmetic."""

    what: str
    how: str
    value: str


class Column(NamedTuple):
    """What it takes with so many workers."""

    workers: int
    seconds: float
    memory_mb: float  # of all machines together
    disk_gb: float
    price: float
    lines: tuple[Line, ...]


class Plan(NamedTuple):
    """What it takes with one worker and with many."""

    letters: int
    figures: Figures
    origin: dict[str, str]  # figure to how it came about
    columns: tuple[Column, ...]


def plan(letters: int, workers: tuple[int, ...], figures: Figures, origin: dict[str, str]) -> Plan:
    """The arithmetic for each number of workers."""
    return Plan(letters, figures, origin, tuple(_column(letters, number, figures) for number in workers))


def _column(letters: int, workers: int, figures: Figures) -> Column:
    scaling = figures.scaling if workers > 1 else 1.0
    work = letters * figures.letter_seconds
    wall = work / workers / scaling + figures.start_seconds
    memory = workers * figures.worker_mb + figures.driver_mb
    disk = letters * figures.letter_bytes / _GB
    hours = workers * wall / _HOUR
    price = hours * figures.price_per_hour
    lines = (
        Line("work", f"{letters:,} letters x {figures.letter_seconds:.6g} s", f"{work:,.0f} s of one worker"),
        Line(
            "time",
            f"{work:,.0f} s / {workers} / {scaling:g} + {figures.start_seconds:.1f} s to start",
            f"{wall:,.0f} s = {spoken(wall)}",
        ),
        Line(
            "memory",
            f"{workers} x {figures.worker_mb:.5g} MB + {figures.driver_mb:.5g} MB",
            f"{memory:,.0f} MB, {figures.worker_mb:.0f} MB a worker",
        ),
        Line("disk", f"{letters:,} letters x {figures.letter_bytes:,.0f} bytes", f"{disk:,.1f} GB"),
        Line("price", f"{workers} x {wall:,.0f} s / {_HOUR:,} x {figures.price_per_hour:g}", f"{price:,.2f}"),
    )
    return Column(workers, wall, memory, disk, price, lines)


def spoken(seconds: float) -> str:
    """``4 h 10 min``: a time as people say it, to two units."""
    if seconds < 60:
        return f"{seconds:.0f} s"
    minutes = round(seconds / 60)
    days, minutes = divmod(minutes, 24 * 60)
    hours, minutes = divmod(minutes, 60)
    if days:
        return f"{days} d {hours} h"
    return f"{hours} h {minutes} min" if hours else f"{minutes} min"


def told(made: Plan) -> Iterator[str]:
    """The plan for a reader: where figures come from, each step, and a table."""
    yield f"{made.letters:,} letters"
    yield ""
    for name, value in made.figures._asdict().items():
        yield f"  {name.replace('_', ' '):15} {value:>12,.4g}  {made.origin[name]}"
    for column in made.columns:
        yield ""
        yield f"{column.workers} worker{'s' * (column.workers > 1)}"
        yield from (f"  {line.what:7} {line.how} = {line.value}" for line in column.lines)
    yield ""
    yield "Reading, encoding, checking and keeping; holding letters against each other and lineage come on top."
    yield ""
    yield "| workers | time | memory | disk | price |"
    yield "|---|---|---|---|---|"
    for column in made.columns:
        yield (
            f"| {column.workers} | {spoken(column.seconds)} | {column.memory_mb / 1000:,.1f} GB "
            f"| {column.disk_gb:,.1f} GB | {column.price:,.2f} |"
        )
