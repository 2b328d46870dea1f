"""Days and months that a letter tells as gone by, though they are behind the day that it bears."""

import re
from collections.abc import Iterator
from datetime import date

from ncnd_rules.encode.dates.sent import Placed
from ncnd_rules.encode.dates.shapes import DAY, MONTH, MONTHS, dates_in
from ncnd_rules.encode.draft import Draft
from ncnd_rules.encode.page import ARGUING, DECIDING

_YEAR = re.compile(r"\b20\d\d\b|\d[/.-]\d\d\b")
_OF_A_MONTH = re.compile(
    rf"(?i)\b(?:in|of|since)\s(?:(?:early|late|mid)[ -])?(?P<month>{MONTH})\.?,?\s(?P<year>20\d\d)\b"
)
# What went before the day in its clause: a verb in the past, or an event that is named as a cause.
_GONE_BY = re.compile(
    r"(?i)(?:\b(?:was|were|has been|have been|had been|did|told|met|held|took|gave|began|came|made|sent|bought|found|"
    r"said|wrote|saw|went|ran|led|won|lost|died|fell|hit|rose|left|spoke|paid|(?!need|speed|indeed|exceed)[a-z]{3,}ed)\b|"
    r"\b(?:following|after|in (?:the )?light of|because of|as a result of|owing to)\b[^.;:]*"
    r"\b(?:murder|attack|death|killing|incident|inspection|meeting|hearing|judgment|bombing|explosion|conviction|arrest|"
    r"visit|election|march|riot|protest)s?\b)[^.;:]*$"
)
# What is to come, how long something lasts, or until when it was to be done.
_TO_COME = re.compile(
    r"(?i)\b(?:will|shall|would|could|may|might|should|must|can|is|are|until|till|unless|if|whether|expir\w+|due|"
    r"plan\w*|schedul\w+|intend\w*|propos\w+|expect\w*|anticipat\w+|agreed|arranged|set|awarded|extended|renew\w*|"
    r"let|granted|appointed|postponed|adjourned|deferred|delayed|moved|brought forward|committed|promised|announced|"
    r"required|runs?|ends?|ending|ended|next|forthcoming|future|from|through|commenc\w+|start(?:s|ing|ed)?|deadline|by|"
    r"before|between|to|up|valid|effect|period|years?|quarter|contract|term|licen[cs]e|forecast\w*|estimat\w+|budget\w*|"
    r"requested|request|asked|version|dated)\b"
)
_GOES_ON = re.compile(
    rf"(?i)\s?(?:[-–]|(?:to|until|onwards?|at the latest|if|when|unless)\b|(?:and|or) (?:\d|{MONTH}\b|later))"
)
_CLAUSE = re.compile(r"[.;:(]|, (?:and|but|as) |,? (?:which|who|where|while|although|though) (?=[^.;:(]*$)")
_LEAD = re.compile(rf"(?i)\b(?:on|of)\s(?:the\s)?{DAY}$")


def told_ahead(draft: Draft, sent: date) -> Iterator[Placed]:
    """What the reasons and answers tell as past, of days behind the last that the letter bears."""
    for sentence in draft.page.spoken(*DECIDING, *ARGUING):
        if sentence.is_heading or not _YEAR.search(sentence.words):
            continue
        for day, start, stop in _days(sentence.words):
            behind = day > sent if day.day > 1 else (day.year, day.month) > (sent.year, sent.month)
            if behind and _is_told_as_past(sentence.words, start, stop):
                yield Placed("ahead", day, sentence, start, stop)


def _days(words: str) -> Iterator[tuple[date, int, int]]:
    """Each day on which, or month in which, something is said to be; a month by its first day."""
    for read in dates_in(words):
        if (day := read.on()) and _LEAD.search(words, 0, read.start):
            yield day, read.start, read.stop
    for match in _OF_A_MONTH.finditer(words):
        yield date(int(match["year"]), MONTHS[match["month"].lower()], 1), match.start(), match.end()


def _is_told_as_past(words: str, start: int, stop: int) -> bool:
    before = words[:start]
    clause = before[max((match.end() for match in _CLAUSE.finditer(before)), default=0) :]
    clause = _LEAD.sub("", clause)
    return _GONE_BY.search(clause) is not None and not _TO_COME.search(clause) and not _GOES_ON.match(words, stop)
