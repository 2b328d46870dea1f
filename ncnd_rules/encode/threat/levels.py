"""Which words name a threat level, and which rank they give it."""

import re
from collections.abc import Iterator
from typing import get_args

from ncnd_rules.encode.dates.shapes import MONTH
from ncnd_rules.encode.prefiltered import Prefiltered
from ncnd_rules.encode.threat.claims import Claim, Known
from ncnd_rules.facts import Level
from ncnd_rules.registers.threat import ORDINALS

LEVELS: tuple[str, ...] = get_args(Level)  # the lowest first
ANY_LEVEL = rf"(?:{'|'.join(LEVELS)})"
"""A pattern for the name of any of them."""
LEVEL = re.compile(rf"(?i)(?P<mark>['\"]?)\b(?P<level>{ANY_LEVEL})\b")
# A level in small letters and without quotation marks is no mere adjective: it describes nothing but a level.
_BEHIND = re.compile(
    r"(?i)\W*$|['\")*]* ?(?:[-,.;:)(]|"
    r"(?:(?:terror\w* |national |uk )*(?:threat|level)s?(?! of (?!threat|alert|terror))|"
    r"since|in|on|at|from|for|until|where|which|when|"
    r"we|i|any|our|and (?:has|had|there|it|is|was|in|to|for|at|the|that|i|we|you|they|remains?|stands?)|or|"
    r"meaning|indicating|throughout|during|apart|except|save|with|"
    r"following|after|as|today|now|so|but|again|because|while|whilst|having|then|by|before|across|nationally|this|"
    r"last|twice|three|two|recently|earlier|between|late|early|over|ever|some|just|only|once|more|both|here|it|"
    rf"without|\w+ly|that (?:is|was|has|had)|"
    rf"to (?:['\"(]?{ANY_LEVEL}|date|this|reflect|end)|"
    r"is|was|has|applies|still|right|presently|currently|under|in force)\b)"
)
_NO_LEVEL = re.compile(r"(?i)['\"]? (?:national infrastructure|infrastructure|incident|care|mass)\b")
# 'at severe', 'to be severe': a level though no other word says so
_GRADED = re.compile(r"(?i)\b(?:at|as|to|to be|below|from|level of) ['\"(]*$")
_WEAK = ("low", "moderate")
_COUNTRY = (
    r"(?:the )?(?:uk|united kingdom|country|nation|mainland|(?:great )?britain|northern ireland|england|wales|"
    r"scotland)"
)
_LEVEL_SAID = re.compile(
    r"(?i)(?:^\W*|[,;:(] ?|\b(?:and|but|that|because|as|since|while|whilst|although|though|so) |"
    r"\b(?:assess|judg|rat|put|set|plac|keep|kept)\w* )"
    r"(?:(?:the|our|this|its|current|present|national|overall|official|published|uk|country's|nation's|terror\w*) )*"
    r"(?:(?:threat|alert) (?:level|rating)|level of (?:the )?(?:terror\w* )?threat)"
    rf"(?: (?:to|in|for|across|facing|from|of|and|against|within) (?:{_COUNTRY}|(?:[\w-]+ ){{0,4}}?terrorism))*"
    r"(?::|(?: (?:is|was|has|had|been|remains?|remained|stands?|stood|stays|set|assessed|judged|rated|put|kept|at|as|"
    r"to|be|of|currently|now|still|presently|today|therefore|only))+) ['\"(]*$"
)
_IN_A_PLACE = re.compile(
    rf"(?i)['\")*]* (?:in|for|at|across|among|within|where|when|here)\b(?! (?:{_COUNTRY}|present|the moment)\b)"
)
_EXPLAINED = re.compile(r"(?i)['\")*]* (?:means|tells|indicates|signifies|denotes|is defined|being defined|defined)\b")
_PRESENT = re.compile(r"(?i)\b(?:current|present|now|today|currently|presently)\b[^.;]*$")
_A_LEVEL_OF = re.compile(r"(?i)^\W*(?:an?|the|any) (?:threat )?level of ['\"(]*$")
_JOINED = re.compile(
    rf"(?i)['\")*]*(?: \((?![^)]*\b(?:{MONTH})\b)[^)]{{0,80}}\))?"
    r"(?:, (?:and |or )?|,? (?:and|or) |/| ?[-;:] ?)['\"(*]*$"
)
_LEFT = re.compile(r"(?i)\b(?:from|than|between)(?: (?:the|a|an|level|of|at|being))* ?['\"(]*$")
_LEADS_ON = re.compile(rf"(?i)['\")*]* to ['\"(*]*{ANY_LEVEL}\b")
NOT_LESS = re.compile(
    r"(?i)(?:\b(?:never|not|no)|n't)\b[^,;]{0,60}(?:\b(?:lower|less|other) than|\bbelow|\bunder|\bleft|"
    r"\b(?:changed?|moved?|shift(?:ed)?|alter(?:ed)?|varied|departed|budged) from)(?: (?:the|a))? ?['\"(]*$"
)
_SCALE = r"['\"(]?(?:substantial|severe|critical)\b"  # 'low' and 'moderate' are said of anything
_OF_THREAT = re.compile(
    rf"(?i)\bthreat|\bterror|\bjtac\b|\bmi5\b|\b(?-i:{ANY_LEVEL.upper()})\b|"
    rf"\b(?:danger|alert|assess\w+)\b[^.;]*['\"]{_SCALE}|"
    rf"\b(?:(?:the|that|its|our) (?:\w+ ){{0,2}}level|(?:of|the) levels (?:were|began))\b"
    rf"(?! of (?!threat|alert))[^.;]*{_SCALE}"
)
_MOVES = Prefiltered(
    rf"(?i)\b(?:up|down|back|raised|lowered|moved|went|gone|reduced|increased|rose|fell|dropped)(?: again)?"
    rf"(?: from {_SCALE}['\")]*)? (?:to|at) {_SCALE}|"
    rf"\b(?:is|are|was|were|we're|stands?|stood|remains?|stayed|been|still|now|currently) at {_SCALE}|"
    rf"\b(?:lower|less|other) than {_SCALE}|\bbelow {_SCALE}|\b(?:put|was|were|placed) on {_SCALE}|"
    rf"\b(?:reached|hit|touched) {_SCALE}|"
    rf"\b(?:state|level)s? of alert\b[^.;]*{_SCALE}"
)
# Most sentences have none of them, and the patterns above are slow to look for.
_MAY_SPEAK = ("threat", "terror", "jtac", "mi5", *LEVELS)
RELATED = (
    r"\b(?:related to (?:\w+ ){0,2}northern ireland|(?:(?:northern )?ir(?:ish|eland)|(?-i:NI))[- ](?:\w+ )?related|"
    r"(?-i:NIRT)\b|"
    r"(?:irish|dissident) republican)"
)
_OF_LEVELS = re.compile(
    rf"(?i){RELATED}|\bnorthern ireland\b[^.;]*\bthreat\b|\bthreat\b[^.;]*\bnorthern ireland\b|"
    r"\bterror|\blevels?\b|\bthreat in northern ireland\b|"
    r"\bthe threat (?:is|remains|stands|has|continues) (?:still |now |currently )?['\"]?|\bjtac\b|"
    r"\b(?:national|current|present|terrorist) threat\b|\bassess\w+ of the (?:\w+ )?threat\b|"
    r"\bthreat to (?:the )?(?:uk|united|country)"
)
_ORDERS = {"second": 2, "2nd": 2, "third": 3, "3rd": 3, "middle": 3, "fourth": 4, "4th": 4}
_ORDER = rf"(?:(?P<order>{'|'.join(_ORDERS)})[- ])"
_END = r"(?P<end>highest|top|lowest)"
_RANK_BEFORE = (
    re.compile(
        rf"(?i)\b{_ORDER}?{_END}(?: possible)?(?: threat| alert)?"
        r"(?: level| rating| rung| tier| point| step| grade| category)?"
        r"(?: of (?:the )?(?:five|5)(?: \w+)?)?(?: (?:on|of) the scale)?[,:]? ?"
        r"(?:of |level of |namely |that is |being |- )?['\"(]*$"
    ),
    re.compile(rf"(?i)\b{_ORDER}(?:\w+ )?of (?:the )?(?:five|5)(?: \w+)?[,:]? ?(?:namely |that is |at )?['\"(]*$"),
)
_NEXT_TO_TOP_BEFORE = re.compile(
    r"(?i)\b(?:one (?:\w+ )?(?:below|short of|down from|from)|next to|second to)(?: the)? (?:top|highest|maximum)"
    r"[^.;]{0,20}$"
)
_LEADS_TO_RANK = (
    r"(?i)['\")*]*(?: (?:now|today|currently|at present|still|just now|since [^,;.]{3,25}))?(?:,| -| \()? ?"
    r"(?:(?:which|this|that) is |the (?:\w+ )?level (?:is|being) |being |is |itself |"
    r"that is to say |namely |or )?(?:the |its |at the )?"
)
_RANK_BEHIND = (
    # 'its lowest since 2014' is no rank of the five
    re.compile(rf"{_LEADS_TO_RANK}{_ORDER}?{_END}\b(?! it (?:has|had|was|is)\b|(?: \w+)? (?:for|since)\b)"),
    re.compile(rf"{_LEADS_TO_RANK}{_ORDER}(?:of|from|down|in|level|rung|tier|on)\b"),
)
_FROM_BELOW = re.compile(r"(?i)[^.;]{0,30}\b(?:from (?:the )?(?:bottom|below|foot)|upwards?|up)\b")
_FROM_ABOVE = re.compile(r"(?i)[^.;]{0,30}\b(?:from (?:the )?top|downwards?|down)\b|.*\bdown$")
_NEXT_TO_TOP = re.compile(
    r"(?i)['\")*]*,? (?:[-(]|which is|this is|that is|or)? ?(?:(?:(?:one|the|a) )?(?:(?:step|rung|level|notch|grade|"
    r"point|place)(?: but one)? )?(?:below|short of|down from|from|before|next to|second to)(?: the)? (?:top|highest|"
    r"maximum)\b|(?:the )?(?:top|highest|maximum)(?: (?:level|grade|step|rung))? (?:but|bar) one\b)"
)
RELATED_OF = re.compile(rf"(?i){RELATED}")


def speaks(words: str) -> bool:
    """Whether a sentence may speak of a threat level."""
    folded = words.casefold()
    if not any(sign in folded for sign in _MAY_SPEAK):
        return False
    return _OF_THREAT.search(words) is not None or _MOVES.search(words) is not None


def levels_in(words: str, known: Known) -> Iterator[re.Match[str]]:
    """The words that name a level and claim something of it."""
    certain = (_OF_LEVELS.search(words) or _MOVES.search(words)) is not None or known.of_threat
    of_threat = _OF_THREAT.search(words) is not None
    listed = [match for match in LEVEL.finditer(words) if not _NO_LEVEL.match(words, match.end())]
    for number, match in enumerate(listed):
        written = match["mark"] or match["level"].isupper() or (match["level"][0].isupper() and match.start() > 0)
        graded = _GRADED.search(words[: match.start()]) is not None
        sure = certain or (of_threat and graded)
        if not written and not (sure and _BEHIND.match(words, match.end())):
            continue
        if not written and _names_nothing(match, words, known.series):
            continue
        if _LEADS_ON.match(words, match.end()):
            continue  # '(SEVERE to SUBSTANTIAL)'
        if _LEFT.search(words[: match.start()]) and not NOT_LESS.search(words[: match.start()]):
            continue
        chained = [
            one["level"].lower() != other["level"].lower()
            and _JOINED.match(words[one.end() : other.start()]) is not None
            for one, other in zip(
                listed[max(0, number - 1) :], listed[max(0, number - 1) + 1 : number + 2], strict=False
            )
        ]
        explained = _EXPLAINED.match(words, match.end()) is not None and not _PRESENT.search(words[: match.start()])
        if not any(chained) and not (explained and (not graded or _A_LEVEL_OF.search(words[: match.start()]))):
            yield match


def _names_nothing(level: re.Match[str], words: str, series: str) -> bool:
    """Whether a word is too weak to name a level without a mark: many things are 'low'.

    It names one where it is said of a threat level outright, and of no other place than the country or a part of it;
    and nothing but one threat has been 'moderate'.
    """
    name = level["level"].lower()
    if name not in _WEAK:
        return False
    if _LEVEL_SAID.search(words[: level.start()]) and not _IN_A_PLACE.match(words, level.end()):
        return False
    apart = series != "national" or RELATED_OF.search(words) is not None
    return name == "low" or not apart


def rank_of(claim: Claim, words: str) -> str | None:
    """The rank that the letter gives the level, before or behind its name."""
    if claim.level is None or words[claim.start : claim.stop].strip("'\"").lower() != claim.level:
        return None
    if _NEXT_TO_TOP.match(words, claim.stop) or _NEXT_TO_TOP_BEFORE.search(words[: claim.start]):
        return ORDINALS[-2]
    before = (one.search(words[: claim.start]) for one in _RANK_BEFORE)
    behind = (one.match(words, claim.stop) for one in _RANK_BEHIND)
    said = next((match for match in (*before, *behind) if match), None)
    if said is None:
        return None
    order = _ORDERS.get((said["order"] or "").lower(), 1)
    above, below = ORDINALS[-order], ORDINALS[order - 1]
    if end := said.groupdict().get("end"):
        return below if end.lower() == "lowest" else above
    if _FROM_BELOW.match(words, said.end()):
        return below
    # 'the second of five' may count from either end
    counted = _FROM_ABOVE.match(words, said.start()) is None
    return below if counted and LEVELS.index(claim.level) == order - 1 else above
