"""Sums and numbers that the reasons for a silence tell in passing: 'all three of the devices', 'the £43,000 spent'.

What the request or an answer told already gives nothing away.
"""

import re

from ncnd_rules.encode.draft import Draft, Found
from ncnd_rules.encode.page import ARGUING
from ncnd_rules.encode.parts import Parts, ids_of
from ncnd_rules.encode.patterns import Pattern, as_bytes
from ncnd_rules.encode.positions.words import content
from ncnd_rules.encode.questions import Questions
from ncnd_rules.facts import Presupposition
from ncnd_rules.number_words import NUMBERS

_NEAR = 40  # characters between a number and the thing that is counted
_STEM = 5  # letters by which 'device' and 'devices' are one
_MONEY = "money"  # the fragment of the lexicon that finds a sum
_FIGURE = re.compile(r"£ ?(?P<figure>[0-9,.]+) ?(?P<unit>[a-z]*)")  # the pieces of what it found
_UNITS = {"k": 1, "thousand": 1, "m": 2, "million": 2, "bn": 3, "billion": 3}  # the power of a thousand
_MEANS_IT = re.compile(r"(?i)\b(?:such|this|these|it|them|they|its|our)\b")  # what was asked about, without its name
_NUMBER = re.compile(r"(?i)(?<![\w£])(?:[a-z]+|\d[\d,]*)(?!\w)")


def encode_sums(draft: Draft, parts: Parts, questions: Questions) -> None:
    """Each sum or number that reasons give away, once for each silence that they are argued for."""
    if not parts.silences:
        return
    told = [one.words.lower() for one in draft.page.sentences if one.section not in ARGUING]
    money = draft.lexicon.fragment(_MONEY)
    for found in draft.find("sums", draft.page.spoken(*ARGUING)):
        sentence = found.sentence
        if sentence.is_heading or _is_told(found, told, money):
            continue
        silent = [held for held in parts.argued_by(sentence, set()) if held.fact.position == "ncnd"]
        asked = content(questions.words_of(tuple(one for held in silent for one in held.fact.question)))
        if silent and (_MEANS_IT.search(sentence.words) or asked & content(sentence.words)):
            stated = found.gives.get("stated", False)
            draft.add(Presupposition, part=ids_of(silent), stated=stated, evidence=(found.span(),))


def _is_told(found: Found, elsewhere: list[str], money: Pattern) -> bool:
    """Whether the request or an answer tells the same sum, or counts as many of the same things."""
    groups = found.hit.groups
    thing = groups.get("thing", "").lower()[:_STEM]
    if not thing:
        sum_told = _amount(groups["told"])
        return any(
            _amount(words[slice(*other.span())]) == sum_told
            for words in elsewhere
            for other in money.finditer(as_bytes(words))
        )
    number = _number(groups.get("told") or "two")  # 'both'
    return any(
        _number(other[0]) == number and thing in words[other.end() : other.end() + _NEAR]
        for words in elsewhere
        if thing in words
        for other in _NUMBER.finditer(words)
    )


def _amount(words: str) -> float:
    match = _FIGURE.match(words.lower())
    assert match is not None  # every sum begins so
    thousands: float = 1_000 ** _UNITS.get(match["unit"], 0)
    return float(match["figure"].replace(",", "")) * thousands


def _number(words: str) -> int | None:
    digits = words.replace(",", "")
    return int(digits) if digits.isdigit() else NUMBERS.get(words.lower())
