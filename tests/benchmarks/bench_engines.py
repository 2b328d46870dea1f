"""The same rules and the same facts in several engines: milliseconds a letter, memory, and whether answers are equal.

    python tests/benchmarks/bench_engines.py [--rounds N] [--engines NAME,...] [FACTS ...]

Each engine stands behind the same three methods and runs in fresh processes that take turns, so that a slow moment of
the machine hits all. Two things are timed. *matching*: every row of a letter, those of definitions among them, is put
in at once, and every match of every join comes out, with the rows that made it. *deciding*: from a letter's facts and
those of the registers to every match of every rule with its outcome and its premises; what definitions conclude is put
in after the facts, and what is not matching is the same code of this project for all, which also words what was not
found. The floor alone has code of its own for that too: Python generated from the rules, that does nothing else. All
answers, the matches and what was decided, have to be equal. Memory is by how much the peak of the process grew from
before the engine was imported. Nothing here is a test.
"""

import argparse
import hashlib
import json
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

from engines.floor_whole import Answer, WholeFloor

from ncnd_rules.engine.closed import Closed
from ncnd_rules.engine.closure import close, known_of
from ncnd_rules.engine.compiler import compile_ruleset
from ncnd_rules.engine.decide import decide, not_applied
from ncnd_rules.engine.program import Found, Program
from ncnd_rules.engine.reference import ReferenceMatcher
from ncnd_rules.facts_file import load_facts
from ncnd_rules.registers import load_registers
from ncnd_rules.rule_files import load_ruleset
from ncnd_rules.verdicts import Derivation
from ncnd_rules.world import world_of

ROOT = Path(__file__).parents[2]
FLOOR = "floor"
# A name to the module and the class behind it.
ENGINES = {
    FLOOR: ("engines.floor", "FloorMatcher"),
    "durable": ("ncnd_rules.engine.durable", "DurableMatcher"),
    "reference": ("ncnd_rules.engine.reference", "ReferenceMatcher"),
    "clips": ("engines.in_clips", "ClipsMatcher"),
    "clingo": ("engines.in_clingo", "ClingoMatcher"),
    "experta": ("engines.in_experta", "ExpertaMatcher"),
}
LONGEST = 2.0  # seconds for the passes of one process; the slow engines then make fewer
PASSES = 12


class Measured(NamedTuple):
    """What one process found."""

    name: str  # of the engine, with its version
    matching: float  # ms a letter, best pass
    deciding: float
    memory: float  # MB
    answers: str  # sha256 over every match, and every outcome with what it rests on


def measure(engine: str, paths: list[Path]) -> Measured:
    """Time one engine in this process."""
    ruleset, registers = load_ruleset(), load_registers()
    program = compile_ruleset(ruleset)
    letters = [(encoding, world_of(encoding, registers)) for encoding in map(load_facts, paths)]
    asked = [(encoding, tuple(known_of(encoding, world)), world) for encoding, world in letters]
    rows = [list(close(program, ReferenceMatcher(program), *one).rows.values()) for one in asked]

    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    module, name = ENGINES[engine]
    loaded = import_module(module)
    matcher = getattr(loaded, name)(program)

    def matched(number: int) -> Any:
        matcher.open()
        matcher.put(rows[number])
        return matcher.matches()

    whole = WholeFloor(program) if engine == FLOOR else None

    def decided(number: int) -> Any:
        told, known, world = asked[number]
        return (
            whole.decided(told, known, world) if whole else _decided(program, close(program, matcher, *asked[number]))
        )

    numbers = range(len(paths))
    told = hashlib.sha256()
    for number in numbers:
        told.update(repr(sorted(_told(matched(number)))).encode())
        told.update(repr([_answer(item) for item in decided(number)]).encode())
    matching, deciding = _best(matched, numbers), _best(decided, numbers)
    memory = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    return Measured(loaded.NAME, matching, deciding, memory, told.hexdigest())


def _told(found: Found) -> Iterator[tuple[str, ...]]:
    """Each match as the name of its join and the ids of its rows."""
    return ((join, *[row.id for row in match]) for join, matches in found.items() for match in matches)


def _decided(program: Program, closed: Closed) -> list[Derivation]:
    """Every match of every rule that applies."""
    return [
        item.derivation
        for rule in program.ruleset.rules
        if not not_applied(rule, closed)
        for item in decide(rule, closed)
    ]


def _answer(item: Derivation | Answer) -> Answer:
    """A match with its outcome and the facts that it rests on."""
    if isinstance(item, Answer):
        return item
    return Answer(item.rule, item.outcome, tuple(item.when.values()), item.hits, item.met, item.lessened_by)


def _best(work: Callable[[int], Any], numbers: range) -> float:
    """Milliseconds a letter of the best pass: whatever else runs can only make one slower."""
    took: list[float] = []
    while len(took) < PASSES and sum(took) < LONGEST:
        start = time.process_time()
        for number in numbers:
            work(number)
        took.append(time.process_time() - start)
    return min(took) * 1000 / len(numbers)


def in_fresh_process(engine: str, paths: list[Path]) -> Measured | str:
    """What `measure` gives, or the last words of an engine that does not run here."""
    command = [sys.executable, __file__, "--measure", engine, *map(str, paths)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        return (done.stderr.strip().splitlines() or ["no word"])[-1]
    return Measured(*json.loads(done.stdout.splitlines()[-1]))


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--rounds", type=int, default=3, help="fresh processes for each engine")
    parser.add_argument("--engines", default=",".join(ENGINES), help="which of them, the floor always among them")
    parser.add_argument("--measure", help=argparse.SUPPRESS)  # one of those processes
    parser.add_argument("facts", nargs="*", type=Path, help="facts files; those of the cases, where none is given")
    asked = parser.parse_args()
    paths = [path.resolve() for path in asked.facts] or sorted(ROOT.glob("cases/*/facts.yaml"))
    if asked.measure:
        print(json.dumps(measure(asked.measure, paths)))
        return
    engines = [engine for engine in ENGINES if engine in {FLOOR, *asked.engines.split(",")}]
    rounds: dict[str, list[Measured | str]] = {engine: [] for engine in engines}
    for _ in range(asked.rounds):
        for engine in engines:
            rounds[engine].append(in_fresh_process(engine, paths))
    program = compile_ruleset(load_ruleset())
    print(
        f"{len(paths)} letters, {len(program.ruleset.rules)} rules and {len(program.ruleset.definitions)} definitions "
        f"as {len(program.joins)} joins; medians of {asked.rounds} fresh processes"
    )
    print(table(rounds))


def table(rounds: dict[str, list[Measured | str]]) -> str:
    """One line an engine, as Markdown."""
    lines = [
        "| engine | matching, ms a letter | to floor | deciding, ms a letter | to floor | memory | same answers |",
        "|---|---|---|---|---|---|---|",
    ]
    floor = [one for one in rounds[FLOOR] if isinstance(one, Measured)]
    for engine, own in rounds.items():
        found = [one for one in own if isinstance(one, Measured)]
        if len(found) < len(own):
            lines.append(f"| {engine} | does not run here: {next(one for one in own if isinstance(one, str))} |")
            continue
        cells = [found[0].name]
        for what in ("matching", "deciding"):
            times = [getattr(one, what) for one in found]
            # Of each round its own ratio: one process may have met a slower machine than another.
            ratios = [getattr(one, what) / getattr(least, what) for one, least in zip(found, floor, strict=True)]
            cells += [f"{statistics.median(times):.2f}", f"{statistics.median(ratios):.1f}"]
        cells.append(f"{statistics.median(one.memory for one in found):.0f} MB")
        cells.append("yes" if {one.answers for one in (*found, *floor)} == {floor[0].answers} else "NO")
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
