"""What was asked, though several questions run on in one paragraph: each is said under its own label."""

import re
from itertools import pairwise

from ncnd_rules.encode.labels import labels_of
from ncnd_rules.encode.zones.questions_put import QuestionsPut, numbers_in_run
from ncnd_rules.encode.zones.transcript import Transcript
from ncnd_rules.reading import Passage

_BEGINS = re.compile("")
_LEAST_POINTS = 2  # of a list in a line
_LISTS = ("abcdefgh", "123456789", ("i", "ii", "iii", "iv", "v", "vi"))  # what points of a list in a line bear
_LEAST_POINT = 14  # characters of one that a bracketed mark alone parts from the next: '(a) the number held, (b) ...'
_POINT = re.compile(r"(?:\(|(?<![\w(]))(?P<bears>[a-h]|[iv]{1,3}|[1-9])\)\s")  # also 'i)', which opens no bracket


def say_asked(passage: Passage, labels: tuple[str, ...], transcript: Transcript, questions: QuestionsPut) -> None:
    """A block of the request; 'Please supply: (a) the number held; (b) the cost' asks for each point by itself.

    So does 'Please tell me: 1. How many are held? 2. What do they cost?', where the block bears no label.

    Args:
        labels: those of the block.
    """
    marks, each = _marks(passage.words, labels, lettered=questions.lettered)
    if not marks or marks[0].start():
        led_in = passage.cut(0, marks[0].start()) if marks else passage
        transcript.say(led_in, "requester", labelled=bool(labels))
    for mark, following, own in zip(marks, [*marks[1:], None][: len(marks)], each, strict=True):
        transcript.labels = own
        questions.put(own, passage.words[mark.end() :])
        asked = passage.cut(mark.end(), following.start() if following else None)
        transcript.say(asked, "requester", labelled=True)


def marks_points(words: str) -> bool:
    """Whether several questions run on in a paragraph that bears no label, each behind a mark of its own."""
    return bool(_marks(words, (), lettered=False)[0])


def _marks(words: str, labels: tuple[str, ...], *, lettered: bool) -> tuple[list[re.Match[str]], list[tuple[str, ...]]]:
    """Where questions begin that run on in a paragraph, and the labels of each; nothing where none do."""
    if not labels and (numbers := numbers_in_run(words)):
        return numbers, [(number[1],) for number in numbers]
    if not labels and (numbers := numbers_in_run(words, behind=1)):
        # 'How many? 2. What do they cost?': the copy has lost the number of the first.
        return [next(_BEGINS.finditer(words)), *numbers], [("1",), *((number[1],) for number in numbers)]
    marks = [match for match in _POINT.finditer(words) if _begins_point(words, match.start())]
    if not _is_list(marks):
        marks = _bracketed(words, lettered=lettered)
    if not marks:
        return [], []
    return marks, [labels_of(mark[0], labels[0] if labels else "") for mark in marks]


def _is_list(marks: list[re.Match[str]]) -> bool:
    """Whether marks are those of a list from its first point on."""
    listed = [match["bears"] for match in marks]
    return len(marks) >= _LEAST_POINTS and any(listed == list(points[: len(marks)]) for points in _LISTS)


def _bracketed(words: str, *, lettered: bool) -> list[re.Match[str]]:
    """The marks of a list whose points commas part, 'I mean (1) the number of vans, (2) their cost'; else nothing.

    Args:
        lettered: whether answers bear letters; then nothing need part points that do, 'in (a) the day (b) the night'.
    """
    marks = [
        match for match in _POINT.finditer(words) if match[0][0] == "(" and not words[: match.start()][-1:].strip()
    ]
    starts = [*(match.start() for match in marks), len(words)]
    long = all(stop - start >= _LEAST_POINT for start, stop in pairwise(starts))
    before = [words[: match.start()].rstrip() for match in marks[1:]]
    parted = all(one.endswith((",", ";", ".", " and")) for one in before)
    told_apart = lettered and all(match["bears"].isalpha() for match in marks)
    told_apart = told_apart and not any(one.endswith(" or") for one in before)
    return marks if long and (parted or told_apart) and _is_list(marks) else []


def _begins_point(words: str, start: int) -> bool:
    """Whether what stands before a bracketed letter lets a point of a list begin there."""
    before = words[:start].rstrip()
    return not before or before.endswith((":", ";", "?", ".", "; and", ", and", ";and"))
