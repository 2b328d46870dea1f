"""The refusal notice: what stands in it, the time that is taken or stopped, and the rights it tells of."""

from typing import Annotated, Literal

from pydantic import Field, computed_field

from ncnd_rules.facts.fact import Day, Each, Fact, Flag, Provision, Word, section_of, tells


class NoticeElement(Fact):
    """A thing a refusal notice contains."""

    kind = "notice_element"
    part: Annotated[Each, tells("each part it is said for")] = ()
    element: Annotated[
        Literal[
            "reliance_stated",
            "section_17_named",
            "reason",
            "reasons_withheld",
            "separate_notice_promised",
            "delay_acknowledged",
            "advice",
            "rights_withheld",
        ],
        tells("what it is; reasons_withheld: section 17(4) relied on; rights_withheld: relied on to leave out rights"),
    ]
    provision: Annotated[Provision | None, tells("the provision it names")] = None

    @computed_field  # type: ignore[prop-decorator]
    @property
    def section(self) -> str | None:
        """The section number of the provision it names."""
        return section_of(self.provision) if self.provision else None


class Extension(Fact):
    """More time taken."""

    kind = "extension"
    reason: Annotated[Literal["public_interest", "other"], tells("what for; section 10(3) knows one reason only")]
    until: Annotated[Day | None, tells("the estimated date given")] = None
    within: Annotated[Word | None, tells("the time in which a decision is promised, as worded: 20 working days")] = None
    earlier: Annotated[Flag, tells("true where it was announced before, and is only told of here; else taken here")] = (
        False
    )
    under_section_10: Annotated[Flag, tells("true where section 10(3) is named for it")] = False
    section: Annotated[Each, tells("each section for which it is taken, by number; none where none is named")] = ()

    @computed_field  # type: ignore[prop-decorator]
    @property
    def limited(self) -> bool:
        """Whether it is taken for the sections that it names, and not for the whole answer."""
        return bool(self.section)

    @computed_field  # type: ignore[prop-decorator]
    @property
    def estimated(self) -> bool:
        """Whether the letter says by when it expects to decide, by a day or by a time."""
        return self.until is not None or self.within is not None

    @computed_field  # type: ignore[prop-decorator]
    @property
    def over(self) -> bool:
        """Whether it was taken before, and no end is told that may be still to come: this letter is what it was for."""
        return self.earlier and not self.estimated


class Clarification(Fact):
    """The request was narrowed or explained after it was made."""

    kind = "clarification"
    by: Annotated[Literal["authority", "requester"], tells("whose words")]
    question: Annotated[Each, tells("each question it keeps live or narrows")] = ()
    stops_clock: Annotated[
        Flag, tells("true where it was reasonably needed to identify the information, section 1(3)")
    ] = False


class FeesNotice(Fact):
    """A fee was asked for, section 9."""

    kind = "fees_notice"


class Search(Fact):
    """A search the letter says was made."""

    kind = "search"
    question: Annotated[Each, tells("each question it was made for")] = ()


class ReviewRight(Fact):
    """The authority's own complaints procedure is offered."""

    kind = "review_right"
    none_exists: Annotated[Flag, tells("true where the letter says there is no such procedure")] = False


class ReviewPeriod(Fact):
    """A time in which to ask for a review, or to answer one."""

    kind = "review_period"
    direction: Annotated[Literal["to_ask", "to_answer"], tells("whose time it is: the requester's or the authority's")]
    number: Annotated[int, Field(ge=1, description="how many units")]
    unit: Annotated[Literal["working_days", "calendar_days", "weeks", "months"], tells("units of the number")] = (
        "working_days"
    )


class ComplaintRight(Fact):
    """The right to apply to the Commissioner, section 50."""

    kind = "complaint_right"
    to: Annotated[
        Word, tells("the regulator's id in the register; DATA_PROTECTION_COMMISSIONER for the name until January 2001")
    ] = "ICO"
    under: Annotated[
        Literal["dpa", "unstated"],
        tells("dpa: told as a right of data protection, and not about this request for information"),
    ] = "unstated"


class Contact(Fact):
    """An address given for a purpose."""

    kind = "contact"
    of: Annotated[Literal["authority", "regulator"], tells("whose address")]
    means: Annotated[Literal["post", "email", "telephone", "web"], tells("how it is reached")]
    value: Annotated[
        Word | None, tells("the regulator's address as printed; never the authority's, which may name people")
    ] = None
    works: Annotated[Flag, tells("false where it is broken or refers to nothing as printed")] = True
