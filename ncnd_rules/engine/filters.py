"""What joins ask of rows one by one: which of them a row decides, and whether the others can use it."""

from collections.abc import Iterable, Mapping
from itertools import chain

from ncnd_rules.engine.program import Join, RowPattern, Scalar, Shape

_OTHER = "\0"  # stands for any value that no pattern names

_Literals = tuple[tuple[str, frozenset[Scalar] | None], ...]  # a field and the values it may have; none: any


class Filter:
    """What is asked of the rows of one shape.

    Args:
        alone: by each join that one row decides.
        joined: by patterns of the other joins; a row that fits none of them is not sent.
        fields: those at which the other joins look.
    """

    def __init__(
        self, shape: Shape, alone: Mapping[str, _Literals], joined: Iterable[_Literals], fields: Iterable[str]
    ) -> None:
        self.kind = shape.name()
        self.fields = tuple((field, f',"f_{field}":') for field in fields)
        self._alone = dict(alone)
        self._joined = tuple(joined)
        # What a row is asked for hangs on these values alone, and most rows have the same ones as some before.
        self._told: dict[str, dict[Scalar | None, Scalar | None]] = {}
        for field, wanted in chain(*self._alone.values(), *self._joined):
            self._told.setdefault(field, {None: None}).update((value, value) for value in wanted or ())
        self._known: dict[tuple[Scalar | None, ...], tuple[tuple[str, ...], bool]] = {}

    def asked(self, values: Mapping[str, Scalar]) -> tuple[tuple[str, ...], bool]:
        """The joins that a row with these values decides, and whether it is sent for others."""
        told = tuple([named.get(values.get(field), _OTHER) for field, named in self._told.items()])
        known = self._known.get(told)
        if known is None:
            alone = tuple(name for name, literals in self._alone.items() if _has(values, literals))
            known = self._known[told] = alone, any(_has(values, literals) for literals in self._joined)
        return known


def filters_of(alone: Iterable[Join], joined: Iterable[Join]) -> dict[Shape, Filter]:
    """For each shape, what is asked of its rows by joins that one row decides, and by the others."""
    lone: dict[Shape, dict[str, _Literals]] = {}
    asked: dict[Shape, dict[_Literals, None]] = {}
    fields: dict[Shape, dict[str, None]] = {}
    for join in alone:
        (pattern,) = join.patterns
        lone.setdefault(pattern.shape, {})[join.name] = _sets(pattern)
    for join in joined:
        shapes = {pattern.alias: pattern.shape for pattern in join.patterns}
        for pattern in join.patterns:
            asked.setdefault(pattern.shape, {})[_sets(pattern)] = None
            looked_at = fields.setdefault(pattern.shape, {})
            looked_at |= dict.fromkeys(field for field, _ in (*pattern.literals, *pattern.joins))
            for _, reference in pattern.joins:
                if reference.alias in shapes:  # any other is refused, with the whole join
                    fields.setdefault(shapes[reference.alias], {})[reference.field] = None
    return {
        shape: Filter(shape, lone.get(shape, {}), asked.get(shape, {}), fields.get(shape, {}))
        for shape in {**lone, **asked}
    }


def _sets(pattern: RowPattern) -> _Literals:
    return tuple((field, None if wanted is None else frozenset(wanted)) for field, wanted in pattern.literals)


def _has(values: Mapping[str, Scalar], literals: _Literals) -> bool:
    """Whether a row has what a pattern asks of it alone."""
    for field, wanted in literals:
        value = values.get(field)
        if value is None or (wanted is not None and value not in wanted):
            return False
    return True
