"""Encoding the questions of a request, and what is written beside them."""

import pytest
from told_facts import page, told

SILENT = "Wexmoor Police can neither confirm nor deny that this is held, by virtue of section 24(2)."


def asked_in(*blocks: str) -> list[str]:
    encoding = page("Wexmoor Police", "4 June 2019", "Dear Requester", *blocks, "Response", SILENT)
    return [" ".join(fact.evidence[0].quote.split()) for fact in encoding.facts if fact.kind == "question"]


@pytest.mark.parametrize(
    "beside",
    [
        "Please give the figures in a table, by calendar year.",
        "I ask that the costs be split by station.",
        "Please list them by rank.",
        "I am asking as a member of a flying club.",
        "I am a student of geography.",
        "By 'van' I mean any vehicle with a partition.",
        "For the avoidance of doubt I do not want any names.",
        "Please restrict this to the year 2018.",
        "I reserve my right to complain.",
        "Please send me a copy.",
    ],
)
def test_what_is_written_beside_a_question_asks_nothing(beside: str) -> None:
    """
    A reason, a definition, a limit or the form in which the answer is wanted is no question of its own.
    """
    assert ["How many vans does the force own?"] == asked_in(
        "You asked:", f"How many vans does the force own? {beside}"
    )


@pytest.mark.parametrize(
    "asked",
    [
        "Please give the number of stops by month.",
        "Please list the vans by make, and the stations that use them.",
        "Please send me a copy of the contract.",
        "I am interested in what the vans cost in 2018.",
    ],
)
def test_a_thing_that_is_named_is_asked_for(asked: str) -> None:
    """
    A sentence that speaks of the form of the answer and names a thing asks for it.
    """
    assert ["How many vans does the force own?", asked] == asked_in(
        "You asked:", f"How many vans does the force own? {asked}"
    )


def test_the_next_number_is_a_label_in_front_of_a_single_letter() -> None:
    """
    In a list that is numbered without marks, '3 A copy' is the third question.
    """
    encoding = page(
        "Wexmoor Police",
        "You requested the following:",
        "1  The number of vans owned by the force",
        "2  The number of days on which they were used in 2018",
        "3  A copy of the instructions to drivers",
        "In response I can inform you of the following:",
        "3  We do not hold this information.",
    )
    assert ["1", "2", "3"] == told(encoding, "question", "label")
    assert [("not_held", ("Q3",))] == told(encoding, "part", "position", "question")


def test_paragraphs_of_the_letter_that_bear_numbers_ask_nothing() -> None:
    """
    Behind a request that stands in the first of its numbered paragraphs, the letter goes on with the second.
    """
    asked = asked_in(
        "1. Thank you for your letter of 4 May, in which you asked the Agency for the following:",
        '"Please supply a list of all depots."',
        "2. Your letter has been considered under the Act. The Agency holds the list.",
        "3. There are three depots.",
    )
    assert ['"Please supply a list of all depots."'] == asked


def test_questions_may_bear_the_numbers_of_paragraphs() -> None:
    """
    A list that begins with 1 again below such a paragraph is the request.
    """
    asked = asked_in(
        "1. Thank you for your letter of 4 May, in which you asked the Agency for the following:",
        "1. How many depots are there?",
        "2. Who guards them?",
    )
    assert ["How many depots are there?", "Who guards them?"] == asked


@pytest.mark.parametrize(
    "lead",
    ["I write about your request for information of 3 May which was received that day. You asked:", "You wrote:"],
)
def test_what_is_quoted_below_a_lead_is_asked(lead: str) -> None:
    """
    Also where the sentence before it tells of the request alone.
    """
    assert ['"All letters about the sale of the vans."'] == asked_in(lead, '"All letters about the sale of the vans."')


def test_the_words_over_an_answer_that_is_labelled_as_one_were_asked() -> None:
    """
    'Question 1:' names a thing, and 'Response 1:' answers it.
    """
    encoding = page(
        "Wexmoor Hospitals Trust",
        "Question 1: Total spent on agency nurses in 2018.",
        "Response 1: £4.1m.",
        "Question 2: The highest rate paid.",
        "Response 2: We do not hold this information.",
    )
    assert [("1", True), ("2", True)] == told(encoding, "question", "label", "printed")
    assert [("disclosed", ("Q1",)), ("not_held", ("Q2",))] == told(encoding, "part", "position", "question")


def test_questions_and_answers_are_known_by_their_letters() -> None:
    """
    'Q:' stands before a question, though it is not worded as one, where 'A:' stands before the next line.
    """
    asked = asked_in(
        "Q: How many vans does the force own?",
        "A: Four.",
        "Q: Any letters about their sale.",
        "A: The letters are published on our website.",
    )
    assert ["How many vans does the force own?", "Any letters about their sale."] == asked


def test_a_reference_is_no_label() -> None:
    """
    'Request 19/233' on a line of its own names the request, and not its questions 19 and 233.
    """
    encoding = page("Wexmoor University", "Request 19/233", "How many vans are there?", "We do not hold this.")
    assert not {"19", "233"} & set(told(encoding, "question", "label"))


def test_issues_of_a_review_were_not_asked() -> None:
    """
    What a review numbers to decide it is the authority's.
    """
    encoding = page(
        "Wexmoor Broadcasting",
        'You asked us to review our decision on your request for "all complaints about Night Line since 2015".',
        "Issues on review",
        "1. Was the request valid under section 8 of the Act?",
        "I find that it was.",
        "2. Whether section 31 applies to the information.",
        "It does.",
    )
    quotes = [fact.evidence[0].quote for fact in encoding.facts if fact.kind == "question"]
    assert quotes
    assert all("complaints" in quote for quote in quotes)


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ("You first contacted us on 3 May asking for the number of alarms at homes.", 1),
        ("We understand your request to be for the following: the number of vans; and the makes of each.", 2),
        ("Your first request, of 3 May 2019, was for all letters on vans. Your second was for the price.", 2),
        ("You asked us how many vans there are. You were also interested in any letter about them.", 2),
    ],
)
def test_the_authority_tells_what_was_asked(words: str, asked: int) -> None:
    """
    In its own words, of one request or of several, and of what was asked besides.
    """
    encoding = page("Wexmoor Police", "4 June 2019", "Dear Requester", words, SILENT)
    assert asked == len(told(encoding, "question", "id"))


@pytest.mark.parametrize(
    "words",
    [
        "We have treated your letter as a request under the Freedom of Information Act 2000.",
        "I take your e-mail to be a complaint about our handling.",
    ],
)
def test_what_kind_of_request_it_is_was_not_asked(words: str) -> None:
    """
    That a letter was taken for a request, or for a complaint, tells nothing that was asked.
    """
    encoding = page("Wexmoor Police", "4 June 2019", "Dear Requester", words, SILENT)
    assert [] == told(encoding, "question", "id")


def test_things_named_line_by_line_are_asked_for() -> None:
    """
    Under a heading of the request, lines that name things ask for each.
    """
    asked = asked_in("Your request", "The makes of all vans", "The contract with the maker")
    assert ["The makes of all vans", "The contract with the maker"] == asked


def test_the_message_that_is_answered_is_read_below_the_answer() -> None:
    """
    Of several messages below the answer, the lowest is the request; the lines that divide them ask nothing.
    """
    encoding = page(
        "From: FOI Team <foi@wexmoor.police.example>\nTo: [removed]\nSubject: vans",
        "I am replying to your e-mail below. Wexmoor Police does not hold this information.",
        "Kind regards",
        "From: [removed]\nTo: FOI Team\nSubject: chasing",
        "Could you tell me when I will hear from you?",
        "-----Original Message-----",
        "From: [removed]\nTo: FOI Team\nSubject: vans",
        "Hello,",
        "Could you tell me how many vans you own? Does anyone drive them?",
    )
    quotes = [fact.evidence[0].quote for fact in encoding.facts if fact.kind == "question"]
    assert ["Could you tell me how many vans you own?", "Does anyone drive them?"] == quotes


def test_a_question_in_the_subject_line_is_read_where_no_other_is() -> None:
    """
    A letter may answer the question over it; where questions are printed, the subject asks nothing of its own.
    """
    subject = "Subject: RE: How many vans are off the road on an average night?"
    encoding = page(f"Wexmoor Police\n{subject}", "Dear Requester", "On an average night two vans are off the road.")
    assert ["How many vans are off the road on an average night?"] == [
        fact.evidence[0].quote for fact in encoding.facts if fact.kind == "question"
    ]
    assert ["Who drives the vans?"] == asked_in(subject, "You asked:", "Who drives the vans?")


def test_points_run_on_behind_a_bracket_that_was_not_opened() -> None:
    """
    'i) the dates; ii) the units' asks for each point, by its label.
    """
    encoding = page(
        "Wexmoor Police",
        "You asked:",
        '"Please provide: i) the dates of the flights in 2018; ii) the names of the pilots; iii) any complaint."',
        "Response",
        SILENT,
    )
    assert ["i", "ii", "iii"] == told(encoding, "question", "label")


def test_the_first_number_may_be_lost() -> None:
    """
    Where a question stands before '2.', which asks another, it is the first.
    """
    encoding = page(
        "Wexmoor Police",
        "You asked:",
        '"Please provide copies of any agreement. 2. Please provide the dates of meetings in 2018."',
        "Response",
        SILENT,
    )
    assert ["1", "2"] == told(encoding, "question", "label")


def test_a_number_in_a_question_is_no_second_question() -> None:
    """
    'Type 2. vans' asks for one thing.
    """
    asked = asked_in("You asked:", "How many vans are of type 2. They are the ones with a winch.")
    assert 1 == len(asked)


def test_a_list_without_labels_tells_what_was_asked() -> None:
    """
    Below 'You requested figures on vans. In particular:' each point is asked for, and the subject alone is not.
    """
    asked = asked_in(
        "You requested information about vans. In particular:",
        "* How many vans there were in 2018",
        "* What they cost",
    )
    assert ["How many vans there were in 2018", "What they cost"] == asked


@pytest.mark.parametrize(
    "asks",
    [
        "For the years 2012 to 2014, I would like to know how much was paid to informants.",
        "If possible, and if easily found, please indicate how much the highest payment was.",
        "Under the FOI I would like a copy of all invoices for the purchase of vans.",
        "Where such a trial took place, please provide a copy of the report.",
    ],
)
def test_a_request_may_begin_with_its_time_or_a_condition(asks: str) -> None:
    """
    What is asked stands behind a comma.
    """
    assert [asks] == asked_in("Your request", asks)


def test_a_request_of_which_only_the_subject_is_told() -> None:
    """
    The subject is what was asked, where the letter prints and tells nothing else of the request.
    """
    encoding = page("Wexmoor Police", "Your request for information about hired vans has been considered.", SILENT)
    assert ["about hired vans"] == [fact.evidence[0].quote for fact in encoding.facts if fact.kind == "question"]


def test_a_refusal_of_some_stands_where_no_question_is_printed() -> None:
    """
    Of a request that the page has lost, what is withheld is not told by any other answer.
    """
    encoding = page(
        "Wexmoor Police",
        "I note you seek access to the following information:",
        "I would like to have this as an email.",
        "I have today decided to disclose some of the records that were sought.",
        "Some data has been withheld as it is exempt by virtue of Section 31(1)(a).",
    )
    assert [] == told(encoding, "question", "id")
    assert "withheld" in told(encoding, "part", "position")


def test_every_row_below_the_head_of_a_table_asks() -> None:
    """
    Also one that is not worded as a question, whoever the head says asks and answers.
    """
    encoding = page("Wexmoor Police\n\n| # | You asked | We say |\n|---|---|---|\n| 1 | Vet bills | £21,000 |")
    assert [("1", "Vet bills")] == [
        (fact.label, fact.evidence[0].quote) for fact in encoding.facts if fact.kind == "question"
    ]


def test_a_label_in_square_brackets_stands_before_a_bid() -> None:
    """
    '[Q2] Please provide the contract.' is the second question, among others that end with a question mark.
    """
    encoding = page(
        "Wexmoor University",
        "[Q1] How many partners are there?",
        "Nine.",
        "[Q2] Please provide the contract with each.",
        "Refused - s.43(2).",
    )
    assert ["1", "2"] == told(encoding, "question", "label")


def test_words_that_lean_on_a_question_are_none_of_their_own() -> None:
    """
    'what for' goes with the question before it.
    """
    encoding = page(
        "Dear Requester",
        "You want to know how many times the police were called to Mill Lane, what for, and if anybody was arrested.",
        SILENT,
    )
    assert 2 == len(told(encoding, "question", "id"))


def test_labels_may_be_words() -> None:
    """
    'Question Two:' and 'Answer to Question Two:' name the second question.
    """
    encoding = page(
        "Wexmoor Police",
        "You posed two questions.",
        "Question One: How many vans are there?",
        "Question Two: Who drives them?",
        "Answer to Question One: 22.",
        "Answer to Question Two: We do not hold this information.",
    )
    assert ["1", "2"] == told(encoding, "question", "label")
    assert ("not_held", ("Q2",)) in told(encoding, "part", "position", "question")


@pytest.mark.parametrize(
    ("asked", "period"),
    [
        ("How many cameras record sound?", "present"),
        ("Which firm filters your mail?", "present"),
        ("Who can look at the pictures?", "present"),
        ("Which officials took the decision?", "past"),
        ("Who carried it out and for what fee?", "past"),
        ("A copy of the training syllabus, please.", "unstated"),
        ("Please release the privacy notice that applies.", "unstated"),
        ("Kindly supply the current retention policy for footage.", "present"),
    ],
)
def test_a_verb_tells_the_time_where_no_auxiliary_does(asked: str, period: str) -> None:
    """
    A clause asks about what is so unless its verb tells of the past; a document is of no time.
    """
    encoding = page("Wexmoor Police", "You asked:", f"1. {asked}", "2. How many?", "Response", "No.")
    assert period == told(encoding, "question", "period")[0]


def test_points_without_labels_are_answered_one_below_the_other() -> None:
    """
    Each answer belongs to the point above it, also behind one by which the request seemed to end.
    """
    encoding = page(
        "Wexmoor Police",
        "Thank you for your request. Our response is given in blue beneath each point.",
        "Request:",
        "* How many people were searched in 2018?",
        "388.",
        "* The number of dogs deployed on each day.",
        "This is exempt under section 31(1)(a).",
        "* Were any other machines used?",
        "No machines were used.",
        "* Have staff in plain clothes bought drugs?",
        SILENT,
    )
    assert ["first", "second", "third", "fourth"] == told(encoding, "question", "label")
    answers = set(told(encoding, "part", "question", "position"))
    assert {(("Qsecond",), "withheld"), (("Qfourth",), "ncnd")} <= answers


@pytest.mark.parametrize(
    "condition", ["if the force has ever used hawks", "if Wexmoor Police is a member of the board"]
)
def test_what_the_requester_would_like_to_know_if_it_is_so(condition: str) -> None:
    """
    'if ...' under a label asks, though no question mark stands behind it.
    """
    encoding = page(
        "Dear Jordan,",
        "You wrote to us as follows:",
        f"I would like to know\na) {condition}\nb) if so, what they were called\nc) a copy of any policy on it",
        "We have looked into this.",
        "c) A policy is enclosed.",
    )

    assert ["a", "b", "c"] == told(encoding, "question", "label")
    assert [("Qc",)] == told(encoding, "part", "question")


@pytest.mark.parametrize(
    ("first", "second", "covert"),
    [
        ("How many patrol boats does the force own?", "How many officers can steer them?", [False, False]),
        ("How many patrol boats does the force own?", "Are they used covertly?", [False, True]),
        # What leans on a question about what is unseen may be about that too.
        ("Has the force fitted trackers to cars?", "How many officers can fit them?", [True, True]),
    ],
)
def test_what_may_be_asked_of_covert_use_alone(first: str, second: str, covert: list[bool]) -> None:
    letter = page("You asked:", f"1. {first}\n2. {second}", "Our answer", "No information is held.")
    assert told(letter, "question", "covert") == covert
