"""An explanation as a tree of lines: the finding first, what it rests on below it."""

import textwrap
from collections.abc import Iterator

from ncnd_rules.explain.explanation import Edge, Explanation, Node

_SPOKEN = {
    "law": "law",
    "words": "words",
    "fact": "fact",
    "register": "register",
    "derived": "worked out",
    "absence": "not found",
    "rule": "rule",
    "finding": "finding",
}


_WIDTH = 100


def as_tree(explanation: Explanation) -> str:
    """One tree for each conclusion; a fact that several premises share is written out once."""
    conclusions = [node for node in explanation.nodes if node.type == "finding"]
    return "\n\n".join("\n".join(_conclusion(explanation, node)) for node in conclusions)


def _conclusion(explanation: Explanation, conclusion: Node) -> Iterator[str]:
    yield from _wrapped("", "", conclusion.label)
    yield f"  ({conclusion.detail})"
    seen: set[str] = set()
    for edge in explanation.into(conclusion.id):
        rule = explanation.node(edge.source)
        yield from _wrapped("because ", "        ", f"{rule.label} ({rule.detail})")
        yield from _below(explanation, edge.source, "", seen)


def _below(explanation: Explanation, node_id: str, indent: str, seen: set[str]) -> Iterator[str]:
    edges = sorted(explanation.into(node_id), key=lambda edge: _order(explanation, edge))
    for number, edge in enumerate(edges):
        last = number == len(edges) - 1
        node = explanation.node(edge.source)
        branch, rest = ("└─ ", "   ") if last else ("├─ ", "│  ")
        shared = node.id in seen and node.type not in ("words", "law")
        has_more = not shared and any(True for _ in explanation.into(node.id))
        below = indent + rest + ("│  " if has_more else "   ")
        yield from _wrapped(indent + branch, below, _told(node, edge) + (" (above)" if shared else ""))
        if shared:
            continue
        seen.add(node.id)
        if node.detail and node.type not in ("words", "law"):
            yield from _wrapped(below, below, node.detail)
        yield from _below(explanation, node.id, indent + rest, seen)


def _wrapped(first: str, rest: str, text: str) -> list[str]:
    return textwrap.wrap(text, _WIDTH, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False)


def _told(node: Node, edge: Edge) -> str:
    role = "" if edge.role in ("matches", "says", "requires", "not found", "gives") else f" [{edge.role}]"
    if node.type == "words":
        return f"{node.label}{', ' + node.detail if node.detail else ''}"
    name = f" {node.id}" if node.type == "fact" else ""
    detail = f": {node.detail}" if node.type == "law" and node.detail else ""
    return f"{_SPOKEN[node.type]}{name}{role}: {node.label}{detail}"


def _order(explanation: Explanation, edge: Edge) -> tuple[int, int]:
    roles = ("breaks", "lessens", "matches", "meets", "gives", "says", "not found", "requires")
    node = explanation.node(edge.source)
    return roles.index(edge.role) if edge.role in roles else len(roles), explanation.nodes.index(node)
