"""Changes to a letter that change nothing of what it says, and some that change one thing."""

import re
from collections.abc import Callable
from functools import cache
from html import escape
from itertools import groupby, pairwise
from pathlib import Path
from random import Random
from textwrap import wrap

from same_letter import printed_blocks
from word_file import block_by_block

from ncnd_rules.compose import Composed
from ncnd_rules.encode import encode
from ncnd_rules.encoding import Encoding
from ncnd_rules.facts import Factor
from ncnd_rules.read import read_bytes
from ncnd_rules.registers import load_registers

_GAP = re.compile(r"\n[ \t]*\n\s*")
_LONG = 60  # characters; a shorter line that is not the last of its paragraph was broken on purpose
_LISTED = re.compile(r"\s*(?:[•*|–-]|\(?\w{1,2}[.)]|Q\d)\s")

# Said by authorities of every kind, and about nothing that rules look at.
UNRELATED = (
    "Please accept my apologies for the plain look of this letter: the printer of this office is being replaced.",
    "This office is closed on the last Friday of each month for the training of staff.",
    "Large print, Braille and other languages are available: please tell the team which you would prefer.",
)


def said_by(data: bytes, name: str = "letter.txt") -> Encoding:
    """What a complete letter says."""
    return encode(read_bytes(data, Path(name)), "complete")


def paragraphs(text: str) -> list[str]:
    """What empty lines stand between."""
    return [one for one in _GAP.split(text.strip("\n")) if one.strip()]


def together(pieces: list[str]) -> str:
    return "\n\n".join(pieces) + "\n"


def reflowed(text: str, width: int) -> str:
    """Each paragraph of prose broken into lines of another width."""
    return together([_wrapped(one, width) for one in paragraphs(text)])


def _wrapped(paragraph: str, width: int) -> str:
    lines = paragraph.splitlines()
    prose = all(len(line) > _LONG for line in lines[:-1]) and not any(map(_LISTED.match, lines))
    if not prose or len(paragraph) < _LONG:
        return paragraph
    words = " ".join(line.strip() for line in lines)
    return "\n".join(wrap(words, width, break_long_words=False, break_on_hyphens=False))


def with_other_quotes(text: str) -> str:
    """Straight quote marks curled, and curled ones straight; apostrophes too."""
    if re.search("[‘’“”]", text):
        return text.translate(str.maketrans("‘’“”", "''\"\""))
    curled = re.sub(r'(?<![^\s(\[])"', "“", text).replace('"', "”")
    return re.sub(r"(?<![^\s(\[“])'", "‘", curled).replace("'", "’")


def with_other_dashes(text: str) -> str:
    """Dashes between words as hyphens, and hyphens between words as dashes; not those that begin a line."""
    if re.search(r"(?<=\w) [–—] (?=\w)", text):
        return re.sub(r"(?<=\w) [–—] (?=\w)", " - ", text)
    return re.sub(r"(?<=\w) - (?=\w)", " – ", text)


def with_a_paragraph(letter: Composed, words: str) -> str:
    """A paragraph more, behind the last one that says anything: between a question and its answer it would be one."""
    last = max(span.stop or 0 for fact in letter.facts for span in fact.evidence)
    pieces = _pieces(letter.text)
    stop = next((stop for start, stop in pieces if start <= last <= stop), len(letter.text.rstrip()))
    return f"{letter.text[:stop]}\n\n{words}{letter.text[stop:]}"


@cache
def authorities(act: str) -> tuple[str, ...]:
    """The names of authorities that answer under an Act."""
    return tuple(name for row in load_registers().bodies.authorities if row.act == act for name in row.names)


def renamed(text: str, old: str, new: str) -> str:
    """Another authority, everywhere, in the case in which it stood."""

    def instead(found: re.Match[str]) -> str:
        return new.upper() if found[0].isupper() else new

    words = r"\s+".join(map(re.escape, old.split()))
    return re.sub(rf"\b{words}\b", instead, text, flags=re.IGNORECASE)


def with_factors_in_other_order(letter: Composed, chance: Random) -> str:
    """The paragraphs or bullets of each list of factors in another order; those that say anything else stay."""
    text = letter.text
    places = _pieces(text)
    listed = [(number, what) for number, place in enumerate(places) if (what := _factor_in(letter, place))]
    order = list(range(len(places)))
    for _, run in groupby(enumerate(listed), key=lambda item: (item[1][1], item[1][0] - item[0])):
        numbers = [number for _, (number, _) in run]
        for number, other in zip(numbers, chance.sample(numbers, len(numbers)), strict=True):
            order[number] = other
    gaps = [text[stop:start] for (_, stop), (start, _) in pairwise([*places, (len(text), len(text))])]
    return "".join(text[slice(*places[number])] + gap for number, gap in zip(order, gaps, strict=True))


def _pieces(text: str) -> list[tuple[int, int]]:
    """The places of paragraphs, and of bullets."""
    gaps = list(re.finditer(r"\n\s*\n\s*|\n(?=[•*o–-] )", text))
    return list(zip([0, *(gap.end() for gap in gaps)], [*(gap.start() for gap in gaps), len(text)], strict=True))


def _factor_in(letter: Composed, place: tuple[int, int]) -> tuple[object, ...]:
    """Of which list a piece says one factor; nothing where it says more, or another thing."""
    inside = [fact for fact in letter.facts if any(place[0] <= (span.start or 0) < place[1] for span in fact.evidence)]
    fact = inside[0] if len(inside) == 1 else None
    return (fact.part, fact.section, fact.side) if isinstance(fact, Factor) else ()


def as_page(text: str) -> bytes:
    """The letter as a web page: a paragraph each, in bold where it is."""
    body = "".join(
        f"<p>{'<b>' * block.bold}{escape(told)}{'</b>' * block.bold}" for block, told in printed_blocks(text)
    )
    return f"<html><body>{body}</body></html>".encode()


FORMATS: dict[str, tuple[Callable[[str], bytes], str]] = {
    "docx": (block_by_block, "letter.docx"),
    "html": (as_page, "letter.html"),
}
