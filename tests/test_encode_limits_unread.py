"""Passages from which an answer was read, and not how far it reaches: what they may hide, and what they do not."""

from pathlib import Path

import pytest
from told_facts import page, told

from ncnd_rules.encode import encode
from ncnd_rules.encoding import Encoding
from ncnd_rules.engine import check
from ncnd_rules.letter import LIMIT
from ncnd_rules.read import read_bytes

COVERT = (
    "In addition Wexmoor Police can neither confirm nor deny that it holds any other information about the covert use "
    "of drones, by virtue of section 31(3)."
)


def letter(*answers: str) -> Encoding:
    asked = "1. How many drones do you own?", "2. What did they cost?", "3. How many pilots are there?"
    head = "Wexmoor Police", "4 March 2019", "Dear Sir", "You asked:"
    return page(*head, *asked, "Our response", *answers, COVERT, "Yours faithfully", "Information Unit")


def may_hold(encoding: Encoding) -> set[str]:
    return {kind for passage in encoding.unread for kind in passage.may_hold or ()}


def test_an_answer_whose_limit_was_not_read_answers_no_other_question() -> None:
    """
    Beside a silence on hidden use, it is open how far a figure reaches; that a question has no answer is not.
    """
    encoding = letter("1. Wexmoor Police owns 6 drones.", "2. The drones cost £9,400 in all.")

    assert LIMIT in may_hold(encoding)
    assert check(encoding).outcomes["COV-01"] == "violated"


@pytest.mark.parametrize(
    "answer",
    [
        "There are pilots, of whom more cannot be said in this place, as their lists change from day to day.",
        "Wexmoor Police cannot be drawn on numbers of that sort.",
    ],
)
def test_what_gave_no_answer_may_be_one(answer: str) -> None:
    """
    A sentence from which nothing was read may answer any question: whether one has an answer is then undecided.
    """
    encoding = letter("1. Wexmoor Police owns 6 drones.", "2. The drones cost £9,400 in all.", answer)

    assert check(encoding).outcomes["COV-01"] == "undecided"


@pytest.mark.parametrize(
    ("lead", "outcome"),
    [
        ("We can confirm, pursuant to section 1(1)(a), that we hold information about Question 1.", "violated"),
        ("We can confirm, pursuant to section 1(1)(a), that we hold information about this.", "satisfied"),
    ],
)
def test_what_leads_up_to_an_answer_is_about_the_questions_it_names(lead: str, outcome: str) -> None:
    """
    Where each question named has an answer, the sentence before it hides none to another; of all it may be one.
    """
    asked = "Question 1 – Which manual is used for drones?", "Question 2 – Who wrote the plan for the harbour?"
    manual = "It is exempt by virtue of section 21, as it is accessible to you by other means."
    text = "\n\n".join(("Wexmoor Police", "4 March 2019", "You asked:", *asked, f"{lead} {manual}", "Information Unit"))
    encoding = encode(read_bytes(text.encode(), Path("letter.txt")), "complete")

    assert check(encoding).outcomes["COV-01"] == outcome


@pytest.mark.parametrize(
    ("behind", "outcome"),
    [
        ("A boat is counted on the day it comes in.", "violated"),
        ("Each of those who steer one has sat an examination.", "undecided"),  # a word of the third
        ("", "violated"),
    ],
)
def test_what_goes_on_under_a_label_answers_no_other_question(behind: str, outcome: str) -> None:
    """
    Above the next label, or in the paragraph of an answer, nothing is said to a question that neither names.
    """
    asked = "1. How many boats came in?", "2. What did the quay cost?", "3. Who may steer the tug, by examination?"
    answers = "1. Wexmoor Police counted 6 boats.", behind, "2. The quay cost £9,400. A wall came with it."
    encoding = page("Wexmoor Police", "4 March 2019", "Dear Sir", "You asked:", *asked, "Our response", *answers)
    encoding = encoding._replace(letter=encoding.letter.model_copy(update={"copy_state": "complete", "missing": ()}))

    assert check(encoding).outcomes["COV-01"] == outcome


@pytest.mark.parametrize(
    ("lead", "questions"),
    [
        ("The first and third parts.", ("Qfirst", "Qthird")),
        ("Your last question:", ("Qthird",)),
        ("The first and third parts are of a piece.", ("Qfirst", "Qsecond", "Qthird")),
    ],
)
def test_a_line_of_questions_before_a_refusal_says_which_it_is_to(lead: str, questions: tuple[str, ...]) -> None:
    asked = "* How many boats are there?", "* Who steers them?", "* What is the tug called?"
    refusal = "Wexmoor Police neither confirms nor denies holding what you have requested, by virtue of section 31(3)."
    encoding = page("Dear Sir", "You asked:", *asked, "Our response", f"{lead} {refusal}")

    assert told(encoding, "part", "question") == [questions]


@pytest.mark.parametrize(
    ("pointer", "told_there"),
    [
        ("If you wish to complain about our answer, please see the enclosed leaflet.", False),
        ("Please see the sheet enclosed, which details your right of complaint: to us, and then to others.", False),
        ("If you wish to complain, please see the enclosed sheet for our reasons.", True),
        ("Please see the sheet enclosed, which details your right of complaint, and our reasons.", True),
    ],
)
def test_a_sheet_on_complaints_tells_no_reasons(pointer: str, told_there: bool) -> None:
    assert ("harm" in may_hold(letter("1. Wexmoor Police owns 6 drones.", pointer))) == told_there
