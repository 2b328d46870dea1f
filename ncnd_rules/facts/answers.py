"""What was asked, and what is answered: questions, and the parts in which an authority decides on them."""

from typing import Annotated, Literal

from pydantic import computed_field

from ncnd_rules.facts.fact import Day, Each, Fact, Flag, Word, tells
from ncnd_rules.facts.words import Position, Scope


class Question(Fact):
    """One thing the requester asked, in the requester's words; where the copy has lost them, by its number alone."""

    kind = "question"
    label: Annotated[Word, tells("its number or letter as printed, or a place such as '4 (how)'")]
    topic: Annotated[
        Word | None, tells("what it is about, a short name shared with harm; none where that is not known")
    ] = None
    period: Annotated[Literal["present", "past", "both", "unstated"], tells("the time it asks about")] = "unstated"
    first_day: Annotated[Day | None, tells("the first day of the time it asks about, where it names one")] = None
    last_day: Annotated[Day | None, tells("the last day of it; none where none is named, or it reaches to today")] = (
        None
    )
    parent: Annotated[Word | None, tells("the question of which this is one limb")] = None
    depends_on_use: Annotated[Flag, tells("true where it falls away if the thing asked about is not used")] = False
    covert: Annotated[Flag, tells("true where it may ask about nothing but covert use")] = False
    printed: Annotated[
        Flag, tells("false where only an answer names it by its number, and its words are not in this copy")
    ] = True
    asks: Annotated[
        Literal["supplier", "published_rules", "other"],
        tells(
            "what it asks for: a supplier; published_rules: law, codes of practice, or what was put out as publicity"
        ),
    ] = "other"

    @computed_field  # type: ignore[prop-decorator]
    @property
    def limb(self) -> bool:
        """Whether it is one limb of another question."""
        return self.parent is not None


class Part(Fact):
    """The unit of decision: some questions, one position, one scope."""

    kind = "part"
    question: Annotated[Each, tells("each question it answers")] = ()
    position: Annotated[Position, tells("what the authority says about holding")]
    scope: Annotated[Scope, tells("how much of the subject the position covers")] = "unqualified"
    tense: Annotated[
        Literal["present", "past", "perfect", "unstated"],
        tells("the tense of an answer about use; perfect reaches from the past to now"),
    ] = "unstated"
    ground: Annotated[
        Literal["search", "non_use", "unstated"], tells("what a denial of holding is said to rest on")
    ] = "unstated"
    hedge: Annotated[
        Literal["may_hold", "potentially_yes", "none"],
        tells(
            "a word that keeps the answer from being one; potentially_yes: a yes, or a maybe, that no record supports"
        ),
    ] = "none"
    referent: Annotated[Literal["clear", "ambiguous"], tells("whether it can be told what the answer speaks of")] = (
        "clear"
    )
    reach: Annotated[Literal["clear", "unclear"], tells("whether it can be told which questions a refusal covers")] = (
        "clear"
    )
    in_name_of: Annotated[
        Word | None, tells("another police force, where the words take the position in its name and not the author's")
    ] = None
    supplier_of: Annotated[
        Word | None, tells("of an answer that names a supplier, the subject that it names and nothing before it does")
    ] = None
    first_day: Annotated[Day | None, tells("the first day of the time of which it says that it speaks")] = None
    last_day: Annotated[Day | None, tells("the last day of it; none where none is told, or it reaches to today")] = None


class ToldApart(Fact):
    """What is said of one alone of several things that a question asks, or in one of several letters on a page.

    A limb that has a question of its own needs no such fact.
    """

    kind = "told_apart"
    part: Annotated[
        Each,
        tells("each part that is about another thing, or in another letter, than the other answers to its questions"),
    ] = ()
