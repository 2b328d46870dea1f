"""Pages that keep the answers and lose the questions: each answer is for the question that its label names."""

from pathlib import Path

import pytest
from told_facts import page, told

from ncnd_rules.between import among
from ncnd_rules.between.questions import questions_of
from ncnd_rules.encode import encode
from ncnd_rules.encoding import Encoding
from ncnd_rules.engine import check
from ncnd_rules.facts import Question
from ncnd_rules.letter import Letter, Span
from ncnd_rules.read import read_bytes
from ncnd_rules.registers import load_registers

SILENT = "Wexmoor Police can neither confirm nor deny that it holds the information, by virtue of section 31(3)."
NONE_HELD = "No information is held."
HARM = ("Harm in confirming or denying", "Confirmation would be likely to prejudice the prevention of crime.")


def lost(*blocks: str) -> list[tuple[str, ...]]:
    """The labels of the questions that only answers name, with the positions taken on each."""
    encoding = page(*blocks)
    names = {fact.id: fact.label for fact in encoding.facts if fact.kind == "question" and not fact.printed}
    return [
        (*(names[question] for question in fact.question if question in names), fact.position)
        for fact in encoding.facts
        if fact.kind == "part"
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Response 1:", "Response 2:"),
        ("Q1.", "Q2."),
        ("A1 -", "A2 -"),
        ("Answer to question 1:", "Answer to question 2:"),
        ("Question 1 -", "Question 2 -"),
    ],
)
@pytest.mark.parametrize("above", [(), ("Request:", "Response:")])
def test_answers_name_their_questions(first: str, second: str, above: tuple[str, ...]) -> None:
    """
    'Response 1: Nine vans.' answers question 1, though the page has cut the request off.
    """
    assert [("1", "disclosed"), ("2", "ncnd")] == lost(*above, f"{first} Nine vans.", f"{second} {SILENT}")


@pytest.mark.parametrize("label", ["Response", "A", "Answer to question"])
def test_what_says_that_it_answers_ends_the_request(label: str) -> None:
    """
    'Response 1: Nine vans.' below a heading 'Request' under which nothing is left asks nothing.
    """
    answers = (f"{label} 1: Nine vans.", f"{label} 2: {NONE_HELD}")

    assert [("1", "disclosed"), ("2", "not_held")] == lost("Request:", *answers)


@pytest.mark.parametrize("asked", ["Please tell me of each year since 2015:", "3. How many officers are trained?"])
def test_some_questions_are_printed(asked: str) -> None:
    """
    Where a part of the request is left, only what is not printed is named by its answer alone.
    """
    encoding = page("You asked:", asked, "Our response:", "Response 2: " + SILENT, "Response 3: Twelve.")

    assert "2" in [label for label, printed in told(encoding, "question", "label", "printed") if not printed]
    assert ("ncnd", ("Q2",)) in told(encoding, "part", "position", "question")


def test_one_label_for_several() -> None:
    """
    'Question 1 - 3:' names three questions, and a line 'Question 4' over limbs names each of them.
    """
    limbs = ("Question 4\na. Yes\nb. " + NONE_HELD, "Question 5\n(i) Yes\n(ii) " + NONE_HELD)
    told_of = [("4a", "disclosed"), ("4b", "not_held"), ("5i", "disclosed"), ("5ii", "not_held")]

    assert [("1", "2", "3", "ncnd"), *told_of] == lost("Question 1 - 3: " + SILENT, *limbs)


def test_the_label_is_the_evidence() -> None:
    """
    A question that is lost quotes its printed label, on the line of the answer or above it.
    """
    encoding = page("Response 1:\n" + NONE_HELD, "Response 2-3: " + SILENT)
    quotes = [evidence[0].quote for evidence in told(encoding, "question", "evidence")]

    assert ["Response 1", "Response 2-3", "Response 2-3"] == quotes


@pytest.mark.parametrize(
    "general",
    [
        "Wexmoor Police can neither confirm nor deny that it holds information relevant to your request.",
        "In addition, Wexmoor Police neither confirms nor denies that it holds any other information.",
        "Question 3 is refused: " + SILENT,
    ],
)
def test_what_names_no_lost_question_answers_none(general: str) -> None:
    """
    A refusal below the last answer may be to what is lost with its label: it contradicts no answer above it.
    """
    encoding = page("Response 1: Nine vans.", "Response 2: " + NONE_HELD, general, *HARM)
    rules = {finding.rule for finding in check(encoding).findings if finding.outcome == "violated"}

    assert [("1", "disclosed"), ("2", "not_held"), ("ncnd",)] == lost(
        "Response 1: Nine vans.", "Response 2: " + NONE_HELD, general, *HARM
    )
    assert not rules & {"COV-01", "POS-01", "POS-02", "POS-03", "POS-09", "POS-20"}


def test_labels_that_begin_again_name_nothing() -> None:
    """
    On a page with two requests 'Response 1' may be for either of two questions.
    """
    first = ("Response 1: " + NONE_HELD, "Response 2: Nine.")
    second = ("Response 1: " + SILENT, "Response 2: " + NONE_HELD)

    assert not any(len(part) > 1 for part in lost(*first, *second))


def test_reasons_behind_several_refusals_are_for_each() -> None:
    """
    Two silences with one set of reasons behind them: nothing tells that these are only for what was asked last.
    """
    encoding = page("Response 1: " + SILENT, "Response 2: " + SILENT, *HARM)

    assert {frozenset(("P1", "P2"))} == {frozenset(parts) for parts in told(encoding, "harm", "part")}


def test_numbers_of_paragraphs_name_no_questions() -> None:
    """
    A bare number may count paragraphs; only 'Question 2', 'Q2' or 'Response 2' names what was asked.
    """
    encoding = page("1. Thank you for your request.", "2. " + NONE_HELD, "3. You may ask for a review.")

    assert [] == told(encoding, "question", "label")


def test_no_more_is_known_than_the_number() -> None:
    """
    The copy lacks its request, and no rule asks whether the question was answered.
    """
    text = "\n\n".join(("Response 1: " + SILENT, "Response 2:", "Please see the Annex."))
    encoding = encode(read_bytes(text.encode(), Path("page.txt")))
    verdicts = check(encoding)

    assert "request" in encoding.letter.missing
    assert [None, None] == told(encoding, "question", "topic")
    assert not any(finding.rule == "COV-01" for finding in verdicts.findings)


@pytest.mark.parametrize("printed", [True, False])
def test_what_is_lost_is_compared_with_nothing(printed: bool) -> None:
    """
    The words that a lost question quotes are those of its answer: other letters are not asked for the same.
    """
    quoted = (Span(quote="No drones were flown over the harbour of the town"),)
    question = Question(id="Q1", label="1", printed=printed, evidence=quoted)
    letter, *_ = among([Encoding(Letter(file="letter.txt"), (question,))], load_registers())

    assert printed == any(questions_of(letter))
