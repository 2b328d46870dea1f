"""Encoding letters of county forces as logs, mails and copies that break off print them."""

import pytest
from told_facts import page, told

SILENT = "Fenmere Constabulary neither confirms nor denies that it holds information, by virtue of section 31(3)."


def test_the_roof_over_a_shared_team_is_not_who_answers() -> None:
    """
    A team that answers for several forces writes from the headquarters of one; it is silent in the name it answers for.
    """
    encoding = page("Disclosure Team\nWexmoor Police Headquarters,\nMill Lane, Wexmoor, WX1 1AA", SILENT)

    assert ["Fenmere Constabulary"] == told(encoding, "authority", "name")
    assert [None] == told(encoding, "part", "in_name_of")


def test_a_name_carried_over_is_still_not_who_answers() -> None:
    """
    Where the letter says of another force what that one holds, the silence alone bears a foreign name.
    """
    encoding = page("Wexmoor Police can confirm that it holds information about the first point.", SILENT)

    assert ["Wexmoor Police"] == told(encoding, "authority", "name")
    assert [None, "Fenmere Constabulary"] == told(encoding, "part", "in_name_of")


@pytest.mark.parametrize("said", ["can give you no more than that.", "does not own any.", "holds no record of it."])
def test_who_says_what_it_holds_answers_before_who_is_told_of(said: str) -> None:
    """
    Each is named once, the other first.
    """
    encoding = page("The types are set nationally by the Home Office.", f"Wexmoor Police {said}")

    assert ["Wexmoor Police"] == told(encoding, "authority", "name")


def test_the_label_of_an_address_left_empty_dates_no_request() -> None:
    """
    'Email:' over the day of the letter, in its head.
    """
    encoding = page(
        "Wexmoor Police\nMill Lane, WX1 1AA\nEmail:\n08 June 2015\nOur ref: F-2015-0177",
        "I write in connection with your request received on 11 May 2015.",
    )

    assert {"response", "received"} == set(told(encoding, "date", "role"))


@pytest.mark.parametrize(
    "words", ["Full Refusal Section 17", "Referrals 40/19", "what was requested in requests 2 and 3"]
)
def test_a_word_that_begins_like_reference_gives_none(words: str) -> None:
    """
    Nor does one that goes on from 'request'.
    """
    assert [] == told(page(words, "Wexmoor Police holds no information."), "reference", "value")


@pytest.mark.parametrize(
    "said",
    [
        "Each visit may or may not end in extra pay for those officers who make it.",
        "It covers an inquiry which may lead to a decision by the authority to institute criminal proceedings.",
    ],
)
def test_what_nobody_can_tell_and_what_the_law_names_is_no_harm(said: str) -> None:
    """
    Below a refusal, in words that sound like a consequence.
    """
    encoding = page("The information is exempt by virtue of section 30(1)(b).", said)

    assert [] == told(encoding, "harm", "argument")


def test_an_answer_under_a_letter_is_no_question() -> None:
    """
    'a. Yes', in a copy that prints answers alone: its label names a question that is not there.
    """
    encoding = page("Question 1\nWexmoor Police holds no record of it.", "Question 2\na. Yes")

    assert [("1", False), ("2a", False)] == told(encoding, "question", "label", "printed")


def test_where_the_test_follows_nothing_is_given_by_pointing_to_it() -> None:
    """
    'Please see this below', behind what has to be weighed; behind what is held it gives that.
    """
    silent = "Wexmoor Police can neither confirm nor deny that it holds information, by virtue of section 31(3)."
    weighed = "Section 31 is qualified and there is a requirement to carry out a public interest test."
    held = "The figures are kept by month. Please see these below:"

    assert ["ncnd"] == told(page(silent, f"{weighed} Please see this below:"), "part", "position")
    assert "disclosed" in told(page(held, "May: 7"), "part", "position")


@pytest.mark.parametrize(
    "given",
    [
        "Below is all the information we have been able to find.",
        "This is all the information Wexmoor Police can give on this.",
        "Below are the figures.",
    ],
)
def test_what_is_all_there_is_is_given(given: str) -> None:
    """
    Above it or below it.
    """
    assert ["disclosed"] == told(page("Response", given, "2019 - 80"), "part", "position")


@pytest.mark.parametrize(
    "said",
    [
        "We cannot provide data previous to 2012.",
        "We are unable to provide any later figures as these numbers are collated each quarter.",
    ],
)
def test_what_was_not_recorded_yet_or_then_is_not_kept_back(said: str) -> None:
    """
    No exemption is missing where none is needed; where one is named it is.
    """
    assert ["not_held"] == told(page("Response", said), "part", "position")
    assert ["withheld"] == told(page("Response", "We cannot provide the data under section 31(1)."), "part", "position")


SOUGHT = (
    "You asked:",
    "1. How many vans does the force own?",
    "2. How many complaints about parking came to the force in each year?",
    "3. Which company supplied the vans?",
    "Response",
)


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("The question concerning how many complaints came would exceed the limit of section 12(1).", ("Q2",)),
        ("The information you have requested regarding the company that supplies the vans is exempt.", ("Q3",)),
        # What names the subject of the request speaks of all of it.
        ("The information you have requested about the vans of the force is exempt.", ("Q1", "Q2", "Q3")),
    ],
)
def test_a_refusal_that_names_its_subject_refuses_that(said: str, asked: tuple[str, ...]) -> None:
    """
    Also where nothing else is refused.
    """
    assert [asked] == told(page(*SOUGHT, said), "part", "question")


def test_a_lettered_answer_below_a_question_without_limbs_answers_that() -> None:
    """
    'a)' begins the answer to question 1, and has nothing to do with question 2.
    """
    log = "\n\n".join(
        (
            "I note you seek the following:",
            "1) How many dogs did your force own?",
            "a) Below is the number, we cannot provide data previous to 2012.",
            "2012 - 80",
            "Q2. Please state how many of them work at night.",
            "For question 2 Wexmoor Police can neither confirm nor deny that it holds any other information.",
        )
    )

    assert {("Q1",), ("Q2",)} == set(told(page(log), "part", "question"))


def test_what_the_force_holds_and_somebody_then_answers_is_held() -> None:
    """
    'Held by the force, and I can ...' does not deny what 'held by the Council and not by us' denies.
    """
    assert ["disclosed"] == told(
        page("Response", "I can confirm that the data sought is held by Wexmoor Police, and we can reply as follows."),
        "part",
        "position",
    )


def test_the_section_of_another_act_is_not_relied_on() -> None:
    """
    Nor where it is named again without the Act; one of this Act with the same number is.
    """
    asked = "Please name all places designated under section 44 of the Terrorism Act 2000."
    authority = "I can state that there is one section 44 authority in place in this county."
    exempt = "The rest is exempt by virtue of section 31(1)(a)."
    prohibited = "The rest is exempt by virtue of section 44(1)(a)."

    assert ["31(1)(a)"] == told(page("Request", asked, "Response", authority, exempt), "citation", "provision")
    assert "44(1)(a)" in told(page("Request", asked, "Response", authority, prohibited), "citation", "provision")


def test_an_exemption_that_is_engaged_refuses() -> None:
    """
    'We consider that Exemption 21 is engaged', straight below the question; where to look is then no harm.
    """
    encoding = page(
        "I write about your request. Below is your request and our response.",
        "Please provide a list of all officers who carry firearms:",
        "We have looked at your request and must advise that we consider Exemption 21 (information accessible by "
        "other means) is engaged.",
        "If you visit the website it will open a page with all the figures that the office publishes.",
    )

    assert [(("Qfirst",), "withheld")] == told(encoding, "part", "question", "position")
    assert ["21"] == told(encoding, "citation", "provision")
    assert [] == told(encoding, "harm", "argument")


def test_what_stands_beside_the_questions_asks_nothing() -> None:
    """
    What the requester is doing, what leads in the list, what words mean, what is left out, and what would do.
    """
    encoding = page(
        "You requested the following information:",
        "I am currently carrying out research into stop and search.",
        "Could I therefore request the following information under the Act for the year of 2016/17",
        "• Number of searches under section 43\n• Number of persons charged",
        "Please take the word 'search' to mean what the guidance says it means.",
        "Please exclude from my request any search at a port, or on a ship.",
        "I am also happy to receive rounded numbers.",
        "Response",
        "Wexmoor Police neither confirms nor denies that it holds information, by virtue of section 24(2).",
    )

    asked = [fact.evidence[0].quote for fact in encoding.facts if fact.kind == "question"]
    assert ["Number of searches under section 43", "Number of persons charged"] == asked


@pytest.mark.parametrize(
    "asked",
    [
        "With that in mind, I would like to request the names of the plans that the force keeps.",
        "May I also ask for the names of the plans that the force keeps.",
        "Please exclude drafts, but list the names of the plans that the force keeps.",
        "I am seeking the names of the plans that the force keeps.",
    ],
)
def test_however_it_begins_a_wish_to_be_told_is_asked(asked: str) -> None:
    """
    Also behind what leads up to it.
    """
    encoding = page("You requested:", "I write under the Act.", asked, "Response", "No information is held.")

    assert [asked] == [fact.evidence[0].quote for fact in encoding.facts if fact.kind == "question"]


def test_a_request_about_a_tool_named_after_harm_is_asked() -> None:
    """
    Its name announces no harm, and who writes 'under the Act to request' answers nothing.
    """
    encoding = page(
        "Your request:",
        "I write under the Freedom of Information Act 2000 to request these things about the Harm Assessment "
        "Tool used by the force.",
        "- Guidance for officers on its use\n- The weightings of its variables",
        "I can confirm the information requested is held by Wexmoor Police.",
        "The Harm Assessment Tool was made with a university and its findings will be published.",
    )

    assert ["disclosed"] == told(encoding, "part", "position")
    assert 2 == len(told(encoding, "question", "label"))
    assert [] == told(encoding, "harm", "argument")


def test_the_address_of_a_request_opens_none() -> None:
    """
    'request-112233-' in the head of a letter, where a site broke off its own address.
    """
    encoding = page(
        "Mr J Smith\nDirect line: 01234 567890\nrequest-112233-\nDate: 6 July 2016\nFOI ref: 16/06/011",
        "I write in response to your request received on 9 June 2016:",
        "How many dogs does the force keep?",
        "Response",
        "Wexmoor Police keeps nine.",
    )

    assert ["16/06/011"] == told(encoding, "reference", "value")
    assert ["How many dogs does the force keep?"] == [
        fact.evidence[0].quote for fact in encoding.facts if fact.kind == "question"
    ]


def test_questions_of_a_log_that_prints_each_over_its_answer() -> None:
    """
    '2a)' below the answer to question 1 is the next question, and that answer is none to it.
    """
    log = "\n\n".join(
        (
            "I write about your request. Below is your request and our response.",
            "1) The total number (headcount) of officers who carry firearms:",
            "We have looked at your request and we consider that exemption 21 is engaged.",
            "2a) The number (headcount) of officers who gave up their permits within 2022/23.",
            "2b) For each, please list the month in which it was given up.",
            "Wexmoor Police holds no information for question 2a or question 2b.",
        )
    )

    assert ["1", "2a", "2b"] == told(page(log), "question", "label")
    assert [("Q1",), ("Q2a", "Q2b")] == told(page(log), "part", "question")


def test_what_the_force_has_is_no_request() -> None:
    """
    Below a question, with no heading between.
    """
    encoding = page(
        "I write about your request. Below is your request and our response.",
        "Please provide a list of all types of firearms held by the force.",
        "Wexmoor Police's armed officers are equipped with;\nKestrel 9 pistols",
        "This is all the information Wexmoor Police can give.",
    )

    assert 1 == len(told(encoding, "question", "label"))
    assert [(("Qfirst",), "disclosed")] == told(encoding, "part", "question", "position")


def test_these_are_all_classes_what_is_listed_above() -> None:
    """
    And 'requires the harm to be evidenced' tells of a test, unless none is required.
    """
    listed = "The information is exempt under the following exemptions:\n\nSection 31(1)(a)\n\nSection 38(1)"
    tested = "which requires the prejudice to be evidenced, and a public interest test to be carried out."
    encoding = page(listed, f"These are all prejudice based qualified exemptions {tested}")
    absolute = page(
        "The information is exempt under section 21.", "It is absolute, requiring no harm to be considered."
    )

    assert [(("31", "38"), "prejudice_based"), (("31", "38"), "qualified")] == told(
        encoding, "classification", "section", "says"
    )
    assert ["harm", "public_interest"] == told(encoding, "test", "test")
    assert [] == told(absolute, "test", "test")


def test_what_is_located_for_one_question_is_what_is_then_not_released() -> None:
    """
    Told by the two duties: the second is spoken of, and then what the force does.
    """
    encoding = page(
        "Request",
        "1. How many sources were recruited in prison?",
        "2. What was paid to sources in 2009?",
        "Response",
        "In relation to my first duty, I can confirm that I have located some information for question 2.",
        "In relation to my second duty under the Act, which is to provide it, I have considered your request and I am "
        "not obliged to release the information to you.",
        "For question 1, Wexmoor Police can neither confirm nor deny that it holds the information you requested.",
    )

    assert {(("Q1",), "ncnd"), (("Q2",), "withheld")} == set(told(encoding, "part", "question", "position"))


def test_a_duty_that_is_only_explained_withholds_nothing() -> None:
    """
    What the second duty is may be told with a comma in it.
    """
    said = "The second duty, which is to communicate it, does not apply where it is exempt or cannot be released."

    assert [] == told(page("Response", said), "part", "position")


def test_questions_that_run_on_without_a_mark_are_apart() -> None:
    """
    Text taken from a page may lose the lines of a list; a figure and a 'which' are no new question.
    """
    run_on = "1. Does the force use such a tool 2. Do other forces lend it one 3. Please provide the contract"
    one = "1. How many staff of grade 2. and above were trained"

    def labels(asked: str) -> list[str]:
        return told(page("You asked:", asked, "Response", "No information is held."), "question", "label")

    assert ["1", "2", "3"] == labels(run_on)
    assert ["1"] == labels(one)


def test_a_figure_of_which_a_part_is_told_answers_both_questions() -> None:
    """
    'Of which nine are in Fenmere' tells what the next question asks for.
    """
    asked = ("You asked:", "1. How many cameras does the force operate?", "2. How many of these stand in Fenmere Road?")
    answer = "Wexmoor has 80 cameras that the force operates, of which nine stand in Fenmere Road."
    alone = "Wexmoor has 80 cameras that the force operates in the county."

    assert {("Q1",), ("Q2",)} == set(told(page(*asked, "Response", answer), "part", "question"))
    assert {("Q1",)} == set(told(page(*asked, "Response", alone), "part", "question"))


def test_a_review_that_was_made_is_no_right_and_its_first_answer_has_no_day() -> None:
    """
    'I have now had an opportunity to review the response provided to you 5 February.'
    """
    encoding = page(
        "25 September 2020",
        "FREEDOM OF INFORMATION REQUEST - INTERNAL REVIEW",
        "I refer to your email in which you asked for an internal review of the response to your request.",
        "I have now had an opportunity to consider your email and also to review the response provided to you on "
        "5 February 2020.",
    )

    assert [] == told(encoding, "review_right", "means")
    assert ["2020-09-25"] == [
        str(fact.on) for fact in encoding.facts if fact.kind == "date" and fact.role == "response"
    ]
