"""What is said to follow, and from which answer, by the words alone."""

import itertools
import re
from collections.abc import Iterable, Iterator

from ncnd_rules.encode.draft import Draft, Found, span_of
from ncnd_rules.encode.page import Sentence
from ncnd_rules.encode.prefiltered import Prefiltered
from ncnd_rules.facts import Fact
from ncnd_rules.letter import Span

_CONFIRMING = Prefiltered(
    r"(?i)\b(?:confirm\w*|den(?:y|ying|ial)|disclos\w*|releas\w*|answer\w*|say(?:ing)?|neither|a yes|a no|"
    r"whatever the answer|either way|known|reveal\w*)\b"
)
FOLLOWS = Prefiltered(r"(?i)\b(?:would|could|may|might|will|can|likely)\b")
"""Words for what would follow."""
EITHER = Prefiltered(r"(?i)\bconfirm\w*(?: \w+)?,? (?:n?or|and|/) (?:to )?(?:not|den\w+)|\bneither confirm")
_IF_CONFIRMED = Prefiltered(
    r"(?i)\b(?:if|were|was)\b[^.;,]{0,60}\bconfirmed\b|\ba yes\b|\bconfirming that\b(?!.*\bden)|"
    r"\bconfirmation that\b(?!.*\bden)"
)
_IF_DENIED = Prefiltered(
    r"(?i)\b(?:if|were)\b[^.;,]{0,60}\bdenied\b|\ba no\b|\bdenying that\b|\bdenial that\b|"
    r"\bsuggest the limitations\b|\bconfirming that no\b"
)
_MODALS = (
    (
        "would_be_likely",
        re.compile(
            r"(?i)\b(?:would|will|is|are)\b(?: \w+)? (?:be |have (?:the )?)?(?:likely|likelihood|probable)\b|"
            r"(?<!less )(?<!more )\blikely to\b|\blikelihood\b|\b(?:real|significant) (?:and \w+ )?risk\b"
        ),
    ),
    ("would", re.compile(r"(?i)\b(?:would|will)\b")),
    ("could", re.compile(r"(?i)\b(?:could|can)\b")),
    ("may", re.compile(r"(?i)\b(?:may|might|potential(?:ly)?)\b")),
)
_JOINED = re.compile(
    r"(?i); (?:and |but )?|,? (?:and|but|while|whereas|so that),? "
    # 'the prevention and detection of crime, because offenders would ...' joins two things, and no clauses.
    r"(?=(?:(?! (?:because|as|since|which|who|that) )[^.;,]){0,60}\b(?:would|could|might|may)\b)"
)


def argues(sentence: Sentence) -> bool:
    """Whether a sentence says that something would follow from an answer."""
    return argues_in(sentence.words)


def argues_in(words: str) -> bool:
    """Whether words say that something would follow from an answer."""
    return _CONFIRMING.search(words) is not None and FOLLOWS.search(words) is not None


def speaks(sentence: Sentence) -> bool:
    """Whether a sentence speaks of an answer, or of what would be."""
    return _CONFIRMING.search(sentence.words) is not None or FOLLOWS.search(sentence.words) is not None


def likelihood(sentence: Sentence, found: Found) -> str:
    """The likelihood of an argument as worded, nearest before its words, or in them."""
    return likelihood_at(sentence, found.hit.start, found.hit.stop)


def likelihood_at(sentence: Sentence, start: int, stop: int) -> str:
    """The likelihood as worded, nearest before some words of a sentence, or in them."""
    words = sentence.words[:stop]
    clause = words[max(0, start - 200) :]
    if _MODALS[0][1].search(clause[-140:]):
        return "would_be_likely"
    last = {name: max((match.start() for match in modal.finditer(clause)), default=-1) for name, modal in _MODALS[1:]}
    best = max(last, key=lambda name: last[name])
    return best if last[best] >= 0 else "unstated"


def of_answer(sentence: Sentence) -> str:
    """Which answer is said to cause it."""
    if EITHER.search(sentence.words):
        return "both"
    yes, no = _IF_CONFIRMED.search(sentence.words), _IF_DENIED.search(sentence.words)
    if bool(yes) == bool(no):
        return "both"
    return "confirming" if yes else "denying"


def answer_named(heading: str) -> str | None:
    """Which answer a heading names: 'Harm in confirming that information is held'; none where it names none."""
    yes = re.search(r"(?i)\bconfirm(?:ing|ation)\b(?! or not\b)", heading) is not None
    no = re.search(r"(?i)\bden(?:y|ying|ial)\b|\bconfirm(?:ing|ation) or not\b|\beither\b", heading) is not None
    if yes and no:
        return "both"
    return "confirming" if yes else "denying" if no else None


def clauses_of(words: str) -> Iterator[tuple[int, int]]:
    """The clauses of a sentence that say what would follow, with what goes with them: from where to where each goes."""
    return itertools.pairwise((0, *(match.end() for match in _JOINED.finditer(words)), len(words)))


def clauses_left(
    draft: Draft, fact_type: type[Fact], sentences: Iterable[Sentence]
) -> Iterator[tuple[Sentence, int, int]]:
    """The clauses in which no fact of a kind was read, of sentences in which one was: from where to where each goes."""
    read = [
        (span.start, span.stop or 0)
        for fact in draft.facts
        if isinstance(fact, fact_type)
        for span in fact.evidence
        if span.start is not None
    ]
    for sentence in sentences:
        if fact_type.kind not in draft.said[sentence.number]:
            continue
        for start, stop in clauses_of(sentence.words):
            span = span_of(sentence, start, stop)
            if not any(first < (span.stop or 0) and (span.start or 0) < last for first, last in read):
                yield sentence, start, stop


def evidence(found: Found) -> tuple[Span, ...]:
    """The words of an argument."""
    return (span_of(found.sentence, found.hit.start, found.hit.stop),)
