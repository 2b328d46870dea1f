"""Encoding what busy officers paste: lists of exemptions, decisions and answers in the forms of their templates."""

import pytest
from told_facts import page, told

SILENT = "Wexmoor Police can neither confirm nor deny that it holds this by virtue of:"


def test_a_paragraph_that_begins_with_s30_is_one_of_its_own() -> None:
    """
    Below a list of limbs a sentence begins with a small letter; what it says of one section is said of no other.
    """
    listed = "s24(2) National Security\ns30(3) Investigations conducted by public authorities\ns31(3) Law Enforcement"
    encoding = page("Wexmoor Police", SILENT, listed, "s30 is a class based qualified exemption.")

    assert [("30",), ("30",)] == told(encoding, "classification", "section")


def test_harm_that_need_not_be_shown_is_no_missing_test() -> None:
    """
    Of a class no harm is asked, and the public interest is.
    """
    no_harm = "Section 30 is class based, so there is no requirement to evidence harm"
    for test, said in ((", but a public interest test has to be done.", []), (" or the public interest.", ["30"])):
        encoding = page("Wexmoor Police", SILENT, "Section 30(3)", no_harm + test)
        freed = [
            section
            for says, sections in told(encoding, "classification", "says", "section")
            if says == "needs_no_test"
            for section in sections
        ]
        assert said == freed


def test_the_day_of_a_reply_in_the_name_of_the_force() -> None:
    """
    'Wexmoor Police response of 17/12/2019' over the answer; a reply that is only referred to has a day of its own.
    """
    for line, roles in (
        ("Wexmoor Police response of 17/12/2019:", ["response"]),
        ("You refer to the Wexmoor Police response of 17/12/2019.", []),
    ):
        assert roles == told(page("Wexmoor Police", line, SILENT, "Section 31(3)"), "date", "role")


@pytest.mark.parametrize(
    ("decision", "positions"),
    [
        ("Fully exempt question 2 under section 31(1)(a).", ["withheld"]),
        ("Disclose what was located in answer to question 1.", []),
    ],
)
def test_a_list_of_decisions_withholds(decision: str, positions: list[str]) -> None:
    """
    'We have today decided to', with what is decided of each question in a line of its own.
    """
    asked = ("You asked:", "1. What did the visit cost?", "2. How many officers went?", "Response")
    encoding = page("Wexmoor Police", *asked, f"We have today decided to:\n{decision}")

    assert positions == told(encoding, "part", "position")


@pytest.mark.parametrize(
    ("reason", "stated"),
    [
        ("Having located and considered the relevant information, I regret that the duty falls away.", [True]),
        ("Having considered your letter, I regret that the duty falls away.", []),
    ],
)
def test_what_was_located_is_held(reason: str, stated: list[bool]) -> None:
    """
    Who says that it was found has said that it is held.
    """
    encoding = page("Wexmoor Police", "Decision", reason, SILENT, "Section 31(3)")

    assert stated == told(encoding, "presupposition", "stated")


def test_a_use_that_is_told_among_the_reasons() -> None:
    """
    'The force uses this equipment' says what the letter declines to say; a condition says nothing.
    """
    for reason, number in (
        ("Policing is led by intelligence and the force uses this equipment against poachers.", 1),
        ("If it were known that the force uses this equipment, poachers would stay away.", 0),
    ):
        encoding = page("Wexmoor Police", SILENT, "Section 31(3)", "Evidence of harm", reason)
        assert number == len(told(encoding, "presupposition", "stated"))


def test_a_question_and_another_by_its_number_beside_it() -> None:
    """
    'This question, or part 1': the one over which it stands, and the one that it names.
    """
    asked = ("You asked:", "1. Who owns the boat?", "2. Where is it kept?", "3. What did it cost?", "Response")
    silent = "Wexmoor Police neither confirms nor denies whether it holds information relevant to this question{}."
    for other, questions in ((", or to question 1", ("Q1", "Q3")), ("", ("Q3",))):
        encoding = page("Wexmoor Police", *asked, "2. At Larkhaven.", "3. " + silent.format(other))
        assert questions == told(encoding, "part", "question")[-1]


def test_a_label_in_front_of_lettered_answers() -> None:
    """
    'Q1 (a) Yes (b) No' is the answer to the first question.
    """
    encoding = page("Wexmoor Police", "You asked:", "Q1 Are (a) dogs (b) horses kept?", "Response", "Q1 (a) Yes (b) No")

    assert [("Q1",)] == told(encoding, "part", "question")


def test_the_number_of_the_request_where_the_letter_thanks_for_it() -> None:
    """
    'Your request of 3 May, reference 24-3316' has that number; a letter of theirs has none of its own.
    """
    for said, of_request in (
        ("Thank you for your request of 3 May 2024, reference FOI 24-3316.", True),
        ("Case reference FOI 24-3316.", False),
    ):
        encoding = page("Wexmoor Police", "Our ref: FOI 24-3361", said, SILENT, "Section 31(3)")
        assert [False, of_request] == told(encoding, "reference", "of_request")
