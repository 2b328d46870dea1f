"""How sure a share is that was counted on some of many."""

from collections.abc import Iterable, Mapping, Sequence
from math import sqrt
from random import Random
from statistics import NormalDist
from typing import NamedTuple

LEVEL = 0.95  # of every interval that is told
_DRAWS = 4000  # of each unknown share; the ends of an interval then move by less than a hundredth
_JEFFREYS = 0.5  # added to either side of a count: neither none nor all of a few is taken for certain


class Share(NamedTuple):
    """A share with the interval that holds the true one 95 times of 100."""

    value: float
    low: float
    high: float


class Counted(NamedTuple):
    """What was counted on the rows drawn from one stratum, and how many the stratum holds."""

    size: int  # of the stratum
    drawn: int
    hits: int


class Estimate(NamedTuple):
    """A share over strata, each counting by its size, and the number of rows that a plain draw would have needed."""

    value: float
    effective: float

    @property
    def share(self) -> Share:
        """With its Wilson interval."""
        told = wilson(self.value * self.effective, self.effective)
        assert told is not None
        return told


class Amount(NamedTuple):
    """A known number of things, and which share of them was found to count; none where none of them was looked at."""

    size: int
    counts: Estimate | None


def z_of(level: float = LEVEL) -> float:
    """How many standard errors lie on either side of the middle."""
    return NormalDist().inv_cdf((1 + level) / 2)


def wilson(hits: float, of: float, level: float = LEVEL) -> Share | None:
    """A share and its Wilson score interval, which stays within 0 and 1 and is honest near both; none of nothing.

    Args:
        hits: how many, or their effective number where rows have weights.
    """
    if not of:
        return None
    z = z_of(level)
    value = hits / of
    middle = (value + z * z / (2 * of)) / (1 + z * z / of)
    reach = z / (1 + z * z / of) * sqrt(value * (1 - value) / of + z * z / (4 * of * of))
    return _around(value, middle - reach, middle + reach)


def weighted(strata: Iterable[Counted]) -> Estimate | None:
    """The share over all strata from which something was drawn; none where nothing was.

    The effective number is that of Kish: rows that stand for unequal numbers tell less than as many equal ones.
    """
    counted = [stratum for stratum in strata if stratum.drawn and stratum.size]
    total = sum(stratum.size for stratum in counted)
    if not total:
        return None
    value = sum(stratum.size * stratum.hits / stratum.drawn for stratum in counted) / total
    return Estimate(value, total**2 / sum(stratum.size**2 / stratum.drawn for stratum in counted))


def part_of_all(amounts: Mapping[str, Amount], part: str, seed: str = "") -> Share | None:
    """Which share of all that counts lies in one part; none where a part was not looked at, or where nothing counts.

    Each part's share is drawn from its Jeffreys posterior. Drawing rows again (a bootstrap) would give an interval
    of no width wherever no row of a large part counted, which is where least is known.
    """
    held = {name: amount for name, amount in amounts.items() if amount.size}
    found = {name: amount.counts for name, amount in held.items() if amount.counts is not None}
    all_of_it = sum(held[name].size * counts.value for name, counts in found.items())
    if len(found) < len(held) or not all_of_it:
        return None
    if part not in held:
        return Share(0.0, 0.0, 0.0)  # nothing in it can be missed
    chance = Random(f"{part} {seed}")  # noqa: S311 - an interval is no secret, and must come out the same each time
    draws = [
        {name: held[name].size * _posterior(counts, chance) for name, counts in found.items()} for _ in range(_DRAWS)
    ]
    return _around(
        held[part].size * found[part].value / all_of_it, *_middle([one[part] / sum(one.values()) for one in draws])
    )


def _posterior(counts: Estimate, chance: Random) -> float:
    hits = counts.value * counts.effective
    return chance.betavariate(hits + _JEFFREYS, counts.effective - hits + _JEFFREYS)


def _middle(values: Sequence[float], level: float = LEVEL) -> tuple[float, float]:
    """The middle *level* of some values, by nearest rank."""
    ordered = sorted(values)
    last = len(ordered) - 1
    return ordered[round(last * (1 - level) / 2)], ordered[round(last * (1 + level) / 2)]


def _around(value: float, low: float, high: float) -> Share:
    """The value with its interval, which holds it and stays between 0 and 1."""
    return Share(value, max(0.0, min(value, low)), min(1.0, max(value, high)))
