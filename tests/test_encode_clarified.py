"""Encoding pages of disclosure logs: what was clarified, how records are kept, what needs no weighing."""

import pytest
from told_facts import page, told

LOG = ("FOI Reference: 77/2031", "Request:", "How many vans does the force own, and what did each cost?")


@pytest.mark.parametrize(
    "meant",
    [
        "For points 1-2, I wanted to ask for the vans that the force owns, and the cost of each.",
        "On the second point, I was only interested in what each of the vans did cost the force.",
        "As to the first part, I meant the vans which the force does own and what each did cost.",
    ],
)
def test_who_clarifies_his_points_does_not_answer_them(meant: str) -> None:
    """
    What was asked to be made clear is printed below the request, and may name its points.
    """
    encoding = page(*LOG, "Clarification received:", meant, "Response:", "Wexmoor Police owns 40 vans.")
    unanswered = page(*LOG, "Clarification received:", meant, "Response:")

    assert ["disclosed"] == told(encoding, "part", "position")
    assert [] == told(unanswered, "part", "position")


def test_who_answers_may_say_what_he_would_like() -> None:
    """
    'I would like to confirm' is no wish of a requester's.
    """
    encoding = page(
        *LOG, "For points 1-2, I would like to confirm that this information is not held.", "Records Manager"
    )

    assert ["not_held"] == told(encoding, "part", "position")


def test_a_notice_of_the_act_may_break_off_within_its_last_item() -> None:
    """
    'States (if not', where a copy ends, is of the words of section 17, and answers no third question.
    """
    encoding = page(
        *("Request", "1. How many vans?", "2. How many dogs?", "3. How many horses?", "Answer", "We hold 40 vans."),
        "Section 17(1) of the Freedom of Information Act 2000 requires Wexmoor Police to give you a notice which:",
        *("1. states that fact,", "2. specifies the exemption in question and", "3. states (if not"),
    )

    assert not any("Q3" in questions for questions in told(encoding, "part", "question"))


@pytest.mark.parametrize(
    "kept",
    [
        "Our records are not arranged in such a way as to let us give the figure.",
        "To explain, the figures are not separately compiled for each van.",
    ],
)
def test_how_records_are_kept_does_not_deny_that_they_are(kept: str) -> None:
    """
    What is not arranged so that it can be found is held all the same.
    """
    too_dear = "To count them by hand would exceed the appropriate limit under section 12(1)."

    assert ["cost_refusal"] == told(
        page("Request", "1. How many vans?", "Response", f"1. {kept}", too_dear), "part", "position"
    )


def test_what_a_search_would_bring_up_denies_nothing() -> None:
    """
    'Would return a list of numbers which do not contain any names' describes what might be found.
    """
    encoding = page(
        *("Request", "Please provide a list of your vans.", "Response"),
        "A search for that word would return a run of letters and numbers which do not contain any names of vans.",
    )

    assert [] == told(encoding, "part", "position")
    assert ["not_held"] == told(
        page(
            "Request", "Please provide a list of your vans.", "Response", "Our records do not contain any list of vans."
        ),
        "part",
        "position",
    )


def test_an_item_may_name_what_was_asked_and_refuse_it_behind_a_semicolon() -> None:
    """
    'Price of the vans; The cost of finding this is above the amount ...' puts the question and answers it.
    """
    encoding = page(
        *("Dear Requester", "Your request has been considered and I am not obliged to supply what you asked for."),
        "1. Cost of the vans; The cost of finding this is above the amount to which we are required to respond. "
        "To count it by hand would take staff from other work.",
        "2. Number of drivers; Section 17 of the Act requires Wexmoor Police to give you a notice which:",
        "(a) states that fact,",
        "Yours faithfully",
    )

    assert ("cost_refusal", ("Q1",)) in told(encoding, "part", "position", "question")


def test_who_seeks_nothing_more_asks_nothing_more() -> None:
    """
    'I am seeking no names' limits what is asked, as 'I am not seeking names' does.
    """
    encoding = page("Request", "- How many agents were paid?", "I am seeking no names of any.", "Response", "Two.")

    assert 1 == len(told(encoding, "question", "label"))


@pytest.mark.parametrize(
    "needless",
    [
        "Section 40(2) is absolute and there is no need to consider the public interest in disclosure.",
        "Section 40(2) does not require a public interest test, but requires the balancing of safety with a right.",
    ],
)
def test_that_nothing_need_be_weighed_speaks_for_no_side(needless: str) -> None:
    """
    What says that there is no test names the public interest, and argues nothing.
    """
    encoding = page("Dear Requester", "The names of the drivers are exempt under section 40(2).", needless)

    assert [] == told(encoding, "factor", "side")


def test_papers_have_a_day_that_is_not_the_requests() -> None:
    """
    'The papers dated 15 February' tells no day of the request.
    """
    encoding = page(
        "Requested Mon 13 March 2023",
        "Responded Fri 24 March 2023",
        "I would like to see the replies on vans, which are not in the committee papers dated 15 February 2023.",
        "Wexmoor Borough Council does not hold any replies.",
    )

    assert [("request", "2023-03-13"), ("response", "2023-03-24")] == [
        (role, str(on)) for role, on in told(encoding, "date", "role", "on")
    ]


def test_a_point_above_the_second_question_is_the_first() -> None:
    """
    A copy may print the number of the first question as the mark of a list.
    """
    encoding = page(
        *("You asked:", "- How much was paid for vans?\n2. What was the largest price?", "In response:"),
        *("1. £185,550", "2. £40,200"),
    )

    assert [("disclosed", ("Q1",)), ("disclosed", ("Q2",))] == told(encoding, "part", "position", "question")


def test_the_day_of_a_refusal_is_not_the_requests() -> None:
    """
    Who publishes a refusal may tell its day before the letter that he prints.
    """
    encoding = page(
        "This page is a refusal by Wexmoor Police dated 1 April 2011 in relation to a request on vans.",
        *("Dear Requester", "I write in connection with your request dated 6 March 2011.", "We do not hold this."),
    )

    assert ["2011-03-06"] == [str(on) for role, on in told(encoding, "date", "role", "on") if role == "request"]


def test_who_writes_directly_under_the_heading_of_the_request_asks() -> None:
    """
    'I am writing to you about ...' begins a request there, unless it speaks of 'your request'.
    """
    encoding = page(
        "Request:\nI am writing to you regarding findings of the tribunal on the vans of three forces.\n"
        "The tribunal's findings, which showed that vans of forces were used by others, are troubling.\n"
        "On 5 June 2024 a board published a report on 320 vans used by others.\n"
        "Specifically, I would ask that you provide:\n"
        "Q1. A list of any vans that were used by others between 2010 and 2024.\n"
        "Q2. Details of the findings on vans in this force."
    )
    replying = page("Request:", "I am writing in connection with your request on vans. We do not hold this.")

    assert [] == told(encoding, "part", "position")
    assert ["1", "2"] == told(encoding, "question", "label")
    assert ["not_held"] == told(replying, "part", "position")


def test_what_another_body_replied_is_not_the_answer() -> None:
    """
    'The Ministry have responded that they hold no information' tells of another request.
    """
    encoding = page(
        *("Request", "1. Copies of your letters to the Ministry on vans.", "Response"),
        "The Ministry have responded that they hold no information on vans.",
    )

    assert "not_held" not in told(encoding, "part", "position")


def test_a_force_may_be_named_by_a_short_word() -> None:
    """
    'Met Police' over a letter of the Metropolitan Police Service names no other force.
    """
    silent = "Police Service can neither confirm nor deny whether it holds this."
    own = page("Met Police response", "Dear Requester", f"The Metropolitan {silent}")
    other = page("Kent Police response", "Dear Requester", f"The Metropolitan {silent}")

    assert [None] == told(own, "part", "in_name_of")
    assert ["Metropolitan Police Service"] == told(other, "part", "in_name_of")
