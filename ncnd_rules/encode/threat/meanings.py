"""What the letter says that a threat level means: 'severe, meaning that an attack is highly likely'."""

import re

from ncnd_rules.encode.draft import Draft, span_of
from ncnd_rules.encode.page import Sentence
from ncnd_rules.facts import LevelMeaning

_LEVEL = re.compile(r"(?i)\b(?:low|moderate|substantial|severe|critical)\b")
_TAKES_UP = re.compile(r"(?i)\W*(?:it|this|that|which|the level)\b[^,;.]{0,20}? (?:means|indicates|signifies)\b")
_OF_THREAT = re.compile(r"(?i)\bthreat|\blevel|\bterror|\b(?-i:LOW|MODERATE|SUBSTANTIAL|SEVERE|CRITICAL)\b")
_EXPLAINS = re.compile(r"(?i)\b(?:mean|indicat|signif|defin|denot)\w*")
_LEFT = re.compile(r"(?i)\b(?:having been|had been|was|were|from|than)\W*$")
# 'SUBSTANTIAL, which until 2019 meant that an attack was a strong possibility'
_ONCE = re.compile(r"(?i)\b(?:meant|used to|formerly|previously|until|till|before|then)\b")
_FURTHEST = 90  # characters from a level to the words that explain it


def encode_meanings(draft: Draft) -> None:
    """Each meaning that the authority gives a level as its own, with the level named last before it."""
    for found in draft.find("meanings", draft.page.spoken(), every=True):
        sentence, start = found.sentence, found.hit.start
        if sentence.section == "rights":
            continue
        named = _level_before(draft, sentence, start)
        if named is not None:
            meaning, evidence = found.gives["meaning"], span_of(sentence, start, found.hit.stop)
            draft.add(LevelMeaning, sentence, level=named, meaning=meaning, evidence=(evidence,))


def _level_before(draft: Draft, sentence: Sentence, start: int) -> str | None:
    """The level that is explained: in the sentence, or in the one before that 'it means' takes up."""
    lead = sentence.words[:start]
    levels = [level for level in _LEVEL.finditer(lead) if not _LEFT.search(lead, 0, level.start())]
    between = lead[levels[-1].end() :] if levels else ""
    if levels and (_OF_THREAT.search(sentence.words) or _EXPLAINS.search(between)):
        return None if len(between) > _FURTHEST or _ONCE.search(between) else levels[-1][0].lower()
    if levels or not sentence.number or not _TAKES_UP.match(sentence.words):
        return None
    above = draft.page.sentences[sentence.number - 1].words
    told = _LEVEL.findall(above) if _OF_THREAT.search(above) else []
    return told[-1].lower() if told else None
