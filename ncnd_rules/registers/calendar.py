"""Working days under section 10(6): a bank holiday in any part of the United Kingdom stops every clock."""

import re
from bisect import bisect_right
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field

from ncnd_rules.letter import Frozen, as_tuple
from ncnd_rules.registers.rows import OutsideRegisterError, RegisterFile, Row

_HOLIDAY = re.compile(r"(\d{4}-\d\d-\d\d)(?:@([EWSN]+))?")
_ONE_DAY = timedelta(days=1)


def _check_holiday(text: str) -> str:
    match = _HOLIDAY.fullmatch(text)
    if match is None:
        raise ValueError(f"found '{text}', expected a day such as 2024-07-12 or 2024-07-12@N")
    try:
        date.fromisoformat(match[1])
    except ValueError:
        raise ValueError(f"found '{match[1]}', expected a date that exists, as YYYY-MM-DD") from None
    return text


class YearRow(Row):
    """The weekdays of one year that are not working days, each with the nations that keep it."""

    year: Annotated[int, Field(ge=2000, le=2100)]
    days: Annotated[
        tuple[Annotated[str, AfterValidator(_check_holiday)], ...], BeforeValidator(as_tuple), Field(min_length=8)
    ]


class OneOffRow(Row):
    """A holiday proclaimed for one year."""

    on: Annotated[date, Field(alias="date")]
    reason: str
    proclaimed: date | None = None


class _Settings(Frozen):
    verified_from: date
    verified_until: date


class Calendar:
    """The non-working weekdays of the United Kingdom, year by year. Source: FOIA 2000 s.10(6)."""

    def __init__(self, path: Path) -> None:
        file = RegisterFile(path, ("years", "one_offs"), _Settings.model_fields)
        settings = file.settings(_Settings)
        self.verified_from, self.verified_until = settings.verified_from, settings.verified_until
        holidays: dict[date, str] = {}
        years = file.rows("years", YearRow)
        for number, row in enumerate(years):
            for text in row.days:
                match = _HOLIDAY.fullmatch(text)
                assert match is not None
                on = date.fromisoformat(match[1])
                at = ("years", number, "days")
                if on.year != row.year:
                    raise file.fail(at, f"found {on} among the days of {row.year}")
                if on in holidays or on.weekday() >= 5:
                    found = "twice" if on in holidays else "on a weekend"
                    raise file.fail(at, f"found {on} {found}, expected each weekday once")
                holidays[on] = match[2] or "EWSN"
        covered = {row.year for row in years}
        for year in range(self.verified_from.year, self.verified_until.year + 1):
            if year not in covered:
                raise file.fail(("years",), f"the year {year} is missing, and the register is said to reach it")
        for number, one_off in enumerate(file.rows("one_offs", OneOffRow)):
            if one_off.on not in holidays:
                raise file.fail(("one_offs", number, "date"), f"{one_off.on} is not among the days of its year")
        self.holidays = dict(sorted(holidays.items()))
        self._sorted = list(self.holidays)

    def is_working_day(self, on: date) -> bool:
        """Whether a day counts: not a weekend, nor a holiday in any part of the United Kingdom.

        Raises:
            OutsideRegisterError: for a day outside the verified years.
        """
        self._check(on)
        return on.weekday() < 5 and on not in self.holidays

    def working_days(self, received: date, sent: date) -> int:
        """How many working days an answer took: day 1 is the first working day after receipt.

        Receipt may be on any day. An answer on the day of receipt took none.

        Raises:
            OutsideRegisterError: for a day outside the verified years.
            ValueError: where the answer was sent before the request was received.

        Source: FOIA 2000 s.10(1), (6).
        """
        self._check(received)
        self._check(sent)
        if sent < received:
            raise ValueError(f"sent on {sent}, before receipt on {received}")
        weekdays = _weekdays_until(sent) - _weekdays_until(received)
        return weekdays - (bisect_right(self._sorted, sent) - bisect_right(self._sorted, received))

    def deadline(
        self, received: date, *, clarified: date | None = None, extended_to: date | None = None, days: int = 20
    ) -> date:
        """The last day on which an answer is in time: the twentieth working day after receipt.

        Args:
            clarified: the day on which clarification, reasonably asked for under section 1(3), was
                received. The clock then starts from it, section 10(6)(b).
            extended_to: the day estimated under section 17(2) for weighing the public interest,
                section 10(3). It is the deadline for that decision alone, and is returned where it
                is later; a notice under section 17(1) is still due on the day given without it.
            days: working days allowed.

        Raises:
            OutsideRegisterError: where the count leaves the verified years.

        Source: FOIA 2000 s.10(1), (3), (6).
        """
        start = max(received, clarified) if clarified else received
        self._check(start)
        on, left = start, days
        while left:
            on += _ONE_DAY
            left -= self.is_working_day(on)
        return max(on, extended_to) if extended_to else on

    def _check(self, on: date) -> None:
        if not self.verified_from <= on <= self.verified_until:
            raise OutsideRegisterError(
                f"bank holidays are verified from {self.verified_from} to {self.verified_until}, asked for {on}"
            )


def _weekdays_until(on: date) -> int:
    """Mondays to Fridays from the beginning of time to a day, that day included."""
    weeks, rest = divmod(on.toordinal(), 7)  # the first day of all was a Monday
    return weeks * 5 + min(rest, 5)
