"""What a question seeks, and what gives it away that a sentence is its answer: its words, and the form it asks for.

A figure answers 'how many', a time 'when', a name 'who'. What has a word of the question in front and a figure behind
is its answer where no row of the lexicon knows the words.
"""

import re
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from ncnd_rules.encode.dates.shapes import MONTH
from ncnd_rules.encode.positions.words import content
from ncnd_rules.encode.questions import Asked

_SEEKS = {
    "figure": re.compile(
        r"(?i)\bhow (?:many|much|often|long|old|far)\b|\b(?:numbers?|totals?|amounts?|counts?|percentages?|"
        r"proportions?|rates?|costs?|prices?|values?|budgets?|expenditure|spend(?:ing)?|spent|salar(?:y|ies)|sums?|income|fees?|"
        r"paid|payments?|figures?|statistics)\b"
    ),
    "time": re.compile(r"(?i)\b(?:when|dates?|how (?:long|recently)|since when|what (?:time|year|day)|retention)\b"),
    "name": re.compile(
        r"(?i)\b(?:who|whom|whose|which|where|names?|suppliers?|compan(?:y|ies)|firms?|manufacturers?|makes?|models?|"
        r"ranks?|titles?|providers?|locations?)\b"
    ),
}
_A_DAY = (
    rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)? )?(?:{MONTH})(?: (?:19|20)\d\d)?\b|\b(?:19|20)\d\d(?:\s?[/-]\s?\d\d(?:\d\d)?)?\b"
)
_IS_A_DAY = re.compile(f"(?i){_A_DAY}")
_GIVES = {
    "figure": re.compile(
        r"(?i)(?<![\w(/.])£? ?\d[\d,.]*%?(?![\w(])|\b(?:no|none|nil|one|two|three|four|five|six|seven|eight|nine|ten|"
        r"eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|"
        r"hundreds?|thousands?|millions?|dozens?|once|twice|half|all|both)\b"
    ),
    "time": re.compile(rf"(?i){_A_DAY}|\b(?:\d+|[a-z]{{3,7}}) (?:hours?|days?|weeks?|months?|years?)\b|\bnever\b"),
    "name": re.compile(
        r"(?<=[\w,:;\"'-] )\(?[A-Z][\w&'-]*|"
        r"(?i:\b(?:officers?|managers?|directors?|head|inspectors?|superintendents?|teams?|departments?|units?|chief|"
        r"sergeants?|committee|board)\b)"
    ),
}
_SUBJECT = 70  # characters from the first of a sentence in which it says what it is about
# 'Reads: around 402 million', 'Policy - there is one': what it is about, and what is said of it.
_HEADED = re.compile(r"(?P<head>[^:.;?]{3,60}?)(?::| -+) (?P<said>\S.*)", re.DOTALL)
_WHETHER = re.compile(r"(?i)\W*(?:if|whether|do|does|did|is|are|was|were|has|have|had)\b")
_MOST_ADDED = 2  # words of substance
_MOST_HEAD = 6  # words of substance
# 'Guard Dogs - 123/19' and 'Dated: 4 May 2019', by which a log knows the answer: they say nothing of what was asked.
_OF_THE_LOG = re.compile(
    r"(?i).*(?::| -) (?:(?:foi|ref)\S*\s?)?\d{1,6}[a-z]?\s?[/_]\s?(?:20)?\d\d[a-z]?\W*|"
    r"(?:dated?|date (?:of )?(?:the )?(?:request|response|reply|receipt|received|sent)|(?:received|sent)(?: on)?)"
    r"\s?[:-] ?"
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)? (?:{MONTH}),? (?:19|20)\d\d|\d{{1,2}}[/.]\d{{1,2}}[/.](?:19|20)?\d\d)\W*"
)


_FIGURE = re.compile(r"\d+")
_ACRONYM = re.compile(r"\b[A-Z]{2,6}\b")


def _stands_for(short: str, words: str) -> bool:
    """Whether words spell out the letters of a short name: 'Special Air Service' those of 'SAS'."""
    return re.search(r"\b" + r"\w*\s+(?:(?:of|for|and|the)\s+)?".join(short) + r"\w", words) is not None


class Sought(NamedTuple):
    """What one question seeks."""

    asked: Asked
    words: frozenset[str]
    own: frozenset[str]  # those that no other question has
    forms: tuple[str, ...]

    def shared_with(self, words: str) -> int:
        """How many words of substance a sentence shares with the question."""
        return len(content(words) & self.words)

    def is_subject_of(self, words: str) -> bool:
        """Whether a sentence begins with what this question alone speaks of."""
        return bool(content(words[:_SUBJECT]) & self.own)

    def is_given_by(self, words: str) -> bool:
        """Whether words have the form that the question asks for; no form is asked for by 'whether' or 'a copy of'."""
        without_days = _IS_A_DAY.sub("", words)
        return any(_GIVES[form].search(words if form == "time" else without_days) is not None for form in self.forms)

    @property
    def asks_whether(self) -> bool:
        """Whether it asks whether something is so."""
        return _WHETHER.match(self.asked.fact.evidence[0].quote) is not None

    def only_adds_to(self, words: str) -> bool:
        """Whether it asks for little but a form that words have, as 'the dates and places' does."""
        return len(self.words) <= _MOST_ADDED and self.is_given_by(words)

    def headed_at(self, words: str) -> int:
        """Where an answer begins behind a head that names nothing but what the question speaks of; 0 without one."""
        headed = _HEADED.match(words)
        if headed is None or _OF_THE_LOG.fullmatch(words):
            return 0
        head = content(headed["head"])
        named = head <= self.words if head else self._asks_in_words(headed["head"])
        return headed.start("said") if named and len(head) <= _MOST_HEAD else 0

    def is_headed_by(self, words: str) -> bool:
        """Whether a line names nothing but what this question speaks of, and something that it alone does."""
        asked = self.asked.fact.evidence[0].quote
        if words.endswith((".", "?", ":", ";", ",")) or len(words) > _SUBJECT:
            return False
        if not set(_FIGURE.findall(words)) <= set(_FIGURE.findall(asked)):
            return False
        head = content(_ACRONYM.sub(lambda short: "" if _stands_for(short[0], asked) else short[0], words))
        return head <= self.words and bool(head & self.own)

    def is_named_by(self, words: str, known: frozenset[str]) -> bool:
        """Whether one of several heads in a line names what this question alone speaks of, and nothing unasked.

        Args:
            known: every word of substance of the questions.
        """
        head = content(words)
        return head <= known and bool(head & self.own)

    def said_under(self, words: str) -> str:
        """What is said behind such a head, where it names what this question alone speaks of; empty without one."""
        at = self.headed_at(words)
        head = content(words[:at])
        return words[at:] if at and (head & self.own or not head) else ""

    def _asks_in_words(self, head: str) -> bool:
        """Whether the question has every word of a head that has none of substance, as in 'Number: 14'."""
        plain = re.findall(r"[a-z]{4,}", head.lower())
        quoted = self.asked.fact.evidence[0].quote.lower()
        return bool(plain) and all(re.search(rf"\b{word}\b", quoted) for word in plain)


def figures_in(words: str) -> int:
    """How many figures words give, beside days and years."""
    return len(_GIVES["figure"].findall(_IS_A_DAY.sub("", words)))


def sought_by(questions: Iterable[Asked]) -> list[Sought]:
    """What each of some questions seeks."""
    worded = [(asked, content(asked.fact.evidence[0].quote)) for asked in questions]
    counts = Counter(word for _, words in worded for word in words)
    return [
        Sought(
            asked,
            words,
            frozenset(word for word in words if counts[word] == 1),
            tuple(form for form, pattern in _SEEKS.items() if pattern.search(asked.fact.evidence[0].quote)),
        )
        for asked, words in worded
    ]
