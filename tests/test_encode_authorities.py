"""Encoding letters of ministries, councils, health bodies and others, each laid out in the manner of its house."""

import pytest
from told_facts import page, told

from ncnd_rules.engine import Checker
from ncnd_rules.registers import load_registers
from ncnd_rules.rule_files import load_ruleset


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker(load_ruleset(), load_registers())


def answers(*blocks: str) -> list[tuple[str, ...]]:
    """Which questions are given which position."""
    return [(position, *questions) for questions, position in told(page(*blocks), "part", "question", "position")]


ASKED = (
    "You asked:",
    "1. How many boats does the council own?",
    "2. Has the council boarded any boat?",
    "3. What do the crews cost?",
    "Response",
)
SILENT = "The council neither confirms nor denies that it holds information, by virtue of section 31(3)."


@pytest.mark.parametrize("label", ["1 and 2.", "1 & 2:", "1, 2)", "1-2 -"])
def test_one_answer_to_several_numbers_answers_those(label: str) -> None:
    """
    However the numbers are joined; the next number has an answer of its own.
    """
    found = answers(*ASKED, f"{label} {SILENT}", "3. £12,000")

    assert [("ncnd", "Q1", "Q2"), ("disclosed", "Q3")] == found


def test_sections_at_the_beginning_of_a_wrapped_line_label_nothing() -> None:
    """
    'Sections / 12 and 14.' names no questions.
    """
    wrapped = (
        "This request is refused as a whole because of what is said by the authority in sections\n12 and 14. It ends."
    )

    assert ("disclosed", "Q1") not in answers(*ASKED, wrapped)


ONE_BY_ONE = (
    "Request 1",
    "How many boats are there?",
    "Answer 1",
    "Nine.",
    "Request 2",
    "Has any boat been followed since 2019?",
    "Answer 2",
    "The Harbour Service can neither confirm nor deny that it holds the information you have requested.",
    "Request 3",
    "Which other bodies were told?",
    "Answer 3",
    "As to that too the Harbour Service can neither confirm nor deny that it holds any.",
)


def test_answers_that_are_silent_one_by_one_share_the_list_below_them() -> None:
    """
    The exemptions are listed once, below the last of them, and argued once.
    """
    encoding = page(
        *ONE_BY_ONE,
        "The duty in Section 1(1)(a) does not apply by virtue of the following exemption:",
        "Section 31(3) - Law Enforcement",
        "Harm",
        "To confirm or deny would be likely to prejudice the detection of crime, as smugglers would change their ways.",
    )

    assert [("P2", "P3")] == told(encoding, "citation", "part")
    assert {("P2", "P3")} == set(told(encoding, "harm", "part"))


@pytest.mark.parametrize("between", ["by virtue of the following exemption:", "Harm"])
def test_a_silence_with_a_list_or_reasons_of_its_own_shares_none(between: str) -> None:
    """
    A list that is announced and missing is missing; and reasons that follow at once are those of that answer.
    """
    own = "Confirming or denying would be likely to prejudice the detection of crime."
    first, *rest = [between, own] if between == "Harm" else [own]
    announced = "" if between == "Harm" else f", {between}"
    encoding = page(
        "1. How many boats are followed?",
        f"We can neither confirm nor deny that information is held{announced}",
        first,
        *rest,
        "2. Who is told of it?",
        "We can neither confirm nor deny that information is held, by virtue of section 27(4).",
    )

    assert [("P2",)] == told(encoding, "citation", "part")


def test_an_answer_goes_on_without_naming_its_question_again() -> None:
    """
    'It can be found at ...' says where the answer to the question is that the sentence before names.
    """
    found = answers(
        *ASKED[:-1],
        "The information at question 3 is exempt under section 21. It can be found in our accounts.",
        f"In response to question 2: {SILENT}",
    )

    assert [("withheld", "Q3"), ("disclosed", "Q3"), ("ncnd", "Q2")] == found


def test_what_is_said_to_be_held_for_one_question_is_given_for_it() -> None:
    """
    The figure stands in a paragraph of its own, and so does the silence on the other questions.
    """
    found = answers(
        *ASKED[:-1],
        "A search has been completed, and I can confirm that some information in scope of question 1 is held.",
        "As at 1 October 2021 there were 31 boats.",
        f"In respect of questions 2 and 3: {SILENT}",
    )

    assert [("disclosed", "Q1"), ("ncnd", "Q2", "Q3")] == found


def test_exempt_under_a_limb_for_silence_is_the_silence_that_is_stated_below(checker: Checker) -> None:
    """
    A table of answers has no room for more than 'Exempt under section 31(3)'; the paragraph below has.
    """
    encoding = page(
        *ASKED[:-1],
        "1. Nine",
        "2. Exempt under section 31(3), see below.",
        "3. £12,000",
        "Section 31(3) - Law enforcement",
        "The council neither confirms nor denies whether it holds the information requested at question 2.",
        "Confirming or denying would be likely to prejudice the prevention of crime.",
    )

    assert [("Q1",), ("Q2",), ("Q3",)] == told(encoding, "part", "question")
    assert ["disclosed", "ncnd", "disclosed"] == told(encoding, "part", "position")
    assert not {"POS-02", "LIMB-02"} & {one.rule for one in checker.check(encoding).findings}


def test_the_interest_named_beside_a_limb_for_silence_withholds_nothing() -> None:
    """
    Another answer withholds under section 31(1); the interest at stake is named for the silence all the same.
    """
    encoding = page(
        *ASKED[:-1],
        "1. The information is withheld under section 31(1)(a).",
        "2. We neither confirm nor deny that this is held under section 31(3), in this case section 31(1)(f).",
    )

    assert [("31(1)(a)", "withhold"), ("31(3)", "ncnd"), ("31(1)(f)", "ncnd")] == told(
        encoding, "citation", "provision", "purpose"
    )


PLAIN = ("You asked:", "How many sensors are there?", "Response")


@pytest.mark.parametrize(
    "beside",
    [
        "Please see the attached sheet for details of your right to appeal.",
        "We attach Annex A, explaining the copyright in what is released to you.",
        "Please note: the Board does not confirm or deny what any other body might hold.",
        "There is no requirement to weigh the public interest in deciding to neither confirm nor deny that it is held.",
        "Under section 26(1)(b) information is exempt if its disclosure would prejudice the security of the forces.",
        "There is no further stage in this authority.",
    ],
)
def test_what_stands_beside_an_answer_takes_no_position(beside: str) -> None:
    """
    It tells of rights, of the law, of tests or of others, and says nothing of what is held.
    """
    assert [("disclosed", "Qfirst")] == answers(*PLAIN, "There are 14 sensors.", beside)


@pytest.mark.parametrize(
    ("answer", "position"),
    [
        ("Please see the attached table.", "disclosed"),
        ("We attach the figures.", "disclosed"),
        ("The Board will neither confirm nor deny that it holds this.", "ncnd"),
        ("The information is exempt, since its disclosure would prejudice the detection of crime.", "withheld"),
        ("There are no sensors.", "not_held"),
    ],
)
def test_an_answer_worded_much_like_those_still_is_one(answer: str, position: str) -> None:
    """
    The guards reach no farther than what they were written for.
    """
    assert [position] == [found[0] for found in answers(*PLAIN, answer)]


@pytest.mark.parametrize(
    "refusal", ["Neither confirmed nor denied - section 38(2)", "Withheld: section 42(1) Privilege"]
)
def test_a_refusal_in_a_table_says_on_what_it_relies(refusal: str) -> None:
    """
    The provision stands right behind what is refused.
    """
    assert ["reliance_stated"] == told(page(*PLAIN, refusal), "notice_element", "element")


REVIEWED = (
    "FREEDOM OF INFORMATION ACT 2000 - OUTCOME OF INTERNAL REVIEW",
    "4 March 2019",
    "Thank you for your e-mail in which you asked for an internal review of our response of 4 February 2019.",
    "You asked:",
    "1. How many guards were reported?",
    "2. Do you use informants at Greydale?",
    "The purpose of an internal review is to assess how your request was handled in the first instance.",
    "Question 1: the first response was wrong. The information is held and I enclose it: 61 reports.",
    "Question 2: I am satisfied that the response was correct. The decision to neither confirm nor deny is upheld.",
)


def test_the_outcome_of_a_review_answers_and_offers_no_second_review(checker: Checker) -> None:
    """
    It is a letter about a review from its first words, and no paragraph on rights.
    """
    encoding = page(*REVIEWED, "You may now complain to the Information Commissioner. There is no further stage here.")

    assert [("disclosed", ("Q1",)), ("ncnd", ("Q2",))] == told(encoding, "part", "position", "question")
    assert "reviewed" in told(encoding, "earlier_answer", "says")
    assert "RGT-01" not in {one.rule for one in checker.check(encoding).findings if one.outcome == "violated"}


def test_a_letter_that_offers_a_review_tells_the_outcome_of_none() -> None:
    """
    'The outcome of your internal review' lies in the future.
    """
    encoding = page(
        *PLAIN,
        "We neither confirm nor deny that this is held, by virtue of section 31(3).",
        "You can ask for an internal review of our decision. If you are not content with the outcome of your internal "
        "review you may apply to the Information Commissioner.",
    )

    assert [] == told(encoding, "earlier_answer", "says")


def test_a_sentence_that_gives_its_reason_is_a_factor_and_no_heading() -> None:
    """
    A ministry argues in whole sentences: what speaks for an answer, and behind it what speaks against.
    """
    encoding = page(
        *PLAIN,
        "We neither confirm nor deny that this is held, by virtue of sections 24(2) and 26(3).",
        "Arguments in favour of confirming or denying that information is held include that it would aid public "
        "understanding of how patrols are deployed.",
        "Against that, a statement would be likely to prejudice the capability of the Armed Forces.",
        "On balance, the public interest in maintaining the exemptions outweighs that in confirming or denying.",
    )

    assert ["for", "against"] == told(encoding, "factor", "side")
    assert [("24", "26")] * 2 == told(encoding, "factor", "section")


def test_the_test_that_is_weighed_is_told_and_no_side_taken() -> None:
    """
    'We have considered whether the public interest favours confirming' heads no factors, and they follow it unsorted.
    """
    encoding = page(
        *PLAIN,
        "We neither confirm nor deny that this is held, by virtue of section 37(2).",
        "Section 37 is a qualified exemption and we have considered whether the public interest favours confirming "
        "whether the information is held.",
        "Openness in government may increase public trust in the system of honours. However, to tell whether a case "
        "exists would damage the confidence in which opinions are given. We have determined that the balance of public "
        "interest favours neither confirming nor denying that it is held.",
    )

    assert ["for", "against"] == told(encoding, "factor", "side")


def test_what_a_public_interest_test_is_concludes_nothing() -> None:
    """
    An annex of a ministry explains the test before it is made.
    """
    encoding = page(
        *PLAIN,
        "We neither confirm nor deny that this is held, by virtue of section 31(3).",
        "Public interest test",
        "This test is used to balance the public interest in disclosure against the public interest in favour of "
        "withholding the information, or the considerations for and against the requirement to say whether it is held.",
    )

    assert [] == told(encoding, "balance", "direction")
    assert [] == told(encoding, "factor", "side")


def test_against_followed_by_a_comma_turns_to_the_other_side() -> None:
    """
    'In favour ... Against, ...' in one paragraph.
    """
    encoding = page(
        *PLAIN,
        "We neither confirm nor deny that this is held, by virtue of section 31(3).",
        "Public interest",
        "In favour of confirming or denying, the Trust has considered the interest in openness about how data is kept. "
        "Against, it has considered the strong public interest in protecting the safety of patients. The Trust has "
        "decided that the public interest in maintaining the exemption outweighs that in confirming or denying.",
    )

    assert ["for", "against"] == told(encoding, "factor", "side")


def test_words_blacked_out_in_what_is_given_are_not_what_silence_is_kept_on(checker: Checker) -> None:
    """
    Section 40(2) explains the redactions, section 30(3) the silence on anything further.
    """
    encoding = page(
        "Request",
        "Please send all e-mails between the two offices in July.",
        "OPCC Response",
        "Attached to the e-mail with this letter is a bundle of 44 items, with an index of the redactions applied.",
        "The Office neither confirms nor denies whether additional material is held.",
        "The following exemptions have been relied upon and applied in respect of your request:",
        "Section 40(2) Personal Information",
        "Section 40(2) is an absolute exemption, so that no public interest test is required.",
        "Section 30(3) Investigations",
        "To confirm or deny could alert people to the fact that they are of interest.",
    )

    assert [("disclosed", "unqualified"), ("ncnd", "further")] == told(encoding, "part", "position", "scope")
    assert [((), "40(2)"), (("P2",), "30(3)")] == [
        (part, provision)
        for part, provision, role in told(encoding, "citation", "part", "provision", "role")
        if role == "listed"
    ]
    assert not {"LIMB-01", "REF-03"} & {one.rule for one in checker.check(encoding).findings}


def test_a_limb_for_withholding_beside_silence_alone_is_still_the_wrong_one(checker: Checker) -> None:
    """
    Where nothing is given, nothing is blacked out.
    """
    encoding = page(*PLAIN, "We neither confirm nor deny that this is held, by virtue of section 40(2).")

    assert "LIMB-01" in {one.rule for one in checker.check(encoding).findings}


@pytest.mark.parametrize("heading", ["OPCC Response", "We answered", "Wexmoor Council's reply"])
def test_a_house_heads_its_answer_with_its_name(heading: str) -> None:
    """
    What follows is no more of the request.
    """
    assert [("disclosed", "Qfirst")] == answers(
        "You asked", "How many trams are there?", heading, "There are 31 trams."
    )


def test_a_question_put_as_a_wish_under_its_label_is_asked_above_its_answer() -> None:
    """
    'Please provide me with ...' opens no request where the label of the question stands over it.
    """
    found = answers(
        "Your request has now been considered.",
        "Question 1",
        "Please provide me with details of the current budget.",
        "Answer 1",
        "This question is being refused as the information is reasonably accessible by other means.",
        "Question 2",
        "Who is watched?",
        "Answer 2",
        "The Board can neither confirm nor deny that it holds this, by virtue of section 31(3).",
    )

    assert [("withheld", "Q1"), ("ncnd", "Q2")] == found


def test_answers_to_questions_that_are_not_printed_contradict_nothing(checker: Checker) -> None:
    """
    A mail that answers Q1 to Q4 and repeats none of them: each answer is for the question that its label names.
    """
    encoding = page(
        "Further to your request, the University has considered it and provides the following response:",
        "Q1 - No",
        "Q2 - The University does not have a register of such research. Its rules can be found at our web site.",
        "Q3 & Q4 - The University neither confirms nor denies that it holds this, by virtue of section 31(3).",
    )

    assert [("1", False), ("2", False), ("3", False), ("4", False)] == told(encoding, "question", "label", "printed")
    assert ("ncnd", ("Q3", "Q4")) in told(encoding, "part", "position", "question")
    assert not {"POS-01", "POS-02"} & {one.rule for one in checker.check(encoding).findings if one.severity == "error"}


def test_what_the_law_says_of_a_provision_gives_it_not_up() -> None:
    """
    'This provides that the duty does not arise where ...' explains the provision that is relied on.
    """
    encoding = page(
        *PLAIN,
        "The Council neither confirms nor denies that it holds this. The exemption under section 40(5B)(a)(i) applies. "
        "This provides that the duty to confirm or deny does not arise where to do so would contravene the principles.",
        "We consider that their rights and freedoms override any legitimate interest in the conduct of members.",
    )

    assert ["40(5B)(a)(i)"] == told(encoding, "citation", "provision")
    assert [] == told(encoding, "balance", "direction")


def test_a_provision_that_is_given_up_is_not_relied_on() -> None:
    """
    'It does not apply' in the next sentence gives it up.
    """
    encoding = page(
        *PLAIN,
        "We neither confirm nor deny that this is held, by virtue of section 31(3). "
        "We considered section 30(3) as well. It does not apply here.",
    )

    assert ["31(3)"] == told(encoding, "citation", "provision")


def test_silence_on_anything_covert_behind_the_last_answer_is_kept_on_all() -> None:
    """
    Each answer stands below its question, and the silence in a paragraph of its own behind the last of them.
    """
    found = answers(
        "1. How many drones do you own?",
        "Answer: We own two drones.",
        "2. What did they cost?",
        "Answer: £4,000",
        "We can neither confirm nor deny that we hold any other information relating to the covert use of drones, "
        "by virtue of section 31(3).",
    )

    assert ("ncnd", "Q1", "Q2") == found[-1]


@pytest.mark.parametrize(("put", "given"), [("Request", "Reply"), ("Question", "Answer")])
def test_questions_put_one_by_one_without_a_number_have_each_its_answer(put: str, given: str) -> None:
    """
    A fire service prints 'Request' over each question and 'Reply' over what answers it.
    """
    found = answers(
        *(put, "How many drones does the service have?", given, "Four."),
        *(put, "Has the service lent drones to the police?", given, "No information held."),
        *(put, "Who oversees the drones?", given, SILENT),
    )

    assert [("disclosed", "Qfirst"), ("not_held", "Qsecond"), ("ncnd", "Qthird")] == found


def test_one_request_of_several_sentences_is_answered_as_a_whole() -> None:
    """
    Where 'Request' and 'Reply' stand once, no question is answered in turn.
    """
    found = answers("Request", "How many drones are there? Who flies them?", "Reply", SILENT)

    assert [("ncnd", "Qfirst", "Qsecond")] == found


ANNEXED = (
    "Your request is set out in full at Annex A.",
    "Our answers to questions 1 and 2 are as follows.",
    "1. Two.",
    "2. £1.4 million.",
    "Question 3 asks about covert surveillance. We can neither confirm nor deny that we hold this under section 31(3).",
    "If you are dissatisfied you may ask for an internal review.",
    "Yours sincerely",
    "Annex A",
    "1. How many drones does the Service operate?",
    "2. What did they cost?",
    "3. Have drones been used for covert surveillance?",
    "Annex B",
    "Public interest test",
    "Arguments in favour of confirming or denying",
    "There is a public interest in understanding how the coast is protected and at what cost.",
    "Arguments against confirming or denying",
    "It would be likely to prejudice the operation of immigration controls.",
)


def test_a_request_in_an_annex_is_asked_there_and_answered_above() -> None:
    """
    The numbers of the answers are those of the annex, and what takes up a question by its number answers that one.
    """
    assert [("disclosed", "Q1"), ("disclosed", "Q2"), ("ncnd", "Q3")] == answers(*ANNEXED)


def test_an_interest_in_knowing_how_something_is_protected_speaks_for_an_answer() -> None:
    """
    Though what is protected mostly speaks against one.
    """
    assert ["for", "against"] == [side for side, _ in dict.fromkeys(told(page(*ANNEXED), "factor", "side", "section"))]


def test_an_annex_of_which_nothing_is_said_prints_no_request() -> None:
    """
    A list in it may be of anything.
    """
    encoding = page(
        *PLAIN, "There are 14 sensors.", "Yours sincerely", "Annex A", "1. Which sites were visited in May?"
    )

    assert ["first"] == told(encoding, "question", "label")


DECIDED = (
    "Wexmoor Council",
    "- Date 3 March 2031",
    "- Decision(s) FOI 31: Not upheld, FOI 40: Upheld",
    (
        "The complainant has requested the names of those who moor boats in the harbour. The council refused to "
        "confirm or deny that it holds them, citing section 31(1)(a) and section 40(5B). The Commissioner's decision "
        "is that the council was entitled to rely on the first."
    ),
)
APPEALED = (
    "First-tier Tribunal (General Regulatory Chamber)",
    "Case Reference: EA/2031/0042",
    "Appellant",
    "Respondents",
    "Decision: The appeal is dismissed",
    (
        "On 3 March 2031 the council told the Appellant that it would neither confirm nor deny that it held the names, "
        "under section 31(3)."
    ),
)


@pytest.mark.parametrize("blocks", [DECIDED, APPEALED])
def test_a_decision_on_a_complaint_is_no_letter(blocks: tuple[str, ...], checker: Checker) -> None:
    """
    What the Commissioner or a tribunal tells of a letter is not said by the authority, and what they do is not its.
    """
    encoding = page(*blocks)

    assert () == encoding.facts
    assert ["no letter" in passage.reason for passage in encoding.unread] == [True]
    assert {"undecided"} >= {finding.outcome for finding in checker.check(encoding).findings}


@pytest.mark.parametrize(
    "blocks",
    [
        (
            "Dear Ms Ash",
            "The council neither confirms nor denies that it holds the names.",
            "Yours sincerely",
            *DECIDED,
        ),
        ("Decision notice", "The council neither confirms nor denies that it holds the names you asked for."),
        ("The Commissioner has decided as much. The council neither confirms nor denies that it holds the names.",),
    ],
)
def test_a_letter_that_speaks_of_a_decision_is_a_letter(blocks: tuple[str, ...]) -> None:
    """
    One may have a decision attached, or bear its title; one may cite what was decided.
    """
    assert "ncnd" in told(page(*blocks), "part", "position")


@pytest.mark.parametrize(("authority", "act"), [("British Transport Police", []), ("Police Scotland", ["foisa"])])
def test_the_wrong_commissioner_makes_no_other_act(authority: str, act: list[str]) -> None:
    """
    Where the Act that applies to who answers is known, and the letter names none.
    """
    encoding = page(
        authority,
        "Dear Ms Orley",
        "You asked:",
        "1. Are swords kept?",
        "Response",
        f"{authority} neither confirms nor denies that it holds this, by virtue of section 31(3).",
        "You can appeal to the Scottish Information Commissioner.",
    )

    assert act == told(encoding, "regime", "act")
