"""Rates one below the other, each with the interval in which it lies."""

from collections.abc import Sequence
from math import ceil
from typing import NamedTuple

from ncnd_rules.audit.figures.drawn.canvas import SIZE, SMALL, Canvas, Side
from ncnd_rules.audit.figures.rates import Rate
from ncnd_rules.explain.lettering import wrapped

_WIDTH, _SIDE = 420, 8  # as wide as a telephone shows it; wider pages have several side by side
_TOP, _FOOT, _LINE = 30, 8, 18
_NUMBERS = 110  # kept free for them, in pixels
_MOST_ROWS, _FEW_ROWS = 15, 8  # of a piece, which has to fit on a sheet of paper; and of one that stands alone


class Row(NamedTuple):
    """One rate and what it is of."""

    label: str
    detail: str  # in smaller letters below; may be empty
    rate: Rate


def forest(name: str, rows: Sequence[Row], title: str, says: str) -> tuple[str, ...]:
    """Pictures with a dot a rate on a scale from 0 to 100%, a line for its interval, and its numbers above.

    What does not fit on one sheet goes on on the next.
    """
    pieces = max(ceil(len(rows) / _MOST_ROWS), 2 if len(rows) > _FEW_ROWS else 1)
    most = ceil(len(rows) / pieces)
    drawn = []
    for number, start in enumerate(range(0, len(rows), most), 1):
        own = name if number == 1 else f"{name}-{number}"
        which = f"{title} ({number} of {pieces})" if pieces > 1 else title
        drawn.append(_piece(own, rows[start : start + most], which, says if number == 1 else which))
    return tuple(drawn)


def _piece(name: str, rows: Sequence[Row], title: str, says: str) -> str:
    height = _LINE * (3 if any(row.detail for row in rows) else 2) + 6
    canvas = Canvas(name, _WIDTH, _TOP + height * len(rows) + _FOOT)
    for fifth in range(0, 101, 20):
        x = _x(fifth / 100)
        side: Side = "left" if fifth == 0 else "right" if fifth == 100 else "center"
        canvas.line((x, _TOP - 8), (x, _TOP + height * len(rows)), tone="line")
        canvas.text((x, _TOP - 18), f"{fifth}%", side, tone="quiet", size=SMALL)
    for number, row in enumerate(rows):
        _draw(canvas, row, _TOP + height * number, height)
    return canvas.markup(title, says)


def _draw(canvas: Canvas, row: Row, top: float, height: float) -> None:
    canvas.box((0, top), (_WIDTH, height - _LINE), edge=None, blank=True)
    room = (_WIDTH - _NUMBERS) / SIZE
    canvas.text((0, top + _LINE * 0.6), wrapped(row.label, room, 1)[0], bold=True)
    canvas.text((_WIDTH, top + _LINE * 0.6), row.rate.told, "right")
    if row.detail:
        detail = wrapped(row.detail, _WIDTH / SMALL, 1)[0]
        canvas.text((0, top + _LINE * 1.45), detail, tone="quiet", size=SMALL)
    y = top + height - _LINE
    low, high = row.rate.interval
    for end in (low, high):
        canvas.line((_x(end), y - 4), (_x(end), y + 4))
    canvas.line((_x(low), y), (_x(high), y))
    canvas.mark(_x(row.rate.share or 0.0), y, "o")


def _x(share: float) -> float:
    return _SIDE + share * (_WIDTH - 2 * _SIDE)
