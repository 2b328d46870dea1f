"""Rates in rows and columns: the darker, the more often; hatched where too few letters tell."""

from collections.abc import Sequence
from itertools import pairwise

from ncnd_rules.audit.figures.drawn.canvas import SMALL, Canvas
from ncnd_rules.audit.figures.rates import Rate
from ncnd_rules.explain.lettering import wrapped

# No tone between the third and the fourth: neither dark nor light letters would be legible on it.
_BANDS = ((0.0, 0.0), (0.1, 0.08), (0.25, 0.18), (0.5, 0.36), (0.75, 0.72), (1.0, 0.92))  # up to a share, its tone
_HATCH = "////"
_LEFT, _CELL, _ROW, _LEGEND, _MARGIN = 90, 62, 28, 46, 4
_SLANT = 0.72  # of a turned label's length, that it rises
_ROOM = 16.0  # of a column's label, in ems


def shaded(
    name: str,
    rows: Sequence[str],
    columns: Sequence[str],
    cells: Sequence[Sequence[Rate | None]],
    title: str,
    says: str,
) -> str:
    """A box a rate, with its numbers in it; none where nothing was decided."""
    labels = [wrapped(column, _ROOM, 1)[0] if column else "" for column in columns]
    turned = max(map(len, labels), default=0) > 8
    rise = max(map(len, labels), default=0) * SMALL * 0.62 * _SLANT + 10 if turned else 24
    width = max(_LEFT + _CELL * len(columns) + (rise if turned else _MARGIN), _LEFT + 84 * (len(_BANDS) + 1))
    canvas = Canvas(name, width, _LEGEND + rise + _ROW * len(rows) + _MARGIN)
    _legend(canvas)
    top = _LEGEND + rise
    for number, label in enumerate(labels):
        x = _LEFT + _CELL * (number + 0.5)
        if turned:
            canvas.text((x, top - 6), label, size=SMALL, turned=True)
        else:
            canvas.text((x, top - 12), label, "center", size=SMALL)
    for line, (row, own) in enumerate(zip(rows, cells, strict=True)):
        y = top + _ROW * line
        canvas.text((0, y + _ROW / 2), row, bold=True)
        for number, rate in enumerate(own):
            _cell(canvas, _LEFT + _CELL * number, y, rate)
    return canvas.markup(title, says)


def tone(share: float) -> float:
    """How dark a share is drawn."""
    return next(dark for most, dark in _BANDS if share <= most)


def _cell(canvas: Canvas, x: float, y: float, rate: Rate | None) -> None:
    if rate is None or rate.share is None:
        canvas.text((x + _CELL / 2, y + _ROW / 2), "–", "center", tone="quiet", size=SMALL)
        return
    dark = tone(rate.share) if rate.enough else 0.0
    canvas.box((x, y), (_CELL, _ROW), shade=dark, hatch="" if rate.enough else _HATCH)
    if not rate.enough:
        canvas.box((x + 8, y + 6), (_CELL - 16, _ROW - 12), edge=None, blank=True)
    canvas.text(
        (x + _CELL / 2, y + _ROW / 2),
        f"{rate.hits}/{rate.of}",
        "center",
        tone="paper" if dark > 0.5 else "ink",
        size=SMALL,
    )


def _legend(canvas: Canvas) -> None:
    words = ["none", *(f"to {most:.0%}" for _, (most, _) in pairwise(_BANDS))]
    for number, (_, dark) in enumerate(_BANDS):
        canvas.box((_LEFT + 84 * number, 4), (22, 16), shade=dark)
        canvas.text((_LEFT + 84 * number + 28, 12), words[number], size=SMALL)
    canvas.box((_LEFT + 84 * len(_BANDS), 4), (22, 16), hatch=_HATCH)
    canvas.text((_LEFT + 84 * len(_BANDS) + 28, 12), "too few", size=SMALL)
