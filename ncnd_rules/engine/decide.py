"""Deciding each match of a rule: satisfied, violated, or undecided and why.

Nothing here matches anything. What was found comes from the evaluator; obligations and exceptions
are set differences over it, and a thing not found counts as absent only where it was looked for in
sections that are whole and read. Satisfied means: as far as the letter was read.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Literal, NamedTuple

from ncnd_rules.engine.closed import Binding, Closed, Seeker, named, nothing
from ncnd_rules.engine.program import Matched, Scalar, Sought
from ncnd_rules.rules import DAYS, Rule
from ncnd_rules.verdicts import Absence, Derivation, Outcome
from ncnd_rules.world import World


class Decided(NamedTuple):
    """One match of a rule, decided."""

    derivation: Derivation
    aliases: tuple[str, ...]
    match: Matched  # its rows, in the order of the aliases
    broken: list[Binding]  # the rows of whatever broke it

    @property
    def binding(self) -> Binding:
        """The rows of the match with their aliases."""
        return tuple(zip(self.aliases, [row.id for row in self.match], strict=True))


def not_applied(rule: Rule, closed: Closed) -> str | None:
    """Why a rule says nothing of this letter at all, whatever is in it; none where it is applied."""
    if rule.status == "deprecated":
        return "the rule is deprecated"
    if rule.regime not in ("any", closed.world.regime):
        return f"the letter answers under {closed.world.act}, and the rule is one of {rule.regime.upper()}"
    day = closed.world.law_date(rule.in_force.by)
    if day is not None and not rule.in_force.on(day):
        return f"the rule was not in force on {day}, {_whose_day(rule, closed)}"
    return None


def _whose_day(rule: Rule, closed: Closed) -> str:
    if closed.world.as_of:
        return "the day whose law was asked for"
    return DAYS[rule.in_force.by][1]


def decide(rule: Rule, closed: Closed) -> list[Decided]:
    """Every match of a rule, decided."""
    aliases, matches = closed.when(rule.id)
    if not matches:
        return []
    excused_by = [seek for seek in closed.seekers(rule.id, "unless") if seek is not nothing]
    met_by = closed.seekers(rule.id, "require")
    return _Judge(rule, aliases, unknown_for(rule, closed.world), excused_by, met_by, closed).decided(matches)


def decide_unsatisfied(rule: Rule, unknown: tuple[str, ...], closed: Closed) -> list[Decided]:
    """Every match of a rule that is not satisfied, decided.

    Most are satisfied: what excuses, breaks or meets them is looked up for all of them at once.

    Args:
        unknown: what `unknown_for` says of the rule.
    """
    if not closed.is_certain(rule.id):
        return [item for item in decide(rule, closed) if item.derivation.outcome is not Outcome.SATISFIED]
    _, matches = closed.any_found(closed.unordered(rule.id), rule.id, "unless")
    if not matches:
        return []
    broken: list[Matched] = []
    if not unknown:
        broken, matches = closed.any_found(matches, rule.id, "forbid")
        _, lacking = closed.all_found(matches, rule.id, "require")
        matches = broken + lacking
        if not matches:
            return []
    # Nothing excuses what is left, and what breaks no rule of one requirement lacks that.
    met_by: list[Seeker] = [nothing]
    if len(rule.require) != 1 or broken:
        met_by = closed.seekers(rule.id, "require")
    return _Judge(rule, closed.when_aliases(rule.id), unknown, [], met_by, closed).judged(sorted(matches))


def unknown_for(rule: Rule, world: World) -> tuple[str, ...]:
    """Why no match of a rule can be decided, whatever is in the letter; empty where they can."""
    unknown = [world.unknown[need] for need in rule.needs if need in world.unknown]
    if world.law_date(rule.in_force.by) is None and DAYS[rule.in_force.by][0] not in rule.needs:
        always = rule.in_force.since.year <= 2005 and rule.in_force.until is None
        if not always:
            unknown.append(f"without {DAYS[rule.in_force.by][1]} it cannot be told whether the rule was in force")
    return tuple(dict.fromkeys(unknown))


class _Judged(NamedTuple):
    """A match with its outcome, and what it rests on beside the match itself."""

    outcome: Outcome
    broken: list[tuple[tuple[str, ...], Matched]]  # what the rule forbids and the letter has, with its aliases
    met: list[Matched]  # what the rule requires, or what excuses
    absences: tuple[Absence, ...]
    why: tuple[str, ...]


class _Judge:
    """One rule, with what the evaluator found for it in one letter.

    Args:
        excused_by: what seeks what excuses a match.
        met_by: for each requirement, what seeks what meets it.
    """

    def __init__(
        self,
        rule: Rule,
        aliases: tuple[str, ...],
        unknown: tuple[str, ...],
        excused_by: list[Seeker],
        met_by: list[Seeker],
        closed: Closed,
    ) -> None:
        self._rule = rule
        self._aliases = aliases
        self._unknown = unknown
        self._closed = closed
        self._excused_by = excused_by
        self._met_by = met_by
        asked = zip(closed.aliases_of(rule.id, "forbid"), closed.seekers(rule.id, "forbid"), strict=True)
        self._broken_by = [(names, seek) for names, seek in asked if seek is not nothing]
        # Matches often look for the same thing: what was searched for is worded once.
        self._searched: dict[tuple[object, ...], Absence] = {}

    def decided(self, matches: Iterable[Matched]) -> list[Decided]:
        """Every match with how it comes out, and why."""
        certain, aliases = self._closed.is_certain(self._rule.id), self._aliases
        decided = []
        for match in matches:
            met = self._met(match) if certain else None
            if met is not None:
                when = dict(zip(aliases, [row.fact for row in match], strict=True))
                told = _others(met, when) if met else ()
                derivation = Derivation(self._rule.id, Outcome.SATISFIED, when, (), told)
                decided.append(Decided(derivation, aliases, match, []))
            else:
                decided += self.judged([match])
        return decided

    def judged(self, matches: Iterable[Matched]) -> list[Decided]:
        """The same, each looked at by itself: those that are not satisfied."""
        decided = []
        for match in matches:
            judged = self._judged(match)
            broken = [named(own, [hit])[0] for own, hit in judged.broken]
            decided.append(Decided(self._derivation(match, judged), self._aliases, match, broken))
        return decided

    def _met(self, match: Matched) -> Sequence[Matched] | None:
        """What excuses a match, or all that it requires; none where it is not satisfied.

        Most matches are. Sound only where every fact is certain.
        """
        for seek in self._excused_by:
            if hits := seek(match):
                return hits[:1]
        if self._unknown:
            return None
        for _, seek in self._broken_by:
            if seek(match):
                return None
        met = []
        for seek in self._met_by:
            if not (hits := seek(match)):
                return None
            met.append(hits[0])
        return met

    def _judged(self, match: Matched) -> _Judged:
        rule, closed = self._rule, self._closed
        excuses = _hits(self._excused_by, match)
        excuse = _certain(excuses, closed)
        if excuse is not None:
            return _Judged(Outcome.SATISFIED, [], [excuse], (), ())
        if (self._unknown or closed.doubtful) and (why := _once(self._unknown, closed.doubts_of(match))):
            return _Judged(Outcome.UNDECIDED, [], [], (), why)

        forbidden = self._forbidden(match)
        required = [seek(match) for seek in self._met_by]
        met = [_certain(hits, closed) for hits in required]
        found = [hit for hit in met if hit is not None]
        if not forbidden and len(found) == len(met):
            return _Judged(Outcome.SATISFIED, [], found, (), ())

        missing = [number for number, hit in enumerate(met) if hit is None]
        sought = closed.sought(rule.id, "require")
        absences = (
            *self._absences([sought[number] for number in missing], "required", match),
            *self._absences(closed.sought(rule.id, "unless"), "exception", match),
        )
        broken = [(aliases, hit) for aliases, hit in forbidden if not closed.doubts_of(hit)]
        why = _once(
            _doubts(excuses, closed),
            () if broken else _doubts([hit for _, hit in forbidden], closed),
            *(_doubts(required[number], closed) for number in missing),
            *(absence.doubt for absence in absences),
        )
        if why:
            return _Judged(Outcome.UNDECIDED, [], found, absences, why)
        return _Judged(Outcome.VIOLATED, broken, found, absences, ())

    def _forbidden(self, match: Matched) -> list[tuple[tuple[str, ...], Matched]]:
        """What the rule forbids and the letter has, each with its aliases."""
        return [(aliases, hit) for aliases, seek in self._broken_by for hit in seek(match)]

    def _derivation(self, match: Matched, judged: _Judged) -> Derivation:
        closed = self._closed
        lessening, lessened = None, False
        if judged.outcome is Outcome.VIOLATED and self._rule.lessened_by:
            lessenings = _hits(closed.seekers(self._rule.id, "lessened"), match)
            lessening = _certain(lessenings, closed)
            # What would lessen it may stand in what this copy has lost: then the lesser severity is the fair one.
            lessened = bool(lessenings) or any(
                absence.doubt
                for absence in self._absences(closed.sought(self._rule.id, "lessened"), "exception", match)
            )
        when = dict(zip(self._aliases, [row.fact for row in match], strict=True))
        return Derivation(
            self._rule.id,
            judged.outcome,
            when,
            hits=_others([hit for _, hit in judged.broken], {}),
            met=_others(judged.met, when),
            lessened=lessened,
            lessened_by=_others([lessening], {}) if lessening else (),
            absences=judged.absences,
            why=judged.why,
        )

    def _absences(
        self, groups: Iterable[tuple[Sought, ...]], role: Literal["required", "exception"], match: Matched
    ) -> Iterator[Absence]:
        value_of = self._closed.value_of
        for sought in chain(*groups):
            values = tuple([None if term is None else value_of(match[term.row], term.field) for term in sought.given])
            asked = (sought, role, values)
            if (absence := self._searched.get(asked)) is None:
                absence = self._searched[asked] = self._absence(sought, role, values)
            yield absence

    def _absence(
        self, sought: Sought, role: Literal["required", "exception"], values: tuple[Scalar | None, ...]
    ) -> Absence:
        doubt: tuple[str, ...] = ()
        if sought.searched:
            letter = None if sought.letter is None else values[sought.letter]
            doubt = self._closed.doubts_of_absence(
                sought.searched, sought.stated_by, "" if letter is None else str(letter)
            )
        return Absence(sought.kind, sought.conditions(values), role, sought.searched, doubt)


def _others(hits: Iterable[Matched], when: Mapping[str, str]) -> tuple[str, ...]:
    """The facts of some rows, each once, but for those that the match itself has."""
    matched = when.values()
    facts = [row.fact for hit in hits for row in hit if row.fact not in matched]
    return tuple(dict.fromkeys(facts)) if len(facts) > 1 else tuple(facts)


def _hits(seekers: list[Seeker], match: Matched) -> list[Matched]:
    """What any alternative of a part found for a match."""
    return [hit for seek in seekers for hit in seek(match)] if seekers else []


def _certain(hits: Sequence[Matched], closed: Closed) -> Matched | None:
    """The first hit that rests on certain facts alone."""
    if not closed.doubtful:
        return hits[0] if hits else None
    return next((hit for hit in hits if not closed.doubts_of(hit)), None)


def _doubts(hits: Iterable[Matched], closed: Closed) -> tuple[str, ...]:
    """Why the facts behind these hits are not certain; empty where all are."""
    return closed.doubts_of([row for hit in hits for row in hit]) if closed.doubtful else ()


def _once(*reasons: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(chain(*reasons)))
