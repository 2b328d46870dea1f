"""How far two people who coded the same rows agree beyond chance."""

from collections import Counter
from collections.abc import Iterable
from math import sqrt
from typing import NamedTuple

from ncnd_rules.audit.intervals import Share, wilson, z_of


class Agreement(NamedTuple):
    """How two people coded the rows that both coded."""

    rows: int
    alike: Share  # rows coded alike, with a Wilson interval
    kappa: Share | None  # Cohen's; none where both used one word only, and so chance explains all


def agreement(pairs: Iterable[tuple[str, str]]) -> Agreement | None:
    """How far the two words of each row agree; none where there is no row.

    Source: Cohen 1960 for kappa, Fleiss, Cohen and Everitt 1969 for its standard error in large samples.
    """
    counted = Counter(pairs)
    rows = counted.total()
    same = sum(number for (one, other), number in counted.items() if one == other)
    alike = wilson(same, rows)
    return None if alike is None else Agreement(rows, alike, _kappa(counted, alike))


def _kappa(counted: Counter[tuple[str, str]], alike: Share) -> Share | None:
    rows = counted.total()
    shares = {pair: number / rows for pair, number in counted.items()}
    words = sorted({word for pair in counted for word in pair})
    first = {word: sum(share for (one, _), share in shares.items() if one == word) for word in words}
    second = {word: sum(share for (_, other), share in shares.items() if other == word) for word in words}
    chance = sum(first[word] * second[word] for word in words)
    if chance >= 1:
        return None
    kappa = (alike.value - chance) / (1 - chance)
    if alike.value >= 1:
        # The formula knows no doubt here; what the rows leave open is how many others would be coded alike.
        return Share(1.0, (alike.low - chance) / (1 - chance), 1.0)
    lost = 1 - kappa
    agreed = sum(shares.get((word, word), 0) * (1 - (first[word] + second[word]) * lost) ** 2 for word in words)
    differing = lost**2 * sum(
        share * (second[one] + first[other]) ** 2 for (one, other), share in shares.items() if one != other
    )
    variance = (agreed + differing - (kappa - chance * lost) ** 2) / (rows * (1 - chance) ** 2)
    reach = z_of() * sqrt(max(0.0, variance))
    return Share(kappa, max(-1.0, kappa - reach), min(1.0, kappa + reach))
