"""What is painted on a page, in order: the ink of each stretch of text, pictures, boxes and rules."""

import ctypes
import math
import re
from collections import Counter
from typing import Any, NamedTuple

from ncnd_rules.errors import Unreadable
from ncnd_rules.read.pdfium import limits
from ncnd_rules.read.pdfium.figures import AS_IT_IS, Matrix, box_around, box_of, is_dot, matrix_of, outlines_of
from ncnd_rules.read.pdfium.library import raw
from ncnd_rules.read.print.ink import WHITE, Box, Colour, Ink, Patch

THIN = 2.5  # points: a filled box that is thinner is a rule
_MOST_SHAPES = 2_000  # rules, boxes and pictures of a page that are looked at: a drawing has more, a letter fewer
_MOST_FORMS = 20  # nested in one another
_BOLD_NAME = re.compile(r"(?i)bold|black|heavy|demi(?!$)|semibd|(?:^|[-,])bd")
_BOLD_FLAG = 1 << 18
_BOLDER = 1.35  # times the weight of most characters, where the font's name is silent
_INVISIBLE = (3, 7)  # ways of rendering: nothing, and only as an edge to cut along
_OUTLINED = 2  # filled and stroked: the way to make bold type of regular
_FONT_NAME = re.compile(r"[A-Za-z]{4,}")
_FAINT, _DENSE = 0.05, 0.95  # of opacity


class _Font(NamedTuple):
    bold: bool
    weight: int
    named: bool  # whether its name says something about its weight


class Painted:
    """What was painted on a page, in order: the ink of each stretch of text, pictures, boxes and rules."""

    def __init__(self) -> None:
        self.inks: dict[int, Ink] = {}  # by the address of a text object
        self.patches: list[Patch] = []
        self.rules: list[Box] = []
        self.dots: list[Box] = []
        self.drawings = 0
        self.unmapped = 0
        self._fonts: dict[int, _Font] = {}
        self._in_font: list[tuple[int, int]] = []  # text objects with their fonts
        self._number = 0

    def page(self, page: Any) -> None:
        """Go through what a page paints."""
        count = raw.FPDFPage_CountObjects(page)
        self._walk([raw.FPDFPage_GetObject(page, at) for at in range(self._allowed(count))], AS_IT_IS, 0)
        self._weigh()

    def _allowed(self, more: int) -> int:
        if self._number + more > limits.MOST_OBJECTS:
            raise Unreadable(f"has a page with more than {limits.MOST_OBJECTS} objects, expected a letter")
        return more

    def _walk(self, objects: list[Any], placed: Matrix, depth: int) -> None:
        for item in objects:
            self._number += 1
            kind = raw.FPDFPageObj_GetType(item)
            if kind == raw.FPDF_PAGEOBJ_TEXT:
                self._text(item)
            elif kind == raw.FPDF_PAGEOBJ_IMAGE:
                self._patch(placed.box(_bounds(item)), picture=True)
            elif kind == raw.FPDF_PAGEOBJ_PATH:
                self._path(item, placed)
            elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _MOST_FORMS:
                count = self._allowed(max(0, raw.FPDFFormObj_CountObjects(item)))
                within = [raw.FPDFFormObj_GetObject(item, at) for at in range(count)]
                self._walk(within, matrix_of(item).then(placed), depth + 1)

    def _text(self, item: Any) -> None:
        mode = raw.FPDFTextObj_GetTextRenderMode(item)
        colour, opacity = _colour(item, raw.FPDFPageObj_GetStrokeColor if mode == 1 else raw.FPDFPageObj_GetFillColor)
        address = ctypes.addressof(item.contents)
        font = raw.FPDFTextObj_GetFont(item)
        font_at = ctypes.addressof(font.contents) if font else 0
        if font_at not in self._fonts:
            self._fonts[font_at] = _font(font)
        self._in_font.append((address, font_at))
        invisible = mode in _INVISIBLE or opacity < _FAINT
        self.inks[address] = Ink(self._number, self._fonts[font_at].bold or mode == _OUTLINED, invisible, colour)

    def _weigh(self) -> None:
        """Where the names of the fonts are silent, type that is much heavier than most is bold."""
        weights = Counter(self._fonts[font].weight for _, font in self._in_font)
        usual = weights.most_common(1)[0][0] if weights else 0
        for address, font_at in self._in_font:
            font = self._fonts[font_at]
            if not font.named and 0 < usual * _BOLDER < font.weight:
                self.inks[address] = self.inks[address]._replace(bold=True)

    def _patch(self, box: Box, colour: Colour = WHITE, *, picture: bool = False) -> None:
        if len(self.patches) < _MOST_SHAPES and math.isfinite(sum(box)):
            self.patches.append(Patch(box, self._number, picture, colour=colour))

    def _path(self, item: Any, placed: Matrix) -> None:
        filled, stroked = ctypes.c_int(), ctypes.c_int()
        raw.FPDFPath_GetDrawMode(item, filled, stroked)
        colour, opacity = _colour(item, raw.FPDFPageObj_GetFillColor)
        opaque = opacity > _DENSE and not raw.FPDFPageObj_HasTransparency(item)
        placed = matrix_of(item).then(placed)
        for line in outlines_of(item):
            points = [placed.point(x, y) for x, y in line]
            box = box_of(points)
            around = box_around(points) if points else None
            if len(self.rules) + len(self.dots) > _MOST_SHAPES:
                self.drawings += 1
            elif around and filled.value and is_dot(around):
                self.dots.append(around)
            elif box is None:
                self.drawings += 1
            elif min(box.width, box.height) <= THIN:
                self.rules.append(box)
            else:
                self._box(box, colour if filled.value and opaque else None, framed=bool(stroked.value))

    def _box(self, box: Box, colour: Colour | None, *, framed: bool) -> None:
        if colour is not None:
            self._patch(box, colour)
        if framed:
            self.rules += [box._replace(top=box.bottom), box._replace(bottom=box.top)]
            self.rules += [box._replace(right=box.left), box._replace(left=box.right)]


def _bounds(item: Any) -> Box:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    raw.FPDFPageObj_GetBounds(item, left, bottom, right, top)
    return Box(left.value, bottom.value, right.value, top.value)


def _colour(item: Any, get: Any) -> tuple[Colour, float]:
    """The colour of an object and how opaque it is, from 0 to 1; black where the file does not say."""
    red, green, blue, opacity = (ctypes.c_uint() for _ in range(4))
    if not get(item, red, green, blue, opacity):
        return (0.0, 0.0, 0.0), 1.0
    return (red.value / 255, green.value / 255, blue.value / 255), opacity.value / 255


def _font(font: Any) -> _Font:
    if not font:
        return _Font(bold=False, weight=0, named=True)
    size = raw.FPDFFont_GetBaseFontName(font, None, 0)
    buffer = ctypes.create_string_buffer(max(1, size))
    raw.FPDFFont_GetBaseFontName(font, buffer, size)
    name = buffer.value.decode("utf-8", "replace")
    bold = bool(_BOLD_NAME.search(name)) or bool(raw.FPDFFont_GetFlags(font) & _BOLD_FLAG)
    return _Font(bold, raw.FPDFFont_GetWeight(font), bool(_FONT_NAME.search(name)))
