"""How a sentence went from letter to letter: its wordings, one from another, over the years, and when it went stale."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from ncnd_rules.audit.figures.drawn.canvas import SMALL, Canvas
from ncnd_rules.audit.figures.drawn.labels import draw_label
from ncnd_rules.audit.figures.drawn.times import whole_years

_LEFT, _RIGHT, _TOP, _LEGEND, _ROW = 280, 880, 28, 32, 40


class Wording(NamedTuple):
    """One wording of a family."""

    label: str
    detail: str  # what it changed, in a few words
    parent: int | None  # the place of the wording it comes from, always earlier in the list
    uses: tuple[tuple[date, bool], ...]  # by day, and whether something in it was out of date by then


def descent(name: str, wordings: Sequence[Wording], stale: date | None, title: str, says: str) -> str:
    """A row a wording; a ring a use, a black dot one when it was out of date, as it was from *stale* on."""
    days = [day for wording in wordings for day, _ in wording.uses] + ([stale] if stale else [])
    times = whole_years(days, _LEFT, _RIGHT)
    top = _TOP + (_LEGEND if stale else 0)
    bottom = top + _ROW * len(wordings)
    canvas = Canvas(name, _RIGHT + 20, bottom + 8)
    times.draw(canvas, top - 8, bottom)
    rows = [top + _ROW * (number + 0.5) for number in range(len(wordings))]
    if stale is not None:
        _legend(canvas, stale)
        canvas.line((times.x(stale), top - 8), (times.x(stale), bottom), dashed=True, width=1.8)
    for wording, y in zip(wordings, rows, strict=True):
        draw_label(canvas, y, wording.label, _LEFT - 20, wording.detail)
        first, last = times.x(wording.uses[0][0]), times.x(wording.uses[-1][0])
        if wording.parent is not None:
            before = times.x(wordings[wording.parent].uses[-1][0])
            if before < first:
                canvas.line((before, rows[wording.parent]), (first, rows[wording.parent]), tone="quiet", dashed=True)
            canvas.line((first, rows[wording.parent]), (first, y), tone="quiet")
        canvas.line((first, y), (last, y), tone="quiet")
        for day, over in sorted(set(wording.uses)):
            canvas.mark(times.x(day), y, "o", filled="ink" if over else "paper")
    return canvas.markup(title, says)


def _legend(canvas: Canvas, stale: date) -> None:
    canvas.mark(10, 12, "o", filled="paper")
    canvas.text((21, 12), "used", size=SMALL)
    canvas.mark(122, 12, "o")
    canvas.text((133, 12), "used when out of date", size=SMALL)
    canvas.line((290, 4), (290, 20), dashed=True, width=1.8)
    canvas.text((298, 12), f"{stale.isoformat()}: out of date from then on", size=SMALL)
