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
        (("Date received: 01-Mar-2022    Date completed: 25-Mar-2022", SILENT), "response", date(2022, 3, 25)),
        (("Date requested: 14/06/16 | Date provided: 11/07/16", SILENT), "response", date(2016, 7, 11)),
        (("23 March 2021", "Your request of last month (22 February) is refused."), "request", date(2021, 2, 22)),
        (("31 March 2017", "Request: On 3rd March 2017 you asked:", "How many vans?"), "request", date(2017, 3, 3)),
        (
            ("12 July 2022", "Your request for the minutes of 7 June 2022 was submitted on 14 June 2022."),
            "request",
            date(2022, 6, 14),
        ),
        (("30 August 2016", "This is our response to the FOIA request of 2/8/16."), "request", date(2016, 8, 2)),
        (("19 May 2022", "We asked on 5 May which vans you meant."), "clarification_sought", date(2022, 5, 5)),
        (
            ("19 May 2022", "I refer to ours of 3 May 2022 seeking clarification."),
            "clarification_sought",
            date(2022, 5, 3),
        ),
        (
            ("30 May 2008", "You wrote on 1 May, and again on 6 May with further details of what you seek."),
            "clarification_received",
            date(2008, 5, 6),
        ),
    ],
)
def test_days_in_more_shapes(blocks: tuple[str, ...], role: str, on: date) -> None:
    """
    A day is read at the foot of a letter, beside a time of day, and with its month in Roman numerals or cut short.
    """
    encoding = page("Wexmoor Police", *blocks)

    assert (role, on) in told(encoding, "date", "role", "on")


@pytest.mark.parametrize(
    "words",
    [
        "You wrote to us on 3 August 2020, and on 28 August 2020 we told you that we needed more time.",
        "Your clients' request of 3 August 2020, made for them by your firm, concerns a visit on 28 August 2020.",
        "You wrote to us on 3 August 2020. Our letter to you of 28 August 2020 had acknowledged that.",
    ],
)
def test_what_was_done_on_another_day_is_not_the_request(words: str) -> None:
    """
    A day that another clause tells, or that was asked about, is neither that of the request nor that of the answer.
    """
    roles = told(page("17 September 2020", "Dear Requester", words, SILENT), "date", "role", "on")

    assert set(roles) == {("response", date(2020, 9, 17)), ("request", date(2020, 8, 3))}


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


@pytest.mark.parametrize(
    ("words", "read"),
    [
        (
            "You wrote on 4 July 2016. We wrote back on 8 July 2016 seeking clarification.",
            {("request", date(2016, 7, 4)), ("clarification_sought", date(2016, 7, 8))},
        ),
        (
            "On 8 July 2016 we asked you to narrow it, and you did so on 20 July 2016.",
            {("clarification_sought", date(2016, 7, 8)), ("clarification_received", date(2016, 7, 20))},
        ),
        (
            "The clock stopped on 8 July 2016, when we wrote to ask which vans you meant.",
            {("clarification_sought", date(2016, 7, 8))},
        ),
        ("You sent it to a council, which transferred it to us on 8 July 2016.", {("received", date(2016, 7, 8))}),
        ("This answers the request you lodged with us on Monday, July 4.", {("request", date(2016, 7, 4))}),
        ("I have your inquiry of July 4, 2016.", {("request", date(2016, 7, 4))}),
        ("On the 4th of last month you wrote to us about drones.", {("request", date(2016, 7, 4))}),
        ("Thank you for your mail of Monday (4 July).", {("request", date(2016, 7, 4))}),
        ("We are in receipt of yours dated July 4th.", {("request", date(2016, 7, 4))}),
        # days of something else
        ("Your request (4 July) about the march of 11 May 2016 is refused.", {("request", date(2016, 7, 4))}),
        ("Your request of 4 July 2016 for arrests on 14 May 2015 is refused.", {("request", date(2016, 7, 4))}),
        (
            "Thank you for your letter of 4 July, in which you say that on 5 May you saw a drone.",
            {("request", date(2016, 7, 4))},
        ),
        (
            "You sent us a request on 4 July 2016 and chased it on 14 July 2016.",
            {("request", date(2016, 7, 4))},
        ),
        ("After your telephone call of 1 July 2016 you wrote on 4 July 2016.", {("request", date(2016, 7, 4))}),
        ("An extract from our letter to you dated 8 July 2016 is enclosed.", set()),
        ("The clock started on 5 July 2016, the first working day after we had your request.", set()),
    ],
)
def test_a_day_is_that_of_the_letter_that_bears_it(words: str, read: set[tuple[str, date]]) -> None:
    """
    What the requester writes about, a reminder, a call and the authority's own letter give no day of the request.
    """
    encoding = page("Wexmoor Police", "9 August 2016", words, SILENT)
    days = told(encoding, "date", "role", "on")

    assert read == {(role, on) for role, on in days if role != "response"}


@pytest.mark.parametrize(("sender", "days"), [("a.requester@example.org", [date(2022, 3, 8)]), ("FOI Team", [])])
def test_the_line_over_a_quoted_message_gives_the_day_of_the_request(sender: str, days: list[date]) -> None:
    """
    Unless the message that is quoted is the authority's own.
    """
    encoding = page(
        "5 April 2022", SILENT, f"On 8 Mar 2022, at 10:15, {sender} wrote:", "> How many drones do you own?"
    )

    assert days == [on for role, on in told(encoding, "date", "role", "on") if role == "request"]


def test_the_day_of_a_form_is_not_that_of_the_letter() -> None:
    """
    A form printed at the foot bears the day of its own version.
    """
    encoding = page("Wexmoor Police", SILENT, "Form FOI 7 (rev. 3 June 2019)")

    assert [] == told(encoding, "date", "on")


@pytest.mark.parametrize(
    ("words", "on"),
    [
        ("Access was blocked on 9 September 2021.", date(2021, 9, 9)),
        ("On 9 September 2021 the force blocked access to the site.", date(2021, 9, 9)),
        ("The tool was last used in December 2021.", date(2021, 12, 1)),
        ("The data was extracted from the system on 3 October 2021.", date(2021, 10, 3)),
        ("The figures are correct as at 30 September 2021.", date(2021, 9, 30)),
        ("As at 30 September 2021 there were 52 officers.", date(2021, 9, 30)),
        ("The danger has grown since the murder of an officer on 12 October 2021.", date(2021, 10, 12)),
        ("We never bought it, as our treasurer told the Audit and Risk Panel in October 2021.", date(2021, 10, 1)),
        # before the letter, or in its month
        ("Access was blocked on 9 August 2021.", None),
        ("Access was blocked in August 2021.", None),
        # to come, or supposed
        ("Access will be blocked on 9 September 2021.", None),
        ("The contract was awarded in 2018 and ends on 9 September 2021.", None),
        ("The policy was approved in 2019 and is due for renewal on 1 May 2022.", None),
        ("The hearing was listed on 1 May 2022.", None),
        ("An exercise on 3 November 2021 is being prepared.", None),
        ("The camera was bought for the event on 1 September 2021.", None),
        ("The contract was let for 1 September 2021 to 1 September 2023.", None),
        ("There were 52 arrests between 1 April 2021 and 31 March 2022.", None),
        ("If a search was made on 3 November 2021, it was lawful.", None),
        # the requester's
        ("You said that a van was seen on 1 November 2021.", None),
        ("'A van was seen on 1 November 2021' is what the report says.", None),
    ],
)
def test_what_is_told_as_past_and_dates_after_the_letter(words: str, on: date | None) -> None:
    """
    Only a day after that of the letter, on which something is plainly told to have been so, is written down.
    """
    encoding = page(
        "Wexmoor Police", "17 August 2021", "Your request of 1 August 2021 refers.", "Response", words, SILENT
    )

    assert ([on] if on else []) == [day for role, day in told(encoding, "date", "role", "on") if role == "event"]


def test_what_the_requester_told_is_no_event_of_the_letter() -> None:
    """
    A request that is printed may speak of whatever day it likes.
    """
    asked = "You asked: The van was seen on 9 September 2021. Why was it there?"
    encoding = page("Wexmoor Police", "17 August 2021", asked, "Response", SILENT)

    assert [] == [role for role in told(encoding, "date", "role") if role == "event"]
