"""An explanation cut into pieces that fit a picture: one conclusion each, and few boxes of a kind."""

from collections.abc import Iterable, Iterator

from ncnd_rules.explain.explanation import Edge, Explanation, Node

_MOST = 3  # premises of one type in one role that are drawn; one more than that is drawn too


def panels(explanation: Explanation) -> tuple[Explanation, ...]:
    """One explanation a conclusion, in their order, each with its own layout.

    Where many premises of one type support a thing in the same way, the first few stand for all and
    a node says how many more there are. The conclusions keep their ids.
    """
    # Imported here because networkx takes longer to load than a letter takes to check.
    from ncnd_rules.explain.graph import laid_out

    known = {node.id: node for node in explanation.nodes}
    into: dict[str, list[Edge]] = {}
    for edge in explanation.edges:
        into.setdefault(edge.target, []).append(edge)
    made = []
    for conclusion in explanation.nodes:
        if conclusion.type != "finding":
            continue
        nodes: dict[str, Node] = {conclusion.id: conclusion}
        edges: dict[Edge, None] = {}
        for part in _below(conclusion.id, known, into):
            if isinstance(part, Node):
                nodes.setdefault(part.id, part)
            else:
                edges[part] = None
        layout = laid_out(list(nodes), [(edge.source, edge.target) for edge in edges])
        ordered = tuple(nodes[place] for column in layout.columns for place in column if place in nodes)
        made.append(Explanation(explanation.title, ordered, tuple(edges), layout.columns, layout.lanes))
    return tuple(made)


def _below(target: str, known: dict[str, Node], into: dict[str, list[Edge]]) -> Iterator[Node | Edge]:
    """What a node rests on, down to the ground, each node once."""
    open_nodes, seen = [target], {target}
    while open_nodes:
        target = open_nodes.pop(0)
        for edge, node in _few(into.get(target, ()), known):
            yield node
            yield edge
            if node.id not in seen:
                seen.add(node.id)
                open_nodes.append(node.id)


def _few(edges: Iterable[Edge], known: dict[str, Node]) -> Iterator[tuple[Edge, Node]]:
    """The premises that are drawn, alike ones counted."""
    alike: dict[tuple[str, str], list[Edge]] = {}
    for edge in edges:
        alike.setdefault((known[edge.source].type, edge.role), []).append(edge)
    for group in alike.values():
        # A box that says "and 1 more" would take the place of what it counts.
        drawn = group if len(group) <= _MOST + 1 else group[:_MOST]
        yield from ((edge, known[edge.source]) for edge in drawn)
        if more := len(group) - len(drawn):
            first = known[group[0].source]
            told = Node(f"more/{first.type}/{group[0].role}/{group[0].target}", first.type, f"… and {more} more")
            yield Edge(told.id, group[0].target, group[0].role), told
