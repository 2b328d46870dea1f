"""Findings on letters that look defective and are right, and on letters that look right and are defective."""

import pytest
from told_facts import page, told

from ncnd_rules.encoding import Encoding
from ncnd_rules.engine import Checker
from ncnd_rules.registers import load_registers
from ncnd_rules.rule_files import load_ruleset


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker(load_ruleset(), load_registers())


def violated(checker: Checker, encoding: Encoding) -> set[str]:
    """The rules with which a letter is inconsistent."""
    return {one.rule for one in checker.check(encoding).findings if one.outcome == "violated"}


@pytest.mark.parametrize(
    ("says", "alternatives"),
    [
        ("Sections 23(1) and 24(1) are cited in the alternative, so as to give nothing away.", True),
        ("They are relied on in the alternative.", True),
        ("We do not say which of the two applies.", True),
        ("We do not say which of our files it is in.", False),
        ("To say which of these exemptions applies would show whether such a body is concerned.", True),
        ("You may alternatively ask the archive.", False),
    ],
)
def test_exemptions_may_be_called_alternatives_behind_where_they_are_listed(says: str, *, alternatives: bool) -> None:
    """
    A sentence of its own says that two exemptions are alternatives as well as the one that lists them.
    """
    encoding = page(
        "Cabinet Office",
        "14 June 2023",
        "You asked for letters about spyware. We hold this information.",
        f"It is exempt from disclosure under section 23(1) or section 24(1) of the FOI Act. {says}",
    )

    assert {alternatives} == set(told(encoding, "citation", "in_the_alternative"))


@pytest.mark.parametrize(
    "says",
    [
        "Your request has been considered and our answer is below.",
        "The arguments for and against are set out in the attached Annex B.",
        "The public interest considerations are set out below.",
        "Section 23(1) of that Act says that this is exempt under section 44(1)(a) if its disclosure would name him.",
    ],
)
def test_what_leads_to_an_answer_or_its_reasons_gives_nothing(says: str) -> None:
    """
    Words that say where the answer, the reasons or the law stand take no position beside the silence.
    """
    silence = "We neither confirm nor deny that we hold this information, by virtue of section 44(2)."

    assert told(page("You asked:", "Has an enquiry been opened?", "Response", silence, says), "part", "position") == [
        "ncnd"
    ]


QUESTIONS = ("1. How many attacks were there?", "2. Was a ransom paid?", "3. What did training cost?")


@pytest.mark.parametrize("points", ["As question 1.", "See response to question 1", "Please see answer 1 above."])
def test_an_answer_that_points_to_a_refusal_extends_it(checker: Checker, points: str) -> None:
    """
    The refusal that is pointed to covers both questions: neither is unanswered, and its grounds are told once.
    """
    encoding = page(
        QUESTIONS[0],
        "The Trust can neither confirm nor deny whether information is held, under section 31(3) of the FOI Act.",
        QUESTIONS[1],
        points,
        QUESTIONS[2],
        "£14,200",
    )

    assert told(encoding, "part", "question", "position") == [(("Q1", "Q2"), "ncnd"), (("Q3",), "disclosed")]
    assert not {"COV-01", "NOT-02"} & violated(checker, encoding)


def test_an_answer_that_points_to_an_answer_gives_the_same() -> None:
    """
    What was answered is answered again, of each question in its own part.
    """
    encoding = page(QUESTIONS[0], "No information held.", QUESTIONS[1], "See question 1.", QUESTIONS[2], "£14,200")

    assert told(encoding, "part", "question", "position") == [
        (("Q1",), "not_held"),
        (("Q2",), "not_held"),
        (("Q3",), "disclosed"),
    ]


@pytest.mark.parametrize(
    ("law", "ties"),
    [
        (
            "Section 40(5B)(a)(i) of the Act provides that the duty to confirm or deny does not arise where it would.",
            True,
        ),
        ("Section 40(5B)(a)(i) - personal data of others", False),
    ],
)
def test_a_refusal_rests_on_the_law_that_is_told_beside_it(checker: Checker, law: str, *, ties: bool) -> None:
    """
    Who refuses, and says what a section takes away, says on what the refusal rests; a bare section does not.
    """
    encoding = page(
        "Thornbury District Council",
        "11 May 2023",
        "Your request of 14 April 2023 was: Has the Head of Planning been the subject of complaints?",
        "The Council is refusing to confirm or deny whether it holds this information.",
        law,
        "Yours sincerely",
        "If you are unhappy you may ask for a review, or complain to the Information Commissioner, www.ico.org.uk.",
    )

    assert ties == ("NOT-01" not in violated(checker, encoding))


def test_several_requests_are_answered_in_turn(checker: Checker) -> None:
    """
    What stands under the answer to one request is not said of another, though its list begins again at 1.
    """
    encoding = page(
        "Request FOI 301/19",
        "1. How many drones does the force own?",
        "2. How many pilots left in 2018?",
        "Our answer to FOI 301/19",
        "The information you requested is provided below.",
        "Request FOI 302/19",
        "1. Has the force flown drones over schools?",
        "Our answer to FOI 302/19",
        "The force neither confirms nor denies that it holds this, by virtue of section 31(3) of the FOI Act.",
    )

    assert told(encoding, "part", "question", "position") == [(("Q1", "Q2"), "disclosed"), (("Q3",), "ncnd")]
    assert "POS-02" not in violated(checker, encoding)


def test_what_is_met_with_silence_beyond_the_answers_is_so_for_every_request() -> None:
    """
    A limit of its own shows that a silence goes on from all answers, and not from the last alone.
    """
    encoding = page(
        "Request",
        "How many drones does the force own?",
        "Response",
        "The force owns ten drones.",
        "Request",
        "How many pilots fly them?",
        "Response",
        "There are three pilots.",
        "The force neither confirms nor denies that it holds any other information, by virtue of section 31(3).",
    )

    assert told(encoding, "part", "question", "position") == [
        (("Qfirst",), "disclosed"),
        (("Qsecond",), "disclosed"),
        (("Qfirst", "Qsecond"), "ncnd"),
    ]


@pytest.mark.parametrize(
    ("heading", "section"),
    [
        ("Reasons for our answer", "harm"),
        ("Reasons for refusal", "harm"),
        ("Reasons for answering", "public_interest"),
    ],
)
def test_the_reasons_for_an_answer_are_no_side_of_a_test(heading: str, section: str) -> None:
    """
    A heading over the reasons for the whole decision files nothing under one side of the public interest.
    """
    encoding = page(
        "Request",
        "How many drones does the force own?",
        "Response",
        "The force neither confirms nor denies that it holds this, by virtue of section 31(3) of the FOI Act.",
        heading,
        "To confirm or deny it would be likely to prejudice the prevention of crime.",
    )

    assert section == next(one.section for one in encoding.said or () if one.words.startswith("To confirm"))
