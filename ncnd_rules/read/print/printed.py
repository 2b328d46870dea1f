"""The characters of a page as printed lines in reading order; those set at an angle come last."""

from collections.abc import Iterator, Sequence

from ncnd_rules.read.print.bands import bands_of, lines_of
from ncnd_rules.read.print.columns import in_reading_order
from ncnd_rules.read.print.ink import Glyph, InkedPage
from ncnd_rules.read.print.page import Page, Printed
from ncnd_rules.read.print.pieces import Walls, pieces_of, with_bullet, without_doubles

_ANGLE = 2  # degrees: paper that was laid askew


def printed(inked: InkedPage) -> Page:
    """The lines of a page in reading order; those set at an angle come last."""
    walls = Walls(inked.walls)
    level = [glyph for glyph in inked.glyphs if _is_level(glyph)]
    pieces = [with_bullet(piece, inked.dots) for piece in without_doubles(pieces_of(level, walls))]
    bands = [lines_of(band, walls) for band in bands_of(pieces)]
    lines = [*in_reading_order(bands, inked, walls), *_aside(inked)]
    return Page(inked.number, inked.box, tuple(lines))


def _is_level(glyph: Glyph) -> bool:
    return min(glyph.turned, 360 - glyph.turned) <= _ANGLE


def _aside(inked: InkedPage) -> Iterator[Printed]:
    """Words at an angle, one line for each stretch that was painted on its own."""
    words: list[Glyph] = []
    spaced = False
    for glyph in (*inked.glyphs, None):
        if glyph is not None and not glyph.text.strip():
            spaced = True
            continue
        goes_on = glyph is not None and words and not _is_level(glyph) and glyph.turned == words[-1].turned
        if words and not goes_on:
            yield _slanted(words, inked)
            words = []
        if glyph is not None and not _is_level(glyph):
            if words and spaced:
                words.append(glyph._replace(text=" "))
            words.append(glyph)
        spaced = False


def _slanted(words: Sequence[Glyph], inked: InkedPage) -> Printed:
    box = words[0].box
    for glyph in words:
        box = box.around(glyph.box)
    text = "".join(glyph.text for glyph in words)
    return Printed(
        inked.number,
        text,
        box,
        box.bottom,
        words[0].size,
        bold=False,
        words_at=box.left,
        first_word=box.width,
        aside=True,
    )
