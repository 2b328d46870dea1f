"""From when to when a question asks, as it says itself or the words over its list do."""

import re
from collections.abc import Iterable
from datetime import date

from ncnd_rules.encode.dates.spells import MADE, Spell, hull, spells_in
from ncnd_rules.encode.draft import Draft
from ncnd_rules.encode.page import Sentence
from ncnd_rules.encode.questions.worded import Worded
from ncnd_rules.facts import Date

_ASKS_OF = (
    *("since", "in", "during", "for", "over", "throughout", "within", "across", "between", "from", "covering"),
    *("before", "prior to", "until", "up to", "after", "last"),
)
_UNDATED = (None, None)
# 'The drones bought in 2018' are not asked about for that year, 'how many were bought in 2018' are.
_OF_THE_THING = re.compile(
    rf"(?i)\b(?:{MADE}|policy|report|review|document|strategy|guidance|contract|agreement|inspection|survey)"
    r"(?: \w+ly)? $"
)
# 'Complaints about the fire in 2019', 'as reported in 2019': the year of what is asked about, and no time of asking.
_OF_AN_EVENT = re.compile(
    r"(?i)\b(?:as \w+ed|(?:about|regarding|concerning|following|despite|against|light of|because of|result of|"
    r"(?:regard|respect|relation|reference) (?:to|of)) "
    r"(?:the|this|that|those|these|an?|your|our|its|their)(?: \w+){1,4}|"
    r"(?:light|because|result) of(?: \w+){1,4}|"
    r"(?:the|this|that|those|these|an?)(?: \w+){0,2} (?:fire|floods?|events?|changes?|incident|attacks?|elections?|"
    r"referendum|merger|closure|riots?|strike|storm|accident|collision|reforms?|cuts|budget|decisions?|order|"
    r"announcement|ruling|judgment|inquiry)) $"
)
_VERB_BEFORE = re.compile(r"(?i)\b(?:was|were|been|has|have|had|did|is|are)\b[^,;:?]*$")
# 'Officers who joined in 2018', 'since the inquiry reported in 2020': the year of what a clause tells, and of no count.
_IN_A_CLAUSE = re.compile(
    r"(?i)(?:\b(?P<head>\w+) (?:who|which|that|whose|whom|when|where)|\b(?:since|after|before|until|following))\b"
    r"(?: [^\s,;:?]+)+ $"
)
_OPENS_QUESTION = re.compile(
    r"(?i)me|us|know|say|state|list|detail|tell|and|or|also|in|on|of|at|to|by|for|please|times|occasions|days|whether"
)
# 'How many people arrested in 2018 were charged?': what was done then is asked about, at whatever time.
_DONE_THEN = re.compile(r"(?i)(?:ed|en|ught|ade|ent|own|old|id) $")
_VERB_BEHIND = re.compile(r"(?i)[^,;:?]*?\b(?:was|were|have|has|had|did|is|are|remain\w*|resulted|led)\b")
_OF_A_YEAR = r"(?:calendar|financial|fiscal|tax|academic|school|years?|months?|period|time|dates?)"
_THE = re.compile(
    rf"(?i)(?:\w+ ){{0,2}}(?:the|this|that|our|your|its|their) "
    rf"(?!{_OF_A_YEAR}\b|(?:whole|full|end|beginning|start|middle)\b)"
)
_THING_BEHIND = re.compile(rf"(?i) (?!{_OF_A_YEAR}\b|(?:and|or|to|until|only|inclusive|onwards?)\b)[a-z]")
# What happened, told before what is asked: 'In 2019 you told me that there were none'.
_TELLS_A_STORY = re.compile(
    r"(?i)\b(?:told|said|says|stated|answered|replied|responded|confirmed|announced|published|wrote|written|learn\w*|"
    r"understand|believe|aware|according|introduced|changed|became|refused|disclosed|revealed|claimed|refer)\b"
)
_ALONE = re.compile(r"(?:^|[,(:;] ?|\s[-\u2010-\u2015] ?)$")
_ENDS = re.compile(r"\W*$")
_OF_ALL = re.compile(
    r"(?i):$|\bfollowing\b|\b(?:request|questions?|each question|all (?:of )?(?:the|these|your)|the period|"
    r"time ?(?:frame|scale|period))\b"
)


class AskedTimes:
    """The times that a request names: those of single questions, and those that its words set for all."""

    def __init__(self, draft: Draft, worded: Worded, sentences: Iterable[Sentence]) -> None:
        got = [fact.on for fact in draft.facts if isinstance(fact, Date) and fact.role in ("received", "request")]
        self._seen_from = max(got, default=None)
        self._set: list[tuple[int, tuple[date | None, date | None]]] = []  # from the number of which sentence on
        for sentence in sentences:
            sets = worded.gives(sentence, "scoping") or not worded.is_asked(sentence, labelled=sentence.labelled)
            sets = sets and not _TELLS_A_STORY.search(sentence.words)
            if sets and not sentence.labelled and _OF_ALL.search(sentence.words) and self._spells(sentence):
                self._set.append((sentence.number, self.named_in(sentence)))

    def are_named_in(self, sentence: Sentence) -> bool:
        """Whether a sentence names any stretch of time."""
        return bool(self._spells(sentence))

    def of(self, sentence: Sentence) -> tuple[date | None, date | None]:
        """From when to when a sentence asks: as it says, or as was said for all; none where neither is plain."""
        if self._spells(sentence):
            return self.named_in(sentence)
        over = [told for number, told in self._set if number < sentence.number]
        behind = [told for number, told in self._set if number > sentence.number]
        return (*over[-1:], *behind[:1], _UNDATED)[0]

    def _spells(self, sentence: Sentence) -> tuple[Spell, ...]:
        return spells_in(sentence.words, self._seen_from)

    def named_in(self, sentence: Sentence) -> tuple[date | None, date | None]:
        """From when to when a sentence says that it asks; none where that is not plain, or it names no time."""
        spells = self._spells(sentence)
        return hull(spells) if all(_asks_of(sentence.words, spell) for spell in spells) else _UNDATED


def _asks_of(words: str, spell: Spell) -> bool:
    """Whether a stretch of time is what a question asks about, and not when a thing that it names was made."""
    before, behind = words[: spell.start], words[spell.stop :]
    clause = _IN_A_CLAUSE.search(before)
    if clause and not _OPENS_QUESTION.fullmatch(clause["head"] or ""):
        return False
    if not spell.lead:
        return _ALONE.search(before) is not None and _ENDS.match(words, spell.stop) is not None
    if spell.lead not in _ASKS_OF:
        return False
    if _OF_AN_EVENT.search(before):
        return False
    if _THE.match(words, spell.start, spell.stop) and _THING_BEHIND.match(behind):
        return False  # 'for the 2024 games'
    if _DONE_THEN.search(before) and not _VERB_BEFORE.search(before) and _VERB_BEHIND.match(behind):
        return False
    return _OF_THE_THING.search(before) is None or _VERB_BEFORE.search(before) is not None
