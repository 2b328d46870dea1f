"""The name of a row, in one line or two, beside what is drawn for it."""

from ncnd_rules.audit.figures.drawn.canvas import SIZE, SMALL, Canvas
from ncnd_rules.explain.lettering import wrapped

_EMS = 1.1  # letters are drawn a little narrower than they are reckoned


def draw_label(canvas: Canvas, middle: float, label: str, room: float, detail: str = "") -> None:
    """A label no wider than *room* pixels; its detail, or what does not fit in its first line, stands below."""
    lines = wrapped(label, room / SIZE * _EMS, 1 if detail else 2)
    below = wrapped(detail, room / SMALL * _EMS, 1) if detail else lines[1:]
    if not below:
        canvas.text((0, middle), lines[0])
        return
    canvas.text((0, middle - 8), lines[0], bold=bool(detail))
    canvas.text((0, middle + 8), below[0], tone="quiet" if detail else "ink", size=SMALL if detail else SIZE)
