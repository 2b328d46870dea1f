"""Encoding the marks by which questions and their answers are known, wherever they stand."""

import pytest
from told_facts import page, told

REFUSED = "The Board neither confirms nor denies that it holds this, by virtue of section 31(3)."
ASKED = ("You asked:", "Q1 How many vans has the Board?", "Q2 Has it been told of thefts?", "Q3 Who guards them?")


@pytest.mark.parametrize(
    ("request_", "labels"),
    [
        ('"Please say (a) how many vans there are; (b) what each has cost; and (c) who guards them."', "abc"),
        ('"For the past year: (i) were any vans stolen; (ii) has one been found; (iii) who has looked?"', "i ii iii"),
        ('"Which of the grounds in (a) and (b) do you use?"', ""),
        ('"Under section 31(1)(a) and (b) nothing can be refused. Which vans are held?"', ""),
    ],
)
def test_points_of_a_request_in_quotation_marks(request_: str, labels: str) -> None:
    """
    Several points in one quoted paragraph are as many questions; limbs that a sentence names are none.
    """
    encoding = page("Marl Board", "Thank you for what you sent us on 3 May 2019:", request_, "Nine pounds.")
    expected = labels.split() if " " in labels else list(labels)

    assert expected == [label for label in told(encoding, "question", "label") if "first" not in label]


@pytest.mark.parametrize(
    ("request_", "labels"),
    [
        ("A. the number of vans; B. whether one was stolen in May; C. any report of it.", ["a", "b", "c"]),
        ("i. how many vans there are; ii. whether one was stolen.", ["i", "ii"]),
        ("A. the number of vans; of their keys only those that Mr B. Marl has.", ["a"]),
    ],
)
def test_points_that_run_on_behind_letters(request_: str, labels: list[str]) -> None:
    """
    A letter behind a semicolon begins the next point; one in a name does not.
    """
    encoding = page("Marl Board", "You requested, under the Freedom of Information Act 2000:", request_, REFUSED)

    assert labels == told(encoding, "question", "label")


@pytest.mark.parametrize(
    ("answers", "questions"),
    [
        (("A1 Nine.", "A3 Wardens do.", f"A2 {REFUSED}"), [("Q1",), ("Q3",), ("Q2",)]),
        (("A1 Nine.", "A3 Wardens do.", f"A2. {REFUSED}"), [("Q1",), ("Q3",), ("Q2",)]),
        (("A1 paper is no longer sold.", f"A2 {REFUSED}"), [("Q2",)]),
    ],
)
def test_answers_behind_a_and_a_number(answers: tuple[str, ...], questions: list[tuple[str, ...]]) -> None:
    """
    'A3' over no mark of its own answers the third question, if one bears that number.
    """
    encoding = page("Marl Board", *ASKED, *answers)

    assert questions == told(encoding, "part", "question")


@pytest.mark.parametrize("lead", ["To (b).", "On (b):", "Regarding (b)."])
def test_a_label_that_a_word_leads_to(lead: str) -> None:
    """
    'To (b).' over an answer is its label.
    """
    asked = ("You asked:", "(a) How many vans has the Board?", "(b) Has it been told of thefts?")
    encoding = page("Marl Board", *asked, "To (a). Nine.", f"{lead} {REFUSED}")

    assert [(("Qa",), "disclosed"), (("Qb",), "ncnd")] == told(encoding, "part", "question", "position")


def test_a_letter_with_a_stop_and_a_comma_leads_a_sentence() -> None:
    """
    'Regarding b., the Board' speaks of the question with that letter.
    """
    asked = ("You asked for:", "a. the number of vans;", "b. anything about thefts;", "c. any drawing of the yard.")
    encoding = page(
        "Marl Board", *asked, "The Board has nine vans at a.", f"Regarding b., {REFUSED}", f"Regarding c., {REFUSED}"
    )

    assert [("Qb",), ("Qc",)] == [
        q for q, position in told(encoding, "part", "question", "position") if position == "ncnd"
    ]


def test_questions_without_labels_are_named_by_their_bullets() -> None:
    """
    'Bullet 3' answers what stands third, and 'Bullets 1 and 2' what stands above it.
    """
    asked = (
        "You seek access to the following information:",
        "* How many vans?",
        "* Was one stolen?",
        "* The log book.",
    )
    answers = (f"Bullets 1 and 2: {REFUSED}", "Bullet 3: The log is held and is exempt under section 31(1)(a).")
    encoding = page("Marl Board", *asked, "DECISION", *answers)

    assert [(("Qfirst", "Qsecond"), "ncnd"), (("Qthird",), "withheld")] == told(
        encoding, "part", "question", "position"
    )


def test_the_first_two_questions_are_not_all() -> None:
    """
    What is given of nothing by name is not given of the questions on which silence is kept by name.
    """
    asked = "How many break-ins were there? Were any by a neighbour? What does the Board spend on locks?"
    spent = "The Board spent £38,400 on locks in the year to March 2016."
    silent = "The Board neither confirms nor denies holding information on the first two questions, by virtue of 31(3)."
    encoding = page("Marl Board", "Thank you for your request, which is copied below.", asked, spent, silent)

    given = [
        set(questions) for position, questions in told(encoding, "part", "position", "question") if position != "ncnd"
    ]
    kept = [
        set(questions) for position, questions in told(encoding, "part", "position", "question") if position == "ncnd"
    ]

    assert given
    assert kept
    assert not set().union(*given) & set().union(*kept)


@pytest.mark.parametrize("named", ["the second part of 2", "the latter half of question 2"])
def test_a_part_of_one_question_is_not_the_second_question(named: str) -> None:
    """
    'The second part of 2' is a part of what the second asks; 'of 3' it is none of the second.
    """
    asked = ("You asked:", "1. How many vans?", "2. Who guards them?", "3. The names of the makers and of any spy.")
    silent = f"As to {named.replace('2', '3')} the Board neither confirms nor denies that it holds anything."
    encoding = page("Marl Board", *asked, "1. Nine.", "2. Wardens.", "3. Marl Motors.", silent)

    assert [("Q3",)] == [q for position, q in told(encoding, "part", "position", "question") if position == "ncnd"]


def test_answers_under_titles_without_labels() -> None:
    """
    A line over an answer, and a title that runs into it, tell which question it answers; 'Complaints' heads no rights.
    """
    encoding = page(
        "Marl Board",
        "You asked for:",
        "- complaints about vans in 2020 (number);\n- the code of practice;\n- letters to the Security Service.",
        "Complaints",
        "There were 61 in the year.",
        "Code of practice",
        "This is withheld under section 21.",
        "Letters",
        "We can neither confirm nor deny whether we hold the information. By virtue of section 23(5) we need not.",
    )

    assert ("ncnd", ("Qthird",)) in told(encoding, "part", "position", "question")
    assert ("withheld", ("Qsecond",)) in told(encoding, "part", "position", "question")
    assert ["21", "23(5)"] == told(encoding, "citation", "provision")


def test_reasons_under_a_heading_that_names_their_question() -> None:
    """
    Behind a table of answers the reasons for one of them are no refusal of the last.
    """
    rows = "\n".join(
        (
            "| Question | Response |",
            "|---|---|",
            "| 1. How many vans? | Two. |",
            "| 2. Was [name] followed? | We neither confirm nor deny that information is held: section 30(3). |",
            "| 3. Who drives them? | Wardens. |",
        )
    )
    why = "Section 30(3) applies because the Board follows people only for the purpose of an investigation of theft."
    encoding = page("Marl Board", "Thank you for your request.", rows, "Our reasons for the answer to question 2", why)

    assert [("ncnd", ("Q2",))] == [one for one in told(encoding, "part", "position", "question") if one[0] == "ncnd"]
    assert ("reason", "30(3)") in told(encoding, "notice_element", "element", "provision")


@pytest.mark.parametrize(
    ("head", "passing", "name"),
    [
        (
            "MARLSHIRE CONSTABULARY",
            "The Marlshire Police Authority does not deal with such things.",
            "Marlshire Constabulary",
        ),
        ("Marl Academy Trust", "It is in the course that the Home Office wrote.", "Marl Academy Trust"),
    ],
)
def test_the_name_over_a_letter_outweighs_one_in_passing(head: str, passing: str, name: str) -> None:
    """
    A body that is mentioned once, among the rights or the answers, does not write the letter.
    """
    encoding = page(
        head,
        "3 May 2019",
        "Dear Ms Perrin",
        "You asked how many pupils were seen.",
        *("It was a wet year for this county, and few were out." for _ in range(12)),
        passing,
    )

    assert [name] == told(encoding, "authority", "name")
