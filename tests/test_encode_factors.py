"""Factors and harm in the manners in which authorities write them, beside those that test_encode_weighing.py tells."""

from told_facts import page, told

from ncnd_rules.encoding import Encoding

ASKED = ("You asked:", "1. How many boats watch the harbour?", "Response")
SILENT = "Ferndale Police neither confirms nor denies that it holds this, by virtue of sections 24(2) and 31(3)."


def silent(*paragraphs: str) -> Encoding:
    """A letter that is silent on its one question, and goes on."""
    return page(*ASKED, SILENT, *paragraphs)


def test_what_it_would_do_speaks_of_what_the_sentence_before_spoke_of() -> None:
    """
    Under a heading about answers, two sentences argue from disclosure.
    """
    encoding = silent(
        "Factors against confirming or denying",
        "To disclose this would show how many boats there are. It could also lead smugglers to other harbours.",
    )

    assert [("against", "disclosure"), ("against", "disclosure")] == told(encoding, "factor", "side", "object")


def test_an_answer_that_would_disclose_something_is_an_answer() -> None:
    """
    Not every 'disclose' is said of disclosing what was asked for.
    """
    encoding = silent(
        "Factors against confirming or denying",
        "Confirming it would disclose the tactics of the force and would make them worthless.",
    )

    assert {("against", "existence")} == set(told(encoding, "factor", "side", "object"))
