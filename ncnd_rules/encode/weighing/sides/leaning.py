"""Words that speak for one side, and what such words are."""

import re
from typing import NamedTuple

from ncnd_rules.encode.page import Sentence
from ncnd_rules.encode.prefiltered import Prefiltered
from ncnd_rules.encode.weighing.interests import is_concrete
from ncnd_rules.letter import Span

SHORTEST = 25  # characters; a shorter sentence only leads others in
HARMS = re.compile(
    r"(?i)\b(?:prejudic|harm|damag|undermin|compromis|danger|endanger|jeopard|weaken|hamper|hinder|imped|inhibit|disrupt|"
    r"threat|risk|identif|disadvantag|detriment|distress|expos|reveal|deter|evad|avoid|frustrat|worse|suffer|los[est]|"
    r"harder|less|fail|injur|hurt|attack|impair|reluctan|fewer|poorer|worthless|useless|crim|offend|terroris|hostile|"
    r"adversar|licence to|(?<!private )lives|kill|stop|exploit|target|hesita|quiet|give away|map\b|adapt|destroy|dodg)"
)
SPEAKS_FOR = re.compile(
    r"(?i)\b(?:public (?:interest|confidence|debate|understanding|awareness|knowledge|concern|scrutiny)|transparen\w*|"
    r"open(?:ness)?|accountab\w*|scrutin\w*|reassur\w*|inform(?:ed)?|understand\w*|debate|aware(?:ness)?|satisfy|"
    r"confident|trust|concern|allay|interested|taxpayers?|curiosity|welcome|legitimate)\b"
)
"""Words for what an answer serves: openness, debate, and the like."""
# What is done elsewhere, and leaves the less to be said for an answer: an argument of neither list.
MET_ELSEWHERE = re.compile(
    r"(?i)\b(?:commissioner|committee|parliament|inspect\w*|overs(?:ee|ight)\w*|tribunal|regulat\w*|website|published|"
    r"(?:provided|met|satisfied|served) (?:in part |partly |already )?(?:by|through))\b"
)
MODAL = re.compile(r"(?i)\b(?:would|could|might|may|can|will)\b")
LEADS_IN = Prefiltered(
    r"(?i):$|: ?(?:none|nil|n/?a|not applicable)\b|\b(?:these|the following|following)(?: \w+){0,2}\.?$|"
    r"\bas follows\.?$|"
    r"^(?:and |but )?there (?:is|are) \w+(?: \w+){0,3} to be said (?:for|against|in favour of) (?:\w+ ?){1,2}\.?$"
)
"""Words that lead others in, and argue nothing themselves: 'On one side of the scales I put these things.'"""


class Leaning(NamedTuple):
    """A sentence, or its words from one lead to the next, and the side it speaks for."""

    sentence: Sentence
    side: str
    span: Span
    object: str | None = None  # what the paragraph weighs: existence or disclosure; none where it does not tell


def lean(found: list[Leaning], sentence: Sentence, side: str | None, start: int, stop: int) -> None:
    """Add some words of a sentence, where they argue for a side and do not only name it or lead others in."""
    words = sentence.words[start:stop].strip(" ,;-")
    if side is not None and len(words) >= SHORTEST and not LEADS_IN.search(words) and is_concrete(words):
        found.append(Leaning(sentence, side, sentence.passage.span(start, stop)))
