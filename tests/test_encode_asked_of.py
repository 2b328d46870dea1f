"""Which questions there are, and which of them is answered, where letters tell, count or join them in their own way."""

import pytest
from told_facts import page, told

THREE = ("Dear Sir", "You asked:", "1) How many vans have you?", "2) Who drives them?", "3) What did each one cost?")
LINES = (
    "How many break-ins were there in 2017 - zero.",
    "What type of lock is fitted - not disclosed, section 31(1)(a).",
    "Name of the alarm company - Sentry Systems of York.",
    "Whether the police came - we cannot confirm or deny that we hold this.",
)


def test_lines_without_numbers_hold_a_question_and_its_answer() -> None:
    """
    Three or more in a row, half of them worded as questions; what is counted behind a dash is no question.
    """
    letter = page("Thank you for your request.", *LINES)
    assert told(letter, "part", "position", "question") == [
        ("not_held", ("Qfirst",)),
        ("withheld", ("Qsecond",)),
        ("disclosed", ("Qthird",)),
        ("ncnd", ("Qfourth",)),
    ]
    rows = ("Number of dogs - 14.", "Number of handlers - 9.", "Number of vans - not held.")
    letter = page("You asked:", "How many dogs, handlers and vans have you?", "Our answer:", *rows)
    assert told(letter, "question", "label") == ["first"]


def test_a_question_told_by_its_place_stands_over_its_answer() -> None:
    """
    'The first asked how many boats were seen. We saw nine.' prints and answers a question.
    """
    letter = page(
        "We have your letter of 4 May 2019. In it you put two questions.",
        "The first asked how many boats were seen in April 2019. We saw nine.",
        "The second asked which cameras are fitted. We have decided to withhold this under section 31(1)(a).",
    )
    assert told(letter, "question", "label", "period") == [("first", "past"), ("second", "present")]
    assert told(letter, "part", "position", "question") == [("disclosed", ("Qfirst",)), ("withheld", ("Qsecond",))]
    letter = page("We enclose two papers.", "The first is a copy of a letter. The second is a report of 4 May 2019.")
    assert told(letter, "question", "label") == []


def test_questions_named_in_a_row_by_their_place() -> None:
    """
    'The first, second and fourth are ...', and 'I can deal with the third'; what is found in that order is no question.
    """
    asked = ("You asked:", "- how many vans you have", "- who drives them", "- what each cost", "- where each is kept")
    silent = "The first, second and fourth are subject to a neither confirm nor deny response."
    letter = page(
        *asked, "Our reply:", "I can deal shortly with the third. That is held, but exempt under s.43(2).", silent
    )
    assert told(letter, "part", "position", "question") == [
        ("withheld", ("Qthird",)),
        ("ncnd", ("Qfirst", "Qsecond", "Qfourth")),
    ]
    letter = page(
        *asked, "Our reply:", "We found two leases. The first was signed in 2014 and we neither confirm nor deny more."
    )
    assert told(letter, "part", "question") != [("Qfirst",)]


def test_letters_in_a_line_are_questions_though_nothing_parts_them() -> None:
    """
    'Do you use (a) drones (b) balloons (c) kites?' asks of each; numbers in brackets may repeat a word.
    """
    letter = page(
        "Wexmoor Police",
        "Request",
        "1. Does the force use (a) small drones (b) tethered balloons (c) kites with cameras?",
        "2. Who flies them?",
        "Response",
        "1(a) No. The force does not use drones overtly.\n1(b) Yes, two.\n1(c) None held in respect of overt use.",
        "2. Constables.",
    )
    assert told(letter, "part", "position", "scope", "question")[:3] == [
        ("not_held", "overt", ("Q1a",)),
        ("disclosed", "unqualified", ("Q1b",)),
        ("not_held", "overt", ("Q1c",)),
    ]
    letter = page(
        "Request", "1. What was paid for the forty (1) masts and the thirty (2) huts?", "Response", "1. Nothing."
    )
    assert told(letter, "question", "label") == ["1"]


@pytest.mark.parametrize("named", ["parts a), b) and c)", "parts a, b and c", "parts (a), (b) and (c)", "a) to c)"])
def test_letters_with_one_bracket_are_named_in_a_row(named: str) -> None:
    """
    A request that is lettered 'a)' is referred to as it is printed.
    """
    asked = ("You asked:", "a) How many vans?", "b) Who drives them?", "c) What did they cost?")
    letter = page(
        *asked, "Our response", f"Wexmoor Police neither confirms nor denies that it holds anything on {named}."
    )
    assert told(letter, "part", "question") == [("Qa", "Qb", "Qc")]


def test_what_is_wished_for_in_infinitives_is_told_apart() -> None:
    """
    'You wished to learn how many, to see the minutes, and to know whether'.
    """
    letter = page(
        "You wished to learn how many meetings took place in 2015, to see the minutes of each, "
        "and to know whether the Director was present.",
        "Four meetings were held.",
        "On the third point we neither confirm nor deny whether information is held.",
    )
    assert told(letter, "question", "label") == ["first", "second", "third"]
    assert ("ncnd", ("Qthird",)) in told(letter, "part", "position", "question")


@pytest.mark.parametrize("words", ["Tell me what it all cost.", "Send me the policy.", "Finally, give me the dates."])
def test_who_bids_asks(words: str) -> None:
    """
    Without 'please' as well.
    """
    letter = page("You asked:", f'"I would like to know how many drones you have. {words}"', "We have six drones.")
    assert len(told(letter, "question", "label")) == 2


def test_answers_name_questions_that_the_letter_does_not_print() -> None:
    """
    In a sentence, or by the numbers of a list of answers; the points of a list that answers nothing name none.
    """
    letter = page(
        "I refer to your request of 16 May 2018.",
        "For questions 1 and 2, the information is in the attached spreadsheet.",
        "Nothing is held in respect of question 3.",
        "With regard to question 4, Wexmoor Police neither confirms nor denies whether any information is held.",
    )
    assert told(letter, "question", "label", "printed") == [(number, False) for number in "1234"]
    assert told(letter, "part", "position", "question") == [
        ("disclosed", ("Q1", "Q2")),
        ("not_held", ("Q3",)),
        ("ncnd", ("Q4",)),
    ]
    letter = page("Hi Tom", "Answers:", "1. None", "2. N/A", "3. Yes, since 2014")
    assert told(letter, "part", "position", "question") == [
        ("not_held", ("Q1",)),
        ("not_held", ("Q2",)),
        ("disclosed", ("Q3",)),
    ]
    letter = page("Hi Tom", "Answer", "1. We looked in the store.", "2. We rang the depot.", "3. We wrote to you.")
    assert told(letter, "question", "label") == []


def test_what_names_no_question_answers_none_that_is_lost() -> None:
    """
    A silence behind 'question 2' that names none is not about question 2.
    """
    letter = page(
        "I can confirm that I have located some information relating to question 2.",
        "Wexmoor Police can neither confirm nor deny that it holds the information you requested.",
    )
    assert told(letter, "part", "position", "question") == [("disclosed", ("Q2",)), ("ncnd", ())]


def test_all_are_named() -> None:
    """
    'For any of your questions' goes before words that only one of them shares.
    """
    letter = page(*THREE, "No information is held for any of your questions. The force has never owned vans.")
    assert ("not_held", ("Q1", "Q2", "Q3")) in told(letter, "part", "position", "question")


def test_this_information_is_that_of_the_questions_just_named() -> None:
    """
    In the next sentence of the paragraph; what is only announced there is no position of its own.
    """
    letter = page(
        *THREE,
        "I am not required by statute to release the information for questions 1 and 3. "
        "Wexmoor Police neither confirms nor denies that it holds this information.",
        "Question 2 - Officers of the support unit.",
    )
    assert told(letter, "part", "position", "question") == [("ncnd", ("Q1", "Q3")), ("disclosed", ("Q2",))]


def test_what_is_left() -> None:
    """
    'For the remaining question' is the one that was not answered.
    """
    letter = page(
        *THREE,
        "In answer to question 1, we have 14 vans.",
        "The information at question 3 is exempt under section 43(2).",
        "For the remaining question, please see the list on our website.",
    )
    assert ("disclosed", ("Q2",)) in told(letter, "part", "position", "question")
    letter = page(*THREE, "In answer to question 1, we have 14 vans.", "For the remaining questions, we ask for time.")
    assert told(letter, "part", "position", "question") == [("disclosed", ("Q1",))]


def test_who_asked_of_refusals_is_told_of_them() -> None:
    """
    'Of 412 applications 31 were refused' refuses nothing, where that was asked.
    """
    asked = "Q1. Number of licences refused in 2020"
    letter = page(asked, "Answer", "Of 412 applications 31 were refused", "Q2. Cost of licensing", "Answer", "£400")
    assert told(letter, "part", "position", "question") == [("disclosed", ("Q1",)), ("disclosed", ("Q2",))]


def test_things_named_side_by_side() -> None:
    """
    'The number of persons and the largest payment are exempt' withholds what two questions ask for.
    """
    letter = page(
        "You asked:",
        "How much money the force paid to informants in 2012",
        "How many persons were paid",
        "The largest single payment",
        "Response:",
        "The force paid £161,223 in 2012.",
        "The number of persons paid and the largest payment are exempt from disclosure under section 30(2)(b).",
    )
    assert told(letter, "part", "position", "question") == [
        ("disclosed", ("Qfirst",)),
        ("withheld", ("Qsecond", "Qthird")),
    ]


@pytest.mark.parametrize("label", ["A and B.", "(a) and (b):", "A, B."])
def test_labels_joined_before_one_answer(label: str) -> None:
    """
    Two letters stand before what answers both.
    """
    asked = ("You asked:", "A. How many vans have you?", "B. Who drives them?", "C. What did they cost?")
    letter = page(*asked, f"{label} We hold this information and it is attached.", "C. £4,000")
    assert told(letter, "part", "position", "question") == [("disclosed", ("Qa", "Qb")), ("disclosed", ("Qc",))]


def test_two_lists_of_one_length() -> None:
    """
    Without numbers the second answers the first, item by item; a list of another length answers no item.
    """
    asked = ("Your request", "- How many notices were issued in 2018?", "- Where are the cameras?", "- Who made them?")
    answers = ("- 37", "- Withheld under section 31(1)(a)", "- CamTech UK")
    letter = page(*asked, "Our reply", *answers)
    assert told(letter, "part", "position", "question") == [
        ("disclosed", ("Q1",)),
        ("withheld", ("Q2",)),
        ("disclosed", ("Q3",)),
    ]
    letter = page(*asked, "Our reply", *answers[:2])
    assert told(letter, "question", "label") == ["first", "second", "third"]


def test_each_point_puts_a_question_and_answers_it() -> None:
    """
    'b. The results. These are held.': the first sentence is what was asked, as it was in the point before.
    """
    letter = page(
        "Dear Sir",
        "Your questions, and our answers, are as follows.",
        "a. The dates of the trials. They took place between 3 and 19 June 2019.",
        "b. The results. These are held. They are being withheld in their entirety under section 26(1)(b).",
        "c. Fines. A total of 22,716 notices were sent.",
        "d. Whether officers of other navies came. We neither confirm nor deny that we hold this.",
    )
    assert told(letter, "part", "position", "question") == [
        ("disclosed", ("Qa",)),
        ("withheld", ("Qb",)),
        ("disclosed", ("Qc",)),
        ("ncnd", ("Qd",)),
    ]


def test_a_point_with_a_plain_answer_asks_nothing() -> None:
    """
    'c. None. We looked everywhere.' answers, and names no thing.
    """
    letter = page(
        "You asked:",
        "a. How many vans have you?",
        "b. Who drives them?",
        "c. What did they cost?",
        "Answers:",
        "a. Nine. They are white.",
        "b. Drivers. We have six of them.",
        "c. None. We looked everywhere.",
    )
    assert told(letter, "part", "position", "question")[-1] == ("not_held", ("Qc",))


def test_what_a_list_of_told_things_leads_to() -> None:
    """
    'You would like to know', without a colon, over a list; and 'it had three parts: first, ...; second, ...'.
    """
    letter = page("Dear Sir", "You would like to know", "- if we own any drones;", "- what they cost.", "We own nine.")
    assert told(letter, "question", "label") == ["first", "second"]
    letter = page(
        "Dear Sir",
        "It had three parts: first, how many pupils were searched; second, how many phones were taken; third, whether "
        "the police were told.",
        "On the third part we neither confirm nor deny whether information is held.",
    )
    assert told(letter, "question", "label") == ["first", "second", "third"]
    assert told(letter, "part", "question") == [("Qthird",)]


def test_what_states_something_answers_whether_it_is_so() -> None:
    """
    'We ran one trial' tells whether there was one, and its days; 'it' is what the sentence before spoke of.
    """
    letter = page(
        "Dear Sir",
        "You would like to know",
        "- if we have trialled facial recognition;",
        "- the dates;",
        "- what images were passed on to other agencies.",
        "We ran one trial, from 4 to 15 November 2019.",
        "We hold some images that were passed on. They are exempt under section 31(1)(a).",
        "We will not confirm or deny that we hold anything about other agencies.",
    )
    assert told(letter, "part", "position", "question") == [
        ("disclosed", ("Qfirst",)),
        ("disclosed", ("Qsecond",)),
        ("withheld", ("Qthird",)),
        ("ncnd", ("Qthird",)),
    ]


def test_a_table_without_outer_bars() -> None:
    """
    Lines of two cells, one below the other, are rows; alone such a line is none.
    """
    rows = (
        "Value of contracts since 2019 | £6m",
        "Names of the companies | Withheld - s.43(2)",
        "Any with spies? | No",
    )
    letter = page("Request 355", "\n".join(("Question | Response", *rows)))
    assert told(letter, "part", "position", "question") == [
        ("disclosed", ("Qfirst",)),
        ("withheld", ("Qsecond",)),
        ("not_held", ("Qthird",)),
    ]
    letter = page("Names of officers | Withheld", "You asked:", "1. How many vans?", "2. Who drives?", "We own nine.")
    assert told(letter, "question", "label") == ["1", "2"]


def test_the_last_of_several_in_bold_is_no_heading() -> None:
    """
    'Names of the officers', among questions that are each answered below.
    """
    bold = ("**How many were granted?**", "Seven.", "**What was each for?**", "Fly-tipping.")
    letter = page("Dear Sir", *bold, "**Was any refused?**", "None was.", "**Names of the officers**", "The Director.")
    assert ("disclosed", ("Qfourth",)) in told(letter, "part", "position", "question")


@pytest.mark.parametrize("line", ["**Parts a. and b.**", "Parts a and b"])
def test_a_line_that_names_two_stands_over_their_answer(line: str) -> None:
    """
    It answers neither itself.
    """
    asked = ("You asked:", "a. How many vans have you?", "b. Who drives them?", "c. What did they cost?")
    letter = page(*asked, line, "We cannot answer these within the cost limit: section 12.", "Part c", "£4,000")
    assert told(letter, "part", "position", "question") == [("cost_refusal", ("Qa", "Qb")), ("disclosed", ("Qc",))]


def test_a_review_tells_the_numbered_request() -> None:
    """
    'Your request had been: (1) ...; (2) ...', and agreeing or not is no answer.
    """
    letter = page(
        "Dear Sir",
        "You asked for a review. Your request had been: (1) which of the cameras turn; (2) what the software cost.",
        "(1) I agree that the list ought not to be disclosed. Section 31(1)(a) is engaged.",
        "(2) I do not agree. I can tell you that the software cost £18,750.",
    )
    assert told(letter, "part", "position", "question") == [("withheld", ("Q1",)), ("disclosed", ("Q2",))]


def test_what_is_told_behind_a_refusal() -> None:
    """
    With the subject and the form that another question asks for it answers that one.
    """
    letter = page(
        "You asked:",
        "How many vehicles have trackers?",
        "How many times was tracker data used in a misconduct case?",
        "Response:",
        "The number of vehicles is exempt by virtue of section 31(1). Tracker data was used in four misconduct cases.",
    )
    assert ("disclosed", ("Qsecond",)) in told(letter, "part", "position", "question")


def test_questions_and_answers_run_on_in_a_line() -> None:
    """
    'How many? Two. By whom? Nobody.': each question with its answer, if three or more are put so.
    """
    letter = page(
        "Thanks for your query.",
        "How many reports have you had since 2018? We have had 19 reports.",
        "How many led to a charge? Two. Does the force use it? We can neither confirm nor deny this.",
    )
    assert told(letter, "part", "position", "question") == [
        ("disclosed", ("Qfirst",)),
        ("disclosed", ("Qsecond",)),
        ("ncnd", ("Qthird",)),
    ]
    letter = page("You wrote:", '"How many dogs have you? I like dogs. Who trains them? Please tell me."', "Nine dogs.")
    assert told(letter, "part", "position") == ["disclosed"]


def test_questions_in_quotation_marks_over_their_answers() -> None:
    """
    As the requester put them.
    """
    letter = page(
        "You recently asked about detectives. I will take your points one by one.",
        '"How many times have you hired detectives since 2008?"',
        "The Council has hired detectives on three occasions.",
        '"Who was watched?"',
        "I am refusing to release this under section 40(2).",
        '"Are any working for you now?"',
        "I can neither confirm nor deny this, under section 31(3).",
    )
    assert told(letter, "part", "position", "question") == [
        ("disclosed", ("Qfirst",)),
        ("withheld", ("Qsecond",)),
        ("ncnd", ("Qthird",)),
    ]


def test_two_parts_are_told_with_their_answers() -> None:
    """
    'The first is for ...' may stand behind what counts the parts.
    """
    letter = page(
        'Your request is in two parts. The first is for "the number of complaints since 2014". The answer is 31.',
        'The second is for "the names of the officers". We neither confirm nor deny whether we hold them.',
    )
    assert told(letter, "part", "position", "question") == [("disclosed", ("Qfirst",)), ("ncnd", ("Qsecond",))]
    letter = page("We found two files. The first is for the year 2014. The second is for 2015.")
    assert told(letter, "question", "label") == []


def test_what_is_published_and_exempt_is_exempt() -> None:
    """
    And what points there points to that.
    """
    letter = page(
        "1. How many passengers were examined in 2021?",
        "The figures are published by the Home Office on a quarterly basis. They are exempt under section 21.",
        "2. Of these how many were children?",
        "As per question 1.",
        "3. How many phones were copied?",
        "Nine.",
    )
    assert told(letter, "part", "position", "question") == [("withheld", ("Q1", "Q2")), ("disclosed", ("Q3",))]


def test_of_these_goes_on_to_the_next_question() -> None:
    """
    '54 were received. Of these 9 were refused.'
    """
    letter = page(
        "You asked how many applications were received in 2016, how many were refused, "
        "and whether any came from abroad.",
        "The Ministry received 54 applications in 2016. Of these 9 were refused.",
        "We neither confirm nor deny that we hold information about any from abroad.",
    )
    assert told(letter, "part", "position", "question") == [
        ("disclosed", ("Qfirst",)),
        ("disclosed", ("Qsecond",)),
        ("ncnd", ("Qthird",)),
    ]
