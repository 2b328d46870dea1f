"""The sides of a weighing in running text: which sentences speak for an answer, and which against.

Where factors stand under headings of their own, those tell. Elsewhere a sentence is led in by words
that do: 'in favour of disclosure', 'against that'. What follows stays on that side until other words,
a conclusion, or the end of the paragraph.

`leanings` goes through the blocks: the rows of `tables`, what is `crossing` over to the other side under the heading of
one, and else each `paragraph`, whose sentences change the side at `cues`. `told` are the sentences that open or
conclude a weighing, `weighed` is what they weigh, and a `leaning` is what comes of it.
"""

from ncnd_rules.encode.weighing.sides.leaning import LEADS_IN, SPEAKS_FOR, Leaning
from ncnd_rules.encode.weighing.sides.leanings import leanings_in
from ncnd_rules.encode.weighing.sides.told import announces_a_side, opens_weighing, requester_argues
from ncnd_rules.encode.weighing.sides.weighed import PUBLISHED, WEIGHED_IN, WHETHER_HELD, weighs

__all__ = [
    "LEADS_IN",
    "PUBLISHED",
    "SPEAKS_FOR",
    "WEIGHED_IN",
    "WHETHER_HELD",
    "Leaning",
    "announces_a_side",
    "leanings_in",
    "opens_weighing",
    "requester_argues",
    "weighs",
]
