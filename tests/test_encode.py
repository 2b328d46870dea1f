"""Encoding: what letters say, what only looks as if they said it, and what stays unread."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from told_facts import told

from ncnd_rules.encode import encode, load_encoder
from ncnd_rules.encoding import Encoding, corrected
from ncnd_rules.engine import Checker
from ncnd_rules.facts import Fact
from ncnd_rules.facts_file import MOST, facts_as_yaml, load_facts
from ncnd_rules.letter import SECTIONS, CopyState
from ncnd_rules.read import read, read_bytes
from ncnd_rules.registers import load_registers
from ncnd_rules.rule_files import load_ruleset

TOP = Path(__file__).parents[1]
LETTERS = sorted((TOP / "cases").glob("*/letter.txt"))
SHARED = sorted((TOP.parent / "shared" / "letters").glob("*.txt"))
SOUND = TOP / "cases" / "partial-ncnd-sound" / "letter.txt"


def name_of(path: Path) -> str:
    return path.parent.name if path.name == "letter.txt" else path.stem


def encoded(text: str, copy: CopyState | None = "complete") -> Encoding:
    return encode(read_bytes(text.encode(), Path("letter.txt")), copy)


def letter(*answer: str, asked: str = "1. Does the force use drones?") -> str:
    paragraphs = "\n\n".join(answer)
    head = "Wexmoor Police\n\n4 March 2019\n\nDear Sir"
    return f"{head}\n\nYou asked:\n\n{asked}\n\nOUR RESPONSE\n\n{paragraphs}\n\nYours faithfully\n"


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker(load_ruleset(), load_registers())


# Where the verdicts from the text of our own letters differ from those on facts written by hand, and why.
DIFFERENCES = {
    "anpr-partial-ncnd": {"POS-07": "a sentence that gives figures beside the denial was not understood"},
    "anpr-question-by-question": {
        "COV-04": "half an answer is taken for a whole one: what of it was asked for is not compared",
    },
    "helicopter-withheld-and-ncnd": {
        "COV-04": "half of an answer without a label is missing",
        "POS-12": "'our covert tactics' in a sentence about the time they took is not taken for a presupposition",
    },
    "phone-kiosks-web-page": {
        "POS-12": "'the information simply concerns' is read as taking it for granted that there is information",
    },
    "prevent-full-ncnd-2017": {
        "HARM-16": "a sentence on the exemptions of an annex, which may list section 38, was not understood",
    },
    "tracking-no-headings": {
        "HARM-16": "'On the other side' is not taken for a change of sides, and danger for a factor against an answer",
        "REF-11": "the scope of factors in running text is taken from the sentence before",
    },
}


@pytest.mark.parametrize("path", LETTERS, ids=name_of)
def test_verdicts_from_text_are_those_from_facts(path: Path, checker: Checker) -> None:
    """
    What is read in our own letters decides every rule as their facts written by hand do, but for the differences
    above. A rule that finds nothing to object to and one that finds nothing to speak of are alike here.
    """
    by_hand = checker.check(load_facts(path.with_name("facts.yaml"))).outcomes
    from_text = checker.check(encode(read(path))).outcomes
    fine = {"satisfied", "not_applicable"}
    different = {
        rule
        for rule, outcome in by_hand.items()
        if outcome != from_text[rule] and not {outcome.value, from_text[rule].value} <= fine
    }

    assert set(DIFFERENCES.get(path.parent.name, {})) == different


def test_the_sound_letter_gives_no_finding(checker: Checker) -> None:
    """
    A letter that hangs together is left in peace when its text is all there is.
    """
    assert () == checker.check(encode(read(SOUND))).findings


def crlf(text: str) -> str:
    return text.replace("\n", "\r\n")


def other_marks(text: str) -> str:
    return text.translate(str.maketrans({"'": "’", "-": "–", '"': "“"}))


def spaced(text: str) -> str:
    return "".join(f"{line}  \t\n" for line in text.split("\n"))


def with_mark(text: str) -> str:
    return f"\ufeff{text}"


def hard_spaces(text: str) -> str:
    return re.sub(r"(?<=\w) (?=\d)", "\u00a0", text)


def soft_hyphens(text: str) -> str:
    return text.replace("information", "infor\u00admation").replace("section", "sec\u00adtion")


MUTATIONS = (crlf, other_marks, spaced, with_mark, hard_spaces, soft_hyphens)


@pytest.mark.parametrize("mutated", MUTATIONS, ids=lambda mutation: mutation.__name__)
@pytest.mark.parametrize("path", LETTERS + SHARED, ids=name_of)
def test_the_same_letter_in_other_characters(path: Path, mutated: Callable[[str], str], checker: Checker) -> None:
    """
    Line ends, quotation marks, dashes, spaces, a byte-order mark and soft hyphens change no verdict, and every quote
    stands at its offsets.
    """
    text = path.read_text(encoding="utf-8")
    plain = encoded(text, None)
    other = encoded(mutated(text), None)

    assert checker.check(plain).outcomes == checker.check(other).outcomes
    assert_quotes_are_exact(other)


def assert_quotes_are_exact(encoding: Encoding) -> None:
    assert encoding.text is not None
    for fact in encoding.facts:
        assert fact.evidence, fact.id
        for span in fact.evidence:
            assert span.start is not None
            assert encoding.text[span.start : span.stop] == span.quote
    for passage in encoding.unread:
        if passage.start is not None:
            assert encoding.text[passage.start : passage.stop].strip()


@pytest.mark.parametrize("path", LETTERS, ids=name_of)
def test_reflowed(path: Path) -> None:
    """
    Wrapped at another width, a letter says the same: no position, citation, balance or threat claim comes or goes.
    """
    import textwrap

    text = path.read_text(encoding="utf-8")
    if any(len(line) > 130 for line in text.split("\n")):
        text = "\n".join("\n".join(textwrap.wrap(line, 88)) if line else "" for line in text.split("\n"))
        before, after = encode(read(path)), encoded(text, None)
        for kind, fields in (
            ("part", ("position", "scope")),
            ("citation", ("provision", "role")),
            ("balance", ("direction",)),
            ("threat_claim", ("claim", "level")),
            ("date", ("role", "on")),
        ):
            assert sorted(map(str, told(before, kind, *fields))) == sorted(map(str, told(after, kind, *fields)))


@given(st.lists(st.sampled_from(SOUND.read_text(encoding="utf-8").split("\n\n")), min_size=1, max_size=12))
def test_any_pile_of_paragraphs_is_read(paragraphs: list[str]) -> None:
    """
    Paragraphs in any order, some twice, others lost, give facts with exact quotes and never an error.
    """
    assert_quotes_are_exact(encoded("\n\n".join(paragraphs), None))


@given(st.text(max_size=400))
def test_any_text_is_read(text: str) -> None:
    """
    No text, of whatever characters, makes the encoder fail.
    """
    if text.strip() and "\0" not in text and text.encode().strip():
        assert_quotes_are_exact(encoded(text, None))


@pytest.mark.parametrize("path", LETTERS, ids=name_of)
def test_a_facts_file_gives_the_facts_back(path: Path, tmp_path: Path) -> None:
    """
    What --edit writes is loaded as the same facts, with the same words, and is bound to its letter.
    """
    reading = read(path)
    encoding = encode(reading)
    facts = tmp_path / "facts.yaml"
    facts.write_text(facts_as_yaml(encoding, "What was read,\nfor a person to correct."), encoding="utf-8")
    loaded = load_facts(facts, reading=reading)

    assert encoding.facts == loaded.facts
    assert encoding.unread == loaded.unread
    assert encoding.letter == loaded.letter
    again = corrected(loaded, encoding)
    assert ((), 0) == (again.by_person, again.struck_out)


@pytest.mark.parametrize(
    ("answer", "position", "scope"),
    [
        ("Wexmoor Police neither confirms nor denies that it holds this.", "ncnd", "unqualified"),
        ("We can neither confirm nor deny that we hold any further information.", "ncnd", "further"),
        ("We can neither confirm or deny that any other information is held.", "ncnd", "further"),
        ("In respect of covert use the force will neither confirm nor deny that it is held.", "ncnd", "covert"),
        ("The force is exempt from the duty to confirm or deny whether it holds this.", "ncnd", "unqualified"),
        ("The duty in section 1(1)(a) does not apply, by virtue of section 31(3).", "ncnd", "unqualified"),
        ("Wexmoor Police will not confirm, nor will it deny, that it holds this.", "ncnd", "unqualified"),
        ("No information held.", "not_held", "unqualified"),
        ("The force does not use drones overtly.", "not_held", "overt"),
        ("The information you requested is not held by Wexmoor Police.", "not_held", "unqualified"),
        ("Enquiries failed to locate any records.", "not_held", "unqualified"),
        ("The information is held and is set out in the table below.", "disclosed", "unqualified"),
        ("The information is held, however it is exempt under section 31(1)(a).", "withheld", "unqualified"),
        ("To answer would exceed the appropriate limit of 18 hours.", "cost_refusal", "unqualified"),
        ("Your request is considered vexatious under section 14(1).", "vexatious", "unqualified"),
        ("I can confirm that the force may hold some information.", "unclear", "unqualified"),
    ],
)
def test_positions(answer: str, position: str, scope: str) -> None:
    """
    What the authority says of holding, in many wordings.
    """
    assert [(position, scope)] == told(encoded(letter(answer)), "part", "position", "scope")


@pytest.mark.parametrize(
    "answer",
    [
        "If we neither confirmed nor denied this, criminals would learn nothing.",
        "To confirm one thing and then neither confirm nor deny another would reveal it.",
        "Section 1 of the Act requires a public authority to confirm or deny whether it holds information.",
        "If no information is held we shall tell you.",
        "Stating no information is held would in itself reveal something.",
        "The police may or may not use drones.",
        "We would never confirm or deny whether we hold this, regardless of who asks.",
        "Where information is exempt, section 17 requires a notice.",
        "You say that the force does not use drones.",
        "These figures should not be used for comparison purposes.",
    ],
)
def test_what_asserts_nothing(answer: str) -> None:
    """
    Conditions, consequences, the law in general and other people's words are no positions.
    """
    assert [] == told(encoded(letter(answer)), "part", "position")


def test_rejected_hits_are_kept() -> None:
    """
    What a guard rejected can be shown, with the guard and its reason.
    """
    text = letter("If no information is held we shall tell you.")
    reading = read_bytes(text.encode(), Path("letter.txt"))

    rejected = {(hit.row, hit.guard) for hit in load_encoder().encode_all(reading).rejected}
    assert ("not_held.none_held", "if_just_before") in rejected


def test_the_requester_is_not_the_authority() -> None:
    """
    Words of the question, of quoted law, of the web page and of the requester's clarification are not the answer.
    """
    text = letter(
        "No information is held.",
        asked="1. Do you neither confirm nor deny, under section 24(2), that the threat level is severe?",
    )
    text = f"We use some essential cookies to make our website work.\n\n{text}"
    encoding = encoded(text)

    assert ["not_held"] == told(encoding, "part", "position")
    assert [] == told(encoding, "citation", "provision") + told(encoding, "threat_claim", "claim")
    assert ["chrome"] == told(encoding, "text_defect", "defect")


def test_the_authority_tells_of_the_request() -> None:
    """
    Under a heading that names the request, the sentence that introduces it is the authority's, the rest is not.
    """
    encoding = encoded(
        "4 March 2019\n\nDear Sir\n\nREQUEST FOR INFORMATION\n\nWe received your request on 5 February 2019. It reads:"
        '\n\n"Please tell me how many drones were used in the past 10 years."\n\nRESPONSE\n\nNo information is held.\n'
    )

    assert ["response", "received"] == told(encoding, "date", "role")
    assert ["first"] == told(encoding, "question", "label")
    assert [("Qfirst",)] == told(encoding, "part", "question")


@pytest.mark.parametrize(
    ("answered", "by"),
    [
        ("(1) and (2) No information is held.", [("Q1", "Q2")]),
        ("(1) to (3) No information is held.", [("Q1", "Q2", "Q3")]),
        ("(1) No information is held. (2) Yes. (3) Four.", [("Q1",), ("Q2",), ("Q3",)]),
    ],
)
def test_which_question_an_answer_is_to(answered: str, by: list[tuple[str, ...]]) -> None:
    """
    An answer is to the questions whose labels it stands under, and answers may run on in one paragraph.
    """
    asked = "(1) Does the force use drones?\n(2) Does it use dogs?\n(3) How many are there?"

    assert by == told(encoded(letter(answered, asked=asked)), "part", "question")


def test_reasons_go_with_the_refusal_that_relies_on_their_section() -> None:
    """
    What is said behind two refusals of a section that only the first relies on is about the first.
    """
    encoding = encoded(
        letter(
            "1. The name is exempt under section 43(2) and is withheld.",
            "2. We neither confirm nor deny that we hold this information. Section 31(3) applies.",
            "Section 43(2) is a qualified exemption.",
            "Section 31(3) is based on prejudice.",
            asked="1. Who mends the drones?\n2. Were they used covertly?",
        )
    )

    assert ["withheld", "ncnd"] == told(encoding, "part", "position")
    assert [(("P1",), ("43",)), (("P2",), ("31",))] == told(encoding, "classification", "part", "section")


def test_quoted_law_is_not_the_authority() -> None:
    """
    A list under 'section 17 requires a notice which' is the Act speaking.
    """
    encoding = encoded(
        letter(
            "Section 17 of the Act requires the force to provide you with a notice which:",
            "(a) states that fact,",
            "(b) specifies the exemption under section 24 in question.",
        )
    )

    assert [] == told(encoding, "citation", "provision")
    assert ["section_17_named"] == told(encoding, "notice_element", "element")


@pytest.mark.parametrize(
    ("asked", "labels"),
    [
        ("1. How many?\n2. Which?", ["1", "2"]),
        ("Q1. How many?\nQ2. Which?", ["1", "2"]),
        ("1) Does the force use any of:\na) Drones\nb) Cameras", ["1", "1a", "1b"]),
        ("1. Does the force use it?\n1a. Since when?", ["1", "1a"]),
        ("A. How many?\nB. Which?", ["a", "b"]),
        ("The number of drones.\n\nThe cost of each.", ["first", "second"]),
        ("1. How many? If so, which?", ["1", "1 (2)"]),
    ],
)
def test_questions(asked: str, labels: list[str]) -> None:
    """
    Questions with their labels, their limbs, and those without any.
    """
    assert labels == told(encoded(letter("No information is held.", asked=asked)), "question", "label")


@pytest.mark.parametrize(
    ("asked", "period"),
    [
        ("1. Does the force use drones?", "present"),
        ("1. Has the force used drones?", "past"),
        ("1. Does the force use drones, or has it used any since 2018?", "both"),
        ("1. Please send the policy.", "unstated"),
    ],
)
def test_times_of_questions(asked: str, period: str) -> None:
    """
    The time a question asks about.
    """
    assert [period] == told(encoded(letter("No information is held.", asked=asked)), "question", "period")


def test_which_part_answers_which_question() -> None:
    """
    Labels, ranges and 'all three questions' tie an answer to its questions; a refusal under no label reaches all.
    """
    encoding = encoded(
        letter(
            "Q1 & 2. No information is held.",
            "Q3. The force has four drones.",
            "In addition, Wexmoor Police neither confirms nor denies that it holds any other information relevant to "
            "your request by virtue of section 31(3).",
            asked="1. Which?\n2. What?\n3. How many?",
        )
    )

    assert [("not_held", ("Q1", "Q2")), ("disclosed", ("Q3",)), ("ncnd", ("Q1", "Q2", "Q3"))] == told(
        encoding, "part", "position", "question"
    )


def test_questions_told_by_the_authority() -> None:
    """
    'You asked (a) ... and (b) ...' in a sentence of the authority asks two questions.
    """
    text = "Wexmoor Police\n\n4 March 2019\n\nI refer to your letter, in which you asked (a) whether the force uses "
    text += "drones, and (b) how many it has. No information is held.\n\nYours faithfully\n"

    assert ["a", "b"] == told(encoded(text), "question", "label")
    assert [("Qa", "Qb")] == told(encoded(text), "part", "question")


@pytest.mark.parametrize(
    ("line", "role", "day"),
    [
        ("Date: 31/07/2024", "response", "2024-07-31"),
        ("27th November 2019", "response", "2019-11-27"),
        ("6 Nov 2018", "response", "2018-11-06"),
        ("Dated: 28-FEB-2020", "response", "2020-02-28"),
        ("Date of response: 14.12.12", "response", "2012-12-14"),
        ("Your request was received on 3rd May 2018.", "received", "2018-05-03"),
        ("Thank you for your email dated 03/05/2018.", "request", "2018-05-03"),
        ("On 6 June 2024 you sent an email to us.", "request", "2024-06-06"),
        ("April 28, 2021", "response", "2021-04-28"),
        ("2021-04-28", "response", "2021-04-28"),
    ],
)
def test_dates(line: str, role: str, day: str) -> None:
    """
    Days in all shapes, and what happened on them.
    """
    encoding = encoded(f"Wexmoor Police\n\n{line}\n\nDear Sir\n\nNo information is held.\n\nYours faithfully\n")

    assert [(role, day)] == [(role, str(on)) for role, on in told(encoding, "date", "role", "on")]


@pytest.mark.parametrize(
    "line", ["section 24(2)", "Ref 12/34/56", "31/02/2024", "101 ext 801 2068", "within 20 working days"]
)
def test_what_is_no_date(line: str) -> None:
    """
    Provisions, references, days that do not exist, numbers and periods are no dates.
    """
    assert [] == told(encoded(f"Wexmoor Police\n\n{line}\n\nDear Sir\n\nNo information is held.\n"), "date", "on")


def test_days_without_a_year() -> None:
    """
    A day without a year is the last one before the letter.
    """
    text = (
        "Wexmoor Police\n\n5 January 2020\n\nDear Sir\n\nYour request was received on 20 December.\n\nNone is held.\n"
    )

    assert ["2020-01-05", "2019-12-20"] == [str(day) for day in told(encoded(text), "date", "on")]


def test_a_review_is_no_late_answer(checker: Checker) -> None:
    """
    The outcome of a review keeps the day of the request, and section 10 does not count from it.
    """
    text = (
        "Wexmoor Police\n\n5 May 2020\n\nDear Sir\n\nI have now completed my internal review of our response to your "
        "request of 3 January 2020.\n\nI uphold the answer that no information is held.\n"
    )
    encoding = encoded(text)

    assert [("response", True), ("request", False)] == told(encoding, "date", "role", "of_review")
    assert checker.check(encoding).outcomes["DATE-01"].value == "undecided"


def test_a_day_told_from_the_day_before() -> None:
    """
    'Received the following day' is told from the day of the request, and a column is told by its head.
    """
    day = "Wexmoor Police\n\n5 May 2020\n\nDear Sir\n\n"
    table = (
        "| Ref | Date received | Date closed |\n|---|---|---|\n| 12 | 7 April 2020 | 5 May 2020 |\n\nNone is held.\n"
    )

    assert {("request", "2020-04-06"), ("received", "2020-04-07"), ("response", "2020-05-05")} == roles(
        day + "Your letter, dated 6 April 2020 and received the following day, is answered below. None is held.\n"
    )
    assert {("received", "2020-04-07"), ("response", "2020-05-05")} == roles("Wexmoor Police\n\n" + table)


def roles(text: str) -> set[tuple[str, str]]:
    return {(role, str(on)) for role, on in told(encoded(text), "date", "role", "on")}


PERIODS = (
    "Since 2006 it has remained at the second highest level 'severe', except in August 2006, June and July 2007, and "
    "in May and June this year, when it was raised to 'critical'."
)


@pytest.mark.parametrize(
    ("sentence", "claims"),
    [
        ("The current threat level is set at 'severe'.", [("current", "severe", (), "none")]),
        (
            "The national threat level has recently been reduced to substantial.",
            [("current", "substantial", (), "recently")],
        ),
        ("It now stands at 'substantial', the third highest.", [("current", "substantial", (), "none")]),
        (
            PERIODS,
            [
                ("remained", "severe", (), "none"),
                ("raised", "critical", ("2006-08",), "none"),
                ("raised", "critical", ("2007-06", "2007-07"), "none"),
                ("raised", "critical", ("2019-05", "2019-06"), "this_year"),
            ],
        ),
        (
            "It was twice raised to 'critical' in 2017, in May and in September.",
            [("raised", "critical", ("2017-05",), "none"), ("raised", "critical", ("2017-09",), "none")],
        ),
        ("'Substantial' means that an attack is likely.", []),
        ("The information is critical to counter-terrorism.", []),
        ("The officer suffered severe injuries.", []),
    ],
)
def test_threat_claims(sentence: str, claims: list[tuple[str, ...]]) -> None:
    """
    What is claimed of a level: current, remained, and each spell at another.
    """
    encoding = encoded(letter("No information is held.", f"The threat from terrorism is real. {sentence}"))

    assert claims == told(encoding, "threat_claim", "claim", "level", "month", "relative")


@pytest.mark.parametrize(
    ("sentence", "meanings"),
    [
        ("The threat level is SUBSTANTIAL, meaning that an attack is likely.", [("substantial", "likely")]),
        ("It stands at 'severe', which means an attack is highly likely.", [("severe", "highly_likely")]),
        (
            "It is SUBSTANTIAL. This means that an attack is a strong possibility.",
            [("substantial", "strong_possibility")],
        ),
        ("At CRITICAL an attack is expected imminently.", [("critical", "expected_imminently")]),
        ("CRITICAL means that an attack is highly likely in the near future.", [("critical", "highly_likely_soon")]),
        (
            "It was raised to SEVERE, having been SUBSTANTIAL, and an attack is highly likely.",
            [("severe", "highly_likely")],
        ),
        ("The level is SUBSTANTIAL, which until 2019 meant that an attack was a strong possibility.", []),
        ("The threat level tells whether an attack is likely to succeed.", []),
        ("The threat level is severe. An attack is likely.", []),
    ],
)
def test_meanings_of_threat_levels(sentence: str, meanings: list[tuple[str, str]]) -> None:
    """
    What a level is said to mean goes with the level named last, and what it once meant is not read.
    """
    encoding = encoded(letter("No information is held.", sentence))

    assert meanings == told(encoding, "level_meaning", "level", "meaning")


@pytest.mark.parametrize(
    ("sentence", "terrorism"),
    [
        ("The current threat level from international terrorism is 'severe'.", "international"),
        ("The threat to the UK from international terrorism remains SEVERE.", "international"),
        ("The UK faces a threat from international terrorism, and the national threat level is 'severe'.", "unstated"),
        ("The threat level is severe. International terrorism is real.", "unstated"),
    ],
)
def test_whose_level_it_is_called(sentence: str, terrorism: str) -> None:
    """
    A level is that from international terrorism where it is called so, and not where such terrorism is mentioned.
    """
    assert [terrorism] == told(encoded(letter("No information is held.", sentence)), "threat_claim", "terrorism")


@pytest.mark.parametrize(
    ("sentence", "extension"),
    [
        (
            "We need more time to consider the public interest test and will reply by 29 March 2019.",
            ("public_interest", "2019-03-29", False),
        ),
        (
            "Under section 10(3) we are extending the deadline to weigh the public interest.",
            ("public_interest", "None", True),
        ),
        ("Under section 10(3) we need further time to collate the records.", ("other", "None", True)),
        ("We need additional time until 1 May 2019 to consult third parties.", ("other", "2019-05-01", False)),
        ("We need more time to consult others on where the public interest lies.", ("public_interest", "None", False)),
        (
            "On 1 March 2019 we wrote that more time was needed to weigh the public interest.",
            ("public_interest", "None", False),
        ),
    ],
)
def test_more_time(sentence: str, extension: tuple[str, str, bool]) -> None:
    """
    What more time is taken for, until when, and whether section 10(3) is named for it; the public interest comes first.
    """
    found = told(encoded(letter(sentence)), "extension", "reason", "until", "under_section_10")

    assert [extension] == [(reason, str(until), named) for reason, until, named in found]


@pytest.mark.parametrize(
    ("sentence", "taken"),
    [
        ("We need more time to weigh the public interest under section 43.", "here"),
        ("The time limit is extended under section 10(3), as we have not yet weighed the public interest.", "here"),
        ("I am extending the time limit to consider the public interest test.", "here"),
        ("We extended the time limit to consider the public interest test.", "before"),
        ("You were told on 3 June that we would extend the time to weigh the public interest.", "before"),
        ("As our earlier letter said, more time was taken for the public interest test.", "before"),
        ("We have extended the time limit in order to consider the public interest.", "unclear"),
        ("The extension of the time limit is for the public interest test.", "unclear"),
        ("We need a further extension of the time limit to weigh the public interest.", "unclear"),
        ("I still need more time to weigh the public interest.", "unclear"),
    ],
)
def test_whether_more_time_was_taken_before(sentence: str, taken: str) -> None:
    """
    A letter takes the time or tells that it was taken before; where that cannot be told, another may have been.
    """
    encoding = encoded(letter("We hold this. Section 31(1) may apply.", sentence))
    unclear = any("extension" in (item.may_hold or ()) for item in encoding.unread)

    assert [taken == "before"] == told(encoding, "extension", "earlier")
    assert unclear == (taken == "unclear")


def test_more_time_for_a_section() -> None:
    """
    Time that is taken for a section is taken for that one.
    """
    encoding = encoded(letter("We need more time under section 10(3) to weigh the public interest in section 43(3)."))

    assert [(("43",), True)] == told(encoding, "extension", "section", "limited")


@pytest.mark.parametrize(
    ("sentence", "direction"),
    [
        ("The balance lies in favour of neither confirming nor denying.", "maintain"),
        ("The public interest in maintaining the exclusion outweighs that in confirming.", "maintain"),
        ("To confirm or deny would not be in the public interest.", "maintain"),
        ("The balance lies in favour of disclosure.", "confirm"),
        ("The balancing test for confirming or not is not made out.", "ambiguous"),
        ("There is a very strong public interest in safeguarding the country.", "implied"),
    ],
)
def test_balances(sentence: str, direction: str) -> None:
    """
    Where the weighing comes out, and where it never does.
    """
    encoding = encoded(
        letter("The force neither confirms nor denies it, by virtue of section 31(3).", "BALANCE TEST", sentence)
    )

    assert [direction] == told(encoding, "balance", "direction")


@pytest.mark.parametrize(
    ("sentence", "period"),
    [
        ("You may ask for an internal review within 40 working days.", ("to_ask", 40, "working_days")),
        ("A request for review must be made within two months of this letter.", ("to_ask", 2, "months")),
        ("Your complaint should reach us no later than twenty days after this letter.", ("to_ask", 20, "working_days")),
        ("We aim to complete the review within 20 working days.", ("to_answer", 20, "working_days")),
    ],
)
def test_review_periods(sentence: str, period: tuple[str, int, str]) -> None:
    """
    Whose time it is, how long, and in what units; days alone are taken for working days, which accuses of nothing.
    """
    encoding = encoded(letter("No information is held.", "INTERNAL REVIEW", sentence))

    assert [period] == told(encoding, "review_period", "direction", "number", "unit")


@pytest.mark.parametrize(
    ("sentences", "extension"),
    [
        (["Under section 10(3) more time is needed to weigh the public interest."], (None, None, False)),
        (
            ["We must extend the time limit for the public interest test.", "We expect to decide by 3 April 2019."],
            (date(2019, 4, 3), None, False),
        ),
        (["More time is needed for the public interest test; we hope to reply by 3 April."], (None, "3 April", False)),
        (["We need a further 20 working days to weigh the public interest."], (None, "20 working days", False)),
        (["We need more time to weigh the public interest in your request of 1 March 2019."], (None, None, False)),
        (["We wrote on 1 March 2019 that more time was needed for the public interest test."], (None, None, True)),
    ],
    ids=lambda value: value[0] if isinstance(value, list) else None,
)
def test_more_time_and_when_it_ends(sentences: list[str], extension: tuple[object, ...]) -> None:
    """
    By when a decision is expected, as a day or as worded; no other day of the letter is taken for that.
    """
    encoding = encoded(letter("We hold this. Section 31(1) may apply.", *sentences))

    assert [extension] == told(encoding, "extension", "until", "within", "earlier")


def test_bodies() -> None:
    """
    Bodies by the names of the register, acting or past, in the authority's own words only.
    """
    encoding = encoded(
        letter(
            "No information is held. The force is held to account by the Office of Surveillance Commissioners.",
            "Its work was formerly that of the Serious Organised Crime Agency.",
            asked="1. What did the IPCC say?",
        )
    )

    assert [("OSC", "present"), ("SOCA", "past")] == told(encoding, "body_mention", "body", "tense")


def test_a_body_that_another_followed_is_past() -> None:
    """
    A body named only to say who came before is not said to act.
    """
    encoding = encoded(letter("Our powers are checked by IPCO, which took over from the OSC and replaced the IOCCO."))

    assert [("IPCO", "present"), ("OSC", "past"), ("IOCCO", "past")] == told(encoding, "body_mention", "body", "tense")


def test_scrutiny_counts_against_an_answer_where_it_is_weighed() -> None:
    """
    A body of oversight named in the balance is an argument on accountability, however it is worded; a remark that
    nothing need be satisfied denies the interest.
    """
    refusal = "Wexmoor Police neither confirms nor denies that it holds this, by virtue of section 31(3)."
    named = letter(refusal, "BALANCE TEST", "IPCO inspects the force. On balance the public interest favours silence.")
    denied = letter(refusal, "BALANCE TEST", "There is no need to satisfy any concern over the legality of tactics.")

    assert ("against", "accountability") in told(encoded(named), "consideration", "side", "argument")
    assert [("dismisses", "accountability")] == told(encoded(denied), "consideration", "side", "argument")


@pytest.mark.parametrize(
    ("words", "contact"),
    [
        ("Complaints: Information Commissioner (ico.org.uk/foicomplaints)", ("regulator", "web", True)),
        ("The Information Commissioner is at Wycliffe House in Wilmslow.", ("regulator", "post", True)),
        ("Postal address: as above", ("authority", "post", False)),
        ("Postal address: PO Box 4, Wexmoor WX1 1AA\n\nAddress: as above", ("authority", "post", True)),
    ],
)
def test_addresses(words: str, contact: tuple[str, str, bool]) -> None:
    """
    An address is known by its own form, as the regulator's by its place, and as broken where it leads nowhere.
    """
    assert contact in told(encoded(letter("The force does not use drones.", words)), "contact", "of", "means", "works")


@pytest.mark.parametrize(
    ("words", "terms"),
    [
        ("Section 30(3) - Investigations", []),
        ("We rely on section 30(3). A yes would warn the subjects of open investigations.", ["investigation"]),
        ("We rely on section 36(3) in the opinion of the qualified person.", ["qualified_person"]),
        ("We rely on section 31(3). The qualified person would agree.", []),
    ],
)
def test_terms_of_the_exemptions_cited(words: str, terms: list[str]) -> None:
    """
    What an exemption asks for is read where that exemption is cited, and never from its title.
    """
    said = f"We neither confirm nor deny that the information is held by virtue of the following: {words}"

    assert terms == told(encoded(letter(said)), "limb_term", "term")


@pytest.mark.parametrize(
    ("asked", "words", "partners"),
    [
        ("Has the force flown drones with others?", "relations between the United Kingdom and Norway", ["no"]),
        ("Has the force flown drones with Norway?", "diplomatic relations with Norway", ["no", "yes"]),
        ("Have Norwegian pilots flown drones here?", "diplomatic relations with Norway", ["no", "yes"]),
        ("Do French officers fly drones here?", "trust between this country and France", ["no", "yes"]),
        ("Which foreign officers fly drones?", "other countries, namely Norway", ["no", "perhaps"]),
        ("Are drones shared with Kripos?", "international relations with Norway", ["no", "perhaps"]),
        ("Does the force use Automatic Drones (AD)?", "bilateral relations with Norway", ["no"]),
        ("Does the force use drones?", "international relations with other States", []),
        ("Does the force use drones?", "relations between the police and the public", []),
        ("Does the force use drones?", "international co-operation with the Home Office", []),
    ],
)
def test_states_that_reasons_name(asked: str, words: str, partners: list[str]) -> None:
    """
    A State named in the reasons is read, and whether the request names it; where that cannot be told, it may have.
    """
    said = f"We neither confirm nor deny that it is held. Section 27(4) applies: to confirm would harm {words}."
    by = {"authority": "no", "requester": "yes", "perhaps_requester": "perhaps"}

    assert partners == sorted(by[who] for who in told(encoded(letter(said, asked=f"1. {asked}")), "partner", "by"))


@pytest.mark.parametrize(
    ("words", "right"),
    [
        ("You may complain to the Information Commissioner about our decision.", ("ICO", "unstated")),
        ("You may complain to the ICO about how your personal data are used.", ("ICO", "dpa")),
        ("You may complain to the Data Protection Commissioner.", ("DATA_PROTECTION_COMMISSIONER", "unstated")),
    ],
)
def test_whose_right_of_complaint_it_is(words: str, right: tuple[str, str]) -> None:
    """
    A right of complaint goes to whom the letter names, and one about personal data is told apart.
    """
    assert [right] == told(encoded(letter("The force does not use drones.", words)), "complaint_right", "to", "under")


def test_the_text_of_the_act_is_no_note_on_exemptions() -> None:
    """
    A link to the statute is not one to an explanation of exemptions.
    """
    words = "The exemption can be read at https://www.legislation.gov.uk/ukpga/2000/36"

    assert ["other"] == told(encoded(letter(words)), "link", "to")


def test_answers_beyond_the_most_that_are_told_apart_are_unread() -> None:
    """
    A letter may answer more questions than rules can compare; what is left out may have said anything.
    """
    most = MOST["part"]
    labels = [f"{number}{letter}" for number in range(1, most // 4 + 3) for letter in "abcd"]
    asked = "\n\n".join(
        f"{label}. How many drones did the force buy in {1990 + at % 30}?" for at, label in enumerate(labels)
    )
    answers = (f"Question {label}: {('we hold none', 'this is withheld')[at % 2]}." for at, label in enumerate(labels))
    found = encoded(letter(*answers, asked=asked))
    told = {fact.question[0] for fact in found.facts if fact.kind == "part"}
    left = [one for one in found.unread if "says more than is told apart" in one.reason]

    assert [f"Q{label}" for label in labels[:most]] == [f"Q{label}" for label in labels if f"Q{label}" in told]
    assert len(left) == len(labels) - most
    assert {None} == {one.may_hold for one in left}


def test_a_sentence_that_says_nothing_known_is_unread(checker: Checker) -> None:
    """
    A sentence of the response without a fact is listed; what it may hold cannot be called absent.
    """
    refusal = "Wexmoor Police neither confirms nor denies that it holds this, by virtue of section 31(3)."
    plain = encoded(letter(refusal))
    doubtful = encoded(
        letter(refusal, "COMPLAINTS", "Matters of complaint are dealt with as has always been our custom.")
    )

    assert "violated" == checker.check(plain).outcomes["RGT-01"].value
    assert "undecided" == checker.check(doubtful).outcomes["RGT-01"].value
    (passage,) = [item for item in doubtful.unread if item.section == "rights"]
    assert passage.may_hold is not None
    assert "review_right" in passage.may_hold


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("Section 31(1)(b) comes to mind where the plans are concerned.", "names a provision"),
        ("Two of its pages are of the kind that section 40(2) is about.", "names a provision"),
        ("We neither confirm nor deny that cars which bear no marking are used.", "another limit"),
        ("We do not own any, and whether the police do is a matter on which we stay silent.", "hint at a position"),
    ],
)
def test_a_position_is_listed_though_something_else_was_read(words: str, reason: str) -> None:
    """
    A sentence that may take a position which was not understood is listed, whatever else it gave.
    """
    encoding = encoded(letter(words))

    listed = [item for item in encoding.unread if item.may_hold and "part" in item.may_hold]

    assert encoding.text is not None
    assert any(words == encoding.text[item.start : item.stop] and reason in item.reason for item in listed)


def test_titles_of_provisions_are_no_answers() -> None:
    """
    A provision that only bears its name says nothing that was missed.
    """
    encoding = encoded(
        letter(
            "Wexmoor Police neither confirms nor denies that it holds this, by virtue of:",
            "Section 23(5) - Information supplied by, or concerning, certain security bodies",
            "Section 27(4) - International Relations",
        )
    )

    assert [] == [item for item in encoding.unread if "provision" in item.reason]


def test_a_letter_without_an_answer_says_so() -> None:
    """
    Where no answer is recognised most rules have nothing to speak of; that is said, and not taken for approval.
    """
    reasons = [item.reason for item in encoded("Dear Sir\n\nThe weather was fine on the day of the fair.\n").unread]

    assert "no answer to the request was recognised in this letter" in reasons


def test_a_list_that_is_announced_and_missing() -> None:
    """
    Exemptions that are announced and not given are unread: they cannot be called absent.
    """
    text = letter(
        "The force neither confirms nor denies this by virtue of the following exemptions:", "Any disclosure is one."
    )
    encoding = encoded(text)

    assert ("exemptions", False) in told(encoding, "promised_list", "of", "given")
    assert any("exemptions is announced" in item.reason for item in encoding.unread)


@pytest.mark.parametrize(
    ("text", "state", "lost"),
    [
        (SOUND.read_text(encoding="utf-8"), "complete", ()),
        (SOUND.read_text(encoding="utf-8").split("IF YOU ARE NOT")[0], "extract", ("rights", "closing")),
    ],
)
def test_how_whole_a_copy_looks(text: str, state: str, lost: tuple[str, ...]) -> None:
    """
    A copy that ends without rights and without a valediction may have lost both.
    """
    guessed = encoded(text, None).letter

    assert (state, lost) == (guessed.copy_state, guessed.missing)
    assert "complete" == encoded(text, "complete").letter.copy_state
    extract = encoded(text, "extract").letter
    assert ("extract", lost or SECTIONS) == (extract.copy_state, extract.missing)
    assert () == encoded(text, "unknown").letter.missing


def test_what_is_said_twice_is_one_fact() -> None:
    """
    The same thing in two places is one fact with two places.
    """
    encoding = encode(read(SOUND))

    said = [fact.model_dump_json(exclude={"id", "evidence"}) + fact.kind for fact in encoding.facts]
    assert [] == [one for one in said if said.count(one) > 1 and '"label"' not in one]


HOSTILE = {
    "brackets": "(" * 20_000 + "\n" + "[" * 20_000,
    "one line": "The force neither confirms nor denies that it holds any other information and " * 13_000,
    "one word": "a" * 1_000_000,
    "headings": "Harm\n\n" * 100_000,
    "citations": "section 31(3)(a)(b) and (c), " * 20_000,
    "dates": "1 January 2020 " * 20_000,
    "labels": "\n".join(f"{number % 99}. Does the force use drones?" for number in range(4_000)),
    "stops": ". " * 200_000,
    "spaces": " " * 1_000_000 + "x",
    "asterisks": "*" * 200_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text(text: str, checker: Checker) -> None:
    """
    Text made to be slow is read, encoded and checked in a time that grows with its length and no faster.
    """
    encoding = encoded(text, None)

    assert_quotes_are_exact(encoding)
    assert checker.check(encoding).outcomes


def test_ids_are_stable_and_unique() -> None:
    """
    Two readings of one letter give the same ids, each once.
    """
    first, second = (encode(read(SOUND)).facts for _ in range(2))

    assert first == second
    assert len({fact.id for fact in first}) == len(first)
    assert all(isinstance(fact, Fact) for fact in first)


def test_a_scottish_letter_cites_no_section_of_this_act() -> None:
    """
    The numbers in a letter under the Scottish Act are those of that Act, though only its Commissioner is named.
    """
    encoding = encoded(
        letter(
            "In terms of section 18 of the Act I refuse to confirm or deny whether the information is held.",
            "If it were held it would be exempt under section 31(1) and section 35(1)(a).",
            "You may then appeal to the Scottish Information Commissioner within six months.",
        )
    )

    assert ["foisa"] == told(encoding, "regime", "act")
    assert [] == told(encoding, "citation", "provision")
    assert ["SIC"] == told(encoding, "complaint_right", "to")
    assert [] == told(encoding, "body_mention", "body")


def test_what_is_held_back_or_given_up_is_not_cited() -> None:
    """
    A provision for a case that has not arisen, and one on which the authority no longer relies, are not relied on.
    """
    encoding = encoded(
        letter(
            "We neither confirm nor deny that the information is held, by virtue of section 24(2).",
            "If it were held, it might also be exempt under section 31(1)(a).",
            "We no longer rely on section 30(3).",
        )
    )

    assert [("24(2)", "listed")] == told(encoding, "citation", "provision", "role")


def test_factors_in_running_text() -> None:
    """
    A sentence that says on which side it argues is a factor without a heading; the conclusion is none.
    """
    encoding = encoded(
        letter(
            "We are withholding the unit price under section 43(2).",
            "We recognise that the public should know how its money is spent. Against this, a loss of bargaining power "
            "would make the service dearer. On balance the public interest favours withholding the price.",
        )
    )

    assert [("for", "disclosure"), ("against", "disclosure")] == told(encoding, "factor", "side", "object")
    assert ["maintain"] == told(encoding, "balance", "direction")


def test_a_spell_at_a_lower_level_is_excepted_too() -> None:
    """
    What is excepted from a level that has remained is told with its own months, a lower level as a higher one.
    """
    encoding = encoded(
        letter(
            "We neither confirm nor deny that the information is held, by virtue of section 24(2).",
            "HARM",
            "Since 2006 the Government has published the threat level, and that threat has remained at 'severe', "
            "except for a short period in August 2006, when it was raised to 'critical', and in July 2009, when it "
            "was reduced to 'substantial'.",
        )
    )

    spells = [claim for claim in told(encoding, "threat_claim", "claim", "level", "month") if claim[0] == "raised"]
    assert [("raised", "critical", ("2006-08",)), ("raised", "substantial", ("2009-07",))] == spells


def test_a_body_goes_with_its_own_verb() -> None:
    """
    What one body was says nothing of the next, and a body that is named twice in one tense is told once.
    """
    encoding = encoded(
        letter(
            "We do not use drones. Covert powers were overseen by the OSC until 2017 and are now overseen by IPCO. "
            "We had regard to the advice of the College of Policing. IPCO publishes reports.",
        )
    )

    assert {("OSC", "past"), ("IPCO", "present"), ("COP", "present")} == set(
        told(encoding, "body_mention", "body", "tense")
    )
    assert 3 == len(told(encoding, "body_mention", "body"))


def asked_in(text: str) -> list[tuple[Any, ...]]:
    return told(encoded(text), "question", "label", "period")


def page(*paragraphs: str) -> str:
    return "\n\n".join(("Wexmoor Police", "4 March 2019", "Dear Sir", *paragraphs, "Yours faithfully"))


@pytest.mark.parametrize(
    ("question", "period"),
    [
        ("How many drones does the force have, and of which models?", "present"),
        ("Has the Trust an IT security policy?", "present"),
        ("How many attacks has the Trust suffered?", "past"),
        ("The number of vans the force owned.", "past"),
        ("Were drones flown in 2023, and are they flown now?", "both"),
        ("Are armed officers ever deployed there?", "both"),
        ("The location of every fixed site.", "present"),
        ("Minutes of the meeting about drones.", "past"),
        ("Any agreement for the passing of data.", "unstated"),
        (
            "Has the force scrutinised an assessment? If so, please give details including the time period of use.",
            "past",
        ),
    ],
)
def test_a_question_asks_about_the_time_of_its_verb(question: str, period: str) -> None:
    """
    The first verb of a clause tells, else a time that is named, else what kind of thing is asked for.
    """
    assert period == asked_in(letter("1. None.", asked=f"1. {question}"))[0][1]


def test_questions_are_read_from_where_they_stand() -> None:
    """
    A list at which a sentence breaks off, things named under labels, and what is told after 'you asked' are questions.
    """
    listed = (
        "A.  for the title of each contract;\nB.  whether it was paid.",
        "I regret the delay.",
        "A.  Six.\n\nB.  No.",
    )
    things = ("Request 1\nThe files held on drones.", "Request 2\nWhy was nobody charged?", "Answer to Requests 1 - 2")
    running = (
        "You want to know how many calls there were, and if anybody was arrested. You also asked for the same for 2019."
    )

    opening = "Thank you for your letter in which you asked us"
    assert ["A", "B"] == [label.upper() for label, _ in asked_in(page(opening, *listed))]
    assert ["1", "2"] == [label for label, _ in asked_in(page(*things, "No information is held."))]
    assert 3 == len(asked_in(page(running, "There were 38 calls.")))


def test_what_leads_a_request_in_is_no_question() -> None:
    """
    Nor the Act under which it was made, nor what the requester forbids; what names a thing asks, under a colon too.
    """
    told = "Thank you for your letter. In it you asked for information under the Freedom of Information Act 2000."
    asked = "Does the force use drones?"
    forbids = "Please do not just refuse because of the cost; I can ask for less."
    heading, ends = "YOUR REQUEST", "OUR ANSWER\n\nNo information is held."
    lost = page(heading, "I would like you to answer all of these questions for me:", ends)
    things = page(heading, "Everything that the force has in writing about drones:", ends)

    def words(text: str) -> list[str]:
        return [fact.evidence[0].quote for fact in encoded(text).facts if fact.kind == "question"]

    assert [asked] == words(page(told, heading, asked, forbids, ends))
    assert [] == words(lost)
    assert ["Everything that the force has in writing about drones:"] == words(things)


@pytest.mark.parametrize(
    ("words", "position"),
    [
        ("The force holds a list of sites. It has decided not to provide it.", "withheld"),
        ("Information held, not supplied.", "withheld"),
        ("Some of it is released with this letter.", "disclosed"),
        ("None have.", "not_held"),
        ("We cannot answer this within the cost limit. The system does not record the country.", "cost_refusal"),
        (
            "This is not recorded in a form from which a total can be taken. No information is therefore held.",
            "not_held",
        ),
        ("The force holds information about this, but will not disclose it.", "withheld"),
    ],
)
def test_an_answer_under_its_label_is_one_part(words: str, position: str) -> None:
    """
    What is held is not given where it is then refused, and why it would cost too much denies nothing.
    """
    encoding = encoded(letter(f"1. {words}", asked="1. How many sites are there?"))

    assert [position] == told(encoding, "part", "position")


def test_what_may_be_held_is_said_beside_a_possible_yes() -> None:
    """
    A letter that says that information may be held stays unclear, though one question is 'potentially' answered.
    """
    encoding = encoded(
        letter(
            "I can confirm that the force may hold some information.",
            "1. No.\n\n2. Potentially yes.",
            asked="1. Do you use drones?\n\n2. Are they armed?",
        )
    )

    assert {"may_hold", "potentially_yes"} <= set(told(encoding, "part", "hedge"))


def test_authorities_in_general_decide_nothing() -> None:
    """
    What an authority need not or cannot do is no position of this one; nor is what would be exempt if it were held.
    """
    for words in (
        "An authority need not hold the information in order to give this answer.",
        "An authority which has confirmed something cannot refuse to confirm or deny it.",
        "Should information be held, it would in all likelihood be exempt as well.",
        "We are exempt from the duty to do so.",
    ):
        assert not {"withheld", "not_held"} & set(told(encoded(letter(words)), "part", "position")), words


INNOCENT = (
    "The Tribunal held that section 27(4) was engaged in that case.",
    "The Commissioner decided in FS50000000 that section 27(4) applied.",
    "For completeness, section 38(2) has not been relied upon.",
    "Other exemptions, such as section 38(2), might have applied.",
    "Section 38(2) need not be considered.",
    "You asked whether section 30(3) was considered; it was not.",
    "Our first response cited section 43 in error.",
    "The exemption in section 21 is for information that is available elsewhere.",
    "Section 40(2) was not considered.",
    "The threat level has twice been raised to CRITICAL.",
    "The threat level has been raised to CRITICAL five times since 2006.",
    "We do not say that the threat level is CRITICAL.",
    "It would be wrong to say that the threat level is CRITICAL.",
    "Parliament was told that the threat level is CRITICAL.",
    "The threat level of SEVERE no longer applies.",
    "This does not mean that no information is held.",
    "Nothing in this letter means that we do not hold the information.",
    "We estimate that compliance would not exceed the cost limit.",
    "Some argue that the public interest favours disclosure, but in our view the balance favours silence.",
    "The IPCC, now the IOPC, recommended it.",
)


@pytest.mark.parametrize("sentence", INNOCENT)
def test_a_sentence_that_claims_nothing_accuses_nobody(sentence: str, checker: Checker) -> None:
    """
    What others held, what is denied, supposed or past, put into a sound letter, leaves it sound.
    """
    text = SOUND.read_text(encoding="utf-8")
    at = text.index("\n\n", text.lower().index("neither confirm"))
    found = checker.check(encoded(f"{text[:at]}\n\n{sentence}{text[at:]}")).findings

    assert [] == [finding.rule for finding in found if finding.outcome == "violated"]


def test_the_day_behind_a_label_is_no_heading() -> None:
    """
    'Request received: 6 May 2024' at the head of a letter dates it, and opens no request.
    """
    text = letter("We do not use drones.").replace(
        "4 March 2019", "Request received: 6 May 2024\nResponse date: 7 June 2024"
    )

    assert {("received", "2024-05-06"), ("response", "2024-06-07")} == {
        (role, str(on)) for role, on in told(encoded(text), "date", "role", "on")
    }


@pytest.mark.parametrize("line", ["Yours faithfully", "**Yours faithfully**", "YOURS FAITHFULLY"])
def test_a_letter_ends_however_its_end_is_set(line: str) -> None:
    """
    A bold valediction ends the letter as a plain one does.
    """
    text = letter("We do not use drones.").replace("Yours faithfully", line)

    assert "closing" not in encoded(text, None).letter.missing


@pytest.mark.parametrize(
    ("words", "works"),
    [
        ("The level is published, see link:", [False]),
        ("The level is published, see link:\n\nhttps://www.mi5.gov.uk/threat-levels", [True]),
        ("The level is published, see [Threat levels](#).", [False]),
    ],
)
def test_links_that_lead_nowhere(words: str, works: list[bool]) -> None:
    """
    A link that is announced and not printed leads nowhere, nor does one whose address is empty.
    """
    assert works == told(encoded(letter(words)), "link", "works")


def defects(text: str) -> set[str]:
    return set(told(encoded(text), "text_defect", "defect"))


def test_slips_are_found_in_the_words_of_the_authority_only() -> None:
    """
    A slip in the answer is read as one; the same words in the request are the requester's.
    """
    slip = "Details of the covert practise of flying are withheld."

    assert {"typo"} == defects(letter(slip))
    assert set() == defects(letter("We hold no information.", asked=f"1. {slip} Why?"))


def test_what_is_argued_again_is_a_repeat() -> None:
    """
    The same sentence in the harm and in the balance is a repeat; twice in the harm, or short, it is none.
    """
    argued = "Offenders would learn where drones are flown and would choose other places for their crimes."
    refused = "The force neither confirms nor denies that it holds information under section 31(3)."

    assert {"duplicate"} == defects(letter(refused, "HARM", argued, "BALANCE", argued))
    assert set() == defects(letter(refused, "HARM", argued, argued, "BALANCE", "It weighs more."))


def test_words_of_the_page_within_a_section() -> None:
    """
    The foot of a page that stands among reasons is inside the letter; that of a web page below it is not.
    """
    argued = ("Offenders would learn where drones are flown.", "Officers would be put at risk.")
    refused = "The force neither confirms nor denies that it holds information under section 31(3)."
    among = letter(refused, "HARM", argued[0], "Back to top", argued[1])
    below = f"{letter(refused, 'HARM', *argued)}\n\nBack to top\n"

    assert [True] == told(encoded(among), "text_defect", "inside")
    assert [False] == told(encoded(below), "text_defect", "inside")


@pytest.mark.parametrize(
    ("words", "given"),
    [
        ("A copy of the policy is attached.", [False]),
        ("A copy of the policy is attached.\n\nAppendix A\n\nThe policy says so.", [True]),
        ("We attach much weight to openness.", []),
    ],
)
def test_attachments(words: str, given: list[bool]) -> None:
    """
    What is said to be attached is looked for in the copy; weight that is attached is no paper.
    """
    assert given == told(encoded(letter(words)), "attachment", "given")


@pytest.mark.parametrize(
    ("answers", "stray"),
    [
        (("1. Yes.", "2. The ANPR cameras are supplied by Acme Ltd."), [None, "anpr"]),
        (("1. Yes, for our ANPR cameras.", "2. The ANPR cameras are supplied by Acme Ltd."), [None, None]),
        (("1. Yes.", "2. The facial recognition software is supplied by Acme Ltd."), [None, None]),
    ],
)
def test_suppliers_of_what_was_not_asked_about(answers: tuple[str, ...], stray: list[str | None]) -> None:
    """
    The supplier of a thing of which neither the request nor an earlier answer speaks is noted as such.
    """
    asked = "1. Does the force use facial recognition?\n\n2. If so, who supplied the facial recognition software?"

    assert stray == told(encoded(letter(*answers, asked=asked)), "part", "supplier_of")


@pytest.mark.parametrize(
    ("label", "of_request"),
    [
        ("Freedom of Information Request Reference No: FOI/1898/21", True),
        ("FOI request: FOI/1898/21", True),
        ("Case number: FOI/1898/21", False),
        ("Reference: FOI/1898/21", False),
    ],
)
def test_a_reference_of_the_request(label: str, *, of_request: bool) -> None:
    """
    A number that is printed as that of the request is told apart from that of the letter.
    """
    encoding = encoded(f"Our ref: FOI/1893/21\n\n{label}\n\n{letter('We hold no information.')}")

    assert ("FOI/1898/21", of_request) in told(encoding, "reference", "value", "of_request")
    assert ("FOI/1893/21", False) in told(encoding, "reference", "value", "of_request")


@pytest.mark.parametrize(
    ("words", "own"),
    [
        ("It follows your earlier request, reference FOI/1892/21.", False),
        ("A similar request, reference number FOI/1892/21, has been answered.", False),
        ("Another applicant's request, reference FOI/1892/21, was for the same.", False),
        ("It replaces case number FOI/1892/21.", False),
        ("Part of it was answered under reference FOI/1892/21.", False),
        ("It was logged under reference FOI/1892/21.", True),
        ("It was also sent as reference FOI/1892/21. Please quote reference FOI/1892/21.", True),
    ],
)
def test_the_number_of_another_request_is_none_of_the_letter(words: str, *, own: bool) -> None:
    """
    Neighbours have numbers that look like slips of each other; one that is to be quoted is the letter's own.
    """
    head = f"Freedom of Information Request Reference No: FOI/1893/21\n\nI reply to your request. {words}"
    encoding = encoded(f"{head}\n\n{letter('We hold no information.')}")

    assert "FOI/1893/21" in told(encoding, "reference", "value")
    assert own == ("FOI/1892/21" in told(encoding, "reference", "value"))


def test_a_reference_that_is_to_be_quoted() -> None:
    """
    The reference that the requester is told to quote is told apart from the one that the letter bears.
    """
    text = f"Our reference: FOI/1893/21\n\n{letter('Please write to us quoting reference FOI/1839/21.')}"

    assert [("FOI/1893/21", False), ("FOI/1839/21", True)] == told(encoded(text), "reference", "value", "quoted")


@pytest.mark.parametrize(
    ("name", "other"),
    [("Northmarch Police", "Northmarch Police"), ("Wexmoor Police", None), ("Wexmoor Constabulary", None)],
)
def test_refusals_in_the_name_of_another_force(name: str, other: str | None) -> None:
    """
    A refusal in another force's name is noted; the author's own name in another form is not another's.
    """
    answer = f"{name} can neither confirm nor deny that it holds information by virtue of section 31(3)."
    close = "Wexmoor Police will review this on request. Wexmoor Police aims to answer soon."

    assert [other] == told(encoded(letter(answer, close)), "part", "in_name_of")


def test_a_request_that_is_led_in_twice_is_printed() -> None:
    """
    A request that is announced is given where the questions stand behind another sentence that leads them in.
    """
    head = "Wexmoor Police\n\nDear Sir\n\nThank you for your request. Your request was as follows:"
    lead = "In relation to the European ministers meeting held at Weston Abbas in July 2017\nplease tell me:"
    asked = "1/ what was the total cost of policing it including overtime\n2/ how many officers were drafted in"
    answer = "We are unable to answer your request in full.\n\nYours faithfully\n"

    assert {True} == set(told(encoded(f"{head}\n\n{lead}\n{asked}\n\n{answer}"), "promised_list", "given"))


@pytest.mark.parametrize("mark", ["\u200e", "\u202e", "\x07"])
def test_a_mark_that_nobody_sees_stays_out_of_facts(mark: str) -> None:
    """
    A name copied from a page with the direction of its writing is still a name.
    """
    marked = letter("We neither confirm nor deny.").replace("Wexmoor Police", f"Wexmoor{mark} Police")

    assert ["Wexmoor Police"] == told(encoded(marked), "authority", "name")
