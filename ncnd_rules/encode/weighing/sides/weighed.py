"""What is weighed, an answer, which is to confirm or deny, or disclosure, and where in a letter."""

from ncnd_rules.encode.page import ARGUING, DECIDING
from ncnd_rules.encode.prefiltered import Prefiltered
from ncnd_rules.letter import Section

WEIGHED_IN: tuple[Section, ...] = ("header", *DECIDING, *ARGUING)
"""The sections of a letter in which anything is weighed."""
_OF_EXISTENCE = Prefiltered(
    r"(?i)confirm|\bden(?:y|ial|ying)|\ban answer\b|\banswering\b|\bsilen(?:ce|t)\b|(?<!\d)1\(1\)\(a\)|"
    r"\byes or (?:a )?no\b|\beither way\b|\b(?:say|stat|tell)(?:e|ing)? (?:(?:\w+ ){1,2})?(?:whether|if)\b|\bncnd\b"
)
_OF_DISCLOSURE = Prefiltered(r"(?i)disclos|releas|withh(?:o|e)ld|publish|publication")
PUBLISHED = Prefiltered(
    r"(?i)\b(?:we|I|it|they|which|that|who|commissioner|inspectorate|already) (?:\w+ )?"
    r"publish(?:es|ed)?\b(?! (?:it|this|them)\b)|"
    r"\b(?:is|are|was|were|been) (?:\w+ )?(?:published|released|disclosed)(?= (?:each|every|by|in|on|at)\b)"
)
"""What is published already, or by others: no disclosure that is weighed."""
WHETHER_HELD = Prefiltered(
    r"(?i)\b(?:disclos|releas|reveal|publish|publicat)\w*(?: of)? (?:whether|if|the (?:existence|fact))\b"
)
"""To disclose whether something is held, which is to confirm or deny it."""


def weighs(words: str) -> str | None:
    """What words weigh: existence, which is to confirm or deny, or disclosure; none where they do not tell."""
    words = PUBLISHED.sub("", WHETHER_HELD.sub("confirming", words))
    existence, disclosure = _OF_EXISTENCE.search(words) is not None, _OF_DISCLOSURE.search(words) is not None
    if existence == disclosure:
        return None
    return "existence" if existence else "disclosure"
