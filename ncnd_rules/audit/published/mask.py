"""Names of authorities taken out of everything that is published: each is 'Authority A', 'Authority B', ... throughout.

Whoever holds the letters can tell them by their words and dates all the same; a masked report says so.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from ncnd_rules.audit.figures.authorities import NOBODY, Authorities
from ncnd_rules.audit.references import TABLES
from ncnd_rules.between.letters import folded_authority, short_name
from ncnd_rules.letter import sha256
from ncnd_rules.read import SUFFIXES

_SOMEBODY = "an authority"  # where a short name is that of several
# What a name says of its kind, and not of whose it is.
_OF_KINDS = (
    "a agency ambulance and authority board borough british city college commission commissioner commissioners "
    "constabulary council county crime department directorate district england executive fire for foundation "
    "government health her highways his home hospital hospitals independent integrated majesty metropolitan ministry "
    "national nhs northern of office police rescue revenue royal school service services state transport trust uk "
    "university wales water"
)
_KINDS = frozenset(_OF_KINDS.split())
# Words of names that stand in sentences of every sort: they tell an authority only in company.
_OF_MANY = (
    "affairs border business cabinet central climate commerce commonwealth communications communities counter culture "
    "customs defence development digital east eastern education energy environment food foreign freedom great greater "
    "housing information intelligence international justice local lower media mid new north organised pensions public "
    "rural security serious south southern sport standards terrorism trade treasury upper valley west western work"
)
_COMMON = frozenset(_OF_MANY.split())
_SHORTEST_WORD, _SHORTEST_INITIALS = 4, 3
_ADDRESS = re.compile(
    r"(?:https?://|www\.)[^\s<>\"”]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|\b[\w-]+(?:\.[\w-]+)*\.(?:gov|police|nhs|ac|org|co)(?:\.uk)?\b(?:/\S*)?"
)
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b")
_TELEPHONE = re.compile(r"(?<![\w.])(?:\+44|0)[\d ()-]{8,14}\d\b")
_REFERENCE = re.compile(r"\b(?=[\w/.-]*\d{3})(?=[\w/.-]*[A-Za-z])[A-Za-z0-9]+(?:[/.-][\w]+)+\b|\b[A-Z]{2,6}\d{3,}\b")
_ENDING = rf"(?:{'|'.join(suffix.lstrip('.') for suffix in sorted((*SUFFIXES, *TABLES)) if suffix)})\b(?: row \d+)?"
# As `between` writes a letter's file, with whatever stands in its name; and as anybody would.
_FILE = re.compile(
    rf"(?i)(?<=\()(?:[^()]|\([^()]*\))*?\.{_ENDING}(?=\))|(?<=the letter )(?!of )[^\n]*?\.{_ENDING}|[^\s()]+\.{_ENDING}"
)
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


class Mask(NamedTuple):
    """What stands for what."""

    labels: Mapping[str, str]  # the name an authority is told by, to its mask; empty where nothing is masked
    forms: Mapping[str, str]  # a form of a name, small and single-spaced, to its mask
    initials: Mapping[str, str]
    pattern: "re.Pattern[str] | None"

    @property
    def on(self) -> bool:
        """Whether anything is masked."""
        return bool(self.labels)

    def words(self, told: str) -> str:
        """Words of a letter, or a sentence about it, with every name, address and reference masked."""
        if self.pattern is None:
            return told
        told = _FILE.sub("[file]", told)
        told = _ADDRESS.sub("[address]", told)
        told = _POSTCODE.sub("[postcode]", _TELEPHONE.sub("[telephone]", told))
        told = self.pattern.sub(self._masked, told)
        return _REFERENCE.sub(lambda found: found[0] if _DAY.fullmatch(found[0]) else "[reference]", told)

    def cell(self, field: str, told: str) -> str:
        """What is told of a letter beside it: a name that no letter has is known by no form, and goes whole."""
        if self.pattern is None or not told:
            return told
        if field == "reference":
            return "[reference]"
        words = self.words(told)
        return "another name" if field == "authority" and words not in self.labels.values() else words

    def _masked(self, found: re.Match[str]) -> str:
        if found["initials"]:
            return self.initials[found["initials"]]
        return self.forms[_small(found["name"])]


NO_MASK = Mask({}, {}, {}, None)


def mask_of(who: Authorities) -> Mask:
    """A mask for every authority; which one is A tells nothing of its name, its letters or its findings."""
    named = sorted((name for name in who.letters if name != NOBODY), key=_shuffled)
    labels = {name: f"Authority {short_name(number)}" for number, name in enumerate(named)}
    forms: defaultdict[str, set[str]] = defaultdict(set)
    initials: defaultdict[str, set[str]] = defaultdict(set)
    for name, spellings in who.spellings.items():
        for spelling in spellings:
            for form in _forms(spelling):
                forms[form].add(labels[name])
            if len(letters := _initials(spelling)) >= _SHORTEST_INITIALS:
                initials[letters].add(labels[name])
    told = {form: _one(own) for form, own in forms.items()}
    short = {letters: _one(own) for letters, own in initials.items()}
    return Mask(labels, told, short, _pattern(told, short))


def masked(who: Authorities, mask: Mask) -> Authorities:
    """The authorities by their masks, in the order of the alphabet, so that the order tells nothing either."""
    if not mask.on:
        return who
    names = {spelling: mask.labels[name] for spelling, name in who.names.items()}
    letters = {mask.labels.get(name, name): number for name, number in who.letters.items()}
    order = sorted(letters, key=lambda name: (name == NOBODY, len(name), name))
    return Authorities(names, {name: letters[name] for name in order})


def _forms(spelling: str) -> set[str]:
    """A name whole, without its article, and what of it is nobody else's."""
    whole = _small(spelling)
    own = [word for word in re.findall(r"[\w’'-]+", whole) if word not in _KINDS and word not in ("the", "force")]
    forms = {whole, whole.removeprefix("the "), folded_authority(spelling)}
    if own:
        forms.add(" ".join(own))
        # A quotation may begin in the midst of a name.
        forms |= {word for word in own if len(word) >= _SHORTEST_WORD and word not in _COMMON}
    return {form for form in forms if form and form not in _KINDS and form not in _COMMON}


def _initials(spelling: str) -> str:
    """'Wexmoor Moors Police' is WMP; Transport for Wexmoor is TfW, and TFW."""
    words = [word for word in re.findall(r"[A-Za-z]+", spelling) if word.lower() not in ("the", "of", "and")]
    return "".join(word[0] for word in words).upper()


def _pattern(forms: Iterable[str], initials: Iterable[str]) -> "re.Pattern[str]":
    longest = sorted(forms, key=lambda form: (-len(form), form))
    phrases = [r"\W+".join(map(re.escape, form.split())) for form in longest if " " in form]
    phrases = [phrase.replace(r"\W+and\W+", r"\W+(?:and\W+)?") for phrase in phrases]  # '&' is no word
    # One word alone may be any word, 'reading' or 'bath', but where it begins with a capital.
    words = [re.escape(own) for form in longest if " " not in form for own in (form.capitalize(), form.upper())]
    short = sorted(initials, key=lambda form: (-len(form), form))
    names = f"(?i:{_any(phrases)})|{_any(words)}"
    return re.compile(rf"\b(?:[Tt][Hh][Ee]\s+)?(?P<name>{names})\b|\b(?P<initials>{_any(map(re.escape, short))})\b")


def _any(patterns: Iterable[str]) -> str:
    return "|".join(patterns) or r"(?!)"


def _one(own: set[str]) -> str:
    return min(own) if len(own) == 1 else _SOMEBODY


def _small(words: str) -> str:
    return re.sub(r"\W+", " ", words.lower().replace("&", " and ")).strip()


def _shuffled(name: str) -> str:
    return sha256(folded_authority(name).encode())
