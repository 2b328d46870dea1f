"""Closing a letter's facts: everything the evaluator matches, and everything definitions conclude."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple, Protocol

from ncnd_rules.engine.program import Match, Program, Row, Scalar, rows_of
from ncnd_rules.facts import Fact, fields_of
from ncnd_rules.facts_file import Encoding
from ncnd_rules.rules import Definition, Reference
from ncnd_rules.verdicts import KnownFact
from ncnd_rules.world import World, WorldFact

Binding = tuple[tuple[str, str], ...]  # alias and row id, in the order of the join


class Matcher(Protocol):
    """What both evaluators do."""

    def open(self) -> None:
        """Forget everything: a new letter begins."""

    def put(self, rows: Iterable[Row]) -> None:
        """Add rows to the letter's."""

    def matches(self) -> list[Match]:
        """Every match not given before."""


class Closed(NamedTuple):
    """Everything that holds of one letter."""

    encoding: Encoding
    world: World
    facts: dict[str, KnownFact]  # id to fact
    rows: dict[str, Row]  # id to row
    matches: dict[str, list[Binding]]  # name of a join to its matches, in a stable order
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

    def doubts(self, row_ids: Iterable[str]) -> tuple[str, ...]:
        """Why the facts behind these rows are not certain; empty where all are."""
        if not self.doubtful:
            return ()
        return tuple(dict.fromkeys(doubt for row_id in row_ids for doubt in self.fact_of(row_id).doubt))

    def absence_doubts(self, sections: Iterable[str]) -> tuple[str, ...]:
        """Why not finding a thing in these sections of the letter proves nothing; empty where it does."""
        letter = self.encoding.letter
        sections = tuple(sections)
        lost = [section for section in sections if letter.may_lack(section)]
        unread = [section for section in sections if any(item.section == section for item in self.encoding.unread)]
        reasons = []
        if lost:
            reasons.append(f"this copy may lack the {_listed(lost)} of the letter")
        if unread:
            reasons.append(f"a passage in the {_listed(unread)} was not read")
        return tuple(reasons)


def close(program: Program, matcher: Matcher, encoding: Encoding, world: World) -> Closed:
    """Put a letter's facts to the evaluator and work out the definitions, stratum by stratum."""
    closed = Closed(encoding, world, {}, {}, {join.name: [] for join in program.joins}, set())
    matcher.open()
    new = [*map(_known, encoding.facts), *map(_known_of_world, world.facts)]
    _put(new, program, matcher, closed)
    for stratum in program.strata:
        growing = True
        while growing:
            growing = False
            for definition in stratum:
                # Put before the next one is asked: two definitions may conclude the same fact.
                if new := _conclude(definition, closed):
                    _put(new, program, matcher, closed)
                    growing = True
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
    matcher.put(rows)
    for match in matcher.matches():
        closed.matches[match.join].append(tuple(match.rows.items()))


def _conclude(definition: Definition, closed: Closed) -> list[KnownFact]:
    """The facts a definition adds to those already known."""
    aliases = tuple(dict.fromkeys(pattern.alias for pattern in definition.when))
    excuses: dict[Binding, tuple[str, ...]] = {}
    for number in range(len(definition.unless)):
        for binding in closed.matches[f"{definition.id} unless {number}"]:
            key = tuple(pair for pair in binding if pair[0] in aliases)
            doubt = closed.doubts(row for _, row in binding)
            excuses[key] = () if not doubt or excuses.get(key, doubt) == () else doubt
    new: dict[str, KnownFact] = {}
    for binding in sorted(closed.matches[f"{definition.id} when 0"]):
        if excuses.get(binding) == ():
            continue
        rows = dict(binding)
        doubt = (
            *closed.doubts(rows.values()),
            *excuses.get(binding, ()),
            *(closed.absence_doubts(definition.look_in) if definition.unless else ()),
        )
        fact = _concluded(definition, rows, closed, tuple(dict.fromkeys(doubt)))
        earlier = closed.facts.get(fact.id) or new.get(fact.id)
        if earlier is None:
            new[fact.id] = fact
        elif earlier.doubt and not fact.doubt:
            # The same fact by a certain way: the row is already there, only the doubt goes.
            closed.facts[fact.id] = fact
            closed.doubtful.discard(fact.id)
    return list(new.values())


def _concluded(definition: Definition, rows: Mapping[str, str], closed: Closed, doubt: tuple[str, ...]) -> KnownFact:
    fields: dict[str, Scalar] = {}
    for field, value in definition.fields.items():
        if isinstance(value, Reference):
            found = closed.value(rows[value.alias], value.field)
            if found is not None:
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
    )


def _listed(names: list[str]) -> str:
    words = [name.replace("_", " ") for name in names]
    return f"{', '.join(words[:-1])} and {words[-1]} sections" if len(words) > 1 else f"{words[0]} section"
