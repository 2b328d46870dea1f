"""What every report is made of: one checked letter."""

from typing import NamedTuple

from ncnd_rules.encoding import Encoding
from ncnd_rules.suppressions import SetAside
from ncnd_rules.verdicts import Verdicts


class Checked(NamedTuple):
    """The verdicts on one letter, with what the reader needs to find it."""

    source: str  # the letter or facts file, as the user named it
    encoding: Encoding
    verdicts: Verdicts
    set_aside: SetAside = SetAside()  # what of its findings is known, and which known ones are no more

    @property
    def text(self) -> str | None:
        """The letter's own words, where they were at hand."""
        return self.encoding.text
