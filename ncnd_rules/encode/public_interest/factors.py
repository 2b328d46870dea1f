"""Each argument of a weighing, on its side."""

import re
from collections.abc import Iterable

from ncnd_rules.encode.draft import Draft, span_of
from ncnd_rules.encode.page import Sentence
from ncnd_rules.encode.parts import ids_of
from ncnd_rules.encode.prefiltered import Prefiltered
from ncnd_rules.encode.public_interest.considerations import DISMISSES, encode_unnamed_considerations
from ncnd_rules.encode.public_interest.objects import object_in_text, object_weighed
from ncnd_rules.encode.reasons import Reasons, clauses_left, evidence, likelihood, likelihood_at, of_answer
from ncnd_rules.encode.weighing.sides import LEADS_IN, Leaning
from ncnd_rules.facts import Consideration, Factor
from ncnd_rules.letter import Span

_SMALL = 25  # characters; a shorter sentence argues nothing of its own
_LEAST_OF_LIST = 12  # characters; less than that in a list argues nothing
# What stands behind the last factor and is none: words of the Act, what is not relied on, a caution, the notice.
_NO_ARGUMENT = re.compile(
    r"(?i)\bsections? \d[^.]*?\b(?:reads?|runs?|says|provides|states|defines)\b|\b(?:words|text|wording) of section \d|"
    r"\bsections? \d[^.]*?\b(?:not|n't|neither|nor|never|instead)\b|"
    r"\b(?:nothing|none|no inference|not|nor|neither|wrong)\b[^.]*\b(?:infer|inferred|conclude|construed|"
    r"taken (?:to|as|from|that)|read as|understood as|indicati(?:on|ve)|evidence (?:that|of)|follows as to|"
    r"as to (?:the existence|whether|what))\b|"
    r"\b(?:regard|treat|take|accept|consider) this (?:letter|response|reply|answer|e-?mail) as\b|"
    r"\bthis (?:message|e-?mail)\b|\b(?:that|whom) (?:we|the \w+) reported to\b|\bwas [^.]{3,80} that we reported\b"
)
# 'Factors favouring non-discl', where a copy breaks off in a heading.
_HEADS = re.compile(
    r"(?i)(?:factors?|arguments?|considerations?|points?|reasons?) "
    r"(?:favou?ring|against|in favou?r of|supporting|for) [^.;:]{0,60}"
)
_NONE = re.compile(r"(?i)^(?:none|nil|n/?a|no factors?|not applicable|as above|as for|see|same as|ditto)\b")
_SAID = re.compile(r"(?i)\b(?:section|s)\.? ?\d")
# The interests that data protection has weighed, in a paragraph about section 40, are none of another exemption.
_OF_DATA = Prefiltered(r"(?i)\barticle 6\b|\b(?:uk )?gdpr\b|\bdata protection (?:act|principles?|law)\b")


def encode_factors(draft: Draft, reasons: Reasons, leanings: Iterable[Leaning]) -> None:
    """Each argument under the headings of the test, each in running text, and each weighed in the balance."""
    leaning = {one.sentence.number for one in leanings}
    for one in leanings:
        _factor_in_text(draft, reasons, one)
    weighing = (one for one in draft.page.spoken("public_interest", "balance") if one.number not in leaning)
    for reason in reasons.of(weighing):
        sentence, gives = reason.sentence, reason.found.gives
        nature = gives["side"]
        side = sentence.side or (
            nature if nature in ("for", "against") and sentence.section == "public_interest" else None
        )
        if sentence.section == "public_interest" and side is not None:
            draft.add(
                Factor,
                sentence,
                part=reason.part_ids,
                section=_weighed(draft, reason.sections, reasons, sentence),
                side=side,
                object=object_weighed(draft, sentence, reason.parts),
                argument=gives["argument"],
                scope=reason.scope,
                of=of_answer(sentence),
                likelihood=likelihood(sentence, reason.found),
                evidence=evidence(reason.found),
            )
        elif nature in ("for", "against"):
            draft.add(
                Consideration,
                sentence,
                part=reason.part_ids,
                side="dismisses" if DISMISSES.search(sentence.words) else nature,
                argument=gives["argument"],
                evidence=evidence(reason.found),
            )
    encode_unnamed_considerations(draft, reasons)
    _unnamed_factors(draft, reasons)
    _further_limbs(draft, reasons)


def _factor_in_text(draft: Draft, reasons: Reasons, one: Leaning) -> None:
    reason = next((reason for reason in reasons.of([one.sentence]) if _within(reason.found.span(), one.span)), None)
    parts = reasons.refusals.of(one.sentence)
    scope, _, _ = reasons.subjects.of(one.sentence)
    draft.add(
        Factor,
        one.sentence,
        part=ids_of(parts),
        section=_weighed(draft, reasons.sections.of(one.sentence), reasons, one.sentence),
        side=one.side,
        object=object_in_text(draft, one, parts),
        argument=reason.found.gives["argument"] if reason is not None else "other",
        scope=scope,
        of=of_answer(one.sentence),
        likelihood=likelihood_at(one.sentence, 0, len(one.sentence.words)),
        evidence=(one.span,),
    )


def _within(span: Span, other: Span) -> bool:
    return (other.start or 0) <= (span.start or 0) < (other.stop or 0)


def _unnamed_factors(draft: Draft, reasons: Reasons) -> None:
    """A sentence filed under one side is a factor, whatever its argument."""
    for sentence in draft.page.spoken("public_interest"):
        if sentence.side is None or draft.said[sentence.number] - {"citation", "regime"} or sentence.is_heading:
            continue
        saying = draft.lexicon.first("sayings", sentence.words, sentence.section)
        notice = draft.lexicon.first("notices", sentence.words, sentence.section)
        if (saying is not None and saying.row.gives["kind"] == "disclaimer") or (
            notice is not None and notice.row.gives.get("element") == "section_17_named"
        ):
            continue  # a caution behind the last factor, or the notice
        if LEADS_IN.search(sentence.words) or _NO_ARGUMENT.search(sentence.words) or _HEADS.fullmatch(sentence.words):
            continue
        listed = draft.page.blocks[sentence.block].kind == "item"
        if len(sentence.words) > (_LEAST_OF_LIST if listed else _SMALL) and not _NONE.match(sentence.words):
            _add_other(draft, reasons, sentence, sentence.side, 0, len(sentence.words))


def _further_limbs(draft: Draft, reasons: Reasons) -> None:
    """What a sentence filed under one side argues besides what was read of it: 'It could warn them; it could ...'."""
    for sentence, start, stop in clauses_left(draft, Factor, draft.page.spoken("public_interest")):
        words = sentence.words[start:stop]
        if sentence.side is not None and len(words) > _SMALL and not LEADS_IN.search(words):
            _add_other(draft, reasons, sentence, sentence.side, start, stop)


def _add_other(draft: Draft, reasons: Reasons, sentence: Sentence, side: str, start: int, stop: int) -> None:
    """Write down a factor that no argument of the lexicon names."""
    parts = reasons.refusals.of(sentence)
    draft.add(
        Factor,
        sentence,
        part=ids_of(parts),
        section=_weighed(draft, reasons.sections.of(sentence), reasons, sentence),
        side=side,
        object=object_weighed(draft, sentence, parts),
        argument="other",
        of=of_answer(sentence),
        likelihood=likelihood_at(sentence, start, stop),
        evidence=(span_of(sentence, start, stop),),
    )


def _weighed(draft: Draft, sections: tuple[str, ...], reasons: Reasons, sentence: Sentence) -> tuple[str, ...]:
    """The sections a factor is filed under; an absolute one only where it is named."""
    filed = reasons.sections
    if (
        sentence.filing.sections
        or _SAID.search(sentence.words)
        or filed.row_of(sentence)
        or filed.run_in_over(sentence)
    ):
        return sections
    block = draft.page.of_block(sentence.block)
    if "40" in reasons.sections.every(sentence) and any(_OF_DATA.search(one.words) for one in block):
        return ("40",)
    return reasons.sections.every(sentence, weighed=True) or sections
