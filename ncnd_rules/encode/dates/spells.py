"""Stretches of time as questions and answers name them: 'since 2019', 'for 2020/21 and 2021/22', 'to date'."""

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from ncnd_rules.encode.dates.shapes import MONTH, MONTHS, dates_in
from ncnd_rules.encode.prefiltered import Prefiltered
from ncnd_rules.number_words import NUMBERS

_YEAR = r"(?:199|20\d)\d"
_MAY_TELL = re.compile(r"(?i)(?<!\d)(?:199|20\d)\d(?!\d)|\b(?:last|past|previous|preceding)\b|\d[/.-]\d\d\b")
_DASH = r"\s?[-\u2010-\u2015]\s?"
_POINT = re.compile(
    rf"""(?ix)(?<![\w£$,.@/-])(?:
      (?P<kind>(?:financial|fiscal|tax|academic|school|calendar)\s(?:years?|sessions?)\s|FY\s?)?
      (?:(?P<first>{_YEAR})(?:(?P<slash>\s?/\s?)|{_DASH})(?P<second>(?:20)?\d\d)
        |(?P<month>{MONTH})\b\.?,?\s(?:of\s)?(?P<of>{_YEAR})
        |(?P<year>{_YEAR})))
    (?![\w/@]|[-.,]\d|\s?(?:{MONTH})\b)"""
)
_BARE_MONTH = re.compile(rf"(?i)\b(?P<month>{MONTH})\b(?!\s\d)")
# What has a year in its name, and dates nothing.
_NAMED = re.compile(
    rf"(?i)\b(?:acts?|regulations?|orders?|rules|bill|code of practice|directive|olympics|census|version|edition|"
    rf"reference|ref|no|number|windows|office)\b[.:]?,? \(?{_YEAR}\b|\b{_YEAR} (?:acts?|regulations|olympics|census|"
    r"order|edition|version|season)\b"
)
_WHOLE = r"(?:(?:the|each|every|all|both|any|of|either|full|whole|calendar|financial|fiscal|tax|academic|school|years?|"
_WHOLE += r"months?|periods?|time|dates?|end|beginning|start|middle|ending|ended|and|in|from|between|FY|early|late) )*"
_LEAD = re.compile(
    r"(?i)(?:^|[\s(,:;])(?P<word>since|in|during|for|over|throughout|within|across|between|from|covering|covers?|of|"
    rf"before|prior to|until|till|up to|by|after|on|to|at) {_WHOLE}"
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?$"
)
_JOIN = re.compile(
    r"(?i)\s?(?:(?P<range>to|until|till|through|up to|up until|through to)|[,;&/]|and|or|(?P<dash>[-\u2010-\u2015]))"
    rf"(?:\s?(?:and|or|then|to|up to|including))?\s?{_WHOLE}"
)
_OPEN = re.compile(
    r"(?i),? ?(?:(?:to|until|till|up to|up until|through to|and|-) (?:the )?(?:date|present(?: day| time)?|now|today|"
    r"(?:date|day|time) (?:of|on)|current|this|your|my|most recent|latest)\b|onwards?\b|(?:and|or) "
    r"(?:after|later|since|onwards?|thereafter)\b)"
)
_YEAR_TO = re.compile(r"(?i)\b(?:years?|12 months|twelve months) (?:ending|ended|to|up to)(?: on)?(?: the)? ?$")
_LAST = Prefiltered(
    rf"(?i)\b(?:in|over|during|for|within|from|of|across|throughout) (?:(?:each|every|any|all|of|the|these) )*"
    rf"(?:last|past|previous|preceding) (?P<count>\d{{1,2}}|{'|'.join(NUMBERS)})(?: \(\d+\))? "
    r"(?P<unit>calendar months?|months?|calendar years?|years?)\b(?! (?:of|old|before|prior|ago|up to|to|ending)\b)"
)
# What is done once to a thing that lasts: 'bought in 2018' dates the thing, and not what is told of it.
MADE = (
    r"(?:bought|purchased|acquired|procured|leased|signed|installed|introduced|published|built|founded|formed|"
    r"established|opened|commissioned|adopted|awarded|launched|dated|passed|appointed|written|issued|announced)"
)
_STARTS_OPEN = ("since", "from", "after")
_ENDS = ("before", "prior to", "until", "till", "up to", "by")
_MONTHS_OF_YEAR = 12
_APRIL, _SEPTEMBER = 4, 9
_OLDEST = date(1990, 1, 1)


class Spell(NamedTuple):
    """A stretch of time with where it is named; a bound that is not told is none."""

    since: date | None
    until: date | None
    lead: str  # the word that leads it in, in small letters; empty where none does
    start: int  # of the words that name it, with what leads it in
    stop: int


class _Point(NamedTuple):
    since: date
    until: date
    start: int
    stop: int


@lru_cache(maxsize=4096)  # questions and answers ask of the same sentences, and more than once
def spells_in(words: str, seen_from: date | None = None) -> tuple[Spell, ...]:
    """Every stretch of time that a sentence names.

    Args:
        seen_from: the day back from which 'the last three years' count; where it is not known both bounds are none.
    """
    if not _MAY_TELL.search(words):
        return ()
    found = [_spell(words, run) for run in _runs(words)]
    for match in _LAST.finditer(words):
        count = match["count"].lower()
        number = int(count) if count.isdigit() else NUMBERS[count]
        months = number if "month" in match["unit"].lower() else number * _MONTHS_OF_YEAR
        since = _months_before(seen_from, months) if seen_from else None
        found.append(Spell(since, seen_from, "last", *match.span()))
    return tuple(sorted(map(_within_bounds, found), key=lambda spell: spell.start))


def hull(spells: Iterable[Spell]) -> tuple[date | None, date | None]:
    """From when to when several stretches reach together; a bound is none where that of one of them is."""
    every = list(spells)
    since = [spell.since for spell in every]
    until = [spell.until for spell in every]
    return (
        None if None in since else min((day for day in since if day), default=None),
        None if None in until else max((day for day in until if day), default=None),
    )


def _within_bounds(spell: Spell) -> Spell:
    """A stretch without the bounds that no day of a letter can be."""
    since = spell.since if spell.since and spell.since >= _OLDEST else None
    until = spell.until if spell.until and spell.until >= _OLDEST else None
    return spell._replace(since=since, until=until)


def _spell(words: str, run: list[_Point]) -> Spell:
    lead = _LEAD.search(words, 0, run[0].start)
    word = lead["word"].lower() if lead else ""
    since: date | None = min(point.since for point in run)
    until: date | None = max(point.until for point in run)
    stop = run[-1].stop
    opened = _OPEN.match(words, stop)
    if opened:
        until, stop = None, opened.end()
    elif len(run) == 1 and word in _ENDS:
        since, until = None, run[0].since - timedelta(days=1) if word in ("before", "prior to") else run[0].until
    elif len(run) == 1 and word in _STARTS_OPEN:
        since, until = (run[0].until + timedelta(days=1) if word == "after" else since), None
    elif len(run) == 1 and _YEAR_TO.search(words, 0, run[0].start):
        since = _months_before(run[0].until, _MONTHS_OF_YEAR) + timedelta(days=1)
    return Spell(since, until, word, lead.start("word") if lead else run[0].start, stop)


def _runs(words: str) -> Iterator[list[_Point]]:
    """Days, months and years that are joined: 'between 1 May and 3 June 2020', '2018, 2019 and 2020'."""
    run: list[_Point] = []
    for point in _points(words):
        if run and _JOIN.fullmatch(words, run[-1].stop, point.start):
            run.append(point)
            continue
        if run:
            yield run
        run = [point]
    if run:
        yield run


def _points(words: str) -> list[_Point]:
    named = [match.span() for match in _NAMED.finditer(words)]
    found: list[_Point] = []
    bare: list[tuple[int, int, int, int]] = []  # days and months without a year: month, day, start, stop
    for read in dates_in(words):
        if day := read.on():
            found.append(_Point(day, day, read.start, read.stop))
        elif read.month and read.year is None:
            bare.append((read.month, read.day, read.start, read.stop))
    for match in _POINT.finditer(words):
        if not _overlaps(match.span(), [(point.start, point.stop) for point in found]):
            point = _point(match)
            found += [point] if point else []
    found = [point for point in found if not _overlaps((point.start, point.stop), named)]
    for match in _BARE_MONTH.finditer(words) if found else ():
        taken = [(point.start, point.stop) for point in found] + [(start, stop) for _, _, start, stop in bare]
        if match["month"][0].isupper() and not _overlaps(match.span(), taken):
            bare.append((MONTHS[match["month"].lower()], 0, *match.span()))
    for month, number, start, stop in bare:
        if dated := _with_year_behind(words, month, number, start, stop, found):
            found.append(dated)
    return sorted(found, key=lambda point: point.start)


def _with_year_behind(words: str, month: int, day: int, start: int, stop: int, found: list[_Point]) -> _Point | None:
    """A day or month that takes its year from the one it is joined with: '1 January to 30 June 2025'."""
    behind = min((point for point in found if point.start >= stop), key=lambda point: point.start, default=None)
    if behind is None or not _JOIN.fullmatch(words, stop, behind.start):
        return None
    whole_year = (behind.since.month, behind.until.month) == (1, _MONTHS_OF_YEAR)
    year = behind.until.year - (month > behind.until.month)
    if whole_year or not 1 <= (day or 1) <= monthrange(year, month)[1]:
        return None
    last = day or monthrange(year, month)[1]
    return _Point(date(year, month, day or 1), date(year, month, last), start, stop)


def _point(match: re.Match[str]) -> _Point | None:
    kind = (match["kind"] or "").lower()
    if match["month"]:
        year, month = int(match["of"]), MONTHS[match["month"].lower()]
        return _Point(date(year, month, 1), date(year, month, monthrange(year, month)[1]), *match.span())
    if match["year"]:
        year = int(match["year"])
        # 'The financial year 2020' may be that which begins in it, or that which ends in it.
        if kind and not kind.startswith("calendar"):
            return _Point(date(year - 1, _APRIL, 1), date(year + 1, _SEPTEMBER - 1, 31), *match.span())
        return _Point(date(year, 1, 1), date(year, 12, 31), *match.span())
    first, second = int(match["first"]), int(match["second"])
    short = len(match["second"]) == len("21")
    second += first // 100 * 100 if short else 0
    if second == first + 1 and (short or match["slash"] or kind):
        begins = _SEPTEMBER if kind.startswith(("academic", "school")) else _APRIL
        return _Point(date(first, begins, 1), date(second, begins, 1) - timedelta(days=1), *match.span())
    if second <= first or match["slash"]:
        return None
    return _Point(date(first, 1, 1), date(second, 12, 31), *match.span())


def _overlaps(span: tuple[int, int], others: list[tuple[int, int]]) -> bool:
    return any(span[0] < stop and start < span[1] for start, stop in others)


def _months_before(day: date, months: int) -> date:
    year, month = divmod(day.year * _MONTHS_OF_YEAR + day.month - 1 - months, _MONTHS_OF_YEAR)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
