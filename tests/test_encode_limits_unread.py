"""Passages from which an answer was read, and not how far it reaches: what they may hide, and what they do not."""

import pytest
from told_facts import page

from ncnd_rules.encoding import Encoding
from ncnd_rules.engine import check
from ncnd_rules.letter import LIMIT

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
