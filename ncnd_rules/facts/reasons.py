"""Why: harm, what the words of an exemption ask for, and the public interest weighed."""

from typing import Annotated, Literal

from ncnd_rules.facts.fact import Each, Fact, Flag, Word, tells
from ncnd_rules.facts.words import Answers, Argument, HarmArgument, Likelihood, Object, Scope, Side


class Harm(Fact):
    """What is said would follow from confirming or denying, or from disclosure."""

    kind = "harm"
    part: Annotated[Each, tells("each part whose refusal it supports")] = ()
    section: Annotated[Each, tells("each section it is argued for, by number; several where it is not told apart")] = ()
    scope: Annotated[Scope, tells("how much of the subject it speaks of; further: 'any other information'")] = "further"
    topic: Annotated[Each, tells("each topic it speaks of, as in questions")] = ()
    general: Annotated[Flag, tells("true where it speaks of the whole request and no topic")] = False
    of: Annotated[Answers, tells("which answer is said to cause it")] = "both"
    likelihood: Annotated[Likelihood, tells("the likelihood as worded")] = "unstated"
    argument: Annotated[HarmArgument, tells("what kind of harm")] = "other"


class Necessity(Fact):
    """A claim that an exemption is required for the purpose its limb names."""

    kind = "necessity"
    part: Annotated[Each, tells("each part it supports")] = ()
    section: Annotated[Each, tells("each section said to be required, by number")]


class LimbTerm(Fact):
    """Something that the words of an exemption ask for, and that the letter says is so.

    Sources: FOIA 2000 ss.23(2), 24(3), 27(4), 30(1)-(2), 31(1), 36(5), 40(5A)-(5B), 44(1).
    """

    kind = "limb_term"
    term: Annotated[
        Literal[
            "certificate",
            "signatory",
            "foreign_relations",
            "foreign_confidence",
            "investigation",
            "confidential_source",
            "law_enforcement_interest",
            "qualified_person",
            "own_data",
            "others_data",
            "prohibition",
        ],
        tells(
            "certificate: of a minister, sections 23(2) and 24(3), with its signatory; foreign: section 27(4); "
            "investigation, confidential_source: section 30; law_enforcement_interest: one of section 31(1); "
            "qualified_person: of section 36(5), or that person's opinion; own_data, others_data: whose personal data "
            "section 40 is about; prohibition: the enactment, or other bar, of section 44(1)"
        ),
    ]


class Partner(Fact):
    """A State, or a body abroad, that the letter names, and who names it. Source: FOIA 2000 ss.23(3), 27(5)."""

    kind = "partner"
    name: Annotated[Word, tells("its name as it stands in the reasons, without an article")]
    by: Annotated[
        Literal["authority", "requester", "perhaps_requester"],
        tells(
            "authority: the reasons say that relations with it, or what it shares, would suffer; requester: the "
            "request names it, in whatever form; perhaps_requester: the request may name one, without telling which"
        ),
    ]


class Factor(Fact):
    """One argument weighed in the public interest test."""

    kind = "factor"
    part: Annotated[Each, tells("each part it is weighed for")] = ()
    section: Annotated[Each, tells("each section it is filed under, by number; several where combined")] = ()
    side: Annotated[Side, tells("the side it is filed under: for or against confirming or denying")]
    object: Annotated[Object, tells("whether it speaks of existence or of disclosure")] = "existence"
    argument: Annotated[Argument, tells("what kind of argument")] = "other"
    scope: Annotated[Scope, tells("how much of the subject it speaks of; further: 'any other information'")] = "further"
    of: Annotated[Answers, tells("which answer what it tells is said to follow from")] = "both"
    likelihood: Annotated[Likelihood, tells("the likelihood as worded")] = "unstated"


class Balance(Fact):
    """The weighing and where it comes out."""

    kind = "balance"
    part: Annotated[Each, tells("each part whose refusal it weighs")] = ()
    section: Annotated[Each, tells("each section it weighs, by number")] = ()
    direction: Annotated[
        Literal["maintain", "confirm", "equal", "ambiguous", "implied"],
        tells("maintain: keep silent; confirm: answer; ambiguous: cannot be told; implied: weighed, never concluded"),
    ]
    object: Annotated[Object, tells("what the conclusion weighs")] = "unstated"


class Consideration(Fact):
    """A statement in the balance that is neither a filed factor nor the conclusion."""

    kind = "consideration"
    part: Annotated[Each, tells("each part it bears on")] = ()
    side: Annotated[
        Literal["for", "against", "dismisses"],
        tells("which way it points; dismisses: says that an interest need not be met"),
    ]
    argument: Annotated[Argument, tells("what kind of argument")] = "other"
