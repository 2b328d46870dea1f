"""Sums and numbers that the reasons for a silence tell in passing."""

import pytest
from told_facts import page, told

from ncnd_rules.encoding import Encoding

_ASKED = "You asked:\n\n1. Does the force hire tracking devices?\n\n2. What has it paid for them?"
_REFUSED = (
    "Wexmoor Police neither confirms nor denies that it holds the information, by virtue of section 31(3) of the Act."
)
_REASON = (
    "To confirm or deny it would be likely to prejudice the detection of crime, as smugglers would change their ways."
)


def letter(reason: str, *, asked: str = _ASKED, refused: str = _REFUSED) -> Encoding:
    return page(asked, "Our answer", refused, "Harm", _REASON, reason)


@pytest.mark.parametrize(
    "reason",
    [
        "The £43,000 spent on such devices last year shows that we set store by them.",
        "All three of the devices are kept at one station and would have to be moved.",
        "Both of our devices would be of no more use.",
        "Wexmoor Police has paid £12,000 for the hire of them.",
    ],
)
def test_what_there_is_told_outright(reason: str) -> None:
    assert told(letter(reason), "presupposition", "stated") == [True]


@pytest.mark.parametrize(
    "reason",
    [
        "Smugglers would look below their cars for the six trackers.",
        "Confirming that six devices were used in May would alert the smugglers of that month.",
    ],
)
def test_what_there_is_taken_for_granted(reason: str) -> None:
    assert told(letter(reason), "presupposition", "stated") == [False]


@pytest.mark.parametrize(
    "reason",
    [
        # of others, of other things, or supposed
        "The £14m paid by other forces for such devices is well known.",
        "The total cost of the harbour wall was £40m.",
        "If we said that all three of the devices are ours, smugglers would look for them.",
        "Confirming, for example, that six devices were used would tell them more.",
        "All three of the interests that the exemption protects would suffer from it.",
        "The two tests for it were applied.",
    ],
)
def test_what_tells_nothing_of_what_was_asked(reason: str) -> None:
    assert told(letter(reason), "presupposition", "stated") == []


def test_a_number_that_the_request_tells() -> None:
    asked = "You asked:\n\n1. Who hired out the three tracking devices to the force?\n\n2. What was paid for them?"
    assert told(letter("All three of the devices would be found.", asked=asked), "presupposition", "stated") == []


def test_a_sum_that_the_answer_tells() -> None:
    refused = f"Wexmoor Police paid £43,000 for devices. {_REFUSED}"
    assert told(letter("The £43,000 spent on them is no secret.", refused=refused), "presupposition", "stated") == []


@pytest.mark.parametrize("odd", ["£1.000.000", "£1..5", "£,", "£.50", "£ 9,9,9.", "£12,00,00.5.5 million"])
def test_a_sum_that_is_oddly_printed(odd: str) -> None:
    asked = f"You asked:\n\n1. What of the {odd} was paid for tracking devices?"
    assert told(letter("The £43,000 spent on them is no secret.", asked=asked), "presupposition", "stated") == [True]
