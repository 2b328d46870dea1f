"""Answers that name no question, shared out among the questions: each goes to the one of which it speaks.

'Two submissions have been found. They cannot be released' names no question, and answers the one about submissions.
Taken alone such words prove little. They are believed where they leave no question without an answer: who asks four
things is told of four.
"""

import re
from collections import Counter
from itertools import pairwise

from ncnd_rules.encode.draft import Draft
from ncnd_rules.encode.positions.given import NUMBER
from ncnd_rules.encode.positions.held import Candidate
from ncnd_rules.encode.positions.reach import WHO_ANSWERS, goes_on, is_of_whole
from ncnd_rules.encode.positions.sought import sought_by
from ncnd_rules.encode.positions.words import BEYOND, content
from ncnd_rules.encode.questions import Questions, mentioned
from ncnd_rules.facts import Authority

_SHARED = ("disclosed", "not_held", "withheld", "ncnd")
_SUBJECT = 80  # characters in which an answer says what it is about
_OF_THESE = re.compile(r"(?i)of (?:these|those|them|which)\b")  # '54 were received. Of these 9 were refused.'
_LEANS = re.compile(
    r"(?i)(?:however,? |but |unfortunately,? )?(?:it|they|these|this|that|those) "
    r"(?:is|are|was|were|can|cannot|will|has|have)\b"
)
_HOLDS_ON = re.compile(
    r"(?i)\b(?:information|anything|data|records?|material)(?: (?:is|are) held)? "
    r"(?:about|on|concerning|regarding|relating to|in relation to|as to|with regard to) (?P<object>[^.;,:]{4,80})"
)
_SIDE_BY_SIDE = re.compile(
    r"(?i)(?:unfortunately,? |however,? )?(?P<things>(?:the|both|those|their) [a-z', -]{3,100}? and [a-z' -]{3,60}?) "
    r"(?:is|are|was|were|has|have|can(?:not)?|will)\b"
)
_REST = re.compile(
    r"(?i)\b(?:the )?(?:remainder|rest) of (?:your|the) (?:request|questions?|information)\b|"
    r"\b(?:the|your) (?:remaining|other) (?:questions|parts|points|limbs|items|requests)\b"
)


def shared_out(candidates: list[Candidate], draft: Draft, questions: Questions) -> list[Candidate]:
    """Candidates of which those that are said of everything go to the questions of which they speak."""
    heads = [one.id for one in questions.printed if not one.fact.parent]
    loose = {place for place, one in enumerate(candidates) if _is_loose(one, questions)}
    if len(heads) < 2 or not loose:
        return candidates
    given = _given(candidates, loose, _Shares(candidates, draft, questions, heads), questions)
    answers = {place for place, one in enumerate(candidates) if one.position != "ncnd" or one.scope not in BEYOND}
    for place in loose - given.keys():
        if _REST.search(candidates[place].words):
            others = set().union(*(heads for other, heads in given.items() if other in answers))
            given[place] = set(heads) - others or set(heads)
    told = set().union(*(given.get(place, set(heads)) for place in answers))
    if not told.issuperset(heads):
        return candidates
    return [
        one._replace(questions=tuple(own for own in questions.ids() if questions.head_of(own) in given[place]))
        if place in loose and place in given
        else one
        for place, one in enumerate(candidates)
    ]


def _given(
    candidates: list[Candidate], loose: set[int], shares: "_Shares", questions: Questions
) -> dict[int, set[str]]:
    """By its place, the questions of each candidate: of the loose ones, by words, by place, or as they go on."""
    order = sorted(range(len(candidates)), key=lambda place: candidates[place].sentence.number)
    given = {
        place: {questions.head_of(question) for question in one.questions}
        for place, one in enumerate(candidates)
        if place not in loose
    }
    for last, place in pairwise([-1, *order]):
        if place in loose and last in given and _takes_from(candidates[last], candidates[place]):
            given[place] = given[last]
        elif place in loose and last in given and _OF_THESE.match(candidates[place].sentence.words):
            given[place] = shares.behind(given[last])
        elif place in loose and (found := shares.by_words(candidates[place])):
            given[place] = found
    for place in order:
        if (
            place in loose - given.keys()
            and candidates[place].position != "ncnd"
            and (found := shares.by_place(place, given))
        ):
            given[place] = found
    for last, place in pairwise(order):
        if place in loose and last in given and goes_on(candidates[last], candidates[place]):
            given.setdefault(place, given[last])
    for place in loose & _said_twice(candidates, loose - given.keys()):
        given.pop(place, None)
    return given


def _is_loose(one: Candidate, questions: Questions) -> bool:
    """Whether it is said of everything because nothing tells of what."""
    return (
        one.questions == questions.ids()
        and one.position in _SHARED
        and one.sentence.section == "answer"
        and not one.gives.get("by_provision")
        and not one.sentence.labels
        and not one.gives.get("hedge")
        and (one.position != "ncnd" or one.scope not in BEYOND)
        and mentioned(one.sentence.words, questions) is None
        and not (is_of_whole(one.words) and not _REST.search(one.words))
    )


def _said_twice(candidates: list[Candidate], of_all: set[int]) -> set[int]:
    """What a sentence says once more of everything: 'It does not use drones, and no information is held.'."""
    told = {(candidates[place].sentence.number, candidates[place].position) for place in of_all}
    return {place for place, one in enumerate(candidates) if (one.sentence.number, one.position) in told}


def _takes_from(last: Candidate, one: Candidate) -> bool:
    """Whether what was just given is given less something: 'I enclose both. The names have been blacked out.'."""
    return one.position == "withheld" and last.position == "disclosed" and one.is_next_to(last)


class _Shares:
    """Of which question an answer speaks, by its words and by its place among the others."""

    def __init__(self, candidates: list[Candidate], draft: Draft, questions: Questions, heads: list[str]) -> None:
        self._candidates = candidates
        self._heads = heads
        words: dict[str, set[str]] = {head: set() for head in heads}
        for asked in questions.printed:
            words.setdefault(questions.head_of(asked.id), set()).update(content(asked.fact.evidence[0].quote))
        counts = Counter(word for own in words.values() for word in own)
        name = next((fact.name for fact in draft.facts if isinstance(fact, Authority)), "")
        theirs = content(name) | WHO_ANSWERS
        self._own = {head: {word for word in own if counts[word] == 1} - theirs for head, own in words.items()}
        self._sought = [(questions.head_of(one.asked.id), one) for one in sought_by(questions.printed)]
        self._sentences = Counter(one.sentence.number for one in candidates)
        self._before = {
            one.number + 1: f"{one.words} "
            for place in {candidate.sentence.block for candidate in candidates}
            for one in draft.page.of_block(place)
        }

    def by_words(self, one: Candidate) -> set[str]:
        """The question of which an answer has words that no other has."""
        if one.position == "ncnd":
            return self._by_object(one.words)
        told = one.sentence.words if self._sentences[one.sentence.number] == 1 else one.words
        if _LEANS.match(told):
            told = self._before.get(one.sentence.number, "") + told  # 'We have some images. They are exempt'
        if one.position == "withheld" and (both := self._of_several(told)):
            return both
        words = content(told[:_SUBJECT])
        shared = Counter({head: len(words & own) for head, own in self._own.items()})
        (first, most), (_, second) = shared.most_common(2)
        spoken = {first} if most > 2 * second else set()
        # Who is told figures asked for figures.
        fit = self._fitting(told) if one.position == "disclosed" and NUMBER.search(told) else set()
        return spoken & fit if spoken and fit else spoken or (fit if len(fit) == 1 else set())

    def _by_object(self, words: str) -> set[str]:
        """The one question that speaks of what may be held or not: 'to deny that we hold anything about agencies'."""
        said = _HOLDS_ON.search(words)
        named = content(said["object"]) if said else set()
        spoken = {head for head, own in self._own.items() if named & own}
        return spoken if len(spoken) == 1 else set()

    def _of_several(self, words: str) -> set[str]:
        """The questions that each thing speaks of that is named side by side: 'The names and the dates are exempt'."""
        subject = _SIDE_BY_SIDE.match(words)
        things = re.split(r",? and |, ", subject["things"]) if subject else []
        spoken: list[set[str]] = []
        for thing in things:
            named = content(thing)
            spoken.append({head for head, own in self._own.items() if named & own})
        alone = len(things) > 1 and all(len(heads) == 1 for heads in spoken)
        return set().union(*spoken) if alone else set()

    def _fitting(self, words: str) -> set[str]:
        """The questions that ask for what has the form of some words."""
        return {head for head, sought in self._sought if sought.is_given_by(words)}

    def behind(self, heads: set[str]) -> set[str]:
        """The question behind some; those themselves where none is."""
        last = max(self._heads.index(head) for head in heads)
        return set(self._heads[last + 1 : last + 2]) or heads

    def by_place(self, place: int, given: dict[int, set[str]]) -> set[str]:
        """The question between that of the answer before and that of the answer behind."""
        number = self._candidates[place].sentence.number
        last, following = -1, len(self._heads)
        for other, heads in given.items():
            one = self._candidates[other]
            known = heads.intersection(self._heads)  # what only its answer names was asked at no known place
            if not known or len(known) == len(self._heads) or (one.position == "ncnd" and one.scope in BEYOND):
                continue  # said of everything, or of what is beyond the answers
            indexes = [self._heads.index(head) for head in known]
            if one.sentence.number < number:
                last = max((last, *indexes))
            else:
                following = min((following, *indexes))
        return {self._heads[last + 1]} if following - last == 2 else set()
