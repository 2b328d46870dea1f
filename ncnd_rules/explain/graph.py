"""The dependency graph as networkx has it, and its layers: the only module that knows networkx."""

from collections.abc import Iterable
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import networkx as nx

from ncnd_rules.errors import EngineDefect

if TYPE_CHECKING:
    from ncnd_rules.explain.explanation import Explanation

Edge = tuple[str, str]


class Layout(NamedTuple):
    """Where nodes stand. A lane is a place kept free for an edge that passes a layer by."""

    columns: tuple[tuple[str, ...], ...]  # nodes and lanes, from premises to conclusions
    lanes: dict[Edge, tuple[str, ...]]  # the lanes of each edge that passes layers by, in order


def digraph(explanation: "Explanation") -> "nx.DiGraph[str]":
    """An explanation as a networkx graph: ids of nodes, with ``type``, ``label`` and ``detail``; edges with ``role``.

    Edges run from premise to conclusion, so what a finding rests on are its ancestors.
    """
    graph: nx.DiGraph[str] = nx.DiGraph(title=explanation.title)
    for node in explanation.nodes:
        graph.add_node(node.id, type=node.type, label=node.label, detail=node.detail)
    for edge in explanation.edges:
        graph.add_edge(edge.source, edge.target, role=edge.role)
    return graph


def laid_out(nodes: Iterable[str], edges: Iterable[Edge]) -> Layout:
    """Nodes in layers so that every edge runs forward, and few edges cross.

    A node stands as near as it can to what it supports. Within a layer, nodes and lanes are ordered
    by where what follows them stands; ties keep the order given, so that equal input gives equal
    output.

    Raises:
        EngineDefect: for a circle, which no derivation can have.
    """
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(nodes)
    graph.add_edges_from(edges)
    if not nx.is_directed_acyclic_graph(graph):
        raise EngineDefect("a conclusion rests on itself")
    height: dict[str, int] = {}
    for node in reversed(list(nx.lexicographical_topological_sort(graph))):
        height[node] = 1 + max((height[after] for after in graph.successors(node)), default=-1)
    tallest = max(height.values(), default=0)
    columns: list[list[str]] = [[] for _ in range(tallest + 1)]
    for node in graph:
        columns[tallest - height[node]].append(node)
    follows = {node: list(graph.successors(node)) for node in graph}
    lanes: dict[Edge, tuple[str, ...]] = {}
    for source, target in graph.edges:
        between = range(tallest - height[source] + 1, tallest - height[target])
        names = [f"lane {column} from {source} to {target}" for column in between]
        for column, (name, after) in zip(between, pairwise([*names, target]), strict=True):
            columns[column].append(name)
            follows[name] = [after]
        if names:
            lanes[source, target] = tuple(names)
            follows[source] = [names[0] if after == target else after for after in follows[source]]
    _order(columns, follows)
    return Layout(tuple(tuple(column) for column in columns), lanes)


def _order(columns: list[list[str]], follows: dict[str, list[str]]) -> None:
    position = {node: float(order) for order, node in enumerate(columns[-1])} if columns else {}
    for column in reversed(columns[:-1]):
        column.sort(key=lambda node: sum(position[after] for after in follows[node]) / max(1, len(follows[node])))
        position |= {node: float(order) for order, node in enumerate(column)}
