"""The characters of a page one by one, where the file puts them."""

import ctypes
import math
from collections.abc import Iterator
from typing import Any, NamedTuple

from ncnd_rules.errors import Unreadable
from ncnd_rules.read.pdfium.library import raw
from ncnd_rules.read.pdfium.painted import Painted
from ncnd_rules.read.print.ink import Box, Ink

_HYPHENS = "\x02\ufffe\uffff"  # what pdfium makes of a hyphen at the end of a line
_NOWHERE = Box(0, 0, 0, 0)


class Character(NamedTuple):
    """A character where the file puts it, before the page is turned."""

    text: str
    box: Box
    origin: tuple[float, float]  # where it stands on its line
    size: float
    turned: int  # degrees counter-clockwise
    ink: Ink


def characters_of(text: Any, count: int, painted: Painted) -> Iterator[Character]:
    """The characters of a page one by one; its text as a whole is shifted where a glyph stands for several or none."""
    x, y = ctypes.c_double(), ctypes.c_double()
    loose = raw.FS_RECTF()
    shapes: dict[int, tuple[float, int]] = {}
    nothing = Ink(0)
    for at in range(count):
        character = _character(raw.FPDFText_GetUnicode(text, at))
        if raw.FPDFText_IsGenerated(text, at):
            if character.isspace():
                yield Character("", _NOWHERE, (0, 0), 0, 0, nothing)
            continue
        item = raw.FPDFText_GetTextObject(text, at)
        address = ctypes.addressof(item.contents) if item else 0
        if address not in shapes:
            shapes[address] = _size_and_turn(text, at)
        size, turned = shapes[address]
        raw.FPDFText_GetCharOrigin(text, at, x, y)
        raw.FPDFText_GetLooseCharBox(text, at, loose)
        if character == "\ufffd":
            painted.unmapped += 1
        box = Box(loose.left, loose.bottom, loose.right, loose.top)
        if not math.isfinite(sum(box) + x.value + y.value + size):
            raise Unreadable("is a damaged PDF file: characters stand nowhere on the page")
        yield Character(character, box, (x.value, y.value), size, turned, painted.inks.get(address, nothing))


def _character(code: int) -> str:
    if code == 0 or 0xD800 <= code <= 0xDFFF or code > 0x10FFFF:
        return "\ufffd"
    character = chr(code)
    if character in _HYPHENS:
        return "-"
    return " " if character.isspace() or code < 0x20 else character


def _size_and_turn(text: Any, at: int) -> tuple[float, int]:
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(text, at, matrix)
    size = raw.FPDFText_GetFontSize(text, at) * math.hypot(matrix.c, matrix.d)
    return abs(size), round(math.degrees(math.atan2(matrix.b, matrix.a))) % 360
