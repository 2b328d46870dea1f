"""Closing a letter's facts: everything the evaluator matches, and everything definitions conclude."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple, Protocol

from ncnd_rules.encoding import Encoding
from ncnd_rules.engine.program import Match, Program, Row, Scalar, rows_of
from ncnd_rules.errors import NcndError
from ncnd_rules.facts import Fact, fields_of
from ncnd_rules.letter import Letter
from ncnd_rules.rules import Definition, Pattern, Reference
from ncnd_rules.verdicts import KnownFact
from ncnd_rules.world import World, WorldFact

Binding = tuple[tuple[str, str], ...]  # alias and row id, in the order of the join


class Told(Protocol):
    """What rules are put to: one letter, or several that are compared."""

    @property
    def identity(self) -> str:
        """What tells it from others, for fingerprints."""

    @property
    def copies(self) -> tuple[Letter, ...]:
        """The letters themselves, of which a copy may lack something."""

    def absence_doubts(self, sections: Iterable[str], kinds: Iterable[str] = (), letter: str = "") -> tuple[str, ...]:
        """Why not finding a thing proves nothing, in the one letter or in that of the short name *letter*."""


class Matcher(Protocol):
    """What both evaluators do."""

    def open(self) -> None:
        """Forget everything: a new letter begins."""

    def put(self, rows: Iterable[Row]) -> None:
        """Add rows to the letter's."""

    def matches(self) -> list[Match]:
        """Every match not given before."""


class Closed(NamedTuple):
    """Everything that holds of one letter, or of several that are compared."""

    encoding: Told
    world: World
    facts: dict[str, KnownFact]  # id to fact
    rows: dict[str, Row]  # id to row
    matches: dict[str, list[Binding]]  # name of a join to its matches, in a stable order
    stated_in: Mapping[str, frozenset[str]]  # a derived kind to the kinds of fact it comes from
    doubtful: set[str]  # ids of the facts that are not certain; most letters have none

    def fact_of(self, row_id: str) -> KnownFact:
        """The fact of which a row is one row."""
        return self.facts[self.rows[row_id].fact]

    def value(self, row_id: str, field: str) -> Scalar | None:
        """The one value of a field in a row; its fact's, where rules never look at the field."""
        row = self.rows[row_id]
        if field in row.values:
            return row.values[field]
        value = self.facts[row.fact].fields.get(field)
        return None if isinstance(value, tuple) else value

    def absence_doubts(self, sections: Iterable[str], patterns: Iterable[Pattern], letter: str = "") -> tuple[str, ...]:
        """Why not finding what these patterns look for in some sections proves nothing; empty where it does."""
        kinds = {kind for pattern in patterns for kind in self.stated_in.get(pattern.kind, (pattern.kind,))}
        return self.encoding.absence_doubts(sections, kinds, letter)

    def doubts(self, row_ids: Iterable[str]) -> tuple[str, ...]:
        """Why the facts behind these rows are not certain; empty where all are."""
        if not self.doubtful:
            return ()
        facts = [fact for row_id in row_ids if (fact := self.rows[row_id].fact) in self.doubtful]
        return tuple(dict.fromkeys(doubt for fact in facts for doubt in self.facts[fact].doubt)) if facts else ()


def known_of(encoding: Encoding, world: World) -> list[KnownFact]:
    """What a letter says and what the registers say of it, as the rules see it.

    Raises:
        NcndError: where two facts of the letter have one id.
    """
    times = Counter(fact.id for fact in encoding.facts)
    if twice := sorted(name for name, count in times.items() if count > 1):
        raise NcndError(f"{encoding.letter.file}: two facts have the id '{twice[0]}'")
    return [*map(_known, encoding.facts), *map(_known_of_world, world.facts)]


def close(program: Program, matcher: Matcher, told: Told, known: Iterable[KnownFact], world: World) -> Closed:
    """Put facts to the evaluator and work out the definitions, stratum by stratum."""
    closed = Closed(told, world, {}, {}, {join.name: [] for join in program.joins}, program.stated_in, set())
    matcher.open()
    _put(known, program, matcher, closed)
    for stratum in program.strata:
        changed = True
        while changed:
            changed = False
            for definition in stratum:
                changed |= _work_out(definition, program, matcher, closed)
    for bindings in closed.matches.values():
        bindings.sort()
    return closed


def _put(facts: Iterable[KnownFact], program: Program, matcher: Matcher, closed: Closed) -> None:
    rows = []
    for fact in facts:
        closed.facts[fact.id] = fact
        if fact.doubt:
            closed.doubtful.add(fact.id)
        for shape, values in rows_of(fact.kind, fact.id, fact.fields, program):
            spread = ",".join(str(values[field]) for field in shape.spread)
            row = Row(f"{shape.name()} {fact.id} {spread}", shape, values, fact.id)
            closed.rows[row.id] = row
            rows.append(row)
    if not rows:
        return  # nothing new can match
    matcher.put(rows)
    for match in matcher.matches():
        closed.matches[match.join].append(tuple(match.rows.items()))


def _work_out(definition: Definition, program: Program, matcher: Matcher, closed: Closed) -> bool:
    """Add what a definition concludes; whether anything is new, or certain that was not."""
    new: dict[str, KnownFact] = {}
    changed = False
    for fact in _conclusions(definition, closed):
        earlier = new.get(fact.id) or closed.facts.get(fact.id)
        if earlier is None or (fact.id in new and earlier.doubt and not fact.doubt):
            new[fact.id] = fact
        elif fact.id in closed.doubtful and not fact.doubt:
            # The same fact by a certain way: its row is already there, only the doubt goes.
            closed.facts[fact.id] = fact
            closed.doubtful.discard(fact.id)
            changed = True
    # Put before the next definition is asked: two may conclude the same fact.
    _put(new.values(), program, matcher, closed)
    return changed or bool(new)


def _conclusions(definition: Definition, closed: Closed) -> Iterator[KnownFact]:
    aliases = {pattern.alias for pattern in definition.when}
    excused: set[Binding] = set()
    perhaps: dict[Binding, list[str]] = {}
    for number in range(len(definition.unless)):
        for binding in sorted(closed.matches[f"{definition.id} unless {number}"]):
            key = tuple(pair for pair in binding if pair[0] in aliases)
            doubts = closed.doubts(row for _, row in binding)
            if doubts:
                perhaps.setdefault(key, []).extend(doubts)
            else:
                excused.add(key)
    excuses = [pattern for group in definition.unless for pattern in group]
    unsought = closed.absence_doubts(definition.look_in, excuses) if excuses else ()
    for binding in sorted(closed.matches[f"{definition.id} when 0"]):
        if binding not in excused:
            rows = dict(binding)
            reasons = dict.fromkeys((*closed.doubts(rows.values()), *perhaps.get(binding, ()), *unsought))
            fact = _concluded(definition, rows, closed, tuple(reasons))
            if fact is not None:
                yield fact


def _concluded(
    definition: Definition, rows: Mapping[str, str], closed: Closed, doubt: tuple[str, ...]
) -> KnownFact | None:
    """The fact, or none where a field it would speak of has no value."""
    fields: dict[str, Scalar] = {}
    for field, value in definition.fields.items():
        if isinstance(value, Reference):
            found = closed.value(rows[value.alias], value.field)
            if found is None:
                return None
            fields[field] = found
        else:
            fields[field] = value
    said = ", ".join(f"{field} {value}" for field, value in fields.items())
    premises = tuple(dict.fromkeys(closed.rows[row].fact for row in rows.values()))
    return KnownFact(
        id=f"derived/{definition.kind}: {said}",
        kind=definition.kind,
        origin="derived",
        fields=fields,
        source=definition.title,
        premises=premises,
        doubt=doubt,
    )


def _known(fact: Fact) -> KnownFact:
    fields: dict[str, Scalar | tuple[str, ...]] = {}
    for field in fields_of(fact.kind):
        value = getattr(fact, field, fact.id)  # the one field that is not the fact's own is its id
        if value is None or value == ():
            continue
        fields[field] = value if isinstance(value, str | int | bool | tuple) else str(value)
    return KnownFact(id=fact.id, kind=fact.kind, origin="letter", fields=fields, evidence=fact.evidence)


def _known_of_world(fact: WorldFact) -> KnownFact:
    return KnownFact(
        id=f"register/{fact.id}",
        kind=fact.kind,
        origin="register",
        fields=fact.fields,
        source=fact.source,
        premises=fact.premises,
        doubt=fact.doubt,
    )
