"""The smallest letters on each side of each condition of a rule.

A side is *true* or *false*, as ``cover`` counts them: what stands before the condition holds, and it does or does not.
Of the letters on a side those come first of which the verdict hangs on the condition. The letter on the false side is
sought one change away from that on the true side, so that everything else holds there too.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from random import Random
from typing import NamedTuple

from ncnd_rules.engine.compiler import parts_of
from ncnd_rules.govern.cover import Value, demanded_of, doubtful_kinds, standing_before
from ncnd_rules.govern.diff import Verdict
from ncnd_rules.govern.fuzz.bench import Bench, Fault, Small, Tried
from ncnd_rules.govern.fuzz.built import Builder
from ncnd_rules.govern.fuzz.smaller import near, shrunk, size_of
from ncnd_rules.govern.fuzz.values import Values
from ncnd_rules.govern.logic import Conjunction
from ncnd_rules.govern.near import values_asked
from ncnd_rules.govern.parts import Condition
from ncnd_rules.govern.trial import Trials
from ncnd_rules.rules import Pattern, Rule
from ncnd_rules.verdicts import Outcome

_NEAR = 600  # letters tried beside one that is on the other side
_SIDES = (Value.TRUE, Value.FALSE)
_DECIDED = (Outcome.VIOLATED, Outcome.SATISFIED)

# By part and side, the outcomes of a letter whose verdict hangs on the condition.
_TELLING = {
    ("when", Value.TRUE): _DECIDED,
    ("when", Value.FALSE): (Outcome.NOT_APPLICABLE,),
    ("unless", Value.TRUE): (Outcome.SATISFIED,),
    ("unless", Value.FALSE): (Outcome.VIOLATED,),
    ("require", Value.TRUE): (Outcome.SATISFIED,),
    ("require", Value.FALSE): (Outcome.VIOLATED,),
    ("forbid", Value.TRUE): (Outcome.VIOLATED,),
    ("forbid", Value.FALSE): (Outcome.SATISFIED,),
    ("lessened", Value.TRUE): (Outcome.VIOLATED,),
    ("lessened", Value.FALSE): (Outcome.VIOLATED,),
}


class Side(NamedTuple):
    """The smallest letter that was found on one side of a condition."""

    letter: Small
    verdict: Verdict


class Edge(NamedTuple):
    """A condition with what was found on each of its sides."""

    condition: Condition
    true: Side | None
    false: Side | None
    demanded: frozenset[Value]  # the sides that can be: what conditions before it imply is never false

    @property
    def missing(self) -> tuple[Value, ...]:
        """The sides that can be and were not found."""
        found = {Value.TRUE: self.true, Value.FALSE: self.false}
        return tuple(side for side in _SIDES if side in self.demanded and found[side] is None)


class Fuzzed(NamedTuple):
    """A rule with the letters at the edges of its conditions."""

    rule: Rule
    tried: int  # letters: those of its file, and those that were built
    compared: bool  # whether both evaluators were asked
    edges: tuple[Edge, ...]
    faults: tuple[Fault, ...]  # crashes, and differences between evaluators

    @property
    def missing(self) -> int:
        """How many sides were not found."""
        return sum(len(edge.missing) for edge in self.edges)


def fuzz(rule: Rule, trials: Trials, *, seed: int = 0, examples: int = 200, compared: bool = True) -> Fuzzed:
    """Find the smallest letters on each side of each condition of a rule.

    Args:
        seed: of the chance by which letters are built; the same seed gives the same letters.
        examples: how many letters are built, beside those that the rule brings.
        compared: whether both evaluators are asked about each letter, where durable-rules is installed.
    """
    bench = Bench(rule, trials, compared=compared)
    tried: list[Tried] = []
    number = 0
    for letter in letters_for(rule, trials, bench, seed, examples):
        number += 1
        bench.compare(letter)
        if (found := bench.put(letter)) is not None:
            tried.append(found)
    doubtful = doubtful_kinds(trials.ruleset)
    edges = tuple(_edge(condition, rule, bench, tried, doubtful) for condition in bench.conditions)
    for edge in edges:
        for side in filter(None, (edge.true, edge.false)):
            bench.compare(side.letter)
    return Fuzzed(rule, number, bench.compares, edges, _each_once(bench.faults))


def letters_for(rule: Rule, trials: Trials, bench: Bench, seed: int, examples: int) -> Iterator[Small]:
    """The letters that a rule brings, then as many built for its conditions; of several letters none are built."""
    yield from bench.examples()
    if rule.over != "letter":
        return
    chance = Random(f"{rule.id} {seed}")  # noqa: S311 - letters are not secrets
    builder = Builder(trials.ruleset, Values(rule, trials.registers, chance), chance)
    aims = list(_aims(rule))
    for number in range(examples):
        facts = builder.built(aims[number % len(aims)])
        if facts is not None:
            yield {"facts": facts}


def _aims(rule: Rule) -> Iterator[tuple[Pattern, ...]]:
    """What letters are built for: ``when`` as far as each of its conditions, and with each alternative besides."""
    for part, groups in parts_of(rule).items():
        for group in groups:
            before = () if part == "when" else rule.when
            yield from ((*before, *group[:step]) for step in range(len(group), 0, -1))


def _edge(condition: Condition, rule: Rule, bench: Bench, tried: Iterable[Tried], doubtful: frozenset[str]) -> Edge:
    before = Conjunction(standing_before(condition, rule), bench.trials.ruleset.kinds)
    demanded = demanded_of(condition, doubtful, before)
    tried = list(tried)
    sides = {side: _smallest(condition, side, rule, bench, tried) for side in _SIDES if side in demanded}
    for side, other in ((Value.FALSE, Value.TRUE), (Value.TRUE, Value.FALSE)):
        start = sides.get(other)
        if side in demanded and start is not None and (side is Value.FALSE or sides[side] is None):
            sides[side] = _nearest(condition, side, rule, bench, start, sides.get(side))
    told = {side: None if found is None else Side(found.letter, found.verdict) for side, found in sides.items()}
    return Edge(condition, told.get(Value.TRUE), told.get(Value.FALSE), demanded)


def _smallest(condition: Condition, side: Value, rule: Rule, bench: Bench, tried: Iterable[Tried]) -> Tried | None:
    """The smallest letter on a side, made smaller."""
    on_side = [one for one in tried if side in one.values[condition.place]]
    if not on_side:
        return None
    best = min(on_side, key=lambda one: (_rank(condition, side, rule, one), size_of(one.letter)))
    keeps = _keeps(condition, side, rule, bench, _rank(condition, side, rule, best))
    return bench.put(shrunk(best.letter, keeps))


def _nearest(
    condition: Condition, side: Value, rule: Rule, bench: Bench, start: Tried, best: Tried | None
) -> Tried | None:
    """The first letter near one on the other side, unless the best there is tells more."""
    values = values_asked(rule, rule, bench.trials.registers)
    found = best
    for letter in islice(near(start.letter, values), _NEAR):
        other = bench.put(letter)
        if other is None or side not in other.values[condition.place]:
            continue
        rank = _rank(condition, side, rule, other)
        if rank == (0, False):
            return other
        if found is None or rank < _rank(condition, side, rule, found):
            found = other
    return found


def _keeps(
    condition: Condition, side: Value, rule: Rule, bench: Bench, rank: tuple[int, bool]
) -> Callable[[Small], bool]:
    def keeps(letter: Small) -> bool:
        found = bench.put(letter)
        on_side = found is not None and side in found.values[condition.place]
        return on_side and found is not None and _rank(condition, side, rule, found) <= rank

    return keeps


def _rank(condition: Condition, side: Value, rule: Rule, tried: Tried) -> tuple[int, bool]:
    """How well a letter shows a side: first whether the verdict hangs on it, then whether it shows that side alone."""
    outcome, severity = tried.verdict
    telling = outcome in _TELLING[condition.part, side]
    if condition.part == "lessened" and telling:
        telling = severity == (rule.lessened_to if side is Value.TRUE else rule.severity)
    mixed = len(tried.values[condition.place]) > 1
    return 0 if telling else 1 if outcome is not Outcome.UNDECIDED else 2, mixed


def _each_once(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    """The smallest letter for each fault."""
    least: dict[str, Fault] = {}
    for fault in sorted(faults, key=lambda one: size_of(one.letter)):
        least.setdefault(fault.what, fault)
    return tuple(least.values())
