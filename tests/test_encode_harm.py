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


@pytest.mark.parametrize(
    "background",
    [
        "Smugglers who come by night are as well aware of our boats as we are.",
        "Under section 31(3) we need not say so where saying so would itself be likely to prejudice our work.",
        "Section 31(3) takes away the duty to confirm or deny if doing so would prejudice the prevention of crime.",
        "The answer was that we would neither confirm nor deny it.",
        "Other exemptions might also apply to its disclosure.",
        "An answer could have been sought about those who sail from other ports.",
    ],
)
def test_what_is_known_or_law_or_was_answered_is_no_harm(background: str) -> None:
    """
    Under a heading of harm too.
    """
    assert not told(silent("Harm", background), "harm", "argument")


@pytest.mark.parametrize(
    "harm",
    [
        "Smugglers who come by night would learn from an answer where our boats are.",
        "Saying so would be likely to prejudice our work, where it is done by night.",
        "If we confirmed it, the prevention of crime would be prejudiced.",
        "An answer could be sought by those who sail from other ports, and put to use.",
    ],
)
def test_what_would_follow_is_harm(harm: str) -> None:
    """
    The near misses of what is not.
    """
    assert told(silent("Harm", harm), "harm", "argument")


@pytest.mark.parametrize(
    "background",
    [
        "You said that nobody could be harmed by an answer.",
        "The first reply said that disclosure would damage the flow of intelligence.",
        "It is a well known fact that boats can be fitted with many things, and it may be that some are.",
        "Police forces can watch harbours under the Regulation of Investigatory Powers Act 2000.",
        "As the harm is grave and the good of it small, the public interest favours silence.",
        "So far as your request might extend to hired boats, the answer is in our report.",
    ],
)
def test_what_others_said_and_what_may_be_so_is_no_harm(background: str) -> None:
    """
    Nor is a conclusion, or what describes the request.
    """
    assert not told(silent(background), "harm", "argument")


@pytest.mark.parametrize(
    "refusal",
    [
        "The plans are held and exempt under section 31(1)(a), because anyone intent on theft would need nothing else.",
        "We withhold it under section 31(1)(a), as its release would assist thieves; the public interest is in safety.",
        "The plans are exempt under section 31(1)(a), being information which would tell a thief where to begin.",
        "The plans are held but exempt under section 31(1)(a) and to disclose them would be to help thieves.",
    ],
)
def test_a_refusal_tells_its_reason_behind_the_word_that_gives_it(refusal: str) -> None:
    """
    What stands before it, and what follows in the next clause, is not asked.
    """
    assert told(page(*ASKED, refusal), "harm", "argument")


@pytest.mark.parametrize(
    "harm",
    [
        "Smugglers who learned that they were watched might land elsewhere.",
        "If the smugglers had the list they would land on the other days.",
        "They have been followed home, so you will understand that an answer would expose them to more of the same.",
        "An answer would give away the harbours without a boat, which is all that the Act asks us to consider.",
    ],
)
def test_harm_in_a_clause_of_a_sentence_that_says_something_else(harm: str) -> None:
    """
    And what would follow if something were learned, whatever the word for it.
    """
    assert told(silent(harm), "harm", "argument")


@pytest.mark.parametrize(
    ("says", "harms"),
    [
        ("I will disclose the answer to question 1.", 0),
        ("I therefore give the harm that would be caused by an answer.", 0),
        ("This tactic will continue to be used in every harbour.", 0),
        ("The Ferndale Herald told of it in May 2017, with the boats that smugglers had burnt.", 0),
        ("The figures for March will be published on our website.", 0),
        ("Were we to disclose the answer, smugglers would time their landings.", 1),
    ],
)
def test_what_an_authority_does_or_published_harms_nobody(says: str, harms: int) -> None:
    """
    Among the reasons for a refusal stands also what is given, was printed, or goes on.
    """
    assert harms == len(told(silent("Harm", says), "harm", "argument"))
