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


REVIEW = (
    "Wexmoor Police",
    "22 August 2019",
    "INTERNAL REVIEW",
    "You asked for a review of our answer. Your original request, received on 10 June 2019, was in these terms;",
    "Please tell me",
    (
        "1) if Wexmoor Police has bought, hired or tried any tool for phones\n2) how many phones were read in 2018\n"
        "3) the number of victims whose phones were read\n4) if Wexmoor Police reads any, without their owners"
    ),
    "The first response",
    (
        "Q3 was refused on cost. For Question 4 you were given a neither confirm nor deny response under sections "
        "24(2) and 31(3)."
    ),
    "Outcome of the Review",
    "I have had no part in the first decision.",
    "Q2\nThe figure of 8,114 is correct. I neither confirm nor deny that Wexmoor Police holds anything else on it.",
    "Q3\nThe original decision under section 12 is upheld.",
    (
        "Q4\nI am satisfied that the exemptions were properly used and uphold the decision that Wexmoor Police can "
        "neither confirm nor deny whether information is held."
    ),
    "Section 31 is a prejudice based qualified exemption.",
    "Having weighed these, the public interest in releasing the report does not outweigh the harm.",
    "I do not uphold your complaint, save as to the breakdown for which I apologise.",
)


def test_a_review_that_upholds_one_silence_and_gives_another() -> None:
    """
    What was relied on at first is relied on by the silence that is upheld, and by no other one.
    """
    encoding = page(*REVIEW)

    assert [("Q2",), ("Q2",), ("Q3",), ("Q4",)] == told(encoding, "part", "question")
    assert ["disclosed", "ncnd", "cost_refusal", "ncnd"] == told(encoding, "part", "position")
    cited = told(encoding, "citation", "provision", "part")
    assert {"12": ("P3",), "24(2)": ("P4",), "31(3)": ("P4",), "31": ("P4",)} == dict(cited)
    assert (("P2",), "reliance_stated") not in told(encoding, "notice_element", "part", "element")


def test_a_request_told_under_a_semicolon_asks_whether() -> None:
    """
    'If the force has it' asks, where no clause follows for which it is a condition.
    """
    assert ["Q1", "Q2", "Q3", "Q4"] == told(page(*REVIEW), "question", "id")


def test_a_complaint_that_is_decided_offers_no_review() -> None:
    """
    Whose complaint is not upheld was told of no further review, and what weighs less than the harm concedes it.
    """
    encoding = page(*REVIEW)

    assert [] == told(encoding, "review_right", "id")
    assert "no_harm" not in told(encoding, "consideration", "argument")


@pytest.mark.parametrize(
    ("line", "asked"),
    [
        ("Questions a and b", ("Qa", "Qb")),
        ("Questions a, b & d:", ("Qa", "Qb", "Qd")),
        ("Parts b to d", ("Qb", "Qc", "Qd")),
        ("Question d", ("Qd",)),
        ("Questions and answers", ("Qa", "Qb", "Qc", "Qd")),
    ],
)
def test_a_line_of_letters_over_an_answer(line: str, asked: tuple[str, ...]) -> None:
    """
    A line that only names questions by their letters says of which the answer below it is.
    """
    encoding = page(
        "Wexmoor Police",
        "You asked:",
        "a) How many complaints were there in 2017?\nb) How many officers were seen?\nc) How many hearings were held?\n"
        "d) What did they cost?",
        "RESPONSE",
        f"{line}\nWexmoor Police can neither confirm nor deny that it holds this, by virtue of section 31(3).",
    )

    assert [asked] == told(encoding, "part", "question")


@pytest.mark.parametrize(
    ("lead", "asked"),
    [
        ("In relation to (i) with respect to vans, and (ii) and (iii), Wexmoor Police", ("Qi", "Qii", "Qiii")),
        ("In relation to (i) and (iii), Wexmoor Police", ("Qi", "Qiii")),
        ("With respect to vans and boats (ii) alone, Wexmoor Police", ("Qii",)),
        ("In relation to vans and (as below) boats, Wexmoor Police", ("Qi", "Qii", "Qiii")),
    ],
)
def test_a_silence_adds_labels_in_brackets(lead: str, asked: tuple[str, ...]) -> None:
    """
    Labels that a clause adds behind what limits the first one are named as well.
    """
    encoding = page(
        "Wexmoor Police",
        "You asked:",
        "(i) How many vans does the force own?\n(ii) How many boats?\n(iii) What did they cost?",
        "DECISION",
        f"{lead} can neither confirm nor deny that it holds the information, by virtue of section 31(3).",
    )

    assert [asked] == told(encoding, "part", "question")


@pytest.mark.parametrize(
    ("told_of", "shared"),
    [("Alderworks", []), ("Birchline", [("Q1",)]), ("the suppliers", [("Q1",)])],
)
def test_an_answer_and_a_silence_on_other_names(told_of: str, shared: list[tuple[str, ...]]) -> None:
    """
    Who asked about several makers by name may be told of one, and nothing of the others.
    """
    encoding = page(
        "Wexmoor Police",
        "You asked:",
        "1. Has the force bought any tool of Alderworks, Birchline or Cedarbank?\n2. When was it last seen?",
        "DECISION",
        f"In relation to question 1 Wexmoor Police holds information on {told_of}. The licences cost £96,400.",
        "In relation to question 1 with respect to Birchline and Cedarbank, and question 2, Wexmoor Police can neither "
        "confirm nor deny that it holds the information, by virtue of section 31(3).",
    )

    found = told(encoding, "part", "question", "position")

    assert shared == [question for question, position in found if position == "disclosed" and question]
