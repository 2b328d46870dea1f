"""The two sides of a weighing, where two sentences that lead into them say the same but for what turns one round.

'Several things point towards an answer. ... Several things point the other way. ...': that they oppose each other is
told by their likeness, whatever their words. What stands between them is for an answer, what stands behind against.
"""

import re
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from ncnd_rules.encode.lexicon import Lexicon
from ncnd_rules.encode.page import ARGUING, DECIDING, FACTORS, Heading, Sentence
from ncnd_rules.encode.prefiltered import Prefiltered
from ncnd_rules.encode.weighing.opposed import concludes, filed

_LONGEST_LEAD = 120  # characters
_LEAST_SHARED = 2  # words of two leads that are the same
_SHORT_WORD = 5  # letters; a shorter word has no ending to take off
_FAR = 40  # paragraphs that one side may have
# What turns a lead round.
_TURNS = re.compile(
    r"(?i)n't\b|\b(?:not|no|nor|never|neither|nothing|against|opposed|oppos\w+|other (?:way|side|hand)|contrary|away|"
    r"silen\w+|secre\w+|withh\w+|refus\w+|declin\w+|maintain\w*|exclusion|exemption|clos\w+|caution|risks?|dangers?|"
    r"harms?|losses|loss|lose|lost|drawbacks?|disadvantages?|detriments?|costs?|cons)\b"
)
_TELLS = Prefiltered(  # a lead speaks of answering, of the public, or of arguments
    r"(?i)\b(?:answer\w*|repl\w+|confirm\w*|disclos\w+|releas\w+|say\w*|said|tell\w*|speak\w*|open\w*|public\w*|"
    r"interests?|arguments?|argued|reasons?|factors?|considerations?|points?|matters|case|sides?|favou?r\w*|weigh\w*|"
    r"weight|benefits?|support\w*|scales?|candour|transparency|know\w*)\b"
)
_SAYS_MORE = re.compile(r"\d{3}|[\u00a3$]|(?i:\b(?:would be likely|outweigh\w*|you may|if you)\b)")
_WOULD = re.compile(r"(?i)\b(?:would|could|may|might)\b")
_POINTS_ON = re.compile(r"(?i)\b(?:these|this|ways?|follow\w*|first|next|more than|argued|said|put|also)\b|:$")
_CONNECTS = frozenset(
    re.findall(
        r"\w+",
        "a an and are as at be been but by can could do does for from has have here i in into is it its next now of on "
        "one other or our so some such that the their them then there these they this those to under up was we what "
        "which will with would also again turn several more",
    )
)
_ENDING = re.compile(r"(?:ations?|ments?|ings?|ions?|ed|es|s|e)$")


class _Paragraph(NamedTuple):
    """A paragraph of the reasons, in turn."""

    own: tuple[Sentence, ...]
    known: str  # the side that the heading over it announces, where one is known; else nothing
    may_lead: bool
    breaks: bool  # whether nothing goes on across it

    @property
    def first(self) -> Sentence:
        """The sentence that may lead in."""
        return self.own[0]


def with_sides(
    sentences: tuple[Sentence, ...], headings: tuple[Heading, ...], lexicon: Lexicon
) -> tuple[tuple[Sentence, ...], tuple[Heading, ...]]:
    """Sentences and headings, with the sides of a weighing between sentences that oppose each other."""
    sides = _sides(_paragraphs(sentences, headings, lexicon))
    argued = ((side, tuple(one for paragraph in said for one in paragraph.own)) for side, said in sides)
    return filed(sentences, headings, argued)


def _paragraphs(sentences: tuple[Sentence, ...], headings: tuple[Heading, ...], lexicon: Lexicon) -> list[_Paragraph]:
    announced = {heading.block: heading.announces for heading in headings if heading.announces != "other"}
    found = []
    for number, of_block in groupby(sentences, lambda one: one.block):
        own = tuple(of_block)
        known = announced.get(number, "") if announced.get(number) in FACTORS else ""
        argues = own[0].voice == "authority" and own[0].section in (*DECIDING, *ARGUING) and not own[0].labelled
        breaks = not argues or (number in announced and not known) or any(concludes(one, lexicon) for one in own)
        found.append(_Paragraph(own, known, not (breaks or known) and _may_lead(own, lexicon), breaks))
    return found


def _sides(paragraphs: list[_Paragraph]) -> Iterator[tuple[str, list[_Paragraph]]]:
    """The paragraphs on each side over which no known heading stands, the one that leads into them first."""
    opposed = {
        first: second for first in range(len(paragraphs)) if (second := _turned_round(paragraphs, first)) is not None
    }
    for first, second in opposed.items():
        stop = second + 1
        while stop < len(paragraphs) and not (paragraphs[stop].breaks or paragraphs[stop].known or stop in opposed):
            stop += 1
        sides = ((FACTORS[0], paragraphs[first:second]), (FACTORS[1], paragraphs[second:stop]))
        if all(_argues_more(side) for _, side in sides):
            yield from ((announces, side) for announces, side in sides if not side[0].known)


def _turned_round(paragraphs: list[_Paragraph], first: int) -> int | None:
    """The number of the next paragraph that begins as this one does, turned round; none where anything breaks in."""
    lead = paragraphs[first]
    words = lead.first.words
    if lead.known != FACTORS[0] and (not lead.may_lead or _TURNS.search(words)):
        return None
    for number, other in enumerate(paragraphs[first + 1 : first + _FAR], first + 1):
        turned = other.known == FACTORS[1] or (other.may_lead and _TURNS.search(other.first.words) is not None)
        if turned and not (lead.known and other.known) and _is_like(words, other.first.words):
            return number
        if other.breaks or other.known:
            return None
    return None


def _is_like(lead: str, other: str) -> bool:
    first, second = _stems(lead), _stems(_TURNS.sub(" ", other))
    return len(first & second) >= min(_LEAST_SHARED, len(second)) > 0 and len(first & second) * 2 >= len(second)


def _stems(words: str) -> set[str]:
    found = (word for word in re.findall(r"[a-z]+", words.lower()) if word not in _CONNECTS)
    return {_ENDING.sub("", word) if len(word) > _SHORT_WORD else word for word in found}


def _argues_more(paragraphs: list[_Paragraph]) -> bool:
    """Whether something is said behind the sentence that leads in."""
    return sum(len(paragraph.own) for paragraph in paragraphs) > 1


def _may_lead(own: tuple[Sentence, ...], lexicon: Lexicon) -> bool:
    """Whether a paragraph may begin with a lead: short, about answering or weighing, and no argument of its own."""
    words = own[0].words
    if len(words) > _LONGEST_LEAD or words.endswith("?") or _SAYS_MORE.search(words) or not _TELLS.search(words):
        return False
    if len(own) == 1 and _WOULD.search(words) and not _POINTS_ON.search(words):
        return False  # 'An answer would dispel rumours' argues already
    return lexicon.first("arguments", words, own[0].section) is None
