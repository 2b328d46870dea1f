"""durable-rules: the only module that knows it, and the fence around it.

The engine is fast and exact inside a small part of what it offers, and silently wrong, or fatal to
the process, outside. So it is driven through its C module alone (no host, no callbacks, no
threads), with positive patterns and equality joins only, one letter at a time, and everything
outside that is refused here with an `EngineDefect` before the engine sees it.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import product
from typing import Any

from ncnd_rules.engine.program import Join, Match, Program, Row
from ncnd_rules.errors import EngineDefect, NcndError

try:
    import durable_rules_engine as _engine
except ImportError:  # no C compiler when it was installed, or a Python it does not support
    _engine = None

NAME = "durable-rules 2.0.28"

_MOST_PATTERNS = 14  # a rule with more than 16 is accepted and then fails at run time
_MOST_EQUAL_ENDS = 250  # the 256th pattern ending in one condition makes a different rule fire
_EQUAL_ENDS = 200  # then further ones are told apart by a condition that always holds
_JOINS_A_NAMING = 12  # rows bear names of their own in each dozen joins, so that conditions which join them differ
_JOINS_A_SHARD = 24  # a fact that satisfies more than 64 branches at once is an error
_LONGEST_TEXT = 4_000  # beyond 65,535 characters only lengths are compared
_LARGEST_NUMBER = 2**53
_ROW = re.compile(r'"(x\d+_\d+|o)":\{"sid": "letter\d+", "id": "(\w+)"')
_HALF_CHARACTER = re.compile("[\ud800-\udfff]")
_CAP = 65_535  # matches delivered at once; the counter is an unsigned short


def available() -> bool:
    """Whether the engine was built for this Python."""
    return _engine is not None


class DurableMatcher:
    """Finds every match with durable-rules.

    Raises:
        NcndError: where the engine is not installed.
        EngineDefect: for a program or a row outside the safe subset, and for any answer of the
            engine that is not plainly success.
    """

    def __init__(self, program: Program) -> None:
        if _engine is None:
            raise NcndError("durable-rules is not installed; use the reference evaluator")
        self._joins: dict[str, tuple[Join, str]] = {}  # a rule of the engine to its join, and how its rows are named
        rules = self._compiled(program.joins)
        self._handle = _engine.create_ruleset("ncnd", json.dumps(rules))
        self._letters = 0
        self._state: int | None = None
        # A first letter on which an action has run: deleting the state of a letter on which none
        # ran frees memory that was never set.
        self.open()

    def open(self) -> None:
        """Forget everything: a new letter begins."""
        self.close()
        self._letters += 1
        self._facts: dict[str, str] = {}
        self._sid = f"letter{self._letters}"
        self._state = self._assert({"id": "open", "kind": "__open"})
        if [name for name, _ in self._drain()] != ["__open"]:
            raise EngineDefect("durable-rules did not answer the opening of a letter")

    def close(self) -> None:
        """Give the letter's memory back."""
        if self._state is not None:
            _engine.delete_state(self._handle, self._sid)
            self._state = None

    def put(self, rows: Iterable[Row]) -> None:
        """Add rows to the letter's, one by one: a batch may be cut short without an error."""
        for row in rows:
            check_row(row)
            name = f"r{len(self._facts)}"
            self._facts[name] = row.id
            fields = {f"f_{field}": value for field, value in row.values.items()}
            self._assert({"id": name, "kind": row.shape.name(), **fields})

    def matches(self) -> list[Match]:
        """Every match not given before."""
        found = []
        for name, hits in self._drain():
            join, row = self._joins[name]
            aliases = {f"{row}{number}": pattern.alias for number, pattern in enumerate(join.patterns)}
            for first in range(0, len(hits), len(aliases)):
                hit = dict(hits[first : first + len(aliases)])
                if hit.keys() != aliases.keys():
                    raise EngineDefect(
                        f"durable-rules answered a match of {join.name} with other rows than were asked for"
                    )
                found.append(Match(join.name, {alias: self._facts[hit[name]] for name, alias in aliases.items()}))
        return found

    def _assert(self, fact: dict[str, Any]) -> int:
        try:
            code, state = _engine.assert_fact(
                self._handle, json.dumps({"sid": self._sid, **fact}, allow_nan=False, ensure_ascii=True)
            )
        except Exception as problem:  # noqa: BLE001 - the C module raises its own kinds and builtin ones alike
            reason = str(problem) or type(problem).__name__
            raise EngineDefect(f"durable-rules refused a fact of kind {fact['kind']}: {reason}") from None
        if code not in (0, 1):  # 0 stored, 1 no rule asks for it; 2 would be a collision of ids
            raise EngineDefect(f"durable-rules answered {code} to a fact of kind {fact['kind']}")
        return int(state)

    def _drain(self) -> Iterator[tuple[str, list[tuple[str, str]]]]:
        """Each answer: the engine's rule, and name and id of every row of its matches, one match after the other.

        An answer repeats every field of every row; only what stands first in each, as it was sent, is looked at. Text
        within a field cannot look so: its quotation marks are escaped.
        """
        started = _engine.start_action_for_state(self._handle, self._state)
        message = started[1] if started else None
        while message:
            yield message[2 : message.index('"', 2)], _ROW.findall(message)
            message = _engine.complete_and_start_action(self._handle, self._state)

    def _compiled(self, joins: Iterable[Join]) -> dict[str, Any]:
        rules: dict[str, Any] = {"__open": {"all": [{"o": {"$and": [{"kind": "__open"}]}}], "cap": _CAP}}
        joined: Counter[str] = Counter()
        alike: Counter[str] = Counter()
        ends: Counter[str] = Counter()
        for join in joins:
            check_join(join)
            row = f"x{len(self._joins) // _JOINS_A_NAMING}_"
            for alternative in _alternatives(join, row):
                name = f"j{len(self._joins)}"
                self._joins[name] = join, row
                patterns = []
                for number, conditions in enumerate(alternative):
                    shape = join.patterns[number].shape.name()
                    joined[shape] += bool(join.patterns[number].joins)
                    shard = {"$neq": {"kind": f"__shard{joined[shape] // _JOINS_A_SHARD}"}}
                    tests = [{"kind": shape}, shard, *conditions]
                    end = json.dumps(tests[-1])
                    alike[end] += 1
                    turn = alike[end] // _EQUAL_ENDS
                    if turn and not join.patterns[number].joins:
                        tests.append({"$neq": {"kind": f"__{turn} {end}"}})
                    patterns.append({f"{row}{number}": {"$and": tests}})
                    ends[json.dumps(tests[-1])] += 1
                rules[name] = {"all": patterns, "cap": _CAP, "dist": 0}
        end, number = ends.most_common(1)[0] if ends else ("", 0)
        if number > _MOST_EQUAL_ENDS:
            raise EngineDefect(f"{number} patterns end in the condition {end}; durable-rules is exact up to 255")
        return rules


def check_join(join: Join) -> None:
    """Refuse what the engine accepts and then gets wrong.

    Raises:
        EngineDefect: for too many patterns, and for a join in the first pattern, to a later
            pattern, or to nothing: the engine would ignore it and fire.
    """
    if not 1 <= len(join.patterns) <= _MOST_PATTERNS:
        raise EngineDefect(f"{join.name} has {len(join.patterns)} patterns; durable-rules is exact from 1 to 14")
    earlier: set[str] = set()
    for pattern in join.patterns:
        for _, reference in pattern.joins:
            if reference.alias not in earlier:
                raise EngineDefect(f"{join.name} joins to '{reference.alias}', which no earlier pattern names")
            if reference.field in ("id", "sid"):
                raise EngineDefect(f"{join.name} joins on '{reference.field}', which is the engine's own")
        if pattern.alias in earlier:
            raise EngineDefect(f"{join.name} names two patterns '{pattern.alias}'")
        earlier.add(pattern.alias)


def check_row(row: Row) -> None:
    """Refuse a value that the engine would drop, confuse with another, or misread.

    Raises:
        EngineDefect: for anything but text, whole numbers, and true or false; for text of 4,000
            characters or more or with lone surrogates; for numbers that JSON cannot carry exactly.
    """
    for field, value in row.values.items():
        kind = type(value)
        if kind not in (str, int, bool):
            raise EngineDefect(
                f"{row.shape.name()}.{field} is {kind.__name__}; facts are text, whole numbers, true or false"
            )
        if isinstance(value, str):
            if len(value) >= _LONGEST_TEXT:
                raise EngineDefect(f"{row.shape.name()}.{field} has {len(value)} characters; the longest is 3,999")
            if _HALF_CHARACTER.search(value):
                raise EngineDefect(f"{row.shape.name()}.{field} has half a character (a lone surrogate)")
        elif abs(value) > _LARGEST_NUMBER:
            raise EngineDefect(f"{row.shape.name()}.{field} is {value}; the largest number is 2**53")


def _alternatives(join: Join, row: str) -> Iterator[list[list[dict[str, Any]]]]:
    """The join once for each choice among its alternative literals: the engine's ``$or`` fires twice or not at all.

    Args:
        row: how the names of its rows begin.
    """
    positions = [
        (number, field, values) for number, pattern in enumerate(join.patterns) for field, values in pattern.literals
    ]
    choices = [[None] if values is None else list(values) for _, _, values in positions]
    numbers = {pattern.alias: f"{row}{number}" for number, pattern in enumerate(join.patterns)}
    for chosen in product(*choices):
        conditions: list[list[dict[str, Any]]] = [[] for _ in join.patterns]
        for (number, field, _), value in zip(positions, chosen, strict=True):
            conditions[number].append({"$ex": {f"f_{field}": 1}} if value is None else {f"f_{field}": value})
        for number, pattern in enumerate(join.patterns):
            for field, reference in pattern.joins:
                conditions[number].append({f"f_{field}": {numbers[reference.alias]: f"f_{reference.field}"}})
        yield conditions
