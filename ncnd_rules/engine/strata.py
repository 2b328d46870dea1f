"""The order in which definitions close, and what each of them comes from."""

from collections.abc import Iterable, Mapping
from graphlib import CycleError, TopologicalSorter

from ncnd_rules.errors import RuleError
from ncnd_rules.letter import LIMIT
from ncnd_rules.rules import Definition
from ncnd_rules.shipped import shown


def strata(definitions: tuple[Definition, ...]) -> tuple[tuple[Definition, ...], ...]:
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


def feeds_itself(stratum: Iterable[Definition]) -> bool:
    """Whether what a definition of a stratum concludes may be what another one, or it itself, starts from."""
    stratum = tuple(stratum)
    heads = {definition.kind for definition in stratum}
    return any(pattern.kind in heads for definition in stratum for pattern in definition.when)


def stated_in(definitions: tuple[Definition, ...]) -> dict[str, frozenset[str]]:
    """For each kind that may be stated as others are, the kinds of fact that state it.

    A derived kind is stated by what its definitions start from. A part is stated too by what may limit another one,
    and so is what is derived from parts, unless all that concludes it does so however an answer is limited.
    """
    heads = {definition.kind for definition in definitions}
    feeds: dict[str, set[str]] = {kind: set() for kind in heads}
    for definition in definitions:
        feeds[definition.kind] |= {pattern.kind for pattern in definition.when}
    reach = _closure({kind: others & heads for kind, others in feeds.items()})
    limited = {definition.kind for definition in definitions if not definition.however_limited}
    stated = {
        kind: frozenset(other for head in (kind, *reach[kind]) for other in feeds[head] if other not in heads)
        for kind in heads
    }
    own = {
        kind: others | {LIMIT} if "part" in others and kind in limited else others for kind, others in stated.items()
    }
    return own | {"part": frozenset({"part", LIMIT})}


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
