"""What lies on a page beside its content: form fields, notes, comments, redactions."""

import ctypes
from collections import Counter
from collections.abc import Iterator
from typing import Any

from ncnd_rules.read.extract import counted
from ncnd_rules.read.pdfium import limits
from ncnd_rules.read.pdfium.characters import Character
from ncnd_rules.read.pdfium.library import raw
from ncnd_rules.read.print.ink import Box, Ink, Patch

_MOST_NOTES = 2_000  # of a page
_NOT_SHOWN = 2 | 32  # the flags Hidden and NoView
_FIELD_SIZE = 11.0  # points: of the words in a form field
# By the number of the kind: what is seen beside the words, or only where one points at it.
_BESIDE = {
    1: "comment",
    9: "highlight",
    10: "underlining",
    11: "underlining",
    12: "deletion mark",
    13: "stamp",
    14: "insertion mark",
    17: "attached file",
}


class Notes:
    """What lies on a page beside its content: form fields, notes, comments, redactions."""

    def __init__(self, page: Any, forms: Any) -> None:
        self.fields: list[Character] = []
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
            self.redactions.append(Patch(box, limits.MOST_OBJECTS + 1, redaction=True))
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
            self.fields.append(Character(line, place, (box.left, base), size, 0, Ink(limits.MOST_OBJECTS + 1)))

    def remarks(self) -> Iterator[str]:
        """What is told of all that lies there."""
        for what, number in self._count.items():
            if number:
                name, comma, read = what.partition(",")
                yield f"{counted(number, name)}{comma}{read}" if comma else f"{counted(number, name)}, not read"


def _string(get: Any, *of: Any) -> str:
    """A string that pdfium hands out as UTF-16."""
    size = min(get(*of, None, 0), 2 * limits.MOST_CHARACTERS)
    if size <= 2:
        return ""
    buffer = ctypes.create_string_buffer(size)
    get(*of, ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR)), size)
    return buffer.raw[: size - 2].decode("utf-16-le", "replace").replace("\r\n", "\n").replace("\r", "\n")
