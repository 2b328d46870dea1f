"""Web pages: every word that is shown, in order, with lists numbered and tables in rows as they are shown.

What stands around a letter, such as menus and banners, is kept and labelled; what the page does
not show is left out and counted. The extractors of main content drop list items, which is where
letters in disclosure logs name their exemptions.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from html import unescape
from itertools import chain, islice
from typing import NamedTuple

from ncnd_rules.errors import Unreadable
from ncnd_rules.letter import visible
from ncnd_rules.read.charset import decoded
from ncnd_rules.read.extract import Extract, Notice, Paragraph
from ncnd_rules.read.post.flowed import FORWARDED
from ncnd_rules.read.web.chrome import Region, is_chrome, is_main, opens_a_panel, region_of
from ncnd_rules.read.web.elements import LISTS, Element, OpenElements
from ncnd_rules.read.web.flow import Draft, Flow
from ncnd_rules.read.web.lists import ItemLabels
from ncnd_rules.read.web.look import HEADINGS, Look, is_block, look_of, speaks, style_of
from ncnd_rules.read.web.pictures import Picture, is_small, may_hold_words, picture_at
from ncnd_rules.read.web.styles import StyleSheets
from ncnd_rules.read.web.tables import MOST_OF_A_TERM, MOST_WORDS, Table
from ncnd_rules.read.web.tags import Token, attributes, tokens

_MOST_BYTES = 32 * 2**20  # a page with its pictures in it
_HEAD = 4096  # bytes in which a page declares its encoding
_CHARSET = re.compile(rb"""(?i)(?:<meta[^>]*?\bcharset|^\s*<\?xml[^>]*?\bencoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]+)""")
_XML = re.compile(r"(?i)\s*(?:<\?xml|<!doctype[^>]*xhtml)")
_OPENED = re.compile(
    r"""(?i)\b(?:aria-controls\s*=\s*["']?|(?:data-(?:bs-)?target|href)\s*=\s*["']?#)([^"'\s>#]{1,100})"""
)
_MOST_OPENED = 10_000  # parts of the page that something on it opens
_BLOCKS = {
    "address", "article", "aside", "blockquote", "button", "caption", "center", "dd", "details", "dialog", "div",
    "dl", "dir", "dt", "fieldset", "figcaption", "figure", "footer", "form", "frameset", "h1", "h2", "h3", "h4",
    "h5", "h6", "header", "hgroup", "hr", "legend", "li", "main", "menu", "nav", "ol", "optgroup", "option", "p",
    "pre", "search", "section", "select", "summary", "table", "tbody", "td", "textarea", "tfoot", "th", "thead",
    "title", "tr", "ul", "xmp",
}  # fmt: skip
_EMPTY = {
    "area", "base", "br", "col", "embed", "frame", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
}  # fmt: skip
_NO_ELEMENTS = {"html", "head", "body"}
_FAR = 1_000_000  # characters of a page in which the items of lists that run backwards are counted
_MOST_ALT = 100  # characters of what a picture is said to show
_FEW = 60  # words: with no more than these, a picture on the page may be the letter
_MOST_NAMED = 5  # frames, or pictures, that are named one by one
_TO_A_PICTURE = re.compile(r"(?i)\.(?:png|jpe?g|gif|bmp|tiff?|webp)\b")
_DOCUMENT = re.compile(r"(?i)\.(?:pdf|docx?|odt|rtf)\b|viewer|preview|docs\.google|application/pdf|^blob:")
_MOST_QUOTED = 0.6  # of a page's words: a quotation that holds more is the letter itself
_LEAST_LETTER = 20  # words: where less is left beside what looks like the site's, the letter looks like it too
_MOST_UNSEEN = 20_000  # characters of what is not shown that are looked at


def extract(data: bytes) -> Extract:
    """The words of a web page.

    Raises:
        Unreadable: for more than 32 MB, or a page that shows no words.
    """
    if len(data) > _MOST_BYTES:
        raise Unreadable(f"is a web page of more than {_MOST_BYTES // 2**20} MB, expected a letter")
    charset = _CHARSET.search(data[:_HEAD])
    source, told = decoded(data, charset[1].decode("ascii") if charset else "")
    extracted = extract_source(source)
    if told:
        extracted = extracted._replace(notices=(Notice(f"the page {told}", 0), *extracted.notices))
    return extracted


def extract_source(source: str, *, is_mail: bool = False) -> Extract:
    """The words of a page whose source is text already.

    Args:
        is_mail: whether it is the body of a mail: what that quotes are words of others, however many.

    Raises:
        Unreadable: for a page that shows no words.
    """
    page = _Page(source, is_mail=is_mail)
    page.read()
    if not page.flow.drafts:
        what = page.why_it_shows_none()
        raise Unreadable(f"is a web page that shows no words{what}; expected a letter")
    return Extract("html", tuple(_told(page)), tuple(page.notices()))


def _told(page: "_Page") -> Iterator[Paragraph]:
    """The paragraphs, those of the site around the letter and those of others marked as such."""
    chrome = _chrome(page)
    drafts = page.flow.drafts
    of_letter = [draft for draft in drafts if draft.region not in chrome]
    quoted = sum(_length(draft) for draft in of_letter if draft.paragraph.kind == "quoted")
    all_quoted = not page.is_mail and quoted > _MOST_QUOTED * sum(map(_length, of_letter))
    for draft in drafts:
        if draft.region in chrome:
            yield draft.paragraph._replace(kind="furniture")
        elif all_quoted and draft.paragraph.kind == "quoted":
            yield draft.paragraph._replace(kind=None)
        else:
            yield draft.paragraph


def _chrome(page: "_Page") -> set[int]:
    """The regions that are the site's."""
    texts: dict[int, list[str]] = {}
    for draft in page.flow.drafts:
        texts.setdefault(draft.region, []).append(draft.text)
    chrome = {number for number, region in enumerate(page.regions, 1) if is_chrome(region, texts.get(number, []))}
    left = sum(_length(draft) for draft in page.flow.drafts if draft.region not in chrome)
    if left >= _LEAST_LETTER:
        return chrome
    sure = {number for number in chrome if page.regions[number - 1].sure}
    return sure if any(draft.region not in sure for draft in page.flow.drafts) else set()


def _length(draft: Draft) -> int:
    return draft.text.count(" ") + 1


class _Frame(NamedTuple):
    """A place in the page where another document is shown."""

    at: int
    address: str
    unread: bool  # whether that may be the letter


class _Unseen:
    """Words of one kind that the page has and does not show."""

    def __init__(self, at: int) -> None:
        self.at = at  # where the first of them stands
        self.number = 0
        self.words = ""  # the first of them

    def add(self, words: str) -> None:
        """Count some words."""
        self.number += len(words.split())
        if len(self.words) < _MOST_UNSEEN:
            self.words += f" {words[:_MOST_UNSEEN]}"


class _Page:
    """One page that is being read."""

    def __init__(self, source: str, *, is_mail: bool) -> None:
        self.flow = Flow()
        self.regions: list[Region] = []
        self.is_mail = is_mail
        self._source = source
        self._at = 0
        self._opened = {match[1] for match in islice(_OPENED.finditer(source), _MOST_OPENED)}
        self._elements = OpenElements(Look(), self._ended)
        self._tables: list[Table] = []
        self._sheet = StyleSheets()
        self._unseen: dict[str, _Unseen] = {}
        self._said: list[tuple[int, str, bool]] = []  # where, what, and whether words may be lost
        self._pictures: list[Picture] = []
        self._link = ""  # where the last of them leads
        self._frames: list[_Frame] = []
        self._far = _FAR

    def read(self) -> None:
        """Read all of it."""
        for token in tokens(self._source, xml=_XML.match(self._source) is not None):
            self._at = token.start
            if token.kind == "text":
                self._say(token)
            elif token.kind == "open":
                self._open(token)
            elif token.kind == "close":
                self._close(token.name)
            elif token.kind == "left_out" and token.name == "style":
                self._sheet.add(self._source[token.start : token.stop])
            elif token.kind == "cut":
                what = f"the page is cut short: it ends inside a {token.name}, and what may follow was not read"
                self._said.append((token.start, what, True))
        self._at = len(self._source)
        self._elements.finish()
        self.flow.break_paragraph()

    def why_it_shows_none(self) -> str:
        """What it shows or has instead of words."""
        if self._unseen:
            return f" ({sum(unseen.number for unseen in self._unseen.values())} words in it are hidden)"
        if self._frames:
            return " of its own but a frame; save the page in the frame"
        return " but a picture" if self._pictures else ""

    def notices(self) -> Iterator[Notice]:
        """What was noticed, by its place."""
        starts = [draft.start for draft in self.flow.drafts]
        told = (self._said, self._told_of_unseen(), self._told_of_pictures(), self._told_of_frames())
        for at, says, unread in sorted(chain.from_iterable(told)):
            yield Notice(says, bisect_left(starts, at), unread)

    def _told_of_unseen(self) -> Iterator[tuple[int, str, bool]]:
        if self._elements.went_too_deep:
            yield 0, "the page is nested so deeply that some of its structure was lost; its words were read", False
        for reason, unseen in self._unseen.items():
            number = "1 word" if unseen.number == 1 else f"{unseen.number} words"
            # A page may yet show them, once a program of its own has run.
            unread = reason == "white on white" or (reason != "struck out" and speaks(unseen.words))
            yield unseen.at, f"{number} {reason} in the page, left out", unread

    def _told_of_pictures(self) -> Iterator[tuple[int, str, bool]]:
        of_letter = [draft for draft in self.flow.drafts if not draft.region]
        starts, words = [draft.start for draft in of_letter], [draft.text for draft in of_letter]
        telling: list[Picture] = []
        others: list[Picture] = []
        for picture in self._pictures:
            place = bisect_left(starts, picture.at)
            (telling if may_hold_words(picture, words[:place], words[place:]) else others).append(picture)
        for picture in telling[:_MOST_NAMED]:
            of = f" described as “{visible(picture.alt[:_MOST_ALT])}”" if picture.alt else " within the letter"
            yield picture.at, f"a picture{of}, whose words are not read", True
        if more := telling[_MOST_NAMED:]:
            yield more[0].at, f"{len(more)} more pictures that may hold words of the letter were not read", True
        if others:
            few = sum(map(_length, self.flow.drafts)) <= _FEW
            what = "a picture" if len(others) == 1 else f"{len(others)} pictures"
            yield others[0].at, f"the page has {what}, whose words are not read", few

    def _told_of_frames(self) -> Iterator[tuple[int, str, bool]]:
        for frame in self._frames[:_MOST_NAMED]:
            address = f": {frame.address}" if frame.address else ""
            yield frame.at, f"the page shows another in a frame, which was not read{address}", frame.unread
        if more := self._frames[_MOST_NAMED:]:
            yield more[0].at, f"{len(more)} more frames were not read", any(frame.unread for frame in more)

    def _say(self, token: Token) -> None:
        look = self._elements.look
        if token.name == "title":
            return
        start, stop = token.start, token.stop
        if token.name == "cdata":
            start, stop = start + len("<![CDATA["), stop - len("]]>")
        if reason := look.left_out:
            words = self._source[start:stop]
            if words.strip():
                self._unseen.setdefault(reason, _Unseen(start)).add(unescape(words))
        elif token.name in ("cdata", "xmp"):
            self.flow.say_plainly(self._source[start:stop], start, look)
        else:
            self.flow.say(self._source, start, stop, look)

    def _open(self, token: Token) -> None:
        name = token.name
        has_attributes = token.stop - token.start > len(name) + len("</>")
        given = attributes(self._source, token) if has_attributes else {}
        style = self._sheet.style_of(name, given) | style_of(given)
        if name in _NO_ELEMENTS:
            if name == "body":
                # A page that hides itself until its programs have run is read all the same.
                self._elements.base = Look(backed=look_of(name, given, style, Look(), ()).backed)
            return
        self._elements.make_room(name)
        above = self._elements.look
        if name in _EMPTY:
            self._meet_empty(name, given, style)
            return
        look = self._in_its_place(name, given, style, look_of(name, given, style, above, self._opened))
        starts_a_block = name in _BLOCKS or is_block(style)
        if starts_a_block:
            self.flow.break_paragraph()
        if name in LISTS:
            self.flow.end_item(token.start, above)
        elif name == "a":
            self._link = given.get("href", "")
        elif name in ("iframe", "object") and not look.hidden:
            self._meet_frame(name, given, style)
        items = ItemLabels(name, given, style, self._items_ahead(token, given)) if name in LISTS - {"dl"} else None
        if self._elements.open(Element(name, look, starts_a_block=starts_a_block, items=items)) and not look.hidden:
            self._begin(name, given, style, above)

    def _in_its_place(self, name: str, given: Mapping[str, str], style: Mapping[str, str], look: Look) -> Look:
        """The look of an element, with whose words it holds and where they stand."""
        if region := region_of(name, given, style, look):
            if not look.region or (region.sure and not self.regions[look.region - 1].sure):
                self.regions.append(region)
                look = look._replace(region=len(self.regions))
        elif is_main(name, given):
            look = look._replace(inner=True, region=0 if "main" in (name, given.get("role")) else look.region)
        if name == "summary" or (name in ("button", "a") and opens_a_panel(given)):
            look = look._replace(heading=True, bold=True)
        if name == "blockquote" and not look.quoted:
            look = look._replace(quoted=self._quotes(given, style))
        return look

    def _quotes(self, given: Mapping[str, str], style: Mapping[str, str]) -> bool:
        """Whether a quotation quotes; some programs indent with it, and some forward messages in it."""
        self.is_mail = self.is_mail or given.get("type") == "cite" or "gmail_quote" in given.get("class", "")
        indents = style.get("border", "").startswith(("none", "0")) and "border-left" not in style
        before = [draft.text for draft in self.flow.drafts[-2:]]
        return not indents and not any(map(FORWARDED.match, before))

    def _begin(self, name: str, given: Mapping[str, str], style: Mapping[str, str], above: Look) -> None:
        """What an element sets going."""
        if name in ("table", "dl"):
            if self._tables:
                self._tables[-1].lays_out = True
            self._tables.append(Table(self.flow.drafts, MOST_WORDS if name == "table" else MOST_OF_A_TERM))
            self._tables[-1].lays_out = given.get("role") in ("presentation", "none")
        elif name == "li":
            items = self._elements.list.items if self._elements.list else None
            self.flow.begin_item(items.next(given, style) if items else "•")
        elif name == "q":
            self.flow.put_in("“", self._at, self._elements.look)
        if not self._tables:
            return
        if name in ("tr", "dt"):
            self._tables[-1].begin_row()
        if name in ("td", "th", "dt", "dd"):
            self._tables[-1].begin_cell()
        if name == "li" or (name in HEADINGS and not above.bold):  # the cells of a table's head are bold
            self._tables[-1].lays_out = True

    def _close(self, name: str) -> None:
        if name == "br":  # as browsers take it
            self.flow.break_line()
        elif name == "p":
            self.flow.break_paragraph()
        self._elements.close(name)

    def _ended(self, element: Element) -> None:
        """What the end of an element ends."""
        look = element.look
        if element.starts_a_block:
            self.flow.break_paragraph()
        if look.hidden:
            return
        if element.name == "li":
            self.flow.end_item(self._at, look)
        elif element.name == "q":
            self.flow.put_in("”", self._at, look)
        elif element.name in ("td", "th", "dt", "dd") and self._tables:
            self._tables[-1].end_cell()
        elif element.name in ("table", "dl") and self._tables:
            self._tables.pop().end()
        if look.label and not self._elements.look.label:
            self.flow.end_label(self._at, self._elements.look)

    def _items_ahead(self, token: Token, given: Mapping[str, str]) -> int:
        """How many items a list has whose numbers run backwards."""
        if "reversed" not in given or not self._far:
            return 0
        depth, items, following = 1, 0, token
        for following in tokens(self._source[: token.stop + self._far], token.stop):
            if following.name in LISTS and following.kind in ("open", "close"):
                depth += 1 if following.kind == "open" else -1
            items += following.kind == "open" and following.name == "li" and depth == 1
            if not depth:
                break
        self._far = max(0, self._far - (following.stop - token.stop))
        return items

    def _meet_empty(self, name: str, given: Mapping[str, str], style: Mapping[str, str]) -> None:
        """An element without words: a break, a picture, a frame."""
        look = self._elements.look
        if look.hidden:
            return
        if name == "br":
            self.flow.break_line()
        elif name == "hr":
            self.flow.break_paragraph()
        elif name == "img" and not is_small(given, style) and not look.region:
            linked = self._elements.holds("a") and not _TO_A_PICTURE.search(self._link)
            self._pictures.append(picture_at(self._at, given, style, linked=linked or self._elements.holds("button")))
        elif name in ("frame", "embed"):
            self._meet_frame(name, given, style)

    def _meet_frame(self, name: str, given: Mapping[str, str], style: Mapping[str, str]) -> None:
        """A place in the page where another document is shown."""
        if is_small(given, style):
            return
        address = given.get("src") or given.get("data") or ""
        if name != "frame" and not address and "srcdoc" not in given:
            return
        document = _DOCUMENT.search(f"{address} {given.get('type', '')}") is not None
        shown = visible(" ".join(address[:100].split()))
        self._frames.append(_Frame(self._at, shown, name == "frame" or "srcdoc" in given or document))
