"""Encoding the days that matter to a time limit: the shapes of a day, and where letters put it."""

from datetime import date

import pytest
from told_facts import page, told

SILENT = "Wexmoor Police can neither confirm nor deny that this is held, by virtue of section 24(2)."


@pytest.mark.parametrize(
    ("blocks", "role", "on"),
    [
        (("Your request of 5.x.2008 refers.", SILENT, "7.xi.2008"), "request", date(2008, 10, 5)),
        (("Your request refers.", SILENT, "Wexmoor, 11 July 2018"), "response", date(2018, 7, 11)),
        (("Your request, sent at 23:50 on 25 January, refers.", SILENT, "4 May 2013"), "request", date(2013, 1, 25)),
        (("11 May 2010", "Thank you for your letter of Feb. 22nd."), "request", date(2010, 2, 22)),
        (("11 May 2010", "This replies to your letter of April 13."), "request", date(2010, 4, 13)),
        (("FOI 1 (received 10/01/22; answered 04/02/22)", SILENT), "response", date(2022, 2, 4)),
        (("11 May 2010", "This replies to your questions of 13 April."), "request", date(2010, 4, 13)),
    ],
)
def test_days_in_more_shapes(blocks: tuple[str, ...], role: str, on: date) -> None:
    """
    A day is read at the foot of a letter, beside a time of day, and with its month in Roman numerals or cut short.
    """
    encoding = page("Wexmoor Police", *blocks)

    assert (role, on) in told(encoding, "date", "role", "on")


def test_the_day_on_which_a_level_came_down_is_not_that_of_receipt() -> None:
    """
    What came on a day is a letter, unless it is a level that came down.
    """
    encoding = page(
        "12 October 2009",
        "Why we refuse",
        SILENT,
        "The threat level is substantial. It came down from SEVERE on 20 July.",
    )

    assert [] == [role for role in told(encoding, "date", "role") if role == "received"]


def test_a_quoted_mail_of_the_requester_tells_the_day_of_the_request() -> None:
    """
    Below the answer the message that is answered gives the day on which it was sent.
    """
    encoding = page(
        "From: FOI <foi@wexmoor.police.example>\nSent: 20 July 2017 10:01\nSubject: RE: vans",
        "Dear Requester",
        SILENT,
        "-----Original Message-----",
        "From: A Requester\nSent: 27 June 2017 18:20\nTo: FOI\nSubject: vans",
        "How many vans do you own?",
    )

    assert ("request", date(2017, 6, 27)) in told(encoding, "date", "role", "on")


def test_a_day_of_which_nothing_was_read_is_listed() -> None:
    """
    A day at the top of a letter, beside a word for what was sent or received, may be one that counts.
    """
    encoding = page("Wexmoor Police", "11 May 2010", "The first of them was narrowed later on, by the 3rd April or so.")

    assert any("date" in (item.may_hold or ()) for item in encoding.unread)
