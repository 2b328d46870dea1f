"""Rules as positive joins: the one form that both evaluators read.

The ``when`` of a rule becomes one conjunction of positive patterns joined by equality. Each alternative of ``unless``,
``require``, ``forbid`` and ``lessened`` becomes conjunctions of its own patterns alone, and a `Lookup`: which of their
matches belong to a match of ``when`` is told by the values that the two have in common. Nothing negative is left; what
was not found is worked out afterwards, over the closed set of facts. What several rules ask for is asked once.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from types import MappingProxyType
from typing import Any, NamedTuple

from ncnd_rules.rules import Definition, Literals, Reference, Ruleset, in_words
from ncnd_rules.verdicts import KnownFact

Scalar = str | int | bool


class Shape(NamedTuple):
    """A kind of row: a kind of fact, and the *each* fields it is spread over.

    A part with two questions is one row of ``part``, and two rows of ``part`` spread over
    ``question``; a rule that never mentions questions sees the part once.
    """

    kind: str
    spread: tuple[str, ...] = ()

    def name(self) -> str:
        """``part/question``: the shape in one word."""
        return "/".join((self.kind, *self.spread))


class RowPattern(NamedTuple):
    """One row that has to be there."""

    alias: str
    shape: Shape
    literals: tuple[tuple[str, Literals | None], ...]
    joins: tuple[tuple[str, Reference], ...]


class Join(NamedTuple):
    """A conjunction of positive patterns; its name says which part of which rule it is."""

    owner: str
    part: str  # when, unless, require, forbid, lessened
    number: int  # which alternative of the part, and of its patterns that have nothing to do with each other
    patterns: tuple[RowPattern, ...]

    @property
    def name(self) -> str:
        """``PIT-01 unless 0``: unique within a program."""
        return f"{self.owner} {self.part} {self.number}"


class Row(NamedTuple):
    """One row for the evaluators: flat, and every value of one type a field."""

    id: str
    shape: Shape
    values: Mapping[str, Scalar]
    fact: str  # id of the fact it is a row of


Matched = tuple[Row, ...]  # one way in which a join holds: its rows, in the order of the patterns
Found = dict[str, list[Matched]]  # by the name of the join


class Term(NamedTuple):
    """A value of a match: which of its rows has it, and in which field; no field: the row itself."""

    row: int
    field: str


Key = Scalar | tuple[Scalar | None, ...] | None  # one value itself, several as a tuple; none where it has no value


def reader(terms: tuple[Term, ...]) -> Callable[[Matched], Key]:
    """What reads those values of a match: one as it is, several as a tuple."""
    if len(terms) == 1:
        return _reader(terms[0])
    if len(terms) == 2 and all(term.field for term in terms):
        (first, field), (second, other) = terms
        return lambda match: (match[first].values.get(field), match[second].values.get(other))
    readers = [_reader(term) for term in terms]
    return lambda match: tuple([read(match) for read in readers])


def _reader(term: Term) -> Callable[[Matched], Scalar | None]:
    row, field = term
    if not field:
        return lambda match: match[row].id
    return lambda match: match[row].values.get(field)


class Lookup(NamedTuple):
    """Where to find what a part of a rule asks for, given a match of its ``when``."""

    join: str
    aliases: tuple[str, ...]  # what the part calls the rows
    key: tuple[Term, ...]  # values of a match of the join
    given: tuple[Term, ...]  # those of the match of ``when`` that they have to equal
    read_key: Callable[[Matched], Key]
    read_given: Callable[[Matched], Key]


@dataclass(frozen=True, slots=True, eq=False)  # each stands for its pattern alone: it is looked up by what it is
class Sought:
    """What one pattern looks for, given a match of ``when``."""

    kind: str
    fixed: tuple[tuple[str, str], ...]  # conditions that are the same for every match
    joins: tuple[tuple[str, str], ...]  # a field, and that of another pattern whose value it must have
    # Where a match of ``when`` has those values; none where the other pattern's fact was itself only looked for.
    given: tuple[Term | None, ...]
    searched: tuple[str, ...]  # the sections in which it would stand; none for what no letter can lack
    stated_by: frozenset[str]  # the kinds of fact that would state it
    letter: int | None  # which of the values says in which letter it is looked for, in a rule over several

    def conditions(self, values: Sequence[Scalar | None]) -> tuple[tuple[str, str], ...]:
        """What was searched for, with the values that a match put in."""
        return self.fixed + tuple(
            [
                (field, f"the same {other}" if value is None else in_words(value))
                for (field, other), value in zip(self.joins, values, strict=True)
            ]
        )


class When(NamedTuple):
    """Where to find the matches of ``when``."""

    join: str
    aliases: tuple[str, ...]


class Conclusion(NamedTuple):
    """What a definition concludes from a match of its ``when``."""

    fields: Mapping[str, Any]  # of the fact; none where a match gives the value
    given: tuple[str, ...]  # the fields whose values a match gives
    read: Callable[[Matched], Key]
    excused_by: frozenset[str]  # the kinds of fact that would state what keeps it from being concluded


class Plan(NamedTuple):
    """How facts of a kind become rows of one shape."""

    shape: Shape
    prefix: str  # of the ids of the rows
    named: bool  # whether the id of the fact is looked at


class Plans(NamedTuple):
    """How facts of a kind become rows."""

    lists: tuple[str, ...]  # the fields that may have several values
    shapes: tuple[Plan, ...]


class Program(NamedTuple):
    """A ruleset ready to run."""

    ruleset: Ruleset
    joins: tuple[Join, ...]
    strata: tuple[tuple[tuple[Definition, ...], bool], ...]  # each with whether its definitions may feed each other
    shapes: Mapping[str, tuple[Shape, ...]]  # kind to the shapes that rules ask for
    plans: Mapping[str, Plans]  # the same, ready to be filled
    whens: Mapping[str, When] = MappingProxyType({})  # by the id of a rule or a definition
    # By that id and the part: for each alternative, what it asks for; several where one has nothing to do with another.
    lookups: Mapping[tuple[str, str], tuple[tuple[Lookup, ...], ...]] = MappingProxyType({})
    # By the same: for each alternative, what its patterns look for.
    sought: Mapping[tuple[str, str], tuple[tuple[Sought, ...], ...]] = MappingProxyType({})
    conclusions: Mapping[str, Conclusion] = MappingProxyType({})  # by the id of a definition
    # By the id of a rule or a definition: the kinds of fact that any part asks for.
    asked_for: Mapping[str, frozenset[str]] = MappingProxyType({})
    # Derived kind to the kinds of fact that state what it is derived from.
    stated_in: Mapping[str, frozenset[str]] = MappingProxyType({})


def rows_of(fact: KnownFact, program: Program) -> list[Row]:
    """The rows a fact gives: one for each shape and each combination of its *each* fields.

    A field without a value is left out, and so is a shape spread over a field that has none. Rules look at few of the
    fields; what a row carries beyond is looked at by nobody.
    """
    plans = program.plans.get(fact.kind)
    if plans is None:
        return []
    name, values = fact.id, fact.fields
    # Rows of all shapes share what is no list.
    single: Any = values
    if lists := [field for field in plans.lists if type(values.get(field)) is tuple]:
        single = {**values}
        for field in lists:
            del single[field]
    named = single if fact.kind in single else {fact.kind: name, **single}
    rows = []
    for shape, prefix, is_named in plans.shapes:
        own = named if is_named else single
        if not shape.spread:
            rows.append(Row(f"{prefix}{name} ", shape, own, name))
        elif len(shape.spread) == 1:
            (field,) = shape.spread
            rows += [
                Row(f"{prefix}{name} {value}", shape, {**own, field: value}, name) for value in _each(values, field)
            ]
        else:
            for combination in product(*[_each(values, field) for field in shape.spread]):
                spread = dict(zip(shape.spread, combination, strict=True))
                rows.append(Row(f"{prefix}{name} {','.join(combination)}", shape, {**own, **spread}, name))
    return rows


def _each(values: Mapping[str, Any], field: str) -> tuple[str, ...]:
    value = values.get(field, ())
    return value if type(value) is tuple else (str(value),)
