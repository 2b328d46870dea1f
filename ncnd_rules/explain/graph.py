"""Layering a dependency graph."""

from collections.abc import Iterable
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise
from typing import NamedTuple

from ncnd_rules.errors import EngineDefect

Edge = tuple[str, str]


class Layout(NamedTuple):
    """Where nodes stand. A lane is a place kept free for an edge that passes a layer by."""

    columns: tuple[tuple[str, ...], ...]  # nodes and lanes, from premises to conclusions
    lanes: dict[Edge, tuple[str, ...]]  # the lanes of each edge that passes layers by, in order


def laid_out(nodes: Iterable[str], edges: Iterable[Edge]) -> Layout:
    """Nodes in layers so that every edge runs forward, and few edges cross.

    A node stands as near as it can to what it supports. Within a layer, nodes and lanes are ordered
    by where what follows them stands; ties keep the order given, so that equal input gives equal
    output.

    Raises:
        EngineDefect: for a circle, which no derivation can have.
    """
    follows: dict[str, list[str]] = {node: [] for node in nodes}
    for source, target in dict.fromkeys(edges):
        follows[source].append(target)
    height: dict[str, int] = {}
    try:
        # A sorter asks for what comes before: here, what a node supports.
        for node in TopologicalSorter(follows).static_order():
            height[node] = 1 + max((height[after] for after in follows[node]), default=-1)
    except CycleError:
        raise EngineDefect("a conclusion rests on itself") from None
    tallest = max(height.values(), default=0)
    columns: list[list[str]] = [[] for _ in range(tallest + 1)]
    for node in follows:
        columns[tallest - height[node]].append(node)
    lanes: dict[Edge, tuple[str, ...]] = {}
    for source, target in [(source, target) for source, targets in follows.items() for target in targets]:
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
