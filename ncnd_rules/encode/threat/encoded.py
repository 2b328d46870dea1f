"""The claims about threat levels that a letter makes: in which sentences, and which of them later ones supersede."""

import re

from ncnd_rules.encode.draft import Draft, span_of
from ncnd_rules.encode.page import Sentence
from ncnd_rules.encode.prefiltered import Prefiltered
from ncnd_rules.encode.threat.claims import Known, Told
from ncnd_rules.encode.threat.lately import called_recent
from ncnd_rules.encode.threat.levels import ANY_LEVEL, LEVEL, LEVELS, speaks
from ncnd_rules.encode.threat.sentence import Reader
from ncnd_rules.encode.threat.series import TAKES_UP
from ncnd_rules.encode.threat.untold import may_tell
from ncnd_rules.facts import Date, ThreatClaim

# 'International: Severe': a line of a list of levels
_LISTS_A_LEVEL = re.compile(rf"(?i)^[^.:;]{{2,80}}: ?['\"(*]*{ANY_LEVEL}\b['\")*]*(?:[-.,;(]|$)")
# A heading that asks for a level, and the level below it.
_NAMES_THE_LEVEL = re.compile(
    r"(?i)\W*(?:the )?(?:(?:current|present|national|uk|latest|terror\w*) )+(?:threat|alert) (?:level|status|rating)"
    r"(?: (?:in|to|for) (?:the )?(?:uk|united kingdom))?\W*"
)
_IS_A_LEVEL = re.compile(rf"(?i)\W*{ANY_LEVEL}\W*")
_OTHER_SCALE = Prefiltered(
    r"(?i)\bcyber|\brisk (?:level|register)|\bour own assessment\b|\bour threat level for\b|"
    r"\bthreat (?:of|from) (?:fire|fraud|theft|burglar\w+|weather|ransomware|serious|organised)\b|\bthreat to life\b|"
    r"\bthreat(?: level)?s? (?:for|to|against|facing|at) (?:\S+ ){0,4}?"
    r"(?:aviation|shipping|maritime|rail(?:way)?s?|officers|personnel|staff|politicians|mps|judges|soldiers|military|"
    r"armed forces|sites?|buildings?|premises|ports?|airports?|stations?|venues?|events?|embass(?:y|ies)|"
    r"interests (?:in|abroad|overseas)|schools?|synagogues?|mosques?|communit(?:y|ies)|crowded places)\b"
    rf"[^,;.]{{0,60}}\b{ANY_LEVEL}\b|"
    rf"\bown scale\b|\bflood|\balert state\b|\blevels are (?!published|(?-i:{'|'.join(LEVELS[2:]).upper()}))"
)
_BREAK = re.compile(r"(?i)[,;:)]| (?:and|but|while|whilst|as) ")


def encode_threat(draft: Draft) -> None:
    """Each claim about a published level, made in the authority's own voice."""
    sent = next((fact.on for fact in draft.facts if isinstance(fact, Date) and fact.role == "response"), None)
    known = Known()
    told_so_far: list[Told] = []
    before = ""
    for sentence in draft.page.spoken():
        if sentence.section == "rights":
            continue
        words = sentence.words
        headed = _NAMES_THE_LEVEL.fullmatch(before) is not None and _IS_A_LEVEL.fullmatch(words) is not None
        before = words
        near = known.of_threat
        if headed:
            _tell_headed(draft, sentence)
        elif _tells_of_threat(words, known):
            reader = Reader(draft, sentence, known, sent)
            near, told_before = True, known.of_threat
            known = reader.read()
            told_so_far += reader.told
            if reader.told or told_before:
                told_so_far = called_recent(draft, sentence, told_so_far)
        else:
            known = known._replace(of_threat=False)
        told = ThreatClaim.kind in draft.said[sentence.number]
        if not told and not _is_of_another_scale(words) and may_tell(words, near=near):
            draft.half_read[sentence.number].add(ThreatClaim.kind)
    superseded = [id(one.fact) for one in told_so_far if any(_supersedes(other, one) for other in told_so_far)]
    draft.facts[:] = [fact for fact in draft.facts if id(fact) not in superseded]


def _tell_headed(draft: Draft, sentence: Sentence) -> None:
    level = sentence.words.strip(" '\"()*.").lower()
    draft.add(ThreatClaim, sentence, claim="current", level=level, evidence=(span_of(sentence),))


def _tells_of_threat(words: str, known: Known) -> bool:
    """Whether a sentence speaks of the threat level, or goes on about the one told in the sentence before."""
    goes_on = known.of_threat and (TAKES_UP.match(words) or _LISTS_A_LEVEL.match(words))
    return bool(speaks(words) or goes_on) and not _is_of_another_scale(words)


def _is_of_another_scale(words: str) -> bool:
    """Whether a sentence tells of another level than that of terrorism, and of none before it."""
    other = _OTHER_SCALE.search(words)
    named = list(LEVEL.finditer(words, 0, other.start())) if other else []
    return other is not None and not (named and _BREAK.search(words, named[-1].end(), other.start()))


def _supersedes(later: Told, one: Told) -> bool:
    """Whether a level that came down changed again, or is another now: a history tells each in its turn."""
    if not one.fell or not one.when or later.fact.series != one.fact.series:
        return False
    if later.fell or later.fact.claim == "raised":
        return later.when > one.when
    return later.fact.claim in ("current", "remained") and not later.fact.ended and later.fact.level != one.fact.level
