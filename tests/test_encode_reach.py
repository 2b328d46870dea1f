"""Which question an answer is given to, where neither a label nor its own words name one."""

import pytest
from told_facts import page, told

LETTERED = (
    "Dear Sir",
    "You asked for:",
    "a) The contract with the towing firm.",
    "b) Emails about it.",
    "c) Any advice.",
)


def test_a_paragraph_is_about_the_question_it_begins_with() -> None:
    """
    What follows in the paragraph is about it too; what speaks of the whole request is not.
    """
    letter = page(*LETTERED, "As to c, the Board has some. It is exempt under section 42(1).")
    assert told(letter, "part", "position", "question") == [("withheld", ("Qc",))]
    letter = page(
        *LETTERED, "In answer to c we searched the files. The information you asked for is exempt under section 42(1)."
    )
    assert told(letter, "part", "position", "question") == [("withheld", ("Qa", "Qb", "Qc"))]


def test_the_numbers_of_sections_are_of_no_question() -> None:
    """
    A letter that numbers its sections numbers no questions by it; a list of questions is none of sections.
    """
    letter = page(
        "Dear Sir",
        "1. What you asked for",
        "You asked how many operators are under investigation.",
        "2. What we can give you",
        "On 1 May there were 41 operators under investigation.",
        "3. What we cannot give you",
        "We hold a list of them but will not release it: section 31(1)(g).",
        "4. Your rights",
        "You may ask for a review.",
    )
    assert len(told(letter, "question", "label")) == 1
    assert told(letter, "part", "position") == ["disclosed", "withheld"]
    letter = page("You asked:", "1. Number of dogs", "2. Number of vans", "3. Your reply to the vet", "We hold none.")
    assert told(letter, "question", "label") == ["1", "2", "3"]


@pytest.mark.parametrize("gap", [" - ", ": ", "        "])
def test_questions_and_answers_in_one_line(gap: str) -> None:
    """
    Behind a dash, a colon or a wide gap stands the answer, where the lines ask and were not put before.
    """
    lines = ("1. number of staff suspended", "2. cost of cover", "3. copies of the letters", "4. policy")
    answers = ("7", "don't have this", "not going to release these", "attached")
    letter = page("Hi Jo,", *(gap.join(pair) for pair in zip(lines, answers, strict=True)))
    assert told(letter, "part", "position", "question") == [
        ("disclosed", ("Q1",)),
        ("not_held", ("Q2",)),
        ("withheld", ("Q3",)),
        ("disclosed", ("Q4",)),
    ]


def test_a_request_with_dashes_answers_nothing() -> None:
    """
    Who asks may go on behind a dash.
    """
    letter = page(
        "You asked:",
        "1. number of staff - by year",
        "2. cost of cover - please give it for 2019",
        "3. copies of the letters - redacted if need be",
        "Our response:",
        "No information is held.",
    )
    assert told(letter, "part", "position", "question") == [("not_held", ("Q1", "Q2", "Q3"))]


def test_what_bids_is_put_where_it_is_answered() -> None:
    """
    'Please provide ...' over its answer is no part of a request that runs on.
    """
    letter = page(
        "Dear Mr Hope",
        "Thank you for your request.",
        "Please provide the number of complaints made since 2016.",
        "The office has recorded four complaints in that period.",
        "Please provide the subject of each.",
        "This information is exempt under section 40(2).",
        "Please provide the cost of dealing with them.",
        "The cost is not held.",
    )
    assert told(letter, "part", "position", "question") == [
        ("disclosed", ("Qfirst",)),
        ("withheld", ("Qsecond",)),
        ("not_held", ("Qthird",)),
    ]


def test_heads_on_lines_of_their_own() -> None:
    """
    A line that repeats what was asked heads its answer, and is no question.
    """
    letter = page(
        "You asked for:",
        "- the number of authorisations for surveillance",
        "- the offence to which each related",
        "- the number refused by a magistrate",
        "Number of authorisations",
        "There were four in 2019.",
        "Offences",
        "All were for fly tipping.",
        "Refusals",
        "No applications were refused.",
    )
    assert told(letter, "part", "position", "question") == [
        ("disclosed", ("Qfirst",)),
        ("disclosed", ("Qsecond",)),
        ("not_held", ("Qthird",)),
    ]


def test_an_answer_between_two_others() -> None:
    """
    'Four.' between the answers to the second and the fourth answers the third, and alone it answers nothing by itself.
    """
    asked = ("You asked:", "1. The policy.", "2. The price.", "3. The number of graduates.", "4. The name of the head.")
    second = "As regards the second question, the price is exempt under section 43(2)."
    fourth = "As regards the fourth question, the head is Ms Roe."
    letter = page(*asked, "Our response:", "The policy is attached.", second, "Four.", fourth)
    assert ("disclosed", ("Q3",)) in told(letter, "part", "position", "question")


def test_others_fall_with_the_first() -> None:
    """
    Where the others are said not to arise, the denial is of them too.
    """
    asked = ("You asked:", "1. Do you use it?", "2. Since when?", "3. At what cost?", "Our response:")
    letter = page(*asked, "The answer to your first question is no, and the others therefore do not arise.")
    assert told(letter, "part", "position", "question") == [("not_held", ("Q1", "Q2", "Q3"))]


def test_what_was_destroyed() -> None:
    """
    It is no longer held; how many were destroyed may be what was asked.
    """
    asked = ("You asked:", "1. How many files were destroyed?", "Our response:")
    assert told(page(*asked, "1. 142 files were destroyed."), "part", "position") == ["disclosed"]
    assert told(page(*asked, "1. Records from before 2012 have been destroyed."), "part", "position") == ["not_held"]


def test_history_of_what_is_vexatious() -> None:
    """
    How often it was answered explains why it is refused.
    """
    asked = ("You asked:", "1. Who flew over my house?", "Our response:")
    words = (
        "1. We have answered this six times since 2009. We have decided that this request is vexatious: section 14(1)."
    )
    assert told(page(*asked, words), "part", "position") == ["vexatious"]


@pytest.mark.parametrize("quarters", [("Q1 18/19", "Q2 18/19", "Q3 18/19"), ("Q1 2018", "Q2 2018", "Q3 2018")])
def test_quarters_of_a_year_are_no_questions(quarters: tuple[str, ...]) -> None:
    """
    'Q3 18/19 - 9' below question 1 is a line of its table; 'Q3 9' answers question 3.
    """
    asked = ("You asked:", "1) Number of alarms, by quarter", "2) Cost of the alarms", "3) Number of staff")
    answers = ("2) £460", "3) No information is held.")
    letter = page(*asked, "Response", "1) The table gives them:", "\n".join(f"{one} - 9" for one in quarters), *answers)
    assert {one for one in told(letter, "part", "position", "question") if one[1] == ("Q3",)} == {("not_held", ("Q3",))}
    letter = page(*asked, "Response", "Q1 14", "Q2 £460", "Q3 9")
    assert told(letter, "part", "question") == [("Q1",), ("Q2",), ("Q3",)]


def test_a_weighing_that_ends_in_silence_is_no_further_silence() -> None:
    """
    The refusal of one question is not one of all, because its reasons end in it.
    """
    encoding = page(
        "You asked:",
        "1. How many boats are owned?",
        "2. Are boats used covertly?",
        "Response",
        "1. We own two boats.",
        "2. We can neither confirm nor deny that we hold anything, by virtue of section 31(3).",
        "Why we say neither",
        "An answer would help smugglers to time their landings.",
        "Having weighed this, we find the interest in silence under section 31 to be the stronger, and so we will "
        "neither confirm nor deny.",
        "Our use of boats was inspected and nothing untoward was found.",
    )

    assert [("disclosed", ("Q1",)), ("ncnd", ("Q2",))] == told(encoding, "part", "position", "question")


@pytest.mark.parametrize(
    ("turns", "reached"),
    [
        ("With regards to the geographical area,", {"Q2", "Q3"}),
        ("With regards to what else was asked for,", {"Q2", "Q3"}),
        ("With regards to the vans,", {"Q1"}),
    ],
)
def test_a_silence_that_turns_to_something_else_is_not_on_the_question_answered_above(
    turns: str, reached: set[str]
) -> None:
    """
    Below a line that names question 1, and its answer, 'With regards to the area, we neither ...' is of others.
    """
    encoding = page(
        "You asked:",
        "1. How many vans were sent out in 2016?",
        "2. How many went to the area of Hollin?",
        "3. How many went to the area of Tarn?",
        "In response:",
        "With regards to point 1 the following exemption applies.",
        "As this is accessible by other means I have not sent it and rely on section 21.",
        f"{turns} we shall neither confirm nor deny that any information is held, by section 31(3).",
    )

    silent = [set(asked) for position, asked in told(encoding, "part", "position", "question") if position == "ncnd"]
    assert [reached] == silent


def test_a_silence_for_the_rest_is_on_what_the_answers_leave() -> None:
    """
    'We neither confirm nor deny that any is held for the rest' stands below the last answer, and is not on that.
    """
    asked = ("You asked:", "1. How many boats?", "2. How many have cameras?", "3. What did they cost in 2014 and 2015?")
    answers = ("In response:", "1. Three.", "3. £90,000 in 2014.")
    silent = "We can neither confirm nor deny that information is held for the rest{}, by section 31(3)."

    rest = page(*asked, *answers, silent.format(""))
    year = page(*asked, *answers, silent.format(" of that year"))
    assert ("ncnd", ("Q2",)) in told(rest, "part", "position", "question")
    assert ("ncnd", ("Q3",)) in told(year, "part", "position", "question")


@pytest.mark.parametrize("turns", ["Concerning the latter part of B,", "Concerning the soldiers,"])
def test_below_the_letter_of_its_question_a_silence_on_a_part_of_it_stays(turns: str) -> None:
    """
    'B. We hire the range to two forces. Concerning the latter part of B, we neither ...' is on B.
    """
    encoding = page(
        "You asked:",
        "A. Noise readings taken at the range.",
        "B. Which forces rent the range, and whether special forces train there.",
        "Response",
        "A. We have no such readings.",
        "B. We hire it to two neighbouring forces.",
        f"{turns} we can neither confirm nor deny that information is held, by virtue of section 23(5).",
    )

    silent = [asked for position, asked in told(encoding, "part", "position", "question") if position == "ncnd"]
    assert [("Qb", "Qb.limb2")] == silent
