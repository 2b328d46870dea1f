"""The kinds of fact that registers say of a letter, and their fields."""

from collections.abc import Mapping

from ncnd_rules.facts import (
    FieldType,
)

_TEXT = FieldType(str)

_FLAG = FieldType(bool)

_NUMBER = FieldType(int)

_NATURE = FieldType(str, choices=("absolute", "qualified", "mixed", "contested", "none"))

_BASED_ON = FieldType(
    str, choices=("class", "prejudice", "endangerment", "necessity", "opinion", "cost", "mixed", "other")
)

_LEVEL = FieldType(str, choices=("low", "moderate", "substantial", "severe", "critical"))

_SERIES = FieldType(str, choices=("national", "northern_ireland", "great_britain"))

_ORDINAL = FieldType(str, choices=("highest", "second_highest", "third_highest", "fourth_highest", "lowest"))

WORLD_KINDS: dict[str, Mapping[str, FieldType]] = {
    # The letter itself: one a letter, so that a rule can speak of a letter that has nothing.
    "letter": {
        "letter": _TEXT,
        "regime": FieldType(str, choices=("foia", "eir", "foisa", "dpa", "none", "other")),
        "copy": FieldType(str, choices=("complete", "extract", "unknown")),
    },
    # A cited limb of an exemption, as in force at the letter's date.
    "limb": {
        "limb": _TEXT,
        "provision": _TEXT,
        "section": _TEXT,
        "purpose": FieldType(str, choices=("disclosure", "ncnd")),
        "nature": _NATURE,
        "based_on": _BASED_ON,
    },
    # What a cited subsection is at the letter's date.
    "provision_standing": {
        "provision_standing": _TEXT,
        "provision": _TEXT,
        "standing": FieldType(str, choices=("exempts", "repealed", "not_yet", "other", "none")),
        "label": _TEXT,
    },
    # A section of the Act that the letter names, taken as a whole.
    "exemption": {
        "exemption": _TEXT,
        "section": _TEXT,
        "title": _TEXT,
        "nature": _NATURE,
        "based_on": _BASED_ON,
        "has_ncnd_limb": _FLAG,
    },
    # A level that may rightly be called current at the letter's date.
    "published_level": {
        "published_level": _TEXT,
        "series": _SERIES,
        "level": _LEVEL,
        "standing": FieldType(str, choices=("published", "change_day", "grace")),
        "label": _TEXT,
    },
    "level_rank": {"level_rank": _TEXT, "level": _LEVEL, "ordinal": _ORDINAL},
    # A published period that a claim to have 'remained' at a level leaves out.
    "level_gap": {
        "level_gap": _TEXT,
        "threat_claim": _TEXT,
        "relation": FieldType(str, choices=("lower", "higher")),
        "level": _LEVEL,
        "label": _TEXT,
    },
    # A month in which the level is said to have been raised, and whether it was.
    "level_month": {"level_month": _TEXT, "threat_claim": _TEXT, "month": _TEXT, "reached": _FLAG, "label": _TEXT},
    "event": {"event": _TEXT, "year": _NUMBER, "label": _TEXT},
    # The level changed to this one within six months before the letter.
    "recent_change": {"recent_change": _TEXT, "series": _SERIES, "level": _LEVEL},
    # The level given is not that of its own series, and is that of another of which the letter may be speaking.
    "mixed_series": {"mixed_series": _TEXT, "threat_claim": _TEXT, "other": _TEXT, "label": _TEXT},
    # What a level is said to mean: its meaning now, one it had before, or neither.
    "meaning_status": {
        "meaning_status": _TEXT,
        "level_meaning": _TEXT,
        "status": FieldType(str, choices=("current", "former", "other")),
        "label": _TEXT,
    },
    # Something that the letter speaks of as past, and that its own date puts in the future.
    "later_than_letter": {"later_than_letter": _TEXT, "label": _TEXT},
    # A last day that the letter names for its answer, beside the one that section 10 gives.
    "stated_due": {
        "stated_due": _TEXT,
        "date": _TEXT,
        "relation": FieldType(str, choices=("same", "earlier", "later")),
        "due": _TEXT,
    },
    # How long an extension makes the answer take in all, by the day it names or by that of the letter.
    "extension_length": {
        "extension_length": _TEXT,
        "extension": _TEXT,
        "over": _FLAG,
        "working_days": _NUMBER,
        "most": _NUMBER,
    },
    # How long the answer took.
    "timing": {
        "timing": _TEXT,
        "late": _FLAG,
        "before_request": _FLAG,
        "working_days": _NUMBER,
        "received": _TEXT,
        "sent": _TEXT,
        "due": _TEXT,
    },
    # The time of which an answer says that it speaks, beside the one that its question asks about; unstated for what
    # else is said in answer to it; short where all answers together leave out a year.
    "told_time": {
        "told_time": _TEXT,
        "question": _TEXT,
        "part": _TEXT,
        "relation": FieldType(str, choices=("whole", "short", "outside", "unstated")),
        "asked": _TEXT,
        "told": _TEXT,
    },
    "review_window": {"review_window": _TEXT, "review_period": _TEXT, "short": _FLAG, "days": _NUMBER},
    # A time told for a review, held against the longest in which one is usually answered.
    "review_length": {"review_length": _TEXT, "review_period": _TEXT, "long": _FLAG, "days": _NUMBER},
    # An address of the regulator that the register knows, at the letter's date.
    "contact_standing": {
        "contact_standing": _TEXT,
        "contact": _TEXT,
        "standing": FieldType(str, choices=("current", "stale")),
        "label": _TEXT,
    },
    # Whether whom the letter names decides complaints at its date.
    "regulator_standing": {
        "regulator_standing": _TEXT,
        "complaint_right": _TEXT,
        "standing": FieldType(str, choices=("decides", "never", "not_yet")),
        "label": _TEXT,
    },
    "body_status": {
        "body_status": _TEXT,
        "body_mention": _TEXT,
        "status": FieldType(str, choices=("exists", "not_yet", "soon", "abolished", "grace", "unknown")),
        "group": FieldType(str, choices=("oversight", "policing", "government", "regulator", "legislation")),
        "label": _TEXT,
    },
    "body_vacancy": {"body_vacancy": _TEXT, "body_mention": _TEXT, "label": _TEXT},
    # Whether a body stands in section 23(3) at the letter's date; nothing is said where that is arguable.
    "security_listing": {"security_listing": _TEXT, "body_mention": _TEXT, "listed": _FLAG, "right_name": _TEXT},
    "style_status": {"style_status": _TEXT, "royal_style": _TEXT, "right": _FLAG, "label": _TEXT},
    # The Act under which this authority, by its name, has to answer.
    "own_act": {
        "own_act": _TEXT,
        "authority": _TEXT,
        "act": FieldType(str, choices=("foia", "foisa")),
        "title": _TEXT,
        "label": _TEXT,
    },
    "body_name": {
        "body_name": _TEXT,
        "body_mention": _TEXT,
        "form": FieldType(str, choices=("right", "wrong")),
        "right_name": _TEXT,
    },
    # A reference to be quoted, or of the request, and whether the letter bears it; only where the two are built alike.
    "reference_match": {
        "reference_match": _TEXT,
        "reference": _TEXT,
        "agrees": _FLAG,
        "own": _TEXT,
        "quoted": _TEXT,
        "label": _TEXT,
    },
}
"""Kinds of fact that registers and calendar add to a letter's own, with the fields that rules can ask for."""

DOUBTFUL_KINDS = frozenset({"level_gap", "told_time"})
"""Kinds whose facts may be uncertain: what a register says may hang on what the letter does not say."""
