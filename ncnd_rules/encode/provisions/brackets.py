"""What stands in the brackets behind a section: subsections, paragraphs and what hangs below them."""

import re

BRACKET = re.compile(
    r"(?i)\s?[(\[]\s?([0-9]{1,2}[A-Z]?|[A-Z]|A[A-D]|[IVX]{2,4})\s?[)\]]|"
    # A bracket that was never closed, or closed with the wrong one: 'section 30(3('.
    r"(?<=\d)\(([0-9][AB]?)(?:[({}]|(?=[\s,;:.]|$))|"
    r"(?<=[\d)])\.([0-9]{1,2}|[a-h])(?![\w])|(?<=\))([a-h])(?!\w)|"
    # Letters without brackets: '27(1) a, c and d'.
    r"(?<=\d\))\s(a(?=,?\s(?:(?:and|&)\s)?[b-h]\b)|[b-h](?=[\s,;]|\.?$))|"
    r"(?<=\d\d)-([1-9][AB]?)(?![\w-])|"
    r",?\s?\(?(?:sub-?\s?s(?:ections?)?\.?|sub-?paragraphs?|paragraphs?)(?:\s\(?|\()([0-9]{1,2}[A-Z]?|[a-z])\)?\)?(?!\w)"
)
_SPREAD = re.compile(r"(?i)\s?\(\s?([a-h])\s?(?:-|to)\s?([a-h])\s?\)")
_LETTER = re.compile(r"[A-Za-z]+$")
_ROMAN = re.compile(r"(?i)^(?:i{1,3}|iv|v|vi{0,3}|ix|x)$")
Named = tuple[str, int, int]  # a provision, and from where to where it is named


def bracketed(words: str, at: int, base: str) -> tuple[list[Named], int]:
    """The provisions that brackets after *base* name.

    '(2)(a)(b)' names (2)(a) and (2)(b); '(3)(a)(i)(ii)(b)' names (3)(a)(i), (3)(a)(ii) and (3)(b).
    """
    found: list[Named] = []
    section, given = base.partition("(")[0], inner_of(base)
    inside, start = given, at
    while bracket := BRACKET.match(words, at):
        inner = cased(held_in(bracket))
        kind = _kind(inner, inside[-1] if inside else "")
        level = next((level for level, own in enumerate(_kinds(inside)) if own == kind and level >= len(given)), None)
        if level is None:
            inside = [*inside, inner]
            found[-1:] = [(joined(section, inside), start, bracket.end())]
        else:
            inside = [*inside[:level], inner]
            start = bracket.start()
            found.append((joined(section, inside), start, bracket.end()))
        at = bracket.end()
    spread = _SPREAD.match(words, at) if inside and inside[-1].isdigit() else None
    if spread:  # '(a-c)'
        letters = [chr(code) for code in range(ord(spread[1].lower()), ord(spread[2].lower()) + 1)]
        found[-1:] = [(joined(section, [*inside, letter]), start, spread.end()) for letter in letters]
        at = spread.end()
    return found, at


def in_brackets(inner: str) -> str:
    """Brackets that stand before their section, as they would stand behind it: '(2)' for '2'."""
    return "".join(f"({cased(one)})" for one in re.findall(r"[0-9A-Za-z]+", inner))


def held_in(bracket: re.Match[str]) -> str:
    """What a bracket holds, however it is printed: '(2)', '[2]', '.2', 'subsection 2'."""
    return next(group for group in bracket.groups() if group)


def parent_of(provision: str, inner: str) -> str:
    """What a bracket that stands alone is put after: '(b)' after '31(1)(a)' belongs to '31(1)'."""
    inside, wanted = inner_of(provision), _kind(inner, "")
    keep = max((level for level, kind in enumerate(_kinds(inside)) if kind == wanted), default=0)
    return joined(provision.partition("(")[0], inside[:keep])


def inner_of(provision: str) -> list[str]:
    """What the brackets of a provision hold: 1 and a of '31(1)(a)'."""
    return re.findall(r"\(([^)]*)\)", provision)


def joined(section: str, inside: list[str]) -> str:
    """A section with what its brackets hold, as one provision."""
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


def cased(inner: str) -> str:
    """Subsections keep capitals after a number (5A, 5B); paragraphs are small letters."""
    return inner.upper() if inner[0].isdigit() else inner.lower()
