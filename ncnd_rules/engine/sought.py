"""What the patterns of a rule look for, as it is told where it is not found: once a rule, not once a match."""

from collections.abc import Iterator, Mapping

from ncnd_rules.between.kinds import GIVEN_KINDS
from ncnd_rules.engine.program import Sought, Term
from ncnd_rules.rules import Group, Pattern, in_words


def sought_by(
    groups: tuple[Group, ...],
    aliases: tuple[str, ...],
    look_in: tuple[str, ...],
    stated_in: Mapping[str, frozenset[str]],
) -> tuple[tuple[Sought, ...], ...]:
    """What the patterns of each alternative of a part look for.

    Args:
        aliases: what ``when`` calls its rows.
        stated_in: derived kind to the kinds of fact that state what it is derived from.
    """
    place = {alias: number for number, alias in enumerate(aliases)}
    return tuple(tuple(_sought(pattern, place, look_in, stated_in) for pattern in group) for group in groups)


def _sought(
    pattern: Pattern, place: Mapping[str, int], look_in: tuple[str, ...], stated_in: Mapping[str, frozenset[str]]
) -> Sought:
    wanted = tuple(pattern.joins.values())
    # A register is always whole, and so is a fact that was read: only the letter can lack a thing.
    can_be_lost = not pattern.same and pattern.kind not in GIVEN_KINDS
    return Sought(
        pattern.kind,
        tuple(_literals(pattern)),
        tuple((field, reference.field) for field, reference in pattern.joins.items()),
        tuple(Term(place[one.alias], one.field) if one.alias in place else None for one in wanted),
        look_in if can_be_lost else (),
        stated_by(pattern, stated_in),
        list(pattern.joins).index("letter") if can_be_lost and "letter" in pattern.joins else None,
    )


def stated_by(pattern: Pattern, stated_in: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """The kinds of fact that would state what a pattern looks for."""
    return stated_in.get(pattern.kind, frozenset((pattern.kind,)))


def _literals(pattern: Pattern) -> Iterator[tuple[str, str]]:
    for field, values in pattern.literals.items():
        yield field, "any" if values is None else " or ".join(map(in_words, values))
