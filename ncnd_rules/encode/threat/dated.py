"""Which time of a sentence belongs to which of its claims: since when a level is what it is, and when it was raised."""

import re
from itertools import pairwise

from ncnd_rules.encode.draft import Found
from ncnd_rules.encode.threat.claims import A_BREAK, Claim, Time
from ncnd_rules.encode.threat.governed import UNTIL
from ncnd_rules.encode.threat.times import SINCE, Times

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
# 'As of 23 July 2019 there is one level, and it is': the time of the clause before
_CLAUSE_ENDS = re.compile(r"(?i)\b(?:is|are|was|were|has been|have been)\b[^;]*[,;]")
_WHEN_BEHIND = re.compile(r"(?i),? (?:when|where|at which point|as) [^,;.]*")


class Dater:
    """Gives each time of one sentence to the claim that it stands with."""

    def __init__(self, times: Times, verbs: list[Found]) -> None:
        self._times, self._verbs = times, verbs
        self._words = times.words

    def date(self, claims: list[Claim]) -> None:
        """Tell the claims since when they hold, and those that say that the level was raised in which spells it was."""
        words = self._words
        taken = self._give_since(claims)
        taken += [until.span() for until in UNTIL.finditer(words) if not _IN_WHICH.match(words, until.end())]
        raised = [one for one in claims if one.claim == "raised"]
        self._share_out(self._spells_of_rises(claims, raised, taken), raised)

    def _give_since(self, claims: list[Claim]) -> list[tuple[int, int]]:
        """Give each 'since' to the nearest claim that it may belong to; the places whose months are no spells then."""
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
        return taken

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

    def _spells_of_rises(self, claims: list[Claim], raised: list[Claim], taken: list[tuple[int, int]]) -> list[Time]:
        """The spells in which the level was raised, not those of another claim or of a fall."""
        return [
            spell
            for spell in self._times.spells()
            if not any(start < spell.stop and spell.start < stop for start, stop in taken)
            and not any(self._goes_with(one, spell, raised) for one in claims if one.claim != "raised")
            and not self._of_a_fall(spell, [one.found for one in raised])
        ]

    def _share_out(self, spells: list[Time], raised: list[Claim]) -> None:
        """Give each spell to the rise behind which it stands; the first has those before it, too."""
        for number, one in enumerate(raised):
            until = raised[number + 1].verb if number + 1 < len(raised) else len(self._words)
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
        verbs = [one for one in self._verbs if one not in of_raised]
        before = [one for one in self._verbs if one.hit.stop <= spell.start and not one.gives.get("weak")]
        if behind and any(one.gives.get("down") and spell.stop <= one.hit.start < behind.end() for one in verbs):
            return True
        last = max(before, key=lambda one: one.hit.stop, default=None)
        return (
            last is not None
            and last not in of_raised
            and bool(last.gives.get("down"))
            and not re.search("[,;]", self._words[last.hit.stop : spell.start])
        )
