"""Which pictures of a page may hold words of the letter: what they show is not read, and may be part of the answer."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ncnd_rules.read.web.look import speaks

_SIZE = re.compile(r"[0-9]{1,6}(?=px|pt|$)")
_SMALL = 40  # pixels: a smaller picture or frame shows no words
_NARROW = 100  # pixels: no wider picture holds a sentence that can be read
_SENTENCE = 8  # words
# A picture of words or figures, as those say who describe it; and what a letter is adorned with.
_SHOWS_WORDS = re.compile(
    r"(?i)\b(?:tables?|charts?|graphs?|spreadsheets?|screen ?(?:shots?|grabs?|captures?)|scan(?:ned)?|letters?"
    r"|responses?|repl(?:y|ies)|e-?mails?|extracts?|excerpts?|text|statements?|figures|list(?:s|ing)?)\b"
)
_ADORNS = re.compile(
    r"(?i)\b(?:logos?|crests?|badges?|emblems?|banners?|icons?|signatures?|signed|coat of arms|photos?|photographs?"
    r"|portraits?|accredit\w*|award|letterheads?|twitter|facebook|linkedin|instagram|youtube)\b"
)
# What a program puts where nobody has described a picture.
_NO_WORDS = re.compile(r"(?i)(?:(?:inline )?(?:image|picture|img|figure))?[\s_-]*\d*|\S+\.(?:png|jpe?g|gif|bmp|webp)")
_GREETS = re.compile(r"(?i)\W*(?:dear|good (?:morning|afternoon)|hello)\b")
_TAKES_LEAVE = re.compile(
    r"(?i)\W*(?:yours|(?:kind|best|warm)(?:est)? (?:regards|wishes)|(?:many )?(?:thanks|thank you)[,.! and]*|regards"
    r"|sincerely)\W*(?:\w+\W*){0,3}"
)


class Picture(NamedTuple):
    """A picture that a page shows."""

    at: int
    alt: str | None  # what the page says that it shows; none where it says nothing
    wide: bool  # enough for a sentence, as far as the page tells
    linked: bool  # whether it is a button, or leads elsewhere


def is_small(given: Mapping[str, str], style: Mapping[str, str]) -> bool:
    """Whether a picture or frame is too small to show words."""
    sizes = [_size(side, given, style) for side in ("width", "height")]
    return "none" in style.get("display", "") or any(size is not None and size <= _SMALL for size in sizes)


def picture_at(at: int, given: Mapping[str, str], style: Mapping[str, str], *, linked: bool) -> Picture:
    """A picture, by its attributes."""
    width = _size("width", given, style)
    told = "" if given.get("role") in ("presentation", "none") or given.get("aria-hidden") == "true" else None
    alt = " ".join(given["alt"].split()) if told is None and "alt" in given else told
    return Picture(at, None if alt and _NO_WORDS.fullmatch(alt) else alt, width is None or width > _NARROW, linked)


def may_hold_words(picture: Picture, before: Sequence[str], after: Sequence[str]) -> bool:
    """Whether a picture may hold words of the letter.

    One that is described may where that says so; one that the page calls mere adornment may not. Of one that nobody
    described its place decides: within the letter, between two sentences of it.

    Args:
        before: the paragraphs of the letter ahead of it.
        after: and behind it.
    """
    if picture.alt is not None:
        shows_words = _SHOWS_WORDS.search(picture.alt) is not None and not _ADORNS.search(picture.alt)
        return speaks(picture.alt) or (shows_words and not picture.linked)
    within = any(map(_is_sentence, before)) and any(map(_is_sentence, after))
    outside = any(map(_TAKES_LEAVE.fullmatch, before)) or any(map(_GREETS.match, after))
    return picture.wide and not picture.linked and within and not outside


def _is_sentence(words: str) -> bool:
    return words.count(" ") >= _SENTENCE - 1


def _size(side: str, given: Mapping[str, str], style: Mapping[str, str]) -> int | None:
    found = _SIZE.match((given.get(side) or style.get(side, "")).strip())
    return int(found[0]) if found else None
