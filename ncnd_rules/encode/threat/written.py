"""The claims of a sentence written down as facts: one for each level, or for each spell at which it was raised."""

from typing import Any

from ncnd_rules.encode.draft import Draft, span_of
from ncnd_rules.encode.page import Sentence
from ncnd_rules.encode.threat.claims import Claim, Time, Told
from ncnd_rules.encode.threat.governed import FURTHEST, UNTIL
from ncnd_rules.encode.threat.levels import rank_of
from ncnd_rules.encode.threat.series import is_of_international
from ncnd_rules.encode.threat.times import Times, events_in
from ncnd_rules.facts import ThreatClaim


class Writer:
    """Writes the claims of one sentence down."""

    def __init__(self, draft: Draft, sentence: Sentence, times: Times) -> None:
        self._draft, self._sentence, self._times = draft, sentence, times
        self._words = times.words
        self.told: list[Told] = []

    def write(self, claim: Claim, series: str, claims: list[Claim]) -> None:
        """Write a claim of a series down; the others of its sentence tell which events are its own."""
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
        events = [one for one in events_in(self._draft.lexicon, self._words) if reach[0] <= one[1] < reach[1]]
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
