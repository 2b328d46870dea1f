"""The reference evaluator: pure Python, written to be obviously right.

It is the oracle of the tests, the second opinion of ``--verify``, and the engine where
durable-rules cannot be installed.
"""

from collections.abc import Iterable, Iterator

from ncnd_rules.engine.program import Found, Join, Program, Row, RowPattern, Scalar, Shape

NAME = "reference"


class ReferenceMatcher:
    """Finds every match by trying rows in order, looked up by the value of a pattern's first join."""

    def __init__(self, program: Program) -> None:
        self._joins = [(join.name, join) for join in program.joins]
        self._indexed: dict[Shape, set[str]] = {}  # the fields by which patterns ask for rows
        for join in program.joins:
            for pattern in join.patterns:
                self._indexed.setdefault(pattern.shape, set()).update(field for field, _ in pattern.joins)
        self.open()

    def open(self) -> None:
        """Forget everything: a new letter begins."""
        self._rows: dict[Shape, list[Row]] = {}
        self._by_value: dict[tuple[Shape, str, Scalar], list[Row]] = {}
        self._found: set[tuple[str, ...]] = set()  # the name of a join, and the ids of rows
        self._fresh: set[Shape] = set()

    def put(self, rows: Iterable[Row]) -> None:
        """Add rows to the letter's."""
        for row in rows:
            self._rows.setdefault(row.shape, []).append(row)
            self._fresh.add(row.shape)
            for field in self._indexed.get(row.shape, ()):
                if field in row.values:
                    self._by_value.setdefault((row.shape, field, row.values[field]), []).append(row)

    def matches(self) -> Found:
        """Every match not given before."""
        new: Found = {}
        for name, join in self._joins:
            if not any(pattern.shape in self._fresh for pattern in join.patterns):
                continue
            for rows in self._extend(join, 0, {}):
                match = (name, *[row.id for row in rows.values()])
                if match not in self._found:
                    self._found.add(match)
                    new.setdefault(name, []).append(tuple(rows.values()))
        self._fresh.clear()
        return new

    def _extend(self, join: Join, position: int, bound: dict[str, Row]) -> Iterator[dict[str, Row]]:
        if position == len(join.patterns):
            yield dict(bound)
            return
        pattern = join.patterns[position]
        for row in self._candidates(pattern, bound):
            if _fits(row, pattern, bound):
                bound[pattern.alias] = row
                yield from self._extend(join, position + 1, bound)
                del bound[pattern.alias]

    def _candidates(self, pattern: RowPattern, bound: dict[str, Row]) -> list[Row]:
        if not pattern.joins:
            return self._rows.get(pattern.shape, [])
        field, reference = pattern.joins[0]
        value = bound[reference.alias].values.get(reference.field)
        return [] if value is None else self._by_value.get((pattern.shape, field, value), [])


def _fits(row: Row, pattern: RowPattern, bound: dict[str, Row]) -> bool:
    for field, wanted in pattern.literals:
        if field not in row.values or (wanted is not None and row.values[field] not in wanted):
            return False
    for field, reference in pattern.joins:
        value = bound[reference.alias].values.get(reference.field)
        if value is None or row.values.get(field) != value:
            return False
    return True
