"""Encoding the several things that one sentence asks, and requests in the ways people put them."""

import pytest
from told_facts import page, told

from ncnd_rules.engine import check

SILENT = "Wexmoor Police can neither confirm nor deny that this is held, by virtue of section 24(2)."


def asked(*blocks: str) -> list[tuple[str, str]]:
    encoding = page("Wexmoor Police", "4 June 2019", "Dear Requester", "Request", *blocks, "Response", SILENT)
    return [
        (" ".join(fact.evidence[0].quote.split()[:3]).strip('"'), fact.period)
        for fact in encoding.facts
        if fact.kind == "question"
    ]


@pytest.mark.parametrize(
    ("sentence", "limbs"),
    [
        (
            "1. How many kiosks does the force have, and what did they cost to buy?",
            [("How many kiosks", "present"), ("what did they", "past")],
        ),
        (
            "1. The number of vans the force owned in 2014, and who drives them?",
            [("The number of", "past"), ("who drives them?", "present")],
        ),
        (
            "1. How many calls were received in 2016; the number of arrests; and whether a log is kept.",
            [("How many calls", "past"), ("the number of", "past"), ("whether a log", "present")],
        ),
        (
            "1. Where were the cameras bought, and at what price?",
            [("Where were the", "past"), ("at what price?", "past")],
        ),
        (
            "1. How many fines were issued, and how many have since been withdrawn?",
            [("How many fines", "past"), ("how many have", "past")],
        ),
        (
            "1. The number of dogs, and their annual cost.",
            [("The number of", "present"), ("their annual cost.", "present")],
        ),
        ("1. The number of dogs and their annual cost per head.", [("The number of", "present")]),
        # The same thing at another time is one question.
        ("1. Does the force use drones, and has it done so before?", [("Does the force", "both")]),
        ("1. How many dogs are there now, and how many were there in 2015?", [("How many dogs", "both")]),
        # What goes on about a thing that was named asks nothing of its own.
        ("1. How many people who were stopped and who were searched made a complaint?", [("How many people", "past")]),
        ("1. When and where was the device switched on?", [("When and where", "past")]),
        ("1. The numbers and ranks of officers at the port.", [("The numbers and", "present")]),
        ("1. If so, what is its name?", [("If so, what", "present")]),
    ],
)
def test_each_thing_that_a_sentence_asks_has_a_time_of_its_own(sentence: str, limbs: list[tuple[str, str]]) -> None:
    """
    'How many have you, and what did they cost?' asks about now, and about what was paid then.
    """
    assert asked(sentence, "2. Which policy applies to them?")[: len(limbs)] == limbs
    assert len(asked(sentence, "2. Which policy applies to them?")) == len(limbs) + 1


def test_what_answers_a_question_answers_its_limbs() -> None:
    """
    An answer is matched with the whole sentence: no limb is called unanswered that the sentence's answer may cover.
    """
    encoding = page(
        "Wexmoor Police",
        "4 June 2019",
        "Dear Requester",
        "1. How many kiosks does the force have, and who supplied them?",
        "2. Has the force ever used spyware?",
        "1. The force has eight kiosks.",
        f"2. {SILENT}",
    )
    assert told(encoding, "question", "label", "parent") == [("1", None), ("1 (who)", "Q1"), ("2", None)]
    assert told(encoding, "part", "question") == [("Q1", "Q1.limb2"), ("Q2",)]


@pytest.mark.parametrize(
    ("lead", "period"),
    [
        ("Please supply for each of the years 2012, 2013 and 2014:", "past"),
        ("In relation to the licensing department, please supply:", "present"),
        ("In my e-mail dated 3 May 2013 I wanted:", "present"),
    ],
)
def test_a_line_over_a_list_tells_of_what_time_it_asks(lead: str, period: str) -> None:
    """
    'For the years 2012 to 2014:' goes for each point below it; the day of an e-mail for none.
    """
    assert asked(lead, "1. The number of staff.", "2. The names of the suppliers.") == [
        ("The number of", period),
        ("The names of", period),
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "First, how was the figure of 34 arrived at?",
        "For these reasons I ask for the number of escapes from the prison.",
        "I'd also like to know who flies them.",
        "I should be glad to learn when the contract ends.",
        "Lastly can you tell me what the insurance costs.",
    ],
)
def test_a_sentence_that_leads_in_what_it_asks_is_a_question(sentence: str) -> None:
    """
    'First', 'for these reasons', 'I'd also like': people do not only begin with 'how many'.
    """
    assert len(asked("I write about the drones that the force is said to own.", sentence)) == 1


def test_a_request_that_was_clarified_is_read_as_it_was_clarified() -> None:
    """
    'You replied as follows' leads in the requester's words, and brackets in a line part its points.
    """
    encoding = page(
        "Dear Requester",
        'On 2 August 2018 you asked us for "all information on vetting". On 15 August you replied as follows:',
        '"I mean (1) the number of people refused vetting in 2017, (2) the reasons for refusal, and (3) your policy."',
        "I can now answer your request. 14 people were refused.",
    )
    assert told(encoding, "question", "label") == ["1", "2", "3"]


def test_an_answer_by_mail_begins_with_its_thanks() -> None:
    """
    Nothing else divides it from the request that the page prints above it.
    """
    encoding = page(
        "Subject: Drones",
        "Under the FOI I would like the number of drones your force owned in 2021.",
        "Thank you for your request.",
        "Wexmoor Police owned nine. Section 31(3): we neither confirm nor deny that we hold any more information.",
    )
    assert told(encoding, "part", "position") == ["disclosed", "ncnd"]


def test_minutes_in_a_list_of_what_is_asked_for_head_nothing() -> None:
    """
    'Minutes of the panel' may head an annex; among the points of a request they are asked for.
    """
    assert len(asked("- number of civilian staff", "- minutes of the licensing panel for June 2018")) == 2


def test_a_line_that_leads_to_the_response_argues_for_nothing() -> None:
    """
    'Please see below for our response' is no heading of what is in favour of one.
    """
    encoding = page("Please see below for our response.", "1. How many staff are there?", "Twelve.")
    assert told(encoding, "question", "label") == ["1"]
    assert "factors_for" not in told(encoding, "heading", "announces")


@pytest.mark.parametrize(
    "harm",
    [
        "Fly-tippers could simply move to another site.",
        "To confirm that a complaint had been made about the teacher would reveal personal data about her.",
    ],
)
def test_harm_behind_a_refusal_needs_no_word_of_telling(harm: str) -> None:
    """
    What others could do is said to follow from an answer, where it stands next to the refusal to give one.
    """
    assert told(page("Dear Requester", "Response", SILENT, harm), "harm", "scope") == ["unqualified"]


@pytest.mark.parametrize("said", ["A single answer may look harmless.", "The report could be read on our website."])
def test_what_harms_nobody_is_no_harm(said: str) -> None:
    """
    'May look harmless' denies the harm, and who may read a report suffers none.
    """
    assert told(page("Dear Requester", "Response", SILENT, said), "harm", "scope") == []


def test_reasons_in_front_of_the_refusal_are_read() -> None:
    """
    A letter that begins with what would follow refuses in the same breath.
    """
    encoding = page(
        "Dear Requester",
        "To reveal whether a prisoner had been recruited as a source would put his life in jeopardy. For that reason "
        "the Service neither confirms nor denies holding this: sections 30(3) and 38(2).",
    )
    assert told(encoding, "harm", "argument") != []


@pytest.mark.parametrize(
    ("words", "provisions"),
    [
        (
            "We withhold the plan under section 31(1)(a). Paragraph (b) of that subsection applies too.",
            {"31(1)(a)", "31(1)(b)"},
        ),
        ("We withhold the plan under section 31(1)(a). Subsection (3) of the Order is not.", {"31(1)(a)"}),
        (
            "We neither confirm nor deny, by section 40. Subsection (5B)(a)(i) of that section excludes it.",
            {"40", "40(5B)(a)(i)"},
        ),
        (
            "We neither confirm nor deny, as the duty in s.1(1)(a) does not apply by virtue of s.35(3) and s.36(3).",
            {"35(3)", "36(3)"},
        ),
        (
            "We uphold the silence under section 31(3) but find that section 30(3) was wrongly relied on.",
            {"31(3)"},
        ),
        ("I do not accept that section 14(1) applies, and I neither confirm nor deny by section 37(2).", {"37(2)"}),
        ("Section 30(3) was considered but is not relied on. We neither confirm nor deny by section 31(3).", {"31(3)"}),
        ("NCND - 23(5), 24(2), 31(3).", {"23(5)", "24(2)", "31(3)"}),
        (
            "We considered sections 24(2) and 31(3). Only the former applies, and by it we neither confirm nor deny.",
            {"24(2)"},
        ),
        ("We neither confirm nor deny, by section 31(3), which unlike section 23 is qualified.", {"31(3)"}),
    ],
)
def test_a_provision_is_cited_by_the_one_before_it(words: str, provisions: set[str]) -> None:
    """
    'That subsection' is the one named last; what is given up, or named beside it, is not relied on.
    """
    assert set(told(page("Dear Requester", words), "citation", "provision")) == provisions


def test_what_is_relied_on_in_place_of_another_is_not_given_up() -> None:
    """
    A review that withdraws one exemption and now relies on another is not said to have dropped both.
    """
    encoding = page(
        "Dear Requester",
        "In our first reply we cited section 38(2). We withdraw that, and now rely upon section 40(5B)(a)(i) alone to "
        "neither confirm nor deny.",
    )
    assert told(encoding, "citation", "provision") == ["40(5B)(a)(i)"]


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("I refer to your two requests, of 13 April 2023 and 17 April 2023.", {"request": {13, 17}}),
        ("I refer to your request of 13 April 2023 and 17 April 2023 is its subject.", {"request": {13}}),
        (
            "On 4 April 2023 we asked you to clarify what you meant by staff. You did so on 8 April 2023.",
            {"clarification_sought": {4}, "clarification_received": {8}},
        ),
        ("Date due | 19/04/2023", {"due": {19}}),
    ],
)
def test_a_day_is_told_by_the_one_before_it(words: str, days: dict[str, set[int]]) -> None:
    """
    The second of two requests, and what was done when the authority had asked for it.
    """
    found: dict[str, set[int]] = {}
    for role, day in told(page("Date: 11 May 2023", "Dear Requester", words, SILENT), "date", "role", "on"):
        found.setdefault(role, set()).add(day.day)
    assert found == {"response": {11}} | days


def test_harm_argued_for_several_refusals_goes_as_far_as_the_one_without_a_limit() -> None:
    """
    One reason for a silence on a question and for one on 'anything further' is not limited to what is further.
    """
    encoding = page(
        "Dear Requester",
        "You asked whether the force owns the device. You also asked for the names of trained constables.",
        "We neither confirm nor deny that we hold information on the device. Section 31(3) applies.",
        "The names of twelve are attached. We neither confirm nor deny that we hold any other information on "
        "training. Section 31(3) applies.",
        "Evidence of harm",
        "Criminals would change their habits if our tactics became known.",
    )
    assert set(told(encoding, "part", "scope")) >= {"unqualified", "further"}
    assert told(encoding, "harm", "scope") == ["unqualified"]


def test_a_request_told_behind_a_colon_is_read() -> None:
    """
    'Your request for: ...; and ...' tells each thing that was asked.
    """
    encoding = page(
        "Dear Requester",
        "I am responding to your request for: the cost of the review by Sir John; and any draft seen by Ministers.",
        "The cost was £1.2m. The drafts are withheld under section 36(2)(b)(i).",
    )
    assert len(told(encoding, "question", "label")) == 2


@pytest.mark.parametrize(
    ("question", "period"),
    [
        ("What is the total sum paid to them?", "past"),
        ("What is the Trust's annual spend on software for the last three years?", "past"),
        ("What is your policy on payments?", "present"),
        ("What is the number of officers employed?", "present"),
        ("Which members receive or have received protection?", "both"),
        ("Has the force got a policy on drones?", "present"),
        ("How many struck a person under 18?", "past"),
        ("The number and rank of officers seconded to the Ministry", "past"),
    ],
)
def test_the_time_that_a_question_asks_about(question: str, period: str) -> None:
    """
    'What is the sum paid?' asks of what was paid, though its verb is of today.
    """
    assert [time for _, time in asked(f"1. {question}", "2. Which vans are kept there?")] == [period, "present"]


def test_a_limb_for_silence_under_which_something_is_withheld_is_named_again_for_that() -> None:
    letter = page(
        "You asked:",
        "1. The minutes of the board.\n2. Any advice on them.",
        "Our answer",
        "Question 1: the minutes are held and are withheld in full under section 24(2).",
        "Question 2: we neither confirm nor deny that advice is held, by virtue of section 42(2).",
        "We can neither confirm nor deny that any other information is held.",
        "Sections 24(2) and 42(2) are qualified.",
    )
    parts = dict(zip(told(letter, "part", "id"), told(letter, "part", "position"), strict=True))
    cited = zip(told(letter, "citation", "section"), told(letter, "citation", "part"), strict=True)
    assert {parts[one] for section, served in cited if section == "24" for one in served} == {"withheld"}


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        ("There were 14 dogs with 2 handlers.", "violated"),
        ("14 dogs, 9,400.", "satisfied"),  # which may be pounds
        ("There were 14 dogs, kept for £9,400.", "satisfied"),
    ],
)
def test_what_counts_and_names_no_money_tells_no_cost(answer: str, outcome: str) -> None:
    asks = "1. The number of dogs at 1 April, and their annual cost.", "2. Who feeds them?"
    encoding = page(
        "Wexmoor Police", "4 June 2019", "Dear Sir", "You asked:", *asks, "Response", f"1. {answer}", "2. Staff."
    )
    encoding = encoding._replace(letter=encoding.letter.model_copy(update={"copy_state": "complete", "missing": ()}))

    assert check(encoding).outcomes["COV-04"] == outcome


def test_the_date_of_the_request_refuses_nothing() -> None:
    encoding = page(
        "Dear Sir", "You asked:", "1. How many pilots?", "Response", "1. 22 as at the date of your request."
    )

    assert told(encoding, "part", "position") == ["disclosed"]


@pytest.mark.parametrize(("asks", "outcome"), [("has it ever hired one", "violated"), ("who flies them", "satisfied")])
def test_a_limb_that_nothing_is_said_of_stays_so_beside_other_answers(asks: str, outcome: str) -> None:
    """
    What was not read under the label of another question is no denial from which the limb would fall away.
    """
    questions = (
        f"1. How many drones does Wexmoor Police own, and {asks}?",
        "2. Please list the make of each.",
        "3. Their colour.",
    )
    answers = "1. Wexmoor Police owns three drones.", "2. Make / Price", "Petrel / £400", "Heron / £900", "3. Grey."
    encoding = page("Wexmoor Police", "4 June 2019", "Dear Sir", "You asked:", *questions, "Our answer", *answers)
    encoding = encoding._replace(letter=encoding.letter.model_copy(update={"copy_state": "complete", "missing": ()}))

    assert check(encoding).outcomes["COV-04"] == outcome
