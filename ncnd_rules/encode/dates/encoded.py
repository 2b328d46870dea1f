"""Days that matter to a time limit: when the request came, when the answer was given."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from ncnd_rules.encode.dates.roles import (
    BEFORE,
    TITLED,
    ends_with_a_day,
    label_of,
    line_above,
    role_before,
    role_of,
)
from ncnd_rules.encode.dates.sent import (
    Placed,
    of_answered_mail,
    of_header_lines,
    of_line_below_request,
    of_mail,
    of_quoted_mail,
)
from ncnd_rules.encode.dates.shapes import DAY, MONTH, Read, dates_in
from ncnd_rules.encode.draft import Draft, span_of
from ncnd_rules.encode.page import Sentence
from ncnd_rules.encode.prefiltered import Prefiltered
from ncnd_rules.facts import Date
from ncnd_rules.number_words import NUMBERS

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
# 'dated 4 March and received the following day': told from the day before it.
_DAYS_AFTER = Prefiltered(
    r"(?i)[^.;0-9]{0,60}?\b(?:receiv|reach|arriv|came|coming|got|logged|registered)\w*[^.;0-9]{0,60}?\b(?:"
    rf"(?P<same>(?:same|that) (?:day|date))|(?P<next>(?:following|next) day|day after|(?:a|one) day later)|"
    rf"(?P<count>{'|'.join(NUMBERS)}) days (?:later|after)|(?P<earlier>(?:a|one|the) day (?:earlier|before)))\b"
)
_RECEIVED_ONLY = re.compile(rf"(?i)(?:date |request )?received(?: on)?\s?:?\s{{0,3}}(?:{DAY})?[^.;?]{{4,20}}\.?")
# Words of the authority among those of the requester: lines that label a day, and 'your e-mail of ... asked for'.
_LABELLED = re.compile(
    r"(?i)^\W*(?:your )?(?:date|request|received|our|reply|response|answer|review|sent|issued|letter|decision|outcome)"
    rf"\b[^.;?\d]{{0,40}}?(?:{DAY})?(?:\d[^.;?(]{{3,20}}|(?:{MONTH})\b[^.;?(]{{3,20}})"
    r"(?:\([^()]{3,60}\)|; [^.;?]{3,40})?\.?\W*$|"
    r"^\W*clarif\w+ (?:was )?(?:received|provided)\b[^.;?\d]{0,20}\d[^.;?]{3,60}$"
)
_YOURS = Prefiltered(
    r"(?i)\byour (?:\S+ ){0,5}?(?:request|e-?mail|letter|enquiry|message|correspondence|application)\b[^;?]*\b"
    r"(?:you (?:\S+ )?ask|ask(?:ed|ing) for|asks|reads?|request(?:ed|ing)|was received|received)|"
    r"\b(?:thanks?|thank you) for (?:the|your)\b|"
    r"\b(?:in|by|with) your (?:\S+ ){0,3}?(?:request|e-?mail|letter|[ei]nquiry|message|application),? (?:of|dated)\b|"
    r"\byou (?:\w+ )?(?:sent|wrote|asked|used|gave|e-?mailed) (?:to )?(?:us|me|our)\b|"
    r"^\W*on [^;?]{5,40},? you (?:wrote|asked|requested|sent|e-?mailed|submitted)\b[^;?]{0,40}:|"
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
_OF_THE_ANSWER = re.compile(
    r"(?i)\bdate (?:of (?:the )?)?(?:response|reply|answer|responded|replied)\b|\bresponded\b|"
    r"\b(?:response|reply|answer) (?:provided|sent|issued|given|date)\b"
)
_OF_THE_PAGE = re.compile(r"(?i)\W*(?:dated|published|publication date|last updated)(?: on)?\W*")
_PUBLISHED = re.compile(r"(?i)\W*(?:(?:date )?published|publication date|last updated)(?: on)?\W*")
_OF_FIRST_ANSWER = re.compile(
    r"(?i)\b(?:our|the|my|original|initial|first|earlier|previous) (?:(?!review)\w+ )?"
    r"(?:response|reply|answer|decision|letter|refusal(?: notice)?)"
    r"(?: to (?:you|it|your \w+))?,? "
    r"(?:dated|of|on|(?:(?:that )?(?:we|i) )?(?:sent|provided|gave|given|issued|made)(?: to you)?(?: on)?)(?: the)? ?$"
)
# 'your two requests, of 13 April and 17 April'
_AND_OF = re.compile(r"(?i),? ?(?:and|&|,) ?(?:(?:of|on|dated|received) )?(?:the )?")
_SEVERAL = re.compile(r"(?i)\b(?:requests|e-?mails|letters|messages|applications|enquiries)\b[^.;]{0,40}$")
_OPENING = 14  # blocks in which a letter may still be beginning
_LONGEST_NOTE = 90


def encode_dates(draft: Draft) -> None:
    """The days of the answer, of the request and of its receipt."""
    placed: list[Placed] = []
    mailed: list[Placed] = []
    without_year: list[tuple[str, Read, Sentence]] = []
    for sentence in _telling(draft):
        for read, role in _told(draft, sentence):
            if role is not None and (day := read.on()):
                is_sent = role == "response" and draft.page.blocks[sentence.block].kind == "mail_header"
                (mailed if is_sent else placed).append(Placed(role, day, sentence, read.start, read.stop))
            elif role is not None and read.year is None:
                without_year.append((role, read, sentence))
    unlabelled = _unlabelled(draft, placed)
    told_of = {one.sentence.number for one in placed}
    for one in unlabelled:
        draft.half_read[one.sentence.number].add("date")
    placed = _without_page_date([one for one in placed if one not in unlabelled])
    if not any(one.role == "response" for one in placed):
        asked = max((one.day for one in placed), default=date.max)
        placed += [*of_header_lines(draft, told_of)] or of_mail(draft, mailed) or of_line_below_request(draft, asked)
    sent = min((one.day for one in placed if one.role == "response"), default=None)
    if sent is not None and not any(one.role in ("request", "received") for one in placed):
        placed += of_answered_mail(draft, mailed, sent) or of_quoted_mail(draft, sent)
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


def _told(draft: Draft, sentence: Sentence) -> Iterator[tuple[Read, str | None]]:
    """Each day of a sentence with what happened on it, none where it tells nothing that matters."""
    before: tuple[Read, str] | None = None  # the day of a request that was told last
    for read in dates_in(sentence.words):
        role = role_of(draft, sentence, read)
        if role is None and before and _AND_OF.fullmatch(sentence.words, before[0].stop, read.start):
            role = before[1] if _SEVERAL.search(sentence.words, 0, before[0].start) else None
        before = (read, role) if role in ("request", "received") else None
        yield read, role


def _unlabelled(draft: Draft, placed: list[Placed]) -> list[Placed]:
    """Days that stand alone at the top, where they are not all one: what happened on which is not told.

    A log prints when a request came and when it was answered, and may leave out which is which.
    """
    alone = [
        one
        for one in placed
        if one.role == "response"
        and one.sentence.section == "header"
        and not re.search(r"\w", one.sentence.words[: one.start] + one.sentence.words[one.stop :])
        and not label_of(draft, one.sentence)
        and not line_above(draft, one.sentence, "")
    ]
    return alone if len({one.day for one in alone}) > 1 else []


def _without_page_date(placed: list[Placed]) -> list[Placed]:
    """Days without that of the page, 'Dated: 3 May', where the log gives the day of the answer beside it.

    When an answer was published is not when it was given.
    """
    leads = [(one, one.sentence.words[: one.start]) for one in placed]
    leads = [(one, lead) for one, lead in leads if one.role != "response" or not _PUBLISHED.fullmatch(lead)]
    placed = [one for one, _ in leads]
    if not any(one.role == "response" and _OF_THE_ANSWER.search(lead) for one, lead in leads):
        return placed
    return [one for one, lead in leads if one.role != "response" or not _OF_THE_PAGE.fullmatch(lead)]


def _without_first_answer(placed: list[Placed]) -> list[Placed]:
    """Days without that of the answer that is reviewed, 'our response dated 3 May', where another is the review's."""
    leads = [(one, one.sentence.words[max(0, one.start - BEFORE) : one.start]) for one in placed]
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


def _days_after(asked: Placed) -> Placed | None:
    """The day of receipt that is told from the day of the request."""
    words = asked.sentence.words
    told = _DAYS_AFTER.match(words, asked.stop)
    if told is None:
        return None
    days = NUMBERS[told["count"].lower()] if told["count"] else 0 if told["same"] else -1 if told["earlier"] else 1
    return Placed("received", asked.day + timedelta(days=days), asked.sentence, told.start(), told.end())


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
                _LABELLED.match(label_of(draft, sentence) + words)
                or _titles_a_day(words)
                or ends_with_a_day(draft, sentence)
            )
        ):
            yield sentence


def _titles_a_day(words: str) -> bool:
    """Whether words are a day and what was sent on it."""
    read = next(iter(dates_in(words)), None)
    return read is not None and not words[: read.start].strip() and TITLED.fullmatch(words, read.stop) is not None


def _opens(sentence: Sentence) -> bool:
    return sentence.block < _OPENING and not sentence.labelled and _OPENS.search(sentence.words) is not None


def _resolved(without_year: list[tuple[str, Read, Sentence]], sent: date) -> Iterator[Placed]:
    """A day without a year, or without a month, is the last one before the letter."""
    for role, read, sentence in without_year:
        if read.month is None:
            months = (sent, sent.replace(day=1) - timedelta(days=1))[read.last :]
            days = [read._replace(month=month.month).on(month.year) for month in months]
        else:
            days = [read.on(year) for year in (sent.year, sent.year - 1)]
        day = next((day for day in days if day is not None and day <= sent), None)
        if day is not None:
            yield Placed(role, day, sentence, read.start, read.stop)


def _relative(draft: Draft, sent: date) -> Iterator[Placed]:
    for sentence in draft.page.spoken("header", "answer"):
        for match in _TODAY.finditer(sentence.words):
            role = role_before(draft, sentence.words[max(0, match.start() - BEFORE) : match.start()])
            if role in ("request", "received"):
                day = sent - timedelta(days=match["word"].lower() == "yesterday")
                yield Placed(role, day, sentence, match.start(), match.end())
