"""The claims about threat levels that each sentence of the authority makes."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import Any

from ncnd_rules.encode.draft import Draft, Found, span_of
from ncnd_rules.encode.page import Sentence
from ncnd_rules.encode.threat.claims import A_BREAK, Claim, Known, Time, Told
from ncnd_rules.encode.threat.governed import CLOSE, FURTHEST, UNTIL, Governed
from ncnd_rules.encode.threat.lately import called_recent
from ncnd_rules.encode.threat.levels import LEVEL, LEVELS, RELATED_OF, levels_in, rank_of, speaks
from ncnd_rules.encode.threat.series import TAKES_UP, is_of_international, series_of
from ncnd_rules.encode.threat.times import OF_REQUEST, OF_TODAY, SINCE, YEAR, YEARS, Times, month_told
from ncnd_rules.facts import Date, ThreatClaim

# 'International: Severe': a line of a list of levels
_LISTS_A_LEVEL = re.compile(rf"(?i)^[^.:;]{{2,80}}: ?['\"(*]*(?:{'|'.join(LEVELS)})\b['\")*]*(?:[-.,;(]|$)")
# A heading that asks for a level, and the level below it.
_NAMES_THE_LEVEL = re.compile(
    r"(?i)\W*(?:the )?(?:(?:current|present|national|uk|latest|terror\w*) )+(?:threat|alert) (?:level|status|rating)"
    r"(?: (?:in|to|for) (?:the )?(?:uk|united kingdom))?\W*"
)
_IS_A_LEVEL = re.compile(rf"(?i)\W*(?:{'|'.join(LEVELS)})\W*")
_OTHER_SCALE = re.compile(
    r"(?i)\bcyber|\brisk (?:level|register)|\bour own assessment\b|\bour threat level for\b|"
    r"\bthreat (?:of|from) (?:fire|fraud|theft|burglar\w+|weather|ransomware|serious|organised)\b|\bthreat to life\b|"
    r"\bthreat(?: level)?s? (?:for|to|against|facing|at) (?:\S+ ){0,4}?"
    r"(?:aviation|shipping|maritime|rail(?:way)?s?|officers|personnel|staff|politicians|mps|judges|soldiers|military|"
    r"armed forces|sites?|buildings?|premises|ports?|airports?|stations?|venues?|events?|embass(?:y|ies)|"
    r"interests (?:in|abroad|overseas)|schools?|synagogues?|mosques?|communit(?:y|ies)|crowded places)\b"
    rf"[^,;.]{{0,60}}\b(?:{'|'.join(LEVELS)})\b|"
    rf"\bown scale\b|\bflood|\balert state\b|\blevels are (?!published|(?-i:{'|'.join(LEVELS[2:]).upper()}))"
)
_BREAK = re.compile(r"(?i)[,;:)]| (?:and|but|while|whilst|as) ")
_WENT_UP = re.compile(r"(?i)(?:went|gone|moved|put) (?:back )?up\b|rose\b|risen\b|raised (?:again|once more|back)\b")
_BY_NOW = re.compile(r"(?i)\b(?:has|have|is|are)(?: now| since| again| been)* $")  # 'it has now reverted to severe'
_STATED = re.compile(
    r"(?i)\b(?:set|fixed|assessed|judged|rated|graded|placed|put|classified|categorised|described|kept|held|"
    r"maintained)\b"
)
_RECENTLY = re.compile(
    r"(?i)\b(?:(?<!most )recently|lately|just(?! now)|(?:days?|weeks?) ago|(?:last|this) (?:week|month)|yesterday|"
    r"last night|overnight|this morning|earlier today)\b"
)
# 'The first time since 2014 that it has been lower': the time of something else than the level.
_FIRST_SINCE = re.compile(
    r"(?i)\bfirst (?:\w+ )?(?:time|change|rise|fall|reduction|increase|occasion)\b[^,;:.]{0,40}$|"
    r"\bits (?:lowest|highest)(?: \w+){0,3} $"
)
# 'It is SEVERE; on the website, where it has been shown since 2006'
_SHOWN = re.compile(
    r"(?i)\b(?:has|have) been (?:\w+ )?(?:shown|published|listed|posted|displayed|made public|public)\b"
)
_AND_TO = re.compile(r"(?i) (?:to|until|till|up to) (?:\w+ ){0,2}20\d\d\b")  # 'from July 2009 to January 2010'
# 'Since August 2014, in which month it was raised': the month is that of the rise too.
_IN_WHICH = re.compile(
    r"(?i),? (?:when|in which month|at which time|on which (?:day|date)) (?:for [\w ]{3,20} )?"
    r"(?:it|the level) (?:was|went)\b"
)
# 'At severe for most of the last three years': not on any one day that could be named.
_PARTLY = re.compile(
    r"(?i)\b(?:most|much|some|parts?|(?:almost|nearly) all|the (?:greater|better|larger) part|the (?:\w+ )?majority|"
    r"the bulk) of (?:(?:the|that|this|those|its|all) )*(?:last|past|time|period|years?|decade|20\d\d|\w+ years)\b|"
    r"(?<!and a )\bhalf\b(?! years?)"
)
_AT_TIMES = re.compile(
    r"(?i)\b(?:mostly|for the most part|usually|generally|largely|mainly|predominantly|often|at times|on and off)\b"
)
_LENGTH = re.compile(r"(?i)\b(?:days|weeks|months|years?)\b")
_FOR_YEARS = re.compile(rf"(?i)['\")*]* (?={YEARS.pattern.removeprefix('(?i)')})for\b")
_LATELY = 3  # months
# What an attack is at each level, where that alone is told: 'likely' is said of too much else.
_LIKELIHOODS = {"highly likely": "severe", "expected imminently": "critical"}
_LIKELIHOOD = re.compile(
    r"(?i)\b(?:an|another|a further|a terrorist|such an|terrorist) (?:terrorist )?attacks?\b"
    r"(?: (?:on|in|against|within) [^,.;]{2,40}?)? (?:is|are|remains?|to be|as)"
    r"(?: (?:now|currently|therefore|still|thus|again|presently|at present|once more|to be|regarded as|"
    r"considered(?: to be)?|judged(?: to be)?|assessed(?: as| to be)?|thought|rated))* "
    rf"(?P<how>{'|'.join(_LIKELIHOODS)})\b"
)
_NOT_TOLD = re.compile(
    r"(?i)\b(?:means?|tells|meaning|meant|indicat\w+|signif\w+|denot\w+|defin\w+|describ\w+|if|when|where|would|whether|"
    r"should|could|might|unless|not|you)\b|n't\b"
)
_REACH = 90  # characters before a verb in which the day may be told
# 'As of 23 July 2019 there is one level, and it is': the time of the clause before
_CLAUSE_ENDS = re.compile(r"(?i)\b(?:is|are|was|were|has been|have been)\b[^;]*[,;]")
_WHEN_BEHIND = re.compile(r"(?i),? (?:when|where|at which point|as) [^,;.]*")
# What is said between two claims, and is none: 'This means that an attack is highly likely.'
_TELLS_OF_IT = re.compile(r"(?i)\battacks?\b|\bassess|\blevels?\b|\bthreats?\b|\bterrorism\b")


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
        if headed:
            level = words.strip(" '\"()*.").lower()
            draft.add(ThreatClaim, sentence, claim="current", level=level, evidence=(span_of(sentence),))
            continue
        told = speaks(words) or (known.of_threat and (TAKES_UP.match(words) or _LISTS_A_LEVEL.match(words)))
        if told and not _is_of_another_scale(words):
            reader = _Reader(draft, sentence, known, sent)
            told_before = known.of_threat
            known = reader.read()
            told_so_far += reader.told
            if reader.told or told_before:
                told_so_far = called_recent(draft, sentence, told_so_far)
        else:
            known = known._replace(of_threat=False)
    superseded = [id(one.fact) for one in told_so_far if any(_supersedes(other, one) for other in told_so_far)]
    draft.facts[:] = [fact for fact in draft.facts if id(fact) not in superseded]


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


class _Reader:
    """Reads the claims of one sentence."""

    def __init__(self, draft: Draft, sentence: Sentence, known: Known, sent: date | None) -> None:
        self._draft, self._sentence, self._known = draft, sentence, known
        self._words = sentence.words
        self._times = Times(sentence.words, known, sent)
        self._levels = list(levels_in(sentence.words, known))
        asked = self._levels or self._times.may_tell() or known.level
        found = draft.find("threat", [sentence], every=True) if asked else ()
        self._sent = sent
        self._asked = _asked(draft)
        self.told: list[Told] = []
        self._governed = Governed(sentence.words, known, self._times, found)

    def read(self) -> Known:
        """Write the claims down and say what the next sentence may take up."""
        governed = self._governed
        claims = list(governed.of_publication())
        named = governed.named(self._levels)
        if not self._levels and not claims:
            named = list(governed.taken_up())
        claims += named
        if claims:
            claims += governed.lasting(claims)
            self._time(claims)
        series = self._known.series
        told: set[tuple[str, str | None, str, tuple[Time, ...]]] = set()
        settled = list(self._settled(claims))
        for claim in settled:
            series = series_of(claim, claims, self._words, self._known)
            said = (claim.claim, claim.level, series, tuple(claim.spells))
            if said not in told:
                told.add(said)
                self._write(claim, series, claims)
        if level := self._implied(settled):
            self._tell_likelihood(*level)
        if self._leaves_one(named, settled):
            self._draft.half_read[self._sentence.number].add(ThreatClaim.kind)
        years = YEAR.findall(self._words)
        now = [claim.level for claim in named if claim.level and not claim.ended]
        return self._known._replace(
            published=next((self._times.year(claim) for claim in claims if claim.claim == "published_since"), None)
            or self._known.published,
            year=int(years[-1]) if years else self._known.year,
            month=month_told(self._words) or self._known.month,
            level=now[0] if now else self._known.level,
            series=series,
            of_threat=bool(claims) or _TELLS_OF_IT.search(self._words) is not None,
        )

    def _implied(self, settled: list[Claim]) -> tuple[re.Match[str], str] | None:
        """A level that is told by how likely it makes an attack, and by nothing else."""
        likely = _LIKELIHOOD.search(self._words)
        if likely is None or _NOT_TOLD.search(self._words, 0, likely.start("how")):
            return None
        if RELATED_OF.search(self._words):
            return None
        level = _LIKELIHOODS[likely["how"].lower()]
        raised = any(one.claim == "raised" and one.level == level for one in settled)
        explains = bool(self._levels) or self._known.level is not None  # a level that was told
        return None if (explains and not raised) or len(settled) > raised else (likely, level)

    def _tell_likelihood(self, likely: re.Match[str], level: str) -> None:
        span = span_of(self._sentence, likely.start(), likely.end())
        self._draft.add(ThreatClaim, self._sentence, claim="current", level=level, evidence=(span,))

    def _leaves_one(self, named: list[Claim], settled: list[Claim]) -> bool:
        """Whether a level is told with a time and was not understood; what came down again is left out on purpose."""
        if not self._times.may_tell() and not any(one.search(self._words) for one in (_LENGTH, OF_REQUEST)):
            return False
        governed = {claim.start for claim in named}
        unread = any(level.start() not in governed | self._governed.dismissed for level in self._levels)
        return unread or any(claim.level and not claim.down and claim not in settled for claim in named)

    def _time(self, claims: list[Claim]) -> None:
        """Give each time to the claim that it stands with."""
        words = self._words
        taken: list[tuple[int, int]] = []
        for since in SINCE.finditer(words):
            if _FIRST_SINCE.search(words[: since.start()]):
                continue
            able = self._able(since, claims)
            if since["between"] and not able:
                continue  # a spell
            nearest = min(able, key=lambda one: one.away(since.start(), since.end(), words), default=None)
            if not _IN_WHICH.match(words, since.end()):
                taken.append(since.span())
            if nearest is not None and nearest.since is None:
                nearest.since = since
        taken += [until.span() for until in UNTIL.finditer(words) if not _IN_WHICH.match(words, until.end())]
        raised = [one for one in claims if one.claim == "raised"]
        spells = [
            spell
            for spell in self._times.spells()
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
            own = [spell for spell in one.spells if one.stop <= spell.start and self._is_nearer(spell, following, one)]
            if own:
                following.spells = own + following.spells
                one.spells = [spell for spell in one.spells if spell not in own]
        for one in raised[:-1]:
            # 'in May 2017, when it was raised to critical': nothing stands behind the first
            if not one.spells:
                one.spells = [spell for spell in spells if spell.stop <= one.verb][-1:]

    def _able(self, since: re.Match[str], claims: list[Claim]) -> list[Claim]:
        """The claims that a 'since' may belong to."""
        able = [one for one in claims if one.claim in ("published_since", "remained", "current") or one.down]
        # 'Public since 2006, the level fell': what happened once did not last since then.
        behind = _WHEN_BEHIND.match(self._words, since.end())
        able = [
            one
            for one in able
            if not one.down or one.start < since.start() or behind or not since["when"] or self._is_perfect(one)
        ]
        able = [
            one
            for one in able
            if one.claim == "published_since" or not _SHOWN.search(self._words, one.stop, since.start())
        ]
        if since["between"]:
            return [one for one in able if one.ended]
        if _AND_TO.match(self._words, since.end()):
            return [one for one in able if one.claim == "remained"]
        if since[0].lower().startswith("since"):
            return able
        return [one for one in able if not _CLAUSE_ENDS.search(self._words, since.end(), max(since.end(), one.verb))]

    def _is_perfect(self, claim: Claim) -> bool:
        return re.search(r"(?i)\b(?:has|have|'s|'ve)(?: \w+){0,2} $", self._words[: claim.verb]) is not None

    def _is_nearer(self, spell: Time, claim: Claim, other: Claim) -> bool:
        """Whether a time between two claims is that of the second: 'in July 2009, when it was reduced'."""
        words, behind = self._words, _WHEN_BEHIND.match(self._words, spell.stop)
        if behind is not None and spell.stop <= claim.verb < behind.end():
            return True
        return claim.away(spell.start, spell.stop, words) < other.away(spell.start, spell.stop, words)

    def _goes_with(self, claim: Claim, spell: Time, raised: list[Claim]) -> bool:
        own = claim.away(spell.start, spell.stop, self._words)
        return (
            claim.claim != "published_since"
            and claim.of is None
            and not (spell.stop <= claim.verb and self._words[claim.verb :].lower().startswith("having"))
            and own < A_BREAK
            and all(own < one.away(spell.start, spell.stop, self._words) for one in raised)
        )

    def _of_a_fall(self, spell: Time, of_raised: list[Found]) -> bool:
        """A spell at which the level went down is no exception to one that has remained, if it is not called one."""
        behind = _WHEN_BEHIND.match(self._words, spell.stop)
        verbs = [one for one in self._governed.verbs if one not in of_raised]
        before = [one for one in self._governed.verbs if one.hit.stop <= spell.start and not one.gives.get("weak")]
        if behind and any(one.gives.get("down") and spell.stop <= one.hit.start < behind.end() for one in verbs):
            return True
        last = max(before, key=lambda one: one.hit.stop, default=None)
        return (
            last is not None
            and last not in of_raised
            and bool(last.gives.get("down"))
            and not re.search("[,;]", self._words[last.hit.stop : spell.start])
        )

    def _settled(self, claims: list[Claim]) -> Iterator[Claim]:
        """The claims in the end: what each is where its times and the other claims are known."""
        if published := next((one for one in claims if one.claim == "published_since"), None):
            self._known = self._known._replace(published=self._times.year(published) or self._known.published)
            self._times.known = self._known
        now = {one.level for one in claims if one.claim == "current"}
        other = {one.level for one in claims if one.claim in ("current", "raised")}
        changed = [one for one in claims if one.claim == "raised" or one.down]
        for one in claims:
            lasts = one.since is not None and (one.since["when"] or (one.since.start() > one.start and not one.down))
            lasts = lasts or (not one.down and _FOR_YEARS.match(self._words, one.stop))
            if one.claim == "current" and lasts:
                one.claim = "remained"
            if one.claim == "remained":
                self._settle_remained(one, now, other)
                one.ended = one.ended or (bool(one.claim) and self._is_left(one, claims))
            lately = one.level != LEVELS[-1] and not self._times.may_tell()  # no spell, and when is not said
            if one.claim == "raised" and not one.spells and (lately or _RECENTLY.search(self._words)):
                one.claim, one.down = "current", True
            if one.claim == "current":
                one.relative = self._relative(one)
            one.when = self._when(one)
            # What came down and changed again is the end of a spell.
            over = one.down and (
                self._rises_behind(one, claims)
                or any(one.when <= self._when(other) or not self._when(other) for other in _behind(one, changed))
                or (
                    one.relative != "recently"
                    and any(other.claim == "raised" for other in changed)
                    and not _BY_NOW.search(self._words[: one.verb])
                    and not self._words[one.verb :].lower().startswith(("is ", "are "))
                    and not self._is_last(one, changed)
                )
            )
            if one.claim and not over and (one.claim != "raised" or one.spells or self._events()):
                yield one

    def _when(self, one: Claim) -> str:
        """The month in which the level is said to have changed, or else the year."""
        spells = one.spells or sorted(
            self._times.spells(), key=lambda spell: one.away(spell.start, spell.stop, self._words)
        )
        near = spells if one.spells else spells[:1]
        told = [month for spell in near for month in spell.months] or YEAR.findall(self._words)
        return max(told, default="")

    def _is_last(self, fall: Claim, changed: list[Claim]) -> bool:
        """Whether a fall that ends what rose before it is told as the latest change, and not as the end of a spell.

        The highest level lasts some days: that it is over tells where the level is for some months.
        """
        others = [self._when(other) for other in changed if other.level == LEVELS[-1]]
        if others and not (fall.when and all(other and _months_apart(other, fall.when) > 1 for other in others)):
            return self._sent is not None and _months_since(fall.when, self._sent) < _LATELY
        return fall.when > max(self._when(other) for other in changed if other is not fall)

    def _rises_behind(self, fall: Claim, claims: list[Claim]) -> bool:
        """Whether the level went up again behind a fall, to one that is not told there."""
        told = {one.verb for one in claims}
        return any(
            one.hit.start > fall.stop and one.hit.start not in told and _WENT_UP.match(self._words, one.hit.start)
            for one in self._governed.verbs
        )

    def _is_left(self, one: Claim, claims: list[Claim]) -> bool:
        """Whether the level changed behind a time that no verb tells: 'SEVERE since 2007, it was revised to ...'."""
        later = (other for other in claims if other.start > one.start and other.level not in (one.level, LEVELS[-1]))
        return bool(one.found.gives.get("weak")) and any(other.down or other.claim == "raised" for other in later)

    def _settle_remained(self, one: Claim, now: set[str | None], other: set[str | None]) -> None:
        """Whether a level that has remained is over, or only the present one in the perfect tense."""
        words = self._words
        if _PARTLY.search(words) or _AT_TIMES.search(words, one.verb, one.stop + CLOSE):
            one.claim = ""
            return
        until = UNTIL.search(words, one.verb) is not None
        having = words[one.verb :].lower().startswith("having")
        if not one.ended:
            one.ended = (until and not now) or (having and bool(other - {one.level}))
        elif self._is_of_today(one):
            one.claim, one.ended = "current", False
        elif not (one.since or until) and (
            not self._known.published or one.level == LEVELS[-1] or OF_REQUEST.search(words)
        ):
            one.claim = ""  # a past of which nothing more is said; the highest level has never lasted
        if (
            one.since is None
            and not one.ended
            and _STATED.search(words[one.verb : one.start])
            and not YEARS.search(words)
        ):
            one.claim = "current"

    def _is_of_today(self, one: Claim) -> bool:
        """Whether a level that 'was' is told of the day of the letter, or of one since which none has changed."""
        reach = max(0, one.verb - _REACH), one.stop + CLOSE
        if OF_TODAY.search(self._words, *reach):
            return True
        if self._sent is None or self._asked is None or not OF_REQUEST.search(self._words, *reach):
            return False
        series = series_of(one, [one], self._words, self._known)
        published = self._draft.registers.threat.published
        return published(series, self._asked) == published(series, self._sent)

    def _relative(self, one: Claim) -> str:
        if (one.of or one).down and _RECENTLY.search(self._words[max(0, one.verb - 60) : one.stop + 40]):
            return "recently"
        return "this_year" if (one.of or one).down and "this year" in self._words.lower() else "none"

    def _events(self) -> list[tuple[str, int, int]]:
        return [
            (hit.row.gives["event"], hit.start, hit.stop) for hit in self._draft.lexicon.accepted("events", self._words)
        ]

    def _write(self, claim: Claim, series: str, claims: list[Claim]) -> None:
        if claim.claim == "raised":
            self._write_spells(claim, series, [one for one in claims if one.claim == "raised"])
            return
        lasts = claim.claim in ("remained", "published_since")
        year = self._times.year(claim) if lasts else None
        if claim.claim == "published_since" and year is None:
            return
        relative = claim.relative
        if claim.ended and (until := UNTIL.search(self._words, claim.stop)) and "this year" in until[0].lower():
            relative = "this_year"
        begins = max(claim.verb, claim.stop - FURTHEST)
        self._tell(
            claim,
            claim=claim.claim,
            series=series,
            level=claim.level,
            ordinal=rank_of(claim, self._words),
            since=year,
            relative=relative,
            ended=claim.ended and claim.claim == "remained",
            terrorism="international" if is_of_international(claim, series, self._words) else "unstated",
            evidence=(span_of(self._sentence, begins, max(claim.stop, begins + 1)),),
        )

    def _tell(self, of: Claim, **fields: Any) -> None:
        self._draft.add(ThreatClaim, self._sentence, **fields)
        fact = self._draft.facts[-1]
        if isinstance(fact, ThreatClaim):
            self.told.append(Told(fact, of.down and fact.claim == "current", of.when))

    def _write_spells(self, claim: Claim, series: str, raised: list[Claim]) -> None:
        """One claim for each spell that the sentence names."""
        # An event is that of the rise behind which it is named, and what stands before the first is the first one's.
        begins = [min(one.verb, *(spell.start for spell in one.spells)) for one in raised[1:] if one.spells]
        of = raised.index(claim)
        reach = (begins[of - 1] if 0 < of <= len(begins) else 0, begins[of] if of < len(begins) else len(self._words))
        events = [one for one in self._events() if reach[0] <= one[1] < reach[1]]
        spells = claim.spells or [Time(claim.verb, claim.stop, (), "none")]
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
            self._tell(
                claim,
                claim="raised",
                series=series,
                level=claim.level,
                ordinal=rank_of(claim, self._words),
                month=spell.months,
                event=tuple(key for key, _, _ in named),
                relative=spell.relative,
                evidence=tuple(dict.fromkeys(spans)),
            )


def _asked(draft: Draft) -> date | None:
    """The day of the request: the first, where the letter tells more than one."""
    days = (fact.on for fact in draft.facts if isinstance(fact, Date) and fact.role in ("request", "received"))
    return min(days, default=None)


def _behind(one: Claim, claims: list[Claim]) -> list[Claim]:
    return claims[claims.index(one) + 1 :] if one in claims else []


def _months_apart(earlier: str, later: str) -> int:
    """How many months lie between two, as YYYY-MM; none where either is only a year."""
    (year, _, month), (last_year, _, last_month) = earlier.partition("-"), later.partition("-")
    return (int(last_year) - int(year)) * 12 + int(last_month) - int(month) if month and last_month else 0


def _months_since(month: str, day: date) -> int:
    """How many months lie between a month, as YYYY-MM, and a day; many where no month is told."""
    year, _, number = month.partition("-")
    return (day.year - int(year)) * 12 + day.month - int(number) if number else 12 * _LATELY
