"""Encoding what letters say of a terrorism threat level: which level, of which part of the country, and when."""

import pytest
from told_facts import page, told

from ncnd_rules.encoding import Encoding

Claim = tuple[str, str, str | None, int | None, tuple[str, ...]]


def harm(day: str, words: str) -> Encoding:
    """A letter of a day whose harm is argued in some words."""
    return page(
        "Wexmoor Police",
        day,
        "You asked: How many undercover officers do you employ?",
        "Response",
        "We can neither confirm nor deny that this is held, by virtue of section 24(2).",
        "Harm",
        f"Terrorism is a danger to this country. {words}",
    )


def claims(day: str, words: str) -> list[Claim]:
    """What is claimed of a level in some words of a letter of a day."""
    return told(harm(day, words), "threat_claim", "claim", "series", "level", "since", "month")


@pytest.mark.parametrize(
    ("day", "words", "read"),
    [
        ("4 June 2015", "Since 2014 we have been at SEVERE. It is at that level today.", ("current", "severe", None)),
        ("4 June 2015", "We are at SEVERE. We've been there since August 2014.", ("remained", "severe", 2014)),
        ("4 June 2018", "It is severe. It's been so, barring two spells, since 2014.", ("remained", "severe", 2014)),
        ("4 June 2018", "Between August 2014 and now the level has been severe.", ("remained", "severe", 2014)),
        ("4 June 2024", "The level is SUBSTANTIAL and has been for some two years.", ("remained", "substantial", 2022)),
        ("4 June 2008", "The UK has never been lower than Severe since 2006.", ("remained", "severe", 2006)),
        ("4 June 2018", "The threat (severe at the date of this letter) is real.", ("current", "severe", None)),
        ("4 June 2014", "We have moved from severe to substantial this year.", ("current", "substantial", None)),
        ("4 June 2008", "It was CRITICAL in June 2007; it has now reverted to SEVERE.", ("current", "severe", None)),
        ("4 June 2013", "Level of the threat from terrorism: Substantial.", ("current", "substantial", None)),
    ],
)
def test_a_level_is_taken_up_and_its_time_told(day: str, words: str, read: tuple[str, str, int | None]) -> None:
    """
    'It is at that level today' claims a level as much as naming it does, and a length of time tells since when.
    """
    assert read in [(claim, level, since) for claim, _, level, since, _ in claims(day, words)]


@pytest.mark.parametrize(
    ("day", "words", "read"),
    [
        # a level left behind, or that never lasted, is none of today
        (
            "15 January 2020",
            "After five years at SEVERE the level went down to SUBSTANTIAL.",
            {("current", "substantial")},
        ),
        (
            "4 March 2007",
            "On 10 August it was CRITICAL, and since the 14th it has been SEVERE.",
            {("remained", "severe")},
        ),
        (
            "4 November 2006",
            "On 1 August 2006 the level was made public for the first time. Ten days later it was CRITICAL.",
            {("published_since", None)},
        ),
        # the time of something else
        (
            "27 November 2019",
            "The level was cut to SUBSTANTIAL, the first time since 2014 that it has been lower than SEVERE.",
            {("current", "substantial")},
        ),
    ],
)
def test_a_level_that_is_over_is_not_that_of_today(day: str, words: str, read: set[tuple[str, str | None]]) -> None:
    """
    What a level is said to have come from, or to have been for some days, is not claimed of the letter's day.
    """
    lasting = {(claim, level) for claim, _, level, _, _ in claims(day, words) if claim != "raised"}

    assert read == lasting


@pytest.mark.parametrize(
    ("words", "months"),
    [
        (
            "It was raised to CRITICAL in May 2017, and raised to CRITICAL again in September 2017.",
            {("2017-05",), ("2017-09",)},
        ),
        ("Twice last year, in May and September, we were at critical.", {("2017-05",), ("2017-09",)}),
        ("The level was CRITICAL twice last year (23 May; 15 September).", {("2017-05",), ("2017-09",)}),
        ("When in May 2017 the level reached critical, soldiers came.", {("2017-05",)}),
        ("After bombs were found the level was put up to critical on Friday 15 September 2017.", {("2017-09",)}),
        ("It was raised to CRITICAL in mid-September.", {("2017-09",)}),
        ("If in May the level were to reach critical, soldiers would come.", set()),
    ],
)
def test_each_rise_is_a_claim_of_its_own(words: str, months: set[tuple[str, ...]]) -> None:
    """
    Two rises in one sentence are two claims, and a month without a year is one of the year that is told before it.
    """
    assert months == {month for claim, _, _, _, month in claims("4 June 2018", words) if claim == "raised"}


@pytest.mark.parametrize(
    ("words", "series"),
    [
        (
            "In Northern Ireland the level was SEVERE from 2010 until March, when it was lowered to SUBSTANTIAL.",
            {("northern_ireland", "severe"), ("northern_ireland", "substantial")},
        ),
        (
            "The Northern Ireland level is SUBSTANTIAL, having been SEVERE since 2010, and the UK's is SUBSTANTIAL.",
            {("northern_ireland", "substantial"), ("northern_ireland", "severe"), ("national", "substantial")},
        ),
        (
            "The Great Britain level for Northern Ireland-related terrorism is SUBSTANTIAL.",
            {("great_britain", "substantial")},
        ),
        ("Threat level (NI related terrorism in GB): MODERATE.", {("great_britain", "moderate")}),
        (
            "Levels of threat: Northern Ireland-related (NI) - SEVERE; Northern Ireland-related (GB) - MODERATE.",
            {("northern_ireland", "severe"), ("great_britain", "moderate")},
        ),
        ("The threat in the Province is SEVERE.", {("northern_ireland", "severe")}),
        (
            "The threat in Northern Ireland is SEVERE. It was the first change: it had been at SUBSTANTIAL since 2010.",
            {("northern_ireland", "severe"), ("northern_ireland", "substantial")},
        ),
    ],
)
def test_a_level_is_that_of_the_part_of_the_country_named(words: str, series: set[tuple[str, str]]) -> None:
    """
    'It' and 'having been' speak of the level before them, and abbreviations name a part of the country as well.
    """
    assert series == {(of, level) for _, of, level, _, _ in claims("4 June 2022", words)}


def test_what_is_left_of_a_sentence_about_levels_is_listed() -> None:
    """
    A level told with its time that no claim accounts for is listed, though another claim was read beside it.
    """
    left = harm("15 January 2020", "After five years at SEVERE the level went down to SUBSTANTIAL.")
    whole = harm("15 January 2020", "The level was lowered to SUBSTANTIAL in November 2019.")

    assert any("threat_claim" in (item.may_hold or ()) for item in left.unread)
    assert not any("threat_claim" in (item.may_hold or ()) for item in whole.unread)


def test_a_rank_out_of_five_is_not_the_highest() -> None:
    """
    'Three out of five' does not call a level the highest.
    """
    assert [None] == told(
        harm("4 June 2022", "The threat level is 3 out of 5 (substantial)."), "threat_claim", "ordinal"
    )


@pytest.mark.parametrize(
    ("day", "words", "read"),
    [
        # a history tells each level in its turn, and only the last is that of today
        ("4 June 2015", "In July 2011 it was cut to SUBSTANTIAL. In August 2014 it was raised to SEVERE.", set()),
        ("4 June 2015", "The level was cut to SUBSTANTIAL in July 2011. Today it is SEVERE.", {"severe"}),
        ("4 June 2015", "The level was cut to SUBSTANTIAL in July 2011.", {"substantial"}),
        (
            "4 June 2020",
            "The level was cut to SEVERE in May 2017 and to SUBSTANTIAL in November 2019.",
            {"substantial"},
        ),
        (
            "4 June 2023",
            "The level went up to SEVERE in November 2021 and was cut to SUBSTANTIAL in February 2022.",
            {"substantial"},
        ),
        # the highest lasts some days: that it is over tells where the level is for some months
        ("4 June 2017", "It was raised to CRITICAL on 23 May 2017 and cut to SEVERE on 27 May 2017.", {"severe"}),
        ("4 June 2020", "The level was raised to CRITICAL on 23 May 2017 and cut to SEVERE on 27 May 2017.", set()),
        ("4 June 2015", "Level history: 2010 SEVERE; 2011 SUBSTANTIAL; 2014 SEVERE.", set()),
        # what rises is something else
        ("4 June 2022", "It is SUBSTANTIAL. This effect on officers is increased by publicity.", {"substantial"}),
        # what the level has left
        ("4 June 2012", "The level has come down to SUBSTANTIAL after eighteen months at SEVERE.", {"substantial"}),
        ("4 June 2022", "In February the level moved down a step (SEVERE to SUBSTANTIAL).", {"substantial"}),
        # the level of something else
        ("4 June 2015", "The threat level for aviation is SUBSTANTIAL.", set()),
        ("4 June 2015", "The threat to police officers is SUBSTANTIAL.", set()),
        ("4 June 2015", "The threat to the United Kingdom, and to its officers, is SEVERE.", {"severe"}),
    ],
)
def test_what_has_changed_since_is_no_level_of_today(day: str, words: str, read: set[str]) -> None:
    """
    A level that came down and changed again is not claimed of the letter's day, in whichever sentence that is told.
    """
    now = [level for claim, _, level, _, _ in claims(day, f"The threat level matters. {words}") if claim == "current"]

    assert read == set(now)


@pytest.mark.parametrize(
    ("words", "rank"),
    [
        ("The threat level is MODERATE, the second lowest of five.", "fourth_highest"),
        ("The threat level is SEVERE, the fourth of five levels.", "second_highest"),
        ("The threat level is SEVERE, the second of five levels.", "second_highest"),
        ("The threat level is SUBSTANTIAL, the middle of five grades.", "third_highest"),
        ("The threat level is SUBSTANTIAL, the second of five levels.", "second_highest"),
        ("The threat level is SUBSTANTIAL, its lowest since 2014.", None),
        ("The threat level is SEVERE, the second highest it can be.", "second_highest"),
        ("The threat level is one short of the maximum: SEVERE.", "second_highest"),
    ],
)
def test_a_rank_counts_from_the_end_that_is_named_or_fits(words: str, rank: str | None) -> None:
    """
    'The second of five' may count from either end; 'its lowest since' is no rank at all.
    """
    assert [rank] == told(harm("4 June 2022", words), "threat_claim", "ordinal")


@pytest.mark.parametrize(
    ("day", "words", "read"),
    [
        ("4 June 2015", "The level has been at SEVERE for the past nine months.", ("remained", 2014, ())),
        (
            "4 June 2015",
            "An attack is highly likely in the next six months; it has been SEVERE.",
            ("remained", None, ()),
        ),
        ("8 August 2017", "It was CRITICAL from 23 to 27 May and SEVERE otherwise.", ("raised", None, ("2017-05",))),
        ("4 June 2015", "The SEVERE threat level has prevailed since the end of August.", ("remained", 2014, ())),
        ("4 January 2021", "Since November the UK's level has been at SEVERE.", ("remained", 2020, ())),
        ("4 June 2021", "It was cut to SUBSTANTIAL, its lowest level since 2014.", ("current", None, ())),
        ("4 June 2020", "As of July 2019 there is one threat level, and it is SUBSTANTIAL.", ("current", None, ())),
        ("4 June 2021", "Events abroad led JTAC to raise it to SEVERE in May 2021.", ("raised", None, ("2021-05",))),
        ("4 June 2008", "Ministers first made the threat level known in August 2006.", ("published_since", 2006, ())),
    ],
)
def test_a_time_is_given_to_what_it_is_told_of(day: str, words: str, read: tuple[str, int | None, tuple[str]]) -> None:
    """
    A spell from day to day is none from which a level has lasted, nor is what a clause before tells its time by.
    """
    assert read in [(claim, since, month) for claim, _, _, since, month in claims(day, words)]


def on_the_day_of_the_request(asked: str, words: str) -> Encoding:
    """A letter of 12 March 2021, and the day on which its answer was asked for."""
    return page(
        "Wexmoor Police",
        "12 March 2021",
        f"Thank you for your request dated {asked}.",
        "We can neither confirm nor deny that this is held, by virtue of section 24(2).",
        "Harm",
        f"Terrorism is a danger to this country. {words}",
    )


@pytest.mark.parametrize(
    "words",
    [
        "At the time of your request the threat level was SUBSTANTIAL.",
        "When you made your request the threat level stood at SUBSTANTIAL.",
        "On the date on which we received your request the threat level was SUBSTANTIAL.",
        "When this letter was written the threat level was SUBSTANTIAL.",
    ],
)
def test_a_level_of_the_day_of_the_request_is_that_of_the_letter(words: str) -> None:
    """
    Where no level has changed between the two.
    """
    read = told(on_the_day_of_the_request("22 February 2021", words), "threat_claim", "claim", "level")

    assert [("current", "substantial")] == read


def test_a_level_of_the_day_of_the_request_is_left_unread_where_it_changed() -> None:
    """
    It was lowered on 4 February 2021: what held in January says nothing of March.
    """
    encoding = on_the_day_of_the_request("20 January 2021", "At the time of your request the threat level was SEVERE.")

    assert [] == told(encoding, "threat_claim", "claim", "level")
    assert any("threat_claim" in (unread.may_hold or ()) for unread in encoding.unread)


@pytest.mark.parametrize(
    ("words", "read"),
    [
        ("The Security Service judges a terrorist attack to be highly likely.", {("current", "severe")}),
        (
            "JTAC raised the level to SEVERE in November 2020, so an attack is now highly likely.",
            {("raised", "severe"), ("current", "severe")},
        ),
        ("The level is SEVERE. An attack is highly likely.", {("current", "severe")}),
        ("If an attack is highly likely, the level is raised.", set()),
        ("The threat level from terrorism stands at the second highest level.", {("current", "severe")}),
        ("The national threat level is currently the third-highest of five.", {("current", "substantial")}),
        ("The threat level remains at its highest level.", {("current", "critical")}),
        ("The threat level is at its highest since 2017.", set()),
        ("The threat level in Northern Ireland is at the second highest level.", set()),
        ("If the threat level is at the second highest level, more officers are on duty.", set()),
        ("SEVERE means that an attack is highly likely.", set()),
        ("A level of SEVERE means that an attack is highly likely.", set()),
        ("The current level, set by JTAC, of SEVERE means that an attack is highly likely.", {("current", "severe")}),
        ("An attack of flu is highly likely in winter.", set()),
    ],
)
def test_a_level_is_told_by_how_likely_it_makes_an_attack(words: str, read: set[tuple[str, str]]) -> None:
    """
    Where nothing else tells it: behind a level that was told, the words explain that one.
    """
    assert {(claim, level) for claim, _, level, *_ in claims("4 December 2020", words)} == read


def test_a_level_below_its_heading() -> None:
    """
    A heading names what is told, and the line below it tells.
    """
    encoding = page(
        "Wexmoor Police",
        "4 December 2020",
        "We can neither confirm nor deny that this is held, by virtue of section 24(2).",
        "Current UK threat level",
        "SEVERE",
    )

    assert [("current", "severe")] == told(encoding, "threat_claim", "claim", "level")


@pytest.mark.parametrize(
    ("words", "ordinal"),
    [
        ("The threat level is SEVERE, which is one notch below the top.", "second_highest"),
        ("The threat level is SEVERE, the next to highest of the five.", "second_highest"),
        ("The threat level is SEVERE, below that of many countries.", None),
    ],
)
def test_the_step_below_the_highest(words: str, ordinal: str | None) -> None:
    """
    However the step is called.
    """
    assert [("severe", ordinal)] == told(harm("4 December 2020", words), "threat_claim", "level", "ordinal")


@pytest.mark.parametrize(
    ("words", "relative"),
    [
        ("The level is substantial. It was recently reduced from severe.", "recently"),
        ("The level is substantial. It was reduced from severe only recently.", "recently"),
        ("The current threat level, recently reduced from severe, is substantial.", "recently"),
        ("The threat level to the UK is substantial, having recently been lowered from severe.", "recently"),
        ("The threat level was only recently downgraded from severe, and is now substantial.", "recently"),
        ("The threat level is substantial following a recent reduction.", "recently"),
        # of something else, or denied
        ("The threat level is substantial. Funding was recently reduced.", "none"),
        ("The threat level is substantial. Several measures were recently reduced.", "none"),
        ("The threat level is substantial. It has not recently been reduced from severe.", "none"),
        ("The threat level is substantial. It was reduced from severe in 2022.", "none"),
    ],
)
def test_a_change_is_called_recent_though_its_level_is_named_apart(words: str, relative: str) -> None:
    """
    'It was recently reduced from severe' speaks of the level named before, and not of severe.
    """
    read = told(harm("19 October 2022", words), "threat_claim", "claim", "level", "relative")

    assert [("current", "substantial", relative)] == read
