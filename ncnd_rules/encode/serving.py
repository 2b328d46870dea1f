"""For which sections of the Act a reason can be given that names none of them."""

import re
from collections.abc import Mapping

from ncnd_rules.encode.draft import Draft
from ncnd_rules.facts import Citation, Factor, Harm, Necessity, NoticeElement

# An argument that names no section is taken for all that are relied on, but for these only where it is about the
# interest that they protect.
_INTERESTS: Mapping[str, tuple[str, ...]] = {
    "23": ("security_bodies", "national_security", "inference", "other"),
    "27": ("international_relations", "intelligence_sharing", "other"),
    "38": ("public_safety", "other"),
    "40": ("privacy", "other"),
    "41": ("other",),
    "42": ("other",),
    "43": ("other",),
    "44": ("other",),
}
# Sections that turn on what information is, or on another law, and not on what follows from an answer. A harm of no
# kind that is known can be meant for one of them only where its words touch on that.
_TOUCH_ON: Mapping[str, re.Pattern[str]] = {
    section: re.compile(rf"(?i)\b(?:{words})")
    for section, words in {
        "23": r"secur|intelligen|agenc|bod(?:y|ies)\b|services?\b|MI[56]\b|GCHQ|NCA\b|national",
        "32": r"court|tribunal|inquir|proceeding|judge|judicial|coroner|inquest|litiga",
        "34": r"parliament|house\b|members?\b|privilege",
        "40": r"person|individual|people|name[ds]?\b|naming|identi|privat|privacy|famil|employee|staff|officers?\b|"
        r"colleague|he\b|she\b|him\b|her\b|his\b|hers\b|members?\b|witness|victim|patient|subjects?\b|li(?:fe|ves)\b|"
        r"living|data\b|some(?:one|body)|any(?:one|body)|nobody|distress|reputation|stigma|m[ae]n\b|wom[ae]n\b|"
        r"child|resident|neighbour|informant|source|suspect",
        "41": r"confiden|trust|breach|third part|provid|suppl|source|secre",
        "42": r"legal|law|lawyer|advice|advis|counsel|solicitor|privilege|litiga|client",
        "44": r"prohibit|enactment|statut|law|court|order\b|obligation|offence|confiden|duty|permit|contempt|Act\b",
    }.items()
}


def can_serve(section: str, argument: str, words: str) -> bool:
    """Whether a sentence with an argument that names no section can be meant for one."""
    if argument not in _INTERESTS.get(section, (argument,)):
        return False
    touches = _TOUCH_ON.get(section)
    return argument != "other" or touches is None or touches.search(words) is not None


def leave_open(draft: Draft, perhaps: Mapping[int, tuple[str, ...]]) -> None:
    """Where nothing else is argued for a section that is listed, what may be meant for it is left open.

    Args:
        perhaps: the number of a sentence to the sections for which its reason may be meant, or not.
    """
    argued = {
        section
        for fact in draft.facts
        if isinstance(fact, Harm | Necessity) or (isinstance(fact, Factor) and fact.side == "against")
        for section in fact.section
    }
    argued |= {
        fact.section or "" for fact in draft.facts if isinstance(fact, NoticeElement) and fact.element == "reason"
    }
    listed = {fact.section for fact in draft.facts if isinstance(fact, Citation) and fact.role == "listed"}
    for number, sections in perhaps.items():
        if listed & set(sections) - argued:
            draft.half_read[number] |= draft.said[number] & {Harm.kind, Factor.kind}
