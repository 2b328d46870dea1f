"""The floor: Python generated from the joins, as fast as plain loops over dictionaries are, and nothing beside them.

Each condition on one row becomes one list of the rows that meet it, shared by all patterns that ask for the same; each
join becomes one loop in another, where a dictionary by the first joined value finds the inner rows. What comes out are
the matches with the rows that made them. It is told what holds once, and works out everything again after each batch.
"""

from collections.abc import Callable, Iterable, Mapping

from ncnd_rules.engine.program import Found, Join, Matched, Program, Row, RowPattern, Shape
from ncnd_rules.rules import Reference

NAME = "generated Python"
Rows = Mapping[Shape, list[Row]]


class FloorMatcher:
    """Finds every match by code made for these joins alone."""

    def __init__(self, program: Program) -> None:
        self._run = compiled(program.joins)
        self.open()

    def open(self) -> None:
        """Forget everything: a new letter begins."""
        self._rows: dict[Shape, list[Row]] = {}
        self._told: Found = {}

    def put(self, rows: Iterable[Row]) -> None:
        """Add rows to the letter's."""
        for row in rows:
            self._rows.setdefault(row.shape, []).append(row)

    def matches(self) -> Found:
        """Every match not given before."""
        everything, told = self._run(self._rows), self._told
        self._told = everything
        if not told:
            return {join: matches for join, matches in everything.items() if matches}
        found: Found = {}
        for join, matches in everything.items():
            known = {_ids(match) for match in told[join]}
            if new := [match for match in matches if _ids(match) not in known]:
                found[join] = new
        return found


def _ids(match: Matched) -> tuple[str, ...]:
    return tuple([row.id for row in match])


def compiled(joins: Iterable[Join]) -> Callable[[Rows], Found]:
    """The function that `source` is the text of."""
    names: dict[str, object] = {"by_value": _by_value}
    text = source(joins, names)
    exec(compile(text, "<generated from the rules>", "exec"), names)  # noqa: S102 - made of joins, which are checked when they are loaded
    run: Callable[[Rows], Found] = names["run"]  # type: ignore[assignment]
    return run


def source(joins: Iterable[Join], names: dict[str, object]) -> str:
    """The text of a function that gives every match of the joins in rows by shape; *names* takes its constants."""
    lists: dict[tuple[object, ...], str] = {}
    lines: list[str] = []
    for number, join in enumerate(joins):
        names[f"N{number}"] = join.name
        places = {pattern.alias: place for place, pattern in enumerate(join.patterns)}
        clauses = []
        for place, pattern in enumerate(join.patterns):
            own = _list_of(pattern, lists, lines, names)
            if not pattern.joins:
                clauses.append(f"for r{place} in {own}")
                continue
            (field, reference), *others = pattern.joins
            index = _index_of(own, field, lists, lines)
            clauses.append(f"for r{place} in {index}.get({_value(places, reference)}, ())")
            clauses += [
                f"if (v := {_value(places, wanted)}) is not None and r{place}.values.get({other!r}) == v"
                for other, wanted in others
            ]
        rows = "".join(f"r{place}, " for place in places.values())
        lines.append(f"found[N{number}] = [({rows}) {' '.join(clauses)}]")
    return "def run(rows):\n    found = {}\n    " + "\n    ".join(lines) + "\n    return found\n"


def _list_of(
    pattern: RowPattern, lists: dict[tuple[object, ...], str], lines: list[str], names: dict[str, object]
) -> str:
    """The name of the list of rows that meet what a pattern asks of them alone; its making is added where new."""
    every = lists.setdefault((pattern.shape,), f"s{len(lists)}")
    if every not in names:
        names[f"S{every}"] = pattern.shape
        names[every] = None
        lines.append(f"{every} = rows.get(S{every}, ())")
    if not pattern.literals:
        return every
    asked = (pattern.shape, tuple(sorted(pattern.literals, key=lambda literal: literal[0])))
    if asked not in lists:
        lists[asked] = f"a{len(lists)}"
        tests = " and ".join(
            f"r.values.get({field!r}) is not None"
            if wanted is None
            else f"r.values.get({field!r}) == {wanted[0]!r}"
            if len(wanted) == 1
            else f"r.values.get({field!r}) in {wanted!r}"
            for field, wanted in pattern.literals
        )
        lines.append(f"{lists[asked]} = [r for r in {every} if {tests}]")
    return lists[asked]


def _index_of(own: str, field: str, lists: dict[tuple[object, ...], str], lines: list[str]) -> str:
    if (own, field) not in lists:
        lists[own, field] = f"i{len(lists)}"
        lines.append(f"{lists[own, field]} = by_value({own}, {field!r})")
    return lists[own, field]


def _value(places: Mapping[str, int], reference: Reference) -> str:
    return f"r{places[reference.alias]}.values.get({reference.field!r})"


def _by_value(rows: Iterable[Row], field: str) -> dict[object, list[Row]]:
    """Rows by the value of a field; those without one are left out, so that nothing joins on what is missing."""
    found: dict[object, list[Row]] = {}
    for row in rows:
        if (value := row.values.get(field)) is not None:
            found.setdefault(value, []).append(row)
    return found
