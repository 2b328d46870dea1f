"""Encoding what ministries, agencies, regulators and transport bodies write: what is procedure, courtesy or law."""

import pytest
from told_facts import page, told

from ncnd_rules.engine import Checker
from ncnd_rules.registers import load_registers
from ncnd_rules.rule_files import load_ruleset


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker(load_ruleset(), load_registers())


ASKED = ("You asked:", "How much did the ferry cost?", "Response")
WITHHELD = "The figures are withheld under section 43(2)."


@pytest.mark.parametrize(
    "words",
    [
        "As section 43 is qualified, they can only be withheld if the public interest in doing so outweighs that.",
        "The test requires us to assess whether the public interest in applying the exemption outweighs it.",
    ],
)
def test_what_the_test_asks_is_not_how_it_came_out(words: str) -> None:
    """
    The weighing is described here, and nothing is concluded from it.
    """
    assert [] == told(page(*ASKED, WITHHELD, words), "balance", "direction")


def test_a_weighing_that_is_described_and_concluded_in_one_sentence_is_concluded() -> None:
    """
    Only what ends in the description is one.
    """
    words = (
        "We considered whether the public interest in disclosure is the greater; that in the exemption outweighs it."
    )

    assert ["maintain"] == told(page(*ASKED, WITHHELD, "Balance", words), "balance", "direction")


def test_a_courtesy_at_the_end_is_no_harm() -> None:
    """
    'If this is not the information ...' tells nothing that would follow from it.
    """
    courtesy = "If this is not the information you wanted, or you cannot open it, please do not hesitate to contact us."

    assert [] == told(page(*ASKED, WITHHELD, courtesy), "harm", "argument")
    assert told(page(*ASKED, WITHHELD, "If this is published, rivals would underbid the ferry."), "harm", "argument")


def test_redactions_made_as_a_section_requires_rely_on_it() -> None:
    """
    'As required by section 40(2)' says under which exemption something was removed.
    """
    words = "Signatures have been removed from some of the letters, as required by section 40(2) of the FOI Act."

    assert "reliance_stated" in told(
        page(*ASKED, "Please find the letters attached.", words), "notice_element", "element"
    )


def test_exemptions_to_which_every_right_is_subject_are_not_relied_on() -> None:
    """
    That the right of access has exceptions is the law in general.
    """
    words = "That right of access is not without limits: it is subject to various exemptions in the Act."

    assert [] == told(page(*ASKED, words, "The ferry cost £3,000."), "notice_element", "element")


def test_how_long_the_work_would_take_is_no_extension() -> None:
    """
    More than so many days to search is a cost; more days to answer are an extension.
    """
    cost = "I estimate that it will take more than four working days to locate and retrieve the records."
    extended = "We need a further ten working days to locate and collate the records."

    assert [] == told(page(*ASKED, cost), "extension", "reason")
    assert ["other"] == told(page(*ASKED, extended), "extension", "reason")


@pytest.mark.parametrize(
    "words",
    [
        "To process your request we would need to review the detailed transactions of ten years.",
        "We would therefore need to review all of these emails to find which of them are relevant to your request.",
        "Thank you for your internal review request received on 3 May 2031.",
        "FREEDOM OF INFORMATION REQUEST - Internal Review",
    ],
)
def test_what_reads_records_or_was_asked_for_offers_no_review(words: str) -> None:
    """
    Staff review records, and a requester has asked for a review: neither tells of the right to one.
    """
    assert [] == told(page("Dear Ms Ash", words, *ASKED, "The ferry cost £3,000."), "review_right", "none_exists")


def test_a_review_of_the_answer_that_is_offered_is_a_right() -> None:
    """
    The offer may speak of the request too.
    """
    words = "If you are unhappy with how we handled your request, you need to ask us for an internal review by e-mail."

    assert [False] == told(page("Dear Ms Ash", *ASKED, WITHHELD, words), "review_right", "none_exists")


def test_a_period_that_was_requested_is_not_the_day_of_the_request() -> None:
    """
    'Rather than the requested 1 November' says from when the papers were wanted.
    """
    words = "We have searched from 18 October 2031 to 24 November 2031, rather than from the requested 01/11/2031."

    assert [] == told(page(*ASKED, words), "date", "role")


@pytest.mark.parametrize(
    "words",
    [
        "The individual's right to information has limits, which section 2 sets out.",
        "This is withheld under section 21, information that is accessible by other means.",
    ],
)
def test_who_asks_and_other_means_are_no_data_of_others(words: str) -> None:
    """
    Neither tells whose personal data is protected.
    """
    assert [] == told(page(*ASKED, words), "limb_term", "term")


@pytest.mark.parametrize(
    ("words", "direction"),
    [
        (
            "favours the publication of the figures on the planned date rather than in answer to your request",
            "maintain",
        ),
        ("favours the publication of the figures rather than silence about them", "confirm"),
    ],
)
def test_publication_at_its_time_keeps_back_until_then(words: str, direction: str) -> None:
    """
    Of section 22, what favours publication as planned speaks against an answer now.
    """
    encoding = page(*ASKED, "The figures are exempt under section 22.", "Balance", f"The public interest {words}.")

    assert [direction] == told(encoding, "balance", "direction")


COSTLY = "We estimate that to find out whether any information is held would exceed the appropriate limit of £600."


def test_what_cannot_be_confirmed_for_its_cost_is_refused_for_its_cost() -> None:
    """
    Section 12(2) relieves an authority of finding out; that is no silence under an exemption.
    """
    encoding = page(
        *ASKED,
        "I am unable to confirm whether the Office does hold the information. Under section 12(2) of the Act, the "
        f"Office is not obliged to comply with a request where to do so would exceed the appropriate limit. {COSTLY}",
    )

    assert ["cost_refusal"] == told(encoding, "part", "position")
    assert [("12(2)", "cost", "listed")] == told(encoding, "citation", "provision", "purpose", "role")


def test_a_silence_with_an_exemption_stands_beside_a_cost() -> None:
    """
    Where a limb for silence is named as well, both refusals are.
    """
    silence = "I am unable to confirm whether the Office does hold information about spies, by virtue of section 24(2)."

    assert {"ncnd", "cost_refusal"} == set(told(page(*ASKED, silence, COSTLY), "part", "position"))


@pytest.mark.parametrize(
    ("words", "cited"),
    [
        (("Under section 12 of the Act we are not obliged to comply if we estimate that as much.", COSTLY), ["12"]),
        (("Under section 12 of the Act we need not comply with what costs too much.", "The ferry cost £9."), []),
    ],
)
def test_what_section_12_allows_is_relied_on_where_something_is_refused_for_its_cost(
    words: tuple[str, ...], cited: list[str]
) -> None:
    """
    Alone it is the law in general.
    """
    assert cited == told(page(*ASKED, *words), "citation", "provision")


def test_the_reference_of_an_answer_answers_nothing() -> None:
    """
    Behind the questions, 'Ferry Ref: FOI-12-31' begins the letter.
    """
    encoding = page("1. How much did the ferry cost?", "Ferry Ref: FOI-0012-2031", "Thank you for your request.")

    assert [] == told(encoding, "part", "position")


def test_the_title_of_a_request_in_a_log_names_no_authority() -> None:
    """
    Where the log prints it below the number of the request; a name above it is one.
    """
    request = ("Requested Tue 4 March 2031", "Please list the moorings.", "Response", "There are nine moorings.")

    assert [] == told(page("FOI request (FOI1234)", "Vacant Moorings", *request), "authority", "name")
    assert ["Moor Water"] == told(page("Moor Water", "FOI request (FOI1234)", *request), "authority", "name")


def test_an_interest_in_confidence_is_an_argument_and_leads_none_in() -> None:
    """
    As the first item under the heading of its side it is a factor.
    """
    encoding = page(
        *ASKED,
        WITHHELD,
        "Public interest factors against disclosure",
        "- There is a profound public interest in maintaining the confidence of those who write to us.\n"
        "- Rivals would see what the ferry costs.",
    )

    assert {"against"} == set(told(encoding, "factor", "side"))
    assert 2 == len([span for fact in encoding.facts if fact.kind == "factor" for span in fact.evidence])


def test_the_day_on_which_an_answer_was_published_is_not_its_own() -> None:
    """
    It may be put on a page months after it was sent.
    """
    log = ("Ferry costs", "Date published: 12 July 2031", "Published 17 January 2032")

    assert [] == told(page(*log, *ASKED, "The ferry cost £9."), "date", "role")
    assert ["2031-06-06"] == [
        str(day) for day in told(page(*log, "FOI 31/12", "6th June 2031", *ASKED, "The ferry cost £9."), "date", "on")
    ]


THREAD = (
    "Ferry costs",
    "Dear Harbours and Ferries Agency,",
    "How much did the ferry cost?",
    "Yours faithfully,",
    "A. Ash",
    "Dear A. Ash,",
    "Thank you for your request, which we received on 11th April.",
    "Kind regards,",
    "Ferries Agency",
)
CHASED = ("Dear Ferries Agency,", "Please cite no section 43; I shall ask for a review. Is my answer late?", "A. Ash")
ANSWERED = ("Dear A. Ash,", "The figures are withheld under section 43(2).", "Kind regards,", "Ferries Agency")


@pytest.mark.parametrize("between", [(), CHASED])
def test_a_thread_is_read_to_its_last_answer(between: tuple[str, ...]) -> None:
    """
    The page prints who wrote what to whom: what the requester writes once he was answered is no part of the answer.
    """
    encoding = page(*THREAD, *between, *ANSWERED)

    assert ["withheld"] == told(encoding, "part", "position")
    assert ["43(2)"] == told(encoding, "citation", "provision")
    assert ["first"] == told(encoding, "question", "label")


def test_a_thread_without_a_day_has_lost_it(checker: Checker) -> None:
    """
    A site prints messages without their heads.
    """
    verdicts = checker.check(page(*THREAD))

    assert "header" in verdicts.letter.missing
    assert not [finding for finding in verdicts.findings if finding.rule == "DATE-05" and finding.outcome == "violated"]


def test_what_is_quoted_below_a_letter_begins_no_further_answer() -> None:
    """
    Only where a letter to the authority stands above is a greeting behind the end another message.
    """
    encoding = page("Dear A. Ash,", *ASKED, WITHHELD, "Kind regards,", "Dear A. Ash,", "The ferry cost £9,000.")

    assert ["withheld"] == told(encoding, "part", "position")


RUN_ON = "1. How many ferries are there? 2. Who built them? 3. Does the Agency own ferries made by Larch or Alder?"


@pytest.mark.parametrize("lead", ["You asked: I write to ask the following: ", "I would like to know: ", ""])
def test_questions_that_run_on_by_number_are_told_apart(lead: str) -> None:
    """
    Each has the label that it bears, wherever the paragraph stands.
    """
    encoding = page(f"{lead}{RUN_ON}", "Response", "1. Nine.", "2. That is withheld under section 43(2).")

    assert ["1", "2", "3"] == told(encoding, "question", "label")
    assert {("disclosed", ("Q1",)), ("withheld", ("Q2",))} <= set(told(encoding, "part", "position", "question"))


def test_one_number_in_a_paragraph_begins_no_list() -> None:
    """
    A figure that ends a sentence is no label.
    """
    encoding = page("You asked: How many ferries sailed in 2029, and why only 1. The timetable says more.", "Response")

    assert "1" not in told(encoding, "question", "label")


def test_an_answer_behind_questions_put_in_a_row_answers_those() -> None:
    """
    Where others were answered in turn before, it does not speak of them.
    """
    encoding = page(
        RUN_ON,
        "Our ref: FOI-12-31",
        "1. How many ferries are there?",
        "There are nine ferries.",
        "2. Who built them?",
        "3. Does the Agency own ferries made by Larch or Alder?",
        "We neither confirm nor deny that we own ferries made by those yards, by virtue of section 43(3).",
    )

    assert ("disclosed", ("Q1",)) in told(encoding, "part", "position", "question")
    assert ["Q1"] not in [
        list(asked) for position, asked in told(encoding, "part", "position", "question") if position == "ncnd"
    ]


def test_an_answer_behind_a_quotation_in_its_paragraph_is_the_authoritys() -> None:
    """
    A copy that has lost the lines runs the quoted request and the answer together.
    """
    encoding = page(
        "Thank you for your request for the following information:",
        '"Could I have the policy, namely the "Policy on Ferries." Please note that ferries are run by a contractor. '
        "I am providing you with the policy you have requested. Some parts are redacted under section 31(1)(a).",
    )

    assert {"disclosed", "withheld"} == set(told(encoding, "part", "position"))


def test_a_quotation_within_a_request_does_not_end_it() -> None:
    """
    Where what follows does not speak to who asked, it goes on.
    """
    encoding = page(
        "You asked:",
        '"Your site says "we hold nine ferries." Please send the list, which you withheld in May."',
        "Response",
        WITHHELD,
    )

    assert ["withheld"] == told(encoding, "part", "position")


@pytest.mark.parametrize(
    ("words", "of_review"),
    [
        ("I write with reference to your recent request that an official review be carried out.", True),
        ("I have carried out a full review of the original request.", True),
        ("You may send your request for a review to the Agency.", False),
    ],
)
def test_a_letter_about_a_review_is_known_by_what_it_refers_to(words: str, *, of_review: bool) -> None:
    """
    Section 10 does not count the days of a review.
    """
    encoding = page("Date: 13 May 2031", "Dear Ms Ash", words, "Your request was received on 7 January 2031.", WITHHELD)

    assert [of_review] == [
        told_of for role, told_of in told(encoding, "date", "role", "of_review") if role == "response"
    ]


def test_what_is_redacted_as_a_rule_is_not_withheld_here() -> None:
    """
    A requester says what an authority usually does, and a question answers nothing.
    """
    said = "A paragraph usually redacted by the Ferries Agency says otherwise."

    assert [] == told(page(*ASKED[:1], "Are ferries searched?", "Response", said), "part", "position")
    assert [] == told(page(*ASKED, "Are you aware that the ferry cost more?"), "part", "position")


def test_who_will_be_grateful_asks() -> None:
    """
    'I will be grateful if you can provide ...' is no answer.
    """
    encoding = page(
        "Dear Ferries Agency,",
        "I will be grateful if you can provide me with these figures:",
        "1. Total sailings by type\n\n2. Sailings that were cancelled",
        "Yours faithfully,",
        "Dear Ms Ash",
        "Thank you for your request.",
    )

    assert ["1", "2"] == told(encoding, "question", "label")


def test_what_a_refusal_rests_on_is_cited_whatever_is_then_said_of_it() -> None:
    """
    '..., which provides that information is exempt if ...' recites the law behind the refusal.
    """
    recited = "section 35(1)(a) of the FOIA, which provides that information is exempt if it relates to policy."

    refused = page(*ASKED, f"The drafts are being withheld under {recited}")
    in_general = page(*ASKED, f"Policy is the subject of {recited}", "The ferry cost £9.")

    assert [("35(1)(a)", "listed")] == told(refused, "citation", "provision", "role")
    assert [] == told(in_general, "part", "position") or ["disclosed"] == told(in_general, "part", "position")


def test_what_another_act_designates_as_exempt_is_not_withheld(checker: Checker) -> None:
    """
    A silence under section 44(2) explains which prohibition it rests on.
    """
    encoding = page(
        *ASKED,
        "The Office can neither confirm nor deny whether it holds this, by virtue of section 44(2) of the Act.",
        "Section 18(1) of the Ferries Act 2005 prohibits disclosure. Section 23 of that Act designates such "
        "information as exempt under section 44(1)(a) of the Freedom of Information Act.",
    )

    assert ["ncnd"] == told(encoding, "part", "position")
    assert ["44(2)"] == told(encoding, "citation", "provision")
    assert not [finding for finding in checker.check(encoding).findings if finding.rule in ("POS-02", "LIMB-01")]


def test_whom_to_ask_about_an_answer_answers_nothing() -> None:
    """
    'Queries regarding the information that has been supplied' are met at the end of refusals too.
    """
    encoding = page(
        "You asked:",
        "a) The cost of the ferry",
        "b) The minutes of its committee",
        "Response",
        "a) £9,000.",
        "b) Section 22 - Information intended for future publication. The minutes will be published in the autumn.",
        "If you have any queries regarding the information that has been supplied to you, please write to us.",
    )

    assert [("disclosed", ("Qa",)), ("withheld", ("Qb",))] == told(encoding, "part", "position", "question")


def test_the_reason_in_a_refusal_speaks_for_no_side() -> None:
    """
    'Exempt, as it would show where ...' begins no weighing; that comes behind it.
    """
    encoding = page(
        *ASKED,
        "This is exempt under section 38(1)(b), as it would show where the stocks are. There is a public interest in "
        "knowing that they are enough; there is a stronger one in keeping those who guard them safe.",
    )

    assert ["for", "against"] == told(encoding, "factor", "side")
