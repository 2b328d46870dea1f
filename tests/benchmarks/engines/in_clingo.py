"""clingo: a rule a join, and the matches read from the grounding, which is all the solving that positive rules need.

A fresh control each time took less than one that grounds its rules for each turn anew, and keeps what was before.
"""

from collections.abc import Iterable

import clingo

from ncnd_rules.engine.program import Found, Join, Program, Row, Scalar, Shape

NAME = f"clingo {clingo.__version__}"


class ClingoMatcher:
    """Finds every match with clingo."""

    def __init__(self, program: Program) -> None:
        self._joins = program.joins
        self._shapes: dict[Shape, str] = {}
        self._fields: set[tuple[Shape, str]] = set()
        for join in program.joins:
            shapes = {pattern.alias: pattern.shape for pattern in join.patterns}
            for pattern in join.patterns:
                self._shapes.setdefault(pattern.shape, f"s{len(self._shapes)}")
                self._fields |= {(pattern.shape, field) for field, _ in (*pattern.literals, *pattern.joins)}
                self._fields |= {(shapes[reference.alias], reference.field) for _, reference in pattern.joins}
        # Numbers for values: true and 1 get two.
        self._numbers: dict[tuple[type, Scalar], int] = {}
        self._text = "".join(self._rule(number, join) + "\n" for number, join in enumerate(program.joins))
        self.open()

    def open(self) -> None:
        """Forget everything: a new letter begins."""
        self._rows: list[Row] = []
        self._told: set[tuple[str, ...]] = set()  # the name of a join, and the ids of rows

    def put(self, rows: Iterable[Row]) -> None:
        """Add rows to the letter's; those of a shape that no join looks at are left out."""
        self._rows += [row for row in rows if row.shape in self._shapes]

    def matches(self) -> Found:
        """Every match not given before."""
        facts = []
        for index, row in enumerate(self._rows):
            name = self._shapes[row.shape]
            facts.append(f"{name}({index}).")
            facts += [
                f"{name}_{field}({index},{self._number(value)})."
                for field, value in row.values.items()
                if (row.shape, field) in self._fields
            ]
        control = clingo.Control(["--warn=none"])
        control.add("base", [], self._text + "\n".join(facts))
        control.ground([("base", [])])
        found: Found = {}
        for atom in control.symbolic_atoms.by_signature("match", 2):
            join, numbers = atom.symbol.arguments
            rows = tuple([self._rows[number.number] for number in numbers.arguments])
            name = self._joins[join.number].name
            told = (name, *[row.id for row in rows])
            if told not in self._told:
                self._told.add(told)
                found.setdefault(name, []).append(rows)
        return found

    def _number(self, value: Scalar) -> int:
        return self._numbers.setdefault((type(value), value), len(self._numbers))

    def _rule(self, number: int, join: Join) -> str:
        body = []
        names = {pattern.alias: self._shapes[pattern.shape] for pattern in join.patterns}
        rows = {pattern.alias: f"R{place}" for place, pattern in enumerate(join.patterns)}
        for place, pattern in enumerate(join.patterns):
            name, row = names[pattern.alias], f"R{place}"
            body.append(f"{name}({row})")
            for order, (field, wanted) in enumerate(pattern.literals):
                if wanted is not None and len(wanted) == 1:
                    body.append(f"{name}_{field}({row},{self._number(wanted[0])})")
                    continue
                body.append(f"{name}_{field}({row},L{place}_{order})")
                if wanted is not None:
                    body.append(f"L{place}_{order} = ({';'.join(str(self._number(value)) for value in wanted)})")
            for order, (field, reference) in enumerate(pattern.joins):
                other, value = names[reference.alias], f"J{place}_{order}"
                body.append(f"{other}_{reference.field}({rows[reference.alias]},{value})")
                body.append(f"{name}_{field}({row},{value})")
        head = ",".join(rows.values())
        comma = "," if len(rows) == 1 else ""
        return f"match({number},({head}{comma})) :- {', '.join(body)}."
