"""How police forces answer: question by question, partly silent, with the law and the harm in words of their own."""

import pytest
from told_facts import page, told

SILENCE = "Wexmoor Police can neither confirm nor deny that it holds the information"


def positions(*blocks: str) -> list[tuple[tuple[str, ...], str, str]]:
    return told(page(*blocks), "part", "question", "position", "scope")


def test_a_label_of_its_own_line_that_names_a_question_stands_over_it() -> None:
    """
    'Question 1' over words that ask, and 'Answer 1' below: also where the reasons for an answer stand between.
    """
    assert [(("Q1",), "withheld", "unqualified"), (("Q2", "Q3"), "ncnd", "unqualified")] == positions(
        "Request and Answer:",
        "Your request has now been considered.",
        "Question 1\nPlease tell me how many vans are armoured.",
        "Answer 1\nThe number is exempt from disclosure under section 31(1)(a).",
        "Exemption explained",
        "Section 31 is a qualified exemption.",
        "Question 2\nHow many attacks were there?",
        "Question 3\nHow many of them were planned abroad?",
        f"Answer 2 and 3\n{SILENCE} you have requested by virtue of section 24(2).",
    )


@pytest.mark.parametrize("label", ["2 and 3.", "2 & 3 -", "2. and 3.", "2, 3:"])
def test_bare_numbers_that_are_joined_label_one_answer(label: str) -> None:
    """
    As 'Questions 2 and 3' does.
    """
    joined = [(("Q1",), "disclosed", "unqualified"), (("Q2", "Q3"), "ncnd", "unqualified")]
    read = positions(
        "You asked:",
        "1. How much was paid?",
        "2. How many were paid?",
        "3. Who was paid most?",
        "In response:",
        "1. The sum is £7,100.",
        f"{label} {SILENCE} requested by virtue of section 30(3).",
    )

    assert joined == read


def test_a_year_of_what_is_withheld_may_be_given() -> None:
    """
    Where section 21 covers the years before, the last is told all the same, and that it can be told harms nobody.
    """
    encoding = page(
        "You asked:",
        "1. How much was paid in each year?",
        "In response:",
        "1. For the years before I rely on section 21, as the sums are published.",
        "With regards to 2016/17 I can confirm that the amount is £41,200.",
    )

    assert {"withheld", "disclosed"} == set(told(encoding, "part", "position"))
    assert [] == told(encoding, "harm", "argument")


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_line_between_two_questions_answers_the_first(gap: str) -> None:
    """
    Logs print each question over its answer, the answers bare numbers too, which count no pages there.
    """
    log = gap.join(
        (
            "I write in connection with your request. Below is your request and our response.",
            "Please provide for the past two years:",
            "1. Number of marches at which faces were compared",
            "Nil",
            "2. How many marches were filmed from the air?",
            "7",
            "3. How many persons were named by it?",
            "No information held",
            "4. How many officers marched in disguise?",
            f"{SILENCE} by virtue of section 31(3).",
        )
    )

    assert [("Q1", "not_held"), ("Q2", "disclosed"), ("Q3", "not_held"), ("Q4", "ncnd")] == [
        (*questions, position) for questions, position, _ in positions(log)
    ]


def test_numbers_of_pages_answer_nothing() -> None:
    """
    Bare numbers that count on from the first page are those of pages, also where one stands under a question.
    """
    encoding = page("1. How many vans do you own?", "1", "2. How many are marked?", "2", "We hold no information.")

    assert ["not_held"] == told(encoding, "part", "position")


def test_see_below_is_answered_below() -> None:
    """
    And not as the question before it was.
    """
    assert [(("Q1",), "not_held", "unqualified"), (("Q2",), "ncnd", "unqualified")] == positions(
        "1. How many vans are marked?",
        "None",
        "2. How many are not?",
        "See below",
        f"{SILENCE} asked for in question 2 by virtue of section 31(3).",
    )


ASKED = ("You asked:", "1. How many boards met?", "2. What did they decide?", "Our response:")
DUTY = "The duty in Section 1(1)(a) of the Act does not apply, by virtue of the following exemption:"


@pytest.mark.parametrize(
    ("head", "end", "scope"),
    [
        ("Limitation on disclosure (Partial NCND)", "", "further"),
        ("Exemptions", "Wexmoor Police can neither confirm nor deny that it holds any other information.", "further"),
        ("Exemptions", "", "unqualified"),
    ],
)
def test_what_a_partial_silence_is_limited_to(head: str, end: str, scope: str) -> None:
    """
    Its heading tells, or the sentence among the reasons in which it is told in full.
    """
    read = positions(
        *ASKED,
        "In respect of question 1, three boards met.",
        "In respect of question 2, the minutes are exempt under section 31(1)(a).",
        head,
        DUTY,
        "Section 31(3) Law Enforcement",
        "Balance test",
        end,
    )

    assert [scope] == [limit for _, position, limit in read if position == "ncnd"]


@pytest.mark.parametrize(
    ("words", "limit"), [("the information requested in question 2", "unqualified"), ("such information", "further")]
)
def test_a_partial_silence_that_names_a_question_covers_it_whole(words: str, limit: str) -> None:
    """
    'Partial NCND' may stand over a silence on one of several questions.
    """
    read = positions(
        *ASKED,
        "1. Three boards met.",
        "Partial NCND",
        f"Wexmoor Police can neither confirm nor deny that it holds {words} by virtue of section 31(3).",
    )

    assert [limit] == [scope for _, position, scope in read if position == "ncnd"]


def test_a_sum_of_the_answers_is_no_answer_beside_them() -> None:
    """
    'I have decided to disclose some of the requested information', above an answer to each question.
    """
    read = positions(
        *ASKED,
        "I have decided today to disclose some of the figures. "
        "Some data has been withheld as it is exempt from disclosure.",
        "In respect of Question One (1), three boards met.",
        "In respect of Question Two (2), the minutes are exempt by virtue of Section 31(1)(a).",
    )

    assert [(("Q1",), "disclosed"), (("Q2",), "withheld")] == [one[:2] for one in read]


WITHHELD_AND_SILENT = (
    "You asked:",
    "1. How many were paid in prison?",
    "2. How much were they paid?",
    "Our response:",
    f"For question 1, {SILENCE} by virtue of the following exemption:",
    "Section 30(3) Investigations",
    "For question 2, the sum is exempt under section 30(2)(b).",
)


def test_each_weighing_goes_with_the_refusal_of_its_kind() -> None:
    """
    Where one section serves both, a heading over disclosure weighs for what is withheld.
    """
    encoding = page(
        *WITHHELD_AND_SILENT,
        "Considerations favouring confirmation",
        "The public would be satisfied that helpers in prison are well used.",
        "Considerations favouring neither confirming nor denying",
        "Prisoners could draw conclusions about who helps, and attack them.",
        "On balance the public interest favours neither confirming nor denying.",
        "Considerations favouring disclosure",
        "The sum would allow the public to judge value for money.",
        "Considerations favouring non-disclosure",
        "Comparing one year with the next could show that work has moved elsewhere.",
        "On balance the greater public interest lies in withholding the sum.",
    )
    refused = {fact.id: fact.position for fact in encoding.facts if fact.kind == "part"}

    weighed = [refused[part] for (part,) in told(encoding, "factor", "part")]

    assert ["ncnd"] * 2 + ["withheld"] * 2 == weighed
    assert ["ncnd", "withheld"] == [refused[part] for (part,) in told(encoding, "balance", "part")]


def test_what_a_silence_lists_it_relies_on_though_it_cannot_serve() -> None:
    """
    'By virtue of: Section 30(2)' under a refusal to confirm or deny, where no limb for silence is named.
    """
    blocks = [block.replace("Section 30(3)", "Section 30(2)") for block in WITHHELD_AND_SILENT]
    encoding = page(*blocks)
    refused = {fact.id: fact.position for fact in encoding.facts if fact.kind == "part"}

    assert [("30(2)", "ncnd"), ("30(2)(b)", "withheld")] == [
        (provision, refused[part]) for provision, (part,) in told(encoding, "citation", "provision", "part")
    ]


def test_that_something_is_withheld_is_said_of_that_and_not_of_a_silence() -> None:
    """
    Though the silence is told between the two: 'some has been withheld as it is exempt', and the answers below.
    """
    encoding = page(
        *ASKED,
        "Some data has been withheld as it is exempt from disclosure by virtue of the following exemption:",
        "Section 31(1)(a) Law Enforcement",
        "In addition Wexmoor Police neither confirms nor denies whether it holds any other information, by virtue of "
        "section 31(3).",
        "Q1 - Three.",
        "Q2 - Information withheld, as above.",
    )
    (withheld,) = [fact.id for fact in encoding.facts if fact.kind == "part" and fact.position == "withheld"]

    stated = [part for element, part in told(encoding, "notice_element", "element", "part") if "reliance" in element]

    assert (withheld,) in stated


@pytest.mark.parametrize(
    "words",
    [
        "There may be occasions when complying with the duty would in itself disclose sensitive information.",
        "The decision to issue an NCND response is not affected by what we hold, and the effect could be damaging.",
    ],
)
def test_what_is_true_of_every_silence_is_no_harm(words: str) -> None:
    """
    The guidance that letters recite says of no answer what would follow from it.
    """
    encoding = page("Response", f"{SILENCE} by virtue of section 31(3).", words)

    assert [] == told(encoding, "harm", "argument")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("Offenders would choose devices that cannot be read.", []),
        ("This cannot be read as an indication that such information exists.", ["no_inference"]),
        ("No conclusion can be drawn from it.", ["no_inference"]),
    ],
)
def test_what_cannot_be_read(words: str, says: list[str]) -> None:
    """
    A device that cannot be read warns of no inference.
    """
    encoding = page("Response", f"{SILENCE} by virtue of section 31(3).", "Harm", words)

    assert says == told(encoding, "disclaimer", "says")


def test_a_sentence_that_gives_the_strongest_reason_heads_nothing() -> None:
    """
    'The strongest reason for an answer is accountability': what stands behind it is not all for an answer.
    """
    encoding = page(
        "Response",
        f"{SILENCE} by virtue of section 31(3).",
        "Balancing test",
        "The strongest reason favouring confirming or denying is accountability for what is spent. The strongest "
        "reason against is the safety of individuals.",
        "Nothing in this letter should be taken to mean that the information does or does not exist.",
    )

    assert ("for", "public_safety") not in told(encoding, "factor", "side", "argument")


def test_what_stands_behind_the_last_factor_is_none() -> None:
    """
    A caution, the notice, and what a test asks argue for neither side.
    """
    encoding = page(
        "Response",
        f"{SILENCE} by virtue of section 30(3).",
        "Section 30 is qualified, and consideration must be given as to whether there is a public interest in "
        "neither confirming nor denying.",
        "Factors against confirming or denying",
        "Informants would be put in danger.",
        "This should not be taken as an indication that information is, or is not, held.",
        "To the extent stated above this letter represents a refusal notice under section 17 of the Act.",
    )

    assert [("against", "public_safety")] == told(encoding, "factor", "side", "argument")


@pytest.mark.parametrize(
    "words",
    [
        "We will neither confirm nor deny whether any is held, the exemptions being Section 24(2) and Section 31(3).",
        "We can neither confirm nor deny it. The exemptions applicable are:\n\ns.24(2); and\n\ns.31(3).",
    ],
)
def test_the_exemptions_that_are_named_are_relied_on(words: str) -> None:
    """
    'The exemptions being', and 'the exemptions applicable are', say that they are.
    """
    encoding = page("Response", words)

    assert ["24(2)", "31(3)"] == told(encoding, "citation", "provision")
    assert "reliance_stated" in told(encoding, "notice_element", "element")


@pytest.mark.parametrize(
    ("words", "harmful"),
    [
        ("This is because the sites are exempt from disclosure by virtue of section 31(1)(a).", False),
        ("The plan is withheld under section 31(1)(a), as they show gaps of which thieves could take advantage.", True),
    ],
)
def test_harm_in_the_sentence_of_a_refusal(words: str, harmful: bool) -> None:
    """
    Behind 'as they' harm may be told; that something is exempt from disclosure is none.
    """
    assert harmful == bool(told(page("Response", words), "harm", "argument"))


def test_a_row_of_factors_is_filed_under_the_section_in_its_first_cell() -> None:
    """
    A table may give a row to each section and a column to each side.
    """
    table = (
        "| Section | Factors in favour of confirming or denying | Factors against confirming or denying |",
        "| --- | --- | --- |",
        "| 24 | It would add to public awareness of what is done. | Hostile states would learn what they need fear. |",
        "| 31 | It would reveal whether money is well spent. | Organised criminals would buy other devices. |",
    )
    encoding = page("Response", f"{SILENCE} by virtue of sections 24(2) and 31(3).", "\n".join(table))

    assert [("for", ("24",)), ("against", ("24",)), ("for", ("31",)), ("against", ("31",))] == told(
        encoding, "factor", "side", "section"
    )


def test_a_silence_on_an_absolute_ground_leaves_the_weighing_to_what_is_withheld() -> None:
    """
    And its own subject, 'as to secondments', is not said to be withheld before it in the same paragraph.
    """
    encoding = page(
        "You asked:",
        "1. How many officers of each rank are in the unit?",
        "2. How many are seconded from elsewhere?",
        "Response",
        "The number of officers by rank is exempt from disclosure under section 31(1)(a). As to secondments, "
        "Wexmoor Police can neither confirm nor deny that it holds any information by virtue of section 23(5).",
        "Harm",
        "Disclosing the strength of the unit would help those who plan crimes.",
        "Factors in favour of disclosure",
        "Disclosure would show whether the unit has grown with its task.",
        "Factors against disclosure",
        "Small forces would become targets.",
        "Balance test",
        "The balance lies in favour of non-disclosure.",
    )
    parts = {fact.position: fact for fact in encoding.facts if fact.kind == "part"}

    assert {"withheld": ("Q1",), "ncnd": ("Q2",)} == {name: fact.question for name, fact in parts.items()}
    for kind in ("harm", "factor", "balance"):
        assert {(parts["withheld"].id,)} == set(told(encoding, kind, "part"))


def test_what_harm_mentions_beside_its_subject_is_no_subject() -> None:
    """
    Cameras were asked about; that thieves use vehicles does not make the harm one about vehicles.
    """
    encoding = page(
        "You asked:",
        "1. How many ANPR cameras are hidden?",
        "Response",
        f"{SILENCE} by virtue of section 31(3).",
        "Harm",
        "Thieves use vehicles, and to confirm or deny that there are cameras would let them travel undetected.",
    )

    assert all("vehicles" not in topic for topic in told(encoding, "harm", "topic"))


def test_what_goes_beyond_the_answers_has_not_all_the_reasons() -> None:
    """
    'In addition ... any other information' behind the last answer is not under its label, and is not all that is
    weighed.
    """
    encoding = page(
        "You asked:",
        "1. How many officers go in disguise?",
        "2. How many complaints were made?",
        "Our response:",
        f"1. {SILENCE}, relying on the following exemption:",
        "Section 31(3) Law Enforcement",
        "2. None recorded.",
        "In addition Wexmoor Police can neither confirm nor deny that it holds any other information relevant to your "
        "request by virtue of section 23(5).",
        "Harm",
        "To confirm the number would allow offenders to judge how likely it is that they are watched.",
        "Balance test",
        "The balance test for confirming or denying is not made out.",
    )
    (first, _) = [fact.id for fact in encoding.facts if fact.kind == "part" and fact.position == "ncnd"]

    assert all(first in part for kind in ("harm", "balance") for part in told(encoding, kind, "part"))


def test_a_section_that_is_explained_late_is_that_of_the_answer_that_names_it() -> None:
    """
    Section 23 was named for question 1; that it is explained below the answer to question 2 relies on it for neither.
    """
    encoding = page(
        "Q1. Were images given to others?",
        f"{SILENCE} in respect of this question by virtue of Section 23(5) of the Act.",
        "Q2. Were cameras used in secret?",
        f"{SILENCE} by virtue of Section 31(3).",
        "Section 23(5) is an absolute exemption.",
    )
    (first, _) = [fact.id for fact in encoding.facts if fact.kind == "part"]

    assert {(first,)} == {part for section, part in told(encoding, "citation", "section", "part") if section == "23"}


def test_two_sections_on_a_line_of_their_own_head_what_is_argued_for_them() -> None:
    """
    'Section 24(1) and 31(1)(a)', and below it 'Harm: ...' and each side.
    """
    encoding = page(
        "Q1. How many officers are at the port?",
        "Exempt under Section 24(1) and Section 31(1)(a).",
        "Q2. Were any sent abroad?",
        f"{SILENCE} by virtue of Section 27(4).",
        "Section 24(1) and 31(1)(a)",
        "Harm: The number at one place would tell an attacker what he has to overcome there, and when to come.",
        "In favour of disclosure: the public would know how they are protected.",
    )

    assert [("24", "31")] == told(encoding, "harm", "section") == told(encoding, "factor", "section")


def test_what_is_called_absolute_is_not_weighed() -> None:
    """
    Section 40 is absolute in a part; where the letter says so of it, factors are for the section that is qualified.
    """
    encoding = page(
        "Response",
        f"{SILENCE} by virtue of sections 40(5) and 30(3).",
        "Section 40(5) is an absolute exemption. Section 30(3) is qualified.",
        "Considerations for confirming or denying",
        "It would promote confidence that nobody is above the law.",
        "Balancing test",
        "I find that the balance lies in neither confirming nor denying.",
        "However, this does not indicate whether or not any information exists.",
    )

    assert [("for", ("30",))] == told(encoding, "factor", "side", "section")
    assert [("30",)] == told(encoding, "balance", "section")


@pytest.mark.parametrize(
    "words",
    [
        "Neither confirm nor deny - Section 31(3).",
        "The force neither confirms nor denies whether the information is held: section 31(3).",
    ],
)
def test_a_silence_with_its_section_behind_it_relies_on_it(words: str) -> None:
    """
    However short: what stands behind the colon, or the dash, is the ground.
    """
    encoding = page("Question 1 - How many vans are hidden?", f"Response - {words}")

    assert "reliance_stated" in told(encoding, "notice_element", "element")


def test_where_two_interests_are_said_to_lie() -> None:
    """
    'The interest in answering lies in openness; that in not answering lies in keeping people safe.'
    """
    encoding = page(
        "Response",
        f"{SILENCE} by virtue of section 31(3).",
        "The public interest in answering lies in openness about intrusive techniques. The public interest in not "
        "answering lies in protecting the public from harm. On balance the public interest favours neither "
        "confirming nor denying.",
    )

    assert ["for", "against"] == told(encoding, "factor", "side")


def test_what_an_answer_is_called_ahead_of_it_gives_way_to_it() -> None:
    """
    A page that announces a silence, and then gives one thing and withholds another, is silent on neither.
    """
    called = "Wexmoor Police is giving an NCND response, and will explain it in the answer below."
    asked = ("Request 1", "What was paid to informants?", "Request 2", "What was the highest sum paid to one?")

    assert ["disclosed", "withheld"] == [
        position
        for _, position, _ in positions(
            "Request and Answer:",
            called,
            *asked,
            "Answers 1-2",
            "Whilst we are providing a table of what was paid, the force is withholding the highest sum paid to one, "
            "which is exempt under section 30(2)(b).",
        )
    ]
    assert ["ncnd"] == [position for _, position, _ in positions("Request and Answer:", called, *asked)]


def test_an_entry_of_a_list_may_say_why_it_is_in_it() -> None:
    """
    What stands behind the title of a provision argues for it; it is relied on all the same.
    """
    encoding = page(
        "You asked:",
        "Has the force used trackers?",
        "Response",
        f"{SILENCE} by virtue of the following exemptions:",
        "Section 24(2) - National Security - to confirm or deny would be likely to harm the country.",
        "Section 31(3) - Law Enforcement - to confirm or deny would be likely to prejudice the detection of crime.",
    )

    assert [("24(2)", "listed"), ("31(3)", "listed")] == told(encoding, "citation", "provision", "role")
