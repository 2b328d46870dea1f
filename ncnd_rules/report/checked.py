"""What every report is made of: one checked letter."""

from typing import NamedTuple

from ncnd_rules.verdicts import Verdicts


class Checked(NamedTuple):
    """The verdicts on one letter, with what the reader needs to find it."""

    source: str  # the facts file, as the user named it
    verdicts: Verdicts
    text: str | None = None  # the letter's own words, where they were at hand
