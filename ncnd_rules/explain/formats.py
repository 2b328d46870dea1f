"""An explanation in other programs' languages: JSON, Graphviz and Mermaid."""

import json

from ncnd_rules.explain.explanation import Explanation, Node

_SHAPES = {
    "words": "note",
    "fact": "box",
    "register": "cylinder",
    "derived": "box",
    "absence": "box",
    "law": "folder",
    "rule": "hexagon",
    "finding": "doubleoctagon",
}
_MERMAID = {
    "words": ('["', '"]'),
    "fact": ('["', '"]'),
    "register": ('[("', '")]'),
    "derived": ('(["', '"])'),
    "absence": ('["', '"]'),
    "law": ('[/"', '"/]'),
    "rule": ('{{"', '"}}'),
    "finding": ('[["', '"]]'),
}


def as_json(explanation: Explanation) -> str:
    """Nodes, edges and layers, indented, in a stable order."""
    told = {
        "title": explanation.title,
        "nodes": [node._asdict() for node in explanation.nodes],
        "edges": [edge._asdict() for edge in explanation.edges],
        "layers": explanation.layers,
    }
    return json.dumps(told, ensure_ascii=False, indent=2)


def as_dot(explanation: Explanation) -> str:
    """Graphviz, read from left to right."""
    names = _names(explanation)
    lines = [
        "digraph explanation {",
        "  rankdir=LR;",
        f"  label={_quoted(explanation.title)};",
        '  node [fontname="sans-serif", fontsize=11];',
    ]
    for node in explanation.nodes:
        style = ', style="dashed"' if node.type == "absence" else ""
        lines.append(f"  {names[node.id]} [shape={_SHAPES[node.type]}, label={_quoted(_text(node))}{style}];")
    lines += [
        f"  {names[edge.source]} -> {names[edge.target]} [label={_quoted(edge.role)}];" for edge in explanation.edges
    ]
    return "\n".join([*lines, "}"])


def as_mermaid(explanation: Explanation) -> str:
    """Mermaid, read from left to right."""
    names = _names(explanation)
    lines = ["flowchart LR"]
    for node in explanation.nodes:
        before, after = _MERMAID[node.type]
        lines.append(f"  {names[node.id]}{before}{_entities(_text(node))}{after}")
        if node.type == "absence":
            lines.append(f"  style {names[node.id]} stroke-dasharray: 5 5")
    lines += [f"  {names[edge.source]} -->|{edge.role}| {names[edge.target]}" for edge in explanation.edges]
    return "\n".join(lines)


def _names(explanation: Explanation) -> dict[str, str]:
    return {node.id: f"n{number}" for number, node in enumerate(explanation.nodes)}


def _text(node: Node) -> str:
    return "\n".join(filter(None, (node.label, node.detail)))


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _entities(text: str) -> str:
    # Mermaid reads markup and its own brackets inside labels; entities are its only safe spelling.
    safe = "".join(
        character if character.isalnum() or character in " .,:;'’“”-–()" else f"#{ord(character)};"
        for character in text
    )
    return safe.replace("#10;", "<br>")
