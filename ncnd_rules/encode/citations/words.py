"""What words of a sentence say beside a provision: as what it is named, that something is refused, or silence kept."""

import re

from ncnd_rules.encode.draft import Draft
from ncnd_rules.facts import REFUSALS

# 'Section 44(2) provides that the duty does not arise where': in a letter that lists nothing this is what it relies on.
LIFTS_DUTY = re.compile(
    r"(?i)\b(?:dut(?:y|ies)|obligation|requirement)\b[^.;]{0,80}?\b(?:(?:does|do) not (?:arise|apply)|"
    r"(?:is|are) (?:excluded|removed|lifted|disapplied))|"
    r"\b(?:relieves?|exempts?|excuses?|releases?) (?:us|me|it|the \w+) (?:of|from)\b"
)


def roles_said(draft: Draft, words: str, section: str | None = None) -> set[str]:
    """As what the words beside a provision show it to be named."""
    return {hit.row.gives["role"] for hit in draft.lexicon.accepted("reliance", words, section)}


def refuses(draft: Draft, words: str) -> bool:
    """Whether words refuse something."""
    hit = draft.lexicon.first("positions", words, "answer")
    return hit is not None and hit.row.gives["position"] in REFUSALS


def is_silent(draft: Draft, words: str) -> bool:
    """Whether words neither confirm nor deny."""
    hit = draft.lexicon.first("positions", words, "answer")
    return hit is not None and hit.row.gives["position"] == "ncnd"
