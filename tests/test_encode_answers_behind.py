"""Answers that stand behind the reasons for a refusal."""

import pytest
from told_facts import page, told

ASKED = (
    "Wexmoor Police",
    "4 June 2019",
    "Dear Requester",
    "Request",
    "1. How many drones does the force own?",
    "2. How often were they flown in 2018?",
    "3. Has the force used drones covertly?",
)
SILENT = "For question 3 Wexmoor Police neither confirms nor denies that it holds information: section 31(3)."
REASONS = (
    "Harm",
    "To confirm or deny covert use would tell criminals what the force can do.",
    "Balance",
    "The public interest in maintaining the exclusion outweighs that in confirming or denying.",
)


@pytest.mark.parametrize(
    "answers",
    [
        ("Your answers", "1. The force owns nine.", "2. They were flown 212 times."),
        ("What we can tell you", "Question 1: nine.", "Question 2: 212."),
        (
            "Appendix A",
            "Q1. How many drones does the force own?",
            "Nine.",
            "Q2. How often were they flown in 2018?",
            "212",
        ),
        (
            "Disclosure",
            "How many drones does the force own?",
            "Nine.",
            "How often were they flown in 2018?",
            "212 times",
        ),
        ("Annex: information disclosed", "1) Number of drones owned: 9", "2) Number of flights in 2018: 212"),
        ("Annex B - information provided", "1) Number of drones owned: 9", "2) Number of flights in 2018: 212"),
        (
            "Turning to the other questions, the answer to question 1 is nine.",
            "With regard to question 2, drones were flown 212 times.",
        ),
    ],
)
def test_answers_behind_the_reasons_are_read(answers: tuple[str, ...]) -> None:
    """
    Under a label, below a question that is put again, or under a heading that announces them.
    """
    letter = page(*ASKED, "Response", SILENT, *REASONS, *answers)
    assert [(one[0], set(one[1])) for one in told(letter, "part", "position", "question")] == [
        ("ncnd", {"Q3"}),
        ("disclosed", {"Q1"}),
        ("disclosed", {"Q2"}),
    ]


@pytest.mark.parametrize(
    "annex",
    [
        ("Annex A: policy on drones", "1. Drones are flown by trained officers.", "2. Flights are logged."),
        ("Appendix A", "How many drones does the force own?", "How often were they flown in 2018?"),
    ],
)
def test_what_answers_nothing_in_an_annex(annex: tuple[str, ...]) -> None:
    """
    A policy may number its paragraphs, and an annex may only print the request again.
    """
    letter = page(*ASKED, "Response", SILENT, *REASONS, *annex)
    assert told(letter, "part", "position") == ["ncnd"]


def test_a_line_that_says_what_we_do_ends_the_request() -> None:
    """
    'Why we cannot answer everything' asks for nothing.
    """
    letter = page(*ASKED, "Why we cannot answer everything", SILENT)
    assert told(letter, "question", "label") == ["1", "2", "3"]
