"""Days as letters print them: all shapes of date are read by grammar."""

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import NamedTuple

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
MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
DAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s(?:the\s)?)?"
_DATE = re.compile(
    rf"""(?ix)(?<![\w/.-]){DAY}(?:
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


def _full(digits: str) -> int:
    """The year of two digits or four: 99 is 1999, 12 is 2012."""
    year = int(digits)
    return year + (_LAST_CENTURY if year >= _OLDEST % 100 else _LAST_CENTURY + 100) if len(digits) == 2 else year
