"""Which side wins where a sentence sets the two of the public interest against each other.

A verb says whether what stands before it prevails or what stands behind it. Each stands for a side (`standpoints`),
and each denial turns the verdict round: 'I do not find that the case for silence is outweighed by that for an answer'.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from ncnd_rules.encode.lexicon import Hit, Lexicon, Row
from ncnd_rules.encode.prefiltered import Prefiltered
from ncnd_rules.encode.weighing.standpoints import LIKELY, OTHER, SURE, Side, Standpoint, standpoint_of

FAMILY = "contests"
_WEIGHING = ("balance", "public_interest")
_MOST = 6  # contests of one sentence: the last, with which it ends
_REACH = 600  # characters before a verb in which its subject may begin
_LEAD = 160  # characters before a subject in which its clause may be denied
_CONCLUDES = ("maintain", "confirm")
_DIRECTION: dict[Side, str] = {"silence": "maintain", "answer": "confirm"}

# Where the noun phrase before a verb may begin: behind what judges, behind a conjunction, behind a comma.
_JUDGES = (
    r"(?:find|found|think|consider|considered|conclude[sd]?|conclusion|view|opinion|satisfied|believe[sd]?|judge[sd]?|"
    r"accept|decide[sd]?|determine[sd]?|hold|say|said|doubt|clear|feel|judge?ment|decision|finding|persuade[sd]?|"
    r"convince[sd]?|follows|argued?|suggest(?:ed)?|agree[sd]?|see)s?"
)
_BEGINS = re.compile(
    rf"(?i)[;:] |\b{_JUDGES}\b(?: (?!no\b|none\b|nothing\b)[^\s,;:.]+){{0,5}}? that |\b(?:is|was|case|so) that |"
    r"\b(?:we|I|it|(?:the|this) \w+) (?:(?:\w+ly|do(?:es)?|have|has|not|cannot|can) )*"
    r"(?:find|found|think|consider|considered|believe[sd]?|feel|accept|judge[sd]?|hold|regard|deem|rate)s? "
    r"(?=(?:the|that|this|those|these|our|an?|any|what|such|it|there)\b)|"
    r",? (?:but|and|so|because|since|as(?! there)|yet|while|whilst|although|though|whereas) (?=(?:the|that|this|it|"
    r"these|those|its|an?|there|in|we|I|any|such|what|no|none|nothing)\b)|"
    r"(?P<comma>, )"
)
# What is said between commas of that which wins or loses, or of the judgement.
_ASIDE = re.compile(
    r"(?i)^(?:which|who|while|whilst|although|though|despite|however|even|n?or|by way|in (?:my|our|its|the \w+'s)|on|"
    r"real|strong|important|considerable|weighty|and|as|if|for|under|not|having|whatever|given|at|taken|both|either|"
    r"one|then|here|therefore|accordingly|plainly)\b|^\W*$|^\w+ly\W*$"
)
_ADVERBIAL = re.compile(
    r"(?i)(?:\W|\b(?:\w+ly|far|also|still|do|does|did|not|must|should|has|have|had|to|be|been|is|are|was|were|comes?|"
    r"nowhere|near|therefore|here|thus|nevertheless|however|would|will|then)\b)*"
)
_PRONOUN = re.compile(
    r"(?i)^(?:(?:and|but|so|yet|that|however|then),? )*(?:it|this|that|these|those|they|which|one|all)\b(?: (?:\w+ly|"
    r"interest|factor|does|do|did|is|are|has|have|been|can|could|would|will|not|cannot|n't|of|itself))*[\s,]*$"
)
_ENDS = re.compile(
    r"(?i)[;.]|, (?:and|but|so|which|because|since|as|bearing|given|although|though|while|when|where|or|it|we|I|"
    r"not least|the|having)\b| (?:and|so) (?:that )?(?:we|I|it|the (?:exemptions?|information|public interest))\b|"
    r" - | because | since | in relation to | in respect of | under s(?:ection)?\b"
)
_CLAUSE_ENDS = re.compile(r"(?i)[,;:]| (?:and|but) ")
_BY = re.compile(r"(?i)\b(?:than|to|of|over|against|before|by)$")
_TRANSITIVE = re.compile(
    r"(?i)^(?:out\w+|overrid\w+|overbear\w*|overc\w+|trump\w*|surpass\w*|exceed\w*|eclipse\w*|displace\w*|"
    r"overtop\w*|match\w*|equal\w*)$"
)

# What denies a verb, with no more than adverbs and the like between.
_AUXILIARY = r"(?:do|does|did|is|are|was|were|be|been|being|has|have|had|can|could|would|will|should|ought|must|need)"
_ADVERB = (
    r"(?:\w+ly|so|such|sufficient|enough|suffice|strong|weighty|great|compelling|cogent|persuasive|as|to|be|been|"
    r"being|seem|appear|found|considered|judged|thought|held|here|yet|alone|even|an?|the|of|itself|themselves|on|its|"
    r"their|own|far|any|by|in|our|my|view|opinion|judge?ment|this|that|case|at|present|all|come|close|near|factor|"
    r"interest|reason|weight|force|able|capable|rise|level|needed|required|amount|overall|balance|it|therefore|"
    r"however|also|still|anything|kind|said|shown)"
)
_DENIED = re.compile(
    rf"(?i)(?:\b(?:{_AUXILIARY}(?:,? {_ADVERB}){{0,3}}|but|though|although) not\b|"
    r"\b\w+n't\b|\bcannot\b|\b(?:never|hardly|scarcely|barely|"
    r"nowhere near|by no means|in no way|far from|fail(?:s|ed|ing)?|unable|incapable|insufficient(?:ly)?|inadequate|"
    r"nor|"
    rf"too (?:weak|slight|small|little|light|modest|limited|remote|slender))\b)(?:,? {_ADVERB})*[\s,]*$"
)
_SAID_IN_PASSING = re.compile(r", [^,;.]{3,60}, ?$")
_DENIES = re.compile(
    r"(?i)\b(?:not(?! (?:only|just|merely)\b)|cannot|never|hardly|scarcely|barely|by no means|in no way|far from|"
    r"fail(?:s|ed|ing)?|insufficient\w*|unable)\b|n't\b"
)
# What denies a clause, before its subject, and what only seems to.
_NOT_THOUGHT = re.compile(
    rf"(?i)(?:\b(?:(?:not|cannot|never|nor|no|hardly|difficult|hard|impossible|neither)|\w+n't|"
    rf"nothing(?: [\w']+){{0,6}}?)\b(?: [\w']+){{0,4}}? "
    rf"(?:{_JUDGES}|true|rate|regard|deem|claim|suppose)\b[^.;:,]{{0,30}}|"
    r"\b(?:un(?:persuaded|convinced|able)|doubts?|fails? to see|rejects?)\b[^.;:,]{0,25}|"
    r"\bn(?:or|either) (?:do|does|did|is|are|can|could|would|will|has|have) )$"
)
_NO_DOUBT = re.compile(
    r"(?i)\b(?:no|not|n't|little|cannot|without)\b(?: \w+){0,3} (?:doubt|deny|dispute)\w*\b[^.;:,]{0,25}$"
)
_INVERTED = re.compile(r"(?i)^(?:and )?n(?:or|either) (?:do|does|did|is|are|can|could|would|will|has|have) ")
# What denies a noun phrase: 'no argument for an answer', 'neither openness nor accountability'.
_NONE = re.compile(
    r"(?i)\b(?:no(?! (?:doubt|longer|answer|comment|reply|confirmation|statement|less|more|yes)\b)|none|nothing|"
    r"not (?:one|any|an?)|neither(?! (?:to )?(?:confirm|admit|acknowledg|affirm|say|answer)\w*)|few|little)\b"
)
_NONE_OF = re.compile(r"(?i)\b(?:no|little|insufficient)(?: \w+)? $")
_NEITHER = re.compile(
    r"(?i)\b(?:neither|none|no one|not one|nor either)(?: of (?:the two|the sides?|them|these)| side| set| interest|"
    r" one| case| argument)?(?= (?:\w+ly )?(?:out|over|exceed|prevail|is|has|wins?|surpass))"
)
_BEING = re.compile(
    r"(?i)\b(?:is|are|was|were|be|been|being|seems?|appears?|remains?|proves?|as)\b(?:[ ,]+(?:\w+ly|the|an?|far|much|"
    r"by far|therefore|here|then|also|still|in (?:our|my|its) (?:view|opinion|judge?ment)|on balance|found|"
    r"considered|judged|thought|held|deemed|to be|more than|not|rather|somewhat|in this case|of|both|even|no|any|"
    r"at present|again|now|so|such|it|by no means|in no way))*[\s,]*$"
)
_FOUND = re.compile(r"(?i)\b(?:has|have|had|having|find|found|finds|consider|considers|judge|judges|judged)\b[^.;]*$")
# 'A stronger case for silence', 'the greater public interest is in an answer': it stands before what it is said of.
_OF = re.compile(
    r"(?i) ?(?:(?:and \w+|public|wider|general|set of|group of) )*(?:interest|one|case|argument|reason|weight|force|"
    r"consideration|factor|good|need|importance|claim|benefit|value|course|point|body)s?\b[^.;,]{0,40}?"
    r" (?:in|for|to|against|of|on|with|by|is|are|lies?|rests?)\b"
)
_ANOTHER_ONE = re.compile(r"(?i) one (?:in|for|to|of|is)\b")
_NOUN = re.compile(r"(?i) (?:case|one|interest|side|argument)$")
_THAN = re.compile(r"(?i)\b(?:than|as against|as compared with)\b")
_WEIGHED = re.compile(
    r"(?i)\b(?:public (?:interest|good)|interest in|factors?|arguments?|considerations?|reasons? (?:for|against|to)|"
    r"case for|those (?:for|against|in)|said (?:for|against|in))\b"
)
_OF_BOTH = Prefiltered(
    r"(?i)\b(?:confirm\w*|disclos\w*|releas\w*|answer\w*),? (?:or|and),? (?:for |in |to )?(?:not|otherwise|neither)\b|"
    r"\bfor (?:and|or) against\b|\bncnd or not\b"
)


class _Phrase(NamedTuple):
    """A noun phrase beside a verb: where it stands, its side, and how often its clause is denied."""

    start: int
    stop: int
    standpoint: Standpoint | None
    denials: int = 0


class Verdict(NamedTuple):
    """Where a sentence says which side wins, and which that is."""

    start: int
    stop: int
    direction: str
    sure: bool  # told by words that are used of nothing else
    denied: bool
    weighs: bool  # whether both sides are named, or what is weighed is called by its name


@lru_cache(maxsize=4096)  # several families ask of the same sentences
def conclusions_in(lexicon: Lexicon, words: str, section: str | None = None) -> tuple[Hit, ...]:
    """What the rows of the balances find in a sentence, as `Lexicon.hits` tells it, every contest in it decided."""
    hits = lexicon.hits("balances", words, section)
    contests = lexicon.hits(FAMILY, words, section, every=True)
    for contest in contests[-_MOST:]:
        ends = [hit for hit in hits if hit.row.gives["direction"] in _CONCLUDES]
        over = [hit for hit in ends if hit.start < contest.stop and contest.start < hit.stop]
        if contest.rejected_by is not None:
            put = [hit for hit in ends if hit in over or _leads_up(words, hit, contest)]
            hits = tuple(hit._replace(rejected_by=contest.rejected_by) if hit in put else hit for hit in hits)
            continue
        read = [hit for hit in over if hit.rejected_by is None]
        verdict = _verdict(words, contest)
        if verdict is None or any(hit.row.gives.get("strong") for hit in read):
            continue
        if not read and not _is_told(contest, verdict, over, section):
            continue
        row = _concluding(lexicon, contest.row.id, verdict.direction, sure=any(hit.row.tier == "sure" for hit in read))
        start = min((hit.start for hit in read), default=verdict.start)
        stop = max((hit.stop for hit in read), default=verdict.stop)
        # What a row makes of the words of either side is no other conclusion.
        beside = [hit for hit in ends if hit.start < verdict.stop and verdict.start < hit.stop]
        hits = (*(hit for hit in hits if hit not in beside), contest._replace(row=row, start=start, stop=stop))
    return tuple(sorted(hits, key=lambda hit: (hit.start, hit.stop, hit.row.id)))


def concludes_in(lexicon: Lexicon, words: str, section: str | None = None) -> Iterator[Hit]:
    """Those of them that no guard rejects."""
    return (hit for hit in conclusions_in(lexicon, words, section) if hit.rejected_by is None)


def _is_told(contest: Hit, verdict: Verdict, over: list[Hit], section: str | None) -> bool:
    """Whether a contest concludes where no row of the balances does."""
    if not contest.row.gives.get("corrects"):
        return verdict.sure and (verdict.weighs or section in _WEIGHING)
    of_course = contest.row.gives["form"] == "course"
    return verdict.sure and ((verdict.denied and (of_course or bool(over))) or (of_course and bool(over)))


def _leads_up(words: str, hit: Hit, contest: Hit) -> bool:
    """Whether a hit stands before a contest in the same clause."""
    return hit.stop <= contest.start and _CLAUSE_ENDS.search(words, hit.stop, contest.start) is None


@cache
def _concluding(lexicon: Lexicon, name: str, direction: str, *, sure: bool) -> Row:
    """The row of a contest as one of the balances."""
    row = next(row for row in lexicon.rows(FAMILY) if row.id == name)
    return row.model_copy(update={"gives": {"direction": direction}, "tier": "sure" if sure else "likely"})


def _verdict(words: str, contest: Hit) -> Verdict | None:
    """How a contest is decided; none where that cannot be told."""
    if _OF_BOTH.search(words) or _NEITHER.search(words):
        return None
    form = contest.row.gives["form"]
    if form == "sides":
        return _of_sides(words, contest)
    if form == "seat":
        return _of_seat(words, contest)
    if form == "holds":
        return _told(contest.start, contest.stop, "silence", _denied_within(words, contest), sure=True)
    return _of_course(words, contest)


def _told(start: int, stop: int, winner: Side, denials: int, *, sure: bool, weighs: bool = True) -> Verdict:
    denied = denials % 2 == 1
    return Verdict(start, stop, _DIRECTION[OTHER[winner] if denied else winner], sure, denied, weighs)


def _of_sides(words: str, contest: Hit) -> Verdict | None:
    """'The one outweighs the other', 'the one is stronger than the other', 'the one is outweighed'."""
    verb = words[contest.start : contest.stop]
    first_wins = contest.row.gives["wins"] == "subject"
    before = _before(words, contest.start)
    being = _BEING.search(words, 0, contest.start) is not None
    if contest.row.gives.get("copular") and (not being or before.standpoint is None):
        compared = _of_comparison(words, contest, before, first_wins=first_wins)
        if compared is not None or not being:
            return compared
    if contest.row.gives.get("passive") and _is_active(words, contest, being=being):
        first_wins, verb = not first_wins, verb.split()[0]
    behind = _behind(words, contest.stop) if _BY.search(verb) or _TRANSITIVE.match(verb) else None
    denials = before.denials + _denies_verb(words, contest.start) + _denied_within(words, contest)
    first, second = before.standpoint, behind.standpoint if behind else None
    if first and second and first.side == second.side:
        if first.sure == second.sure:
            return None
        first, second = (first, None) if first.sure > second.sure else (None, second)
    if first is None and (second is None or second.sure < LIKELY):
        return None  # 'it outweighs the other'
    side = first.side if first else OTHER[second.side] if second else None
    assert side is not None
    both = first is not None and second is not None
    stop = behind.stop if behind else contest.stop
    weighs = both or _WEIGHED.search(words, before.start, stop) is not None
    sure = both or SURE in {one.sure for one in (first, second) if one}
    sure = sure or (weighs and (first is None or first.sure != LIKELY))
    return _told(before.start, stop, side if first_wins else OTHER[side], denials, sure=sure, weighs=weighs)


def _is_active(words: str, contest: Hit, *, being: bool) -> bool:
    """Whether a participle is a past tense: 'the harm outweighed the benefit'."""
    by = words[contest.start : contest.stop].endswith("by")
    return not being and not by and _FOUND.search(words[: contest.start]) is None


def _of_comparison(words: str, contest: Hit, before: _Phrase, *, first_wins: bool) -> Verdict | None:
    """'There is a stronger case for the one than for the other', 'the greater interest lies in the one'."""
    start = contest.start + len(_NOUN.sub("", words[contest.start : contest.stop]))
    if not _OF.match(words, start):
        return None
    behind = _behind(words, start)
    than = _THAN.search(words, start, behind.stop)
    standpoint = standpoint_of(words[start : than.start() if than else behind.stop])
    if standpoint is None:
        return None
    denials = _denials_before(words, before.start) + _denies_verb(words, contest.start)
    denials += _NONE.search(words, before.start, contest.start) is not None and not denials
    denials += _DENIES.search(words, start, start + standpoint.start) is not None
    winner = standpoint.side if first_wins else OTHER[standpoint.side]
    # 'There is a public interest in the one, and a stronger one in the other': of two that are named as such.
    of_two = standpoint.sure == LIKELY and _ANOTHER_ONE.match(words, start) and _WEIGHED.search(words, 0, contest.start)
    sure = standpoint.sure == SURE or of_two is not None
    return _told(contest.start, behind.stop, winner, denials, sure=sure)


def _of_seat(words: str, contest: Hit) -> Verdict | None:
    """'The balance favours the one', 'the scales come down against the other'."""
    behind = _behind(words, contest.stop)
    within = standpoint_of(words[contest.start : contest.stop - len("against")])
    if behind.standpoint is None or behind.standpoint.sure < LIKELY or (within and within.sure == SURE):
        return None
    denials = _denials_before(words, contest.start) + _denied_within(words, contest)
    denials += _NONE_OF.search(words[: contest.start]) is not None
    side = behind.standpoint.side
    winner = side if contest.row.gives["wins"] == "object" else OTHER[side]
    return _told(contest.start, behind.stop, winner, denials, sure=behind.standpoint.sure == SURE)


def _of_course(words: str, contest: Hit) -> Verdict | None:
    """'An answer would not be in the public interest', 'it is in the public interest to stay silent'."""
    before = _before(words, contest.start)
    if not _BEING.search(words, 0, contest.start):
        return None
    told = before if before.standpoint else _behind(words, contest.stop)
    if told.standpoint is None or told.standpoint.sure < SURE:
        return None
    denials = before.denials + _denies_verb(words, contest.start)
    side = told.standpoint.side
    winner = side if contest.row.gives["wins"] == "subject" else OTHER[side]
    return _told(before.start, max(contest.stop, told.stop), winner, denials, sure=True)


def _denied_within(words: str, contest: Hit) -> int:
    return int(_DENIES.search(words, contest.start, contest.stop) is not None)


def _denies_verb(words: str, stop: int) -> bool:
    lead = words[max(0, stop - _LEAD) : stop]
    return any(_DENIED.search(one) for one in {lead, _SAID_IN_PASSING.sub(" ", lead)})


def _denials_before(words: str, start: int) -> int:
    """How often what stands before a clause denies it."""
    lead = words[max(0, start - _LEAD) : start]
    return int(_NOT_THOUGHT.search(lead) is not None and _NO_DOUBT.search(lead) is None)


@lru_cache(maxsize=1024)  # a sentence is asked of as standing in one section and in another
def _before(words: str, stop: int) -> _Phrase:
    """The noun phrase that a verb follows: the nearest that stands for a side and is not said in passing."""
    last, parted = stop, False  # parted: a comma stands between the verb and what it is said of
    for match in (*reversed(list(_BEGINS.finditer(words, max(0, stop - _REACH), stop))), None):
        start = match.end() if match else 0
        own = words[start:last]
        if match and match["comma"] and (_ADVERBIAL.fullmatch(own) or (parted and _ASIDE.match(own))):
            last, parted = match.start(), True
        elif match is None or own.strip():
            standpoint = None if _PRONOUN.match(own) else standpoint_of(own)
            named = own[: standpoint.start] if standpoint else own
            denied = _NONE.search(named) is not None or _INVERTED.match(own) is not None
            return _Phrase(start, stop, standpoint, _denials_before(words, start) + denied)
    return _Phrase(0, stop, None)


def _behind(words: str, start: int) -> _Phrase:
    end = _ENDS.search(words, start)
    stop = end.start() if end else len(words)
    return _Phrase(start, stop, standpoint_of(words[start:stop]))
