"""For which side a noun phrase of a weighing stands: 'the reasons for an answer', 'the harm of one', 'those against'.

The first word that names a side tells, and the words before it turn it: 'against', 'not', 'the harm of'.
"""

import re
from collections.abc import Mapping
from typing import Literal, NamedTuple

Side = Literal["answer", "silence"]
OTHER: dict[Side, Side] = {"answer": "silence", "silence": "answer"}

SURE, LIKELY, RELATED = 3, 2, 1  # words that name a side; words that are found on one; 'those against', 'the latter'

_SILENCE = (
    r"\bneither(?: to)? (?:confirm|admit|acknowledg|affirm|say|answer)\w*,? n?or(?: to)? \w+|\bneither (?:answer|"
    r"course)\b|\bncnd\b|\b(?:silen\w+|secre[ct]\w*|reticen\w+|with-?h[eo]ld\w*|(?:refus|declin|abstain|refrain)\w*|"
    r"(?:say|giv|mak)(?:e|ing)? (?:nothing|neither|none|no)|(?:remain|stay|keep)(?:ing)? (?:quiet|silent|mum)|"
    r"suppress\w*|non-? ?(?:disclosure|confirmation|release|publication|compliance)|(?:set|put|leav|lay)(?:t?ing|s|"
    r"e)? (?:\S+ ){0,6}?aside|disappl\w+|exempti?on\w*|exempting|exclu(?:sion|ding|de)\w*|exceptions?|"
    r"hold(?:ing)? (?:\S+ ){0,3}?back)\b"
)
_GUARDS = (
    r"\b(?:protect\w*|safe(?:ty|guard\w*)?|secur(?:e|ing|ity)|prevent\w*|preserv\w+|detect\w*|privacy|"
    r"confiden(?:ce|ces|tial\w*)(?! in\b)|welfare|enforcement|enforcing|investigat\w+|policing|crimes?|criminals?|"
    r"offenders?|terroris\w+|lives|life|tactics|tactical|sources|informants?|operations?|operational\w*|effectiveness|"
    r"well-?being|vulnerab\w+|defence|defending|relations|rights|"
    r"keeping (?:people|the public|\w+) (?:safe|secure|private|alive|confidential))\b"
)
_ANSWER = (
    r"\b(?:confirm\w*|den(?:y|ial|ied|ying)|disclos\w*|releas\w*|publish\w*|publication|answer\w*|repl(?:y|ies|ying)|"
    r"respon[ds]\w*|say(?:ing)?|tell(?:ing)?(?! (?:in|against|for|more|heavily)\b)|told|stat(?:e|ing)|admi(?:t|tting|"
    r"ssion)|reveal\w*|acknowledg\w*|affirm\w*|open(?:ness|ly)?|transparen\w*|candour|accountab\w*|scrutin\w*|"
    r"(?:to |in |of )know(?:n|ing|s)?|knowledge|curiosity|informed|inform(?:ing)? (?:the )?(?:public|debate|people)|"
    r"debate|public (?:understanding|awareness|confidence|trust)|comply\w*|compliance|communicat\w*|provid(?:e|ing)|"
    r"provision|suppl(?:y|ying)|mak(?:e|ing) (?:\S+ ){0,3}?public|hand(?:ing)? (?:\S+ ){0,3}?over|yes or (?:a )?no|"
    r"either way)\b"
)
_HARM = (
    r"\b(?:harm\w*|prejudic\w*|risks?|dangers?|damag\w+|detriments?|disadvantages?|drawbacks?|ills?|perils?|cons|"
    r"injur(?:y|ies)|threats?)\b"
)
_WORDS = re.compile(
    rf"(?i)(?P<silence>{_SILENCE})|"
    r"(?P<against>\b(?:against|away from|oppos(?:ed|ing|ition)|contrary to|adverse to|other than)\b)|"
    rf"(?P<harm>{_HARM})|(?P<guards>{_GUARDS})|(?P<answer>{_ANSWER})|"
    r"(?P<good>\b(?:benefits?|advantages?|merits?|good|gains?|value|pros|usefulness|profit)\b(?! reasons?\b))|"
    r"(?P<keeps>\b(?:maint(?:ain\w*|enance)|upholding|keeping|keep|retaining|retention|sustaining)\b)|"
    r"(?P<turns>(?<!\bor )\b(?:not(?! (?:only|least|just|merely|insignificant|inconsiderable)\b)|never|without|"
    r"(?:lack|absence) of)\b|n't\b|\bnon-)"
)
_NAMES: Mapping[str, tuple[Side, int]] = {
    "silence": ("silence", SURE),
    "answer": ("answer", SURE),
    "guards": ("silence", LIKELY),
}
# Of these a word behind them may say more: 'the harm of silence', 'the benefit of an answer'.
_HINTS: tuple[tuple[str, Side, int], ...] = (
    ("against", "silence", RELATED),
    ("harm", "silence", LIKELY),
    ("good", "answer", LIKELY),
    ("keeps", "silence", LIKELY),
)
_EXEMPTS = ("exempt", "exclu", "except")  # what such a thing is there to prevent is no harm that it does
_OF_ITSELF = re.compile(r"(?i)[\s,]*(?:(?:to )?(?:do(?:ing)?|be(?:ing)?)(?: so| this| that)?\b)")
# 'Those in favour', 'what can be said for it': a side told by nothing but where it stands.
_PLACED: tuple[tuple[re.Pattern[str], Side], ...] = (
    (
        re.compile(
            r"(?i)\b(?:in (?:its |their )?(?:favour|support)|favour(?:s|ing|able)|support(?:s|ing|ive)?|for|pro|"
            r"towards?)(?: of)?(?: (?:it|this|that|one|them|doing so|doing this|so doing|do|does))?[\s,]*$"
        ),
        "answer",
    ),
    (
        re.compile(
            r"(?i)\b(?:other side|opposing (?:case|argument|factor|consideration)|counter-?vailing|"
            r"counter-?arguments?|contrary (?:case|argument)|latter|second)\b"
        ),
        "silence",
    ),
    (re.compile(r"(?i)\bformer\b"), "answer"),
)


class Standpoint(NamedTuple):
    """The side of a noun phrase, how sure that is, and where the word stands that tells."""

    side: Side
    sure: int
    start: int


def standpoint_of(words: str) -> Standpoint | None:
    """The side for which words stand, if any does."""
    before: dict[str, re.Match[str]] = {}
    for match in _WORDS.finditer(words):
        kind = match.lastgroup or ""
        if kind in _NAMES:
            return _named(kind, match, before)
        if kind != "turns":
            before.setdefault(kind, match)
        elif _OF_ITSELF.match(words, match.end()):
            # 'That in not doing so'
            return Standpoint("answer" if "against" in before else "silence", RELATED, match.start())
        elif before.pop("turns", None) is None:
            before["turns"] = match
    for kind, side, sure in _HINTS:
        if kind in before:
            turned = "turns" in before
            return Standpoint(OTHER[side] if turned else side, sure, before[kind].start())
    return next((Standpoint(side, RELATED, 0) for told, side in _PLACED if told.search(words)), None)


def _named(kind: str, match: re.Match[str], before: Mapping[str, re.Match[str]]) -> Standpoint:
    side, sure = _NAMES[kind]
    harm = before.get("harm")
    if harm is not None and (kind == "guards" or match[0].lower().startswith(_EXEMPTS)):
        return Standpoint("silence", LIKELY, harm.start())
    turned = (("turns" in before) + ("against" in before) + (harm is not None)) % 2 == 1
    return Standpoint(OTHER[side] if turned else side, sure, match.start())
