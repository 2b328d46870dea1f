"""Answers that stand among the reasons for being silent on what they answer."""

import pytest
from told_facts import page, told

from ncnd_rules.encoding import Encoding

_ASKED = "\n".join(
    (
        "1. How many patrol boats does the force own?",
        "2. Has the force hired phone scanners from a supplier?",
        "3. What was spent on phone scanners in 2022?",
    )
)
_ANSWERS = (
    "In answer to question 1, the force owns four patrol boats.",
    "Wexmoor Police neither confirms nor denies holding information on questions 2 and 3, under section 31(3).",
)
_REASON = (
    "To confirm or deny it would be likely to prejudice the detection of crime, as smugglers would change their ways."
)
_BALANCE = "The public interest in maintaining the exemption outweighs that in confirming or denying."


def positions(*reasons: str, answers: tuple[str, ...] = _ANSWERS) -> set[tuple[tuple[str, ...], str]]:
    letter = with_reasons(*reasons, answers=answers)
    asked = dict(zip(told(letter, "question", "id"), told(letter, "question", "label"), strict=True))
    return {
        (tuple(asked[one] for one in part), position)
        for part, position in zip(told(letter, "part", "question"), told(letter, "part", "position"), strict=True)
    }


def with_reasons(*reasons: str, answers: tuple[str, ...] = _ANSWERS) -> Encoding:
    return page("You asked:", _ASKED, "Our answers", *answers, "Harm", _REASON, "Balance", _BALANCE, *reasons)


_ANSWERED = {(("1",), "disclosed"), (("2", "3"), "ncnd")}


@pytest.mark.parametrize(
    ("reason", "part"),
    [
        ("In respect of question 3, the sum spent in 2022 was £38,500.", (("3",), "disclosed")),
        ("Wexmoor Police has never hired such a scanner from a supplier.", (("2",), "not_held")),
        ("The force has not hired phone scanners.", (("2",), "not_held")),
        ("The force spent £38,500 on phone scanners in 2022.", (("3",), "disclosed")),
    ],
)
def test_an_answer_to_what_is_refused(reason: str, part: tuple[tuple[str, ...], str]) -> None:
    assert positions(reason) == {*_ANSWERED, part}


@pytest.mark.parametrize(
    "reason",
    [
        # supposed, of others, of the reasons themselves, or of a question that is answered anyway
        "If the force had never hired phone scanners from a supplier, to say so would help smugglers.",
        "The force has not considered the motive of whoever asks.",
        "For question 3, the public interest in silence is the stronger.",
        "Other forces spent £38,500 on phone scanners in 2022.",
        "In respect of question 1, the four boats cost £90,000.",
        "The force spent £2m on its new harbour.",
    ],
)
def test_what_answers_nothing_that_is_refused(reason: str) -> None:
    assert positions(reason) == _ANSWERED


def test_a_silence_with_a_limit_leaves_the_rest_to_be_answered() -> None:
    answers = (
        _ANSWERS[0],
        "Wexmoor Police neither confirms nor denies holding anything on covert use for 2 and 3, under section 31(3).",
    )
    found = positions("The force spent £38,500 on phone scanners in 2022.", answers=answers)
    assert (("3",), "disclosed") not in found


def test_a_denial_of_which_the_question_is_not_plain_is_left_unread() -> None:
    words = "Wexmoor Police has never held a licence of any kind."
    letter = with_reasons(words)
    assert any(
        words.startswith(letter.text[one.start : one.stop]) and "part" in (one.may_hold or ()) for one in letter.unread
    )
