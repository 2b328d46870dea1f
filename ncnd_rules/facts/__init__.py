"""The vocabulary: what a letter says, one frozen type a kind.

A module holds the kinds of one business of a letter; `fact` says what a fact is, `kinds` gathers them.
"""

from ncnd_rules.facts.answers import Part, Question, ToldApart
from ncnd_rules.facts.bodies import BodyMention, RoyalStyle
from ncnd_rules.facts.fact import LONGEST_WORD, UNNAMED, Day, Fact, Word, section_of
from ncnd_rules.facts.kinds import FACT_TYPES, REFERENCES, FieldType, fields_of, references_of
from ncnd_rules.facts.notice import (
    Clarification,
    ComplaintRight,
    Contact,
    Extension,
    FeesNotice,
    NoticeElement,
    ReviewPeriod,
    ReviewRight,
    Search,
)
from ncnd_rules.facts.page import (
    Attachment,
    Background,
    Disclaimer,
    EarlierAnswer,
    Heading,
    Link,
    Presupposition,
    PromisedList,
    TextDefect,
)
from ncnd_rules.facts.particulars import Authority, Date, Reference, Regime
from ncnd_rules.facts.provisions import Citation, Classification, Test
from ncnd_rules.facts.reasons import Balance, Consideration, Factor, Harm, LimbTerm, Necessity, Partner
from ncnd_rules.facts.threat import LevelMeaning, ThreatClaim
from ncnd_rules.facts.words import REFUSALS, Argument, Level, Object, Position, Scope

__all__ = [
    "FACT_TYPES",
    "LONGEST_WORD",
    "REFERENCES",
    "REFUSALS",
    "UNNAMED",
    "Argument",
    "Attachment",
    "Authority",
    "Background",
    "Balance",
    "BodyMention",
    "Citation",
    "Clarification",
    "Classification",
    "ComplaintRight",
    "Consideration",
    "Contact",
    "Date",
    "Day",
    "Disclaimer",
    "EarlierAnswer",
    "Extension",
    "Fact",
    "Factor",
    "FeesNotice",
    "FieldType",
    "Harm",
    "Heading",
    "Level",
    "LevelMeaning",
    "LimbTerm",
    "Link",
    "Necessity",
    "NoticeElement",
    "Object",
    "Part",
    "Partner",
    "Position",
    "Presupposition",
    "PromisedList",
    "Question",
    "Reference",
    "Regime",
    "ReviewPeriod",
    "ReviewRight",
    "RoyalStyle",
    "Scope",
    "Search",
    "Test",
    "TextDefect",
    "ThreatClaim",
    "ToldApart",
    "Word",
    "fields_of",
    "references_of",
    "section_of",
]
