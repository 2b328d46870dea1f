"""Encoding pages that publish a letter: logs that cut it off, lose its labels, or print the request around it."""

import pytest
from told_facts import page, told

from ncnd_rules.engine import Checker
from ncnd_rules.registers import load_registers
from ncnd_rules.rule_files import load_ruleset

REASONS = ("harm", "public_interest", "balance")


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker(load_ruleset(), load_registers())


SILENT = (
    "Request",
    "How many drones does the force own?",
    "Response",
    "Wexmoor Police can neither confirm nor deny that it holds information by virtue of the following exemption:",
    "Section 31(3) Law Enforcement",
)


@pytest.mark.parametrize(
    ("end", "cut"),
    [
        ("Section 31 is a qualified exemption and there is a requirem", True),
        ("Evidence of harm", True),
        ("The harm is set out below:", True),
        ("The reasons have been explained to you by telephone.", False),
        ("Records Manager, Information Unit", False),
        ("If you are not satisfied with this answer you may ask us for a review within", False),
    ],
)
def test_what_breaks_off_may_have_lost_its_reasons(end: str, cut: bool) -> None:
    """
    Behind words that break off anything may have stood; behind a sentence that ends, or who signs, nothing need.
    """
    missing = page(*SILENT, end).letter.missing

    assert cut == all(section in missing for section in REASONS)


def test_nothing_is_held_against_what_was_cut_off(checker: Checker) -> None:
    """
    A page that stops in the middle of a sentence accuses nobody of giving no reasons.
    """
    result = checker.check(page(*SILENT, "Section 31 is a qualified exemption and there is a requirem"))

    assert [] == [one.rule for one in result.findings if one.outcome == "violated"]


def test_the_foot_of_a_site_shows_that_nothing_was_cut() -> None:
    """
    Where the foot of the site stands below a letter, the letter was printed to its end.
    """
    missing = page(*SILENT, "The request is therefore refused", "Crown copyright Wexmoor Police").letter.missing

    assert not set(REASONS) & set(missing)


def test_a_head_that_was_not_copied_is_not_without_a_date(checker: Checker) -> None:
    """
    A copy that begins with its greeting may have lost the day above it.
    """
    encoding = page("Dear Ms Orme,", "Thank you for your request about drones.", "No information is held.", "Yours,")

    assert "header" in encoding.letter.missing
    assert "violated" not in [one.outcome for one in checker.check(encoding).findings if one.rule == "DATE-05"]


ASKED = ("You asked:", "1. How many boats are there?", "2. What did they cost?")


@pytest.mark.parametrize(
    ("answer", "positions"),
    [
        (
            ["I am not obliged to supply the information you have requested, as it would exceed 18 hours."],
            ["cost_refusal"],
        ),
        (
            [
                "I am not obliged to supply the information you have requested.",
                "The force can neither confirm nor deny that it is held.",
            ],
            ["ncnd"],
        ),
        (["In relation to your request, the following exemption applies:", "Section 43(2)"], ["withheld"]),
        (
            ["The force neither confirms nor denies this, and the following exemption applies:", "Section 31(3)"],
            ["ncnd"],
        ),
        (
            ["To read each log would exceed the 18 hour limit.", "As a gesture of goodwill I have supplied the total."],
            ["cost_refusal", "disclosed"],
        ),
        (
            ["We can confirm we hold this, as the duty in s1(1)(a) of the Act does not apply by section 43(2)."],
            ["withheld"],
        ),
        (
            ["I am not obliged to release all of the data, or to confirm or deny that any further data is held."],
            ["withheld", "ncnd"],
        ),
        (
            ["We neither confirm nor deny this by virtue of section 30(3), Matters Conducted by Public Authorities."],
            ["ncnd"],
        ),
        (["The decision is not affected by whether we do or do not hold the information."], []),
        (["We searched by the names that you have provided, and no information is held."], ["not_held"]),
        (["The decision has been taken not to supply what you asked for."], ["withheld"]),
        (
            ["We can confirm that we hold it, as outlined below. Section 40(2) exemptions apply to the remainder."],
            ["disclosed", "withheld"],
        ),
    ],
)
def test_positions_of_published_letters(answer: list[str], positions: list[str]) -> None:
    """
    What announces a refusal is no second one; what is given all the same is given; what names authorities refuses.
    """
    encoding = page(*ASKED, "In response:", *answer, "Yours faithfully")

    assert sorted(positions) == sorted(told(encoding, "part", "position"))


def test_the_words_of_the_act_are_not_the_letters() -> None:
    """
    The section that is printed below its name neither refuses, nor is what is relied on, nor asks anything.
    """
    encoding = page(
        "You asked:",
        "How are officers vetted?",
        "Response:",
        "The force can neither confirm nor deny that it holds this by virtue of section 38(2).",
        "38(1) Information is exempt information if its disclosure under this Act would, or would be likely to -",
        "(a) endanger the physical health of any individual,",
        "(1) A public authority which, in relation to any request for information, relies on an exemption must say so.",
    )

    assert ["ncnd"] == told(encoding, "part", "position")
    assert ["38(2)"] == told(encoding, "citation", "provision")
    assert ["first"] == told(encoding, "question", "label")


def test_a_section_printed_in_place_of_its_name_is_cited() -> None:
    """
    Where nothing names an exemption, the one whose words are printed is relied on.
    """
    encoding = page(
        "Please provide the policy.",
        "31.(1) Information which is not within section 30 is exempt information if disclosure would prejudice -",
        "(a) the prevention of crime,",
        "Public interest test",
        "After considering both sides we have decided to withhold the policy.",
    )

    assert [("31(1)", "listed")] == told(encoding, "citation", "provision", "role")
    assert ["withheld"] == told(encoding, "part", "position")


def test_the_requesters_own_letter_on_the_page() -> None:
    """
    A letter that greets an authority is the requester's, leave taking and all; the next greeting is the answer's.
    """
    encoding = page(
        "Dear Wexmoor Police,",
        "Please state how many swords were found. The request is vexatious, you will say.",
        "Yours faithfully,",
        "A Requester",
        "Dear Requester,",
        "Thank you for your request. No information is held.",
    )

    assert ["not_held"] == told(encoding, "part", "position")
    assert ["Wexmoor Police"] == told(encoding, "authority", "name")
    assert "closing" in encoding.letter.missing


def test_between_you_asked_and_in_response() -> None:
    """
    What stands between the two headings was asked, though it names exemptions or says who is writing.
    """
    encoding = page(
        "You asked:",
        "I am writing in relation to an article about refusals.",
        "1. How many requests were refused? By refused I mean:",
        "The request is vexatious.",
        "2. How many were neither confirmed nor denied by virtue of the following exemption: Section 23(5)?",
        "3. Section 31 - Law enforcement, and how often",
        "In response:",
        "No information is held.",
    )

    assert ["not_held"] == told(encoding, "part", "position")
    assert [] == told(encoding, "citation", "provision")
    assert {"1", "2", "3"} <= set(told(encoding, "question", "label"))


def test_request_and_answer_under_one_heading() -> None:
    """
    Under 'Request and Answer' the authority may speak first.
    """
    encoding = page(
        "Request and Answer:",
        "Your request for information has now been considered. The force is providing an NCND response to request 2.",
        "Request 1",
        "How many boats are there?",
        "Answer 1",
        "Four.",
        "Request 2",
        "Where is the fourth?",
        "Answer",
        "This letter is a refusal notice.",
    )

    assert ("ncnd", ("Q2",)) in told(encoding, "part", "position", "question")


def test_a_reply_on_open_use() -> None:
    """
    What is attached on the overt use is given, and limits what stands below it; what is beyond it is not overt.
    """
    encoding = page(
        "Drones (17/21)",
        "Please can you tell me how many drones the force flies.",
        "Please find attached our response with regard to the OVERT use of drones.",
        "In addition the force can neither confirm nor deny that it holds any other information.",
    )

    assert {("disclosed", "overt"), ("ncnd", "further")} == set(told(encoding, "part", "position", "scope"))
    assert ["first"] == told(encoding, "question", "label")


def test_what_leads_to_the_questions_asks_nothing() -> None:
    """
    'Please provide:' over a list asks for nothing of its own.
    """
    asked = ("Please provide:", "- The number of boats", "- The number of crews")

    assert ["first", "second"] == told(page("You asked:", *asked, "In response:", "None."), "question", "label")


@pytest.mark.parametrize(
    ("answer", "question"),
    [
        ("In relation to the first two questions, the force does not hold this.", ("Qfirst", "Qsecond")),
        ("In relation to question 3, the force does not hold this.", ("Qthird",)),
        ("In relation to question 9, the force does not hold this.", ()),
    ],
)
def test_questions_that_lost_their_numbers(answer: str, question: tuple[str, ...]) -> None:
    """
    Where no number was copied the third question is that in the third place; one beyond the last is none of them.
    """
    asked = ("How many boats are there?", "What did they cost?", "Who sold them?")
    encoding = page("You asked:", *asked, "Response:", answer)

    assert [question] == told(encoding, "part", "question")


def test_figures_under_the_label_of_an_answer() -> None:
    """
    A figure under 'Q2 response' answers, though the copy has lost every question.
    """
    encoding = page("Please find our response set out below.", "Q2 response:", "2020/21 - £20,088", "2021/22 - £45,830")

    assert ["disclosed"] == told(encoding, "part", "position")


@pytest.mark.parametrize(
    ("line", "role", "day"),
    [
        ("17/12/2024 Wexmoor Response", "response", "2024-12-17"),
        ("24/11/2024 Request", "request", "2024-11-24"),
        ("Clarification received 03/07/2015 about question 7:", "clarification_received", "2015-07-03"),
    ],
)
def test_days_that_head_what_was_sent(line: str, role: str, day: str) -> None:
    """
    A line with a day and what was sent on it dates that.
    """
    encoding = page("Drones", line, "Dear Requester,", "No information is held.")

    assert (role, day) in [(one, str(on)) for one, on in told(encoding, "date", "role", "on")]


def test_the_day_of_the_page_is_not_that_of_the_answer() -> None:
    """
    Beside 'Date of response' the day of the page is no date of the letter; nor do days bound a clarified period.
    """
    encoding = page(
        "Dated: 7 June 2011",
        "Date of response: 20 April 2012",
        "In accordance with your clarification you require documents covering the 14 August 2009 to 14 August 2010.",
        "No information is held.",
    )

    assert [("response", "2012-04-20")] == [(role, str(on)) for role, on in told(encoding, "date", "role", "on")]


def test_a_limit_that_is_exceeded_weighs_nothing() -> None:
    """
    'Exceeds the limit' is no conclusion on the public interest, and a test that is put has none.
    """
    encoding = page(
        "Response",
        "Section 12 - Exemption where the cost of compliance exceeds the appropriate limit.",
        "We cannot answer this request as it will exceed the 18 hour limit.",
        "We carry out a public interest test to establish whether the interest in the exemption may be outweighed.",
    )

    assert [] == told(encoding, "balance", "direction")


@pytest.mark.parametrize(
    ("words", "provisions"),
    [
        ("It is exempt by virtue of Section 40 and 38 of FOIA.", ["40", "38"]),
        ("It is exempt under section 31, and 40 officers were asked.", ["31"]),
    ],
)
def test_sections_named_in_the_singular(words: str, provisions: list[str]) -> None:
    """
    'Section 40 and 38 of FOIA' names two; a count behind a section is none.
    """
    assert provisions == told(page("Response", words), "citation", "provision")


def test_the_title_of_a_page_is_no_head_of_a_letter() -> None:
    """
    A page that prints a letter anew begins with a title and the greeting: the day above it was not copied.
    """
    body = ("Dear Ms Reed", "Thank you for your request of 3 May 2023. You asked how many vans we own.", "We own two.")
    titled = page("The harbour's response to our FOI on vans", *body, "Yours sincerely")
    told_of = page(
        "I asked the harbour board how many vans it owns, and this is what came back.", *body, "Yours sincerely"
    )
    headed = page("Ferndale Council", "Town Hall, Ferndale FD1 2AB", *body, "Yours sincerely")

    assert "header" in titled.letter.missing
    assert "header" in told_of.letter.missing
    assert "header" not in headed.letter.missing


def test_a_page_that_ends_with_the_exemptions_of_the_act_has_lost_those_that_apply() -> None:
    """
    'The Act contains a number of exemptions' leads to the one relied on: where it ends a page, the copy was cut.
    """
    encoding = page(
        "You asked:",
        "How many vans do you own?",
        "Response",
        "It is not possible to provide all of the figures. The Act contains a number of exemptions that "
        "allow public authorities to withhold information.",
    )

    assert ["withheld"] == told(encoding, "part", "position")
    assert "exemptions" in encoding.letter.missing


@pytest.mark.parametrize(
    ("end", "whole"),
    [
        (("Complaint rights", "You may ask us for an internal review within 40 working days."), True),
        (("You may ask us for an internal review within 40 working days.", "FOI Unit"), True),
        (("You may ask us for an internal review within 40 working days.",), False),
        (("Complaint rights", "You may ask us for an internal review within 40 working"), False),
    ],
)
def test_a_letter_that_ends_on_its_rights_has_its_end(end: tuple[str, ...], whole: bool) -> None:
    """
    Under a heading of their own, or signed; without the head of the letter it may have lost more.
    """
    body = ("You asked:", "1. Are swords kept?", "Response", "Wexmoor Police neither confirms nor denies it.")
    head = ("Wexmoor Police", "Date: 3 May 2023", "Dear Ms Orley")

    assert whole == ("closing" not in page(*head, *body, *end).letter.missing)
    assert "closing" in page(*body, *end).letter.missing


def test_an_authority_that_gives_its_answer_under_the_act_recites_nothing() -> None:
    """
    'Under the Freedom of Information Act 2000 ... gives the following response:' leads to answers, not to the Act.
    """
    encoding = page(
        "Dear Ms Orley",
        "Further to your request under the Freedom of Information Act 2000, the College has looked into it "
        "and provides the following response:",
        "Q1 - No",
        "Q2 - The College does not hold a list.",
    )

    assert [("not_held", ("Q1",)), ("not_held", ("Q2",))] == told(encoding, "part", "position", "question")


def test_the_title_of_a_request_about_an_exemption_relies_on_none() -> None:
    """
    Who asks which files were closed under section 37, and is refused under section 22, is not refused under the first.
    """
    asked = "Which files were closed under section 37 of the Act in 2023?"
    answer = ("Response", "The list is exempt under section 22.")
    titled = page("Files closed under section 37", "FOI request reference: 22/107", "Request", asked, *answer)
    relied_on = page("Section 37", "Request", "Which files were closed in 2023?", *answer)

    assert ["22"] == told(titled, "citation", "provision")
    assert "37" in told(relied_on, "citation", "provision")


@pytest.mark.parametrize(
    ("lead", "line", "right"),
    [
        ("If, after that, you are still unhappy, you may write to:", "The Information Commissioner's Office,", True),
        ("You can then complain to:", "Information Commissioner", True),
        ("If you are unhappy you may write to:", "The Records Manager", False),
        ("Copies of this letter were sent to:", "The Information Commissioner's Office", False),
    ],
)
def test_a_right_may_be_told_by_an_address_on_lines_of_its_own(lead: str, line: str, right: bool) -> None:
    """
    Who may write to the Commissioner is told so, though the name stands on the line below.
    """
    encoding = page(*SILENT, lead, line, "Wycliffe House", "Water Lane")

    assert right == bool(told(encoding, "complaint_right", "to"))
