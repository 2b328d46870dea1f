"""The dependency graph of a verdict, as plain data in the order a reader follows it."""

import textwrap
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, NamedTuple

from ncnd_rules.encoding import Encoding
from ncnd_rules.errors import check_given
from ncnd_rules.facts import FACT_TYPES
from ncnd_rules.letter import Span, SpanOf, Unread, visible
from ncnd_rules.rules import Basis, Rule, in_words
from ncnd_rules.verdicts import Absence, Concluded, Derivation, KnownFact

BY_PERSON = "set by a person"
NodeType = Literal["words", "fact", "register", "derived", "absence", "law", "rule", "finding"]


class Node(NamedTuple):
    """One thing a conclusion rests on, or the conclusion."""

    id: str
    type: NodeType
    label: str  # what it says, in one line
    detail: str = ""  # its source, its place, or why it is in doubt


class Edge(NamedTuple):
    """From a premise to what it supports, and in what part."""

    source: str
    target: str
    role: str  # says, matches, breaks, meets, lessens, not found, requires, concludes, gives


class Explanation(NamedTuple):
    """Everything a verdict rests on. Premises come before conclusions in every layer order."""

    title: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    columns: tuple[tuple[str, ...], ...]  # ids of nodes and of lanes; every edge runs to a later column
    lanes: Mapping[tuple[str, str], tuple[str, ...]]  # places kept free for edges that pass columns by

    @property
    def layers(self) -> tuple[tuple[str, ...], ...]:
        """The columns without their lanes."""
        known = {node.id for node in self.nodes}
        return tuple(tuple(place for place in column if place in known) for column in self.columns)

    def node(self, node_id: str) -> Node:
        """The node of that id."""
        return next(node for node in self.nodes if node.id == node_id)

    def into(self, node_id: str) -> Iterator[Edge]:
        """The edges that lead to a node."""
        return (edge for edge in self.edges if edge.target == node_id)


def explain(verdicts: Concluded, rule: Rule, encoding: Encoding | None = None) -> Explanation | None:
    """The dependency graph of what one rule says of a letter, or of several: words and law first, conclusions last.

    Each finding of the rule is a conclusion of its own. Where the rule is satisfied the one
    conclusion is that; where nothing in the letter matches it, there is no graph.

    >>> from pathlib import Path
    >>> from ncnd_rules import check, encode, load_ruleset, read
    >>> verdicts = check(encode(read(Path("cases/partial-ncnd-sound/letter.txt"))))
    >>> why = explain(verdicts, load_ruleset().rule("PIT-01"))
    >>> sorted({node.type for node in why.nodes})
    ['fact', 'finding', 'law', 'register', 'rule', 'words']

    Args:
        encoding: the letter, to say in which of its passages a thing was looked for that was not found.

    Raises:
        NcndError: for an argument of another kind.
    """
    check_given("verdicts", verdicts, Concluded, "verdicts as `check(encoding)` gives them, or a `Comparison`")
    check_given("rule", rule, Rule, "a rule as `load_ruleset().rule('PIT-01')` gives it")
    if encoding is not None:
        check_given("encoding", encoding, Encoding, "a letter as `encode(read(path))` gives it")
    return _told(f"{rule.id}: {rule.title}", _parts(_told_of(verdicts, encoding), rule))


def together(explanations: Iterable[Explanation]) -> Explanation | None:
    """Several explanations as one graph, a thing that they share drawn once; none of none."""
    explanations = tuple(explanations)
    title = ", ".join(dict.fromkeys(item.title for item in explanations))
    nodes: list[Node | Edge] = [node for item in explanations for node in item.nodes]
    return _told(title, [*nodes, *(edge for item in explanations for edge in item.edges)])


def _told(title: str, parts: Iterable[Node | Edge]) -> Explanation | None:
    # Imported here because networkx takes longer to load than a letter takes to check.
    from ncnd_rules.explain.graph import laid_out

    nodes: dict[str, Node] = {}
    edges: dict[Edge, None] = {}
    for part in parts:
        if isinstance(part, Node):
            nodes.setdefault(part.id, part)
        else:
            edges[part] = None
    if not nodes:
        return None
    layout = laid_out(list(nodes), [(edge.source, edge.target) for edge in edges])
    ordered = tuple(nodes[place] for column in layout.columns for place in column if place in nodes)
    return Explanation(title, ordered, tuple(edges), layout.columns, layout.lanes)


Passages = Mapping[str, tuple[tuple[int, int], ...]]  # a section of the letter to the passages that are it


def passages_of(encoding: Encoding | None) -> Passages:
    """Where the sections of a letter stand: first and last offset of each run of its sentences."""
    runs: dict[str, list[tuple[int, int]]] = {}
    last: str | None = None
    for sentence in sorted(encoding.said) if encoding else ():
        if sentence.section is None:
            continue
        own = runs.setdefault(sentence.section, [])
        if sentence.section == last:
            own[-1] = own[-1][0], sentence.stop
        else:
            own.append((sentence.start, sentence.stop))
        last = sentence.section
    return {section: tuple(own) for section, own in runs.items()}


class _Told(NamedTuple):
    """What was concluded, and the letter in which things were looked for."""

    verdicts: Concluded
    stands: Passages
    unread: tuple[Unread, ...]
    by_person: frozenset[str]  # ids of the facts that a person set


def _told_of(verdicts: Concluded, encoding: Encoding | None) -> _Told:
    if encoding is None:
        return _Told(verdicts, {}, (), frozenset())
    return _Told(verdicts, passages_of(encoding), encoding.unread, frozenset(encoding.by_person))


def _parts(told: _Told, rule: Rule) -> Iterator[Node | Edge]:
    verdicts = told.verdicts
    findings = [finding for finding in verdicts.findings if finding.rule == rule.id]
    for finding in findings:
        name, detail = finding.fingerprint, f"{finding.outcome}, {finding.severity}"
        yield from _conclusion(
            told, rule, Node(f"finding/{name}", "finding", finding.message, detail), finding.derivations
        )
    matches = [derivation for derivation in verdicts.derivations if derivation.rule == rule.id]
    if matches and not findings:
        number = f"{len(matches)} matches" if len(matches) > 1 else "1 match"
        passed = Node(f"finding/{rule.id}", "finding", f"Satisfied: {rule.title}", number)
        yield from _conclusion(told, rule, passed, matches)


def _conclusion(told: _Told, rule: Rule, conclusion: Node, derivations: Iterable[Derivation]) -> Iterator[Node | Edge]:
    applied = Node(f"rule/{conclusion.id}", "rule", f"{rule.id}: {rule.title}", f"version {rule.version}")
    yield conclusion
    yield applied
    yield Edge(applied.id, conclusion.id, "concludes")
    for basis in rule.basis:
        yield from _law(basis, applied)
    for derivation in derivations:
        yield from _derivation(told, derivation, applied)


def _law(basis: Basis, rule: Node) -> Iterator[Node | Edge]:
    node = Node(f"law/{basis.cite}", "law", basis.cite, basis.says or "")
    yield node
    yield Edge(node.id, rule.id, "requires")


def _derivation(told: _Told, derivation: Derivation, rule: Node) -> Iterator[Node | Edge]:
    seen: set[str] = set()
    for role, fact_ids in (
        ("breaks", derivation.hits),
        ("lessens", derivation.lessened_by),
        ("matches", derivation.when.values()),
        ("meets", derivation.met),
    ):
        for fact_id in fact_ids:
            if fact_id not in seen:  # a fact that applies a rule and breaks it as well is told by the graver part
                seen.add(fact_id)
                yield from _fact(told, fact_id)
                yield Edge(fact_id, rule.id, role)
    for absence in derivation.absences:
        node = _absent(absence, told)
        yield node
        yield Edge(node.id, rule.id, "not found")


def _fact(told: _Told, fact_id: str) -> Iterator[Node | Edge]:
    fact = told.verdicts.facts[fact_id]
    kinds: dict[str, NodeType] = {"letter": "fact", "register": "register", "derived": "derived"}
    notes = (BY_PERSON if fact_id in told.by_person else "", fact.source, *fact.doubt)
    yield Node(fact_id, kinds[fact.origin], said(fact), "; ".join(filter(None, notes)))
    for span in fact.evidence:
        words = Node(f"words/{place(span)}/{span.quote}", "words", f"“{one_line(span.quote)}”", place(span))
        yield words
        yield Edge(words.id, fact_id, "says")
    for premise in fact.premises:
        yield from _fact(told, premise)
        yield Edge(premise, fact_id, "gives")


def _absent(absence: Absence, told: _Told) -> Node:
    label = f"no {spoken(absence.kind)}{conditions(absence.conditions)}"
    return Node(f"absence/{absence.role}/{label}", "absence", label, _searched(absence, told))


def _searched(absence: Absence, told: _Told) -> str:
    """Where an absent thing was looked for, what its presence would have done, and what keeps that from being sure."""
    where = ", ".join(f"{spoken(section)}{_at(told.stands.get(section, ()))}" for section in absence.searched)
    role = "it would excuse" if absence.role == "exception" else "it is required"
    unread = [
        (passage.start, passage.stop)
        for passage in (told.unread if absence.doubt else ())
        if passage.section is None or passage.section in absence.searched
        if passage.may_hold is None or absence.kind in passage.may_hold or absence.kind not in FACT_TYPES
        if passage.start is not None and passage.stop is not None
    ]
    doubt = [f"not read{_at(unread)}"] if unread else []
    return "; ".join((f"searched: {where or 'all facts read'}", role, *absence.doubt, *doubt))


def _at(passages: Iterable[tuple[int, int]]) -> str:
    """`` (characters 2112 to 3240)``, or nothing where the letter has no such section, or is not at hand."""
    told = [f"{start} to {stop}" for start, stop in passages]
    return f" (characters {' and '.join(told)})" if told else ""


def said(fact: KnownFact) -> str:
    """A fact in one line: its kind and the fields that say something, but for what is worked out from another."""
    worked_out = FACT_TYPES[fact.kind].model_computed_fields if fact.kind in FACT_TYPES else {}
    shown = [
        (field, _value(value)) for field, value in fact.fields.items() if value != fact.id and field not in worked_out
    ]
    quiet = {"unstated", "none", "no", "clear"}
    told = conditions((field, value) for field, value in shown if value not in quiet)
    return f"{spoken(fact.kind)}{told}"


def conditions(pairs: Iterable[tuple[str, str]]) -> str:
    """`` (section 31, direction maintain)``, or nothing."""
    told = ", ".join(f"{spoken(field)} {spoken(value)}" for field, value in pairs)
    return f" ({told})" if told else ""


def spoken(word: str) -> str:
    """A name of the vocabulary as a reader says it."""
    return word.replace("_", " ")


def place(span: Span) -> str:
    """``characters 1264 to 1357``, of several letters with the letter's name, or nothing where it is not known."""
    told = [span.letter] if isinstance(span, SpanOf) else []
    told += [f"characters {span.start} to {span.stop}"] if span.start is not None else []
    return ", ".join(told)


def one_line(words: str) -> str:
    """Words that run over lines, on one."""
    return visible(" ".join(words.split()))


def shortened(words: str, most: int) -> str:
    """The first words of some on one line, up to a number of characters; of one long word its beginning."""
    line = one_line(words)
    return textwrap.shorten(line, most, placeholder=" …") if " " in line[:most] else line[:most]


def _value(value: str | int | bool | tuple[str, ...]) -> str:
    return ", ".join(value) if isinstance(value, tuple) else in_words(value)
