"""The elements of a page that are open: what a start tag ends first, and what an end tag ends.

Pages leave out end tags and cross them; a browser mends that, and so does this, in few steps for
each tag however deep the nesting.
"""

from collections import Counter
from collections.abc import Callable, Collection

from ncnd_rules.read.web.lists import ItemLabels
from ncnd_rules.read.web.look import HEADINGS, Look

_MOST_DEPTH = 256  # elements within one another; deeper ones leave their words where they are
_CELLS = {"td", "th", "caption"}
_TABLES = _CELLS | {"table"}
LISTS = frozenset({"ul", "ol", "menu", "dir", "dl"})
_INLINE = {
    "a", "abbr", "b", "big", "cite", "code", "del", "em", "font", "i", "ins", "label", "mark", "o:p", "q", "s",
    "small", "span", "strike", "strong", "sub", "sup", "tt", "u",
}  # fmt: skip
_ENDS_A_PARAGRAPH = {
    "address", "article", "aside", "blockquote", "center", "dd", "details", "dialog", "dir", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup",
    "hr", "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "table", "ul",
}  # fmt: skip


class Element:
    """An element that is open."""

    __slots__ = ("items", "look", "name", "starts_a_block")

    def __init__(self, name: str, look: Look, *, starts_a_block: bool, items: ItemLabels | None = None) -> None:
        self.name = name  # nothing where its end tag has been met, and others are open within it
        self.look = look
        self.starts_a_block = starts_a_block
        self.items = items


class OpenElements:
    """The elements around the words that come next."""

    def __init__(self, look: Look, ended: Callable[[Element], None]) -> None:
        """Begin a page.

        Args:
            look: of words outside every element.
            ended: called for each element when it ends.
        """
        self.base = look
        self._ended = ended
        self._stack: list[Element] = []
        self._tables: list[str] = []  # the names of the tables and cells among them
        self._lists: list[Element] = []
        self._too_deep: Counter[str] = Counter()
        # How many elements of a name are open: within the innermost cell or table, and within the innermost list.
        self._in_cell: list[Counter[str]] = [Counter()]
        self._in_list: list[Counter[str]] = [Counter()]
        self.went_too_deep = False

    @property
    def look(self) -> Look:
        """How the words that come next look."""
        return self._stack[-1].look if self._stack else self.base

    @property
    def list(self) -> Element | None:
        """The innermost list; none outside of lists."""
        return self._lists[-1] if self._lists else None

    def make_room(self, name: str) -> None:
        """End what a start tag ends."""
        if name in _ENDS_A_PARAGRAPH and self._in_list[-1]["p"]:
            self._end_to({"p"})
        if name == "li" and self._in_list[-1]["li"]:
            self._end_to({"li"})
        elif name in ("dt", "dd") and (self._in_list[-1]["dt"] or self._in_list[-1]["dd"]):
            self._end_to({"dt", "dd"})
        elif name == "option" and self._in_list[-1]["option"]:
            self._end_to({"option"})
        elif name in ("td", "th", "tr", "thead", "tbody", "tfoot"):
            self._end_cell()
            if name not in ("td", "th") and self._in_cell[-1]["tr"]:
                self._end_to({"tr"})

    def open(self, element: Element) -> bool:
        """Open an element; whether it is not too deep for that."""
        if len(self._stack) >= _MOST_DEPTH:
            self._too_deep[element.name] += 1
            self.went_too_deep = True
            return False
        self._stack.append(element)
        self._in_cell[-1][element.name] += 1
        self._in_list[-1][element.name] += 1
        if element.name in _TABLES:
            self._tables.append(element.name)
            self._in_cell.append(Counter())
        if element.name in LISTS:
            self._lists.append(element)
        if element.name in _TABLES or element.name in LISTS:
            self._in_list.append(Counter())
        return True

    def holds(self, name: str) -> bool:
        """Whether an element of this name is open in the cell of a table, or in the page, that is being read."""
        return self._in_cell[-1][name] > 0

    def close(self, name: str) -> None:
        """End what an end tag ends; one that ends nothing means nothing."""
        if self._too_deep[name]:
            self._too_deep[name] -= 1
        elif name in _INLINE:
            self._close_inline(name)
        elif name in HEADINGS:
            if any(self._in_cell[-1][heading] for heading in HEADINGS):
                self._end_to(HEADINGS)
        elif name in _CELLS:
            self._end_cell()
        elif name in ("tr", "thead", "tbody", "tfoot", "table"):
            self._end_cell()
            if name == "table":
                self._end_table()
            elif self._in_cell[-1][name]:
                self._end_to({name})
        elif (self._in_list if name in ("li", "dt", "dd", "p") else self._in_cell)[-1][name]:
            self._end_to({name})

    def finish(self) -> None:
        """End everything."""
        while self._stack:
            self._end_last()

    def _end_to(self, names: Collection[str]) -> None:
        while self._end_last().name not in names:
            pass

    def _end_cell(self) -> None:
        if self._tables and self._tables[-1] in _CELLS:
            self._end_to(_CELLS)

    def _end_table(self) -> None:
        if self._tables and self._tables[-1] == "table":
            self._end_to({"table"})

    def _end_last(self) -> Element:
        element = self._stack.pop()
        if element.name in _TABLES:
            self._tables.pop()
            self._in_cell.pop()
        if element.name in LISTS:
            self._lists.pop()
        if element.name in _TABLES or element.name in LISTS:
            self._in_list.pop()
        if element.name:
            self._in_cell[-1][element.name] -= 1
            self._in_list[-1][element.name] -= 1
        self._ended(element)
        return element

    def _close_inline(self, name: str) -> None:
        """`</b>` does not end the paragraphs that have begun within `<b>`, but what is bold about them."""
        if not self._in_cell[-1][name]:
            return
        number = len(self._stack) - 1
        while self._stack[number].name in _INLINE and self._stack[number].name != name:
            number -= 1
        if self._stack[number].name == name:
            self._end_to({name})
            return
        while self._stack[number].name != name:
            number -= 1
        look = self._stack[number - 1].look if number else self.base
        self._in_cell[-1][name] -= 1
        self._stack[number].name = ""
        for element in self._stack[number:]:
            element.look = element.look._replace(bold=look.bold, struck=look.struck, white=look.white)
