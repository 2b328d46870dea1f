"""The provisions relied on, and what a letter says that they are and need."""

from typing import Annotated, Literal

from pydantic import computed_field

from ncnd_rules.facts.fact import Each, Fact, Flag, Provision, section_of, tells
from ncnd_rules.facts.words import Object


class Citation(Fact):
    """A provision relied on, or argued as if it were."""

    kind = "citation"
    part: Annotated[Each, tells("each part it serves")] = ()
    provision: Annotated[Provision, tells("the provision as printed, without 'section': 31(3), or 24")]
    role: Annotated[
        Literal["listed", "argued"],
        tells("listed: named as relied on; argued: only named over harm, factors or a balance"),
    ] = "listed"
    purpose: Annotated[Literal["ncnd", "withhold", "cost", "vexatious"], tells("which refusal it is cited for")] = (
        "ncnd"
    )
    in_the_alternative: Annotated[Flag, tells("true where the letter says it applies in the alternative")] = False

    @computed_field  # type: ignore[prop-decorator]
    @property
    def section(self) -> str:
        """The section number alone: 31 for 31(3)."""
        return section_of(self.provision)

    @computed_field  # type: ignore[prop-decorator]
    @property
    def precise(self) -> bool:
        """Whether a subsection is named."""
        return "(" in self.provision


class Classification(Fact):
    """What the letter says an exemption is."""

    kind = "classification"
    part: Annotated[Each, tells("each part it speaks of")] = ()
    section: Annotated[Each, tells("each section it classifies, by number")]
    says: Annotated[
        Literal["qualified", "absolute", "prejudice_based", "class_based", "needs_no_test", "needs_test"],
        tells("what it is said to be; needs_test: an absolute one that is said to need or to pass the weighing"),
    ]


class Test(Fact):
    """A test the letter says it has to apply."""

    __test__ = False  # not a test of ours, whatever its name suggests to pytest

    kind = "test"
    part: Annotated[Each, tells("each part it is applied to")] = ()
    test: Annotated[Literal["public_interest", "harm"], tells("which test")]
    object: Annotated[Object, tells("what is said to be weighed: existence (confirming), or disclosure")] = "unstated"
    because: Annotated[
        Literal["qualified", "prejudice_based", "both", "unstated"],
        tells("what the need for it is said to follow from"),
    ] = "unstated"
    threshold: Annotated[
        Literal["outweighs", "exceptional_circumstances", "unstated"], tells("what is said to tip it")
    ] = "unstated"
