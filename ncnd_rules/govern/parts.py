"""The parts of a rule by the names its file gives them."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from ncnd_rules.engine.compiler import definitions_for, parts_of
from ncnd_rules.rules import Definition, Group, Pattern, Rule, Ruleset

Owner = Rule | Definition

# The name of a part in messages and joins to the place where its file has it.
_WRITTEN = {"lessened": "lessened.by"}


class Condition(NamedTuple):
    """One fact that a rule or definition asks for, after those that stand before it in its part."""

    owner: str
    part: str  # when, unless, require, forbid, lessened
    number: int  # which alternative of the part; 0 of ``when``
    step: int  # which pattern of the alternative
    pattern: Pattern
    place: str  # as its author finds it: ``unless[2][0] factor``


def conditions(owner: Owner) -> Iterator[Condition]:
    """Every condition, as the file runs."""
    for part, groups in parts_of(owner).items():
        for number, group in enumerate(groups):
            for step, pattern in enumerate(group):
                yield Condition(owner.id, part, number, step, pattern, place_of(part, number, step, group))


def place_of(part: str, number: int, step: int, group: Group) -> str:
    """``when[1] citation``, or ``unless[2][0] factor`` in an alternative of several facts."""
    kind = group[step].kind
    if part == "when":
        return f"when[{step}] {kind}"
    inner = f"[{step}]" if len(group) > 1 else ""
    return f"{written(part)}[{number}]{inner} {kind}"


def written(part: str) -> str:
    """A part as files call it: ``lessened.by``."""
    return _WRITTEN.get(part, part)


def with_part(owner: Owner, part: str, groups: tuple[Group, ...]) -> Owner:
    """The same with other alternatives in one part."""
    if part == "when":
        return owner._replace(when=groups[0])
    changed: dict[str, Any] = {"lessened_by" if part == "lessened" else part: groups}
    return owner._replace(**changed)


def users_of(definition: Definition, ruleset: Ruleset) -> tuple[Rule, ...]:
    """The rules that rest on a definition."""
    return tuple(
        rule
        for rule in ruleset.rules
        if any(used.id == definition.id for used in definitions_for(rule, ruleset.definitions))
    )


def owners_of(ruleset: Ruleset) -> tuple[Owner, ...]:
    """Every definition, then every rule."""
    return (*ruleset.definitions, *ruleset.rules)
