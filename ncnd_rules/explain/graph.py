"""Layering a dependency graph: the only module that knows networkx."""

from collections.abc import Iterable

import networkx as nx

from ncnd_rules.errors import EngineDefect


def layered(nodes: Iterable[str], edges: Iterable[tuple[str, str]]) -> tuple[tuple[str, ...], ...]:
    """Nodes in layers so that every edge runs forward, and few edges cross.

    A node stands as near as it can to what it supports. Within a layer, nodes are ordered by where
    the nodes they support stand; ties keep the order given, so that equal input gives equal output.

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
    layers: list[list[str]] = [[] for _ in range(tallest + 1)]
    for node in graph:
        layers[tallest - height[node]].append(node)
    position = {node: float(order) for order, node in enumerate(layers[-1])} if layers else {}
    for layer in reversed(layers[:-1]):
        layer.sort(key=lambda node: _middle(position, graph.successors(node)))
        position |= {node: float(order) for order, node in enumerate(layer)}
    return tuple(tuple(layer) for layer in layers)


def _middle(position: dict[str, float], nodes: Iterable[str]) -> float:
    places = [position[node] for node in nodes if node in position]
    return sum(places) / len(places) if places else 0.0
