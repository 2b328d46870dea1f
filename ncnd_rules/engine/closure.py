"""Closing a letter's facts: everything the evaluator matches, and everything definitions conclude."""

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain
from operator import itemgetter
from typing import Any, Protocol

from ncnd_rules.encoding import Encoding
from ncnd_rules.engine.closed import Closed, Told, nothing
from ncnd_rules.engine.program import Conclusion, Found, Key, Matched, Program, Row, Scalar, rows_of
from ncnd_rules.errors import NcndError
from ncnd_rules.facts import Fact, fields_of
from ncnd_rules.rules import Definition
from ncnd_rules.verdicts import KnownFact
from ncnd_rules.world import World, WorldFact

_AS_THEY_ARE = frozenset((str, int, bool, tuple))


class Matcher(Protocol):
    """What both evaluators do."""

    def open(self) -> None:
        """Forget everything: a new letter begins."""

    def put(self, rows: Iterable[Row]) -> None:
        """Add rows to the letter's."""

    def matches(self) -> Found:
        """Every match not given before."""


def known_of(encoding: Encoding, world: World) -> list[KnownFact]:
    """What a letter says and what the registers say of it, as the rules see it.

    Raises:
        NcndError: where two facts of the letter have one id.
    """
    names = [fact.id for fact in encoding.facts]
    if len(set(names)) < len(names):
        twice = min(name for name, count in Counter(names).items() if count > 1)
        raise NcndError(f"{encoding.letter.file}: two facts have the id '{twice}'")
    return [*map(_known, encoding.facts), *map(_known_of_world, world.facts)]


def close(program: Program, matcher: Matcher, told: Told, known: Iterable[KnownFact], world: World) -> Closed:
    """Put facts to the evaluator and work out the definitions, stratum by stratum."""
    closed = Closed(program, told, world)
    matcher.open()
    _put(known, program, matcher, closed)
    for stratum, again in program.strata:
        changed = True
        while changed:
            changed = _work_out(stratum, program, matcher, closed) and again
    return closed


def _put(facts: Iterable[KnownFact], program: Program, matcher: Matcher, closed: Closed) -> None:
    rows: list[Row] = []
    for fact in facts:
        closed.facts[fact.id] = fact
        if fact.doubt:
            closed.doubtful.add(fact.id)
        rows += rows_of(fact, program)
    if not rows:
        return  # nothing new can match
    closed.rows.update({row.id: row for row in rows})
    matcher.put(rows)
    closed.add(matcher.matches())


def _work_out(stratum: Iterable[Definition], program: Program, matcher: Matcher, closed: Closed) -> bool:
    """Add what the definitions of a stratum conclude; whether anything is new, or certain that was not.

    What they conclude is put to the evaluator together: each asks it for the matches of all rules.
    """
    new: dict[str, KnownFact] = {}
    changed = False
    for definition in stratum:
        for fact in _conclusions(definition, program, closed):
            earlier = new.get(fact.id) or closed.facts.get(fact.id)
            if earlier is None or (fact.id in new and earlier.doubt and not fact.doubt):
                new[fact.id] = fact
            elif fact.id in closed.doubtful and not fact.doubt:
                # The same fact by a certain way: its row is already there, only the doubt goes.
                closed.facts[fact.id] = fact
                closed.doubtful.discard(fact.id)
                changed = True
    if new:
        _put(new.values(), program, matcher, closed)
    return changed or bool(new)


def _conclusions(definition: Definition, program: Program, closed: Closed) -> Iterator[KnownFact]:
    if not closed.has_matches(definition.id):
        return
    conclusion = program.conclusions[definition.id]
    unsought: tuple[str, ...] = ()
    if definition.unless:
        unsought = closed.doubts_of_absence(definition.look_in, conclusion.excused_by)
    if closed.is_certain(definition.id):
        _, left = closed.any_found(closed.unordered(definition.id), definition.id, "unless")
        for fields, match in _each_once(conclusion, left):
            yield _concluded(definition, fields, match, unsought)
        return
    _, matches = closed.when(definition.id)
    seekers = [seek for seek in closed.seekers(definition.id, "unless") if seek is not nothing]
    for match in matches:
        doubts = [closed.doubts_of((*match, *hit)) for seek in seekers for hit in seek(match)]
        if all(doubts):  # no exception is certain
            reasons = dict.fromkeys((*closed.doubts_of(match), *chain(*doubts), *unsought))
            for fields, own in _each_once(conclusion, [match]):
                yield _concluded(definition, fields, own, tuple(reasons))


def _each_once(conclusion: Conclusion, matches: Iterable[Matched]) -> Iterator[tuple[dict[str, Scalar], Matched]]:
    """The fields of each fact that a definition concludes, with the first match that gives it.

    A match is passed over where a field of which the fact would speak has no value.
    """
    read, single = conclusion.read, len(conclusion.given) == 1
    first: dict[Key, Matched] = {}
    for match in matches:
        key = read(match)
        if key not in first or match < first[key]:
            first[key] = match
    for key, match in sorted(first.items(), key=itemgetter(1)) if len(first) > 1 else first.items():
        values: Any = (key,) if single else key
        if None not in values:
            yield {**conclusion.fields, **dict(zip(conclusion.given, values, strict=True))}, match


def _concluded(definition: Definition, fields: dict[str, Scalar], match: Matched, doubt: tuple[str, ...]) -> KnownFact:
    said = ", ".join([f"{field} {value}" for field, value in fields.items()])
    premises = tuple(dict.fromkeys([row.fact for row in match]))
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
    own = vars(fact)
    fields: dict[str, Scalar | tuple[str, ...]] = {
        field: value if type(value) in _AS_THEY_ARE else str(value)
        for field, name in _read_from(type(fact))
        if (value := own[name] if name else getattr(fact, field)) is not None and value != ()
    }
    return KnownFact(own["id"], fact.kind, "letter", fields, own["evidence"])


@cache
def _read_from(of: type[Fact]) -> tuple[tuple[str, str], ...]:
    """Each field of a type of fact, with the attribute that holds it; none for one that is worked out when asked for.

    Beside its own fields a fact has one that is its id.
    """
    own = of.model_fields
    return tuple((field, field if field in own else "id" if field == of.kind else "") for field in fields_of(of.kind))


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
