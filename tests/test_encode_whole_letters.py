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


def test_a_sentence_that_leads_the_harm_in_says_why() -> None:
    """
    What stands over the harm as a whole sentence calls the exemptions what they are, and tells from what harm follows.
    """
    lead = "Sections 24 and 31 are qualified exemptions and it therefore follows that the harm has to be evidenced."
    encoding = page("Wexmoor Police", SILENT, "Section 24(2)\nSection 31(3)", lead, "Poachers would stay away.")

    assert [(("24", "31"), "qualified")] == told(encoding, "classification", "section", "says")
    assert ["qualified"] == told(encoding, "test", "because")


def test_a_weighing_is_not_meant_for_what_is_only_pointed_to() -> None:
    """
    Behind an answer under section 21 the balance is that of the silence above it.
    """
    asked = ("You asked:", "1. How many boats sail unseen?", "2. Which guidance is followed?", "Answer:")
    silent = "Q1\nWexmoor Police can neither confirm nor deny that it holds information under section 31(3)."
    pointed = "Q2\nIt is published, and section 21 applies as it is reasonably accessible by other means."
    encoding = page("Wexmoor Police", *asked, silent, pointed, "Balance test", "The two sides are of equal weight.")

    assert [(("P1",), "equal")] == told(encoding, "balance", "part", "direction")


def test_a_heading_names_the_question_that_is_answered_below_it() -> None:
    """
    'RESPONSE TO QUESTION 1' over the answer; two in small Roman numbers over another.
    """
    asked = ("You asked:", "1. Are boats used?", "2. What do they cost?")
    silent = "Wexmoor Police can neither confirm nor deny that the information you have requested is held."
    under = ("RESPONSE TO QUESTION 1", silent, "RESPONSE TO QUESTION 2", "They cost £40.")
    assert [("Q1",), ("Q2",)] == told(page("Wexmoor Police", *asked, *under), "part", "question")

    roman = ("You asked:", "i) Are boats used?\nii) Are they marked?\niii) Where?", "Response", "i) No.")
    encoding = page("Wexmoor Police", *roman, "ii) and iii) Wexmoor Police can neither confirm nor deny this.")
    assert [("Qi",), ("Qii", "Qiii")] == told(encoding, "part", "question")


def test_none_in_one_year_and_some_in_another() -> None:
    """
    'None in 2021, 2 in 2022' gives figures.
    """
    asked = ("You asked:", "1. How many boats sank in each year?", "Response")
    for said, position in (("None in 2021, 2 in 2022.", "disclosed"), ("None in 2021 or in 2022.", "not_held")):
        assert [position] == told(page("Wexmoor Police", *asked, f"1. {said}"), "part", "position")


def test_a_state_that_colleagues_are_in() -> None:
    """
    The letters of a device that was asked about are no name of a State.
    """
    asked = ("You asked:", "1. Does the force use an IMSI catcher?", "Response")
    reason = "Our colleagues in Norway would have to think again."
    encoding = page("Wexmoor Police", *asked, f"1. {SILENT}", "Section 23(5)", "Harm", reason)

    assert [("Norway", "authority")] == told(encoding, "partner", "name", "by")


def test_a_harm_to_this_activity_keeps_its_limit() -> None:
    """
    'The focus of this activity' is that of the hidden use of which was spoken before.
    """
    hidden = "Confirming or denying that information is held on covert use of boats would help poachers."
    silent = "Wexmoor Police can neither confirm nor deny that it holds information on covert use of boats under:"
    for which, scopes in (("this policing", ["covert"]), ("policing", ["covert", "unqualified"])):
        focus = f"Any information identifying the focus of {which} activity could be used to the advantage of poachers."
        encoding = page("Wexmoor Police", silent, "Section 31(3)", "Evidence of harm", f"{hidden} {focus}")
        assert scopes == sorted(set(told(encoding, "harm", "scope")))


def test_one_decision_for_some_questions_and_silence_for_others() -> None:
    """
    'I have decided to disclose ... Q3, and to neither confirm nor deny ... Q1' is silent on the first alone.
    """
    asked = ("You asked:", "Q1 Are boats used?", "Q2 Are nets used?", "Q3 What was paid?", "Decision")
    decided = (
        "I have today decided to disclose the information in relation to Q3 and to neither confirm nor deny that any "
        "information is held in relation to Q1 and Q2, pursuant to section 31(3)."
    )
    encoding = page("Wexmoor Police", *asked, decided, "Q3 £37,500")

    assert [("ncnd", ("Q1", "Q2")), ("disclosed", ("Q3",))] == told(encoding, "part", "position", "question")


def test_a_refusal_under_a_bare_section_relies_on_it_itself() -> None:
    """
    Section 31, of which the silence above named its limb, is also that under which the makers are withheld.
    """
    asked = ("You asked:", "1. Are boats used?", "2. Who made them?", "Response")
    silent = "1. Wexmoor Police can neither confirm nor deny that it holds this, by virtue of section 31(3)."
    encoding = page("Wexmoor Police", *asked, silent, "2. This information is refused under section 31 of the Act.")

    assert [("31(3)", ("P1",)), ("31", ("P2",))] == told(encoding, "citation", "provision", "part")


def test_the_head_of_a_letter_in_a_table_asks_nothing() -> None:
    """
    'Date of response | 29 June 2015'.
    """
    head = "| Force | Wexmoor Police |\n|---|---|\n| Date of response | 29 June 2015 |"
    encoding = page(head, "**Request**", "Please answer these:", "- (1) How many boats?", "**Response**", "(1) 61")

    assert ["1"] == told(encoding, "question", "label")


@pytest.mark.parametrize(
    ("right", "directions"),
    [
        ("You may ask for this response to be reviewed.", ["to_ask"]),
        ("You may complain to the Information Commissioner.", []),
    ],
)
def test_who_should_do_so_in_time(right: str, directions: list[str]) -> None:
    """
    'You should do so within 20 working days' means what the sentence before it offers.
    """
    encoding = page("Wexmoor Police", SILENT, "Section 31(3)", "Review", f"{right} You should do so within six weeks.")

    assert directions == told(encoding, "review_period", "direction")


def test_a_conclusion_that_names_its_question_is_meant_for_no_other() -> None:
    """
    A balance against disclosure may be that of what is withheld, unless it names what it weighs.
    """
    asked = ("You asked:", "1. Are boats used?", "2. Who made them?", "Response")
    silent = "1. Wexmoor Police can neither confirm nor deny that it holds this, by virtue of section 31(3)."
    withheld = "2. This is withheld under section 43(2)."
    for named, part in ((" of the information requested at question 1", "P1"), (" of the information", "P2")):
        balance = f"The balance is therefore against disclosure{named}."
        encoding = page("Wexmoor Police", *asked, silent, withheld, "Balance test", balance)
        assert [((part,), "disclosure")] == told(encoding, "balance", "part", "object")


def test_that_a_request_was_considered_answers_nothing() -> None:
    """
    What stands between the head of a request and its questions may be the authority's: 'has now been considered'.
    """
    for said, unread in (("has now been considered.", 0), ("has been refused in part.", 1)):
        asked = ("Request and Answer:", f"Your request for information {said}", "Question 1\nHow many boats?")
        encoding = page("Wexmoor Police", *asked, "Answer\n61")
        assert unread == sum("requester's words" in one.reason for one in encoding.unread)


def test_a_list_in_an_answer_that_was_lost() -> None:
    """
    '2. The force uses the following:', and then the answer to the third question.
    """
    asked = ("You asked:", "1. Are boats used?", "2. Which?", "3. How many sank?", "Response", "1. Yes.")
    uses = "2. The force uses the following:"
    for listed, given in (((), False), (("- the Heron", "- the Tern"), True)):
        encoding = page("Wexmoor Police", *asked, uses, *listed, "3. Nine sank.")
        assert [given] == [said for of, said in told(encoding, "promised_list", "of", "given") if of == "other"]


@pytest.mark.parametrize(
    ("said", "sections"),
    [
        ("Section 24 - National Security is a qualified, prejudice-based exemption and I have to show harm.", ("24",)),
        ("Both exemptions are prejudice based and qualified.", ("24", "31")),
    ],
)
def test_what_exemptions_are_called_beside_their_titles(said: str, sections: tuple[str, ...]) -> None:
    """
    A title behind the number of a section heads nothing where the sentence goes on; 'both' means what is listed.
    """
    encoding = page("Wexmoor Police", SILENT, "Section 24(2)\nSection 31(3)", said, "It would help poachers.")

    assert {(sections, "prejudice_based"), (sections, "qualified")} == set(
        told(encoding, "classification", "section", "says")
    )
