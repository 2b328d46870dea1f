"""An explanation as one SVG picture: words on the left, the finding on the right.

The layout is worked out here, so that the picture needs no browser, prints, and is the same for the
same input.
"""

import textwrap
from collections.abc import Iterator
from functools import partial
from html import escape
from typing import NamedTuple

from ncnd_rules.explain.explanation import Explanation, Node
from ncnd_rules.registers import without_sources

_WIDTH = 260  # of a box, in pixels
_GAP = 76  # between layers, wide enough for an edge's role
_SPACE = 14  # between boxes of a layer
_LINE = 15
_CHARACTERS = 38  # that fit a line of a box at 11 pixels, wide letters included
_LANE = 10  # the height kept free for an edge that passes a column by
_MARGIN = 24
_HEADING = 34

_CAPTIONS = {
    "words": "Words of the letter",
    "fact": "What they say",
    "register": "Register",
    "derived": "Worked out",
    "absence": "Searched for, not found",
    "law": "Law and guidance",
    "rule": "Rule",
    "finding": "Finding",
}

# The other roles follow from the kinds of the two boxes.
_TOLD_ROLES = ("breaks", "meets", "lessens")

_STYLE = """
  text { font: 11px system-ui, "DejaVu Sans", sans-serif; fill: #1b1b1b; }
  .title { font-size: 14px; font-weight: 600; }
  .caption { font-size: 9px; letter-spacing: .05em; fill: #555; }
  .detail { fill: #555; font-size: 10px; }
  .role { font-size: 9px; fill: #555; text-anchor: middle; }
  .role { paint-order: stroke; stroke: #ffffff; stroke-width: 4px; }
  rect.paper { fill: #ffffff; }
  rect.box { stroke: #767676; stroke-width: 1; rx: 5; }
  .words rect.box { fill: #fff8dc; } .fact rect.box { fill: #ffffff; }
  .register rect.box { fill: #e6f0fa; } .derived rect.box { fill: #eef6ee; }
  .absence rect.box { fill: #ffffff; stroke-dasharray: 5 4; stroke: #a04000; }
  .law rect.box { fill: #f0eaf8; } .rule rect.box { fill: #ececec; }
  .finding rect.box { fill: #fdecea; stroke: #b3261e; stroke-width: 2; }
  path.edge { fill: none; stroke: #8a8a8a; stroke-width: 1.2; }
  @media (prefers-color-scheme: dark) {
    rect.paper { fill: #1c1c1e; } .role { stroke: #1c1c1e; }
    text { fill: #f0f0f0; } .caption, .detail, .role { fill: #b8b8b8; }
    .words rect.box { fill: #3a3520; } .fact rect.box { fill: #2a2a2c; }
    .register rect.box { fill: #1f3247; } .derived rect.box { fill: #22352a; }
    .absence rect.box { fill: #2a2a2c; stroke: #e59866; } .law rect.box { fill: #33294a; }
    .rule rect.box { fill: #3a3a3c; } .finding rect.box { fill: #4a2320; stroke: #ff8a80; }
  }
"""


class _Box(NamedTuple):
    node: Node
    label: list[str]
    detail: list[str]
    x: float
    y: float
    height: float

    @property
    def middle(self) -> float:
        return self.y + self.height / 2


def as_svg(explanation: Explanation) -> str:
    """The picture as a self-contained SVG document, light or dark as the reader's system is."""
    boxes, lanes = _placed(explanation)
    width = 2 * _MARGIN + len(explanation.columns) * _WIDTH + (len(explanation.columns) - 1) * _GAP
    height = max(*(box.y + box.height for box in boxes.values()), *lanes.values(), 0.0) + _MARGIN
    size = f'width="{width}" height="{height:g}" viewBox="0 0 {width} {height:g}"'
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-labelledby="title description">',
        f'<title id="title">{escape(explanation.title)}</title>',
        f'<desc id="description">{escape(_description(explanation))}</desc>',
        f"<style>{_STYLE}</style>",
        '<rect class="paper" width="100%" height="100%"/>',
        f'<text class="title" x="{_MARGIN}" y="{_MARGIN + 4}">{escape(explanation.title)}</text>',
        *_edges(explanation, boxes, lanes),
        *(line for box in boxes.values() for line in _drawn(box)),
        "</svg>",
    ]
    return "\n".join(lines)


def _placed(explanation: Explanation) -> tuple[dict[str, _Box], dict[str, float]]:
    """Where each box stands, and how high each lane runs."""
    texts = {
        node.id: (
            textwrap.wrap(node.label, _CHARACTERS),
            textwrap.wrap(without_sources(node.detail), _CHARACTERS + 2),
        )
        for node in explanation.nodes
    }
    heights = {
        node_id: 26 + _LINE * len(label) + (_LINE - 1) * len(detail) for node_id, (label, detail) in texts.items()
    }
    columns = [sum(heights.get(place, _LANE) + _SPACE for place in column) - _SPACE for column in explanation.columns]
    tallest = max(columns)
    boxes: dict[str, _Box] = {}
    lanes: dict[str, float] = {}
    for number, column in enumerate(explanation.columns):
        y = _MARGIN + _HEADING + (tallest - columns[number]) / 2
        for place in column:
            if place in texts:
                label, detail = texts[place]
                x = _MARGIN + number * (_WIDTH + _GAP)
                boxes[place] = _Box(explanation.node(place), label, detail, x, y, heights[place])
            else:
                lanes[place] = y + _LANE / 2
            y += heights.get(place, _LANE) + _SPACE
    return boxes, lanes


def _edges(explanation: Explanation, boxes: dict[str, _Box], lanes: dict[str, float]) -> Iterator[str]:
    arrivals: dict[str, list[str]] = {}
    for edge in explanation.edges:
        arrivals.setdefault(edge.target, []).append(edge.source)

    def height(source: str, target: str) -> float:
        passed = explanation.lanes.get((source, target), ())
        return lanes[passed[-1]] if passed else boxes[source].middle

    # Edges arrive in the order of the heights they come from, so that none cross at the end.
    for target, sources in arrivals.items():
        sources.sort(key=partial(height, target=target))
    for edge in explanation.edges:
        start, end = boxes[edge.source], boxes[edge.target]
        sources = arrivals[edge.target]
        share = (sources.index(edge.source) + 1) / (len(sources) + 1)
        x, y = start.x + _WIDTH, start.middle
        path = f"M{x:.1f},{y:.1f}"
        for lane in explanation.lanes.get((edge.source, edge.target), ()):
            path += _curve(x, y, x + _GAP, lanes[lane]) + f" H{x + _GAP + _WIDTH:.1f}"
            x, y = x + _GAP + _WIDTH, lanes[lane]
        last = end.y + end.height * share
        path += _curve(x, y, end.x, last)
        yield f'<path class="edge" d="{path}"/>'
        if edge.role in _TOLD_ROLES:
            yield f'<text class="role" x="{x + _GAP / 2:.1f}" y="{(y + last) / 2 - 3:.1f}">{escape(edge.role)}</text>'


def _curve(x1: float, y1: float, x2: float, y2: float) -> str:
    bend = (x2 - x1) / 2
    return f" C{x1 + bend:.1f},{y1:.1f} {x2 - bend:.1f},{y2:.1f} {x2:.1f},{y2:.1f}"


def _drawn(box: _Box) -> Iterator[str]:
    yield f'<g class="{box.node.type}"><title>{escape(box.node.detail or box.node.label)}</title>'
    yield f'<rect class="box" x="{box.x:.1f}" y="{box.y:.1f}" width="{_WIDTH}" height="{box.height:g}"/>'
    y = box.y + 13
    yield f'<text class="caption" x="{box.x + 8:.1f}" y="{y:.1f}">{_CAPTIONS[box.node.type].upper()}</text>'
    for line in box.label:
        y += _LINE
        yield f'<text x="{box.x + 8:.1f}" y="{y:.1f}">{escape(line)}</text>'
    for line in box.detail:
        y += _LINE - 1
        yield f'<text class="detail" x="{box.x + 8:.1f}" y="{y:.1f}">{escape(line)}</text>'
    yield "</g>"


def _description(explanation: Explanation) -> str:
    """What the picture shows, for a reader who hears it."""
    told = []
    for node in explanation.nodes:
        premises = [explanation.node(edge.source).label for edge in explanation.into(node.id)]
        rests = f" rests on: {'; '.join(premises)}" if premises else ""
        told.append(f"{_CAPTIONS[node.type]}: {node.label}{rests}.")
    return " ".join(told)
