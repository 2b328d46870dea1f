"""Verdicts that are others under changed rules, each with the smallest letter that shows it."""

from collections.abc import Callable, Iterator
from itertools import chain, islice
from typing import Any, NamedTuple

from ncnd_rules.engine.compiler import alone
from ncnd_rules.govern.diff import Verdict
from ncnd_rules.govern.fuzz.bench import Bench, Small
from ncnd_rules.govern.fuzz.sides import letters_for
from ncnd_rules.govern.fuzz.smaller import near, shrunk, size_of
from ncnd_rules.govern.near import values_asked
from ncnd_rules.govern.trial import Trials
from ncnd_rules.rules import Rule

_NEAR = 500  # letters tried near those that the rule brings or that were built


class Flip(NamedTuple):
    """A letter of which a rule said one thing, and says another."""

    rule: str
    letter: Small
    old: Verdict
    new: Verdict


def flips(rule: Rule, old: Trials, new: Trials, *, seed: int = 0, examples: int = 200) -> tuple[Flip, ...]:
    """The smallest letter for each pair of verdicts that differ; nothing of a rule that only one side has."""
    before = next((item for item in old.ruleset.rules if item.id == rule.id and item.over == rule.over), None)
    if before is None or _rests_on(before, old) == _rests_on(rule, new):
        return ()
    was, now = Bench(before, old, compared=False), Bench(rule, new, compared=False)
    both = _Both(was, now)
    tried = [*letters_for(rule, new, now, seed, examples), *letters_for(before, old, was, seed, examples)]
    values = values_asked(rule, before, new.registers)
    least: dict[tuple[Verdict, Verdict], Small] = {}
    for letter in chain(tried, islice(_near_all(tried, values), _NEAR)):
        pair = both(letter)
        if pair is not None and pair[0] != pair[1]:
            least[pair] = min(least.get(pair, letter), letter, key=size_of)
    found = ((pair, shrunk(letter, _says(both, pair))) for pair, letter in least.items())
    return tuple(Flip(rule.id, letter, *pair) for pair, letter in sorted(found, key=lambda one: size_of(one[1])))


class _Both:
    """What a rule said of a letter, and what it says; none where either cannot read it."""

    def __init__(self, was: Bench, now: Bench) -> None:
        self._was = was
        self._now = now

    def __call__(self, letter: Small) -> tuple[Verdict, Verdict] | None:
        old, new = self._was.put(letter), self._now.put(letter)
        return None if old is None or new is None else (old.verdict, new.verdict)


def _says(both: _Both, pair: tuple[Verdict, Verdict]) -> Callable[[Small], bool]:
    return lambda letter: both(letter) == pair


def _near_all(letters: list[Small], values: Any) -> Iterator[Small]:
    """Letters near each, one of each in turn, so that none takes all the trying."""
    turns = [near(letter, values) for letter in letters]
    while turns:
        still = []
        for turn in turns:
            letter = next(turn, None)
            if letter is not None:
                still.append(turn)
                yield letter
        turns = still


def _rests_on(rule: Rule, trials: Trials) -> tuple[object, ...]:
    """Everything that a verdict of a rule hangs on."""
    own = alone(rule, trials.ruleset)
    asked = (rule.when, rule.unless, rule.require, rule.forbid, rule.lessened_by, rule.lessened_to, rule.severity)
    force = (rule.status, rule.regime, rule.in_force, rule.needs, rule.look_in)
    definitions = tuple((item.when, item.unless, item.look_in, item.kind, item.fields) for item in own.definitions)
    return (asked, force, definitions, trials.registers.digest)
