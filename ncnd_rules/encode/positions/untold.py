"""Answers that no sentence states as a position: in the words of a question, by a heading, or as the only one."""

import re
from collections.abc import Iterator

from ncnd_rules.encode.draft import Draft, span_of
from ncnd_rules.encode.page import Sentence
from ncnd_rules.encode.positions.given import (
    A_DAY,
    ASSERTS_NOTHING,
    BREAKS_OFF,
    CONTENT,
    NUMBER,
    PROCEDURE,
    REFUSES,
    refuses,
    says_otherwise,
)
from ncnd_rules.encode.positions.held import Candidate
from ncnd_rules.encode.positions.sought import Sought, sought_by
from ncnd_rules.encode.positions.words import BEYOND, content, none_or_some
from ncnd_rules.encode.provisions import exemptions_in
from ncnd_rules.encode.questions import Asked, Questions

_VERB = re.compile(r"(?i)\b(?:is|are|was|were|has|have|had|do|does|did|can|could|[a-z]{3,}ed)\b")
_NCND_TITLE = re.compile(r"(?i)\W*neither confirm n?or deny\W*(?:\(?ncnd\)?)?\W*")
_DECIDED = re.compile(
    r"(?i)\b(?:decided|determined|concluded|decision(?: is)?) (?:to withhold|to refuse|"
    r"not to (?:disclose|release|provide|supply)|that (?:it|the information|this information) (?:should|must|will) "
    r"(?:not be (?:disclosed|released|provided)|be withheld))\b"
)
_ANSWERS = ("disclosed", "not_held", "unclear")
_OF_SOME = ("disclosed", "withheld")  # what, said in prose of no question by name, need not be said of all
# A figure that is not part of a provision.
TELLS = re.compile(
    r"(?i)(?<![(\d])\d+(?:[,.]\d+)*\b(?! ?\()|"
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|hundred|thousand)\b"
)
_OF_WHICH = re.compile(r"(?i)\bof (?:which|whom|these|those)\b")  # '80 vans, of which 9 are armoured' tells two things
_SAID_OF = re.compile(r"(?i)(?:the|these|those|their|its) (?P<subject>[a-z' -]{3,50}?) (?:is|are|was|were)\b")
_STATES = re.compile(
    r"(?:Yes|We|I|Our|(?i:the|this) (?i:force|constabulary|council|trust|department|university|college|board|office|"
    r"service|authority|agency|commission|ministry|school|executive))\b"
)
_LEAST_REPEATED = 30  # characters; fewer may stand in a question and in its answer
LEAST_SHARED = 3  # words of substance by which an answer is matched with a question


def told_in_their_words(draft: Draft, questions: Questions, candidates: list[Candidate]) -> list[Candidate]:
    """Answers that no row knows: what stands under the label of a question, or speaks of what it asks."""
    settled = {
        question
        for one in candidates
        if (one.position != "ncnd" or one.scope not in BEYOND) and not _may_be_of_some(one, candidates, questions)
        for question in one.questions
    }
    silent = {
        question: one.sentence.number for one in candidates if one.position == "ncnd" for question in one.questions
    }
    taken = {one.sentence.block for one in candidates}
    words = questions.words_of(questions.ids())
    found = []
    free = [sentence for sentence in draft.page.spoken("answer") if _may_tell(draft, sentence, taken, words)]
    for asked in questions.all:
        if asked.id in settled or not free:
            continue
        reasons = silent.get(asked.id, len(draft.page.sentences))  # what stands under the label behind it gives them
        own = (one for one in free if asked.label in one.labels and (one.labelled or one.number < reasons))
        under = next((one for one in own if CONTENT.search(one.words)), None)
        if under is not None:
            found.append(_told(asked, under))
            settled.add(asked.id)
    return found + list(_in_prose(draft, questions, [*candidates, *found], settled))


def _may_be_of_some(one: Candidate, candidates: list[Candidate], questions: Questions) -> bool:
    """Whether what is said under no label, and of no question by name, need not be said of all that was asked for."""
    if one.sentence.labels or len(one.questions) < 2 or one.questions != questions.ids():
        return False
    return one.position in _OF_SOME or (
        one.position in ("not_held", "ncnd") and any(other.position != one.position for other in candidates)
    )


def _in_prose(
    draft: Draft, questions: Questions, candidates: list[Candidate], settled: set[str]
) -> Iterator[Candidate]:
    """Answers under no label, each to the question whose words and form it has.

    Args:
        settled: the questions that are answered; what is told of them beside needs more of their words.
    """
    if any(one.position == "cost_refusal" for one in candidates):
        return  # figures tell what it would take
    refused = {one.sentence.block: one.sentence.number for one in candidates if one.position not in _ANSWERS}
    said = {one.sentence.number for one in candidates}
    silenced = {
        question
        for one in candidates
        if one.position == "ncnd" and one.scope not in BEYOND and not _may_be_of_some(one, candidates, questions)
        for question in one.questions
    }
    sought = [one for one in sought_by(questions.printed) if one.asked.id not in silenced]
    words = questions.words_of(questions.ids())
    for sentence in draft.page.spoken("answer"):
        behind = sentence.block in refused and refused[sentence.block] < sentence.number
        behind = behind and not any(_is_plainly_of(one, sentence.words) for one in sought)
        if (
            sentence.number in said
            or sentence.labels
            or behind
            or not _may_tell(draft, sentence, set(), words, verb=False)
        ):
            continue
        still_open = [one for one in sought if one.asked.id not in settled]
        told = list(_by_words(sentence, sought)) if _VERB.search(sentence.words) else []
        # Where one thing was asked, what refuses some of it leaves the rest to be told under heads.
        told = told or list(_by_head(sentence, still_open if len(sought) > 1 else sought))
        told = told or list(_by_form(sentence, still_open))
        told = told or (list(_by_subject(sentence, sought[0])) if len(sought) == 1 else [])
        settled |= {asked.id for one in told for asked in questions.all if asked.id in one.questions}
        yield from told


def _is_plainly_of(sought: Sought, words: str) -> bool:
    """Whether words answer a question also where they stand behind a refusal: they have its subject and its form."""
    return sought.shared_with(words) >= LEAST_SHARED and sought.is_subject_of(words) and sought.is_given_by(words)


def _by_words(sentence: Sentence, sought: list[Sought]) -> Iterator[Candidate]:
    """The answer that a sentence gives to the question with which it shares most words, and to those beside it."""
    words = sentence.words
    shared = [one.shared_with(words) for one in sought]
    most = max(shared, default=0)
    if most < LEAST_SHARED and not (most == LEAST_SHARED - 1 and TELLS.search(words) and words.endswith(".")):
        return
    place = shared.index(most)
    yield _told(sought[place].asked, sentence)
    if _OF_WHICH.search(words):
        beside = (number for number in (place - 1, place + 1) if 0 <= number < len(sought))
        yield from (_told(sought[number].asked, sentence) for number in beside if shared[number] >= LEAST_SHARED - 1)


def _by_head(sentence: Sentence, sought: list[Sought]) -> Iterator[Candidate]:
    """The answer that a sentence gives behind a head that one question alone speaks of."""
    headed = [(one, said) for one in sought if (said := one.said_under(sentence.words))]
    if len(headed) == 1:
        one, said = headed[0]
        yield _told(one.asked, sentence)._replace(position=none_or_some(said))


def _by_form(sentence: Sentence, sought: list[Sought]) -> Iterator[Candidate]:
    """The answer that a sentence gives by its form, where its subject is what a question speaks of."""
    words = sentence.words
    if not words.endswith("."):
        return
    fit = [
        place
        for place, one in enumerate(sought)
        if one.is_subject_of(words) and (one.is_given_by(words) or (one.asks_whether and _STATES.match(words)))
    ]
    for place in fit[:1]:
        yield _told(sought[place].asked, sentence)
        # 'We ran one trial, on 4 May' tells whether, and also 'the dates', for which the next question asks.
        yield from (_told(one.asked, sentence) for one in sought[place + 1 : place + 2] if one.only_adds_to(words))


def _by_subject(sentence: Sentence, sought: Sought) -> Iterator[Candidate]:
    """The answer that is said of a thing that was asked for, in the form in which it was: 'The dates were ...'."""
    said_of = _SAID_OF.match(sentence.words)
    subject = content(said_of["subject"]) if said_of else set()
    if subject and subject <= sought.words and sought.is_given_by(sentence.words):
        yield _told(sought.asked, sentence)


def _told(asked: Asked, sentence: Sentence) -> Candidate:
    """An answer of substance to one question."""
    position = none_or_some(sentence.words)
    span = (span_of(sentence),)
    return Candidate(position, "unqualified", "unstated", {}, (asked.id,), sentence, span, sentence.words)


def _may_tell(draft: Draft, sentence: Sentence, taken: set[int], asked: str, *, verb: bool = True) -> bool:
    """Whether a sentence may answer though no row knows its words.

    Args:
        asked: the words of the questions: what they speak of is no refusal.
        verb: whether it needs a verb where it stands under no label.
    """
    words = sentence.words
    if (
        sentence.is_heading
        or not (not verb or _VERB.search(words) or sentence.labels)
        or sentence.block in taken
        or draft.said[sentence.number]
        or words.endswith((":", "?"))
        or A_DAY.fullmatch(words)
        or BREAKS_OFF.fullmatch(words)
    ):
        return False
    if len(words) >= _LEAST_REPEATED and words.rstrip(" .:;").lower() in asked:
        return False  # a question printed again over its answer
    if refuses(words, asked) or any(pattern.search(words) for pattern in (ASSERTS_NOTHING, PROCEDURE)):
        return False
    if exemptions_in(words):
        return False
    return draft.lexicon.first("notices", words) is None and not says_otherwise(draft, sentence)


def only_concluded(draft: Draft, questions: Questions) -> Iterator[Candidate]:
    """Where no answer was recognised: the refusal in which the public interest test ends."""
    for sentence in draft.page.spoken("public_interest", "balance"):
        decided = None if sentence.is_heading else _DECIDED.search(sentence.words)
        if decided:
            span = (span_of(sentence, decided.start(), decided.end()),)
            yield Candidate("withheld", "unqualified", "unstated", {}, questions.ids(), sentence, span, sentence.words)
            return


def only_headed(draft: Draft, questions: Questions) -> Iterator[Candidate]:
    """Where no answer was recognised: a line 'Neither confirm nor deny' over what says why."""
    for sentence in draft.page.spoken():
        if _NCND_TITLE.fullmatch(sentence.words):
            span = (span_of(sentence),)
            yield Candidate("ncnd", "unqualified", "unstated", {}, questions.ids(), sentence, span, sentence.words)
            return


def sole_answer(draft: Draft, questions: Questions) -> Iterator[Candidate]:
    """Where one thing was asked and no answer was recognised: a sentence that speaks of it in the same words."""
    heads = [asked for asked in questions.printed if not asked.fact.parent]
    if len(heads) != 1:
        return
    wanted = content(heads[0].fact.evidence[0].quote)
    for sentence in draft.page.spoken("answer"):
        shared = wanted & content(sentence.words)
        put = sentence.is_heading or sentence.words.endswith("?")
        if put or draft.said[sentence.number] or REFUSES.search(sentence.words):
            continue
        if len(shared) >= 2 or (shared and NUMBER.search(sentence.words)):
            yield Candidate(
                "disclosed",
                "unqualified",
                "unstated",
                {},
                questions.ids(),
                sentence,
                (span_of(sentence),),
                sentence.words,
            )
            return
