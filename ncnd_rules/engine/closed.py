"""Everything that holds of a letter, and where each part of a rule finds what it asks for."""

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from itertools import chain, product
from typing import Protocol

from ncnd_rules.engine.program import Found, Key, Lookup, Matched, Program, Row, Scalar, Sought, Term
from ncnd_rules.engine.sought import stated_by
from ncnd_rules.letter import Letter
from ncnd_rules.rules import Pattern
from ncnd_rules.verdicts import KnownFact
from ncnd_rules.world import World

Binding = tuple[tuple[str, str], ...]  # a match as alias and row id
_Index = dict[Key, list[Matched]]  # matches of a join by the values that tell them apart
Seeker = Callable[[Matched], Sequence[Matched]]  # a match of ``when`` to what a part of its rule found for it
Finder = Callable[[Binding], list[Binding]]  # the same with aliases


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


class Closed:
    """Everything that holds of one letter, or of several that are compared."""

    def __init__(self, program: Program, told: Told, world: World) -> None:
        self.encoding = told
        self.world = world
        self.facts: dict[str, KnownFact] = {}  # by id
        self.rows: dict[str, Row] = {}  # by id
        self.matches: Found = {}  # in no order
        self.doubtful: set[str] = set()  # ids of the facts that are not certain; most letters have none
        self._program = program
        self._sorted: dict[str, list[Matched]] = {}
        self._values: dict[str, dict[tuple[Term, ...], set[Key]]] = {}  # the same without the matches
        self._indexes: dict[str, dict[tuple[Term, ...], _Index]] = {}  # by join, and by what tells its matches apart
        self._absence_doubts: dict[tuple[tuple[str, ...], frozenset[str], str], tuple[str, ...]] = {}

    def fact_of(self, row_id: str) -> KnownFact:
        """The fact of which a row is one row."""
        return self.facts[self.rows[row_id].fact]

    def value(self, row_id: str, field: str) -> Scalar | None:
        """The one value of a field in a row; its fact's, where rules never look at the field."""
        return self.value_of(self.rows[row_id], field)

    def value_of(self, row: Row, field: str) -> Scalar | None:
        """The same of a row that is at hand."""
        if field in row.values:
            return row.values[field]
        value = self.facts[row.fact].fields.get(field)
        return None if isinstance(value, tuple) else value

    def whens(self, owner: str) -> list[Binding]:
        """Every match of the ``when`` of a rule or a definition, in a stable order."""
        when = self._program.whens[owner]
        return named(when.aliases, self.matches_of(when.join))

    def bindings(self, join: str) -> list[Binding]:
        """Every match of a join under its own names, in a stable order."""
        return named(self._aliases[join], self.matches_of(join))

    def has_matches(self, owner: str) -> bool:
        """Whether the ``when`` of a rule or a definition holds at all."""
        return self._program.whens[owner].join in self.matches

    def is_certain(self, owner: str) -> bool:
        """Whether every fact that a rule or a definition may look at is certain."""
        return not self.doubtful or self._program.asked_for[owner].isdisjoint(
            [self.facts[fact].kind for fact in self.doubtful]
        )

    def when_aliases(self, owner: str) -> tuple[str, ...]:
        """What the ``when`` of a rule or a definition calls its rows."""
        return self._program.whens[owner].aliases

    def unordered(self, owner: str) -> list[Matched]:
        """Every match of the ``when`` of a rule or a definition."""
        return self.matches.get(self._program.whens[owner].join, [])

    def any_found(self, matches: list[Matched], owner: str, part: str) -> tuple[list[Matched], list[Matched]]:
        """Those matches of ``when`` for which any alternative of a part is found, and the others."""
        found: list[Matched] = []
        for lookups in self._program.lookups[owner, part]:
            if lookups[0].join in self.matches:  # most of what rules ask for is not in a letter
                has, matches = self._divided(matches, lookups)
                found += has
        return found, matches

    def all_found(self, matches: list[Matched], owner: str, part: str) -> tuple[list[Matched], list[Matched]]:
        """Those matches of ``when`` for which every alternative of a part is found, and the others."""
        lacking: list[Matched] = []
        for lookups in self._program.lookups[owner, part]:
            matches, lacks = self._divided(matches, lookups)
            lacking += lacks
        return matches, lacking

    def _divided(self, matches: list[Matched], lookups: tuple[Lookup, ...]) -> tuple[list[Matched], list[Matched]]:
        """The same of one alternative."""
        lacking: list[Matched] = []
        for lookup in lookups:
            if lookup.join not in self.matches:
                return [], matches + lacking
            if lookup.given:
                values, read = self._values_of(lookup), lookup.read_given
                has = [match for match in matches if read(match) in values]
                if len(has) < len(matches):
                    lacking += [match for match in matches if read(match) not in values]
                    matches = has
        return matches, lacking

    def _values_of(self, lookup: Lookup) -> set[Key]:
        """What the matches of a join have where a match of ``when`` has to have the same; rules share it."""
        known = self._values.setdefault(lookup.join, {})
        if (values := known.get(lookup.key)) is None:
            values = set(map(lookup.read_key, self.matches[lookup.join]))
            # A value that is missing equals no other.
            if len(lookup.key) == 1:
                values.discard(None)
            else:
                values = {key for key in values if None not in key}  # type: ignore[operator]
            known[lookup.key] = values
        return values

    def when(self, owner: str) -> tuple[tuple[str, ...], list[Matched]]:
        """The same as `whens`: the aliases once, and the matches without them."""
        when = self._program.whens[owner]
        return when.aliases, self.matches_of(when.join)

    @cached_property
    def _aliases(self) -> dict[str, tuple[str, ...]]:
        return {join.name: tuple(pattern.alias for pattern in join.patterns) for join in self._program.joins}

    def add(self, found: Found) -> None:
        """Take in what the evaluator found."""
        for join, matches in found.items():
            if (known := self.matches.get(join)) is None:
                self.matches[join] = matches
                continue
            known += matches
            # What was worked out of fewer matches holds no longer.
            self._sorted.pop(join, None)
            self._indexes.pop(join, None)
            self._values.pop(join, None)

    def matches_of(self, join: str) -> list[Matched]:
        """Every match of a join, in a stable order."""
        if join not in self.matches:
            return []
        if join not in self._sorted:
            self._sorted[join] = sorted(self.matches[join])  # by the ids of their rows, with which rows begin
        return self._sorted[join]

    def finders(self, owner: str, part: str) -> list[Finder]:
        """For each alternative of a part, how to find what it asks for: the rows that it names, in a stable order."""
        return [
            self._with_aliases(aliases, seek)
            for aliases, seek in zip(self.aliases_of(owner, part), self.seekers(owner, part), strict=True)
        ]

    def aliases_of(self, owner: str, part: str) -> list[tuple[str, ...]]:
        """For each alternative of a part, what it calls the rows that it finds."""
        return [tuple(chain(*(lookup.aliases for lookup in own))) for own in self._program.lookups[owner, part]]

    def _with_aliases(self, aliases: tuple[str, ...], seek: Seeker) -> Finder:
        rows = self.rows
        return lambda binding: named(aliases, seek(tuple([rows[row] for _, row in binding])))

    def seekers(self, owner: str, part: str) -> list[Seeker]:
        """The same without aliases; `nothing` for each alternative that finds nothing, whatever is asked."""
        return [self._seeker(lookups) for lookups in self._program.lookups[owner, part]]

    def _seeker(self, lookups: tuple[Lookup, ...]) -> Seeker:
        for lookup in lookups:
            if lookup.join not in self.matches:
                return nothing
        if len(lookups) == 1:
            return self._seek(lookups[0])
        apart = [self._seek(lookup) for lookup in lookups]
        return lambda match: [tuple(chain(*hit)) for hit in product(*[seek(match) for seek in apart])]

    def _seek(self, lookup: Lookup) -> Seeker:
        index = self._index(lookup)
        if not lookup.given:
            everything = index[()]
            return lambda _: everything
        read = lookup.read_given
        return lambda match: index.get(read(match), ())

    def _index(self, lookup: Lookup) -> _Index:
        """Matches of a join by the values that tell to which match of ``when`` they belong; rules share them."""
        found = self._indexes.setdefault(lookup.join, {})
        if (index := found.get(lookup.key)) is None:
            index = {}
            single, read = len(lookup.key) == 1, lookup.read_key
            for match in self.matches_of(lookup.join):
                key = read(match)
                if key is not None if single else None not in key:  # type: ignore[operator]
                    index.setdefault(key, []).append(match)
            found[lookup.key] = index
        return index

    def absence_doubts(self, sections: Iterable[str], patterns: Iterable[Pattern], letter: str = "") -> tuple[str, ...]:
        """Why not finding what these patterns look for in some sections proves nothing; empty where it does."""
        stated = [stated_by(pattern, self._program.stated_in) for pattern in patterns]
        return self.doubts_of_absence(tuple(sections), frozenset(chain(*stated)), letter)

    def doubts_of_absence(self, sections: tuple[str, ...], kinds: frozenset[str], letter: str = "") -> tuple[str, ...]:
        """The same of facts of these kinds."""
        asked = sections, kinds, letter
        if (known := self._absence_doubts.get(asked)) is None:
            known = self._absence_doubts[asked] = self.encoding.absence_doubts(sections, kinds, letter)
        return known

    def sought(self, owner: str, part: str) -> tuple[tuple[Sought, ...], ...]:
        """For each alternative of a part, what its patterns look for."""
        return self._program.sought[owner, part]

    def doubts(self, row_ids: Iterable[str]) -> tuple[str, ...]:
        """Why the facts behind these rows are not certain; empty where all are."""
        return self.doubts_of([self.rows[row_id] for row_id in row_ids]) if self.doubtful else ()

    def doubts_of(self, rows: Iterable[Row]) -> tuple[str, ...]:
        """The same of rows that are at hand."""
        if not self.doubtful:
            return ()
        facts = [row.fact for row in rows if row.fact in self.doubtful]
        return tuple(dict.fromkeys(doubt for fact in facts for doubt in self.facts[fact].doubt)) if facts else ()


def nothing(_: Matched) -> Sequence[Matched]:
    """The seeker of what nothing fits: most of what rules ask for is not in a letter."""
    return ()


def named(aliases: tuple[str, ...], matches: Iterable[Matched]) -> list[Binding]:
    """Matches with the alias of each of their rows."""
    return [tuple(zip(aliases, [row.id for row in match], strict=True)) for match in matches]
