"""Encoding the questions of a request, and what is written beside them."""

import pytest
from told_facts import page

SILENT = "Wexmoor Police can neither confirm nor deny that this is held, by virtue of section 24(2)."


def asked_in(*blocks: str) -> list[str]:
    encoding = page("Wexmoor Police", "4 June 2019", "Dear Requester", *blocks, "Response", SILENT)
    return [" ".join(fact.evidence[0].quote.split()) for fact in encoding.facts if fact.kind == "question"]


@pytest.mark.parametrize(
    "beside",
    [
        "Please give the figures in a table, by calendar year.",
        "I ask that the costs be split by station.",
        "Please list them by rank.",
        "I am asking as a member of a flying club.",
        "I am a student of geography.",
        "By 'van' I mean any vehicle with a partition.",
        "For the avoidance of doubt I do not want any names.",
        "Please restrict this to the year 2018.",
        "I reserve my right to complain.",
        "Please send me a copy.",
    ],
)
def test_what_is_written_beside_a_question_asks_nothing(beside: str) -> None:
    """
    A reason, a definition, a limit or the form in which the answer is wanted is no question of its own.
    """
    assert ["How many vans does the force own?"] == asked_in(
        "You asked:", f"How many vans does the force own? {beside}"
    )


@pytest.mark.parametrize(
    "asked",
    [
        "Please give the number of stops by month.",
        "Please list the vans by make, and the stations that use them.",
        "Please send me a copy of the contract.",
        "I am interested in what the vans cost in 2018.",
    ],
)
def test_a_thing_that_is_named_is_asked_for(asked: str) -> None:
    """
    A sentence that speaks of the form of the answer and names a thing asks for it.
    """
    assert ["How many vans does the force own?", asked] == asked_in(
        "You asked:", f"How many vans does the force own? {asked}"
    )
