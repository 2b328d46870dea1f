"""Labels of questions: ``1``, ``1a``, ``Q1 & 2``, ``3b``, ``Questions 1 to 4``."""

import re

_PREFIX = re.compile(
    r"(?i)^(?:(?:q|qu|question|part|point|request|item|a|ans|answer|response|reply)s?\.?\s*(?=[\d(]|[a-h]$)|#\s?)"
)
_SUFFIX = re.compile(r"(?i)\s(?:response|answer|reply)$")
_OF_AN_ANSWER = re.compile(r"(?i)^(?:a|ans|answer|response|reply)s?\.?\s*\d|\b(?:response|answer|reply)$")
_ONE = re.compile(r"(?i)(\d{1,3}(?:\.\d{1,2})*)\s?\(?([a-z]{0,3})\)?")
_TO = re.compile(r"(?i)\s*(?:-|to|–)\s*(?:q(?:uestion)?\s?|\()?$")
_MOST = 60  # questions in one range
ORDER = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


def ordinal(number: int) -> str:
    """The label of a question that bears none: its place in the request, in words up to the tenth."""
    return ORDER[number - 1] if number <= len(ORDER) else str(number)


def labels_of(label: str, main: str) -> tuple[str, ...]:
    """The single labels that a printed one names, in small letters.

    Args:
        main: the number to which a bare letter belongs: ``a`` under question 1 is ``1a``.
    """
    label = _SUFFIX.sub("", _PREFIX.sub("", label.strip())).strip("() .:-").lower()
    if re.fullmatch(r"[a-z]{1,4}", label):
        return (f"{main}{label}",)
    if lettered := re.findall(r"\(?\b([a-z]{1,4})\)", f"{label})") if not re.search(r"\d", label) else []:
        return tuple(dict.fromkeys(f"{main}{letter}" for letter in lettered))
    found: list[str] = []
    end = 0
    for one in _ONE.finditer(label):
        name = one[1] + (one[2] if one[2] not in ("to", "and", "q") else "")
        if found and _TO.search(label[end : one.start()]) and found[-1].isdigit() and one[1].isdigit():
            found += [str(number) for number in range(int(found[-1]) + 1, min(int(one[1]), int(found[-1]) + _MOST))]
        found.append(name)
        end = one.end(1) if one[2] in ("to", "and", "q") else one.end()
    return tuple(dict.fromkeys(found)) or (label,)


def is_numbered(label: str) -> bool:
    """Whether a printed label has a number; a bare letter may number anything."""
    return any(character.isdigit() for character in label)


def is_of_answer(label: str) -> bool:
    """Whether a printed label says that an answer follows: ``A1``, ``Response 2``."""
    return _OF_AN_ANSWER.match(label) is not None
