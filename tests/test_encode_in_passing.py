"""Encoding what a letter says in passing: what it relies on, what it leaves open, when it was answered."""

import pytest
from told_facts import page, told

SILENT = "The Board can neither confirm nor deny that it holds anything of that kind."
ASKED = ("You asked:", "1. How many vans has the Board?", "2. Has it been told of thefts?")


@pytest.mark.parametrize(
    ("ground", "stated"),
    [
        ("Sections 23(5) and 24(2) of the Act have the effect that there is no duty to do so.", True),
        ("Section 23(5) accordingly exempts us from that duty.", True),
        ("See section 23(5).", False),
    ],
)
def test_reliance_is_told_by_what_a_section_does_to_the_duty(ground: str, stated: bool) -> None:
    """
    Behind a refusal, a sentence that says what a section does to the duty states the reliance; a name alone does not.
    """
    encoding = page("Marl Board", *ASKED, "1. Nine.", f"2. {SILENT} {ground}", "You should not infer that it exists.")

    assert stated == ("reliance_stated" in told(encoding, "notice_element", "element"))


@pytest.mark.parametrize(
    "ground",
    [
        "Section 44(2) of the Act provides that the duty to confirm or deny does not arise where that is prohibited.",
        "The Board also relies on section 30(3).",
    ],
)
def test_a_limb_that_lifts_the_duty_is_relied_on(ground: str) -> None:
    """
    In a letter that lists nothing, what is said to lift the duty, or to be relied on, is listed by that.
    """
    encoding = page("Marl Board", *ASKED, "1. Nine.", f"2. {SILENT} Section 31(3) applies.", ground)

    assert "listed" in told(encoding, "citation", "role")[1:]


@pytest.mark.parametrize(
    ("named", "role"),
    [
        ("Crime would be harder to detect in either event, section 31(1)(a).", "argued"),
        ("It is withheld by virtue of section 31(1)(a).", "listed"),
    ],
)
def test_a_limb_may_only_name_the_interest(named: str, role: str) -> None:
    """
    Where silence rests on section 31(3), the limb of disclosure named behind a harm is the interest that suffers.
    """
    encoding = page("Marl Board", *ASKED, "1. Nine.", f"2. {SILENT} Section 31(3) of the Act applies.", named)

    assert ("31(1)(a)", role) in told(encoding, "citation", "provision", "role")


@pytest.mark.parametrize(
    ("said", "denied"),
    [
        ("This does not mean that the information is held or that it is not held.", False),
        ("It does not follow that there is a file, nor that there is none.", False),
        ("If the Board says that it was not robbed, those who did it learn that they have not been found.", False),
        ("The information is not held.", True),
        ("The Board does not hold the log, nor is it held by the Council.", True),
    ],
)
def test_what_leaves_both_open_denies_nothing(said: str, denied: bool) -> None:
    """
    Who names holding and not holding in one breath says neither; nor does who supposes an answer.
    """
    encoding = page("Marl Board", *ASKED, "1. Nine.", f"2. {SILENT} Section 31(3) applies.", said)

    assert denied == ("not_held" in told(encoding, "part", "position"))


def test_what_is_denied_of_another_question_in_the_same_sentence() -> None:
    """
    'We neither confirm nor deny (b), and the answer to (c) is no' is silent on (b) alone.
    """
    asked = ("You asked:", "(a) How many vans?", "(b) Which were stolen?", "(c) Whether one has wings.")
    encoding = page("Marl Board", *asked, "In short we neither confirm nor deny (b), and the answer to (c) is no.")

    assert ("ncnd", ("Qb",)) in told(encoding, "part", "position", "question")


def test_what_finding_out_would_cost_is_no_silence_beside_another() -> None:
    """
    'We cannot tell you whether it is held', where section 12(2) is why, refuses for cost under its own label.
    """
    cost = (
        "1. We are unable to tell you whether this is held. To read every notebook would take 900 hours. Section 12(2) "
        "of the Act provides that, where the cost of complying with section 1(1)(a) would exceed the limit, we need "
        "not comply."
    )
    encoding = page("Marl Board", *ASKED, cost, f"2. {SILENT} Section 31(3) applies.")

    assert [("cost_refusal", ("Q1",)), ("ncnd", ("Q2",))] == told(encoding, "part", "position", "question")


def test_the_day_of_a_log_is_not_that_of_which_an_answer_tells() -> None:
    """
    'Answer: 18 November 2020.' under 'When?' tells a day; that of the log stands behind 'Answered:'.
    """
    encoding = page(
        "Marl Trust",
        "Received: 4 May 2021    Answered: 2 June 2021",
        "Question: When was the plan approved?",
        "Answer: 18 November 2020. It is due for renewal.",
        "Question: How often was the Trust robbed?",
        "Answer: We neither confirm nor deny that we hold this.",
        "Question: Who would look into it?",
        "Answer: The wardens.",
        "Note on the refused question",
        "Section 31(3) of the Act relieves us of the duty to confirm or deny where it would help thieves.",
    )

    assert [("received", "2021-05-04"), ("response", "2021-06-02")] == [
        (role, str(day)) for role, day in told(encoding, "date", "role", "on")
    ]
    assert [("ncnd", ("Qsecond",))] == [
        one for one in told(encoding, "part", "position", "question") if one[0] == "ncnd"
    ]
