"""What leans in one paragraph of running text."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from ncnd_rules.encode.draft import Draft
from ncnd_rules.encode.lexicon import Hit
from ncnd_rules.encode.page import Sentence
from ncnd_rules.encode.weighing.interests import named_in
from ncnd_rules.encode.weighing.sides.crossing import TURNS
from ncnd_rules.encode.weighing.sides.cues import cues_of, is_led_in, leads_in
from ncnd_rules.encode.weighing.sides.leaning import HARMS, MET_ELSEWHERE, MODAL, SPEAKS_FOR, Leaning, lean
from ncnd_rules.encode.weighing.sides.told import concludes

_NAMES_THE_TEST = "public interest"
_SHORT = 60  # characters; a sentence that names the test in fewer only announces it
# Announcing a weighing, or telling of one, argues nothing; nor does what the requester argued.
_TELLS = re.compile(
    r"(?i)\bpublic interest (?:test|considerations?)\b|\b(?:weigh|consider|balance|ask)(?:ed|ing)?\b|\?$|"
    r"^(?:also,? )?(?:you(?:r \w+)?|the (?:applicant|requester|complainant))\b"
)
# 'The public interest is not what interests the public. All factors have to be identified.'
_EXPLAINS = re.compile(
    r"(?i)\bpublic interest['\"]?,? (?:is|does) not\b(?! (?:served|helped|met)\b)|\bonly then\b|"
    r"\b(?:requirement|required|need|needs|necessary|has|have) to (?:identify|be identified|be weighed)\b"
)
# What is said of a provision, where a sentence that names one argues nothing.
_OF_LAW = re.compile(
    r"(?i)\b(?:exempt|exclu|qualified|absolute|engage|appl(?:y|ies|ied)|rel(?:y|ies|ied|iance)|withh|cited?|provides|"
    r"test\b|(?:is|are) based|prejudice)\w*"
)
_WISHES = re.compile(
    r"(?i)\b(?:interest(?:s|ed)?|right|concern(?:s|ed)?|debate|wish\w*|want|transparen\w*|accountab\w*)\b"
)
_FROM_OUTSIDE = re.compile(r"(?i)\b(?:subject to|from outside|independent(?:ly)?|audit\w*)\b")
_GUARDS = re.compile(
    r"(?i)\b(?:protect|safe|secur|prevent|detect|investigat|avoid|keep|confiden|priva|harm|risk|damag|prejudic|danger|"
    r"enforce|li(?:fe|ves)\b|welfare|secre|crim|fraud|not \w+ (?:an?|the)\b)"
)


def in_paragraph(
    draft: Draft, sentences: tuple[Sentence, ...], side: str | None, led: Collection[str], *, opened: bool
) -> tuple[list[Leaning], str | None]:
    """What leans in one paragraph, and the side at its end.

    Args:
        side: that of a list that it goes on with.
        led: the sides that spoke in the paragraphs before.
        opened: whether they told of the test, and did not conclude.
    """
    paragraph = _Paragraph(draft, sentences, side, led, opened=opened)
    return paragraph.read()


class _Paragraph:
    """One paragraph, and how its weighing stands at the sentence that is read."""

    def __init__(
        self, draft: Draft, sentences: tuple[Sentence, ...], side: str | None, led: Collection[str], *, opened: bool
    ) -> None:
        self._draft = draft
        self._sentences = sentences
        self._side = side
        self._led = led
        self._goes_on = opened
        self._opened = opened
        self._leads = {sentence.number: list(leads_in(draft, sentence)) for sentence in sentences}
        self._concluding = {sentence.number for sentence in sentences if concludes(draft, sentence)}
        self._names_the_test = any(_NAMES_THE_TEST in sentence.words.lower() for sentence in sentences)
        self._is_filed = sentences[0].section == "public_interest"
        self._is_weighing = self._names_the_test or self._is_filed or opened
        self._found: list[Leaning] = []

    def read(self) -> tuple[list[Leaning], str | None]:
        """What leans in it, and the side at its end."""
        led = [sentence for sentence in self._sentences if self._leads[sentence.number]]
        is_led = self._side is not None or any(is_led_in(self._draft, sentence) for sentence in led)
        if not is_led and not self._is_weighing and not self._concluding:
            return [], None
        if self._side is None and _turns_first(self._leads.values()):
            self._side = "for"  # what another side answers is the one
        begins = self._side is None and (self._concluding or self._is_weighing)
        first = _first_answered(self._draft, self._sentences, self._leads) if begins else -1
        for sentence in self._sentences:
            self._read(sentence, answered=sentence.number == first)
        return self._found, self._side

    def _read(self, sentence: Sentence, *, answered: bool) -> None:
        leads = self._leads[sentence.number]
        of_law = bool(self._draft.said[sentence.number] & {"classification", "test", "part"})
        saying = self._draft.lexicon.first("sayings", sentence.words, sentence.section)
        if saying is not None and saying.row.gives["kind"] == "disclaimer":
            return
        if of_law and not leads:
            self._side = None  # what is answered, what an exemption is called, and what has to be weighed, argues not
            return
        # Once the weighing has begun, what would follow is weighed, and no reason of its own.
        self._opened = self._opened or bool(leads) or (_NAMES_THE_TEST in sentence.words.lower() and not of_law)
        if answered:
            self._side = "for"
        if sentence.number in self._concluding:
            self._side, self._opened = None, False
            _concede(self._found, sentence, leads)
            self._found += _named_in_conclusion(self._draft, sentence, self._sides_led())
            return
        if not leads:
            self._side = self._side_unnamed(sentence)
        self._lean(sentence, leads)

    def _sides_led(self) -> set[str]:
        return {*self._led, *(one.side for one in self._found)}

    def _side_unnamed(self, sentence: Sentence) -> str | None:
        """The side of a sentence without words that name one."""
        weighed = (
            self._side == "for"
            or self._is_filed
            or (self._goes_on and "for" in self._sides_led())
            or (self._opened and self._names_the_test and sentence.section != "harm")
        )
        if weighed and _warns(self._draft, sentence):
            return "against"
        if self._side is None and self._goes_on and _favours(sentence):
            return "for"
        return self._side

    def _lean(self, sentence: Sentence, leads: list[Hit]) -> None:
        """Part a sentence where it changes the side."""
        start = 0
        for place, (cue, turned) in enumerate(cues_of(sentence, leads, self._side, is_weighing=self._is_weighing)):
            # A sentence that tells who oversees the police argues nothing before those words either.
            if place or turned is not None:
                lean(self._found, sentence, self._side, start, cue)
            self._side, start = turned, cue
        lean(self._found, sentence, self._side, start, len(sentence.words))


def _favours(sentence: Sentence) -> bool:
    """Whether a sentence speaks of openness and its like, and of no harm, and argues itself."""
    words = sentence.words
    if (_NAMES_THE_TEST in words.lower() and len(words) < _SHORT) or _EXPLAINS.search(words):
        return False
    return (MODAL.search(words) or _WISHES.search(words)) is not None and (
        SPEAKS_FOR.search(words) is not None
        and not any(one.search(words) for one in (HARMS, _TELLS, MET_ELSEWHERE, _FROM_OUTSIDE))
    )


def _warns(draft: Draft, sentence: Sentence) -> bool:
    """Whether a sentence says what harm would come of an answer."""
    if draft.said[sentence.number] & {"part", "citation", "threat_claim"} or not HARMS.search(sentence.words):
        return False
    if _EXPLAINS.search(sentence.words):
        return False
    hits = draft.lexicon.hits("consequences", sentence.words, sentence.section)
    return any(hit.rejected_by is None and hit.row.gives["strong"] for hit in hits)


def _concede(found: list[Leaning], sentence: Sentence, leads: Iterable[Hit]) -> None:
    """What a conclusion says for an answer before it turns against it, where nothing was said for that side yet."""
    lead = next(iter(leads), None)
    turn = TURNS.search(sentence.words, lead.start) if lead is not None else None
    if lead is None or turn is None or lead.row.gives["side"] != "for":
        return
    sides = {one.side for one in found}
    if "for" not in sides:
        lean(found, sentence, "for", lead.start, turn.start())
    if "against" not in sides and _GUARDS.search(sentence.words, turn.end()):
        lean(found, sentence, "against", turn.end(), len(sentence.words))


def _named_in_conclusion(draft: Draft, sentence: Sentence, led: Collection[str]) -> Iterator[Leaning]:
    """The interests that a conclusion weighs by their names, each for a side for which nothing was said yet."""
    directions = {found.gives["direction"] for found in draft.conclusions(sentence)} - {"implied"}
    if len(directions) != 1 or not directions <= {"maintain", "confirm"}:
        return
    for one in named_in(sentence.words):
        side = "against" if one.wins == ("maintain" in directions) else "for"
        if side not in led:
            yield Leaning(sentence, side, sentence.passage.span(one.start, one.stop))


def _turns_first(leads: Iterable[list[Hit]]) -> bool:
    """Whether the first words that name a side name the other one: 'on the other hand'."""
    first = next((hit for hits in leads for hit in hits), None)
    return first is not None and bool(first.row.gives.get("turns"))


def _first_answered(draft: Draft, sentences: tuple[Sentence, ...], leads: Mapping[int, list[Hit]]) -> int:
    """The number of the sentence that one beginning with 'yet' or 'however' answers, where nothing was led in before.

    It speaks for an answer, unless it refuses, or tells of the law or of a harm.
    """
    before = -1
    for sentence in sentences:
        hits = leads[sentence.number]
        if hits:
            answers = hits[0].start == 0 and hits[0].row.gives["side"] == "against"
            return before if answers else -1
        told = draft.said[sentence.number] - {"body_mention", "regime"}
        plain = not told or (told == {"citation"} and not _OF_LAW.search(sentence.words))
        names = _NAMES_THE_TEST in sentence.words.lower() and len(sentence.words) < _SHORT
        plain = plain and not names and not _warns(draft, sentence) and not _TELLS.search(sentence.words)
        before = (sentence.number if before < 0 else before) if plain else -1
    return -1
