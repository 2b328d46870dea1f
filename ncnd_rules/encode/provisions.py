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

_WORDS = {
    f"{tens}{joint}{one}".rstrip("- "): str(ten + number)
    for ten, tens in ((20, "twenty"), (30, "thirty"), (40, "forty"))
    for number, one in enumerate(("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"))
    for joint in "- "
} | {"twelve": "12", "fourteen": "14"}
_IN_WORDS = "|".join(sorted(_WORDS, key=len, reverse=True))
_SECTION = (
    rf"(?:(?:sections?|section\(s\)|sect?s?\.?|ss?\.?)(?:\s(?:numbers?|nos?\.?))?(?:\s?:)?\s?(?=[0-9])|§{{1,2}}\s?(?=[0-9])|"
    rf"sections?\s(?=(?:{_IN_WORDS})\b)|sub-?sections?\s(?=[2-4][0-9]\s?\()|"
    r"(?:foia?|freedom of information act)(?:\s2000)?:?\s(?=(?:1[24]|2[1-9]|3[0-9]|4[0-4])A?\s?[.(]\s?[0-9])|"
    r"exemptions?\s(?:(?:at|in|under|from)\s)?(?=(?:2[1-9]|3[0-9]|4[0-4])A?\b)|"
    r"sections?\s(?:cited|applied|claimed|engaged|used|relied\s(?:up)?on)\s?:\s?(?=(?:2[1-9]|3[0-9]|4[0-4])A?\b))"
)
# What the Act calls its exemptions. A bare number is a section where the name of that section stands beside it.
_NAMED = {
    "22": r"(?:information )?intended for future|future publication",
    "23": r"(?:information )?(?:supplied|relating to|from|about)\b.{0,30}\bbodies|security (?:bodies|matters)",
    "24": r"(?:safeguarding )?(?:of )?national security",
    "26": r"(?:prejudice to )?(?:the )?defence\b",
    "27": r"(?:prejudice to )?international relations|relations with other",
    "30": r"(?:criminal )?investigations",
    "31": r"(?:prejudice to )?(?:the )?law enforcement|prevention (?:and|or) detection",
    "38": r"(?:endangering )?health (?:and|&|or) safety",
    "40": r"(?:third[- ]party )?personal (?:data|information)",
    "41": r"(?:information )?(?:provided|given|supplied) in confidence",
    "42": r"legal (?:professional )?privilege",
    "43": r"(?:prejudice to )?commercial (?:interests|prejudice)|trade secrets",
    "44": r"prohibitions? on disclosure",
}
_APART = r"\s?[(|:,-]?\s?"
_BEFORE_NAME = "|".join(rf"(?={number}{_APART}(?:{name}))" for number, name in _NAMED.items())
_BEHIND_NAME = "|".join(
    rf"(?:{name})\s(?:exemption{_APART}(?={number}\b)|\((?={number}\)))" for number, name in _NAMED.items()
)
_BY_NAME = rf"(?=[2-4])(?:{_BEFORE_NAME})|{_BEHIND_NAME}"
# '24(2)' names a limb though nothing stands before it. The number is looked for first: most words are none.
_BARE = (
    r"(?=(?:2[1-9]|3[0-9]|4[0-4])A?\([1-9][AB]?\))(?:^(?=[^)]+\).*\w)|(?<=[(|])|(?<=[,;:&|] )|(?<=[a-z] - )|"
    r"(?<=\band )|(?<=\bor )|(?<=\bby )|(?<=\bof )|(?<=\bto )|(?<=\bin )|"
    r"(?<=\bat )|(?<=\bon )|(?<=under )|(?<=\bboth )|(?<=\bwith )|(?<=using )|(?<=citing )|(?<=applied )|(?<=\bthat )|"
    r"(?<=is ))|"
    # 'Factors against denying (24, 30 and 31)': several bare numbers, behind what is told of exemptions alone.
    r"(?=(?:2[1-9]|3[0-9]|4[0-4])(?:,? (?:and |& )?(?:2[1-9]|3[0-9]|4[0-4]))+\))"
    r"(?:(?<=denying \()|(?<=denial \()|(?<=\bharm \()|(?<=interest \()|(?<=test \()|(?<=exemptions \())"
)
_NO_SECTION = re.compile(
    r"(?i)\b(?:regulations?|regs?\.?|articles?|arts?\.?|rules?|paragraphs?|paras?\.?|schedules?|cl(?:ause)?s?\.?|q)\s?$"
)
# '23(5) - Security bodies' as a line of a list; and 'subsection (2) of' before the section it belongs to.
_LINE_NUMBER = r"(?:2[1-9]|3[0-9]|4[0-4])\s?\([0-9][AB]?\)(?:\([a-z]{1,3}\))*\s?(?:[-:,(]\s?)?[a-z]"
_HEAD = re.compile(
    r"(?i)(?<![\w.])(?:(?P<before>sub-?\s?sections?\s"
    r"(?P<inner>\(?[0-9]{1,2}[A-Z]?\)?(?:\s?\([a-z]{1,4}\))*)\sof\s|"
    r"(?:sub-?)?para(?:graph)?s?\s(?P<paragraphs>\([a-z]{1,4}\)(?:(?:,\s|\sand\s|,\sand\s|\sor\s)\([a-z]{1,4}\))*)\sof\s)?"
    rf"{_SECTION}|^\W{{0,3}}(?={_LINE_NUMBER})|{_BARE}|{_BY_NAME})"
)
# 'Paragraph (b) of that subsection', 'subsection (5) of that section': what was named before, one limb further on.
_REFERRED = re.compile(
    r"(?i)\b(?:sub-?\s?sections?|(?:sub-?)?para(?:graph)?s?)\s"
    r"(?P<inner>(?:\([0-9a-z]{1,3}\))+(?:(?:,\s|,?\s(?:and|or)\s)(?:\([0-9a-z]{1,3}\))+)*)\s"
    r"(?:of|in|to)\s(?:that|the same|the said)\s(?P<of>sub-?\s?section|section)\b"
)
_MAY_CITE = re.compile(r"(?i)\d|section\s")  # most sentences do not, and the head is slow to look for
_NUMBER = re.compile(rf"(?i)([0-9]{{1,3}}[A-Za-z]?|(?:{_IN_WORDS})\b)(?!\d)")
_BRACKET = re.compile(
    r"(?i)\s?[(\[]\s?([0-9]{1,2}[A-Z]?|[A-Z]|A[A-D]|[IVX]{2,4})\s?[)\]]|"
    # A bracket that was never closed, or closed with the wrong one: 'section 30(3('.
    r"(?<=\d)\(([0-9][AB]?)(?:[({}]|(?=[\s,;:.]|$))|"
    r"(?<=[\d)])\.([0-9]{1,2}|[a-h])(?![\w])|(?<=\))([a-h])(?!\w)|"
    # Letters without brackets: '27(1) a, c and d'.
    r"(?<=\d\))\s(a(?=,?\s(?:(?:and|&)\s)?[b-h]\b)|[b-h](?=[\s,;]|\.?$))|"
    r"(?<=\d\d)-([1-9][AB]?)(?![\w-])|"
    r",?\s?\(?(?:sub-?\s?s(?:ections?)?\.?|sub-?paragraphs?|paragraphs?)(?:\s\(?|\()([0-9]{1,2}[A-Z]?|[a-z])\)?\)?(?!\w)"
)
_BARE_LETTER = re.compile(r"(?i)[b-h](?=[\s,;]|\.?$)")
_SPREAD = re.compile(r"(?i)\s?\(\s?([a-h])\s?(?:-|to)\s?([a-h])\s?\)")
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
_PLURAL = re.compile(r"(?i)(?:sections|section\(s\)|sect?s|ss|exemptions|§§|numbers|nos)\.?\s?$")
_LIMB_NUMBER = re.compile(r"(?i)([0-9][AB])(?=\s?[(),.]|$)")  # '40(2) & 3A(a)'
_OTHER_ACT = re.compile(
    r"^[^.;]{0,60}?\b(?i:of|in|under|from)\s+(?:(?i:the)\s+)?"
    r"(?P<act>(?:[A-Z][\w&'()-]*,?\s+(?:and\s+|of\s+|for\s+|in\s+|the\s+|\([^)]*\)\s+)*){1,9}Act)\b"
)
_OTHER_SHORT = re.compile(
    r"(?i)^\s?(?:of|in|under|from)?\s?(?:the\s)?(?:RIPA|IPA|PACE|DPA|GDPR|TACT|POCA|PHA|CJA|CRCA|EIRs?|FOISA|"
    r"Terrorism|Data Protection|Police Act|Regulation of|Investigatory|Human Rights|Police and Criminal|Theft|"
    r"Equality|Environmental|Official Secrets|FOI\s?\(S\)|Freedom of Information \(Scot)"
)
_OTHER_ACT_BEFORE = re.compile(
    r"\b(?P<act>(?:[A-Z][\w&']*\s(?:and\s|of\s|for\s|in\s|the\s|\([^)]*\)\s)*){1,8}Act|PACE|RIPA|FOISA)"
    r"(?:\s\d{4})?,?\s?[(:-]?\s?(?:at\s|in\s|under\s)?$"
)
_OUR_SHORT = re.compile(r"(?i)^\s?(?:of|in|under|from)?\s?(?:the\s)?(?:FOIA?\b(?!\(S)|Freedom of Information Act)")
# 'Section 7 of that Act designates it as exempt under the Freedom of Information Act': of two Acts the other.
_OF_THAT_ACT = re.compile(r"(?i)\s?of (?:that|the same|the said|the latter) Act\b")
_OUR_ACT_NAMED = re.compile(r"(?i)\b(?:freedom of information act|foia)\b")
_OUR_ACT = re.compile(r"(?i)freedom of information(?! \(scot)|\bFOIA?\b|^the act$|\bthe act$")
_LETTER = re.compile(r"[A-Za-z]+$")
_NUMBERED = re.compile(r"\d+[A-Z]?\([1-9][A-Z]?\)")
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


@lru_cache(maxsize=4096)  # every family asks of the same sentences
def cited_in(words: str) -> tuple[Cited, ...]:
    """Every provision that a sentence names, in order."""
    return tuple(_cited(words))


def _cited(words: str) -> Iterator[Cited]:
    if not _MAY_CITE.search(words):
        return
    head = _HEAD.search(words)
    while head:
        before = _list_of_brackets(head["inner"]) if head["inner"] else ""
        found, stop = _list(words, head.end(), before, several=_PLURAL.search(head[0]) is not None)
        following = _HEAD.search(words, max(stop, head.start() + 1))
        if head[0] or not _NO_SECTION.search(words[: head.start()]):
            if head["paragraphs"] and found:  # 'paragraph (a) of section 31(1)'
                first, *more = found
                inner = re.findall(r"\([a-z]+\)", head["paragraphs"].lower())
                found = [*((first[0] + one, first[1], first[2]) for one in inner), *more]
            # What is said of the next provision is not said of these.
            after = words[stop : min(stop + 140, following.start() if following else len(words))]
            ours = not (_OF_THAT_ACT.match(after) and _OUR_ACT_NAMED.search(words, stop)) and _of_this_act(
                words[: head.start()], after, [provision for provision, _, _ in found]
            )
            for number, (provision, start, end) in enumerate(found):
                yield Cited(provision, head.start() if number == 0 else start, end, ours)
        head = following


@lru_cache(maxsize=4096)
def exemptions_in(words: str) -> tuple[Cited, ...]:
    """The provisions with an exemption that a heading or sentence names, in order."""
    return tuple(cited for cited in cited_in(words) if is_exemption(cited))


def referred_in(words: str, last: Cited) -> Iterator[Cited]:
    """The provisions that a sentence names by one that was named last before it."""
    for match in _REFERRED.finditer(words):
        above = [] if match["of"].lower() == "section" else _inner(last.provision)[:1]
        for brackets in re.findall(r"(?:\(\w+\))+", match["inner"]):
            provision = _provision(last.section, [*above, *map(_cased, _inner(brackets))])
            yield Cited(provision, match.start(), match.end(), of_this_act=True)


@lru_cache(maxsize=4096)
def sections_named(words: str) -> tuple[str, ...]:
    """The sections with an exemption that a heading or sentence names, by number."""
    return tuple(dict.fromkeys(cited.section for cited in exemptions_in(words)))


def is_exemption(cited: Cited) -> bool:
    """Whether a provision can be one of Part II, or section 12 or 14."""
    number = int(re.match(r"\d+", cited.section)[0])  # type: ignore[index]  # a section begins with its number
    return cited.of_this_act and (number in (12, 14) or FIRST_EXEMPTION <= number <= LAST_EXEMPTION)


def known(provision: str, registers: Registers) -> str:
    """The provision as far as the Act has it; a subsection that it has not got is kept as the letter's own slip.

    What hangs below such a subsection is dropped, and so is what cannot be one, such as '31(a)' and '31(12)'.
    """
    while "(" in provision and not registers.exemptions.exists(provision):
        if _NUMBERED.fullmatch(provision):
            return provision
        limb = registers.exemptions.limb(provision, None)
        if limb is not None:  # another version of the Act has or had it
            return provision
        provision = provision[: provision.rindex("(")]
    return provision


def _list(words: str, at: int, before: str = "", *, several: bool) -> tuple[list[tuple[str, int, int]], int]:
    """Numbers with their brackets, joined by commas and 'and', from *at* on.

    Args:
        before: the brackets of the first number, where they stand before it: 'subsection (2) of section 24'.
        several: whether the word before the list is a plural; else a bare number after 'and' may be a count.
    """
    found: list[tuple[str, int, int]] = []
    stop = at
    joint = ""
    while True:
        number = _NUMBER.match(words, at)
        limb = _LIMB_NUMBER.match(words, at) if found else None
        bracket = _BRACKET.match(words, at) if not number and found else None
        bare = _BARE_LETTER.match(words, at) if not number and not bracket and _ends_bare(words, stop) else None
        if limb:
            # '40(2) & 3A(a)': a number that is no section is put after the section before.
            own, at = _brackets(words, limb.end(), f"{found[-1][0].partition('(')[0]}({limb[1].upper()})")
            own = own or [(f"{found[-1][0].partition('(')[0]}({limb[1].upper()})", limb.start(), limb.end())]
        elif number:
            section = _WORDS.get(number[1].lower(), number[1].upper())
            titled = _TITLED.match(words, number.end())
            begins = titled.end() if titled else number.end()
            own, at = _brackets(words, begins, section if found else f"{section}{before}")
            own = [(provision, number.start(), end) for provision, _, end in own] or [
                (section if found else f"{section}{before}", number.start(), number.end())
            ]
        elif bracket:
            # '31(1)(a) and (b)', '40(2) and (3)': what stands in brackets belongs to the provision before.
            base = _parent(found[-1][0], _inside(bracket))
            own, at = _brackets(words, at, base)
            if _TO.match(joint):
                own = [*_between(found[-1][0], own[0]), *own]
        elif bare:
            own, at = [(f"{_parent(found[-1][0], bare[0])}({bare[0].lower()})", bare.start(), bare.end())], bare.end()
        else:
            break
        found += own
        stop = at
        following = _AND.match(words, at)
        goes_on = following is not None and _goes_on(words, following.end(), several=several or len(found) > 1)
        if not goes_on:
            following = _AND_BEYOND.match(words, at)
        if following is None:
            break
        joint, at = following[0], following.end()
    return found, stop


def _goes_on(words: str, at: int, *, several: bool) -> bool:
    """Whether a number or bracket after 'and' goes on with the list, and does not begin a date or a count."""
    if _BRACKET.match(words, at) or _BARE_LETTER.match(words, at):
        return True
    number = _NUMBER.match(words, at)
    if not number or _COUNTED.match(words, number.end()):
        return False
    return several or bool(_BRACKET.match(words, number.end())) or _NAMES_MORE.match(words, number.end()) is not None


def _ends_bare(words: str, stop: int) -> bool:
    """Whether a provision ends in a letter without brackets."""
    return words[:stop][-2:-1].isspace() and words[:stop][-1:].isalpha()


def _between(first: str, last: tuple[str, int, int]) -> Iterator[tuple[str, int, int]]:
    """The paragraphs between the ends of a range: (b) and (c) for '(a) to (d)'."""
    base, letter = first[:-2], first[-2:-1]
    if last[0][:-2] == base and letter.isalpha() and last[0][-2:-1].isalpha():
        for code in range(ord(letter) + 1, ord(last[0][-2])):
            yield f"{base}{chr(code)})", last[1], last[2]


def _brackets(words: str, at: int, base: str) -> tuple[list[tuple[str, int, int]], int]:
    """The provisions that brackets after *base* name.

    '(2)(a)(b)' names (2)(a) and (2)(b); '(3)(a)(i)(ii)(b)' names (3)(a)(i), (3)(a)(ii) and (3)(b).
    """
    found: list[tuple[str, int, int]] = []
    section, given = base.partition("(")[0], _inner(base)
    inside, start = given, at
    while bracket := _BRACKET.match(words, at):
        inner = _cased(_inside(bracket))
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
    spread = _SPREAD.match(words, at) if inside and inside[-1].isdigit() else None
    if spread:  # '(a-c)'
        letters = [chr(code) for code in range(ord(spread[1].lower()), ord(spread[2].lower()) + 1)]
        found[-1:] = [(_provision(section, [*inside, letter]), start, spread.end()) for letter in letters]
        at = spread.end()
    return found, at


def _list_of_brackets(inner: str) -> str:
    """Brackets that stand before their section, as they would stand behind it: '(2)' for '2'."""
    return "".join(f"({_cased(one)})" for one in re.findall(r"[0-9A-Za-z]+", inner))


def _inside(bracket: re.Match[str]) -> str:
    """What a bracket holds, however it is printed: '(2)', '[2]', '.2', 'subsection 2'."""
    return next(group for group in bracket.groups() if group)


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


def _of_this_act(before: str, after: str, provisions: list[str]) -> bool:
    if _OUR_SHORT.match(after):
        return True
    if _OTHER_SHORT.match(after):
        return False
    other = _OTHER_ACT.match(after) or _OTHER_ACT_BEFORE.search(before[-120:])
    if other and not _OUR_ACT.search(other["act"]):
        named = other["act"].strip().lower()
        return named in ("act", "the act")
    return all(len(provision) > 1 or provision.isdigit() for provision in provisions)
