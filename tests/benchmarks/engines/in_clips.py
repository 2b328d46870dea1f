"""CLIPS, through clipspy: a template a shape, a rule a join, and a call into Python a match.

Of the ways to get matches out (facts read back, a global, a router, a file, a call), the call took least.
"""

from collections.abc import Iterable
from functools import lru_cache

import clips

from ncnd_rules.engine.program import Found, Join, Program, Row, Scalar, Shape

NAME = f"CLIPS 6.4 (clipspy {clips.__version__})"


class ClipsMatcher:
    """Finds every match with CLIPS."""

    def __init__(self, program: Program) -> None:
        self._joins = [join.name for join in program.joins]
        self._slots = _slots(program.joins)
        self._templates = {shape: f"t{number}" for number, shape in enumerate(self._slots)}
        self._environment = clips.Environment()
        self._environment.define_function(self._take, name="take-match")
        for shape, template in self._templates.items():
            slots = " ".join(f"(slot {slot} (default nil))" for slot in self._slots[shape].values())
            self._environment.build(f"(deftemplate {template} (slot row) {slots})")
        for number, join in enumerate(program.joins):
            self._environment.build(self._rule(number, join))
        self.open()

    def open(self) -> None:
        """Forget everything: a new letter begins."""
        self._environment.reset()
        self._rows: list[Row] = []  # by the numbers that CLIPS knows
        self._found: Found = {}

    def put(self, rows: Iterable[Row]) -> None:
        """Add rows to the letter's; those of a shape that no join looks at are left out."""
        facts = []
        for row in rows:
            if row.shape not in self._slots:
                continue
            values = row.values
            told = [
                f"({slot} {_written(values[field])})"
                for field, slot in self._slots[row.shape].items()
                if field in values
            ]
            facts.append(f"({self._templates[row.shape]} (row {len(self._rows)}) {' '.join(told)})")
            self._rows.append(row)
        self._environment.load_facts("\n".join(facts))

    def matches(self) -> Found:
        """Every match not given before."""
        self._environment.run()
        found, self._found = self._found, {}
        return found

    def _take(self, join: int, *rows: int) -> None:
        self._found.setdefault(self._joins[join], []).append(tuple([self._rows[row] for row in rows]))

    def _rule(self, number: int, join: Join) -> str:
        """A join as a rule; what later patterns compare with is bound where it stands, and is never ``nil``."""
        patterns = []
        for place, pattern in enumerate(join.patterns):
            constraints: dict[str, list[str]] = {}
            for field, wanted in pattern.literals:
                constraints.setdefault(field, []).append(
                    "~nil" if wanted is None else "|".join(_written(value) for value in wanted)
                )
            for field, reference in pattern.joins:
                constraints.setdefault(field, []).append(f"?{reference.alias}-{reference.field}")
            for other in join.patterns:
                for _, reference in other.joins:
                    bound = f"?{reference.alias}-{reference.field}"
                    if reference.alias == pattern.alias and bound not in constraints.get(reference.field, ()):
                        constraints.setdefault(reference.field, []).insert(0, f"{bound}&~nil")
            slots = self._slots[pattern.shape]
            conditions = " ".join(f"({slots[field]} {'&'.join(told)})" for field, told in constraints.items())
            patterns.append(f"({self._templates[pattern.shape]} (row ?row{place}) {conditions})")
        rows = " ".join(f"?row{place}" for place in range(len(join.patterns)))
        return f"(defrule j{number} {' '.join(patterns)} => (take-match {number} {rows}))"


def _slots(joins: Iterable[Join]) -> dict[Shape, dict[str, str]]:
    """For each shape that joins look at, a slot for each field at which they look."""
    slots: dict[Shape, dict[str, str]] = {}
    for join in joins:
        shapes = {pattern.alias: pattern.shape for pattern in join.patterns}
        for pattern in join.patterns:
            own = slots.setdefault(pattern.shape, {})
            for field in [field for field, _ in (*pattern.literals, *pattern.joins)]:
                own.setdefault(field, f"f{len(own)}")
            for _, reference in pattern.joins:
                other = slots[shapes[reference.alias]]
                other.setdefault(reference.field, f"f{len(other)}")
    return slots


@lru_cache(maxsize=4096, typed=True)
def _written(value: Scalar) -> str:
    if isinstance(value, str):
        return '"{}"'.format(value.replace("\\", "\\\\").replace('"', '\\"'))
    return str(value).upper()
