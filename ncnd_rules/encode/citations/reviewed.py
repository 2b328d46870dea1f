"""What the letter says of what was relied on before: upheld by a review, overturned, or no longer relied on."""

import re
from collections.abc import Iterator

from ncnd_rules.encode.citations.mention import Mention
from ncnd_rules.encode.citations.words import is_silent
from ncnd_rules.encode.draft import Draft
from ncnd_rules.encode.page import Sentence
from ncnd_rules.encode.prefiltered import Prefiltered
from ncnd_rules.encode.provisions import exemptions_in

# Said in a review of what the first answer relied on: 'I no longer rely on section 31(3)'.
_DROPPED = Prefiltered(
    r"(?i)\b(?:no longer (?:rel(?:y|ies|ied|ying)|appl(?:y|ies|ied)|seek\w*|cite[sd]?|claim\w*|maintain\w*)|"
    r"withdr[ae]w(?!n)\w*|"
    r"(?P<passive>(?:(?:is|was|are|were|been|being) (?:also |therefore |hereby |now )?)?"
    r"(?:dropped|abandoned|withdrawn)))\b"
)
_NOT_RELIED_ON = Prefiltered(
    r"(?i)\b(?:i|we) (?:do|did|have) not (?:also |now |seek to )?rel(?:y|ied) (?:up)?on (?:it|that|this)\b"
)
_INSTEAD = re.compile(r"(?i)\b(?:now|instead|substitut\w+|in (?:its|their) place)\b")
_FIRST_ANSWER = Prefiltered(
    r"(?i)\b(?:original|first|initial|earlier|previous) (?:response|reply|answer|decision|refusal)\b"
)
# 'The response of 7 January relied on ...', and a review of it: 'I uphold the decision'.
_RECITES_FIRST = re.compile(
    r"(?i)\b(?:response|reply|answer|decision|refusal|letter|e-?mail)\b[^.;]{0,60}"
    r"\b(?:relied|stated|said|cited|applied|refused|told|explained|informed|claimed|neither)\b|"
    r"\byou were (?:told|informed|advised|given|refused)\b"
)
_UPHOLDS = Prefiltered(
    r"(?i)\b(?:(?:i|we|review) (?:\w+ )?(?:uph[eo]ld|maintain|agree with|support)|upheld|"
    r"and (?:\w+ )?uphold)\b"
)
_OVERTURNS = Prefiltered(
    r"(?i)\b(?:(?:do|does|did|can|could) ?(?:not|n't) uphold|overturn(?:s|ed)?|set(?:s|ting)? aside) "
    r"(?:the|that|this|our|its|your) (?:\w+ ){0,2}?(?:decision|response|refusal|reply|answer|position)\b"
)


def after_review(found: tuple[Mention, ...], draft: Draft) -> tuple[Mention, ...]:
    """The mentions that stay, and those of the first answer that a review upholds."""
    if any(_OVERTURNS.search(one.words) for one in draft.page.spoken()):
        found = tuple(one for one in found if not _RECITES_FIRST.search(one.sentence.words))
    upheld = tuple(_upheld(found, draft))
    dropped = _dropped(draft) | _headed_only(draft)
    # What is argued about an exemption that is given up is not argued for the refusal, nor is what was relied on first.
    found = tuple(
        one
        for one in (*upheld, *found)
        if one.cited.provision not in dropped
        or (one.role == "listed" and not any(told.search(one.sentence.words) for told in (_RECITES_FIRST, _DROPPED)))
    )
    # What was relied on at first is what is relied on only where the answer to the review names nothing itself.
    return tuple(one for one in found if one in upheld or not _of_the_first_answer(one.sentence, draft)) or found


def _upheld(found: tuple[Mention, ...], draft: Draft) -> Iterator[Mention]:
    """The provisions of the first answer that a review tells of, where it upholds a silence and lists none itself."""
    spoken = [one for one in draft.page.spoken("header", "answer", "notice", "balance") if not one.is_heading]
    upheld = next((one.number for one in spoken if _UPHOLDS.search(one.words) and is_silent(draft, one.words)), None)
    listed = (one.cited.provision for one in found if one.role in ("listed", "line"))
    excludes_duty = draft.registers.exemptions.excludes_duty
    if upheld is None or any(map(excludes_duty, listed)):
        return
    recited = (one for one in draft.page.sentences if one.voice == "earlier")
    for sentence in (*spoken, *recited):
        if sentence.number < upheld and _RECITES_FIRST.search(sentence.words):
            for cited in exemptions_in(sentence.words):
                if excludes_duty(cited.provision):
                    yield Mention(cited, sentence, "listed")


def _dropped(draft: Draft) -> set[str]:
    """The provisions that the letter says it no longer relies on, each alone in its sentence."""
    dropped: set[str] = set()
    for sentence in draft.page.spoken():
        told = _DROPPED.search(sentence.words)
        cited = exemptions_in(sentence.words) if told else ()
        # 'That exemption is withdrawn and section 31(3) substituted': what is named behind is not the one given up.
        instead = (
            told
            and all(one.start > told.start() for one in cited)
            and (told["passive"] or _INSTEAD.search(sentence.words, told.end()))
        )
        if len({one.provision for one in cited}) == 1 and not instead:
            dropped.add(cited[0].provision)
    return dropped


def _headed_only(draft: Draft) -> set[str]:
    """The provisions over a passage that says of one that it is not relied on, 'and I do not rely on it now'."""
    dropped: set[str] = set()
    headed: str | None = None
    spoken = tuple(draft.page.spoken())
    if not any(_NOT_RELIED_ON.search(one.words) for one in spoken):
        return dropped
    for sentence in spoken:
        cited = exemptions_in(sentence.words)
        alone = len(cited) == 1 and not f"{sentence.words[: cited[0].start]}{sentence.words[cited[0].stop :]}".strip(
            " .:"
        )
        if sentence.is_heading or alone:
            headed = cited[0].provision if len(cited) == 1 else None
        elif headed and _NOT_RELIED_ON.search(sentence.words):
            dropped.add(headed)
    return dropped


def _of_the_first_answer(sentence: Sentence, draft: Draft) -> bool:
    """Whether a sentence stands below a heading over the answer that is reviewed."""
    above = (draft.page.sentences[number] for number in range(sentence.number - 1, -1, -1))
    heading = next((one for one in above if one.is_heading or draft.page.blocks[one.block].kind == "heading"), None)
    return heading is not None and _FIRST_ANSWER.search(heading.words) is not None
