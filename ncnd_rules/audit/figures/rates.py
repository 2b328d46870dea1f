"""How often something is so among letters, and how far so few letters can tell."""

from typing import NamedTuple

from ncnd_rules.audit.intervals import wilson

FEWEST = 10  # letters on which a rate is drawn; with fewer the interval says next to nothing
_LEAST = 0.1  # percent; what is less is said to be so


class Rate(NamedTuple):
    """So many of so many."""

    hits: int
    of: int

    @property
    def share(self) -> float | None:
        """Between 0 and 1; none of none is nothing."""
        return self.hits / self.of if self.of else None

    @property
    def interval(self) -> tuple[float, float]:
        """The 95% interval of Wilson; all that is possible where there is nothing to tell by.

        Source: E. B. Wilson, 'Probable inference, the law of succession, and statistical inference' (1927).
        """
        found = wilson(self.hits, self.of)
        return (found.low, found.high) if found else (0.0, 1.0)

    @property
    def enough(self) -> bool:
        """Whether it is drawn."""
        return self.of >= FEWEST

    @property
    def told(self) -> str:
        """As a table shows it: '12 of 40'."""
        return f"{self.hits} of {self.of}"

    @property
    def percent(self) -> str:
        """Its share in words, such as '30%'; a dash where there is none."""
        return "–" if self.share is None else in_percent(self.share)

    @property
    def between(self) -> str:
        """Its interval in words: '18% to 45%'."""
        low, high = self.interval
        return f"{in_percent(low)} to {in_percent(high)}" if self.of else "–"


def in_percent(share: float) -> str:
    """Whole percents; one place below one and above 99; none and all are said of none and all alone."""
    hundred = share * 100
    if 0 < hundred < _LEAST:
        return f"<{_LEAST}%"
    if 100 - _LEAST < hundred < 100:
        return f">{100 - _LEAST}%"
    exact = 0 < hundred < 1 or 99 < hundred < 100
    return f"{hundred:.1f}%" if exact else f"{hundred:.0f}%"
