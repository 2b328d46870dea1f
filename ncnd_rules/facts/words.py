"""The words that fields of several kinds take."""

from typing import Literal

Position = Literal["disclosed", "withheld", "not_held", "ncnd", "cost_refusal", "vexatious", "unanswered", "unclear"]
"""What an authority says about holding what was asked for."""
REFUSALS: tuple[Position, ...] = ("ncnd", "withheld", "cost_refusal", "vexatious")
"""The positions that refuse: under an exemption, or under section 12 or 14."""
Scope = Literal["overt", "covert", "further", "unqualified"]
"""How much of the subject is spoken of."""
Side = Literal["for", "against"]
Object = Literal["existence", "disclosure", "unstated"]
"""What is weighed: that information exists, or that it is disclosed."""
Level = Literal["low", "moderate", "substantial", "severe", "critical"]
"""The terrorism threat levels, the lowest first."""
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
"""What an argument in the weighing says: all that harm may be, and what speaks for an answer."""
