"""Harm: what is said to follow from an answer, and what only looks like it."""

import pytest
from told_facts import page, told

from ncnd_rules.encoding import Encoding

ASKED = ("You asked:", "1. How many boats watch the harbour?", "Response")
SILENT = "Ferndale Police neither confirms nor denies that it holds this, by virtue of sections 24(2) and 31(3)."


def silent(*paragraphs: str) -> Encoding:
    """A letter that is silent on its one question, and goes on."""
    return page(*ASKED, SILENT, *paragraphs)


@pytest.mark.parametrize(
    ("refusal", "scope"),
    [
        (SILENT, "unqualified"),
        ("We neither confirm nor deny that any other information is held: sections 24(2) and 31(3).", "further"),
    ],
)
def test_more_that_is_spoken_of_in_passing_limits_only_what_is_refused_beyond_an_answer(
    refusal: str, scope: str
) -> None:
    """
    'Anything more detailed' would help smugglers; a refusal of all is argued for all.
    """
    encoding = page(*ASKED, refusal, "Harm", "Anything more detailed would help smugglers to time their landings.")

    assert [scope] == told(encoding, "harm", "scope")
