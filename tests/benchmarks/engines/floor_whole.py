"""The floor for the whole: Python generated from the rules, from facts to every match with its outcome and premises.

Nothing is done that the answers do not need: no rows with names, no words for what was not found, no findings. Facts
are the rows of shapes that are not spread; joins, and what belongs to a match of ``when``, are loops and dictionaries
written out; definitions stand in an order in which none waits for another.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from graphlib import TopologicalSorter
from itertools import product
from types import SimpleNamespace
from typing import Any, NamedTuple

from ncnd_rules.between.kinds import GIVEN_KINDS
from ncnd_rules.engine.closed import Told
from ncnd_rules.engine.compiler import patterns_of
from ncnd_rules.engine.decide import not_applied, unknown_for
from ncnd_rules.engine.program import Join, Lookup, Program, RowPattern, Shape, Term
from ncnd_rules.rules import Definition, Reference, Rule
from ncnd_rules.verdicts import KnownFact, Outcome
from ncnd_rules.world import World

Hit = tuple[Any, ...]  # rows: facts, or facts with the values they are spread over


class Answer(NamedTuple):
    """One match, decided."""

    rule: str
    outcome: Outcome
    when: tuple[str, ...]  # ids of facts, in the order of the rule
    hits: tuple[str, ...] = ()
    met: tuple[str, ...] = ()
    lessened_by: tuple[str, ...] = ()


class WholeFloor:
    """Decides every rule by code made for these rules alone."""

    def __init__(self, program: Program) -> None:
        writer = _Writer(program)
        for kind, definitions in _in_order(program.ruleset.definitions):
            writer.kind(kind, definitions)
        for number, rule in enumerate(program.ruleset.rules):
            writer.rule(number, rule)
        names = {"outcome": _slow, "Answer": Answer, "SATISFIED": Outcome.SATISFIED, "facts_of": _facts}
        names |= {"spread": _spread, "concluded": _concluded, "by_id": _by_id, "lost_of": _lost_of} | writer.names
        exec(compile(writer.text(), "<generated from the rules>", "exec"), names)  # noqa: S102 - made of rules, which are checked when they are loaded
        self._run: Callable[..., list[Answer]] = names["run"]
        self._program = program

    def decided(self, told: Told, known: Iterable[KnownFact], world: World) -> list[Answer]:
        """Every match of every rule that applies."""
        shim: Any = SimpleNamespace(world=world)
        unknown = [
            None if not_applied(rule, shim) else unknown_for(rule, world) for rule in self._program.ruleset.rules
        ]
        return self._run(known, unknown, _Absences(self._program, told))


class _Absences:
    """Whether not finding what a pattern looks for proves nothing, asked once of each letter."""

    def __init__(self, program: Program, told: Told) -> None:
        self._program, self._told = program, told
        self._known: dict[tuple[Any, ...], tuple[str, ...]] = {}

    def __call__(self, sections: tuple[str, ...], kinds: Iterable[str]) -> tuple[str, ...]:
        wanted = frozenset(own for kind in kinds for own in self._program.stated_in.get(kind, (kind,)))
        asked = sections, wanted
        if asked not in self._known:
            self._known[asked] = self._told.absence_doubts(sections, wanted)
        return self._known[asked]


def _in_order(definitions: Sequence[Definition]) -> Iterator[tuple[str, list[Definition]]]:
    """Definitions by kind, so that every kind is whole before it is asked for; a circle is refused."""
    needs: dict[str, set[str]] = {definition.kind: set() for definition in definitions}
    for definition in definitions:
        needs[definition.kind] |= {pattern.kind for pattern in patterns_of(definition)} & needs.keys()
    for kind in TopologicalSorter(needs).static_order():
        yield kind, [definition for definition in definitions if definition.kind == kind]


class _Writer:
    """Writes one function, each list and each dictionary where it is first asked for."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._joins = {join.name: join for join in program.joins}
        self._lines: list[str] = []
        self._made: dict[Any, str] = {}
        self.names: dict[str, Any] = {}

    def text(self) -> str:
        """The function."""
        head = ["kinds, doubtful, found = {}, {}, []", "for fact in sorted(known, key=by_id):"]
        head += [
            "    kinds.setdefault(fact.kind, []).append(fact)",
            "    if fact.doubt: doubtful[fact.id] = fact.doubt",
        ]
        return "def run(known, unknown, absences):\n    " + "\n    ".join([*head, *self._lines, "return found"])

    def kind(self, kind: str, definitions: Iterable[Definition]) -> None:
        """Conclude every fact of a derived kind."""
        self._lines.append("new = {}")
        for definition in definitions:
            self._definition(definition)
        self._lines += [
            f"kinds[{kind!r}] = sorted([*kinds.get({kind!r}, ()), *new.values()], key=by_id)",
            "doubtful |= {fact.id: fact.doubt for fact in new.values() if fact.doubt}",
        ]

    def _definition(self, definition: Definition) -> None:
        join, lookups = self._parts(definition, "unless")
        excused = [self._seek(lookup, join) for lookup in lookups]
        name = f"D{len(self.names)}"
        self.names[name] = definition
        places = {alias: place for place, alias in enumerate(self._program.whens[definition.id].aliases)}
        values = ", ".join(
            self._value(f"r{places[value.alias]}", join.patterns[places[value.alias]].shape, value.field)
            if isinstance(value, Reference)
            else repr(value)
            for value in definition.fields.values()
        )
        matches, rows = self._matches(join), self._rows(join)
        self._lines += [
            f"for {rows} in {matches}:",
            f"    hits = {_together(excused)}",
            "    if hits and not doubtful: continue",
            f"    concluded({name}, ({rows}), hits, ({values},), doubtful, absences, new)",
        ]

    def rule(self, number: int, rule: Rule) -> None:
        """Decide every match of a rule."""
        join, unless = self._parts(rule, "unless")
        parts = {part: self._parts(rule, part)[1] for part in ("require", "forbid", "lessened")}
        excused = [self._seek(lookup, join) for lookup in unless]
        require, forbid, lessened = ([self._seek(one, join) for one in own] for own in parts.values())
        self.names[f"R{number}"] = rule
        when = " ".join(f"{_fact(f'r{place}', pattern.shape)}.id," for place, pattern in enumerate(join.patterns))
        rows = self._rows(join)
        quick = [f"(q{place} := {seek})" for place, seek in enumerate(require)] + [f"not {seek}" for seek in forbid]
        met = f", (), facts_of(({' '.join(f'q{place}[0],' for place in range(len(require)))}), w)" if require else ""
        told = ", ".join(
            (_together(excused), f"[{', '.join(require)}]", _together(forbid), _together(lessened)),
        )
        self._lines += [
            f"if (u := unknown[{number}]) is not None:",
            f"    for {rows} in {self._matches(join)}:",
            f"        w = ({when})",
            "        if not doubtful:",
        ]
        if excused:
            self._lines += [
                f"            if h := {' or '.join(excused)}:",
                f"                found.append(Answer({rule.id!r}, SATISFIED, w, (), facts_of(h[:1], w)))",
                "                continue",
            ]
        self._lines += [
            f"            if not u{''.join(f' and {test}' for test in quick)}:",
            f"                found.append(Answer({rule.id!r}, SATISFIED, w{met}))",
            "                continue",
            f"        found.append(outcome(R{number}, w, u, {told}, doubtful, absences))",
        ]

    def _parts(self, owner: Rule | Definition, part: str) -> tuple[Join, tuple[tuple[Lookup, ...], ...]]:
        return self._joins[self._program.whens[owner.id].join], self._program.lookups.get((owner.id, part), ())

    def _rows(self, join: Join) -> str:
        return "".join(f"r{place}, " for place in range(len(join.patterns)))

    def _named(self, key: Any, *lines: str) -> str:
        """The name of a thing, which is made where it is first asked for."""
        if key not in self._made:
            self._made[key] = f"x{len(self._made)}"
            self._lines += [line.replace("NAME", self._made[key]) for line in lines]
        return self._made[key]

    def _shape(self, shape: Shape) -> str:
        if not shape.spread:
            return self._named(shape, f"NAME = kinds.get({shape.kind!r}, ())")
        return self._named(shape, f"NAME = spread(kinds.get({shape.kind!r}, ()), {shape.spread!r})")

    def _list(self, pattern: RowPattern) -> str:
        rows, shape = self._shape(pattern.shape), pattern.shape
        if not pattern.literals:
            return rows
        tests = []
        for field, wanted in pattern.literals:
            value = self._value("r", shape, field)
            tests.append(f"{value} is not None" if wanted is None else f"{value} in {tuple(wanted)!r}")
        asked = (shape, tuple(sorted(pattern.literals, key=lambda literal: literal[0])))
        return self._named(asked, f"NAME = [r for r in {rows} if {' and '.join(tests)}]")

    def _matches(self, join: Join) -> str:
        clauses = []
        places = {pattern.alias: place for place, pattern in enumerate(join.patterns)}
        for place, pattern in enumerate(join.patterns):
            own = self._list(pattern)
            if not pattern.joins:
                clauses.append(f"for r{place} in {own}")
                continue
            told = [
                (
                    field,
                    self._value(f"r{places[wanted.alias]}", join.patterns[places[wanted.alias]].shape, wanted.field),
                )
                for field, wanted in pattern.joins
            ]
            index = self._index(own, (pattern.shape,), (Term(0, told[0][0]),), single=True)
            clauses.append(f"for r{place} in {index}.get({told[0][1]}, ())")
            clauses += [
                f"if (v := {value}) is not None and {self._value(f'r{place}', pattern.shape, field)} == v"
                for field, value in told[1:]
            ]
        rows = self._rows(join)
        return self._named(join.name, f"NAME = [({rows}) {' '.join(clauses)}]")

    def _index(self, own: str, shapes: tuple[Shape, ...], key: tuple[Term, ...], *, single: bool = False) -> str:
        names = ["m"] if single else [f"m[{term.row}]" for term in key]
        values = [self._term(name, shapes[term.row], term) for name, term in zip(names, key, strict=True)]
        value = values[0] if len(values) == 1 else f"({', '.join(values)})"
        test = "k is not None" if len(values) == 1 else "None not in k"
        return self._named(
            (own, key),
            "NAME = {}",
            f"for m in {own}:",
            f"    k = {value}",
            f"    if {test}: NAME.setdefault(k, []).append(m)",
        )

    def _seek(self, lookups: tuple[Lookup, ...], when: Join) -> str:
        """What an alternative finds for the match ``r0, r1, …``."""
        found = []
        for lookup in lookups:
            join = self._joins[lookup.join]
            own = self._matches(join)
            if lookup.given:
                index = self._index(own, tuple(pattern.shape for pattern in join.patterns), lookup.key)
                values = [self._term(f"r{term.row}", when.patterns[term.row].shape, term) for term in lookup.given]
                found.append(f"{index}.get({values[0] if len(values) == 1 else '(' + ', '.join(values) + ')'}, ())")
            else:
                found.append(own)
        if len(found) == 1:
            return found[0]
        self.names["product"] = product
        return f"[(*a, *b) for a, b in product({', '.join(found)})]" if len(found) == 2 else _refuse(lookups)

    def _term(self, row: str, shape: Shape, term: Term) -> str:
        if term.field:
            return self._value(row, shape, term.field)
        return f"({row}[0].id, *{row}[1:])" if shape.spread else f"{row}.id"

    def _value(self, row: str, shape: Shape, field: str) -> str:
        if field in shape.spread:
            return f"{row}[{shape.spread.index(field) + 1}]"
        fact = _fact(row, shape)
        return f"{fact}.fields.get({field!r}, {fact}.id)" if field == shape.kind else f"{fact}.fields.get({field!r})"


def _together(seeks: Iterable[str]) -> str:
    return f"[{', '.join(f'*({seek})' for seek in seeks)}]"


def _refuse(lookups: object) -> str:
    raise NotImplementedError(f"three things that have nothing to do with each other in one alternative: {lookups}")


def _fact(row: str, shape: Shape) -> str:
    return f"{row}[0]" if shape.spread else row


def _by_id(fact: KnownFact) -> str:
    return f"{fact.id} "


def _spread(facts: Iterable[KnownFact], fields: tuple[str, ...]) -> list[Hit]:
    """A row for each combination of values, in the order that names of rows would give them."""
    rows: list[Hit] = []
    for fact in facts:
        lists = [value if isinstance(value := fact.fields.get(field, ()), tuple) else (str(value),) for field in fields]
        rows += [(fact, *values) for values in product(*lists)]
    return sorted(rows, key=lambda row: f"{row[0].id} {','.join(row[1:])}")


def _facts(hits: Iterable[Hit], when: Sequence[str] = ()) -> tuple[str, ...]:
    """The ids of the facts of some rows, each once, and none that the match itself has."""
    ids = [row.id if isinstance(row, KnownFact) else row[0].id for hit in hits for row in hit]
    return tuple(dict.fromkeys(name for name in ids if name not in when))


def _concluded(
    definition: Definition, rows: Hit, hits: list[Hit], values: Hit, doubtful: dict[str, Any], absences: Any, new: Any
) -> None:
    """Add the fact, unless a field has no value, an exception is certain, or a way at least as certain led to it."""
    doubts = [tuple(doubtful.get(name, ()) for name in _facts([(*rows, *hit)])) for hit in hits]
    if None in values or not all(any(doubt) for doubt in doubts):
        return
    premises = _facts([rows])
    patterns = [pattern.kind for group in definition.unless for pattern in group]
    unsought = absences(definition.look_in, patterns) if patterns else ()
    own = [reason for name in premises for reason in doubtful.get(name, ())]
    reasons = [reason for doubt in doubts for one in doubt for reason in one]
    doubt = tuple(dict.fromkeys((*own, *reasons, *unsought)))
    fields = dict(zip(definition.fields, values, strict=True))
    name = f"derived/{definition.kind}: {', '.join(f'{field} {value}' for field, value in fields.items())}"
    if name not in new or (new[name].doubt and not doubt):
        new[name] = KnownFact(name, definition.kind, "derived", fields, (), definition.title, premises, doubt)


def _slow(rule: Rule, when: tuple[str, ...], unknown: Any, *found: Any) -> Answer:
    """How a match comes out that is not plainly satisfied."""
    excuses, required, forbidden, lessening, doubtful, absences = found

    def certain(hits: Iterable[Hit]) -> list[Hit]:
        return [hit for hit in hits if not any(name in doubtful for name in _facts([hit]))]

    if sure := certain(excuses):
        return Answer(rule.id, Outcome.SATISFIED, when, (), _facts(sure[:1], when))
    if unknown or any(name in doubtful for name in when):
        return Answer(rule.id, Outcome.UNDECIDED, when)
    met = [certain(hits)[:1] for hits in required]
    told = _facts([hit for own in met for hit in own], when)
    if not forbidden and all(met):
        return Answer(rule.id, Outcome.SATISFIED, when, (), told)
    missing = [number for number, own in enumerate(met) if not own]
    broken = certain(forbidden)
    if (
        excuses
        or (forbidden and not broken)
        or any(required[number] for number in missing)
        or _lost_of(rule, [rule.require[number] for number in missing], absences)
        or _lost_of(rule, rule.unless, absences)
    ):
        return Answer(rule.id, Outcome.UNDECIDED, when, (), told)
    return Answer(rule.id, Outcome.VIOLATED, when, _facts(broken), told, _facts(certain(lessening)[:1]))


def _lost_of(rule: Rule, groups: Iterable[Any], absences: Any) -> bool:
    return any(
        absences(rule.look_in, [pattern.kind])
        for group in groups
        for pattern in group
        if not pattern.same and pattern.kind not in GIVEN_KINDS
    )
