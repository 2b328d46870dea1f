"""Invented places and authorities, each made once."""

from collections.abc import Iterator
from itertools import count
from math import prod
from random import Random
from typing import get_args

from ncnd_rules.compose.wordings import Body, Kind

_WHEELS = tuple(
    tuple(syllables.split(" "))
    for syllables in (
        "Alder Amber Ather Barn Beck Birk Brack Bram Cald Carl Chal Corn Dray Dun Elm Esk Fair Fen Gar Glen Had Hart",
        "ing er en ber al ent ow im ack ell ard om",
        "ba de fa ga ha ka la ma na pa ra ta va wa za",
        "bo do fo go ho ko lo mo no po ro so to vo be ne re te ve li mi ni ri vi",
        "by combe dale den field ford ham holt hurst ley mere mouth pool shaw stead thorpe ton wick wold worth",
    )
)
_KINDS: dict[Kind, tuple[str, str]] = {
    "police": ("{} Constabulary", "the force"),
    "fire": ("{} Fire and Rescue Service", "the Service"),
    "nhs": ("{} Hospitals NHS Foundation Trust", "the Trust"),
    "council": ("{} Borough Council", "the Council"),
    "university": ("{} University", "the University"),
    "transport": ("Transport for {}", "the Authority"),
}
KINDS: tuple[Kind, ...] = tuple(kind for kind in get_args(Kind) if kind in _KINDS)


def places(chance: Random) -> Iterator[str]:
    """Names that no map has, none twice, none the plural of another; there are two million."""
    most = prod(map(len, _WHEELS))
    start, step = chance.randrange(most), 7919  # a prime that divides no wheel, so that neighbours look different
    for number in count():
        if number == most:
            raise ValueError(f"found a wish for more than {most} names of places, expected fewer letters")
        place = (start + number * step) % most
        name = ""
        for wheel in _WHEELS:
            place, which = divmod(place, len(wheel))
            name += wheel[which]
        yield name


def body(place: str, kind: Kind, code: str) -> Body:
    """The authority of a kind at a place; *code* begins its references."""
    name, short = _KINDS[kind]
    return Body(
        name=name.format(place),
        short=short,
        kind=kind,
        office="Information Rights Team",
        place=f"1 Market Street, {place} ZZ9 1AA",
        domain=f"{place.lower()}.example",
        code=code,
    )
