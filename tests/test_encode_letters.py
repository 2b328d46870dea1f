"""Several letters on one page: an answer and the review of it, or the answers to two requests."""

import pytest
from told_facts import page, told

from ncnd_rules import check
from ncnd_rules.encoding import Encoding

ASKED = ("Disclosure log", "Request", "How many tracking devices does the force have?", "Response")
SILENT = "Wexmoor Police neither confirms nor denies that it holds this information, by virtue of section 31(3)."
GIVEN = "Wexmoor Police has six tracking devices."
END = ("Yours sincerely", "Information Officer")


def contradictions(encoding: Encoding) -> set[str]:
    return {finding.rule for finding in check(encoding).findings if finding.rule in ("POS-01", "POS-02", "POS-03")}


def notices(encoding: Encoding) -> int:
    return sum("several letters" in unread.reason for unread in encoding.unread)


@pytest.mark.parametrize(
    "further",
    [
        ("Internal review (20 May 2019)", "Your request for a review came on 22 April 2019.", GIVEN),
        ("Internal review outcome", "Dear Requester", "I uphold your complaint.", GIVEN),
        ("Outcome of internal review", "I have reviewed the answer, and find that it was wrong.", GIVEN),
        (*END, "Response 2", "Dear Requester", GIVEN),
        (*END, "Dear Requester", GIVEN),
        ("Revised response, 3 June 2019", "Dear Requester", GIVEN),
    ],
)
def test_a_change_of_mind_is_no_contradiction_within_a_letter(further: tuple[str, ...]) -> None:
    """
    Below the answer stands the letter that took its place: the page is said to hold two, and neither is accused.
    """
    encoding = page(*ASKED, SILENT, *further)
    assert told(encoding, "part", "position") == ["ncnd", "disclosed"]
    assert contradictions(encoding) == set()
    assert notices(encoding) == 1


def test_a_denial_on_hidden_use_may_be_withdrawn_by_a_review() -> None:
    """
    The first letter denies covert use, the review neither confirms nor denies it.
    """
    first = "No information is held about covert use."
    silent = "Wexmoor Police neither confirms nor denies that it holds information about covert use: section 31(3)."
    encoding = page(*ASKED, first, "Internal review", "The review found that the answer was wrong.", silent)
    assert contradictions(encoding) == set()
    assert contradictions(page(*ASKED, first, silent)) == {"POS-03"}


@pytest.mark.parametrize(
    "between",
    [
        ("Internal review", "If you are unhappy you may ask for a review within 40 working days."),
        ("Internal review", "Requests for a review have to be made within 40 working days."),
        ("Response 2",),
        ("Dear Wexmoor Police", "I wrote to you in March.", "Yours faithfully", "A Requester"),
        (),
    ],
)
def test_one_letter_is_not_taken_for_several(between: tuple[str, ...]) -> None:
    """
    The offer of a review, a label and the requester's own letter begin no answer of the authority.
    """
    encoding = page(*ASKED, GIVEN, SILENT, *between)
    assert contradictions(encoding) == {"POS-02"}
    assert notices(encoding) == 0


def test_the_title_of_a_review_begins_no_further_letter() -> None:
    """
    Where nothing was answered above, it is the title of the one letter that stands here.
    """
    encoding = page(
        "Wexmoor Police",
        "Internal Review Panel",
        "Dear Requester",
        "INTERNAL REVIEW",
        "You wrote on 6 May to ask for a review. You had asked how many tracking devices the force has.",
        GIVEN,
        SILENT,
    )
    assert notices(encoding) == 0
