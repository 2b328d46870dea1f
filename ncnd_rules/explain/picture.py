"""An explanation as a picture: words on the left, the finding on the right, one finding below the other.

The layout is worked out here, so that the picture needs no browser, prints, and is the same for the
same input. Every colour stands twice: as an attribute, which any viewer of SVG knows, and in the
style sheet, which a page shares and which follows the reader's choice of light or dark.
"""

from collections.abc import Iterator
from functools import partial
from html import escape
from typing import NamedTuple

from ncnd_rules.explain.explanation import Explanation, Node
from ncnd_rules.explain.lettering import wrapped
from ncnd_rules.explain.panels import panels
from ncnd_rules.registers import without_sources

_WIDTH = 224  # of a box, in pixels
_GAP = 60  # between layers, wide enough for an edge's role
_SPACE = 14  # between boxes of a layer
_INSET = 11  # of the text in a box
_ROOM = _WIDTH - 2 * _INSET
_SIZE, _SMALL = 11.5, 10.5  # of the text
_LINE = 15.5
_LANE = 10  # the height kept free for an edge that passes a column by
_MARGIN = 20
_HEADING = 38  # of the picture
_APART = 30  # between one finding and the next
_MOST_LINES = (7, 14)  # of a box, and of a finding; what is longer is told whole when a reader points at it
_FONTS = "system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, 'DejaVu Sans', sans-serif"

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


class _Colours(NamedTuple):
    """What a kind of box is filled and framed with."""

    fill: str
    frame: str


_LIGHT = {
    "words": _Colours("#fdf6dd", "#c9b76a"),
    "fact": _Colours("#ffffff", "#b9b6ae"),
    "register": _Colours("#e9f1f9", "#8fb0cf"),
    "derived": _Colours("#eef5ec", "#9bb893"),
    "absence": _Colours("#ffffff", "#b0652b"),
    "law": _Colours("#f2edf8", "#b3a1cd"),
    "rule": _Colours("#f0efec", "#a19e96"),
    "finding": _Colours("#f3f2ee", "#1d1d1b"),
}
_DARK = {
    "words": _Colours("#38331f", "#8c7d42"),
    "fact": _Colours("#26262a", "#66666d"),
    "register": _Colours("#1d2e40", "#55789b"),
    "derived": _Colours("#22332a", "#5d8268"),
    "absence": _Colours("#1e1e21", "#e0995c"),
    "law": _Colours("#2f2740", "#8670aa"),
    "rule": _Colours("#323236", "#7d7d85"),
    "finding": _Colours("#2f2f34", "#ecebe7"),
}
_INK, _QUIET, _PAPER, _EDGE = "#1d1d1b", "#5c5c58", "#ffffff", "#93918a"


def _variables(colours: dict[str, _Colours], **more: str) -> str:
    told = {f"{kind}-fill": own.fill for kind, own in colours.items()}
    told |= {f"{kind}-frame": own.frame for kind, own in colours.items()} | more
    return " ".join(f"--{name}: {value};" for name, value in told.items())


def _style() -> str:
    boxes = "\n".join(
        f"svg.why .is-{kind} rect {{ fill: var(--{kind}-fill, {own.fill}); stroke: var(--{kind}-frame, {own.frame}); }}"
        for kind, own in _LIGHT.items()
    )
    dark = _variables(_DARK, ink="#ecebe7", quiet="#b3b1aa", paper="#1e1e21", edge="#7e7d78")
    return f"""svg.why text {{ fill: var(--ink, {_INK}); }}
svg.why .caption, svg.why .detail, svg.why .role {{ fill: var(--quiet, {_QUIET}); }}
svg.why .role {{ paint-order: stroke; stroke: var(--paper, {_PAPER}); stroke-width: 4px; }}
svg.why rect.paper {{ fill: var(--paper, {_PAPER}); }}
svg.why path.edge {{ stroke: var(--edge, {_EDGE}); }}
{boxes}
@media screen and (prefers-color-scheme: dark) {{
svg.why {{ {dark} }}
}}
"""


STYLE = _style()  # of every picture; a page with several has it once


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


class _Drawing(NamedTuple):
    """One finding, drawn."""

    width: float
    bottom: float
    lines: tuple[str, ...]


def as_svg(explanation: Explanation) -> str:
    """All findings as one self-contained SVG document, light or dark as the reader's system is."""
    drawings: list[_Drawing] = []
    top = float(_MARGIN + _HEADING)
    for panel in panels(explanation):
        drawings.append(_drawing(panel, top))
        top = drawings[-1].bottom + _APART
    heading = (
        f'<text x="{_MARGIN}" y="{_MARGIN + 6}" font-size="15" font-weight="600">{escape(explanation.title)}</text>'
    )
    return _document(
        explanation,
        drawings,
        "why",
        (f"<style>{STYLE}</style>", f'<rect class="paper" fill="{_PAPER}" width="100%" height="100%"/>', heading),
    )


def panel_svg(panel: Explanation, name: str) -> str:
    """One finding as an element for a page that has `STYLE`.

    Args:
        name: what its ids begin with, unique in the page.
    """
    return _document(panel, [_drawing(panel, float(_MARGIN))], name)


def _document(explanation: Explanation, drawings: list[_Drawing], name: str, first: tuple[str, ...] = ()) -> str:
    width = max(drawing.width for drawing in drawings)
    height = drawings[-1].bottom + _MARGIN
    size = f'width="{width:g}" height="{height:g}" viewBox="0 0 {width:g} {height:g}"'
    text = f'font-family="{_FONTS}" font-size="{_SIZE}" fill="{_INK}"'
    names = f'role="img" aria-labelledby="{name}-title {name}-description"'
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" class="why" {size} {text} {names}>',
        f'<title id="{name}-title">{escape(explanation.title)}</title>',
        f'<desc id="{name}-description">{escape(_description(explanation))}</desc>',
        *first,
        *(line for drawing in drawings for line in drawing.lines),
        "</svg>",
    ]
    return "\n".join(lines)


def _drawing(panel: Explanation, top: float) -> _Drawing:
    boxes, lanes = _placed(panel, top)
    bottom = max(*(box.y + box.height for box in boxes.values()), *lanes.values(), top)
    width = 2 * _MARGIN + len(panel.columns) * _WIDTH + (len(panel.columns) - 1) * _GAP
    drawn = (*_edges(panel, boxes, lanes), *(line for box in boxes.values() for line in _drawn(box)))
    return _Drawing(width, bottom, drawn)


def _placed(explanation: Explanation, top: float) -> tuple[dict[str, _Box], dict[str, float]]:
    """Where each box stands, and how high each lane runs."""
    texts = {
        node.id: (
            wrapped(node.label, _ROOM / _SIZE, _MOST_LINES[node.type == "finding"]),
            wrapped(without_sources(node.detail), _ROOM / _SMALL, _MOST_LINES[False]),
        )
        for node in explanation.nodes
    }
    heights = {
        node_id: 31 + _LINE * len(label) + (_LINE - 1) * len(detail) for node_id, (label, detail) in texts.items()
    }
    columns = [sum(heights.get(place, _LANE) + _SPACE for place in column) - _SPACE for column in explanation.columns]
    tallest = max(columns)
    boxes: dict[str, _Box] = {}
    lanes: dict[str, float] = {}
    for number, column in enumerate(explanation.columns):
        y = top + (tallest - columns[number]) / 2
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
        path += f" M{end.x - 6:.1f},{last - 3:.1f} L{end.x:.1f},{last:.1f} L{end.x - 6:.1f},{last + 3:.1f}"
        yield f'<path class="edge" fill="none" stroke="{_EDGE}" stroke-width="1.2" d="{path}"/>'
        if edge.role in _TOLD_ROLES:
            where = f'x="{x + _GAP / 2:.1f}" y="{(y + last) / 2 + 3:.1f}"'
            yield f'<text class="role" text-anchor="middle" font-size="10" {where}>{escape(edge.role)}</text>'


def _curve(x1: float, y1: float, x2: float, y2: float) -> str:
    bend = (x2 - x1) / 2
    return f" C{x1 + bend:.1f},{y1:.1f} {x2 - bend:.1f},{y2:.1f} {x2:.1f},{y2:.1f}"


def _drawn(box: _Box) -> Iterator[str]:
    kind = box.node.type
    colours = _LIGHT[kind]
    told = "\n".join(filter(None, (box.node.label, box.node.detail)))
    cut = told.split() != [word for line in (*box.label, *box.detail) for word in line.split()]
    frame = f'fill="{colours.fill}" stroke="{colours.frame}" stroke-width="{2 if kind == "finding" else 1}"'
    dashes = ' stroke-dasharray="5 4"' if kind == "absence" else ""
    size = f'width="{_WIDTH}" height="{box.height:g}" rx="6"'
    x = f'x="{box.x + _INSET:g}"'
    yield f'<g class="is-{kind}">' + (f"<title>{escape(told)}</title>" if cut else "")
    yield f'<rect x="{box.x:g}" y="{box.y:.1f}" {size} {frame}{dashes}/>'
    y = box.y + 17
    yield f'<text class="caption" font-size="9.5" fill="{_QUIET}" {x} y="{y:.1f}">{_CAPTIONS[kind]}</text>'
    y += 1.5
    for line in box.label:
        y += _LINE
        yield f'<text {x} y="{y:.1f}">{escape(line)}</text>'
    for line in box.detail:
        y += _LINE - 1
        yield f'<text class="detail" font-size="{_SMALL}" fill="{_QUIET}" {x} y="{y:.1f}">{escape(line)}</text>'
    yield "</g>"


def _description(explanation: Explanation) -> str:
    """What the picture shows, for a reader who hears it."""
    told = []
    for node in explanation.nodes:
        premises = [explanation.node(edge.source).label for edge in explanation.into(node.id)]
        rests = f" rests on: {'; '.join(premises)}" if premises else ""
        told.append(f"{_CAPTIONS[node.type]}: {node.label}{rests}.")
    return " ".join(told)
