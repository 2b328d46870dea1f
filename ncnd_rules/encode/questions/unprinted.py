"""What was asked, in a letter under which no request is printed."""

import re
from collections.abc import Iterable, Iterator

from ncnd_rules.encode.draft import Draft
from ncnd_rules.encode.labels import follows, labels_named
from ncnd_rules.encode.page import DECIDING, LostQuestion, Sentence
from ncnd_rules.encode.prefiltered import Prefiltered
from ncnd_rules.encode.questions.topics import topics_in
from ncnd_rules.encode.questions.worded import Worded
from ncnd_rules.encode.zones.said import PLAIN_ANSWER

# Behind the subject of a request: 'about the use of dogs has been considered'.
_SUBJECT_ENDS = re.compile(
    r"(?i) (?:(?:and )?(?:has|have|was|were|is|are|which|that|received|dated|under|submitted|made))\b|[.,;:]"
)
_SUBJECT = re.compile(r"(?i)(?:(?:subject|re|title|fwd?|your (?:question|request|query))\s?:\s*)+")
_OPENING = 14  # blocks in which a letter says what was asked
# Where one thing asked ends and another begins: '; and', ', whether', 'and asks whether'.
_PARTS_PIECES = re.compile(
    r"(?i);? ?\band (?:also )?(?:asks?|asked|wish(?:ed|es)?|want(?:ed|s)?|request(?:ed|s)?)"
    r"(?: (?:for|to know|us|about))* |"
    r"; (?:and |or )?(?:(?:also|then|first|second|third|fourth|last|final)(?:ly)?,? )?(?:for |of |about )?|"
    r", (?:and |or )?(?:(?:also|last|final|third|second)(?:ly)?,? )?(?:for |of |about )?"
    r"(?=(?:whether|how (?:many|much|often|long)|what|which|who|when|where|why|"
    r"the (?:number|cost|names?|dates?|advice|total)|details|copies|a copy|any)\b)|"
    r" and (?=the (?:minutes|numbers?|names?|dates?|costs?|agendas?|reports?|reasons?|locations?|results?) of\b)|"
    r" and (?:(?:last|final)ly,? )?(?:for )?(?=(?:whether|how (?:many|much|often|long)|copies|a copy|details)\b)"
)
_NAMES_QUESTION = Prefiltered(r"(?i)\b(?:questions?|q) ?\(?\d{1,2}\b(?![/.]\d)")
_LEAST_LISTED = 3  # answers
_LEAST_WORDS = 25  # characters of a sentence of substance


def asked_in_message(draft: Draft, worded: Worded, paragraphs: Iterable[list[Sentence]]) -> list[Sentence]:
    """What is asked in the message that is answered, below the answer; the lowest of several is the first."""
    messages: list[list[Sentence]] = [[]]
    for own in paragraphs:
        if _heads_a_message(draft, own[0]):
            messages.append([])
        elif own[0].section == "closing":
            messages[-1] += own
    asking = ([one for one in message if worded.is_asked(one, labelled=False)] for message in reversed(messages))
    return next(filter(None, asking), [])


def asked_as_retold(draft: Draft) -> list[Sentence]:
    """The pieces in which the authority tells in its own words what was asked: 'you asked us how many'."""
    pieces: list[Sentence] = []
    about: Sentence | None = None
    for sentence in draft.page.spoken("header", "answer", "request"):
        if sentence.is_heading or sentence.labelled or sentence.block >= _OPENING:
            continue
        for found in draft.find("retold", [sentence]):
            start = found.hit.stop - len(found.hit.groups["told"])
            if found.hit.row.gives.get("alone"):
                stop = next((end.start() for end in _SUBJECT_ENDS.finditer(sentence.words, start)), None)
                about = about or sentence.cut(start, stop)
                continue
            pieces += _pieces_of(sentence, start)
            break
    if about and not pieces and not draft.page.lost:
        return [about]  # nothing but the subject of the request is told
    return pieces


def asked_in_title(draft: Draft) -> list[Sentence]:
    """A question in the subject line of a letter that prints none and tells none."""
    for sentence in draft.page.spoken("header"):
        if sentence.words.endswith("?") and (subject := _SUBJECT.match(sentence.words)):
            return [sentence.cut(subject.end())]
    return []


def asked_as_a_whole(draft: Draft, worded: Worded, paragraphs: Iterable[list[Sentence]]) -> list[Sentence]:
    """What a request in which nothing is worded as a question names first, in a sentence of substance."""
    for own in paragraphs:
        for sentence in own:
            if (
                len(sentence.words) >= _LEAST_WORDS
                and not _heads_a_message(draft, sentence)
                and not worded.asks_nothing(sentence)
                and not _leads_in(draft, sentence)
            ):
                return [sentence]
    return []


def named_by_answers(draft: Draft) -> list[LostQuestion]:
    """The questions that only answers name: 'In respect of question 3', or the numbers of a list of answers."""
    named: dict[str, LostQuestion] = {}
    listed: dict[str, Sentence] = {}
    for sentence in draft.page.spoken(*DECIDING):
        if _NAMES_QUESTION.search(sentence.words):
            for label in labels_named(sentence.words):
                if label[:1].isdigit():
                    named.setdefault(label, LostQuestion(label, "", sentence.block))
        elif sentence.labelled and len(sentence.labels) == 1:
            label, last = sentence.labels[0], next(reversed(listed), "")
            if follows(last, label) if last else label in ("1", "1a"):
                listed[label] = sentence
    answers = sum(_answers(draft, one) for one in listed.values())
    if not named and len(listed) >= _LEAST_LISTED and answers * 3 >= len(listed) * 2:
        return [LostQuestion(label, label, one.block) for label, one in listed.items()]
    return list(named.values())


def _answers(draft: Draft, sentence: Sentence) -> bool:
    """Whether a numbered line is an answer, by its words."""
    return PLAIN_ANSWER.fullmatch(sentence.words) is not None or any(draft.find("positions", [sentence]))


def _heads_a_message(draft: Draft, sentence: Sentence) -> bool:
    divides = draft.lexicon.first("threads", sentence.words) is not None
    return divides or draft.page.blocks[sentence.block].kind == "mail_header"


def _leads_in(draft: Draft, sentence: Sentence) -> bool:
    """Whether a sentence only says that the request follows: 'In your correspondence you wrote:'."""
    # Under a colon 'Everything you hold about drones:' asks all the same, for what it names.
    return sentence.words.endswith(":") and not any(topics_in(draft, sentence.words))


def _pieces_of(sentence: Sentence, start: int) -> Iterator[Sentence]:
    """Each thing asked in words that the authority tells, from some place in its sentence on."""
    words = sentence.words
    ends = [match.span() for match in _PARTS_PIECES.finditer(words, start)]
    for first, last in zip(
        [start, *(stop for _, stop in ends)], [*(begin for begin, _ in ends), len(words)], strict=True
    ):
        if words[first:last].strip(" ,;.:-"):
            yield sentence.cut(first, last)
