"""Deciding each match of a rule: satisfied, violated, or undecided and why.

Nothing here matches anything. What was found comes from the evaluator; obligations and exceptions
are set differences over it, and a thing not found counts as absent only where it was looked for in
sections that are whole and read.
"""

from collections.abc import Iterable, Iterator
from typing import Literal

from ncnd_rules.engine.closure import Binding, Closed
from ncnd_rules.rules import Group, Pattern, Rule
from ncnd_rules.verdicts import Absence, Derivation, Outcome
from ncnd_rules.world import WORLD_KINDS


def decide(rule: Rule, closed: Closed) -> Iterator[tuple[Derivation, Binding, list[Binding]]]:
    """Every match of a rule with its outcome, its rows, and the rows of whatever broke it.

    A rule of another regime, or not in force on the letter's date, has no matches.
    """
    day = closed.world.letter_date
    if rule.regime != closed.world.regime or (day is not None and not rule.in_force.on(day)):
        return
    unknown = [closed.world.unknown[need] for need in rule.needs if need in closed.world.unknown]
    always = rule.in_force.since.year <= 2005 and rule.in_force.until is None
    if day is None and not always and "letter_date" not in rule.needs:
        unknown.append("without the letter's date it cannot be told whether the rule was in force")
    aliases = frozenset(pattern.alias for pattern in rule.when)
    found = {part: _by_match(rule, part, groups, aliases, closed) for part, groups in _parts(rule).items()}
    for binding in closed.matches[f"{rule.id} when 0"]:
        derivation, broken = _decide_match(rule, binding, found, tuple(dict.fromkeys(unknown)), closed)
        yield derivation, binding, broken


Found = dict[str, list[dict[Binding, list[Binding]]]]


def _decide_match(
    rule: Rule, binding: Binding, found: Found, unknown: tuple[str, ...], closed: Closed
) -> tuple[Derivation, list[Binding]]:
    hits = {part: [group.get(binding, []) for group in groups] for part, groups in found.items()}
    excuse, excuse_doubt = _certain(hits["unless"], closed)
    broken = [hit for group in hits["forbid"] for hit in group if not closed.doubts(_rows(hit))]
    doubtful = [hit for group in hits["forbid"] for hit in group if closed.doubts(_rows(hit))]
    met = [_first_certain(group, closed) for group in hits["require"]]
    missing = [number for number, hit in enumerate(met) if hit is None]
    why = [*unknown, *closed.doubts(_rows(binding))]
    absences: list[Absence] = []
    if excuse is not None:
        outcome = Outcome.SATISFIED
        why = []
    elif why:
        outcome = Outcome.UNDECIDED
    elif not broken and not doubtful and not missing:
        outcome = Outcome.SATISFIED
    else:
        absences = [
            *_absences(rule, [rule.require[number] for number in missing], "required", binding, closed),
            *_absences(rule, rule.unless, "exception", binding, closed),
        ]
        why += excuse_doubt
        if not broken and rule.forbid:
            why += closed.doubts(row for hit in doubtful for row in _rows(hit))
        for number in missing:
            why += closed.doubts(row for hit in hits["require"][number] for row in _rows(hit))
        why += [doubt for absence in absences for doubt in absence.doubt]
        outcome = Outcome.UNDECIDED if why else Outcome.VIOLATED
    violated = outcome == Outcome.VIOLATED
    lessening, _ = _certain(hits["lessened"], closed)
    # What would lessen it may stand in what this copy has lost: then the lesser severity is the fair one.
    maybe_lessened = (
        violated
        and lessening is None
        and any(absence.doubt for absence in _absences(rule, rule.lessened_by, "exception", binding, closed))
    )
    when = {alias: closed.rows[row].fact for alias, row in binding}
    broken_facts = _facts([row for hit in broken for row in _rows(hit)], closed) if violated else ()
    met_facts = _facts([row for hit in (excuse, *met) if hit for row in _rows(hit)], closed)
    return Derivation(
        rule=rule.id,
        outcome=outcome,
        when=when,
        hits=broken_facts,
        met=tuple(fact for fact in met_facts if fact not in when.values()),
        lessened=violated and bool(lessening or maybe_lessened),
        lessened_by=_facts(_rows(lessening), closed) if violated and lessening else (),
        absences=tuple(absences),
        why=tuple(dict.fromkeys(why)),
    ), broken


def _parts(rule: Rule) -> dict[str, tuple[Group, ...]]:
    return {"unless": rule.unless, "require": rule.require, "forbid": rule.forbid, "lessened": rule.lessened_by}


def _by_match(
    rule: Rule, part: str, groups: tuple[Group, ...], aliases: frozenset[str], closed: Closed
) -> list[dict[Binding, list[Binding]]]:
    """For each alternative of a part: the match of ``when`` to the hits that extend it."""
    found: list[dict[Binding, list[Binding]]] = []
    for number, group in enumerate(groups):
        own = {pattern.alias for pattern in group}
        hits: dict[Binding, list[Binding]] = {}
        for binding in closed.matches[f"{rule.id} {part} {number}"]:
            key = tuple(pair for pair in binding if pair[0] in aliases)
            hits.setdefault(key, []).append(tuple(pair for pair in binding if pair[0] in own))
        found.append(hits)
    return found


def _certain(groups: list[list[Binding]], closed: Closed) -> tuple[Binding | None, tuple[str, ...]]:
    """The first hit that rests on certain facts; else why the others do not."""
    hits = [hit for group in groups for hit in group]
    certain = _first_certain(hits, closed)
    return certain, () if certain is not None else closed.doubts(row for hit in hits for row in _rows(hit))


def _first_certain(hits: list[Binding], closed: Closed) -> Binding | None:
    return next((hit for hit in hits if not closed.doubts(_rows(hit))), None)


def _absences(
    rule: Rule, groups: Iterable[Group], role: Literal["required", "exception"], binding: Binding, closed: Closed
) -> Iterator[Absence]:
    for pattern in (pattern for group in groups for pattern in group):
        # A register is always whole, and so is a fact that was read: only the letter can lack a thing.
        can_be_lost = not pattern.same and pattern.kind not in WORLD_KINDS
        yield Absence(
            kind=pattern.kind,
            conditions=tuple(_conditions(pattern, dict(binding), closed)),
            role=role,
            searched=rule.look_in if can_be_lost else (),
            doubt=closed.absence_doubts(rule.look_in) if can_be_lost else (),
        )


def _conditions(pattern: Pattern, rows: dict[str, str], closed: Closed) -> Iterator[tuple[str, str]]:
    """What was searched for, with the values that this match put in."""
    for field, values in pattern.literals.items():
        yield (
            field,
            "any" if values is None else " or ".join("yes" if value is True else str(value) for value in values),
        )
    for field, reference in pattern.joins.items():
        value = closed.value(rows[reference.alias], reference.field) if reference.alias in rows else None
        yield field, f"the same {reference.field}" if value is None else str(value)


def _rows(binding: Binding) -> list[str]:
    return [row for _, row in binding]


def _facts(rows: list[str], closed: Closed) -> tuple[str, ...]:
    return tuple(dict.fromkeys(closed.rows[row].fact for row in rows))
