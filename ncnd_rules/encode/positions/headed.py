"""Answers under a head that names their question: 'Number of referrals: 29', 'Ages: refused, section 40(2)'."""

import re

from ncnd_rules.encode.page import Page, Sentence
from ncnd_rules.encode.positions.sought import Sought, sought_by
from ncnd_rules.encode.questions import Questions, mentioned

_LEAST_HEADS = 2  # one may be chance
_LIST_OF_HEADS = re.compile(r"[^.?:\d]{3,90}(?<![;,])")
_RUN_IN = re.compile(r"[A-Z][\w'-]+(?: [\w'-]+){0,4}\.")
_AND_ALSO = re.compile(r"\s?[;/]\s?|, and ")
_LEANS = re.compile(
    r"(?i)\W*(?:(?:and|how much|how many|what|when|where|whether|who) )*(?:that|it|they|this|these|those)\b"
)
_Headed = tuple[tuple[str, ...], int]  # the labels of the questions that a block answers, and where the answer begins


def with_heads(page: Page, questions: Questions) -> Page:
    """The page, what stands under no label behind or below such a head put under the label of its question."""
    free = [sought for sought in sought_by(questions.printed) if sought.asked.label]
    known = frozenset(word for sought in free for word in sought.words)
    heads: dict[int, _Headed] = {}
    below: dict[int, _Headed] = {}  # as a head on a line of its own stands over several blocks
    over: tuple[str, ...] = ()
    put = max((one.asked.fact.evidence[0].start or 0 for one in free), default=0)
    for block, own in page.by_block.items():
        first = own[0]
        # A line behind what was asked is no line of the letter's head, whatever else leads the answers in.
        at_home = first.section == "answer" or (first.section == "header" and first.passage.reach()[0] > put > 0)
        if first.voice != "authority" or not at_home or first.labels or first.is_heading:
            over = ()
            continue
        named = [(one, at) for one in free if (at := one.headed_at(first.words))]
        if named:
            sought, at = min(named, key=lambda found: not found[0].is_subject_of(first.words[: found[1]]))
            free.remove(sought)
            heads[block] = (sought.asked.label,), at
        elif len(own) > 1 and (begun := _headed_by(_run_in(first.words), free)):
            free.remove(begun)
            heads[block] = (begun.asked.label,), len(first.words)
        elif lone := _named_by_line(first.words, free, known) if len(own) == 1 else []:
            over = tuple(one.asked.label for one in lone)
            free = [one for one in free if one not in lone]
            heads[block] = over, len(first.words)
        elif over and mentioned(first.words, questions) is None:
            below[block] = over, 0
    if len(heads) < _LEAST_HEADS:
        return page
    heads |= below
    sentences = tuple(_under(one, *heads[one.block], page) if one.block in heads else one for one in page.sentences)
    by_block = {block: tuple(sentences[one.number] for one in own) for block, own in page.by_block.items()}
    return page._replace(sentences=sentences, by_block=by_block)


def _run_in(words: str) -> str:
    """The head with which a paragraph begins, 'Messages.'; empty where its first sentence is none."""
    return words[:-1] if _RUN_IN.fullmatch(words) else ""


def _headed_by(head: str, free: list[Sought]) -> Sought | None:
    """The first question that a head is about; none without a head."""
    return next((one for one in free if one.is_headed_by(head)), None) if head else None


def _named_by_line(words: str, free: list[Sought], known: frozenset[str]) -> list[Sought]:
    """The questions that a line over an answer names, and those that lean on them.

    Args:
        known: every word of substance of the questions.
    """
    named = [one for one in free if one.is_headed_by(words)][:1] or _named_together(words, free, known)
    # 'Whether it is guarded; what that cost': what leans on a question is answered with it.
    behind = [free[at + 1] for at, one in enumerate(free[:-1]) if one in named and _leans(free[at + 1])]
    return [one for one in free if one in named or one in behind]


def _named_together(words: str, free: list[Sought], known: frozenset[str]) -> list[Sought]:
    """The questions that a line names by one head each: 'Armed officers; the house'; none unless it names several."""
    heads = _AND_ALSO.split(words) if _LIST_OF_HEADS.fullmatch(words) else []
    found = {one for head in heads for one in [one for one in free if one.is_named_by(head, known)][:1]}
    return list(found) if len(found) == len(heads) >= _LEAST_HEADS else []


def _leans(sought: Sought) -> bool:
    """Whether a question speaks of what the question before it names."""
    return _LEANS.match(sought.asked.fact.evidence[0].quote) is not None


def _under(sentence: Sentence, labels: tuple[str, ...], at: int, page: Page) -> Sentence:
    """A sentence of a headed block under the labels of its questions, the first of them without the head."""
    begins = page.of_block(sentence.block)[0].number == sentence.number
    if begins and at == len(sentence.words):
        return sentence._replace(is_heading=True, labels=labels)
    own = sentence.cut(at) if begins else sentence
    return own._replace(labels=labels, labelled=True)
