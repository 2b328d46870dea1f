"""The tags, words and comments of a web page, each with its place, in linear time whatever the page holds.

The parser of the standard library is not used: sixty kilobytes of `<a <a <a` keep it busy for half a
minute, `<![if x]>` makes it raise an AssertionError, and what it makes of comments and scripts
differs from one release of Python to the next.
"""

import re
from collections.abc import Iterator, Mapping
from html import unescape
from itertools import islice
from typing import Literal, NamedTuple

TokenKind = Literal["text", "open", "close", "left_out", "cut"]

_MARKUP = re.compile(
    r"<(?:(?P<comment>!--)|(?P<cdata>!\[CDATA\[)|(?P<doctype>(?i:!doctype))|(?P<other>[!?]|/(?![A-Za-z]))"
    r"|(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9:_-]*)(?<!:)(?=[\s/>]|$))"
)
# Possessive: a quotation mark that is never closed is looked for once.
_TAG_END = re.compile(r"""(?>[^"'>=]++|=\s*+(?>"[^"]*+"|'[^']*+')?|["'])*+>""")
_COMMENT_END = re.compile(r"--!?>")
_ATTRIBUTE = re.compile(r"""([^\s/>=][^\s/>=]*+)(?>\s*+=\s*+("[^"]*+"|'[^']*+'|[^\s>]*+))?""")
_MOST_ATTRIBUTES = 64  # of one tag that are looked at
_MOST_VALUE = 2_000  # characters of one attribute: a picture in a style has no words
_SUBSET = re.compile(r"[^<>\[]*\[[^<>]*<!")
_SUBSET_END = re.compile(r"\]\s*>")
# Between their tags stand no words of the page, or words without tags.
_RAW = {"script", "style", "title", "textarea", "xmp", "iframe"}
_CODE = {"script", "style"}
_RAW_END = {name: re.compile(rf"(?i)</{name}(?=[\s/>])") for name in _RAW}


class Token(NamedTuple):
    """A piece of a page's source.

    ``left_out`` is a comment or code; ``cut`` is what a page that ends too early leaves open.
    """

    kind: TokenKind
    start: int
    stop: int
    name: str = ""  # of the element, in lower case; what is left out: 'comment', 'script' and so on


def tokens(source: str, start: int = 0, *, xml: bool = False) -> Iterator[Token]:
    """The pieces of a page in order; together they are the whole of *source* from *start* on.

    Args:
        xml: whether `<script/>` is a whole element, as in XHTML.
    """
    absent: set[str] = set()  # what has been looked for in vain will not be found further on
    at = start
    while markup := _MARKUP.search(source, at):
        if markup.start() > at:
            yield Token("text", at, markup.start())
        at = markup.start()
        if name := (markup["name"] or "").lower():
            end = _TAG_END.match(source, markup.end())
            if end is None:
                yield Token("cut", at, len(source), "tag")
                return
            yield Token("close" if markup["close"] else "open", at, end.end(), name)
            at = end.end()
            empty = xml and source.endswith("/>", at - 2, at)
            if name in _RAW and not markup["close"] and not empty:
                for token in _raw(source, at, name, absent):
                    yield token
                    at = token.stop
            continue
        token = _declaration(source, markup, absent)
        yield token
        at = token.stop
    if at < len(source):
        yield Token("text", at, len(source))


def _raw(source: str, at: int, name: str, absent: set[str]) -> Iterator[Token]:
    """What stands up to the end tag of an element without tags of its own."""
    end = None if name in absent else _RAW_END[name].search(source, at)
    if end is not None:
        kind: TokenKind = "text" if name in ("title", "textarea", "xmp") else "left_out"
        yield Token(kind, at, end.start(), name)
    elif name in _CODE:
        yield Token("cut", at, len(source), name)
    else:
        absent.add(name)  # a title that is never closed must not swallow the page


def _declaration(source: str, markup: re.Match[str], absent: set[str]) -> Token:
    """A comment, a declaration, or an instruction to some program."""
    at = markup.start()
    if markup["comment"]:
        if source.startswith((">", "->"), markup.end()):
            return Token("left_out", at, source.index(">", markup.end()) + 1, "comment")
        if end := _COMMENT_END.search(source, markup.end()):
            return Token("left_out", at, end.end(), "comment")
        return Token("cut", at, len(source), "comment")
    if markup["cdata"] and "]]>" not in absent:
        stop = source.find("]]>", markup.end())
        if stop >= 0:
            return Token("text", at, stop + 3, "cdata")
        absent.add("]]>")
    if markup["doctype"] and "doctype" not in absent:
        absent.add("doctype")
        if (subset := _end_of_subset(source, markup.end())) is not None:
            return Token("left_out", at, subset, "doctype")
    stop = source.find(">", markup.end())
    if stop < 0:
        return Token("cut", at, len(source), "tag")
    return Token("left_out", at, stop + 1, "declaration")


def _end_of_subset(source: str, at: int) -> int | None:
    """Where a document type ends that declares entities of its own; they are never put in."""
    end = _SUBSET_END.search(source, at) if _SUBSET.match(source, at) else None
    return end.end() if end else None


def attributes(source: str, token: Token) -> Mapping[str, str]:
    """The attributes of a tag by their names in lower case; of two with one name, the first."""
    found: dict[str, str] = {}
    start = token.start + 1 + len(token.name)
    for match in islice(_ATTRIBUTE.finditer(source, start, token.stop - 1), _MOST_ATTRIBUTES):
        value = (match[2] or "")[: _MOST_VALUE + 2]
        found.setdefault(match[1].lower(), unescape(value.strip("\"'") if value[:1] in "\"'" else value))
    return found
