"""Plain words that real letters say and that were once misread, each with what looks like them and says something else.

What a whole letter says by such words the round trip demands; here stand the near misses.
"""

from typing import Any

import pytest
from told_facts import told

from ncnd_rules.strategies import SampleLetter
from ncnd_rules.strategies.bank import Change
from ncnd_rules.strategies.printed import PLAIN
from ncnd_rules.strategies.sample import Told
from ncnd_rules.strategies.written import Choices, written


def put(element: str, words: str) -> SampleLetter:
    """The plain letter with other words in one place."""
    return written(Told(), Choices(), PLAIN, Change.model_validate({"put": {element: words}}))


def read(element: str, words: str, kind: str, *fields: str) -> list[Any]:
    return told(put(element, words).encode(), kind, *fields)


@pytest.mark.parametrize(
    ("words", "levels"),
    [
        ("The threat level is low.", ["low"]),
        ("The national threat level has been assessed as moderate.", ["moderate"]),
        ("The threat level in Great Britain is currently low.", ["low"]),
        ("The threat level in Northern Ireland is moderate.", ["moderate"]),
        # Not the level of the country, or no level at all.
        ("The threat level is low in rural areas.", []),
        ("The threat level for our county is low.", []),
        ("The threat level from drones is low.", []),
        ("The threat to staff is low.", []),
        ("Interest in the threat level is low.", []),
        ("The threat level is relatively low.", []),
        ("The threat level is low where an attack is highly unlikely.", []),
        ("If the threat level is low we say so.", []),
    ],
)
def test_weak_words_for_a_level(words: str, levels: list[str]) -> None:
    """
    'Low' and 'moderate' name a level where they are said of a threat level outright.
    """
    assert levels == read("more_harm", words, "threat_claim", "level")


@pytest.mark.parametrize(
    ("words", "claims"),
    [
        ("The threat level has been at severe for the last three years.", [("remained", "severe")]),
        ("The threat level is severe, and has been for most of the last three years.", [("current", "severe")]),
        ("For most people the threat level has been severe since 2014.", [("remained", "severe")]),
        ("The threat level has been at severe for most of the last three years.", []),
        ("For much of that time the threat level has stood at severe.", []),
        ("Since 2014 the threat level has mostly been severe.", []),
    ],
)
def test_what_is_so_most_of_the_time(words: str, claims: list[tuple[str, str]]) -> None:
    """
    A level that was in force for most of some years is not claimed of any one day of them.
    """
    letter = put("more_harm", words)

    assert claims == told(letter.encode(), "threat_claim", "claim", "level")
    assert claims or "THR-03" not in {finding.rule for finding in letter.check().findings}
