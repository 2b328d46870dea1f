"""What is claimed of a threat level: by the verb that governs its name, or that takes it up."""

import re
from collections.abc import Iterable, Iterator

from ncnd_rules.encode.draft import Found
from ncnd_rules.encode.prefiltered import Prefiltered
from ncnd_rules.encode.threat.claims import Claim, Known
from ncnd_rules.encode.threat.levels import ANY_LEVEL, LEVELS, NOT_LESS
from ncnd_rules.encode.threat.times import OF_REQUEST, OF_TODAY, SPELLS, Times

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
_THREAT_LEVEL = re.compile(r"(?i)\bthreat level\b|\blevel of (?:the )?threat\b")
_LAST_CLAUSE = re.compile(r"(?i)[,;:]| (?:and|but|that|because|since|as|so|while|whilst) ")
# '2011: SUBSTANTIAL', in a list of what the level has been
_OF_A_TIME = re.compile(r"(?i)^(?!.*\b(?:since|from|as of)\b).*\b20\d\d\b")
# 'SEVERE August 2014 to November 2019', in such a list
_FROM_TO = re.compile(
    r"(?i)['\")*]*[ (:,-]*(?:(?:from )?(?:\d{1,2}\w* )?(?:[a-z]{3,9} )?20\d\d ?(?:to|until|till|-) ?|"
    r"for [^,;.]{3,30} (?:to|until|till) )(?!date\b|now\b|today\b|the present\b)"
)
_LAST_AT = re.compile(r"(?i)\b(?:was|were|been) last (?:at|on|as)\b")  # no longer, then
# 'After eighteen months at SEVERE', 'after being SEVERE'
_AFTER = re.compile(
    r"(?i)\bafter (?:(?:\S+ ){0,5}?(?:days?|weeks?|months?|years?|spell|period|time) (?:at|on|of)|"
    r"(?:having been|being)(?: \w+)?) ?['\"(]*$"
)
# 'This detrimental effect is increased'
_ANOTHER_RISES = re.compile(
    r"(?i)\b(?:effects?|harm|risks?|impact|damage|danger|prejudice|interest|likelihood)\b[^,;.]*$"
)
_INVERTED = re.compile(r"(?i)were (?:it|the|that|this|our)\b")  # 'were the level critical'
_AS_YOU_KNOW = re.compile(
    r"(?i)\b(?:as )?(?:you|readers|many|it) (?:will|may|would|might|should) (?:\w+ ){0,2}?"
    r"(?:know|aware|see|appreciate|understand|recall|recalled|remember|noted|note|realise|known)\b(?: that)?"
)
# 'It was announced that the level would rise': what was to come then, and has
_ANNOUNCED = re.compile(
    r"(?i)\b(?:announced|decided|declared)(?: (?:\w+ ){0,3}?that)? [^,;.]{0,60}?\b(?:would|was (?:now )?to|is to)\b"
)
_MAY_BE = re.compile(r"(?i)\b(?:would|could|(?-i:may)|might|should|will|shall)\b(?![^,;]*,)")
_PERFECT = re.compile(r"(?i)\b(?:has|have)(?: \w+){0,2} (?:been )?$")
_EXCEPTED = re.compile(
    r"(?i)\b(?:except\w*|apart from|aside from|save|other than|bar|but for|leaving (?:aside|out)|not counting)\b"
)
UNTIL = re.compile(r"(?i)\b(?:until|till|up to(?= (?:\w+ )?20\d\d)|(?<=20\d\d )to(?= (?:\w+ )?20\d\d))\b[^,;()]*")
_LEFT_LEVEL = re.compile(rf"(?i)\bfrom\W+(?:the )?\W*({ANY_LEVEL})\b")
_JUST_NAMED = re.compile(rf"(?i)\bfrom ['\"(]*(?P<level>{ANY_LEVEL})['\")]*,? $")
_OCCASIONS = Prefiltered(r"(?i)\b(?:once|twice|thrice|(?:\w+|\d+) (?:times|occasions))\b")
FURTHEST = 130  # characters from the end of a verb to the level that it governs
_LEADS_TO_LEVEL = re.compile(r"(?i)(?: (?:at|as|a|the|level|of|on))* ?['\"(*]*")
_AND_IN = re.compile(
    r"(?i)['\")]*(?:,? (?:in|for|to|across) [^,;.]{3,50})?,? (?:and|but|while|whilst)"
    r"(?: (?:in|for|to|across|only|that|the) [^;.]{0,50})? ?['\"]?$|"
    r"['\")]* (?:in|for) (?:northern ireland|great britain), ['\"]?$"
)
CLOSE = 35  # characters from a level to the verb behind it
_APART = ("told", "behind", "again")  # verbs that govern no level behind them


class Governed:
    """The claims of one sentence, by its verbs."""

    def __init__(self, words: str, known: Known, times: Times, found: Iterable[Found]) -> None:
        self._words, self._known, self._times = words, known, times
        self._found = list(found)
        self.verbs = [one for one in self._found if not any(one.gives.get(apart) for apart in _APART)]
        self._behind = [one for one in self._found if one.gives.get("behind")]  # 'SEVERE is the current threat level'
        self.dismissed: set[int] = set()  # where levels stand of which the letter says that they are not, or might be

    def named(self, levels: list[re.Match[str]]) -> list[Claim]:
        """What is claimed of each level that is named."""
        named: list[Claim] = []
        for level in levels:
            if claim := self._claim(level, levels):
                named.append(claim)
            elif named and _AND_IN.match(self._words[named[-1].stop : level.start()]) and named[-1].claim != "raised":
                # 'severe in Northern Ireland and substantial elsewhere': one verb for both
                named.append(Claim(named[-1].found, level.start(), level.end(), level["level"].lower()))
        return sorted((*named, *self._reached(levels, named)), key=lambda one: one.start)

    def _reached(self, levels: list[re.Match[str]], named: list[Claim]) -> Iterator[Claim]:
        """The highest level, which no verb governs, beside a month: it has never lasted, and was reached then.

        'Either SEVERE or, for some days in August 2006, CRITICAL'
        """
        told = {one.start for one in named} | self.dismissed
        spells = list(self._times.spells())
        for level in levels:
            beside = any(
                0 <= spell.start - level.end() < CLOSE or 0 <= level.start() - spell.stop < CLOSE for spell in spells
            )
            lead = self._words[: level.start()]
            clause = _LAST_CLAUSE.split(lead)[-1]
            only_put = _SUPPOSED.search(lead) or _MAY_BE.search(clause) or _DENIED.search(clause)
            if level["level"].lower() != LEVELS[-1] or level.start() in told or only_put:
                continue
            if beside and self.verbs:
                reached = Claim(self.verbs[0], level.start(), level.end(), LEVELS[-1])
                reached.claim, reached.verb = "raised", level.start()
                yield reached

    def _claim(self, level: re.Match[str], levels: list[re.Match[str]]) -> Claim | None:
        """What is claimed of a level: the last verb before it governs it."""
        words, start = self._words, level.start()
        before = max((other.end() for other in levels if other.end() <= start), default=0)
        verb = self._governing(start, before)
        if verb is None:
            behind = sorted(self._behind, key=lambda one: one.gives.get("weak", False))  # the weak ones last
            return next((self._before(one, level) for one in behind if self._follows(one, level)), None)
        lead = _ANNOUNCED.sub("", _AS_YOU_KNOW.sub("", words[before : verb.hit.start]))
        lead = OF_TODAY.sub("", OF_REQUEST.sub("", lead))
        if self._is_no_claim(verb, level, lead):
            self.dismissed.add(start)
            return None
        if _AFTER.search(words[:start]):
            return None  # what the level has left
        claim = Claim(verb, start, level.end(), level["level"].lower())
        if claim.claim in ("raised", "remained") and _OCCASIONS.search(words) and not any(self._times.spells()):
            return None  # 'has twice been raised to critical': neither where it is nor when it was
        if claim.claim == "raised" and _PERFECT.search(lead) and not SPELLS.search(words):
            claim.claim, claim.down = "current", True  # 'has been raised to severe': that is where it is
        if verb.gives.get("turns"):
            self._turn(claim)
        self._take_for_spell(claim)
        return claim

    def _governing(self, start: int, before: int) -> Found | None:
        """The verb that governs a level, if one near enough stands between the level and the one before it."""
        governing = [
            one
            for one in self.verbs
            if one.gives["claim"] != "published_since"
            and before <= one.hit.start
            and (one.hit.stop <= start + 1 or (one.gives.get("weak") and one.hit.start < start))
        ]
        strong = [one for one in governing if not one.gives.get("weak")] or governing
        near = [one for one in strong if start - one.hit.stop < FURTHEST]
        return max(near, key=lambda one: (one.hit.stop, -one.hit.start), default=None)

    def _is_no_claim(self, verb: Found, level: re.Match[str], lead: str) -> bool:
        """Whether a level is only supposed, is denied, is that of another time, or is said of something else."""
        words, start = self._words, level.start()
        between = words[verb.hit.start : start]
        of_another_thing = (
            not level["level"].isupper()
            and not _THREAT_LEVEL.search(between)
            and _ANOTHER_THING.search(_LAST_CLAUSE.split(lead)[-1])
        )
        of_another_time = verb.gives.get("weak") and (
            _INTO.search(between)
            or (_OF_A_TIME.search(between) and not self._times.are_of_today(between))
            or _FROM_TO.match(words, level.end())
        )
        return bool(
            _SUPPOSED.search(lead)
            or _LEVEL_ELSE.search(lead)
            or _INVERTED.match(between)
            or _LAST_AT.search(between)
            or of_another_thing
            or _MAY_BE.search(between)
            or of_another_time
            or (_DENIED.search(between) and not NOT_LESS.search(words[:start]) and "from" not in between)
        )

    def _turn(self, claim: Claim) -> None:
        """Tell whether a level that moved went up or down, as the levels are."""
        left = _LEFT_LEVEL.search(self._words[claim.verb : claim.start])
        lower = LEVELS.index(claim.level or "") < (LEVELS.index(left[1].lower()) if left else 3)
        claim.claim, claim.down = ("current", True) if lower else ("raised", False)

    def _take_for_spell(self, claim: Claim) -> None:
        """Take a level for that of a spell, where it is called an exception or could not have lasted."""
        words = self._words
        # 'except ... in July 2009, when it was reduced to substantial': a spell, as the rises before it.
        excepted = _EXCEPTED.search(words[: claim.verb]) is not None
        if claim.down and excepted and any(one.stop <= claim.verb for one in self._times.spells()):
            claim.claim, claim.down = "raised", False
        over = claim.ended or words[claim.verb :].lower().startswith("having") or _OCCASIONS.search(words) is not None
        # The highest level has never lasted longer than some days: in a month that is named it was a spell.
        spell = claim.level == LEVELS[-1] and claim.claim == "remained" and any(self._times.spells())
        if over and (_EXCEPTED.search(words[: claim.start]) or spell) and not UNTIL.search(words, claim.start):
            claim.claim, claim.ended = "raised", False

    def _follows(self, verb: Found, level: re.Match[str]) -> bool:
        """Whether a verb follows on a level, with no more than its rank between."""
        gap = self._words[level.end() : verb.hit.start]
        return verb.hit.start >= level.end() and len(gap) < CLOSE and not re.search("[.;]", gap)

    def _before(self, verb: Found, level: re.Match[str]) -> Claim:
        claim = Claim(verb, level.start(), level.end(), level["level"].lower())
        claim.verb = level.start()
        return claim

    def of_publication(self) -> Iterator[Claim]:
        """That levels have been published since some time, if it is said."""
        found = [one for one in self.verbs if one.gives["claim"] == "published_since"]
        if found:
            one = max(found, key=lambda one: bool(one.gives.get("begins")))  # one that tells the begin, or the first
            yield Claim(one, one.hit.stop, one.hit.stop, None)

    def taken_up(self) -> Iterator[Claim]:
        """'It went up in November 2021', 'it is at that level today': the level is that of the sentence before."""
        for one in self._found:
            raised = one.gives["claim"] == "raised" and not any(
                one.gives.get(as_) for as_ in ("weak", "told", "behind")
            )
            lead = self._words[: one.hit.start]
            if ((raised and not _ANOTHER_RISES.search(lead)) or one.gives.get("again")) and self._known.level:
                if not _SUPPOSED.search(self._words[: one.hit.start]):
                    yield Claim(one, one.hit.stop, one.hit.stop, self._known.level)
                return

    def lasting(self, claims: list[Claim]) -> Iterator[Claim]:
        """'where it has stood since 2017', 'and has not changed since', 'where it remains' behind a claim."""
        for one in (found for found in self._found if found.gives.get("told")):
            before = [claim for claim in claims if claim.level and claim.stop <= one.hit.start]
            own = any(
                claim.level and _LEADS_TO_LEVEL.fullmatch(self._words, one.hit.stop, claim.start)
                if one.gives["claim"] == "remained"
                else one.gives["claim"] == "raised" and claim.level and 0 <= claim.start - one.hit.stop < CLOSE
                for claim in claims
            )  # 'having been raised to severe', 'and it has been severe': that level, not the one before
            if not before or own:
                continue
            of = before[-1]
            verb = of.found.hit
            if of.found.gives.get("behind") and verb.start < one.hit.stop and one.hit.start < verb.stop:
                continue  # 'SUBSTANTIAL, which it has been since 2019': told already
            if one.gives["claim"] in ("remained", "raised") or of.claim in ("raised", "remained") or of.down:
                left = _JUST_NAMED.search(self._words, 0, one.hit.start)  # "from CRITICAL, to which it was raised"
                lasting = Claim(one, one.hit.start, one.hit.stop, left["level"].lower() if left else of.level)
                lasting.of = of
                if of.down:
                    of.claim = ""  # said with more of its time
                    lasting.verb = of.verb
                yield lasting
