"""Deciding each match of a rule: satisfied, violated, or undecided and why.

Nothing here matches anything. What was found comes from the evaluator; obligations and exceptions
are set differences over it, and a thing not found counts as absent only where it was looked for in
sections that are whole and read. Satisfied means: as far as the letter was read.
"""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Literal, NamedTuple

from ncnd_rules.between.kinds import GIVEN_KINDS
from ncnd_rules.engine.closure import Binding, Closed
from ncnd_rules.rules import Group, Pattern, Rule, in_words
from ncnd_rules.verdicts import Absence, Derivation, Outcome

# The day by which a rule's time counts: what a rule needs that needs it, and how it is spoken of.
_DAYS = {"response": ("letter_date", "the date of the letter"), "received": ("request_date", "the date of the request")}


class Decided(NamedTuple):
    """One match of a rule, decided."""

    derivation: Derivation
    binding: Binding
    broken: list[Binding]  # the rows of whatever broke it


def not_applied(rule: Rule, closed: Closed) -> str | None:
    """Why a rule says nothing of this letter at all, whatever is in it; none where it is applied."""
    if rule.status == "deprecated":
        return "the rule is deprecated"
    if rule.regime not in ("any", closed.world.regime):
        act = closed.world.regime.upper()
        return f"the letter answers under {act}, and the rule is one of {rule.regime.upper()}"
    day = closed.world.law_date(rule.in_force.by)
    if day is not None and not rule.in_force.on(day):
        return f"the rule was not in force on {day}, {_whose_day(rule, closed)}"
    return None


def _whose_day(rule: Rule, closed: Closed) -> str:
    if closed.world.as_of:
        return "the day whose law was asked for"
    return _DAYS[rule.in_force.by][1]


def decide(rule: Rule, closed: Closed) -> Iterator[Decided]:
    """Every match of a rule, decided."""
    matches = closed.matches[f"{rule.id} when 0"]
    if not matches:
        return
    unknown = [closed.world.unknown[need] for need in rule.needs if need in closed.world.unknown]
    always = rule.in_force.since.year <= 2005 and rule.in_force.until is None
    if closed.world.law_date(rule.in_force.by) is None and not always and _DAYS[rule.in_force.by][0] not in rule.needs:
        unknown.append(f"without {_DAYS[rule.in_force.by][1]} it cannot be told whether the rule was in force")
    aliases = frozenset(pattern.alias for pattern in rule.when)
    found = {part: _by_match(rule, part, groups, aliases, closed) for part, groups in _parts(rule).items()}
    for binding in matches:
        derivation, broken = _decide_match(rule, binding, found, tuple(dict.fromkeys(unknown)), closed)
        yield Decided(derivation, binding, broken)


# For each part of a rule and each of its alternatives: the match of ``when`` to the hits that extend it.
Found = dict[str, list[dict[Binding, list[Binding]]]]


class _Judged(NamedTuple):
    """A match with its outcome, and what it rests on beside the match itself."""

    outcome: Outcome
    broken: list[Binding]  # what the rule forbids and the letter has
    met: list[Binding]  # what the rule requires, or what excuses
    absences: tuple[Absence, ...]
    why: tuple[str, ...]


def _decide_match(
    rule: Rule, binding: Binding, found: Found, unknown: tuple[str, ...], closed: Closed
) -> tuple[Derivation, list[Binding]]:
    hits = {part: [group.get(binding, []) for group in groups] for part, groups in found.items()}
    judged = _judge(rule, binding, hits, unknown, closed)
    lessening, lessened = None, False
    if judged.outcome == Outcome.VIOLATED:
        lessenings = [hit for group in hits["lessened"] for hit in group]
        lessening = _certain(lessenings, closed)
        # What would lessen it may stand in what this copy has lost: then the lesser severity is the fair one.
        lessened = bool(lessenings) or any(
            absence.doubt for absence in _absences(rule, rule.lessened_by, "exception", binding, closed)
        )
    when = {alias: closed.rows[row].fact for alias, row in binding}
    met = _facts(judged.met, closed)
    derivation = Derivation(
        rule=rule.id,
        outcome=judged.outcome,
        when=when,
        hits=_facts(judged.broken, closed),
        met=tuple(fact for fact in met if fact not in when.values()),
        lessened=lessened,
        lessened_by=_facts([lessening], closed) if lessening else (),
        absences=judged.absences,
        why=judged.why,
    )
    return derivation, judged.broken


def _judge(
    rule: Rule, binding: Binding, hits: dict[str, list[list[Binding]]], unknown: tuple[str, ...], closed: Closed
) -> _Judged:
    excuses = [hit for group in hits["unless"] for hit in group]
    excuse = _certain(excuses, closed)
    if excuse is not None:
        return _Judged(Outcome.SATISFIED, [], [excuse], (), ())
    if why := _once(unknown, _doubts([binding], closed)):
        return _Judged(Outcome.UNDECIDED, [], [], (), why)

    forbidden = [hit for group in hits["forbid"] for hit in group]
    broken = [hit for hit in forbidden if not _doubts([hit], closed)]
    met = [_certain(group, closed) for group in hits["require"]]
    missing = [number for number, hit in enumerate(met) if hit is None]
    found = [hit for hit in met if hit is not None]
    if not forbidden and not missing:
        return _Judged(Outcome.SATISFIED, [], found, (), ())

    absences = (
        *_absences(rule, [rule.require[number] for number in missing], "required", binding, closed),
        *_absences(rule, rule.unless, "exception", binding, closed),
    )
    why = _once(
        _doubts(excuses, closed),
        () if broken else _doubts(forbidden, closed),
        *(_doubts(hits["require"][number], closed) for number in missing),
        *(absence.doubt for absence in absences),
    )
    if why:
        return _Judged(Outcome.UNDECIDED, [], found, absences, why)
    return _Judged(Outcome.VIOLATED, broken, found, absences, ())


def _parts(rule: Rule) -> dict[str, tuple[Group, ...]]:
    return {"unless": rule.unless, "require": rule.require, "forbid": rule.forbid, "lessened": rule.lessened_by}


def _by_match(
    rule: Rule, part: str, groups: tuple[Group, ...], aliases: frozenset[str], closed: Closed
) -> list[dict[Binding, list[Binding]]]:
    """What one part of a rule found; of each hit, the rows that the part itself names."""
    found: list[dict[Binding, list[Binding]]] = []
    for number, group in enumerate(groups):
        own = {pattern.alias for pattern in group}
        hits: dict[Binding, list[Binding]] = {}
        for binding in closed.matches[f"{rule.id} {part} {number}"]:
            key = tuple(pair for pair in binding if pair[0] in aliases)
            hits.setdefault(key, []).append(tuple(pair for pair in binding if pair[0] in own))
        found.append(hits)
    return found


def _certain(hits: list[Binding], closed: Closed) -> Binding | None:
    """The first hit that rests on certain facts alone."""
    return next((hit for hit in hits if not _doubts([hit], closed)), None)


def _doubts(hits: list[Binding], closed: Closed) -> tuple[str, ...]:
    """Why the facts behind these hits are not certain; empty where all are."""
    if not closed.doubtful:
        return ()
    return closed.doubts(row for hit in hits for _, row in hit)


def _once(*reasons: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(chain(*reasons)))


def _absences(
    rule: Rule, groups: Iterable[Group], role: Literal["required", "exception"], binding: Binding, closed: Closed
) -> Iterator[Absence]:
    for pattern in (pattern for group in groups for pattern in group):
        # A register is always whole, and so is a fact that was read: only the letter can lack a thing.
        can_be_lost = not pattern.same and pattern.kind not in GIVEN_KINDS
        yield Absence(
            kind=pattern.kind,
            conditions=tuple(_conditions(pattern, dict(binding), closed)),
            role=role,
            searched=rule.look_in if can_be_lost else (),
            doubt=closed.absence_doubts(rule.look_in, [pattern], letter_of(pattern, binding, closed))
            if can_be_lost
            else (),
        )


def letter_of(pattern: Pattern, binding: Binding, closed: Closed) -> str:
    """The short name of the letter in which a rule over several letters looks; nothing in a rule over one."""
    reference = pattern.joins.get("letter")
    rows = dict(binding)
    return str(closed.value(rows[reference.alias], reference.field)) if reference and reference.alias in rows else ""


def _conditions(pattern: Pattern, rows: dict[str, str], closed: Closed) -> Iterator[tuple[str, str]]:
    """What was searched for, with the values that this match put in."""
    for field, values in pattern.literals.items():
        yield (
            field,
            "any" if values is None else " or ".join(map(in_words, values)),
        )
    for field, reference in pattern.joins.items():
        value = closed.value(rows[reference.alias], reference.field) if reference.alias in rows else None
        yield field, f"the same {reference.field}" if value is None else in_words(value)


def _facts(hits: list[Binding], closed: Closed) -> tuple[str, ...]:
    return tuple(dict.fromkeys(closed.rows[row].fact for hit in hits for _, row in hit))
