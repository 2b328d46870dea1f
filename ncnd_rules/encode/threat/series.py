"""Of which part of the country, and against which threat, a level is told."""

import re

from ncnd_rules.encode.threat.claims import Claim, Known
from ncnd_rules.encode.threat.levels import LEVEL, RELATED, RELATED_OF

TAKES_UP = re.compile(
    r"(?i)^\W*(?:\S+ ){0,9}?(?:it|this|that|(?:the )?levels?|the uk|we(?:'ve| have) (?:been|stayed|remained|stood)|"
    r"the (?:\w+ ){0,2}(?:one|grade|grading|rating|assessment|figure|position|state|category|word))\b"
)
_INTERNATIONAL = re.compile(
    r"(?i)\blevels?\b[^,;.]{0,50}?\b(?:from|of) international terror|\binternational terrorism (?:threat )?level|"
    r"\bthe threat (?:to (?:the )?(?:\w+ ){1,2})?from international terrorism,? (?:is|remains|was|has|had|stands|at)\b"
)
# 'having been severe', 'when it was lowered': the level of which the clause before speaks
_OF_THE_SAME = re.compile(r"(?i)^['\")*]*,? having\b|[,;] having\b|\b(?:when|until|before|and|but|that|[,;:(])? ?it\b")
_PLACED = re.compile(
    r"(?i)\b(?:great britain|england|wales|scotland|mainland|rest of|northern ireland|uk|united kingdom|national|"
    r"country|whole|nation|international|islamist|abroad)\b"
)
_COUNTRIES = re.compile(r"(?i)\b(?:great britain|england|wales|scotland|mainland|rest of the)\b")
_BRITAIN = re.compile(
    r"(?i)\b(?:in|to|for|within|across|on) "
    r"(?:great britain|(?-i:GB)|britain|the (?:british )?mainland|england, (?:wales|scotland))\b|\((?-i:GB)\)|"
    r"\bgreat britain(?:'s)? (?:\w+ )?(?:level|threat)\b"
)
_RELATED_TO = re.compile(rf"(?i){RELATED}|related\b")
_ABROAD = re.compile(
    r"(?i)\b(?:from|of) (?:abroad|overseas|international|islamist|al.qa\w+)|\binternational (?:terror|one|level|"
    r"threat)"
)
_NORTHERN = re.compile(r"(?i)\b(?:northern ireland|(?-i:NI|the Province|Ulster))\b")
_NORTHERN_BEHIND = re.compile(r"(?i)['\")*]*,? (?:in|for) (?:northern ireland|(?-i:NI))\b")
_BRITAIN_BEHIND = re.compile(r"(?i)['\")*]*,? (?:in|for) (?:great britain|(?-i:GB))\b")
# Named only to be left out: 'the UK, excluding Northern Ireland', 'apart from the threat to the mainland'.
_LEFT_OUT = re.compile(
    r"(?i)\b(?:excluding|except(?:ing)?(?: for)?|other than|apart from|outside|not including|without) "
    r"(?:northern ireland|(?-i:NI))\b|"
    r"\b(?:apart|separate(?:ly)?|distinct|different(?:ly)?) from (?:the |that )?(?:\w+ ){0,2}?(?:to|for|in|of) "
    r"(?:great britain|northern ireland|the mainland|(?-i:NI|GB))\b"
)
_THAT_FOR = re.compile(
    r"(?i)(?:;|\b(?:and|while|whilst|but)\b)[^,;.]{0,30} (?:that|the level|the one|the threat) (?:for|from|in|of)\b"
)
_IN_THE_UK = re.compile(r"(?i)\b(?:uk|united kingdom|national|country)\b")
_OF_A_PART = re.compile(rf"(?i){RELATED}|related\b|\bnorthern ireland\b|\b(?-i:NI|GB)\b|\bbritain\b|\bmainland\b")
_OF_A_PART_BEHIND = re.compile(rf"(?i)(?:(?! and | but | while )[^,;.])*?(?:{_OF_A_PART.pattern.removeprefix('(?i)')})")


def series_of(claim: Claim, claims: list[Claim], words: str, known: Known) -> str:
    """Which published level is spoken of: that of the part of the country named with it."""
    if claim.of is not None:
        return series_of(claim.of, claims, words, known)
    words = _LEFT_OUT.sub(lambda left: " " * len(left[0]), words)
    having = [one for one in claims if one.level and one.stop <= claim.start and one is not claim]
    begins = max((one.stop for one in having), default=0)
    lead = words[begins : claim.stop].rpartition(";")[2]
    if _RELATED_TO.search(words) and _BRITAIN.search(words):
        return _of_several(claim, lead, words, known, is_first=begins == 0)
    if _of_britain_alone(lead, words, known):
        return "great_britain"
    if having and _OF_THE_SAME.search(lead) and not _PLACED.search(lead + re.split("[,.;]", words[claim.stop :])[0]):
        return series_of(having[-1], claims, words, known)
    placed = re.split("[,.;]", words[claim.stop :])[0] if claim.found.gives.get("behind") else ""
    behind = _NORTHERN_BEHIND.match(words, claim.stop) or (_NORTHERN.search(placed) and not _COUNTRIES.search(placed))
    if behind or (_NORTHERN.search(lead) and (not _COUNTRIES.search(lead) or RELATED_OF.search(lead))):
        return "northern_ireland"
    if begins == 0 and not re.search(r"(?i)\b(?:uk|united kingdom|national|country)\b", lead) and TAKES_UP.match(words):
        taken = re.match(r"(?i)^\W*(?:\S+ ){0,6}?(?:it|that level)\b|[^.]*[,:;] (?:and |but )?it\b", words)
        return known.series if taken and not _COUNTRIES.search(lead) else "national"
    return "national"


def _of_several(claim: Claim, lead: str, words: str, known: Known, *, is_first: bool) -> str:
    """Of which part, where a sentence tells of the terrorism related to Northern Ireland and of Great Britain."""
    names_none = is_first and not _OF_A_PART.search(lead) and not _OF_A_PART_BEHIND.match(words, claim.stop)
    if names_none and _IN_THE_UK.search(lead):
        return "national"
    if names_none and _THAT_FOR.search(words, claim.stop):
        return known.series
    if _ABROAD.search(lead) and not _RELATED_TO.search(lead):
        return "national"
    # For the mainland two levels may be told at once, that from abroad and that related to Northern Ireland.
    of_both = re.search(r"(?i)\bmainland\b", words) and not _NORTHERN.search(lead.rpartition(", ")[2])
    ours = of_both or _BRITAIN.search(lead) or _BRITAIN_BEHIND.match(words, claim.stop)
    return "great_britain" if ours else "northern_ireland"


def _of_britain_alone(lead: str, words: str, known: Known) -> bool:
    """'In Northern Ireland it is severe and in Great Britain moderate': of the terrorism that was told before."""
    apart = known.series != "national" or _NORTHERN.search(words) is not None
    return apart and re.search(r"(?i)\bgreat britain\b(?![^;]*\bterror)", lead) is not None


def is_of_international(claim: Claim, series: str, words: str) -> bool:
    """Whether the level is called that from international terrorism, in the clause that gives it."""
    before = max((one.end() for one in LEVEL.finditer(words) if one.end() < claim.start), default=0)
    clause = words[before : claim.stop].rpartition(";")[2]
    return series == "national" and claim.level is not None and _INTERNATIONAL.search(clause) is not None
