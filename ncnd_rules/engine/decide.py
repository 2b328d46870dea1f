"""Deciding each match of a rule: satisfied, violated, or undecided and why.

Nothing here matches anything. What was found comes from the evaluator; obligations and exceptions
are set differences over it, and a thing not found counts as absent only where it was looked for in
sections that are whole and read. Satisfied means: as far as the letter was read.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Literal, NamedTuple

from ncnd_rules.between.kinds import GIVEN_KINDS
from ncnd_rules.engine.closure import Binding, Closed, Finder, nothing
from ncnd_rules.engine.program import Scalar
from ncnd_rules.rules import Group, Pattern, Reference, Rule, in_words
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
    matches = closed.whens(rule.id)
    if not matches:
        return
    unknown = [closed.world.unknown[need] for need in rule.needs if need in closed.world.unknown]
    always = rule.in_force.since.year <= 2005 and rule.in_force.until is None
    if not always and closed.world.law_date(rule.in_force.by) is None and _DAYS[rule.in_force.by][0] not in rule.needs:
        unknown.append(f"without {_DAYS[rule.in_force.by][1]} it cannot be told whether the rule was in force")
    judge = _Judge(rule, tuple(dict.fromkeys(unknown)), closed)
    for binding in matches:
        yield judge.decided(binding)


class _Judged(NamedTuple):
    """A match with its outcome, and what it rests on beside the match itself."""

    outcome: Outcome
    broken: list[Binding]  # what the rule forbids and the letter has
    met: list[Binding]  # what the rule requires, or what excuses
    absences: tuple[Absence, ...]
    why: tuple[str, ...]


class _Judge:
    """One rule, with what the evaluator found for it in one letter."""

    def __init__(self, rule: Rule, unknown: tuple[str, ...], closed: Closed) -> None:
        self._rule = rule
        self._unknown = unknown
        self._closed = closed
        self._unless = [find for find in closed.finders(rule.id, "unless") if find is not nothing]
        self._require = closed.finders(rule.id, "require")
        self._forbid = [find for find in closed.finders(rule.id, "forbid") if find is not nothing]
        # Matches often look for the same thing: what was searched for is worded once.
        self._searched: dict[tuple[object, ...], Absence] = {}

    def decided(self, binding: Binding) -> Decided:
        """One match with how it comes out, and why."""
        if not self._closed.doubtful and (met := self._met(binding)) is not None:
            return Decided(self._satisfied(binding, met), binding, [])
        judged = self._judged(binding)
        return Decided(self._derivation(binding, judged), binding, judged.broken)

    def _met(self, binding: Binding) -> list[Binding] | None:
        """What excuses a match, or all that it requires; none where it is not satisfied.

        Most matches are. Sound only where every fact is certain.
        """
        for find in self._unless:
            if hits := find(binding):
                return hits[:1]
        if self._unknown:
            return None
        met = []
        for find in self._require:
            if not (hits := find(binding)):
                return None
            met.append(hits[0])
        for find in self._forbid:
            if find(binding):
                return None
        return met

    def _satisfied(self, binding: Binding, met: list[Binding]) -> Derivation:
        rows = self._closed.rows
        when = {alias: rows[row].fact for alias, row in binding}
        told: tuple[str, ...] = ()
        if met:
            matched = when.values()
            facts = [fact for hit in met for _, row in hit if (fact := rows[row].fact) not in matched]
            told = tuple(dict.fromkeys(facts)) if len(facts) > 1 else tuple(facts)
        return Derivation(self._rule.id, Outcome.SATISFIED, when, (), told)

    def _judged(self, binding: Binding) -> _Judged:
        rule, closed = self._rule, self._closed
        excuses = _hits(self._unless, binding)
        excuse = _certain(excuses, closed)
        if excuse is not None:
            return _Judged(Outcome.SATISFIED, [], [excuse], (), ())
        if (self._unknown or closed.doubtful) and (why := _once(self._unknown, _doubts([binding], closed))):
            return _Judged(Outcome.UNDECIDED, [], [], (), why)

        forbidden = _hits(self._forbid, binding)
        required = [find(binding) for find in self._require]
        met = [_certain(hits, closed) for hits in required]
        found = [hit for hit in met if hit is not None]
        if not forbidden and len(found) == len(met):
            return _Judged(Outcome.SATISFIED, [], found, (), ())

        missing = [number for number, hit in enumerate(met) if hit is None]
        broken = [hit for hit in forbidden if not _doubts([hit], closed)]
        absences = (
            *self._absences([rule.require[number] for number in missing], "required", binding),
            *self._absences(rule.unless, "exception", binding),
        )
        why = _once(
            _doubts(excuses, closed),
            () if broken else _doubts(forbidden, closed),
            *(_doubts(required[number], closed) for number in missing),
            *(absence.doubt for absence in absences),
        )
        if why:
            return _Judged(Outcome.UNDECIDED, [], found, absences, why)
        return _Judged(Outcome.VIOLATED, broken, found, absences, ())

    def _derivation(self, binding: Binding, judged: _Judged) -> Derivation:
        closed = self._closed
        lessening, lessened = None, False
        if judged.outcome is Outcome.VIOLATED:
            lessenings = _hits(closed.finders(self._rule.id, "lessened"), binding)
            lessening = _certain(lessenings, closed)
            # What would lessen it may stand in what this copy has lost: then the lesser severity is the fair one.
            lessened = bool(lessenings) or any(
                absence.doubt for absence in self._absences(self._rule.lessened_by, "exception", binding)
            )
        when = {alias: closed.rows[row].fact for alias, row in binding}
        return Derivation(
            rule=self._rule.id,
            outcome=judged.outcome,
            when=when,
            hits=_facts(judged.broken, closed),
            met=tuple(fact for fact in _facts(judged.met, closed) if fact not in when.values()) if judged.met else (),
            lessened=lessened,
            lessened_by=_facts([lessening], closed) if lessening else (),
            absences=judged.absences,
            why=judged.why,
        )

    def _absences(
        self, groups: Iterable[Group], role: Literal["required", "exception"], binding: Binding
    ) -> Iterator[Absence]:
        rows = dict(binding)
        for pattern in (pattern for group in groups for pattern in group):
            values = tuple([self._value(reference, rows) for reference in pattern.joins.values()])
            asked = (id(pattern), role, values)
            if asked not in self._searched:
                self._searched[asked] = self._absence(pattern, role, dict(zip(pattern.joins, values, strict=True)))
            yield self._searched[asked]

    def _absence(
        self, pattern: Pattern, role: Literal["required", "exception"], values: Mapping[str, Scalar | None]
    ) -> Absence:
        # A register is always whole, and so is a fact that was read: only the letter can lack a thing.
        can_be_lost = not pattern.same and pattern.kind not in GIVEN_KINDS
        # The short name of the letter in which a rule over several letters looks; nothing in a rule over one.
        letter = str(values["letter"]) if values.get("letter") is not None else ""
        look_in = self._rule.look_in
        return Absence(
            kind=pattern.kind,
            conditions=tuple(_conditions(pattern, values)),
            role=role,
            searched=look_in if can_be_lost else (),
            doubt=self._closed.absence_doubts(look_in, [pattern], letter) if can_be_lost else (),
        )

    def _value(self, reference: Reference, rows: Mapping[str, str]) -> Scalar | None:
        """What a match of ``when`` puts in; none where the thing it speaks of was itself only looked for."""
        return self._closed.value(rows[reference.alias], reference.field) if reference.alias in rows else None


def _hits(finders: list[Finder], binding: Binding) -> list[Binding]:
    """What any alternative of a part found for a match."""
    return [hit for find in finders for hit in find(binding)] if finders else []


def _certain(hits: list[Binding], closed: Closed) -> Binding | None:
    """The first hit that rests on certain facts alone."""
    if not closed.doubtful:
        return hits[0] if hits else None
    return next((hit for hit in hits if not _doubts([hit], closed)), None)


def _doubts(hits: list[Binding], closed: Closed) -> tuple[str, ...]:
    """Why the facts behind these hits are not certain; empty where all are."""
    if not closed.doubtful:
        return ()
    return closed.doubts(row for hit in hits for _, row in hit)


def _once(*reasons: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(chain(*reasons)))


def _conditions(pattern: Pattern, put_in: Mapping[str, Scalar | None]) -> Iterator[tuple[str, str]]:
    """What was searched for, with the values that a match put in."""
    for field, values in pattern.literals.items():
        yield field, "any" if values is None else " or ".join(map(in_words, values))
    for field, reference in pattern.joins.items():
        value = put_in[field]
        yield field, f"the same {reference.field}" if value is None else in_words(value)


def _facts(hits: list[Binding], closed: Closed) -> tuple[str, ...]:
    return tuple(dict.fromkeys([closed.rows[row].fact for hit in hits for _, row in hit])) if hits else ()
