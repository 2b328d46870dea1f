"""What exemptions protect: for which of them an argument that names none may be made."""

import re

# An argument that names no section is taken for all that are relied on, but for these only where it is about the
# interest that they protect.
_INTERESTS = {
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
_SPEAKS_OF = {section: re.compile(rf"(?i)\b(?:{words})") for section, words in _SPOKEN_OF.items()}


def could_concern(section: str, argument: str, words: str) -> bool:
    """Whether an argument, in words that name no section, may be made for this one."""
    if argument not in _INTERESTS.get(section, (argument,)):
        return False
    spoken_of = _SPEAKS_OF.get(section) if argument == "other" else None
    return spoken_of is None or spoken_of.search(words) is not None
