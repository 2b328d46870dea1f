"""Encoding letters that print no request and tell in their own words what was asked."""

import pytest
from told_facts import page, told

SILENT = "Wexmoor Police can neither confirm nor deny that this is held, by virtue of section 24(2)."


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ("You asked us to tell you how many staff the force employs.", ["present"]),
        ("Your letter asks for details of payments to informants in 2017.", ["past"]),
        ("The applicant wishes to know how many people have been watched since 2009.", ["past"]),
        ("You wrote asking whether we own vans, which were sold in 2018, and for any policy.", ["present", "past"]),
        ("You had two questions for us: first, how many vans we own; secondly, what was paid.", ["present", "past"]),
        ("You asked for the guidance given to drivers in 2004; for any letters; and how many vans we own.", ["past"]),
        ("Your request was for the number of arrests made in 2017.", ["past"]),
        ("The information you have requested is the number of vans that we own.", ["present"]),
        ("Thank you for your enquiry about how many vans we own.", ["present"]),
        ("You have asked three things: whether we own vans, who drives them, and what was paid.", ["present", "past"]),
    ],
)
def test_what_was_asked_is_told_by_the_authority(words: str, asked: list[str]) -> None:
    """
    Each thing that the authority says was asked is a question, about the time of which it speaks.
    """
    encoding = page("Wexmoor Police", "4 June 2019", "Dear Requester", words, SILENT)

    periods = told(encoding, "question", "period")
    assert set(asked) <= set(periods)
    assert [tuple(told(encoding, "question", "id"))] == told(encoding, "part", "question")


@pytest.mark.parametrize(
    "words",
    [
        "You asked us to look at this again, saying why.",
        "You asked for an internal review of our decision.",
        "You asked that your details be kept confidential.",
        "You may ask how we reached this decision.",
        "You have the right to ask whether we hold information.",
        "Your request is a repeated one.",
    ],
)
def test_what_is_done_with_a_request_was_not_asked(words: str) -> None:
    """
    What the authority says of a review, of its own handling or of rights is no question.
    """
    assert [] == told(page("Wexmoor Police", "4 June 2019", "Dear Requester", words, SILENT), "question", "id")


def test_a_request_that_is_printed_is_not_told_again() -> None:
    """
    Where the questions are printed, the sentence that announces them asks nothing of its own.
    """
    encoding = page(
        "Dear Requester",
        "Your request was for the number of vans and other things:",
        "You asked:",
        "1. How many vans do you own?",
        "Response",
        SILENT,
    )

    assert ["1"] == told(encoding, "question", "label")


def test_questions_begin_unannounced_and_are_put_out_of_turn() -> None:
    """
    Bare numbers over questions at the top begin a request, and 2 and 4 may be answered together before 3.
    """
    counted = page(
        "Dear Requester", "I write in reply to you.", "1 How many vans do you own?", "2 Who drives them?", SILENT
    )
    in_turn = page(
        "You asked the following.",
        "(1) How many vans do you own?",
        "We own ten.",
        "Public interest test",
        "It lies in silence.",
        "(2) Who drives them?",
        "(4) Who bought them?",
        SILENT,
        "(3) When were they bought?",
        "In 2018.",
    )
    things = page("You have asked for three things.", "(a) The number of vans.", "(b) Whether they are marked.", SILENT)

    assert ["1", "2"] == told(counted, "question", "label")
    assert ["1", "2", "4", "3"] == told(in_turn, "question", "label")
    assert ["a", "b"] == told(things, "question", "label")


def test_numbers_of_an_address_begin_no_request() -> None:
    """
    '1 High Street' over '2nd floor' is no list of questions.
    """
    encoding = page("1 High Street", "2 Low Road", "Dear Requester", "I write in reply to you.", SILENT)

    assert [] == told(encoding, "question", "label")


def test_a_table_puts_a_question_and_answers_it_in_each_row() -> None:
    """
    Under 'Question' and 'Reply' a row asks in one cell, however it is worded, and answers in the next.
    """
    encoding = page(
        "You requested the following information:",
        "| No. | Question | Reply |\n|---|---|---|\n| 1 | How many vans? | 12 |\n| 2 | The supplier | Vanco Ltd |",
        "Harm",
        "The threat level is SEVERE.",
    )

    assert ["1", "2"] == told(encoding, "question", "label")
    assert [("disclosed", ("Q1",)), ("disclosed", ("Q2",))] == told(encoding, "part", "position", "question")
    assert ["severe"] == told(encoding, "threat_claim", "level")


def test_the_next_letter_of_a_request_is_no_heading() -> None:
    """
    '(b) minutes of the panel' asks for them, and takes no leave.
    """
    encoding = page(
        "Please supply:",
        "a. the number of referrals in 2016",
        "b. minutes of the referral panel",
        "a. We hold no information.",
        "b. The minutes are withheld under section 40(2).",
    )

    assert ["a", "b"] == told(encoding, "question", "label")
    assert [("not_held", ("Qa",)), ("withheld", ("Qb",))] == told(encoding, "part", "position", "question")
