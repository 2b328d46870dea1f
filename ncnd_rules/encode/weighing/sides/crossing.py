"""What stands under the heading of one side and goes over to the other."""

import re
from collections.abc import Iterable, Iterator

from ncnd_rules.encode.draft import Draft
from ncnd_rules.encode.page import Sentence
from ncnd_rules.encode.weighing.sides.cues import leads_in, side_of
from ncnd_rules.encode.weighing.sides.leaning import LEADS_IN, SHORTEST, Leaning
from ncnd_rules.encode.weighing.sides.told import concludes

# Where a sentence that grants one side something turns to the other.
TURNS = re.compile(
    r"(?i)[,;]? (?:but|however|yet|whereas|nevertheless|against)\b|"
    r",? (?:is|are|was|were)(?: \w+){0,3}? (?:outweighed|overridden|outbalanced|overcome|met)\b|"
    r"[,;] (?=(?:the|it|that|this|these|we|I)\b)"
)


def crossing(draft: Draft, sentences: Iterable[Sentence]) -> Iterator[Leaning]:
    """What stands under the heading of one side, in a paragraph that goes over to the other: 'Against: ...'."""
    side = None
    for sentence in sentences:
        if _grants(draft, sentence):
            yield Leaning(sentence, "for", sentence.passage.span(0, len(sentence.words)))
            continue
        start = 0
        for hit in leads_in(draft, sentence):
            if hit.row.gives.get("strong") and (hit.start == 0 or start) and not hit.row.gives.get("interest"):
                side, start = side_of(hit), hit.start
        if concludes(draft, sentence):
            side = None
        words = sentence.words[start:].strip(" :,;-")
        if side is not None and side != sentence.side and len(words) >= SHORTEST and not LEADS_IN.search(words):
            yield Leaning(sentence, side, sentence.passage.span(start, len(sentence.words)))


def _grants(draft: Draft, sentence: Sentence) -> bool:
    """Whether a sentence filed against an answer grants what speaks for one and no more: 'We accept that ...'."""
    if sentence.side != "against" or TURNS.search(sentence.words):
        return False
    hits = list(draft.lexicon.accepted("sides", sentence.words, sentence.section))
    concedes = any(one.start == 0 and one.row.gives["side"] == "for" for one in hits)
    strong = {one.row.gives["side"] for one in hits if one.row.gives.get("strong")}
    return concedes and strong == {"for"}
