"""Encoding letters of councils, regulators and ministries, worded as no police template words them."""

import pytest
from told_facts import page, told

SILENT = "The Board neither confirms nor denies that it holds this information."


@pytest.mark.parametrize(
    ("reason", "positions"),
    [
        ("We may not tell it unless the firm agrees. It has not.", ["disclosed", "ncnd"]),
        ("The firm and its client could allow it to be told, and neither has consented.", ["disclosed", "ncnd"]),
        ("The Board has not used drones there.", ["disclosed", "ncnd", "not_held"]),
    ],
)
def test_whoever_did_not_consent_denies_nothing(reason: str, positions: list[str]) -> None:
    """
    'It has not', behind a refusal, leaves out what was said right before it.
    """
    encoding = page(
        "Marl Board",
        "You asked:",
        "1. How many vans have you?",
        "2. Has the firm reported a client to you?",
        "1. Nine.",
        f"2. {SILENT} Section 44(2) of the Act applies. {reason}",
    )

    assert told(encoding, "part", "position") == positions


def test_a_short_denial_answers_where_nothing_was_refused() -> None:
    """
    'It has not' is the whole answer to a question that could have that one.
    """
    encoding = page("Marl Board", "You asked:", "1. Has the Board a drone?", "1. It has not.")

    assert told(encoding, "part", "position") == ["not_held"]


def test_what_is_called_absolute_beside_an_answer_serves_no_silence() -> None:
    """
    'Section 21 applies, which is absolute' is said of what was given.
    """
    encoding = page(
        "Marl Board",
        "You asked:",
        "1. How many vans have you?",
        "2. Is Pell Farm watched?",
        "Question 1",
        "The list is on our website, www.marl.example. As you can get it there, section 21 applies, which is absolute.",
        "Question 2",
        f"{SILENT} Section 31(3) applies.",
    )

    assert told(encoding, "classification", "section") == []
    assert told(encoding, "citation", "part", "provision") == [((), "21"), (("P2",), "31(3)")]


@pytest.mark.parametrize(
    ("denied", "scope"),
    [
        ("No overt flight is made in secret.", "overt"),
        ("None of our overt flights was hidden from anybody.", "overt"),
        ("No flight was made in secret.", "unqualified"),
    ],
)
def test_open_use_that_is_not_hidden_is_open_use(denied: str, scope: str) -> None:
    """
    To say that what is overt is not done in secret says nothing of covert use.
    """
    encoding = page("Marl Police", "You asked:", "1. Has the force flown drones unseen?", f"1. {denied}")

    assert [said for position, said in told(encoding, "part", "position", "scope") if position == "not_held"] == [scope]


def test_answers_named_in_passing_limit_no_argument_behind_them() -> None:
    """
    What meets the interest for an answer was open use; what is argued against one is about what is refused.
    """
    encoding = page(
        "Marl Police",
        "You asked:",
        "1. Has the force flown drones?",
        "1. Yes, twelve times overtly. As to covert use the force neither confirms nor denies that any is held, "
        "by virtue of section 31(3).",
        "Factors against confirming or denying",
        "Much is met by what was said above of overt flights. Law enforcement tactics would be compromised.",
    )

    assert ("law_enforcement", "covert") in told(encoding, "factor", "argument", "scope")
