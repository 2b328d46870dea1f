"""What words do, wherever they stand: decide, refuse, weigh, take leave."""

import re

from ncnd_rules.encode.lexicon import Lexicon
from ncnd_rules.encode.provisions import sections_named
from ncnd_rules.encode.sentences import LONGEST_SENTENCE, STOP, asks
from ncnd_rules.encode.weighing.contests import concludes_in

_LONGEST_VALEDICTION = 80
_OUTRIGHT = ("ncnd", "cost_refusal", "vexatious")  # refused without a word of holding
DECISIONS = (*_OUTRIGHT, "not_held", "withheld")
_REQUESTER_SAYS = re.compile(
    r"(?i)\b(?:I (?:understand|note|know|believe|assume|remind|hope|trust|say|do not accept|should be|would be|shall|"
    r"expect|want)|my|absurd|it is no answer|your (?:chief|press|own(?! (?:personal )?(?:data|information))|"
    r"officers?|force|website|spokes\w+)|"
    r"please(?! (?:take|note|find|be advised|see|accept|be aware|treat|regard|read))|kindly|"
    r"(?<!which )(?<!that )(?<!information )(?<!details )(?<!data )(?<!records )(?<!documents )"
    r"you(?:r (?!request|application|question|quer|enquir|correspond|letter|e-?mail|message)\S+)? "
    r"(?:have|has|had|did|do|does|are|were|will|would|should|must|can|cannot|may|"
    r"might|told|said|refused|neither|don't|didn't|haven't))\b"
)
ANSWERS = re.compile(r"(?i)^(?:answer|response|reply|our response|a|r)\d{0,2}\s?[:.\-]\s")
# 'How many? Response: Nine.', where a line break between the two is lost.
ANSWER_WITHIN = re.compile(r"(?<=[.?\"'] )(?:Our )?(?:Response|Answer|Reply|RESPONSE|ANSWER|REPLY)\s?[:-]\s")
# 'Number of searches under section 43': a section that names no limb, of whatever Act, among what is sought.
_SEEKS = re.compile(
    r"(?i)\W*(?:the |a |an |total |overall |exact )*(?:(?:numbers?|amounts?|costs?|lists?|breakdowns?|cop(?:y|ies)) of|"
    r"how (?:many|much|often))\b"
    r"(?!.*(?:\bexempt|\bwithh|\brefus|\brel(?:y|ies|ied)\b|\bdisclos|section \d+ ?\(|\d\(\d))"
)
# What answers a question where it stands below it.
PLAIN_ANSWER = re.compile(
    r"(?i)(?:£?\d[\d,.]*%?|(?:yes|no|nil|none|zero|n/?a|not applicable|not held)\b(?![^.;]*\?).{0,80})\W*"
)
# 'The cost of providing it is above the amount to which we are required to respond' only names a cost at first.
_IS_BOUND = re.compile(
    r"(?i)\b(?:we|I|the (?:force|council|trust|authority|police|constabulary|department|university)) (?:are|am|is) "
    r"(?:not |no longer )?(?:legally |only )?(?:required|obliged|bound) to (?:respond|comply|answer|provide|supply)\b"
)
OF_RIGHTS = re.compile(
    r"(?i)\b(?:reviews?|reviewed|appeals?|commissioner|tribunal|ombudsman|dissatisf\w+|unhappy|not (?:happy|satisfied|"
    r"content)|complain\w*|disagree|reconsider\w*|rights?|ico)\b"
)
"""Words of review and complaint."""
_WISHES = re.compile(r"(?i)\b(?:i|my|me|please|you|should|if|would)\b|\?")
_CONDITION = re.compile(r"(?i)if (?:full |partial )?(?:disclosure|release|access|any|all|some|part|the|this|it|that)\b")


def takes_leave(words: str, lexicon: Lexicon) -> bool:
    """Whether a line ends the letter, however it is set: 'Yours faithfully' may be bold."""
    zone = lexicon.first("zones", words) if len(words) < _LONGEST_VALEDICTION else None
    return zone is not None and zone.row.gives["opens"] == "closing"


def positions_in(words: str, lexicon: Lexicon, *, weakly: bool = False) -> set[str]:
    """The positions that words take.

    Args:
        weakly: also those that only follow from them: that there is no duty to confirm or deny.
    """
    hits = lexicon.accepted("positions", words[:LONGEST_SENTENCE], "answer")
    return {hit.row.gives["position"] for hit in hits if weakly or not hit.row.gives.get("weak")}


def refuses(words: str, lexicon: Lexicon) -> bool:
    """Whether words first of all refuse."""
    position = lexicon.first("positions", words[:LONGEST_SENTENCE])
    return position is not None and position.row.gives["position"] in ("ncnd", "withheld")


def decides(words: str, lexicon: Lexicon, *, opens: bool = False) -> bool:
    """Whether words refuse, or say what the refusal relies on: no requester does.

    Args:
        opens: whether they are the first under a heading of the request; who writes a request may begin with
            what he believes is held.
    """
    if words.endswith("?") or _REQUESTER_SAYS.search(words) or _CONDITION.match(words):
        return False
    parts = (words, *STOP.split(words))
    if any(not (_WISHES.search(one) or _SEEKS.match(one)) and names_exemptions(one, lexicon) for one in parts):
        return True
    # 'Whether it is held can be neither confirmed nor denied' begins as a question does.
    if "ncnd" in positions_in(words, lexicon, weakly=True):
        return True
    if asks(words) and not _IS_BOUND.search(words):
        return False
    return not positions_in(words, lexicon).isdisjoint(_OUTRIGHT if opens else DECISIONS)


def names_exemptions(words: str, lexicon: Lexicon) -> bool:
    """Whether words rely on exemptions, or argue about them."""
    if not sections_named(words):
        return False
    relied = lexicon.accepted("reliance", words[:LONGEST_SENTENCE])
    return any(hit.row.gives["role"] != "none" for hit in relied)


def weighs(words: str, lexicon: Lexicon) -> bool:
    """Whether words say what comes of the weighing."""
    return any(
        hit.row.gives["section"] == "balance" for hit in lexicon.accepted("paragraphs", words[:LONGEST_SENTENCE])
    ) or any(hit.row.gives["direction"] != "implied" and hit.row.tier == "sure" for hit in concludes_in(lexicon, words))
