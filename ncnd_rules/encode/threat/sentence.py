"""The claims about threat levels that one sentence of the authority makes, and what the next may take up."""

import re
from datetime import date

from ncnd_rules.encode.draft import Draft, span_of
from ncnd_rules.encode.page import Sentence
from ncnd_rules.encode.threat.claims import Claim, Known, Time, Told
from ncnd_rules.encode.threat.dated import Dater
from ncnd_rules.encode.threat.governed import Governed
from ncnd_rules.encode.threat.levels import levels_in
from ncnd_rules.encode.threat.likelihood import implied_level
from ncnd_rules.encode.threat.series import series_of
from ncnd_rules.encode.threat.settled import Settling
from ncnd_rules.encode.threat.times import OF_REQUEST, YEAR, Times, month_told
from ncnd_rules.encode.threat.untold import tells_more
from ncnd_rules.encode.threat.written import Writer
from ncnd_rules.facts import ThreatClaim

_LENGTH = re.compile(r"(?i)\b(?:days|weeks|months|years?)\b")
# What is said between two claims, and is none: 'This means that an attack is highly likely.'
_TELLS_OF_IT = re.compile(r"(?i)\battacks?\b|\bassess|\blevels?\b|\bthreats?\b|\bterrorism\b")


class Reader:
    """Reads the claims of one sentence."""

    def __init__(self, draft: Draft, sentence: Sentence, known: Known, sent: date | None) -> None:
        self._draft, self._sentence, self._known = draft, sentence, known
        self._words = sentence.words
        self._times = Times(sentence.words, known, sent)
        self._levels = list(levels_in(sentence.words, known))
        asked = self._levels or self._times.may_tell() or known.level
        found = draft.find("threat", [sentence], every=True) if asked else ()
        self._governed = Governed(sentence.words, known, self._times, found)
        self.told: list[Told] = []

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
            Dater(self._times, governed.verbs).date(claims)
        self._learn_publication(claims)
        settled = Settling(self._draft, self._times, governed.verbs, claims).settled()
        series = self._write(settled, claims)
        self._write_implied(settled)
        if self._leaves_one(named, settled) or self._leaves_a_month(settled) or self._leaves_more():
            self._draft.half_read[self._sentence.number].add(ThreatClaim.kind)
        years = YEAR.findall(self._words)
        now = [claim.level for claim in named if claim.level and not claim.ended]
        return self._known._replace(
            year=int(years[-1]) if years else self._known.year,
            month=month_told(self._words) or self._known.month,
            level=now[0] if now else self._known.level,
            series=series,
            of_threat=bool(claims) or _TELLS_OF_IT.search(self._words) is not None,
        )

    def _learn_publication(self, claims: list[Claim]) -> None:
        """Since when levels are published, which the other claims of the sentence may go back to."""
        published = next((one for one in claims if one.claim == "published_since"), None)
        if published and (year := self._times.year(published)):
            self._known = self._times.known = self._known._replace(published=year)

    def _write(self, settled: list[Claim], claims: list[Claim]) -> str:
        """Write each claim down once; of which part of the country the last of them is."""
        writer = Writer(self._draft, self._sentence, self._times)
        series = self._known.series
        told: set[tuple[str, str | None, str, tuple[Time, ...]]] = set()
        for claim in settled:
            series = series_of(claim, claims, self._words, self._known)
            said = (claim.claim, claim.level, series, tuple(claim.spells))
            if said not in told:
                told.add(said)
                writer.write(claim, series, claims)
        self.told = writer.told
        return series

    def _write_implied(self, settled: list[Claim]) -> None:
        is_told = bool(self._levels) or self._known.level is not None
        if implied := implied_level(self._words, settled, is_told=is_told):
            likely, level = implied
            span = span_of(self._sentence, likely.start(), likely.end())
            self._draft.add(ThreatClaim, self._sentence, claim="current", level=level, evidence=(span,))

    def _leaves_one(self, named: list[Claim], settled: list[Claim]) -> bool:
        """Whether a level is told with a time and was not understood; what came down again is left out on purpose."""
        if not self._times.may_tell() and not any(one.search(self._words) for one in (_LENGTH, OF_REQUEST)):
            return False
        governed = {claim.start for claim in named}
        unread = any(level.start() not in governed | self._governed.dismissed for level in self._levels)
        return unread or any(claim.level and not claim.down and claim not in settled for claim in named)

    def _leaves_a_month(self, settled: list[Claim]) -> bool:
        """Whether a level is told to have been raised, and not in all months that are named."""
        if not any(one.fact.claim == "raised" for one in self.told):
            return False
        told = {month for one in self.told for month in (*one.fact.month, one.when)} | {one.when for one in settled}
        since = [claim.since.span() for claim in settled if claim.since]
        spells = (one for one in self._times.spells() if not any(a <= one.start < b for a, b in since))
        return any(month not in told for spell in spells for month in spell.months)

    def _leaves_more(self) -> bool:
        return bool(self.told) and tells_more(self._words, [one.fact for one in self.told])
