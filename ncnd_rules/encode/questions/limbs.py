"""The separate things that one sentence asks: 'How many are held, what did they cost, and who made them?'.

Answers are matched with the whole sentence. Once they are, each further thing is a limb with a time of its own, and
whatever answers the question answers its limbs.
"""

import re
from collections.abc import Mapping
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from ncnd_rules.encode.draft import Draft
from ncnd_rules.facts import Fact, Part, Question
from ncnd_rules.letter import Span

_LEAST_WORDS = 2  # of a limb: 'and where' alone asks nothing apart
# What a thing asked for is named by, where no verb asks for it.
_NAMED = (
    r"(?:(?:the|an?|any|all|each|every|your) (?:(?:total|overall|full|annual|average|exact|current|monthly) ){0,2}"
    r"(?:numbers?|costs?|amounts?|names?|dates?|details|cop(?:y|ies)|reasons?|results?|outcomes?|lists?|breakdowns?|"
    r"minutes|records?|percentage|proportion|ages?|ranks?|locations?|titles?|total|income|revenue|expenditure|price|fees?)"
    r" (?:of|for|on|in|spent|paid|held|made|arrested|given|received|charged|who|that|which|between|to)\b|"
    r"(?:copies|details|minutes) of\b|"
    # 'The number of dogs, and their annual cost'
    r"(?:their|its) (?:(?:total|overall|annual|average|combined|current|monthly) ){0,2}"
    r"(?:budgets?|costs?|prices?|values?|salar(?:y|ies)|wages?)\W*$)"
)
_WORTH = rf"(?:{_NAMED}|(?:the )?(?:total|sums?|amounts?|length|period)\b|(?:any|all|copies of|a copy of) [a-z])"
_HOW = r"(?:(?:on|in|at|to|from|for|by|with|of|under|over) )?(?:how|what|whose)\b|(?:whether(?! (?:they|it)\b)|why)\b"
# 'Who', 'which', 'when' and 'where' only tell of a thing named before, unless they ask of another.
_WHO = r"(?:who|whom|when|where)\b|which\b(?! (?:is|are|was|were|has|have|had|can|may|would|could|will)\b)"
# 'Has it done so before?' asks of the same thing at another time, 'how many did it own in 2015' too.
_INVERTED = (
    r"(?:is|are|was|were|do|does|did|has|have|had|can|will) "
    r"(?:(?:the|there|your?|these|those|an?)\b|(?:it|they) ever\b)"
)
# But 'how many have since been withdrawn?' asks what became of some of them.
_SAME = (
    r"(?!how (?:many|often) (?:do|does|did|has|have|had|is|are|was|were|in|on)\b"
    r"(?! (?:since|subsequently|later|then) been [a-z]))"
)
_BOUNDARY = re.compile(
    r"(?i)(?:;|,? ?(?<= )(?:and|as well as|together with)\b|; ?and\b),? ?"
    r"(?:(?:and|also|then|further|please|if (?:so|any|yes|not|they (?:did|do|were|are|have)|it (?:does|has|is|did))|"
    r"(?:second|third|last|final)ly|(?:say|state|tell me|confirm|give|provide|send)(?: me)?),? ){0,3}"
    rf"(?={_SAME}(?:{_HOW}|{_WHO}|{_INVERTED}|{_NAMED}))|"
    rf", (?:if so,? )?(?={_SAME}(?:{_HOW}|{_NAMED}))"
)
_CORE = re.compile(
    rf"(?i)(?:^|[\s\"'(])(?:{_HOW}|{_WHO}|{_INVERTED}|{_WORTH}|do you|does|did|has|have|please|provide|send)"
)
_PRONOUN = re.compile(r"(?i)(?:who|whom|when|where|which)\b")
_BARE = re.compile(
    r"(?i)\W*(?:if (?:so|any|it|they|there|he|she|not|yes)(?: \w+){0,3}\W*)?"
    r"(?:(?:and|if so|on|in|at|to|from|for|by|with|of|how|what|which|who|whom|when|where|why|much|many|often|long)\W*)*"
)

_LEANS = re.compile(
    r"(?i)\W*(?:on|in|at|to|from|for|by|with|of|under|over) (?:what|whose|which|how \w+)(?: [\w'-]+){1,3}\W*"
)
_BEGINNING = re.compile(r"(?i)(?:(?:on|in|at|to|from|for|by|with|of|under|over|the|an?|any|all|each|your|how) )*\w+")


class Apart(NamedTuple):
    """One thing that a sentence asks beside others."""

    evidence: Span
    period: str
    words: str
    first_day: date | None
    last_day: date | None


def settle_limbs(draft: Draft, apart: Mapping[str, tuple[Apart, ...]]) -> list[list[Question]]:
    """Part the questions that ask several things into the first and its limbs, which the same parts answer.

    Args:
        apart: by the id of a question what it asks, where that is more than one thing.

    Returns:
        Each of those questions, as it now is, with its limbs behind it.
    """
    limbs: dict[str, list[Question]] = {}
    parted: list[list[Question]] = []
    facts: list[Fact] = []
    for fact in draft.facts:
        if not isinstance(fact, Question) or fact.id not in apart:
            facts.append(fact)
            continue
        first, *further = apart[fact.id]
        own = {
            "period": first.period,
            "first_day": first.first_day,
            "last_day": first.last_day,
            "evidence": (first.evidence,),
        }
        limbs[fact.id] = [_limb(fact, one, number) for number, one in enumerate(further, start=2)]
        parted.append([fact.model_copy(update=own), *limbs[fact.id]])
        facts += parted[-1]
    draft.facts = [_with_limbs(fact, limbs) if isinstance(fact, Part) else fact for fact in facts]
    return parted


def _limb(head: Question, one: Apart, number: int) -> Question:
    beginning = _BEGINNING.match(one.words)
    place = beginning[0].lower() if beginning else str(number)
    return head.model_copy(
        update={
            "id": f"{head.id}.limb{number}",
            "label": f"{head.label} ({place})",
            "parent": head.parent or head.id,
            "period": one.period,
            "first_day": one.first_day,
            "last_day": one.last_day,
            "evidence": (one.evidence,),
        }
    )


def _with_limbs(part: Part, limbs: Mapping[str, list[Question]]) -> Part:
    """A part that answers the limbs of each question it answers."""
    if not any(question in limbs for question in part.question):
        return part
    every = (name for question in part.question for name in (question, *(one.id for one in limbs.get(question, ()))))
    return part.model_copy(update={"question": tuple(every)})


def limbs_in(words: str) -> list[tuple[int, int]]:
    """Where each thing that a sentence asks begins and ends; one place where it asks but one."""
    starts = [0]
    for boundary in _BOUNDARY.finditer(words):
        before = words[starts[-1] : boundary.start()]
        behind = words[boundary.end() :]
        if not _CORE.search(before) or _BARE.fullmatch(before) or _tells_of_it(before, behind):
            continue
        if _BARE.fullmatch(behind) or len(before.split()) < _LEAST_WORDS:
            continue
        starts.append(boundary.end())
    return [*pairwise([*starts, len(words)])]


def leans(words: str) -> bool:
    """Whether a limb has no verb, and leans on what was asked first: 'under whose authority?'."""
    return _LEANS.fullmatch(words) is not None


def _tells_of_it(before: str, behind: str) -> bool:
    """Whether words go on with what was told of a thing: 'people who were stopped and who were searched'."""
    pronoun = _PRONOUN.match(behind)
    return pronoun is not None and re.search(rf"(?i)[a-z] {pronoun[0]}\b", before) is not None
