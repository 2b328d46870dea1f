"""Working days under section 10(6), held against another calendar and against itself."""

from datetime import date, timedelta

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ncnd_rules.errors import NcndError
from ncnd_rules.registers import OutsideRegisterError, deadline, load_registers, working_days

CALENDAR = load_registers().calendar
FIRST, LAST = date(2005, 1, 1), date(2028, 12, 31)
DAY = timedelta(days=1)
NATIONS = {"E": "ENG", "W": "WLS", "S": "SCT", "N": "NIR"}

# The package keeps St Andrew's Day from 2006. The Act that made it a holiday had Royal Assent on 15 January 2007.
WRONG_IN_THE_PACKAGE = date(2006, 11, 30)


def keepers() -> dict[date, str]:
    """Each weekday holiday of the other calendar, with the nations that keep it."""
    found: dict[date, str] = {}
    for letter, subdivision in NATIONS.items():
        for on in holidays.country_holidays("GB", subdiv=subdivision, years=range(FIRST.year, LAST.year + 1)):
            if on.weekday() < 5 and on != WRONG_IN_THE_PACKAGE:
                found[on] = found.get(on, "") + letter
    return found


KEEPERS = keepers()

any_day = st.dates(FIRST, LAST)
LAST_RECEIPT = date(2028, 11, 15)  # soon after it the twentieth working day leaves the verified years
receipts = st.dates(FIRST, LAST_RECEIPT)


def counts(on: date) -> bool:
    """Whether a day is a working day by the other calendar."""
    return on.weekday() < 5 and on not in KEEPERS


def days_between(first: date, last: date) -> list[date]:
    return [first + DAY * number for number in range((last - first).days + 1)]


def test_every_holiday_is_that_of_another_calendar() -> None:
    """
    From 2005 to 2028 each weekday holiday, and each nation that keeps it, is as in the package ``holidays``.
    """
    assert KEEPERS == CALENDAR.holidays


def test_the_other_calendar_is_wrong_on_one_day() -> None:
    """
    30 November 2006 was a working day, and the first St Andrew's Day that stopped a clock came a year later.
    """
    assert WRONG_IN_THE_PACKAGE in holidays.country_holidays("GB", subdiv="SCT", years=2006)
    assert CALENDAR.is_working_day(WRONG_IN_THE_PACKAGE)
    assert not CALENDAR.is_working_day(date(2007, 11, 30))


@pytest.mark.parametrize(
    ("received", "due", "sent", "took"),
    [
        ("2024-06-06", "2024-07-04", "2024-07-31", 38),  # late
        ("2018-10-15", "2018-11-12", "2018-11-06", 16),  # in time
        ("2021-07-27", "2021-08-25", "2021-08-25", 20),  # on the last day
        ("2014-03-16", "2014-04-14", "2014-04-14", 20),  # received on a Sunday, before a holiday in Northern Ireland
        ("2022-09-05", "2022-10-04", "2022-10-05", 21),  # over the state funeral of 19 September 2022
        ("2026-06-01", "2026-06-30", "2026-06-30", 20),  # over 15 June 2026, a holiday in Scotland
        ("2025-11-24", "2025-12-23", "2025-12-24", 21),  # over 1 December 2025, a holiday in Scotland
        ("2020-04-20", "2020-05-19", "2020-05-19", 20),  # over 8 May 2020, moved from 4 May
        ("2024-12-24", "2025-01-27", "2025-01-02", 3),  # received on Christmas Eve; 2 January is a holiday in Scotland
        ("2024-06-06", "2024-07-04", "2024-06-06", 0),  # answered on the day of receipt
    ],
)
def test_counted_by_hand(received: str, due: str, sent: str, took: int) -> None:
    """
    Day 1 is the first working day after receipt, and the twentieth is the last in time.
    """
    got = date.fromisoformat(received)

    assert date.fromisoformat(due) == deadline(got)
    assert took == working_days(got, date.fromisoformat(sent))


@pytest.mark.parametrize(
    ("given_once", "nations"),
    [
        ("2011-04-29", "EWSN"),
        ("2012-06-04", "EWSN"),
        ("2012-06-05", "EWSN"),
        ("2020-05-08", "EWSN"),
        ("2022-06-02", "EWSN"),
        ("2022-06-03", "EWSN"),
        ("2022-09-19", "EWSN"),
        ("2023-05-08", "EWSN"),
        ("2026-06-15", "S"),
    ],
)
def test_holidays_given_once(given_once: str, nations: str) -> None:
    """
    Jubilees, a wedding, a funeral, a coronation and a football match stop the clock.
    """
    assert nations == CALENDAR.holidays[date.fromisoformat(given_once)]


@pytest.mark.parametrize("worked", ["2012-05-28", "2020-05-04", "2022-05-30", "2024-05-30", "2022-09-12"])
def test_days_that_a_holiday_was_moved_from(worked: str) -> None:
    """
    The day a holiday was moved from is a working day, as are days near holidays and days of mourning.
    """
    assert CALENDAR.is_working_day(date.fromisoformat(worked))


def test_christmas_eve_is_a_working_day() -> None:
    """
    An office that closes on Christmas Eve does not stop the clock.
    """
    eves = [date(year, 12, 24) for year in range(FIRST.year, LAST.year + 1)]

    assert [eve for eve in eves if eve.weekday() < 5] == [eve for eve in eves if CALENDAR.is_working_day(eve)]


@pytest.mark.parametrize("nation", ["S", "N"])
def test_a_holiday_of_one_nation_stops_the_clock(nation: str) -> None:
    """
    A holiday in Scotland alone, or in Northern Ireland alone, is a working day nowhere.
    """
    alone = [on for on, nations in CALENDAR.holidays.items() if nations == nation]

    assert len(alone) >= 2 * (LAST.year - FIRST.year)
    assert {0} == {working_days(on - DAY, on) for on in alone}
    assert all(deadline(on - DAY) == deadline(on) for on in alone if on <= LAST_RECEIPT)


@given(any_day, any_day)
def test_working_days_are_those_of_another_calendar(one: date, other: date) -> None:
    """
    The count is what one gets by walking through the days with the other calendar in hand.
    """
    received, sent = sorted((one, other))

    assert sum(map(counts, days_between(received + DAY, sent))) == working_days(received, sent)


@given(receipts)
def test_the_deadline_is_the_first_twentieth_day(received: date) -> None:
    """
    The deadline is a working day, and the first on which twenty have passed.
    """
    due = deadline(received)

    assert CALENDAR.is_working_day(due)
    assert 20 == working_days(received, due)
    assert 19 == working_days(received, due - DAY)


@given(st.tuples(any_day, any_day, any_day).map(sorted))
def test_working_days_add_up(days: list[date]) -> None:
    """
    A count taken in two stretches is the count taken in one, and none is below nought.
    """
    first, second, third = days

    assert working_days(first, third) == working_days(first, second) + working_days(second, third)
    assert working_days(first, second) >= 0


@given(st.dates(FIRST, date(2028, 6, 1)), st.integers(1, 60))
def test_a_time_of_other_days(received: date, days: int) -> None:
    """
    A time of so many working days, as the forty to ask for a review, ends on the first day on which they have passed.
    """
    last = deadline(received, days=days)

    assert CALENDAR.is_working_day(last)
    assert days == working_days(received, last)


@given(receipts, receipts)
def test_a_later_receipt_is_never_due_earlier(one: date, other: date) -> None:
    """
    Who asks later waits at least as long.
    """
    earlier, later = sorted((one, other))

    assert deadline(earlier) <= deadline(later)


def test_clarification_starts_the_clock_again() -> None:
    """
    Section 10(6)(b): a request clarified on 20 June 2024 is due from then, and 12 July is no working day.
    """
    assert date(2024, 7, 4) == deadline(date(2024, 6, 6))
    assert date(2024, 7, 19) == deadline(date(2024, 6, 6), clarified=date(2024, 6, 20))


@given(receipts, receipts)
def test_clarification_never_shortens_the_time(received: date, clarified: date) -> None:
    """
    The clock starts from the later of receipt and clarification.
    """
    assert deadline(max(received, clarified)) == deadline(received, clarified=clarified)


@pytest.mark.parametrize(
    ("extended_to", "due"), [("2024-08-01", "2024-08-01"), ("2024-07-04", "2024-07-04"), ("2024-06-20", "2024-07-04")]
)
def test_extension_for_the_public_interest(extended_to: str, due: str) -> None:
    """
    Section 10(3) gives until the day estimated, and takes nothing from the time of section 10(1).
    """
    assert date.fromisoformat(due) == deadline(date(2024, 6, 6), extended_to=date.fromisoformat(extended_to))


@given(receipts, st.none() | receipts, st.dates())
def test_an_extension_is_never_earlier_than_the_notice(
    received: date, clarified: date | None, extended_to: date
) -> None:
    """
    The day is the later of the estimate and of the day on which the notice under section 17(1) is due.
    """
    notice = deadline(received, clarified=clarified)

    assert max(extended_to, notice) == deadline(received, clarified=clarified, extended_to=extended_to)


@pytest.mark.parametrize(
    ("received", "sent", "asked"),
    [
        ("2004-12-31", "2005-01-10", "2004-12-31"),
        ("2028-12-20", "2029-01-02", "2029-01-02"),
        ("2004-01-01", "2029-12-31", "2004-01-01"),
        ("2029-01-02", "2028-12-20", "2029-01-02"),  # in the wrong order too
    ],
)
def test_counts_outside_the_verified_years(received: str, sent: str, asked: str) -> None:
    """
    Nothing is counted over days whose holidays are not known, and the message says which days are.
    """
    with pytest.raises(OutsideRegisterError) as caught:
        working_days(date.fromisoformat(received), date.fromisoformat(sent))

    assert f"bank holidays are verified from 2005-01-01 to 2028-12-31, asked for {asked}" == str(caught.value)
    assert isinstance(caught.value, NcndError)


@pytest.mark.parametrize("received", ["2004-12-31", "2028-12-01", "2028-12-31", "2029-01-01"])
def test_deadlines_outside_the_verified_years(received: str) -> None:
    """
    A deadline that lies beyond the verified years is not guessed.
    """
    with pytest.raises(OutsideRegisterError, match="bank holidays are verified from 2005-01-01 to 2028-12-31"):
        deadline(date.fromisoformat(received))


def test_the_verified_years_are_whole() -> None:
    """
    The first and the last verified day can be asked for, their neighbours cannot.
    """
    assert (FIRST, LAST) == (CALENDAR.verified_from, CALENDAR.verified_until)
    assert working_days(FIRST, LAST) > 0
    for outside in (FIRST - DAY, LAST + DAY):
        with pytest.raises(OutsideRegisterError):
            CALENDAR.is_working_day(outside)


def test_an_answer_before_the_request() -> None:
    """
    An answer sent before receipt took no number of days.
    """
    with pytest.raises(ValueError, match="sent on 2024-06-05, before receipt on 2024-06-06"):
        working_days(date(2024, 6, 6), date(2024, 6, 5))
