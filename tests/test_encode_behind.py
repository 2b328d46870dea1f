"""Limits of an answer that the letter tells behind it."""

import pytest
from told_facts import page, told

ASKED = (
    "Dear Requester",
    "You asked: Does the force use hidden cameras, or any cameras in lamp posts?",
    "Our response",
)
SILENT = "Wexmoor Police neither confirms nor denies any covert use, by virtue of sections 24(2) and 31(3)."


@pytest.mark.parametrize(
    "behind",
    [
        "No information is held. This is an answer as to overt use only.",
        "No information is held. The above relates only to use that is overt.",
        "No information is held. That answer should not be taken as saying anything about covert use.",
        "No information is held. That search, and that answer, were confined to overt policing.",
        "No information is held. Please note that this response is in respect of overt deployment, and not of covert.",
        "No information is held. In saying so we speak of cameras used openly.",
    ],
)
@pytest.mark.parametrize("beside", [True, False])
def test_a_limit_told_behind_an_answer_is_its_own(behind: str, *, beside: bool) -> None:
    """
    It limits the answer in the same paragraph and from the next, with or without a silence on what is hidden.
    """
    paragraph = page(*ASKED, behind, *([SILENT] if beside else ()))
    apart = page(*ASKED, *behind.split(". ", 1), *([SILENT] if beside else ()))
    for letter in (paragraph, apart):
        assert told(letter, "part", "position", "scope")[0] == ("not_held", "overt")


@pytest.mark.parametrize(
    "behind",
    [
        "This answer is about use overt and covert.",
        "This answer was given by the Director.",
        "Overt use is governed by a code of practice.",
        "This should not be taken as an invitation to ask again.",
    ],
)
def test_what_sets_no_limit_behind_an_answer(behind: str) -> None:
    """
    What speaks of both kinds, or not of the answer, leaves it as it is.
    """
    letter = page(*ASKED, f"No information is held. {behind}")
    assert told(letter, "part", "position", "scope") == [("not_held", "unqualified")]


def test_a_limit_goes_no_further_back_than_its_answer() -> None:
    """
    Behind a silence, and under another label, it says nothing of the answers above; 'these answers' are all of them.
    """
    letter = page(*ASKED, "No information is held.", SILENT, "This is no statement that covert use takes place.")
    assert told(letter, "part", "position", "scope") == [("not_held", "unqualified"), ("ncnd", "covert")]
    asked = ("Dear Requester", "1. How many dogs are there?", "2. Do you use drones?")
    answers = ("1. There are nine dogs.", "2. The force does not use drones.")
    letter = page(*asked, *(f"{one} This reply relates only to overt use." for one in answers[1:]), answers[0])
    assert sorted(told(letter, "part", "position", "scope")) == [("disclosed", "unqualified"), ("not_held", "overt")]
    letter = page(*asked, *answers, "Both these answers relate only to overt use.")
    assert told(letter, "part", "scope") == ["overt", "overt"]
