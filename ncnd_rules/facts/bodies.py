"""Bodies that a letter names."""

from typing import Annotated, Literal

from ncnd_rules.facts.fact import Fact, Flag, Word, tells


class BodyMention(Fact):
    """A body the letter relies on or names."""

    kind = "body_mention"
    body: Annotated[Word, tells("the body's id in the register")]
    name: Annotated[Word, tells("the name as printed")]
    tense: Annotated[
        Literal["present", "past", "future"], tells("spoken of as acting now, as history, or as still to come")
    ] = "present"
    document: Annotated[Flag, tells("true where only what it published is named, which may outlive it")] = False
    security_body: Annotated[Flag, tells("true where it is called one of the bodies to which section 23 applies")] = (
        False
    )
    role: Annotated[
        Literal["oversight", "adviser", "regulator", "partner", "supplier", "other"], tells("what it is said to do")
    ] = "other"


class RoyalStyle(Fact):
    """A service named after the monarch. Source: the Demise of the Crown on 8 September 2022."""

    kind = "royal_style"
    style: Annotated[Literal["her", "his"], tells("whose Majesty is named")]
    name: Annotated[Word, tells("the service as printed, with the style")]
    tense: Annotated[Literal["present", "past", "future"], tells("as of a body")] = "present"
