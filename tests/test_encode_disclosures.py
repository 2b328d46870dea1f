"""Pages of disclosure logs, letters in threads and reviews, as forces all over the country put them out."""

from told_facts import page, told

SILENCE = "Wexmoor Police can neither confirm nor deny that it holds the information requested"


def positions(*blocks: str) -> list[tuple[tuple[str, ...], str, str]]:
    return told(page(*blocks), "part", "question", "position", "scope")


def test_where_the_act_can_be_read_answers_nothing() -> None:
    """
    A closing line that points to a copy of the law discloses no part of what was just refused.
    """
    assert [(("Q1",), "disclosed", "unqualified"), (("Q2",), "ncnd", "unqualified")] == positions(
        "You asked:",
        "1. How many devices wait to be looked at?",
        "2. Which software opens them?",
        "Response:",
        "1. There are 41 devices.",
        f"2. {SILENCE} by virtue of section 31(3).",
        "A full copy of the Freedom of Information Act (2000) can be viewed on the website of the Stationery Office.",
    )


def test_a_test_that_is_not_needed_is_none() -> None:
    """
    'No need for a public interest test' says what an exemption is, and that no test is applied.
    """
    encoding = page(
        "Response",
        f"{SILENCE} by virtue of section 40(5B).",
        "Section 40(5B) is absolute, which means that there is no need to undertake a public interest test.",
    )

    assert ["absolute", "needs_no_test"] == told(encoding, "classification", "says")
    assert not told(encoding, "test", "test")


def test_what_is_not_listed_among_the_absolute_is_not_called_absolute() -> None:
    """
    A letter that tells why section 40(5) calls for a test says the contrary of 'absolute'.
    """
    encoding = page(
        "Response",
        f"{SILENCE} by virtue of section 40(5).",
        "Section 40 is class based, but section 40(5) is not, as it is not listed in the schedule of absolute "
        "exemptions in section 2(3).",
    )

    assert ["class_based"] == told(encoding, "classification", "says")


def test_the_end_of_a_word_and_the_year_of_the_act_are_no_references() -> None:
    """
    'Referrals - 310/21' refers to nothing by 'errals', and '(FOIA 2000)' is the Act.
    """
    encoding = page(
        "Prevent Referrals - 310/21",
        "Our ref: RFI 26/18",
        "We treat your e-mail as a request under the Freedom of Information Act 2000 (FOIA 2000).",
    )

    assert ["RFI 26/18"] == told(encoding, "reference", "value")
