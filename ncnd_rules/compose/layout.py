"""How a letter looks on the page: headings, lists, wrapped lines, and the feet of pages."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from ncnd_rules.compose.passage import Passage, joined
from ncnd_rules.compose.plan import Style

_LINES_A_PAGE = 44


class Block(NamedTuple):
    """A piece of a letter that is set as one."""

    kind: Literal["heading", "paragraph", "item", "line", "row"]
    words: Passage
    lead: str = ""  # the label or bullet of an item
    close: bool = False  # no empty line before it


def set_out(blocks: Iterable[Block], style: Style, foot: str = "") -> Passage:
    """The text of a letter.

    Args:
        foot: what stands at the foot of each page, with ``{page}``; used where the style has pages.
    """
    pieces: list[Passage] = []
    lines, page = 0, 1
    before = None
    for block in _run_in(blocks) if style.headings == "run_in" else blocks:
        piece = _set(block, style)
        gap = _gap(before, block, style)
        if style.paged and foot and lines > _LINES_A_PAGE and block.kind == "paragraph":
            pieces.append(Passage(f"\n\n{foot.replace('{page}', str(page))}\n"))
            lines, page = 0, page + 1
        pieces += [Passage(gap if pieces else ""), piece]
        lines += piece.text.count("\n") + gap.count("\n")
        before = block
    return joined([*pieces, Passage("\n")])


def _gap(before: Block | None, block: Block, style: Style) -> str:
    if before is None:
        return ""
    if block.close or (style.sent_as == "page" and not style.width):
        return "\n"
    return "\n" if block.kind == before.kind == "row" else "\n\n"


def _set(block: Block, style: Style) -> Passage:
    if block.kind == "heading":
        return _heading(block.words, style)
    if block.kind == "item":
        lead = f"{block.lead} "
        return wrapped(block.words, style.width, lead, " " * len(lead) if style.width else "")
    if block.kind in ("line", "row"):
        return block.words
    return wrapped(block.words, style.width)


def _heading(words: Passage, style: Style) -> Passage:
    if style.headings == "capitals":
        return words.upper()
    if style.headings == "bold":
        return joined([Passage("**"), words, Passage("**")])
    return words


def _run_in(blocks: Iterable[Block]) -> Iterator[Block]:
    """Each heading at the beginning of the paragraph below it, where there is one."""
    waiting: Block | None = None
    for block in blocks:
        if waiting is not None and block.kind == "paragraph":
            colon = Passage(" " if waiting.words.text.endswith((":", ".", "?")) else ": ")
            yield Block("paragraph", joined([waiting.words, colon, block.words]))
            waiting = None
            continue
        if waiting is not None:
            yield waiting
            waiting = None
        if block.kind == "heading":
            waiting = block
        else:
            yield block
    if waiting is not None:
        yield waiting


def wrapped(words: Passage, width: int, first: str = "", rest: str = "") -> Passage:
    """Words broken into lines, every mark on the words that it was on.

    Args:
        width: characters in a line at most, a longer word apart; 0 leaves the lines as they are.
        first: what stands before the first line.
        rest: what stands before every other.
    """
    text, origin = first, [-1] * len(first)
    column, end = len(first), 0
    for word in re.finditer(r"\S+", words.text):
        between = words.text[end : word.start()]
        if end and "\n" not in between and width and column + len(between) + len(word[0]) > width:
            text += "\n" + rest
            origin += [end] + [-1] * len(rest)
            column = len(rest)
        else:
            text += between
            origin += range(end, word.start())
            column = len(between) if "\n" in between else column + len(between)
        text += word[0]
        origin += range(word.start(), word.end())
        column += len(word[0])
        end = word.end()
    return words.remade(text, origin)


def table(rows: Sequence[Sequence[Passage]]) -> list[Passage]:
    """Rows of cells, with bars between them."""
    return [joined([Passage("| "), joined(cells, " | "), Passage(" |")]) for cells in rows]
