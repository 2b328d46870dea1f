"""What a letter tells as past of a day behind its own."""

from datetime import date

import pytest
from told_facts import page, told

HEAD = ("Ferndale Police", "24 May 2023", "Dear Ms Orley", "You asked:", "1. Are boats used?", "Response")
SILENT = "Ferndale Police neither confirms nor denies that it holds this, by virtue of section 31(3)."


def events(words: str) -> list[date]:
    """The days that are told as past and lie behind a letter of 24 May 2023."""
    dates = told(page(*HEAD, SILENT, words), "date", "role", "on")
    return [on for role, on in dates if role == "event"]


@pytest.mark.parametrize(
    ("words", "on"),
    [
        ("Our boats were inspected in July 2023, and nothing was found amiss.", date(2023, 7, 1)),
        ("The old boat was sold on 9 September 2023.", date(2023, 9, 9)),
        ("The boats were inspected by the harbour board on 9 September 2023.", date(2023, 9, 9)),
        ("The chair told the harbour board so in June 2024.", date(2024, 6, 1)),
        ("After the explosion at the quay on 2 June 2023 more care is taken.", date(2023, 6, 2)),
        ("No licence was ever needed, as the mayor told the board in June 2024.", date(2024, 6, 1)),
        ("The boats were inspected on 13/06/2023.", date(2023, 6, 13)),
        ("The vote was held on 2 June 2023.", date(2023, 6, 2)),
        ("On 2 June 2023 the board held a vote.", date(2023, 6, 2)),
        ("Patrols were stopped on 30 May 2023 and the boats laid up.", date(2023, 5, 30)),
    ],
)
def test_what_is_told_as_past_of_a_later_day(words: str, on: date) -> None:
    """
    A month counts from its first day; one that has begun may be meant as far as it has gone.
    """
    assert [on] == events(words)


@pytest.mark.parametrize(
    "words",
    [
        "Our boats were inspected in May 2023.",
        "The old boat was sold on 9 September 2022.",
        "The boats were left with the yard by the end of July 2023.",
        "The contract was awarded until 31 March 2026.",
        "A review was planned for July 2023.",
        "The board decided that the boats are to be sold on 9 September 2023.",
        "The lease runs until March 2026 and was signed in 2019.",
        "The figures for 2023/24 will be published on 1 June 2024.",
        "It was announced that patrols will begin in June 2023.",
        "The boats were hired from 1 April 2023 to 31 March 2024.",
        "The service of the boats is due in June 2023.",
        "Places were sold for the regatta held on 9 September 2023.",
        "The regatta held on 9 September 2023 has no patrols.",
        "The regatta is being held on 9 September 2023.",
        "On 9 September 2023 the regatta held at the quay is patrolled.",
        "The regatta was postponed, and the crews were called on 9 September 2023.",
        "Guests were invited on 9 September 2023.",
        "The victims of the explosion are remembered in June 2023.",
        "The summons was made returnable on 9 September 2023.",
        "The tenth anniversary of the attack on 9 September 2023 was in everybody's mind.",
        "The boats were inspected on 05/07/2023.",
        "The campaign against theft in June 2023 has been paid for.",
        "Money was put aside, and an attack exercise on 9 September 2023 is in the diary.",
    ],
)
def test_what_is_to_come_is_not_told_as_past(words: str) -> None:
    """
    Plans, terms and times to come may be told in any tense.
    """
    assert not events(words)


def test_a_letter_without_a_day_is_ahead_of_nothing() -> None:
    """
    Nothing can be said of what came later.
    """
    dates = told(page(*HEAD[2:], SILENT, "Our boats were inspected in July 2023."), "date", "role")

    assert "event" not in dates
