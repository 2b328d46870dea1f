"""Citations in all spellings: sections of the Act with their subsections, by grammar.

``Sections 23(5), 24(2) and 31(3)``, ``S40(2)(a)(b) and (3)(a)(i)``, ``sec. 31 (1) (a) & (b)``. What a
citation may name is held against the dated register of exemptions; sections of other Acts are told
apart by the Act that is named after them.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from ncnd_rules.registers import Registers

_HEAD = re.compile(r"(?i)(?<![\w.])(?:sections?|secs?\.?|ss?\.?)\s?(?=[0-9])")
_NUMBER = re.compile(r"([0-9]{1,3}[A-Za-z]?)(?!\d)")
_BRACKET = re.compile(r"\s?\(\s?([0-9]{1,2}[A-Za-z]?|[A-Za-z]{1,4})\s?\)")
_AND = re.compile(
    r"(?i)\s?(?:,\s?(?:and|or)?|and|&|/|;|\+|or|to)\s?(?:under\s)?(?:sections?\s?|secs?\.?\s?|ss?\.?\s?(?=\d))?"
)
_OTHER_ACT = re.compile(
    r"^[^.;]{0,60}?\b(?i:of|in|under|from)\s+(?:(?i:the)\s+)?"
    r"(?P<act>(?:[A-Z][\w&'()-]*,?\s+(?:and\s+|of\s+|for\s+|in\s+|the\s+|\([^)]*\)\s+)*){1,9}Act)\b"
)
_OTHER_SHORT = re.compile(
    r"(?i)^\s?(?:of|in|under|from)?\s?(?:the\s)?(?:RIPA|IPA|PACE|DPA|GDPR|TACT|POCA|PHA|CJA|EIR|FOISA|"
    r"Terrorism|Data Protection|Police Act|Regulation of|Investigatory|Human Rights|Police and Criminal|Theft|"
    r"Equality|Environmental)"
)
_OUR_ACT = re.compile(r"(?i)freedom of information|\bFOIA?\b|^the act$|\bthe act$")
_LETTER = re.compile(r"[A-Za-z]+$")
_ROMAN = re.compile(r"(?i)^(?:i{1,3}|iv|v|vi{0,3}|ix|x)$")

FIRST_EXEMPTION, LAST_EXEMPTION = 21, 44


class Cited(NamedTuple):
    """One provision named in a sentence."""

    provision: str
    start: int
    stop: int
    of_this_act: bool

    @property
    def section(self) -> str:
        """The section number alone."""
        return self.provision.partition("(")[0]


def cited_in(words: str) -> Iterator[Cited]:
    """Every provision that a sentence names, in order."""
    at = 0
    while head := _HEAD.search(words, at):
        found, stop = _list(words, head.end())
        at = max(stop, head.end())
        ours = _of_this_act(words[stop : stop + 140], [provision for provision, _, _ in found])
        for number, (provision, start, end) in enumerate(found):
            yield Cited(provision, head.start() if number == 0 else start, end, ours)


@lru_cache(maxsize=4096)  # every family asks of the same sentences
def exemptions_in(words: str) -> tuple[Cited, ...]:
    """The provisions with an exemption that a heading or sentence names, in order."""
    return tuple(cited for cited in cited_in(words) if is_exemption(cited))


def sections_named(words: str) -> tuple[str, ...]:
    """The sections with an exemption that a heading or sentence names, by number."""
    return tuple(dict.fromkeys(cited.section for cited in exemptions_in(words)))


def is_exemption(cited: Cited) -> bool:
    """Whether a provision can be one of Part II, or section 12 or 14."""
    number = int(re.match(r"\d+", cited.section)[0])  # type: ignore[index]  # a section begins with its number
    return cited.of_this_act and (number in (12, 14) or FIRST_EXEMPTION <= number <= LAST_EXEMPTION)


def known(provision: str, registers: Registers) -> str:
    """The provision as far as the Act has it: a subsection that does not exist is dropped.

    A letter that names a subsection the Act has not got still names the section.
    """
    while "(" in provision and not registers.exemptions.exists(provision):
        limb = registers.exemptions.limb(provision, None)
        if limb is not None:  # another version of the Act has or had it
            return provision
        provision = provision[: provision.rindex("(")]
    return provision


def _list(words: str, at: int) -> tuple[list[tuple[str, int, int]], int]:
    """Numbers with their brackets, joined by commas and 'and', from *at* on."""
    found: list[tuple[str, int, int]] = []
    stop = at
    section = ""
    while True:
        number = _NUMBER.match(words, at)
        bracket = _BRACKET.match(words, at) if not number and section else None
        if number:
            section = number[1].upper()
            own, at = _brackets(words, number.end(), section)
            own = [(provision, number.start(), end) for provision, _, end in own] or [
                (section, number.start(), number.end())
            ]
        elif bracket:
            # '31(1)(a) and (b)', '40(2) and (3)': what stands in brackets belongs to the provision before.
            base = _parent(found[-1][0], bracket[1])
            own, at = _brackets(words, at, base)
        else:
            break
        found += own
        stop = at
        joint = _AND.match(words, at)
        if not joint:
            break
        at = joint.end()
        if not (_NUMBER.match(words, at) or _BRACKET.match(words, at)):
            break
        if _NUMBER.match(words, at) and not _plausible(words, at):
            break
    return found, stop


def _plausible(words: str, at: int) -> bool:
    """Whether a number after 'and' goes on with the list, and does not begin a date or a count."""
    number = _NUMBER.match(words, at)
    if not number:
        return False
    after = words[number.end() : number.end() + 14]
    return not re.match(
        r"(?i)\s?(?:working|days?|months?|years?|hours?|st\b|nd\b|rd\b|th\b|%|,\d{3}|jan|feb|mar|apr|may|jun|"
        r"jul|aug|sep|oct|nov|dec|officers|%|other)",
        after,
    )


def _brackets(words: str, at: int, base: str) -> tuple[list[tuple[str, int, int]], int]:
    """The provisions that brackets after *base* name.

    '(2)(a)(b)' names (2)(a) and (2)(b); '(3)(a)(i)(ii)(b)' names (3)(a)(i), (3)(a)(ii) and (3)(b).
    """
    found: list[tuple[str, int, int]] = []
    section, given = base.partition("(")[0], _inner(base)
    inside, start = given, at
    while bracket := _BRACKET.match(words, at):
        inner = _cased(bracket[1])
        kind = _kind(inner, inside[-1] if inside else "")
        level = next((level for level, own in enumerate(_kinds(inside)) if own == kind and level >= len(given)), None)
        if level is None:
            inside = [*inside, inner]
            found[-1:] = [(_provision(section, inside), start, bracket.end())]
        else:
            inside = [*inside[:level], inner]
            start = bracket.start()
            found.append((_provision(section, inside), start, bracket.end()))
        at = bracket.end()
    return found, at


def _parent(provision: str, inner: str) -> str:
    """What a bracket that stands alone is put after: '(b)' after '31(1)(a)' belongs to '31(1)'."""
    inside, wanted = _inner(provision), _kind(inner, "")
    keep = max((level for level, kind in enumerate(_kinds(inside)) if kind == wanted), default=0)
    return _provision(provision.partition("(")[0], inside[:keep])


def _inner(provision: str) -> list[str]:
    return re.findall(r"\(([^)]*)\)", provision)


def _provision(section: str, inside: list[str]) -> str:
    return section + "".join(f"({inner})" for inner in inside)


def _kinds(inside: list[str]) -> list[str]:
    return [_kind(inner, before) for inner, before in zip(inside, ["", *inside], strict=False)]


def _kind(inner: str, before: str) -> str:
    """Whether a bracket holds a number, a letter, or a small Roman number after a letter."""
    if inner[0].isdigit():
        return "number"
    if _ROMAN.match(inner) and len(inner) > 1:
        return "roman"
    if before and _LETTER.match(before) and _ROMAN.match(inner) and not _next_letter(before, inner):
        return "roman"
    return "letter"


def _next_letter(before: str, inner: str) -> bool:
    return len(before) == len(inner) == 1 and ord(inner.lower()) - ord(before.lower()) == 1


def _cased(inner: str) -> str:
    """Subsections keep capitals after a number (5A, 5B); paragraphs are small letters."""
    return inner.upper() if inner[0].isdigit() else inner.lower()


def _of_this_act(after: str, provisions: list[str]) -> bool:
    if _OTHER_SHORT.match(after):
        return False
    other = _OTHER_ACT.match(after)
    if other and not _OUR_ACT.search(other["act"]):
        named = other["act"].strip().lower()
        return named in ("act", "the act")
    return all(len(provision) > 1 or provision.isdigit() for provision in provisions)
