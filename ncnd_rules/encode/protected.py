"""The interests that exemptions protect: for which of them words that name no section may be meant."""

import re
from collections.abc import Mapping

from ncnd_rules.encode.draft import Draft
from ncnd_rules.facts import Citation, Factor, Harm, Necessity, NoticeElement

# An argument that names no section is taken for all that are relied on, but for these only where it is about the
# interest that they protect.
_ARGUMENTS = {
    "23": ("security_bodies", "national_security", "inference", "other"),
    "27": ("international_relations", "intelligence_sharing", "other"),
    "38": ("public_safety", "other"),
    "40": ("privacy", "other"),
    "41": ("other",),
    "42": ("other",),
    "43": ("other",),
    "44": ("other",),
}
# What no argument of the lexicon names is about such an interest only where its words could speak of it. They are many,
# since a reason that was given is missed at a greater cost than one that was not is found.
_SPOKEN_OF = {
    "23": r"secur|intelligen|agenc|bod(?:y|ies)\b|services?\b|MI[56]\b|GCHQ|NCA\b|national",
    "32": r"court|tribunal|inquir|proceeding|judge|judicial|coroner|inquest|litiga",
    "34": r"parliament|house\b|members?\b|privilege",
    "27": r"relation|internation|foreign|countr|state|nation|government|oversea|abroad|all(?:y|ie)|diplom|"
    r"partner|treat",
    "38": r"safe|danger|health|li(?:fe|ves)\b|injur|harm|risk|attack|assault|kill|die\b|death|threat|violen|hurt|"
    r"physical|mental|distress|repris|target|retaliat|reveng|suicid",
    "40": r"person|people|individual|privacy|private|data\b|identi|named?\b|someone|anyone|himself|herself|famil|"
    r"officers?\b|staff|employee|member(?!s of the public)|witness|victim|patient|suspect|defendant|(?:un)?fair|"
    r"principle|GDPR|article",
    "41": r"confiden|trust|source|suppl(?:y|ied)|breach|actionable",
    "42": r"legal|advice|advise|privilege|lawyer|counsel|solicitor|client|court|litigation|proceedings",
    "43": r"commerc|compan|supplier|market|contract|pric|trad|tender|bid|business|compet|secret|manufactur",
    "44": r"prohibit|enactment|statut|court|contempt|obligation|unlawful|barred|forbid|Act \d",
}
# Of these too little is said in most letters to tell what is meant for them: they are left open.
OPEN = ("23", "32", "34")
# What a conclusion names outright, and not only speaks of.
_NAMED = {
    "24": re.compile(r"(?i)\bnational security\b|\bsecurity of the\b"),
    "26": re.compile(r"(?i)\bdefence of\b|\barmed forces\b|\bmilitary (?:capabilit|effective|operation)\w*"),
    "27": re.compile(
        r"(?i)\b(?:international|foreign|bilateral|diplomatic) relations\b|"
        r"\brelations(?:hips?)? (?:with|between) (?:\w+ ){0,3}"
        r"(?:states?|countries|country|governments?|nations?|partners)\b|"
        r"\binterests? (?:of the (?:UK|United Kingdom) )?(?:abroad|overseas)\b"
    ),
    "30": re.compile(r"(?i)\binvestigation"),
    "31": re.compile(r"(?i)\blaw enforcement\b|\bcrime\b|\bpolicing\b"),
    "38": re.compile(r"(?i)\bsafety\b|\bsafe\b"),
}
_SPEAKS_OF = {section: re.compile(rf"(?i)\b(?:{words})") for section, words in _SPOKEN_OF.items()}


def could_concern(section: str, argument: str, words: str) -> bool:
    """Whether an argument, in words that name no section, may be made for this one."""
    if argument not in _ARGUMENTS.get(section, (argument,)):
        return False
    spoken_of = _SPEAKS_OF.get(section) if argument == "other" else None
    return spoken_of is None or spoken_of.search(words) is not None


def interests_named(words: str, sections: tuple[str, ...]) -> tuple[str, ...]:
    """Of some sections, those whose interests words name; all where they name none."""
    return tuple(one for one in sections if one in _NAMED and _NAMED[one].search(words)) or sections


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
