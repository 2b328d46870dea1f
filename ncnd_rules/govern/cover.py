"""Which conditions of the rules their examples have shown true, false and undecided, counted exactly.

A condition is one fact that a part of a rule asks for. It is asked wherever what stands before it holds: the first of
``when`` once a letter, each further one for every way in which those before it hold, and those of the other parts for
every match of ``when``, whether or not the outcome hung on them. (Whether it does is the question of ``mutate``.)

* *true*: a fact fits, and it is certain.
* *undecided*: only uncertain facts fit; or none does, and what would excuse, lessen or be required may stand in a
  passage that was lost or not read.
* *false*: no fact fits, and that is certain.

Some values are not demanded. What the conditions before it imply is always true. A further condition on a fact already
found is never undecided, nor is the absence of what applies a rule or is forbidden by it, which accuses nobody. What a
register says is uncertain only beyond the day until which it was verified, whatever the rule.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum
from typing import NamedTuple

from ncnd_rules.between.kinds import BETWEEN_KINDS, CERTAIN_BETWEEN, DOUBTFUL_BETWEEN, GIVEN_KINDS, REFERENCES_BETWEEN
from ncnd_rules.engine.closed import Binding, Closed
from ncnd_rules.engine.compiler import definitions_for, partial_joins, parts_of
from ncnd_rules.engine.decide import not_applied
from ncnd_rules.facts import REFERENCES
from ncnd_rules.govern.logic import Conjunction, is_certain
from ncnd_rules.govern.parts import Condition, Owner, conditions, users_of
from ncnd_rules.govern.trial import Trial, Trials, Witness
from ncnd_rules.rules import Definition, Pattern, Rule, Ruleset
from ncnd_rules.world import DOUBTFUL_KINDS


class Value(StrEnum):
    """What a condition may be found to be."""

    TRUE = "true"
    FALSE = "false"
    UNDECIDED = "undecided"


# In these parts a thing that is not found counts as absent, so whatever may have been lost counts too.
_BY_ABSENCE = frozenset({"unless", "require", "lessened"})

_NAMED = {**REFERENCES, **REFERENCES_BETWEEN}

# One of each stands in every letter, whatever it says.
_ALWAYS_THERE = frozenset({"letter", "level_rank"})


class Covered(NamedTuple):
    """A condition with the number of letters in which it was seen with each value."""

    condition: Condition
    demanded: frozenset[Value]
    seen: Mapping[Value, int]

    @property
    def missing(self) -> tuple[Value, ...]:
        """The values that are demanded and were never seen."""
        return tuple(value for value in Value if value in self.demanded and not self.seen.get(value))


class Coverage(NamedTuple):
    """Every condition of some rules, and of the definitions on which they rest."""

    covered: tuple[Covered, ...]

    @property
    def demanded(self) -> int:
        """How many values of conditions examples have to show."""
        return sum(len(item.demanded) for item in self.covered)

    @property
    def missing(self) -> int:
        """How many of them were never seen."""
        return sum(len(item.missing) for item in self.covered)


def cover(
    trials: Trials,
    rules: Iterable[Rule],
    letters: Iterable[Witness] = (),
    each: Callable[[Rule], None] = lambda _: None,
) -> Coverage:
    """What the examples of some rules show of their conditions.

    Args:
        letters: further letters, put to every rule over one, and tables of letters, put to every rule over several.
        each: told of each rule that is done, for progress.

    Raises:
        RuleError: where an example is outside the vocabulary.
    """
    rules, letters = tuple(rules), tuple(letters)
    seen: dict[tuple[str, str], Counter[Value]] = {}
    owners: dict[str, Owner] = {}

    def count(letter: Witness, trial: Trial, asked: Iterable[Owner]) -> None:
        closed = trial.closed(letter)
        for owner in asked:
            for condition in conditions(owner):
                tally = seen.setdefault((owner.id, condition.place), Counter())
                tally.update(values_seen(condition, owner, closed))

    for rule in rules:
        asked: dict[str, Owner] = {item.id: item for item in _whole(rule, rules, trials.ruleset)}
        asked[rule.id] = rule
        trial = covering_trial(rule, trials)
        for letter in trials.witnesses(rule):
            count(letter, trial, asked.values())
        for letter in (letter for letter in letters if letter.over == rule.over):
            # A definition that another rule rests on too has had this letter already.
            count(letter, trial, [owner for owner in asked.values() if owner.id not in owners])
        owners |= asked
        each(rule)
    doubtful = doubtful_kinds(trials.ruleset)
    return Coverage(
        tuple(
            Covered(
                condition,
                demanded_of(condition, doubtful, Conjunction(standing_before(condition, owner), trials.ruleset.kinds)),
                seen.get((owner.id, condition.place), Counter()),
            )
            for owner in owners.values()
            for condition in conditions(owner)
        )
    )


def _whole(rule: Rule, rules: tuple[Rule, ...], ruleset: Ruleset) -> Iterator[Definition]:
    """The definitions of a rule of which every user is among some rules: of others their examples say too little."""
    for definition in definitions_for(rule, ruleset.definitions):
        if all(user in rules for user in users_of(definition, ruleset)):
            yield definition


def covering_trial(rule: Rule, trials: Trials) -> Trial:
    """A rule ready to be asked for the values of its conditions, and of those of its definitions."""
    owners: tuple[Owner, ...] = (*definitions_for(rule, trials.ruleset.definitions), rule)
    program = trials.program(rule)
    partial = tuple(join for owner in owners for join in partial_joins(owner, program.ruleset.kinds))
    return Trial(rule, program._replace(joins=(*program.joins, *partial)))


def values_in(letter: Witness, condition: Condition, owner: Owner, trial: Trial) -> set[Value]:
    """The values that one condition has in a letter, by a trial from `covering_trial`."""
    return values_seen(condition, owner, trial.closed(letter))


def demanded_of(condition: Condition, doubtful: frozenset[str], before: Conjunction) -> frozenset[Value]:
    """The values of a condition that examples have to show.

    Args:
        doubtful: the kinds of which facts may be uncertain, from `doubtful_kinds`.
        before: what holds wherever it is asked.
    """
    pattern = condition.pattern
    if _is_always_there(pattern, before) or is_certain([pattern], before):
        return frozenset({Value.TRUE})
    asked = {(pattern.kind, field, values[0]) for field, values in pattern.literals.items() if values}
    undecided = pattern.kind in doubtful and not pattern.same and not asked & CERTAIN_BETWEEN
    return frozenset({Value.TRUE, Value.FALSE, *([Value.UNDECIDED] if undecided or may_be_lost(condition) else [])})


def _is_always_there(pattern: Pattern, before: Conjunction) -> bool:
    """Whether every letter has such a fact: one of a register, or the one that another fact is sure to refer to."""
    if pattern.literals:
        return False
    if not pattern.joins:
        return pattern.kind in _ALWAYS_THERE
    named = pattern.joins.get(pattern.kind)
    if named is None or _NAMED.get(named.field) != pattern.kind or len(pattern.joins) > 1:
        return False
    # What lies between letters has all of its fields.
    return before.kind_of[named.alias] in BETWEEN_KINDS or before.has_value(*named)


def letter_of(pattern: Pattern, binding: Binding, closed: Closed) -> str:
    """The short name of the letter in which a rule over several letters looks; nothing in a rule over one."""
    reference = pattern.joins.get("letter")
    rows = dict(binding)
    return str(closed.value(rows[reference.alias], reference.field)) if reference and reference.alias in rows else ""


def may_be_lost(condition: Condition) -> bool:
    """Whether not finding it, in a letter of which something was lost or not read, leaves it undecided."""
    pattern = condition.pattern
    return condition.part in _BY_ABSENCE and pattern.kind not in GIVEN_KINDS and not pattern.same


def standing_before(condition: Condition, owner: Owner) -> tuple[Pattern, ...]:
    """The patterns that stand before a condition."""
    own = parts_of(owner)[condition.part][condition.number][: condition.step]
    return own if condition.part == "when" else (*owner.when, *own)


def doubtful_kinds(ruleset: Ruleset) -> frozenset[str]:
    """The kinds of which facts may be uncertain: those concluded from an absence, and what is concluded from those."""
    doubtful = {*DOUBTFUL_KINDS, *DOUBTFUL_BETWEEN}
    before = -1
    while len(doubtful) != before:
        before = len(doubtful)
        doubtful |= {
            definition.kind
            for definition in ruleset.definitions
            if definition.unless or any(pattern.kind in doubtful for pattern in definition.when)
        }
    return frozenset(doubtful)


def values_seen(condition: Condition, owner: Owner, closed: Closed) -> set[Value]:
    """The values of a condition in one letter, one for each way in which what stands before it holds."""
    if isinstance(owner, Rule) and not_applied(owner, closed):
        return set()
    found = _by_context(condition, owner, closed)
    return {_value(condition, owner, context, hits, closed) for context, hits in found.items()}


def _by_context(condition: Condition, owner: Owner, closed: Closed) -> Mapping[Binding, list[Binding]]:
    """For each way in which what stands before a condition holds, the ways in which it holds too."""
    name = f"{owner.id} {condition.part} {condition.number}"
    if condition.step:
        before = closed.bindings(f"{name} {condition.step - 1}")
    elif condition.part == "when":
        before = [()]
    else:
        before = closed.whens(owner.id)
    found: dict[Binding, list[Binding]] = {context: [] for context in before}
    size = len(before[0]) if before else 0
    for hit in closed.bindings(f"{name} {condition.step}"):
        found[hit[:size]].append(hit)
    return found


def _value(condition: Condition, owner: Owner, context: Binding, hits: list[Binding], closed: Closed) -> Value:
    pattern = condition.pattern
    if hits:
        certain = pattern.same or any(not closed.doubts([dict(hit)[pattern.alias]]) for hit in hits)
        return Value.TRUE if certain else Value.UNDECIDED
    letter = letter_of(pattern, context, closed)
    lost = may_be_lost(condition) and closed.absence_doubts(owner.look_in, [pattern], letter)
    return Value.UNDECIDED if lost else Value.FALSE
