"""Rules as positive joins: the one form that both evaluators read.

Every part of a rule (its ``when``, and each alternative of ``unless``, ``require``, ``forbid`` and
``lessened``) becomes one conjunction of positive patterns joined by equality. Nothing negative is
left; what was not found is worked out afterwards, over the closed set of facts.
"""

from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from itertools import product
from types import MappingProxyType
from typing import NamedTuple

from ncnd_rules.errors import RuleError
from ncnd_rules.facts import FieldType
from ncnd_rules.rules import Definition, Group, Literals, Reference, Rule, Ruleset, slots_of
from ncnd_rules.shipped import shown

Scalar = str | int | bool


class Shape(NamedTuple):
    """A kind of row: a kind of fact, and the *each* fields it is spread over.

    A part with two questions is one row of ``part``, and two rows of ``part`` spread over
    ``question``; a rule that never mentions questions sees the part once.
    """

    kind: str
    spread: tuple[str, ...] = ()

    def name(self) -> str:
        """``part/question``: the shape in one word."""
        return "/".join((self.kind, *self.spread))


class RowPattern(NamedTuple):
    """One row that has to be there."""

    alias: str
    shape: Shape
    literals: tuple[tuple[str, Literals | None], ...]
    joins: tuple[tuple[str, Reference], ...]


class Join(NamedTuple):
    """A conjunction of positive patterns; its name says which part of which rule it is."""

    owner: str
    part: str  # when, unless, require, forbid, lessened
    number: int  # which alternative of the part
    patterns: tuple[RowPattern, ...]

    @property
    def name(self) -> str:
        """``PIT-01 unless 0``: unique within a program."""
        return f"{self.owner} {self.part} {self.number}"


class Row(NamedTuple):
    """One row for the evaluators: flat, and every value of one type a field."""

    id: str
    shape: Shape
    values: Mapping[str, Scalar]
    fact: str  # id of the fact it is a row of


class Match(NamedTuple):
    """One way in which a join holds."""

    join: str
    rows: Mapping[str, str]  # alias to row id


class Program(NamedTuple):
    """A ruleset ready to run."""

    ruleset: Ruleset
    joins: tuple[Join, ...]
    strata: tuple[tuple[Definition, ...], ...]
    shapes: Mapping[str, tuple[Shape, ...]]  # kind to the shapes that rules ask for
    fields: Mapping[Shape, frozenset[str]]  # to the fields that joins look at in rows of that shape
    # Derived kind to the kinds of fact that state what it is derived from.
    stated_in: Mapping[str, frozenset[str]] = MappingProxyType({})


def compile_ruleset(ruleset: Ruleset) -> Program:
    """Turn rules and definitions into joins, and put the definitions in order.

    Raises:
        RuleError: where a definition depends on its own absence, directly or in a circle.
    """
    joins: list[Join] = []
    owners: list[Rule | Definition] = [*ruleset.definitions, *ruleset.rules]
    for owner in owners:
        joins += _joins(owner, ruleset.kinds)
    shapes: dict[str, dict[Shape, None]] = {}
    fields: dict[Shape, set[str]] = {}
    concluded = {
        definition.id: [value for value in definition.fields.values() if isinstance(value, Reference)]
        for definition in ruleset.definitions
    }
    for join in joins:
        own = {pattern.alias: pattern.shape for pattern in join.patterns}
        for pattern in join.patterns:
            shapes.setdefault(pattern.shape.kind, {})[pattern.shape] = None
            fields.setdefault(pattern.shape, set()).update(field for field, _ in (*pattern.literals, *pattern.joins))
            for _, reference in pattern.joins:
                fields.setdefault(own[reference.alias], set()).add(reference.field)
        for reference in concluded.get(join.owner, ()) if join.part == "when" else ():
            fields.setdefault(own[reference.alias], set()).add(reference.field)
    return Program(
        ruleset,
        tuple(joins),
        _strata(ruleset.definitions),
        {kind: tuple(found) for kind, found in shapes.items()},
        {shape: frozenset(found) for shape, found in fields.items()},
        _stated_in(ruleset.definitions),
    )


def rows_of(
    kind: str, fact_id: str, values: Mapping[str, Scalar | tuple[str, ...]], program: Program
) -> Iterator[tuple[Shape, dict[str, Scalar]]]:
    """The rows a fact gives: one for each shape and each combination of its *each* fields.

    Only fields that some join looks at in a shape are kept: an engine carries every row through every match. A
    field without a value is left out, and so is a shape spread over a field that has none.
    """
    types = program.ruleset.kinds[kind]
    every = {kind: fact_id} | {
        field: value for field, value in values.items() if not types[field].each and not isinstance(value, tuple)
    }
    for shape in program.shapes.get(kind, ()):
        looked_at = program.fields[shape]
        single = {field: value for field, value in every.items() if field in looked_at}
        lists = [
            value if isinstance(value := values.get(field, ()), tuple) else (str(value),) for field in shape.spread
        ]
        for combination in product(*lists):
            yield shape, {**single, **dict(zip(shape.spread, combination, strict=True))}


def partial_joins(owner: Rule | Definition, kinds: Mapping[str, Mapping[str, FieldType]]) -> Iterator[Join]:
    """Each part of an owner, cut off after each of its patterns in turn.

    The join ``PIT-01 unless 2 0`` is ``when`` with the first pattern of the third exception; that of ``when`` up to
    its second pattern is ``PIT-01 when 0 1``. The rows are those of the whole joins.
    """
    mentioned = _mentioned(owner)
    for part, alternatives in parts_of(owner).items():
        for number, group in enumerate(alternatives):
            for step in range(len(group)):
                before = () if part == "when" else owner.when
                patterns = _row_patterns((*before, *group[: step + 1]), mentioned, kinds)
                yield Join(owner.id, f"{part} {number}", step, patterns)


def _joins(owner: Rule | Definition, kinds: Mapping[str, Mapping[str, FieldType]]) -> Iterator[Join]:
    mentioned = _mentioned(owner)
    for part, alternatives in parts_of(owner).items():
        for number, group in enumerate(alternatives):
            before = () if part == "when" else owner.when
            yield Join(owner.id, part, number, _row_patterns((*before, *group), mentioned, kinds))


def parts_of(owner: Rule | Definition) -> dict[str, tuple[Group, ...]]:
    """Every part with its alternatives; ``when`` has one."""
    parts: dict[str, tuple[Group, ...]] = {"when": (owner.when,), "unless": owner.unless}
    if isinstance(owner, Rule):
        parts |= {"require": owner.require, "forbid": owner.forbid, "lessened": owner.lessened_by}
    return parts


def _mentioned(owner: Rule | Definition) -> set[tuple[str, str]]:
    """Every name with every field that a pattern, a sentence or a conclusion of the owner speaks of."""
    references: list[Reference] = []
    if isinstance(owner, Rule):
        references = [Reference(slot.alias, slot.field) for slot in slots_of(owner.finding + owner.repair)]
    else:
        references = [value for value in owner.fields.values() if isinstance(value, Reference)]
    patterns = [pattern for groups in parts_of(owner).values() for group in groups for pattern in group]
    references += [reference for pattern in patterns for reference in pattern.joins.values()]
    mentioned = {(pattern.alias, field) for pattern in patterns for field in (*pattern.literals, *pattern.joins)}
    return mentioned | {(reference.alias, reference.field) for reference in references}


def _row_patterns(
    group: Group, mentioned: set[tuple[str, str]], kinds: Mapping[str, Mapping[str, FieldType]]
) -> tuple[RowPattern, ...]:
    """The patterns of a group; one that says ``is`` adds its conditions to the fact it names."""
    merged: dict[str, tuple[str, dict[str, Literals | None], list[tuple[str, Reference]]]] = {}
    for pattern in group:
        if pattern.alias not in merged:
            merged[pattern.alias] = (pattern.kind, dict(pattern.literals), list(pattern.joins.items()))
            continue
        _, literals, joins = merged[pattern.alias]
        joins += pattern.joins.items()
        for field, values in pattern.literals.items():
            earlier = literals.get(field)
            literals[field] = values if earlier is None else earlier if values is None else _both(earlier, values)
    return tuple(
        RowPattern(alias, _shape(alias, kind, mentioned, kinds), tuple(literals.items()), tuple(joins))
        for alias, (kind, literals, joins) in merged.items()
    )


def _shape(
    alias: str, kind: str, mentioned: set[tuple[str, str]], kinds: Mapping[str, Mapping[str, FieldType]]
) -> Shape:
    """A kind spread over every *each* field of this name that any part of its rule mentions."""
    return Shape(
        kind, tuple(sorted(field for field, of in kinds[kind].items() if of.each and (alias, field) in mentioned))
    )


def _both(first: Literals, second: Literals) -> Literals:
    return tuple(value for value in first if value in second)  # type: ignore[return-value]


def _strata(definitions: tuple[Definition, ...]) -> tuple[tuple[Definition, ...], ...]:
    """Definitions in the order in which their kinds close.

    A definition may be worked out only once everything it excludes is known; definitions of one
    stratum may feed each other, as long as none feeds itself through an ``unless``.
    """
    level = {definition.kind: 0 for definition in definitions}
    _refuse_circles(definitions)
    changed = True
    while changed:
        changed = False
        for definition in definitions:
            positive = [level.get(pattern.kind, 0) for pattern in definition.when]
            negative = [
                level[pattern.kind] + 1 for group in definition.unless for pattern in group if pattern.kind in level
            ]
            wanted = max([level[definition.kind], *positive, *negative])
            if wanted != level[definition.kind]:
                level[definition.kind] = wanted
                changed = True
    height = max(level.values(), default=-1) + 1
    return tuple(
        tuple(definition for definition in definitions if level[definition.kind] == number) for number in range(height)
    )


def _stated_in(definitions: tuple[Definition, ...]) -> dict[str, frozenset[str]]:
    """For each derived kind, the kinds of fact that its definitions start from."""
    heads = {definition.kind for definition in definitions}
    feeds: dict[str, set[str]] = {kind: set() for kind in heads}
    for definition in definitions:
        feeds[definition.kind] |= {pattern.kind for pattern in definition.when}
    reach = _closure({kind: others & heads for kind, others in feeds.items()})
    return {
        kind: frozenset(other for head in (kind, *reach[kind]) for other in feeds[head] if other not in heads)
        for kind in heads
    }


def _refuse_circles(definitions: tuple[Definition, ...]) -> None:
    heads = {definition.kind for definition in definitions}
    feeds: dict[str, set[str]] = {kind: set() for kind in heads}
    for definition in definitions:
        sought = [*definition.when, *(pattern for group in definition.unless for pattern in group)]
        feeds[definition.kind] |= {pattern.kind for pattern in sought if pattern.kind in heads}
    reach = _closure(feeds)
    for definition in definitions:
        excluded = {pattern.kind for group in definition.unless for pattern in group if pattern.kind in heads}
        for kind in sorted(excluded):
            if kind == definition.kind or definition.kind in reach[kind]:
                circle = _circle({definition.kind: excluded, **feeds})
                raise RuleError(
                    shown(definition.path), f"depends on its own absence through '{kind}' ({circle})", "unless"
                )


def _closure(feeds: Mapping[str, set[str]]) -> dict[str, set[str]]:
    reach = {kind: set(others) for kind, others in feeds.items()}
    for _ in feeds:
        for others in reach.values():
            others |= {further for other in others for further in reach[other]}
    return reach


def _circle(feeds: Mapping[str, set[str]]) -> str:
    try:
        TopologicalSorter(feeds).prepare()
    except CycleError as problem:
        return " -> ".join(problem.args[1])
    return "a circle"
