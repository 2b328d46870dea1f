"""Answers that stand under no label: which question each is to, and what looks like an answer and is none."""

import pytest
from told_facts import page, told

from ncnd_rules.encode.labels import labels_led_with

KNOWN = ("1", "2", "3", "4", "5", "a", "b", "c", "d")


@pytest.mark.parametrize(
    ("words", "labels"),
    [
        ("For 3 the answer is £1.2m.", ["3"]),
        ("So far as 4 goes, it was reported at the time.", ["4"]),
        ("At (c), one letter can be supplied.", ["c"]),
        ("The information at (a) and (d) is disclosed.", ["a", "d"]),
        ("I deal with 1 and 5 together.", ["1", "5"]),
        ("B and C - These we have.", ["b", "c"]),
        ("As to (d), the vans are white.", ["d"]),
        # A day, a time, a length, a heading over the answers, and a label that no question bears.
        ("On 3 May the force wrote to you.", []),
        ("At 10 the gates are shut.", []),
        ("For 2 years nothing was done.", []),
        ("Answer to 4, 5 and 6", []),
        ("As to (g), the vans are white.", []),
        ("On a related point, we ask for patience.", []),
    ],
)
def test_the_label_with_which_a_sentence_begins(words: str, labels: list[str]) -> None:
    """
    A sentence may begin with the bare number or letter of the question that it answers.
    """
    assert labels_led_with(words, KNOWN) == labels


def answered(*answers: str) -> list[tuple[str, tuple[str, ...]]]:
    """What is said, and of which questions, where a letter answers four of them in prose."""
    letter = page(
        "You asked:",
        "1. How many kennels does the force have?",
        "2. What did it cost to heat them last year?",
        "3. Who inspects them?",
        "4. Whether any handler was bitten.",
        "Our response:",
        *answers,
    )
    return told(letter, "part", "position", "question")


@pytest.mark.parametrize(
    ("words", "answers"),
    [
        ("Kennels number thirty, all of them in use.", [("disclosed", ("Q1",))]),
        ("Heating came to £14,300.", [("disclosed", ("Q2",))]),
        ("Inspections fall to the district vet and to Sergeant Pole.", [("disclosed", ("Q3",))]),
        ("Handlers bitten: three", [("disclosed", ("Q4",))]),
        ("Handlers bitten - none", [("not_held", ("Q4",))]),
        ("For 1 the answer is thirty.", [("disclosed", ("Q1",))]),
        # No figure where one is asked for, another subject, words of which several questions speak, what would be.
        ("Heating is important to dogs.", []),
        ("Kennels and handlers: see our website for more", []),
        ("Heating would come to £14,300.", []),
    ],
)
def test_prose_that_has_the_subject_and_the_form_asked_for(
    words: str, answers: list[tuple[str, tuple[str, ...]]]
) -> None:
    """
    A sentence on what only one question speaks of answers it where it gives a figure, a time or a name as asked.
    """
    assert answered(words) == answers


def test_each_paragraph_answers_its_own_question() -> None:
    """
    What is refused in one paragraph is not refused in the next.
    """
    found = answered(
        "Kennels number thirty.",
        "Heating came to £14,300.",
        "With regard to 3, we neither confirm nor deny that we hold anything, by virtue of section 31(3).",
    )
    assert ("ncnd", ("Q3",)) in found
    assert ("disclosed", ("Q2",)) in found


ANSWERED_IN_PLACE = (
    "Request and response",
    "1. How many guards work at night?",
    "Nine of them do.",
    "2. Do guards wear cameras?",
    "They do, since April 2022.",
    "3. Has any recording been given to the police?",
    "On 9 occasions.",
)


def test_answers_between_the_questions() -> None:
    """
    What stands between any two questions of a list, and asks nothing, is the authority's.
    """
    letter = page(*ANSWERED_IN_PLACE)
    assert told(letter, "part", "position", "question") == [("disclosed", (f"Q{number}",)) for number in (1, 2, 3)]
    assert len(told(letter, "question", "id")) == 3


def test_what_the_requester_writes_between_his_questions() -> None:
    """
    Wishes and asides below the questions of a request are no answers.
    """
    letter = page(
        "You asked:",
        "1. How many guards work at night?",
        "Please break this down by month.",
        "2. Do guards wear cameras?",
        "If so, since when?",
        "3. Has any recording been given to the police?",
        "I mean the county force.",
        "Response:",
        "1. Nine. 2. No. 3. No.",
    )
    said = [one.words for one in letter.said]
    assert not {"Please break this down by month.", "I mean the county force."} & set(said)


def test_questions_and_answers_marked_by_a_letter() -> None:
    """
    'Q:' and 'A:' tell who speaks though the question is only named.
    """
    letter = page("Q: number of fires", "A: 1,006", "Q: names of the stations", "A: Ash and Birch", "Q: cost", "A: nil")
    assert told(letter, "part", "position") == ["disclosed", "disclosed", "not_held"]


def test_answers_behind_the_questions_in_one_line() -> None:
    """
    A list that has lost its columns has each answer in the line of its question.
    """
    letter = page(
        "Dear Sir",
        "1 How many drones do you own?    3",
        "2 Have any been lost? one, at sea",
        "3 What for?    We can neither confirm nor deny that we hold this",
        "4 Copy of the manual    Refused, section 31(1)(g)",
    )
    assert told(letter, "part", "position", "question") == [
        ("disclosed", ("Q1",)),
        ("disclosed", ("Q2",)),
        ("ncnd", ("Q3",)),
        ("withheld", ("Q4",)),
    ]


@pytest.mark.parametrize(
    ("words", "positions"),
    [
        ("It would be unwise to say, and section 24(1) entitles us not to.", ["withheld"]),
        ("The ranks point to individuals, and we are keeping them back: section 40(2).", ["withheld"]),
        ("That is where we stop, as section 31(3) lets us.", ["ncnd"]),
        # The line of a list, what an exemption is, what would be relied on, and what was relied on first.
        ("Section 31(3) Law Enforcement", []),
        ("Section 31 is a qualified exemption.", []),
        ("If it were held section 40(2) would apply.", []),
        ("The first response was sent under section 31(3).", []),
    ],
)
def test_a_refusal_by_its_provision(words: str, positions: list[str]) -> None:
    """
    Whatever its words, what relies on a provision withholds, or is silent, as that provision allows.
    """
    letter = page("You asked:", "1. Who drives the van?", "2. How many drive it?", "Our response:", "1. Two do.", words)
    assert [one for one in told(letter, "part", "position") if one != "disclosed"] == positions


def test_the_provision_behind_a_refusal() -> None:
    """
    For a refusal that has named none the provision gives the ground, and is no refusal of its own.
    """
    letter = page(
        "You asked: How many officers drive the van?",
        "We neither confirm nor deny that we hold this.",
        "We do so because section 24(2) and section 31(3) let us.",
        "We are also relying on section 40(2).",
    )
    assert told(letter, "part", "position") == ["ncnd"]


@pytest.mark.parametrize(
    ("answer", "positions"),
    [
        ("The Code of Practice is on the website. As it can be read there, section 21 applies.", ["withheld"]),
        ("This is about your own file. We neither confirm nor deny that we hold it: section 40(5).", ["ncnd"]),
        ("If you had asked about dogs we would have neither confirmed nor denied it.", []),
        ("Saying that we have none would invite thieves.", []),
        # Beside a silence on what is further, and beside what is withheld of it, an answer stands.
        ("Two are white. We neither confirm nor deny that we hold any other information.", ["disclosed", "ncnd"]),
        ("Two are white. The rest is withheld under section 31(1)(a).", ["disclosed", "withheld"]),
    ],
)
def test_what_only_leads_to_a_refusal(answer: str, positions: list[str]) -> None:
    """
    What stands in front of a refusal of the same question, and gives nothing that was asked for, is no answer.
    """
    letter = page("You asked:", "1. Which vans has the force?", "2. Who drives them?", "Response:", f"1. {answer}")
    assert told(letter, "part", "position") == positions


def test_a_letter_that_begins_with_what_it_gives() -> None:
    """
    Between the greeting and the first refusal a paragraph that does not speak of the request may answer it.
    """
    letter = page(
        "From: Fire Service",
        "Hi",
        "Thanks for your email about turnout times.",
        "Average turnout last year was 74 seconds at the main stations.",
        "We will not be giving out the names of the crews: section 40(2).",
    )
    assert told(letter, "part", "position") == ["disclosed", "withheld"]


def test_the_request_ends_where_its_first_point_is_taken_up() -> None:
    """
    'On the first point, ...' is the authority's though nothing has announced an answer.
    """
    letter = page(
        "You would like to know",
        "how many reports were made to the hotline; and",
        "what was done about your own.",
        "On the first point, 3,120 reports were received.",
    )
    assert told(letter, "part", "position", "question") == [("disclosed", ("Qfirst", "Qfirst.limb2"))]


@pytest.mark.parametrize(
    ("words", "position"),
    [
        ("We kept no tally.", "not_held"),
        ("It's not something that we have ever had.", "not_held"),
        ("The Board has yet to adopt one.", "not_held"),
        ("The mailboxes were searched, nothing found.", "not_held"),
        ("That was discontinued and nothing survives.", "not_held"),
        ("We looked and there was nothing.", "not_held"),
        ("It can't be done inside eighteen hours.", "cost_refusal"),
        # Near misses: what is not always so is so at times.
        ("We keep at least one in reserve.", "disclosed"),
        ("It has not always been the sergeant.", "disclosed"),
        ("It can be done inside a day.", "disclosed"),
    ],
)
def test_a_short_answer_by_its_verb(words: str, position: str) -> None:
    """
    Whatever is denied, a verb with 'no' or 'nothing' behind it denies.
    """
    letter = page("You asked:", "1. What is known of the vans?", "2. Who drives them?", "Response:", f"1. {words}")
    assert told(letter, "part", "position") == [position]


@pytest.mark.parametrize(
    ("words", "scopes"),
    [
        ("All of the above is about open use.", ["overt", "covert"]),
        ("The vans are also in open use elsewhere.", ["unqualified", "covert"]),
    ],
)
def test_what_is_said_of_all_answers_limits_each(words: str, scopes: list[str]) -> None:
    """
    A sentence further down limits the answers above it where it speaks of them.
    """
    letter = page(
        "You asked:",
        "1. How many vans have cameras?",
        "Response:",
        "1. Nine vans.",
        "They are washed weekly.",
        words,
        "We neither confirm nor deny that we hold any information about covert use of vans.",
    )
    assert told(letter, "part", "scope") == scopes


@pytest.mark.parametrize(
    ("lines", "answers"),
    [
        (
            ("Number of referrals: 29", "Ages: not disclosed", "Guidance: none was given."),
            [("disclosed", "Qfirst"), ("withheld", "Qsecond"), ("not_held", "Qthird")],
        ),
        # One such line may be chance, and a head may speak of what was not asked.
        (("Ages: not disclosed",), []),
        (("Contact: the front desk", "Opening hours: nine to five"), []),
    ],
)
def test_answers_behind_heads(lines: tuple[str, ...], answers: list[tuple[str, str]]) -> None:
    """
    Lines that begin with what each question speaks of answer them, whatever their words.
    """
    letter = page(
        "Request",
        "- the number of referrals made in 2018/19",
        "- the ages of the children",
        "- any guidance that was given",
        "Response",
        *lines,
        "Yours faithfully",
    )
    found = told(letter, "part", "position", "question")
    assert [(position, question) for position, questions in found for question in questions] == answers
