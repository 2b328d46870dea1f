"""Encoding letters as busy offices paste them: lists, days and labels where no template has them."""

import pytest
from told_facts import page, told

SILENT = "Wexmoor Police can neither confirm nor deny that it holds any other information by virtue of section 31(3)."


def test_an_answer_that_names_a_question_of_another_letter() -> None:
    """
    What is answered under a label that no printed question bears stands at no known place among those that are.
    """
    encoding = page(
        "Wexmoor Police",
        "You asked in these terms;",
        "2) if so the number of phones that were read\n3) the number of owners\n4) if the force reads any from afar",
        "Outcome of the Review",
        "There are no such lists.",
        "Q1\nI uphold this. The information was given to you.",
        "Q2\nI neither confirm nor deny that Wexmoor Police holds any information on it.",
        "Q3\nThe names of 12 were found.",
    )

    assert ("Q1",) in told(encoding, "part", "question")


@pytest.mark.parametrize(
    ("line", "sent"),
    [
        ("14 January 2014", ["2014-01-14"]),
        ("Tuesday 14 January 2014", ["2014-01-14"]),
        ("1 November 2013", []),
        ("Please send it by 14 January 2014", []),
    ],
)
def test_a_day_between_the_request_and_the_answer(line: str, sent: list[str]) -> None:
    """
    A letter without a day at its head was sent on the one that stands alone above the answer.
    """
    encoding = page(
        "Wexmoor Police",
        "I write about your request received on 02/12/2013. You asked for the following information:",
        "* How many drones does the force own?\n* What did they cost?",
        line,
        "DECISION",
        SILENT,
    )

    found = told(encoding, "date", "role", "on")

    assert sent == [f"{day}" for role, day in found if role == "response"]


@pytest.mark.parametrize("given", ["made to you on", "we made on", "dated", "sent to you on"])
def test_the_day_of_the_answer_that_is_reviewed(given: str) -> None:
    """
    The outcome of a review was sent on its own day, however it tells that of the first answer.
    """
    encoding = page(
        "Wexmoor Police",
        "22 August 2019",
        f"You asked for a review of the response {given} 8 July 2019.",
        SILENT,
    )

    assert ["2019-08-22"] == [f"{day}" for role, day in told(encoding, "date", "role", "on") if role == "response"]
