"""experta: a class of fact a shape, a rule a join.

Its last release asks for a frozendict that no Python since 3.10 can import; the names it misses are put back for this
process alone, before it is imported.
"""

import collections
import collections.abc
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from typing import Any

from ncnd_rules.engine.program import Found, Join, Program, Row, Shape

for _name in collections.abc.__all__:
    if not hasattr(collections, _name):
        setattr(collections, _name, getattr(collections.abc, _name))
experta: Any = import_module("experta")

NAME = f"experta {experta.__version__}"


class ExpertaMatcher:
    """Finds every match with experta."""

    def __init__(self, program: Program) -> None:
        self._kinds: dict[Shape, Any] = {}
        for join in program.joins:
            for pattern in join.patterns:
                self._kinds.setdefault(pattern.shape, type(f"Kind{len(self._kinds)}", (experta.Fact,), {}))
        self._found: Found = {}
        self._fields = {(shape, field) for join in program.joins for shape, field in _looked_at(join)}
        rules = {f"j{number}": self._rule(join) for number, join in enumerate(program.joins)}
        self._engine = type("Joins", (experta.KnowledgeEngine,), rules)()
        self.open()

    def open(self) -> None:
        """Forget everything: a new letter begins."""
        self._engine.reset()
        self._rows: list[Row] = []  # by the numbers that experta knows
        self._found.clear()

    def put(self, rows: Iterable[Row]) -> None:
        """Add rows to the letter's; those of a shape that no join looks at are left out."""
        for row in rows:
            if row.shape in self._kinds:
                self._engine.declare(
                    self._kinds[row.shape](
                        row=len(self._rows),
                        **{
                            f"f_{field}": value
                            for field, value in row.values.items()
                            if (row.shape, field) in self._fields
                        },
                    )
                )
                self._rows.append(row)

    def matches(self) -> Found:
        """Every match not given before."""
        self._engine.run()
        found, self._found = self._found, {}
        return found

    def _rule(self, join: Join) -> Any:
        conditions = []
        for place, pattern in enumerate(join.patterns):
            constraints: dict[str, Any] = {"row": experta.W(f"row{place}")}
            for other in join.patterns:
                for _, reference in other.joins:
                    if reference.alias == pattern.alias:
                        constraints[f"f_{reference.field}"] = experta.W(f"{reference.alias}_{reference.field}")
            for field, wanted in pattern.literals:
                if wanted is None:
                    constraint: Any = experta.W()
                else:
                    constraint = experta.L(wanted[0])
                    for value in wanted[1:]:
                        constraint |= experta.L(value)
                _constrain(constraints, field, constraint)
            for field, reference in pattern.joins:
                _constrain(constraints, field, experta.W(f"{reference.alias}_{reference.field}"))
            conditions.append(self._kinds[pattern.shape](**constraints))
        return experta.Rule(experta.AND(*conditions))(self._taker(join))

    def _taker(self, join: Join) -> Callable[..., None]:
        numbers = [f"row{place}" for place in range(len(join.patterns))]

        def take(engine: Any, **bound: Any) -> None:
            rows = tuple([self._rows[bound[number]] for number in numbers])
            self._found.setdefault(join.name, []).append(rows)

        return take


def _looked_at(join: Join) -> Iterator[tuple[Shape, str]]:
    """The fields at which a join looks."""
    shapes = {pattern.alias: pattern.shape for pattern in join.patterns}
    for pattern in join.patterns:
        yield from ((pattern.shape, field) for field, _ in (*pattern.literals, *pattern.joins))
        yield from ((shapes[reference.alias], reference.field) for _, reference in pattern.joins)


def _constrain(constraints: dict[str, Any], field: str, constraint: Any) -> None:
    """Add a constraint on a field, beside one that it may have."""
    name = f"f_{field}"
    constraints[name] = constraints[name] & constraint if name in constraints else constraint
