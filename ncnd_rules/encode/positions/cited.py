"""Refusals in words that no row knows, told by the provision on which they rely.

Who relies on section 40(2) withholds what is held, and who relies on section 31(3) does not say whether anything is:
whatever the words, the provision tells which. It tells so once; behind a refusal it gives the reason for that.
"""

import re
from collections.abc import Iterator

from ncnd_rules.encode.draft import Draft, span_of
from ncnd_rules.encode.page import Sentence
from ncnd_rules.encode.positions.held import Candidate
from ncnd_rules.encode.positions.words import scope_of
from ncnd_rules.encode.provisions import Cited, exemptions_in
from ncnd_rules.encode.questions import Questions, mentioned
from ncnd_rules.facts import REFUSALS

_BURDENS = {"12": "cost_refusal", "14": "vexatious"}
# What would be relied on, what another said, what an exemption is, and what comes of weighing.
_SUPPOSED = re.compile(
    r"(?i)\b(?:if|were|unless|whether|could|may|might|would (?:also |then )?(?:have|apply|be (?:exempt|engaged|covered|"
    r"caught|relied|claimed|withheld))|had (?:it|we|you|they)|you (?:say|ask|argue|suggest|claim|contend)\w*|"
    r"public interest|balance|weigh\w*|absolute|qualified|class[- ]based|prejudice|harm|first (?:response|reply|answer)|"
    r"original (?:response|reply|answer|decision)|refused to|declined to|provides? that|states? that|requires? (?:us|me)|concerns? information)\b"
)
_ALSO = re.compile(r"(?i)\b(?:also|too|as well|in addition|additionally|further|alternative\w*)\b")
_PREDICATE = re.compile(r"(?i)\b(?:i|we|is|are|was|were|has|have|can|cannot|will|not|n't|no|refus\w+|declin\w+|withh\w+)\b")


def by_provision(draft: Draft, questions: Questions, candidates: list[Candidate]) -> Iterator[Candidate]:
    """A refusal for each sentence of the answer that relies on a provision where nothing is refused yet."""
    refused = [one for one in candidates if one.position in REFUSALS]
    named: set[str] = set()
    for sentence in draft.page.spoken():
        cited = [one for one in exemptions_in(sentence.words) if one.of_this_act]
        fresh = [one for one in cited if one.section not in named]
        named |= {one.section for one in cited}
        if sentence.section != "answer" or sentence.is_heading or not cited:
            continue
        position = _position(draft, cited)
        if not position or not _relies(draft, sentence) or _has_its_refusal(draft, sentence, refused, fresh):
            continue
        asked = mentioned(sentence.words, questions) or questions.by_labels(sentence.labels) or questions.ids()
        scope = scope_of(draft, sentence.words, questions.words_of(asked)) if position == "ncnd" else ""
        span = (span_of(sentence),)
        found = Candidate(position, scope or "unqualified", "unstated", {}, asked, sentence, span, sentence.words)
        refused.append(found)
        yield found


def _position(draft: Draft, cited: list[Cited]) -> str:
    """What a letter does that relies on some provisions; empty where they are of several kinds."""
    excludes = draft.registers.exemptions.excludes_duty
    kinds = {_BURDENS.get(one.section) or ("ncnd" if excludes(one.provision) else "withheld") for one in cited}
    return kinds.pop() if len(kinds) == 1 else ""


def _relies(draft: Draft, sentence: Sentence) -> bool:
    """Whether a sentence relies on the provision that it names, and does not only speak of it."""
    words = sentence.words
    if _SUPPOSED.search(words):
        return False
    roles = {hit.row.gives["role"] for hit in draft.lexicon.accepted("reliance", words, sentence.section)}
    if roles & {"none", "argued"}:
        return False
    return "listed" in roles or (bool(sentence.labels) and _is_answer(draft, sentence)) or _says_why(words)


def _says_why(words: str) -> bool:
    """Whether a provision stands alone behind what is said: 'I decline to name him - section 40(2).'"""
    cited = exemptions_in(words)
    return bool(_PREDICATE.search(words[: cited[0].start])) and not words[cited[-1].stop :].strip(" ).;")


def _is_answer(draft: Draft, sentence: Sentence) -> bool:
    """Whether a sentence is the first in the block that bears its label, or below the question that does."""
    first = draft.page.of_block(sentence.block)[0]
    return first.number == sentence.number


def _has_its_refusal(draft: Draft, sentence: Sentence, refused: list[Candidate], fresh: list[Cited]) -> bool:
    """Whether a refusal stands for which a sentence only names the provision."""
    if sentence.labels:
        return any(set(one.sentence.labels) & set(sentence.labels) for one in refused)
    if not fresh or _ALSO.search(sentence.words) or any(one.sentence.block == sentence.block for one in refused):
        return True
    # A refusal further up that has named none yet is the one for which the provision is named here.
    return any(
        one.sentence.number < sentence.number
        and not any(exemptions_in(other.words) for other in draft.page.of_block(one.sentence.block))
        for one in refused
    )
