"""What stands in a zone of others, or goes on from what was read, is listed where it may take a position."""

import pytest
from told_facts import page, told

from ncnd_rules.encode.sentences import asks

ASKED = ("Request", "1. How many vans do you own?", "2. Who sold them to you?", "Response")


def test_who_writes_to_advise_asks_nothing() -> None:
    """
    A refusal that begins 'I am writing to advise you' is the authority's, and is read.
    """
    refuses = "I am writing to inform you that the Board has decided not to release the plans you requested on 4 May."
    sorry = "I would like to apologise for the time that this has taken."

    assert ["withheld"] == told(page("Dear Ms Vane", f"{refuses} {sorry}"), "part", "position")
    assert not told(page("Dear Ms Vane", f"{refuses} {sorry}"), "question", "label")
    assert asks("I am writing to ask for the plans of the Board of 4 May.")


@pytest.mark.parametrize(
    ("words", "read"),
    [
        ('"Spotters" would be put at risk of violence if it were known where they stand.', True),
        ('"Information is exempt information if it was supplied in confidence."', False),
    ],
)
def test_a_paragraph_that_begins_with_a_quoted_term_quotes_no_law(words: str, *, read: bool) -> None:
    """
    Marks of quotation that close behind the first words make no quotation of a paragraph.
    """
    encoding = page(*ASKED, "2. The name is withheld under section 38(1).", words)

    assert read == bool(told(encoding, "harm", "scope"))


def test_numbers_with_a_stroke_are_labels() -> None:
    """
    '1/', alone above an answer or joined to its first word, and '2/ 3/' above one for both.
    """
    encoding = page(
        "Request\n\n1/How many vans do you own?\n2/ Who sold them?\n3/ When?\n\nResponse\n\n"
        "1/\nWe own twelve vans.\n\n2/ 3/\nNo information is held."
    )

    assert [(("Q1",), "disclosed"), (("Q2", "Q3"), "not_held")] == told(encoding, "part", "question", "position")
    assert ["1", "2", "3"] == told(encoding, "question", "label")
