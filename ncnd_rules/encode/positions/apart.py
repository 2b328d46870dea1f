"""Which of several things that were asked an answer and a silence are about, where both are given to one question.

'How many are there, and what did they cost?' may be answered in its first half and met with silence in its second.
What each of the two names tells; where it does not, that they are about the same thing is in doubt.
"""

import re

from ncnd_rules.encode.draft import Draft
from ncnd_rules.encode.positions.held import Candidate, Held
from ncnd_rules.encode.positions.reach import WHO_ANSWERS, is_of_whole
from ncnd_rules.encode.positions.words import content
from ncnd_rules.encode.prefiltered import Prefiltered
from ncnd_rules.encode.questions import Questions, mentioned
from ncnd_rules.facts import Authority, ToldApart

_TOLD = ("disclosed", "withheld", "not_held")
_JOINS = re.compile(r"(?i)[,;]|\b(?:and|or|also|as well as|together with)\b")
_FIGURE = re.compile(r"\b\d+\b|\bnumber\b")
# 'As to the rest of your request', 'the latter part of D', 'as to the latter, the force'.
_OF_REST = Prefiltered(
    r"(?i)\b(?:remainder|rest|remaining|(?:other|latter|former|first|second|third|fourth|last|final|that|this|one) "
    r"(?:parts?|elements?|limbs?|aspects?|half|halves|points?|questions?|matters?|items?))\b|"
    r"\bthe (?:latter|former)\b(?:[,.;]| (?:we|it|the|this|our|is|was)\b)"
)
_REQUESTED = Prefiltered(r"(?i)\b(?:information|data|records?|details) (?:requested|sought|asked for)\b")
# How a silence may begin: 'In relation to question 1 with respect to boats, the force can neither confirm'.
_LED = re.compile(
    r"(?i)(?:however,? |but )?(?:in (?:relation|respect|regard) (?:to|of)|with (?:regards?|respect) to|"
    r"as (?:to|regards)|regarding|concerning|on)\b[^;]*?(?=\b(?:neither|cannot|can ?not|(?:can|will|does) n)\b)"
)
# Behind these stands why an answer is given or not, which may speak of anything.
_WHY = re.compile(r"(?i).\b(?:because|since|by virtue|under|pursuant|in accordance|sections? \d|s\.? ?\d)")
_OF_WHAT_IS_BEFORE = re.compile(
    r"(?i)(?:however,? |but |unfortunately,? )?(?:it|they|this|that|these|those|such|its|their)\b"
)


def tell_apart(draft: Draft, questions: Questions, parts: list[Held], groups: list[list[Candidate]]) -> None:
    """Write down which silences are about another thing than the answers to their question, and which may be.

    What stands in another letter on the same page, as the answer before a review does, is no answer beside it.

    Args:
        groups: for each part the places where it is stated.
    """
    stated = dict(zip((part.id for part in parts), groups, strict=False))
    names = _Names(draft, questions)
    for silence in parts:
        if silence.fact.position != "ncnd":
            continue
        beside = [
            part
            for part in parts
            if part.fact.position in _TOLD and set(part.fact.question) & set(silence.fact.question)
        ]
        letter = draft.page.letter_of(silence.sentence.block)
        found = {
            draft.page.letter_of(part.sentence.block) != letter
            or (silence.fact.scope == "unqualified" and names.are_apart(stated[silence.id], stated[part.id]))
            for part in beside
        }
        if found == {True}:
            evidence = silence.fact.evidence
            draft.write(ToldApart(part=(silence.id,), evidence=evidence), silence.sentence)
        elif None in found and False not in found:
            draft.unparted.update(silence.fact.question)


class _Names:
    """What answers name of what was asked."""

    def __init__(self, draft: Draft, questions: Questions) -> None:
        self._draft = draft
        self._questions = questions
        name = next((fact.name for fact in draft.facts if isinstance(fact, Authority)), "")
        initials = "".join(re.findall(r"\b[A-Z]", name)).lower()
        self._theirs = content(name) | WHO_ANSWERS | {initials}

    def are_apart(self, silence: list[Candidate], told: list[Candidate]) -> bool | None:
        """Whether a silence and an answer to one question are about different things; none where that is in doubt."""
        shared = tuple({question for one in silence for question in one.questions})
        shared = tuple(asked for asked in shared if any(asked in one.questions for one in told))
        words = self._questions.words_of(shared)
        several = any(asked in self._questions.apart for asked in shared)
        several = several or any(map(self._is_loose, (*silence, *told)))
        if not several and not _JOINS.search(words):
            return False
        if any(_OF_REST.search(one.words) for one in silence):
            return True
        asked = self._in(words) - self._theirs
        given = [named for one in told if (named := self._named(one, asked) or self._before(one, asked))]
        led = {
            name for one in silence if (lead := _LED.match(one.sentence.words)) for name in self._in(lead[0]) & asked
        }
        if given and led and not any(named & led for named in given):
            return True
        if any(map(_is_of_all, silence)):
            return False
        kept = {name for one in silence for name in self._named(one, asked)}
        every = {name for named in given for name in named}
        if given and kept - every and all(named - kept for named in given):
            return True
        # What names less than was told, and something, is silent on what was told.
        return None if several and (kept - every or not kept) and kept != every else False

    def _is_loose(self, one: Candidate) -> bool:
        """Whether it is said of several questions because nothing tells of which."""
        named = one.sentence.labels or mentioned(one.sentence.words, self._questions) is not None
        return len(one.questions) > 1 and not named and not _is_of_all(one)

    def _named(self, one: Candidate, asked: set[str]) -> set[str]:
        """What a position names of what was asked, itself or in the sentences that it goes on from."""
        why = _WHY.search(one.words)
        named = self._in(one.words[: why.start()] if why else one.words) & asked
        named = named or (self._in(one.words) & asked)
        return named or (self._before(one, asked) if _OF_WHAT_IS_BEFORE.match(one.sentence.words) else set())

    def _before(self, one: Candidate, asked: set[str]) -> set[str]:
        """What its paragraph named before."""
        own = one.sentence
        before = (other.words for other in self._draft.page.of_block(own.block) if other.number < own.number)
        return self._in(" ".join(before)) & asked

    @staticmethod
    def _in(words: str) -> set[str]:
        return {*content(words), *_FIGURE.findall(words.lower())}


def _is_of_all(one: Candidate) -> bool:
    """Whether it is said of all that was asked for."""
    return is_of_whole(one.words) or _REQUESTED.search(one.words) is not None
