"""Words that know which of them say which fact, however they are put together, moved or wrapped."""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import NamedTuple

from ncnd_rules.facts import Fact

# Guillemets mark evidence; no English letter has them. A name before the colon says which fact.
_TOKEN = re.compile(r"«(?:([a-z_A-Z0-9.]+):)?|»|\{(\w+)\}")


class Mark(NamedTuple):
    """Words that say a fact; offsets as in `ncnd_rules.letter.Span`."""

    start: int
    stop: int
    fact: Fact


class Passage(NamedTuple):
    """Some words of a letter, and the facts they say."""

    text: str
    marks: tuple[Mark, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.text)

    def moved(self, by: int) -> tuple[Mark, ...]:
        """The marks as they are once *by* characters stand before the words."""
        return tuple(Mark(mark.start + by, mark.stop + by, mark.fact) for mark in self.marks)

    def upper(self) -> "Passage":
        """The same in capitals; English has no letter that grows by it."""
        return Passage(self.text.upper(), self.marks)

    def capital(self) -> "Passage":
        """The same, beginning with a capital."""
        return Passage(self.text[:1].upper() + self.text[1:], self.marks)

    def remade(self, text: str, origin: Iterable[int]) -> "Passage":
        """The same in another text.

        Args:
            origin: for each character of *text*, that of these words which it stands for, or -1 for one
                that was put in. A mark reaches from the first of its characters to the last.
        """
        place: dict[int, int] = {}
        for new, old in enumerate(origin):
            place.setdefault(old, new)
        marks = []
        for mark in self.marks:
            kept = [place[old] for old in range(mark.start, mark.stop) if old in place]
            marks.append(Mark(kept[0], kept[-1] + 1, mark.fact))
        return Passage(text, tuple(marks))


def joined(passages: Iterable[Passage], by: str = "") -> Passage:
    """Passages one after the other, *by* between them."""
    text = ""
    marks: list[Mark] = []
    for passage in passages:
        text += by if text else ""
        marks += passage.moved(len(text))
        text += passage.text
    return Passage(text, tuple(marks))


def render(template: str, slots: Mapping[str, Passage], fact_of: Callable[[str, str], Fact | None]) -> Passage:
    """A template with its slots filled and its evidence marked.

    Args:
        template: words with ``{slots}`` and ``«marked»`` or ``«name:marked»`` evidence. A slot written
            with a capital, ``{The}``, is filled with a capital, one in capitals, ``{LEVEL}``, in capitals.
        fact_of: the fact that words marked with a name say, given the name and the words; the empty name
            stands for the fact that the wording is for. None leaves them unmarked.

    Raises:
        KeyError: for a slot that has no filling.
    """
    text = ""
    marks: list[Mark] = []
    opened: list[tuple[int, str]] = []
    at = 0
    for token in _TOKEN.finditer(template):
        text += template[at : token.start()]
        at = token.end()
        if token[2]:
            filling = _filled(token[2], slots)
            marks += filling.moved(len(text))
            text += filling.text
        elif token[0] == "»":
            start, name = opened.pop()
            fact = fact_of(name, text[start:])
            if fact is not None:
                marks.append(Mark(start, len(text), fact))
        else:
            opened.append((len(text), token[1] or ""))
    return Passage(text + template[at:], tuple(marks))


@cache
def slots_of(template: str) -> frozenset[str]:
    """The slots of a template, as they are filled: in small letters."""
    return frozenset(token[2].lower() for token in _TOKEN.finditer(template) if token[2])


def names_of(template: str) -> set[str]:
    """The names of the marks of a template."""
    return {token[1] or "" for token in _TOKEN.finditer(template) if token[0].startswith("«")}


def _filled(name: str, slots: Mapping[str, Passage]) -> Passage:
    filling = slots[name.lower()]
    if name.isupper() and len(name) > 1:
        return filling.upper()
    return filling.capital() if name[0].isupper() else filling
