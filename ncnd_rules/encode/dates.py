"""Days that matter to a time limit: when the request came, when the answer was given.

All shapes of date are read by grammar; which day is which is told by the words beside it.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from ncnd_rules.encode.draft import Draft, span_of
from ncnd_rules.encode.page import Sentence, is_authority
from ncnd_rules.encode.prefiltered import Prefiltered
from ncnd_rules.facts import Date

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february febuary feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
NUMBERS = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "fifteen": 15,
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "sixty": 60,
    "twenty-eight": 28,
}
MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_DAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s(?:the\s)?)?"
_DATE = re.compile(
    rf"""(?ix)(?<![\w/.-]){_DAY}(?:
      (?P<day>\d{{1,2}})\s?(?:\^?(?:st|nd|rd|th)\b)?\.?\s?(?:day\s)?(?:of\s)?[-/ ]?(?P<month>{MONTH})\b[.,]?
        (?:\s?[-/]?\s?(?P<year>\d{{4}}|'?\d{{2}}(?![\d:])))?
    | (?P<month2>{MONTH})\b\.?\s(?P<day2>\d{{1,2}})(?:
        (?:st|nd|rd|th)?,?\s(?P<year2>\d{{4}})|(?:st|nd|rd|th)\b|(?=\s?(?:[.,;:)]|$)))
    | (?P<only>\d{{1,2}})(?:st|nd|rd|th)(?:
        \s(?:(?P<last>ult(?:imo)?|of\slast\smonth)|inst(?:ant)?|of\sthis\smonth)\b|(?=\s?(?:[.,;)]|$)))
    | (?P<day4>\d{{1,2}})(?P<mark4>[/.-])(?P<roman>i{{1,3}}|iv|vi{{0,3}}|ix|xi{{0,2}})(?P=mark4)
        (?P<year4>\d{{4}}|\d{{2}})\b
    | (?P<iso>\d{{4}}(?P<iso_mark>[-/.])\d{{1,2}}(?P=iso_mark)\d{{1,2}})
    | (?P<day3>\d{{1,2}})(?P<mark>[/.-])(?P<month3>\d{{1,2}})(?P=mark)(?P<year3>\d{{4}}|\d{{2}})(?!\d)
    )(?![\d/])"""
)
_TODAY = Prefiltered(r"(?i)\b(?P<word>today|yesterday)\b")
_REVIEW = r"(?:an?|the|your|our|this|my)(?: request for an?)? (?:internal )?review\b"
_OF_A_REVIEW = Prefiltered(
    rf"(?i)\byou (?:have )?(?:asked|requested|wrote|applied|sought)(?: us)?(?: (?:for|to request))? {_REVIEW}|"
    r"\byou (?:have )?asked\b[^.;]{0,60}\bto (?:review|reconsider|look again)\b|"
    rf"\b(?:outcome|result|decision|response|conclusions?|findings) (?:of|to|on|in) {_REVIEW}|"
    rf"\b(?:has|have|was|were) (?:now )?(?:completed|carried out|conducted|asked to (?:conduct|carry out)) {_REVIEW}|"
    r"\b(?:thank you|thanks) for (?:asking|your (?:\S+ ){0,3}asking) for a review\b|"
    r"\b(?:refer(?:ence|ring)?|further|respon\w+|regard|relation|respect|thank\w*|received|receipt)\b[^.;]{0,40}"
    r"\byour (?:\w+ )?request (?:for|that) an? (?:\w+ ){0,2}review\b|"
    r"\b(?:I|we) have (?:now )?(?:carried out|conducted|completed|undertaken) an? (?:\w+ ){0,2}review of "
    r"(?:your|our|the (?:original|initial|first))\b"
)
# The subject of a letter about a review, in a line of its own.
_HEADED_REVIEW = re.compile(r"(?i)\binternal review\b|^\W*review (?:completed|outcome|decision)\b")
_OFFERS_REVIEW = re.compile(r"(?i)\b(?:how to|right|rights|may|can|if|unhappy|dissatisfied|procedure|process)\b")
_TO_ASK_AGAIN = re.compile(
    r"(?i)^[^.;]{0,40}\b(?:ask(?:ed|ing)?|request(?:ed|ing)?|seek(?:ing)?|for|say|tell|complain(?:ed|ing)?)\b[^.;]{0,40}\b"
    r"(?:review|reconsider|look again|appeal|unhappy|dissatisfied|not (?:satisfied|happy|content)|disagree)"
)
# 'dated 4 March and received the following day': told from the day before it.
_DAYS_AFTER = Prefiltered(
    r"(?i)[^.;0-9]{0,60}?\b(?:receiv|reach|arriv|came|coming|got|logged|registered)\w*[^.;0-9]{0,60}?\b(?:"
    rf"(?P<same>(?:same|that) (?:day|date))|(?P<next>(?:following|next) day|day after|(?:a|one) day later)|"
    rf"(?P<count>{'|'.join(NUMBERS)}) days (?:later|after)|(?P<earlier>(?:a|one|the) day (?:earlier|before)))\b"
)
_RECEIVED_ONLY = re.compile(rf"(?i)(?:date |request )?received(?: on)?\s?:?\s{{0,3}}(?:{_DAY})?[^.;?]{{4,20}}\.?")
# Words of the authority among those of the requester: lines that label a day, and 'your e-mail of ... asked for'.
_LABELLED = re.compile(
    r"(?i)^\W*(?:your )?(?:date|request|received|our|reply|response|answer|review|sent|issued|letter|decision|outcome)"
    rf"\b[^.;?\d]{{0,40}}?(?:{_DAY})?(?:\d[^.;?(]{{3,20}}|(?:{MONTH})\b[^.;?(]{{3,20}})"
    r"(?:\([^()]{3,60}\)|; [^.;?]{3,40})?\.?\W*$|"
    r"^\W*clarif\w+ (?:was )?(?:received|provided)\b[^.;?\d]{0,20}\d[^.;?]{3,60}$"
)
# 'On 8 March 2022, at 10:15, a.requester@example.org wrote:', over a message that is quoted
_QUOTED = re.compile(r"(?i)^\W*on\b[^;?]{6,120}\bwrote\s?:\W*$")
_YOURS = Prefiltered(
    r"(?i)\byour (?:\S+ ){0,5}?(?:request|e-?mail|letter|enquiry|message|correspondence|application)\b[^;?]*\b"
    r"(?:you (?:\S+ )?ask|ask(?:ed|ing) for|asks|reads?|request(?:ed|ing)|was received|received)|"
    r"\b(?:thanks?|thank you) for (?:the|your)\b|"
    r"\b(?:in|by|with) your (?:\S+ ){0,3}?(?:request|e-?mail|letter|[ei]nquiry|message|application),? (?:of|dated)\b|"
    r"\byou (?:\w+ )?(?:sent|wrote|asked|used|gave|e-?mailed) (?:to )?(?:us|me|our)\b|"
    r"^\W*on [^;?]{5,40}, you wrote\s?:|"
    r"\b(?:we|i) (?:\w+ )?(?:had|got|received|logged|registered) (?:your|the)\b|"
    r"\byour\b[^.;?]*\b(?:reached|came|arrived|got to|(?:was|were|has been) (?:taken in|received|logged|registered))\b"
)
# The sentence with which a letter begins, where a heading over it makes it look like the requester's.
_OPENS = Prefiltered(
    r"(?i)\b(?:(?:i|we)(?:'m|'re)?|\bam|are) (?:\S+ ){0,6}?(?:repl(?:y|ying)|respond\w*|writ(?:e|ing)|answer\w*|refer|"
    r"acknowledge\w*|receipt)\b[^;?]*\b(?:your|you)\b|"
    r", (?:received|logged|registered|clarified|dated|submitted)(?: [a-z]+){0,4}? \d|"
    r"\b(?:response|reply|answer|further|reference|regard|relation|connection|receipt) (?:to|of|with) your\b|"
    r"\b(?:got|received|had|registered|logged|handled|considered|processed|taken|took|treated|dealt with) your\b"
)
# '17/12/2024 Response of the force', over what was sent on that day.
_TITLED = re.compile(
    r"(?i)(?:\s?[-:|]\s?|\s)(?:(?!(?:due|deadline|internal|review)\b)\w+ ){0,3}"
    r"(?:(?P<response>response|reply|refusal|answer)|(?P<request>request))\W*"
)
_OF_THE_ANSWER = re.compile(
    r"(?i)\bdate (?:of (?:the )?)?(?:response|reply|answer|responded|replied)\b|\bresponded\b|"
    r"\b(?:response|reply|answer) (?:provided|sent|issued|given|date)\b"
)
_TIME_OF_DAY = re.compile(
    r"(?i),? at (?:about )?\d{1,2}(?:[:.]\d\d)?(?: ?[ap]\.?m\.?| hours)?(?= )"
)  # 'at 23:50 on Friday'
_PLACED_DAY = re.compile(r"(?:[A-Z][\w'-]+(?: [A-Z][\w'-]+)?, )?")  # 'Wexmoor, 11 July 2018'
_OF_THE_PAGE = re.compile(r"(?i)\W*(?:dated|published|publication date|last updated)(?: on)?\W*")
_PUBLISHED = re.compile(r"(?i)\W*(?:(?:date )?published|publication date|last updated)(?: on)?\W*")
_OF_FIRST_ANSWER = re.compile(
    r"(?i)\b(?:our|the|my|original|initial|first|earlier|previous) (?:(?!review)\w+ )?"
    r"(?:response|reply|answer|decision|letter|refusal(?: notice)?)"
    r"(?: to (?:you|it|your \w+))?,? "
    r"(?:dated|of|on|(?:sent|provided|given|issued)(?: to you)?(?: on)?)(?: the)? ?$"
)
_OF_YOURS = re.compile(r"(?i)\byour\b")
_BEHIND_A_DAY = re.compile(r"(?i)[ .]*(?:$|[|(\[]|-\s|,?\s?(?:our |your |my |foi )?ref)")
_OF_ANOTHER_DAY = re.compile(
    r"(?i)\b(?:requested|opened|request (?:date|made|sent|of|valid)|"
    r"valid\w*|acknowledg\w*|updated|received|due|deadline|rev(?:ised|ision|iewed)?|version|form|polic(?:y|ies)|"
    r"template|printed)\b"
)
# 'On 3 May you wrote, and on 5 May we received': what comes before is said of another day.
_NEW_CLAUSE = re.compile(r"(?i),? (?:and|but|which,?) (?:then |that )?on (?:the )?$")
_OPENING = 14  # blocks in which a letter may still be beginning
_FOOT = 3  # sentences in which a letter may end with its day
_HEAD = 8  # blocks in which a day that stands alone is that of the letter
_SHORT = 60
_LONGEST_NOTE = 90
_LONGEST_LABEL = 40
_BEFORE = 160  # characters before a date in which its role is looked for
_BEHIND = 60
_COUNTED_FROM = re.compile(
    r"(?i)[^.;]{0,40}\bdays? (?:after|following|from)\b"
)  # 'the first working day after we had it'
_ROLES = (
    "clarification_received",
    "clarification_sought",
    "received",
    "request",
    "response",
    "due",
)  # most telling first
_MORE = (
    r"\b(?:(?:further|more|additional) (?:details?|information|particulars)|"
    r"(?:narrow|refine|specify|be (?:more )?(?:specific|precise|exact)|make (?:it|this|that) (?:clear|plain)\w*)\b|"
    r"(?:which|what|whether|who|where|how)\b[^.;]{0,40}\byou (?:mean|meant|want|wanted|had in mind|were after)\b)"
)
# 'We went back to you on 27 May for clarification'
_WE_TO_YOU = re.compile(
    r"(?i)\b(?:we|i|the \w+|our \w+)\b[^.;]{0,40}\b(?:you\b[^.;]{0,20}|"
    r"(?:wrote|replied|responded|went|came|got) (?:back )?(?:on|again on)(?: the)? )$"
)
_TO_CLARIFY = re.compile(
    r"(?i),? (?:for|seeking|(?:when (?:we|i) \w+ )?to (?:seek|ask|request|obtain)|asking|requesting)\b[^.;]{0,40}"
    rf"(?:clarif|{_MORE})"
)
_ROLES_BEHIND = (
    ("clarification_sought", re.compile(rf"(?i)\b(?:we|i|you were (?:asked|invited)) [^.;]*(?:clarif|{_MORE})")),
    ("clarification_received", re.compile(rf"(?i)\byou [^.;]*(?:clarif|{_MORE})")),
    (
        "received",
        re.compile(
            r"(?i)rec(?:ei|ie)v|\b(?:we|i|office|force|police|team) had\b|reach|stamped|came|\bgot\b|receipt|delivery|"
            r"logged|registered|arriv"
        ),
    ),
    (
        "request",
        re.compile(
            r"(?i)\byou (?:\w+ )?(?:wrote|sent|put|made|e-?mailed|submitted|asked|requested|filled)|\bby you\b|$"
        ),
    ),
)
# 'We got your request of 3 May on 5 May': a day that only tells which letter, before another.
_OF_ANOTHER_LETTER = re.compile(
    r"(?i)\b(?:your|you|requests?|e-?mails?|letters?|[ei]nquir(?:y|ies)|messages?|applications?|again)\b"
)
# 'your letter, in which you say that on 5 May': what the requester tells of
_TELLS_OF = re.compile(
    r"(?i)\byou (?:\w+ )?(?:say|said|state|tell|told|claim|write|describe|mention|refer|allege|explain|suggest|report)"
    r"\w*(?: \S+){0,3}? (?:on|of|that)(?: the)? $"
)
_TELLS_WHICH = re.compile(r"(?i)\s(?:of|dated|from)(?: the)? $")
_AS_AT = re.compile(r"(?i)\W*as (?:at|of|on) ")  # 'As at 1 June there were 611': a day of statistics
_WEEKDAY = re.compile(r"(?i)\b(?:mon|tues|wednes|thurs|fri|satur|sun)day,? \(?$")
_BRACKETED = re.compile(r"\s?\([^()]*\d[^()]*\)")  # a day in brackets, before another
_ACT = re.compile(r"(?i)(?<=act) 2000\b")  # a number before a day ends no clause where it is that of the Act
_DIGIT = re.compile(r"\d")
_OLDEST, _YOUNGEST = 1990, 2100
_LAST_CENTURY = 1900


class Read(NamedTuple):
    """A date as printed; the year is none where it is not given, and the month as well in 'on the 28th'."""

    day: int
    month: int | None
    year: int | None
    start: int
    stop: int
    last: bool = False  # whether it is of the month before: '25th ult.'

    def on(self, year: int | None = None) -> date | None:
        """The day; none where there is no such day."""
        chosen = self.year if self.year is not None else year
        if chosen is None or self.month is None or not _OLDEST <= chosen <= _YOUNGEST:
            return None
        try:
            return date(chosen, self.month, self.day)
        except ValueError:
            return None


@lru_cache(maxsize=4096)  # several families ask of the same sentences
def dates_in(words: str) -> tuple[Read, ...]:
    """Every date in a sentence."""
    return tuple(_dates(words))


def _dates(words: str) -> Iterator[Read]:
    for match in _DATE.finditer(words) if _DIGIT.search(words) else ():  # it is tried at each word, and most have none
        if match["iso"]:
            year, month, day = (int(part) for part in re.split(r"\D", match["iso"]))
        elif match["only"]:
            yield Read(int(match["only"]), None, None, match.start(), match.end(), last=match["last"] is not None)
            continue
        elif match["month2"]:
            month, day = MONTHS[match["month2"].lower()], int(match["day2"])
            if not match["year2"]:
                yield Read(day, month, None, match.start(), match.end())
                continue
            year = int(match["year2"])
        elif match["month"]:
            month, day = MONTHS[match["month"].lower()], int(match["day"])
            if not match["year"]:
                yield Read(day, month, None, match.start(), match.end())
                continue
            year = _full(match["year"].lstrip("'"))
        elif match["roman"]:
            day, month, year = int(match["day4"]), _ROMAN.index(match["roman"].lower()) + 1, _full(match["year4"])
        else:
            day, month, year = int(match["day3"]), int(match["month3"]), _full(match["year3"])
        yield Read(day, month, year, match.start(), match.end())


class _Placed(NamedTuple):
    """A day, what happened on it, and where it stands."""

    role: str
    day: date
    sentence: Sentence
    start: int
    stop: int


def _full(digits: str) -> int:
    """The year of two digits or four: 99 is 1999, 12 is 2012."""
    year = int(digits)
    return year + (_LAST_CENTURY if year >= _OLDEST % 100 else _LAST_CENTURY + 100) if len(digits) == 2 else year


def encode_dates(draft: Draft) -> None:
    """The days of the answer, of the request and of its receipt."""
    placed: list[_Placed] = []
    mailed: list[_Placed] = []
    without_year: list[tuple[str, Read, Sentence]] = []
    for sentence in _telling(draft):
        for read in dates_in(sentence.words):
            role = _role(draft, sentence, read)
            if role is not None and (day := read.on()):
                is_sent = role == "response" and draft.page.blocks[sentence.block].kind == "mail_header"
                (mailed if is_sent else placed).append(_Placed(role, day, sentence, read.start, read.stop))
            elif role is not None and read.year is None:
                without_year.append((role, read, sentence))
    unlabelled = _unlabelled(draft, placed)
    told_of = {one.sentence.number for one in placed}
    for one in unlabelled:
        draft.half_read[one.sentence.number].add("date")
    placed = _without_page_date([one for one in placed if one not in unlabelled])
    if not any(one.role == "response" for one in placed):
        placed += _of_header_lines(draft, told_of)
    if not any(one.role == "response" for one in placed):
        placed += _of_mail(draft, mailed)
    sent = min((one.day for one in placed if one.role == "response"), default=None)
    if sent is not None and not any(one.role in ("request", "received") for one in placed):
        placed += _of_answered_mail(draft, mailed, sent) or _of_quoted_mail(draft, sent)
    if sent is not None:
        placed += _resolved(without_year, sent)
        placed += _relative(draft, sent)
    placed += [after for one in placed if one.role == "request" and (after := _days_after(one))]
    of_review = _answers_a_review(draft)
    placed = _without_first_answer(placed) if of_review else placed
    told: set[tuple[str, date]] = set()
    for role, day, sentence, start, stop in placed:
        if (role, day) not in told:
            told.add((role, day))
            review = of_review and role == "response"
            draft.add(Date, sentence, role=role, on=day, of_review=review, evidence=(span_of(sentence, start, stop),))


def _unlabelled(draft: Draft, placed: list[_Placed]) -> list[_Placed]:
    """Days that stand alone at the top, where they are not all one: what happened on which is not told.

    A log prints when a request came and when it was answered, and may leave out which is which.
    """
    alone = [
        one
        for one in placed
        if one.role == "response"
        and one.sentence.section == "header"
        and not re.search(r"\w", one.sentence.words[: one.start] + one.sentence.words[one.stop :])
        and not _label(draft, one.sentence)
        and not _line_above(draft, one.sentence, "")
    ]
    return alone if len({one.day for one in alone}) > 1 else []


def _without_page_date(placed: list[_Placed]) -> list[_Placed]:
    """Days without that of the page, 'Dated: 3 May', where the log gives the day of the answer beside it.

    When an answer was published is not when it was given.
    """
    leads = [(one, one.sentence.words[: one.start]) for one in placed]
    leads = [(one, lead) for one, lead in leads if one.role != "response" or not _PUBLISHED.fullmatch(lead)]
    placed = [one for one, _ in leads]
    if not any(one.role == "response" and _OF_THE_ANSWER.search(lead) for one, lead in leads):
        return placed
    return [one for one, lead in leads if one.role != "response" or not _OF_THE_PAGE.fullmatch(lead)]


def _without_first_answer(placed: list[_Placed]) -> list[_Placed]:
    """Days without that of the answer that is reviewed, 'our response dated 3 May', where another is the review's."""
    leads = [(one, one.sentence.words[max(0, one.start - _BEFORE) : one.start]) for one in placed]
    own = [one for one, lead in leads if one.role != "response" or not _OF_FIRST_ANSWER.search(lead)]
    return own if any(one.role == "response" for one in own) else placed


def _answers_a_review(draft: Draft) -> bool:
    """Whether the letter gives the outcome of a review, whose days section 10 does not count."""
    if any(_OF_A_REVIEW.search(one.words) for one in (*draft.page.spoken("header", "answer"), *_opening_rights(draft))):
        return True
    return any(
        len(sentence.words) < _LONGEST_NOTE
        and draft.page.blocks[sentence.block].kind != "paragraph"
        and _HEADED_REVIEW.search(sentence.words)
        and not _OFFERS_REVIEW.search(sentence.words)
        for sentence in draft.page.spoken("header")
    )


def _opening_rights(draft: Draft) -> Iterator[Sentence]:
    """'I refer to your request for a review' at the top of a letter: it offers none."""
    return (one for one in draft.page.spoken("rights") if one.block < _OPENING and not _OFFERS_REVIEW.search(one.words))


def _days_after(asked: _Placed) -> _Placed | None:
    """The day of receipt that is told from the day of the request."""
    words = asked.sentence.words
    told = _DAYS_AFTER.match(words, asked.stop)
    if told is None:
        return None
    days = NUMBERS[told["count"].lower()] if told["count"] else 0 if told["same"] else -1 if told["earlier"] else 1
    return _Placed("received", asked.day + timedelta(days=days), asked.sentence, told.start(), told.end())


def _telling(draft: Draft) -> Iterator[Sentence]:
    """The sentences that may tell a day: the authority's own, and 'Received 6 May' over the request it prints."""
    yield from draft.page.spoken("header", "answer", "request", "closing", "exemptions", "notice")
    opening = {one.number for one in _opening_rights(draft)}
    yield from (
        one
        for one in draft.page.spoken("rights")
        if len(one.words) < _LONGEST_NOTE or one.number in opening  # 'Date of issue: ...'
    )
    for sentence in draft.page.sentences:
        words = sentence.words
        if (
            sentence.voice == "requester"
            and (_RECEIVED_ONLY.fullmatch(words) or _YOURS.search(words) or _opens(sentence))
        ) or (
            sentence.voice in ("requester", "earlier", "authority")
            and len(words) < _LONGEST_NOTE
            and (
                _LABELLED.match(_label(draft, sentence) + words)
                or _titles_a_day(words)
                or _ends_with_a_day(draft, sentence)
            )
        ):
            yield sentence


def _ends_with_a_day(draft: Draft, sentence: Sentence) -> bool:
    """Whether a sentence stands at the end of the letter, and is a day and perhaps a place."""
    read = next(iter(dates_in(sentence.words)), None)
    return (
        read is not None
        and sentence.number >= len(draft.page.sentences) - _FOOT
        and sentence.voice == "authority"
        and _PLACED_DAY.fullmatch(sentence.words, 0, read.start) is not None
        and not sentence.words[read.stop :].strip(" .")
    )


def _titles_a_day(words: str) -> bool:
    """Whether words are a day and what was sent on it."""
    read = next(iter(dates_in(words)), None)
    return read is not None and not words[: read.start].strip() and _TITLED.fullmatch(words, read.stop) is not None


def _opens(sentence: Sentence) -> bool:
    return sentence.block < _OPENING and not sentence.labelled and _OPENS.search(sentence.words) is not None


def _resolved(without_year: list[tuple[str, Read, Sentence]], sent: date) -> Iterator[_Placed]:
    """A day without a year, or without a month, is the last one before the letter."""
    for role, read, sentence in without_year:
        if read.month is None:
            months = (sent, sent.replace(day=1) - timedelta(days=1))[read.last :]
            days = [read._replace(month=month.month).on(month.year) for month in months]
        else:
            days = [read.on(year) for year in (sent.year, sent.year - 1)]
        day = next((day for day in days if day is not None and day <= sent), None)
        if day is not None:
            yield _Placed(role, day, sentence, read.start, read.stop)


def _of_header_lines(draft: Draft, told_of: set[int]) -> Iterator[_Placed]:
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
                or _OF_ANOTHER_DAY.search(_column(draft, sentence, lead))
            )
            if day is not None and not before and _BEHIND_A_DAY.match(sentence.words, read.stop):
                yield _Placed("response", day, sentence, read.start, read.stop)
                return


def _of_mail(draft: Draft, mailed: list[_Placed]) -> list[_Placed]:
    """The day on which a mail was sent: that of the authority's message, where it is known which that is."""
    own = [one for one in mailed if is_authority(draft.page.sender_above(one.sentence.block))] or mailed
    answered = next(
        (one.number for one in draft.page.sentences if one.voice == "authority" and one.section != "header"), 0
    )
    # Headers upon headers are those of a mail sent on; those below an answer are of an earlier one.
    above = [one for one in own if one.sentence.number < answered]
    return above[-1:] or own[:1]


def _of_answered_mail(draft: Draft, mailed: list[_Placed], sent: date) -> list[_Placed]:
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


def _of_quoted_mail(draft: Draft, sent: date) -> list[_Placed]:
    """The day that the line over a quoted message gives it, where it is the requester's."""
    quoted = (one for one in draft.page.sentences if _QUOTED.match(one.words) and not is_authority(one.words))
    days = (
        _Placed("request", day, one, read.start, read.stop)
        for one in quoted
        for read in dates_in(one.words)
        if (day := read.on()) and day <= sent
    )
    return list(days)[-1:]


def _relative(draft: Draft, sent: date) -> Iterator[_Placed]:
    for sentence in draft.page.spoken("header", "answer"):
        for match in _TODAY.finditer(sentence.words):
            role = _role_before(draft, sentence.words[max(0, match.start() - _BEFORE) : match.start()])
            if role in ("request", "received"):
                day = sent - timedelta(days=match["word"].lower() == "yesterday")
                yield _Placed(role, day, sentence, match.start(), match.end())


def _role(draft: Draft, sentence: Sentence, read: Read) -> str | None:
    before = sentence.words[max(0, read.start - _BEFORE) : read.start]
    after = sentence.words[read.stop : read.stop + _BEFORE]
    if column := _column(draft, sentence, before):
        before = column
    elif not before.strip(" :.-,"):
        before = _label(draft, sentence) or _line_above(draft, sentence, after) or before
    before = _WEEKDAY.sub("", _TIME_OF_DAY.sub("", _without_days(before)))
    titled = _TITLED.fullmatch(sentence.words, read.stop) if not sentence.words[: read.start].strip() else None
    if titled:
        return "response" if titled["response"] else "request"
    alone = not before.strip(" :.-,") and not re.search(r"\w", re.sub(r"^,?\s?(?:at )?\d{1,2}[:.]\d\d.*", "", after))
    if _TO_CLARIFY.match(after) and _WE_TO_YOU.search(before):
        return "clarification_sought"
    if _NEW_CLAUSE.search(before) and (role := _role_behind(draft, after)):
        return role
    if role := _role_before(draft, before):
        if role == "response" and _AS_AT.fullmatch(before) and re.search(r"\w", after):
            return None
        another = role in ("request", "received") and _TO_ASK_AGAIN.match(after)
        told = role == "request" and (_TELLS_OF.search(before) or _is_of_the_topic(sentence.words[: read.start]))
        return None if another or told else role
    # 'After your call of 1 July you wrote': that day is the call's
    if not _TELLS_WHICH.search(before) and (role := _role_behind(draft, after)):
        return role
    if _ends_with_a_day(draft, sentence):
        return "response"
    at_either_end = sentence.section in ("header", "closing", "rights") or sentence.block < _HEAD
    return "response" if alone and at_either_end and len(sentence.words) < _SHORT else None


def _role_behind(draft: Draft, after: str) -> str | None:
    """The role that the clause behind a date gives it."""
    if (
        not after
        or _COUNTED_FROM.match(after)
        or not any(hit.row.gives["role"] == "after" for hit in draft.lexicon.accepted("dates", after))
    ):
        return None
    near = after[:_BEHIND]
    found = [(told.start(), role) for role, words in _ROLES_BEHIND if (told := words.search(near))]
    return min(found, key=lambda one: one[0])[1]  # 'On 3 May you wrote to us, and we received it on 5 May'


def _without_days(before: str) -> str:
    """Words without the days in them that only tell which letter is meant."""
    for read in reversed(dates_in(before)):
        if told := _TELLS_WHICH.search(before, 0, read.start):
            before = before[: told.start()] + before[read.stop :]
    return before


def _is_of_the_topic(before: str) -> bool:
    """'Your request of 8 March about arrests on 14 February': the day that tells which request went before."""
    told = [read for read in dates_in(before) if _TELLS_WHICH.search(before, 0, read.start)]
    return bool(told) and not _OF_ANOTHER_LETTER.search(before, told[-1].stop)


def _label(draft: Draft, sentence: Sentence) -> str:
    """'Request received:' that stands in bold before the day, or in the cell of a table."""
    words = draft.page.sentences[sentence.number - 1].words if sentence.number else ""
    return f"{words} " if words.endswith(":") and len(words) < _LONGEST_LABEL else ""


def _line_above(draft: Draft, sentence: Sentence, after: str) -> str:
    """'Request received' in a line of its own over the day, without a colon."""
    above = draft.page.sentences[sentence.number - 1].words if sentence.number else ""
    if len(above) >= _LONGEST_LABEL or re.search(r"\d", above) or re.search(r"\w", after):
        return ""
    return f"{above}: " if above and _role_before(draft, f"{above}: ") else ""


def _column(draft: Draft, sentence: Sentence, before: str) -> str:
    """'Date received', where that is the head of the column in which a day stands."""
    cells = before.split("|")
    if draft.page.blocks[sentence.block].kind != "row" or cells[-1].strip():
        return ""
    above = [
        one for one in draft.page.sentences[max(0, sentence.number - 2) : sentence.number] if "--" not in one.words
    ]
    heads = above[-1].words.split("|") if above else []
    if len(heads) != sentence.words.count("|") + 1:
        return ""
    head = heads[len(cells) - 1].strip(" *:")
    return f"{head}: " if head and not re.search(r"\d", head) else ""


def _role_before(draft: Draft, before: str) -> str | None:
    """The role that the words before a date give it."""
    # 'We got your request (sent on 3 May) on 5 May'.
    roles = {hit.row.gives["role"] for hit in draft.lexicon.accepted("dates", _ACT.sub("", _BRACKETED.sub("", before)))}
    return next((role for role in _ROLES if role in roles), None)
