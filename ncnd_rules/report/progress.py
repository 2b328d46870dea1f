"""How far a long run is, shown while it goes on: on a terminal a bar, and elsewhere nothing."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TextIO

if TYPE_CHECKING:
    from rich.progress import Progress


@contextmanager
def shown_on(stream: TextIO | None) -> Iterator[Callable[[Any], None]]:
    """A bar with what is told of a run; where there is no terminal to show it on, nothing is.

    What it is told has ``total`` and a ``tally`` with ``occurrences``, ``findings``, ``unreadable`` and ``failed``.
    """
    with _bar_on(stream) as bar:
        if bar is None:
            yield lambda _: None
            return
        task = bar.add_task("auditing", total=None, rate="", told="starting")

        def show(far: Any) -> None:
            tally = far.tally
            speed = bar.tasks[0].speed
            bar.update(
                task,
                total=far.total,
                completed=tally.occurrences,
                rate=f"{speed:.1f}/s" if speed else "",
                told=f"{tally.findings:,} findings, {tally.unreadable:,} unreadable, {tally.failed:,} failed",
            )

        yield show


class Count:
    """How many things are done, on a bar; without one it is told to nobody."""

    def __init__(self, bar: "Progress | None", doing: str, total: int | None) -> None:
        self._bar = bar
        self._task = bar.add_task(doing, total=total, rate="", told="") if bar is not None else None

    def one_more(self, _: object = None) -> None:
        """Something is done, whatever it is."""
        if self._bar is not None and self._task is not None:
            self._bar.advance(self._task)

    def at(self, done: int, total: int) -> None:
        """So many are done by now, of so many."""
        if self._bar is not None and self._task is not None:
            self._bar.update(self._task, completed=done, total=total)


@contextmanager
def counted_on(stream: TextIO | None, doing: str, total: int | None = None) -> Iterator[Count]:
    """A bar for what may take seconds.

    Args:
        total: how many things there are to do, if that is known before.
    """
    with _bar_on(stream) as bar:
        yield Count(bar, doing, total)


@contextmanager
def _bar_on(stream: TextIO | None) -> Iterator["Progress | None"]:
    """A bar that is gone when it has ended; none where there is no terminal."""
    if stream is None or not stream.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(compact=True),
        TextColumn("{task.fields[told]}"),
    )
    with Progress(*columns, console=Console(file=stream), transient=True) as bar:
        yield bar
