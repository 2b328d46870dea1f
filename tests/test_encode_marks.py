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
