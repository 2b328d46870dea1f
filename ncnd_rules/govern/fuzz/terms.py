"""What the fields of some patterns have to be, and which of them have to be equal, whatever the letter."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from ncnd_rules.rules import Literals, Reference


class Term(NamedTuple):
    """A field of a fact that goes by a name."""

    alias: str
    field: str


class Terms:
    """Fields that are joined, with the values that are left to them."""

    def __init__(self) -> None:
        self._parent: dict[Term, Term] = {}
        self._left: dict[Term, tuple[Any, ...] | None] = {}

    def ask(self, term: Term, values: Literals | None) -> None:
        """Ask for one of some values; none: for any value at all."""
        root = self.root(term)
        left = self._left.get(root)
        if values is not None and left is not None:
            values = tuple(value for value in left if value in values)
        self._left[root] = left if values is None else values

    def join(self, term: Term, other: Term | Reference) -> None:
        """Ask for two fields to be equal."""
        first, second = self.root(term), self.root(Term(*other))
        if first != second:
            left = self._left.pop(first)
            self._parent[first] = second
            self.ask(second, left)

    def root(self, term: Term) -> Term:
        """The one field that stands for all that equal it."""
        self._left.setdefault(term, None) if term not in self._parent else None
        while term in self._parent:
            term = self._parent[term]
        return term

    def left(self, term: Term) -> tuple[Any, ...] | None:
        """The values that are left to a field; none: any."""
        return self._left[self.root(term)]

    def asked(self) -> Iterable[Term]:
        """Every field that is spoken of."""
        return (*self._left, *self._parent)
