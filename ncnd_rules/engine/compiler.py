"""From rules to a program: what has to be matched, and where each part of a rule finds what it asks for."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

from ncnd_rules.engine.program import (
    Conclusion,
    Join,
    Lookup,
    Plan,
    Plans,
    Program,
    RowPattern,
    Shape,
    Sought,
    Term,
    When,
    reader,
)
from ncnd_rules.engine.sought import sought_by
from ncnd_rules.engine.strata import feeds_itself, stated_in, strata
from ncnd_rules.facts import FieldType
from ncnd_rules.rules import Definition, Group, Literals, Pattern, Reference, Rule, Ruleset, slots_of

_T = TypeVar("_T")


def compile_ruleset(ruleset: Ruleset) -> Program:
    """Turn rules and definitions into joins, and put the definitions in order.

    Raises:
        RuleError: where a definition depends on its own absence, directly or in a circle.
    """
    joins: dict[tuple[object, ...], Join] = {}
    fields: dict[Shape, set[str]] = {}
    whens: dict[str, When] = {}
    lookups: dict[tuple[str, str], tuple[tuple[Lookup, ...], ...]] = {}
    sought: dict[tuple[str, str], tuple[tuple[Sought, ...], ...]] = {}
    derived_from = stated_in(ruleset.definitions)
    owners: list[Rule | Definition] = [*ruleset.definitions, *ruleset.rules]
    for owner in owners:
        mentioned = _mentioned(owner)
        when = _row_patterns(owner.when, mentioned, ruleset.kinds)
        _look_at(fields, when, when)
        join = _shared(joins, Join(owner.id, "when", 0, when))
        whens[owner.id] = When(join.name, tuple(pattern.alias for pattern in when))
        for part, groups in parts_of(owner).items():
            found = []
            for number, group in enumerate(groups if part != "when" else ()):
                asked = _row_patterns(group, mentioned, ruleset.kinds)
                _look_at(fields, asked, (*when, *asked))
                name = f"{part} {number} apart"
                apart = [Join(owner.id, name, place, own) for place, own in enumerate(_apart(asked, when))]
                found.append(tuple(_lookup(join, when, joins) for join in apart))
            lookups[owner.id, part] = tuple(found)
            sought[owner.id, part] = sought_by(groups, whens[owner.id].aliases, owner.look_in, derived_from)
        for value in owner.fields.values() if isinstance(owner, Definition) else ():
            if isinstance(value, Reference):
                _look_at(fields, (), when, [value])
    return Program(
        ruleset,
        tuple(joins.values()),
        tuple((stratum, feeds_itself(stratum)) for stratum in strata(ruleset.definitions)),
        _by_kind((shape.kind, shape) for shape in fields),
        {
            kind: Plans(tuple(field for field, of in ruleset.kinds[kind].items() if of.each), plans)
            for kind, plans in _by_kind(
                (shape.kind, Plan(shape, f"{shape.name()} ", shape.kind in own)) for shape, own in fields.items()
            ).items()
        },
        whens,
        lookups,
        sought,
        {one.id: _conclusion(one, whens[one.id].aliases, sought[one.id, "unless"]) for one in ruleset.definitions},
        {owner.id: frozenset(pattern.kind for pattern in patterns_of(owner)) for owner in owners},
        derived_from,
    )


def _look_at(
    fields: dict[Shape, set[str]],
    patterns: Iterable[RowPattern],
    named: Iterable[RowPattern],
    references: Iterable[Reference] = (),
) -> None:
    """Note the fields that patterns look at, in their own rows and in those of others that are named."""
    shapes = {pattern.alias: pattern.shape for pattern in named}
    for pattern in patterns:
        fields.setdefault(pattern.shape, set()).update(field for field, _ in (*pattern.literals, *pattern.joins))
        references = (*references, *(reference for _, reference in pattern.joins))
    for reference in references:
        fields.setdefault(shapes[reference.alias], set()).add(reference.field)


def _by_kind(items: Iterable[tuple[str, _T]]) -> dict[str, tuple[_T, ...]]:
    found: dict[str, tuple[_T, ...]] = {}
    for kind, item in items:
        found[kind] = (*found.get(kind, ()), item)
    return found


def _shared(joins: dict[tuple[object, ...], Join], join: Join) -> Join:
    """The join itself, or an earlier one that asks for the same under other names."""
    place = {pattern.alias: number for number, pattern in enumerate(join.patterns)}
    asked = tuple(
        (
            pattern.shape,
            tuple(sorted(pattern.literals, key=lambda literal: literal[0])),
            tuple(sorted((field, place[reference.alias], reference.field) for field, reference in pattern.joins)),
        )
        for pattern in join.patterns
    )
    return joins.setdefault(asked, join)


def _apart(patterns: tuple[RowPattern, ...], when: tuple[RowPattern, ...]) -> Iterator[tuple[RowPattern, ...]]:
    """Patterns in groups that are joined among themselves, those that speak of rows of ``when`` first in each."""
    given = [pattern.alias for pattern in when]
    ordered = sorted(patterns, key=lambda pattern: given.index(pattern.alias) if pattern.alias in given else len(given))
    groups: list[list[RowPattern]] = []
    for pattern in ordered:
        joined = {reference.alias for _, reference in pattern.joins}
        touched = [group for group in groups if any(other.alias in joined for other in group)]
        groups = [group for group in groups if group not in touched]
        groups.append([*(other for group in touched for other in group), pattern])
    for group in groups:
        yield tuple(sorted(group, key=ordered.index))


def _lookup(whole: Join, when: tuple[RowPattern, ...], joins: dict[tuple[object, ...], Join]) -> Lookup:
    """Where to find what a part asks for: its joins to rows of ``when`` tell, which are not matched again."""
    place = {pattern.alias: number for number, pattern in enumerate(whole.patterns)}
    given = {pattern.alias: number for number, pattern in enumerate(when)}
    terms = [(Term(place[alias], ""), Term(given[alias], "")) for alias in place if alias in given]
    asked = []
    for number, pattern in enumerate(whole.patterns):
        outside = [(field, wanted) for field, wanted in pattern.joins if wanted.alias not in place]
        terms += [(Term(number, field), Term(given[wanted.alias], wanted.field)) for field, wanted in outside]
        within = tuple(join for join in pattern.joins if join not in outside)
        asked.append(pattern._replace(joins=within))
    join = _shared(joins, whole._replace(patterns=tuple(asked)))
    key, other = tuple(own for own, _ in terms), tuple(other for _, other in terms)
    return Lookup(join.name, tuple(place), key, other, reader(key), reader(other))


def _conclusion(definition: Definition, aliases: tuple[str, ...], excuses: Iterable[tuple[Sought, ...]]) -> Conclusion:
    given = {field: value for field, value in definition.fields.items() if isinstance(value, Reference)}
    return Conclusion(
        {field: None if isinstance(value, Reference) else value for field, value in definition.fields.items()},
        tuple(given),
        reader(tuple(Term(aliases.index(value.alias), value.field) for value in given.values())),
        frozenset(kind for group in excuses for sought in group for kind in sought.stated_by),
    )


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


def parts_of(owner: Rule | Definition) -> dict[str, tuple[Group, ...]]:
    """Every part with its alternatives; ``when`` has one."""
    parts: dict[str, tuple[Group, ...]] = {"when": (owner.when,), "unless": owner.unless}
    if isinstance(owner, Rule):
        parts |= {"require": owner.require, "forbid": owner.forbid, "lessened": owner.lessened_by}
    return parts


def patterns_of(owner: Rule | Definition) -> Iterator[Pattern]:
    """Every pattern, in whichever part."""
    return (pattern for groups in parts_of(owner).values() for group in groups for pattern in group)


def definitions_for(owner: Rule | Definition, definitions: Iterable[Definition]) -> tuple[Definition, ...]:
    """The definitions on which a rule or definition rests, directly or through others; itself among them if one."""
    definitions = tuple(definitions)
    wanted = {pattern.kind for pattern in patterns_of(owner)}
    if isinstance(owner, Definition):
        wanted.add(owner.kind)
    before = -1
    while len(wanted) != before:
        before = len(wanted)
        wanted |= {
            pattern.kind
            for definition in definitions
            if definition.kind in wanted
            for pattern in patterns_of(definition)
        }
    return tuple(definition for definition in definitions if definition.kind in wanted)


def alone(rule: Rule, ruleset: Ruleset) -> Ruleset:
    """The ruleset with one rule, and the definitions on which it rests."""
    return ruleset._replace(rules=(rule,), definitions=definitions_for(rule, ruleset.definitions))


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
