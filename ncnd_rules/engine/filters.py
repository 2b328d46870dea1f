"""What joins ask of rows one by one: which of them a row decides, and whether the others can use it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain

from ncnd_rules.engine.program import Join, RowPattern, Scalar, Shape

# Marks of one kind. For each field of a row the engine goes through all kinds there are, and then through the marks of
# its kind.
_A_KIND = 12
_MOST_KNOWN = 10_000  # a field may have any value, and few of them are asked for by name

_Literals = tuple[tuple[str, frozenset[Scalar] | None], ...]  # a field and the values it may have; none: any


@dataclass(frozen=True, slots=True, eq=False)  # each stands for its rows alone: it is looked up by what it is
class Asked:
    """What is asked of rows that have the same telling values."""

    alone: tuple[str, ...]  # the joins that one such row decides
    ones: tuple[str, ...]  # the marks of the patterns it fits that are all of a rule
    marks: tuple[str, ...]  # those of the patterns it fits that are joined to others


class Filter:
    """What is asked of the rows of one shape.

    Args:
        alone: by each join that one row decides.
        ones: by patterns that are all of a rule, with the mark of each.
        joined: by the patterns of the other joins, with the mark of each.
    """

    def __init__(
        self, alone: Mapping[str, _Literals], ones: Mapping[_Literals, str], joined: Mapping[_Literals, str]
    ) -> None:
        self._alone = alone
        self._ones = ones
        self._joined = joined
        # What a row is asked for hangs on these alone, and most rows have the same ones as some before.
        asked = [*chain(*alone.values(), *ones, *joined)]
        self._named = tuple(dict.fromkeys(field for field, wanted in asked if wanted is not None))
        self._given = tuple(dict.fromkeys(field for field, wanted in asked if wanted is None))
        self._known: dict[tuple[Scalar | None, ...], Asked] = {}

    def asked(self, values: Mapping[str, Scalar]) -> Asked:
        """What is asked of a row with these values."""
        told = (*map(values.get, self._named), *map(values.__contains__, self._given))
        if (known := self._known.get(told)) is None:
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            known = self._known[told] = Asked(
                tuple(name for name, literals in self._alone.items() if _has(values, literals)),
                tuple(mark for literals, mark in self._ones.items() if _has(values, literals)),
                tuple(mark for literals, mark in self._joined.items() if _has(values, literals)),
            )
        return known


class Filters:
    """What joins ask of rows one by one: by marks, of which every pattern has its own.

    Args:
        alone: joins that one row decides without firing a rule.
        joins: the others.
    """

    def __init__(self, alone: Iterable[Join], joins: Iterable[Join]) -> None:
        self._marks: dict[tuple[Shape, _Literals, bool], str] = {}
        self.fields: dict[str, dict[str, None]] = {}  # by mark: what tells to which rows such a row is joined
        lone: dict[Shape, dict[str, _Literals]] = {}
        for join in alone:
            (pattern,) = join.patterns
            lone.setdefault(pattern.shape, {})[join.name] = _literals(pattern)
        for join in joins:
            references = [reference for pattern in join.patterns for _, reference in pattern.joins]
            for pattern in join.patterns:
                asked = pattern.shape, _literals(pattern), len(join.patterns) == 1
                mark = self._marks.setdefault(asked, f"m{len(self._marks)}")
                joining = [field for field, _ in pattern.joins]
                joining += [reference.field for reference in references if reference.alias == pattern.alias]
                self.fields.setdefault(mark, {}).update(dict.fromkeys(joining))
        marks: dict[Shape, tuple[dict[_Literals, str], dict[_Literals, str]]] = {}
        for (shape, literals, single), mark in self._marks.items():
            ones, joined = marks.setdefault(shape, ({}, {}))
            (ones if single else joined)[literals] = mark
        self.of = {shape: Filter(lone.get(shape, {}), *marks.get(shape, ({}, {}))) for shape in {**lone, **marks}}
        self.kinds = _kinds([list(joined.values()) for _, joined in marks.values()])

    def marks(self, join: Join) -> tuple[str, ...]:
        """For each pattern of a join, what a row bears that has all that the pattern asks of it alone."""
        single = len(join.patterns) == 1
        return tuple(self._marks[pattern.shape, _literals(pattern), single] for pattern in join.patterns)


def _kinds(marks: Iterable[list[str]]) -> dict[str, str]:
    """By mark, the kind under which the engine is told of such rows.

    A kind takes several shapes: no pattern asks for a row without a mark, and no mark is of two shapes.
    """
    kinds: dict[str, str] = {}
    number, size = 0, 0
    for alike in marks:
        if size and size + len(alike) > _A_KIND:
            number, size = number + 1, 0
        size += len(alike)
        kinds |= dict.fromkeys(alike, f"k{number}")
    return kinds


def _literals(pattern: RowPattern) -> _Literals:
    """What a pattern asks of a row alone, whatever the order in which it says so."""
    wanted = sorted(pattern.literals, key=lambda literal: literal[0])
    return tuple((field, None if values is None else frozenset(values)) for field, values in wanted)


def _has(values: Mapping[str, Scalar], literals: _Literals) -> bool:
    """Whether a row has what a pattern asks of it alone."""
    return all(field in values and (wanted is None or values[field] in wanted) for field, wanted in literals)
