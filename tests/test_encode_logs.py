"""Encoding the ways in which disclosure logs print a letter: which words answer, and which question they answer."""

import pytest
from told_facts import page, told

ASKED = ("You asked:", "1. How many vans do you own?", "2. How many have cameras?", "3. Who supplied the cameras?")
SILENT = "Wexmoor Police can neither confirm nor deny that it holds the information, by virtue of section 31(3)."


@pytest.mark.parametrize(
    "leads",
    [
        "Please find below our response under the Act.",
        "Please find below answers to your questions:",
        "Please see our reply below, with apologies for the delay.",
    ],
)
def test_what_announces_the_answer_gives_nothing(leads: str) -> None:
    """
    A sentence that says where the answer stands confirms nothing that the answer then keeps silent on.
    """
    encoding = page(*ASKED, "Response", leads, SILENT)

    assert ["ncnd"] == told(encoding, "part", "position")


@pytest.mark.parametrize(
    "leads", ["For question 3 we respond as below.", "With regard to question 3, for 2012 to 2014.", "Question 3"]
)
def test_a_line_that_names_a_question_stands_over_its_answer(leads: str) -> None:
    """
    What follows a line that only names a question answers that one, and not the one answered before.
    """
    encoding = page(*ASKED, "In response:", "1. Twelve.", "2. No information held.", leads, SILENT)

    assert ("ncnd", ("Q3",)) in told(encoding, "part", "position", "question")
    assert ("not_held", ("Q2",)) in told(encoding, "part", "position", "question")


def test_what_follows_several_questions_answers_them_all() -> None:
    """
    Of questions that are put in a row the answer below is not the answer to the last alone.
    """
    encoding = page(
        "I note that you seek the following, about vans:",
        "Please confirm receipt.",
        "1) How many vans do you own?",
        "2) How many have cameras?",
        "I have decided to disclose some of the information. Some has been withheld as it is exempt.",
    )

    assert {("disclosed", ("Q1", "Q2")), ("withheld", ("Q1", "Q2"))} == set(
        told(encoding, "part", "position", "question")
    )


def test_one_label_may_stand_for_a_range_and_be_printed_anew() -> None:
    """
    '1-2.' refuses two questions; what stands under a label that is printed again is no reason for a refusal above.
    """
    ranged = page(*ASKED, "In response:", "1-2. The information will not be provided, under section 31(1)(a).")
    anew = page(
        *ASKED,
        "In response:",
        "With regard to point 1, for 2012.",
        "The information is withheld under section 31(1)(a).",
        "1.",
        "For 2013 we owned 14 vans.",
    )

    assert [("withheld", ("Q1", "Q2"))] == told(ranged, "part", "position", "question")
    assert ["withheld", "disclosed"] == told(anew, "part", "position")


def test_questions_under_their_own_headings() -> None:
    """
    Where the decision is told first, 'Request 1' over a question labels it, and 'Answers 1 & 2' answers both.
    """
    encoding = page(
        "Request and Answer:",
        "In this matter Wexmoor Police is giving an NCND response, which is explained below.",
        "Request 1",
        "Can you please tell me whether the van with the mark WX1 is yours?",
        "Request 2",
        "And with whom is the van insured?",
        "Answers 1 & 2",
        SILENT,
    )

    assert ["1", "2"] == told(encoding, "question", "label")
    assert [("Q1", "Q2")] == told(encoding, "part", "question")


def test_silence_because_finding_out_costs_too_much_is_a_refusal_on_cost() -> None:
    """
    Section 12(2) lets an authority say nothing of holding; that is no claim that saying it would do harm.
    """
    encoding = page(
        *ASKED,
        "Response",
        "I can neither confirm nor deny that this is held, as to find out would exceed the 18 hours, and therefore "
        "section 12(2) of the Act applies.",
    )

    assert ["cost_refusal"] == told(encoding, "part", "position")


@pytest.mark.parametrize(
    "words",
    [
        "Please tick all that apply.",
        "Feel free to leave out a question that would take too long.",
        "If it is too much, can you let me know how to narrow it?",
    ],
)
def test_words_about_the_request_ask_for_no_information(words: str) -> None:
    """
    Who asks also says how to ask; nothing is unanswered that was no question.
    """
    encoding = page("Request", "How many vans do you own?", words, "Response", "The force owns twelve vans.")

    assert ["first"] == told(encoding, "question", "label")


def test_the_duties_of_the_act_begin_the_answer() -> None:
    """
    'Any information that is released ...' below the request is the authority's, though it begins as a request may.
    """
    encoding = page(
        "I note you seek access to the following information:",
        "This is a request for details of the sums that you spent on vans.",
        "I am obliged by the Freedom of Information Act 2000 to treat each request alike. Any information released "
        "to one person is released to all.",
        SILENT,
    )

    assert 1 == len(told(encoding, "question", "label"))


def test_a_test_that_is_needed_is_no_factor() -> None:
    """
    That the public interest has to be considered, to ensure that silence is right, says nothing for either side.
    """
    encoding = page(
        *ASKED,
        "Response",
        SILENT,
        "Section 31 is qualified and there is a requirement to evidence the harm and consider the public interest to "
        "ensure that neither confirming nor denying is appropriate. It can only be used if the public interest test "
        "favours non-disclosure.",
    )

    assert [] == told(encoding, "factor", "side")
    assert [] == told(encoding, "balance", "direction")


def test_questions_that_run_on_in_one_paragraph() -> None:
    """
    '1) ... 2) ... 3) ...' are three questions, and 'the remainder of questions 1-3' is what was not answered of them.
    """
    encoding = page(
        "Your request was as follows:",
        "1) Disclose what you did about the vans (if anything) 2) Confirm or deny that in May you bought one. "
        "3) Confirm that the officer in charge of vans is still there.",
        "DECISION",
        "Questions 1, 2 & 3",
        "In relation to question 3, I can confirm that the officer has retired.",
        "In relation to the remainder of questions 1-3, the force is not required to confirm or deny whether the "
        "information is held, by virtue of section 31(3).",
    )

    assert ["1", "2", "3"] == told(encoding, "question", "label")
    assert [("disclosed", ("Q3",)), ("ncnd", ("Q1", "Q2"))] == told(encoding, "part", "position", "question")


@pytest.mark.parametrize(
    "words",
    [
        "I would like to know how many people under 18 have been stopped in the last five years, and where.",
        "Please can you tell me how many people were stopped in each of the two weeks before and after Easter?",
    ],
)
def test_a_request_below_the_title_of_a_log(words: str) -> None:
    """
    A page may print the request below its title, under no heading.
    """
    encoding = page("Stops (123/17)", words, "We can confirm that this is held. We are withholding it.")

    assert [words] == [fact.evidence[0].quote for fact in encoding.facts if fact.kind == "question"]


def test_why_it_would_cost_too_much_denies_nothing() -> None:
    """
    That the register does not capture a thing, so that a search would pass the limit, is no denial of holding it.
    """
    encoding = page(
        *ASKED,
        "Response: The force does not use a system of its own for vans. A sheet is kept; however, this does not "
        "capture all cameras. To read each file would exceed the amount to which we are legally required to respond.",
    )

    assert ["cost_refusal"] == told(encoding, "part", "position")


def test_what_is_held_and_unsuitable_is_withheld() -> None:
    """
    'Deemed unsuitable for disclosure' refuses, without the words of the Act.
    """
    encoding = page(*ASKED, "Response: The figures are held; however, this has been deemed unsuitable for disclosure.")

    assert ["withheld"] == told(encoding, "part", "position")


def test_not_applicable_says_nothing_of_holding() -> None:
    """
    'N/A' in a field of the page denies nothing; under a label it falls with the answer before it.
    """
    field = page(*ASKED, "Refusal", "25 August 2020", "N/A", SILENT)
    falls = page(*ASKED, "In response:", "1. Twelve.", "2. None.", "3. N/A")
    stands = page(*ASKED, "In response:", "1. None.", "2. Twelve.", "3. N/A")

    assert ["ncnd"] == told(field, "part", "position")
    assert ["disclosed", "not_held", "not_held"] == told(falls, "part", "position")
    assert ["not_held", "disclosed", "unclear"] == told(stands, "part", "position")


def test_a_page_that_ends_with_the_harm_has_lost_the_rest() -> None:
    """
    Harm is what comes first of the reasons: a copy that ends there, with no rights, was cut, be it behind a full stop.
    """
    refused = (
        "The information is exempt by virtue of section 24(1).",
        "Harm",
        "The force owns vans that bear no sign.",
    )
    cut = page("Request", "How many vans do you own?", "Response", *refused)
    whole = page("Request", "How many vans do you own?", "Response", *refused, "Yours faithfully")

    assert {"harm", "public_interest", "balance"} <= set(cut.letter.missing)
    assert "balance" not in whole.letter.missing


def test_a_question_above_a_list_is_asked_too() -> None:
    """
    What stands above lettered items and ends with a question mark asks, unless it only announces them.
    """
    asked = page("You asked:", "Have you used vans this year?", "If so, please confirm", "a) the dates", "b) the cost")
    announced = page("You asked:", "Can you answer the following?", "a) the dates", "b) the cost")

    assert ["first", "a", "b"] == told(asked, "question", "label")
    assert ["a", "b"] == told(announced, "question", "label")


def test_a_request_behind_the_words_that_make_it() -> None:
    """
    'I am writing to request the following information: all letters ...' asks for the letters.
    """
    encoding = page(
        "You wrote:",
        "I am writing under the Act to request the following information: All letters about the sale of the vans.",
        "Response:",
        "It is exempt. However section 31 is a prejudice based, qualified exemption and needs a public interest test.",
    )

    assert 1 == len(told(encoding, "question", "label"))
    assert [] == told(encoding, "factor", "side")


@pytest.mark.parametrize(
    ("covers", "reach"),
    [("on the guarding of vans", "clear"), ("on this", "unclear"), ("relevant to some of your questions", "unclear")],
)
def test_what_a_silence_covers_may_be_told_by_its_subject(covers: str, reach: str) -> None:
    """
    'The other elements of your request' names no question; a subject behind it does.
    """
    silence = "Regarding the other elements of your request, the force can neither confirm nor deny that it holds any"

    assert [reach] == told(page(*ASKED, "In response:", f"{silence} information {covers}."), "part", "reach")


def test_a_provision_may_stand_in_place_of_an_answer() -> None:
    """
    '2. S31 Law Enforcement' in a list of answers refuses what the second question asks; in a list of provisions
    it numbers one of them, and where the letter is silent it may be either.
    """
    answered = page(*ASKED, "Response", "1. Twelve.", "2. S31 Law Enforcement", "3. S43 Commercial Interests")
    listed = page(*ASKED, "Response", "It is exempt under the following:", "1. Section 31 Law Enforcement", "2. S40")
    silent = page(*ASKED, "Response", f"1. {SILENT}", "2. S31 Law Enforcement")

    assert [("disclosed", ("Q1",)), ("withheld", ("Q2",)), ("withheld", ("Q3",))] == told(
        answered, "part", "position", "question"
    )
    assert 2 == told(answered, "notice_element", "element").count("reliance_stated")
    assert ["withheld"] == told(listed, "part", "position")
    assert ["ncnd"] == told(silent, "part", "position")


@pytest.mark.parametrize(
    "begins",
    [
        "I enclose a copy of some of the records you have requested.",
        "Please accept my apologies for the delay in responding. The figures are given in the table below.",
    ],
)
def test_what_only_who_answers_says_ends_a_request_without_numbers(begins: str) -> None:
    """
    A page may print the answer below the request with no heading between them.
    """
    encoding = page("Information requested", "Please supply any advice given on vans.", begins, "Some of it is old.")

    assert ["first"] == told(encoding, "question", "label")
    assert ["disclosed"] == told(encoding, "part", "position")


def test_answers_by_number_may_run_on_in_one_paragraph() -> None:
    """
    A page that has lost its line breaks prints 'You asked: 1. ... 2. ...' and '1. Yes. 2. Twelve.': no question of it
    is unanswered, and none is announced in vain.
    """
    encoding = page(
        "You asked: 1. Do you own vans? 2. How many? 3. Who drives them?",
        "Response",
        f"1. Yes, since 2012. 2. Twelve. 3. {SILENT}",
    )

    assert [("disclosed", ("Q1",)), ("disclosed", ("Q2",)), ("ncnd", ("Q3",))] == told(
        encoding, "part", "position", "question"
    )
    assert [True] == told(encoding, "promised_list", "given")


def test_a_letter_may_stand_against_the_words_that_ask() -> None:
    """
    'a.If yes, how much?' is a limb of the question above; 'J.Smith' is a name.
    """
    encoding = page("Request", "1. Have you hired vans?", "a.If yes, how many?", "b.What did they cost?", "J.Smith")

    assert ["1", "1a", "1b"] == told(encoding, "question", "label")


@pytest.mark.parametrize(
    "answers",
    [
        ("1  We own 14 vans.", f"2&3  {SILENT}"),
        ("1 We own 14 vans.", f"2 & 3 {SILENT}"),
        ("1. We own 14 vans.", f"2&3.{SILENT}"),
    ],
)
def test_numbers_of_answers_may_have_no_mark(answers: tuple[str, str]) -> None:
    """
    '2&3  We neither ...' answers the second question and the third, and is silent on nothing that '1' has answered.
    """
    encoding = page(*ASKED, "In response:", *answers)

    assert [("disclosed", ("Q1",)), ("ncnd", ("Q2", "Q3"))] == told(encoding, "part", "position", "question")


def test_a_figure_that_opens_an_answer_is_no_label() -> None:
    """
    Of numbers that open the answers only those that count through all questions are labels.
    """
    encoding = page(*ASKED, "In response:", "1 Ford and 2 Vauxhalls.", "2 Have cameras.")

    assert not [labels for labels in told(encoding, "part", "question") if labels == ("Q2",)]


def test_what_the_log_knows_an_answer_by_gives_nothing() -> None:
    """
    Its title with the number, and the day it was put there, name what the questions speak of, and answer none.
    """
    encoding = page(
        "Disclosure Details",
        "Thermal Drones - 374/16",
        "Dated: 15 Apr 2016",
        "You asked:",
        "1. How many thermal drones were flown, to the present date?",
        "2. How many thermal drones have been lost, to the present date?",
        f"We have now considered your request. {SILENT}",
    )

    assert [("ncnd", ("Q1", "Q2"))] == told(encoding, "part", "position", "question")


def test_whoever_would_like_to_apologise_asks_nothing() -> None:
    """
    A letter may begin with its decision and go on 'I would like to apologise': that is no request.
    """
    encoding = page(
        "Dear Sir / Madam",
        "This is to tell you that the Council will not be disclosing the information that you requested on "
        "3 May 2018. I would like to apologise for how long this has taken.",
        "It is withheld under section 31(1)(a).",
    )

    assert [] == told(encoding, "question", "label")
    assert ["withheld"] == told(encoding, "part", "position")
    assert "delay_acknowledged" in told(encoding, "notice_element", "element")


def test_short_forms_ask_as_long_ones_do() -> None:
    """
    'I'd like to know' puts a question; so do details that are sought behind the time they are of.
    """
    short = page(
        "Request:", "I'm writing to ask if you own vans.", "I'd like to know what they cost.", "Response:", "-"
    )
    since = page(
        "You asked:", "Since 2010, details of the occasions on which a van was stolen.", "In response:", "Two."
    )
    given = page("In response:", "Since 2010, details of thefts are published on our website.")

    assert ["first", "second"] == told(short, "question", "label")
    assert ["first"] == told(since, "question", "label")
    assert [] == told(given, "question", "label")


def test_a_list_in_the_answer_is_no_second_request() -> None:
    """
    'Information that you can find elsewhere is as follows:' leads to what is given, once a request was read.
    """
    encoding = page(
        "I write about your request of 3 May 2015. Your request was as follows:",
        "'Please name the dog units since 2000.'",
        "DECISION",
        "The information is exempt under section 21(1). What you can find elsewhere is as follows:",
        "1) General Purpose Dogs. The unit was formed in 1968.",
        "2) Search Dogs. The unit was closed in 2008.",
    )

    assert ["first"] == told(encoding, "question", "label")


def test_small_print_behind_a_requesters_name_asks_nothing() -> None:
    """
    Behind the name with which the requester's letter ends stands what the authority's machine answers.
    """
    encoding = page(
        "Dear Wexmoor Police,",
        "A. The number of vans you own",
        "B. The number of drivers",
        "Yours faithfully,",
        "Robin Marsh",
        "Any use or disclosure of this e-mail by others is forbidden. Do you need to print it?",
        "Dear Robin Marsh,",
        "A. We own 14 vans.",
    )

    assert ["a", "b"] == [label.lower() for label in told(encoding, "question", "label")]


def test_an_exemption_that_applies_refuses_what_its_label_asks() -> None:
    """
    'Section 31(1)(a) exemption applies' withholds; one that excuses silence, or is only explained, does not.
    """
    under = page(*ASKED, "Response 1:", "We hold this. Section 31(1)(a)(b) exemption applies, see the end of the page.")
    silent = page(*ASKED, "Response 1:", "Section 31(3) exemption applies.")
    law = page(*ASKED, "Response 1:", "The section 31 exemption applies where disclosure would prejudice the police.")

    assert ("withheld", ("Q1",)) in told(under, "part", "position", "question")
    assert "withheld" not in told(silent, "part", "position")
    assert "withheld" not in told(law, "part", "position")


@pytest.mark.parametrize(
    "explains",
    [
        "A Public Interest Test was carried out, which weighs the reasons for and against disclosure.",
        "This means that the public interest in disclosure should be considered.",
        "However, for clarity, I will explain why the exemption is engaged.",
    ],
)
def test_what_explains_the_test_speaks_for_no_side(explains: str) -> None:
    """
    Words that tell that the public interest is weighed, or what the letter does next, argue nothing.
    """
    under = "The information is withheld under section 31(1)(a). There is a public interest test to be made."
    encoding = page(*ASKED, "In response:", f"{under} {explains}")

    assert [] == told(encoding, "factor", "side")


def test_questions_may_be_named_with_an_apostrophe() -> None:
    """
    'In relation to Q's 2 and 3' names two of the questions.
    """
    encoding = page(*ASKED, "In response:", "1. We own 14 vans.", f"In relation to Q's 2 and 3, {SILENT}")

    assert ("ncnd", ("Q2", "Q3")) in told(encoding, "part", "position", "question")


def test_a_day_is_no_reference_of_the_requester() -> None:
    """
    Where the line has lost its breaks, the day behind an empty 'Your ref:' is that of the letter.
    """
    encoding = page("Our ref: WX/1391/13 Your ref: 09 August 2013", "Dear Ms Marsh", "We own 14 vans.")
    theirs = page("Our ref: WX/1391/13 Your letter: 09 August 2013", "Dear Ms Marsh", "We own 14 vans.")

    assert [("response", 2013)] == told(encoding, "date", "role", "year")
    assert "response" not in told(theirs, "date", "role")


def test_what_joins_questions_answers_none_of_them() -> None:
    """
    Under the request its first words may tell of a decision, and a line 'AND' stand between two questions.
    """
    encoding = page(
        "I note you seek access to the following information:",
        "Wexmoor Police decided not to buy vans. Its lawyers said so.",
        "1. Who made this decision?",
        "AND",
        "2. What did the lawyers cost?",
        "Please note: your questions have been numbered for clarity.",
        "I have decided this week to disclose some of it. Some has been withheld as it is exempt.",
    )

    assert {("disclosed", ("Q1", "Q2")), ("withheld", ("Q1", "Q2"))} == set(
        told(encoding, "part", "position", "question")
    )


def test_the_first_question_that_is_printed_again_has_its_answer_below_it() -> None:
    """
    A log prints the questions, and each of them again over its answer, in words that may differ a little.
    """
    encoding = page(*ASKED, "Response", "1: How many vans do you own?", "Twelve", "2: How many have cameras?", "None")

    assert [("disclosed", ("Q1",)), ("not_held", ("Q2",))] == told(encoding, "part", "position", "question")


def test_a_response_that_is_attached_answers_all() -> None:
    """
    'Please find attached our response on the overt use of vans' is no answer to the question on vans alone.
    """
    encoding = page(
        "Request",
        "1. Do you own unmanned aerial vehicles, commonly known as drones?",
        "2. Who has made a complaint about you?",
        "Response",
        "Please find attached our response on the OVERT use of drones or other unmanned aircraft.",
        "In addition, as to any information on the COVERT use of drones, Wexmoor Police neither "
        "confirms nor denies that it holds any other information, by virtue of section 31(3).",
    )

    assert ("disclosed", ("Q1", "Q2"), "overt") in told(encoding, "part", "position", "question", "scope")


def test_what_is_wanted_if_disclosure_is_refused_refuses_nothing() -> None:
    """
    Who asks may say what to send if disclosure is refused.
    """
    encoding = page(
        "Request",
        "1. Please disclose the last report. I request:",
        "- A copy of the report; or",
        "- If full disclosure is refused, a summary of it.",
        "Decision",
        "I have made the decision to disclose all of it.",
    )

    assert ["disclosed"] == told(encoding, "part", "position")


@pytest.mark.parametrize(
    "asks",
    [
        (
            "I am writing to you under the Freedom of Information Act 2000 to request the following details. All "
            "of it relates to the vans that Wexmoor Police has bought since May of last year. Please provide me with:"
        ),
        "I am seeking the following information under the Freedom of Information Act:",
    ],
)
def test_a_requester_who_writes_under_the_act_opens_the_request(asks: str) -> None:
    """
    A log may print the request below its title, with no heading, in the requester's own words.
    """
    encoding = page(
        "Freedom of Information Request 163/18", asks, "- Number of vans", "- Any assessment", "RESPONSE", "-"
    )

    assert ["first", "second"] == told(encoding, "question", "label")


def test_an_authority_that_writes_to_ask_for_time_puts_no_question() -> None:
    """
    'I am writing to ask for more time' is the authority's.
    """
    encoding = page("Dear Ms Marsh", "I am writing to ask for more time to weigh the public interest in release.")

    assert [] == told(encoding, "question", "label")


def test_what_the_public_interest_is_not_speaks_for_no_side() -> None:
    """
    A letter may tell what the public interest is, and that all factors have to be found, before it weighs.
    """
    encoding = page(
        *ASKED,
        "In response:",
        "The information is withheld under section 22, which requires us to carry out a public interest test.",
        "The 'public interest' is not what people happen to find interesting, it has to benefit us all. "
        "The factors which serve it must all be named, and also those which do not, only then can we "
        "decide. The considerations favouring non-disclosure outweigh those favouring disclosure.",
    )

    assert [] == told(encoding, "factor", "side")
    assert ["maintain"] == told(encoding, "balance", "direction")


def test_what_a_review_upholds_is_withheld() -> None:
    """
    A review that upholds the use of exemptions refuses by them, and argues nothing where it says what may help.
    """
    encoding = page(
        "The review is now complete, and Wexmoor Police has decided to uphold the use of section 30(1)(a) and section "
        "40(2) personal information.",
        "REASON FOR DECISION",
        "It might assist you if I outline what the Act requires.",
    )
    silent = page("The review upholds the use of section 31(3).")

    assert ["withheld"] == told(encoding, "part", "position")
    assert [] == told(encoding, "harm", "argument")
    assert "withheld" not in told(silent, "part", "position")


def test_what_the_requester_is_not_after_is_no_question() -> None:
    """
    'I am not after names' limits what is asked.
    """
    encoding = page("Request", "- How many agents were paid?", "I am not after names of any.", "Response", "Two.")

    assert 1 == len(told(encoding, "question", "label"))


def test_what_section_17_requires_hints_at_no_answer() -> None:
    """
    The words of the Act that a refusal recites may hold no position; what says more than they may.
    """
    recital = "Section 17 of the Act requires Wexmoor Police, when refusing to provide such information (because it is "
    recites = page(*ASKED, "Response", "1. Twelve.", "2. None.", "3. Ford.", f"{recital}exempt) to give you a notice:")
    hints = page(
        *ASKED, "Response", "1. Twelve.", "2. None.", "3. Ford.", "Section 17 notwithstanding, refusing is apt."
    )

    assert not [one for one in recites.unread if "hint" in one.reason]
    assert hints.unread


def test_another_question_under_the_same_number_may_begin_as_the_first() -> None:
    """
    Two questions that begin 'Between May and July 2017 how many' are two, though a log numbers both '1.'.
    """
    encoding = page(
        "You asked:",
        "1. Between May and July 2017 how many patrols were fitted with microphones?",
        "2. Who fitted them?",
        "1. Between May and July 2017 how many patrols were called off?",
        "In response:",
        "2. Our own workshop fitted them.",
    )

    assert ["1", "2", "3"] == [one.label for one in encoding.facts if one.kind == "question"]
    assert [("disclosed", ("Q2",))] == told(encoding, "part", "position", "question")


def test_a_limb_under_the_number_of_its_question_is_no_further_question() -> None:
    """
    '1. b)' behind '1. a)' is the second limb of the first question, and '2.' the second question.
    """
    encoding = page(
        "You asked:", "1. a) How many vans?", "1. b) How many drivers?", "2. How many dogs?", "In response:"
    )

    assert {"1b", "2"} <= {one.label for one in encoding.facts if one.kind == "question"}


def test_what_is_given_as_follows_leaves_out_a_question_that_meets_silence() -> None:
    """
    'I can disclose the information as follows. With regard to point 1 we neither ...' gives nothing of the first.
    """
    encoding = page(
        *ASKED,
        "In response:",
        "I am able to disclose what we found, as follows.",
        "With regards to point 1",
        SILENT,
    )

    assert {("disclosed", ("Q2", "Q3")), ("ncnd", ("Q1",))} == set(told(encoding, "part", "position", "question"))


def test_what_the_requester_makes_clear_answers_nothing() -> None:
    """
    Notes on the questions, under a heading of their own and above that of the answer, are the requester's.
    """
    encoding = page(*ASKED, "Clarifications:", "Points 2-3 - These are about vans on the road.", "In Response:", SILENT)

    assert ["ncnd"] == told(encoding, "part", "position")


def test_questions_that_begin_with_the_same_words_are_each_put() -> None:
    """
    Of questions in a list, each over its answer, the next may begin as the last: it is not that one again.
    """
    encoding = page(
        "Freedom of Information Request",
        "- Does your college have any rule on the books that are lent?",
        "This is not held.",
        "- Does your college have any plan in case of an inquiry into books?",
        "The College neither confirms nor denies that it holds this, by section 31(3).",
    )

    assert [("not_held", ("Qfirst",)), ("ncnd", ("Qsecond",))] == told(encoding, "part", "position", "question")


@pytest.mark.parametrize(
    ("own", "served"),
    [
        (("by virtue of the following exemption", "Section 23(5) Security bodies"), {"24(2)": "withhold"}),
        (("in addition to the above",), {"24(2)": "ncnd"}),
    ],
)
def test_a_list_over_a_silence_with_a_list_of_its_own_is_of_what_is_withheld(
    own: tuple[str, ...], served: dict[str, str]
) -> None:
    """
    A limb for silence that is listed for what is withheld serves that, unless the silence behind has no other limb.
    """
    encoding = page(
        *ASKED,
        "In response:",
        "The information is exempt by virtue of the following exemptions",
        "Section 24(2) National Security",
        f"We can neither confirm nor deny that any further information is held {own[0]}",
        *own[1:],
    )

    cited = dict(told(encoding, "citation", "provision", "purpose"))
    assert served == {provision: cited[provision] for provision in served}


def test_heads_that_count_requests_below_the_answer_stand_over_what_is_asked() -> None:
    """
    What leads to 'Request 1', 'Request 2' is not the one question, which those would answer by its place.
    """
    encoding = page(
        "Request and Answer",
        "To comply with your request for information below would exceed the cost limit of section 12(1).",
        "Please can you tell me the following about vans, for all of 2024?",
        "Request 1\nThe number of vans. It is not the number of cars. Please do not include vans on hire.",
        "Request 2\nThe number of these that were sold.",
        "Answer\nSection 17(5) of the Act requires Wexmoor Police to give you a notice.",
    )

    assert ["1", "2"] == [one.label for one in encoding.facts if one.kind == "question" and one.label.isdigit()]
    assert ["cost_refusal"] == told(encoding, "part", "position")


@pytest.mark.parametrize(
    ("answer", "position"),
    [
        ("3. £90,000 in 2014, nil in 2015.", "disclosed"),
        ("3. 12 in 2014, none in 2015.", "disclosed"),
        ("3. Nil.", "not_held"),
    ],
)
def test_nil_behind_a_figure_denies_only_one_of_two(answer: str, position: str) -> None:
    """
    Who tells a sum for one year and 'nil' for the next has answered, and denies nothing that silence could be on.
    """
    encoding = page(*ASKED, "In response:", "1. Twelve.", "2. Three.", answer)

    assert (position, ("Q3",)) in told(encoding, "part", "position", "question")


def test_what_is_not_held_in_a_form_that_can_be_searched_is_held() -> None:
    """
    Under its label such a sentence denies nothing: it leads up to the work that would be needed.
    """
    encoding = page(
        *ASKED,
        "In response:",
        "1. Twelve.",
        "2. Three.",
        "3. We do not hold this information in a form that can be searched. To read 900 books would take some "
        "150 hours, and section 12(1) applies.",
    )

    assert {"disclosed", "cost_refusal"} == set(told(encoding, "part", "position"))


def test_an_answer_that_begins_with_a_short_head_does_not_put_the_question_again() -> None:
    """
    'The rota is held, and is exempt' under '1. The rota' answers it.
    """
    withheld = "The rota is held, and is exempt under section 31(1)(a)."
    silent = "Wexmoor Police can neither confirm nor deny that it holds any other information by section 31(3)."
    encoding = page("Wexmoor Police", "1. The rota", withheld, "2. Trackers", silent)

    assert [("withheld", ("Q1",)), ("ncnd", ("Q2",))] == told(encoding, "part", "position", "question")
