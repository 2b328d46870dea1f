"""Answers that no sentence states as a position: in the words of a question, by a heading, or as the only one."""

import re
from collections.abc import Iterator

from ncnd_rules.encode.draft import Draft, span_of
from ncnd_rules.encode.page import Sentence
from ncnd_rules.encode.positions.held import Candidate
from ncnd_rules.encode.positions.stated import A_DAY, ASSERTS_NOTHING, BREAKS_OFF, CONTENT, NUMBER, PROCEDURE, REFUSES
from ncnd_rules.encode.positions.words import content, none_or_some
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
_TELLS = re.compile(
    r"(?i)(?<![(\d])\d+(?:[,.]\d+)*\b(?! ?\()|"
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|hundred|thousand)\b"
)
_OF_WHICH = re.compile(r"(?i)\bof (?:which|whom|these|those)\b")  # '80 vans, of which 9 are armoured' tells two things
LEAST_SHARED = 3  # words of substance by which an answer is matched with a question


def told_in_their_words(draft: Draft, questions: Questions, candidates: list[Candidate]) -> list[Candidate]:
    """Answers that no row knows: what stands under the label of a question, or has its words."""
    silent = ("further", "covert")
    refused = {one.sentence.block: one.sentence.number for one in candidates if one.position not in _ANSWERS}
    # In prose, what is refused without a label need not be all that was asked for.
    settled = {
        question
        for one in candidates
        if (one.position != "ncnd" or one.scope not in silent)
        and not (
            one.position in _OF_SOME
            and not one.sentence.labels
            and len(one.questions) > 1
            and one.questions == questions.ids()
        )
        for question in one.questions
    }
    taken = {one.sentence.block for one in candidates}
    found = []
    free = [sentence for sentence in draft.page.spoken("answer") if _may_tell(draft, sentence, taken)]
    for asked in questions.all:
        if asked.id in settled or not free:
            continue
        under = next((one for one in free if asked.label in one.labels and CONTENT.search(one.words)), None)
        if under is not None:
            found.append(_told(asked, under))
    said = {one.sentence.number for one in (*candidates, *found)}
    silenced = {
        question
        for one in candidates
        if one.position == "ncnd" and one.scope not in silent
        for question in one.questions
    }
    costly = any(one.position == "cost_refusal" for one in candidates)  # figures tell what it would take
    wanted = {one.id: content(one.fact.evidence[0].quote) for one in questions.printed if one.id not in silenced}
    for sentence in draft.page.spoken("answer"):
        behind = sentence.block in refused and refused[sentence.block] < sentence.number
        if costly or sentence.number in said or sentence.labels or behind or not _may_tell(draft, sentence, set()):
            continue
        own = content(sentence.words)
        shared = {question: len(words & own) for question, words in wanted.items()}
        most = max(shared.values(), default=0)
        if most >= LEAST_SHARED or (
            most >= LEAST_SHARED - 1 and _TELLS.search(sentence.words) and sentence.words.endswith(".")
        ):
            asked = next(one for one in questions.all if shared.get(one.id) == most)
            found.append(_told(asked, sentence))
            if _OF_WHICH.search(sentence.words):
                found += [_told(beside, sentence) for beside in _asked_beside(asked, shared, questions)]
    return found


def _asked_beside(asked: Asked, shared: dict[str, int], questions: Questions) -> Iterator[Asked]:
    """The questions before and behind one of which a sentence has words as well."""
    place = questions.all.index(asked)
    beside = (one for number, one in enumerate(questions.all) if abs(number - place) == 1)
    return (one for one in beside if shared.get(one.id, 0) >= LEAST_SHARED - 1)


def _told(asked: Asked, sentence: Sentence) -> Candidate:
    """An answer of substance to one question."""
    position = none_or_some(sentence.words)
    span = (span_of(sentence),)
    return Candidate(position, "unqualified", "unstated", {}, (asked.id,), sentence, span, sentence.words)


def _may_tell(draft: Draft, sentence: Sentence, taken: set[int]) -> bool:
    """Whether a sentence may answer though no row knows its words."""
    words = sentence.words
    if (
        sentence.is_heading
        or not (_VERB.search(words) or sentence.labels)
        or sentence.block in taken
        or draft.said[sentence.number]
        or words.endswith((":", "?"))
        or A_DAY.fullmatch(words)
        or BREAKS_OFF.fullmatch(words)
    ):
        return False
    if any(pattern.search(words) for pattern in (REFUSES, ASSERTS_NOTHING, PROCEDURE)):
        return False
    if exemptions_in(words):
        return False
    lexicon = draft.lexicon
    return not (lexicon.first("notices", words) or lexicon.first("sayings", words, sentence.section))


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
