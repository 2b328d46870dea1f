"""Positions that name no question, in a paragraph or under a title that names one.

'On the third I uphold the decision. The manual is held but remains exempt.'
"""

import re

from ncnd_rules.encode.draft import Draft
from ncnd_rules.encode.page import Sentence
from ncnd_rules.encode.positions.held import Candidate
from ncnd_rules.encode.positions.reach import is_of_whole
from ncnd_rules.encode.positions.words import content
from ncnd_rules.encode.questions import Questions, mentioned, speaks_of_rest
from ncnd_rules.encode.sentences import names_a_thing

_NUMBER = re.compile(r"\d")  # 'Section 12(1) - Cost of compliance' is no title of what was asked
_LEAD = 60  # characters with which a paragraph turns to a question


def in_paragraphs(candidates: list[Candidate], draft: Draft, questions: Questions) -> list[Candidate]:
    """Each position with the questions with which its paragraph begins, where it names none itself."""
    return [_in_paragraph(one, draft, questions) for one in candidates]


def _in_paragraph(one: Candidate, draft: Draft, questions: Questions) -> Candidate:
    if one.questions != questions.ids() or one.sentence.labels or len(one.questions) < 2 or speaks_of_rest(one.words):
        return one
    if mentioned(one.words, questions) is not None or is_of_whole(one.words):
        return one
    own = one.sentence
    before = [other.words for other in draft.page.of_block(own.block) if other.number < own.number]
    for words in (own.words[: max(0, own.words.find(one.words))], *reversed(before)):
        if mentioned(words, questions):
            named = mentioned(words[:_LEAD], questions)
            return one._replace(questions=named) if named else one
    titled = _titled(before[0], questions) if before and names_a_thing(before[0]) else ()
    titled = titled or _titled(_line_above(draft, own), questions)
    return one._replace(questions=titled) if titled else one


def _line_above(draft: Draft, sentence: Sentence) -> str:
    """The line that stands over the paragraph of an answer as its title: 'Correspondence'; nothing where none does."""
    above = draft.page.of_block(sentence.block - 1) if sentence.block else []
    alone = len(above) == 1 and above[0].voice == "authority" and sentence.section == "answer"
    kind = draft.page.blocks[sentence.block - 1].kind if alone else ""
    words = above[0].words if kind in ("line", "heading") else ""
    return "" if words.endswith((".", ":", ";", ",")) or _NUMBER.search(words) else words


def _titled(words: str, questions: Questions) -> tuple[str, ...]:
    """The one question that shares most words with a title over its answer, or running into it: 'The code. It is'."""
    title = content(words) if len(words) <= _LEAD else set()
    shared = {asked.id: len(title & content(asked.fact.evidence[0].quote)) for asked in questions.printed}
    most = max(shared.values(), default=0)
    best = [question for question, count in shared.items() if count == most > 0]
    return tuple(best) if len(best) == 1 else ()
