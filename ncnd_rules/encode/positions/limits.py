"""To what a position is limited by what stands beside it: to what is open, covert or further."""

import re

from ncnd_rules.encode.draft import Draft
from ncnd_rules.encode.page import HOME
from ncnd_rules.encode.positions.held import Candidate
from ncnd_rules.encode.positions.words import scope_of
from ncnd_rules.encode.questions import Questions

_ALSO_SILENT = re.compile(
    r"(?i)\balso,? (?:(?:can|could|will|would|shall|does|do|must) )?neither\b|\b(?:can|will) also neither\b"
)
# Of a request that was read as one question: 'With regard to the last part of your request we neither ...'
_OF_A_PART = re.compile(
    r"(?i)\b(?:first|second|third|last|latter|final|remaining) (?:part|element|limb|aspect|half)s? of "
    r"(?:your|the|this) (?:request|question|e-?mail|letter)\b"
)
# 'In the first part you ask for ...', 'With regard to the second part,'; and 'a breakdown by station is not held'.
_NAMES_A_PART = re.compile(
    r"(?i)(?:^|^[^.;]{0,40}\b(?:to|of|in|for|on|regarding) )(?:the |your )?"
    r"(?:first|second|third|last|latter|former|final|"
    r"other|remaining) (?:part|element|limb|aspect|half)\b|^(?:a |any |the |such a |this |no )?(?:further )?breakdown\b"
)
_SPEAKS_OF_ANSWER = re.compile(
    r"(?i)^(?:this|that|these|those|it|they|all (?:of )?(?:this|these)|the (?:above|foregoing)|"
    r"(?:our|my|the) (?:\w+ )?(?:answers?|repl(?:y|ies)|responses?|figures?))\b"
)
_OF_ALL = re.compile(
    r"(?i)(?:all|everything|the whole) (?:of )?(?:the )?(?:above|these answers|that)\b|the (?:above|foregoing)\b|"
    r"(?:these|those|our|my|all(?: of)? (?:the|these|our)) (?:answers|repl(?:y|ies)|responses)\b"
)
_FAR_IN = 70  # characters: what stands behind them tells of something beside the answer


def limited_later(candidates: list[Candidate]) -> list[Candidate]:
    """Candidates of which one only says that the duty does not arise: the reasons say of what, 'any other information'.

    It is the one refusal, told twice, and so has the limit that it is given where it is told in full.
    """
    later = (one for one in candidates if one.position == "ncnd" and not one.gives.get("weak"))
    scope = next((one.scope for one in later if one.sentence.section not in HOME), "unqualified")
    return [
        one._replace(scope=scope)
        if one.gives.get("weak") and one.scope == "unqualified" and not one.sentence.labels
        else one
        for one in candidates
    ]


def beside_answers(candidates: list[Candidate], questions: Questions) -> list[Candidate]:
    """Each position, silences behind an answer limited to what is further."""
    return [_beside_what_is_told(one, candidates, questions) for one in candidates]


def _beside_what_is_told(one: Candidate, candidates: list[Candidate], questions: Questions) -> Candidate:
    """'The force also neither confirms nor denies that it holds ...' is said, behind an answer, of what is further."""
    # Where several things were asked, the last part of the request is one of them.
    of_a_part = len(questions.ids()) < 2 and _OF_A_PART.search(one.words)
    beside = _ALSO_SILENT.search(one.words) or of_a_part
    if one.position != "ncnd" or one.scope != "unqualified" or not beside:
        return one
    told = any(
        other.position in ("disclosed", "withheld", "not_held")
        and other.sentence.number < one.sentence.number
        and (other.questions == one.questions or set(other.questions) & set(one.questions))
        for other in candidates
    )
    return one._replace(scope="further") if told else one


def of_parts(candidates: list[Candidate], draft: Draft, questions: Questions) -> list[Candidate]:
    """Denials less their question, where one sentence asked for several things, and another of them meets silence.

    Which words of the question each of the two answers cannot be told; that they answer the same would be wrong.
    """
    silent = [one for one in candidates if one.position == "ncnd"]
    if len(questions.ids()) != 1 or not silent:
        return candidates

    def names_a_part(one: Candidate) -> bool:
        upto = (other for other in draft.page.of_block(one.sentence.block) if other.number <= one.sentence.number)
        return any(_NAMES_A_PART.search(other.words) for other in upto)

    apart = [one for one in candidates if names_a_part(one)]
    return [
        one._replace(questions=())
        if one.position == "not_held" and (one in apart or all(other in apart for other in silent))
        else one
        for one in candidates
    ]


def beside_covert(candidates: list[Candidate], draft: Draft, questions: Questions) -> list[Candidate]:
    """What is said of uniforms or marked vans limits an answer where the letter is silent on what is hidden.

    Elsewhere such words only describe what was asked about.
    """
    if not any(one.position == "ncnd" and one.scope == "covert" for one in candidates):
        return candidates
    return [
        one._replace(scope="overt")
        if one.scope == "unqualified"
        and one.position in ("disclosed", "not_held")
        and _is_visible(draft, one, questions.words_of(one.questions))
        else one
        for one in candidates
    ]


def _is_visible(draft: Draft, one: Candidate, asked: str) -> bool:
    """Whether a clause limits itself to what anybody may see, or the sentence behind it does ('This is open use')."""
    behind = [other for other in draft.page.of_block(one.sentence.block) if other.number == one.sentence.number + 1]
    # 'All of the above is about open use', further down, limits every answer above it.
    last = one.sentence.number + 1
    behind += [other for other in draft.page.spoken("answer") if other.number > last and _OF_ALL.match(other.words)]
    return any(
        hit.row.gives["scope"] == "visible"
        and hit.start < _FAR_IN
        and one.words[hit.start : hit.stop].lower() not in asked
        for hit in draft.lexicon.accepted("scopes", one.words)
    ) or any(
        (_SPEAKS_OF_ANSWER.search(other.words) or _OF_ALL.match(other.words))
        and scope_of(draft, other.words) == "overt"
        for other in behind
    )
