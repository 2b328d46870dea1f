"""Encoding what letters tell of the changes of a threat level: several levels, places and times in one breath."""

import pytest
from test_encode_levels import Claim, claims


@pytest.mark.parametrize(
    ("day", "words", "read"),
    [
        # verbs and nouns of change
        (
            "9 December 2020",
            "In response to attacks abroad the level was taken to SEVERE in November.",
            [("raised", "national", "severe", None, ("2020-11",))],
        ),
        (
            "10 January 2022",
            "On 15 November 2021 JTAC put the threat up a level, to SEVERE.",
            [("raised", "national", "severe", None, ("2021-11",))],
        ),
        (
            "28 January 2010",
            "The decision was taken on 22 January to go from SUBSTANTIAL to SEVERE.",
            [("raised", "national", "severe", None, ("2010-01",))],
        ),
        (
            "21 October 2014",
            "In August the Home Secretary announced that the threat level would rise from substantial to severe.",
            [("raised", "national", "severe", None, ("2014-08",))],
        ),
        (
            "21 October 2014",
            "If it were announced, the threat level would rise from substantial to severe.",
            [],
        ),
        (
            "24 February 2022",
            "Earlier this month there was a reduction from SEVERE to SUBSTANTIAL.",
            [("current", "national", "substantial", None, ())],
        ),
        ("8 July 2011", "It is six years since the threat level was last at MODERATE.", []),
        # how long
        (
            "18 March 2025",
            "It is three years since the level came down to SUBSTANTIAL, and there it has stayed.",
            [("remained", "national", "substantial", 2022, ())],
        ),
        (
            "30 May 2018",
            "JTAC has judged the level to be SEVERE for nearly four years now.",
            [("remained", "national", "severe", 2014, ())],
        ),
        (
            "29 July 2009",
            "The level was cut to SUBSTANTIAL, the first time that it has been so low since 2006.",
            [("current", "national", "substantial", None, ())],
        ),
        (
            "2 March 2008",
            "The level has stood at SEVERE from the middle of 2006 but for some days in June of last year.",
            [("remained", "national", "severe", 2006, ())],
        ),
        # one change after another
        (
            "17 December 2020",
            "JTAC lowered the level to SUBSTANTIAL in November 2019 and raised it to SEVERE again on 3 November 2020.",
            [("raised", "national", "severe", None, ("2020-11",))],
        ),
        (
            "20 December 2021",
            "It was SUBSTANTIAL when you wrote on 2 November and has been SEVERE since 15 November.",
            [("remained", "national", "severe", 2021, ())],
        ),
        (
            "20 December 2021",
            "When we met, you wrote that it was SUBSTANTIAL.",
            [],
        ),
        (
            "19 October 2006",
            "Since August, when for four days it was CRITICAL, the level for the country has been at SEVERE.",
            [("raised", "national", "critical", None, ("2006-08",)), ("remained", "national", "severe", 2006, ())],
        ),
        (
            "9 December 2019",
            "Public since 2006, the level fell to SUBSTANTIAL on 4 November after being SEVERE for five years.",
            [
                ("published_since", "national", None, 2006, ()),
                ("current", "national", "substantial", None, ()),
            ],
        ),
        (
            "30 March 2011",
            "Threats are graded by JTAC; the grade now is SEVERE (raised from SUBSTANTIAL on 22 January 2010).",
            [("current", "national", "severe", None, ()), ("raised", "national", "severe", None, ("2010-01",))],
        ),
        (
            "29 March 2010",
            "Substantial from July 2009 to January 2010, the level is once more Severe.",
            [("current", "national", "severe", None, ())],
        ),
        ("2 October 2014", "The level has been SEVERE or above for about half of the years since 2006.", []),
        (
            "11 March 2008",
            "Public since 2006, the level has been either SEVERE or, for some days in August 2006, CRITICAL.",
            [
                ("published_since", "national", None, 2006, ()),
                ("remained", "national", "severe", 2006, ()),
                ("raised", "national", "critical", None, ("2006-08",)),
            ],
        ),
        (
            "11 March 2008",
            "The level is SEVERE; it would be CRITICAL if in June 2009 the threat grew.",
            [("current", "national", "severe", None, ())],
        ),
        ("6 April 2016", "Having been lowered to SUBSTANTIAL in July 2011, the level went up again in 2014.", []),
        (
            "30 November 2009",
            "In July the UK's level, SEVERE since July 2007, was revised to SUBSTANTIAL.",
            [("remained", "national", "severe", 2007, ()), ("current", "national", "substantial", None, ())],
        ),
        (
            "3 March 2020",
            "SUBSTANTIAL, which it has been since 4 November 2019, is the UK level.",
            [("remained", "national", "substantial", 2019, ())],
        ),
        # another scale
        (
            "12 September 2022",
            "The threat level is SUBSTANTIAL and there is in addition a growing threat from cyber attack.",
            [("current", "national", "substantial", None, ())],
        ),
        ("12 September 2022", "The cyber threat level is SUBSTANTIAL.", []),
        (
            "25 February 2014",
            "If you ask, it is SUBSTANTIAL; you may look it up at MI5, where the level has been shown since 2006.",
            [("current", "national", "substantial", None, ()), ("published_since", "national", None, 2006, ())],
        ),
        (
            "15 September 2011",
            "The reduction of the threat level, to SUBSTANTIAL, does not mean that the danger has passed.",
            [("current", "national", "substantial", None, ())],
        ),
        ("15 September 2011", "This does not mean that the threat level is SEVERE.", []),
        ("8 February 2016", "A threat level of SEVERE tells us that an attack is highly likely.", []),
        (
            "10 December 2021",
            "JTAC announced on 15 November that the UK was moving to SEVERE.",
            [("raised", "national", "severe", None, ("2021-11",))],
        ),
        # what was so on the day of the request is no claim of how long it lasted
        (
            "2 September 2015",
            "Since 2006 the threat level has been published. When you wrote to us the level was SEVERE.",
            [("published_since", "national", None, 2006, ())],
        ),
        (
            "2 May 2018",
            "The threat level has been SEVERE since September 2017, having been CRITICAL in May.",
            [
                ("remained", "national", "severe", 2017, ()),
                ("raised", "national", "critical", None, ("2017-05",)),
            ],
        ),
        (
            "2 May 2018",
            "It has been SEVERE since 17 September 2017, when it fell from CRITICAL.",
            [("remained", "national", "severe", 2017, ())],
        ),
        # in a list, with its time
        (
            "13 June 2022",
            "National threat level (June 2022): SUBSTANTIAL",
            [("current", "national", "substantial", None, ())],
        ),
        ("14 July 2020", "Threat level: SEVERE August 2014 to November 2019.", []),
    ],
)
def test_a_change_is_told_in_many_words(day: str, words: str, read: list[Claim]) -> None:
    """
    A level is what it was changed to last; what it was for a time that is told, or might become, is not that of today.
    """
    assert read == claims(day, words)


@pytest.mark.parametrize(
    ("words", "read"),
    [
        (
            "The threat to the UK (excluding Northern Ireland) is assessed as SUBSTANTIAL.",
            {("national", "substantial")},
        ),
        (
            "The UK is at SEVERE, and the level for NI-related terrorism in Great Britain is SUBSTANTIAL.",
            {("national", "severe"), ("great_britain", "substantial")},
        ),
        (
            "In Northern Ireland the level is SEVERE; on the mainland that for Irish-related terrorism is MODERATE.",
            {("northern_ireland", "severe"), ("great_britain", "moderate")},
        ),
        (
            "In May it rose to SEVERE; last month that for Irish-related terrorism in Great Britain rose to MODERATE.",
            {("national", "severe"), ("great_britain", "moderate")},
        ),
    ],
)
def test_a_part_of_the_country_is_that_of_its_own_clause(words: str, read: set[tuple[str, str]]) -> None:
    """
    A part that is left out, or named in another clause, is not that of which a level is told.
    """
    assert read == {(series, level) for _, series, level, _, _ in claims("4 June 2016", words)}


def test_what_was_raised_is_the_level_told_before() -> None:
    """
    'It was raised from SUBSTANTIAL' goes on with the level of Northern Ireland; whoever names the UK does not.
    """
    told = "The threat in Northern Ireland from Northern Ireland related terrorism is SEVERE."
    for words, series in (
        ("It was raised from SUBSTANTIAL on 28 March 2023.", "northern_ireland"),
        ("The UK level was raised on 28 March 2023.", "national"),
    ):
        assert ("raised", series, "severe", None, ("2023-03",)) in claims("14 September 2023", f"{told} {words}")
