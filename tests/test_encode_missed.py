"""Nothing is missed in silence: what may take a position that was not read is listed, and little else is."""

import pytest
from told_facts import page, told

from ncnd_rules.encoding import Encoding


def listed(encoding: Encoding) -> dict[str, str]:
    """The passages that may hold a position, and why each is listed."""
    assert encoding.text is not None
    return {
        encoding.text[item.start : item.stop]: item.reason
        for item in encoding.unread
        if item.may_hold is None or "part" in item.may_hold
    }


ASKED = ("Request", "1. How many vans do you own?", "2. How many of them bear no sign?", "Response")


def test_what_is_answered_and_met_with_silence_at_once_was_met_within_a_limit() -> None:
    """
    An answer and a silence without a limit cannot both be given to one question: the limit was not read.
    """
    silence = "Wexmoor Police can neither confirm nor deny that it holds information, by virtue of section 31(3)."
    beside = page(*ASKED, "1. We own twelve vans.", f"2. We have none that bear no sign. {silence}")
    alone = page(*ASKED, "1. We own twelve vans.", f"2. {silence}")

    assert "no limit was read" in listed(beside)[silence]
    assert silence not in listed(alone)


@pytest.mark.parametrize(
    ("words", "doubted"),
    [
        ("The plans are attached to this letter in full.", True),
        ("The public is entitled to know what becomes of its money.", False),
    ],
)
def test_an_answer_under_the_wrong_heading_is_listed(words: str, doubted: bool) -> None:
    """
    What sounds like an answer and stands among the reasons is listed where no such answer was read.
    """
    encoding = page(
        "Request",
        "Please send the plans and the names of the planners.",
        "Response",
        "The names are withheld under section 40(2).",
        "Public interest",
        words,
    )

    assert doubted == (words in listed(encoding))


def test_what_a_refusal_brings_with_it_is_listed_where_no_refusal_was_read() -> None:
    """
    That nothing follows from a silence is said beside one: where none was read on the question, it was missed.
    """
    says = "You should not read into this reply that information is held or is not."
    silence = "Wexmoor Police neither confirms nor denies that information is held."

    assert says in listed(page(*ASKED, "1. We own twelve vans.", f"2. {says}"))
    assert says not in listed(page(*ASKED, "1. We own twelve vans.", f"2. {silence} {says}"))


@pytest.mark.parametrize(
    ("words", "claims"),
    [
        (
            "Except for two spells in 2017 (23 to 27 May and 15 to 17 September) when it was CRITICAL, it was SEVERE.",
            [("raised", "critical", ("2017-05",)), ("raised", "critical", ("2017-09",))],
        ),
        ("The level became CRITICAL after the bomb.", []),
        ("It was raised to SEVERE in May 2017, the level now in force.", [("current", "severe", ())]),
        (
            "It has been CRITICAL three times: in August 2006, June 2007 and May 2017.",
            [("raised", "critical", (month,)) for month in ("2006-08", "2007-06", "2017-05")],
        ),
    ],
)
def test_spells_of_a_threat_level(words: str, claims: list[tuple[str, str, tuple[str, ...]]]) -> None:
    """
    A level that was reached for some days is no level of today, and each spell is a claim of its own.
    """
    encoding = page(
        "Response", "14 June 2018", "We neither confirm nor deny it.", "Harm", f"The threat is real. {words}"
    )

    read = told(encoding, "threat_claim", "claim", "level", "month")

    assert set(claims) <= set(read)
    assert ("current", "critical", ()) not in read


def test_a_level_of_which_no_claim_was_read_is_listed() -> None:
    """
    Where a level is named and no claim about it was read, the letter may make one.
    """
    encoding = page("Response", "We neither confirm nor deny it.", "Harm", "The word for the threat then was SEVERE.")

    assert [] == told(encoding, "threat_claim", "level")
    assert any("threat_claim" in (item.may_hold or ()) for item in encoding.unread)


def test_the_exemption_applicable_is_relied_on() -> None:
    """
    'The exemption applicable to the information is section X' says what is relied on, and that it is.
    """
    words = "The exemption applicable to the withheld records is section 31(1)(a)."
    encoding = page("Response", "The names of the firms are exempt from disclosure.", words)

    assert [("31(1)(a)", "listed")] == told(encoding, "citation", "provision", "role")
    assert "reliance_stated" in told(encoding, "notice_element", "element")


def test_a_day_under_a_question_answers_only_when() -> None:
    """
    A log that prints the days of request and answer below the questions answers nothing by them.
    """
    asked = "How many drones does the force own?"
    when = "When was the drone bought?"

    assert [] == told(page("Request", f"1. {asked}", "Response", "1.", "5 October 2021"), "part", "position")
    assert ["disclosed"] == told(page("Request", f"1. {when}", "Response", "1.", "5 October 2021"), "part", "position")


def test_numbers_within_a_line_part_the_questions() -> None:
    """
    A number in the midst of a line belongs to the words behind it, and is no question of its own.
    """
    asked = "1. Do you use such software? 2. Please send the policy. 3. Please send the contract."
    encoding = page("You asked:", asked, "Response", "We hold no information.")

    assert 3 == len(told(encoding, "question", "label"))


def test_reasons_that_are_said_to_stand_below_may_be_lost() -> None:
    """
    Where a copy ends in 'below', what was to stand there was not copied.
    """
    encoding = page("Response", "It is exempt under section 31(1)(a).", "The public interest is considered below.")

    assert "public_interest" in encoding.letter.missing


def test_a_section_without_a_limb_for_silence_serves_what_is_withheld() -> None:
    """
    A copy may tell late what it withholds: section 21, which cannot excuse silence, is not laid to one before it.
    """
    encoding = page(
        "Request",
        "1. What is the level?",
        "2. How many plots were there?",
        "Response",
        "Section 21 applies and our reasons are set out below.",
        "2. Wexmoor Police can neither confirm nor deny that it holds this, by virtue of section 24(2).",
        "1. The level is withheld as it can be found elsewhere.",
    )
    (withheld,) = [fact.id for fact in encoding.facts if fact.kind == "part" and fact.position == "withheld"]

    served = [part for section, part in told(encoding, "citation", "section", "part") if section == "21"]

    assert [(withheld,)] == served


def test_an_answer_that_breaks_off_answers_nothing() -> None:
    """
    Where a copy is cut behind 'In relati', nothing was given.
    """
    encoding = page(
        "Request", "1. How many?", "2. Why?", "Response 1:", "Twelve were used.", "Response 2:", "In relati"
    )

    assert [("disclosed", ("Q1",))] == told(encoding, "part", "position", "question")


def test_points_above_points_with_letters_ask_too() -> None:
    """
    A list of points, one of them with lettered points below it, asks by each.
    """
    points = (
        "- How many drones does the force use?",
        "- Please provide us with the following:",
        "- a) any policy on their use",
        "- b) any contract for their purchase",
    )
    encoding = page("\n".join(("Request", *points, "Response", "We hold no information.")))

    assert ["first", "a", "b"] == told(encoding, "question", "label")


def test_an_address_does_not_begin_the_answer() -> None:
    """
    The line of an address that names the force is no answer, and the day below it is that of the letter.
    """
    head = ("Information Access Team", "Wexmoor Police HQ", "01632 960000", "17 November 2011", "Dear Sir")
    encoding = page("\n".join(head), "I write about your request received on 28 October 2011.", "We hold no records.")

    assert ("response", "2011-11-17") in [(role, str(on)) for role, on in told(encoding, "date", "role", "on")]


@pytest.mark.parametrize(
    ("words", "position"),
    [
        ("1. To explain, such figures are not compiled.", "not_held"),
        ("1. This can only be about watching that is not meant to be seen by anybody.", "disclosed"),
    ],
)
def test_what_is_denied_of_the_thing_asked_about(words: str, position: str) -> None:
    """
    A clause about something else that is not so denies nothing; a word that leads a denial in hides none.
    """
    assert [position] == told(
        page("Request", "1. How many figures are compiled?", "Response", words), "part", "position"
    )


def test_what_the_law_requires_of_who_answers_is_not_asked() -> None:
    """
    'I am required by the Act' is said by who answers.
    """
    said = "I am required by the Act to deal with all requests alike."
    encoding = page("You asked:", "How many vans do you own?", said, "Response", "We own twelve vans.")

    assert 1 == len(told(encoding, "question", "label"))


@pytest.mark.parametrize(
    "silence",
    [
        "I am not obliged under section 1(1)(a) to confirm or deny whether the information you seek is held.",
        "We are not required to confirm or deny whether we hold the information you have asked for.",
        "The duty to confirm or deny does not arise in relation to this request.",
        "The duty under s.1(1)(a) does not apply.",
        "Section 1(1)(a) does not apply to your request by virtue of section 31(3).",
        "The duty to comply with section 1(1)(a) is disapplied.",
        "Please accept this as our formal refusal to confirm or deny whether information is held.",
    ],
)
def test_a_silence_ends_a_request_that_nothing_else_ends(silence: str) -> None:
    """
    Below a question without a number, and with no heading over it, it is the authority that speaks so.
    """
    encoding = page("You asked:", "How many IMSI catchers does the force own?", silence)

    assert [("ncnd", "unqualified")] == told(encoding, "part", "position", "scope")


def test_a_denial_said_twice_has_the_tense_that_reaches_farther_back() -> None:
    """
    'Does not use it and has not trialled it' answers what was the case before, too.
    """
    encoding = page(
        "You asked:",
        "1. Does the force use drones?",
        "2. Has the force ever trialled drones?",
        "Response",
        "Wexmoor Police does not use drones overtly and has not trialled them.",
    )

    assert ["perfect"] == told(encoding, "part", "tense")


@pytest.mark.parametrize(
    ("says", "position"),
    [
        ("I am therefore unable to provide you with these.", ["withheld"]),
        ("What the driver was paid has been deemed exempt by virtue of section 30(2)(b).", ["withheld"]),
        ("For the years before 2019 the below exemption is applicable.", ["withheld"]),
        ("To check each file by hand would take an estimated 400 hours.", ["cost_refusal"]),
        ("It would take an estimated 11 hours to check them.", []),
        ("We hold some of these and have disclosed them below.", ["disclosed"]),
        ("A link to our disclosure log is provided below.", []),
        ("Would you be able to provide the dates as well?", []),
    ],
)
def test_plain_words_of_an_answer(says: str, position: list[str]) -> None:
    """
    What is refused, given, too costly or merely pointed to, in the words in which forces say so.
    """
    encoding = page("You asked:", "How many vans have you hired, and when?", "Response", says)

    assert position == told(encoding, "part", "position")


def test_an_exemption_that_is_named_for_one_question_leads_to_its_reasons() -> None:
    """
    What stands below 'With regards to point 1 the exemption below applies' refuses that point alone.
    """
    encoding = page(
        "You asked:",
        "1. How many vans did you hire in 2014?",
        "2. How many did you hire in 2019?",
        "Response",
        "With regards to point 1 the exemption below applies.",
        "This is accessible by other means and we rely on section 21.",
        "2. Twelve.",
    )

    assert [("withheld", ("Q1",)), ("disclosed", ("Q2",))] == told(encoding, "part", "position", "question")


def test_who_asks_says_who_they_are() -> None:
    """
    'I am writing as a student' below 'You asked:' answers nothing, though letters of the authority begin so.
    """
    encoding = page(
        "You asked:",
        "I am writing as a student of harbours. We are conducting a study of vans in each county.",
        "1. How many vans have you hired?",
        "Our answer",
        "The College considers the rota to be exempt from disclosure under s31(1)(a) where its release would be "
        "likely to prejudice the prevention of crime. I have to apply the public interest test. Please see below.",
    )

    assert [("withheld", ("Q1",))] == told(encoding, "part", "position", "question")


@pytest.mark.parametrize("cut", ["What was paid to each will not b", "What was paid to each is kept by the"])
def test_an_answer_that_is_cut_within_a_sentence_gives_nothing(cut: str) -> None:
    """
    Nobody can tell how it was to go on.
    """
    encoding = page(
        "You asked:", "1. How many were paid?", "2. What was each paid?", "Response", "1. Four.", f"2. {cut}"
    )

    assert [("disclosed", ("Q1",))] == told(encoding, "part", "position", "question")
