"""The operations that rules declare, put to the facts that fired them: changes that may clear a finding."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from typing import NamedTuple

from ncnd_rules.encoding import Encoding
from ncnd_rules.explain.repair.manuscript import Manuscript
from ncnd_rules.explain.repair.model import Added, Gone, Mark, Swapped
from ncnd_rules.facts import FACT_TYPES, Citation, Fact
from ncnd_rules.rules import SLOT, Operation, Pattern, Reference, Rule
from ncnd_rules.verdicts import Derivation, KnownFact, Verdicts

# What a letter decides or records: words that carry it stay, whatever else they say.
_STAYS = frozenset({"part", "date", "authority", "reference", "question", "extension", "regime"})
_Value = str | int | bool | tuple[str, ...]


class Candidate(NamedTuple):
    """One change that an operation of a rule comes to in one letter."""

    operation: Operation
    without: frozenset[str]  # ids of the facts that go
    assume: tuple[Fact, ...]  # those that come
    changed: Fact | None  # the fact of which some fields change
    aimed: tuple[str, ...]  # ids of the facts that the operation names, of those that go or change
    fields: Mapping[str, _Value]
    words: str
    marks: tuple[tuple[Mark, ...], ...]  # what it comes to in words, the fittest place first; none without a letter

    @property
    def effect(self) -> tuple[str, ...]:
        """What it does to facts."""
        assumed = (f"{fact.kind} {fact.model_dump_json(exclude={'evidence'})}" for fact in self.assume)
        altered = (f"{self.aimed[0]}.{field}={value}" for field, value in self.fields.items() if self.changed)
        return self.operation.does, *sorted(self.without), *assumed, *altered

    @property
    def key(self) -> tuple[str, ...]:
        """What tells two changes apart: what they do to facts, and with which words."""
        return *self.effect, self.words

    def goes_with(self, other: "Candidate") -> bool:
        """Whether two changes can both be made: neither takes out, or changes as well, what the other changes."""
        own, theirs = ({one.changed.id} if one.changed else set() for one in (self, other))
        if own & (other.without - theirs) or theirs & (self.without - own):
            return False
        return not (own & theirs) or not (self.words or other.words or self.fields.keys() & other.fields.keys())


class Tried(NamedTuple):
    """The changes that an operation comes to, or why it comes to none."""

    candidates: tuple[Candidate, ...]
    why_not: str = ""


class _Bound(NamedTuple):
    """The facts that one match of a rule is about, by their names in the rule."""

    facts: Mapping[str, KnownFact]

    def value(self, reference: Reference) -> _Value | None:
        fact = self.facts[reference.alias]
        return fact.id if reference.field == fact.kind else fact.fields.get(reference.field)


def candidates_for(
    rule: Rule, violations: Sequence[Derivation], verdicts: Verdicts, encoding: Encoding, manuscript: Manuscript | None
) -> tuple[Tried, ...]:
    """What each operation of a rule comes to for the first of its violations; the words may name what all are about."""
    return tuple(_tried(operation, rule, violations, verdicts, encoding, manuscript) for operation in rule.repairs)


def _tried(
    operation: Operation,
    rule: Rule,
    violations: Sequence[Derivation],
    verdicts: Verdicts,
    encoding: Encoding,
    manuscript: Manuscript | None,
) -> Tried:
    letter = {fact.id: fact for fact in encoding.facts}
    in_order = sorted(violations, key=lambda one: sorted(one.when.items()))
    all_bound = [bound for one in in_order for bound in _bindings(operation, rule, one, verdicts.facts)]
    found: dict[tuple[str, ...], Candidate] = {}
    why_not = ""
    for bound in _bindings(operation, rule, violations[0], verdicts.facts):
        if not all(_fits(bound, place, wanted) for place, wanted in operation.given.items()):
            continue
        made = _made(operation, bound, _alike(operation, bound, all_bound), letter, encoding, manuscript)
        if isinstance(made, str):
            why_not = made
        else:
            found.setdefault(made.key, made)
    return Tried(tuple(found.values()), why_not)


def _bindings(
    operation: Operation, rule: Rule, derivation: Derivation, facts: Mapping[str, KnownFact]
) -> Iterator[_Bound]:
    """The facts of a match, with each choice among those that break the rule, of what the operation names."""
    named = _names(operation) - derivation.when.keys()
    patterns = {p.alias: p for group in rule.forbid for p in group if p.alias in named}
    choices = [[fact for fact in derivation.hits if _is_like(facts[fact], pattern)] for pattern in patterns.values()]
    for chosen in product(*choices):
        ids = {**derivation.when, **dict(zip(patterns, chosen, strict=True))}
        yield _Bound({alias: facts[fact] for alias, fact in ids.items()})


def _names(operation: Operation) -> set[str]:
    """The names of facts that an operation uses."""
    given = (operation.fields, *operation.beside.values())
    joined = [value for fields in given for value in fields.values() if isinstance(value, Reference)]
    joined += [value for pattern in operation.along for value in pattern.joins.values()]
    slots = {match["alias"] for match in SLOT.finditer(operation.words)}
    named = {operation.alias, *operation.after, *slots, *(alias for alias, _ in operation.given)}
    return (named | {value.alias for value in joined}) - {""}


def _is_like(fact: KnownFact, pattern: Pattern) -> bool:
    return fact.kind == pattern.kind and all(
        wanted is None or _among(fact.fields.get(field), wanted) for field, wanted in pattern.literals.items()
    )


def _among(value: _Value | None, wanted: Iterable[str | int]) -> bool:
    return bool(set(value if isinstance(value, tuple) else (value,)) & set(wanted))


def _fits(bound: _Bound, place: tuple[str, str], wanted: Iterable[str | int]) -> bool:
    return _among(bound.value(Reference(*place)), wanted)


def with_fields(fact: Fact, fields: Mapping[str, _Value]) -> Fact:
    """A fact that says something else in some of its fields, and rests on no words yet."""
    kept = fact.model_dump(include=set(type(fact).model_fields) - {"evidence"}, exclude_defaults=True)
    return type(fact).model_validate({**kept, **fields})


def _alike(operation: Operation, bound: _Bound, others: Iterable[_Bound]) -> list[_Bound]:
    """The matches for which an operation does the same to facts."""
    fields = [value for value in operation.fields.values() if isinstance(value, Reference)]
    wanted = [bound.value(value) for value in fields]
    return [one for one in others if [one.value(value) for value in fields] == wanted]


def _filled(words: str, bound: _Bound, alike: Iterable[_Bound]) -> str:
    """The words with their slots filled, from one match or, where a slot says so, from all that are alike."""

    def value(match: re.Match[str]) -> str:
        reference = Reference(match["alias"], match["field"])
        named = dict.fromkeys(_shown(one.value(reference)) for one in (alike if match["every"] else [bound]))
        *before, last = named
        return f"{', '.join(before)} and {last}" if before else last

    return SLOT.sub(value, words)


def _made(
    operation: Operation,
    bound: _Bound,
    alike: Sequence[_Bound],
    letter: Mapping[str, Fact],
    encoding: Encoding,
    manuscript: Manuscript | None,
) -> Candidate | str:
    """The change, or why there is none."""
    words = _filled(operation.words, bound, alike)
    fields = {field: _worked_out(value, bound) for field, value in operation.fields.items()}
    if any(value is None for value in fields.values()):
        return "what would be put in is not known"
    known = {field: value for field, value in fields.items() if value is not None}
    if operation.does == "insert":
        facts = (FACT_TYPES[operation.kind].model_validate(known), *_beside(operation, bound))
        marks = tuple(_places(operation, words, bound, letter, manuscript)) if manuscript else ()
        return Candidate(operation, frozenset(), facts, None, (), known, words, marks)
    aimed = letter.get(bound.facts[operation.alias].id)
    if aimed is None:
        return "no words of the letter alone say it"
    if operation.does == "delete":
        going = (aimed, *(fact for fact in encoding.facts if _goes_along(fact, operation, bound)))
        return _taken_out(operation, going, letter, manuscript)
    return _exchanged(operation, aimed, known, words, bound, letter, manuscript)


def _shown(value: _Value | None) -> str:
    if isinstance(value, tuple):
        return " and ".join(value)
    return "" if value is None else str(value).replace("_", " ")


def _worked_out(value: Reference | str | int | bool, bound: _Bound) -> _Value | None:
    return bound.value(value) if isinstance(value, Reference) else value


def _beside(operation: Operation, bound: _Bound) -> Iterator[Fact]:
    """What the words that are put in say too."""
    for kind, given in operation.beside.items():
        yield FACT_TYPES[kind].model_validate({field: _worked_out(value, bound) for field, value in given.items()})


def _places(
    operation: Operation, words: str, bound: _Bound, letter: Mapping[str, Fact], manuscript: Manuscript
) -> Iterator[tuple[Mark, ...]]:
    """Where a sentence may go: behind that of a fact first, then at the ends of sections."""
    seen: set[int] = set()
    for fact in (letter.get(bound.facts[alias].id) for alias in operation.after):
        for named in manuscript.sentences_at(fact.evidence if fact else ())[-1:]:
            behind = manuscript.behind(named)
            if behind not in seen:
                seen.add(behind)
                yield (Added(behind, words, apart=behind != named or manuscript.stands_alone(behind)),)
    for sentence in manuscript.ends_of(operation.at_end_of, letter.values()):
        if sentence not in seen:
            seen.add(sentence)
            yield (Added(sentence, words, apart=True),)


def _goes_along(fact: Fact, operation: Operation, bound: _Bound) -> bool:
    """Whether a fact serves nothing but what is taken out."""
    for pattern in operation.along:
        if fact.kind != pattern.kind or not pattern.joins:
            continue
        own = [getattr(fact, field, None) for field in pattern.joins]
        wanted = [bound.value(reference) for reference in pattern.joins.values()]
        literal = all(asked is None or getattr(fact, field, None) in asked for field, asked in pattern.literals.items())
        if literal and all(value in (sought, (sought,)) for value, sought in zip(own, wanted, strict=True)):
            return True
    return False


def _taken_out(
    operation: Operation, going: tuple[Fact, ...], letter: Mapping[str, Fact], manuscript: Manuscript | None
) -> Candidate | str:
    ids = tuple(fact.id for fact in going)
    if manuscript is None:
        return Candidate(operation, frozenset(ids), (), None, ids, {}, "", ())
    sentences = manuscript.sentences_at(span for fact in going for span in fact.evidence)
    if not sentences:
        return "the place of its words is not known"
    lost = [fact for fact in letter.values() if manuscript.is_within(fact.evidence, sentences)]
    if staying := _staying(lost, ids):
        return f"its words also carry the {staying} of the letter"
    without = frozenset((*ids, *(fact.id for fact in lost)))
    return Candidate(operation, without, (), None, ids, {}, "", (tuple(map(Gone, sentences)),))


def _staying(lost: Iterable[Fact], aimed: tuple[str, ...]) -> str:
    """What would go that has to stay; nothing where nothing would."""
    kinds = {
        "answer" if fact.kind == "part" else fact.kind
        for fact in lost
        if fact.kind in _STAYS or (isinstance(fact, Citation) and fact.role == "listed" and fact.id not in aimed)
    }
    return " and the ".join(sorted(kinds))


def _exchanged(
    operation: Operation,
    aimed: Fact,
    fields: Mapping[str, _Value],
    words: str,
    bound: _Bound,
    letter: Mapping[str, Fact],
    manuscript: Manuscript | None,
) -> Candidate | str:
    beside = tuple(_beside(operation, bound))
    only = Candidate(operation, frozenset({aimed.id}), beside, aimed, (aimed.id,), fields, words, ())
    if manuscript is None:
        return only
    if operation.after or operation.at_end_of:
        return only._replace(marks=tuple(_places(operation, words, bound, letter, manuscript)))
    if not words:
        swaps: tuple[Mark, ...] = tuple(_swaps(aimed, fields, manuscript))
        return only._replace(marks=(swaps,)) if swaps else "the value to exchange is not printed as such"
    sentences = manuscript.sentences_at(aimed.evidence)
    if not sentences:
        return "the place of its words is not known"
    lost = [fact for fact in letter.values() if manuscript.is_within(fact.evidence, sentences)]
    if staying := _staying(lost, (aimed.id,)):
        return f"its words also carry the {staying} of the letter"
    marks: tuple[Mark, ...] = (*map(Gone, sentences), Added(sentences[0], words, apart=False))
    return only._replace(without=frozenset((aimed.id, *(fact.id for fact in lost))), marks=(marks,))


def _swaps(aimed: Fact, fields: Mapping[str, _Value], manuscript: Manuscript) -> Iterator[Swapped]:
    """The places where a value that changes is printed, with the new one in the same capitals."""
    for field, value in fields.items():
        printed = str(getattr(aimed, field, "") or "").replace("_", "[ -]")
        within = [span.quote for span in aimed.evidence if printed and re.search(rf"(?i)\b{printed}\b", span.quote)]
        for span in manuscript.placed(aimed.evidence) if within else manuscript.whole_sentences(aimed.evidence):
            for match in re.finditer(rf"(?i)\b{printed}\b", span.quote) if printed else ():
                new = _shown(value)
                new = new.upper() if match[0].isupper() else new.capitalize() if match[0][0].isupper() else new
                yield Swapped((span.start or 0) + match.start(), (span.start or 0) + match.end(), new)
