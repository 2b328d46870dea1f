"""Sentences that lead into the two sides of a weighing, known as such by their likeness alone."""

import pytest
from told_facts import page, told

from ncnd_rules.encoding import Encoding

_ABOVE = (
    "Wexmoor Police neither confirms nor denies that it holds the information. We rely on section 31(3) of the Act."
)
_BALANCE = "On balance, the public interest in maintaining the exclusion of the duty outweighs that in an answer."
_FOR = ("Residents could see what becomes of the sums voted for us.", "Rumours might be laid to rest.")
_AGAINST = ("Gangs would learn where they can act unseen.", "Operations that are under way would be lost.")


def weighed(lead: str, other: str, *, apart: bool) -> Encoding:
    sides = ((lead, _FOR), (other, _AGAINST))
    blocks = [[first, *said] if apart else [f"{first} {said[0]}", *said[1:]] for first, said in sides]
    return page(_ABOVE, *blocks[0], *blocks[1], _BALANCE)


@pytest.mark.parametrize("apart", [True, False])
@pytest.mark.parametrize(
    ("lead", "other"),
    [
        ("Several considerations point towards an answer.", "Several considerations point the other way."),
        ("There is something on the side of candour.", "There is more on the side of caution."),
        ("What is gained by an answer comes first.", "What is lost by an answer comes next."),
        ("A reply would serve the public in these ways.", "A reply would harm the public in these ways."),
        # One of the two is known.
        ("These matters weigh in favour of saying it.", "These matters weigh against saying it."),
    ],
)
def test_a_lead_and_the_same_turned_round(lead: str, other: str, apart: bool) -> None:
    sides = told(weighed(lead, other, apart=apart), "factor", "side")
    assert ["for", "for", "against", "against"] == sides


@pytest.mark.parametrize(
    ("lead", "other"),
    [
        # Nothing opposes them, or nothing is alike in them.
        ("Several officers live near the harbour.", "Several officers do not live near the harbour."),
        ("There is something on the side of candour.", "Our boats are not all painted alike."),
        ("We wrote to the public in two towns.", "We did not write to the public in two others."),
        # What each says is argued already.
        ("To confirm it would help smugglers.", "To deny it would not help smugglers less."),
    ],
)
def test_sentences_that_lead_into_no_sides(lead: str, other: str) -> None:
    announced = told(weighed(lead, other, apart=True), "heading", "announces")
    assert not {"factors_for", "factors_against"} & set(announced)


def test_a_conclusion_between_them_parts_them() -> None:
    lead, other = "Several considerations point towards an answer.", "Several considerations point the other way."
    letter = page(_ABOVE, lead, *_FOR, _BALANCE, other, *_AGAINST)
    assert "factors_against" not in told(letter, "heading", "announces")
