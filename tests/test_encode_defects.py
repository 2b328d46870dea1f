"""Encoding short whole letters, each with what one kind of defect rests on, and what looks like it and is right."""

import pytest
from told_facts import page, told

ASKED = (
    "Thank you for your request of 17 May 2021. You asked us:\n\na) how many frauds were looked into in 2020-21;\n"
    "b) whether the Council is investigating Tolland Lettings Ltd."
)
SILENT = "The Council will neither confirm nor deny whether it holds this, in reliance on section 31(3)."


@pytest.mark.parametrize(
    "said",
    [
        "The Council does not comment on individual cases.",
        "We never discuss enquiries of any kind.",
        "This is not a question to which the Council gives an answer in any case.",
        "It is not something on which we can be drawn.",
    ],
)
def test_who_does_not_comment_denies_nothing(said: str) -> None:
    """
    It tells how the authority answers, and not that there is nothing.
    """
    encoding = page(ASKED, f"a) The Council looked into 63 cases.\n\nb) {said} {SILENT}")

    assert ["disclosed", "ncnd"] == told(encoding, "part", "position")


def test_who_has_opened_no_investigation_denies() -> None:
    """
    What was not done is denied, whatever is said behind it.
    """
    encoding = page(ASKED, f"a) The Council looked into 63 cases.\n\nb) The Council has not investigated it. {SILENT}")

    assert ["disclosed", "not_held", "ncnd"] == told(encoding, "part", "position")


@pytest.mark.parametrize(
    ("said", "tense"),
    [
        ("We do not use drones overtly and have never done so.", "perfect"),
        ("The force does not use drones openly, nor has it ever done so.", "perfect"),
        ("The force does not use drones openly.", "present"),
    ],
)
def test_never_done_so_reaches_back(said: str, tense: str) -> None:
    """
    'Has not done so' takes up what was denied of the present.
    """
    assert [tense] == told(page("You asked whether drones have been used.", said), "part", "tense")


@pytest.mark.parametrize(
    "said",
    [
        "The Council has no procedure of its own for complaints about requests.",
        "As the Council offers no internal review, you may go straight to the Information Commissioner.",
        "We operate no formal complaints procedure.",
    ],
)
def test_there_is_no_procedure_for_complaints(said: str) -> None:
    """
    Section 17(7)(a) asks to say so, in whatever words.
    """
    encoding = page(ASKED, f"b) {SILENT}", "Your rights", said)

    assert [True] == told(encoding, "review_right", "none_exists")


@pytest.mark.parametrize(
    ("favouring", "opposing"),
    [
        (
            "In favour of confirming or denying, people should be able to see that fraud on public funds is pursued.",
            "Against confirming or denying, the detection of fraud depends on suspects not knowing of it.",
        ),
        (
            "In favour of an answer, taxpayers ought to see that fraud is pursued.",
            "Against it, the detection of fraud would be hindered if suspects knew of it.",
        ),
        (
            "For confirming or denying speaks that taxpayers ought to see that fraud is pursued.",
            "Against confirming or denying speaks that suspects would learn of the enquiry.",
        ),
    ],
)
def test_a_side_that_is_named_and_argued_in_one_sentence(favouring: str, opposing: str) -> None:
    """
    Behind the comma stands the argument, so that the sentence is no heading of what follows.
    """
    encoding = page(ASKED, f"b) {SILENT}", "Public interest test", favouring, opposing)

    assert ["for", "against"] == told(encoding, "factor", "side")


def test_a_side_that_is_only_named_heads_what_follows() -> None:
    """
    Nothing is argued in 'in favour of confirming or denying, we have considered the following'.
    """
    lead = "In favour of confirming or denying, we have considered the following:"
    encoding = page(ASKED, f"b) {SILENT}", "Public interest test", lead, "Taxpayers would see what it costs them.")

    assert ["for"] == told(encoding, "factor", "side")
    assert "factors_for" in told(encoding, "heading", "announces")


@pytest.mark.parametrize(
    ("said", "danger"),
    [
        ("Confirming or denying would mean that current operations would be put at risk.", False),
        ("Confirming or denying would endanger ongoing investigations.", False),
        ("Confirming or denying would place covert operations at risk.", False),
        ("Confirming or denying would place officers at risk.", True),
        ("Confirming or denying would endanger those who helped the police.", True),
    ],
)
def test_danger_to_people_is_not_danger_to_things(said: str, danger: bool) -> None:
    """
    Operations and systems that are put at risk are not what section 38 protects.
    """
    encoding = page(ASKED, f"b) {SILENT}", "Harm", said)

    assert danger == ("public_safety" in told(encoding, "harm", "argument"))


@pytest.mark.parametrize(
    ("said", "misfiled"),
    [
        ("Covert methods have led to many arrests, and their success depends on secrecy.", True),
        ("An answer which showed that covert tactics are used lawfully would let people trust the police.", False),
    ],
)
def test_tactics_among_what_speaks_for_an_answer(said: str, misfiled: bool) -> None:
    """
    That tactics have to stay secret speaks against an answer; that they are seen to be used properly speaks for it.
    """
    encoding = page(ASKED, f"b) {SILENT}", "Factors favouring confirming or denying", said)

    assert [("for", misfiled)] == [
        (side, argument == "covert_tactics") for side, argument in told(encoding, "factor", "side", "argument")
    ]


WHOLE = "Wexmoor Police neither confirms nor denies that it holds any of this information, by section 31(3)."


@pytest.mark.parametrize(
    ("said", "stated"),
    [
        ("The records that we hold about these devices were obtained in confidence.", [True]),
        ("We still consider that the information held should not be released.", [True]),
        ("Disclosing the covert flights that took place in 2023 would help offenders.", [False]),
        ("The threats that the force received were of a grave kind.", [False]),
        ("If records about such devices were held, they would have been obtained in confidence.", []),
        ("Whether the records that we hold were obtained in confidence cannot be said.", []),
        ("The information held by public authorities should be disclosed wherever that can be done.", []),
        ("If the flights that took place were known, offenders would hide.", []),
        ("The overt flights that took place in 2023 are listed above.", []),
    ],
)
def test_words_that_take_for_granted_that_there_is_something(said: str, stated: list[bool]) -> None:
    """
    Who tells where the information came from, or what happened to it, has said that there is some.
    """
    assert stated == told(page(ASKED, WHOLE, "Harm", said), "presupposition", "stated")


@pytest.mark.parametrize(
    "said",
    [
        "Section 31(3) of the Act excludes the duty to confirm or deny where doing so would prejudice policing.",
        "Both exemptions are qualified, so the public interest has to be weighed.",
    ],
)
def test_the_law_told_beside_a_silence_is_no_answer_left_unread(said: str) -> None:
    """
    It leaves no doubt whether another question was answered there.
    """
    assert [] == [one.reason for one in page(ASKED, WHOLE, said).unread if "part" in (one.may_hold or ())]


@pytest.mark.parametrize(
    ("said", "asked", "reach"),
    [
        ("For the remainder of your request, the Council will neither confirm nor deny it.", ("Qb", "Qc"), "clear"),
        ("As to the rest, the Council will neither confirm nor deny whether any is held.", ("Qb", "Qc"), "clear"),
        ("The Council neither confirms nor denies that it holds the rest of the information.", ("Qb", "Qc"), "clear"),
        (
            "For parts of your request, the Council neither confirms nor denies that any is held.",
            ("Qb", "Qc"),
            "unclear",
        ),
        ("With regard to the other parts of your request, we neither confirm nor deny it.", ("Qb", "Qc"), "clear"),
    ],
)
def test_a_paragraph_behind_the_last_answer_turns_to_the_rest(said: str, asked: tuple[str, ...], reach: str) -> None:
    """
    It bears no label, and the label of the answer above it is not its own.
    """
    request = f"{ASKED[:-1]};\n\nc) when it last spoke to the police about that company."
    encoding = page(request, "a) The Council looked into 63 cases.", said)

    assert (asked, "ncnd", reach) == told(encoding, "part", "question", "position", "reach")[-1]


def test_a_caution_is_no_silence_on_the_question_above_it() -> None:
    """
    'Please do not read anything in this as a hint either way' refuses nothing.
    """
    caution = "Please do not read anything in this letter as a hint either way."
    encoding = page(ASKED, f"b) {SILENT}", "a) The Council looked into 63 cases.", caution)

    assert ["disclosed", "ncnd"] == sorted(told(encoding, "part", "position"))


def test_a_silence_said_again_goes_by_the_exemption_named_before() -> None:
    """
    No second exemption is wanted for the same covert use, told in other words.
    """
    again = "Apart from the above, the force neither confirms nor denies that any other record of covert use is held."
    first = "As to covert use of drones, the force neither confirms nor denies that it holds any: section 31(3)."
    encoding = page("You asked how many drones the force has.", "The force owns four drones.", first, again)

    assert all(("ncnd", "covert") == one for one in told(encoding, "part", "position", "scope")[1:])
    silences = {fact.id for fact in encoding.facts if fact.kind == "part"} - {"P1"}
    assert silences == {part for own in told(encoding, "citation", "part") for part in own}
