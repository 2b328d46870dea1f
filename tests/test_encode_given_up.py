"""Encoding which provisions a letter relies on, and which it gives up, reserves or only speaks of."""

import pytest
from told_facts import page, told

SILENT = "Wexmoor Police neither confirms nor denies that information is held, by virtue of section 31(3)."


def listed(words: str) -> set[str]:
    """What is relied on in a letter that is silent by section 31(3), and says some words beside."""
    encoding = page("Wexmoor Police", "You asked: How many agents do you employ?", "Response", SILENT, words)
    return {provision for provision, role in told(encoding, "citation", "provision", "role") if role == "listed"}


@pytest.mark.parametrize(
    "words",
    [
        "We reserve the right to rely on section 24(2) at a later stage.",
        "Should you appeal, we may also rely on section 24(2).",
        "I uphold the reliance on section 31(3), but not that on section 24(2).",
        "Section 31(3) is cited in place of section 24(2), which was named before.",
        "We are silent by section 31(3), not section 24(2).",
        "We considered whether section 24(2) applied, but decided that it did not.",
        "Section 24(2) is often relied on by other forces.",
        "Section 31(3) is maintained; section 24(2) is dropped.",
    ],
)
def test_what_is_given_up_or_reserved_is_not_relied_on(words: str) -> None:
    """
    An exemption kept for a later day, or left to others, is none that this letter relies on.
    """
    assert {"31(3)"} == listed(words)


@pytest.mark.parametrize(
    "words",
    [
        "We also rely on section 24(2).",
        "Whether or not section 24(2) was cited before, it is relied on now.",
        "Section 31(3) is maintained; section 24(2) is added.",
        "We may not answer, by section 24(2).",
    ],
)
def test_what_is_added_is_relied_on(words: str) -> None:
    """
    The words of giving up that are said of something else take nothing away.
    """
    assert {"31(3)", "24(2)"} == listed(words)


@pytest.mark.parametrize(
    ("words", "provisions"),
    [
        ("The figures are withheld under paragraph (a) of section 31(1).", {"31(1)(a)"}),
        ("The figures are withheld under paras (a) and (b) of section 31(1).", {"31(1)(a)", "31(1)(b)"}),
        ("The figures are withheld. Sections cited: 31.1; 43.2.", {"31(1)", "43(2)"}),
        ("The figures are withheld by s43-2.", {"43(2)"}),
        ("The figures are withheld under Section: 43(2).", {"43(2)"}),
    ],
)
def test_a_provision_is_read_in_more_spellings(words: str, provisions: set[str]) -> None:
    """
    A paragraph may stand before its section, and a list behind 'sections cited'.
    """
    encoding = page("Wexmoor Police", "You asked: How many agents do you employ?", "Response", words)

    assert provisions == set(told(encoding, "citation", "provision"))


def test_a_letter_that_supposes_itself_in_scotland_answers_under_its_own_act() -> None:
    """
    What another Act would say is no regime, and leaves the provisions of this one to be read.
    """
    supposed = "Were we a Scottish authority, sections 18 and 31 of FOISA would have been cited."

    assert {"31(3)"} == listed(f"{supposed} As it is, the Freedom of Information Act 2000 governs this answer.")
