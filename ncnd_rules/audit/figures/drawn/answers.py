"""What authorities answered: question by question, and over the years. A shape and a word for each position."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from ncnd_rules.audit.figures.drawn.canvas import SMALL, Canvas, Tone
from ncnd_rules.audit.figures.drawn.labels import draw_label
from ncnd_rules.audit.figures.drawn.times import whole_years
from ncnd_rules.explain.lettering import wrapped


class Shape(NamedTuple):
    """How a position is drawn; told apart by shape and by filling, never by colour."""

    marker: str  # as matplotlib names it
    filled: Tone
    word: str


SHAPES: Mapping[str, Shape] = {
    "disclosed": Shape("o", "paper", "given"),
    "not_held": Shape("D", "paper", "not held"),
    "withheld": Shape("s", "quiet", "withheld"),
    "ncnd": Shape("o", "ink", "neither"),
    "cost_refusal": Shape("^", "quiet", "cost"),
    "vexatious": Shape("v", "quiet", "vexatious"),
    "unanswered": Shape("x", "ink", "unanswered"),
    "unclear": Shape("P", "paper", "unclear"),
}
_LEFT = 300  # for an authority's name
_CELL, _ROW, _LINE = 112, 34, 20
_RIGHT = 880


class Point(NamedTuple):
    """A position taken on a day."""

    day: date
    position: str


def grid(
    name: str,
    rows: Sequence[tuple[str, str]],
    columns: Sequence[str],
    cells: Sequence[Sequence[tuple[str, ...]]],
    title: str,
    says: str,
) -> str:
    """A row a letter, a column a question, in each box its positions; an empty box where it says nothing of it.

    Args:
        rows: who wrote each letter, and when.
    """
    heights = [max(_ROW, 8 + _LINE * max(map(len, own), default=0)) for own in cells]
    canvas = Canvas(name, _LEFT + _CELL * len(columns) + 4, 26 + sum(heights) + 4)
    for number, column in enumerate(columns):
        canvas.text((_LEFT + _CELL * number + 6, 14), wrapped(column, 9.5, 1)[0], tone="quiet", size=SMALL)
    y = 26.0
    for (who, day), own, height in zip(rows, cells, heights, strict=True):
        draw_label(canvas, y + height / 2, who, _LEFT - 20, day)
        for number, cell in enumerate(own):
            x = _LEFT + _CELL * number
            canvas.box((x, y), (_CELL, height))
            for line, position in enumerate(cell):
                top = y + (height - _LINE * len(cell)) / 2
                _named(canvas, x + 14, top + _LINE * (line + 0.5), position)
        y += height
    return canvas.markup(title, says)


def timeline(name: str, rows: Sequence[tuple[str, Sequence[Point]]], title: str, says: str) -> str:
    """A row an authority, a shape a position on its day, those of one day one above the other."""
    times = whole_years([point.day for _, points in rows for point in points], _LEFT, _RIGHT)
    present = [position for position in SHAPES if any(point.position == position for _, own in rows for point in own)]
    legend, row = 56, 38
    canvas = Canvas(name, _RIGHT + 20, legend + row * len(rows) + 8)
    for number, position in enumerate(present):
        _named(canvas, 10 + number * 96, 12, position)
    times.draw(canvas, legend - 6, legend + row * len(rows))
    for number, (label, points) in enumerate(rows):
        y = legend + row * (number + 0.5)
        draw_label(canvas, y, label, _LEFT - 20)
        days = sorted({point.day for point in points})
        if len(days) > 1:
            canvas.line((times.x(days[0]), y), (times.x(days[-1]), y), tone="quiet")
        for day in days:
            own = sorted({point.position for point in points if point.day == day}, key=list(SHAPES).index)
            for place, position in enumerate(own):
                shape = SHAPES[position]
                canvas.mark(times.x(day), y + (place - (len(own) - 1) / 2) * 11, shape.marker, filled=shape.filled)
    return canvas.markup(title, says)


def _named(canvas: Canvas, x: float, y: float, position: str) -> None:
    shape = SHAPES[position]
    canvas.mark(x, y, shape.marker, filled=shape.filled)
    canvas.text((x + 11, y), shape.word, size=SMALL)
