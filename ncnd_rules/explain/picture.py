"""An explanation as one SVG picture: words on the left, the finding on the right.

The layout is worked out here, so that the picture needs no browser, prints, and is the same for the
same input.
"""

import textwrap
from collections.abc import Iterator
from html import escape
from typing import NamedTuple

from ncnd_rules.explain.explanation import Explanation, Node
from ncnd_rules.registers import without_sources

_WIDTH = 260  # of a box, in pixels
_GAP = 76  # between layers, wide enough for an edge's role
_SPACE = 14  # between boxes of a layer
_LINE = 15
_CHARACTERS = 41  # that fit a line of a box at 11 pixels
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
  rect.box { stroke: #767676; stroke-width: 1; rx: 5; }
  .words rect.box { fill: #fff8dc; } .fact rect.box { fill: #ffffff; }
  .register rect.box { fill: #e6f0fa; } .derived rect.box { fill: #eef6ee; }
  .absence rect.box { fill: #ffffff; stroke-dasharray: 5 4; stroke: #a04000; }
  .law rect.box { fill: #f0eaf8; } .rule rect.box { fill: #ececec; }
  .finding rect.box { fill: #fdecea; stroke: #b3261e; stroke-width: 2; }
  path.edge { fill: none; stroke: #8a8a8a; stroke-width: 1.2; }
  @media (prefers-color-scheme: dark) {
    svg { background: #1c1c1e; }
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
    boxes = _placed(explanation)
    width = 2 * _MARGIN + len(explanation.layers) * _WIDTH + (len(explanation.layers) - 1) * _GAP
    height = max(box.y + box.height for box in boxes.values()) + _MARGIN
    size = f'width="{width}" height="{height:g}" viewBox="0 0 {width} {height:g}"'
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-labelledby="title description">',
        f'<title id="title">{escape(explanation.title)}</title>',
        f'<desc id="description">{escape(_description(explanation))}</desc>',
        f"<style>{_STYLE}</style>",
        f'<text class="title" x="{_MARGIN}" y="{_MARGIN + 4}">{escape(explanation.title)}</text>',
        *_edges(explanation, boxes),
        *(line for box in boxes.values() for line in _drawn(box)),
        "</svg>",
    ]
    return "\n".join(lines)


def _placed(explanation: Explanation) -> dict[str, _Box]:
    texts = {
        node.id: (textwrap.wrap(node.label, _CHARACTERS), textwrap.wrap(without_sources(node.detail), _CHARACTERS + 3))
        for node in explanation.nodes
    }
    heights = {
        node_id: 26 + _LINE * len(label) + (_LINE - 1) * len(detail) for node_id, (label, detail) in texts.items()
    }
    columns = [sum(heights[node] + _SPACE for node in layer) - _SPACE for layer in explanation.layers]
    tallest = max(columns)
    boxes: dict[str, _Box] = {}
    for number, layer in enumerate(explanation.layers):
        y = _MARGIN + _HEADING + (tallest - columns[number]) / 2
        for node_id in layer:
            label, detail = texts[node_id]
            x = _MARGIN + number * (_WIDTH + _GAP)
            boxes[node_id] = _Box(explanation.node(node_id), label, detail, x, y, heights[node_id])
            y += heights[node_id] + _SPACE
    return boxes


def _edges(explanation: Explanation, boxes: dict[str, _Box]) -> Iterator[str]:
    arrivals: dict[str, list[str]] = {}
    for edge in explanation.edges:
        arrivals.setdefault(edge.target, []).append(edge.source)
    for sources in arrivals.values():
        sources.sort(key=lambda source: boxes[source].middle)
    for edge in explanation.edges:
        start, end = boxes[edge.source], boxes[edge.target]
        sources = arrivals[edge.target]
        share = (sources.index(edge.source) + 1) / (len(sources) + 1)
        x1, y1, x2, y2 = start.x + _WIDTH, start.middle, end.x, end.y + end.height * share
        bend = min(60.0, (x2 - x1) / 2)
        yield (
            f'<path class="edge" d="M{x1:.1f},{y1:.1f} C{x1 + bend:.1f},{y1:.1f} '
            f'{x2 - bend:.1f},{y2:.1f} {x2:.1f},{y2:.1f}"/>'
        )
        if edge.role in _TOLD_ROLES:
            x, y = x1 + _GAP / 2, y1 + (y2 - y1) * 0.12 - 3
            yield f'<text class="role" x="{x:.1f}" y="{y:.1f}">{escape(edge.role)}</text>'


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
