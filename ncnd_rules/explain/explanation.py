"""The dependency graph of a verdict, as plain data in the order a reader follows it."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, NamedTuple

from ncnd_rules.letter import Span, SpanOf, visible
from ncnd_rules.rules import Basis, Rule, in_words
from ncnd_rules.verdicts import Absence, Concluded, Derivation, KnownFact

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


def explain(verdicts: Concluded, rule: Rule) -> Explanation | None:
    """The dependency graph of what one rule says of a letter, or of several: words and law first, conclusions last.

    Each finding of the rule is a conclusion of its own. Where the rule is satisfied the one
    conclusion is that; where nothing in the letter matches it, there is no graph.
    """
    # Imported here because networkx takes longer to load than a letter takes to check.
    from ncnd_rules.explain.graph import laid_out

    nodes: dict[str, Node] = {}
    edges: dict[Edge, None] = {}
    for part in _parts(verdicts, rule):
        if isinstance(part, Node):
            nodes.setdefault(part.id, part)
        else:
            edges[part] = None
    if not nodes:
        return None
    layout = laid_out(list(nodes), [(edge.source, edge.target) for edge in edges])
    ordered = tuple(nodes[place] for column in layout.columns for place in column if place in nodes)
    return Explanation(f"{rule.id}: {rule.title}", ordered, tuple(edges), layout.columns, layout.lanes)


def _parts(verdicts: Concluded, rule: Rule) -> Iterator[Node | Edge]:
    findings = [finding for finding in verdicts.findings if finding.rule == rule.id]
    for finding in findings:
        name, detail = finding.fingerprint, f"{finding.outcome}, {finding.severity}"
        yield from _conclusion(
            verdicts, rule, Node(f"finding/{name}", "finding", finding.message, detail), finding.derivations
        )
    matches = [derivation for derivation in verdicts.derivations if derivation.rule == rule.id]
    if matches and not findings:
        number = f"{len(matches)} matches" if len(matches) > 1 else "1 match"
        passed = Node(f"finding/{rule.id}", "finding", f"Satisfied: {rule.title}", number)
        yield from _conclusion(verdicts, rule, passed, matches)


def _conclusion(
    verdicts: Concluded, rule: Rule, conclusion: Node, derivations: Iterable[Derivation]
) -> Iterator[Node | Edge]:
    applied = Node(f"rule/{conclusion.id}", "rule", f"{rule.id}: {rule.title}", f"version {rule.version}")
    yield conclusion
    yield applied
    yield Edge(applied.id, conclusion.id, "concludes")
    for basis in rule.basis:
        yield from _law(basis, applied)
    for derivation in derivations:
        yield from _derivation(verdicts, derivation, applied)


def _law(basis: Basis, rule: Node) -> Iterator[Node | Edge]:
    node = Node(f"law/{basis.cite}", "law", basis.cite, basis.says or "")
    yield node
    yield Edge(node.id, rule.id, "requires")


def _derivation(verdicts: Concluded, derivation: Derivation, rule: Node) -> Iterator[Node | Edge]:
    for role, fact_ids in (
        ("matches", derivation.when.values()),
        ("breaks", derivation.hits),
        ("meets", derivation.met),
        ("lessens", derivation.lessened_by),
    ):
        for fact_id in fact_ids:
            yield from _fact(verdicts, fact_id)
            yield Edge(fact_id, rule.id, role)
    for absence in derivation.absences:
        node = _absent(absence)
        yield node
        yield Edge(node.id, rule.id, "not found")


def _fact(verdicts: Concluded, fact_id: str) -> Iterator[Node | Edge]:
    fact = verdicts.facts[fact_id]
    kinds: dict[str, NodeType] = {"letter": "fact", "register": "register", "derived": "derived"}
    yield Node(
        fact_id, kinds[fact.origin], said(fact), "; ".join((*([fact.source] if fact.source else []), *fact.doubt))
    )
    for span in fact.evidence:
        words = Node(f"words/{place(span)}/{span.quote}", "words", f"“{one_line(span.quote)}”", place(span))
        yield words
        yield Edge(words.id, fact_id, "says")
    for premise in fact.premises:
        yield from _fact(verdicts, premise)
        yield Edge(premise, fact_id, "gives")


def _absent(absence: Absence) -> Node:
    told = f"no {spoken(absence.kind)}{conditions(absence.conditions)}"
    return Node(f"absence/{absence.role}/{told}", "absence", told, searched(absence))


def searched(absence: Absence) -> str:
    """Where an absent thing was looked for, and what its presence would have done."""
    where = (
        f"searched: {', '.join(spoken(name) for name in absence.searched)}"
        if absence.searched
        else "searched: all facts read"
    )
    role = "it would excuse" if absence.role == "exception" else "it is required"
    return "; ".join((where, role, *absence.doubt))


def said(fact: KnownFact) -> str:
    """A fact in one line: its kind and the fields that say something."""
    shown = [(field, _value(value)) for field, value in fact.fields.items() if value != fact.id]
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


def _value(value: str | int | bool | tuple[str, ...]) -> str:
    return ", ".join(value) if isinstance(value, tuple) else in_words(value)
