"""Ranges of a Word document for comments: runs are cut where a range begins or ends, and keep their look."""

from bisect import bisect_right
from copy import deepcopy
from typing import NamedTuple

from ncnd_rules.read.word.editable import Editable, editable, tagged
from ncnd_rules.read.word.package import Element, child, name
from ncnd_rules.read.word.traced import Origin

_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


class _Piece(NamedTuple):
    """What is left of an element from one of its characters on."""

    start: int
    element: Editable


class Cutter:
    """Cuts runs; characters are always named as they stood before the first cut."""

    def __init__(self) -> None:
        self._pieces: dict[Element, list[_Piece]] = {}

    def cut_before(self, origin: Origin) -> None:
        """Make the run of a character begin with it."""
        piece = self._piece(origin)
        if origin.at > piece.start:
            piece = self._split(origin, piece)
        _begin_run_at(piece.element)

    def cut_after(self, origin: Origin) -> None:
        """Make the run of a character end with it."""
        piece = self._piece(origin)
        if name(piece.element) == "w:t" and origin.at + 1 < piece.start + len(piece.element.text or ""):
            _begin_run_at(self._split(Origin(origin.element, origin.at + 1), piece).element)
        elif (following := piece.element.getnext()) is not None:
            _begin_run_at(following)

    def run_of(self, origin: Origin) -> Editable:
        """The run in which a character now stands."""
        return _run_around(self._piece(origin).element)

    def _piece(self, origin: Origin) -> _Piece:
        pieces = self._pieces.setdefault(origin.element, [_Piece(0, editable(origin.element))])
        return pieces[bisect_right(pieces, origin.at, key=lambda piece: piece.start) - 1]

    def _split(self, origin: Origin, piece: _Piece) -> _Piece:
        """Two elements out of one, the second beginning with the character."""
        words = piece.element.text or ""
        second = deepcopy(piece.element)
        second.tail = None
        piece.element.text, second.text = words[: origin.at - piece.start], words[origin.at - piece.start :]
        for element in (piece.element, second):
            if element.text != (element.text or "").strip():
                element.set(_XML_SPACE, "preserve")
        piece.element.addnext(second)
        new = _Piece(origin.at, second)
        pieces = self._pieces[origin.element]
        pieces.insert(pieces.index(piece) + 1, new)
        return new


def _begin_run_at(element: Editable) -> None:
    """Move an element and all behind it into a run of their own that looks the same, unless it is the first."""
    run = _run_around(element)
    look = child(run, "w:rPr")
    if all(one is look for one in _before(element, run)):
        return
    second = run.makeelement(run.tag)
    for key, value in run.items():
        second.set(key, value)
    if look is not None:
        second.append(deepcopy(look))
    moving: Editable | None = element
    while moving is not None:
        following = moving.getnext()
        second.append(moving)
        moving = following
    run.addnext(second)


def _before(element: Editable, run: Editable) -> list[Element]:
    before = []
    for one in run:
        if one is element:
            break
        before.append(one)
    return before


def _run_around(element: Editable) -> Editable:
    run = element.getparent()
    assert run is not None
    return run


def is_in_run(origin: Origin) -> bool:
    """Whether a character stands in a run that stands in something: only there can a range begin or end."""
    run = editable(origin.element).getparent()
    return run is not None and name(run) == "w:r" and run.getparent() is not None


def shown_by(origin: Origin) -> Origin | None:
    """The drawing in a run of the body that shows the text box in which a character stands; none outside of boxes.

    Programs other than Word drop comments inside of text boxes, so a comment is tied to the box as a whole.
    """
    shown, element = None, editable(origin.element)
    in_box = False
    while (around := element.getparent()) is not None:
        if in_box and name(around) == "w:r":
            shown, in_box = Origin(element, 0), False
        in_box = in_box or name(around) == "w:txbxContent"
        element = around
    return shown


def mark_range(first: Editable, last: Editable, number: int, reference_style: str) -> None:
    """Tie a comment to all from one run to another.

    Args:
        number: the comment's id.
        reference_style: the id of the character style of the mark; empty where the file has none.
    """
    begin, end = (
        first.makeelement(tagged(first, "commentRangeStart")),
        last.makeelement(tagged(last, "commentRangeEnd")),
    )
    for mark in (begin, end):
        mark.set(tagged(mark, "id"), str(number))
    first.addprevious(begin)
    last.addnext(end)
    end.addnext(reference(end, number, reference_style))


def reference(like: Editable, number: int, style: str) -> Editable:
    """The run that holds the mark of a comment, for the document of another element."""
    run = like.makeelement(tagged(like, "r"))
    if style:
        properties, used = run.makeelement(tagged(run, "rPr")), run.makeelement(tagged(run, "rStyle"))
        used.set(tagged(run, "val"), style)
        properties.append(used)
        run.append(properties)
    mark = run.makeelement(tagged(run, "commentReference"))
    mark.set(tagged(run, "id"), str(number))
    run.append(mark)
    return run
