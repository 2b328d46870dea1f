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


@pytest.mark.parametrize(
    "harm",
    [
        ("Evidence of Harm", "Smugglers adapt, and the harbours are the less safe for it."),
        ("We must show what harm there is. Evidence of Harm Smugglers adapt, and no harbour is the safer for it.",),
        ("Section 31 has to be argued.\nHarm Test\nThe number of boats is nothing to be spread about the port.",),
    ],
)
def test_what_stands_under_harm_and_was_not_read_is_listed(harm: tuple[str, ...]) -> None:
    """
    Also where a copy has joined the heading to the paragraph before it, or behind it.
    """
    encoding = silent(*harm)

    assert told(encoding, "harm", "argument") or any("harm" in (one.may_hold or ()) for one in encoding.unread)


def test_background_beside_a_harm_that_was_read_is_not_listed() -> None:
    """
    Else every letter would leave it open whether it tells of harm.
    """
    encoding = silent("Evidence of Harm", "The harbour opened in 1904.", "An answer would help smugglers to avoid us.")

    assert told(encoding, "harm", "argument")
    assert not any("harm" in (one.may_hold or ()) for one in encoding.unread)


@pytest.mark.parametrize(
    ("says", "side"),
    [
        ("Good government depends on a safe space in which policy can be developed.", "against"),
        (
            "There is also a strong public interest in there being a safe space in which ministers can debate.",
            "against",
        ),
        ("Policy making requires a private space.", "against"),
        ("The safe space is no longer needed.", "for"),
    ],
)
def test_room_to_think_speaks_against_an_answer(says: str, side: str) -> None:
    """
    Whether or not other words lead it in.
    """
    encoding = silent(f"There is a public interest in openness about boats. {says} On balance silence is better.")

    assert side == told(encoding, "factor", "side")[-1]


@pytest.mark.parametrize(
    ("cited", "harm", "sections", "left_open"),
    [
        # of no kind that is known, and touching on nothing that the second section protects
        ("31(3) and 40(5B)", "To say so would let poachers pick the quiet nights.", ("31",), False),
        ("31(3) and 44(2)", "To say so would let poachers pick the quiet nights.", ("31",), False),
        ("31(3) and 23(5)", "To say so would let poachers pick the quiet nights.", ("31",), True),
        # it may well be meant for both
        ("31(3) and 40(5B)", "To say so would let others guess that a named man rang us.", ("31", "40"), False),
        ("31(3) and 44(2)", "To say so would put us at odds with the court.", ("31", "44"), False),
        # there is nothing else for which it could be meant
        ("40(5B) and 44(2)", "To say so would let poachers pick the quiet nights.", ("40", "44"), False),
        ("24(2) and 31(3)", "To say so would let poachers pick the quiet nights.", ("24", "31"), False),
    ],
)
def test_a_harm_of_no_known_kind_counts_where_it_can_be_meant(
    cited: str, harm: str, sections: tuple[str, ...], *, left_open: bool
) -> None:
    """
    What follows is no reason for an exemption that turns on what information is, unless its words touch on that; of
    section 23 it cannot be told.
    """
    refusal = f"Ferndale Police neither confirms nor denies that it holds this, by virtue of sections {cited}."
    encoding = page(*ASKED, refusal, "Harm", harm)
    open_for_harm = [item for item in encoding.unread if "harm" in (item.may_hold or ())]

    assert [("other", sections)] == told(encoding, "harm", "argument", "section")
    assert bool(open_for_harm) == left_open


def test_a_section_with_a_reason_of_its_own_is_not_left_open() -> None:
    """
    Where the section has its sentence, what is said of the others leaves nothing open.
    """
    refusal = "Ferndale Police neither confirms nor denies that it holds this, by virtue of sections 31(3) and 23(5)."
    own = "Section 23(5) applies because saying so would itself tell of information that a security body supplied."
    encoding = page(*ASKED, refusal, own, "Harm", "To say so would let poachers pick the quiet nights.")

    assert [] == [item for item in encoding.unread if "harm" in (item.may_hold or ())]


def test_what_is_said_of_an_absolute_exemption_is_no_side_of_a_weighing() -> None:
    """
    The reason for section 23 stands beside words that nothing need be weighed, and is a reason all the same.
    """
    refusal = "Ferndale Police neither confirms nor denies that it holds this, by virtue of sections 23(5) and 31(3)."
    own = (
        "Section 23 is absolute and I need not consider the public interest. Another agency may take part, and for "
        "that reason an answer would itself be information relating to a body specified in section 23(3)."
    )
    encoding = page(*ASKED, refusal, own, "Harm", "To say so would let poachers pick the quiet nights.")

    assert [] == told(encoding, "factor", "section")
    assert ("23",) in told(encoding, "harm", "section")


@pytest.mark.parametrize(
    ("says", "sections"),
    [
        ("Smugglers could then choose another bay.", {"31"}),
        ("Officers could then be found at their homes.", {"31", "40"}),
    ],
)
def test_what_names_no_section_is_argued_for_personal_data_where_it_speaks_of_people(
    says: str, sections: set[str]
) -> None:
    """
    Where it stands under neither, and the letter relies on both.
    """
    refusal = "Ferndale Police neither confirms nor denies that it holds this, by virtue of sections 31(3) and 40(5B)."
    encoding = page(*ASKED, refusal, "Harm", f"If we said that boats watch the harbour, so much would be known. {says}")

    assert sections == set(told(encoding, "harm", "section")[-1])


def test_a_paragraph_that_a_section_heads_argues_for_it_alone() -> None:
    """
    'Section 23(5): ...' is a title with its text.
    """
    refusal = "Ferndale Police neither confirms nor denies that it holds this, by virtue of sections 23(5) and 31(3)."
    titled = "Section 23(5): the Security Service is named. An answer would have come from such a body."

    assert [("23",)] == told(page(*ASKED, refusal, titled), "harm", "section")


@pytest.mark.parametrize(
    ("says", "taken"),
    [
        ("We used what our boats saw to catch a gang.", True),
        ("Our night boats are kept where nobody looks for them.", True),
        ("The equipment at Larkhaven was bought at great cost.", True),
        ("If it were said that we used boats, smugglers would know.", False),
        ("We have used the public interest test.", False),
        ("Our marked boats are used every day.", False),
    ],
)
def test_a_reason_that_tells_a_deed_takes_it_for_granted(says: str, taken: bool) -> None:
    """
    A condition, how the answer was made, and what is done openly do not.
    """
    encoding = silent("Harm", f"An answer would help smugglers to time their landings. {says}")

    assert taken == bool(told(encoding, "presupposition", "stated"))


def test_a_deed_behind_a_refusal_in_its_paragraph_is_taken_for_granted() -> None:
    """
    In an answer it is one.
    """
    behind = page(*ASKED, f"{SILENT} The harbour board keeps the pictures that we shared with it.")
    answered = page(*ASKED, "Two. The harbour board keeps the pictures that we shared with it.")

    assert told(behind, "presupposition", "stated")
    assert not told(answered, "presupposition", "stated")


def test_reasons_under_a_section_serve_every_silence_that_rests_on_it_and_has_none_of_its_own() -> None:
    """
    Those told one behind the other before them, and one that is told behind all reasons.
    """
    encoding = page(
        "You asked:",
        "1. Has a boat been bought?",
        "2. Who sold it?",
        "3. What did it cost?",
        "Response",
        "1. Ferndale Police neither confirms nor denies that it holds this (section 31(3)).",
        "2. Ferndale Police neither confirms nor denies that it holds this (section 31(3)).",
        "Evidence of harm under section 31(3)",
        "An answer would help smugglers to avoid our patrols, and so prejudice the prevention of crime.",
        "For question 3 Ferndale Police neither confirms nor denies that it holds this, by virtue of section 31(3).",
    )
    silences = told(encoding, "part", "id")

    assert len(silences) > 1
    assert {tuple(silences)} == set(told(encoding, "harm", "part"))


def test_what_is_said_to_be_among_others_has_their_limit() -> None:
    """
    'To confirm that drones are among them' speaks of the covert tactics of which the sentence before spoke.
    """
    said = "Police use covert tactics. To confirm or deny that drones are {} would enable criminals to avoid them."
    silent = (
        "Wexmoor Police neither confirms nor denies that it holds any other information as to the covert use of drones."
    )
    for among, scope in (("among them", "covert"), ("one of these", "covert"), ("in use", "unqualified")):
        letter = page("Wexmoor Police", silent, "Harm", said.format(among))
        assert told(letter, "harm", "scope")[-1] == scope
