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


@pytest.mark.parametrize(
    ("request_", "questions"),
    [
        ("Please supply: (a) the number of Tasers held; (b) the number of trackers owned.", ["a", "b"]),
        ("1. Please supply: (a) the number of Tasers held; (b) the number of trackers owned.", ["1", "1a", "1b"]),
        ("Please supply the records under section 8(a) and (b) of the policy.", ["first"]),
        ("How many Tasers are held in (a) the north or (b) the south?", ["first"]),
    ],
)
def test_points_in_one_line_of_a_request_are_questions(request_: str, questions: list[str]) -> None:
    """
    A list in a line is asked point by point where it is set as one, and not wherever letters stand in brackets.
    """
    encoding = page("Request", request_, "Response", "No information is held.")

    assert questions == told(encoding, "question", "label")
    assert "list" not in {item.reason for item in encoding.unread}


def test_an_answer_to_one_point_is_not_held_against_the_silence_on_another(checker: Checker) -> None:
    """
    Answers under the letters of such points, and a silence that names one of them, are each about their own.
    """
    encoding = page(
        "Request:",
        "Please supply: (a) the number of Tasers held; (b) details of any covert tracking devices owned.",
        "Response:",
        "(a) 240",
        "(b) Please see below.",
        "Wexmoor Police can neither confirm nor deny that it holds anything on part (b) by virtue of section 31(3).",
    )

    assert told(encoding, "part", "question", "position") == [(("Qa",), "disclosed"), (("Qb",), "ncnd")]
    assert not {"COV-01", "POS-02", "COV-06"} & violated(checker, encoding)


def test_a_question_whose_every_point_is_answered_is_answered(checker: Checker) -> None:
    """
    What leads in the points of a labelled question asks nothing beyond them.
    """
    asked = "1. Please supply: (a) the number of Tasers held; (b) the number of trackers owned."

    assert "COV-01" not in violated(checker, page("Request", asked, "Response", "1(a) 240", "1(b) 12"))


REVIEWED = (
    "Dear Ms Idris",
    "I write further to your e-mail of 3 May 2023, in which you asked for a review of our reply dated 20 April 2023.",
    "Your request",
    '"How many searches did the force ask of the National Crime Agency?"',
    "Review",
    "Section 24(2). Silence is reasonably necessary for safeguarding national security.",
    "There is a public interest in knowing how often such searches are made; that in not showing them is stronger.",
    "Section 31(3). I consider that section 31(3) adds nothing and I no longer rely on it.",
    "Conclusion",
    "I uphold the decision to neither confirm nor deny, under section 24(2).",
    "Yours sincerely",
    "31 May 2023",
)


def test_a_review_is_read_under_its_own_heading_and_bears_its_own_day(checker: Checker) -> None:
    """
    'Review' heads the answer of a letter that gives one; the day of the first answer is not its own, and an exemption
    that it gives up is not argued.
    """
    encoding = page(*REVIEWED)

    assert ["2023-05-31"] == [str(day) for role, day in told(encoding, "date", "role", "on") if role == "response"]
    assert [] == told(encoding, "authority", "name")
    assert ["24(2)"] == [one for one, role in told(encoding, "citation", "provision", "role") if role == "listed"]
    assert not {"REF-01", "PIT-01"} & violated(checker, encoding)


def test_an_offer_of_a_review_stays_among_the_rights() -> None:
    """
    In a first answer the same heading stands over the right to ask for a review.
    """
    encoding = page(*SILENT, "Review", "You may ask for a review within two months.")

    assert "rights" == (encoding.said or ())[-1].section


SILENT = (
    "You asked:",
    "Has the force bought hidden cameras?",
    "Response",
    "Wexmoor Police can neither confirm nor deny that it holds this information.",
)


@pytest.mark.parametrize(
    ("announced", "states"),
    [
        (
            "The exemptions, as well as the factors considered in deciding where the balance lies, are listed below:",
            True,
        ),
        ("The exemptions made by Parliament are many, and these are some:", False),
    ],
)
def test_exemptions_that_are_listed_as_the_ones_are_relied_on(
    checker: Checker, announced: str, *, states: bool
) -> None:
    """
    'The exemptions are listed below' says of what it lists that the refusal rests on it.
    """
    encoding = page(*SILENT, announced, "Section 24(2) National Security", "Section 31(3) Law Enforcement")

    assert states == ("reliance_stated" in told(encoding, "notice_element", "element"))


@pytest.mark.parametrize(
    ("says", "called"),
    [
        ("The exemptions are absolute and therefore no public interest test is needed.", True),
        ("These exemptions are both absolute.", True),
        ("The exemption is absolute.", False),
        ("Some exemptions are absolute and others are qualified.", False),
    ],
)
def test_what_is_said_of_the_exemptions_is_said_of_each(checker: Checker, says: str, *, called: bool) -> None:
    """
    'The exemptions are absolute' names no section and means all that are relied on.
    """
    encoding = page(*SILENT[:-1], f"{SILENT[-1][:-1]}, by virtue of sections 31(3) and 38(2).", "Public interest", says)

    assert called == ("PIT-04" in violated(checker, encoding))


def test_a_letter_whose_title_names_its_request_prints_none_below_it() -> None:
    """
    'Request Number: 301/19' alone at the top is a title: what stands below it are the authority's words.
    """
    encoding = page("Request Number: 301/19", "Wexmoor Police", "Under the FOI Act 2000 we hold no such information.")

    assert ["foia"] == told(encoding, "regime", "act")
    assert ["not_held"] == told(encoding, "part", "position")


MINISTRY = (
    "Ministry of Harbours",
    "12 July 2018",
    "Thank you for your letter about patrols in the strait.",
    "The Ministry neither confirms nor denies that it holds this under sections 24(2) and 26(3) of the FOI Act.",
    "Both are qualified and are subject to a public interest test, which has been carried out.",
)


@pytest.mark.parametrize(
    "against",
    [
        "Against, I have considered that an answer would help those who plan attacks, and put ships in danger.",
        "Against stand the safety of crews and the security of the strait, which an answer would put in danger.",
        "It must be said against it that an answer would help those who plan attacks.",
        "There is a far greater one in not helping those who plan attacks.",
    ],
)
def test_both_sides_of_a_test_are_read_in_running_text(checker: Checker, against: str) -> None:
    """
    What was 'taken into account' in favour of an answer is a factor and no heading, and 'against' turns to the other.
    """
    encoding = page(
        *MINISTRY,
        "In favour of a confirmation or denial I have taken into account the strong public interest in knowing what "
        "patrols there are.",
        against,
        "On balance, the public interest in maintaining the exclusion outweighs that in confirming or denying.",
    )

    assert told(encoding, "factor", "side") == ["for", "against"]
    assert not {"PIT-06", "PIT-07", "PIT-22"} & violated(checker, encoding)


def test_sections_in_brackets_behind_a_refusal_are_relied_on() -> None:
    """
    Behind a refusal brackets say on what it rests; behind an argument they only file it.
    """
    refusal = "We can neither confirm nor deny that we hold this (sections 23(5) and 24(2) FOIA)."
    argument = "An answer would help offenders (section 31(3))."
    bare = "We can neither confirm nor deny that we hold this."

    assert "reliance_stated" in told(page("You asked:", "Were you warned?", refusal), "notice_element", "element")
    assert "reliance_stated" not in told(
        page("You asked:", "Were you warned?", bare, argument), "notice_element", "element"
    )


@pytest.mark.parametrize(
    "answers",
    [
        ("Question\tAnswer\n1\t14\n2\tNCND - s.31(3)\n3\t£12,000",),
        ("Question | Response", "1 | 14", "2 | NCND - s.31(3)", "3 | £12,000"),
        ("Q1\n14\nQ2\nNeither confirmed nor denied, section 31(3)\nQ3\n£12,000",),
    ],
)
def test_a_table_that_a_copy_has_flattened_answers_line_by_line(checker: Checker, answers: tuple[str, ...]) -> None:
    """
    A number under or beside the label of a question is its answer, and no number of the page.
    """
    asked = ("1. How many drones does the force own?", "2. Does it use IMSI catchers?", "3. What did they cost?")
    encoding = page("Request", *asked, "Response", *answers)

    assert told(encoding, "part", "question", "position") == [
        (("Q1",), "disclosed"),
        (("Q2",), "ncnd"),
        (("Q3",), "disclosed"),
    ]


def test_that_the_duty_does_not_arise_states_reliance() -> None:
    """
    The words of the Act for it are enough wherever they stand; a recital of when it does not arise is not.
    """
    silent = ("You asked:", "Has the officer been the subject of complaints?", "We neither confirm nor deny it.")

    says = page(*silent, "This would be unfair. The duty to confirm or deny therefore does not arise.")
    recites = page(*silent, "The duty to confirm or deny does not arise if information is exempt.")

    assert "reliance_stated" in told(says, "notice_element", "element")
    assert "reliance_stated" not in told(recites, "notice_element", "element")


def test_what_is_asked_in_quotation_marks_is_answered_point_by_point(checker: Checker) -> None:
    """
    'You asked "whether ..., and for copies of ..."' asks two things; 'As to whether' says which is met with silence.
    """
    encoding = page(
        "Cadwell Council",
        'You asked "whether Trading Standards is investigating Sunbeam, and for copies of complaints on its holidays."',
        "It received 14 complaints about holidays; copies of these are enclosed.",
        "As to whether there is an investigation, the Council neither confirms nor denies that it holds this.",
    )

    assert told(encoding, "part", "question", "position") == [(("Qsecond",), "disclosed"), (("Qfirst",), "ncnd")]
    assert "POS-02" not in violated(checker, encoding)


def test_questions_that_lost_their_italics_are_told_from_the_answers() -> None:
    """
    'Were any? Please give numbers.' asks, and so does 'Please send ...' where questions are answered in turn.
    """
    encoding = page(
        "How many staff were dismissed?",
        "Seven staff were dismissed.",
        "Were any of them reported? Please give numbers.",
        "Yes: 4.",
        "Please send the disciplinary policy.",
        "It is attached.",
    )

    assert ["first", "second", "second (2)", "third"] == told(encoding, "question", "label")


def test_entries_that_begin_with_a_small_letter_are_lines_of_their_own(checker: Checker) -> None:
    """
    's31(3) - law enforcement' and 's23 - absolute' below it are two entries: the one is not called what the other is.
    """
    encoding = page(
        "You asked:",
        "How many phones were downloaded without their owners' knowledge?",
        "Wexmoor Police neither confirms nor denies that it holds this, by virtue of:",
        "s23(5) - security bodies\ns31(3) - law enforcement",
        "s23 - absolute, no harm or public interest test needed",
        "s31 - qualified and prejudice based",
    )

    assert {("23",), ("31",)} == set(told(encoding, "classification", "section"))
    assert "PIT-04" not in violated(checker, encoding)


def test_a_sentence_that_wraps_at_a_section_is_joined() -> None:
    """
    A line that ends in the middle of a clause goes on, though the next begins as an entry would.
    """
    encoding = page("The force neither confirms nor denies that it holds this, in reliance on the exemption of\ns31(3)")

    assert ["31(3)"] == told(encoding, "citation", "provision")
    assert 1 == len(encoding.said or ())


def test_reasons_behind_several_silences_are_those_of_each(checker: Checker) -> None:
    """
    Behind the last labelled answer a heading stands over the reasons for all that is met with silence there.
    """
    encoding = page(
        "You asked:",
        "1) Has the force used live facial recognition?",
        "2) Does it share images with the agencies?",
        "Response",
        "1) The force has not used it overtly.",
        "2) Neither confirmed nor denied - section 31(3).",
        "As to covert use (question 1) the force can neither confirm nor deny that it holds this, by section 31(3).",
        "The harm",
        "Either answer would be likely to prejudice the detection of crime.",
    )

    silent = [part for part, position in told(encoding, "part", "id", "position") if position == "ncnd"]
    assert [tuple(silent)] == told(encoding, "harm", "part")
    assert not {"HARM-05", "HARM-07", "REF-02"} & violated(checker, encoding)


@pytest.mark.parametrize(
    ("denial", "scope"),
    [
        ("The force has never owned one, overtly or covertly.", "unqualified"),
        ("The force has never owned one overtly.", "overt"),
    ],
)
def test_both_kinds_of_use_together_are_no_limit(denial: str, scope: str) -> None:
    """
    What is denied 'overtly or covertly' is denied altogether.
    """
    encoding = page("You asked:", "Does the force own a jammer?", "Response", denial)

    assert [("not_held", scope)] == told(encoding, "part", "position", "scope")


@pytest.mark.parametrize(
    ("says", "reached"),
    [
        ("The NCA is not subject to the Freedom of Information Act 2000.", False),
        ("The National Crime Agency is not a public authority for the purposes of the Act.", False),
        ("We are not listed in Schedule 1 to the Act.", False),
        ("The Freedom of Information Act does not apply to the National Crime Agency.", False),
        ("If the company is not subject to the Freedom of Information Act, please write to it.", True),
        ("Border Watch Limited is not subject to the Freedom of Information Act.", True),
    ],
)
def test_who_is_subject_to_no_act_breaks_no_duty_of_it(checker: Checker, says: str, *, reached: bool) -> None:
    """
    A body that no Act reaches owes no notice and no word of rights; what it says of another body changes nothing.
    """
    encoding = page(
        "National Crime Agency",
        "14 June 2023",
        "Thank you for your request of 1 June 2023: How many analysts does the NCA employ?",
        "Freedom of Information Act 2000",
        f"{says} We will not be providing the information.",
        "Yours sincerely",
    )

    assert ["foia" if reached else "none"] == told(encoding, "regime", "act")
    assert ["withheld"] == told(encoding, "part", "position")
    assert reached == ("RGT-02" in violated(checker, encoding))


@pytest.mark.parametrize(
    ("author", "under", "act"),
    [
        ("Office of Example Affairs", "under the Freedom of Information Act, 5 U.S.C. § 552", "other"),
        ("Department of Example", "under the Freedom of Information Act 2014 (the FOI Act)", "other"),
        ("Ministry of Example", "under the Official Information Act 1982", "other"),
        ("Example Council", "under the Freedom of Information Acts 1997 to 2003", "other"),
        (
            "Example Police",
            "under the Freedom of Information Act (2000), beside that of Ireland, the FOI Act 2014",
            "foia",
        ),
        (
            "Example Police",
            "under the FOI Act, to which the FOI Act 2014 is like. Write to foi@example.police.uk",
            "foia",
        ),
        ("Example Police", "which the FOI Act 2014 gives in Ireland. Here section 1(1)(a) of the FOI Act does", "foia"),
        ("States of Example", "under the Freedom of Information (Jersey) Law 2011", "other"),
        ("Example Police", "under the Freedom of Information Act", "foia"),
        (
            "Example Police",
            "under the Freedom of Information Act 2000, and not under the Official Information Act",
            "foia",
        ),
        ("Example Police", "under the FOI Act 2014. Please see www.ico.org.uk", "foia"),  # a slip, and no other country
        ("Metropolitan Police", "under the Freedom of Information Act 2014", "foia"),
    ],
)
def test_a_letter_of_another_country_is_not_held_to_this_act(
    checker: Checker, author: str, under: str, act: str
) -> None:
    """
    Who answers under the law of another country owes nothing under this one, however alike the two are worded.
    """
    encoding = page(
        author,
        "14 June 2023",
        f"Thank you for your request of 1 June 2023 {under}. You asked: Does the unit use drones?",
        "We can neither confirm nor deny that records exist, in accordance with section 33(4) of the Act.",
        "You may appeal within 30 days to the director of this office.",
        "Yours sincerely",
    )

    assert [act] == told(encoding, "regime", "act")
    assert (act == "foia") == ("RGT-02" in violated(checker, encoding))
    assert (act == "other") == (not violated(checker, encoding))


@pytest.mark.parametrize(
    ("finds", "position"),
    [
        ("I find that sections 24(2) and 31(3) were properly applied.", ["ncnd"]),
        ("I am satisfied that section 31(1)(a) was correctly applied to your request.", ["withheld"]),
        ("I do not find that section 31(1)(a) was properly applied.", []),
        ("The Tribunal held of another force that section 31(1)(a) was properly applied.", []),
    ],
)
def test_a_review_may_stand_by_the_provisions(checker: Checker, finds: str, position: list[str]) -> None:
    """
    Who finds that a provision was rightly relied on refuses on it still; why is told in the answer under review.
    """
    encoding = page(
        "Wexmoor Police",
        "14 June 2023",
        "You asked us for an internal review of our response of 3 May 2023.",
        f"I have looked at how the request was handled. {finds}",
        "If you remain dissatisfied you may complain to the Information Commissioner, www.ico.org.uk.",
    )

    assert position == told(encoding, "part", "position")
    assert not {"PIT-01", "REF-02", "HARM-05", "NOT-01"} & violated(checker, encoding)


@pytest.mark.parametrize(("between", "ties"), [((), True), (("Each of them is explained on our website.",), False)])
def test_a_list_right_below_a_silence_says_on_what_it_rests(
    checker: Checker, between: tuple[str, ...], *, ties: bool
) -> None:
    """
    Whoever refuses and names the exemptions in the next lines relies on them; further down nothing says so.
    """
    encoding = page(
        "Police Service of Northern Ireland",
        "Request 1",
        "Has the service used trackers?",
        "Answer",
        "The service can neither confirm nor deny that it holds the information you have requested.",
        *between,
        "Section 24(2) - National Security",
        "Section 31(3) - Law Enforcement",
        "If you are unhappy you may ask for a review, or complain to the Information Commissioner, www.ico.org.uk.",
        "Yours sincerely",
    )

    assert ties == ("reliance_stated" in told(encoding, "notice_element", "element"))
    assert not (ties and "NOT-01" in violated(checker, encoding))


def test_an_answer_is_to_what_was_asked_before_it(checker: Checker) -> None:
    """
    A page may print several letters: the answer to the second question of one is none to that of the next.
    """
    encoding = page(
        "Reference No: 301/23",
        "You asked:",
        "1. How many drones does the force own?",
        "2. Who flies them?",
        "Response",
        "1. Wexmoor Police owns 12 drones.",
        "2. Constables.",
        "Yours faithfully",
        "Reference No: 302/23",
        "You asked:",
        "1. Has the force bought spyware?",
        "2. From whom?",
        "Response",
        "Wexmoor Police can neither confirm nor deny that it holds this, by virtue of section 24(2) of the FOI Act.",
    )

    assert told(encoding, "part", "position") == ["disclosed", "disclosed", "ncnd"]
    assert "POS-02" not in violated(checker, encoding)


@pytest.mark.parametrize(
    "ground",
    [
        "in line with Section 40(5) of the Freedom of Information Act 2000",
        "by virtue of 'Section 31(3) - Law Enforcement' of the FOI Act",
        "on the basis of section 24(2)",
        "as to which see section 24(2)",
    ],
)
def test_a_refusal_rests_on_the_provision_in_its_own_sentence(checker: Checker, ground: str) -> None:
    """
    However the two are joined, no refusal names a provision that it does not rely on.
    """
    encoding = page(
        "Ferndale Council",
        "11 May 2023",
        "Your request of 14 April 2023 was: Has Mr Orme been disciplined?",
        f"We neither confirm nor deny whether we hold this information {ground}.",
        "Yours sincerely",
    )

    assert "NOT-01" not in violated(checker, encoding)
