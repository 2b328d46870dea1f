"""Do the evaluators agree? Made-up facts are put to durable-rules, to the reference evaluator and to clingo.

    python tests/nightly/differential.py [--sets 100000] [--seed 1] [--clingo-every 20] [--state FILE] [--only NUMBER]

Each set of facts is made from the seed and its number (`fact_sets`), so a difference is told as those two, and
``--only NUMBER`` shows it again. Both evaluators close the definitions on their own and have to come to the same rows
and the same matches of every join, which is all that verdicts are made from; of each twentieth set, whose rows are
then put in at once, clingo has to find the same matches too: it is ten times as slow. ``--state`` keeps how far a run
is, so that it can be ended at any time and goes on with the same command. The last line is the one for the README.

A night's work, and so no test: it decides by its exit code (0: no difference, 1: differences), and
``tests/test_nightly.py`` holds it to finding one.
"""

import argparse
import json
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))

from fact_sets import fact_set

from ncnd_rules import __version__
from ncnd_rules.engine.closed import Closed
from ncnd_rules.engine.closure import Matcher, close, known_of
from ncnd_rules.engine.compiler import compile_ruleset
from ncnd_rules.engine.durable import DurableMatcher
from ncnd_rules.engine.program import Found
from ncnd_rules.engine.reference import ReferenceMatcher
from ncnd_rules.errors import EngineDefect
from ncnd_rules.registers import load_registers
from ncnd_rules.rule_files import load_ruleset
from ncnd_rules.world import world_of

_SAVED_EVERY = 200  # sets


class State(NamedTuple):
    """How far a run is."""

    seed: int
    ruleset: str  # digest of the rules that were run
    sets: int = 0
    by_clingo: int = 0
    matches: int = 0
    seconds: float = 0.0
    differences: tuple[str, ...] = ()


class Judge:
    """Puts one set of facts after the other to all evaluators.

    Args:
        others: what the reference evaluator is held against, by name; the first closes definitions on its own.
    """

    def __init__(self, others: dict[str, Matcher] | None = None) -> None:
        self._registers = load_registers()
        self.program = compile_ruleset(load_ruleset())
        self._reference = ReferenceMatcher(self.program)
        if others is None:
            from engines.in_clingo import ClingoMatcher

            others = {"durable-rules": DurableMatcher(self.program), "clingo": ClingoMatcher(self.program)}
        (self._name, self._second), *further = others.items()
        self._further = further

    def judge(self, seed: int, number: int, *, all_of_them: bool) -> tuple[int, list[str]]:
        """How many matches one set has, and on what the evaluators differ."""
        encoding = fact_set(seed, number)
        world = world_of(encoding, self._registers)
        known = known_of(encoding, world)
        expected = close(self.program, self._reference, encoding, known, world)
        matches = set(_matches(expected.matches))
        try:
            found = close(self.program, self._second, encoding, known, world)
            told = [f"{self._name}: {item}" for item in _differences(expected, found)]
        except EngineDefect as defect:
            told = [f"{self._name}: {defect}"]
        for name, matcher in self._further if all_of_them else ():
            matcher.open()
            matcher.put(expected.rows.values())
            own = set(_matches(matcher.matches()))
            told += [f"{name}: {item}" for item in sorted(map(str, own ^ matches))]
        return len(matches), told


def _matches(everything: Found) -> Iterator[tuple[str, tuple[str, ...]]]:
    for join, found in everything.items():
        for match in found:
            yield join, tuple([row.id for row in match])


def _differences(first: Closed, second: Closed) -> Iterable[str]:
    yield from sorted(f"row {row}" for row in first.rows.keys() ^ second.rows.keys())
    # A match given twice is a difference too.
    ours, theirs = sorted(_matches(first.matches)), sorted(_matches(second.matches))
    if ours != theirs:
        yield from sorted(map(str, set(ours) ^ set(theirs))) or ["a match is given twice"]
    if first.doubtful != second.doubtful:
        yield f"doubt of {sorted(first.doubtful ^ second.doubtful)}"


def run(judge: Judge, state: State, sets: int, clingo_every: int) -> Iterator[State]:
    """Go on until there have been so many sets, telling how far it is after each."""
    before, start = state.seconds, time.monotonic()
    for number in range(state.sets, sets):
        with_clingo = number % (2 * clingo_every) in (0, clingo_every + 1)  # odd and even sets alike
        matches, told = judge.judge(state.seed, number, all_of_them=with_clingo)
        state = state._replace(
            sets=number + 1,
            by_clingo=state.by_clingo + with_clingo,
            matches=state.matches + matches,
            seconds=before + time.monotonic() - start,
            differences=(*state.differences, *([f"seed {state.seed}, number {number}: {told[0]}"] if told else [])),
        )
        yield state


def summary(state: State) -> str:
    """The line for the README."""
    return (
        f"{datetime.now(UTC).date()}, version {__version__}, rules {state.ruleset[:8]}, seed {state.seed}: "
        f"{state.sets:,} sets of facts, {state.matches:,} matches, {state.by_clingo:,} of the sets also by clingo: "
        f"{len(state.differences)} differences, {state.seconds:,.0f} s"
    )


def main(arguments: list[str] | None = None) -> int:
    """Run it; the exit code is 1 where there are differences."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--sets", type=int, default=100_000, help="how many in all, those of an earlier run included")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--clingo-every", type=int, default=20, metavar="N", help="clingo has each Nth set")
    parser.add_argument("--state", type=Path, help="a file that keeps how far it is")
    parser.add_argument("--only", type=int, metavar="NUMBER", help="this one set, with every difference")
    asked = parser.parse_args(arguments)
    judge = Judge()
    if asked.only is not None:
        _, told = judge.judge(asked.seed, asked.only, all_of_them=True)
        print("\n".join([*map(str, fact_set(asked.seed, asked.only).facts), *told, f"{len(told)} differences"]))
        return 1 if told else 0
    state = _taken_up(asked.state, State(asked.seed, judge.program.ruleset.digest))
    with suppress(KeyboardInterrupt):
        for reached in run(judge, state, asked.sets, max(1, asked.clingo_every)):
            if len(reached.differences) > len(state.differences):
                print(reached.differences[-1], flush=True)
            state = reached
            if asked.state and state.sets % _SAVED_EVERY == 0:
                _save(asked.state, state)
    if asked.state:
        _save(asked.state, state)
    print(summary(state))
    return 1 if state.differences else 0


def _taken_up(path: Path | None, fresh: State) -> State:
    """Where an earlier run of the same seed and rules stopped."""
    if path is None or not path.exists():
        return fresh
    kept: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    state = State(**{**kept, "differences": tuple(kept["differences"])})
    if state[:2] != fresh[:2]:
        sys.exit(f"{path}: is of seed {state.seed} and rules {state.ruleset[:8]}, expected a file for this run")
    return state


def _save(path: Path, state: State) -> None:
    beside = path.with_name(f"{path.name}.new")
    beside.write_text(json.dumps(state._asdict()), encoding="utf-8")
    beside.replace(path)


if __name__ == "__main__":
    sys.exit(main())
