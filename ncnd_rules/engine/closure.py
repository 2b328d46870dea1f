"""Closing a letter's facts: everything the evaluator matches, and everything definitions conclude."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from itertools import chain, product
from typing import Protocol

from ncnd_rules.encoding import Encoding
from ncnd_rules.engine.program import Lookup, Match, Program, Row, Scalar, Term, rows_of
from ncnd_rules.errors import NcndError
from ncnd_rules.facts import Fact, fields_of
from ncnd_rules.letter import Letter
from ncnd_rules.rules import Definition, Pattern, Reference
from ncnd_rules.verdicts import KnownFact
from ncnd_rules.world import World, WorldFact

Binding = tuple[tuple[str, str], ...]  # alias and row id, in the order of the join
_AS_THEY_ARE = frozenset((str, int, bool, tuple))
_Index = dict[tuple[Scalar | None, ...], list[tuple[str, ...]]]  # matches of a join by the values that tell them apart
Finder = Callable[[Binding], list[Binding]]  # a match of ``when`` to what a part of its rule found for it


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


class Closed:
    """Everything that holds of one letter, or of several that are compared."""

    def __init__(self, program: Program, told: Told, world: World) -> None:
        self.encoding = told
        self.world = world
        self.facts: dict[str, KnownFact] = {}  # by id
        self.rows: dict[str, Row] = {}  # by id
        self.matches: defaultdict[str, list[tuple[str, ...]]] = defaultdict(
            list
        )  # name of a join to its matches, in no order
        self.doubtful: set[str] = set()  # ids of the facts that are not certain; most letters have none
        self._program = program
        self._sorted: dict[str, list[tuple[str, ...]]] = {}
        self._indexes: dict[tuple[str, tuple[Term, ...]], _Index] = {}
        self._absence_doubts: dict[tuple[tuple[str, ...], frozenset[str], str], tuple[str, ...]] = {}

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

    def whens(self, owner: str) -> list[Binding]:
        """Every match of the ``when`` of a rule or a definition, in a stable order."""
        when = self._program.whens[owner]
        return self._named(when.join, when.aliases)

    def bindings(self, join: str) -> list[Binding]:
        """Every match of a join under its own names, in a stable order."""
        return self._named(join, self._aliases[join])

    @cached_property
    def _aliases(self) -> dict[str, tuple[str, ...]]:
        return {join.name: tuple(pattern.alias for pattern in join.patterns) for join in self._program.joins}

    def add(self, matches: Iterable[Match]) -> None:
        """Take in what the evaluator found."""
        for join, rows in matches:
            self.matches[join].append(rows)
        self._sorted.clear()
        self._indexes.clear()

    def _named(self, join: str, aliases: tuple[str, ...]) -> list[Binding]:
        return (
            [tuple(zip(aliases, match, strict=True)) for match in self._in_order(join)] if join in self.matches else []
        )

    def _in_order(self, join: str) -> list[tuple[str, ...]]:
        if join not in self._sorted:
            self._sorted[join] = sorted(self.matches[join])
        return self._sorted[join]

    def finders(self, owner: str, part: str) -> list[Finder]:
        """For each alternative of a part, how to find what it asks for: the rows that it names, in a stable order."""
        known = self.matches
        return [
            self._finder(lookups) if lookups[0].join in known else nothing
            for lookups in self._program.lookups[owner, part]
        ]

    def _finder(self, lookups: tuple[Lookup, ...]) -> Finder:
        if len(lookups) == 1:
            return self._find(lookups[0])
        first, *others = map(self._find, lookups)

        def together(binding: Binding) -> list[Binding]:
            apart = [first(binding), *(other(binding) for other in others)]
            return [tuple(chain(*hit)) for hit in product(*apart)]

        return together

    def _find(self, lookup: Lookup) -> Finder:
        if lookup.join not in self.matches:
            return nothing
        aliases, index = lookup.aliases, self._index(lookup)
        if not lookup.given:
            everything = [tuple(zip(aliases, match, strict=True)) for match in index[()]]
            return lambda _: everything
        rows, given = self.rows, lookup.given

        def find(binding: Binding) -> list[Binding]:
            key = tuple([rows[binding[row][1]].values.get(field) if field else binding[row][1] for row, field in given])
            if key not in index or None in key:
                return []
            return [tuple(zip(aliases, match, strict=True)) for match in index[key]]

        return find

    def _index(self, lookup: Lookup) -> _Index:
        """Matches of a join by the values that tell to which match of ``when`` they belong; rules share them."""
        asked = lookup.join, lookup.key
        if asked not in self._indexes:
            rows = self.rows
            found = self._indexes[asked] = {}
            for match in self._in_order(lookup.join):
                key = tuple([rows[match[row]].values.get(field) if field else match[row] for row, field in lookup.key])
                found.setdefault(key, []).append(match)
        return self._indexes[asked]

    def absence_doubts(self, sections: Iterable[str], patterns: Iterable[Pattern], letter: str = "") -> tuple[str, ...]:
        """Why not finding what these patterns look for in some sections proves nothing; empty where it does."""
        kinds = frozenset(
            kind for pattern in patterns for kind in self._program.stated_in.get(pattern.kind, (pattern.kind,))
        )
        asked = tuple(sections), kinds, letter
        if asked not in self._absence_doubts:
            self._absence_doubts[asked] = self.encoding.absence_doubts(*asked)
        return self._absence_doubts[asked]

    def doubts(self, row_ids: Iterable[str]) -> tuple[str, ...]:
        """Why the facts behind these rows are not certain; empty where all are."""
        if not self.doubtful:
            return ()
        facts = [fact for row_id in row_ids if (fact := self.rows[row_id].fact) in self.doubtful]
        return tuple(dict.fromkeys(doubt for fact in facts for doubt in self.facts[fact].doubt)) if facts else ()


def nothing(_: Binding) -> list[Binding]:
    """The finder of what nothing fits: most of what rules ask for is not in a letter."""
    return []


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
    closed = Closed(program, told, world)
    matcher.open()
    _put(known, program, matcher, closed)
    for stratum, again in program.strata:
        changed = True
        while changed:
            changed = False
            for definition in stratum:
                changed |= _work_out(definition, program, matcher, closed) and again
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
    if new:  # put before the next definition is asked: two may conclude the same fact
        _put(new.values(), program, matcher, closed)
    return changed or bool(new)


def _conclusions(definition: Definition, closed: Closed) -> Iterator[KnownFact]:
    matches = closed.whens(definition.id)
    if not matches:
        return
    excuses = [pattern for group in definition.unless for pattern in group]
    unsought = closed.absence_doubts(definition.look_in, excuses) if excuses else ()
    finders = closed.finders(definition.id, "unless")
    for binding in matches:
        rows = dict(binding)
        if not closed.doubtful and any(find(binding) for find in finders):
            continue
        doubts = [closed.doubts({**rows, **dict(hit)}.values()) for find in finders for hit in find(binding)]
        if all(doubts):  # no exception is certain
            reasons = dict.fromkeys((*closed.doubts(rows.values()), *chain(*doubts), *unsought))
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
    own, kind = vars(fact), fact.kind
    fields: dict[str, Scalar | tuple[str, ...]] = {}
    for field in fields_of(kind):
        # Beside its own fields a fact has some that are worked out, and one that is its id.
        value = own[field] if field in own else own["id"] if field == kind else getattr(fact, field)
        if value is None or value == ():
            continue
        fields[field] = value if type(value) in _AS_THEY_ARE else str(value)
    return KnownFact(own["id"], kind, "letter", fields, own["evidence"])


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
