"""Figures that are drawn: where they are placed, and which are boxes, rules or dots."""

import ctypes
from typing import Any, NamedTuple

from ncnd_rules.read.pdfium.library import raw
from ncnd_rules.read.print.ink import Box

_MOST_SEGMENTS = 200  # of a path: a drawing has more, a rule or a table's frame fewer
_DOT = (1.0, 8.0)  # points: a bullet that is drawn
_MOST_CORNERS = 6  # of a box that is drawn line by line


class Matrix(NamedTuple):
    """How a form places what is in it."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Where a point comes to stand."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def box(self, box: Box) -> Box:
        """The box around one that is placed."""
        corners = [self.point(x, y) for x in (box.left, box.right) for y in (box.bottom, box.top)]
        return box_around(corners)

    def then(self, outer: "Matrix") -> "Matrix":
        """This placing, and then that of what it stands in."""
        e, f = outer.point(self.e, self.f)
        return Matrix(
            outer.a * self.a + outer.c * self.b,
            outer.b * self.a + outer.d * self.b,
            outer.a * self.c + outer.c * self.d,
            outer.b * self.c + outer.d * self.d,
            e,
            f,
        )


AS_IT_IS = Matrix(1, 0, 0, 1, 0, 0)


def matrix_of(item: Any) -> Matrix:
    """How a form, or another object, is placed."""
    found = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(item, found):
        return AS_IT_IS
    return Matrix(found.a, found.b, found.c, found.d, found.e, found.f)


def box_around(points: list[tuple[float, float]]) -> Box:
    """The smallest box that holds some points."""
    across, up = [x for x, _ in points], [y for _, y in points]
    return Box(min(across), min(up), max(across), max(up))


def box_of(points: list[tuple[float, float]]) -> Box | None:
    """The box or straight rule that points draw; none for another figure."""
    if not 2 <= len(points) <= _MOST_CORNERS:
        return None
    box = box_around(points)
    at_corners = all(
        min(abs(x - box.left), abs(x - box.right)) < 1 and min(abs(y - box.bottom), abs(y - box.top)) < 1
        for x, y in points
    )
    return box if at_corners and (len(points) > 2 or min(box.width, box.height) < 1) else None


def is_dot(box: Box) -> bool:
    """Whether a filled figure is a bullet that is drawn."""
    return _DOT[0] <= box.width <= _DOT[1] and abs(box.width - box.height) <= box.width / 4


def outlines_of(item: Any) -> list[list[tuple[float, float]]]:
    """The points of each figure of a path; of a drawing with many, none."""
    count = raw.FPDFPath_CountSegments(item)
    if not 0 < count <= _MOST_SEGMENTS:
        return [[]]
    lines: list[list[tuple[float, float]]] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for at in range(count):
        segment = raw.FPDFPath_GetPathSegment(item, at)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO or not lines:
            lines.append([])
        lines[-1].append((x.value, y.value))
    return [line for line in lines if len(line) > 1]
