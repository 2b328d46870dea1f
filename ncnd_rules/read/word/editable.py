"""Elements of a Word file that are changed: what is used of them beside reading."""

from collections.abc import Iterable
from typing import Protocol, cast

from ncnd_rules.read.word.package import Element


class Editable(Element, Protocol):
    """What is used of an element that is changed; all elements of a package are such."""

    tail: str | None

    def items(self) -> Iterable[tuple[str, str]]:
        """Its attributes."""

    def set(self, key: str, value: str) -> None:
        """Give it an attribute."""

    def getparent(self) -> "Editable | None":
        """The element around it."""

    def getnext(self) -> "Editable | None":
        """The element behind it."""

    def addprevious(self, element: Element) -> None:
        """Put another before it."""

    def addnext(self, element: Element) -> None:
        """Put another behind it."""

    def append(self, element: Element) -> None:
        """Put another in it, last."""

    def makeelement(self, tag: str) -> "Editable":
        """One of the same document, that stands nowhere yet."""


def editable(element: Element) -> Editable:
    """An element of a package, to be changed."""
    return cast(Editable, element)


def tagged(like: Element, local: str) -> str:
    """The tag of an element in the namespace of another: ``p`` beside a ``w:r`` is ``w:p``."""
    return f"{like.tag.rpartition('}')[0]}}}{local}"
