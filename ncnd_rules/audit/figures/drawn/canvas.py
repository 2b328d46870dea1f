"""A sheet to draw on, measured in pixels from its top left corner: the only module that knows matplotlib.

Every tone is one of four, and hatching tells what tone does not, so that a grey print tells the same. Equal drawings
give equal bytes.
"""

import io
import warnings
from types import ModuleType
from typing import Literal

from ncnd_rules.audit.figures.drawn.inline import INK, LINE, PAPER, QUIET, inline
from ncnd_rules.errors import NcndError
from ncnd_rules.letter import visible

Side = Literal["left", "center", "right"]
Tone = Literal["ink", "quiet", "line", "paper"]

SIZE, SMALL = 12.5, 11.0  # of letters, in pixels
_TONES = {"ink": INK, "quiet": QUIET, "line": LINE, "paper": PAPER}
_SPOT = 2.0  # pixels; shapes that are nearer look like one
_POINTS = 0.75  # a pixel
_MIDDLE = 0.36  # of the size of letters, from their middle to their foot
# Letters stay letters: they are found, copied, read aloud, and take the face of the page.
_SETTINGS = {
    "svg.fonttype": "none",
    "svg.hashsalt": "ncnd_rules",
    "text.parse_math": False,
    "hatch.linewidth": 0.9,
    "path.simplify": False,
}


def check_drawn() -> None:
    """Refuse to begin where nothing can be drawn.

    Raises:
        NcndError: with what to install.
    """
    _matplotlib()


class Canvas:
    """An empty sheet.

    Args:
        name: of the picture within its page, such as 'rates'.
    """

    def __init__(self, name: str, width: float, height: float) -> None:
        self._name = name
        self._marked: set[tuple[int, int, str, str]] = set()
        matplotlib = _matplotlib()
        with matplotlib.rc_context(_SETTINGS):
            self._figure = matplotlib.figure.Figure(figsize=(width / 96, height / 96), dpi=96)
            self._axes = self._figure.add_axes((0, 0, 1, 1))
        self._axes.set(xlim=(0, width), ylim=(height, 0))
        self._axes.axis("off")
        self._figure.patch.set_visible(False)

    def text(
        self,
        at: tuple[float, float],
        words: str,
        side: Side = "left",
        *,
        tone: Tone = "ink",
        size: float = SIZE,
        bold: bool = False,
        turned: bool = False,
    ) -> None:
        """One line of words at the height of its middle; *turned* ones rise from the left to the right."""
        x, y = at
        self._axes.text(
            x,
            y if turned else y + size * _MIDDLE,
            visible(words),
            ha="left" if turned else side,
            va="bottom" if turned else "baseline",
            color=_TONES[tone],
            fontsize=size * _POINTS,
            fontweight="bold" if bold else "normal",
            rotation=45 if turned else 0,
            rotation_mode="anchor",
            parse_math=False,
        )

    def line(self, *points: tuple[float, float], tone: Tone = "ink", width: float = 1.2, dashed: bool = False) -> None:
        """A line from point to point."""
        dashes = {"dashes": (4, 3)} if dashed else {}
        self._axes.plot(
            [x for x, _ in points],
            [y for _, y in points],
            color=_TONES[tone],
            linewidth=width * _POINTS,
            solid_capstyle="butt",
            zorder=1,
            clip_on=False,
            **dashes,
        )

    def box(
        self,
        place: tuple[float, float],
        size: tuple[float, float],
        *,
        shade: float = 0.0,
        hatch: str = "",
        edge: Tone | None = "line",
        blank: bool = False,
    ) -> None:
        """A box, filled with ink as far as *shade* says (0: not at all, 1: wholly), hatched as matplotlib names it.

        Args:
            blank: whether it covers what was drawn before.
        """
        from matplotlib.patches import Rectangle

        if shade:
            self._axes.add_patch(Rectangle(place, *size, facecolor=INK, alpha=shade, linewidth=0, zorder=0))
        if hatch:
            # A hatch takes the colour of its edge, which has no width and so is not seen.
            own = Rectangle(place, *size, facecolor="none", edgecolor=QUIET, linewidth=0, hatch=hatch, zorder=0.5)
            self._axes.add_patch(own)
        if edge or blank:
            width = 0.75 if edge else 0
            fill = PAPER if blank else "none"
            outline = Rectangle(place, *size, facecolor=fill, edgecolor=_TONES[edge or "paper"], linewidth=width)
            outline.set_zorder(0.5)
            self._axes.add_patch(outline)

    def mark(self, x: float, y: float, shape: str, *, filled: Tone = "ink", size: float = 9.0) -> None:
        """A small shape around a point, as matplotlib names it, drawn in ink; its like on the same spot is it."""
        spot = (round(x / _SPOT), round(y), shape, filled)
        if spot in self._marked:
            return
        self._marked.add(spot)
        self._axes.plot(
            [x],
            [y],
            linestyle="none",
            marker=shape,
            markersize=size * _POINTS,
            markerfacecolor=_TONES[filled],
            markeredgecolor=INK,
            markeredgewidth=1.0,
            zorder=3,
            clip_on=False,
        )

    def markup(self, title: str, says: str) -> str:
        """The drawing as one element of a page, with its words for those who do not see it."""
        drawn = io.StringIO()
        with _matplotlib().rc_context(_SETTINGS), warnings.catch_warnings():
            # It measures with a face of its own, which lacks the signs of some languages; the page's face has them.
            warnings.filterwarnings("ignore", message="Glyph .* missing from font")
            self._figure.savefig(drawn, format="svg", metadata={"Date": None})
        return inline(drawn.getvalue(), self._name, title, says)


def _matplotlib() -> ModuleType:
    try:
        import matplotlib.figure
    except ImportError:
        raise NcndError("pictures need matplotlib; install it with: pip install 'ncnd_rules[corpus]'") from None
    return matplotlib
