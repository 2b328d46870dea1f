"""What is said of a terrorism threat level."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from ncnd_rules.facts.fact import Each, Fact, Flag, tells
from ncnd_rules.facts.words import Level
from ncnd_rules.letter import as_tuple


class ThreatClaim(Fact):
    """What the letter says of a terrorism threat level."""

    kind = "threat_claim"
    claim: Annotated[
        Literal["current", "remained", "raised", "published_since"],
        tells("current: in force at the letter's date; remained: unchanged since; raised: an exception to that"),
    ]
    series: Annotated[Literal["national", "northern_ireland", "great_britain"], tells("which published level")] = (
        "national"
    )
    level: Annotated[Level | None, tells("the level claimed")] = None
    ordinal: Annotated[
        Literal["highest", "second_highest", "third_highest", "fourth_highest", "lowest"] | None,
        tells("a rank the letter gives the level in words"),
    ] = None
    since: Annotated[
        int | None, Field(ge=2006, le=2100, description="the year from which it is said to have remained")
    ] = None
    month: Annotated[
        tuple[Annotated[str, Field(pattern=r"^20\d\d-(0[1-9]|1[0-2])$")], ...],
        BeforeValidator(as_tuple),
        tells("each month in which it is said to have been raised, as YYYY-MM, resolved against the letter"),
    ] = ()
    event: Annotated[Each, tells("each event said to have caused it, by its key in the register")] = ()
    relative: Annotated[
        Literal["this_year", "recently", "none"], tells("a word of time that depends on the letter's date")
    ] = "none"
    ended: Annotated[Flag, tells("true for 'had remained until': a past that is said to be over")] = False
    terrorism: Annotated[
        Literal["international", "unstated"],
        tells("the kind of terrorism whose level it is called, where that is not told by the series"),
    ] = "unstated"


class LevelMeaning(Fact):
    """What the letter says that a threat level means. Source: Home Secretary's statement of 23 July 2019."""

    kind = "level_meaning"
    level: Annotated[Level, tells("the level explained")]
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
        tells("what an attack is said to be; highly_likely_soon: 'in the near future'"),
    ]
