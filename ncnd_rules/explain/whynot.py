"""Why a rule finds nothing wrong with a letter: the first condition that fails, and the nearest change it fires on.

Every change is tried before it is told: the rule is put to the letter so changed, and has to be violated.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import date
from itertools import chain
from typing import Any, NamedTuple

from pydantic import ValidationError

from ncnd_rules.encoding import Encoding
from ncnd_rules.engine.closed import Binding, Closed
from ncnd_rules.engine.closure import close, known_of
from ncnd_rules.engine.compiler import alone, compile_ruleset, partial_joins
from ncnd_rules.engine.decide import Decided, decide, not_applied
from ncnd_rules.engine.findings import findings_of
from ncnd_rules.engine.reference import ReferenceMatcher
from ncnd_rules.explain.change import Step, applied
from ncnd_rules.facts import FACT_TYPES, REFERENCES, Fact
from ncnd_rules.registers import Registers
from ncnd_rules.rule_files import encoding_of
from ncnd_rules.rules import Definition, Pattern, Reference, Rule, Ruleset, in_words
from ncnd_rules.verdicts import Finding, KnownFact, Outcome
from ncnd_rules.world import world_of

_MOST_STEPS = 4  # a letter further away than that is another letter
_MOST_TRIALS = 400
_MOST_WAYS = 6  # past one obstacle, the nearest first

# A field that is worked out from another one, and what that has to say for it.
_WORKED_OUT = {("citation", "section"): "provision"}


class Differs(NamedTuple):
    """A field that does not say what a condition asks."""

    field: str
    wanted: str
    found: str  # nothing where it says nothing


class Obstacle(NamedTuple):
    """The first thing that keeps a rule from being violated."""

    part: str  # of the rule: when, unless, require, forbid; applied, where it is not; certain, where that is in doubt
    asked: Pattern | None = None
    nearest: KnownFact | None = None  # the fact that comes nearest to what is asked
    differs: tuple[Differs, ...] = ()
    met_by: tuple[
        KnownFact, ...
    ] = ()  # what excuses, or is what the rule requires, or keeps what is asked from holding
    why: tuple[str, ...] = ()
    also: tuple[Pattern, ...] = ()  # what has to be there besides what is asked, for it to excuse


class WhyNot(NamedTuple):
    """Why a rule is not violated, and the fewest changes found after which it is."""

    rule: Rule
    outcome: Outcome
    obstacle: Obstacle | None  # none: it is violated
    steps: tuple[Step, ...] = ()  # none where no change was found
    finding: Finding | None = None  # what the rule then says
    if_whole: Finding | None = None  # what it says if nothing of the letter is lost or unread, where that is the doubt
    as_whole: bool = False  # whether the steps lead there only if nothing of the letter is lost or unread


def why_not(
    encoding: Encoding, rule: Rule, ruleset: Ruleset, registers: Registers, as_of: date | None = None
) -> WhyNot:
    """Put one rule to a letter, and to letters near it.

    The changes found are few, and none can be left out; another way of the same length may exist.

    Args:
        ruleset: in which the rule's definitions stand.
        as_of: as for `Checker`.
    """
    asking = _Asking(rule, ruleset, registers, as_of)
    closed = asking.closed(encoding)
    outcome, obstacle = asking.outcome(closed), asking.obstacle(closed)
    if obstacle is None:
        return WhyNot(rule, outcome, None)
    if obstacle.part == "certain":
        return WhyNot(rule, outcome, obstacle, if_whole=asking.finding(_whole(encoding)))
    for letter in (encoding, _whole(encoding)):
        if steps := asking.nearest(letter):
            finding = asking.finding(applied(letter, steps))
            return WhyNot(rule, outcome, obstacle, steps, finding, as_whole=letter is not encoding)
    return WhyNot(rule, outcome, obstacle)


def _whole(encoding: Encoding) -> Encoding:
    """The letter as if nothing of it were lost or unread."""
    letter = encoding.letter.model_copy(update={"copy_state": "complete", "missing": ()})
    return encoding._replace(letter=letter, unread=())


class _Asking:
    """One rule, ready to be put to letter after letter."""

    def __init__(self, rule: Rule, ruleset: Ruleset, registers: Registers, as_of: date | None) -> None:
        self._rule, self._registers, self._as_of = rule, registers, as_of
        ruleset = alone(rule, ruleset)
        self._definitions = ruleset.definitions
        program = compile_ruleset(ruleset)
        owners: tuple[Rule | Definition, ...] = (*ruleset.definitions, rule)
        partial = [join for owner in owners for join in partial_joins(owner, ruleset.kinds)]
        self._program = program._replace(joins=(*program.joins, *partial))
        self._matcher = ReferenceMatcher(self._program)
        self._trials = 0

    def closed(self, encoding: Encoding) -> Closed:
        world = world_of(encoding, self._registers, self._as_of)
        return close(self._program, self._matcher, encoding, known_of(encoding, world), world)

    def _decided(self, closed: Closed) -> list[Decided]:
        return [] if not_applied(self._rule, closed) else decide(self._rule, closed)

    def outcome(self, closed: Closed) -> Outcome:
        found = {item.derivation.outcome for item in self._decided(closed)}
        return next((outcome for outcome in Outcome if outcome in found), Outcome.NOT_APPLICABLE)

    def finding(self, encoding: Encoding) -> Finding | None:
        """What the rule holds against a letter."""
        self._trials += 1
        closed = self.closed(encoding)
        found = findings_of(self._rule, self._decided(closed), closed)
        return next((finding for finding in found if finding.outcome == Outcome.VIOLATED.value), None)

    def obstacle(self, closed: Closed) -> Obstacle | None:
        """What keeps the rule from being violated; nothing where it is."""
        rule = self._rule
        if reason := not_applied(rule, closed):
            return Obstacle("applied", why=(reason,))
        unmatched = _first_unmatched(f"{rule.id} when 0", "when", rule.when, [()], closed)
        if unmatched is not None:
            return self._kept_away(unmatched, closed)
        decided = self._decided(closed)
        if any(item.derivation.outcome == Outcome.VIOLATED for item in decided):
            return None
        for item in decided:
            if item.derivation.outcome == Outcome.UNDECIDED:
                return Obstacle("certain", why=item.derivation.why)
        return min((self._satisfied(item, closed) for item in decided), key=_distance)

    def _satisfied(self, decided: Decided, closed: Closed) -> Obstacle:
        """What excuses one match of the rule, or meets it, or is not there to break it."""
        rule = self._rule
        for group, find in zip(rule.unless, closed.finders(rule.id, "unless"), strict=True):
            for hit in find(decided.binding):
                own = dict.fromkeys(closed.rows[row].fact for _, row in hit)
                return Obstacle(
                    "unless", group[0], met_by=tuple(closed.facts[fact] for fact in own), also=tuple(group[1:])
                )
        if rule.require:
            return Obstacle(
                "require", rule.require[0][0], met_by=tuple(closed.facts[fact] for fact in decided.derivation.met)
            )
        found = (
            _first_unmatched(f"{rule.id} forbid {number}", "forbid", group, [decided.binding], closed)
            for number, group in enumerate(rule.forbid)
        )
        return self._kept_away(min(filter(None, found), key=_distance), closed)

    def _kept_away(self, obstacle: Obstacle, closed: Closed) -> Obstacle:
        """The same, naming what keeps a derived fact from holding where a definition would conclude it but for that."""
        asked = obstacle.asked
        if asked is None or obstacle.met_by:
            return obstacle
        wanted = {item.field: item.wanted.split(" or ") for item in obstacle.differs}
        for definition in self._definitions:
            if definition.kind != asked.kind:
                continue
            for binding in closed.whens(definition.id):
                given = {field: _given(value, dict(binding), closed) for field, value in definition.fields.items()}
                if any(given.get(field) not in values for field, values in wanted.items()):
                    continue
                for find in closed.finders(definition.id, "unless"):
                    for hit in find(binding):
                        own = dict.fromkeys(closed.rows[row].fact for _, row in hit)
                        kept = tuple(closed.facts[fact] for fact in own)
                        return obstacle._replace(nearest=None, differs=(), met_by=kept)
        return obstacle

    def nearest(self, encoding: Encoding) -> tuple[Step, ...]:
        """The fewest steps found to a letter that violates the rule: by way of its obstacles, or of its examples."""
        self._trials = 0
        for most in range(1, _MOST_STEPS + 1):
            if steps := self._past(encoding, (), most):
                return self._needed(encoding, steps)
        for example in self._rule.bad:
            steps = tuple(Step(None, fact) for fact in _renamed(encoding_of(example, self._rule).facts))
            if self.finding(applied(encoding, steps)):
                return self._needed(encoding, steps)
        return ()

    def _past(self, encoding: Encoding, done: tuple[Step, ...], most: int) -> tuple[Step, ...]:
        """Steps that follow those done, at most so many in all, after which the rule is violated."""
        if self._trials > _MOST_TRIALS:
            return ()
        here = applied(encoding, done)
        self._trials += 1
        closed = self.closed(here)
        obstacle = self.obstacle(closed)
        if obstacle is None:
            return done
        if len(done) == most:
            return ()
        said = {fact.id for fact in encoding.facts}
        ways = chain.from_iterable(self._ways(obstacle, here, closed))
        # What an earlier step put in is not taken out or altered by a later one: both are told of the letter as it is.
        of_the_letter = (step for step in ways if step.old is None or step.old.id in said)
        for _, step in zip(range(_MOST_WAYS), of_the_letter, strict=False):
            if found := self._past(encoding, (*done, step), most):
                return found
        return ()

    def _needed(self, encoding: Encoding, steps: Sequence[Step]) -> tuple[Step, ...]:
        """The steps without those that can be left out."""
        needed = list(steps)
        for step in reversed(steps):
            fewer = [other for other in needed if other is not step]
            if len(needed) > 1 and self.finding(applied(encoding, fewer)):
                needed = fewer
        return tuple(needed)

    def _ways(self, obstacle: Obstacle, encoding: Encoding, closed: Closed) -> Iterator[Iterable[Step]]:
        """Single steps past an obstacle, the nearest first."""
        own = {fact.id: fact for fact in encoding.facts}
        if obstacle.met_by:
            yield (Step(own[name], None) for fact in obstacle.met_by for name in _said_by(fact, closed) if name in own)
            yield _as_in_examples(self._rule, encoding)
        asked = obstacle.asked
        if asked is None or (obstacle.met_by and obstacle.part in ("unless", "require")):
            return
        if obstacle.nearest is not None and obstacle.nearest.id in own:
            yield _altered(own[obstacle.nearest.id], obstacle.differs)
        if asked.kind in FACT_TYPES:
            context = {item.field: item.wanted for item in obstacle.differs} if obstacle.nearest is None else {}
            yield _made(asked, context, self._rule)
        for definition in self._definitions:
            if definition.kind == asked.kind:
                inner = _first_unmatched(f"{definition.id} when 0", "when", definition.when, [()], closed)
                if inner is not None:
                    yield from self._ways(inner, encoding, closed)
        yield _as_in_examples(self._rule, encoding)


def _given(value: Reference | str | int, rows: dict[str, str], closed: Closed) -> str | None:
    """What a definition concludes for one field of its fact from one match."""
    told = closed.value(rows[value.alias], value.field) if isinstance(value, Reference) else value
    return None if told is None else in_words(told)


def _distance(obstacle: Obstacle) -> tuple[bool, int]:
    """How far a letter is from getting past an obstacle."""
    return obstacle.nearest is None and not obstacle.met_by, len(obstacle.differs) + len(obstacle.met_by)


def _first_unmatched(
    name: str, part: str, group: Sequence[Pattern], context: list[Binding], closed: Closed
) -> Obstacle | None:
    """The first pattern of a group that no fact fits, and the fact that comes nearest.

    Args:
        context: the ways in which what stands before the group holds; only their extensions count.
    """
    before = set(context[0]) if context else set()
    for step, pattern in enumerate(group):
        matches = [match for match in closed.bindings(f"{name} {step}") if before <= set(match)]
        if not matches:
            return _nearest(part, pattern, context, closed)
        context = matches
    return None


def _nearest(part: str, pattern: Pattern, contexts: Iterable[Binding], closed: Closed) -> Obstacle:
    best: tuple[int, KnownFact, tuple[Differs, ...]] | None = None
    asked: tuple[Differs, ...] = ()
    for context in contexts:
        rows = dict(context)
        wanted = tuple(_wanted(pattern, rows, closed))
        asked = asked or tuple(Differs(field, values[0], "") for field, values in wanted if values)
        for fact in closed.facts.values():
            if fact.kind != pattern.kind or (pattern.same and closed.rows[rows[pattern.alias]].fact != fact.id):
                continue
            said = ((field, values, _values(fact, field)) for field, values in wanted)
            differs = tuple(
                Differs(field, " or ".join(values) or "any", ", ".join(found))
                for field, values, found in said
                if not (set(values) & set(found) if values else found)
            )
            if best is None or len(differs) < best[0]:
                best = len(differs), fact, differs
    if best is None:
        return Obstacle(part, pattern, None, asked)
    return Obstacle(part, pattern, best[1], best[2])


def _wanted(pattern: Pattern, rows: dict[str, str], closed: Closed) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each field that is asked for, with the values it may have; none: any."""
    for field, values in pattern.literals.items():
        yield field, tuple(map(in_words, values)) if values is not None else ()
    for field, reference in pattern.joins.items():
        if reference.alias in rows:
            value = closed.value(rows[reference.alias], reference.field)
            yield field, () if value is None else (in_words(value),)


def _values(fact: KnownFact, field: str) -> tuple[str, ...]:
    value = fact.fields.get(field, ())
    return tuple(map(in_words, value if isinstance(value, tuple) else (value,)))


def _said_by(fact: KnownFact, closed: Closed) -> Iterator[str]:
    """The facts of the letter on which a fact rests; itself if it is one."""
    if fact.origin == "letter":
        yield fact.id
    for premise in fact.premises:
        yield from _said_by(closed.facts[premise], closed)


def _altered(fact: Fact, differs: Iterable[Differs]) -> Iterator[Step]:
    """The fact with what differs as it is asked."""
    said: dict[str, Any] = {}
    for item in differs:
        field = _WORKED_OUT.get((fact.kind, item.field), item.field)
        said[field] = _as_field(fact.kind, field, item.wanted.split(" or ")[0], getattr(fact, field, None))
    with suppress(ValidationError):
        yield Step(fact, type(fact).model_validate(_stated(fact) | said))


def _as_field(kind: str, field: str, value: str, found: Any) -> Any:
    """A value added where a field takes several, in place of the one it has elsewhere."""
    if isinstance(found, tuple) and field in REFERENCES:
        return [*found, value]
    if isinstance(found, tuple):
        return [value]
    annotation = FACT_TYPES[kind].model_fields[field].annotation if field in FACT_TYPES[kind].model_fields else None
    return value == "yes" if annotation is bool else int(value) if annotation is int and value.isdigit() else value


def _stated(fact: Fact) -> dict[str, Any]:
    return fact.model_dump(exclude=set(type(fact).model_computed_fields))


def _made(asked: Pattern, context: dict[str, str], rule: Rule) -> Iterator[Step]:
    """A fact that says what is asked: one of an example of the rule that does, or as little as its kind allows."""
    said: dict[str, Any] = {}
    fact_type = FACT_TYPES[asked.kind]
    for name, value in context.items():
        field = _WORKED_OUT.get((asked.kind, name), name)
        if field in fact_type.model_fields:
            default = fact_type.model_fields[field].default
            said[field] = _as_field(asked.kind, field, value, () if isinstance(default, tuple) else None)
    with suppress(ValidationError):
        yield Step(None, fact_type.model_validate(said))
        return
    for fact in _examples(rule):
        if fact.kind == asked.kind:
            with suppress(ValidationError):
                yield Step(None, fact_type.model_validate(_without_names(fact) | said))
                return


def _as_in_examples(rule: Rule, encoding: Encoding) -> Iterator[Step]:
    """Facts of the letter altered, in one field, to what facts of the same kind say where the rule is violated."""
    tried: set[Fact] = set()
    for example in _examples(rule):
        for fact in encoding.facts:
            if fact.kind != example.kind:
                continue
            own, other = _stated(fact), _stated(example)
            for field in own.keys() - REFERENCES.keys() - {"id", "evidence"}:
                if own[field] != other[field]:
                    altered = fact.model_copy(update={field: other[field]})
                    if altered not in tried:
                        tried.add(altered)
                        yield Step(fact, altered)


def _examples(rule: Rule) -> Iterator[Fact]:
    return (fact for example in rule.bad for fact in encoding_of(example, rule).facts)


def _without_names(fact: Fact) -> dict[str, Any]:
    """What a fact of another letter says, but for its id and the facts it refers to."""
    return {field: value for field, value in _stated(fact).items() if field not in {"id", "evidence", *REFERENCES}}


def _renamed(facts: Iterable[Fact]) -> list[Fact]:
    """Facts of an example under names that no letter has."""
    facts = list(facts)
    names = {fact.id: f"example-{number}" for number, fact in enumerate(facts, start=1)}
    renamed = []
    for fact in facts:
        update: dict[str, Any] = {"id": names[fact.id]}
        for field in REFERENCES:
            value = getattr(fact, field, None)
            if value:
                update[field] = tuple(names[name] for name in value) if isinstance(value, tuple) else names[value]
        renamed.append(fact.model_copy(update=update))
    return renamed
