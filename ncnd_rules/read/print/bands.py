"""Bands of a page: pieces that stand beside one another, and which of them are one line."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from ncnd_rules.read.print.pieces import APART, BACK, LABEL_APART, SAME_LINE, Piece, Walls, is_label, together

# In units of the size of the type:
_ASCENT, _DESCENT = 0.7, 0.2
_TOUCH = 0.1  # lines of tight type
_MOST_STRETCHED = 3.0  # gap in a line pulled apart

_STRETCHED = 2.2  # times the usual gap between the words of a justified line
_LEAST_STRETCHED = 3  # pieces
_ALIKE = 1.4  # times the smallest gap
_MOST_BESIDE = 3_000  # pieces: more are no letter, and joining them takes time


def bands_of(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """Pieces that stand beside one another, from the top of the page; the lines of columns may overlap in height."""
    band: list[Piece] = []
    low = 0.0
    for piece in sorted(pieces, key=lambda one: -(one.base + _ASCENT * one.size)):
        if band and piece.base + _ASCENT * piece.size <= low + _TOUCH * piece.size:
            yield band
            band = []
        floor = piece.base - _DESCENT * piece.size
        low = min(low, floor) if band else floor
        band.append(piece)
    if band:
        yield band


def lines_of(band: list[Piece], walls: Walls) -> list[Piece]:
    """The pieces of a band, those joined that have no more than a space or the indent of a label between them."""
    if len(band) > _MOST_BESIDE:
        return sorted(band, key=lambda line: (-line.base, line.box.left))
    lines: list[Piece] = []
    for piece in sorted(band, key=lambda one: one.box.left):
        before = max(
            (line for line in lines if abs(line.base - piece.base) <= SAME_LINE * max(line.size, piece.size)),
            key=lambda line: line.box.right,
            default=None,
        )
        walled = before is not None and walls.between(before.box.right, piece.box.left, piece.base)
        if before is not None and not walled and (joined := _joined(before, piece)):
            lines[lines.index(before)] = joined
        else:
            lines.append(piece)
    if _is_stretched(lines, walls):
        whole = lines[0]
        for line in lines[1:]:
            whole = together(whole, line)
        return [whole]
    return sorted(lines, key=lambda line: (-line.base, line.box.left))


def _is_stretched(lines: Sequence[Piece], walls: Walls) -> bool:
    """Whether pieces from left to right are the words of one line, pulled apart to fill it: all gaps are alike."""
    if len(lines) < _LEAST_STRETCHED or len({round(line.base) for line in lines}) > 1:
        return False
    if walls.between(lines[0].box.left, lines[-1].box.right, lines[0].base):
        return False
    gaps = [gap for line in lines for gap in line.gaps]
    gaps += [other.box.left - one.box.right for one, other in pairwise(lines)]
    return max(gaps) <= min(_ALIKE * min(gaps), _MOST_STRETCHED * lines[0].size)


def _joined(one: Piece, other: Piece) -> Piece | None:
    """Two pieces as one, where the gap between them is no wider than within a line."""
    gap = other.box.left - one.box.right
    size = max(one.size, other.size)
    gaps = (*one.gaps, *other.gaps)
    if is_label(one.text):
        apart = LABEL_APART * size
    else:
        apart = max(APART * size, _STRETCHED * median(gaps)) if gaps else APART * size
    return None if gap > apart or gap < -BACK * size else together(one, other)
