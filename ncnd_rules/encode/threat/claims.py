"""A claim about a threat level in the making, and what the sentences before have told."""

import re
from typing import NamedTuple

from ncnd_rules.encode.draft import Found
from ncnd_rules.facts import ThreatClaim

_BREAKS = re.compile(r"(?i)[,;(]| (?:and|but|which|where|when|as|except|save) |\bapart from |\bexception ")
A_BREAK = 100  # a break between clauses parts a time from a claim as much as so many characters


class Known(NamedTuple):
    """What the sentences before have told: 'since then', 'all that time', 'it went up'."""

    published: int | None = None
    year: int | None = None
    month: str = ""  # the one last told with its year: 'that month'
    level: str | None = None
    series: str = "national"
    of_threat: bool = False


class Time(NamedTuple):
    """Months in which a level is said to have been raised, and the year that a 'that year' behind them means."""

    start: int
    stop: int
    months: tuple[str, ...]
    relative: str


class Told(NamedTuple):
    """A claim that was written down, for what is told behind it may supersede it."""

    fact: ThreatClaim
    fell: bool  # whether it is current only because it came down then
    when: str


class Claim:
    """A claim in the making: its verb, and the level that the verb governs."""

    def __init__(self, found: Found, start: int, stop: int, level: str | None) -> None:
        self.found = found
        self.claim: str = found.gives["claim"]
        self.down: bool = found.gives.get("down", False)
        self.ended: bool = found.gives.get("ended", False)
        self.verb = found.hit.start
        self.start, self.stop, self.level = start, stop, level  # of the name of the level
        self.since: re.Match[str] | None = None
        self.spells: list[Time] = []
        self.relative = "none"
        self.when = ""  # the month, or the year, in which the level is said to have changed
        self.of: Claim | None = None  # the claim that it only adds to

    def away(self, start: int, stop: int, words: str) -> int:
        """How far a time stands from the claim."""
        gap = words[stop : self.verb] if stop <= self.verb else words[self.stop : start]
        return len(gap) + A_BREAK * len(_BREAKS.findall(gap))
