"""A level that is told by how likely it makes an attack, or by its rank, and not by its name."""

import re

from ncnd_rules.encode.threat.claims import Claim
from ncnd_rules.encode.threat.levels import RELATED_OF

# What an attack is at each level, where that alone is told: 'likely' is said of too much else.
_LIKELIHOODS = {"highly likely": "severe", "expected imminently": "critical"}
_LIKELIHOOD = re.compile(
    r"(?i)\b(?:an|another|a further|a terrorist|such an|terrorist) (?:terrorist )?attacks?\b"
    r"(?: (?:on|in|against|within) [^,.;]{2,40}?)? (?:is|are|remains?|to be|as)"
    r"(?: (?:now|currently|therefore|still|thus|again|presently|at present|once more|to be|regarded as|"
    r"considered(?: to be)?|judged(?: to be)?|assessed(?: as| to be)?|thought|rated))* "
    rf"(?P<how>{'|'.join(_LIKELIHOODS)})\b"
)
# 'The threat level currently stands at the second highest level': what it is at, counted from the top.
_RANKS = {"second": "severe", "2nd": "severe", "third": "substantial", "3rd": "substantial", "": "critical"}
_RANKED = re.compile(
    r"(?i)\b(?:threat(?: level)?|level of (?:the )?(?:\w+ )?threat)"
    r"(?: (?:to|in|for|across|facing|from|of|against)(?: (?!(?:is|are|remains?|stands?)\b)[\w-]+){1,5})?"
    r" (?:currently |presently |now )?(?:is|remains|stands|continues to be|has remained)"
    r"(?: (?:currently|presently|now|still|set|assessed|judged|rated))*(?: (?:at|as|to be))? (?:the|its)"
    rf" (?P<how>(?P<order>{'|'.join(filter(None, _RANKS))})[- ]highest\b|"
    r"highest (?:possible )?(?=level|rating|of (?:the )?five))"
    r"(?! (?:\w+ ){0,2}?(?:since|ever|for|in)\b)"
)
_ELSEWHERE = re.compile(r"(?i)\b(?:northern ireland|ulster)\b")  # it has a level of its own
_NOT_TOLD = re.compile(
    r"(?i)\b(?:means?|tells|meaning|meant|indicat\w+|signif\w+|denot\w+|defin\w+|describ\w+|if|when|where|would|whether|"
    r"should|could|might|unless|not|you)\b|n't\b"
)


def implied_level(words: str, settled: list[Claim], *, is_told: bool) -> tuple[re.Match[str], str] | None:
    """The words that say how likely an attack is, or what rank a level has, and the level that they mean.

    Where a level is told, in the sentence or before it, they only explain it.
    """
    ranked = _RANKED.search(words)
    likely = ranked or _LIKELIHOOD.search(words)
    if likely is None or _NOT_TOLD.search(words, 0, likely.start("how")):
        return None
    if RELATED_OF.search(words) or (ranked and _ELSEWHERE.search(words)):
        return None
    level = _RANKS[(ranked["order"] or "").lower()] if ranked else _LIKELIHOODS[likely["how"].lower()]
    raised = any(one.claim == "raised" and one.level == level for one in settled)
    return None if (is_told and not raised) or len(settled) > raised else (likely, level)
