"""What is weighed: whether to say if anything is held, or whether to disclose it."""

import re
from collections.abc import Iterable

from ncnd_rules.encode.draft import Draft
from ncnd_rules.encode.page import Sentence
from ncnd_rules.encode.positions import Held
from ncnd_rules.encode.prefiltered import Prefiltered
from ncnd_rules.encode.weighing.sides import PUBLISHED, WHETHER_HELD, Leaning, weighs

_DISCLOSING = Prefiltered(
    r"(?i)\b(?:disclosure|disclosing|disclosed|releas(?:e|ing|ed)|publi(?:sh(?:ing|ed)?|cation)|"
    # An answer 'would disclose' a tactic; who speaks of a disclosure says 'to disclose this', or 'if we disclose it'.
    r"(?:to|we|i|you|they) disclose(?= (?:it|this|that|these|them|the|such|any|all)\b)|"
    r"communicati(?:on|ng) (?:of )?(?:the|this|that|any) (?:information|material)|"
    r"(?:plac|putt?)(?:e|ing)? (?:\S+ ){0,4}?(?:in|into) (?:the public domain|print)|"
    r"ma(?:ke|de|king) (?:\S+ ){0,4}?public|(?:giv|lett?|putt?|hand)(?:e|ing)? "
    r"(?:(?:it|this|the|such) (?:\w+ )?)?out(?! by))\b"
)
# Whether something is so can only be said or not said; under whatever heading, that is an answer.
_SAYS_WHETHER = Prefiltered(
    r"(?i)\b(?:say|says|said|saying|stat(?:e|ing)|tell|telling|told|admit|admitting) (?:\w+ )?(?:whether|if)\b|"
    r"\bconfirm\w*,? (?:n?or|and|/) (?:else )?(?:to )?den\w*|\byes or (?:a )?no\b|\badmission or (?:a )?denial\b|"
    r"\b(?:answer\w*|repl(?:y|ying)|confirm\w*|statement) (?:one way|either way)\b|\b(?:whichever|either) answer\b|"
    r"\bin the affirmative or\b"
)
# 'It could also', 'This would': what is spoken of was named in the sentence before.
_GOES_ON = re.compile(
    r"(?i)(?:(?:and|also|furthermore|moreover|in addition|besides),? )?(?:it|this|that|which) "
    r"(?:\w+ )?(?:would|could|might|may|will|can)\b"
)


def object_said(draft: Draft, sentence: Sentence) -> str:
    """What a sentence says outright is weighed; `unstated` where it does not."""
    objects = {found.gives["object"] for found in draft.find("tests", [sentence]) if "object" in found.gives}
    if "existence" in objects:
        return "existence"
    return "disclosure" if "disclosure" in objects else "unstated"


def object_in_text(draft: Draft, one: Leaning, parts: tuple[Held, ...]) -> str:
    """What an argument of running text speaks of: a paragraph that refuses weighs what it refuses."""
    refused: set[str] = {
        part.fact.position
        for part in parts
        if part.sentence.block == one.sentence.block and part.fact.position in ("ncnd", "withheld")
    }
    said = object_said(draft, one.sentence)
    if said != "unstated":
        return said
    if own := object_of_words(one.sentence.words):
        return own
    if not refused and one.object:
        return one.object
    refused = refused or {str(part.fact.position) for part in parts}
    if refused in ({"ncnd"}, {"withheld"}):
        return "disclosure" if "withheld" in refused else "existence"
    return one.object or object_weighed(draft, one.sentence, parts)


def object_weighed(draft: Draft, sentence: Sentence, parts: Iterable[Held]) -> str:
    """What an argument speaks of: as it says, as its heading says, or else as the refusals that it is given for."""
    said = object_said(draft, sentence)
    if said != "unstated":
        return said
    if own := object_of_words(sentence.words):
        return own
    if _GOES_ON.match(sentence.words) and (before := _before(draft, sentence)) is not None:
        return object_weighed(draft, before, parts)
    heading = draft.page.heading_at(sentence.filing.heading)
    if weighed := weighs(heading):
        return weighed
    refused = {part.fact.position for part in parts}
    if refused == {"ncnd"}:
        return "existence"
    return "disclosure" if refused == {"withheld"} else "unstated"


def object_of_words(words: str) -> str | None:
    """Of what words speak by themselves: an answer that is given or not, or disclosure."""
    words = PUBLISHED.sub("", WHETHER_HELD.sub("confirming", words))
    if _SAYS_WHETHER.search(words):
        return "existence"
    return "disclosure" if _DISCLOSING.search(words) else None


def _before(draft: Draft, sentence: Sentence) -> Sentence | None:
    """The sentence before, where it stands in the same paragraph."""
    before = draft.page.sentences[sentence.number - 1] if sentence.number else sentence
    return before if before.number != sentence.number and before.block == sentence.block else None
