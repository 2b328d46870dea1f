"""What a sentence may tell of a threat level beyond the claims that were read from it."""

import re
from collections.abc import Sequence

from ncnd_rules.encode.dates.shapes import MONTH
from ncnd_rules.encode.prefiltered import Prefiltered
from ncnd_rules.encode.threat.levels import ANY_LEVEL
from ncnd_rules.facts import ThreatClaim
from ncnd_rules.number_words import NUMBERS

_CHANGED = (
    r"(?:raised|increased|rose|risen|upgraded|elevated|lowered|reduced|fell|fallen|dropped|decreased|downgraded|"
    r"changed|set|put|(?:went|gone|moved|brought|come|came|taken|stepped) (?:back )?(?:up|down))"
)
_ROSE = re.compile(
    r"(?i)\b(?:levels?|threat|rating|it|they|which|state|we|country|uk) (?:(?!not\b|never\b)\w+ ){0,3}?"
    r"(?:raised|increased|rose|risen|upgraded|elevated|(?:put|went|gone|moved|stepped) up)\b"
)
_LASTED = re.compile(
    rf"(?i)\bunchanged\b|\bnot (?:been )?(?:changed|moved|altered|varied)\b|"
    rf"(?<!been )\bfor (?:\w+ ){{0,4}}?(?:(?:{'|'.join(NUMBERS)}|\d{{1,2}}|a|some|many|several)"
    r"(?: and a half)? |the (?:whole|last|past) (?:of the )?(?:\w+ )?)(?:days|weeks|months|years?)\b"
)
_SPANS = re.compile(
    rf"(?i)\b(?:since|from|between|until|till) (?!then\b|its\b|['\"]?{ANY_LEVEL}\b)(?:[a-z]+ ){{0,3}}?"
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)? )?(?:{MONTH}|20\d\d|last year)\b"
)
_PUBLISHED = re.compile(
    r"(?i)\b(?<!first )(?:publish\w*|made (?:\w+ ){0,4}?(?:public|known)|public (?:domain|knowledge))\b[^.;]*"
    r"\b(?:since|from|in) (?:\w+ )?20\d\d\b|"
    r"\bsince (?:\w+ )?20\d\d,?(?:(?!\bno\b|\bnot\b|\bnever\b)[^.;])*"
    r"\b(?:publish\w*|made (?:\w+ ){0,4}?(?:public|known))\b"
)
_HELD = re.compile(
    r"(?i)\b(?:has|have|had|having) (?:\w+ )?(?:remained|stayed|stood|been (?:at|so|there|put|set|kept|assess\w+))\b|"
    r"\b(?:never|not) (?:been |once )?(?:fallen|dropped|moved|changed|lower|gone|lowered|below)\b"
)
_EXCEPT = re.compile(r"(?i)\b(?:except|save|exception|barring|bar|but for|apart from|aside from|interrupted)\b")
_NOW = re.compile(
    rf"(?i)\b(?:is|are|stands?) (?:\w+ ){{0,2}}?['\"]?{ANY_LEVEL}\b['\"]? (?:now|today|at present|as i write)\b|"
    rf"\b(?:now|today|currently|presently|at present|to this day),? (?:is |are |stands? )?(?:at )?['\"]?{ANY_LEVEL}\b"
)
# A level told by that of another: 'so that it is now the same as the national one'.
_LIKE_ANOTHER = re.compile(
    r"(?i)\bthe same (?:level|rating|as)\b|\b(?:so|as) (?:is|was|has) (?:that|the (?:level|threat))\b"
)
_OF_OTHERS = (("published_since", _PUBLISHED), ("current", _NOW))  # what tells a claim that was not read
_TAKEN_UP = r"(?:it|they|that|this|which|both|there|the (?:\w+ )?(?:increase|rise|change|reduction|fall))"
_WHEN = rf"(?:{MONTH}|20\d\d|(?:last|this) (?:month|week|year)|ago)"
# What takes up the level of the sentence before, and names a level or the time of a change.
_GOES_ON = re.compile(
    rf"(?i)^[^.;]{{0,60}}?\b{_TAKEN_UP}\b[^.;]{{0,60}}\b(?:{ANY_LEVEL}\b|{_CHANGED}\b[^.;]{{0,50}}\b{_WHEN}\b)"
)
_WAS_AT = Prefiltered(rf"(?i)\b(?:it|they|level|we) (?:has|have|had) been (?:\w+ ){{0,2}}?['\"(*]*{ANY_LEVEL}\b")
_NAMED = re.compile(r"(?:^|[^.!?] )['\"(*]*(?:Substantial|Severe|Critical|SUBSTANTIAL|SEVERE|CRITICAL)\b")
_OF_THE_SCALE = Prefiltered(
    rf"(?i)\b(?:(?<!which )means?|scale|defin\w+|indicat\w+|signif\w+|levels of threat)\b|"
    rf"\bat ['\"]?{ANY_LEVEL}['\"]?,? an? (?:\w+ )?attack\b"
)


def tells_more(words: str, told: Sequence[ThreatClaim]) -> bool:
    """Whether a sentence with claims says more: since when levels are published, that one rose, how long it lasted."""
    claims = {one.claim for one in told}
    beyond = [pattern for claim, pattern in _OF_OTHERS if claim not in claims]
    if claims == {"current"}:
        beyond += [_LASTED, _LIKE_ANOTHER, _SPANS]
        beyond += [_ROSE] if any(one.relative == "none" for one in told) else []
    elif "raised" not in claims:
        beyond.append(_EXCEPT)
    if not claims & {"remained", "raised"}:
        beyond.append(_HELD)
    if not any(one.level for one in told):
        beyond.append(_NAMED)
    return any(one.search(words) for one in beyond)


def may_tell(words: str, *, near: bool) -> bool:
    """Whether a sentence without a claim may tell one: a level, or when one changed.

    Args:
        near: whether it speaks of the threat, or stands behind a sentence that does.
    """
    if _OF_THE_SCALE.search(words):
        return False
    return _WAS_AT.search(words) is not None or (near and any(one.search(words) for one in (_GOES_ON, _NAMED)))
