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


def test_silence_about_any_person_is_no_rule_of_law() -> None:
    """
    'Any person making a request' is whom the Act speaks of; 'intelligence on any person in the street' is not.
    """
    encoding = page(
        "You asked:",
        "All papers about the fire in our street.",
        "Response:",
        "The papers are exempt under section 30(1)(a).",
        "Wexmoor Police also neither confirms nor denies that it holds intelligence on any person who lives there, "
        "Section 31(3).",
    )

    assert ["withheld", "ncnd"] == told(encoding, "part", "position")
    assert [("30(1)(a)", ("P1",)), ("31(3)", ("P2",))] == told(encoding, "citation", "provision", "part")
    assert ["P1", "P2"] == [part for fact in told(encoding, "notice_element", "part") for part in fact]


def test_an_exemption_that_can_be_found_at_a_section_is_relied_on() -> None:
    """
    However a page says it: 'can be found at', 'The exemptions are:', 'Exemption applied:', 'Three exemptions apply'.
    """
    for words in (
        "The exemption applicable to the information you have requested can be found at Section 31(1)(a).",
        "The information is withheld. The exemptions are:\n\nSection 31(1)(a) Law Enforcement",
        "This information has been deemed unsuitable for disclosure.\n\nExemption applied:\n\nSection 31(1)(a)",
        "The information will not be given. In this case two qualified exemptions apply: sections 31(1)(a) and 38(1).",
    ):
        encoding = page("Response", *words.split("\n\n"))
        assert "reliance_stated" in told(encoding, "notice_element", "element"), words


def test_the_law_in_general_refuses_nothing() -> None:
    """
    What 'may be withheld' as a rule, and what every effort is made to release, are neither position nor harm.
    """
    encoding = page(
        "Response",
        "Information will not be released if it will affect the ability of the force to do its work.",
        "Every effort should be made to release information.",
        "Generally speaking, information may be withheld under section 31 if the public interest in maintaining the "
        "exemption outweighs the public interest in disclosing it.",
        "Harm",
        "Release of the plans would help burglars.",
        "Balance",
        "It is my decision that the information should not be released.",
    )

    assert ["withheld"] == told(encoding, "part", "position")
    assert ["Release of the plans would help burglars."] == [
        encoding.text[span.start : span.stop] for spans in told(encoding, "harm", "evidence") for span in spans
    ]


def test_a_section_that_ends_like_the_first_duty_weighs_disclosure_all_the_same() -> None:
    """
    'Section 31(1)(a)' in a heading is not section 1(1)(a): what it heads is said of what was withheld.
    """
    encoding = page(
        "You asked:",
        "All e-mails about the visit.",
        "Response:",
        "Parts of them are exempt by virtue of Section 31(1)(a).",
        "Overall harm for Section 31(1)(a):",
        "Their release would undermine the trust of those who give information to the police.",
        "Favouring disclosure:",
        "It would make the force more accountable.",
        "In addition, Wexmoor Police can neither confirm nor deny that it holds any other information by virtue of "
        "Section 23(5).",
    )

    assert [("P1",)] == told(encoding, "harm", "part")


def test_what_an_answer_would_do_is_argued_for_the_silence() -> None:
    """
    Also where something was withheld behind it, and the reasons of the silence come last.
    """
    encoding = page(
        "You asked:",
        "1. Do you take data from cloud accounts?",
        "2. Please send the policy.",
        "Response:",
        f"Q1 - {SILENCE} by virtue of section 31(3).",
        "Q2 - The policy is attached. Some of it is redacted under section 31(1)(a).",
        "Public interest in confirming or denying",
        "Factors favouring confirming or denying",
        "It would show how public money is spent.",
        "Balance",
        "The public interest in confirming or denying is outweighed.",
    )

    assert [("P1",)] == told(encoding, "factor", "part")
    assert [("P1",)] == told(encoding, "balance", "part")


FIRST_ANSWER = (
    "I am writing in relation to your request for an internal review of the response to your request of 7 December.",
    "The original response neither confirmed nor denied that it is held, citing sections 24(2), 30(3) and 31(3).",
    "Outcome",
)


def test_a_review_that_upholds_a_silence_relies_on_what_the_first_answer_relied_on() -> None:
    """
    It need not list again what it upholds, and less what it gives up.
    """
    encoding = page(*FIRST_ANSWER, "I uphold the decision to neither confirm nor deny.")
    assert ["24(2)", "30(3)", "31(3)"] == told(encoding, "citation", "provision")
    assert ["reliance_stated"] == told(encoding, "notice_element", "element")[:1]
    assert not told(encoding, "review_right", "id")

    encoding = page(
        *FIRST_ANSWER,
        "I uphold the decision to neither confirm nor deny. I do not consider that section 30(3) was engaged and I "
        "withdraw reliance on it.",
    )
    assert ["24(2)", "31(3)"] == told(encoding, "citation", "provision")


def test_what_a_review_overturns_is_not_relied_on() -> None:
    """
    A review that answers after all lists nothing of the first answer.
    """
    encoding = page(*FIRST_ANSWER, "I do not uphold that decision. I can confirm that no information is held.")

    assert not told(encoding, "citation", "provision")


def test_a_right_of_appeal_to_the_commissioner_is_no_review() -> None:
    """
    The authority offers none of its own by it.
    """
    encoding = page(
        "Response",
        f"{SILENCE} by virtue of section 31(3).",
        "Should you not be content with this outcome you have a right of appeal to the Information Commissioner.",
    )

    assert not told(encoding, "review_right", "id")
    assert ["ICO"] == told(encoding, "complaint_right", "to")
