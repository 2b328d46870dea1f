"""What stands in a zone of others, or goes on from what was read, is listed where it may take a position."""

import pytest
from test_encode_missed import listed
from told_facts import page, told

from ncnd_rules.encode.sentences import asks

ASKED = ("Request", "1. How many vans do you own?", "2. Who sold them to you?", "Response")


def test_who_writes_to_advise_asks_nothing() -> None:
    """
    A refusal that begins 'I am writing to advise you' is the authority's, and is read.
    """
    refuses = "I am writing to inform you that the Board has decided not to release the plans you requested on 4 May."
    sorry = "I would like to apologise for the time that this has taken."

    assert ["withheld"] == told(page("Dear Ms Vane", f"{refuses} {sorry}"), "part", "position")
    assert not told(page("Dear Ms Vane", f"{refuses} {sorry}"), "question", "label")
    assert asks("I am writing to ask for the plans of the Board of 4 May.")


@pytest.mark.parametrize(
    ("words", "read"),
    [
        ('"Spotters" would be put at risk of violence if it were known where they stand.', True),
        ('"Information is exempt information if it was supplied in confidence."', False),
    ],
)
def test_a_paragraph_that_begins_with_a_quoted_term_quotes_no_law(words: str, *, read: bool) -> None:
    """
    Marks of quotation that close behind the first words make no quotation of a paragraph.
    """
    encoding = page(*ASKED, "2. The name is withheld under section 38(1).", words)

    assert read == bool(told(encoding, "harm", "scope"))


def test_a_weak_silence_on_a_question_of_its_own_repeats_none() -> None:
    """
    That the letter need not say is a repetition beside a silence on the same question, and listed on another.
    """
    silence = "2. We neither confirm nor deny that this is held, by virtue of section 31(3)."
    other = "With regard to the third matter, section 24(2) applies and I am not obliged to say if I hold anything."
    same = "With regard to question 2, section 24(2) applies and I am not obliged to say if I hold anything."

    assert other in listed(page(*ASKED, "1. Ten.", silence, other))
    assert same not in listed(page(*ASKED, "1. Ten.", silence, same))


def test_what_goes_on_from_an_answer_may_be_another() -> None:
    """
    A short sentence behind an answer is listed where it tells what was not read under that label.
    """
    assert "A copy is enclosed." in listed(page(*ASKED, "1. Ten.", "2. The price is withheld. A copy is enclosed."))
    assert "A copy is enclosed." not in listed(page(*ASKED, "1. Ten.", "2. The bill is attached. A copy is enclosed."))


def test_a_reason_in_the_same_sentence_makes_no_supposition_of_a_refusal() -> None:
    """
    Among the reasons, 'is exempt because its release would be unfair' refuses; 'would be exempt' supposes.
    """
    reasons = (*ASKED, "1. Ten.", "2. Nothing is held.", "Public interest", "People may wish to know who is paid.")
    refuses = "Section 40(2) applies to the second half of the list because its release would be unfair."
    supposes = "It would be odd if section 40(2) applies to the list because its release is unfair."

    assert "sounds like an answer" in listed(page(*reasons, refuses))[refuses]
    assert "sounds like an answer" not in listed(page(*reasons, supposes)).get(supposes, "")


def test_words_of_this_letter_among_those_of_the_act_are_listed() -> None:
    """
    No Act says 'this letter' or 'we'.
    """
    law = "The duty to confirm or deny does not arise in relation to information which is exempt by this section."
    ours = "For your request this letter is the notice that the Act requires."

    assert ours in listed(page(*ASKED, "1. Ten.", "2. Nothing is held.", f"{law} {ours}"))
    assert law not in listed(page(*ASKED, "1. Ten.", "2. Nothing is held.", f"{law} {ours}"))


def test_numbers_with_a_stroke_are_labels() -> None:
    """
    '1/', alone above an answer or joined to its first word, and '2/ 3/' above one for both.
    """
    encoding = page(
        "Request\n\n1/How many vans do you own?\n2/ Who sold them?\n3/ When?\n\nResponse\n\n"
        "1/\nWe own twelve vans.\n\n2/ 3/\nNo information is held."
    )

    assert [(("Q1",), "disclosed"), (("Q2", "Q3"), "not_held")] == told(encoding, "part", "question", "position")
    assert ["1", "2", "3"] == told(encoding, "question", "label")


def test_a_number_alone_may_answer_as_well_as_count_pages() -> None:
    """
    A bare number is a figure where it is announced, or is too great to count the pages of its letter.
    """
    asked = "Request\n\n1. How many vans do you own?\n2. How many drivers have you?\n\n"
    announced = page(f"{asked}Response to 1\n6\n\nResponse to 2\nThe figure is held, and is shown below.\n2")
    table = page(
        f"{asked}Response\n\n1. Kind\n\nNumber\n\nWhite vans\n\n214\n\nGreen vans\n\n96\n\n2. Nothing is held.\n\n1"
    )

    assert {("Q1",), ("Q2",)} == set(told(announced, "part", "question"))
    assert {"214", "96"} & {table.text[span.start : span.stop] for fact in table.facts for span in fact.evidence}
    paged = page(f"{asked}Response\n\n1. Ten vans are owned.\n\n1\n\nThey are white.\n\n2\n\n2. Nothing is held.")
    assert [(("Q1",), "disclosed"), (("Q2",), "not_held")] == told(paged, "part", "question", "position")


def test_response_to_1_and_2_heads_an_answer() -> None:
    """
    'Response to 1', or 'REPLY TO 2 AND 3', labels what stands below it, with nothing else on its line.
    """
    encoding = page(
        "Request\n\n1. How many vans do you own?\n2. Who sold them?\n3. When?\n\nResponse to 1\nTwelve.\n\n"
        "REPLY TO 2 AND 3\nNo information is held."
    )

    assert [(("Q1",), "disclosed"), (("Q2", "Q3"), "not_held")] == told(encoding, "part", "question", "position")
