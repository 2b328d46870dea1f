"""The words of a paragraph as a reader sees them, out of its runs, changes, fields, links and drawings."""

import re
from collections.abc import Callable
from typing import NamedTuple

from ncnd_rules.read.word import pieces
from ncnd_rules.read.word.package import Element, child, every, is_on, name, value, whole
from ncnd_rules.read.word.pieces import Kind, Mark
from ncnd_rules.read.word.styles import Look, Styles
from ncnd_rules.read.word.symbols import sign, signs_in

_SHOWN_AS = {
    "w:tab": "\t",
    "w:ptab": "\t",
    "w:noBreakHyphen": "\u2011",
    "w:softHyphen": "\u00ad",
    "w:br": "\n",
    "w:cr": "\n",
}
_WITHOUT_WORDS = frozenset({"w:pPr", "w:rPr", "w:sdtPr", "w:sdtEndPr", "w:ffData", "w:rubyPr", "w:tblPr", "w:tcPr"})
_CHANGING = ("DATE", "TIME")
_POINTS = re.compile(r"(?:^|;)\s*(width|height)\s*:\s*([0-9]{1,5}(?:\.[0-9]{1,6})?)(pt|in|cm|mm|px)?", re.IGNORECASE)
_PER_UNIT = {"pt": 12_700, "in": 914_400, "cm": 360_000, "mm": 36_000, "px": 9_525, "": 12_700}  # in Word's own unit
_PAGE_SIZED = 0.5  # of the area of a page
_LARGE = 0.1  # likewise; what is smaller is a crest, a logo or a signature


class Field(NamedTuple):
    """A field that has begun."""

    code: list[str]
    shows: bool  # whether its code has ended, and what it shows has begun


class Words:
    """What has been read of one paragraph."""

    def __init__(self, place: str) -> None:
        self.place = place
        self.text: list[str] = []
        self.said_by: list[Element | None] = []  # the element behind each text; none for what no run holds
        self.marks: list[Mark] = []
        self.boxes: list[Element] = []  # of text, to be read behind it
        self.art: list[str] = []  # words drawn as a picture
        self.notes: list[tuple[str, str]] = []  # kind and id of the notes it cites
        self._bold: set[bool] = set()

    @property
    def bold(self) -> bool:
        """Whether all of its words are set apart."""
        return self._bold == {True}

    def lines(self) -> list[str]:
        """Its lines that are not blank."""
        return [line for raw in "".join(self.text).split("\n") if (line := " ".join(raw.split()))]

    def say(self, text: str, look: Look, said_by: Element | None = None) -> None:
        """Add words."""
        self.text.append(text)
        self.said_by.append(said_by)
        if text.strip():
            self._bold.add(bool(look.bold or look.capitals))

    def mark(self, kind: Kind, count: int = 1) -> None:
        """Notice something, unless there is none of it."""
        if count:
            self.marks.append(Mark(kind, self.place, count))


class Runs:
    """Reads the paragraphs of one story: the body, a header, a note. Fields may run from one to the next."""

    def __init__(self, root: Element, styles: Styles, page_area: float) -> None:
        self._styles = styles
        self._page_area = page_area
        self._fields: list[Field] = []
        self._whole = _whole_fields(root)
        self.seen = 0  # elements with text that were met
        self._readers: dict[str, Callable[[Element, Words, Look], None]] = {
            "w:r": self._run,
            "w:t": self._text,
            "m:t": self._text,
            "a:t": self._text_of_drawing,
            "w:sym": self._sign,
            "w:del": self._deleted,
            "w:delText": self._deleted,
            "w:moveFrom": self._moved,
            "w:fldChar": self._field,
            "w:fldSimple": self._simple_field,
            "w:instrText": self._code,
            "w:delInstrText": self._nothing,
            "w:ruby": self._ruby,
            "w:footnoteReference": self._note,
            "w:endnoteReference": self._note,
            "w:commentReference": self._comment,
            "w:txbxContent": self._box,
            "mc:AlternateContent": self._alternates,
            "w:drawing": self._drawing,
            "w:pict": self._picture,
            "v:textpath": self._art,
            "w:object": self._object,
            **dict.fromkeys(_SHOWN_AS, self._shown_as),
            **dict.fromkeys(_WITHOUT_WORDS, self._nothing),
        }

    def read(self, element: Element, words: Words, look: Look) -> None:
        """Read everything in an element; what is not known is looked into."""
        for one in element:
            self._readers.get(name(one), self.read)(one, words, look)

    def left_out(self, element: Element, words: Words, kind: Kind) -> None:
        """Pass over an element with its words, and say so."""
        self.pass_over(element)
        words.mark(kind, len(words_in(element)))

    def pass_over(self, element: Element) -> None:
        """Pass over an element that says the same as one that is read."""
        self.seen += sum(1 for _ in every(element, "w:t"))

    def chosen(self, alternates: Element) -> Element:
        """The one of several ways to show a thing that has words: it is kept for old programs a second time."""
        ways = [one for one in alternates if name(one) in ("mc:Choice", "mc:Fallback")]
        with_words = (way for way in ways if next(every(way, "w:t", "a:t", "v:textpath"), None) is not None)
        way = next(with_words, ways[0] if ways else alternates)
        for other in ways:
            if other is not way:
                self.pass_over(other)
        return way

    def _say(self, text: str, words: Words, look: Look, said_by: Element | None = None) -> None:
        if any(not field.shows for field in self._fields):
            return  # part of the code of a field
        if look.hidden:
            words.mark(pieces.HIDDEN, len(text.split()))
        else:
            words.say(text, look, said_by)

    def _run(self, element: Element, words: Words, look: Look) -> None:
        self.read(element, words, self._styles.look_of_run(child(element, "w:rPr")).over(look))

    def _text(self, element: Element, words: Words, look: Look) -> None:
        if name(element) == "w:t":
            self.seen += 1
        self._say(signs_in(element.text or "", look.font), words, look, element)

    def _text_of_drawing(self, element: Element, words: Words, look: Look) -> None:
        self._say(f"\n{element.text or ''}\n", words, look)

    def _shown_as(self, element: Element, words: Words, look: Look) -> None:
        self._say(_SHOWN_AS[name(element)], words, look, element)

    def _sign(self, element: Element, words: Words, look: Look) -> None:
        code = value(element, "char") or ""
        shown = sign(int(code, 16) if re.fullmatch("[0-9A-Fa-f]{1,6}", code) else 0, value(element, "font") or "")
        words.mark(pieces.SIGNS, shown == "\N{REPLACEMENT CHARACTER}")
        self._say(shown, words, look, element)

    def _deleted(self, element: Element, words: Words, _look: Look) -> None:
        if name(element) == "w:delText":
            words.mark(pieces.DELETED, len((element.text or "").split()))
        else:
            self.left_out(element, words, pieces.DELETED)

    def _moved(self, element: Element, words: Words, _look: Look) -> None:
        self.left_out(element, words, pieces.MOVED)

    def _nothing(self, _element: Element, _words: Words, _look: Look) -> None:
        """Pass over what has no words."""

    def _field(self, element: Element, words: Words, look: Look) -> None:
        kind = value(element, "fldCharType")
        if kind == "begin":
            if element in self._whole:
                self._fields.append(Field([], shows=False))
        elif kind == "separate" and self._fields:
            self._fields[-1] = self._fields[-1]._replace(shows=True)
        elif kind == "end" and self._fields:
            self._note_code("".join(self._fields.pop().code), words)
        if kind == "begin" and (form := child(element, "w:ffData")) is not None:
            self._form_field(form, words, look)

    def _form_field(self, form: Element, words: Words, look: Look) -> None:
        """What a box to tick or a list to choose from shows: it stands nowhere among the words."""
        box, choice = child(form, "w:checkBox"), child(form, "w:ddList")
        if box is not None:
            ticked = is_on(child(box, "w:checked"))
            ticked = is_on(child(box, "w:default")) if ticked is None else ticked
            words.say("☒" if ticked else "☐", look)
        elif choice is not None:
            entries = [value(entry) or "" for entry in choice if name(entry) == "w:listEntry"]
            index = whole(child(choice, "w:result"))
            index = whole(child(choice, "w:default")) if index is None else index
            words.say("".join(entries[index or 0 :][:1]), look)

    def _simple_field(self, element: Element, words: Words, look: Look) -> None:
        self._note_code(value(element, "instr") or "", words)
        self.read(element, words, look)

    def _code(self, element: Element, words: Words, _look: Look) -> None:
        if self._fields:
            self._fields[-1].code.append(element.text or "")
        else:
            words.mark(pieces.CODES)

    def _note_code(self, code: str, words: Words) -> None:
        words.mark(pieces.CODES)
        words.mark(pieces.CHANGING, code.split()[:1] in [[changing] for changing in _CHANGING])

    def _ruby(self, element: Element, words: Words, look: Look) -> None:
        for one in element:
            if name(one) == "w:rt":
                self.left_out(one, words, pieces.RUBY)
            else:
                self.read(one, words, look)

    def _note(self, element: Element, words: Words, look: Look) -> None:
        if not look.hidden:
            words.notes.append((name(element)[2:-9], value(element, "id") or ""))

    def _comment(self, _element: Element, words: Words, _look: Look) -> None:
        words.mark(pieces.COMMENTS)

    def _box(self, element: Element, words: Words, _look: Look) -> None:
        words.boxes.append(element)

    def _alternates(self, element: Element, words: Words, look: Look) -> None:
        self.read(self.chosen(element), words, look)

    def _drawing(self, element: Element, words: Words, look: Look) -> None:
        if next(every(element, "c:chart", "dgm:relIds"), None) is not None:
            words.mark(pieces.DRAWING)
        elif next(every(element, "a:blip"), None) is not None:
            extent = next(every(element, "wp:extent"), None)
            self._note_picture((whole(extent, "cx", "wp") or 0) * (whole(extent, "cy", "wp") or 0), words)
        self.read(element, words, look)

    def _picture(self, element: Element, words: Words, look: Look) -> None:
        if next(every(element, "v:imagedata"), None) is not None:
            self._note_picture(max(map(_area_of, every(element, *_SHAPES)), default=0), words)
        self.read(element, words, look)

    def _note_picture(self, area: float, words: Words) -> None:
        share = area / self._page_area
        if share >= _PAGE_SIZED:
            words.mark(pieces.PAGE_PICTURE)
        elif share >= _LARGE:
            words.mark(pieces.PICTURE)

    def _art(self, element: Element, words: Words, _look: Look) -> None:
        drawn = " ".join((value(element, "string", "v") or "").split())
        if drawn:
            words.art.append(drawn)

    def _object(self, element: Element, words: Words, _look: Look) -> None:
        words.mark(pieces.OBJECT)
        self.pass_over(element)


_SHAPES = ("v:shape", "v:rect", "v:roundrect", "v:oval", "v:image")


def words_in(element: Element) -> list[str]:
    """All words in an element, shown or not."""
    texts = (one.text or "" if name(one) != "w:p" else " " for one in every(element, "w:p", "w:t", "w:delText", "a:t"))
    return "".join(texts).split()


def _area_of(shape: Element) -> float:
    """The area of a drawn shape, whose style is such as ``width:100pt;height:2in``."""
    style = value(shape, "style", "v") or ""
    sides = {side.lower(): float(size) * _PER_UNIT[unit.lower()] for side, size, unit in _POINTS.findall(style)}
    return sides.get("width", 0) * sides.get("height", 0)


def _whole_fields(root: Element) -> set[Element]:
    """Where the fields of a story begin that also end: one that does not would swallow all that follows."""
    gone = {mark for change in every(root, "w:del", "w:moveFrom") for mark in every(change, "w:fldChar")}
    begun: list[Element] = []
    found = set()
    for mark in every(root, "w:fldChar"):
        kind = value(mark, "fldCharType")
        if mark in gone:
            continue
        if kind == "begin":
            begun.append(mark)
        elif kind == "end" and begun:
            found.add(begun.pop())
    return found
