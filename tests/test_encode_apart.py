"""One question that asks several things, of which one is answered and another is not."""

import pytest
from told_facts import page, told

from ncnd_rules import check
from ncnd_rules.encoding import Encoding


def letter(asked: str, *answer: str) -> Encoding:
    return page("Wexmoor Police", "4 June 2019", "Dear Requester", "Request", asked, "Response", *answer)


def outcomes(encoding: Encoding) -> set[str]:
    return {finding.outcome for finding in check(encoding).findings if finding.rule in ("POS-01", "POS-02")}


SILENT = "Wexmoor Police can neither confirm nor deny that it holds"


@pytest.mark.parametrize(
    ("asked", "told_of", "silent_on"),
    [
        (
            "The number of calls made to the data desk in 2017, and any guidance on making them.",
            "The force does hold guidance. It is exempt under section 31(1)(a).",
            f"As to the number, {SILENT} anything, by virtue of section 24(2).",
        ),
        (
            "The number of calls made to the data desk in 2017, and the guidance on making them.",
            "The answer to the former is twelve calls.",
            f"As to the latter, {SILENT} anything, by virtue of section 24(2).",
        ),
        (
            "1. How many sniper rifles are there, and what is the policy on lending them?",
            "1. The policy is attached.",
            f"The number of rifles is something on which {SILENT} anything, under section 24(2).",
        ),
        (
            "1. How often have officers been called to 22 Quarry Lane, and to the lane as a whole?",
            "1. The lane as a whole saw 57 visits. We hold no record of how long they took.",
            f"{SILENT} anything about number 22, by virtue of section 40(5B)(a)(i).",
        ),
        (
            "1. Who supplies the radios, and which agencies share them?",
            "1. The force is supplied by Tannet Radio.",
            f"For the remainder {SILENT} information, under section 23(5).",
        ),
    ],
)
def test_what_two_answers_name_tells_them_apart(asked: str, told_of: str, silent_on: str) -> None:
    """
    Each names another of the things that were asked, or the silence says that it is about the rest.
    """
    encoding = letter(asked, told_of, silent_on)
    assert {"ncnd"} < set(told(encoding, "part", "position"))
    assert len(told(encoding, "told_apart", "part")) == 1
    assert outcomes(encoding) == set()


@pytest.mark.parametrize(
    ("asked", "told_of", "silent_on"),
    [
        # One thing is asked.
        ("How many sniper rifles are there?", "The force has nine sniper rifles.", f"{SILENT} this, section 24(2)."),
        # The silence is about all that was asked.
        (
            "How many sniper rifles are there, and what did they cost?",
            "The force has nine sniper rifles.",
            f"{SILENT} the information requested, by virtue of section 24(2).",
        ),
        # It is about what was told, though the reasons for it speak of the rest.
        (
            "How many sniper rifles are there, and what did they cost?",
            "The force has nine sniper rifles, at a cost of £8,000.",
            f"{SILENT} anything on sniper rifles, because the cost would tell how many there are: section 24(2).",
        ),
    ],
)
def test_what_is_said_of_the_same_thing_is_not_told_apart(asked: str, told_of: str, silent_on: str) -> None:
    """
    Where one thing was asked, or the silence is about all of it, the two contradict each other.
    """
    encoding = letter(asked, told_of, silent_on)
    assert told(encoding, "told_apart", "part") == []
    assert outcomes(encoding) == {"violated"}


def test_what_cannot_be_told_apart_is_no_certain_contradiction() -> None:
    """
    'This' may be the price or the number: the finding is undecided, and the question is listed as not wholly read.
    """
    encoding = letter(
        "How many sniper rifles are there, and what did they cost?",
        "The force has nine sniper rifles.",
        f"{SILENT} this, by virtue of section 24(2).",
    )
    assert outcomes(encoding) == {"undecided"}
    assert ["told_apart"] in [list(unread.may_hold or ()) for unread in encoding.unread]
    # It says so itself: every word of the question was read.
    assert encoding.absence_doubts(["request"], {"told_apart"}) == tuple(
        unread.reason for unread in encoding.unread if unread.was_read
    )


def test_a_silence_on_no_question_by_name_need_not_be_on_the_one_that_is_answered() -> None:
    """
    Which of two questions it is about is not said: it may be the other. 'The information requested' is of both.
    """
    asked = "1. How many sniper rifles are there?\n\n2. Who trains with them?"
    silent = "Section 24(2) applies. We can neither confirm nor deny this."
    assert outcomes(letter(asked, "The answer to question 1 is nine rifles.", silent)) == {"undecided"}
    silent = f"{SILENT} the information requested: section 24(2)."
    assert outcomes(letter(asked, "The answer to question 1 is nine rifles.", silent)) == {"violated"}


def test_a_list_of_exemptions_by_subject_gives_the_silence_its_own() -> None:
    """
    'Hydrants: s24(1). Chemical attack: s24(2).': the limb for silence serves the silence, though the section was named.
    """
    encoding = page(
        "Wexmoor Fire Service",
        "Request",
        "1. The places of all hydrants.",
        "2. The plan for a chemical attack.",
        "Response",
        "1. The places are held and are withheld.",
        "2. The Service can neither confirm nor deny that it holds a plan.",
        "Exemptions relied on",
        "Hydrants: s24(1) (safeguarding national security). Chemical attack: s24(2).",
    )
    assert told(encoding, "citation", "provision", "part") == [("24(1)", ("P1",)), ("24(2)", ("P2",))]


def test_what_is_named_under_a_label_is_named_for_the_refusal_there() -> None:
    """
    Two silences, each under its label, rest on two limbs of section 40.
    """
    encoding = page(
        "Wexmoor Council",
        "Request",
        "(a) All that you hold on me.",
        "(b) Whether my neighbour has been referred.",
        "Response",
        "(a) We do not have to confirm or deny whether we hold any - section 40(5A) - as you may ask for it elsewhere.",
        "(b) We can't confirm or deny this. It is personal data of another (section 40(5B)(a)(i)), and private.",
    )
    assert told(encoding, "citation", "provision", "part") == [("40(5A)", ("P1",)), ("40(5B)(a)(i)", ("P2",))]
