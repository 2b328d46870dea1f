"""Who answers whom, under which Act, and on which days."""

from typing import Annotated, Literal

from pydantic import computed_field

from ncnd_rules.facts.fact import Day, Fact, Flag, Word, tells


class Authority(Fact):
    """Who answers."""

    kind = "authority"
    name: Annotated[Word, tells("the authority's name as it stands in the letter")]


class Reference(Fact):
    """A case reference."""

    kind = "reference"
    value: Annotated[Word, tells("the reference as printed")]
    whose: Annotated[Literal["authority", "requester"], tells("whose reference it is")] = "authority"
    quoted: Annotated[Flag, tells("true where it is the one that the requester is asked to quote")] = False
    of_request: Annotated[Flag, tells("true where it is printed as the number of the request, not of the letter")] = (
        False
    )


class Regime(Fact):
    """The Act under which the letter answers."""

    kind = "regime"
    act: Annotated[
        Literal["foia", "eir", "foisa", "dpa", "none", "other"],
        tells(
            "the regime the letter names or applies; none: who answers says that no such Act applies to it; "
            "other: the law of another country"
        ),
    ]
    named: Annotated[Flag, tells("false where no Act is named, only freedom of information as such")] = True


class Date(Fact):
    """A day that matters to a time limit, or that cannot be right beside that of the letter."""

    kind = "date"
    role: Annotated[
        Literal["response", "request", "received", "clarification_sought", "clarification_received", "due", "event"],
        tells("what happened on that day; event: what the answer tells as past and dates after the letter"),
    ]
    on: Annotated[Day, tells("the day, resolved against the letter where it is relative")]
    of_review: Annotated[Flag, tells("true for the answer to a review, whose days section 10 does not count")] = False
    of_month: Annotated[Flag, tells("true where no more than the month is told, and the day is its first")] = False

    @computed_field  # type: ignore[prop-decorator]
    @property
    def year(self) -> int:
        """The year of the day."""
        return self.on.year
