"""Encoding letters of county forces as logs, mails and copies that break off print them."""

import pytest
from told_facts import page, told

SILENT = "Fenmere Constabulary neither confirms nor denies that it holds information, by virtue of section 31(3)."


def test_the_roof_over_a_shared_team_is_not_who_answers() -> None:
    """
    A team that answers for several forces writes from the headquarters of one; it is silent in the name it answers for.
    """
    encoding = page("Disclosure Team\nWexmoor Police Headquarters,\nMill Lane, Wexmoor, WX1 1AA", SILENT)

    assert ["Fenmere Constabulary"] == told(encoding, "authority", "name")
    assert [None] == told(encoding, "part", "in_name_of")


def test_a_name_carried_over_is_still_not_who_answers() -> None:
    """
    Where the letter says of another force what that one holds, the silence alone bears a foreign name.
    """
    encoding = page("Wexmoor Police can confirm that it holds information about the first point.", SILENT)

    assert ["Wexmoor Police"] == told(encoding, "authority", "name")
    assert [None, "Fenmere Constabulary"] == told(encoding, "part", "in_name_of")


@pytest.mark.parametrize("said", ["can give you no more than that.", "does not own any.", "holds no record of it."])
def test_who_says_what_it_holds_answers_before_who_is_told_of(said: str) -> None:
    """
    Each is named once, the other first.
    """
    encoding = page("The types are set nationally by the Home Office.", f"Wexmoor Police {said}")

    assert ["Wexmoor Police"] == told(encoding, "authority", "name")


def test_the_label_of_an_address_left_empty_dates_no_request() -> None:
    """
    'Email:' over the day of the letter, in its head.
    """
    encoding = page(
        "Wexmoor Police\nMill Lane, WX1 1AA\nEmail:\n08 June 2015\nOur ref: F-2015-0177",
        "I write in connection with your request received on 11 May 2015.",
    )

    assert {"response", "received"} == set(told(encoding, "date", "role"))


@pytest.mark.parametrize(
    "words", ["Full Refusal Section 17", "Referrals 40/19", "what was requested in requests 2 and 3"]
)
def test_a_word_that_begins_like_reference_gives_none(words: str) -> None:
    """
    Nor does one that goes on from 'request'.
    """
    assert [] == told(page(words, "Wexmoor Police holds no information."), "reference", "value")


@pytest.mark.parametrize(
    "said",
    [
        "Each visit may or may not end in extra pay for those officers who make it.",
        "It covers an inquiry which may lead to a decision by the authority to institute criminal proceedings.",
    ],
)
def test_what_nobody_can_tell_and_what_the_law_names_is_no_harm(said: str) -> None:
    """
    Below a refusal, in words that sound like a consequence.
    """
    encoding = page("The information is exempt by virtue of section 30(1)(b).", said)

    assert [] == told(encoding, "harm", "argument")
