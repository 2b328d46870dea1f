"""Factors and harm in the manners in which authorities write them, beside those that test_encode_weighing.py tells."""

import pytest
from told_facts import page, told

from ncnd_rules.encoding import Encoding

ASKED = ("You asked:", "1. How many boats watch the harbour?", "Response")
SILENT = "Ferndale Police neither confirms nor denies that it holds this, by virtue of sections 24(2) and 31(3)."


def silent(*paragraphs: str) -> Encoding:
    """A letter that is silent on its one question, and goes on."""
    return page(*ASKED, SILENT, *paragraphs)


def test_what_it_would_do_speaks_of_what_the_sentence_before_spoke_of() -> None:
    """
    Under a heading about answers, two sentences argue from disclosure.
    """
    encoding = silent(
        "Factors against confirming or denying",
        "To disclose this would show how many boats there are. It could also lead smugglers to other harbours.",
    )

    assert [("against", "disclosure"), ("against", "disclosure")] == told(encoding, "factor", "side", "object")


def test_an_answer_that_would_disclose_something_is_an_answer() -> None:
    """
    Not every 'disclose' is said of disclosing what was asked for.
    """
    encoding = silent(
        "Factors against confirming or denying",
        "Confirming it would disclose the tactics of the force and would make them worthless.",
    )

    assert {("against", "existence")} == set(told(encoding, "factor", "side", "object"))


def test_whether_a_thing_is_so_can_only_be_answered() -> None:
    """
    Under a heading about disclosure too, to say whether something is so is to confirm or deny it.
    """
    encoding = silent(
        "Factors favouring non-disclosure",
        "The police never say whether a boat was hired, and would lose the trust of those who hire them out.",
    )

    assert {("against", "existence")} == set(told(encoding, "factor", "side", "object"))


@pytest.mark.parametrize(
    ("sentence", "sides"),
    [
        (
            "While an answer would reassure those who are frightened, it could start a panic in the port.",
            ["for", "against"],
        ),
        ("There is a public interest in fairness to crews, but smugglers must not be warned.", ["for", "against"]),
        ("We recognise that boats cost money, though telling of them would make them useless.", ["for", "against"]),
        ("It could be argued that an answer would put people off, yet they would go elsewhere.", ["for", "against"]),
        ("There is an interest in openness; there is a stronger one in the peace of the port.", ["for", "against"]),
        ("There is an interest in openness, but this may be met by the reports of the inspectorate.", ["for"]),
        ("There is an interest in openness, but also in value for money.", ["for"]),
        ("Some would say that the port has a right to be told.", ["for"]),
        ("Owners of boats might also feel reassured by an answer.", ["for"]),
        ("Offenders in boats would be reassured that they are not watched.", []),
    ],
)
def test_a_sentence_may_turn_from_one_side_to_the_other(sentence: str, sides: list[str]) -> None:
    """
    What it grants speaks for an answer, and what it turns to against one, unless that is said to be met elsewhere.
    """
    encoding = silent(
        f"We have considered the public interest. {sentence} On balance the exclusion of the duty is maintained."
    )

    assert sides == told(encoding, "factor", "side")


@pytest.mark.parametrize(
    ("lead_for", "lead_against"),
    [
        ("Favouring confirmation: ", "Favouring neither confirming nor denying: "),
        ("Reasons for an answer: ", "Reasons for not giving one: "),
        ("Public interest in confirming or denying: ", "Public interest in not doing so: "),
        ("There are factors that favour confirmation. ", "There is more to be said against it. "),
    ],
)
def test_words_in_front_of_a_colon_name_the_side(lead_for: str, lead_against: str) -> None:
    """
    In one paragraph that has no heading.
    """
    encoding = silent(
        f"{lead_for}People who live by the harbour would be glad to know. {lead_against}Boats would be looked for and "
        "sunk. On balance the exclusion of the duty is maintained."
    )

    assert ["for", "against"] == told(encoding, "factor", "side")


def test_a_side_for_which_nothing_was_found_has_no_factor() -> None:
    """
    'None identified' argues nothing.
    """
    encoding = silent(
        "Favouring confirmation: none identified. Against: the crews of the boats could be attacked. "
        "On balance the exclusion of the duty is maintained."
    )

    assert ["against"] == told(encoding, "factor", "side")


@pytest.mark.parametrize(
    ("heading_for", "heading_against"),
    [
        ("For (both questions)", "Against (both questions)"),
        (
            "Reasons why the public interest favours confirmation or denial",
            "Reasons why the public interest favours neither confirming nor denying",
        ),
    ],
)
def test_headings_of_the_sides(heading_for: str, heading_against: str) -> None:
    """
    With what they cover in brackets, and with the public interest in the favour of a side.
    """
    encoding = silent(
        "Public interest test",
        heading_for,
        "- People who live by the harbour want to know",
        heading_against,
        "- A pattern of replies over the years would show what is watched",
    )

    assert ["for", "against"] == told(encoding, "factor", "side")
    assert not told(encoding, "harm", "argument")


def test_a_row_of_a_table_may_name_its_side_itself() -> None:
    """
    As another cell of the row, where no head of the table does.
    """
    encoding = silent(
        "Public interest test",
        "| Section 24 | Reasons to confirm or deny | Taxpayers could see whether enough is done |\n"
        "| Section 24 | Reasons not to | Those who are watched would learn of it and go elsewhere |",
    )

    assert [("for", ("24",)), ("against", ("24",))] == told(encoding, "factor", "side", "section")


def test_offenders_who_would_understand_are_harmed_by_no_openness() -> None:
    """
    What the public would understand speaks for an answer; what criminals would, against.
    """
    gains = "would gain an understanding of the methods open to us."
    criminals = silent("Harm", f"Criminals {gains}")
    public = silent("Harm", f"The public {gains}")

    assert told(criminals, "harm", "argument")
    assert not told(public, "harm", "argument")


def test_a_refusal_may_tell_its_reason_in_its_own_words() -> None:
    """
    To say it either way would itself tell something private.
    """
    encoding = page(
        *ASKED,
        "Section 40(5B)(a)(i): to say whether a named officer is under investigation would disclose personal data.",
    )

    assert ["privacy"] == told(encoding, "harm", "argument")


@pytest.mark.parametrize(
    ("harm", "scope"),
    [
        ("Confirming it would hinder covert investigations.", "unqualified"),
        ("Denying it would help smugglers to slip past unseen.", "unqualified"),
        ("To confirm that plain clothes officers are used would make smugglers look out for them.", "covert"),
    ],
)
def test_hidden_things_said_in_passing_limit_no_harm(harm: str, scope: str) -> None:
    """
    Where the refusal has no limit, only what an answer would tell sets one.
    """
    assert [scope] == told(silent("Harm", harm), "harm", "scope")


def test_hidden_things_may_limit_a_harm_where_the_question_was_also_answered() -> None:
    """
    The refusal may then have a limit that was not read.
    """
    encoding = page(
        *ASKED,
        "1. No information held. Ferndale Police neither confirms nor denies that it holds this, by virtue of section "
        "31(3).",
        "Harm",
        "Confirming it would hinder covert investigations.",
    )

    assert ["covert"] == told(encoding, "harm", "scope")


@pytest.mark.parametrize(
    "harm",
    [
        "To do so would give away where the boats are thinnest.",
        "Crews would be likely to hire out no more boats if their part in it were announced.",
        "If we told anyone where the boats had been, we would be telling everyone where they had not.",
        "To confirm it would be likely to prejudice relations that will be treated with care.",
        "As I am sure you appreciate, if a terrorist knew how many there were he could land in two places at once.",
        "Confirming it would give smugglers an understanding of what is watched.",
    ],
)
def test_harm_in_words_that_may_address_the_requester(harm: str) -> None:
    """
    Neither 'we would be' nor 'as you appreciate' makes it a courtesy, nor 'understanding' openness.
    """
    assert told(silent("Harm", harm), "harm", "argument")


@pytest.mark.parametrize(
    "courtesy",
    ["Doing so would exceed the cost limit.", "We would be happy to help if anything is not clear to you."],
)
def test_a_cost_and_a_courtesy_are_no_harm(courtesy: str) -> None:
    """
    Though something is said that would be.
    """
    assert not told(silent("Harm", courtesy), "harm", "argument")


def test_a_clause_with_a_consequence_of_its_own_is_a_harm_of_its_own() -> None:
    """
    Not where it only goes on to say what openness would bring.
    """
    first = "Confirming it would hinder the detection of crime"
    encoding = silent("Harm", f"{first}; it would also be possible to discover where boats are to be had.")
    open_ = silent("Harm", f"{first}, and it would, we accept, satisfy the curiosity of many who asked.")

    assert ["law_enforcement", "other"] == told(encoding, "harm", "argument")
    assert ["law_enforcement"] == told(open_, "harm", "argument")


def test_harm_behind_a_weighing_that_no_heading_opened() -> None:
    """
    What is said of the next exemption is argued anew.
    """
    encoding = page(
        *ASKED,
        "The figures are held and withheld under sections 31(1)(a) and 43(2).",
        "Section 31",
        "There is a public interest in openness. On balance the public interest favours withholding them.",
        "Section 43(2)",
        "Disclosure would be likely to damage those who hire out boats, because others would undercut them.",
    )

    assert ("43",) in told(encoding, "harm", "section")


def test_each_limb_of_a_sentence_filed_under_a_side_is_a_factor() -> None:
    """
    Whatever is read of the others.
    """
    encoding = silent(
        "Factors against confirming or denying",
        "It could compromise ongoing investigations; it could make a fair trial of those who were caught impossible.",
    )

    assert ["against", "against"] == told(encoding, "factor", "side")


def test_that_harm_has_been_considered_is_none() -> None:
    """
    It leads in what follows.
    """
    leads = (
        "In considering whether or not to confirm or deny, I have considered the potential harm that could be caused."
    )

    assert not told(silent("Evidence of Harm", leads), "harm", "argument")


def test_one_place_may_name_a_side_and_none() -> None:
    """
    Two rows find the same words, one for a side and one for none: the letter is read all the same.
    """
    encoding = silent(
        "Because sections 24 and 31 are qualified exemptions, I have weighed the public interest for and against.",
        "We have considered what harm might follow. Confirming it would undermine the measures which protect the "
        "harbour, and with them national security.",
    )

    assert ["ncnd"] == told(encoding, "part", "position")


@pytest.mark.parametrize(
    ("words", "sides"),
    [
        ("The balance is therefore against disclosure.", []),
        ("On balance the public interest is against confirming that such boats exist.", []),
        (
            "We balance the wish of the town to know against the safety of the crews, which prevails.",
            ["for", "against"],
        ),
    ],
)
def test_a_balance_names_no_interests_by_where_it_falls(words: str, sides: list[str]) -> None:
    """
    'The balance is against an answer' only concludes; 'we balance the one against the other' names two interests.
    """
    assert sides == told(silent("Balance test", words), "factor", "side")
