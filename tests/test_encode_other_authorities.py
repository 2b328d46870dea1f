"""Encoding letters of councils, regulators and ministries, worded as no police template words them."""

import pytest
from told_facts import page, told

SILENT = "The Board neither confirms nor denies that it holds this information."


@pytest.mark.parametrize(
    ("reason", "positions"),
    [
        ("We may not tell it unless the firm agrees. It has not.", ["disclosed", "ncnd"]),
        ("The firm and its client could allow it to be told, and neither has consented.", ["disclosed", "ncnd"]),
        ("The Board has not used drones there.", ["disclosed", "ncnd", "not_held"]),
    ],
)
def test_whoever_did_not_consent_denies_nothing(reason: str, positions: list[str]) -> None:
    """
    'It has not', behind a refusal, leaves out what was said right before it.
    """
    encoding = page(
        "Marl Board",
        "You asked:",
        "1. How many vans have you?",
        "2. Has the firm reported a client to you?",
        "1. Nine.",
        f"2. {SILENT} Section 44(2) of the Act applies. {reason}",
    )

    assert told(encoding, "part", "position") == positions


def test_a_short_denial_answers_where_nothing_was_refused() -> None:
    """
    'It has not' is the whole answer to a question that could have that one.
    """
    encoding = page("Marl Board", "You asked:", "1. Has the Board a drone?", "1. It has not.")

    assert told(encoding, "part", "position") == ["not_held"]


def test_what_is_called_absolute_beside_an_answer_serves_no_silence() -> None:
    """
    'Section 21 applies, which is absolute' is said of what was given.
    """
    encoding = page(
        "Marl Board",
        "You asked:",
        "1. How many vans have you?",
        "2. Is Pell Farm watched?",
        "Question 1",
        "The list is on our website, www.marl.example. As you can get it there, section 21 applies, which is absolute.",
        "Question 2",
        f"{SILENT} Section 31(3) applies.",
    )

    assert told(encoding, "classification", "section") == []
    assert told(encoding, "citation", "part", "provision") == [((), "21"), (("P2",), "31(3)")]


@pytest.mark.parametrize(
    ("denied", "scope"),
    [
        ("No overt flight is made in secret.", "overt"),
        ("None of our overt flights was hidden from anybody.", "overt"),
        ("No flight was made in secret.", "unqualified"),
    ],
)
def test_open_use_that_is_not_hidden_is_open_use(denied: str, scope: str) -> None:
    """
    To say that what is overt is not done in secret says nothing of covert use.
    """
    encoding = page("Marl Police", "You asked:", "1. Has the force flown drones unseen?", f"1. {denied}")

    assert [said for position, said in told(encoding, "part", "position", "scope") if position == "not_held"] == [scope]


def test_answers_named_in_passing_limit_no_argument_behind_them() -> None:
    """
    What meets the interest for an answer was open use; what is argued against one is about what is refused.
    """
    encoding = page(
        "Marl Police",
        "You asked:",
        "1. Has the force flown drones?",
        "1. Yes, twelve times overtly. As to covert use the force neither confirms nor denies that any is held, "
        "by virtue of section 31(3).",
        "Factors against confirming or denying",
        "Much is met by what was said above of overt flights. Law enforcement tactics would be compromised.",
    )

    assert ("law_enforcement", "covert") in told(encoding, "factor", "argument", "scope")


@pytest.mark.parametrize(
    ("heads", "expected"),
    [
        (("For (24):", "Against (24):", "For (31):", "Against (31):"), [("24",), ("24",), ("31",), ("31",)]),
        (
            ("24 - why we might say:", "24 - why we might not:", "31 - why we might say:", "31 - why we might not:"),
            [("24",), ("24",), ("31",), ("31",)],
        ),
        (
            ("For, on national security:", "Against, on national security:", "For, on law enforcement:", "Against:"),
            [("24",), ("24",), ("31",), ("24", "31")],
        ),
    ],
)
def test_a_head_in_the_line_names_the_side_and_the_section(
    heads: tuple[str, ...], expected: list[tuple[str, ...]]
) -> None:
    """
    'Against (24):' and 'why we might not:' stand over what is weighed on their side, for the section they name.
    """
    said = (
        "the public has followed it closely and its security is its own concern.",
        "to state what is wanting is to instruct those who must be kept in doubt.",
        "young people in Marl ought to know how they are policed here.",
        "offenders who are at large from those nights might learn how they are sought.",
    )
    encoding = page(
        "Marl Police",
        f"{SILENT} Sections 24(2) and 31(3) of the Act apply.",
        "Public interest test",
        "\n".join(f"{head} {words}" for head, words in zip(heads, said, strict=True)),
    )

    assert told(encoding, "factor", "side") == ["for", "against", "for", "against"]
    assert told(encoding, "factor", "section") == expected


def test_what_is_against_it_is_against_an_answer() -> None:
    """
    'It is in favour of ... that' and 'it is against it that' lead in the two sides.
    """
    encoding = page(
        "Ministry of Marl",
        f"{SILENT} Section 26(3) of the Act applies.",
        "Section 26 is not absolute. It is in favour of confirmation or denial that operations are paid for by the "
        "public. It is against it that men should not be sent into danger with their methods described.",
    )

    assert told(encoding, "factor", "side") == ["for", "against"]


def test_a_section_that_is_called_what_it_is_heads_what_follows() -> None:
    """
    'Section 30(3). It is a class exemption.' begins what is argued for it, behind what was for another.
    """
    encoding = page(
        "Marl Council",
        f"{SILENT} It relies on section 30(3) and section 40(5B)(a)(i) of the Act.",
        "Section 40(5B)(a)(i). To say to the public whether the occupier of a house was watched would contravene the "
        "data protection principles, as nobody who lives there has reason to expect that it would be told.",
        "Section 30(3). It is a class exemption. The public interest was weighed as follows. For a reply: those who "
        "live here want powers to be used sparingly. Against: a practice of telling those who are not observed would "
        "tell those who are.",
    )

    assert told(encoding, "factor", "side", "section") == [("for", ("30",)), ("against", ("30",))]


def test_lines_behind_what_was_asked_head_the_answers() -> None:
    """
    'Desert boats' over an answer names the question that asks for them, and 'Orders of the MRS' the one that asks
    for those of the 'Marl River Service'; 'this part of your request' is then no riddle.
    """
    encoding = page(
        "Ministry of Marl",
        "Dear Mr Sparrow",
        "I am replying to your request of 29 June 2007, which reached us on 2 July, for copies of the standing orders "
        "of the Marl River Service for unmanned boats, and for the number of Desert boats delivered.",
        "Desert boats",
        "Forty-four had been delivered.",
        "Orders of the MRS",
        "The Ministry neither confirms nor denies that information within this part of your request is held, by virtue "
        "of section 26(3).",
    )

    assert told(encoding, "part", "question", "position", "reach") == [
        (("Qsecond",), "disclosed", "clear"),
        (("Qfirst",), "ncnd", "clear"),
    ]


def test_who_asked_for_his_own_data_is_answered_under_another_act() -> None:
    """
    'You asked under the Data Protection Act' tells the Act, and 'not a request under' another does not.
    """
    encoding = page(
        "Marl Police",
        "You asked under the Data Protection Act 2018 for the data that we process about you.",
        "It is not a request under the Freedom of Information Act.",
        "The Chief Constable neither confirms nor denies that such data are processed, under section 45(4).",
    )

    assert told(encoding, "regime", "act") == ["dpa"]


def test_a_paragraph_that_weighs_sections_in_turn_concludes_for_each() -> None:
    """
    'In respect of each exemption' is said of all that the paragraph weighed, for whatever question.
    """
    encoding = page(
        "Ministry of Marl",
        "You asked:",
        "1. Did the Minister discuss the harbour?",
        "2. Has anybody been moved from the prison?",
        f"1. {SILENT} Section 36(3) of the Act applies, in the reasonable opinion of the Minister.",
        f"2. {SILENT} Sections 38(2) and 31(3) of the Act apply.",
        "Public interest. Section 36: there is an interest in knowing what Ministers discuss; there is a greater one "
        "in their being able to talk. Section 38: families would want to know that people are kept safe; an answer "
        "would not make them safer. Section 31: there is an interest in whether prisons are well run; to answer would "
        "make them harder to run. In respect of each exemption the public interest in maintaining the exclusion of the "
        "duty to confirm or deny outweighs the public interest in disclosing whether it is held.",
    )

    assert told(encoding, "balance", "part", "section") == [(("P1", "P2"), ("36", "38", "31"))]
    assert told(encoding, "factor", "section", "side") == [
        (("36",), "for"),
        (("36",), "against"),
        (("38",), "for"),
        (("38",), "against"),
        (("31",), "for"),
        (("31",), "against"),
    ]


def test_exemptions_may_be_headed_by_what_they_are_called() -> None:
    """
    'Health and safety.' stands over what is argued for section 38, and answers nothing.
    """
    encoding = page(
        "University of Marl",
        f"{SILENT} The exemptions are section 38(2) and section 31(3).",
        "Health and safety. There is a history of violence against those who work there. To confirm it would be likely "
        "to endanger them, and to deny it to endanger those who work elsewhere.",
        "Law enforcement. Confirming or denying would be likely to prejudice the prevention of crime, as offenders "
        "would learn where to go.",
    )

    assert set(told(encoding, "harm", "section")) == {("38",), ("31",)}


@pytest.mark.parametrize(("barred", "terms"), [("by law", []), ("by section 9 of the Marl Act 1998", ["prohibition"])])
def test_some_law_is_no_enactment(barred: str, terms: list[str]) -> None:
    """
    Section 44 needs the enactment that prohibits it; that some law does names none.
    """
    silent = f"1. {SILENT} Section 44(2) applies. We are forbidden {barred} to reveal it."
    encoding = page("Marl Regulator", "You asked:", "1. Did Radio Marl complain?", silent)

    assert told(encoding, "limb_term", "term") == terms


def test_no_balance_to_strike_denies_nothing() -> None:
    """
    That an absolute exemption needs no balance is no answer.
    """
    encoding = page("Marl Police", f"{SILENT} Section 23(5) applies. It is absolute: there is no balance to strike.")

    assert told(encoding, "part", "position") == ["ncnd"]


def test_how_much_of_an_answer_is_wanted_is_no_question() -> None:
    """
    'Titles and dates only.' limits the question before it.
    """
    encoding = page(
        "Marl Police",
        "You asked:",
        "1. Does the force hold a policy on nets? Titles and dates only.",
        "2. Copies of letters about nets.",
        "The second part of your request is met: two letters are enclosed. As to the first part the force neither "
        "confirms nor denies that it holds information, by virtue of section 31(3).",
    )

    assert told(encoding, "question", "id") == ["Q1", "Q2"]


def test_a_head_that_fills_its_line_heads_all_the_same() -> None:
    """
    What is printed again but for the number of the section stands over a paragraph, and does not run on into it.
    """
    heads = [f"Section {number} - Factors favouring confirming or denying that more is held" for number in (24, 31)]
    encoding = page(
        "Marl Police",
        f"{SILENT} Sections 24(2) and 31(3) of the Act apply.",
        "Public Interest Considerations",
        f"{heads[0]}\nUnderstanding of how public funds are spent would be better among the whole of\nthe public.",
        f"{heads[1]}\nAwareness in the public would lead to more information being given to officers\nof the force.",
    )

    assert told(encoding, "heading", "announces", "section")[-2:] == [
        ("factors_for", ("24",)),
        ("factors_for", ("31",)),
    ]


def test_the_act_may_stand_between_asking_and_what_was_asked() -> None:
    """
    'You ask, under the Act, for (1) ...; and (2) ...' tells the questions, and what cannot be given without telling
    whether it is held is not withheld.
    """
    encoding = page(
        "Home Department",
        "Dear Mr Sparrow,",
        'Thank you for your e-mail of 24 April 2013 in which you ask, under the Freedom of Information Act 2000 ("the '
        'Act"), for (1) the date on which the Secretary last asked for advice on the draft Bill; (2) any advice on it; '
        "and (3) the number of officials who worked on the Bill.",
        "Question 3",
        "Eleven.",
        "Question 1",
        "The date cannot be given without saying whether advice was asked for at all.",
        "Questions 1 and 2",
        "The Department neither confirms nor denies whether it holds this information, under section 35(3).",
    )

    assert told(encoding, "part", "question", "position") == [(("Q3",), "disclosed"), (("Q1", "Q2"), "ncnd")]


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("Ask us for a review: the Officer, PO Box 37, Marl.", True),
        ("Review: the outcome of yours is enclosed.", False),
    ],
)
def test_a_head_that_bids_offers_the_right(line: str, offered: bool) -> None:
    """
    'Ask us for a review:' over an address tells of the right, as a bare title does not.
    """
    encoding = page("Marl Police", f"{SILENT} Section 31(3) of the Act applies.", "How to complain", line)

    assert bool(told(encoding, "review_right", "none_exists")) == offered
