"""Times asked about and times told: how stretches of time are read, and what an answer leaves out."""

from datetime import date
from pathlib import Path

import pytest

from ncnd_rules.encode import encode
from ncnd_rules.encode.dates.spells import spells_in
from ncnd_rules.encoding import Encoding
from ncnd_rules.engine import Checker
from ncnd_rules.facts import Part, Question
from ncnd_rules.read import read_bytes
from ncnd_rules.registers import load_registers
from ncnd_rules.rule_files import load_ruleset

ASKED_ON = date(2024, 3, 10)


def encoded(*paragraphs: str, dated: str = "Date: 4 April 2024") -> Encoding:
    text = "\n\n".join(("Wexmoor Police", dated, "We received your request on 10 March 2024.", *paragraphs))
    return encode(read_bytes(text.encode(), Path("letter.txt")), "complete")


def answered(asked: str, *answer: str) -> Encoding:
    return encoded("You asked:", asked, "Our response", *answer, "Yours faithfully")


def asked_time(encoding: Encoding) -> tuple[str, ...]:
    asked = next(fact for fact in encoding.facts if isinstance(fact, Question))
    return tuple(str(day) if day else "" for day in (asked.first_day, asked.last_day))


def told_times(encoding: Encoding) -> list[tuple[str, str]]:
    parts = [fact for fact in encoding.facts if isinstance(fact, Part) and (fact.first_day or fact.last_day)]
    return [(str(part.first_day or ""), str(part.last_day or "")) for part in parts]


@pytest.mark.parametrize(
    ("words", "since", "until"),
    [
        ("between 1 January 2022 and 31 March 2023", "2022-01-01", "2023-03-31"),
        ("between 1 January and 30 June 2023", "2023-01-01", "2023-06-30"),
        ("between September and March 2023", "2022-09-01", "2023-03-31"),
        ("in January and June 2020", "2020-01-01", "2020-06-30"),
        ("since 2019", "2019-01-01", ""),
        ("from January 2020 to date", "2020-01-01", ""),
        ("from 1 April 2020 onwards", "2020-04-01", ""),
        ("between May 2019 and now", "2019-05-01", ""),
        ("after 2019", "2020-01-01", ""),
        ("before 2020", "", "2019-12-31"),
        ("up to 31 March 2020", "", "2020-03-31"),
        ("for the financial years 2019/20 to 2021/22", "2019-04-01", "2022-03-31"),
        ("in 2010/11, 2011/12 and 2012-13", "2010-04-01", "2013-03-31"),
        ("in the academic year 2020/21", "2020-09-01", "2021-08-31"),
        ("in each of the years 2018-2020", "2018-01-01", "2020-12-31"),
        ("for 2018, 2019 and 2020", "2018-01-01", "2020-12-31"),
        ("in the year ending 31 March 2021", "2020-04-01", "2021-03-31"),
        ("in the last three years", "2021-03-10", "2024-03-10"),
        ("over the past 18 months", "2022-09-10", "2024-03-10"),
        ("since 1987", None, None),
        ("in the years before 1990", "", ""),
        ("under the Data Protection Act 2018", None, None),
        ("under reference FOI/2019/1234", None, None),
        ("for 2,019 officers and £2020", None, None),
        ("in May", None, None),
        ("in the last three years of the war", None, None),
    ],
)
def test_a_stretch_of_time_is_read(words: str, since: str | None, until: str | None) -> None:
    """
    Days, months, years of either kind and what joins them; numbers that are no years tell nothing.
    """
    found = [(str(one.since or ""), str(one.until or "")) for one in spells_in(words, ASKED_ON)]

    assert found == ([] if since is None or until is None else [(since, until)])


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ("1. How many drones were flown in 2021?", "2021-01-01", "2021-12-31"),
        ("1. In 2021, how many drones were flown?", "2021-01-01", "2021-12-31"),
        ("1. The number of complaints received since 2019.", "2019-01-01", ""),
        ("1. Income from the hire of drones, 2010/11", "2010-04-01", "2011-03-31"),
        ("1. How many drones were bought in 2018?", "2018-01-01", "2018-12-31"),
        ("1. What does each of the drones bought in 2018 cost to fly?", "", ""),
        ("1. What does the report of 2018 say of drones?", "", ""),
        ("1. How many drones were held on 31 March 2021?", "", ""),
        ("1. How many officers who joined in 2018 have left?", "", ""),
        ("1. How many closures have there been since the inquiry reported in 2020?", "", ""),
        ("1. How many people arrested in 2018 were later charged?", "", ""),
        ("1. How many complaints did you receive about the fire in 2018?", "", ""),
        ("1. In light of events in 2018, how many drones are there?", "", ""),
        ("1. As reported in 2018, how many drones crashed?", "", ""),
        ("1. How many complaints about drones did you receive in 2018?", "2018-01-01", "2018-12-31"),
        ("1. How many people were arrested in 2018?", "2018-01-01", "2018-12-31"),
        ("1. Please tell me which contractors were paid in 2018.", "2018-01-01", "2018-12-31"),
        ("1. What was spent on security for the 2024 games?", "", ""),
        ("1. What was spent on security for the May 2024 elections?", "", ""),
        ("1. How many arrests were there in the 2019 calendar year?", "2019-01-01", "2019-12-31"),
        ("In 2019 you told me of a request. Please answer the following:\n\n1. How many drones are there?", "", ""),
        ("1. Is flying drones an offence under the Air Navigation Order 2016?", "", ""),
        ("For the period 1 April 2022 to 31 March 2023 please answer the following:\n\n1. How many drones were flown?",
         "2022-04-01", "2023-03-31"),
        ("For the period 1 April 2022 to 31 March 2023 please answer the following:\n\n1. How many flew in 2020?",
         "2020-01-01", "2020-12-31"),
    ],
)  # fmt: skip
def test_the_time_that_is_asked_about(asked: str, first: str, last: str) -> None:
    """
    What a question names as its time, or what was said for all; not when a thing in it was made, and no single day.
    """
    assert (first, last) == asked_time(answered(asked, "1. 12 were flown."))


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ("1. In 2020 there were 12 flights.", ("2020-01-01", "2020-12-31")),
        ("1. For 2020/21 the number is 12.", ("2020-04-01", "2021-03-31")),
        ("1. 2019: 12; 2020: 17", ("2019-01-01", "2020-12-31")),
        ("1. 2019/20 - 12, 2020/21 - 17.", ("2019-04-01", "2021-03-31")),
        ("1. There were 12 flights. The figure covers 1 April 2020 to 31 March 2021.", ("2020-04-01", "2021-03-31")),
        ("1. There were 12 flights in 2020.", ("2020-01-01", "2020-12-31")),
        ("1. There have been 12 since March 2022.", ("2022-03-01", "")),
        ("1. 12 flights, the first with drones bought in 2018.", None),
        ("1. There were 12. The drones were bought in 2018.", None),
        ("1. Drones have been flown since March 2022.", None),
        ("1. In 2020 there were 12 flights. No records were kept before.", None),
        ("1. In 2020 there were 12 flights, and the figure for the year asked about is not yet known.", None),
        ("1. In 2020 there were 12 flights. The number for 2021 will be published in May.", None),
        ("1. There were 12 flights on 31 March 2020.", None),
        ("1. 31 flights. In 2020 there were 45.", None),
        ("1. Yes. In 2020 there were 45 flights.", None),
        ("1. No information is held. In 2020 there were 12 flights.", None),
        ("1. In 2020 there were 12 flights, and nothing else was found.", None),
        ("1. In 2020 there were 12 flights and the year after 14.", None),
        ("1. In 2020 we bought 6 drones, and flew them ever since.", None),
        ("1. Flying manual (2020, 45 pages).", None),
        ("1. | Flight | Since | Cost |\n| Morning | 2019 | £40 |\n| Evening | 2020 | £12 |", None),
        ("1. | Year | Flights |\n| 2019 | 41 |\n| 2020 | 37 |", ("2019-01-01", "2020-12-31")),
    ],
)
def test_the_time_that_an_answer_tells(answer: str, told: tuple[str, str] | None) -> None:
    """
    Only what is stated plainly of figures counts, and nothing where the answer explains itself.
    """
    encoding = answered("1. How many flights with drones were there in 2021?", answer)

    assert told_times(encoding) == ([told] if told else [])


@pytest.mark.parametrize(
    ("asked", "answer", "told"),
    [
        ("from 2014 to 2023", "In 2016 there was one flight.", False),
        ("from 2014 to 2023", "2016: 1; 2019: 2", False),
        ("from 2014 to 2023", "2016: 1; 2017: 2", False),
        ("since 2014", "In 2016 there was one flight.", False),
        ("from 2014 to 2023", "2014: 1; 2015: 2", True),
        ("from 2022 to 2023", "In 2023 there were 1,106 flights.", True),
        ("from 2022 to 2023", "In 2023 there were 11 flights.", False),
        ("since 2014", "In 2016 there were 1,106 flights.", False),
        ("from 2022 to 2023", "In 2023 there were flights by 7 teams for £1,106.", False),
        ("from 2022 to 2023", "A drone can be flown by trained staff. In 2023 there were 1,106 flights.", True),
        ("from 2022 to 2023", "A drone was flown by trained staff. In 2023 there were 1,106 flights.", False),
        ("from 2014 to 2023", "The figures cover 2014 to 2016: 12 flights.", True),
    ],
)
def test_when_something_happened_bounds_no_answer(asked: str, answer: str, told: bool) -> None:
    """
    Single years within a long time may be all in which there was any; years in a row from its beginning are a count.
    """
    assert told == bool(told_times(answered(f"1. How many flights were there {asked}?", f"1. {answer}")))


def test_an_answer_to_two_questions_of_different_times_speaks_of_both() -> None:
    """
    One of which a figure gives no time is not said to be left out.
    """
    encoding = answered("1. How many flights were there in 2019?\n\n2. And in 2020?", "1 and 2. In 2019 there were 12.")

    assert told_times(encoding) == []


def test_nothing_is_asked_of_answers_where_no_question_names_a_time() -> None:
    """
    What an answer tells of its time matters only beside a time that was asked about.
    """
    assert told_times(answered("1. How many flights were there?", "1. In 2020 there were 12 flights.")) == []


@pytest.mark.parametrize(
    ("asked", "answer", "outside", "short"),
    [
        ("in 2021", "In 2020 there were 12 flights.", "violated", "not_applicable"),
        ("in 2021", "In 2021 there were 12 flights.", "satisfied", "satisfied"),
        ("in 2021", "For 2020/21 there were 12.", "satisfied", "satisfied"),
        ("in 2021", "2019: 9; 2020: 12; 2021: 14", "satisfied", "satisfied"),
        ("from 2019 to 2021", "2019: 9; 2020: 12", "satisfied", "violated"),
        ("since 2019", "2019: 9; 2020: 12", "satisfied", "violated"),
        ("since 2019", "2019: 9; 2020: 12; 2021: 3; 2022: 4; 2023: 5", "satisfied", "satisfied"),
        ("in 2021", "In 2020 there were 12 flights. A table is attached.", "not_applicable", "not_applicable"),
        ("in 2021", "There were 12 flights.", "not_applicable", "not_applicable"),
    ],
)
def test_answers_are_held_against_the_time_asked_about(asked: str, answer: str, outside: str, short: str) -> None:
    """
    An answer for another time is inconsistent with what was asked, one for some of its years leaves years out.
    """
    checker = Checker(load_ruleset(), load_registers())
    outcomes = checker.check(answered(f"1. How many flights were there {asked}?", f"1. {answer}")).outcomes

    assert (outside, short) == (outcomes["COV-09"], outcomes["COV-11"])


@pytest.mark.parametrize(
    ("answer", "is_answer"),
    [
        ("Q2 2018 - 2,871; 2019 - 3,016; 2020 - 2,655.", True),
        ("Q2 2018/19: 12, 2019/20: 15", True),
        ("Q2 2018 - 2,871", False),
        ("Q2 2018 - 2,871; Q3 2018 - 3,016.", False),
        ("Q2 2018 - 12; 2019 - 15; Q3 2018 - 14; 2019 - 13", False),
    ],
)
def test_figures_by_years_stand_under_a_label_and_no_quarter(answer: str, *, is_answer: bool) -> None:
    """
    'Q2 2018' is the second quarter of a year, but not where figures of other years follow in the same line.
    """
    asked = "Q1 How many flights were there?", "Q2 How many devices were examined in each of the years 2018 to 2020?"
    encoding = encoded("You asked:", *asked, "Our response", "Q1 12", answer)
    parts = [fact for fact in encoding.facts if isinstance(fact, Part)]

    assert any("Q2" in part.question and part.position == "disclosed" for part in parts) is is_answer
