"""A Word file with words exchanged: the runs around them keep their look, and everything else is as it was."""

import copy
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ncnd_rules.errors import Unreadable
from ncnd_rules.read.word.package import Element, Package, child, every, is_on, name

_SHOWN_AS = {"w:tab": "\t", "w:ptab": "\t", "w:noBreakHyphen": "\u2011", "w:softHyphen": "\u00ad"}
_BREAKS = ("w:br", "w:cr")
_TWICE = frozenset({"mc:AlternateContent", "w:drawing", "w:pict", "w:object"})  # what they hold may be there twice
_PASSED_OVER = _TWICE | {"w:pPr", "w:rPr", "w:del", "w:moveFrom", "w:delText", "w:instrText", "w:delInstrText"}
_OF_LISTS = ("w:numPr", "w:pStyle", "w:sectPr", "w:outlineLvl")  # what a paragraph behind another does not take on
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


class _Sign(NamedTuple):
    """A character that is shown, and the element and place in it that it comes from."""

    character: str
    source: Element
    at: int


def edited(data: bytes, edits: Sequence[Sequence[str | int]]) -> bytes:
    """The file with edits made, each as `ncnd_rules.read.copies.ParagraphEdit` tells it.

    Raises:
        Unreadable: for a paragraph whose words do not stand in its runs as they are shown.
    """
    package = Package(data)
    root = package.root(package.main)
    if root is None:
        raise Unreadable("found a Word file without a body, expected a letter in it")
    paragraphs = list(every(root, "w:p"))
    told = [(str(does), int(paragraph), rest) for does, paragraph, *rest in edits]
    for _, paragraph, _ in told:
        if any(name(one) in _TWICE for one in _around(paragraphs[paragraph - 1])):
            raise Unreadable("words in text boxes and drawings are not edited")
    gone = {paragraph for does, paragraph, _ in told if does == "gone"}
    lines: dict[tuple[int, int], list[_Sign]] = {}  # as they were before any edit
    # From the last to the first, so that the places of those before still hold.
    for does, paragraph, rest in reversed(told):
        if does == "words":
            number, shown, start, stop, words = rest
            element, at = paragraphs[paragraph - 1], (paragraph, int(number))
            if at not in lines:
                lines[at] = _line(element, int(number))
            _exchange(element, lines[at], str(shown), (int(start), int(stop)), str(words), paragraph)
    for does, paragraph, rest in told:
        if does == "behind":
            _put_behind(paragraphs[paragraph - 1], str(rest[-1]), paragraph)
    for paragraph in gone:
        _take_out(paragraphs[paragraph - 1])
    return package.with_part(package.main, root)


def _around(element: Element) -> Iterator[Element]:
    parent = element.getparent()
    while parent is not None:
        yield parent
        parent = parent.getparent()


def _exchange(
    element: Element, signs: list[_Sign], shown: str, within: tuple[int, int], words: str, paragraph: int
) -> None:
    printed = "".join(sign.character for sign in signs)
    if not shown.endswith(printed) or not signs:
        raise Unreadable(f"the words of paragraph {paragraph} do not stand in its runs as they are shown")
    label = len(shown) - len(printed)
    start, stop = (max(place - label, 0) for place in within)
    if start == stop:
        before = signs[start - 1] if start else signs[0]
        _write(before.source, before.at + bool(start), before.at + bool(start), words)
        return
    ends: dict[int, tuple[Element, int, int]] = {}
    for sign in _between(element, signs[start], signs[stop - 1]):
        _, first, _ = ends.get(id(sign.source), (sign.source, sign.at, 0))
        ends[id(sign.source)] = (sign.source, first, sign.at + 1)
    for source, first, last in reversed(list(ends.values())):
        is_first = source is signs[start].source
        _write(source, first, last, words if is_first else "")


def _between(element: Element, first: _Sign, last: _Sign) -> Iterator[_Sign]:
    """Every character from one to another, also the spaces that were shown as one."""
    within = False
    for sign in _signs(element):
        within = within or (sign.source is first.source and sign.at == first.at)
        if within:
            yield sign
        if sign.source is last.source and sign.at == last.at:
            return


def _write(source: Element, start: int, stop: int, words: str) -> None:
    if name(source) != "w:t":
        parent = source.getparent()
        if words or parent is None:
            raise Unreadable("words cannot be put in the place of a tab or a line break")
        parent.remove(source)
        return
    text = source.text or ""
    source.text = text[:start] + words + text[stop:]
    source.set(_SPACE, "preserve")


def _line(element: Element, number: int) -> list[_Sign]:
    """The characters of one line of a paragraph, as it is shown: with single spaces, and blank lines left out."""
    lines: list[list[_Sign]] = [[]]
    for sign in _signs(element):
        if sign.character == "\n":
            lines.append([])
        elif not sign.character.isspace():
            lines[-1].append(sign)
        elif lines[-1] and not lines[-1][-1].character.isspace():
            lines[-1].append(sign._replace(character=" "))
    shown = [line[:-1] if line[-1].character == " " else line for line in lines if line]
    shown = [line for line in shown if line]
    return shown[number] if number < len(shown) else []


def _signs(element: Element) -> Iterator[_Sign]:
    for one in element:
        kind = name(one)
        if kind in _PASSED_OVER or (kind == "w:r" and is_on(child(child(one, "w:rPr"), "w:vanish"))):
            continue
        if kind == "w:t":
            yield from (_Sign(character, one, at) for at, character in enumerate(one.text or ""))
        elif kind in _SHOWN_AS:
            yield _Sign(_SHOWN_AS[kind], one, 0)
        elif kind in _BREAKS:
            yield _Sign("\n", one, 0)
        else:
            yield from _signs(one)


def _put_behind(element: Element, words: str, paragraph: int) -> None:
    """A paragraph like the one before it, without what makes that one an item or a heading."""
    runs = [run for run in every(element, "w:r") if next(_texts([run]), None) is not None]
    if not runs:
        raise Unreadable(f"paragraph {paragraph} has no run whose look another could take on")
    made = copy.deepcopy(element)
    for one in list(made):
        if name(one) != "w:pPr":
            made.remove(one)
    properties = child(made, "w:pPr")
    for one in list(properties) if properties is not None else []:
        if properties is not None and name(one) in _OF_LISTS:
            properties.remove(one)
    run = copy.deepcopy(runs[-1])
    for one in list(run):
        if name(one) not in ("w:rPr", "w:t"):
            run.remove(one)
    first, *others = list(_texts([run]))
    for other in others:
        run.remove(other)
    first.text = words
    first.set(_SPACE, "preserve")
    made.append(run)
    element.addnext(made)


def _texts(runs: Iterable[Element]) -> Iterator[Element]:
    return (text for run in runs for text in run if name(text) == "w:t")


def _take_out(element: Element) -> None:
    """Take out a paragraph; of one that ends a section, or is all there is of a cell, only the words."""
    parent = element.getparent()
    alone = parent is not None and name(parent) == "w:tc" and sum(name(one) == "w:p" for one in parent) == 1
    if parent is None or alone or child(child(element, "w:pPr"), "w:sectPr") is not None:
        for one in list(element):
            if name(one) != "w:pPr":
                element.remove(one)
    else:
        parent.remove(element)
