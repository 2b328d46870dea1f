"""What happened on a day, as the words beside it tell: the request, its receipt, the answer."""

import re

from ncnd_rules.encode.dates.shapes import Read, dates_in
from ncnd_rules.encode.draft import Draft
from ncnd_rules.encode.page import Sentence

_TO_ASK_AGAIN = re.compile(
    r"(?i)^[^.;]{0,40}\b(?:ask(?:ed|ing)?|request(?:ed|ing)?|seek(?:ing)?|for|say|tell|complain(?:ed|ing)?)\b[^.;]{0,40}\b"
    r"(?:review|reconsider|look again|appeal|unhappy|dissatisfied|not (?:satisfied|happy|content)|disagree)"
)
# '17/12/2024 Response of the force', over what was sent on that day.
TITLED = re.compile(
    r"(?i)(?:\s?[-:|]\s?|\s)(?:(?!(?:due|deadline|internal|review)\b)\w+ ){0,3}"
    r"(?:(?P<response>response|reply|refusal|answer)|(?P<request>request))\W*"
)
_TIME_OF_DAY = re.compile(
    r"(?i),? at (?:about )?\d{1,2}(?:[:.]\d\d)?(?: ?[ap]\.?m\.?| hours)?(?= )"
)  # 'at 23:50 on Friday'
_PLACED_DAY = re.compile(r"(?:[A-Z][\w'-]+(?: [A-Z][\w'-]+)?, )?")  # 'Wexmoor, 11 July 2018'
# 'On 3 May you wrote, and on 5 May we received': what comes before is said of another day.
_NEW_CLAUSE = re.compile(r"(?i),? (?:and|but|which,?) (?:then |that )?on (?:the )?$")
_FOOT = 3  # sentences in which a letter may end with its day
_HEAD = 8  # blocks in which a day that stands alone is that of the letter
_SHORT = 60
_LONGEST_LABEL = 40
BEFORE = 160  # characters before a date in which its role is looked for
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
_WE_DID = re.compile(r"(?i),? (?:we|I|our|this|the (?!request|letter|e-?mail|message|enquiry)\w+)\b")
# 'You wrote on 3 May, and again on 6 May with further details'
_AGAIN = re.compile(r"(?i)\b(?:again|once more|further) on (?:the )?$")
_WITH_MORE = re.compile(
    r"(?i),? (?:with|giving|providing|explaining|to (?:give|provide|explain|say))\b[^.;]{0,40}?"
    rf"(?:clarif|explan|explain|{_MORE})"
)
# 'Our letter of 3 May had asked for that': another than this one
_OF_EARLIER_LETTER = re.compile(
    r"(?i),? (?:which |that )?(?:had|asked|sought|invited|acknowledged|told|explained|requested)\b"
)
# 'We went back to you on 27 May for clarification'
_WE_TO_YOU = re.compile(
    r"(?i)\b(?:we|i|the \w+|our \w+)\b[^.;]{0,40}\b(?:you\b[^.;]{0,20}|"
    r"(?:wrote|asked|replied|responded|went|came|got) (?:back )?(?:on|again on)(?: the)? )$|"
    r"\b(?:ours|our (?:letter|e-?mail|message|reply))(?: to you)?(?: of| dated| on)?(?: the)? $"
)
_TO_CLARIFY = re.compile(
    r"(?i),? (?:for|seeking|(?:when (?:we|i) \w+ )?to (?:seek|ask|request|obtain)|asking|requesting)\b[^.;]{0,40}"
    rf"(?:clarif|{_MORE})|"
    r",? (?:which|what|whether|who|where|how)\b[^.;]{0,40}\byou (?:mean|meant|want|wanted|had in mind|were after)\b"
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
_ABOUT = re.compile(r"(?i)\b(?:concern(?:s|ed|ing)|about|relat(?:es|ed|ing) to|regarding|seeks|sought)\b")
_TELLS_WHICH = re.compile(r"(?i)\s(?:of|dated|from)(?: the)? $")
_FOR_A_PAPER_OF = re.compile(r"(?i)\brequest for\b[^.;]* (?:of|on|from)(?: the)? $")
_WAS_SENT = re.compile(r"(?i)[^.;\d]{0,20}\b(?:was|were) (?:\w+ )?(?:submitted|made|sent|dated|received|e-?mailed)\b")
_AS_AT = re.compile(r"(?i)\W*as (?:at|of|on) ")  # 'As at 1 June there were 611': a day of statistics
_ANSWER = re.compile(r"(?i)\W*(?:our |the )?(?:answer|reply|response)\W*")
_WEEKDAY = re.compile(r"(?i)\b(?:mon|tues|wednes|thurs|fri|satur|sun)day,? \(?$")
_BRACKETED = re.compile(r"\s?\([^()]*\d[^()]*\)")  # a day in brackets, before another
_ACT = re.compile(r"(?i)(?<=act) 2000\b")  # a number before a day ends no clause where it is that of the Act


def ends_with_a_day(draft: Draft, sentence: Sentence) -> bool:
    """Whether a sentence stands at the end of the letter, and is a day and perhaps a place."""
    read = next(iter(dates_in(sentence.words)), None)
    return (
        read is not None
        and sentence.number >= len(draft.page.sentences) - _FOOT
        and sentence.voice == "authority"
        and _PLACED_DAY.fullmatch(sentence.words, 0, read.start) is not None
        and not sentence.words[read.stop :].strip(" .")
    )


def role_of(draft: Draft, sentence: Sentence, read: Read) -> str | None:
    """What happened on a day, as a date has it for its role; none where it is no day of the request or the answer."""
    before = sentence.words[max(0, read.start - BEFORE) : read.start]
    after = sentence.words[read.stop : read.stop + BEFORE]
    if column := column_of(draft, sentence, before):
        before = column
    elif not before.strip(" :.-,"):
        before = label_of(draft, sentence) or line_above(draft, sentence, after) or before
    before = _WEEKDAY.sub("", _TIME_OF_DAY.sub("", _without_days(before)))
    titled = TITLED.fullmatch(sentence.words, read.stop) if not sentence.words[: read.start].strip() else None
    if titled:
        return "response" if titled["response"] else "request"
    alone = not before.strip(" :.-,") and not re.search(r"\w", re.sub(r"^,?\s?(?:at )?\d{1,2}[:.]\d\d.*", "", after))
    if role := _role_of_clarification(before, after):
        return role
    if _NEW_CLAUSE.search(before) and ((role := _role_behind(draft, after)) or _WE_DID.match(after)):
        return role  # none of 'and on 5 May we told you that we needed more time'
    if _ANSWER.fullmatch(before) and _stands_under_question(draft, sentence):
        return None
    if role := role_before(draft, before):
        return None if _is_of_another_day(role, sentence.words[: read.start], before, after) else role
    # 'After your call of 1 July you wrote': that day is the call's
    if not _TELLS_WHICH.search(before) and (role := _role_behind(draft, after)):
        return role
    if ends_with_a_day(draft, sentence):
        return "response"
    at_either_end = sentence.section in ("header", "closing", "rights") or sentence.block < _HEAD
    return "response" if alone and at_either_end and len(sentence.words) < _SHORT else None


def _stands_under_question(draft: Draft, sentence: Sentence) -> bool:
    """Whether a sentence answers what is asked right above it: 'When was it approved?', over 'Answer: 18 May 2020.'."""
    above = next((one for one in reversed(draft.page.sentences[: sentence.number]) if not one.is_heading), None)
    return above is not None and above.voice == "requester" and above.words.endswith("?")


def _role_of_clarification(before: str, after: str) -> str | None:
    """The role of a day on which more was asked of the requester, or given, as the words on both sides tell."""
    if _TO_CLARIFY.match(after) and _WE_TO_YOU.search(before):
        return "clarification_sought"
    return "clarification_received" if _AGAIN.search(before) and _WITH_MORE.match(after) else None


def _is_of_another_day(role: str, words: str, before: str, after: str) -> bool:
    """Whether a day is not what the words before it make of it.

    Args:
        words: all of the sentence that stands before the day.
    """
    if role == "response":
        return bool((_AS_AT.fullmatch(before) and re.search(r"\w", after)) or _OF_EARLIER_LETTER.match(after))
    if role == "request" and _FOR_A_PAPER_OF.search(before) and _WAS_SENT.match(after):
        return True  # 'your request for the minutes of 7 June was made on 14 June'
    another = role in ("request", "received") and _TO_ASK_AGAIN.match(after)
    return bool(another or (role == "request" and (_TELLS_OF.search(before) or _is_of_the_topic(words))))


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
    told = [
        read
        for read in dates_in(before)
        if (_TELLS_WHICH.search(before, 0, read.start) or before[read.start - 1 : read.start] == "(")
        and not (_FOR_A_PAPER_OF.search(before, 0, read.start) and _WAS_SENT.match(before, read.stop))
    ]
    if not told:
        return False
    about = max((one.end() for one in _ABOUT.finditer(before, told[-1].stop)), default=told[-1].stop)
    return not _OF_ANOTHER_LETTER.search(before, about)


def label_of(draft: Draft, sentence: Sentence) -> str:
    """'Request received:' that stands in bold before the day, or in the cell of a table."""
    words = draft.page.sentences[sentence.number - 1].words if sentence.number else ""
    return f"{words} " if words.endswith(":") and len(words) < _LONGEST_LABEL else ""


def line_above(draft: Draft, sentence: Sentence, after: str) -> str:
    """'Request received' in a line of its own over the day, without a colon."""
    above = draft.page.sentences[sentence.number - 1].words if sentence.number else ""
    if len(above) >= _LONGEST_LABEL or re.search(r"\d", above) or re.search(r"\w", after):
        return ""
    return f"{above}: " if above and role_before(draft, f"{above}: ") else ""


def column_of(draft: Draft, sentence: Sentence, before: str) -> str:
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


def role_before(draft: Draft, before: str) -> str | None:
    """The role that the words before a date give it."""
    # 'We got your request (sent on 3 May) on 5 May'.
    roles = {hit.row.gives["role"] for hit in draft.lexicon.accepted("dates", _ACT.sub("", _BRACKETED.sub("", before)))}
    return next((role for role in _ROLES if role in roles), None)
