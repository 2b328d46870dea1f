"""The provisions that a sentence names."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from ncnd_rules.encode.provisions.acts import of_that_act, of_this_act
from ncnd_rules.encode.provisions.brackets import cased, in_brackets, inner_of, joined
from ncnd_rules.encode.provisions.heads import HEAD, MAY_CITE, NO_SECTION, REFERRED
from ncnd_rules.encode.provisions.lists import listed
from ncnd_rules.registers import Registers

_PLURAL = re.compile(r"(?i)(?:sections|section\(s\)|sect?s|ss|exemptions|§§|numbers|nos)\.?\s?$")
_NUMBERED = re.compile(r"\d+[A-Z]?\([1-9][A-Z]?\)")
_FIRST_EXEMPTION, _LAST_EXEMPTION = 21, 44


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
    if not MAY_CITE.search(words):
        return
    head = HEAD.search(words)
    while head:
        before = in_brackets(head["inner"]) if head["inner"] else ""
        found, stop = listed(words, head.end(), before, several=_PLURAL.search(head[0]) is not None)
        behind = max(stop, head.start() + 1)
        following = HEAD.search(words, behind) if MAY_CITE.search(words, behind) else None
        if head[0] or not NO_SECTION.search(words[: head.start()]):
            if head["paragraphs"] and found:  # 'paragraph (a) of section 31(1)'
                first, *more = found
                inner = re.findall(r"\([a-z]+\)", head["paragraphs"].lower())
                found = [*((first[0] + one, first[1], first[2]) for one in inner), *more]
            # What is said of the next provision is not said of these.
            after = words[stop : min(stop + 140, following.start() if following else len(words))]
            provisions = [provision for provision, _, _ in found]
            ours = not of_that_act(words, after, stop) and of_this_act(words[: head.start()], after, provisions)
            for number, (provision, start, end) in enumerate(found):
                yield Cited(provision, head.start() if number == 0 else start, end, ours)
        head = following


@lru_cache(maxsize=4096)
def exemptions_in(words: str) -> tuple[Cited, ...]:
    """The provisions with an exemption that a heading or sentence names, in order."""
    return tuple(cited for cited in cited_in(words) if is_exemption(cited))


def referred_in(words: str, last: Cited) -> Iterator[Cited]:
    """The provisions that a sentence names by one that was named last before it."""
    for match in REFERRED.finditer(words):
        above = [] if match["of"].lower() == "section" else inner_of(last.provision)[:1]
        for brackets in re.findall(r"(?:\(\w+\))+", match["inner"]):
            provision = joined(last.section, [*above, *map(cased, inner_of(brackets))])
            yield Cited(provision, match.start(), match.end(), of_this_act=True)


@lru_cache(maxsize=4096)
def sections_named(words: str) -> tuple[str, ...]:
    """The sections with an exemption that a heading or sentence names, by number."""
    return tuple(dict.fromkeys(cited.section for cited in exemptions_in(words)))


def is_exemption(cited: Cited) -> bool:
    """Whether a provision can be one of Part II, or section 12 or 14."""
    number = int(re.match(r"\d+", cited.section)[0])  # type: ignore[index]  # a section begins with its number
    return cited.of_this_act and (number in (12, 14) or _FIRST_EXEMPTION <= number <= _LAST_EXEMPTION)


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
