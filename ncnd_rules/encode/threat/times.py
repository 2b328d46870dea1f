"""The times that a sentence about threat levels tells: spells of months, since when, and events that stand for one."""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from ncnd_rules.encode.dates.shapes import MONTH, MONTHS
from ncnd_rules.encode.lexicon import Lexicon
from ncnd_rules.encode.prefiltered import Prefiltered
from ncnd_rules.encode.threat.claims import Claim, Known, Time
from ncnd_rules.number_words import NUMBERS

_NEAR = 60  # characters before months without a year in which it may be told
_NAME = (
    "(?-i:" + "|".join(f"{name.title()}|{name.upper()}" for name in sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"
)
_DAY = r"(?:(?:\d{1,2}(?:st|nd|rd|th)?(?: to | and | ?- ?))?\d{1,2}(?:st|nd|rd|th)? (?:of )?)"
_SAID = r"20\d\d|this year|last year|that year|the same year|the year before last"
_WITHIN = r"(?:(?:mid|early|late)[- ]|(?:the )?(?:end|start|beginning|middle|turn) of |(?:\w+day),? )?"
SPELLS = Prefiltered(
    rf"(?i)\b(?P<months>{_DAY}?{_NAME}(?:(?:,? and |[,;] ?| ?/ ?| & | to | ?- ?|,? or )"
    rf"(?:(?:also|then|again|once more|in|for|late|early|on|at|(?:the )?(?:end|start|"
    rf"beginning) of) )*{_DAY}?{_NAME})*)(?:(?:,| and)?,? (?:of )?(?P<year>{_SAID}))?"
)
_ONE_MONTH = re.compile(rf"(?i)\b(?P<name>{MONTH})\b")
_RANGE = re.compile(r"(?i)(?: to | ?- ?)(?:\d\w* (?:of )?)?$")
_MONTH_OF = Prefiltered(rf"(?i)\b(?P<name>{MONTH}) (?P<year>20\d\d)\b")
_THAT_MONTH = Prefiltered(r"(?i)\b(?:that|the same) month\b")
_ONE_AGO = Prefiltered(r"(?i)\b(?:earlier |later )?(?P<which>this|last) month\b")
_FROM_TO = (  # a spell
    rf"(?!{_DAY}?{_NAME} 20\d\d to (?:\w+ )?20\d\d)(?:{_DAY}{_NAME}|{_DAY}|{_NAME})(?: 20\d\d)? ?"
    rf"(?:to|through|-) ?(?:{_DAY}|{_NAME})"
)
SINCE = re.compile(
    rf"(?i)\b(?:(?:ever )?since|(?:as of|(?<!apart )(?<!aside )from)(?! {_FROM_TO})(?= (?:then|"
    rf"that|{_SAID}|{_DAY}|{_NAME}|(?:the )?(?:end|beginning|start|middle|"
    rf"summer|autumn|spring|winter)\b))|(?P<between>between)(?= {_DAY}?{_NAME} 20\d\d and (?!now|today|the present))|"
    rf"between(?= (?:{_DAY}?{_NAME} )?20\d\d and (?:now|today|the present)))\b"
    rf"(?P<when>(?: [^\s.;()\d,]+){{0,12}}?,? (?:{_SAID}|{_DAY}{_NAME}(?: 20\d\d)?|"
    rf"{_NAME}(?!,? (?:of|last|this|that|20\d\d)\b)|"
    rf"(?:the )?(?:previous|preceding) {_NAME}|then|that (?:date|time|day|point))\b)?"
)
# 'Since the previous March': the one before the day that is told beside it.
_THE_PREVIOUS = re.compile(rf"(?i)\b(?:previous|preceding) {_NAME}")
_LENGTH_PAST = r"(?: (?!next\b|coming\b|following\b)[a-z]+){0,4}?"
YEARS = re.compile(
    rf"(?i)\b(?:for|in|over|during|it(?: is|'s)){_LENGTH_PAST} (?P<count>{'|'.join(NUMBERS)}|a|\d{{1,2}})"
    r"(?: and a half)? years?\b|\b(?:for|in|over|during|throughout) the (?:whole of the )?(?:past|last) year\b"
)
_MONTHS_PAST = re.compile(
    rf"(?i)\b(?:for|in|over|during){_LENGTH_PAST} (?P<count>{'|'.join(NUMBERS)}|\d{{1,2}}) months?\b"
)
YEAR = re.compile(r"\b20\d\d\b")
# The year of publication is not that of the month behind it: 'published since 2006, it fell on 4 November'.
_SINCE_YEAR = re.compile(r"(?i)\bpubli[cs]\w*[^;.]{0,30}? since (?:[a-z]+ )?20\d\d\b")
_YEAR_SAID = re.compile(r"(?i)\b(?:20\d\d|last year|this year)\b")  # 'twice last year, in May and September'
OF_TODAY = re.compile(
    r"(?i)\b(?:at|on|as of) the (?:time|date|day) (?:of (?:writing|this|our|my)|(?:on which|when|that) (?:this|"
    r"we (?:write|reply)))\b|\b(?:as|when) (?:i|we) (?:write|reply|wrote this)\b|\bwhen this (?:letter|reply|"
    r"response|e-?mail)\b"
)
# The day of the request is not that of the letter, and the level may have changed between the two.
OF_REQUEST = re.compile(
    r"(?i)\b(?:at|on|as of) the (?:time|date|day) of (?:your|the|this) (?:request|e-?mail|letter|enquiry|"
    r"application)\b|\b(?:when|(?:time|date|day) (?:when|that|on which)) (?:you (?:\w+ )?(?:asked|wrote|applied|"
    r"(?:made|sent|submitted) your)|we (?:\w+ )?(?:received|got|had) your|your (?:request|e-?mail|letter|"
    r"enquiry) (?:was|came|reached|arrived))\b"
)
_FIRST_YEAR, _LAST_YEAR = 2006, 2100


class Times:
    """The times of one sentence, as seen from the day of the letter and from what was told before."""

    def __init__(self, words: str, known: Known, sent: date | None) -> None:
        self.words, self.known, self.sent = words, known, sent

    def may_tell(self) -> bool:
        """Whether the sentence names any time."""
        return YEAR.search(self.words) is not None or SPELLS.search(self.words) is not None

    def spells(self) -> Iterator[Time]:
        """Each month, or run of months, with its year."""
        words, before = self.words, self.known.year
        for match in SPELLS.finditer(words):
            named = list(_ONE_MONTH.finditer(match["months"]))
            told = (
                _YEAR_SAID.findall(_SINCE_YEAR.sub("", words[max(0, match.start() - _NEAR) : match.start()]))
                if match["year"] is None
                else []
            )
            year = self._resolved(told[-1] if told else match["year"], before, MONTHS[named[-1]["name"].lower()])
            if match["year"] is None and not re.search(
                rf"(?i)(?:\b(?:in|on|during|and|of|from|since|between|this|last|recently as) {_WITHIN}|[(:] ?)$",
                words[: match.start()],
            ):
                continue
            if year is None:
                continue
            before = year
            relative = "this_year" if (match["year"] or "").lower() == "this year" else "none"
            yield from _spells_of(year, named, match["months"], match.start(), match.end(), relative)
        for match in _THAT_MONTH.finditer(words):
            if that := month_told(words[: match.start()]) or self.known.month:
                yield Time(match.start(), match.end(), (that,), "none")
        for match in _ONE_AGO.finditer(words):
            if self.sent is not None:
                back = self.sent.year * 12 + self.sent.month - 1 - (match["which"].lower() == "last")
                yield _spell(back // 12, [back % 12 + 1], match.start(), match.end(), "none")

    def are_of_today(self, words: str) -> bool:
        """Whether words name the month of the letter: 'Threat level (June 2022)'."""
        return self.sent is not None and month_told(words) == f"{self.sent:%Y-%m}"

    def _resolved(self, said: str | None, before: int | None, month: int) -> int | None:
        """The year that is meant, as seen from the letter or from the year told before."""
        said = (said or "").lower()
        if said.isdigit():
            return _plausible(said)
        if said in ("that year", "the same year"):
            return _plausible(before)
        if self.sent is None:
            return None
        back = {"this year": 0, "last year": 1, "the year before last": 2}.get(said, month > self.sent.month)
        return _plausible(self.sent.year - back)

    def year(self, claim: Claim) -> int | None:
        """The year from which a level is said to have remained, or levels to have been published."""
        words, when = self.words, (claim.since and claim.since["when"]) or ""
        if year := YEAR.search(when):
            return _plausible(year[0])
        if spell := SPELLS.search(when) or re.search(rf"(?i)(?P<months>)\b(?P<year>{_SAID})", when):
            month = _ONE_MONTH.search(spell["months"])
            years_told = YEAR.findall(words[: claim.since.start()]) if claim.since else []
            before = int(years_told[-1]) if years_told else self.known.year  # 'from February of that year'
            named = MONTHS[month["name"].lower()] if month else 1
            previous = _THE_PREVIOUS.search(when)
            return self._year_before(named) if previous else self._resolved(spell["year"], before, named)
        if claim.claim == "published_since":
            begun = YEAR.findall(words, claim.verb)[:1] if claim.found.gives.get("begins") else []
            if claim.since or claim.found.gives.get("begins"):
                begun = begun or YEAR.findall(words[: claim.verb])[-1:]  # 'secret until 2006 and published ever since'
            told = [spell.months[0][:4] for spell in self.spells()] if claim.found.gives.get("begins") else []
            return _plausible(begun[0] if begun else told[0] if told else None)  # 'in May last year'
        if not claim.since and (length_ago := self._length_ago()):
            return length_ago
        if "first" in words[claim.stop :] and self.known.published and claim.since:
            return self.known.published
        if claim.of is not None and not claim.since and (told := YEAR.findall(words[: claim.start])):
            return _plausible(told[-1])  # 'dropped to substantial in 2019 and has stayed there'
        return self._year_told(claim.since.start()) if claim.since else self.known.published

    def _year_told(self, stop: int) -> int | None:
        """The year last told before a 'since then'; none where another time, without its year, stands between."""
        told = list(YEAR.finditer(self.words, 0, stop))
        if not told:
            return self.known.published or self.known.year
        # 'To July 2009, another until the January following, and this again from then'
        until = re.search(r"(?i)\b(?:until|till)\b", self.words[told[-1].end() : stop])
        return None if until else _plausible(told[-1][0])

    def _length_ago(self) -> int | None:
        """The year in which a length of time began that is told: 'for more than two years'."""
        length = YEARS.search(self.words) or _MONTHS_PAST.search(self.words)
        if self.sent is None or length is None:
            return None
        count = (length["count"] or "a").lower()
        number = 1 if count == "a" else NUMBERS.get(count) or int(count)
        months = number * 12 if length.re is YEARS else number
        return _plausible((self.sent.year * 12 + self.sent.month - 1 - months) // 12)

    def _year_before(self, month: int) -> int | None:
        """The year of the last such month before the one that the sentence tells with its year."""
        told = month_told(self.words)
        return _plausible(int(told[:4]) - (month >= int(told[5:]))) if told else None


def _spell(year: int, months: Iterable[int], start: int, stop: int, relative: str) -> Time:
    return Time(start, stop, tuple(f"{year}-{month:02d}" for month in sorted(set(months))), relative)


def _spells_of(
    year: int, named: list[re.Match[str]], words: str, start: int, stop: int, relative: str
) -> Iterator[Time]:
    """One spell for months that follow on each other: 'May and September' are two."""
    runs: list[list[int]] = []
    begins: list[int] = []
    for number, one in enumerate(named):
        month = MONTHS[one["name"].lower()]
        gap = words[named[number - 1].end() if number else 0 : one.start()]
        if runs and _RANGE.match(gap):
            runs[-1] += range(runs[-1][-1] + 1, month + 1)
        elif runs and month - runs[-1][-1] in (0, 1):
            runs[-1].append(month)
        else:
            runs.append([month])
            begins.append(start + one.start() if number else start)
    stops = [*(begin - 1 for begin in begins[1:]), stop]
    for run, first, last in zip(runs, begins, stops, strict=True):
        yield _spell(year, run, first, last, relative)


def month_told(words: str) -> str:
    """The month last told with its year, which a 'that month' behind it means; empty where there is none."""
    told = list(_MONTH_OF.finditer(words))
    return f"{told[-1]['year']}-{MONTHS[told[-1]['name'].lower()]:02d}" if told else ""


def events_in(lexicon: Lexicon, words: str) -> list[tuple[str, int, int]]:
    """The events behind which a level was raised, with their places: they tell the time as a month does."""
    return [(hit.row.gives["event"], hit.start, hit.stop) for hit in lexicon.accepted("events", words)]


def _plausible(year: str | int | None) -> int | None:
    """A year in which levels were published; none where it is no such year."""
    return int(year) if year and _FIRST_YEAR <= int(year) <= _LAST_YEAR else None
