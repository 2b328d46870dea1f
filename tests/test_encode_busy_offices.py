"""Encoding letters as busy offices paste them: lists, days and labels where no template has them."""

import pytest
from told_facts import page, told

SILENT = "Wexmoor Police can neither confirm nor deny that it holds any other information by virtue of section 31(3)."


def test_an_answer_that_names_a_question_of_another_letter() -> None:
    """
    What is answered under a label that no printed question bears stands at no known place among those that are.
    """
    encoding = page(
        "Wexmoor Police",
        "You asked in these terms;",
        "2) if so the number of phones that were read\n3) the number of owners\n4) if the force reads any from afar",
        "Outcome of the Review",
        "There are no such lists.",
        "Q1\nI uphold this. The information was given to you.",
        "Q2\nI neither confirm nor deny that Wexmoor Police holds any information on it.",
        "Q3\nThe names of 12 were found.",
    )

    assert ("Q1",) in told(encoding, "part", "question")


@pytest.mark.parametrize(
    ("line", "sent"),
    [
        ("14 January 2014", ["2014-01-14"]),
        ("Tuesday 14 January 2014", ["2014-01-14"]),
        ("1 November 2013", []),
        ("Please send it by 14 January 2014", []),
    ],
)
def test_a_day_between_the_request_and_the_answer(line: str, sent: list[str]) -> None:
    """
    A letter without a day at its head was sent on the one that stands alone above the answer.
    """
    encoding = page(
        "Wexmoor Police",
        "I write about your request received on 02/12/2013. You asked for the following information:",
        "* How many drones does the force own?\n* What did they cost?",
        line,
        "DECISION",
        SILENT,
    )

    found = told(encoding, "date", "role", "on")

    assert sent == [f"{day}" for role, day in found if role == "response"]


@pytest.mark.parametrize("given", ["made to you on", "we made on", "dated", "sent to you on"])
def test_the_day_of_the_answer_that_is_reviewed(given: str) -> None:
    """
    The outcome of a review was sent on its own day, however it tells that of the first answer.
    """
    encoding = page(
        "Wexmoor Police",
        "22 August 2019",
        f"You asked for a review of the response {given} 8 July 2019.",
        SILENT,
    )

    assert ["2019-08-22"] == [f"{day}" for role, day in told(encoding, "date", "role", "on") if role == "response"]


REVIEW = (
    "Wexmoor Police",
    "22 August 2019",
    "INTERNAL REVIEW",
    "You asked for a review of our answer. Your original request, received on 10 June 2019, was in these terms;",
    "Please tell me",
    (
        "1) if Wexmoor Police has bought, hired or tried any tool for phones\n2) how many phones were read in 2018\n"
        "3) the number of victims whose phones were read\n4) if Wexmoor Police reads any, without their owners"
    ),
    "The first response",
    (
        "Q3 was refused on cost. For Question 4 you were given a neither confirm nor deny response under sections "
        "24(2) and 31(3)."
    ),
    "Outcome of the Review",
    "I have had no part in the first decision.",
    "Q2\nThe figure of 8,114 is correct. I neither confirm nor deny that Wexmoor Police holds anything else on it.",
    "Q3\nThe original decision under section 12 is upheld.",
    (
        "Q4\nI am satisfied that the exemptions were properly used and uphold the decision that Wexmoor Police can "
        "neither confirm nor deny whether information is held."
    ),
    "Section 31 is a prejudice based qualified exemption.",
    "Having weighed these, the public interest in releasing the report does not outweigh the harm.",
    "I do not uphold your complaint, save as to the breakdown for which I apologise.",
)


def test_a_review_that_upholds_one_silence_and_gives_another() -> None:
    """
    What was relied on at first is relied on by the silence that is upheld, and by no other one.
    """
    encoding = page(*REVIEW)

    assert [("Q2",), ("Q2",), ("Q3",), ("Q4",)] == told(encoding, "part", "question")
    assert ["disclosed", "ncnd", "cost_refusal", "ncnd"] == told(encoding, "part", "position")
    cited = told(encoding, "citation", "provision", "part")
    assert {"12": ("P3",), "24(2)": ("P4",), "31(3)": ("P4",), "31": ("P4",)} == dict(cited)
    assert (("P2",), "reliance_stated") not in told(encoding, "notice_element", "part", "element")


def test_a_request_told_under_a_semicolon_asks_whether() -> None:
    """
    'If the force has it' asks, where no clause follows for which it is a condition.
    """
    assert ["Q1", "Q2", "Q3", "Q4"] == told(page(*REVIEW), "question", "id")


def test_a_complaint_that_is_decided_offers_no_review() -> None:
    """
    Whose complaint is not upheld was told of no further review, and what weighs less than the harm concedes it.
    """
    encoding = page(*REVIEW)

    assert [] == told(encoding, "review_right", "id")
    assert "no_harm" not in told(encoding, "consideration", "argument")


@pytest.mark.parametrize(
    ("line", "asked"),
    [
        ("Questions a and b", ("Qa", "Qb")),
        ("Questions a, b & d:", ("Qa", "Qb", "Qd")),
        ("Parts b to d", ("Qb", "Qc", "Qd")),
        ("Parts a. and b.", ("Qa", "Qb")),
        ("Question d", ("Qd",)),
        ("Questions and answers", ("Qa", "Qb", "Qc", "Qd")),
    ],
)
def test_a_line_of_letters_over_an_answer(line: str, asked: tuple[str, ...]) -> None:
    """
    A line that only names questions by their letters says of which the answer below it is.
    """
    encoding = page(
        "Wexmoor Police",
        "You asked:",
        "a) How many complaints were there in 2017?\nb) How many officers were seen?\nc) How many hearings were held?\n"
        "d) What did they cost?",
        "RESPONSE",
        f"{line}\nWexmoor Police can neither confirm nor deny that it holds this, by virtue of section 31(3).",
    )

    assert [asked] == told(encoding, "part", "question")


@pytest.mark.parametrize(
    ("lead", "asked"),
    [
        ("In relation to (i) with respect to vans, and (ii) and (iii), Wexmoor Police", ("Qi", "Qii", "Qiii")),
        ("In relation to (i) and (iii), Wexmoor Police", ("Qi", "Qiii")),
        ("With respect to vans and boats (ii) alone, Wexmoor Police", ("Qii",)),
        ("In relation to vans and (as below) boats, Wexmoor Police", ("Qi", "Qii", "Qiii")),
    ],
)
def test_a_silence_adds_labels_in_brackets(lead: str, asked: tuple[str, ...]) -> None:
    """
    Labels that a clause adds behind what limits the first one are named as well.
    """
    encoding = page(
        "Wexmoor Police",
        "You asked:",
        "(i) How many vans does the force own?\n(ii) How many boats?\n(iii) What did they cost?",
        "DECISION",
        f"{lead} can neither confirm nor deny that it holds the information, by virtue of section 31(3).",
    )

    assert [asked] == told(encoding, "part", "question")


@pytest.mark.parametrize(
    ("told_of", "apart"),
    [("Alderworks", [("P2",)]), ("Birchline", []), ("them", [])],
)
def test_a_silence_that_is_led_in_by_what_it_is_about(told_of: str, apart: list[tuple[str, ...]]) -> None:
    """
    Who asked about several makers by name may be told of one, and nothing of the others.
    """
    encoding = page(
        "Wexmoor Police",
        "You asked:",
        "1. Has the force bought any tool of Alderworks, Birchline or Cedarbank?\n2. When was it last seen?",
        "DECISION",
        f"In relation to question 1 Wexmoor Police holds information on {told_of}. The price was £96,400.",
        "In relation to question 1 with respect to Birchline and Cedarbank, and question 2, Wexmoor Police can neither "
        "confirm nor deny that it holds the information you have requested, by virtue of section 31(3).",
    )

    assert apart == told(encoding, "told_apart", "part")


@pytest.mark.parametrize(
    ("asked", "apart"),
    [
        ("How much did WXP pay for vans and for boats in 2019/20?", []),
        ("How much did Alderworks pay for vans and for boats in 2019/20?", [("P2",)]),
    ],
)
def test_the_initials_of_who_answers_are_no_subject(asked: str, apart: list[tuple[str, ...]]) -> None:
    """
    An answer in figures and a silence in which the authority calls itself by its initials are about the same.
    """
    encoding = page(
        "Wexmoor X Police",
        "You asked:",
        f"1. {asked}\n2. Who drives them?",
        "Our response:",
        "1. 2019/20 £284,590",
        f"{'WXP' if 'WXP' in asked else 'On Alderworks, WXP'} can neither confirm nor deny that it holds anything on "
        "questions 1 and 2, by virtue of section 31(3). Wexmoor X Police is WXP.",
    )

    assert apart == told(encoding, "told_apart", "part")


@pytest.mark.parametrize(
    ("ends", "lost"),
    [
        (["Information Access Manager"], False),
        (["FOI Researcher", "WXP"], False),
        (["Please write to:", "Information Access Manager"], True),
        (["The balance lies with silence."], True),
    ],
)
def test_who_signs_ends_a_letter(ends: list[str], lost: bool) -> None:
    """
    The office of who signs shows the end of a letter, and that of whom to write to does not.
    """
    encoding = page("Wexmoor Police", "Ref 12/24", "4 March 2024", "Dear Ms Oak", "Request", "1. Why?", SILENT, *ends)

    assert lost == ("closing" in encoding.letter.missing)


@pytest.mark.parametrize(
    ("rights", "name"),
    [
        ("If you are dissatisfied with the decision made by Northmarch Police you can ask for a review.", True),
        ("If you are dissatisfied with the decision made by Wexmoor Police you can ask for a review.", False),
        ("You may ask for a review, which Northmarch Police carries out for us.", False),
    ],
)
def test_a_decision_that_another_force_is_said_to_have_made(rights: str, name: bool) -> None:
    """
    Rights copied from the letter of another force say that the decision is that one's.
    """
    found = told(page("Wexmoor Police", SILENT, "Complaint Rights", rights), "part", "in_name_of")

    assert ["Northmarch Police" if name else None] == found


MIXED = (
    "Wexmoor Police",
    "Date: 18/10/2024",
    "You asked:",
    "- How many people were arrested?\n- Has Mr Reed been seen by officers?\n- Please send all e-mails about it",
    "Question 1\nFour.",
    "Question 2\nWexmoor Police can neither confirm nor deny whether this is held.",
    "Question 3\nThe information is held. It is withheld under section 30(1)(a)(i) and section 40(2).",
    "This letter acts as a refusal notice for part of the request, as the following exemptions apply to Question 2:",
    "Section 30(3) Investigations\nSection 40(5A) & 40(5B)(a)(i) Personal Information",
    (
        "Section 40(5) is a class based absolute exemption. Under Article 6(1)(f) of the UK GDPR there is a legitimate "
        "interest in the public knowing who has been seen."
    ),
    "Section 30 is a class based qualified exemption.",
    "Harm in confirmation or denial",
    "To confirm who has been seen would make witnesses less likely to come forward.",
)


def test_a_list_that_says_to_which_question_it_applies() -> None:
    """
    What stands below a list for one refusal is of that, though another refusal stands nearer above the list.
    """
    encoding = page(*MIXED)

    silent = next(part for part, position in told(encoding, "part", "id", "position") if position == "ncnd")
    named = told(encoding, "classification", "section", "part")
    assert {(("40",), (silent,)), (("30",), (silent,))} == set(named)
    stated = [part for element, part in told(encoding, "notice_element", "element", "part")]
    assert (silent,) in stated


def test_a_subsection_in_short_is_argued() -> None:
    """
    Subsection (5) of section 40 stands for what replaced it, where that is listed.
    """
    cited = told(page(*MIXED), "citation", "provision", "role")

    assert ("40(5)", "argued") in cited
    assert ("40(5)", "listed") not in cited


def test_an_interest_of_data_protection_is_weighed_for_no_other_exemption() -> None:
    """
    The legitimate interests that data protection weighs are no factors of the public interest under section 30.
    """
    assert {("40",)} == set(told(page(*MIXED), "factor", "section"))


def test_what_would_make_people_less_likely_to_help_would_do_so() -> None:
    """
    How likely people are to help is not how likely it is that they are made so.
    """
    assert "would" in told(page(*MIXED), "harm", "likelihood")


@pytest.mark.parametrize(
    ("said", "scope"),
    [
        ("To state that no information is held would be as useful to offenders as to state that it is.", "covert"),
        ("To state that no information is held about drones would be as useful to offenders.", "unqualified"),
    ],
)
def test_that_no_information_is_held_names_no_subject(said: str, scope: str) -> None:
    """
    It means what the refusal covers, unless it says what the information is about.
    """
    encoding = page(
        "Wexmoor Police",
        "You asked:",
        "1. How many drones does the force own?",
        "1. Six. Wexmoor Police can neither confirm nor deny that it holds any other information on covert flights, by "
        "virtue of section 31(3).",
        "Harm",
        f"If it confirmed that it held anything on covert flights, offenders would learn what it can do. {said}",
    )

    assert scope == told(encoding, "harm", "scope")[-1]


@pytest.mark.parametrize(("where", "relied"), [("below", ["P1", "P2"]), ("of section 40", ["P2"])])
def test_a_silence_that_points_to_the_list_below(where: str, relied: list[str]) -> None:
    """
    What says that its exemption stands below shares the list that stands there.
    """
    encoding = page(
        "Wexmoor Police",
        "You asked:",
        "a) How many hearings were held?\nb) Was he heard?",
        "RESPONSE",
        "For question a, Wexmoor Police neither confirms nor denies that it holds more by virtue of the exemption "
        f"{where}.",
        "For question b, Wexmoor Police neither confirms nor denies that it holds this. The duty does not apply, by "
        "virtue of:",
        "Section 31(3) Law enforcement",
    )

    cited = told(encoding, "citation", "provision", "part")

    assert relied == [part for provision, parts in cited for part in parts if provision == "31(3)"]


@pytest.mark.parametrize(
    ("sheet", "given", "elsewhere"),
    [
        ("Your attention is drawn to the attached sheet which details your right of complaint.", True, False),
        ("Please see the attached sheet for our reasons.", False, True),
    ],
)
def test_a_sheet_of_rights_that_stands_below(sheet: str, given: bool, elsewhere: bool) -> None:
    """
    A sheet of rights whose heading stands further down is given, and no public interest test is on it.
    """
    encoding = page("Wexmoor Police", SILENT, sheet, "Yours sincerely", "COMPLAINT RIGHTS", "You may ask for a review.")

    assert [given] == told(encoding, "attachment", "given")
    assert elsewhere == any("balance" in one.may_hold for one in encoding.unread)


@pytest.mark.parametrize(
    ("conclusion", "sections"),
    [
        ("Having weighed these in respect of section 31, the balance lies in favour of silence.", ("31",)),
        ("Having weighed these, the balance lies in favour of neither confirming nor denying.", ("24", "31")),
    ],
)
def test_a_balance_that_names_its_section(conclusion: str, sections: tuple[str, ...]) -> None:
    """
    Interests named beside a conclusion do not widen it beyond the section of which it says outright that it is.
    """
    encoding = page(
        "Wexmoor Police",
        "Wexmoor Police can neither confirm nor deny that it holds this, by virtue of section 24(2) and section 31(3).",
        "Balancing test",
        f"The security of the country and the prevention of crime are paramount. {conclusion}",
    )

    assert [sections] == told(encoding, "balance", "section")


@pytest.mark.parametrize(
    ("line", "silent"),
    [
        ("(a) and (d) ", [("Qa", "Qd")]),
        ("(a), (c) & (d):", [("Qa", "Qc", "Qd")]),
        ("(b) to (d)", [("Qb", "Qc", "Qd")]),
    ],
)
def test_letters_in_brackets_over_an_answer(line: str, silent: list[tuple[str, ...]]) -> None:
    """
    Several letters in brackets on a line of their own are the labels of the answer below them, and say nothing.
    """
    encoding = page(
        "Wexmoor Police",
        "You asked:",
        "(a) Where was it flown?\n(b) What did it cost?\n(c) Who made it?\n(d) Was it shot down?",
        "Our answers",
        f"{line}\nWexmoor Police neither confirms nor denies that it holds this, by virtue of section 31(3).",
    )

    assert silent == told(encoding, "part", "question")


@pytest.mark.parametrize(
    ("head", "numbers", "silent"),
    [("RESPONSE", ("1", "2"), ("Q2",)), ("RESPONSE", ("4", "5"), ("Q1", "Q2")), ("", ("1", "2"), ("Q1", "Q2"))],
)
def test_numbers_alone_over_the_answers(head: str, numbers: tuple[str, str], silent: tuple[str, ...]) -> None:
    """
    Numbers that count from the heading of the answers on are those of the questions, others those of pages.
    """
    encoding = page(
        "Wexmoor Police",
        "REQUEST",
        "1 - How many were referred?\n2 - Is the man named in the newspaper one of them?",
        *filter(None, (head, numbers[0])),
        "Fourteen people were referred in 2018.",
        numbers[1],
        "Wexmoor Police will neither confirm nor deny that it holds information, by virtue of section 40(5B)(a)(i).",
    )

    found = told(encoding, "part", "position", "question")

    assert silent == next(question for position, question in found if position == "ncnd")


@pytest.mark.parametrize(
    ("again", "found"),
    [
        ("Confirming or denying it would reveal what the force is able to do from the air.", 1),
        ("Confirming or denying it would reveal what the force is able to do at sea.", 0),
    ],
)
def test_a_sentence_pasted_twice(again: str, found: int) -> None:
    """
    What stands twice in one paragraph of the reasons, one right behind the other, was pasted twice.
    """
    said = "Confirming or denying it would reveal what the force is able to do from the air."
    encoding = page("Wexmoor Police", SILENT, "Evidence of harm", f"{said} {again}")

    assert found == told(encoding, "text_defect", "defect").count("duplicate")


@pytest.mark.parametrize(("said", "argued"), [("I do not rely on it now", 0), ("I rely on it now", 1)])
def test_a_section_over_words_that_do_not_rely_on_it(said: str, argued: int) -> None:
    """
    A section over a passage that says that it is not relied on is no argument of the refusal.
    """
    encoding = page(
        *REVIEW[:-1],
        "Section 40(5)",
        f"You asked whether this exemption might apply. It was not part of the first response, and {said}.",
    )

    assert argued == sum(provision.startswith("40") for provision in told(encoding, "citation", "provision"))
