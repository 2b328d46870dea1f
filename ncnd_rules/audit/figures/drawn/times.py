"""A scale of days: where a day stands, and the years beneath."""

from collections.abc import Iterable
from datetime import date
from math import ceil
from typing import NamedTuple

from ncnd_rules.audit.figures.drawn.canvas import SMALL, Canvas

_MOST_YEARS = 14  # that are named


class Times(NamedTuple):
    """Days from left to right."""

    first: date
    last: date
    left: float
    right: float

    def x(self, day: date) -> float:
        """Where a day stands."""
        span = (self.last - self.first).days or 1
        return self.left + (day - self.first).days / span * (self.right - self.left)

    def draw(self, canvas: Canvas, top: float, bottom: float) -> None:
        """A thin line at the beginning of each year, with its number above."""
        years = range(self.first.year, self.last.year + 1)
        step = ceil(len(years) / _MOST_YEARS)
        for year in years[::step]:
            x = self.x(date(year, 1, 1))
            canvas.line((x, top), (x, bottom), tone="line")
            canvas.text((x + 3, top - 8), str(year), tone="quiet", size=SMALL)


def whole_years(days: Iterable[date], left: float, right: float) -> Times:
    """From the first of January of the first day's year to the last of December of the last's."""
    days = sorted(days)
    return Times(date(days[0].year, 1, 1), date(days[-1].year, 12, 31), left, right)
