"""A template as a case system has one: it is filled, and the letter is sent."""

from typing import NamedTuple

LETTER = """\
{authority}
Information Rights Team

{date}

Our reference: {reference}

Dear Sir or Madam

Your request under the Freedom of Information Act 2000 reached us on {received}. You asked:

{question}

OUR ANSWER

{authority} neither confirms nor denies that it holds the information that you asked for. The duty in section 1(1)(a) \
of the Act does not apply, by virtue of section 31(3), law enforcement. This letter is a refusal notice under \
section 17 of the Act.

WHY THE EXEMPTION APPLIES

Section 31(3) is qualified, and it is based on prejudice.

A yes would be likely to prejudice the prevention and detection of crime: offenders would learn what to avoid. A no \
would be likely to do the same: offenders would learn that there is nothing to avoid.

THE PUBLIC INTEREST

In favour of confirming or denying: there is a public interest in transparency.

Against confirming or denying: a yes or a no would help offenders to avoid detection.

On balance, the public interest in maintaining the exclusion of the duty to confirm or deny under section 31(3) \
outweighs the public interest in saying whether the information is held.

IF YOU ARE NOT SATISFIED

You may ask us for an internal review within {days} working days of the date of this letter. We aim to answer within \
20 working days.

If you are still not satisfied after that, section 50 of the Act gives you the right to apply to the Information \
Commissioner for a decision: Wycliffe House, Water Lane, Wilmslow, Cheshire SK9 5AF; telephone 0303 123 1113.

Yours faithfully

{authority}
"""


class Case(NamedTuple):
    """What the case system knows of a request."""

    authority: str = "Wexmoor Police"
    reference: str = "WP-FOI-0412-24"
    received: str = "26 February 2024"
    date: str = "18 March 2024"
    question: str = "1. Does the force use camera drones?"
    days: int = 40


def filled(case: Case) -> str:
    """The letter for a case."""
    return LETTER.format(**case._asdict())
