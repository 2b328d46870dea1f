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
