"""Encoding whole letters put together from templates: what is pasted beside what the answer says."""

import pytest
from told_facts import page, told

SILENT = "Wexmoor Police can neither confirm nor deny that it holds any other information by virtue of section 31(3)."


@pytest.mark.parametrize(
    ("said", "other"),
    [
        ("Northmarch Police will not divulge whether information is held if that would undermine it.", True),
        ("Northmarch Police considers that the public interest lies in silence.", True),
        ("Northmarch Police will not divulge the route of the march.", False),
        ("Northmarch Police considers each request by itself.", False),
    ],
)
def test_a_weighing_in_the_name_of_another_force(said: str, other: bool) -> None:
    """
    Who weighs the interest, or will not divulge whether anything is held, refuses.
    """
    encoding = page("Wexmoor Police", SILENT, "Balance test", said, "Wexmoor Police\nMill Lane\nWexmoor")

    assert ["Northmarch Police" if other else None] == told(encoding, "part", "in_name_of")


def test_a_force_of_the_letterhead_may_weigh_too() -> None:
    """
    Two forces that share a team answer in both their names.
    """
    head = "Wexmoor Police and Northmarch Police, Joint Disclosure Team"
    encoding = page(
        head, SILENT, "Balance test", "Northmarch Police considers that the public interest lies in silence."
    )

    assert [None] == told(encoding, "part", "in_name_of")


def test_what_is_redacted_is_no_ground_of_silence() -> None:
    """
    Names blacked out under section 40(2) are told of below a silence; that does not rest on it.
    """
    redacted = "Personal data in what was supplied has been redacted by virtue of section 40(2)."
    encoding = page("Wexmoor Police", SILENT, "Balance test", "On balance silence prevails.", redacted)

    assert [("31(3)", ("P1",)), ("40(2)", ())] == told(encoding, "citation", "provision", "part")


def test_what_is_said_to_be_held_is_not_kept_silent_about() -> None:
    """
    What is held, and refused under a limb for silence, is withheld; without those words it is the silence again.
    """
    held = "1. The minutes are held and are withheld in full under section 24(2)."
    silent = "In addition Wexmoor Police can neither confirm nor deny that it holds any other information."
    asked = ("Please supply:", "1. The minutes.", "2. The cost.", "Response")

    assert ["withheld", "ncnd"] == told(page(*asked, held, silent), "part", "position")


def test_each_section_is_classified_for_what_rests_on_it() -> None:
    """
    Sections called qualified in one breath are so for those refusals that rely on each.
    """
    encoding = page(
        "Please supply:",
        "1. The minutes.",
        "2. The cost.",
        "Response",
        "1. The force neither confirms nor denies that it holds this, by virtue of section 24(2).",
        "2. The force neither confirms nor denies that it holds this, by virtue of section 31(3).",
        "Sections 24(2) and 31(3) are qualified.",
    )

    assert [(("P1",), ("24",)), (("P2",), ("31",))] == told(encoding, "classification", "part", "section")


@pytest.mark.parametrize("lead", ["For question 2", "In relation to question 2,", "Question 2:"])
def test_a_conclusion_for_the_question_it_names(lead: str) -> None:
    """
    'For question 2 the balance favours ...' is not the outcome of what was weighed for another.
    """
    encoding = page(
        "Please supply:",
        "1. The minutes.",
        "2. The cost.",
        "Response",
        "1. The force neither confirms nor denies that it holds this, by virtue of section 24(2).",
        "2. The cost is exempt under section 43(2).",
        "Balance test",
        f"{lead} the public interest in maintaining the exemption outweighs that in disclosure.",
    )

    assert [("P2",)] == told(encoding, "balance", "part")


def test_what_is_weighed_at_the_end_is_what_was_argued() -> None:
    """
    Where all factors stand under sections by name, a section under which none stands is not weighed.
    """
    encoding = page(
        "Wexmoor Police can neither confirm nor deny that it holds this, by virtue of the following exemptions:",
        "Section 24(2)",
        "Section 31(3)",
        "Section 38(2)",
        "Section 24 - factors favouring confirming or denying",
        "The public would be better informed.",
        "Section 31 - factors against confirming or denying",
        "Offenders would learn how to avoid detection.",
        "Balance test",
        "The public interest favours neither confirming nor denying.",
    )

    assert [("24", "31")] == told(encoding, "balance", "section")


def test_silences_that_share_a_list_state_their_reliance_once() -> None:
    """
    A silence that lists nothing relies on the list below the next one, and so does what announces that list.
    """
    encoding = page(
        "Please supply:",
        "1. The minutes.",
        "2. The cost.",
        "Response",
        "1. Wexmoor Police neither confirms nor denies that it holds this.",
        "Additionally Wexmoor Police neither confirms nor denies that it holds any other information, by virtue of the "
        "exemptions below.",
        "Section 24(2)",
        "Section 31(3)",
    )
    stated = [part for part, element in told(encoding, "notice_element", "part", "element") if element != "reason"]

    assert ("P1", "P2") in stated


def test_how_high_the_threat_remains_weighs_nothing() -> None:
    """
    'The threat remains severe, and safety is more important than ever' is no outcome of a weighing.
    """
    threat = "The threat remains severe (an attack is highly likely) and safety is more important than ever."

    assert [] == told(page("Wexmoor Police", SILENT, "Evidence of harm", threat), "balance", "direction")


@pytest.mark.parametrize(
    ("said", "hedge"),
    [
        ("Under section 1 of the Act Wexmoor Police may hold information relevant to your request.", "may_hold"),
        ("The records that Wexmoor Police may hold information in are these.", "none"),
        ("Northmarch Council may hold information about it, and we suggest that you ask them.", "none"),
    ],
)
def test_a_force_that_may_hold_something(said: str, hedge: str) -> None:
    """
    To say that one may hold something says nothing; what another may hold is advice.
    """
    hedges = told(page("Wexmoor Police", "Please supply:", "1. The minutes.", "Response", said), "part", "hedge")

    assert (hedge == "may_hold") == ("may_hold" in hedges)


@pytest.mark.parametrize(
    ("said", "weighed"),
    [
        ("The disclosure of the above information would not be in the public interest.", "disclosure"),
        ("The public interest in disclosing information is outweighed by that in silence.", "disclosure"),
        ("On balance it is not in the public interest to confirm or deny whether it is held.", "existence"),
    ],
)
def test_what_a_conclusion_weighs(said: str, weighed: str) -> None:
    """
    A conclusion says for itself what it weighs.
    """
    assert [weighed] == told(page("Wexmoor Police", SILENT, "Balance test", said), "balance", "object")


def test_a_conclusion_on_disclosure_beside_what_is_withheld() -> None:
    """
    Where something is withheld too, disclosure is weighed for that.
    """
    withheld = "The rota is held, and is exempt under section 31(1)(a)."
    said = "The disclosure of the above information would not be in the public interest."
    encoding = page("Wexmoor Police", withheld, SILENT, "Balance test", said)

    assert ["unstated"] == told(encoding, "balance", "object")


def test_a_conclusion_on_disclosure_behind_one_for_what_is_withheld() -> None:
    """
    What is withheld was weighed by itself: the next conclusion on disclosure is not meant for it.
    """
    withheld = "The rota is held, and is exempt under section 31(1)(a). The public interest favours withholding it."
    said = "After weighing the above, disclosure of this information isn't in the public interest."
    letter = page("Wexmoor Police", "1. The rota", withheld, "2. Trackers", SILENT, "Balance test", said)

    assert told(letter, "balance", "part", "object")[1:] == [(("P2",), "disclosure")]


def test_a_conclusion_on_an_answer_and_one_on_disclosure() -> None:
    """
    What is said of each in one paragraph stays apart: the one does not hide the other.
    """
    said = "The decision is to neither confirm nor deny. It is not in the public interest to release such a figure."

    assert ["existence", "disclosure"] == told(page("Wexmoor Police", SILENT, "Balance", said), "balance", "object")


def test_an_interest_that_is_weighed_heads_nothing() -> None:
    """
    'The public interest in transparency is a strong one' stands over no factors, and what follows is weighed.
    """
    said = "The public interest in transparency is a strong one. Silence protects lives, and that prevails."

    assert ["balance"] == told(page("Wexmoor Police", SILENT, "Balance test", said), "heading", "announces")


def test_a_search_that_is_completed_opens_the_answer() -> None:
    """
    'A search for information has now been completed' is said by who answers, right behind the questions.
    """
    said = "A search for information has now been completed by the Wexmoor Police. The policy is attached."
    encoding = page("Wexmoor Police", "In your email you requested the following information:", "1. The policy?", said)

    assert ["disclosed"] == told(encoding, "part", "position")


@pytest.mark.parametrize(
    ("said", "presupposed"),
    [
        ("The scanner, which we use covertly in serious cases, is kept under review.", True),
        ("It would endanger the young people who work for us in this role.", True),
        ("Offenders would know the scanners that we use.", False),
        ("Scanners, which we may or may not use, need care.", False),
    ],
)
def test_what_is_said_in_passing_to_be_used(said: str, presupposed: bool) -> None:
    """
    A clause about what the force uses says that it does; what would become known only supposes it.
    """
    assert presupposed == bool(told(page("Wexmoor Police", SILENT, "Evidence of harm", said), "presupposition", "part"))


def test_whom_to_turn_to_beside_a_right_over_data() -> None:
    """
    A subject access request is no request under this Act, so a right told beside it is that of data protection.
    """
    said = (
        "You have rights under the Data Protection Act 2018: you can make a subject access request or complain to the "
    )
    encoding = page("Wexmoor Police", SILENT, "Complaints", f"{said}Information Commissioner.")

    assert ["dpa"] == told(encoding, "complaint_right", "under")


def test_a_tribunal_in_place_of_the_commissioner() -> None:
    """
    To 'contact' a tribunal is to complain to it.
    """
    said = "If you are still not content you may contact the Information Tribunal."

    assert ["INFORMATION_TRIBUNAL"] == told(page("Wexmoor Police", SILENT, "Complaints", said), "complaint_right", "to")


def test_reasons_under_one_heading_behind_answers_question_by_question() -> None:
    """
    Where two silences have no reasons of their own, the harm behind the last is argued for both.
    """
    encoding = page(
        "Question 1: Is the scanner used in covert work?",
        "Answer: Wexmoor Police neither confirms nor denies that it holds this, by virtue of Section 31(3).",
        "Question 2: Were recordings shared with GCHQ?",
        "Answer: Wexmoor Police neither confirms nor denies that it holds this, by virtue of Section 23(5).",
        "Harm",
        "To confirm or deny would prejudice the prevention of crime.",
        "Section 31 - factors against confirming or denying",
        "Offenders would learn how to avoid detection.",
    )

    assert {("P1", "P2")} == set(told(encoding, "harm", "part"))
    assert {("P1",)} == set(told(encoding, "factor", "part"))


def test_a_paragraph_that_takes_up_sections_in_turn() -> None:
    """
    What follows 'section 31(3) is prejudice-based' is its harm, though the paragraph goes on to another section.
    """
    encoding = page(
        "Wexmoor Police neither confirms nor denies that it holds this, by virtue of sections 24(2) and 31(3).",
        "Section 31(3) is prejudice-based. To answer would be likely to prejudice the detection of crime. "
        "Section 24(2) is required to safeguard national security.",
    )

    assert [("31",)] == told(encoding, "harm", "section")


def test_the_other_sections() -> None:
    """
    'Section 23 is absolute. The other sections are qualified.' tells two things of different sections.
    """
    encoding = page(
        "Wexmoor Police neither confirms nor denies that it holds this, by virtue of sections 23(5), 24(2) and 31(3).",
        "Section 23 is absolute. The other sections are qualified.",
    )

    assert [(("23",), "absolute"), (("24", "31"), "qualified")] == told(encoding, "classification", "section", "says")


@pytest.mark.parametrize(
    ("denied", "silent", "apart"),
    [
        ("In the first part you ask for stops, which are not recorded; the information is not held.", "", True),
        ("The information is not held.", "With regard to the second part, ", True),
        ("A breakdown by station is not held.", "", True),
        ("The information you have requested is not held.", "", False),
    ],
)
def test_a_request_of_which_two_parts_are_answered(denied: str, silent: str, apart: bool) -> None:
    """
    What is denied of one part of a request is not what another part of it meets with silence.
    """
    asked = "Please supply the number of stops by station in 2017, and any reports on the Embassy."
    silence = (
        f"{silent}Wexmoor Police can neither confirm nor deny that it holds information by virtue of section 31(3)."
    )
    encoding = page("Wexmoor Police", "You asked:", asked, "Response", denied, silence)
    denials = [asked for position, asked in told(encoding, "part", "position", "question") if position == "not_held"]

    assert [apart] == [asked == () for asked in denials]


def test_reasons_behind_a_silence_of_which_the_list_is_lost() -> None:
    """
    Of a silence that announces exemptions which this copy lacks, nobody knows whether the reasons below are its too.
    """
    encoding = page(
        "Question 1: Is the scanner used?",
        "Answer: Wexmoor Police neither confirms nor denies that it holds this, by virtue of these exemptions:",
        "Question 2: Were recordings shared?",
        "Answer: Wexmoor Police neither confirms nor denies that it holds this, by virtue of Section 31(3).",
        "Harm",
        "To confirm or deny would prejudice the prevention of crime.",
    )

    assert [("P2",)] == told(encoding, "harm", "part")


@pytest.mark.parametrize(
    ("said", "doubted"),
    [
        ("Wexmoor Police can confirm it holds some of the information requested.", False),
        ("Wexmoor Police can confirm it holds the information requested.", True),
    ],
)
def test_a_lead_that_answers_no_question(said: str, doubted: bool) -> None:
    """
    That some of what was asked for is held says of no question that it is; that all is, may be meant for any.
    """
    asked = ("Please supply:", "1. The minutes of May.", "2. The cost of the vans.", "Response")
    encoding = page("Wexmoor Police", *asked, said, "1. The minutes are attached.")

    assert doubted == any("lead up" in passage.reason for passage in encoding.unread)


def test_an_answer_spoken_of_before_the_whole_is() -> None:
    """
    'An answer of "no" would' goes on with the covert use named before it, whatever is spoken of further down.
    """
    encoding = page(
        "Wexmoor Police neither confirms nor denies that it holds information on covert use, under section 31(3).",
        "Wexmoor Police neither confirms nor denies that it holds any policy, under section 31(3).",
        "Harm",
        "To say whether scanners are used covertly would harm investigations. "
        "An answer of no would embolden criminals.",
        "Information about it, if held, would be of use to offenders.",
    )

    assert ["covert", "covert"] == told(encoding, "harm", "scope")[:2]


def test_a_sentence_that_begins_with_a_short_section() -> None:
    """
    's.24(2)' in small letters begins a sentence too.
    """
    encoding = page(
        "Wexmoor Police neither confirms nor denies that it holds this, by virtue of sections 24(2) and 31(3).",
        "s.31(3) is prejudice-based. To answer would prejudice the detection of crime. "
        "s.24(2) is required to safeguard national security.",
    )

    assert [("31",)] == told(encoding, "harm", "section")


def test_reasons_for_what_is_covert_and_for_what_is_not() -> None:
    """
    What is argued for two refusals at once, and speaks of no use, does not leave the limit of the one.
    """
    encoding = page(
        "Wexmoor Police neither confirms nor denies that it holds information on covert use, under section 31(3).",
        "Wexmoor Police neither confirms nor denies that it holds any policy, under section 31(3).",
        "Section 31 - factors against confirming or denying",
        "Offenders would learn how to avoid detection.",
    )

    assert [(("P1", "P2"), "covert")] == told(encoding, "factor", "part", "scope")


LETTERED = (
    "Please send me:",
    "A. the number of boats;",
    "B. the plan of the harbour;",
    "C. the list of watchers.",
    "Our decision",
    "A: 21",
    "B: the plan is held. It is withheld under section 31(1)(a).",
    "C: we neither confirm nor deny that a list is held. Section 31(3).",
)


def test_a_letter_with_a_colon_stands_before_an_answer() -> None:
    """
    'A: 21' answers the question that is lettered A; what is withheld under B and silent under C are two questions.
    """
    assert [("Qa",), ("Qb",), ("Qc",)] == told(page(*LETTERED), "part", "question")


def test_a_letter_with_a_colon_says_no_more_than_an_answer_where_questions_have_numbers() -> None:
    """
    'A: Nine.' below a question without a letter.
    """
    encoding = page("1. How many boats are there?", "A: Nine.", "2. How many watchers are there?", "A: Four.")

    assert [("Q1",), ("Q2",)] == told(encoding, "part", "question")


@pytest.mark.parametrize(
    ("heading", "lead"),
    [
        ("Why B is withheld", "Why we neither confirm nor deny in C"),
        ("Harm for B", "Harm in respect of C"),
    ],
)
def test_a_heading_names_a_question_by_its_letter(heading: str, lead: str) -> None:
    """
    What is argued below goes with the refusal of that question.
    """
    withheld = "Disclosure would prejudice the prevention of crime, since it shows where the boats lie."
    silent = "To confirm or deny would prejudice the prevention of crime, as smugglers would know who looks on."
    encoding = page(*LETTERED, heading, withheld, lead, silent)

    assert {("P2",), ("P3",)} == set(told(encoding, "harm", "part"))


def test_a_harm_leads_with_the_letter_of_its_question() -> None:
    """
    'In relation to (a), ...' below one heading for both.
    """
    encoding = page(
        "Please tell me:",
        "(a) how many boats were searched, and",
        "(b) who watches the harbour.",
        "Response",
        "(a) Wexmoor Police neither confirms nor denies that it holds this, by virtue of section 38(2).",
        "(b) Wexmoor Police neither confirms nor denies that it holds this, by virtue of section 31(3).",
        "Harm",
        "In relation to (a), confirming or denying would be likely to endanger the mental health of their crews.",
        "In relation to (b), confirming or denying would prejudice the prevention of crime.",
    )

    assert [(("P1",), ("38",)), (("P2",), ("31",))] == told(encoding, "harm", "part", "section")


@pytest.mark.parametrize(
    ("argued", "scope"),
    [
        ("Confirming or denying that information is held would hinder investigations.", "covert"),
        ("To say whether or not such information is held would hinder investigations.", "covert"),
        ("Confirming or denying that information is held on scanners would hinder investigations.", "unqualified"),
        ("Confirming or denying that the information is held would hinder investigations.", "unqualified"),
        ("Confirming or denying that drones are held would hinder investigations.", "unqualified"),
    ],
)
def test_information_that_bears_no_name_is_what_is_refused(argued: str, scope: str) -> None:
    """
    'That information is held' goes no further than the refusal; what names a subject without its limit does.
    """
    encoding = page(
        "Wexmoor Police neither confirms nor denies that it holds information on covert use of drones, under section "
        "31(3).",
        "Harm",
        argued,
    )

    assert [scope] == told(encoding, "harm", "scope")


def test_what_is_argued_of_information_for_two_refusals_is_not_held_against_the_limited_one() -> None:
    """
    'Information about it, if held' means what either refuses.
    """
    encoding = page(
        "Wexmoor Police neither confirms nor denies that it holds information on covert use, under section 23(5).",
        "Wexmoor Police neither confirms nor denies that it holds any policy, under section 23(5).",
        "Harm",
        "Information about it, if held, would be likely to relate to the work of the security bodies.",
    )

    assert [(("P1", "P2"), "covert")] == told(encoding, "harm", "part", "scope")


def test_a_question_on_training_in_what_was_named_is_about_that() -> None:
    """
    'Trained to use it' asks about the drones; training without a word that leans on them is a subject of its own.
    """
    drones = "1. How many drones does the force own?"
    leaning = page(drones, "2. How many officers are trained to use it?", SILENT)
    apart = page(drones, "2. How many officers were trained in the year?", SILENT)

    assert ["drones", "drones"] == told(leaning, "question", "topic")
    assert ["drones", "training"] == told(apart, "question", "topic")


LISTED = (
    "Wexmoor Police can neither confirm nor deny that it holds any other information by virtue of the following:",
    "S24(2) - National security",
    "S31(3) - Law enforcement",
)


@pytest.mark.parametrize(
    ("silent", "parts"),
    [
        ("Wexmoor Police can also neither confirm nor deny that it holds anything on covert flights.", ("P1", "P2")),
        ("Wexmoor Police likewise neither confirms nor denies that it holds anything on covert flights.", ("P1", "P2")),
        ("Wexmoor Police neither confirms nor denies that it holds anything on covert flights.", ("P1",)),
    ],
)
def test_a_further_silence_goes_by_the_list_above_it(silent: str, parts: tuple[str, ...]) -> None:
    """
    'We can also neither confirm nor deny' directly behind a list; without such a word it names no exemption.
    """
    encoding = page("1. How many drones are there?", "1. Four.", *LISTED, silent)

    relied = [fact.part for fact in encoding.facts if fact.kind == "citation" and fact.role == "listed"]
    silences = {fact.id for fact in encoding.facts if fact.kind == "part" and fact.position == "ncnd"}

    assert len(parts) == len(relied[0])
    assert silences >= set(relied[0])
    assert relied[0] == relied[1]


def test_a_further_silence_with_a_list_of_its_own_goes_by_that() -> None:
    """
    'We can also neither confirm nor deny ... under section 30(3)'.
    """
    own = "Wexmoor Police can also neither confirm nor deny that it flies covertly, by virtue of section 30(3)."
    encoding = page(*LISTED, own)

    assert {("24(2)", ("P1",)), ("31(3)", ("P1",)), ("30(3)", ("P2",))} == set(
        told(encoding, "citation", "provision", "part")
    )


def test_silence_that_is_found_right_is_no_second_refusal() -> None:
    """
    'Saying nothing either way is right' ends the weighing of a refusal made before it.
    """
    weighed = "For: it might reassure people. On balance we think that saying nothing either way is right."

    assert ["ncnd"] == told(page(SILENT, weighed), "part", "position")


def test_a_refusal_by_virtue_of_the_same_exemptions() -> None:
    """
    A second silence that names the same exemptions rests on those listed for the first.
    """
    encoding = page(
        "Wexmoor Police neither confirms nor denies that it holds any contract, under sections 24(2) and 31(3).",
        "Wexmoor Police also neither confirms nor denies that it holds anything on covert use, "
        "by virtue of the same exemptions.",
    )

    assert [("24(2)", ("P1", "P2")), ("31(3)", ("P1", "P2"))] == told(encoding, "citation", "provision", "part")
    assert any("P2" in part for part in told(encoding, "notice_element", "part"))


def test_a_refusal_by_virtue_of_exemptions_of_its_own() -> None:
    """
    A second silence with a list of its own takes nothing from the first.
    """
    encoding = page(
        "Wexmoor Police neither confirms nor denies that it holds any contract, under section 24(2).",
        "Wexmoor Police also neither confirms nor denies that it holds anything on covert use, under section 31(3).",
    )

    assert [("24(2)", ("P1",)), ("31(3)", ("P2",))] == told(encoding, "citation", "provision", "part")


@pytest.mark.parametrize(
    ("heading", "sections"),
    [
        ("Section 24 and 31 harm", ("24", "31")),
        ("Factors against confirming or denying (24, 30 and 31)", ("24", "30", "31")),
        ("Factors against confirming or denying (questions 24 and 31)", ()),
    ],
)
def test_sections_of_a_heading_by_bare_numbers(heading: str, sections: tuple[str, ...]) -> None:
    """
    What stands over an argument may name its sections by number alone.
    """
    encoding = page(SILENT, heading, "Confirming or denying would hamper the detection of crime.")

    assert sections == told(encoding, "heading", "section")[0]


def test_what_stands_below_with_our_answer_is_not_given_yet() -> None:
    """
    'What you asked for, with our answer, is set out below' discloses nothing.
    """
    lead = "The information you have asked for, with our answer, is set out below."

    assert ["ncnd"] == told(page("Wexmoor Police", lead, SILENT), "part", "position")
    assert ["disclosed", "ncnd"] == told(
        page("Wexmoor Police", "The information you have asked for is set out below.", SILENT), "part", "position"
    )


def test_a_complaint_to_a_department_and_then_to_the_commissioner() -> None:
    """
    A long clause between the authority's own department and the Commissioner leaves both rights told.
    """
    encoding = page(
        SILENT,
        "You have the right to complain about this reply to our Professional Standards Department within 40 working "
        "days and, if still dissatisfied, to the Information Commissioner.",
    )

    assert [False] == told(encoding, "review_right", "none_exists")
    assert ["ICO"] == told(encoding, "complaint_right", "to")


def test_the_name_of_an_office_is_no_subject() -> None:
    """
    A question on the Surveillance Camera Commissioner is not one on cameras.
    """
    asked = ("Please supply:", "1. Minutes of meetings with the Surveillance Camera Commissioner.", "2. Cost of CCTV.")

    assert [None, "cctv"] == told(page(*asked, "Response", SILENT), "question", "topic")


@pytest.mark.parametrize(
    "lead",
    [
        "I can inform you that in 2016 there were four vans.",
        "It may help you to know that the number of vans bought in 2016 was four.",
        "You may wish to know that there were four vans in 2016.",
    ],
)
def test_what_leads_up_to_a_figure_does_not_hide_it(lead: str) -> None:
    """
    'You' in what leads up to an answer is not the requester who says something.
    """
    encoding = page("You asked:", "How many vans were bought in 2016?", "Response", lead)

    assert ["disclosed"] == told(encoding, "part", "position")


def test_answers_led_with_a_letter_and_one_bracket() -> None:
    """
    'In answer to b):' takes up question b, as 'In answer to 2:' takes up question 2.
    """
    asked = ("You asked:", "a) What vans are owned?", "b) What make are they?", "c) How many trips?", "Response")
    encoding = page(
        *asked,
        "In answer to a): Wexmoor Police owns nine vans.",
        "In answer to b): six are red and three are blue.",
        "For c) we hold nothing.",
    )

    assert [(("Qa",), "disclosed"), (("Qb",), "disclosed"), (("Qc",), "not_held")] == told(
        encoding, "part", "question", "position"
    )


@pytest.mark.parametrize(
    ("force", "act"),
    [("Kent Police", ["foia"]), ("Police Scotland", ["foisa"]), ("Wexmoor Police", ["foisa"])],
)
def test_a_letter_that_names_both_acts(force: str, act: list[str]) -> None:
    """
    It answers under that of its author, though it names the other as often; where that is not known, it is counted.
    """
    encoding = page(
        force,
        "Your request under the Freedom of Information Act 2000 has been considered.",
        f"{force} can neither confirm nor deny that it holds this, by virtue of section 31(3) of the Act and section "
        "18 of the Freedom of Information (Scotland) Act 2002.",
        "You may appeal to the Scottish Information Commissioner.",
    )

    assert act == told(encoding, "regime", "act")
    assert (["31(3)"] if act == ["foia"] else []) == told(encoding, "citation", "provision")


@pytest.mark.parametrize(
    ("third", "withheld"),
    [
        ("Wexmoor Police can neither confirm nor deny that it holds this.", [("Q1",)]),
        ("The list is held and is withheld.", [("Q1",), ("Q3",)]),
    ],
)
def test_what_is_withheld_below_a_last_answer_that_is_silent(third: str, withheld: list[tuple[str, ...]]) -> None:
    """
    Reasons for withholding, below numbered answers of which the last neither confirms nor denies, are another's.
    """
    encoding = page(
        "Wexmoor Police",
        "You asked:",
        "1. Where do the cameras stand?\n2. How many reads were kept?\n3. Which list do they use?",
        "Our response:",
        f"1. The places are held and are withheld.\n2. 4,118.\n3. {third}",
        "They are exempt under section 31(1)(a) of the Act.",
    )

    held = told(encoding, "part", "position", "question")

    assert withheld == [asked for position, asked in held if position == "withheld"]


@pytest.mark.parametrize(
    ("said", "reasons"),
    [
        ("Wexmoor Police can neither confirm nor deny that it holds this by virtue of sections 23(5) and 44(2).", []),
        ("Wexmoor Police will neither confirm nor deny that it may hold this, by virtue of section 31(3).", []),
        ("Wexmoor Police can neither confirm nor deny, by virtue of section 31(3), that any report may exist.", []),
        ("We can neither confirm nor deny it under section 31(3), because a denial would hinder an arrest.", ["31(3)"]),
        ("We will neither confirm nor deny it under section 40(5B): a denial could identify somebody.", ["40(5B)"]),
    ],
)
def test_a_silence_is_no_reason_of_its_own(said: str, reasons: list[str]) -> None:
    """
    That the authority can or will neither confirm nor deny says nothing of what would follow if it did.
    """
    encoding = page("Wexmoor Police", "You asked:", "1. Which tools do officers use?", "Our response:", said)

    found = told(encoding, "notice_element", "element", "provision")

    assert reasons == [provision for element, provision in found if element == "reason"]


@pytest.mark.parametrize(
    ("said", "elements", "offered"),
    [
        ("By section 17(4) we need not tell you of our review procedure.", ["rights_withheld"], 0),
        ("Section 17(4) excuses us from giving you any details of the complaints procedure.", ["rights_withheld"], 0),
        ("By section 17(4) we give no reasons. You may ask for an internal review.", ["reasons_withheld"], 1),
        ("We need not tell you the reasons, by section 17(4). Our review procedure is below.", ["reasons_withheld"], 1),
    ],
)
def test_rights_that_are_left_out_are_not_told(said: str, elements: list[str], offered: int) -> None:
    """
    A letter that says it need not tell of its review offers none, and leaves out no reasons by it.
    """
    encoding = page("Wexmoor Police", SILENT, said)

    found = told(encoding, "notice_element", "element")

    assert elements == [element for element in found if element.endswith("withheld")]
    assert offered == len(told(encoding, "review_right", "none_exists"))


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("as to i. and ii.", ("Qi", "Qii")),
        ("for parts ii and iii", ("Qii", "Qiii")),
        ("for questions i to iii", ("Qi", "Qii", "Qiii")),
        ("of the kind, as i think", ("Qiii",)),
    ],
)
def test_questions_with_roman_numbers_are_named_in_prose(said: str, asked: tuple[str, ...]) -> None:
    """
    Where questions are numbered so, a sentence below the last answer names them by that.
    """
    encoding = page(
        "Wexmoor Police",
        "You asked:",
        "i. Does the force own the tool?\nii. When was it shown?\niii. Which data does it share?",
        "Our response:",
        "i. No.\nii. In May 2024.\niii. Wexmoor Police can neither confirm nor deny that it holds this.",
        f"Wexmoor Police can neither confirm nor deny that it holds anything else {said}, under section 31(3).",
    )

    assert asked == told(encoding, "part", "question")[-1]


@pytest.mark.parametrize(("named", "topics"), [("aircraft", ()), ("helicopters", ("helicopters",))])
def test_a_word_for_a_wider_class_names_no_other_subject(named: str, topics: tuple[str, ...]) -> None:
    """
    Behind a request for drones the aircraft are the drones; helicopters are something else.
    """
    asked = ("Request", "1. How many drones do you fly?", "2. Where are unmanned aircraft flown?", "Response")
    harm = f"If we were to say that the {named} fly unseen, offenders would be likely to hide."
    encoding = page("Wexmoor Police", *asked, SILENT, "Harm", harm)

    assert [topics] == told(encoding, "harm", "topic")


@pytest.mark.parametrize(
    ("then", "periods"),
    [
        ("Please do so within six weeks of our last letter.", []),
        ("Do this within six weeks of our last letter.", []),
        ("You may ask us for a review within six weeks of our last letter.", ["to_ask"]),
    ],
)
def test_the_time_to_do_so_is_the_time_for_what_was_told_before(then: str, periods: list[str]) -> None:
    """
    Behind the right to apply to the Commissioner, 'do so' is to apply; a review is asked for under its name.
    """
    right = f"You may apply to the Information Commissioner for a decision. {then}"
    encoding = page("Wexmoor Police", SILENT, "Complaints", right)

    assert periods == told(encoding, "review_period", "direction")


def test_a_limb_named_right_behind_a_refusal_is_what_that_rests_on() -> None:
    """
    'Held but withheld. Section 31(3) is engaged' rests on a limb for silence, whatever is silent elsewhere.
    """
    asked = ("Request", "1. Where are the cameras?", "2. Who watches them?", "Response")
    first = "1. Held but withheld. Section 31(3) of the Act is engaged."
    second = "2. Wexmoor Police can neither confirm nor deny that this is held, by virtue of section 24(2)."

    assert [("31(3)", ("P1",)), ("24(2)", ("P2",))] == told(
        page(*asked, first, second), "citation", "provision", "part"
    )


@pytest.mark.parametrize(
    ("said", "withheld"),
    [
        ("Section 24 - exempting us from the duty cannot be avoided.", False),
        ("Section 24 - exempting us from this cannot be avoided.", True),
    ],
)
def test_who_is_freed_from_the_duty_withholds_nothing_by_that(said: str, *, withheld: bool) -> None:
    """
    A section that can serve either refusal is no refusal of what is held where it frees from the duty.
    """
    asked = ("Request", "1. Where are the cameras?", "2. Who watches them?", "Response")
    answers = ("1. We neither confirm nor deny that this is held: section 24(2).", "2. Ann and Bob.", said)

    assert withheld == ("withheld" in told(page(*asked, *answers), "part", "position"))


@pytest.mark.parametrize(
    ("head", "announces"),
    [
        ("REASONS FOR Q2", "harm"),
        ("Harm: questions 1 and 2", "harm"),
        ("Why section 31(3)", "harm"),
        ("PUBLIC INTEREST (Q2)", "public_interest"),
        ("Against, s31", "factors_against"),
        ("Q2", "response"),
        ("Response (Q2)", "response"),
    ],
)
def test_a_heading_may_name_the_questions_it_stands_over(head: str, announces: str) -> None:
    """
    Which questions the reasons are for is said behind what they are; over an answer that is its label.
    """
    asked = ("Request", "1. Where are the cameras?", "2. Who watches them?", "Response")
    answers = ("1. At the harbour.", f"2. {SILENT}")
    encoding = page(*asked, *answers, head, "Offenders would adapt if they knew.")

    assert announces == told(encoding, "heading", "announces")[-1]


@pytest.mark.parametrize(
    ("asked", "answer", "slips"),
    [
        ("1. How many were recieved?", "1. Nine were received.", []),
        ("1. How many were received?", "1. Nine were recieved.", ["typo"]),
        ("1. How many were received?", '1. The nine marked "recieved" in it.', []),
    ],
)
def test_a_misspelt_word_is_a_slip_of_who_writes_it(asked: str, answer: str, slips: list[str]) -> None:
    """
    What who asked has misspelt, and what is quoted, is no slip of the authority.
    """
    assert slips == told(page("Request", asked, "Response", answer), "text_defect", "defect")


@pytest.mark.parametrize(
    ("begins", "questions"),
    [
        ("I refer to your e-mail. You want to know, about the envoy: how many came; the cost of it; and who paid.", 3),
        ("I refer to it. Please send me the list of those who came.", 1),
    ],
)
def test_the_subject_of_a_letter_is_not_what_was_asked(begins: str, questions: int) -> None:
    """
    'Request for information: the visit' is the title of a letter that goes on to tell the request.
    """
    encoding = page("Request for information: the visit of the envoy", begins, "Nine came.")

    assert questions == len(told(encoding, "question", "id"))


@pytest.mark.parametrize(
    ("head", "silent"),
    [
        ("Armed guards; the boathouse", ("Qsecond", "Qthird", "Qfourth")),
        ("Armed guards; the weather", ("Qfirst", "Qsecond", "Qthird", "Qfourth")),
        ("The boathouse", ("Qthird", "Qfourth")),
    ],
)
def test_a_head_that_names_several_questions_stands_over_their_answer(head: str, silent: tuple[str, ...]) -> None:
    """
    What leans on a question is answered with it; a head that names what nobody asked about names no question.
    """
    asked = (
        "You want to know how many guards came; how many were armed; whether the boathouse is watched; what it cost."
    )
    answers = ("Guards", "Nine guards came.", head, "We neither confirm nor deny that this is held: section 31(3).")
    parts = told(page("Wexmoor Police", asked, *answers), "part", "position", "question")

    assert ("ncnd", silent) in parts


@pytest.mark.parametrize(
    ("asked", "answer", "answered"),
    [
        ("How many vans do you own, and how many journeys did they make?", "Twelve.", ("Q1",)),
        (
            "How many vans do you own, and how many journeys did they make?",
            "Nine vans, 410 journeys.",
            ("Q1", "Q1.limb2"),
        ),
        ("How many vans do you own, and how many journeys did they make?", "They made 410 journeys.", ("Q1.limb2",)),
        ("How many vans do you own, and how many journeys did they make?", "12 in each case.", ("Q1", "Q1.limb2")),
        ("How many vans do you own, and has it ever hired any?", "The force owns twelve.", ("Q1",)),
        ("How many vans do you own, and has it ever hired any?", "It owns ten and hired two.", ("Q1", "Q1.limb2")),
    ],
)
def test_one_figure_does_not_answer_what_asks_for_two(asked: str, answer: str, answered: tuple[str, ...]) -> None:
    """
    A short answer leaves a limb out where it gives fewer figures than were asked for, and says nothing else.
    """
    encoding = page(
        "Wexmoor Police", "Request", f"1. {asked}", "2. Who drives them?", "Response", f"1. {answer}", "2. Ann."
    )

    assert answered == told(encoding, "part", "question")[0]


@pytest.mark.parametrize(
    ("said", "extensions", "unread"),
    [
        ("We have yet to decide where the public interest lies for section 38(2). We need more time for that.", 1, 0),
        ("The weighing of the public interest under section 38(2) is still being completed.", 1, 0),
        ("We have decided where the public interest lies for section 38(2).", 0, 1),
        ("We have yet to meet the owners of the house.", 0, 0),
    ],
)
def test_what_is_yet_to_be_decided_takes_more_time(said: str, extensions: int, unread: int) -> None:
    """
    A letter that has not weighed yet takes time to weigh, also where it does not speak of time.
    """
    encoding = page("Wexmoor Police", SILENT, "Public interest test", said)

    assert extensions == len(told(encoding, "extension", "reason"))
    assert unread == len([one for one in encoding.unread if "balance" in one.may_hold])


@pytest.mark.parametrize(
    ("weighed", "object_"),
    [
        ("the number of guards and what they earn", "disclosure"),
        ("the fact that guards are paid", "existence"),
        ("whether guards are paid", "existence"),
    ],
)
def test_what_it_would_be_to_disclose_is_weighed(weighed: str, object_: str) -> None:
    """
    Who weighs disclosing the figures themselves does not weigh saying whether they are held.
    """
    said = f"The public interest in disclosing {weighed} is outweighed by that in maintaining the exemption."

    assert (object_ == "disclosure") == (["disclosure"] == told(page(SILENT, "Balance", said), "balance", "object"))


@pytest.mark.parametrize(("quoted", "value"), [("14/FOI/1839", "14/FOI/1839"), ("section 31 of the Act", None)])
def test_a_reference_is_quoted_by_its_number_alone(quoted: str, value: str | None) -> None:
    """
    'Write to us quoting 14/FOI/1839' names a reference without that word.
    """
    encoding = page(
        "Wexmoor Police", "Our reference: FOI 14/FOI/1893", SILENT, "Review", f"Write to us quoting {quoted}."
    )

    assert ([value] if value else []) == [
        one for one, is_quoted in told(encoding, "reference", "value", "quoted") if is_quoted
    ]


@pytest.mark.parametrize(
    ("line", "denied"),
    [
        ("(i), (ii)", ("Qi", "Qii")),
        ("(i) to (iii)", ("Qi", "Qii", "Qiii")),
        ("(i), (iv)", ("Qi", "Qii", "Qiii")),
    ],
)
def test_a_line_of_labels_stands_over_the_answer_to_all_of_them(line: str, denied: tuple[str, ...]) -> None:
    """
    What stands below it is about those alone; a line that names what was not asked names nothing.
    """
    asked = ("Request", "(i) How many vans?", "(ii) How many boats?", "(iii) How many dogs?")
    encoding = page("Wexmoor Police", *asked, "Response", line, "The force does not hold this information.")

    assert [denied] == told(encoding, "part", "question")


@pytest.mark.parametrize(
    ("paragraph", "sides"),
    [
        (
            "Section 31 favouring: openness would aid trust. Section 31 against: offenders would avoid detection.",
            [("for", ("31",)), ("against", ("31",))],
        ),
        (
            "31 for: Openness would aid trust. 31 against: Offenders would avoid detection.",
            [("for", ("31",)), ("against", ("31",))],
        ),
        ("31 boats aid trust. 31 against: Offenders would avoid detection.", [("against", ("31",))]),
    ],
)
def test_two_sides_may_run_on_in_one_paragraph(paragraph: str, sides: list[tuple[str, tuple[str, ...]]]) -> None:
    """
    What stands behind the second label speaks for the other side.
    """
    encoding = page("Wexmoor Police", SILENT, "Public interest test", paragraph)

    assert sides == told(encoding, "factor", "side", "section")
