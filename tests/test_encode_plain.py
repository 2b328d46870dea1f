"""Plain words that real letters say and that were once misread, each with what looks like them and says something else.

What a whole letter says by such words the round trip demands; here stand the near misses.
"""

from typing import Any

import pytest
from told_facts import page, told

from ncnd_rules.engine import check
from ncnd_rules.strategies import SampleLetter
from ncnd_rules.strategies.bank import Change
from ncnd_rules.strategies.printed import PLAIN
from ncnd_rules.strategies.sample import Told
from ncnd_rules.strategies.written import Choices, written


def put(element: str, words: str) -> SampleLetter:
    """The plain letter with other words in one place."""
    return written(Told(), Choices(), PLAIN, Change.model_validate({"put": {element: words}}))


def read(element: str, words: str, kind: str, *fields: str) -> list[Any]:
    return told(put(element, words).encode(), kind, *fields)


@pytest.mark.parametrize(
    ("words", "levels"),
    [
        ("The threat level is low.", ["low"]),
        ("The national threat level has been assessed as moderate.", ["moderate"]),
        ("The threat level in Great Britain is currently low.", ["low"]),
        ("The threat level in Northern Ireland is moderate.", ["moderate"]),
        # Not the level of the country, or no level at all.
        ("The threat level is low in rural areas.", []),
        ("The threat level for our county is low.", []),
        ("The threat level from drones is low.", []),
        ("The threat to staff is low.", []),
        ("Interest in the threat level is low.", []),
        ("The threat level is relatively low.", []),
        ("The threat level is low where an attack is highly unlikely.", []),
        ("If the threat level is low we say so.", []),
    ],
)
def test_weak_words_for_a_level(words: str, levels: list[str]) -> None:
    """
    'Low' and 'moderate' name a level where they are said of a threat level outright.
    """
    assert levels == read("more_harm", words, "threat_claim", "level")


@pytest.mark.parametrize(
    ("words", "claims"),
    [
        ("The threat level has been at severe for the last three years.", [("remained", "severe")]),
        ("The threat level is severe, and has been for most of the last three years.", [("current", "severe")]),
        ("For most people the threat level has been severe since 2014.", [("remained", "severe")]),
        ("The threat level has been at severe for most of the last three years.", []),
        ("For much of that time the threat level has stood at severe.", []),
        ("Since 2014 the threat level has mostly been severe.", []),
    ],
)
def test_what_is_so_most_of_the_time(words: str, claims: list[tuple[str, str]]) -> None:
    """
    A level that was in force for most of some years is not claimed of any one day of them.
    """
    letter = put("more_harm", words)

    assert claims == told(letter.encode(), "threat_claim", "claim", "level")
    assert claims or "THR-03" not in {finding.rule for finding in letter.check().findings}


@pytest.mark.parametrize(
    ("words", "arguments"),
    [
        ("To confirm it would not harm anybody.", []),
        ("To confirm would not harm law enforcement.", []),
        ("To confirm it would not in itself endanger the safety of officers.", []),
        (
            "To confirm would not harm law enforcement, and to deny would help offenders to evade detection.",
            ["evasion"],
        ),
        ("To confirm it would not only harm law enforcement.", ["law_enforcement"]),
        ("To confirm it could tell offenders what we cannot compromise: law enforcement.", ["law_enforcement"]),
        ("To confirm it would harm law enforcement.", ["law_enforcement"]),
    ],
)
def test_what_is_said_not_to_harm(words: str, arguments: list[str]) -> None:
    """
    A harm that is denied is none, and what the sentence says besides still is.
    """
    assert arguments == read("harm", words, "harm", "argument")


@pytest.mark.parametrize(
    ("words", "arguments"),
    [
        ("To confirm or deny it would undermine public confidence in the police.", ["public_confidence"]),
        ("To confirm or deny it would not undermine public confidence in the police.", []),
        ("A refusal to say would undermine public confidence in the police.", []),
        ("To confirm or deny it would give the public confidence in the police.", []),
        ("To confirm or deny it would deter witnesses from coming forward.", ["public_assistance"]),
        ("To confirm or deny it would encourage witnesses to come forward.", []),
        ("To confirm or deny it would allow offenders to target officers.", ["targeting"]),
        ("To confirm or deny it would show that the target for officers was met.", ["other"]),
        ("To confirm or deny it would only serve your campaign.", ["motive"]),
        ("To confirm or deny it would reveal covert tactics.", ["covert_tactics"]),
        ("To confirm or deny it would be a waste of public money.", ["cost"]),
    ],
)
def test_what_an_answer_would_lose(words: str, arguments: list[str]) -> None:
    """
    Confidence and help may be lost by an answer; what a silence would lose speaks for one.
    """
    assert arguments == read("harm", words, "harm", "argument")


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("The National Police Chiefs' Council advises forces.", "adviser"),
        ("We have an adviser from the National Police Chiefs' Council.", "adviser"),
        ("We were advised by the National Police Chiefs' Council.", "adviser"),
        ("Please be advised that the National Police Chiefs' Council has an office.", "other"),
        ("I would advise you that the National Police Chiefs' Council has an office.", "other"),
        ("The National Police Chiefs' Council supplies our cameras.", "supplier"),
    ],
)
def test_what_a_body_does(words: str, role: str) -> None:
    """
    Whoever advises is an adviser, in whatever form of the word; who is told something is not.
    """
    assert ("NPCC", role) in read("scrutiny", words, "body_mention", "body", "role")


@pytest.mark.parametrize(
    ("words", "promised"),
    [
        ("The public interest test will be set out in a separate notice.", True),
        ("The public interest will be dealt with separately.", True),
        ("The public interest test is set out in a separate section.", False),
        ("The public interest will be considered below.", False),
    ],
)
def test_a_notice_to_come(words: str, promised: bool) -> None:
    """
    A weighing that is put off to another letter is promised, and one that stands further down is not.
    """
    assert promised == ("separate_notice_promised" in read("notice", words, "notice_element", "element"))


@pytest.mark.parametrize(
    ("words", "left_out"),
    [
        ("Under section 17(4) we do not tell you of your rights.", True),
        ("Under section 17(4) we do not give reasons, and your rights are told below.", False),
        ("We do not tell you of your rights here, but in the leaflet.", False),
    ],
)
def test_rights_left_out(words: str, left_out: bool) -> None:
    """
    Section 17(4) is relied on to leave out rights where those are what is not told.
    """
    assert left_out == ("rights_withheld" in read("review", words, "notice_element", "element"))


@pytest.mark.parametrize(
    ("words", "given"),
    [
        ("The following documents are enclosed:", False),
        ("The following documents are enclosed:\n\n- A policy on drones\n\n- A log of flights", True),
    ],
)
def test_a_list_at_the_end(words: str, given: bool) -> None:
    """
    'Yours faithfully' is no entry of a list.
    """
    assert ("documents", given) in read("after_rights", words, "promised_list", "of", "given")


@pytest.mark.parametrize(
    ("words", "positions"),
    [
        ("2. Fourteen. We are unable to provide further figures as they are collated quarterly.", ["disclosed"]),
        ("2. We are unable to provide the figures for June as these have not yet been collated.", ["not_held"]),
        ("2. We are unable to provide further figures as they are exempt under section 31(1)(a).", ["withheld"]),
        ("2. We are unable to provide the names of the officers.", ["withheld"]),
    ],
)
def test_what_is_not_there_yet(words: str, positions: list[str]) -> None:
    """
    Figures that do not exist yet are not withheld.
    """
    asked = ("Wexmoor Police", "Request", "1. Does the force use drones?", "2. How many times?")
    read_so = told(page(*asked, "Response", "1. Yes.", words), "part", "position", "question")

    assert positions == [position for position, questions in read_so if questions == ("Q2",)]


@pytest.mark.parametrize(
    ("words", "sides"),
    [
        ("We accept that there is a public interest in transparency.", ["for"]),
        ("We accept that offenders would gain from an answer.", ["against"]),
        ("We recognise that people should be safe.", ["against"]),
    ],
)
def test_what_is_granted_below_the_other_side(words: str, sides: list[str]) -> None:
    """
    Behind what speaks against an answer a sentence may grant what speaks for one; 'we accept' alone grants nothing.
    """
    factors = [fact for fact in put("scrutiny", words).encode().facts if fact.kind == "factor"]

    assert sides == [one.side for one in factors if any(span.quote in words for span in one.evidence)]


def test_one_hand_may_hold_the_argument_itself() -> None:
    """
    'On the one hand, there is a public interest in transparency.' is an argument, and heads none.
    """
    letter = put("for", "On the one hand, there is a public interest in transparency.")

    assert ("for", "transparency") in told(letter.encode(), "factor", "side", "argument")
    assert () == letter.check().findings


@pytest.mark.parametrize(
    ("words", "position"),
    [
        ("We make no comment on question 2.", "unanswered"),
        ("Question 2 has not been answered here.", "unanswered"),
        ("We do not answer question 2, to which section 31(3) applies.", None),
        ("No answer is given to question 2, as we hold no information on it.", "not_held"),
        ("If question 2 has not been answered, please tell us.", None),
    ],
)
def test_what_is_left_unanswered(words: str, position: str | None) -> None:
    """
    Only what is said to have no answer has none: a refusal is another thing, and so is 'not held'.
    """
    asked = ("Wexmoor Police", "Request", "1. Does the force use drones?", "2. How many times?")
    positions = told(
        page(*asked, "Response", "Question 1: yes, it has used drones since 2021.", words), "part", "position"
    )

    assert ("unanswered" in positions) == (position == "unanswered")
    assert position is None or position in positions


@pytest.mark.parametrize(
    ("blocks", "fragments"),
    [
        (("We keep a log of our answers to requests, which can be found at the",), 1),
        (("We keep a log of our answers to requests, which can be found at", "- our office", "- our library"), 0),
        (("We keep a log of our answers to requests, which can be found at our office",), 0),
        (("Freedom of Information Team, which you may write to", "3 Quay Street"), 0),
        (("What the log is for",), 0),
    ],
)
def test_a_sentence_that_is_cut(blocks: tuple[str, ...], fragments: int) -> None:
    """
    A copy that ends in the midst of a sentence shows it; words that lead a list in are whole.
    """
    before = ("Wexmoor Police", "Dear Sir", "No information is held about the drones that you asked about.")

    assert fragments == told(page(*before, *blocks), "text_defect", "defect").count("fragment")


@pytest.mark.parametrize(
    ("words", "redacted"),
    [
        ("The officer who decided this is [name removed].", True),
        ("The officer who decided this is ████████.", True),
        ("Call [REDACTED].", True),
        ("Call XXXXXX.", True),
        ("Names were redacted from the log [see above].", False),
        ("The fleet has XXL vans [removed from service in 2019].", False),
    ],
)
def test_what_is_blacked_out(words: str, redacted: bool) -> None:
    """
    A mark in place of words is a redaction; to speak of one is none.
    """
    assert redacted == ("redaction" in read("after_balance", words, "text_defect", "defect"))


@pytest.mark.parametrize(
    ("answers", "denied"),
    [
        (("£12,000", "No information held.", "The drone policy."), [()]),
        (("No information held.", "The drone policy."), [()]),
        # Nothing else is answered, or it says of what it speaks.
        (("No information held.",), [("Q1", "Q2", "Q3")]),
        (("£12,000", "3. No information held.", "The drone policy."), [("Q3",)]),
        (("The drone policy.", "No information is held in answer to your request."), [("Q1", "Q2", "Q3")]),
    ],
)
def test_a_bare_denial_among_answers(answers: tuple[str, ...], denied: list[tuple[str, ...]]) -> None:
    """
    On a page that has lost its layout 'No information held.' denies one thing, and which cannot be told: POS-01 finds
    nothing in it that contradicts a silence about what else is held.
    """
    asked = (
        "Request",
        "1. How many drones does the force own?",
        "2. What did they cost?",
        "3. Which policy covers them?",
    )
    silence = (
        "Wexmoor Police neither confirms nor denies that it holds any other information, by virtue of section 31(3)."
    )
    encoding = page("Wexmoor Police", *asked, "Response", *answers, silence)
    found = {finding.rule for finding in check(encoding).findings}

    assert denied == [one for position, one in told(encoding, "part", "position", "question") if position == "not_held"]
    assert ("POS-01" in found) == all(denied)
