"""durable-rules: the only module that knows it, and the fence around it.

The engine is fast and exact inside a small part of what it offers, and silently wrong, or fatal to
the process, outside. So it is driven through its C module alone (no host, no callbacks, no
threads), with positive patterns and equality joins only, one letter at a time, and everything
outside that is refused here with an `EngineDefect` before the engine sees it.
"""

import json
import weakref
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain, cycle, product
from typing import Any

from ncnd_rules.engine.filters import Asked, Filters
from ncnd_rules.engine.program import Found, Join, Matched, Program, Row
from ncnd_rules.engine.sendable import written
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
_BRANCHES_A_SHARD = 24  # a fact that satisfies more than 64 branches at once is an error
_MOST_MARKS = 150  # a fact with more than 252 properties is refused
_ONES = "__ones"  # the kind of the facts that bear the marks of all rows which fire a rule by themselves
_Marks = tuple[str, ...]  # those of patterns
# The name of a join, and for each of its matches those of its rows as the engine knows them.
_Answer = tuple[str, list[tuple[str, ...]]]
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
        alone = [join for join in program.joins if _is_alone(join)]
        fired = [join for join in program.joins if not _is_alone(join)]
        self._filters = Filters(alone, fired)
        # A rule of the engine to its join, and to its rows' names.
        self._joins: dict[str, tuple[str, tuple[str, ...]]] = {}  # each name quoted, as it is answered
        self._ones: dict[str, str] = {}  # a rule of the engine that one row fires to the mark of that row
        self._asked = [frozenset(self._filters.marks(join)) for join in fired if len(join.patterns) > 1]
        self._turns: dict[_Marks, tuple[tuple[str, tuple[str, ...]], ...]] = {}
        rules = self._compiled(fired)
        self._handle = _engine.create_ruleset("ncnd", json.dumps(rules))
        self._letters = 0
        self._held: list[str] = []  # the letter of which the engine holds rows
        # What the engine was given is outside Python's sight, and stays to the end of the process unless it is told.
        weakref.finalize(self, _give_back, _engine, self._handle, self._held).atexit = False
        # A first letter on which an action has run: deleting the state of a letter on which none
        # ran frees memory that was never set.
        self.open()

    def open(self) -> None:
        """Forget everything: a new letter begins."""
        self.close()
        self._letters += 1
        self._names: dict[str, str] = {}  # by what the engine was told: what it calls it
        self._rows: dict[str, list[Row]] = {}  # by that name: the rows of which it was told so
        self._grown: dict[str, int] = {}  # how many those were when matches were last given, where there are more now
        self._told: list[_Answer] = []  # what the engine found
        self._found: Found = {}  # of patterns that stand alone
        self._fits: dict[str, list[Row]] = {}  # by a mark: rows that fire a rule by themselves, not given before
        self._fired: dict[str, list[str]] = {}  # by that mark: the joins of which the engine said so
        self._marked: dict[_Marks, list[Row]] = {}  # rows that may be joined, by the marks that they bear
        self._seen: set[str] = set()  # the marks of all rows
        self._lacking = self._asked  # the marks of each join that lacks a row
        self._wanted: set[str] = set()  # the marks of those that lack none
        self._sid = f"s{self._letters}"
        self._state = self._assert("open", '"kind":"__open"')
        if [name for name, _ in self._drain()] != ["__open"]:
            raise EngineDefect("durable-rules did not answer the opening of a letter")
        self._held.append(self._sid)

    def close(self) -> None:
        """Give the letter's memory back."""
        while self._held:
            _engine.delete_state(self._handle, self._held.pop())

    def put(self, rows: Iterable[Row]) -> None:
        """Add rows to the letter's.

        What one row decides is no join: it is answered here. Which patterns a row fits by itself is told here too, by
        marks: the engine finds what belongs together. A row is sent once a join that it fits has a row for each of its
        patterns; rows of which the same would be sent are one to the engine. What is sent is checked.
        """
        filters, found, fits = self._filters.of, self._found, self._fits
        alike: dict[Asked, list[Row]] = {}
        for row in rows:
            if (wanted := filters.get(row.shape)) is not None:
                alike.setdefault(wanted.asked(row.values), []).append(row)
        marked: dict[_Marks, list[Row]] = {}
        for asked, own in alike.items():
            lone = [(row,) for row in own] if asked.alone else []
            for join in asked.alone:
                found.setdefault(join, []).extend(lone)
            for mark in asked.ones:
                fits.setdefault(mark, []).extend(own)
            if asked.marks:
                marked.setdefault(asked.marks, []).extend(own)
        self._send_ones(tuple([mark for mark in fits if mark not in self._fired]))
        self._send(marked)

    def _send_ones(self, marks: _Marks) -> None:
        """Tell the engine of patterns that are all of a rule: one fact says of which of them there are rows."""
        self._fired |= {mark: [] for mark in marks}
        for turn, borne in enumerate(_borne(marks)):
            self._assert(f"o{len(self._fired)}.{turn}", f'"kind":"{_ONES}"{borne}')

    def _send(self, marked: dict[_Marks, list[Row]]) -> None:
        """Send what is wanted of rows, and of earlier ones what is wanted since there are these."""
        self._seen.update(chain(*marked))
        complete = [asked for asked in self._lacking if asked <= self._seen]
        if complete:
            self._lacking = [asked for asked in self._lacking if not asked <= self._seen]
            added = set(chain(*complete)) - self._wanted
            self._wanted |= added
            for marks, rows in self._marked.items():
                if wanted := tuple([mark for mark in marks if mark in added]):
                    self._tell(wanted, rows)
        for marks, rows in marked.items():
            if wanted := tuple([mark for mark in marks if mark in self._wanted]):
                self._tell(wanted, rows)
            self._marked.setdefault(marks, []).extend(rows)

    def _tell(self, marks: _Marks, rows: Iterable[Row]) -> None:
        """Send rows with these marks, one by one: a batch may be cut short without an error.

        Where there are very many marks each row is sent in turns, with others in each.
        """
        names, known = self._names, self._rows
        if marks not in self._turns:
            self._turns[marks] = self._turns_of(marks)
        for borne, fields in self._turns[marks]:
            for row in rows:
                said = borne + written(row, fields)
                if (name := names.get(said)) is None:
                    name = f"r{len(known)}"
                    self._assert(name, said)
                    names[said], known[name] = name, []
                elif self._told:
                    self._grown.setdefault(name, len(known[name]))
                known[name].append(row)

    def _turns_of(self, marks: _Marks) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """What rows with these marks are sent as, but for the fields that tell to what they are joined."""
        fields = dict.fromkeys(chain(*[self._filters.fields[mark] for mark in marks]))
        return tuple([(f'"kind":"{self._filters.kinds[marks[0]]}"{borne}', tuple(fields)) for borne in _borne(marks)])

    def matches(self) -> Found:
        """Every match not given before."""
        found, self._found = self._found, {}
        known, grown = self._rows, self._grown
        for join, answers in self._told if grown else ():
            for names in answers:
                if not grown.keys().isdisjoint(names):
                    found.setdefault(join, []).extend(self._grown_since(names))
        grown.clear()
        new = self._new()
        self._told += new
        for join, answers in new:
            own = found.setdefault(join, [])
            for names in answers:
                own += product(*[known[name] for name in names])
        fits, self._fits = self._fits, {}
        for mark, rows in fits.items():
            if not (joins := self._fired[mark]):
                raise EngineDefect("durable-rules fired no rule for a row that one asks for")
            for join in joins:
                found.setdefault(join, []).extend(zip(rows, strict=True))
        return found

    def _grown_since(self, names: tuple[str, ...]) -> Iterator[Matched]:
        """What one match of the engine stands for, without what it stood for when matches were last given."""
        before = [self._grown.get(name, len(self._rows[name])) for name in names]
        for places in product(*[range(len(self._rows[name])) for name in names]):
            if any(place >= number for place, number in zip(places, before, strict=True)):
                yield tuple([self._rows[name][place] for name, place in zip(names, places, strict=True)])

    def _new(self) -> list[_Answer]:
        """What the engine found since it was last asked; of rules that one row fires, `_fired` takes that it did."""
        new: list[_Answer] = []
        # An answer repeats every field of every row; only what stands first in each, as it was sent, is looked at.
        # Text within a field cannot look so: its quotation marks are escaped.
        beginning = f':{{"sid":"{self._sid}","id":"'
        for name, message in self._drain():
            join, asked = self._joins[name]
            if (mark := self._ones.get(name)) is not None:
                if not message.startswith(f'{{"{name}":[{{{asked[0]}{beginning}'):
                    raise EngineDefect(f"durable-rules answered a match of {join} with other rows than were asked for")
                self._fired[mark].append(join)
                continue
            head, *rows = message.split(beginning)
            # What stands before a row ends in its name, and the row begins with what it was called when it was sent.
            called = [head, *rows[:-1]]
            if not rows or len(rows) % len(asked) or not all(map(str.endswith, called, cycle(asked))):
                raise EngineDefect(f"durable-rules answered a match of {join} with other rows than were asked for")
            names = iter([row[: row.index('"')] for row in rows])
            new.append((join, [*zip(*[names] * len(asked), strict=True)]))
        return new

    def _assert(self, name: str, said: str) -> int:
        fact = f'{{"sid":"{self._sid}","id":"{name}",{said}}}'
        try:
            code, state = _engine.assert_fact(self._handle, fact)
        except Exception as problem:  # noqa: BLE001 - the C module raises its own kinds and builtin ones alike
            reason = str(problem) or type(problem).__name__
            raise EngineDefect(f"durable-rules refused the fact {said[:80]}: {reason}") from None
        if code not in (0, 1):  # 0 stored, 1 no rule asks for it; 2 would be a collision of ids
            raise EngineDefect(f"durable-rules answered {code} to the fact {said[:80]}")
        return int(state)

    def _drain(self) -> Iterator[tuple[str, str]]:
        """Each answer, and the rule of the engine that it is of."""
        started = _engine.start_action_for_state(self._handle, self._state)
        message = started[1] if started else None
        while message:
            yield message[2 : message.index('"', 2)], message
            message = _engine.complete_and_start_action(self._handle, self._state)

    def _compiled(self, joins: Iterable[Join]) -> dict[str, Any]:
        rules: dict[str, Any] = {"__open": {"all": [{"o": {"$and": [{"kind": "__open"}]}}], "cap": _CAP}}
        branches: Counter[str] = Counter()
        branch_of: dict[tuple[str, str], int] = {}  # by the mark of patterns without joins, which share a branch
        alike: Counter[str] = Counter()
        ends: Counter[str] = Counter()
        for join in joins:
            check_join(join)
            row = f"x{len(self._joins) // _JOINS_A_NAMING}_"
            name = f"j{len(self._joins)}"
            self._joins[name] = join.name, tuple(f'"{row}{number}"' for number in range(len(join.patterns)))
            patterns = []
            marks = self._filters.marks(join)
            if len(marks) == 1:
                self._ones[name] = marks[0]
            asked = zip(join.patterns, marks, _conditions(join, row), strict=True)
            for number, (pattern, mark, conditions) in enumerate(asked):
                kind = _ONES if len(marks) == 1 else self._filters.kinds[mark]
                branch = branches[kind] if pattern.joins else branch_of.setdefault((kind, mark), branches[kind])
                branches[kind] += branch == branches[kind]
                shard = {"$neq": {"kind": f"__shard{branch // _BRANCHES_A_SHARD}"}}
                tests = [{"kind": kind}, shard, {mark: 1}, *conditions]
                end = json.dumps(tests[-1])
                alike[end] += 1
                turn = alike[end] // _EQUAL_ENDS
                if turn and not pattern.joins:
                    tests.append({"$neq": {"kind": f"__{turn} {end}"}})
                patterns.append({f"{row}{number}": {"$and": tests}})
                ends[json.dumps(tests[-1])] += 1
            rules[name] = {"all": patterns, "cap": _CAP, "dist": 0}
        end, number = ends.most_common(1)[0] if ends else ("", 0)
        if number > _MOST_EQUAL_ENDS:
            raise EngineDefect(f"{number} patterns end in the condition {end}; durable-rules is exact up to 255")
        return rules


def _give_back(engine: Any, handle: int, letters: list[str]) -> None:
    """Delete a ruleset of the engine, and first what it holds of letters."""
    for letter in letters:
        engine.delete_state(handle, letter)
    engine.delete_ruleset(handle)


def _is_alone(join: Join) -> bool:
    """Whether one row decides a join that fires no rule: something looked for, of one pattern."""
    return join.part != "when" and len(join.patterns) == 1


def _borne(marks: _Marks) -> Iterator[str]:
    """Marks as JSON, as many at a time as a fact may have."""
    for first in range(0, len(marks), _MOST_MARKS):
        yield "".join([f',"{mark}":1' for mark in marks[first : first + _MOST_MARKS]])


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


def _conditions(join: Join, row: str) -> Iterator[list[dict[str, Any]]]:
    """For each pattern of a join, what ties its row to those of earlier ones.

    Args:
        row: how the names of its rows begin.
    """
    numbers = {pattern.alias: f"{row}{number}" for number, pattern in enumerate(join.patterns)}
    for pattern in join.patterns:
        yield [{f"f_{field}": {numbers[reference.alias]: f"f_{reference.field}"}} for field, reference in pattern.joins]
