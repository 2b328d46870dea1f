"""The tests of the template: whatever a case holds, nothing is found in the letter that is made of it.

Run them with ``pytest cases/checked-templates``; they need ``pip install 'ncnd_rules[testing]'``.
"""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from template import Case, filled

from ncnd_rules.strategies import SampleLetter, assert_consistent, letters_violating

AUTHORITIES = st.sampled_from(("Wexmoor Police", "Northmarch Police"))
SUBJECTS = st.sampled_from(("camera drones", "facial recognition cameras", "body-worn video cameras"))


@settings(max_examples=8, deadline=None, derandomize=True)
@given(authority=AUTHORITIES, subject=SUBJECTS, number=st.integers(min_value=1, max_value=9999))
def test_every_letter_is_consistent(authority, subject, number):
    case = Case(authority, f"FOI-{number:04}-24", question=f"1. Does the force use {subject}?")

    assert_consistent(filled(case))


def test_a_shorter_time_is_noticed(verdicts_of):
    """A template whose author shortens the time for a review is inconsistent with RGT-03."""
    assert verdicts_of(filled(Case(days=20))).outcomes["RGT-03"] == "violated"


def test_the_message_names_rule_and_mending(assert_consistent):
    with pytest.raises(AssertionError, match=r"RGT-03 \(warning\).*(?s:.)*To mend it"):
        assert_consistent(filled(Case(days=20)))


@settings(max_examples=3, deadline=None, derandomize=True)
@given(letter=letters_violating("PIT-01"))
def test_our_gate_stops_what_weighs_nothing(letter: SampleLetter):
    """The same check stands before the post room; a letter that weighs no public interest does not pass it."""
    with pytest.raises(AssertionError, match="PIT-01"):
        assert_consistent(letter)
