"""Encoding letters in which everything is in order, laid out or worded as no template does it."""

import pytest
from told_facts import page, told

SILENT = "The Board neither confirms nor denies that it holds this information."


@pytest.mark.parametrize(
    ("asked", "answered"),
    [
        (
            ("[a] How many vans do you have?", "[b] What did they cost?", "[c] Have you ever tracked a councillor?"),
            ("[a] Nine.", "[b] They cost £81,000.", f"[c] {SILENT}"),
        ),
        (
            ("Qu. 1  how many vans you have;", "Qu. 2  what they cost;", "Qu. 3  whether you tracked a councillor."),
            ("Ans. 1  Nine.", "Ans. 2  They cost £81,000.", f"Ans. 3  {SILENT}"),
        ),
    ],
)
def test_labels_may_be_squared_or_cut_short(asked: tuple[str, ...], answered: tuple[str, ...]) -> None:
    """
    'Qu. 1', 'Ans. 1' and '[a]' are labels like any other, and no sentence ends behind 'Qu.'.
    """
    encoding = page("Marl Board", "You asked:", *asked, *answered)
    questions = told(encoding, "question", "id")

    assert told(encoding, "part", "question", "position") == [
        ((question,), position)
        for question, position in zip(questions, ("disclosed", "disclosed", "ncnd"), strict=True)
    ]


def test_several_labels_in_square_brackets_share_an_answer() -> None:
    """
    '[b] and [c]' names two questions.
    """
    asked = ("[a] How many vans do you have?", "[b] Do you track cars?", "[c] Have you ever tracked a councillor?")
    encoding = page("Marl Board", "You asked:", *asked, "[a] Nine.", f"[b] and [c] {SILENT}")
    _, second, third = told(encoding, "question", "id")

    assert ((second, third), "ncnd") in told(encoding, "part", "question", "position")


def test_the_annex_behind_the_request_is_the_authoritys() -> None:
    """
    What is printed in one annex is the requester's, and what the next one says is not.
    """
    encoding = page(
        "Marl Board",
        "The text of your request is in Annex A.",
        f"{SILENT} Section 31(3) of the Act applies.",
        "Yours sincerely",
        "Annex A: your request",
        '"Is Pell Farm under observation?"',
        "Annex B: the exemption",
        "Section 31(3). To confirm it would prejudice the prevention of crime, as those watched would stop.",
        "Annex C: if you are unhappy",
        "You may ask us for an internal review within 40 working days.",
    )

    assert told(encoding, "harm", "section")
    assert told(encoding, "review_right", "none_exists")


def test_a_reason_tells_no_silence_of_its_own() -> None:
    """
    'It is required that we do neither', in the paragraph of an exemption, is the silence told before.
    """
    encoding = page(
        "Marl Board",
        "You asked:",
        "1. How many vans have you?",
        "2. Is Pell Farm watched?",
        "1. Nine.",
        f"2. {SILENT} Sections 24(2) and 31(3) of the Act apply.",
        "24(2): it is required for national security to be safeguarded that we do neither.",
    )

    assert [position for position in told(encoding, "part", "position") if position == "ncnd"] == ["ncnd"]


def test_what_is_published_elsewhere_supports_no_silence() -> None:
    """
    Section 21, told beside an answer that is given, is none of the sections that the silence behind it rests on.
    """
    encoding = page(
        "Marl Board",
        "You asked:",
        "1. What is the policy?",
        "2. Is Pell Farm watched?",
        "1. The policy is published on our site. Section 21 applies.",
        f"2. {SILENT} Section 31(3) of the Act applies.",
    )
    silence = next(part for part, position in told(encoding, "part", "id", "position") if position == "ncnd")

    assert ((silence,), "31(3)") in told(encoding, "citation", "part", "provision")
    assert ((silence,), "21") not in told(encoding, "citation", "part", "provision")


def test_complaint_below_review_is_a_right() -> None:
    """
    Among the rights 'Complaint:' heads a right, and no complaint that was made.
    """
    encoding = page(
        "Marl Board",
        f"{SILENT} Section 31(3) of the Act applies.",
        "Review: write to the Secretary within 40 working days.",
        "Complaint: section 50 entitles you to apply to the Information Commissioner.",
    )

    assert told(encoding, "complaint_right", "id")


def test_a_level_is_not_of_what_it_is_told_apart_from() -> None:
    """
    A part of the country may be named only to say that another level is meant.
    """
    said = "The threat in Northern Ireland, which is assessed apart from the threat to Great Britain, is SEVERE."
    encoding = page("Marl Board", f"{SILENT} Section 24(2) of the Act applies.", said)

    assert told(encoding, "threat_claim", "series") == ["northern_ireland"]


@pytest.mark.parametrize(
    ("said", "tense"),
    [
        ("Your third question mentions the IPCC.", "past"),
        ("The force reports deaths to the IPCC.", "present"),
    ],
)
def test_a_body_that_the_requester_named(said: str, tense: str) -> None:
    """
    That the requester spoke of a body does not say that it still exists.
    """
    assert told(page("Marl Board", said), "body_mention", "tense") == [tense]


def test_what_you_may_think_is_not_denied() -> None:
    """
    'If you think we have not complied' denies nothing, and opens the rights.
    """
    said = "If you think we have not complied with the Regulations you may make representations to us."

    assert told(page("Marl Board", "You asked:", "Is Pell Farm watched?", SILENT, said), "part", "position") == ["ncnd"]


def test_an_entry_of_a_list_refuses_nothing_by_itself() -> None:
    """
    'Section 14(1) Vexatious requests', in the list that a silence leads in, calls no request vexatious.
    """
    encoding = page(
        "Marl Board",
        "The Board neither confirms nor denies that it holds it by virtue of the following exemptions:",
        "Section 14(1) Vexatious requests",
        "Section 24(2) National security",
    )
    (silence,) = told(encoding, "part", "id")

    assert told(encoding, "citation", "part", "provision") == [((silence,), "14(1)"), ((silence,), "24(2)")]


@pytest.mark.parametrize(("behind", "stated"), [("Section 40(5) of the Act.", True), ("Section 40(5) is long.", False)])
def test_a_provision_alone_behind_a_refusal_is_its_ground(behind: str, stated: bool) -> None:
    """
    What only names a provision, right behind the words that refuse, says on what they rest.
    """
    encoding = page("Marl Board", f"{SILENT} {behind}")

    assert stated == ("reliance_stated" in told(encoding, "notice_element", "element"))


@pytest.mark.parametrize("called", ["the highest level but one", "the top bar one", "one below the highest"])
def test_the_next_to_highest_level_is_the_second(called: str) -> None:
    """
    'The highest but one' calls no level the highest.
    """
    said = f"The threat level from international terrorism is severe, {called}."
    encoding = page("Marl Board", f"{SILENT} Section 24(2) of the Act applies.", said)

    assert told(encoding, "threat_claim", "ordinal") == ["second_highest"]


def test_the_commissioner_may_be_asked_to_decide() -> None:
    """
    Below the name of the Commissioner, that he can be asked to decide is the right to complain to him.
    """
    rights = "Complaint: Information Commissioner, Water Lane, Wilmslow. He can be asked to decide whether we complied."
    encoding = page(
        "Marl Board", f"{SILENT} Section 31(3) of the Act applies.", "Review: within 40 working days.", rights
    )

    assert told(encoding, "complaint_right", "id")


ASKED_IN_TURN = (
    "Question: Does the Board have vans?",
    "Answer: Yes. There are eight.",
    "Question: Who sold them?",
    "Answer: Fenland Motors.",
    "Question: Has the Board ever tracked a councillor?",
    f"Answer: {SILENT} The duty does not arise by virtue of section 31(3).",
    "Question: Does the Board own trackers?",
    "Answer: Outside covert policing none is held. As to covert use we neither confirm nor deny, on the same grounds.",
)


def test_question_and_answer_may_be_headed_in_their_lines() -> None:
    """
    'Answer: Fenland Motors.' answers the question above it, whatever it says; and what is said of all but covert use
    is said of open use.
    """
    encoding = page("Marl Board", *ASKED_IN_TURN)

    assert told(encoding, "part", "question", "position", "scope") == [
        (("Qfirst",), "disclosed", "unqualified"),
        (("Qsecond",), "disclosed", "unqualified"),
        (("Qthird",), "ncnd", "unqualified"),
        (("Qfourth",), "not_held", "overt"),
        (("Qfourth",), "ncnd", "covert"),
    ]
    assert told(encoding, "citation", "part", "provision") == [(("P3", "P5"), "31(3)")]


@pytest.mark.parametrize("head", ["THE GROUNDS", "Note on the two refused questions", "Explanation of our refusals"])
def test_reasons_behind_the_last_answer_are_of_every_refusal(head: str) -> None:
    """
    Where each question is answered in turn, a heading of reasons ends the last answer.
    """
    reasons = "To confirm or deny that it is held would be likely to prejudice the prevention of crime."
    encoding = page("Marl Board", *ASKED_IN_TURN, head, reasons)

    assert told(encoding, "harm", "part") == [("P3", "P5")]


def test_words_of_the_act_behind_a_silence_are_its_ground() -> None:
    """
    'Section 40(5B)(a)(i) provides that the duty does not arise' says why; in an annex it is only the law.
    """
    law = (
        "Section 40(5B)(a)(i) provides that the duty to confirm or deny does not arise where an answer would be unfair."
    )
    assert told(page("Marl Board", f"{SILENT} {law}"), "citation", "provision", "role") == [("40(5B)(a)(i)", "listed")]

    relied = f"{SILENT} Section 31(3) of the Act applies."
    assert told(page("Marl Board", relied, "Legal Annex", law), "citation", "provision") == ["31(3)"]


def test_the_days_of_a_form_may_stand_in_one_line() -> None:
    """
    'Received 25 March 2019  Answered 24 April 2019' tells two days.
    """
    encoding = page("Marl Board", "Ref 19/207        Received 25 March 2019        Answered 24 April 2019", SILENT)

    assert told(encoding, "date", "role") == ["received", "response"]
    encoding = page("Marl Board", SILENT, "The request of 25 March 2019 answered 24 April 2019 questions.")
    assert "response" not in told(encoding, "date", "role")


def test_when_a_reply_is_heard_is_no_time_to_ask() -> None:
    """
    'You'll hear within 20 working days' is how long the authority takes.
    """
    rights = (
        "If you want this reviewed, reply to this email within 40 working days; you'll hear within 20 working days."
    )
    encoding = page("Marl Board", f"{SILENT} Section 31(3) of the Act applies.", "Review", rights)

    assert told(encoding, "review_period", "direction", "number") == [("to_ask", 40), ("to_answer", 20)]


def test_nothing_there_is_no_draw() -> None:
    """
    'To say no when there is nothing, and to be silent when there is something' weighs nothing the same.
    """
    said = "To say no when there is nothing, and to be silent when there is something, would tell all."
    ends = "The public interest in maintaining the exclusion of the duty to confirm or deny is the greater."
    encoding = page("Marl Board", f"{SILENT} Section 31(3) of the Act applies.", "Public interest test", said, ends)

    assert told(encoding, "balance", "direction") == ["maintain"]


def test_two_columns_run_on_side_by_side() -> None:
    """
    What stands left in the next line goes on with the question, and what stands right with the answer.
    """
    encoding = page(
        "Marl Board",
        "What you asked                      What we say",
        "1. How many vans did you have       Nine in the first\n"
        "in 2020 and in 2021?                and ten in the second.",
        "2. Have you ever tracked            The Board neither confirms nor\n"
        "a councillor's car?                 denies that it holds this.",
        "3. How many dogs have you?          Two.",
    )

    assert [asked.quote for (asked,) in told(encoding, "question", "evidence")][2:] == ["How many dogs have you?"]
    assert [words for words in (said.words for said in encoding.said) if "neither" in words] == [
        "The Board neither confirms nor denies that it holds this."
    ]
    assert told(encoding, "part", "question", "position") == [
        (("Q1",), "disclosed"),
        (("Q2",), "ncnd"),
        (("Q3",), "disclosed"),
    ]


def test_an_answer_that_runs_on_below_its_question_is_in_no_column() -> None:
    """
    Where the question was asked in full in the first line, what stands below it goes on with the answer.
    """
    encoding = page(
        "Marl Board",
        "1. How many vans have you?          Nine, of which two\nare on loan.",
        "2. How many dogs have you?          Two.",
        "3. How many cats have you?          One.",
    )

    assert "Nine, of which two are on loan." in [said.words for said in encoding.said]


def test_silences_told_one_by_one_may_be_told_again_for_all() -> None:
    """
    'The provision that removes our duty' names under a common heading what both silences rest on.
    """
    encoding = page(
        "Marl Board",
        "You asked:",
        "1. Was there an attack?",
        "2. Which product have you?",
        "3. What did it cost?",
        f"1. {SILENT}",
        f"2. {SILENT}",
        "3. £900.",
        "Refusal (questions 1 and 2)",
        "This part is our refusal notice.",
        "The provision that removes our duty to confirm or deny is section 31(3).",
    )

    assert told(encoding, "part", "question", "position")[:2] == [(("Q1",), "ncnd"), (("Q2",), "ncnd")]
    assert told(encoding, "citation", "part", "provision") == [(("P1", "P2"), "31(3)")]


def test_a_list_that_tells_which_section_is_for_which_question_opens_no_answer() -> None:
    """
    'b) and c) section 24(2)' in a list under the answer to both is no refusal of its own, nor is what follows its.
    """
    encoding = page(
        "Marl Police",
        "You asked:",
        "a) How many patrols were there at the ground?",
        "b) Were any made for the Security Service?",
        "c) Were any made unannounced?",
        "Our answers",
        "a) Three.",
        "b) and c)",
        "As to any patrol other than an overt one the force neither confirms nor denies that it holds information. "
        "The exemptions are:",
        "b) section 23(5)\nb) and c) section 24(2)\nc) section 31(3)",
        "Section 24(2) is qualified. Crowds at the ground are a target. It is reasonably necessary for safeguarding "
        "national security that we be exempt from saying.",
        "Section 31(3) is qualified. Wanted men go to the ground, and would stay away if they knew.",
    )

    assert told(encoding, "part", "question", "position", "scope") == [
        (("Qa",), "disclosed", "unqualified"),
        (("Qb", "Qc"), "ncnd", "covert"),
    ]
    assert told(encoding, "citation", "part", "provision")[:3] == [
        (("P2",), "23(5)"),
        (("P2",), "24(2)"),
        (("P2",), "31(3)"),
    ]
    assert told(encoding, "necessity", "part") == [("P2",)]


def test_a_review_may_be_told_in_a_line() -> None:
    """
    'Within 40 working days, to ...' below 'Review' tells of the right, and of the time to ask.
    """
    encoding = page(
        "Marl Police",
        f"{SILENT} Section 31(3) of the Act applies.",
        "Review: within 40 working days, to foi@marl.example; answered within 20 working days.",
        "Complaint after that: Information Commissioner, section 50.",
    )

    assert told(encoding, "review_right", "none_exists")
    assert told(encoding, "review_period", "direction", "number") == [("to_ask", 40), ("to_answer", 20)]


def test_a_line_broken_short_in_the_midst_of_a_sentence_runs_on() -> None:
    """
    Names begin with a capital, and a number behind 'section' is no label, also where a line begins with them.
    """
    encoding = page(
        "Marl Board",
        "The Board neither confirms nor denies that it holds this. To confirm or to deny would prejudice the\n"
        "capability of the forces, as any enemy would learn of it what he wants (section\n"
        "26(1)(b)). Section 26(3) applies. You have been told all that we can tell you.",
        "If you are still unhappy with our answer when we have looked at it again, you may take it to the Information\n"
        "Commissioner, Wycliffe House. From his decision an appeal lies on the law to the Information\n"
        "Tribunal, which sits in Leicester and hears it there.",
    )
    said = [one.words for one in encoding.said]

    assert any(words.endswith("what he wants (section 26(1)(b)).") for words in said)
    assert any("to the Information Commissioner, Wycliffe House." in words for words in said)


def test_entries_of_a_list_stand_apart() -> None:
    """
    A section begins an entry of its own, though the line before ends in no full stop.
    """
    encoding = page(
        "Marl Board",
        "The Board neither confirms nor denies that it holds this. These exemptions apply for the reasons given\n"
        "Section 31(3) - what may prejudice the prevention or detection of crime if we were to tell it\n"
        "Section 24(2) - what is required to safeguard national security, which nobody could deny it is",
    )

    assert told(encoding, "citation", "provision", "role") == [("31(3)", "listed"), ("24(2)", "listed")]


def test_a_letter_may_itself_be_in_parts() -> None:
    """
    Behind 'Part One - your request' the third part is no question; its answers may be headed by a word of each.
    """
    encoding = page(
        "Marl Board",
        "PART ONE - your request",
        '"All messages in which anybody mentioned the Friday rowing club, 2015 to date.\nYour policy on naming clubs.\n'
        'Whether the harbour unit has ever asked you about the club."',
        "PART TWO - our reply",
        "Policy. Attached. Nothing has been redacted.",
        "Messages. The cost of compliance would exceed the appropriate limit. Section 12(1) of the Act applies. "
        "Section 12 is no exemption and needs no public interest test.",
        "Requests by the unit. We neither confirm nor deny whether information is held. Section 31(3) applies.",
        "PART THREE - why, as regards requests by the unit",
    )

    assert told(encoding, "part", "question", "position") == [
        (("Qsecond",), "disclosed"),
        (("Qfirst",), "cost_refusal"),
        (("Qthird",), "ncnd"),
    ]
    assert told(encoding, "classification", "section") == []


def test_an_annex_may_begin_by_naming_what_it_answers() -> None:
    """
    'A. Question 2, section 40(2).' is no question, and what stands below is about that one.
    """
    encoding = page(
        "Marl Board",
        "Your questions and our answers:",
        "1 How many clerks have you? Nine.",
        "2 How many were warned? See A below.",
        "3 Has anybody reported a clerk to you? See B below.",
        "A. Question 2, section 40(2). The number is withheld, since it would identify them.",
        f"B. Question 3. {SILENT} Section 40(5B)(a)(i) of the Act applies.",
    )

    assert told(encoding, "question", "label") == ["1", "2", "3"]
    assert told(encoding, "part", "question", "position") == [
        (("Q1",), "disclosed"),
        (("Q2",), "withheld"),
        (("Q3",), "ncnd"),
    ]


def test_a_label_may_stand_over_its_answer_in_capitals() -> None:
    """
    '(ii) MESSAGES' heads an answer and is none; 'NIL' is one.
    """
    asked = "You asked for (i) the file on the visit, and (ii) any messages about the sale of boats."
    encoding = page(
        "Marl Board",
        asked,
        "(i) THE FILE",
        "The file is attached.",
        "(ii) MESSAGES",
        f"{SILENT} Section 31(3) applies.",
    )
    assert told(encoding, "part", "position") == ["disclosed", "ncnd"]
    encoding = page("Marl Board", asked, "(i) NIL", "(ii) NONE HELD")
    assert told(encoding, "part", "position") != []


def test_whoever_is_unhappy_asks_nothing() -> None:
    """
    'Unhappy? Please ask us for a review' is the right, below answers that each stand under their question.
    """
    asked = [f"Q{number}. How many {what}?" for number, what in enumerate(("vans", "boats", "dogs", "huts"), start=1)]
    pairs = [line for number, one in enumerate(asked, start=1) for line in (one, f"A{number}. Six.")]
    encoding = page(
        "Marl Board", *pairs, "Unhappy? Please ask us for an internal review within 40 working days.", "Yours"
    )

    assert told(encoding, "question", "label") == ["1", "2", "3", "4"]
    assert told(encoding, "review_right", "none_exists") == [False]


def test_an_annex_below_the_signature_holds_the_reasons() -> None:
    """
    'Annex A - Question 2' names what its exemptions and reasons serve, and the first that it names is relied on.
    """
    asked = ("You asked:", "1. How many vans?", "2. Do you track anybody?", "3. Is my own car tracked?")
    answers = (
        "1. Nine.",
        "2. Neither confirmed nor denied; see annex A.",
        "3. Neither confirmed nor denied; see annex B.",
    )
    encoding = page(
        "Marl Board",
        "Freedom of Information request 12/18",
        *asked,
        "RESPONSE",
        *answers,
        "Yours faithfully",
        "ANNEX A - Question 2",
        "The exemptions are section 24(2) and section 31(3) of the Act.",
        "ANNEX B - Question 3",
        "Section 40(5) of the Act. The right way to ask is by a subject access request under the Act of 2018.",
    )

    assert told(encoding, "citation", "part", "provision") == [
        (("P2",), "24(2)"),
        (("P2",), "31(3)"),
        (("P3",), "40(5)"),
    ]
    assert told(encoding, "regime", "act") == ["foia"]
    assert {part for (part,) in told(encoding, "notice_element", "part")} == {"P2", "P3"}


def test_what_no_reliance_is_placed_upon_is_not_relied_on() -> None:
    """
    'Although no reliance is placed upon section 24' names it, and no more.
    """
    said = "Although no reliance is placed upon section 24, terrorism cannot be ignored."
    assert told(page("Marl Board", f"{SILENT} Section 31(3) of the Act applies. {said}"), "citation", "provision") == [
        "31(3)"
    ]


def test_the_time_to_complain_is_no_time_to_ask_for_a_review() -> None:
    """
    'We would ask that you do it within six weeks', behind the Commissioner, is of the complaint.
    """
    rights = (
        "You have 40 working days to ask for an internal review. You may also go to the Information Commissioner. "
        "We would ask that you do it within six weeks of our final reply."
    )
    encoding = page("Marl Board", f"{SILENT} Section 31(3) of the Act applies.", "Your rights", rights)
    assert told(encoding, "review_period", "number") == [40]


def test_numbered_points_behind_what_the_authority_says_was_asked() -> None:
    """
    'You asked us for: 1) ...; 2) ...' below a heading asks both, and '1) Eleven.' below it answers the first.
    """
    encoding = page(
        "Marl Board",
        "Your request of 20 August 2020",
        "You asked us for: 1) the number of huts let in 2019; 2) whether the police objected to a tenant.",
        "1) Eleven.",
        f"2) {SILENT} Section 31(3) of the Act applies.",
    )
    assert told(encoding, "part", "question", "position") == [(("Q1",), "disclosed"), (("Q2",), "ncnd")]


@pytest.mark.parametrize(("what", "told_as"), [("tragedy", ["event"]), ("exercise", [])])
def test_a_blow_is_past(what: str, told_as: list[str]) -> None:
    """
    A tragedy that is told with its day was no plan; an exercise may be one.
    """
    said = f"The {what} at the harbour on 2 October 2020 shows what is at stake."
    encoding = page("Marl Board", "14 September 2020", f"{SILENT} Section 31(3) of the Act applies.", "Harm", said)
    assert [role for role in told(encoding, "date", "role") if role == "event"] == told_as
