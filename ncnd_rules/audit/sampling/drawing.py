"""Which letters and rules are looked at by hand: a draw that depends on hashes and a seed, on nothing else."""

from collections.abc import Iterable, Mapping
from heapq import heapify, heappop, heapreplace
from math import sqrt
from typing import NamedTuple

from ncnd_rules.letter import sha256
from ncnd_rules.verdicts import Outcome

# Findings are few and what is claimed rests on them; of what found nothing, enough to tell what is missed.
_SHARES: Mapping[str, float] = {
    Outcome.VIOLATED: 0.40,
    Outcome.UNDECIDED: 0.15,
    Outcome.SATISFIED: 0.25,
    Outcome.NOT_APPLICABLE: 0.20,
}


class Stratum(NamedTuple):
    """Pairs of letter and rule that are drawn from together."""

    outcome: str  # of the rule on the letter as a whole
    group: str  # of rules: PIT of PIT-01


def allocated(sizes: Mapping[Stratum, int], rows: int) -> dict[Stratum, int]:
    """How many rows each stratum gets: one each as far as they go, the others by outcome and the root of its size.

    A larger number only ever adds rows, so a sheet can be made longer without losing what was coded.
    """
    claims = _claims(sizes)
    given = dict.fromkeys(claims, 0)
    # Sainte-Laguë's divisors; none before each has one, the greatest claim first.
    queue = [(0.0, -claim, stratum) for stratum, claim in claims.items()]
    heapify(queue)
    for _ in range(rows):
        if not queue:
            break
        _, claim, stratum = queue[0]
        given[stratum] += 1
        if given[stratum] < sizes[stratum]:
            heapreplace(queue, ((2 * given[stratum] + 1) / -claim, claim, stratum))
        else:
            heappop(queue)
    return given


def _claims(sizes: Mapping[Stratum, int]) -> dict[Stratum, float]:
    held = {stratum: size for stratum, size in sorted(sizes.items()) if size}
    roots = dict.fromkeys(_SHARES, 0.0)
    for stratum, size in held.items():
        roots[stratum.outcome] += sqrt(size)
    return {stratum: _SHARES[stratum.outcome] * sqrt(size) / roots[stratum.outcome] for stratum, size in held.items()}


def rank(seed: int, letter: str, rule: str) -> str:
    """Where a pair stands in the draw; pairs with the least ranks are drawn.

    Args:
        letter: the sha256 of its bytes.
    """
    return sha256(f"{seed} {letter} {rule}".encode())


def first_of(seed: int, pairs: Iterable[tuple[str, str]], number: int) -> list[tuple[str, str]]:
    """The pairs of letter and rule of one stratum that are drawn, each once, in the order of their ranks."""
    return sorted(set(pairs), key=lambda pair: rank(seed, *pair))[:number]
