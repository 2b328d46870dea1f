"""What joins ask of rows one by one: which of them a row decides, and whether the others can use it."""

from collections.abc import Iterable, Mapping
from itertools import chain
from typing import NamedTuple

from ncnd_rules.engine.program import Join, RowPattern, Scalar, Shape

_OTHER = "\0"  # stands for any value that no pattern names

_Literals = tuple[tuple[str, frozenset[Scalar] | None], ...]  # a field and the values it may have; none: any


class Asked(NamedTuple):
    """What is asked of rows that have the same telling values."""

    alone: tuple[str, ...]  # the joins that one such row decides
    marks: tuple[str, ...]  # those of the patterns of other joins that it fits
    fields: tuple[str, ...]  # those that tell to what it is joined then


class Filter:
    """What is asked of the rows of one shape.

    Args:
        alone: by each join that one row decides.
        joined: by patterns of the other joins, with the fields that tell what a row is then joined to.
    """

    def __init__(self, shape: Shape, alone: Mapping[str, _Literals], joined: Mapping[_Literals, Iterable[str]]) -> None:
        self.kind = shape.name()
        self._alone = alone
        self._joined = joined
        self._marks = {literals: f"m{number}" for number, literals in enumerate(joined)}
        # What a row is asked for hangs on these values alone, and most rows have the same ones as some before.
        self._told: dict[str, dict[Scalar | None, Scalar | None]] = {}
        for field, wanted in chain(*alone.values(), *joined):
            self._told.setdefault(field, {None: None}).update((value, value) for value in wanted or ())
        self._known: dict[tuple[Scalar | None, ...], Asked] = {}

    def mark(self, pattern: RowPattern) -> str:
        """What a row bears that has all that a pattern asks of it alone."""
        return self._marks[_literals(pattern)]

    def asked(self, values: Mapping[str, Scalar]) -> Asked:
        """What is asked of a row with these values."""
        told = tuple([named.get(values.get(field), _OTHER) for field, named in self._told.items()])
        if told not in self._known:
            alone = tuple(name for name, literals in self._alone.items() if _has(values, literals))
            fitting = [literals for literals in self._joined if _has(values, literals)]
            fields = dict.fromkeys(chain(*(self._joined[literals] for literals in fitting)))
            self._known[told] = Asked(alone, tuple(self._marks[literals] for literals in fitting), tuple(fields))
        return self._known[told]


def filters_of(alone: Iterable[Join], joined: Iterable[Join]) -> dict[Shape, Filter]:
    """For each shape, what is asked of its rows by joins that one row decides, and by the others."""
    lone: dict[Shape, dict[str, _Literals]] = {}
    asked: dict[Shape, dict[_Literals, dict[str, None]]] = {}
    for join in alone:
        (pattern,) = join.patterns
        lone.setdefault(pattern.shape, {})[join.name] = _literals(pattern)
    for join in joined:
        references = [reference for pattern in join.patterns for _, reference in pattern.joins]
        for pattern in join.patterns:
            joining = [field for field, _ in pattern.joins]
            joining += [reference.field for reference in references if reference.alias == pattern.alias]
            asked.setdefault(pattern.shape, {}).setdefault(_literals(pattern), {}).update(dict.fromkeys(joining))
    return {shape: Filter(shape, lone.get(shape, {}), asked.get(shape, {})) for shape in {**lone, **asked}}


def _literals(pattern: RowPattern) -> _Literals:
    """What a pattern asks of a row alone, whatever the order in which it says so."""
    wanted = sorted(pattern.literals, key=lambda literal: literal[0])
    return tuple((field, None if values is None else frozenset(values)) for field, values in wanted)


def _has(values: Mapping[str, Scalar], literals: _Literals) -> bool:
    """Whether a row has what a pattern asks of it alone."""
    for field, wanted in literals:
        value = values.get(field)
        if value is None or (wanted is not None and value not in wanted):
            return False
    return True
