"""A printed page before anybody has read it: characters, pictures, filled boxes and rules, each with its place.

Places are points from the lower left corner of the page as it is held to read most of its words.
"""

from typing import NamedTuple


class Box(NamedTuple):
    """A rectangle along the edges of the page."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From bottom to top."""
        return self.top - self.bottom

    @property
    def area(self) -> float:
        """In square points."""
        return self.width * self.height

    @property
    def middle(self) -> tuple[float, float]:
        """The point in the middle."""
        return (self.left + self.right) / 2, (self.bottom + self.top) / 2

    def rounded(self) -> tuple[float, float, float, float]:
        """To a tenth of a point."""
        left, bottom, right, top = (round(side, 1) for side in self)
        return left, bottom, right, top

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies in it."""
        return self.left <= x <= self.right and self.bottom <= y <= self.top

    def around(self, other: "Box") -> "Box":
        """The smallest box that holds both."""
        return Box(
            min(self.left, other.left),
            min(self.bottom, other.bottom),
            max(self.right, other.right),
            max(self.top, other.top),
        )


Colour = tuple[float, float, float]  # red, green, blue, from 0 to 1
WHITE: Colour = (1.0, 1.0, 1.0)


class Ink(NamedTuple):
    """How a stretch of characters was painted."""

    number: int  # in the order of painting
    bold: bool = False
    invisible: bool = False  # neither filled nor stroked, or wholly transparent
    colour: Colour = (0.0, 0.0, 0.0)


class Glyph(NamedTuple):
    """A character as printed, or the words of a form field."""

    text: str  # empty where pdfium supposes a space that the file does not have
    box: Box
    base: float  # the height of the line on which it stands
    size: float  # of its type, in points
    turned: int  # degrees against the direction of reading, counter-clockwise
    ink: Ink


class Patch(NamedTuple):
    """A picture or a filled box, which may hide what was painted before it."""

    box: Box
    number: int  # in the order of painting
    picture: bool = False
    redaction: bool = False  # marked as a redaction that was never applied
    colour: Colour = WHITE


class Rule(NamedTuple):
    """A line drawn across the page."""

    height: float
    left: float
    right: float


class InkedPage(NamedTuple):
    """One page."""

    number: int  # from 1
    box: Box
    glyphs: tuple[Glyph, ...] = ()  # in the order of painting
    patches: tuple[Patch, ...] = ()
    rules: tuple[Rule, ...] = ()
    walls: tuple[Box, ...] = ()  # rules drawn from top to bottom
    dots: tuple[Box, ...] = ()  # small figures, such as bullets that were drawn
    drawings: int = 0  # lines and curves that are neither box nor rule
    unmapped: int = 0  # characters of which the file does not say what they are
    remarks: tuple[str, ...] = ()  # what was noticed about form fields, notes and comments
