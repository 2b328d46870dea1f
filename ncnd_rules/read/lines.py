"""Lines as blocks: which of them belong together, and what each piece is.

In plain text a line is taken to be wrapped where the first word of the next would not have fitted
into it; a break at which it would have fitted was meant. Formats that know their paragraphs say so.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from ncnd_rules.read.marks import BULLET, HASHES, MAIL_HEADER, QUOTE, URL, begins_anew, label_at, label_of
from ncnd_rules.read.normal import passage
from ncnd_rules.read.rows import are_rows, is_row
from ncnd_rules.reading import Block, BlockKind, Passage

_LINE = re.compile(r"[^\r\n\f\v\x85\u2028\u2029]*")
_END = re.compile(r"\r\n|[\r\n\f\v\x85\u2028\u2029]")
_RULE = re.compile(r"[-–—_=*~#.\s]{3,}")  # drawn across the page
_PAGE_NUMBER = re.compile(r"(?i)(?:page\s+)?\d{1,3}(?:(?:\s+(?:of|/)\s+|/)\d{1,3})?")
_ANNOUNCES = re.compile(r"(?i)\b(?:below|as follows)[.:]$")  # 'The figure is held, as shown below.'
_BARE_NUMBER = re.compile(r"\d{1,3}")
_OF_A_PAGE = re.compile(
    r"(?i)www\.|https?:|@|\d{5}|\bpage\b|\bpolice\b|\bconstabulary\b|\bofficial\b|\bprotectively\b|\btel\b|\bfoi\b"
)
_SAYS_SOMETHING = re.compile(
    r"(?i)\b(?:hold|holds|held|use|used|confirm|factors?|section|question|response|request(?:ed)?)\b|[.:?]$"
)
_DIGITS = re.compile(r"\d+")
_ENDS = re.compile(r"""[.:;!?]["'”’)\]*_]*$""")
_LEADS_ON = re.compile(
    r"(?i)\b(?:of|the|and|or|to|an|in|for|with|by|on|at|from|that|which|whether|our|your|their|its)$"
)
# 'questions [1], [2] and', so that the number with which the next line begins is one of them and no label.
_ENTRY = re.compile(r"s(?:ec(?:tion)?)?\.?\s?\d{2}[A-Za-z]?(?:\s?\(\w{1,3}\))*(?:\s?[-–—:]\s|$|(?<=\))\s[A-Z])")
# 's30 is a class based exemption': so a sentence begins, in a paragraph of its own.
_SECTION = re.compile(r"ss?\.?\s?[2-4]\d[A-Za-z]?\b")
_COUNTS_ON = re.compile(r"(?i)(?<!\d)\d{1,2}[a-z]?[\])]?,? (?:and|or|to|&)$")
# 'excludes the duty (section', so that '26(1)(b)' on the next line is no label either.
_BEFORE_NUMBER = re.compile(r"(?i)\b(?:sections?|subsections?|articles?|regulations?)$")
# A sentence ends within the line, and another begins that does not end there.
_RUNS_ON = re.compile(r"[a-z)]{2}[.;?!] +[\w(\"'][^.;:?!]+$")
_SECTION_HEAD = re.compile(r"(?i)(?:section|s\.?) ?\d{2}(?:\(\d\))? ?[-–—:]")
_HEADS = re.compile(r"(?:sections?|Sections?|[Qq]uestions?|s\.?|S\.?|Q) ?\d")
_FIRST_WORD = re.compile(r"\S+")
# 'by virtue of section 1(1)', of which the next line may begin with '(a) of the Act'.
_OPEN_PROVISION = re.compile(
    r"(?i)\b(?:s|ss|sec|sections?)\.?\s?\d{1,3}[a-z]?(?:\(\w{1,4}\))+"
    r"(?:(?:,\s?|,?\s(?:and|or|to)\s|\s?&\s?)\d{1,3}[a-z]?(?:\(\w{1,4}\))+)*$"
)
_LIMB = re.compile(r"(?:\(\w{1,4}\))+(?=[\s.,;:)]|$)")

_SHORTEST_WRAP = 60  # lines of a letter that is wrapped narrower are lines of a list
_LONGEST_WRAP = 130  # a longer line was wrapped by no one
_LEAST_TORN = 40  # a shorter line that ends without a full stop is an entry of a list
_LEAST_TORN_LINES = 3
_TORN_SHARE = 0.15
_DOUBLED = 0.8  # of the lines
_NEXT_BUT_ONE = 2  # ends of lines between two lines with one blank line between them
_LONGEST_HEADING = 140
_LEAST_BROKEN = 40  # a shorter piece before a blank line is no sentence broken by a page
_LONGEST_FURNITURE = 100
_LEAST_REPEATED = 3
_LAST_FIRST_PAGE = 3  # the first number that is printed may be that of the third page


class Line(NamedTuple):
    """A line of a letter, and what its format tells about it."""

    start: int
    stop: int
    text: str  # without spaces at its ends
    blank_before: bool
    joined: bool | None = None  # whether it belongs to the line before; none where only its look can tell
    kind: BlockKind | None = None  # what it is; none where only its look can tell
    bold: bool = False


class _Piece(NamedTuple):
    """Lines that belong together."""

    kind: BlockKind
    lines: tuple[Line, ...]
    label: str = ""
    label_end: int = 0  # characters of the first line that are bullet, label or marks


def blocks_of(lines: Sequence[Line], text: str) -> tuple[Block, ...]:
    """The blocks of a letter, in order. Every word that is not furniture of Markdown stands in one of them."""
    lines = _closed_up(lines, text)
    furniture = _furniture(lines)
    pieces = _mended(list(_pieces(lines, furniture)))
    return tuple(block for piece in pieces if (block := _block(piece, text)).passage.words or block.label)


def lines_of(text: str) -> Iterator[Line]:
    """The lines of a plain text that are not blank."""
    at, blank = 0, True
    while at < len(text):
        stop = _LINE.match(text, at).end()  # type: ignore[union-attr]  # it matches nothing at least
        raw = text[at:stop].lstrip("\ufeff")
        start = stop - len(raw.lstrip(" \t\u00a0\ufeff"))
        words = raw.strip(" \t\u00a0\ufeff")
        if words:
            yield Line(start, start + len(words), words, blank)
            blank = False
        else:
            blank = True
        end = _END.match(text, stop)
        at = end.end() if end else stop + 1


def are_torn(pairs: Sequence[tuple[str, str]]) -> bool:
    """Whether what stands apart, one below the other, are lines of print: many end in the midst of a sentence."""
    broken = sum(
        len(above) >= _LEAST_TORN and not _ENDS.search(above) and below[:1].islower() for above, below in pairs
    )
    return broken >= max(_LEAST_TORN_LINES, _TORN_SHARE * len(pairs))


def _closed_up(lines: Sequence[Line], text: str) -> Sequence[Line]:
    """The lines of a letter; where it was copied with a blank line behind each of them, as if there were none."""
    apart = [n for n in range(1, len(lines)) if _stands_apart(lines[n - 1], lines[n])]
    if len(apart) < _DOUBLED * len(lines) or _wrap_width(lines) is None:
        return lines
    if not are_torn([(lines[n - 1].text, lines[n].text) for n in apart]):
        return lines
    found = list(lines)
    for n in apart:
        # Two blank lines end a paragraph in such a copy, too.
        if text.count("\n", lines[n - 1].stop, lines[n].start) <= _NEXT_BUT_ONE:
            found[n] = lines[n]._replace(blank_before=False)
    return found


def _stands_apart(line: Line, following: Line) -> bool:
    told = line.kind is not None or following.kind is not None or following.joined is not None
    return following.blank_before and not told


def _furniture(lines: Sequence[Line]) -> set[str]:
    """Lines that stand on every page: repeated but for their numbers, or only a page's number."""
    alike: dict[str, list[str]] = {}
    for line in lines:
        if line.kind is None:
            alike.setdefault(_masked(line.text), []).append(line.text)
    furniture: set[str] = set()
    for texts in alike.values():
        if len(texts) >= _LEAST_REPEATED and sum(map(_may_be_furniture, texts)) >= _LEAST_REPEATED:
            furniture.update(texts)
        else:
            furniture.update(text for text in texts if _PAGE_NUMBER.fullmatch(text) or _RULE.fullmatch(text))
    return furniture - _figures(lines)


def _repeated_heads(lines: Sequence[Line]) -> set[str]:
    """Lines that stand over several paragraphs but for the number of the section: heads, however full they are."""
    alike: dict[str, set[str]] = {}
    for line in lines:
        if _SECTION_HEAD.match(line.text) and not _ENDS.search(line.text):
            alike.setdefault(_masked(line.text), set()).add(line.text)
    return {text for texts in alike.values() if len(texts) > 1 for text in texts}


def _figures(lines: Sequence[Line]) -> set[str]:
    """Bare numbers that are figures: as they are announced, or in a letter whose bare numbers count no pages.

    Those answer the questions they stand under, or are too great for a page, as those of a table that lost its lines.
    """
    counts = [line.text for line in lines if _BARE_NUMBER.fullmatch(line.text)]
    pages = [int(text) for text in counts]
    announced = {below.text for above, below in pairwise(lines) if _ANNOUNCES.search(above.text)} & set(counts)
    if not pages or (pages[0] <= _LAST_FIRST_PAGE and pages == list(range(pages[0], pages[0] + len(pages)))):
        return announced
    under = {below.text for above, below in pairwise(lines) if above.text.endswith("?") or label_of(above.text)}
    great = {text for text in counts if int(text) > len(pages) + _LAST_FIRST_PAGE or not int(text)}
    return announced | {text for text in great if not {int(text) - 1, int(text) + 1} & set(pages)} | under & set(counts)


def _may_be_furniture(text: str) -> bool:
    """Whether a line could be a header or footer: answers and headings are repeated too, and mean it."""
    return (
        len(text) <= _LONGEST_FURNITURE
        and _OF_A_PAGE.search(text) is not None
        and not _SAYS_SOMETHING.search(text)
        and not begins_anew(text)
    )


def _masked(text: str) -> str:
    return _DIGITS.sub("0", text.lower())


def _wrap_width(lines: Sequence[Line]) -> int | None:
    """The width at which the lines were wrapped; none where they were not."""
    lengths = sorted(len(line.text) for line in lines)
    if not lengths:
        return None
    width = lengths[int(len(lengths) * 0.95)]
    return width if _SHORTEST_WRAP <= width <= _LONGEST_WRAP else None


def _pieces(lines: Sequence[Line], furniture: set[str]) -> Iterator[_Piece]:
    width = _wrap_width([line for line in lines if line.text not in furniture])
    heads = _repeated_heads(lines)
    current: list[Line] = []
    for number, line in enumerate(lines):
        # A number may stand alone on the last line of a paragraph.
        alone = line.kind == "furniture" or (line.text in furniture and not line.joined)
        headed = bool(current) and current[-1].text in heads and line.joined is None
        if current and (line.blank_before or alone or headed or not _continues(current[-1], line, width)):
            yield _piece(current, lines, number - len(current))
            current = []
        if alone:
            yield _Piece("furniture", (line,))
        else:
            current.append(line)
    if current:
        yield _piece(current, lines, len(lines) - len(current))


def _continues(line: Line, following: Line, width: int | None) -> bool:
    if following.joined is not None:
        return following.joined
    first = _FIRST_WORD.match(following.text)
    wrapped = width is not None and first is not None and len(line.text) + 1 + len(first[0]) > width * 0.92
    counts_on = _COUNTS_ON.search(line.text) is not None and label_of(following.text) is not None
    counts_on = counts_on or (_BEFORE_NUMBER.search(line.text) is not None and following.text[:1].isdigit())
    if counts_on or (wrapped and cuts_provision(line.text, following.text)):
        return True
    if (
        are_rows(line.text, following.text)
        or begins_anew(following.text)
        or URL.match(line.text)
        or MAIL_HEADER.match(line.text)
    ):
        return False
    if _enters(following.text) and not _leads_on(line):
        return False
    ended = _ENDS.search(line.text) is not None
    begins = following.text.lstrip("*_\"'“‘(")
    if begins[:1].islower() and not ended:
        return True
    if width is None:
        return False
    if wrapped and ended and len(following.text) < width * 0.75 and not _ENDS.search(following.text):
        return False  # the end of a paragraph that happens to be a full line, and a heading
    heads = line.text.isupper() and not following.text.isupper()
    return (wrapped and not heads) or _runs_on(line.text, following.text, width)


def _runs_on(line: str, following: str, width: int) -> bool:
    """Whether a line that was broken short is running text, in the midst of a sentence: 'to the Information'."""
    within = line[:1].islower() or _RUNS_ON.search(line) is not None
    long_enough = len(line) > width * 0.6 and (len(following) > width * 0.4 or _ENDS.search(following))
    heads = following.isupper() or _HEADS.match(following)
    return within and bool(long_enough) and not heads and not _ENDS.search(line) and not line.endswith(",")


def _enters(text: str) -> bool:
    """Whether a line that begins with a small letter is an entry in a list: 's24(2) National Security'."""
    return _ENTRY.match(text) is not None


def cuts_provision(line: str, following: str) -> bool:
    """Whether the brackets of a provision may be divided among two lines, so that the second begins as an item does."""
    return _LIMB.match(following) is not None and _OPEN_PROVISION.search(line) is not None


def _piece(lines: list[Line], all_lines: Sequence[Line], number: int) -> _Piece:
    first = lines[0].text
    at = 0
    told = lines[0].kind
    if told in ("row", "mail_header", "furniture"):
        return _Piece(told, tuple(lines))
    kind: BlockKind = told or "paragraph"
    if quote := QUOTE.match(first):
        at, kind = quote.end(), "quoted"
    if hashes := HASHES.match(first, at):
        return _Piece("heading", tuple(lines), "", hashes.end())
    beside = [one.text for one in (*all_lines[max(0, number - 1) : number], *all_lines[number + 1 : number + 2])]
    if told is None and is_row(first, beside):
        return _Piece("row", tuple(lines))
    if told is None and MAIL_HEADER.match(first) and _among_headers(all_lines, number):
        return _Piece("mail_header", tuple(lines))
    if bullet := BULLET.match(first, at):
        at = bullet.end()
        kind = "item" if kind == "paragraph" else kind
    if label := label_at(first, at):
        # What stands under a label is an item first of all, in the style of a heading too.
        kind = "quoted" if kind == "quoted" else "item"
        return _Piece(kind, tuple(lines), *label)
    return _Piece(kind, tuple(lines), "", at)


def _among_headers(lines: Sequence[Line], number: int) -> bool:
    """Whether a line that looks like the header of an e-mail stands among others."""
    near = [*lines[max(0, number - 2) : number], *lines[number + 1 : number + 3]]
    return any(MAIL_HEADER.match(line.text) for line in near)


def _mended(pieces: list[_Piece]) -> list[_Piece]:
    """Sentences that a page break has cut are joined again, across the furniture of the page."""
    mended: list[_Piece] = []
    open_at: int | None = None  # the piece that may go on
    for piece in pieces:
        if piece.kind == "furniture":
            mended.append(piece)
            continue
        unmarked = piece.kind == "paragraph" and piece.label_end == 0
        begins = piece.lines[0].text.lstrip("*_")
        begins_inside = begins[:1].islower() and not _enters(begins) and not _SECTION.match(begins)
        if unmarked and open_at is not None and (begins_inside or _leads_on(mended[open_at].lines[-1])):
            mended[open_at] = mended[open_at]._replace(lines=(*mended[open_at].lines, *piece.lines))
            if _ENDS.search(piece.lines[-1].text):
                open_at = None
            continue
        mended.append(piece)
        last = piece.lines[-1].text
        long_enough = sum(len(line.text) for line in piece.lines) >= _LEAST_BROKEN
        may_go_on = piece.kind in ("paragraph", "item", "quoted") and long_enough and not _ENDS.search(last)
        open_at = len(mended) - 1 if may_go_on and not URL.match(last) else None
    return mended


def _leads_on(line: Line) -> bool:
    """Whether a line ends in a word that no sentence ends in."""
    return _LEADS_ON.search(line.text) is not None


def _block(piece: _Piece, text: str) -> Block:
    first = piece.lines[0]
    ranges = [(first.start + piece.label_end, first.stop), *((line.start, line.stop) for line in piece.lines[1:])]
    if piece.kind == "quoted":
        # The mark of a quotation stands on every line of it.
        ranges[1:] = [
            (start + len(_marks(line.text)), stop)
            for line, (start, stop) in zip(piece.lines[1:], ranges[1:], strict=True)
        ]
    found = passage(text, ranges)
    raw = first.text[piece.label_end :]
    bold = "heading" in (piece.kind, first.kind) or all(line.bold for line in piece.lines)
    bold = bold or (raw.startswith(("**", "__")) and piece.lines[-1].text.endswith(("**", "__")))
    capitals = found.words.isupper() and sum(character.isalpha() for character in found.words) > 3
    kind: BlockKind = piece.kind
    if kind == "paragraph" and _is_line(found, bold=bold or capitals):
        kind = "heading" if bold or capitals else "line"
    return Block(kind, found, piece.label.lower(), bold or capitals)


def _marks(text: str) -> str:
    found = QUOTE.match(text)
    return found[0] if found else ""


def _is_line(found: Passage, *, bold: bool) -> bool:
    """Whether a paragraph has the shape of a heading, or of a line of an address: short, and no sentence."""
    words = found.words.rstrip("*_ ")
    if not words or len(words) > _LONGEST_HEADING or not words[0].isalnum():
        return False
    if words.endswith((".", "?", "!", ",", ";")) and not bold:
        return False
    return bold or len(words.split()) <= 14
