"""What each claim of a sentence is in the end, where its times and the other claims are known.

A level that has lasted is one that remained; one that is over has ended; a fall from which it rose again ends a spell.
"""

import re
from datetime import date

from ncnd_rules.encode.draft import Draft, Found
from ncnd_rules.encode.threat.claims import Claim
from ncnd_rules.encode.threat.governed import CLOSE, UNTIL
from ncnd_rules.encode.threat.levels import LEVELS
from ncnd_rules.encode.threat.series import series_of
from ncnd_rules.encode.threat.times import OF_REQUEST, OF_TODAY, YEAR, YEARS, Times, events_in
from ncnd_rules.facts import Date

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
# 'At severe for most of the last three years': not on any one day that could be named.
_PARTLY = re.compile(
    r"(?i)\b(?:most|much|some|parts?|(?:almost|nearly) all|the (?:greater|better|larger) part|the (?:\w+ )?majority|"
    r"the bulk) of (?:(?:the|that|this|those|its|all) )*(?:last|past|time|period|years?|decade|20\d\d|\w+ years)\b|"
    r"(?<!and a )\bhalf\b(?! years?)"
)
_AT_TIMES = re.compile(
    r"(?i)\b(?:mostly|for the most part|usually|generally|largely|mainly|predominantly|often|at times|on and off)\b"
)
_FOR_YEARS = re.compile(rf"(?i)['\")*]* (?={YEARS.pattern.removeprefix('(?i)')})for\b")
_LATELY = 3  # months
_REACH = 90  # characters before a verb in which the day may be told


class Settling:
    """Settles the claims of one sentence."""

    def __init__(self, draft: Draft, times: Times, verbs: list[Found], claims: list[Claim]) -> None:
        self._draft, self._times, self._verbs, self._claims = draft, times, verbs, claims
        self._words = times.words
        self._now = {one.level for one in claims if one.claim == "current"}
        self._other = {one.level for one in claims if one.claim in ("current", "raised")}
        self._changed = [one for one in claims if one.claim == "raised" or one.down]

    def settled(self) -> list[Claim]:
        """The claims that are made in the end, each as what it is."""
        # One by one: what a claim is depends on what those before it have turned out to be.
        return [one for one in self._claims if self._settle(one)]

    def _settle(self, one: Claim) -> bool:
        """Settle a claim; whether it is made."""
        if one.claim == "current" and self._lasts(one):
            one.claim = "remained"
        if one.claim == "remained":
            self._settle_remained(one)
            one.ended = one.ended or (bool(one.claim) and self._is_left(one))
        lately = one.level != LEVELS[-1] and not self._times.may_tell()  # no spell, and when is not said
        if one.claim == "raised" and not one.spells and (lately or _RECENTLY.search(self._words)):
            one.claim, one.down = "current", True
        if one.claim == "current":
            one.relative = self._relative(one)
        one.when = self._when(one)
        if not one.claim or (one.down and self._is_over(one)):
            return False
        return bool(one.claim != "raised" or one.spells or events_in(self._draft.lexicon, self._words))

    def _lasts(self, one: Claim) -> bool:
        """Whether a level is said to have been what it is for some time."""
        lasts = one.since is not None and (one.since["when"] or (one.since.start() > one.start and not one.down))
        return bool(lasts or (not one.down and _FOR_YEARS.match(self._words, one.stop)))

    def _is_over(self, fall: Claim) -> bool:
        """Whether the level changed again behind a fall, which is only the end of a spell then."""
        changed = self._changed
        return (
            self._rises_behind(fall)
            or any(fall.when <= self._when(other) or not self._when(other) for other in _behind(fall, changed))
            or (
                fall.relative != "recently"
                and any(other.claim == "raised" for other in changed)
                and not _BY_NOW.search(self._words[: fall.verb])
                and not self._words[fall.verb :].lower().startswith(("is ", "are "))
                and not self._is_last(fall)
            )
        )

    def _when(self, one: Claim) -> str:
        """The month in which the level is said to have changed, or else the year."""
        spells = one.spells or sorted(
            self._times.spells(), key=lambda spell: one.away(spell.start, spell.stop, self._words)
        )
        near = spells if one.spells else spells[:1]
        told = [month for spell in near for month in spell.months] or YEAR.findall(self._words)
        return max(told, default="")

    def _is_last(self, fall: Claim) -> bool:
        """Whether a fall that ends what rose before it is told as the latest change, and not as the end of a spell.

        The highest level lasts some days: that it is over tells where the level is for some months.
        """
        others = [self._when(other) for other in self._changed if other.level == LEVELS[-1]]
        if others and not (fall.when and all(other and _months_apart(other, fall.when) > 1 for other in others)):
            return self._times.sent is not None and _months_since(fall.when, self._times.sent) < _LATELY
        return fall.when > max(self._when(other) for other in self._changed if other is not fall)

    def _rises_behind(self, fall: Claim) -> bool:
        """Whether the level went up again behind a fall, to one that is not told there."""
        told = {one.verb for one in self._claims}
        return any(
            one.hit.start > fall.stop and one.hit.start not in told and _WENT_UP.match(self._words, one.hit.start)
            for one in self._verbs
        )

    def _is_left(self, one: Claim) -> bool:
        """Whether the level changed behind a time that no verb tells: 'SEVERE since 2007, it was revised to ...'."""
        later = (other for other in self._claims if other.start > one.start)
        changed = (other for other in later if other.level not in (one.level, LEVELS[-1]))
        return bool(one.found.gives.get("weak")) and any(other.down or other.claim == "raised" for other in changed)

    def _settle_remained(self, one: Claim) -> None:
        """Whether a level that has remained is over, or only the present one in the perfect tense."""
        words = self._words
        if _PARTLY.search(words) or _AT_TIMES.search(words, one.verb, one.stop + CLOSE):
            one.claim = ""
            return
        until = UNTIL.search(words, one.verb) is not None
        having = words[one.verb :].lower().startswith("having")
        if not one.ended:
            one.ended = (until and not self._now) or (having and bool(self._other - {one.level}))
        elif self._is_of_today(one):
            one.claim, one.ended = "current", False
        elif not (one.since or until) and (
            not self._times.known.published or one.level == LEVELS[-1] or OF_REQUEST.search(words)
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
        asked, sent = _asked(self._draft), self._times.sent
        if sent is None or asked is None or not OF_REQUEST.search(self._words, *reach):
            return False
        series = series_of(one, [one], self._words, self._times.known)
        published = self._draft.registers.threat.published
        return published(series, asked) == published(series, sent)

    def _relative(self, one: Claim) -> str:
        if (one.of or one).down and _RECENTLY.search(self._words[max(0, one.verb - 60) : one.stop + 40]):
            return "recently"
        return "this_year" if (one.of or one).down and "this year" in self._words.lower() else "none"


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
