"""The numbers and bullets that Word prints before the paragraphs of its lists, and does not keep as words."""

from collections import defaultdict
from typing import NamedTuple

from ncnd_rules.number_words import in_words
from ncnd_rules.read.word.package import Element, child, is_on, name, value, whole
from ncnd_rules.read.word.styles import Style, Styles, number_of
from ncnd_rules.read.word.symbols import bullet

_LEVELS = 9
_MOST_LETTERS = 26 * 30  # Word writes zzz... for no larger number either
_MOST_ROMAN = 32_767
_LONGEST_LABEL = 200
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_ORDINALS = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
}
_CHICAGO = "*†‡§"


class Level(NamedTuple):
    """One level of a list: what is printed before its paragraphs."""

    form: str = "decimal"  # as in w:numFmt
    text: str = ""  # what is printed, with %1 for the number of the first level
    start: int = 1
    restarts_after: int | None = None  # the level, from 1, behind which it begins again; 0: never; none: any above
    legal: bool = False  # whether the numbers of all levels are printed as figures
    style: str = ""  # the id of the paragraph style that is numbered by it


class _List(NamedTuple):
    """A list that paragraphs name by its id."""

    kind: str  # the id of its abstract list, whose counters it shares with others
    levels: dict[int, Level]
    starts: dict[int, int]  # levels that begin anew with this list


class Numbering:
    """The lists of a file."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        kinds: dict[str, Element] = {}
        lists: dict[str, Element] = {}
        for element in root if root is not None else ():
            if name(element) == "w:abstractNum":
                kinds.setdefault(value(element, "abstractNumId") or "", element)
            elif name(element) == "w:num":
                lists.setdefault(value(element, "numId") or "", element)
        self._lists = {identity: _list(element, kinds, lists, styles) for identity, element in lists.items()}

    def list_of(self, properties: Element | None, style: Style) -> tuple[str, int] | None:
        """The list that numbers a paragraph, and the level in it; none where no list does."""
        own_list, own_level = number_of(properties)
        list_id = style.list_id if own_list is None else own_list
        if list_id is None or list_id not in self._lists:
            return None  # '0' takes the number away
        level = own_level
        if level is None and own_list is None:
            linked = {of.style: number for number, of in self._lists[list_id].levels.items() if of.style}
            level = next((linked[identity] for identity in style.ids if identity in linked), style.level)
        level = level or 0
        return (list_id, level) if level in self._lists[list_id].levels else None

    def counting(self) -> "Counting":
        """Fresh counters, as for the body or one note."""
        return Counting(self._lists)


class Counting:
    """Counts the paragraphs of lists, in order."""

    def __init__(self, lists: dict[str, _List]) -> None:
        self._lists = lists
        self._counts: defaultdict[str, dict[int, int]] = defaultdict(dict)  # by abstract list, then by level
        self._begun: set[tuple[str, int]] = set()

    def label(self, list_id: str, level: int) -> str:
        """What is printed before the next paragraph of a list; nothing for a level without a number."""
        of = self._lists[list_id]
        counts = self._counts[of.kind]
        if level in of.starts and (list_id, level) not in self._begun:
            counts[level] = of.starts[level]
        elif level in counts:
            counts[level] += 1
        else:
            counts[level] = of.levels[level].start
        self._begun.add((list_id, level))
        for deeper in [deeper for deeper in counts if deeper > level]:
            after = of.levels[deeper].restarts_after if deeper in of.levels else None
            if after is None or 0 <= level < after:
                del counts[deeper]
        return _printed(of, level, counts)


def _list(element: Element, kinds: dict[str, Element], lists: dict[str, Element], styles: Styles) -> _List:
    kind = value(child(element, "w:abstractNumId")) or ""
    linked = value(child(kinds.get(kind), "w:numStyleLink"))
    if linked is not None:
        # The levels stand with the list that the style names.
        other = lists.get(styles.of_paragraph(linked).list_id or "")
        kind = value(child(other, "w:abstractNumId")) or kind
    levels = {}
    for one in kinds.get(kind, ()):
        if name(one) == "w:lvl":
            levels[whole(one, "ilvl") or 0] = _level(one)
    starts = {}
    for override in element:
        if name(override) == "w:lvlOverride":
            number = whole(override, "ilvl") or 0
            own = child(override, "w:lvl")
            if own is not None:
                levels[number] = _level(own)
            start = whole(child(override, "w:startOverride"))
            if start is not None:
                starts[number] = start
    return _List(kind, {number: level for number, level in levels.items() if 0 <= number < _LEVELS}, starts)


def _level(element: Element) -> Level:
    found = {name(one): one for one in element}
    start = whole(found.get("w:start"))
    fonts = child(found.get("w:rPr"), "w:rFonts")
    form = value(found.get("w:numFmt")) or "decimal"
    text = (value(found.get("w:lvlText")) or "")[:_LONGEST_LABEL]
    if form == "bullet":
        text = bullet(text, value(fonts, "ascii") or "", picture="w:lvlPicBulletId" in found)
    return Level(
        form,
        text,
        1 if start is None else start,
        whole(found.get("w:lvlRestart")),
        bool(is_on(found.get("w:isLgl"))),
        value(found.get("w:pStyle")) or "",
    )


def _printed(of: _List, level: int, counts: dict[int, int]) -> str:
    """The text of a level with its numbers."""
    own = of.levels[level]
    if own.form == "bullet":
        return own.text
    text = own.text
    for number in range(level + 1):
        if f"%{number + 1}" in text:
            above = of.levels.get(number, Level())
            # A level that has not been counted yet shows what it would begin with.
            count = counts.get(number, above.start)
            form = "decimal" if own.legal and above.form != "none" else above.form
            text = text.replace(f"%{number + 1}", written(count, form))
    return text.strip()


def written(count: int, form: str) -> str:
    """A number in one of the forms of lists; in figures where the form is not known or goes no further."""
    if form == "none":
        return ""
    if form in ("lowerLetter", "upperLetter") and 0 < count <= _MOST_LETTERS:
        letters = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letters.upper() if form == "upperLetter" else letters
    if form in ("lowerRoman", "upperRoman") and 0 < count <= _MOST_ROMAN:
        return _roman(count).upper() if form == "upperRoman" else _roman(count)
    if form == "ordinal":
        return f"{count}{_ending(count)}"
    if form in ("cardinalText", "ordinalText") and 0 < count < 100:
        return _spelt(count, ordinal=form == "ordinalText").capitalize()
    if form == "decimalZero":
        return f"{count:02d}"
    if form == "chicago" and 0 < count <= _MOST_LETTERS:
        return _CHICAGO[(count - 1) % 4] * ((count - 1) // 4 + 1)
    return str(count)


def _roman(count: int) -> str:
    figures = []
    for size, figure in _ROMAN:
        times, count = divmod(count, size)
        figures.append(figure * times)
    return "".join(figures)


def _ending(count: int) -> str:
    if count % 100 in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(count % 10, "th")


def _spelt(count: int, *, ordinal: bool) -> str:
    words = in_words(count)
    if not ordinal:
        return words
    first, hyphen, last = words.rpartition("-")
    last = _ORDINALS.get(last) or (f"{last[:-1]}ieth" if last.endswith("y") else f"{last}th")
    return f"{first}{hyphen}{last}"
