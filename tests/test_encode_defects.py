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
        ("The devices are serviced every year by a firm in the town.", [False]),
        ("Our harbour unit handed 3 sets of tapes to the coastguard, and they were of use.", [False]),
        ("It is well documented that 14 devices are at present deployed at the harbour.", [False]),
        ("To learn that the devices are serviced in the town would help offenders.", []),
        ("If it were said that 14 devices are at present deployed, offenders would hide.", []),
        ("Our harbour unit passed your request to the coastguard.", []),
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


@pytest.mark.parametrize(
    ("said", "kind", "field", "value", "holds"),
    [
        ("A requester has to show a compelling reason.", "test", "threshold", "exceptional_circumstances", True),
        (
            "Only where the public interest is overwhelming is it said.",
            "test",
            "threshold",
            "exceptional_circumstances",
            True,
        ),
        (
            "Nobody needs to show exceptional circumstances, and no such reason is asked for.",
            "test",
            "threshold",
            "exceptional_circumstances",
            False,
        ),
        ("There is no public interest in our being accountable for it.", "consideration", "side", "dismisses", True),
        (
            "What the press thinks of the lawfulness of it is mere curiosity.",
            "consideration",
            "side",
            "dismisses",
            True,
        ),
        (
            "What people think of the lawfulness of it carries some weight in this.",
            "consideration",
            "side",
            "dismisses",
            False,
        ),
    ],
)
def test_what_a_balance_asks_for_and_leaves_out(said: str, kind: str, field: str, value: str, holds: bool) -> None:
    """
    The test is a plain balance, in which concern over lawfulness counts.
    """
    assert holds == (value in told(page(ASKED, WHOLE, "Balance test", said), kind, field))


@pytest.mark.parametrize(
    ("heading", "said", "argument", "told_so"),
    [
        ("Factors favouring confirming or denying", "An answer would not put anybody at risk.", "no_harm", True),
        ("Factors favouring confirming or denying", "No officer would be endangered by an answer.", "no_harm", True),
        (
            "Factors against confirming or denying",
            "We are silent so that no officer would be endangered by it.",
            "no_harm",
            False,
        ),
        ("Factors against confirming or denying", "The requester is a journalist who seeks it.", "motive", True),
        ("Factors against confirming or denying", "Such lists are sought by journalists every year.", "motive", False),
    ],
)
def test_factors_that_concede_or_look_at_who_asks(heading: str, said: str, argument: str, told_so: bool) -> None:
    """
    That nothing would come of an answer, or who asks for it, is told from what only sounds like it.
    """
    assert told_so == (
        argument in told(page(ASKED, WHOLE, "Public interest test", heading, said), "factor", "argument")
    )


@pytest.mark.parametrize(
    ("said", "because"),
    [
        (
            "We note that section 31 is qualified and as such the harm has to be evidenced. We do so here.",
            ["qualified"],
        ),
        ("We note that section 31 is qualified and as such the harm does not have to be evidenced.", []),
    ],
)
def test_harm_that_is_said_to_follow_from_being_qualified(said: str, because: list[str]) -> None:
    """
    Who says that harm has to be shown says why, and who says that it need not says no such thing.
    """
    encoding = page(ASKED, WHOLE, said)

    assert because == [why for test, why in told(encoding, "test", "test", "because") if test == "harm"]


@pytest.mark.parametrize(
    ("said", "number"), [("in fourteen days", [14]), ("within twenty-one days", [21]), ("by e-mail", [])]
)
def test_a_time_for_reviews_may_be_spelt_out(said: str, number: list[int]) -> None:
    """
    Fourteen is a number of days too.
    """
    rights = f"Requests for review have to reach us {said}, at the address above."
    encoding = page(ASKED, WHOLE, "Your rights", rights)

    assert number == told(encoding, "review_period", "number")


@pytest.mark.parametrize(
    ("said", "relied"),
    [
        ("Section 31(3) applies where an answer would be likely to prejudice the detection of crime.", [("P1",)]),
        ("Section 31(3) applies to this too.", [("P1",), ("P2",)]),
    ],
)
def test_on_what_terms_a_section_applies_is_no_reliance_on_it(said: str, relied: list[tuple[str, ...]]) -> None:
    """
    Behind a silence that rests on another section, it is about the silence that rests on this one.
    """
    other = "c) The Council neither confirms nor denies holding this, in reliance on section 38(2)."
    request = f"{ASKED[:-1]};\n\nc) whether any councillor has been unwell."
    encoding = page(request, f"b) {SILENT}", other, said)

    listed = [fact.part for fact in encoding.facts if fact.kind == "citation" and fact.section == "31"]
    assert relied == sorted(set(listed))


@pytest.mark.parametrize(
    ("label", "asked"),
    [("1) to 3)", ("Q1", "Q2", "Q3")), ("1) and 3)", ("Q1", "Q3")), ("1)", ("Q1",))],
)
def test_one_answer_under_a_range_of_labels(label: str, asked: tuple[str, ...]) -> None:
    """
    'To' names the questions between too, and no words that go on with the answer.
    """
    request = "You asked:\n\n1) how many vans there are;\n\n2) what they cost;\n\n3) who drives them."
    encoding = page(request, f"{label} No information is held.")

    assert [asked] == told(encoding, "part", "question")


def test_what_goes_on_behind_a_label_with_to_is_no_range() -> None:
    """
    'To 3 stations' tells where.
    """
    request = "You asked:\n\n1) where the vans went;\n\n2) what they cost;\n\n3) who drives them."
    encoding = page(request, "1) To 3 stations in the county.", "2) £400.", "3) Officers.")

    assert [("Q1",), ("Q2",), ("Q3",)] == told(encoding, "part", "question")


@pytest.mark.parametrize(
    ("said", "told_so"), [("The devices are kept in the town.", 1), ("It is kept in the town.", 0)]
)
def test_reasons_below_an_answer_to_another_part_take_it_for_granted(said: str, told_so: int) -> None:
    """
    A paragraph of the answer that argues harm argues for the silence alone, whatever else the letter gives.
    """
    asked = "1. How many tracking devices are there?", "2. The manual."
    refused = "1. Wexmoor Police neither confirms nor denies that any is held, by section 31(3).", "2. It is enclosed."
    harm = f"Section 31(3) applies as to say whether there are any would be likely to prejudice policing. {said}"
    encoding = page("Dear Sir", "You asked:", *asked, "Decision", *refused, "Reasons for decision", harm)

    assert len(told(encoding, "presupposition", "part")) == told_so
