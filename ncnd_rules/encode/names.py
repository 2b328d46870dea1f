"""How the name of an authority stands in a sentence."""

import re
from functools import lru_cache

from ncnd_rules.encode.draft import Found, quote_of

# Words that begin with a capital only because a sentence begins with them.
LEADING = re.compile(
    r"^(?:(?:the|The|In|At|By|For|From|To|Under|When|If|As|Your|Our|Dear|On|That|This|Whilst|While|"
    r"Were|Was|Had|Should|Has|Whether) )+|"
    # 'Records Manager, Holmwick Port Authority'
    r"^.*\b(?:Officers?|Rights|Managers?|Teams?|Units?|Directors?|Information|Advis[eo]rs?|Secretary|Compliance|"
    r"Governance|Disclosure), |"
    # 'Make the Council more vulnerable', as an item of a list.
    r"^[A-Z][a-z]+ the (?=(?:Council|Trust|Force|Board|Authority|Service|Department|University)$)"
)
_TRAILING = re.compile(r"(?:,? (?:and|&|of|for|the|in))+,?$")  # 'Department for Transport and'
_SMALL = {"and", "of", "the", "for", "in", "on", "upon"}
_WORD = re.compile(r"[A-Za-z]+(?:'[A-Za-z]+)?")  # 'St Osyth's', 'Stoke-On-Trent'
_INITIALS = {"NHS", "HM", "UK", "NI"}


def name_in(found: Found) -> str:
    """The name itself, as it is printed."""
    return " ".join(quote_of(found.sentence, *reach(found)).split())


def reach(found: Found) -> tuple[int, int]:
    """From where to where the name itself stands; a row that knows it by what stands around it gives it apart."""
    words = found.sentence.words
    name = found.hit.groups.get("value") or words[found.hit.start : found.hit.stop]
    start = words.index(name, found.hit.start)
    first, last = _own(name)
    return start + first, start + last


@lru_cache(maxsize=1024)  # a letter says a name many times, and is asked for it more often
def _own(name: str) -> tuple[int, int]:
    own = LEADING.sub("", name)
    return len(name) - len(own), len(name) - len(own) + len(_TRAILING.sub("", own))


def in_small(name: str) -> str:
    """A name in capitals as it is written within a sentence."""
    return " ".join(
        word
        if word in _INITIALS
        else word.lower()
        if word.lower() in _SMALL
        else _WORD.sub(lambda one: one[0].capitalize(), word)
        for word in name.split()
    )
