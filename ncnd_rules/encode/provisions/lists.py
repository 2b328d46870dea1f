"""Numbers with their brackets, joined by commas and 'and'."""

import re
from collections.abc import Iterator

from ncnd_rules.encode.provisions.brackets import BRACKET, Named, bracketed, held_in, parent_of
from ncnd_rules.encode.provisions.heads import IN_WORDS, WORDS

_NUMBER = re.compile(rf"(?i)([0-9]{{1,3}}[A-Za-z]?|(?:{IN_WORDS})\b)(?!\d)")
_BARE_LETTER = re.compile(r"(?i)[b-h](?=[\s,;]|\.?$)")
# A title may part a section from its subsections: 'section 31 (law enforcement) subsections (1)(a) and (b)'.
_TITLED = re.compile(r"(?i)\s?\([a-z][a-z ,'&-]{3,60}\),?(?=\ssub-?\s?s(?:ections?)?\.?\s\()")
_TITLE = r"(?:\s?\([A-Z][A-Z ,'-]{4,90}\)|\s?[-:,]?\s?[A-Z][A-Z ,'-]{4,100}?)"
_AND = re.compile(
    r"(?i)\s?(?:,\s?(?:and|or)?|and\s?/\s?or|and|&|/|;|\+|or|to|-(?=\s?\()|"
    r"(?<=\))(?=(?:2[1-9]|3[0-9]|4[0-4])\([0-9]))\s?(?:under\s)?"
    r"(?:sections?\s?|secs?\.?\s?|ss?\.?\s?(?=\d))?"
)
# Between two provisions their titles may stand, or what the second is the reason of.
_AND_BEYOND = re.compile(
    rf"(?i){_TITLE}?\s?(?:,|;|&|and|or|by virtue of|by reference to|read with|in conjunction with)+\s?(?:and\s)?"
    r"(?=(?:2[1-9]|3[0-9]|4[0-4])\s?\([0-9][AB]?\))"
)
_LIMB_OF_EXEMPTION = re.compile(r"[234][0-9]\s?\([0-9]")  # without one no title need be looked through
_TO = re.compile(r"(?i)^\s?(?:to|-)\s?$")
# What follows a number that begins a date or a count, and what follows one that names a section.
_COUNTED = re.compile(
    r"(?i)\s?(?:working|days?|months?|years?|hours?|st\b|nd\b|rd\b|th\b|%|,\d{3}|jan|feb|mar|apr|may|jun|"
    r"jul|aug|sep|oct|nov|dec|officers|other)"
)
_NAMES_MORE = re.compile(
    r"(?i)\s?(?:[,.;:()&/-]|$|(?:and|or|appl(?:y|ies)|are|is|being|both|as|to|in|on|for|with|by|under|"
    r"because|since|which|where|there|we|it|they|ha(?:s|ve)|can|would|do|calls?|comes?|requires?|exempt\w*|foia?|"
    r"(?:overall )?harm|public interest|prejudice|factors|considerations|test|"
    r"of (?:the )?(?:act|foia?|freedom))\b)"
)
_LIMB_NUMBER = re.compile(r"(?i)([0-9][AB])(?=\s?[(),.]|$)")  # '40(2) & 3A(a)'


def listed(words: str, at: int, before: str = "", *, several: bool) -> tuple[list[Named], int]:
    """Numbers with their brackets, joined by commas and 'and', from *at* on.

    Args:
        before: the brackets of the first number, where they stand before it: 'subsection (2) of section 24'.
        several: whether the word before the list is a plural; else a bare number after 'and' may be a count.
    """
    first = _NUMBER.match(words, at)
    if first is None:
        return [], at
    found, stop = _of_number(words, first, before)
    while following := _joint(words, stop, several=several or len(found) > 1):
        own, end = _next(words, following, found[-1][0], stop)
        if not own:
            break
        found += own
        stop = end
    return found, stop


def _next(words: str, joint: re.Match[str], last: str, stop: int) -> tuple[list[Named], int]:
    """What a list names behind a joint, and where that ends; nothing where it does not go on.

    Args:
        last: the provision named before.
        stop: where that ends.
    """
    at = joint.end()
    if limb := _LIMB_NUMBER.match(words, at):
        # '40(2) & 3A(a)': a number that is no section is put after the section before.
        base = f"{last.partition('(')[0]}({limb[1].upper()})"
        own, end = bracketed(words, limb.end(), base)
        return own or [(base, limb.start(), limb.end())], end
    if number := _NUMBER.match(words, at):
        return _of_number(words, number)
    if bracket := BRACKET.match(words, at):
        # '31(1)(a) and (b)', '40(2) and (3)': what stands in brackets belongs to the provision before.
        own, end = bracketed(words, at, parent_of(last, held_in(bracket)))
        return [*(_between(last, own[0]) if _TO.match(joint[0]) else ()), *own], end
    bare = _BARE_LETTER.match(words, at) if _ends_bare(words, stop) else None
    if bare:
        return [(f"{parent_of(last, bare[0])}({bare[0].lower()})", bare.start(), bare.end())], bare.end()
    return [], at


def _of_number(words: str, number: re.Match[str], before: str = "") -> tuple[list[Named], int]:
    """What a number names with the brackets before and behind it, and where that ends."""
    section = f"{WORDS.get(number[1].lower(), number[1].upper())}{before}"
    titled = _TITLED.match(words, number.end())
    own, end = bracketed(words, titled.end() if titled else number.end(), section)
    return [(one, number.start(), stop) for one, _, stop in own] or [(section, number.start(), number.end())], end


def _joint(words: str, at: int, *, several: bool) -> re.Match[str] | None:
    """What joins a provision to the next, where a list goes on."""
    joint = _AND.match(words, at)
    if joint is not None and _goes_on(words, joint.end(), several=several):
        return joint
    return _AND_BEYOND.match(words, at) if _LIMB_OF_EXEMPTION.search(words, at) else None


def _goes_on(words: str, at: int, *, several: bool) -> bool:
    """Whether a number or bracket after 'and' goes on with the list, and does not begin a date or a count."""
    if BRACKET.match(words, at) or _BARE_LETTER.match(words, at):
        return True
    number = _NUMBER.match(words, at)
    if not number or _COUNTED.match(words, number.end()):
        return False
    return several or bool(BRACKET.match(words, number.end())) or _NAMES_MORE.match(words, number.end()) is not None


def _ends_bare(words: str, stop: int) -> bool:
    """Whether a provision ends in a letter without brackets."""
    return words[:stop][-2:-1].isspace() and words[:stop][-1:].isalpha()


def _between(first: str, last: Named) -> Iterator[Named]:
    """The paragraphs between the ends of a range: (b) and (c) for '(a) to (d)'."""
    base, letter = first[:-2], first[-2:-1]
    if last[0][:-2] == base and letter.isalpha() and last[0][-2:-1].isalpha():
        for code in range(ord(letter) + 1, ord(last[0][-2])):
            yield f"{base}{chr(code)})", last[1], last[2]
