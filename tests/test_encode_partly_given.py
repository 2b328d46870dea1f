"""Encoding pages that give some and refuse some, refuse for the work, or print the law, guidance or notes to staff."""

import pytest
from told_facts import page, told

ASKED = ("Request", "1. How many vans does the force own?", "2. What did each cost?", "Response")


@pytest.mark.parametrize(
    "gives",
    [
        "However while some of this information is attached I am withholding the remainder under section 31(1)(a).",
        "We are going to release the list, except for a few redactions, all exempt. It is refused by section 40(2).",
        "We are able to provide it, subject to redactions since the exemption in section 40(2) applies. It is refused.",
        "Please find the requested list attached. We are not obliged to supply some of the costs under section 43.",
        "The lists are attached. As a point of note redactions have been made in accordance with the Act.",
    ],
)
def test_what_is_given_stands_beside_what_is_kept_back(gives: str) -> None:
    """
    One sentence, or one paragraph, may give some of what was asked for and refuse the rest.
    """
    assert {"disclosed", "withheld"} == set(told(page(*ASKED, gives), "part", "position"))


@pytest.mark.parametrize(
    "leads",
    [
        "I can confirm that the information is held however cannot be disclosed for the following reasons.",
        "In relation to your further point, we are unable to provide this information.",
    ],
)
def test_what_cannot_be_given_for_the_work_is_refused_on_cost_alone(leads: str) -> None:
    """
    Words that only lead up to what it would cost refuse nothing under an exemption that they do not name.
    """
    cost = "To read each record would take over 18 hours, which would exceed the appropriate limit in section 12(1)."

    assert ["cost_refusal"] == told(page(*ASKED, f"{leads} {cost}"), "part", "position")
    assert "withheld" in told(page(*ASKED, leads, "Section 31(1)(a) Law Enforcement"), "part", "position")


def test_what_shows_a_burden_is_not_given() -> None:
    """
    'There are 26 files' and 'does not hold any value' say why a request is a burden, and answer nothing.
    """
    encoding = page(
        *("You asked", "Please send all files on vans.", "We answered"),
        "However, we are refusing to provide the requested information under section 14(1) of the FOI Act.",
        "There are 26 files, of 30 to 48 pages each, captured by your request.",
        "We believe that the purpose of your request does not hold any current public value.",
    )

    assert ["vexatious"] == told(encoding, "part", "position")
    assert ["not_held"] == told(page(*ASKED, "The force does not hold any current list of vans."), "part", "position")


def test_a_note_to_staff_is_not_silent_on_anything() -> None:
    """
    'That you hold' is said to who answers, in a pattern for letters.
    """
    encoding = page(
        "Standard reply 4. Some is withheld.",
        "It may be right, when withholding something, to 'neither confirm nor deny' (NCND) that you hold it.",
        *("Dear Requester", "A copy of what can be disclosed is enclosed."),
        "The remainder of the information that you requested is exempt under section 31(1)(a).",
    )

    assert "ncnd" not in told(encoding, "part", "position")
    assert ["ncnd"] == told(page(*ASKED, "We neither confirm nor deny that we hold it."), "part", "position")


def test_the_conditions_of_section_40_are_the_acts() -> None:
    """
    The list that section 40 prints asks nothing, and 'right to object' in it is no right of who asked.
    """
    encoding = page(
        *(*ASKED, "The names of drivers are exempt under section 40(2).", "Section 40: - Personal Information"),
        "(2) Any information to which a request for information relates is also exempt information if-",
        "1. it constitutes personal data which does not fall within subsection (1), and",
        "2. the first, second or third condition below is satisfied.",
        "(3A) The first condition is that the disclosure of the information to a member of the public-",
        "1. would contravene any of the data protection principles, or",
        "(3B) The second condition is that the disclosure would contravene Article 21 of the GDPR (right to object).",
    )

    assert ["1", "2"] == told(encoding, "question", "label")
    assert [] == told(encoding, "review_right")


def test_examples_of_a_kind_of_request_ask_nothing() -> None:
    """
    What guidance lists of requests that may be refused was not asked by this one.
    """
    encoding = page(
        "Thank you for your request for the files on vans. We are refusing your request under section 14(1).",
        "The ICO guidance provides the following examples of a 'fishing' request which may fall under it if it:",
        "- Imposes a burden by obliging the authority to sift",
    )

    assert not any("burden" in fact.evidence[0].quote for fact in encoding.facts if fact.kind == "question")


def test_what_was_asked_to_be_made_clear_is_the_authoritys() -> None:
    """
    Under 'Clarification sought' the authority asks.
    """
    encoding = page(
        "I would like to request the following information:\nRequest 1\nHow many vans does the force own?\n"
        "Request 2\nPlease break this down by year.\nI'd also like to enquire about the following:\n"
        "Clarification sought\nFor Request 3, can you clarify the question? For example, are you seeking hired vans?\n"
        "Clarification Received\nYes, those.\nRequest 3\nWhat did each cost?\nAnswer\nWe own 40 vans."
    )

    assert not any("seeking" in fact.evidence[0].quote for fact in encoding.facts if fact.kind == "question")


def test_a_request_in_single_quotation_marks_ends_with_them() -> None:
    """
    In a letter that runs on in one paragraph the answer begins behind the mark.
    """
    encoding = page(
        "Dear Requester Thank you for your email of 5 June. You asked: 'Please provide all letters on vans. Keep "
        "to the weeks between 3 and 12 February'. I can confirm that the Office does hold information relevant to your "
        "request. However, we do not intend to release it as we judge it is exempt under section 31(1)(a) of the Act."
    )

    assert ["withheld"] == told(encoding, "part", "position")
    assert not any("intend" in fact.evidence[0].quote for fact in encoding.facts if fact.kind == "question")


def test_an_exemption_serves_the_refusal_that_was_stated_last() -> None:
    """
    What is withheld may be said again behind a silence, over an exemption of its own.
    """
    encoding = page(
        "I have decided today to disclose part of the information that you requested.",
        "Other data has been withheld, being exempt from disclosure, so that this letter serves as a Refusal "
        "Notice under Section 17 of the Act by virtue of the following exemption:",
        "Section 40(2) - Personal Information",
        "Limitation on disclosure (Partial NCND)",
        "The duty in Section 1(1)(a) of the Act does not apply, by virtue of the following exemption:",
        *("Section 24(2) - National Security", "Section 31(3) - Law Enforcement", "Reason for decision"),
        "In respect of Questions One (1) and Two (2), information is not held or recorded by the force.",
        "In respect of Question Four (4) this information is held but exempt by virtue of the following exemption:",
        "Section 22 - Information intended for future publication",
    )

    assert {("40(2)", "withhold"), ("24(2)", "ncnd"), ("31(3)", "ncnd"), ("22", "withhold")} == set(
        told(encoding, "citation", "provision", "purpose")
    )


@pytest.mark.parametrize(
    "weighs",
    [
        "Section 43 is qualified, so thought was given to whether the greater public interest lies in withholding it.",
        "Section 30 requires a public interest test, but shall not require that we show harm in disclosure.",
    ],
)
def test_that_a_test_was_put_concludes_nothing(weighs: str) -> None:
    """
    'Whether the greater interest lies in ...' is the question, and not its answer.
    """
    encoding = page(*ASKED, "The costs are exempt under sections 30(1) and 43(2).", weighs)

    assert [] == told(encoding, "balance", "direction")
    assert [] == told(encoding, "factor", "side")


def test_a_heading_that_breaks_off_is_no_factor() -> None:
    """
    'Factors Favouring Non-Discl' ends a copy, and argues nothing.
    """
    encoding = page(
        *(*ASKED, "The costs are exempt under section 31(1)(a).", "Factors Favouring Disclosure"),
        *("People have an interest in how public money is spent.", "Factors Favouring Non-Discl"),
    )

    assert ["for"] == told(encoding, "factor", "side")


def test_a_question_that_is_printed_again_does_not_answer_itself() -> None:
    """
    In one paragraph with its answer it may end in a full stop, and bear no number.
    """
    encoding = page(
        "Request detail:",
        "1) The number of vans in your force which have been sold at auction, in the years up to your reply.",
        "2)The sum your force was paid for these vans.",
        "Response detail:",
        "Thank you for your Freedom of Information request. Please see responses below.",
        "The number of vans in your force which have been sold at auction, in the years up to your reply.  "
        "We do not routinely record sales. During that time there was a nil return",
    )

    assert ["not_held"] == told(encoding, "part", "position")


@pytest.mark.parametrize(
    "work",
    [
        "We consider that answering this request would represent a disproportionate effort.",
        "Complying with this request would place an unreasonable burden on a small office.",
    ],
)
def test_the_work_of_an_answer_is_no_harm(work: str) -> None:
    """
    What an answer would demand of those who write it is none of what the exemptions guard against.
    """
    encoding = page(*ASKED, "We are refusing the request under section 14(1).", work)
    harm = page(*ASKED, "The list is exempt under section 31(1)(a).", "Releasing the list would help thieves.")

    assert [] == told(encoding, "harm")
    assert [()] == told(harm, "harm")
