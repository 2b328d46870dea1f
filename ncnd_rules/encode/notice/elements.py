"""The elements of a refusal notice: which sections it names, on what it relies, and its reasons."""

import re
from itertools import islice

from ncnd_rules.encode.draft import Draft, Found, span_of
from ncnd_rules.encode.notice.promised import ENTRY, SAYS_OF_IT
from ncnd_rules.encode.page import ARGUING, Filing, Sentence
from ncnd_rules.encode.parts import Parts, ids_of
from ncnd_rules.encode.positions import Held
from ncnd_rules.encode.prefiltered import Prefiltered
from ncnd_rules.encode.provisions import Cited, exemptions_in, only_names
from ncnd_rules.encode.reasons import FOLLOWS, argues_in
from ncnd_rules.facts import Citation, NoticeElement
from ncnd_rules.letter import Span

_CLOSE_BY = 120  # characters between two places that state one reliance
_REASONS = re.compile(r"(?i)\b(?:reason\w*|expla\w+|why|statement)\b")
# 'We can neither confirm nor deny that we may hold any information': the silence, and nothing that would follow.
_SILENCE = re.compile(
    r"(?i)\b(?:(?:can|could|will|would|may|shall)(?: \w+)? )?(?:neither|(?:can)?not) (?:to )?confirm\w*,? n?or den\w+"
    r"(?:[^.;:]{0,60}? (?:it|we|they|he|she|i|this|any|information)(?: \w+){0,2}?(?: (?:may|might|could|would|will))?"
    r"(?: \w+)? (?:hold\w*|held|exists?)\b)?|"
    r"\b(?:may|might|could|can)(?: \w+)? (?:be|have|hold|exist|relate|meet|fall)\b"
)
# 'Some of it has been withheld as it is exempt': said of what is withheld, wherever a silence is told.
_EXEMPTS = re.compile(r"(?i)\b(?:withh[eo]ld\w*|(?:is|are|being) (?:\w+ )?exempt from (?:disclosure|release))\b")
_SILENT = re.compile(r"(?i)neither|confirm|\bdeny\b|\bduty\b|\bncnd\b")
# Sections 'have the effect that there is no duty', and one of them 'accordingly exempts us'.
_TIES = re.compile(
    r"(?i)\b(?:dut(?:y|ies)|oblig\w+|exempts?|exclu\w+|reliev\w+|excus\w+|releas\w+ (?:us|me|it) from|need not|"
    r"rel(?:y|ies|ied|iance)|appl(?:y|ies)|permits?|entitles?|allows?|the reason|grounds?)\b"
)
_BECAUSE = Prefiltered(
    r"(?i)(?:[^.;:]{0,60}?\b(?:appl(?:y|ies)|engaged|relied (?:up)?on|cited|used|claimed|invoked)\b[^.;:]{0,40}?,? "
    r"(?:because|since|as|for the reason that|in that)\b"
    r"(?! (?:well|follows|set out|explained|above|below|regards|to)\b)|"
    r"[^.;:]{0,60}?\b(?:appl(?:y|ies)|engaged|relied (?:up)?on|cited|used|claimed|invoked)\b[^.;:]{0,20}?: )"
)
_AS_TO = re.compile(
    r"(?i)(?:as (?:to|for|regards)|with regard to|regarding|under|turning to|in the case of|in respect of|on) (?:the )?"
)
_SUPPOSES = re.compile(r"(?i)\W*(?:if|where|whether|unless|when|should)\b")
_LEAST_REASON = 40  # characters that say more of a section than what it is called
_POINTS = re.compile(r"(?i)\W*see\b")  # 'See section 23(5).' points to what is said of it
_RELIES = re.compile(r"(?i)\b(?:we|i|it|which|\w+) (?:now |also |therefore )?rel(?:y|ies)\b")
_PROVISION_SAID = re.compile(r"(?i)\bs(?:ection|ec|\.)?\s?(17(?:\s?\(\d\))?|1\s?\(1\)\s?\(a\))")


def leaves_out_rights_only(draft: Draft, found: Found) -> bool:
    """Whether words under section 17(4) are taken for reasons left out, where they leave out rights alone."""
    words = found.sentence.words
    if found.gives.get("element") != "reasons_withheld" or _REASONS.search(words):
        return False
    return any(hit.row.gives.get("element") == "rights_withheld" for hit in draft.lexicon.accepted("notices", words))


def encode_element(draft: Draft, found: Found, parts: Parts) -> None:
    """An element of the notice, for the refusals to which it belongs."""
    sentence, span, element = found.sentence, found.span(), found.gives["element"]
    helds = parts.refused_by(sentence)
    if _EXEMPTS.search(sentence.words) and not _SILENT.search(sentence.words):
        helds = parts.withheld_by(sentence) or helds
    if element == "reliance_stated":
        if not helds or sentence.is_heading:
            return
        helds = _relying_here(draft, sentence, parts) or parts.listed_with(helds)
        if "notice_element" in draft.said[sentence.number] and _already(draft, span):
            return
    provision = found.gives.get("provision")
    said = _PROVISION_SAID.search(sentence.words)
    if said and element in ("section_17_named", "reliance_stated"):
        number = re.sub(r"\s", "", said[1])
        provision = number if number.startswith("17") == (element == "section_17_named") else provision
    draft.add(NoticeElement, sentence, part=ids_of(helds), element=element, provision=provision, evidence=(span,))
    if element == "reliance_stated" and argues_in(_SILENCE.sub("", sentence.words)):
        _reasons_given(draft, sentence, parts)


def _relying_here(draft: Draft, sentence: Sentence, parts: Parts) -> tuple[Held, ...]:
    """The refusals for which a sentence lists provisions ahead of them, as where a review tells of what it upholds."""
    whole = span_of(sentence)
    assert whole.start is not None
    assert whole.stop is not None
    served = {
        part
        for fact in draft.facts
        if isinstance(fact, Citation) and fact.role == "listed"
        for span in fact.evidence
        if span.start is not None and whole.start <= span.start < whole.stop
        for part in fact.part
    }
    relying = tuple(part for part in parts.refusals if part.id in served)
    return relying if all(part.sentence.number > sentence.number for part in relying) else ()


def encode_listed_below(draft: Draft, parts: Parts) -> None:
    """What a refusal relies on is told where its own sentence names it, or a list of exemptions stands right below.

    One provision alone below it may be there to be explained.
    """
    stated = {
        part
        for fact in draft.facts
        if isinstance(fact, NoticeElement) and fact.element == "reliance_stated"
        for part in fact.part
    }
    for held in (held for held in parts.refusals if held.id not in stated):
        telling = [one for one in held.stated if _names_its_ground(draft, one, held)] or _entries_below(draft, held)
        telling = telling or _named_right_behind(draft, held) or _tied_behind(draft, held)
        if telling:
            evidence = tuple(span_of(one) for one in telling)
            draft.add(NoticeElement, telling[0], part=(held.id,), element="reliance_stated", evidence=evidence)


def _names_its_ground(draft: Draft, sentence: Sentence, held: Held) -> bool:
    """Whether a sentence that refuses names a provision on which the refusal relies."""
    whole = span_of(sentence)
    return any(
        isinstance(fact, Citation)
        and fact.role == "listed"
        and held.id in fact.part
        and any((whole.start or 0) <= (span.start or 0) < (whole.stop or 0) for span in fact.evidence)
        for fact in draft.facts
    )


def _named_right_behind(draft: Draft, held: Held) -> list[Sentence]:
    """What only names the ground of a refusal, behind it in its paragraph: 'Section 40(5) of the Act'.

    Or as the first thing below a heading that names the question: 'Annex B - Question 5'.
    """
    behind = draft.page.sentences[held.sentence.number + 1 :]
    return [
        one
        for one in behind
        if ((one.block, one.number) == (held.sentence.block, held.sentence.number + 1) or _is_headed_for(one, held))
        and not _POINTS.match(one.words)
        and only_names(draft.lexicon, one.words, one.section)
        and _names_its_ground(draft, one, held)
    ]


def _is_headed_for(sentence: Sentence, held: Held) -> bool:
    """Whether a sentence stands first below a heading that names the question of a refusal."""
    first = sentence.filing == Filing("response", (), sentence.block - 1) and not sentence.is_heading
    return first and not set(sentence.labels).isdisjoint(held.sentence.labels)


def _tied_behind(draft: Draft, held: Held) -> list[Sentence]:
    """The first sentence behind a refusal that says what its ground does to the duty; among reasons, if it is near."""
    behind = draft.page.sentences[held.sentence.number + 1 :]
    said = (one for one in behind if one.voice == "authority" and not one.is_heading)
    near = (
        one
        for one in said
        if one.section not in ARGUING or one.block <= held.sentence.block + 1 or _RELIES.search(one.words)
    )
    tied = (one for one in near if _TIES.search(one.words) and _names_its_ground(draft, one, held))
    return list(islice(tied, 1))


def _entries_below(draft: Draft, held: Held) -> list[Sentence]:
    """The list of exemptions right below the words that refuse; none where it has but one."""
    entries: list[Sentence] = []
    for number in range(held.sentence.block + 1, len(draft.page.blocks)):
        block = draft.page.of_block(number)
        if not block or not all(ENTRY.match(one.words) and not SAYS_OF_IT.search(one.words) for one in block):
            break
        entries += block
    return entries if sum(len(exemptions_in(one.words)) for one in entries) > 1 else []


def _already(draft: Draft, span: Span) -> bool:
    """Whether reliance was stated close by."""
    return any(
        isinstance(fact, NoticeElement)
        and fact.element == "reliance_stated"
        and any(
            other.start is not None and span.start is not None and abs(other.start - span.start) < _CLOSE_BY
            for other in fact.evidence
        )
        for fact in draft.facts
    )


def encode_explained(draft: Draft, parts: Parts) -> None:
    """Why a section applies, where a sentence says so of a section on which a refusal relies."""
    for sentence in draft.page.spoken():
        if sentence.is_heading or sentence.section in ("request", "rights", "closing"):
            continue
        for cited in exemptions_in(sentence.words):
            relying = tuple(held for held in parts.refusals if parts.relies(held.id, cited.section))
            if relying and _explains(sentence.words, cited):
                draft.add(
                    NoticeElement,
                    sentence,
                    part=ids_of(relying),
                    element="reason",
                    provision=cited.provision,
                    evidence=(span_of(sentence, cited.start, cited.stop),),
                )


def _explains(words: str, cited: Cited) -> bool:
    """Whether words say why a provision applies: 'applies because ...', 'As to section 27(4), ... would be ...'."""
    if _SUPPOSES.match(words):
        return False
    because = _BECAUSE.match(words, cited.stop)
    if because is not None and len(words) - because.end() >= _LEAST_REASON:
        return True
    led = _AS_TO.fullmatch(words[: cited.start]) is not None and words[cited.stop : cited.stop + 1] == ","
    return led and len(words) - cited.stop >= _LEAST_REASON and FOLLOWS.search(words) is not None


def _reasons_given(draft: Draft, sentence: Sentence, parts: Parts) -> None:
    for cited in exemptions_in(sentence.words):
        draft.add(
            NoticeElement,
            sentence,
            part=ids_of(parts.refused_by(sentence)),
            element="reason",
            provision=cited.provision,
            evidence=(span_of(sentence, cited.start, cited.stop),),
        )
