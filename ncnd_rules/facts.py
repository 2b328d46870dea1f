"""The vocabulary: what a letter says, one frozen type a kind.

A field marked *each* takes one value or a list; the fact then holds for each of them, and a rule
that mentions the field sees one row for each. All other fields are single.
"""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, ClassVar, Literal, NamedTuple, Union, get_args, get_origin, get_type_hints

from pydantic import AfterValidator, BeforeValidator, Field, Strict, computed_field

from ncnd_rules.letter import Frozen, Span, as_tuple, plain

Position = Literal["disclosed", "withheld", "not_held", "ncnd", "cost_refusal", "vexatious", "unanswered", "unclear"]
REFUSALS: tuple[Position, ...] = ("ncnd", "withheld", "cost_refusal", "vexatious")
Scope = Literal["overt", "covert", "further", "unqualified"]
Side = Literal["for", "against"]
Object = Literal["existence", "disclosure", "unstated"]
Level = Literal["low", "moderate", "substantial", "severe", "critical"]
Answers = Literal["confirming", "denying", "both"]
Likelihood = Literal["would", "would_be_likely", "could", "may", "unstated"]
HarmArgument = Literal[
    # what an answer may serve, and may harm
    "public_confidence",
    "public_assistance",
    "capability",
    "targeting",
    "evasion",
    "vulnerability",
    "mapping",
    "operations",
    "law_enforcement",
    "national_security",
    "international_relations",
    "partnership",
    "public_safety",
    "service",
    "security_bodies",
    "privacy",
    "intelligence_sharing",
    "inference",
    "partial_reveals",
    "consistency",
    "covert_tactics",
    "threat",
    # foreign to every exemption
    "cost",
    "staff_time",
    "embarrassment",
    "press",
    "motive",
    "other",
]
Argument = Literal[
    # for confirming or denying, and no harm
    "transparency",
    "better_informed",
    "public_funds",
    "accountability",
    "understanding",
    "no_harm",
    HarmArgument,
]


def _as_words(value: Any) -> Any:
    # A bare "24" is read as a number by YAML and meant as a provision.
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _as_each(value: Any) -> Any:
    return tuple(_as_words(item) for item in as_tuple(value))


def _as_day(value: Any) -> Any:
    if isinstance(value, int | float):
        raise ValueError(f"found '{value}', expected a date that exists, as YYYY-MM-DD")  # noqa: TRY004 - pydantic's way
    return value


# Long texts stay in the letter: what a fact says is a name, a number or a few words.
LONGEST_WORD = 400  # characters
_Short = Field(min_length=1, max_length=LONGEST_WORD)
# No letter under the Act is older, and a slip of the pen is the likelier reading of a later year.
Day = Annotated[date, BeforeValidator(_as_day), Field(ge=date(1990, 1, 1), le=date(2100, 12, 31))]
Flag = Annotated[bool, Strict()]  # 'yes' and 1 are not true
Each = Annotated[tuple[Annotated[str, _Short, AfterValidator(plain)], ...], BeforeValidator(_as_each)]
Word = Annotated[str, _Short, BeforeValidator(_as_words), AfterValidator(plain)]

_PROVISION = re.compile(r"(\d+[A-Z]?)((?:\([0-9A-Za-z]+\))*)")


def _check_provision(value: str) -> str:
    if not _PROVISION.fullmatch(value):
        raise ValueError(f"found provision '{value}', expected a section with its subsections, such as 31(3)")
    return value


Provision = Annotated[Word, AfterValidator(_check_provision)]


def _says(description: str) -> Any:
    return Field(description=description)


UNNAMED = "-"  # the id of a fact whose author gave none


class Fact(Frozen):
    """One thing a letter says, and the words in which it says it."""

    kind: ClassVar[str]

    id: Annotated[
        Word,
        Field(pattern=r"^[A-Za-z0-9_.-]+$"),
        _says("the fact's own name within its letter; other facts and rules refer to it"),
    ] = UNNAMED
    evidence: Annotated[
        tuple[Span, ...], BeforeValidator(as_tuple), _says("the words that say it, in reading order")
    ] = ()


class Authority(Fact):
    """Who answers."""

    kind = "authority"
    name: Annotated[Word, _says("the authority's name as it stands in the letter")]


class Reference(Fact):
    """A case reference."""

    kind = "reference"
    value: Annotated[Word, _says("the reference as printed")]
    whose: Annotated[Literal["authority", "requester"], _says("whose reference it is")] = "authority"
    quoted: Annotated[Flag, _says("true where it is the one that the requester is asked to quote")] = False
    of_request: Annotated[Flag, _says("true where it is printed as the number of the request, not of the letter")] = (
        False
    )


class Regime(Fact):
    """The Act under which the letter answers."""

    kind = "regime"
    act: Annotated[
        Literal["foia", "eir", "foisa", "dpa", "none"],
        _says("the regime the letter names or applies; none: who answers says that no such Act applies to it"),
    ]
    named: Annotated[Flag, _says("false where no Act is named, only freedom of information as such")] = True


class Date(Fact):
    """A day that matters to a time limit, or that cannot be right beside that of the letter."""

    kind = "date"
    role: Annotated[
        Literal["response", "request", "received", "clarification_sought", "clarification_received", "due", "event"],
        _says("what happened on that day; event: what the answer tells as past and dates after the letter"),
    ]
    on: Annotated[Day, _says("the day, resolved against the letter where it is relative")]
    of_review: Annotated[Flag, _says("true for the answer to a review, whose days section 10 does not count")] = False
    of_month: Annotated[Flag, _says("true where no more than the month is told, and the day is its first")] = False

    @computed_field  # type: ignore[prop-decorator]
    @property
    def year(self) -> int:
        """The year of the day."""
        return self.on.year


class Question(Fact):
    """One thing the requester asked, in the requester's words; where the copy has lost them, by its number alone."""

    kind = "question"
    label: Annotated[Word, _says("its number or letter as printed, or a place such as '4 (how)'")]
    topic: Annotated[
        Word | None, _says("what it is about, a short name shared with harm; none where that is not known")
    ] = None
    period: Annotated[Literal["present", "past", "both", "unstated"], _says("the time it asks about")] = "unstated"
    first_day: Annotated[Day | None, _says("the first day of the time it asks about, where it names one")] = None
    last_day: Annotated[Day | None, _says("the last day of it; none where none is named, or it reaches to today")] = (
        None
    )
    parent: Annotated[Word | None, _says("the question of which this is one limb")] = None
    depends_on_use: Annotated[Flag, _says("true where it falls away if the thing asked about is not used")] = False
    covert: Annotated[Flag, _says("true where it may ask about nothing but covert use")] = False
    printed: Annotated[
        Flag, _says("false where only an answer names it by its number, and its words are not in this copy")
    ] = True
    asks: Annotated[
        Literal["supplier", "published_rules", "other"],
        _says(
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
    question: Annotated[Each, _says("each question it answers")] = ()
    position: Annotated[Position, _says("what the authority says about holding")]
    scope: Annotated[Scope, _says("how much of the subject the position covers")] = "unqualified"
    tense: Annotated[
        Literal["present", "past", "perfect", "unstated"],
        _says("the tense of an answer about use; perfect reaches from the past to now"),
    ] = "unstated"
    ground: Annotated[
        Literal["search", "non_use", "unstated"], _says("what a denial of holding is said to rest on")
    ] = "unstated"
    hedge: Annotated[
        Literal["may_hold", "potentially_yes", "none"],
        _says(
            "a word that keeps the answer from being one; potentially_yes: a yes, or a maybe, that no record supports"
        ),
    ] = "none"
    referent: Annotated[Literal["clear", "ambiguous"], _says("whether it can be told what the answer speaks of")] = (
        "clear"
    )
    reach: Annotated[Literal["clear", "unclear"], _says("whether it can be told which questions a refusal covers")] = (
        "clear"
    )
    in_name_of: Annotated[
        Word | None, _says("another police force, where the words take the position in its name and not the author's")
    ] = None
    supplier_of: Annotated[
        Word | None, _says("of an answer that names a supplier, the subject that it names and nothing before it does")
    ] = None
    first_day: Annotated[Day | None, _says("the first day of the time of which it says that it speaks")] = None
    last_day: Annotated[Day | None, _says("the last day of it; none where none is told, or it reaches to today")] = None


class ToldApart(Fact):
    """What is said of one alone of several things that a question asks, or in one of several letters on a page.

    A limb that has a question of its own needs no such fact.
    """

    kind = "told_apart"
    part: Annotated[
        Each,
        _says("each part that is about another thing, or in another letter, than the other answers to its questions"),
    ] = ()


class Citation(Fact):
    """A provision relied on, or argued as if it were."""

    kind = "citation"
    part: Annotated[Each, _says("each part it serves")] = ()
    provision: Annotated[Provision, _says("the provision as printed, without 'section': 31(3), or 24")]
    role: Annotated[
        Literal["listed", "argued"],
        _says("listed: named as relied on; argued: only named over harm, factors or a balance"),
    ] = "listed"
    purpose: Annotated[Literal["ncnd", "withhold", "cost", "vexatious"], _says("which refusal it is cited for")] = (
        "ncnd"
    )
    in_the_alternative: Annotated[Flag, _says("true where the letter says it applies in the alternative")] = False

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
    part: Annotated[Each, _says("each part it speaks of")] = ()
    section: Annotated[Each, _says("each section it classifies, by number")]
    says: Annotated[
        Literal["qualified", "absolute", "prejudice_based", "class_based", "needs_no_test", "needs_test"],
        _says("what it is said to be; needs_test: an absolute one that is said to need or to pass the weighing"),
    ]


class Test(Fact):
    """A test the letter says it has to apply."""

    __test__ = False  # not a test of ours, whatever its name suggests to pytest

    kind = "test"
    part: Annotated[Each, _says("each part it is applied to")] = ()
    test: Annotated[Literal["public_interest", "harm"], _says("which test")]
    object: Annotated[Object, _says("what is said to be weighed: existence (confirming), or disclosure")] = "unstated"
    because: Annotated[
        Literal["qualified", "prejudice_based", "both", "unstated"],
        _says("what the need for it is said to follow from"),
    ] = "unstated"
    threshold: Annotated[
        Literal["outweighs", "exceptional_circumstances", "unstated"], _says("what is said to tip it")
    ] = "unstated"


class Harm(Fact):
    """What is said would follow from confirming or denying, or from disclosure."""

    kind = "harm"
    part: Annotated[Each, _says("each part whose refusal it supports")] = ()
    section: Annotated[Each, _says("each section it is argued for, by number; several where it is not told apart")] = ()
    scope: Annotated[Scope, _says("how much of the subject it speaks of; further: 'any other information'")] = "further"
    topic: Annotated[Each, _says("each topic it speaks of, as in questions")] = ()
    general: Annotated[Flag, _says("true where it speaks of the whole request and no topic")] = False
    of: Annotated[Answers, _says("which answer is said to cause it")] = "both"
    likelihood: Annotated[Likelihood, _says("the likelihood as worded")] = "unstated"
    argument: Annotated[HarmArgument, _says("what kind of harm")] = "other"


class Necessity(Fact):
    """A claim that an exemption is required for the purpose its limb names."""

    kind = "necessity"
    part: Annotated[Each, _says("each part it supports")] = ()
    section: Annotated[Each, _says("each section said to be required, by number")]


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
        _says(
            "certificate: of a minister, sections 23(2) and 24(3), with its signatory; foreign: section 27(4); "
            "investigation, confidential_source: section 30; law_enforcement_interest: one of section 31(1); "
            "qualified_person: of section 36(5), or that person's opinion; own_data, others_data: whose personal data "
            "section 40 is about; prohibition: the enactment, or other bar, of section 44(1)"
        ),
    ]


class Partner(Fact):
    """A State, or a body abroad, that the letter names, and who names it. Source: FOIA 2000 ss.23(3), 27(5)."""

    kind = "partner"
    name: Annotated[Word, _says("its name as it stands in the reasons, without an article")]
    by: Annotated[
        Literal["authority", "requester", "perhaps_requester"],
        _says(
            "authority: the reasons say that relations with it, or what it shares, would suffer; requester: the "
            "request names it, in whatever form; perhaps_requester: the request may name one, without telling which"
        ),
    ]


class Factor(Fact):
    """One argument weighed in the public interest test."""

    kind = "factor"
    part: Annotated[Each, _says("each part it is weighed for")] = ()
    section: Annotated[Each, _says("each section it is filed under, by number; several where combined")] = ()
    side: Annotated[Side, _says("the side it is filed under: for or against confirming or denying")]
    object: Annotated[Object, _says("whether it speaks of existence or of disclosure")] = "existence"
    argument: Annotated[Argument, _says("what kind of argument")] = "other"
    scope: Annotated[Scope, _says("how much of the subject it speaks of; further: 'any other information'")] = "further"
    of: Annotated[Answers, _says("which answer what it tells is said to follow from")] = "both"
    likelihood: Annotated[Likelihood, _says("the likelihood as worded")] = "unstated"


class Balance(Fact):
    """The weighing and where it comes out."""

    kind = "balance"
    part: Annotated[Each, _says("each part whose refusal it weighs")] = ()
    section: Annotated[Each, _says("each section it weighs, by number")] = ()
    direction: Annotated[
        Literal["maintain", "confirm", "equal", "ambiguous", "implied"],
        _says("maintain: keep silent; confirm: answer; ambiguous: cannot be told; implied: weighed, never concluded"),
    ]
    object: Annotated[Object, _says("what the conclusion weighs")] = "unstated"


class Consideration(Fact):
    """A statement in the balance that is neither a filed factor nor the conclusion."""

    kind = "consideration"
    part: Annotated[Each, _says("each part it bears on")] = ()
    side: Annotated[
        Literal["for", "against", "dismisses"],
        _says("which way it points; dismisses: says that an interest need not be met"),
    ]
    argument: Annotated[Argument, _says("what kind of argument")] = "other"


class ThreatClaim(Fact):
    """What the letter says of a terrorism threat level."""

    kind = "threat_claim"
    claim: Annotated[
        Literal["current", "remained", "raised", "published_since"],
        _says("current: in force at the letter's date; remained: unchanged since; raised: an exception to that"),
    ]
    series: Annotated[Literal["national", "northern_ireland", "great_britain"], _says("which published level")] = (
        "national"
    )
    level: Annotated[Level | None, _says("the level claimed")] = None
    ordinal: Annotated[
        Literal["highest", "second_highest", "third_highest", "fourth_highest", "lowest"] | None,
        _says("a rank the letter gives the level in words"),
    ] = None
    since: Annotated[
        int | None, Field(ge=2006, le=2100, description="the year from which it is said to have remained")
    ] = None
    month: Annotated[
        tuple[Annotated[str, Field(pattern=r"^20\d\d-(0[1-9]|1[0-2])$")], ...],
        BeforeValidator(as_tuple),
        _says("each month in which it is said to have been raised, as YYYY-MM, resolved against the letter"),
    ] = ()
    event: Annotated[Each, _says("each event said to have caused it, by its key in the register")] = ()
    relative: Annotated[
        Literal["this_year", "recently", "none"], _says("a word of time that depends on the letter's date")
    ] = "none"
    ended: Annotated[Flag, _says("true for 'had remained until': a past that is said to be over")] = False
    terrorism: Annotated[
        Literal["international", "unstated"],
        _says("the kind of terrorism whose level it is called, where that is not told by the series"),
    ] = "unstated"


class LevelMeaning(Fact):
    """What the letter says that a threat level means. Source: Home Secretary's statement of 23 July 2019."""

    kind = "level_meaning"
    level: Annotated[Level, _says("the level explained")]
    meaning: Annotated[
        Literal[
            "highly_unlikely",
            "unlikely",
            "possible",
            "strong_possibility",
            "likely",
            "highly_likely",
            "highly_likely_soon",
            "expected_imminently",
        ],
        _says("what an attack is said to be; highly_likely_soon: 'in the near future'"),
    ]


class BodyMention(Fact):
    """A body the letter relies on or names."""

    kind = "body_mention"
    body: Annotated[Word, _says("the body's id in the register")]
    name: Annotated[Word, _says("the name as printed")]
    tense: Annotated[
        Literal["present", "past", "future"], _says("spoken of as acting now, as history, or as still to come")
    ] = "present"
    document: Annotated[Flag, _says("true where only what it published is named, which may outlive it")] = False
    security_body: Annotated[Flag, _says("true where it is called one of the bodies to which section 23 applies")] = (
        False
    )
    role: Annotated[
        Literal["oversight", "adviser", "regulator", "partner", "supplier", "other"], _says("what it is said to do")
    ] = "other"


class RoyalStyle(Fact):
    """A service named after the monarch. Source: the Demise of the Crown on 8 September 2022."""

    kind = "royal_style"
    style: Annotated[Literal["her", "his"], _says("whose Majesty is named")]
    name: Annotated[Word, _says("the service as printed, with the style")]
    tense: Annotated[Literal["present", "past", "future"], _says("as of a body")] = "present"


class NoticeElement(Fact):
    """A thing a refusal notice contains."""

    kind = "notice_element"
    part: Annotated[Each, _says("each part it is said for")] = ()
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
        _says("what it is; reasons_withheld: section 17(4) relied on; rights_withheld: relied on to leave out rights"),
    ]
    provision: Annotated[Provision | None, _says("the provision it names")] = None

    @computed_field  # type: ignore[prop-decorator]
    @property
    def section(self) -> str | None:
        """The section number of the provision it names."""
        return section_of(self.provision) if self.provision else None


class Extension(Fact):
    """More time taken."""

    kind = "extension"
    reason: Annotated[Literal["public_interest", "other"], _says("what for; section 10(3) knows one reason only")]
    until: Annotated[Day | None, _says("the estimated date given")] = None
    within: Annotated[Word | None, _says("the time in which a decision is promised, as worded: 20 working days")] = None
    earlier: Annotated[Flag, _says("true where it was announced before, and is only told of here; else taken here")] = (
        False
    )
    under_section_10: Annotated[Flag, _says("true where section 10(3) is named for it")] = False
    section: Annotated[Each, _says("each section for which it is taken, by number; none where none is named")] = ()

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
    by: Annotated[Literal["authority", "requester"], _says("whose words")]
    question: Annotated[Each, _says("each question it keeps live or narrows")] = ()
    stops_clock: Annotated[
        Flag, _says("true where it was reasonably needed to identify the information, section 1(3)")
    ] = False


class FeesNotice(Fact):
    """A fee was asked for, section 9."""

    kind = "fees_notice"


class Search(Fact):
    """A search the letter says was made."""

    kind = "search"
    question: Annotated[Each, _says("each question it was made for")] = ()


class ReviewRight(Fact):
    """The authority's own complaints procedure is offered."""

    kind = "review_right"
    none_exists: Annotated[Flag, _says("true where the letter says there is no such procedure")] = False


class ReviewPeriod(Fact):
    """A time in which to ask for a review, or to answer one."""

    kind = "review_period"
    direction: Annotated[Literal["to_ask", "to_answer"], _says("whose time it is: the requester's or the authority's")]
    number: Annotated[int, Field(ge=1, description="how many units")]
    unit: Annotated[Literal["working_days", "calendar_days", "weeks", "months"], _says("units of the number")] = (
        "working_days"
    )


class ComplaintRight(Fact):
    """The right to apply to the Commissioner, section 50."""

    kind = "complaint_right"
    to: Annotated[
        Word, _says("the regulator's id in the register; DATA_PROTECTION_COMMISSIONER for the name until January 2001")
    ] = "ICO"
    under: Annotated[
        Literal["dpa", "unstated"],
        _says("dpa: told as a right of data protection, and not about this request for information"),
    ] = "unstated"


class Contact(Fact):
    """An address given for a purpose."""

    kind = "contact"
    of: Annotated[Literal["authority", "regulator"], _says("whose address")]
    means: Annotated[Literal["post", "email", "telephone", "web"], _says("how it is reached")]
    value: Annotated[
        Word | None, _says("the regulator's address as printed; never the authority's, which may name people")
    ] = None
    works: Annotated[Flag, _says("false where it is broken or refers to nothing as printed")] = True


class Disclaimer(Fact):
    """Words that limit what may be drawn from the letter."""

    kind = "disclaimer"
    says: Annotated[
        Literal["no_inference", "not_comparable", "confidential_email", "no_copying"],
        _says("what it disclaims; no_copying: forbids whoever reads it to pass the letter on"),
    ]


class Link(Fact):
    """A web address the letter gives."""

    kind = "link"
    to: Annotated[
        Literal["threat_level", "earlier_answer", "exemption_notes", "review_procedure", "publication_scheme", "other"],
        _says("what it is said to lead to"),
    ]
    works: Annotated[Flag, _says("false where it is broken, cut short or empty as printed")] = True


class PromisedList(Fact):
    """A sentence that announces a list."""

    kind = "promised_list"
    of: Annotated[Literal["exemptions", "questions", "documents", "other"], _says("what is announced")]
    part: Annotated[Each, _says("each part it belongs to")] = ()
    given: Annotated[Flag, _says("whether a list follows in this copy")]


class EarlierAnswer(Fact):
    """What the letter says of an answer that the same authority gave before."""

    kind = "earlier_answer"
    says: Annotated[
        Literal["unchanged", "relied_on", "corrected", "withdrawn", "reviewed"],
        _says(
            "unchanged: said to hold still; relied_on: pointed to as the answer; withdrawn: taken back or replaced; "
            "reviewed: this letter tells the outcome of the internal review of it"
        ),
    ]


class Attachment(Fact):
    """Something said to be attached or enclosed, in which section 1(1)(b) may be met."""

    kind = "attachment"
    given: Annotated[Flag, _says("whether it is in this copy")]


class Presupposition(Fact):
    """Words that take it for granted that information, a capability or a practice exists."""

    kind = "presupposition"
    stated: Annotated[Flag, _says("true where they state it outright: 'the information that we hold shows'")] = False
    part: Annotated[Each, _says("each neither-confirm-nor-deny part they stand for")] = ()


class Background(Fact):
    """A general statement that argues no harm of its own."""

    kind = "background"
    about: Annotated[
        Literal["release_to_the_world", "threat", "covert_tactics", "requester_motive", "policing_duty", "other"],
        _says("what it is about"),
    ]
    filed_under: Annotated[
        Literal["harm", "factors_for", "factors_against", "balance", "other"], _says("where it stands")
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
        _says("what it announces"),
    ]
    section: Annotated[Each, _says("each section of the Act it names, by number")] = ()
    of: Annotated[Answers | None, _says("which answer it names; none where it names none")] = None

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
        _says(
            "what is wrong; garbled: words are lost or run together; fragment: a sentence that is cut; duplicate: said "
            "again in another section; chrome: words of the web page or of the foot of a page; unmasked: the name of "
            "somebody who is blacked out elsewhere; misdirected: a link that shows another address than it leads to"
        ),
    ]
    inside: Annotated[Flag, _says("of words of the page, true where they stand within a section of the letter")] = False


FACT_TYPES: dict[str, type[Fact]] = {fact.kind: fact for fact in Fact.__subclasses__()}

# Fields that name another fact of the same letter, and the kind they name.
REFERENCES = {"part": "part", "question": "question", "parent": "question"}


def references_of(fact: Fact) -> Iterator[tuple[str, str, str]]:
    """Each fact that another names: the field that names it, the kind it has to have, and its id."""
    for field, kind in REFERENCES.items():
        value = getattr(fact, field, None) or ()
        yield from ((field, kind, name) for name in ((value,) if isinstance(value, str) else value))


def section_of(provision: str) -> str:
    """The section number of a provision: 31 for 31(3), 22A for 22A(2)."""
    match = _PROVISION.match(provision)
    return match.group(1) if match else provision


class FieldType(NamedTuple):
    """What a rule may say about one field of a kind."""

    base: type  # str, int or bool; a day is text, YYYY-MM-DD
    each: bool = False  # takes several values, one row for each
    choices: tuple[str, ...] = ()  # the only values it takes; empty where any will do


@cache
def fields_of(kind: str) -> dict[str, FieldType]:
    """The fields of *kind* that rules can see: all but its id and its words.

    Each kind has one more, named after itself, that holds the fact's id: ``part`` of a part; all but
    ``test``, whose own field of that name says which test it is.
    """
    fact = FACT_TYPES[kind]
    own = {kind: FieldType(str)}
    declared = {
        name: _field_type(field.annotation)
        for name, field in fact.model_fields.items()
        if name not in ("id", "evidence")
    }
    # Asked of the property itself: the model may not have been built yet.
    computed = {
        name: _field_type(get_type_hints(field.wrapped_property.fget)["return"])
        for name, field in fact.model_computed_fields.items()
    }
    return own | declared | computed


def _field_type(annotation: Any) -> FieldType:
    origin = get_origin(annotation)
    if origin is Annotated:
        return _field_type(get_args(annotation)[0])
    if origin is tuple:
        return _field_type(get_args(annotation)[0])._replace(each=True)
    if origin is Literal:
        return FieldType(str, choices=get_args(annotation))
    if origin in (Union, UnionType):
        return _field_type(next(arg for arg in get_args(annotation) if arg is not NoneType))
    return FieldType(annotation if annotation in (int, bool) else str)
