"""What a letter is to say: facts that have no words yet, and how the letter is to look.

A plan is made of facts from the vocabulary without evidence; composing a letter gives them theirs.
"""

from typing import Literal, NamedTuple

from ncnd_rules.facts import (
    Balance,
    BodyMention,
    Citation,
    Date,
    Factor,
    Harm,
    Level,
    Object,
    Part,
    Question,
    ReviewPeriod,
)

SentAs = Literal["letter", "email", "page"]


class Style(NamedTuple):
    """How a letter looks, whatever it says."""

    sent_as: SentAs = "letter"
    width: int = 0  # characters in a line; 0: paragraphs are not wrapped
    headings: Literal["capitals", "bold", "plain", "run_in", "none"] = "plain"
    labels: str = "1."  # how the first question is numbered
    request: Literal["quoted", "retold", "absent", "interleaved"] = "quoted"
    listed: Literal["lines", "bullets", "table", "running"] = "lines"
    bullet: str = "•"
    factors: Literal["bullets", "paragraphs", "together"] = "paragraphs"
    paged: bool = False  # the foot of each page stands among the words
    precise_when_argued: bool = True  # "Section 31(3)" over factors too, not "Section 31"


class Asked(NamedTuple):
    """A question and the requester's words for it."""

    fact: Question
    ask: str  # a template: «marked» are the words that ask
    that: str = ""  # as the authority retells it
    limb: bool = False


class Refusal(NamedTuple):
    """Why a part is refused."""

    citations: tuple[Citation, ...]
    harm: tuple[Harm, ...] = ()
    factors: tuple[Factor, ...] = ()
    balances: tuple[Balance, ...] = ()
    weighed: Object = "existence"  # what the headings over the factors say is weighed
    classified: bool = True  # the letter says which exemptions are qualified, and which absolute
    combined: bool = True  # one weighing for all exemptions


class Answer(NamedTuple):
    """One part: some questions, one position, one scope."""

    part: Part
    refusal: Refusal | None = None
    told: str = ""  # for what is disclosed, a template with the words that tell it


class Threat(NamedTuple):
    """The level that the letter claims, true or not."""

    level: Level


class Plan(NamedTuple):
    """All that one letter is to say."""

    authority: str  # by its name among the wordings
    topic: str  # by its id among the wordings
    dates: tuple[Date, ...]  # that of the response first
    questions: tuple[Asked, ...]
    answers: tuple[Answer, ...]
    style: Style = Style()
    threat: Threat | None = None
    bodies: tuple[BodyMention, ...] = ()
    review: bool = False  # the letter is the outcome of an internal review
    notice: bool = True  # it says that it is a refusal notice
    no_inference: bool = True  # and that nothing may be inferred from it
    review_right: bool = True
    periods: tuple[ReviewPeriod, ...] = ()
    complaint_right: bool = True
    asides: tuple[str, ...] = ()  # elements that state no fact, such as quoted law
