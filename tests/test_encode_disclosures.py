"""Pages of disclosure logs, letters in threads and reviews, as forces all over the country put them out."""

import pytest
from told_facts import page, told

from ncnd_rules.encode.labels import labels_named

SILENCE = "Wexmoor Police can neither confirm nor deny that it holds the information requested"


def positions(*blocks: str) -> list[tuple[tuple[str, ...], str, str]]:
    return told(page(*blocks), "part", "question", "position", "scope")


def test_where_the_act_can_be_read_answers_nothing() -> None:
    """
    A closing line that points to a copy of the law discloses no part of what was just refused.
    """
    assert [(("Q1",), "disclosed", "unqualified"), (("Q2",), "ncnd", "unqualified")] == positions(
        "You asked:",
        "1. How many devices wait to be looked at?",
        "2. Which software opens them?",
        "Response:",
        "1. There are 41 devices.",
        f"2. {SILENCE} by virtue of section 31(3).",
        "A full copy of the Freedom of Information Act (2000) can be viewed on the website of the Stationery Office.",
    )


def test_a_test_that_is_not_needed_is_none() -> None:
    """
    'No need for a public interest test' says what an exemption is, and that no test is applied.
    """
    encoding = page(
        "Response",
        f"{SILENCE} by virtue of section 40(5B).",
        "Section 40(5B) is absolute, which means that there is no need to undertake a public interest test.",
    )

    assert ["absolute", "needs_no_test"] == told(encoding, "classification", "says")
    assert not told(encoding, "test", "test")


def test_what_is_not_listed_among_the_absolute_is_not_called_absolute() -> None:
    """
    A letter that tells why section 40(5) calls for a test says the contrary of 'absolute'.
    """
    encoding = page(
        "Response",
        f"{SILENCE} by virtue of section 40(5).",
        "Section 40 is class based, but section 40(5) is not, as it is not listed in the schedule of absolute "
        "exemptions in section 2(3).",
    )

    assert ["class_based"] == told(encoding, "classification", "says")


def test_the_end_of_a_word_and_the_year_of_the_act_are_no_references() -> None:
    """
    'Referrals - 310/21' refers to nothing by 'errals', and '(FOIA 2000)' is the Act.
    """
    encoding = page(
        "Prevent Referrals - 310/21",
        "Our ref: RFI 26/18",
        "We treat your e-mail as a request under the Freedom of Information Act 2000 (FOIA 2000).",
    )

    assert ["RFI 26/18"] == told(encoding, "reference", "value")


@pytest.mark.parametrize("told_of", ["on 21 January 2010", "dated 09/09/16", "for 2019 figures", "of 3rd May 2011"])
def test_the_day_of_a_request_is_no_reference(told_of: str) -> None:
    """
    'Freedom of Information request on 21 January' has no number, and letters of one day have nothing in common by it.
    """
    said = f"We received your Freedom of Information request {told_of}."

    assert [] == told(page("Dear Mr Ash", said), "reference", "value")
    assert ["F12/10"] == told(page("Freedom of Information request F12/10", said), "reference", "value")


def test_a_reference_has_a_number() -> None:
    """
    'FOI/EIR Request' names two laws, whatever number stands behind it.
    """
    assert [] == told(page("Dear Mr Ash", "FOI/EIR Request, Room 12"), "reference", "value")


def test_silence_about_any_person_is_no_rule_of_law() -> None:
    """
    'Any person making a request' is whom the Act speaks of; 'intelligence on any person in the street' is not.
    """
    encoding = page(
        "You asked:",
        "All papers about the fire in our street.",
        "Response:",
        "The papers are exempt under section 30(1)(a).",
        "Wexmoor Police also neither confirms nor denies that it holds intelligence on any person who lives there, "
        "Section 31(3).",
    )

    assert ["withheld", "ncnd"] == told(encoding, "part", "position")
    assert [("30(1)(a)", ("P1",)), ("31(3)", ("P2",))] == told(encoding, "citation", "provision", "part")
    assert ["P1", "P2"] == [part for fact in told(encoding, "notice_element", "part") for part in fact]


def test_an_exemption_that_can_be_found_at_a_section_is_relied_on() -> None:
    """
    However a page says it: 'can be found at', 'The exemptions are:', 'Exemption applied:', 'Three exemptions apply'.
    """
    for words in (
        "The exemption applicable to the information you have requested can be found at Section 31(1)(a).",
        "The information is withheld. The exemptions are:\n\nSection 31(1)(a) Law Enforcement",
        "This information has been deemed unsuitable for disclosure.\n\nExemption applied:\n\nSection 31(1)(a)",
        "The information will not be given. In this case two qualified exemptions apply: sections 31(1)(a) and 38(1).",
    ):
        encoding = page("Response", *words.split("\n\n"))
        assert "reliance_stated" in told(encoding, "notice_element", "element"), words


def test_the_law_in_general_refuses_nothing() -> None:
    """
    What 'may be withheld' as a rule, and what every effort is made to release, are neither position nor harm.
    """
    encoding = page(
        "Response",
        "Information will not be released if it will affect the ability of the force to do its work.",
        "Every effort should be made to release information.",
        "Generally speaking, information may be withheld under section 31 if the public interest in maintaining the "
        "exemption outweighs the public interest in disclosing it.",
        "Harm",
        "Release of the plans would help burglars.",
        "Balance",
        "It is my decision that the information should not be released.",
    )

    assert ["withheld"] == told(encoding, "part", "position")
    assert ["Release of the plans would help burglars."] == [
        encoding.text[span.start : span.stop] for spans in told(encoding, "harm", "evidence") for span in spans
    ]


def test_a_section_that_ends_like_the_first_duty_weighs_disclosure_all_the_same() -> None:
    """
    'Section 31(1)(a)' in a heading is not section 1(1)(a): what it heads is said of what was withheld.
    """
    encoding = page(
        "You asked:",
        "All e-mails about the visit.",
        "Response:",
        "Parts of them are exempt by virtue of Section 31(1)(a).",
        "Overall harm for Section 31(1)(a):",
        "Their release would undermine the trust of those who give information to the police.",
        "Favouring disclosure:",
        "It would make the force more accountable.",
        "In addition, Wexmoor Police can neither confirm nor deny that it holds any other information by virtue of "
        "Section 23(5).",
    )

    assert [("P1",)] == told(encoding, "harm", "part")


def test_what_an_answer_would_do_is_argued_for_the_silence() -> None:
    """
    Also where something was withheld behind it, and the reasons of the silence come last.
    """
    encoding = page(
        "You asked:",
        "1. Do you take data from cloud accounts?",
        "2. Please send the policy.",
        "Response:",
        f"Q1 - {SILENCE} by virtue of section 31(3).",
        "Q2 - The policy is attached. Some of it is redacted under section 31(1)(a).",
        "Public interest in confirming or denying",
        "Factors favouring confirming or denying",
        "It would show how public money is spent.",
        "Balance",
        "The public interest in confirming or denying is outweighed.",
    )

    assert [("P1",)] == told(encoding, "factor", "part")
    assert [("P1",)] == told(encoding, "balance", "part")


FIRST_ANSWER = (
    "I am writing in relation to your request for an internal review of the response to your request of 7 December.",
    "The original response neither confirmed nor denied that it is held, citing sections 24(2), 30(3) and 31(3).",
    "Outcome",
)


def test_a_review_that_upholds_a_silence_relies_on_what_the_first_answer_relied_on() -> None:
    """
    It need not list again what it upholds, and less what it gives up.
    """
    encoding = page(*FIRST_ANSWER, "I uphold the decision to neither confirm nor deny.")
    assert ["24(2)", "30(3)", "31(3)"] == told(encoding, "citation", "provision")
    assert ["reliance_stated"] == told(encoding, "notice_element", "element")[:1]
    assert not told(encoding, "review_right", "id")

    encoding = page(
        *FIRST_ANSWER,
        "I uphold the decision to neither confirm nor deny. I do not consider that section 30(3) was engaged and I "
        "withdraw reliance on it.",
    )
    assert ["24(2)", "31(3)"] == told(encoding, "citation", "provision")


def test_what_a_review_overturns_is_not_relied_on() -> None:
    """
    A review that answers after all lists nothing of the first answer.
    """
    encoding = page(*FIRST_ANSWER, "I do not uphold that decision. I can confirm that no information is held.")

    assert not told(encoding, "citation", "provision")


def test_a_right_of_appeal_to_the_commissioner_is_no_review() -> None:
    """
    The authority offers none of its own by it.
    """
    encoding = page(
        "Response",
        f"{SILENCE} by virtue of section 31(3).",
        "Should you not be content with this outcome you have a right of appeal to the Information Commissioner.",
    )

    assert not told(encoding, "review_right", "id")
    assert ["ICO"] == told(encoding, "complaint_right", "to")


def test_an_announced_exemption_refuses_under_its_own_label() -> None:
    """
    'The following exemption applies' leads in what is refused elsewhere, but not where nothing else answers its label.
    """
    refused = ("Questions 1 & 2", "In relation to your request the following exemption applies:", "Section 31(1)(a)")
    further = "In addition Wexmoor Police can neither confirm nor deny that it holds any other information by virtue of"
    asked = ("Request", "1. How many carry it?", "2. Where is it kept?", "3. What did it cost?", "Response")

    encoding = page(*asked, *refused, "Question 3", "The devices cost £14,200.", f"{further} section 24(2).")
    assert [
        (("Q1", "Q2"), "withheld"),
        (("Q3",), "disclosed"),
        (("Q1", "Q2", "Q3"), "ncnd"),
    ] == told(encoding, "part", "question", "position")
    assert [("P1",), ("P3",)] == told(encoding, "citation", "part")

    unable = "We are unable to provide copies as they are exempt."
    encoding = page(*asked, "Question 1", unable, *refused[1:], "Question 3", "They cost £14,200.")
    assert [(("Q1",), "withheld"), (("Q3",), "disclosed")] == told(encoding, "part", "question", "position")


def test_questions_may_be_named_in_words() -> None:
    """
    'Question two', but not 'the question one must ask'.
    """
    assert [(("Q1",), "disclosed", "unqualified"), (("Q2", "Q3"), "withheld", "unqualified")] == positions(
        "You asked:",
        "1. How much was paid in each year?",
        "2. Who was paid most?",
        "3. Who was paid least?",
        "Response:",
        "In response to question one we do not hold the information in the format requested; however, we are able to "
        "provide it by calendar year.",
        "Information relating to questions two and three is withheld under section 30(2).",
    )
    assert ("2", "3", "4") == labels_named("points two, three and four")
    assert ("2",) == labels_named("paragraph 2 of your request")
    assert not labels_named("paragraph 2 of the policy")
    assert not labels_named("The question one must ask is whom it would harm.")


def test_the_time_of_a_request_names_no_question() -> None:
    """
    'At the time of your request 3 officers' counts officers.
    """
    assert [(("Q1",), "disclosed", "unqualified"), (("Q4",), "disclosed", "unqualified")] == positions(
        "You asked:",
        "Q1. Do any officers have a conviction?",
        "Q2. May officers take meals?",
        "Q3. May officers take gifts?",
        "Q4. Are any officers suspended?",
        "Response:",
        "Q1 response: Yes",
        "Q4 response: Yes, at the time of your request 3 officers were suspended.",
    )


def test_what_holds_an_answer_to_one_part_is_one() -> None:
    """
    'The Council does hold what part 1 asks for' introduces nothing where no other sentence answers part 1.
    """
    assert [
        (("Q1",), "disclosed", "unqualified"),
        (("Q2",), "not_held", "unqualified"),
        (("Q3",), "ncnd", "unqualified"),
    ] == positions(
        "Applicant Question:",
        "1. A list of firms with access.",
        "2. A copy of the agreement with the firm.",
        "3. Is the firm of interest to the police?",
        "Response:",
        "Wexmoor Police does hold information captured by part 1 of your request and I have pleasure in providing it:",
        "Charities Commission",
        "Wexmoor Police does not hold information captured by part 2 of your request.",
        f"{SILENCE} in part 3, by virtue of section 31(3).",
    )


def test_what_is_enclosed_is_given_though_more_is_refused_beside_it() -> None:
    """
    In one paragraph: a list that is attached, and silence on one kind of kit.
    """
    kit = "With regard to ANPR kit I neither confirm nor deny that the vans are fitted with it, under section 31(3)."

    assert ["disclosed", "ncnd"] == [
        position for _, position, _ in positions("Response", f"Please find attached an equipment list. {kit}")
    ]
    assert ["ncnd"] == [position for _, position, _ in positions("Response", f"Please see below. {kit}")]


def test_some_is_disclosed_though_the_copy_has_lost_the_numbers_of_what_was_asked() -> None:
    """
    Who exempts Q1 to Q6 of a request of which this copy prints one line has not exempted all that was asked.
    """
    encoding = page(
        "Request:",
        "A full list of the drones, with make, model, cost and owner.",
        "Response:",
        "I have today decided to disclose some of the information to you.",
        "I am exempting a response to Q1, Q3 and Q6 pursuant to section 31(1)(a).",
    )

    assert ["disclosed", "withheld"] == told(encoding, "part", "position")


def test_why_it_would_cost_so_much_is_no_answer() -> None:
    """
    What cannot be found without reading every file, and how long one file takes, explain a refusal because of cost.
    """
    assert [(("Q1",), "cost_refusal", "unqualified")] == positions(
        "You asked:",
        "1. How many warrants were open at the end of each year?",
        "Response:",
        "We estimate that to retrieve the information would exceed the cost limit of 18 hours under section 12(1).",
        "However, it is not possible to find the number, as that would mean reading 4,000 files.",
        "This figure assumes ten minutes a file, which is 666 hours.",
    )


def test_a_request_that_a_reply_repeats_is_asked_once() -> None:
    """
    Though its lines bear no label; and leave to black out names asks for nothing.
    """
    asked = ("Please give details of the cost of the visit.", "- police costs", "- Any names can be redacted.")
    encoding = page(
        "Dear Wexmoor Police,",
        *asked,
        "Yours faithfully,",
        "Dear Requester",
        "I write in connection with your request received on 27 March 2024, as follows:",
        *asked,
        "Reply",
        f"{SILENCE} by virtue of section 31(3).",
    )

    assert ["Qfirst", "Qsecond"] == told(encoding, "question", "id")


def test_a_question_may_be_put_of_one_thing_after_another() -> None:
    """
    'Please name each' behind every 'How many' asks anew each time.
    """
    each = "Please provide the name of each."

    assert 4 == len(told(page("You asked:", f"How many are open? {each} How many are shut? {each}"), "question", "id"))


def test_the_test_that_is_named_argues_nothing() -> None:
    """
    'A test of the public interest in confirmation or denial' speaks for neither.
    """
    encoding = page(
        "Response",
        f"{SILENCE} by virtue of section 31(3).",
        "Section 31 is qualified. It calls for a test of the public interest in confirmation or denial.",
        "Factors favouring confirmation that information is/is not held",
        "It would show how public money is spent.",
    )

    assert [("for", "public_funds")] == told(encoding, "factor", "side", "argument")


def test_days_on_which_a_request_was_made_clear_stand_between_its_words() -> None:
    """
    'On 3 June 2021 we asked that you clarify' is the authority's, though the requester speaks before and behind it.
    """
    encoding = page(
        "Date Responded 29 June 2021",
        "You asked:",
        "Please provide a list of all officers with collar number and grade.",
        'On 3 June 2021 we asked that you clarify what you meant by "grade".',
        "On 19 June 2021 you provided the following clarification of your request:",
        "Rank - which you will refuse.",
        "In Response:",
        f"{SILENCE} by virtue of section 31(3).",
    )

    assert {"response": 29, "clarification_sought": 3, "clarification_received": 19} == {
        role: on.day for role, on in told(encoding, "date", "role", "on")
    }


def test_what_a_force_also_neither_confirms_nor_denies_is_something_further() -> None:
    """
    Behind what it withholds it is silent on something else; where it said nothing before, it is silent on all.
    """
    also = "Wexmoor Police also neither confirms nor denies that it holds intelligence on the street, section 31(3)."

    assert ["unqualified", "further"] == [
        scope for _, _, scope in positions("You asked:", "The log.", "Response:", "It is exempt under s.30(1).", also)
    ]
    assert ["unqualified"] == [scope for _, _, scope in positions("You asked:", "The log.", "Response:", also)]


def test_a_part_of_the_request_is_not_what_was_given() -> None:
    """
    Silence on the last part of a request that was put in one sentence is not on what the letter gives of it.
    """
    assert ["unqualified", "further"] == [
        scope
        for _, _, scope in positions(
            "You asked:",
            "All briefing notes on drones since 2018, and whether you were told of their use at the fair.",
            "Response:",
            "Two notes are attached.",
            "With regard to the last part of your request, we neither confirm nor deny whether it is held, "
            "under section 24(2).",
        )
    ]


def test_no_legitimate_interest_is_no_denial() -> None:
    """
    'There is no legitimate interest' weighs privacy, and says nothing of what is held.
    """
    assert not positions(
        "You asked:",
        "Is the former mayor under investigation?",
        "Response:",
        "They would not expect it and there is no legitimate interest that outweighs their own.",
    )


def test_a_section_over_its_factors_heads_them_also_behind_the_answer() -> None:
    """
    'Section 24(2)' on a line of its own, over a heading, is no entry of a list once it has been relied on.
    """
    encoding = page(
        "You asked:",
        "Was it used covertly?",
        "Response:",
        f"{SILENCE} by virtue of the following exemptions:",
        "Section 24(2) National Security",
        "Section 31(3) Law Enforcement",
        "Reason for decision",
        "Confirming or denying it would be likely to help those who want to avoid detection.",
        "Section 24(2)",
        "Public interest considerations favouring confirmation or denial",
        "People have a right to know how they are watched.",
        "Section 31(3)",
        "Public interest considerations favouring confirmation or denial",
        "It would show how money is spent.",
        "Balancing test",
        "After weighing up the competing interests I have determined that confirming or denying whether any "
        "information is held would not be in the public interest.",
    )

    assert [("24",), ("31",)] == told(encoding, "factor", "section")
    assert ["maintain"] == told(encoding, "balance", "direction")
    assert [("24(2)", "listed"), ("31(3)", "listed")] == told(encoding, "citation", "provision", "role")[:2]


def test_a_list_that_runs_on_in_one_paragraph_follows_what_announces_it() -> None:
    """
    'The following exemptions:' over lines that the copy has joined announces a list that follows.
    """
    encoding = page(
        "Response",
        f"{SILENCE} by virtue of the following exemptions:",
        "s23(5) Information supplied by, or concerning, certain security bodies\ns24(2) National security\n"
        "s31(3) Law enforcement\ns38(2) Health and safety\ns40(5A)(5B) Personal information",
    )

    assert [True] == told(encoding, "promised_list", "given")


def test_numbers_without_a_mark_inside_quotation_marks_number_questions() -> None:
    """
    As in: '"1 The number of cameras.', '2 Their locations.'; and what a word is to mean asks for nothing.
    """
    encoding = page(
        "I write about your request received on 8 June 2021 in which you sought access to the following information:",
        '"1 The number of fixed cameras.\n2 Their locations.\n3 How many of them do not work."',
        "Response to your Request",
        f"{SILENCE} by virtue of section 31(3).",
    )
    assert ["Q1", "Q2", "Q3"] == told(encoding, "question", "id")

    encoding = page(
        "You asked:",
        "Did police use drones?",
        "* Use of the term police refers to any force that helps.",
        "Response:",
        f"{SILENCE} by virtue of section 31(3).",
    )
    assert ["Qfirst"] == told(encoding, "question", "id")


def test_labels_may_be_joined_behind_a_mark_or_none() -> None:
    """
    'a) and b) We neither ...', '2 & 3 The force considers ...'; 'and 5 vans' under a label counts vans.
    """
    silent = "and b) We neither confirm nor deny that we hold this information, under section 40(5B)."
    assert [(("Qa", "Qb"), "ncnd", "unqualified"), (("Qc",), "disclosed", "unqualified")] == positions(
        "You asked:",
        "a) Is the councillor under investigation?",
        "b) Any letters about it.",
        "c) The diary for May.",
        f"a) {silent}",
        "c) The diary is enclosed.",
    )
    assert [(("Q1",), "disclosed", "unqualified"), (("Q2", "Q3"), "withheld", "unqualified")] == positions(
        "You asked:",
        "1. How many cameras are there?",
        "2. Where are they?",
        "3. How many do not work?",
        "Response",
        "1. There are 41 cameras.",
        "2 & 3 The force considers that this information is exempt by virtue of section 31(1)(a).",
    )


def test_that_a_request_came_is_not_what_it_asked() -> None:
    """
    'Your request for information which was received on 24 October as follows:' leads to what was asked.
    """
    encoding = page(
        "I write about your request, which was received on 24th October 2023 as follows:",
        "I wanted to ask for the number of requests refused in 2022.",
        "Please find the Wexmoor Police response set out below.",
        f"{SILENCE} by virtue of section 31(3).",
    )

    asked = [span.quote for spans in told(encoding, "question", "evidence") for span in spans]
    assert ["I wanted to ask for the number of requests refused in 2022."] == asked
