"""Lists and attachments that are announced, and whether they follow."""

import re

from ncnd_rules.encode.addresses import URL
from ncnd_rules.encode.draft import Draft, Found
from ncnd_rules.encode.page import Sentence
from ncnd_rules.encode.parts import Parts, ids_of
from ncnd_rules.encode.provisions import exemptions_in
from ncnd_rules.facts import Attachment, PromisedList

_TELLS_RIGHTS = re.compile(
    r"(?i)\b(?:sheet|leaflet|notice|form|letter|document|page)\b[^.;]{0,40}\b(?:complain|review|appeal|rights?\b)|"
    r"\b(?:complain|review|appeal|rights?\b)[^.;]{0,40}\b(?:sheet|leaflet|notice|form|letter|document|page)\b"
)
_ANNEX = re.compile(r"(?i)(?:annex|appendix|attachment|enclosure|schedule)\b[^.;]{0,80}$")
_NEXT_BLOCKS = 4  # in which a list that was announced begins, furniture of the page among them
ENTRY = re.compile(
    r"(?i)^(?:section|sec|s)\.? ?\d{1,2}a?(?: ?\(\w{1,3}\))* ?(?:- |(?:information|national|law|health|personal|"
    r"investigations?|commercial|international)\b)"
)
_NO_ENTRY = re.compile(r"(?i)if\b|please note|thank")
_NEAR_THE_BEGINNING, _LONGEST_ENTRY = 40, 160  # characters of an entry in a list of exemptions
SAYS_OF_IT = re.compile(r"(?i)\b(?:is|are|being|recognises|requires?|allows?)\b")  # a sentence about one, no entry


def encode_promised_list(draft: Draft, found: Found, parts: Parts) -> None:
    """A list that the authority announces, and whether it follows."""
    sentence, span, of = found.sentence, found.span(), found.gives["of"]
    if of == "exemptions":
        draft.add(
            PromisedList,
            sentence,
            of="exemptions",
            part=ids_of(parts.refused_by(sentence)),
            given=_exemptions_follow(draft, sentence, found.hit.stop),
            evidence=(span,),
        )
    elif of != "questions" or sentence.section in ("header", "request"):
        listed = of in ("documents", "questions")
        given = _list_follows(draft, sentence) if listed else not _next_answer_follows(draft, sentence)
        given = given or (of == "questions" and _asked_behind(draft, sentence))
        draft.add(PromisedList, sentence, of=of, given=given, evidence=(span,))


def _exemptions_follow(draft: Draft, sentence: Sentence, stop: int) -> bool:
    """Whether provisions follow the words that announce them: in the sentence, or as a list in the next blocks."""
    if exemptions_in(sentence.words[stop:]):
        return True
    blocks = range(sentence.block + 1, sentence.block + 1 + _NEXT_BLOCKS)
    return any(
        one.start < _NEAR_THE_BEGINNING
        for number in blocks
        for other in draft.page.of_block(number)
        if other.voice != "page"
        and (ENTRY.match(other.words) or (len(other.words) < _LONGEST_ENTRY and not SAYS_OF_IT.search(other.words)))
        for one in exemptions_in(other.words)
    )


def _next_answer_follows(draft: Draft, sentence: Sentence) -> bool:
    """Whether the answer to the next question stands where a list was to: '2. We use these: 3. Nine.', say."""
    behind = draft.page.of_block(sentence.block + 1)
    if not sentence.labelled or draft.page.of_block(sentence.block)[-1] is not sentence or not behind:
        return False
    numbers = [one.labels[0] for one in (sentence, behind[0]) if len(one.labels) == 1 and one.labels[0].isdigit()]
    answers = behind[0].labelled and behind[0].voice == "authority"
    return answers and len(numbers) == 2 and int(numbers[1]) == int(numbers[0]) + 1


def _asked_behind(draft: Draft, sentence: Sentence) -> bool:
    """Whether words of the requester stand behind a sentence, in its block or those that follow."""
    blocks = range(sentence.block, sentence.block + 1 + _NEXT_BLOCKS)
    return any(
        other.voice == "requester" and other.number > sentence.number
        for number in blocks
        for other in draft.page.of_block(number)
    )


def _label_follows(draft: Draft, sentence: Sentence) -> bool:
    """Whether a question stands behind, below its label in a line of its own or beside it in the same line."""
    if any(one.labelled and one.number == sentence.number + 1 for one in draft.page.of_block(sentence.block)):
        return True
    behind = draft.page.blocks[sentence.block + 1 : sentence.block + 2]
    return any(block.label and not block.passage.words for block in behind)


def _list_follows(draft: Draft, sentence: Sentence) -> bool:
    """Whether a list, or what may be one, follows the block of a sentence."""
    number = sentence.block + 1
    following = draft.page.of_block(number)
    if not following:
        return False
    block = draft.page.blocks[number]
    if block.kind in ("item", "row") or block.label:
        return True
    if draft.page.heading_at(number):
        return False
    if following[0].section == "closing" != sentence.section:
        return False  # the letter ends where the list was to stand
    asked = following[0].voice == "requester"
    if sentence.voice == "requester":
        return asked and block.kind in ("line", "paragraph") and not _NO_ENTRY.match(block.passage.words)
    return asked or block.kind in ("line", "quoted") or bool(URL.search(block.passage.words))


def encode_announced_questions(draft: Draft) -> None:
    """Where the request announces its questions, whether they follow."""
    for sentence in draft.page.sentences:
        if sentence.voice != "requester" or not sentence.words.endswith(":"):
            continue
        announcing = (found for found in draft.find("sayings", [sentence]) if found.gives.get("of") == "questions")
        found = next(announcing, None)
        if found is not None:
            given = _list_follows(draft, sentence) or _label_follows(draft, sentence)
            draft.add(PromisedList, sentence, of="questions", given=given, evidence=(found.span(),))


def encode_attachments(draft: Draft) -> None:
    """What is said to be attached or enclosed; it is given where an annex, or the rights that it is to tell, follow."""
    begun = [number for number, block in enumerate(draft.page.blocks) if _ANNEX.match(block.passage.words)]
    for found in draft.find("attachments", draft.page.spoken()):
        given = bool(begun) and begun[-1] > found.sentence.block
        if _TELLS_RIGHTS.search(found.sentence.words):
            given = given or any(
                one.is_heading and one.block > found.sentence.block for one in draft.page.spoken("rights")
            )
        draft.add(Attachment, given=given, evidence=(found.span(),))
