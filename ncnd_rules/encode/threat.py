"""What the letter says of a terrorism threat level: current, remained, raised for a time, published since.

Each level that is named is read with the verb that governs it, and each time with the claim nearest to it.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from ncnd_rules.encode.dates import MONTH, MONTHS, NUMBERS
from ncnd_rules.encode.draft import Draft, Found, span_of
from ncnd_rules.encode.page import Sentence
from ncnd_rules.facts import Date, ThreatClaim

_LEVELS = ("low", "moderate", "substantial", "severe", "critical")  # the lowest first
_RANKS = ("lowest", "fourth_highest", "third_highest", "second_highest", "highest")
_LEVEL = re.compile(rf"(?i)(?P<mark>['\"]?)\b(?P<level>{'|'.join(_LEVELS)})\b")
# A level in small letters and without quotation marks is no mere adjective: it describes nothing but a level.
_BEHIND = re.compile(
    r"(?i)\W*$|['\")*]* ?(?:[-,.;:)(]|"
    r"(?:(?:terror\w* |national |uk )*(?:threat|level)s?(?! of (?!threat|alert|terror))|"
    r"since|in|on|at|from|for|until|where|which|when|"
    r"we|i|any|our|and (?:has|had|there|it|is|was|in|to|for|at|the|that|i|we|you|they|remains?|stands?)|or|"
    r"meaning|indicating|throughout|during|apart|except|save|with|"
    r"following|after|as|today|now|so|but|again|because|while|whilst|having|then|by|before|across|nationally|this|last|"
    r"twice|three|two|recently|earlier|between|late|early|over|ever|some|just|only|once|more|both|here|it|"
    rf"without|\w+ly|that (?:is|was|has|had)|"
    rf"to (?:['\"(]?(?:{'|'.join(_LEVELS)})|date|this|reflect|end)|"
    r"is|was|has|applies|still|right|presently|currently|under|in force)\b)"
)
_NO_LEVEL = re.compile(r"(?i)['\"]? (?:national infrastructure|infrastructure|incident|care|mass)\b")
# 'at severe', 'to be severe': a level though no other word says so
_GRADED = re.compile(r"(?i)\b(?:at|as|to|to be|below|from|level of) ['\"(]*$")
_WEAK = ("low", "moderate")
_COUNTRY = (
    r"(?:the )?(?:uk|united kingdom|country|nation|mainland|(?:great )?britain|northern ireland|england|wales|scotland)"
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
_EXPLAINED = re.compile(r"(?i)['\")*]* (?:means|indicates|signifies|denotes|is defined|being defined|defined)\b")
_JOINED = re.compile(r"(?i)['\")*]*(?: \([^)]{0,80}\))?(?:, (?:and |or )?|,? (?:and|or) |/| ?[-;:] ?)['\"(*]*$")
_LEFT = re.compile(r"(?i)\b(?:from|than|between)(?: (?:the|a|an|level|of|at|being))* ?['\"(]*$")
_NOT_LESS = re.compile(
    r"(?i)(?:\b(?:never|not|no)|n't)\b[^,;]{0,60}(?:\b(?:lower|less|other) than|\bbelow|\bunder|\bleft|"
    r"\b(?:changed|moved|shifted|altered|varied|departed|budged) from)(?: (?:the|a))? ?['\"(]*$"
)
_SCALE = r"['\"(]?(?:substantial|severe|critical)\b"  # 'low' and 'moderate' are said of anything
_OF_THREAT = re.compile(
    rf"(?i)\bthreat|\bterror|\bjtac\b|\bmi5\b|\b(?-i:{'|'.join(_LEVELS).upper()})\b|"
    rf"\b(?:danger|alert|assess\w+)\b[^.;]*['\"]{_SCALE}|"
    rf"\b(?:(?:the|that|its|our) (?:\w+ ){{0,2}}level|(?:of|the) levels (?:were|began))\b"
    rf"(?! of (?!threat|alert))[^.;]*{_SCALE}"
)
_MOVES = re.compile(
    rf"(?i)\b(?:up|down|back|raised|lowered|moved|went|gone|reduced|increased|rose|fell|dropped)(?: again)?"
    rf"(?: from {_SCALE}['\")]*)? (?:to|at) {_SCALE}|"
    rf"\b(?:is|are|was|were|we're|stands?|stood|remains?|stayed|been|still|now|currently) at {_SCALE}|"
    rf"\b(?:lower|less|other) than {_SCALE}|\bbelow {_SCALE}|\b(?:put|was|were|placed) on {_SCALE}|"
    rf"\b(?:reached|hit|touched) {_SCALE}|"
    rf"\b(?:state|level)s? of alert\b[^.;]*{_SCALE}"
)
# Most sentences have none of them, and the patterns above are slow to look for.
_MAY_SPEAK = ("threat", "terror", "jtac", "mi5", *_LEVELS)
_RELATED = (
    r"\b(?:related to (?:\w+ ){0,2}northern ireland|(?:(?:northern )?ir(?:ish|eland)|(?-i:NI))[- ](?:\w+ )?related|"
    r"(?:irish|dissident) republican)"
)
_OF_LEVELS = re.compile(
    rf"(?i){_RELATED}|\bnorthern ireland\b[^.;]*\bthreat\b|\bthreat\b[^.;]*\bnorthern ireland\b|"
    r"\bterror|\blevels?\b|\bthreat in northern ireland\b|"
    r"\bthe threat (?:is|remains|stands|has|continues) (?:still |now |currently )?['\"]?|\bjtac\b|"
    r"\b(?:national|current|present|terrorist) threat\b|\bassess\w+ of the (?:\w+ )?threat\b|"
    r"\bthreat to (?:the )?(?:uk|united|country)"
)
# 'International: Severe': a line of a list of levels
_LISTS_A_LEVEL = re.compile(rf"(?i)^[^.:;]{{2,80}}: ?['\"(*]*(?:{'|'.join(_LEVELS)})\b['\")*]*(?:[-.,;(]|$)")
_TAKES_UP = re.compile(
    r"(?i)^\W*(?:\S+ ){0,9}?(?:it|this|that|(?:the )?levels?|the uk|we(?:'ve| have) (?:been|stayed|remained|stood)|"
    r"the (?:\w+ ){0,2}(?:one|grade|grading|rating|assessment|figure|position|state|category|word))\b"
)
_OTHER_SCALE = re.compile(
    r"(?i)\bcyber|\brisk (?:level|register)|\bour own assessment\b|\bour threat level for\b|"
    r"\bthreat (?:of|from) (?:fire|fraud|theft|burglar\w+|weather|ransomware|serious|organised)\b|\bthreat to life\b|"
    r"\bown scale\b|\bflood|\balert state\b|\blevels are (?!published)"
)
_DENIED = re.compile(r"(?i)\b(?:no longer|not|never|neither|nor)\b|n't\b")
_SUPPOSED = re.compile(
    r"(?i)(?:\b(?:would|could|(?-i:may)|might|should|will|shall|can|must|cannot|not(?! since)|never|n't)"
    r"(?: \w+){0,2}? (?:have |be )*"
    r"|(?<!continue )(?<!continues )(?<!continuing )\bto (?:be )?"
    r"|(?:^when\b(?!(?: \S+){0,5} (?:20\d\d|last year|this year)\b)|"
    r"\b(?:if|whether|whenever|unless|suppose|assuming|were(?= (?:it|the|that|this|our|there)\b))\b)"
    r"(?:(?! (?:see|find|know|read|learn|note)\b)[^,;.]){0,80})$"
)
# 'The level of detail is substantial', 'it is critical that': another level than that of the threat
_LEVEL_ELSE = re.compile(
    r"(?i)\b(?:level|degree|amount|number|volume|extent)s? of "
    r"(?!(?:the |this |that |such )?(?:\w+ )?(?:threat|alert|terror|danger|risk))"
    r"\w[^,;.]*$"
)
# 'Moving the threat level to critical': what is done, not where it is
_INTO = re.compile(r"(?i)\bto ['\"(]*$")
# 'The information is critical', 'the harm is severe'
_ANOTHER_THING = re.compile(
    r"(?i)^(?!.*\blevel)[^,;.]*\b(?:responses?|information|consequences?|harm|impact|damage|work|role|interests?|loss|"
    r"effects?|tactics|methods?|need|importance|tools?|techniques?|capabilit\w+|intelligence|evidence|weight|pressure|"
    r"injur\w+|safety|security|prejudice|implications?|outcome|result)\b"
)
_LAST_CLAUSE = re.compile(r"(?i)[,;:]| (?:and|but|that|because|since|as|so|while|whilst) ")
_INVERTED = re.compile(r"(?i)were (?:it|the|that|this|our)\b")  # 'were the level critical'
_AS_YOU_KNOW = re.compile(
    r"(?i)\b(?:as )?(?:you|readers|many|it) (?:will|may|would|might|should) (?:\w+ ){0,2}?"
    r"(?:know|aware|see|appreciate|understand|recall|recalled|remember|noted|note|realise|known)\b(?: that)?"
)
_MAY_BE = re.compile(r"(?i)\b(?:would|could|(?-i:may)|might|should|will|shall)\b(?![^,;]*,)")
_OF_TODAY = re.compile(r"(?i)\bat the (?:time|date) of (?:writing|this|our|my|your request)\b|\bas (?:i|we) write\b")
_BY_NOW = re.compile(r"(?i)\b(?:has|have|is|are)(?: now| since| again| been)* $")  # 'it has now reverted to severe'
_PERFECT = re.compile(r"(?i)\b(?:has|have)(?: \w+){0,2} (?:been )?$")
_STATED = re.compile(r"(?i)\b(?:set|fixed|assessed|judged|rated|graded|placed|put|classified|categorised|described)\b")
_EXCEPTED = re.compile(
    r"(?i)\b(?:except\w*|apart from|aside from|save|other than|bar|but for|leaving (?:aside|out)|not counting)\b"
)
_UNTIL = re.compile(r"(?i)\b(?:until|till|up to(?= (?:\w+ )?20\d\d))\b[^,;()]*")
_OCCASIONS = re.compile(r"(?i)\b(?:once|twice|thrice|(?:\w+|\d+) (?:times|occasions))\b")
_RECENTLY = re.compile(
    r"(?i)\b(?:(?<!most )recently|lately|just(?! now)|(?:days?|weeks?) ago|(?:last|this) (?:week|month))\b"
)
_NEAR = 60  # characters before months without a year in which it may be told
_FURTHEST = 130  # characters from the end of a verb to the level that it governs

_NAME = (
    "(?-i:" + "|".join(f"{name.title()}|{name.upper()}" for name in sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"
)
_DAY = r"(?:(?:\d{1,2}(?:st|nd|rd|th)?(?: to | and | ?- ?))?\d{1,2}(?:st|nd|rd|th)? (?:of )?)"
_SAID = r"20\d\d|this year|last year|that year|the same year|the year before last"
_WITHIN = r"(?:(?:mid|early|late)[- ]|(?:the )?(?:end|start|beginning|middle|turn) of |(?:\w+day),? )?"
_SPELLS = re.compile(
    rf"(?i)\b(?P<months>{_DAY}?{_NAME}(?:(?:,? and |[,;] ?| ?/ ?| & | to | ?- ?|,? or )"
    rf"(?:(?:also|then|again|once more|in|for|late|early|on|at|(?:the )?(?:end|start|beginning) of) )*{_DAY}?{_NAME})*)"
    rf"(?:(?:,| and)?,? (?:of )?(?P<year>{_SAID}))?"
)
_ONE_MONTH = re.compile(rf"(?i)\b(?P<name>{MONTH})\b")
_RANGE = re.compile(r"(?i)(?: to | ?- ?)(?:\d\w* (?:of )?)?$")
_MONTH_OF = re.compile(rf"(?i)\b(?P<name>{MONTH}) (?P<year>20\d\d)\b")
_THAT_MONTH = re.compile(r"(?i)\b(?:that|the same) month\b")
_LEADS_TO_LEVEL = re.compile(r"(?i)(?: (?:at|as|a|the|level|of|on))* ?['\"(*]*")
_ONE_AGO = re.compile(r"(?i)\b(?:earlier |later )?(?P<which>this|last) month\b")
_SINCE = re.compile(
    rf"(?i)\b(?:(?:ever )?since|(?:as of|(?<!apart )(?<!aside )from)(?= (?:then|"
    rf"that|{_SAID}|{_DAY}|{_NAME}|(?:the )?(?:end|beginning|start|"
    rf"summer|autumn|spring|winter)\b))|(?P<between>between)(?= {_DAY}?{_NAME} 20\d\d and (?!now|today|the present))|"
    rf"between(?= (?:{_DAY}?{_NAME} )?20\d\d and (?:now|today|the present)))\b"
    rf"(?P<when>(?: [^\s.;()\d,]+){{0,12}}?,? (?:{_SAID}|{_DAY}{_NAME}(?: 20\d\d)?|"
    rf"(?:the )?(?:previous|preceding) {_NAME}|then|that (?:date|time|day|point))\b)?"
)
# 'The first time since 2014 that it has been lower': the time of something else than the level.
_FIRST_SINCE = re.compile(r"(?i)\bfirst (?:\w+ )?(?:time|change|rise|fall|reduction|increase|occasion)\b[^,;.]{0,20}$")
# 'Since the previous March': the one before the day that is told beside it.
_THE_PREVIOUS = re.compile(rf"(?i)\b(?:previous|preceding) {_NAME}")
# 'Since August 2014, in which month it was raised': the month is that of the rise too.
_IN_WHICH = re.compile(
    r"(?i),? (?:when|in which month|at which time|on which (?:day|date)) (?:it|the level) (?:was|went)\b"
)
_YEARS = re.compile(
    rf"(?i)\b(?:for|in|over|during)(?: [a-z]+){{0,4}}? (?P<count>{'|'.join(NUMBERS)}|a|\d{{1,2}})"
    r"(?: and a half)? years?\b"
)
# 'At severe for most of the last three years': not on any one day that could be named.
_PARTLY = re.compile(
    r"(?i)\b(?:most|much|some|parts?|(?:almost|nearly) all|the (?:greater|better|larger) part|the (?:\w+ )?majority|"
    r"the bulk) of (?:(?:the|that|this|those|its|all) )*(?:last|past|time|period|years?|decade|20\d\d|\w+ years)\b"
)
_AT_TIMES = re.compile(
    r"(?i)\b(?:mostly|for the most part|usually|generally|largely|mainly|predominantly|often|at times|on and off)\b"
)
_LENGTH = re.compile(r"(?i)\b(?:days|weeks|months|years?)\b")
_YEAR = re.compile(r"\b20\d\d\b")
_YEAR_SAID = re.compile(r"(?i)\b(?:20\d\d|last year|this year)\b")  # 'twice last year, in May and September'
_ORDER = r"(?:(second|third|fourth|2nd|3rd|4th)[- ])"
_RANK_BEFORE = re.compile(
    rf"(?i)\b{_ORDER}?(highest|lowest|top)(?: possible)?(?: threat| alert)?"
    r"(?: level| rating| rung| tier| point| step| grade| category)?"
    r"(?: of (?:the )?(?:five|5)(?: \w+)?)?(?: (?:on|of) the scale)?[,:]? ?"
    r"(?:of |level of |namely |that is |being |- )?['\"(]*$|"
    rf"\b{_ORDER}(?:\w+ )?of (?:the )?(?:five|5)(?: \w+)?[,:]? ?(?:namely |that is |at )?['\"(]*$"
)
_NEXT_TO_TOP_BEFORE = re.compile(
    r"(?i)\b(?:one (?:\w+ )?(?:below|short of|down from|from)|next to|second to) the (?:top|highest)[^.;]{0,20}$"
)
_RANK_BEHIND = re.compile(
    rf"(?i)['\")*]*(?: (?:now|today|currently|at present|still|just now|since [^,;.]{{3,25}}))?(?:,| -| \()? ?"
    rf"(?:(?:which|this|that) is |the (?:\w+ )?level (?:is|being) |being |is |itself |"
    rf"that is to say |namely |or )?(?:the |its |at the )?"
    rf"(?:{_ORDER}?(highest|top|lowest(?! it| for))\b|{_ORDER}(?:of|from|down|in|level|rung|tier|on)\b)"
)
_NEXT_TO_TOP = re.compile(
    r"(?i)['\")*]*,? (?:-|which is|this is|or)? ?(?:one (?:step |rung |level )?(?:below|short of|down from|from)|"
    r"next to|second to) the (?:top|highest)\b"
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
    r"(?:great britain|(?-i:GB)|britain|the (?:british )?mainland|england, (?:wales|scotland))\b|"
    r"\bgreat britain(?:'s)? (?:\w+ )?(?:level|threat)\b"
)
_RELATED_TO = re.compile(rf"(?i){_RELATED}|related\b")
_RELATED_OF = re.compile(rf"(?i){_RELATED}")
_ABROAD = re.compile(
    r"(?i)\b(?:from|of) (?:abroad|overseas|international|islamist|al.qa\w+)|\binternational (?:terror|one|level|threat)"
)
_NORTHERN = re.compile(r"(?i)\b(?:northern ireland|(?-i:NI))\b")
_NORTHERN_BEHIND = re.compile(r"(?i)['\")*]*,? (?:in|for) (?:northern ireland|(?-i:NI))\b")
_WHEN_BEHIND = re.compile(r"(?i),? (?:when|where|at which point|as) [^,;.]*")
_AND_IN = re.compile(
    r"(?i)['\")]*(?:,? (?:in|for|to|across) [^,;.]{3,50})?,? (?:and|but|while|whilst)"
    r"(?: (?:in|for|to|across|only|that|the) [^;.]{0,50})? ?['\"]?$|"
    r"['\")]* (?:in|for) (?:northern ireland|great britain), ['\"]?$"
)
_BRITAIN_BEHIND = re.compile(r"(?i)['\")*]*,? (?:in|for) (?:great britain|(?-i:GB))\b")
_BREAKS = re.compile(r"(?i)[,;(]| (?:and|but|which|where|when|as|except|save) |\bapart from |\bexception ")
_CLOSE = 35  # characters from a level to the verb behind it
_A_BREAK = 100  # a break between clauses parts a time from a claim as much as so many characters
_FIRST_YEAR, _LAST_YEAR = 2006, 2100


class _Known(NamedTuple):
    """What the sentences before have told: 'since then', 'all that time', 'it went up'."""

    published: int | None = None
    year: int | None = None
    month: str = ""  # the one last told with its year: 'that month'
    level: str | None = None
    series: str = "national"
    of_threat: bool = False


class _Time(NamedTuple):
    """Months in which a level is said to have been raised, and the year that a 'that year' behind them means."""

    start: int
    stop: int
    months: tuple[str, ...]
    relative: str


class _Claim:
    """A claim in the making: its verb, and the level that the verb governs."""

    def __init__(self, found: Found, start: int, stop: int, level: str | None) -> None:
        self.found = found
        self.claim: str = found.gives["claim"]
        self.down: bool = found.gives.get("down", False)
        self.ended: bool = found.gives.get("ended", False)
        self.verb = found.hit.start
        self.start, self.stop, self.level = start, stop, level  # of the name of the level
        self.since: re.Match[str] | None = None
        self.spells: list[_Time] = []
        self.relative = "none"
        self.of: _Claim | None = None  # the claim that it only adds to

    def away(self, start: int, stop: int, words: str) -> int:
        """How far a time stands from the claim."""
        gap = words[stop : self.verb] if stop <= self.verb else words[self.stop : start]
        return len(gap) + _A_BREAK * len(_BREAKS.findall(gap))


def encode_threat(draft: Draft) -> None:
    """Each claim about a published level, made in the authority's own voice."""
    sent = next((fact.on for fact in draft.facts if isinstance(fact, Date) and fact.role == "response"), None)
    known = _Known()
    for sentence in draft.page.spoken():
        if sentence.section == "rights":
            continue
        words = sentence.words
        speaks = _speaks(words) or (known.of_threat and (_TAKES_UP.match(words) or _LISTS_A_LEVEL.match(words)))
        if speaks and not _OTHER_SCALE.search(words):
            known = _Reader(draft, sentence, known, sent).read()
        else:
            known = known._replace(of_threat=False)


def _speaks(words: str) -> bool:
    folded = words.casefold()
    if not any(sign in folded for sign in _MAY_SPEAK):
        return False
    return _OF_THREAT.search(words) is not None or _MOVES.search(words) is not None


class _Reader:
    """Reads the claims of one sentence."""

    def __init__(self, draft: Draft, sentence: Sentence, known: _Known, sent: date | None) -> None:
        self._draft, self._sentence, self._known, self._sent = draft, sentence, known, sent
        self._words = sentence.words
        self._verbs: list[Found] = []
        self._dismissed: set[int] = set()  # where levels stand of which the letter says that they are not, or might be
        self._behind: list[Found] = []  # verbs that a level stands before: 'SEVERE is the current threat level'

    def read(self) -> _Known:
        """Write the claims down and say what the next sentence may take up."""
        levels = list(self._levels())
        asked = levels or self._may_tell() or self._known.level
        found = list(self._draft.find("threat", [self._sentence], every=True)) if asked else []
        apart = ("told", "behind", "again")
        self._verbs = verbs = [one for one in found if not any(one.gives.get(as_) for as_ in apart)]
        self._behind = [one for one in found if one.gives.get("behind")]
        claims = list(self._of_publication(verbs))
        named = self._named(levels, verbs)
        if not levels and not claims:
            named = list(self._taken_up(found))
        claims += named
        if claims:
            claims += self._lasting(claims, [one for one in found if one.gives.get("told")])
            self._time(claims)
        series = self._known.series
        told: set[tuple[str, str | None, str, tuple[_Time, ...]]] = set()
        settled = list(self._settled(claims))
        for claim in settled:
            series = self._series(claim, claims)
            said = (claim.claim, claim.level, series, tuple(claim.spells))
            if said not in told:
                told.add(said)
                self._write(claim, series, claims)
        if self._leaves_one(levels, named, settled):
            self._draft.half_read[self._sentence.number].add(ThreatClaim.kind)
        years = _YEAR.findall(self._words)
        now = [claim.level for claim in named if claim.level and not claim.ended]
        return self._known._replace(
            published=next((self._year(claim) for claim in claims if claim.claim == "published_since"), None)
            or self._known.published,
            year=int(years[-1]) if years else self._known.year,
            month=_month_told(self._words) or self._known.month,
            level=now[0] if now else self._known.level,
            series=series,
            of_threat=True,
        )

    def _leaves_one(self, levels: list[re.Match[str]], named: list[_Claim], settled: list[_Claim]) -> bool:
        """Whether a level is told with a time and was not understood; what came down again is left out on purpose."""
        if not self._may_tell() and _LENGTH.search(self._words) is None:
            return False
        governed = {claim.start for claim in named}
        unread = any(level.start() not in governed | self._dismissed for level in levels)
        return unread or any(claim.level and not claim.down and claim not in settled for claim in named)

    def _may_tell(self) -> bool:
        return _YEAR.search(self._words) is not None or _SPELLS.search(self._words) is not None

    def _levels(self) -> Iterator[re.Match[str]]:
        """The words that name a level and claim something of it."""
        words = self._words
        certain = (_OF_LEVELS.search(words) or _MOVES.search(words)) is not None or self._known.of_threat
        of_threat = _OF_THREAT.search(words) is not None
        listed = [match for match in _LEVEL.finditer(words) if not _NO_LEVEL.match(words, match.end())]
        for number, match in enumerate(listed):
            written = match["mark"] or match["level"].isupper() or (match["level"][0].isupper() and match.start() > 0)
            graded = _GRADED.search(words[: match.start()]) is not None
            sure = certain or (of_threat and graded)
            if not written and not (sure and _BEHIND.match(words, match.end())):
                continue
            if not written and _names_nothing(match, words, self._known.series):
                continue
            if _LEFT.search(words[: match.start()]) and not _NOT_LESS.search(words[: match.start()]):
                continue
            chained = [
                one["level"].lower() != other["level"].lower()
                and _JOINED.match(words[one.end() : other.start()]) is not None
                for one, other in zip(
                    listed[max(0, number - 1) :], listed[max(0, number - 1) + 1 : number + 2], strict=False
                )
            ]
            if not any(chained) and (graded or not _EXPLAINED.match(words, match.end())):
                yield match

    def _named(self, levels: list[re.Match[str]], verbs: list[Found]) -> list[_Claim]:
        named: list[_Claim] = []
        for level in levels:
            if claim := self._claim(level, levels, verbs):
                named.append(claim)
            elif named and _AND_IN.match(self._words[named[-1].stop : level.start()]) and named[-1].claim != "raised":
                # 'severe in Northern Ireland and substantial elsewhere': one verb for both
                named.append(_Claim(named[-1].found, level.start(), level.end(), level["level"].lower()))
        return named

    def _claim(self, level: re.Match[str], levels: list[re.Match[str]], verbs: list[Found]) -> _Claim | None:
        """What is claimed of a level: the last verb before it governs it."""
        words, start = self._words, level.start()
        before = max((other.end() for other in levels if other.end() <= start), default=0)
        governing = [
            one
            for one in verbs
            if one.gives["claim"] != "published_since"
            and before <= one.hit.start
            and (one.hit.stop <= start + 1 or (one.gives.get("weak") and one.hit.start < start))
        ]
        strong = [one for one in governing if not one.gives.get("weak")] or governing
        near = [one for one in strong if start - one.hit.stop < _FURTHEST]
        if not near:
            behind = sorted(self._behind, key=lambda one: one.gives.get("weak", False))  # the weak ones last
            return next((self._before(one, level) for one in behind if self._follows(one, level)), None)
        verb = max(near, key=lambda one: (one.hit.stop, -one.hit.start))
        lead = _AS_YOU_KNOW.sub("", words[before : verb.hit.start])
        between = words[verb.hit.start : start]
        if (
            _SUPPOSED.search(lead)
            or _LEVEL_ELSE.search(lead)
            or _INVERTED.match(between)
            or (verb.gives.get("weak") and _INTO.search(between))
            or (not level["level"].isupper() and _ANOTHER_THING.search(_LAST_CLAUSE.split(lead)[-1]))
            or _MAY_BE.search(between)
            or (_DENIED.search(between) and not _NOT_LESS.search(words[:start]) and "from" not in between)
        ):
            self._dismissed.add(start)
            return None
        claim = _Claim(verb, start, level.end(), level["level"].lower())
        if claim.claim in ("raised", "remained") and _OCCASIONS.search(words) and not any(self._spells()):
            return None  # 'has twice been raised to critical': neither where it is nor when it was
        if claim.claim == "raised" and _PERFECT.search(lead) and not _SPELLS.search(words):
            claim.claim, claim.down = "current", True  # 'has been raised to severe': that is where it is
        if verb.gives.get("turns"):  # it moved: up or down, as the levels are
            left = re.search(rf"(?i)\bfrom\W+(?:the )?\W*({'|'.join(_LEVELS)})\b", between)
            lower = _LEVELS.index(claim.level or "") < (_LEVELS.index(left[1].lower()) if left else 3)
            claim.claim, claim.down = ("current", True) if lower else ("raised", False)
        # 'except ... in July 2009, when it was reduced to substantial': a spell, as the rises before it.
        excepted = _EXCEPTED.search(words[: verb.hit.start]) is not None
        if claim.down and excepted and any(one.stop <= verb.hit.start for one in self._spells()):
            claim.claim, claim.down = "raised", False
        over = (
            claim.ended or words[verb.hit.start :].lower().startswith("having") or _OCCASIONS.search(words) is not None
        )
        # The highest level has never lasted longer than some days: in a month that is named it was a spell.
        spell = claim.level == _LEVELS[-1] and claim.claim == "remained" and any(self._spells())
        if over and (_EXCEPTED.search(words[:start]) or spell) and not _UNTIL.search(words, start):
            claim.claim, claim.ended = "raised", False
        return claim

    def _follows(self, verb: Found, level: re.Match[str]) -> bool:
        """Whether a verb follows on a level, with no more than its rank between."""
        gap = self._words[level.end() : verb.hit.start]
        return verb.hit.start >= level.end() and len(gap) < _CLOSE and not re.search("[.;]", gap)

    def _before(self, verb: Found, level: re.Match[str]) -> _Claim:
        claim = _Claim(verb, level.start(), level.end(), level["level"].lower())
        claim.verb = level.start()
        return claim

    def _of_publication(self, verbs: list[Found]) -> Iterator[_Claim]:
        found = [one for one in verbs if one.gives["claim"] == "published_since"]
        if found:
            one = max(
                found, key=lambda one: bool(one.gives.get("begins"))
            )  # the first, but for one that tells its begin
            yield _Claim(one, one.hit.stop, one.hit.stop, None)

    def _taken_up(self, verbs: list[Found]) -> Iterator[_Claim]:
        """'It went up in November 2021', 'it is at that level today': the level is that of the sentence before."""
        for one in verbs:
            raised = one.gives["claim"] == "raised" and not any(
                one.gives.get(as_) for as_ in ("weak", "told", "behind")
            )
            if (raised or one.gives.get("again")) and self._known.level:
                if not _SUPPOSED.search(self._words[: one.hit.start]):
                    yield _Claim(one, one.hit.stop, one.hit.stop, self._known.level)
                return

    def _lasting(self, claims: list[_Claim], told: list[Found]) -> Iterator[_Claim]:
        """'where it has stood since 2017', 'and has not changed since', 'where it remains' behind a claim."""
        for one in told:
            before = [claim for claim in claims if claim.level and claim.stop <= one.hit.start]
            own = any(
                claim.level and _LEADS_TO_LEVEL.fullmatch(self._words, one.hit.stop, claim.start)
                if one.gives["claim"] == "remained"
                else one.gives["claim"] == "raised" and claim.level and 0 <= claim.start - one.hit.stop < _CLOSE
                for claim in claims
            )  # 'having been raised to severe', 'and it has been severe': that level, not the one before
            if not before or own:
                continue
            of = before[-1]
            if one.gives["claim"] in ("remained", "raised") or of.claim in ("raised", "remained") or of.down:
                lasting = _Claim(one, one.hit.start, one.hit.stop, of.level)
                lasting.of = of
                if of.down:
                    of.claim = ""  # said with more of its time
                    lasting.verb = of.verb
                yield lasting

    def _time(self, claims: list[_Claim]) -> None:
        """Give each time to the claim that it stands with."""
        words = self._words
        taken: list[tuple[int, int]] = []
        for since in _SINCE.finditer(words):
            if _FIRST_SINCE.search(words[: since.start()]):
                continue
            able = [one for one in claims if one.claim in ("published_since", "remained", "current") or one.down]
            if since["between"]:
                able = [one for one in able if one.ended]
                if not able:
                    continue  # a spell
            nearest = min(able, key=lambda one: one.away(since.start(), since.end(), words), default=None)
            if not _IN_WHICH.match(words, since.end()):
                taken.append(since.span())
            if nearest is not None and nearest.since is None:
                nearest.since = since
        taken += [until.span() for until in _UNTIL.finditer(words)]
        raised = [one for one in claims if one.claim == "raised"]
        spells = [
            spell
            for spell in self._spells()
            if not any(start < spell.stop and spell.start < stop for start, stop in taken)
            and not any(self._goes_with(one, spell, raised) for one in claims if one.claim != "raised")
            and not self._of_a_fall(spell, [one.found for one in raised])
        ]
        for number, one in enumerate(raised):
            until = raised[number + 1].verb if number + 1 < len(raised) else len(words)
            one.spells = (
                [spell for spell in spells if one.stop <= spell.start < until]
                if number
                else [spell for spell in spells if spell.start < until]
            )
        for one, following in pairwise(raised):
            # 'to critical, and in July 2009, when it was reduced': what stands between is of the second.
            own = [spell for spell in one.spells if one.stop <= spell.start and self._leads_to(spell, following)]
            if own:
                following.spells = own + following.spells
                one.spells = [spell for spell in one.spells if spell not in own]
        for one in raised[:-1]:
            # 'in May 2017, when it was raised to critical': nothing stands behind the first
            if not one.spells:
                one.spells = [spell for spell in spells if spell.stop <= one.verb][-1:]

    def _leads_to(self, spell: _Time, claim: _Claim) -> bool:
        """Whether a verb follows on a time: 'in July 2009, when it was reduced'."""
        behind = _WHEN_BEHIND.match(self._words, spell.stop)
        return behind is not None and spell.stop <= claim.verb < behind.end()

    def _goes_with(self, claim: _Claim, spell: _Time, raised: list[_Claim]) -> bool:
        own = claim.away(spell.start, spell.stop, self._words)
        return (
            claim.claim != "published_since"
            and claim.of is None
            and not (spell.stop <= claim.verb and self._words[claim.verb :].lower().startswith("having"))
            and own < _A_BREAK
            and all(own < one.away(spell.start, spell.stop, self._words) for one in raised)
        )

    def _of_a_fall(self, spell: _Time, of_raised: list[Found]) -> bool:
        """A spell at which the level went down is no exception to one that has remained, if it is not called one."""
        behind = _WHEN_BEHIND.match(self._words, spell.stop)
        verbs = [one for one in self._verbs if one not in of_raised]
        before = [one for one in verbs if one.hit.stop <= spell.start and not one.gives.get("weak")]
        if behind and any(one.gives.get("down") and spell.stop <= one.hit.start < behind.end() for one in verbs):
            return True
        last = max(before, key=lambda one: one.hit.stop, default=None)
        return (
            last is not None
            and bool(last.gives.get("down"))
            and not re.search("[,;]", self._words[last.hit.stop : spell.start])
        )

    def _spells(self) -> Iterator[_Time]:
        words, before = self._words, self._known.year
        for match in _SPELLS.finditer(words):
            named = list(_ONE_MONTH.finditer(match["months"]))
            told = (
                _YEAR_SAID.findall(words[max(0, match.start() - _NEAR) : match.start()])
                if match["year"] is None
                else []
            )
            year = self._resolved(told[-1] if told else match["year"], before, MONTHS[named[-1]["name"].lower()])
            if match["year"] is None and not re.search(
                rf"(?i)(?:\b(?:in|on|during|and|of|between|this|last|recently as) {_WITHIN}|[(:] ?)$",
                words[: match.start()],
            ):
                continue
            if year is None:
                continue
            before = year
            relative = "this_year" if (match["year"] or "").lower() == "this year" else "none"
            yield from _spells_of(year, named, match["months"], match.start(), match.end(), relative)
        for match in _THAT_MONTH.finditer(words):
            if that := _month_told(words[: match.start()]) or self._known.month:
                yield _Time(match.start(), match.end(), (that,), "none")
        for match in _ONE_AGO.finditer(words):
            if self._sent is not None:
                back = self._sent.year * 12 + self._sent.month - 1 - (match["which"].lower() == "last")
                yield _spell(back // 12, [back % 12 + 1], match.start(), match.end(), "none")

    def _resolved(self, said: str | None, before: int | None, month: int) -> int | None:
        """The year that is meant, as seen from the letter or from the year told before."""
        said = (said or "").lower()
        if said.isdigit():
            return _plausible(said)
        if said in ("that year", "the same year"):
            return _plausible(before)
        if self._sent is None:
            return None
        back = {"this year": 0, "last year": 1, "the year before last": 2}.get(said, month > self._sent.month)
        return _plausible(self._sent.year - back)

    def _year(self, claim: _Claim) -> int | None:
        """The year from which a level is said to have remained, or levels to have been published."""
        words, when = self._words, (claim.since and claim.since["when"]) or ""
        if year := _YEAR.search(when):
            return _plausible(year[0])
        if spell := _SPELLS.search(when) or re.search(rf"(?i)(?P<months>)\b(?P<year>{_SAID})", when):
            month = _ONE_MONTH.search(spell["months"])
            years_told = _YEAR.findall(words[: claim.since.start()]) if claim.since else []
            before = int(years_told[-1]) if years_told else self._known.year  # 'from February of that year'
            named = MONTHS[month["name"].lower()] if month else 1
            previous = _THE_PREVIOUS.search(when)
            return self._year_before(named) if previous else self._resolved(spell["year"], before, named)
        if claim.claim == "published_since":
            begun = _YEAR.findall(words, claim.verb)[:1] if claim.found.gives.get("begins") else []
            if claim.since or claim.found.gives.get("begins"):
                begun = begun or _YEAR.findall(words[: claim.verb])[-1:]  # 'secret until 2006 and published ever since'
            told = [spell.months[0][:4] for spell in self._spells()] if claim.found.gives.get("begins") else []
            return _plausible(begun[0] if begun else told[0] if told else None)  # 'in May last year'
        if self._sent is not None and (years := _YEARS.search(words)) and not claim.since:
            count = years["count"].lower()
            return _plausible(self._sent.year - (1 if count == "a" else NUMBERS.get(count) or int(count)))
        if "first" in words[claim.stop :] and self._known.published and claim.since:
            return self._known.published
        if claim.of is not None and not claim.since and (told := _YEAR.findall(words[: claim.start])):
            return _plausible(told[-1])  # 'dropped to substantial in 2019 and has stayed there'
        own = _YEAR.findall(words[: claim.since.start()]) if claim.since else []
        if claim.since:
            return _plausible(own[-1]) if own else self._known.published or self._known.year
        return self._known.published

    def _year_before(self, month: int) -> int | None:
        """The year of the last such month before the one that the sentence tells with its year."""
        told = _month_told(self._words)
        return _plausible(int(told[:4]) - (month >= int(told[5:]))) if told else None

    def _settled(self, claims: list[_Claim]) -> Iterator[_Claim]:
        """The claims in the end: what each is where its times and the other claims are known."""
        if published := next((one for one in claims if one.claim == "published_since"), None):
            self._known = self._known._replace(published=self._year(published) or self._known.published)
        now = {one.level for one in claims if one.claim == "current"}
        other = {one.level for one in claims if one.claim in ("current", "raised")}
        changed = [one for one in claims if one.claim == "raised" or one.down]
        for one in claims:
            lasts = one.since is not None and (one.since["when"] or (one.since.start() > one.start and not one.down))
            if one.claim == "current" and lasts:
                one.claim = "remained"
            if one.claim == "remained":
                self._settle_remained(one, now, other)
            lately = one.level != _LEVELS[-1] and not self._may_tell()  # no spell, and when is not said
            if one.claim == "raised" and not one.spells and (lately or _RECENTLY.search(self._words)):
                one.claim, one.down = "current", True
            if one.claim == "current":
                one.relative = self._relative(one)
            # What came down and changed again is the end of a spell.
            over = one.down and (
                one is not changed[-1]
                or (
                    one.relative != "recently"
                    and any(other.claim == "raised" for other in changed)
                    and not _BY_NOW.search(self._words[: one.verb])
                    and not self._words[one.verb :].lower().startswith(("is ", "are "))
                )
            )
            if one.claim and not over and (one.claim != "raised" or one.spells or self._events()):
                yield one

    def _settle_remained(self, one: _Claim, now: set[str | None], other: set[str | None]) -> None:
        """Whether a level that has remained is over, or only the present one in the perfect tense."""
        words = self._words
        if _PARTLY.search(words) or _AT_TIMES.search(words, one.verb, one.stop + _CLOSE):
            one.claim = ""
            return
        until = _UNTIL.search(words, one.verb) is not None
        having = words[one.verb :].lower().startswith("having")
        if not one.ended:
            one.ended = (until and not now) or (having and bool(other - {one.level}))
        elif not (one.since or until or (self._known.published and one.level != _LEVELS[-1])):
            one.claim = ""  # a past of which nothing more is said; the highest level has never lasted
        if one.ended and _OF_TODAY.search(words, max(0, one.verb - _CLOSE), one.stop + _CLOSE):
            one.claim, one.ended = "current", False
        if (
            one.since is None
            and not one.ended
            and _STATED.search(words[one.verb : one.start])
            and not _YEARS.search(words)
        ):
            one.claim = "current"

    def _relative(self, one: _Claim) -> str:
        if (one.of or one).down and _RECENTLY.search(self._words[max(0, one.verb - 60) : one.stop + 40]):
            return "recently"
        return "this_year" if (one.of or one).down and "this year" in self._words.lower() else "none"

    def _events(self) -> list[tuple[str, int, int]]:
        return [
            (hit.row.gives["event"], hit.start, hit.stop) for hit in self._draft.lexicon.accepted("events", self._words)
        ]

    def _series(self, claim: _Claim, claims: list[_Claim]) -> str:
        """Which published level is spoken of: that of the part of the country named with it."""
        words = self._words
        if claim.of is not None:
            return self._series(claim.of, claims)
        begins = max((one.stop for one in claims if one.level and one.stop <= claim.start), default=0)
        lead = words[begins : claim.stop].rpartition(";")[2]
        if _RELATED_TO.search(words) and _BRITAIN.search(words):
            if _ABROAD.search(lead) and not _RELATED_TO.search(lead):
                return "national"
            both = re.search(
                r"(?i)\bmainland\b", words
            )  # 'for the mainland: that from abroad ..., that related to ...'
            ours = both or _BRITAIN.search(lead) or _BRITAIN_BEHIND.match(words, claim.stop)
            return "great_britain" if ours else "northern_ireland"
        if self._of_britain_alone(lead):
            return "great_britain"
        having = [one for one in claims if one.level and one.stop <= claim.start]
        if (
            having
            and _OF_THE_SAME.search(lead)
            and not _PLACED.search(lead + re.split("[,.;]", words[claim.stop :])[0])
        ):
            return self._series(having[-1], claims)
        placed = re.split("[,.;]", words[claim.stop :])[0] if claim.found.gives.get("behind") else ""
        behind = _NORTHERN_BEHIND.match(words, claim.stop) or (
            _NORTHERN.search(placed) and not _COUNTRIES.search(placed)
        )
        if behind or (_NORTHERN.search(lead) and (not _COUNTRIES.search(lead) or _RELATED_OF.search(lead))):
            return "northern_ireland"
        if (
            begins == 0
            and not re.search(r"(?i)\b(?:uk|united kingdom|national|country)\b", lead)
            and _TAKES_UP.match(words)
        ):
            taken = re.match(r"(?i)^\W*(?:\S+ ){0,6}?(?:it|that level)\b|[^.]*[,:;] (?:and |but )?it\b", words)
            return self._known.series if taken and not _COUNTRIES.search(lead) else "national"
        return "national"

    def _of_britain_alone(self, lead: str) -> bool:
        """'In Northern Ireland it is severe and in Great Britain moderate': of the terrorism that was told before."""
        apart = self._known.series != "national" or _NORTHERN.search(self._words) is not None
        return apart and re.search(r"(?i)\bgreat britain\b(?![^;]*\bterror)", lead) is not None

    def _write(self, claim: _Claim, series: str, claims: list[_Claim]) -> None:
        if claim.claim == "raised":
            self._write_spells(claim, series, [one for one in claims if one.claim == "raised"])
            return
        lasts = claim.claim in ("remained", "published_since")
        year = self._year(claim) if lasts else None
        if claim.claim == "published_since" and year is None:
            return
        relative = claim.relative
        if claim.ended and (until := _UNTIL.search(self._words, claim.stop)) and "this year" in until[0].lower():
            relative = "this_year"
        begins = max(claim.verb, claim.stop - _FURTHEST)
        self._draft.add(
            ThreatClaim,
            self._sentence,
            claim=claim.claim,
            series=series,
            level=claim.level,
            ordinal=self._rank(claim),
            since=year,
            relative=relative,
            ended=claim.ended and claim.claim == "remained",
            terrorism="international" if self._of_international(claim, series) else "unstated",
            evidence=(span_of(self._sentence, begins, max(claim.stop, begins + 1)),),
        )

    def _of_international(self, claim: _Claim, series: str) -> bool:
        """Whether the level is called that from international terrorism, in the clause that gives it."""
        before = max((one.end() for one in _LEVEL.finditer(self._words) if one.end() < claim.start), default=0)
        clause = self._words[before : claim.stop].rpartition(";")[2]
        return series == "national" and claim.level is not None and _INTERNATIONAL.search(clause) is not None

    def _write_spells(self, claim: _Claim, series: str, raised: list[_Claim]) -> None:
        """One claim for each spell that the sentence names."""
        # An event is that of the rise behind which it is named, and what stands before the first is the first one's.
        begins = [min(one.verb, *(spell.start for spell in one.spells)) for one in raised[1:] if one.spells]
        of = raised.index(claim)
        reach = (begins[of - 1] if 0 < of <= len(begins) else 0, begins[of] if of < len(begins) else len(self._words))
        events = [one for one in self._events() if reach[0] <= one[1] < reach[1]]
        spells = claim.spells or [_Time(claim.verb, claim.stop, (), "none")]
        paired = len(events) == len(spells)
        for number, spell in enumerate(spells):
            until = spells[number + 1].start if number + 1 < len(spells) else len(self._words)
            named = [one for one in events if spell.stop <= one[1] < until]
            if not named and number == len(spells) - 1 and len(spells) == 1:
                named = events
            if paired:
                named = [events[number]]
            spans = [span_of(self._sentence, spell.start, spell.stop)]
            spans += [span_of(self._sentence, start, stop) for _, start, stop in named[:1]]
            spans.append(span_of(self._sentence, claim.verb, claim.stop))
            self._draft.add(
                ThreatClaim,
                self._sentence,
                claim="raised",
                series=series,
                level=claim.level,
                ordinal=self._rank(claim),
                month=spell.months,
                event=tuple(key for key, _, _ in named),
                relative=spell.relative,
                evidence=tuple(dict.fromkeys(spans)),
            )

    def _rank(self, claim: _Claim) -> str | None:
        """The rank that the letter gives the level, before or behind its name."""
        if claim.level is None or self._words[claim.start : claim.stop].strip("'\"").lower() != claim.level:
            return None
        if _NEXT_TO_TOP.match(self._words, claim.stop) or _NEXT_TO_TOP_BEFORE.search(self._words[: claim.start]):
            return _RANKS[-2]
        said = _RANK_BEFORE.search(self._words[: claim.start]) or _RANK_BEHIND.match(self._words, claim.stop)
        if said is None:
            return None
        order, end, *more = said.groups()
        order = (order or (more[0] if more else "") or "").lower()
        back = {"second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4}.get(order, 1)
        return "lowest" if (end or "").lower() == "lowest" else _RANKS[-back]


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
    apart = series != "national" or _RELATED_OF.search(words) is not None
    return name == "low" or not apart


def _spell(year: int, months: Iterable[int], start: int, stop: int, relative: str) -> _Time:
    return _Time(start, stop, tuple(f"{year}-{month:02d}" for month in sorted(set(months))), relative)


def _spells_of(
    year: int, named: list[re.Match[str]], words: str, start: int, stop: int, relative: str
) -> Iterator[_Time]:
    """One spell for months that follow on each other: 'May and September' are two."""
    runs: list[list[int]] = []
    begins: list[int] = []
    for number, one in enumerate(named):
        month = MONTHS[one["name"].lower()]
        gap = words[named[number - 1].end() if number else 0 : one.start()]
        if runs and _RANGE.match(gap):
            runs[-1] += range(runs[-1][-1] + 1, month + 1)
        elif runs and month - runs[-1][-1] in (0, 1):
            runs[-1].append(month)
        else:
            runs.append([month])
            begins.append(start + one.start() if number else start)
    stops = [*(begin - 1 for begin in begins[1:]), stop]
    for run, first, last in zip(runs, begins, stops, strict=True):
        yield _spell(year, run, first, last, relative)


def _month_told(words: str) -> str:
    """The month last told with its year, which a 'that month' behind it means; empty where there is none."""
    told = list(_MONTH_OF.finditer(words))
    return f"{told[-1]['year']}-{MONTHS[told[-1]['name'].lower()]:02d}" if told else ""


def _plausible(year: str | int | None) -> int | None:
    """A year in which levels were published; none where it is no such year."""
    return int(year) if year and _FIRST_YEAR <= int(year) <= _LAST_YEAR else None
