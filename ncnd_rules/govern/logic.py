"""What follows from conditions alone, whatever the letter: what cannot be, what always is, what implies what.

Conditions are conjunctions of facts joined by equality, so one conjunction implies another where the other's facts can
be found among its own (theta-subsumption). Everything here errs on the side of silence: where it says nothing, there
may still be an implication that only the meaning of the words shows.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from ncnd_rules.facts import FieldType, section_of
from ncnd_rules.rules import Pattern, Reference

Kinds = Mapping[str, Mapping[str, FieldType]]
Named = Mapping[str, str]  # names of one conjunction to those of another

Term = tuple[str, str]  # a name and a field of its fact


class Conjunction:
    """Patterns that hold together, with what follows of the values of their fields."""

    def __init__(self, patterns: Iterable[Pattern], kinds: Kinds) -> None:
        self.patterns = tuple(patterns)
        self.kind_of = {pattern.alias: pattern.kind for pattern in reversed(self.patterns)}
        self._kinds = kinds
        self._parent: dict[Term, Term] = {}
        self._asked: set[Term] = set()
        for pattern in self.patterns:
            for field, reference in pattern.joins.items():
                self._asked |= {(pattern.alias, field), (reference.alias, reference.field)}
                self._parent[self._root((pattern.alias, field))] = self._root((reference.alias, reference.field))
        self._values: dict[Term, frozenset[str | int] | None] = {}
        for pattern in self.patterns:
            for field, values in pattern.literals.items():
                self._asked.add((pattern.alias, field))
                self._narrow((pattern.alias, field), None if values is None else frozenset(values))
        for alias, field in sorted(self._asked):
            choices = kinds[self.kind_of[alias]][field].choices if alias in self.kind_of else ()
            if choices:
                self._narrow((alias, field), frozenset(choices))

    def values(self, alias: str, field: str) -> frozenset[str | int] | None:
        """The values a field can have; none where that is not limited."""
        return self._values.get(self._root((alias, field)))

    def term(self, alias: str, field: str) -> Term:
        """What stands for a field and all that have to be equal to it."""
        return self._root((alias, field))

    def allowed(self, term: Term) -> frozenset[str | int] | None:
        """The values that what stands for some fields can have; none where that is not limited."""
        return self._values.get(term)

    def about(self, alias: str, kind: str) -> str | None:
        """The name of the fact of a kind that a fact is about, in a field that bears the name of that kind."""
        others = (other for other, its in self.kind_of.items() if its == kind)
        return next((other for other in others if self.are_equal((alias, kind), (other, kind))), None)

    def is_asked(self, alias: str, field: str) -> bool:
        """Whether a fact without this field would not do."""
        return (alias, field) in self._asked or self.kind_of.get(alias) == field

    def has_value(self, alias: str, field: str) -> bool:
        """Whether a fact, once a rule looks at this field of it, is sure to have a value there."""
        return self.is_asked(alias, field) or self._kinds[self.kind_of[alias]][field].each

    def are_equal(self, first: Term, second: Term) -> bool:
        """Whether two fields always have the same value."""
        return self._root(first) == self._root(second)

    def contradiction(self) -> str | None:
        """A field that no value fits, with its name; none where all can be met."""
        for alias, field in sorted(self._asked):
            if self.values(alias, field) == frozenset():
                return f"{self.kind_of.get(alias, alias)}.{field}"
        for alias, kind in self.kind_of.items():
            provisions, sections = self.values(alias, "provision"), self.values(alias, "section")
            if provisions and sections and not {section_of(str(item)) for item in provisions} & sections:
                return f"{kind}.section"
        return None

    def _narrow(self, term: Term, values: frozenset[str | int] | None) -> None:
        root = self._root(term)
        earlier = self._values.get(root)
        self._values[root] = values if earlier is None else earlier if values is None else earlier & values

    def _root(self, term: Term) -> Term:
        while term in self._parent and self._parent[term] != term:
            term = self._parent[term]
        return term


def ways_to_find(
    sought: Sequence[Pattern], among: Conjunction, given: Named, *, one_rule: bool = False
) -> Iterator[Named]:
    """Every way in which what is sought is certain to be found wherever a conjunction holds.

    Args:
        given: the names of what is sought whose facts are already known, with their names in the conjunction.
        one_rule: whether both are of one rule or definition, which sees no fact without the values it looks at.
    """
    if not sought:
        yield given
        return
    pattern, *rest = sought
    known = given.get(pattern.alias)
    candidates = [known] if known else [alias for alias, kind in among.kind_of.items() if kind == pattern.kind]
    for alias in candidates:
        named = {**given, pattern.alias: alias}
        if _fits(pattern, alias, among, named, one_rule=one_rule):
            yield from ways_to_find(rest, among, named, one_rule=one_rule)


def is_certain(sought: Sequence[Pattern], among: Conjunction) -> bool:
    """Whether what is sought, by the rule and in the names of a conjunction, is certain wherever that holds."""
    own = {pattern.alias for pattern in sought if not pattern.same}
    given = {alias: alias for alias in among.kind_of if alias not in own}
    return any(True for _ in ways_to_find(sought, among, given, one_rule=True))


def _fits(pattern: Pattern, alias: str, among: Conjunction, named: Named, *, one_rule: bool) -> bool:
    for field, wanted in pattern.literals.items():
        found = among.values(alias, field)
        if wanted is None and not among.is_asked(alias, field):
            return False
        if wanted is not None and (found is None or not among.is_asked(alias, field) or not found <= set(wanted)):
            return False
    return all(
        reference.alias in named and _joined((alias, field), reference, among, named, one_rule=one_rule)
        for field, reference in pattern.joins.items()
    )


def _joined(term: Term, reference: Reference, among: Conjunction, named: Named, *, one_rule: bool) -> bool:
    other = (named[reference.alias], reference.field)
    if term != other:
        return among.are_equal(term, other)
    # A value is equal to itself, if there is one.
    return among.is_asked(*term) or (one_rule and reference.alias == other[0] and among.has_value(*other))
