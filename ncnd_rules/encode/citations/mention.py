"""A provision as it is named in a sentence, and with the refusals that it serves there."""

from typing import NamedTuple

from ncnd_rules.encode.page import Sentence
from ncnd_rules.encode.positions import Held
from ncnd_rules.encode.provisions import Cited


class Mention(NamedTuple):
    """A provision, where it is named, and as what."""

    cited: Cited
    sentence: Sentence
    role: str


class Served(NamedTuple):
    """A mention with the refusals that it serves."""

    cited: Cited
    sentence: Sentence
    role: str
    helds: tuple[Held, ...]
