"""What else stands on the page: headings, links, lists, general statements, and flaws of the text itself."""

from typing import Annotated, Literal

from pydantic import computed_field

from ncnd_rules.facts.fact import Each, Fact, Flag, tells
from ncnd_rules.facts.words import Answers


class Disclaimer(Fact):
    """Words that limit what may be drawn from the letter."""

    kind = "disclaimer"
    says: Annotated[
        Literal["no_inference", "not_comparable", "confidential_email", "no_copying"],
        tells("what it disclaims; no_copying: forbids whoever reads it to pass the letter on"),
    ]


class Link(Fact):
    """A web address the letter gives."""

    kind = "link"
    to: Annotated[
        Literal["threat_level", "earlier_answer", "exemption_notes", "review_procedure", "publication_scheme", "other"],
        tells("what it is said to lead to"),
    ]
    works: Annotated[Flag, tells("false where it is broken, cut short or empty as printed")] = True


class PromisedList(Fact):
    """A sentence that announces a list."""

    kind = "promised_list"
    of: Annotated[Literal["exemptions", "questions", "documents", "other"], tells("what is announced")]
    part: Annotated[Each, tells("each part it belongs to")] = ()
    given: Annotated[Flag, tells("whether a list follows in this copy")]


class EarlierAnswer(Fact):
    """What the letter says of an answer that the same authority gave before."""

    kind = "earlier_answer"
    says: Annotated[
        Literal["unchanged", "relied_on", "corrected", "withdrawn", "reviewed"],
        tells(
            "unchanged: said to hold still; relied_on: pointed to as the answer; withdrawn: taken back or replaced; "
            "reviewed: this letter tells the outcome of the internal review of it"
        ),
    ]


class Attachment(Fact):
    """Something said to be attached or enclosed, in which section 1(1)(b) may be met."""

    kind = "attachment"
    given: Annotated[Flag, tells("whether it is in this copy")]


class Presupposition(Fact):
    """Words that take it for granted that information, a capability or a practice exists."""

    kind = "presupposition"
    stated: Annotated[Flag, tells("true where they state it outright: 'the information that we hold shows'")] = False
    part: Annotated[Each, tells("each neither-confirm-nor-deny part they stand for")] = ()


class Background(Fact):
    """A general statement that argues no harm of its own."""

    kind = "background"
    about: Annotated[
        Literal["release_to_the_world", "threat", "covert_tactics", "requester_motive", "policing_duty", "other"],
        tells("what it is about"),
    ]
    filed_under: Annotated[
        Literal["harm", "factors_for", "factors_against", "balance", "other"], tells("where it stands")
    ] = "other"


class Heading(Fact):
    """A heading and what it announces."""

    kind = "heading"
    announces: Annotated[
        Literal[
            "request",
            "response",
            "harm",
            "public_interest",
            "factors_for",
            "factors_against",
            "balance",
            "rights",
            "other",
        ],
        tells("what it announces"),
    ]
    section: Annotated[Each, tells("each section of the Act it names, by number")] = ()
    of: Annotated[Answers | None, tells("which answer it names; none where it names none")] = None

    @computed_field  # type: ignore[prop-decorator]
    @property
    def combined(self) -> bool:
        """Whether it names several sections."""
        return len(self.section) > 1


class TextDefect(Fact):
    """A flaw of the text itself."""

    kind = "text_defect"
    defect: Annotated[
        Literal["garbled", "fragment", "typo", "duplicate", "chrome", "redaction", "unmasked", "misdirected"],
        tells(
            "what is wrong; garbled: words are lost or run together; fragment: a sentence that is cut; duplicate: said "
            "again in another section; chrome: words of the web page or of the foot of a page; unmasked: the name of "
            "somebody who is blacked out elsewhere; misdirected: a link that shows another address than it leads to"
        ),
    ]
    inside: Annotated[Flag, tells("of words of the page, true where they stand within a section of the letter")] = False
