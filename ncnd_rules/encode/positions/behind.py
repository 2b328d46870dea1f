"""Limits that are told behind an answer: 'No information is held. This is an answer as to overt use only.'."""

from itertools import pairwise

from ncnd_rules.encode.draft import Draft, span_of
from ncnd_rules.encode.page import HOME, Sentence
from ncnd_rules.encode.positions.held import Candidate
from ncnd_rules.encode.prefiltered import Prefiltered

_ANSWER = r"(?:answers?|repl(?:y|ies)|responses?|statements?|denials?|confirmations?|search(?:es)?|findings?)"
# What speaks of the answer itself, and not of what was asked about.
_OF_ANSWER = Prefiltered(
    r"(?i)^(?:(?:please note(?: that)?|however|for the avoidance of doubt|to be clear|note that|again|again and),? )*"
    r"(?:(?:both|all)(?: of)? )?(?:"
    rf"(?:this|that|these|those|the|our|my|its|such an?|each)(?: [\w-]+){{0,3}}? {_ANSWER}\b|"
    r"(?:what is said|the (?:above|foregoing)|everything above|(?:this|that|it|these|they|those)"
    r"(?= (?:(?:is|are|was|were) (?:an? |our |the )?(?:\w+ )?(?:answers?|repl|response|said|given|meant|made|intended|"
    r"limited|confined|restricted|to be (?:read|taken|understood|treated)|not to be)|"
    r"(?:only |solely |both )?(?:relates?|appl(?:y|ies)|refers?|extends?|speaks?|answers?)\b|"
    r"(?:should|must|may|can|does|do)(?: not|n't)\b|shouldnt|cannot|concerns? only|covers? only|says? nothing)))\b|"
    r"in (?:saying|stating|answering|confirming) (?:so|this|that)\b|"
    r"(?:we|i) (?:say|said|state|answer) (?:so|this|that)\b)"
)
_BOTH = Prefiltered(
    r"(?i)\bovert(?:ly)?,? (?:and|or|&|as well as) (?:\w+ )?covert|\bcovert(?:ly)?,? (?:and|or|&|as well as) (?:\w+ )?"
    r"overt|\beither (?:sort|kind)\b"
)
# 'This should not be taken as saying anything of covert use'.
_DENIES = Prefiltered(
    r"(?i)\b(?:should|must|may|can|does|do|did|is|are|was|were)(?: \w+)? ?(?:not|n't)\b|\bcannot\b|\bshouldnt\b|"
    r"\bnothing\b|\bno (?:answer|statement|comment|inference)\b|\bnor\b|\bneither\b"
)
_SEVERAL = Prefiltered(r"(?i)\b(?:answers|replies|responses|statements|everything above)\b")
_LIMITED = ("disclosed", "not_held")
_NEXT_TO = 2  # blocks, of which one may be a heading
_OPEN = ("overt", "visible")
_BARE = 4  # words: 'No.', 'We do not.'


def limited_behind(candidates: list[Candidate], draft: Draft) -> list[Candidate]:
    """Each position, limited to what is open where the words behind it say that it is only about that.

    Who says that an answer is not to be taken for one about what is hidden, answers about what is open.
    """
    candidates = _said_in_full(candidates)
    for sentence in draft.page.spoken(*HOME):
        if sentence.is_heading or not _tells_limit(draft, sentence):
            continue
        meant = _meant(candidates, sentence)
        if not meant:
            continue
        draft.read("part", sentence)
        candidates = [
            one._replace(scope="overt", spans=(*one.spans, span_of(sentence))) if number in meant else one
            for number, one in enumerate(candidates)
        ]
    return candidates


def _said_in_full(candidates: list[Candidate]) -> list[Candidate]:
    """Each position, a bare 'No.' limited as the next sentence, 'We do not use it overtly.', which says it in full."""
    limits = {
        place: full.scope
        for place, (bare, full) in enumerate(pairwise(candidates))
        if bare.position == full.position == "not_held"
        and (bare.scope, full.scope in _OPEN) == ("unqualified", True)
        and bare.questions == full.questions
        and full.is_next_to(bare)
        and len(bare.sentence.words.split()) <= _BARE
    }
    return [one._replace(scope=limits.get(place, one.scope)) for place, one in enumerate(candidates)]


def _tells_limit(draft: Draft, sentence: Sentence) -> bool:
    """Whether a sentence says of the answer before it that it is about nothing hidden."""
    words = sentence.words
    if not _OF_ANSWER.search(words) or _BOTH.search(words):
        return False
    scopes = {hit.row.gives["scope"] for hit in draft.lexicon.accepted("scopes", words)}
    if scopes & set(_OPEN):
        return True
    return "covert" in scopes and _DENIES.search(words) is not None


def _meant(candidates: list[Candidate], sentence: Sentence) -> set[int]:
    """The places of the positions of which a sentence speaks: the last before it, or all where it says so."""
    before = [(place, one) for place, one in enumerate(candidates) if one.sentence.number < sentence.number]
    if not before:
        return set()
    last = max(before, key=lambda found: found[1].sentence.number)[1]
    if last.position not in _LIMITED or sentence.block - last.sentence.block > _NEXT_TO:
        return set()
    if sentence.labels and sentence.labels != last.sentence.labels:
        return set()  # under another label something else is answered
    several = _SEVERAL.search(sentence.words) is not None
    return {
        place
        for place, one in before
        if one.position in _LIMITED
        and one.scope == "unqualified"
        and (several or one.sentence.number == last.sentence.number)
    }
