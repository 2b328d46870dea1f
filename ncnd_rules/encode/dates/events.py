"""Days of what a letter tells as past and dates after itself: an event, an extract, a figure.

Only those are written down: of a day before the letter nothing follows. What is planned, due, allowed or supposed is
no past, and what the requester told or asked about is no statement of the letter.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from ncnd_rules.encode.dates.shapes import DAY, MONTH, MONTHS, Read, dates_in
from ncnd_rules.encode.draft import Draft, span_of
from ncnd_rules.encode.page import ARGUING, DECIDING
from ncnd_rules.encode.prefiltered import Prefiltered
from ncnd_rules.facts import Date

_MONTH_ALONE = re.compile(rf"(?i)(?<!\d )(?<!\d)\b(?P<month>{MONTH})\.?,? (?P<year>(?:19|20)\d\d)\b")
_YEAR = Prefiltered(r"\b(?:19|20)\d\d\b")
# '07/12/2021' may be the twelfth of July, as some programs print it.
_NUMBERS_ALONE = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}")
# A sentence with any of these may speak of what is to come, or of what might be.
_NOT_PAST = re.compile(
    r"(?i)\b(?:will|shall|would|won't|(?-i:may)|might|could|should|can|due|plan(?:s|ned|ning)?|schedul\w+|expect\w*|"
    r"anticipat\w+|intend\w*|intention|propos\w+|forecast\w*|project(?:ed|ion)\w*|estimat\w+|target\w*|aim\w*|hope\w*|"
    r"expir\w+|expiry|until|till|deadline|forthcoming|upcoming|next|future|ahead|later|if|unless|whether|once|renew\w*|"
    r"effective|in(?:to)? force|with effect|valid|onwards?|ending|ends?|end date|term|begins?|starts?|to be|to take|"
    r"is to|are to|was to|were to|set (?:for|to)|listed|booked|arranged|agreed to|subject to|go(?:es|ing)? live|rolls?|"
    r"commenc\w+|prepar\w+|postpon\w+|deferr\w+|adjourn\w+|cancel\w*|invit\w+|returnable|(?:was|were) called|"
    r"anniversar\w+|memorials?|vigils?|campaigns?|exercises?|drills?|rehears\w+|simulat\w+|publish\w*|available|"
    r"review(?:ed|s)? (?:on|in|by)|for the period|financial year|not (?:yet|before))\b|n't\b"
)
# The requester's words retold, and the days of the correspondence, which have roles of their own.
_OF_THE_REQUEST = re.compile(
    r"(?i)\b(?:you|your|yours|requester|applicant|request(?:ed|s)?|asked|question|enquiry|letter|e-?mail|response|reply|"
    r"correspondence|clarif\w+|dated)\b|[\"“”‘]|(?<!\w)'"
)
_DONE = (
    r"(?:was|were|had|did|has been|have been|been|took place|happened|occurred|died|began|ceased|became|fell|rose|came|"
    # 'the event held on' tells of no past: it may be one that is to be held
    r"went|left|(?:held|made|sent)(?! (?:on|in|at|by|for|from|to)\b)|stood|ran|met|took|gave|saw|"
    r"told|said|announced|stated|admitted|reported|spoke|resigned|"
    r"(?:we|they|it|he|she|police|constabulary|"
    r"(?:the|this|that|our) (?:\w+ )?(?:force|council|department|agency|unit|team|service|authority))"
    r"(?: also| then| first| last)? [a-z]+ed)"
)
_BETWEEN = (
    r"(?:(?! (?:(?-i:and(?! [A-Z]))|but|which|who|that|where|when|while|for|to|"
    # 'inspected by the regulator on' tells who did it, 'to be done by May' until when
    r"by(?! (?:the|an?|our|its|their) [a-z])|before|after|since|from|of)\b)[^,;:.()]){0,60}?"
)
# 'Access was blocked on', 'the tool was last used in'
_EVENT_BEFORE = re.compile(rf"(?i)\b{_DONE}\b{_BETWEEN} (?:on|in)(?: or about)?(?: the)? ?(?:{DAY})?$")
# 'the murder of a member of Parliament on': what nobody plans in a letter
_BLOW_BEFORE = re.compile(
    r"(?i)\b(?:murders?|killings?|deaths?|attacks?|bombings?|shootings?|stabbings?|explosions?|atrocit(?:y|ies)|riots?|"
    r"assassinations?|disasters?|traged(?:y|ies)|accidents?|collisions?|massacres?|collapse|crash|theft|burglary)\b"
    r"(?:(?! (?:and|but|which|who|that|where|when|while|planned|is|are|be|being)\b)[^,;:.()]){0,60}? (?:on|in)"
    rf"(?: the)? ?(?:{DAY})?$"
)
# 'as at 31 March there were', 'extracted on', 'correct at'
_FIGURE_BEFORE = re.compile(
    r"(?i)(?:^|\b(?:extracted|drawn|taken|run|collated|downloaded|counted|correct|accurate|right|recorded|stood|held|"
    r"strength|total|figures?|data|number)\b[^,;:.()]{0,40} |[,(] ?)(?:as at|as of|as on|at|on)(?: the)? ?$"
)
_AS_AT = re.compile(r"(?i)\bas (?:at|of|on)(?: the)? ?$")
_EXTRACTED = re.compile(r"(?i)\b(?:extracted|drawn|run|collated|downloaded|counted|correct|accurate)\b")
_HAS_A_COUNT = re.compile(r"(?i)^,? ?(?:there (?:were|was|are|is)|(?:we|the \w+|\w+ police) (?:had|held|employed)|\d)")
# 'On 9 September the force blocked': what was done stands behind the day
_LEADS = re.compile(r"(?i)^(?:\W|and |but |\(?[a-z0-9]{1,4}[).:] ?)*(?:on|in)(?: the)? ?$")
_DONE_BEHIND = re.compile(rf"(?i)^,? (?:(?! (?:and|but|which|who|that)\b)[^,;:.]){{0,60}}?\b{_DONE}\b")
_NEAR = 200  # characters before a day within which it is said what was done on it


class _Told(NamedTuple):
    """A day, or the first of a month, and where it stands."""

    on: date
    of_month: bool
    start: int
    stop: int


def encode_events(draft: Draft) -> None:
    """Each day after that of the letter on which something is told to have been so."""
    sent = max((fact.on for fact in draft.facts if isinstance(fact, Date) and fact.role == "response"), default=None)
    if sent is None:
        return
    for sentence in draft.page.spoken(*DECIDING, *ARGUING):
        words = sentence.words
        later = [told for told in _days(words) if told.on > sent]
        if not later or _NOT_PAST.search(words) or _OF_THE_REQUEST.search(words):
            continue
        for told in later:
            if _is_past(words, told):
                span = span_of(sentence, _lead(words, told.start), told.stop)
                draft.add(Date, sentence, role="event", on=told.on, of_month=told.of_month, evidence=(span,))


def _days(words: str) -> Iterator[_Told]:
    """The days of a sentence that are told with their year, and its months."""
    days = dates_in(words)
    for read in days:
        if read.year is not None and (on := read.on()):
            if _NUMBERS_ALONE.fullmatch(words[read.start : read.stop]):
                on = min(on, Read(on.month, on.day, on.year, read.start, read.stop).on() or on)
            yield _Told(on, of_month=False, start=read.start, stop=read.stop)
    for month in _MONTH_ALONE.finditer(words) if _YEAR.search(words) else ():
        if not any(read.start < month.end() and month.start() < read.stop for read in days):
            on = date(int(month["year"]), MONTHS[month["month"].lower()], 1)
            yield _Told(on, of_month=True, start=month.start(), stop=month.end())


def _is_past(words: str, told: _Told) -> bool:
    """Whether what is said of a day is told as past, in the letter's own words."""
    before, after = words[: told.start], words[told.stop :]
    if _EVENT_BEFORE.search(before[-_NEAR:]) or _BLOW_BEFORE.search(before[-_NEAR:]):
        return True
    if _LEADS.match(before) and _DONE_BEHIND.match(after):
        return True
    if not _FIGURE_BEFORE.search(before):
        return False
    return _EXTRACTED.search(before) is not None or (
        _AS_AT.search(before) is not None and (_HAS_A_COUNT.match(after) is not None or any(map(str.isdigit, before)))
    )


def _lead(words: str, start: int) -> int:
    """Where the words begin that say what was so on a day."""
    return max(words.rfind(mark, 0, start) + 1 for mark in (",", ";", ":", "("))
