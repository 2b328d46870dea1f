"""PDF files, by pypdfium2: each page as a sheet of characters with places, and from the sheets an extract.

pdfium is not thread-safe, and a page that invokes itself makes it eat memory until it is killed:
whoever calls this for a file from elsewhere does so in a guarded process.
"""

import ctypes
import math
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from typing import Any, NamedTuple

from ncnd_rules.errors import Unreadable
from ncnd_rules.read.extract import Extract, Notice
from ncnd_rules.read.print.page import Page
from ncnd_rules.read.print.paragraphs import paragraphs_of
from ncnd_rules.read.print.printed import printed
from ncnd_rules.read.print.seen import doubts, seen
from ncnd_rules.read.print.sheet import WHITE, Box, Colour, Glyph, Ink, Patch, Rule, Sheet

try:
    import pypdfium2 as pdfium
    from pypdfium2 import raw
except ImportError:  # an extra
    pdfium = None

MOST_PAGES = 500
MOST_CHARACTERS = 500_000  # about what can be read in the seconds that the guard gives
MOST_OBJECTS = 200_000  # of a page; some programs paint each character as one
MOST_POINTS = 20_000  # from one edge of a page to the other; PDF itself allows 14,400
_MOST_SEGMENTS = 200  # of a path: a drawing has more, a rule or a table's frame fewer
_MOST_SHAPES = 2_000  # rules, boxes and pictures of a page that are looked at: a drawing has more, a letter fewer
_MOST_FORMS = 20  # nested in one another
_MOST_NOTES = 2_000  # of a page
_DOT = (1.0, 8.0)  # points: a bullet that is drawn
_THIN = 2.5  # points: a filled box that is thinner is a rule

_BOLD_NAME = re.compile(r"(?i)bold|black|heavy|demi(?!$)|semibd|(?:^|[-,])bd")
_BOLD_FLAG = 1 << 18
_BOLDER = 1.35  # times the weight of most characters, where the font's name is silent
_INVISIBLE = (3, 7)  # ways of rendering: nothing, and only as an edge to cut along
_OUTLINED = 2  # filled and stroked: the way to make bold type of regular
_HYPHENS = "\x02\ufffe\uffff"  # what pdfium makes of a hyphen at the end of a line

_FONT_NAME = re.compile(r"[A-Za-z]{4,}")
_FAINT, _DENSE = 0.05, 0.95  # of opacity
_MOST_CORNERS = 6  # of a box that is drawn line by line
_NOT_SHOWN = 2 | 32  # the flags Hidden and NoView
_FIELD_SIZE = 11.0  # points: of the words in a form field
_SCARCELY = 200  # characters in the whole file
_NOWHERE = Box(0, 0, 0, 0)
# By the number of the kind: what is seen beside the words, or only where one points at it.
_BESIDE = {1: "comment", 9: "highlight", 10: "underlining", 11: "underlining", 12: "deletion mark", 13: "stamp"}
_BESIDE |= {14: "insertion mark", 17: "attached file"}


class _Font(NamedTuple):
    bold: bool
    weight: int
    named: bool  # whether its name says something about its weight


def extract(data: bytes) -> Extract:
    """What a PDF says: paragraphs told by their place on the page, tables row by row, and what was noticed.

    Words that a reader of the page cannot see are left out and noticed; so is a page that is only a
    picture. Words under a dark box are read, and a notice names their page.

    Raises:
        Unreadable: for anything that is no PDF, is locked, broken or too large.
    """
    if pdfium is None:
        raise Unreadable("reading PDF files needs pypdfium2: pip install 'ncnd_rules[pdf]'")
    if b"%PDF-" not in data[:1024]:
        raise Unreadable("is no PDF file: its first 1024 bytes were searched for '%PDF-'")
    try:
        with closing(pdfium.PdfDocument(data)) as document:
            return _extract(document)
    except pdfium.PdfiumError as problem:
        raise Unreadable(_reason(problem)) from None


def _reason(problem: Any) -> str:
    code = getattr(problem, "err_code", None)
    if code == raw.FPDF_ERR_PASSWORD:
        return "is locked with a password, expected a file that opens without one"
    if code == raw.FPDF_ERR_SECURITY:
        return "is encrypted in a way that is not known, expected a file that opens without a password"
    return "is a damaged PDF file: its pages could not be found or opened"


def _extract(document: Any) -> Extract:
    if len(document) > MOST_PAGES:
        raise Unreadable(f"has {len(document)} pages, expected at most {MOST_PAGES}")
    noticed: list[tuple[int, str, bool]] = []  # the page, what was noticed, and whether words may be lost
    pages = []
    left = MOST_CHARACTERS
    if document.get_formtype() == raw.FORMTYPE_ACRO_FORM:
        document.init_forms()
    for number in range(len(document)):
        sheet = _sheet(document, number, left)
        left -= len(sheet.glyphs)
        visible, about_seen = seen(sheet)
        page = printed(sheet._replace(glyphs=visible))
        pages.append(page)
        noticed += [(sheet.number, says, False) for says in (*about_seen, *sheet.remarks, *_slanted(page))]
        noticed += [(sheet.number, says, unread) for says, unread in doubts(sheet, visible)]
    paragraphs = paragraphs_of(pages)
    words = sum(len(line.text) for paragraph in paragraphs for line in paragraph.lines)
    noticed += [(1, says, unread) for says, unread in _about_the_file(document, words)]
    first_pages = [paragraph.lines[0].anchor.page or 1 for paragraph in paragraphs]
    notices = [
        Notice(says, next((place for place, first in enumerate(first_pages) if first >= page), len(paragraphs)), unread)
        for page, says, unread in sorted(noticed, key=lambda one: one[0])
    ]
    return Extract("pdf", tuple(paragraphs), tuple(notices))


def _slanted(page: Page) -> Iterator[str]:
    words = sum(len(line.text.split()) for line in page.lines if line.aside)
    if words:
        yield f"page {page.number}: {_counted(words, 'word')} at an angle, read after the others"


def _about_the_file(document: Any, words: int) -> Iterator[tuple[str, bool]]:
    """What was noticed about the file as a whole; words may be lost where its pages say next to nothing."""
    scarce = words < _SCARCELY
    if attached := document.count_attachments():
        yield f"the file holds {_counted(attached, 'attached file')}, not read", scarce
    if document.get_formtype() in (raw.FORMTYPE_XFA_FULL, raw.FORMTYPE_XFA_FOREGROUND):
        yield "the file holds a form that its pages do not show (XFA), not read", scarce


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"


def _sheet(document: Any, number: int, most_characters: int) -> Sheet:
    """One page of the document, turned as most of its words are read."""
    with closing(document[number]) as page, closing(page.get_textpage()) as text:
        characters = text.count_chars()
        if characters > most_characters:
            raise Unreadable(f"has more than {MOST_CHARACTERS} characters, expected a letter")
        painted = _Painted()
        painted.page(page)
        types = list(_types(text, characters, painted))
        notes = _Notes(page, document.formenv)
        turns = Counter(one.turned for one in types if one.text.strip())
        turn = turns.most_common(1)[0][0] if turns else page.get_rotation() * -90
        edges = Box(*page.get_bbox())
        if not max(edges.width, edges.height) <= MOST_POINTS:
            raise Unreadable(f"has a page of {edges.height:.0f} points, expected at most {MOST_POINTS}")
        place = _Upright(edges, turn % 360 // 90 * 90)
        rules = list(map(place.box, painted.rules))
        return Sheet(
            number=number + 1,
            box=place.page,
            glyphs=tuple(map(place.glyph, (*types, *notes.fields))),
            patches=tuple(patch._replace(box=place.box(patch.box)) for patch in (*painted.patches, *notes.redactions)),
            rules=tuple(Rule(box.bottom, box.left, box.right) for box in rules if box.height <= _THIN),
            walls=tuple(box for box in rules if box.height > _THIN),
            dots=tuple(map(place.box, painted.dots)),
            drawings=painted.drawings,
            unmapped=painted.unmapped,
            remarks=tuple(f"page {number + 1}: {says}" for says in notes.remarks()),
        )


class _Type(NamedTuple):
    """A character where the file puts it, before the page is turned."""

    text: str
    box: Box
    origin: tuple[float, float]  # where it stands on its line
    size: float
    turned: int  # degrees counter-clockwise
    ink: Ink


class _Upright:
    """Places on a page that is turned so that its words stand upright, from its lower left corner."""

    def __init__(self, page: Box, turn: int) -> None:
        self._page = page
        self._turn = turn
        self.page = Box(0, 0, page.width, page.height) if turn % 180 == 0 else Box(0, 0, page.height, page.width)

    def point(self, x: float, y: float) -> tuple[float, float]:
        x, y = x - self._page.left, y - self._page.bottom
        if self._turn == 90:
            return y, self._page.width - x
        if self._turn == 180:
            return self._page.width - x, self._page.height - y
        if self._turn == 270:
            return self._page.height - y, x
        return x, y

    def box(self, box: Box) -> Box:
        if self._turn == 0:
            across, up = self._page.left, self._page.bottom
            return Box(box.left - across, box.bottom - up, box.right - across, box.top - up)
        (x, y), (other_x, other_y) = self.point(box.left, box.bottom), self.point(box.right, box.top)
        return Box(min(x, other_x), min(y, other_y), max(x, other_x), max(y, other_y))

    def glyph(self, one: _Type) -> Glyph:
        _, base = self.point(*one.origin)
        return Glyph(one.text, self.box(one.box), base, one.size, (one.turned - self._turn) % 360, one.ink)


class _Painted:
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
        count = raw.FPDFPage_CountObjects(page)
        self._walk([raw.FPDFPage_GetObject(page, at) for at in range(self._allowed(count))], _AS_IT_IS, 0)
        self._weigh()

    def _allowed(self, more: int) -> int:
        if self._number + more > MOST_OBJECTS:
            raise Unreadable(f"has a page with more than {MOST_OBJECTS} objects, expected a letter")
        return more

    def _walk(self, objects: list[Any], placed: "_Matrix", depth: int) -> None:
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
                self._walk(within, _matrix(item).then(placed), depth + 1)

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

    def _path(self, item: Any, placed: "_Matrix") -> None:
        filled, stroked = ctypes.c_int(), ctypes.c_int()
        raw.FPDFPath_GetDrawMode(item, filled, stroked)
        colour, opacity = _colour(item, raw.FPDFPageObj_GetFillColor)
        opaque = opacity > _DENSE and not raw.FPDFPageObj_HasTransparency(item)
        placed = _matrix(item).then(placed)
        for line in _outlines(item):
            points = [placed.point(x, y) for x, y in line]
            box = _frame(points)
            around = _around(points) if points else None
            if len(self.rules) + len(self.dots) > _MOST_SHAPES:
                self.drawings += 1
            elif around and filled.value and _is_dot(around):
                self.dots.append(around)
            elif box is None:
                self.drawings += 1
            elif min(box.width, box.height) <= _THIN:
                self.rules.append(box)
            else:
                self._box(box, colour if filled.value and opaque else None, framed=bool(stroked.value))

    def _box(self, box: Box, colour: Colour | None, *, framed: bool) -> None:
        if colour is not None:
            self._patch(box, colour)
        if framed:
            self.rules += [box._replace(top=box.bottom), box._replace(bottom=box.top)]
            self.rules += [box._replace(right=box.left), box._replace(left=box.right)]


class _Matrix(NamedTuple):
    """How a form places what is in it."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float

    def point(self, x: float, y: float) -> tuple[float, float]:
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def box(self, box: Box) -> Box:
        corners = [self.point(x, y) for x in (box.left, box.right) for y in (box.bottom, box.top)]
        return _around(corners)

    def then(self, outer: "_Matrix") -> "_Matrix":
        e, f = outer.point(self.e, self.f)
        return _Matrix(
            outer.a * self.a + outer.c * self.b,
            outer.b * self.a + outer.d * self.b,
            outer.a * self.c + outer.c * self.d,
            outer.b * self.c + outer.d * self.d,
            e,
            f,
        )


_AS_IT_IS = _Matrix(1, 0, 0, 1, 0, 0)


def _matrix(item: Any) -> _Matrix:
    found = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(item, found):
        return _AS_IT_IS
    return _Matrix(found.a, found.b, found.c, found.d, found.e, found.f)


def _around(points: list[tuple[float, float]]) -> Box:
    across, up = [x for x, _ in points], [y for _, y in points]
    return Box(min(across), min(up), max(across), max(up))


def _frame(points: list[tuple[float, float]]) -> Box | None:
    """The box or straight rule that points draw; none for another figure."""
    if not 2 <= len(points) <= _MOST_CORNERS:
        return None
    box = _around(points)
    at_corners = all(
        min(abs(x - box.left), abs(x - box.right)) < 1 and min(abs(y - box.bottom), abs(y - box.top)) < 1
        for x, y in points
    )
    return box if at_corners and (len(points) > 2 or min(box.width, box.height) < 1) else None


def _is_dot(box: Box) -> bool:
    return _DOT[0] <= box.width <= _DOT[1] and abs(box.width - box.height) <= box.width / 4


def _outlines(item: Any) -> list[list[tuple[float, float]]]:
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


def _types(text: Any, count: int, painted: _Painted) -> Iterator[_Type]:
    """The characters of a page one by one; its text as a whole is shifted where a glyph stands for several or none."""
    x, y = ctypes.c_double(), ctypes.c_double()
    loose = raw.FS_RECTF()
    shapes: dict[int, tuple[float, int]] = {}
    nothing = Ink(0)
    for at in range(count):
        character = _character(raw.FPDFText_GetUnicode(text, at))
        if raw.FPDFText_IsGenerated(text, at):
            if character.isspace():
                yield _Type("", _NOWHERE, (0, 0), 0, 0, nothing)
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
        yield _Type(character, box, (x.value, y.value), size, turned, painted.inks.get(address, nothing))


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


class _Notes:
    """What lies on a page beside its content: form fields, notes, comments, redactions."""

    def __init__(self, page: Any, forms: Any) -> None:
        self.fields: list[_Type] = []
        self.redactions: list[Patch] = []
        self._count: Counter[str] = Counter()
        for at in range(min(_MOST_NOTES, raw.FPDFPage_GetAnnotCount(page))):
            note = raw.FPDFPage_GetAnnot(page, at)
            if note:
                try:
                    self._read(note, forms)
                finally:
                    raw.FPDFPage_CloseAnnot(note)

    def _read(self, note: Any, forms: Any) -> None:
        kind = raw.FPDFAnnot_GetSubtype(note)
        rectangle = raw.FS_RECTF()
        raw.FPDFAnnot_GetRect(note, rectangle)
        box = Box(rectangle.left, rectangle.bottom, rectangle.right, rectangle.top)
        if raw.FPDFAnnot_GetFlags(note) & _NOT_SHOWN:
            self._count["hidden note or form field"] += kind != raw.FPDF_ANNOT_LINK
        elif kind == raw.FPDF_ANNOT_WIDGET and forms:
            self._field(note, forms, box)
        elif kind == raw.FPDF_ANNOT_FREETEXT:
            self._words(_string(raw.FPDFAnnot_GetStringValue, note, b"Contents\0"), box, "written note, read")
        elif kind == raw.FPDF_ANNOT_REDACT:
            self.redactions.append(Patch(box, MOST_OBJECTS + 1, redaction=True))
        elif kind in _BESIDE:
            self._count[_BESIDE[kind]] += 1

    def _field(self, note: Any, forms: Any, box: Box) -> None:
        if raw.FPDFAnnot_GetFormFieldType(forms, note) in (raw.FPDF_FORMFIELD_CHECKBOX, raw.FPDF_FORMFIELD_RADIOBUTTON):
            ticked = raw.FPDFAnnot_IsChecked(forms, note)
            self._words("\u2612" if ticked else "\u2610", box, "box to tick, read")
        elif raw.FPDFAnnot_GetFormFieldType(forms, note) != raw.FPDF_FORMFIELD_PUSHBUTTON:
            self._words(_string(raw.FPDFAnnot_GetFormFieldValue, forms, note), box, "form field, read")

    def _words(self, words: str, box: Box, what: str) -> None:
        lines = [" ".join(line.split()) for line in words.splitlines() if line.strip()]
        self._count[what] += bool(lines)
        pitch = box.height / max(1, len(lines))
        for number, line in enumerate(lines):
            top = box.top - number * pitch
            size = min(pitch * 0.7, _FIELD_SIZE)
            base = top - (pitch - size) / 2 - size * 0.8
            place = Box(box.left, base - size * 0.2, box.right, base + size)
            self.fields.append(_Type(line, place, (box.left, base), size, 0, Ink(MOST_OBJECTS + 1)))

    def remarks(self) -> Iterator[str]:
        for what, number in self._count.items():
            if number:
                name, comma, read = what.partition(",")
                yield f"{_counted(number, name)}{comma}{read}" if comma else f"{_counted(number, name)}, not read"


def _string(get: Any, *of: Any) -> str:
    """A string that pdfium hands out as UTF-16."""
    size = min(get(*of, None, 0), 2 * MOST_CHARACTERS)
    if size <= 2:
        return ""
    buffer = ctypes.create_string_buffer(size)
    get(*of, ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR)), size)
    return buffer.raw[: size - 2].decode("utf-16-le", "replace").replace("\r\n", "\n").replace("\r", "\n")
