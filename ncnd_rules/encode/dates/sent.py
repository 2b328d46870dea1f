"""The day on which a letter or a mail was sent, where only its place tells: at the head, or above a message."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from ncnd_rules.encode.dates.roles import column_of
from ncnd_rules.encode.dates.shapes import dates_in
from ncnd_rules.encode.draft import Draft
from ncnd_rules.encode.page import Sentence, is_authority

# 'On 8 March 2022, at 10:15, a.requester@example.org wrote:', over a message that is quoted
_QUOTED = re.compile(r"(?i)^\W*on\b[^;?]{6,120}\bwrote\s?:\W*$")
_OF_YOURS = re.compile(r"(?i)\byour\b(?! ref(?:erence)?(?: no)?\.?\s?:?\s*$)")  # a day is no reference
_BEHIND_A_DAY = re.compile(r"(?i)[ .]*(?:$|[|(\[]|-\s|,?\s?(?:our |your |my |foi )?ref)")
_OF_ANOTHER_DAY = re.compile(
    r"(?i)\b(?:requested|opened|request (?:date|made|sent|of|valid)|"
    r"valid\w*|acknowledg\w*|updated|received|due|deadline|rev(?:ised|ision|iewed)?|version|form|polic(?:y|ies)|"
    r"template|printed)\b"
)


class Placed(NamedTuple):
    """A day, what happened on it, and where it stands."""

    role: str
    day: date
    sentence: Sentence
    start: int
    stop: int


def of_header_lines(draft: Draft, told_of: set[int]) -> Iterator[Placed]:
    """A date in a line at the top is that of the letter, behind a reference or an address or before one.

    Args:
        told_of: the sentences of which it is known, or cannot be, what happened on their days.
    """
    for sentence in draft.page.spoken("header"):
        if sentence.number in told_of:
            continue
        if draft.page.blocks[sentence.block].kind not in ("line", "heading", "row") or _OF_ANOTHER_DAY.search(
            sentence.words
        ):
            continue
        for read in dates_in(sentence.words):
            day = read.on()
            lead = sentence.words[: read.start]
            before = (
                draft.lexicon.hits("dates", lead)
                or _OF_YOURS.search(lead)
                or _OF_ANOTHER_DAY.search(column_of(draft, sentence, lead))
            )
            if day is not None and not before and _BEHIND_A_DAY.match(sentence.words, read.stop):
                yield Placed("response", day, sentence, read.start, read.stop)
                return


def of_mail(draft: Draft, mailed: list[Placed]) -> list[Placed]:
    """The day on which a mail was sent: that of the authority's message, where it is known which that is."""
    own = [one for one in mailed if is_authority(draft.page.sender_above(one.sentence.block))] or mailed
    answered = next(
        (one.number for one in draft.page.sentences if one.voice == "authority" and one.section != "header"), 0
    )
    # Headers upon headers are those of a mail sent on; those below an answer are of an earlier one.
    above = [one for one in own if one.sentence.number < answered]
    return above[-1:] or own[:1]


def of_line_below_request(draft: Draft, asked: date) -> list[Placed]:
    """A day that stands alone between the request and the answer, not before the request was made.

    Args:
        asked: the day of the request.
    """
    found = []
    for sentence, following in pairwise(draft.page.sentences):
        if sentence.section != "request" or following.section == "request":
            continue
        for read in dates_in(sentence.words):
            alone = not re.search(r"\w", sentence.words[: read.start] + sentence.words[read.stop :])
            if alone and (day := read.on()) and day >= asked:
                found.append(Placed("response", day, sentence, read.start, read.stop))
    return found if len(found) == 1 else []


def of_answered_mail(draft: Draft, mailed: list[Placed], sent: date) -> list[Placed]:
    """The day of the requester's message, where the mail quotes it below the answer: that of the request."""
    spoken = [one.number for one in draft.page.spoken("answer", "exemptions", "closing")]
    below = (
        one._replace(role="request")
        for one in mailed
        if one.sentence.number > min(spoken, default=0)
        and (sender := draft.page.sender_above(one.sentence.block))
        and not is_authority(sender)
        and one.day <= sent
    )
    return list(below)[-1:]


def of_quoted_mail(draft: Draft, sent: date) -> list[Placed]:
    """The day that the line over a quoted message gives it, where it is the requester's."""
    quoted = (one for one in draft.page.sentences if _QUOTED.match(one.words) and not is_authority(one.words))
    days = (
        Placed("request", day, one, read.start, read.stop)
        for one in quoted
        for read in dates_in(one.words)
        if (day := read.on()) and day <= sent
    )
    return list(days)[-1:]
