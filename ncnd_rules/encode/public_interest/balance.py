"""Where each weighing comes out."""

import re
from collections.abc import Iterable
from typing import Any

from ncnd_rules.encode.draft import Draft, Found, span_of
from ncnd_rules.encode.page import Sentence
from ncnd_rules.encode.parts import ids_of
from ncnd_rules.encode.protected import interests_named
from ncnd_rules.encode.provisions import exemptions_in, sections_named
from ncnd_rules.encode.public_interest.objects import object_said
from ncnd_rules.encode.reasons import Reasons
from ncnd_rules.encode.weighing.sides import WEIGHED_IN, announces_a_side, requester_argues
from ncnd_rules.facts import Balance, Part
from ncnd_rules.letter import Span

_OF_FIRST_ANSWER = re.compile(
    r"(?i)\b(?:in|by) (?:our|the|my) (?:earlier|first|original|initial|previous) (?:letter|reply|response|answer|"
    r"decision)\b[^.;]*\b(?:found|concluded|said|held|decided|considered|judged|the view)\b|"
    r"\b(?:earlier|first|original|initial|previous) (?:letter|reply|response|answer|decision) "
    r"(?:\w+ )?(?:found|concluded|said|held|considered|judged)\b"
)
_DISAGREES = re.compile(
    r"(?i)\b(?:I|we|the review|the panel) (?:\w+ )?(?:disagrees?|takes? a different view|"
    r"(?:cannot|(?:do|does|did|could)(?: not|n't)) (?:agree|uphold|share))\b"
)


def encode_balance(draft: Draft, reasons: Reasons) -> None:
    """Where each weighing comes out; a weighing that never comes out is implied."""
    concluded: list[tuple[Balance, Sentence]] = []
    weighing: list[tuple[Sentence, Span]] = []
    understood = True
    for sentence in draft.page.spoken(*WEIGHED_IN):
        if sentence.is_heading or requester_argues(sentence):
            continue
        found = [one for one in draft.conclusions(sentence) if not announces_a_side(one)]
        # Under the heading of one side 'safety must come first' is an argument, and concludes nothing.
        # Its last paragraph may conclude, though, where no heading of the outcome follows.
        free = sentence.side is None or _may_conclude(draft, sentence)
        found = [one for one in found if free or one.hit.row.tier == "sure" or one.gives.get("concludes")]
        ends = [one for one in found if one.gives["direction"] != "implied"]
        if ends:
            apart = _weighed_apart(draft, concluded)
            concluded.append((_concluded(draft, reasons, sentence, ends, apart), sentence))
        elif found:
            draft.read("consideration", sentence)
            weighing.append((sentence, found[0].span()))
        elif sentence.section == "balance":
            weighing.append((sentence, span_of(sentence)))
            understood = understood and not _may_conclude(draft, sentence)
    concluded = _said_once(_without_overturned(concluded, draft))
    maintained = {part for balance, _ in concluded if balance.direction == "maintain" for part in balance.part}
    for balance, sentence in concluded:
        # One interest that speaks for an answer is a factor where all of them together come out for silence.
        if balance.direction != "confirm" or not maintained & set(balance.part):
            draft.write(balance, sentence)
    # What was not understood of a weighing may be its conclusion.
    if weighing and understood and not concluded:
        spans = tuple(span for _, span in weighing[:3])
        draft.write(_balance(draft, reasons, weighing[0][0], "implied", spans), weighing[0][0])


def _without_overturned(concluded: list[tuple[Balance, Sentence]], draft: Draft) -> list[tuple[Balance, Sentence]]:
    """Conclusions without those of the first answer, where the review that tells of them comes to another."""
    own = [one for one in concluded if not _OF_FIRST_ANSWER.search(one[1].words)]
    if len(own) < len(concluded) and any(_DISAGREES.search(one.words) for one in draft.page.spoken(*WEIGHED_IN)):
        return own
    return concluded


def _said_once(concluded: Iterable[tuple[Balance, Sentence]]) -> list[tuple[Balance, Sentence]]:
    """Conclusions of one paragraph that come out alike for the same refusals: one, however often it is said there.

    But one on an answer and one on disclosure stay two: what was weighed is told by each.
    """
    once: list[tuple[Balance, Sentence]] = []
    for balance, sentence in concluded:
        before, said_in = once[-1] if once else (None, None)
        if (
            before is not None
            and said_in is not None
            and said_in.block == sentence.block
            and (before.part, before.direction) == (balance.part, balance.direction)
            and (set(before.section) & set(balance.section) or not before.section or not balance.section)
            and (before.object == balance.object or "unstated" in (before.object, balance.object))
        ):
            # What is said outright of one section is not widened by the interests that stand beside it.
            outright = (*sections_named(said_in.words), *sections_named(sentence.words))
            joined = before.model_copy(
                update={
                    "section": tuple(dict.fromkeys(outright or (*before.section, *balance.section))),
                    "object": before.object if before.object != "unstated" else balance.object,
                    "evidence": (*before.evidence, *balance.evidence),
                }
            )
            once[-1] = (joined, sentence)
        else:
            once.append((balance, sentence))
    return once


def _may_conclude(draft: Draft, sentence: Sentence) -> bool:
    return any(
        "balance" in found.gives["kinds"] for found in draft.find("triggers", [sentence]) if "kinds" in found.gives
    )


def _weighed_apart(draft: Draft, concluded: Iterable[tuple[Balance, Sentence]]) -> frozenset[str]:
    """What is withheld and was weighed before in a conclusion of its own: the next one is not meant for it."""
    withheld = {fact.id for fact in draft.facts if isinstance(fact, Part) and fact.position == "withheld"}
    return frozenset(part for balance, _ in concluded if withheld.issuperset(balance.part) for part in balance.part)


def _concluded(draft: Draft, reasons: Reasons, sentence: Sentence, ends: list[Found], apart: frozenset[str]) -> Balance:
    """Where one sentence comes out: 'although this favours an answer, that outweighs it' ends in its last words.

    But two that weigh the same are a draw, whatever is then done out of caution.
    """
    even = [one for one in ends if one.gives["direction"] == "equal"]
    clear = even or [one for one in ends if one.gives["direction"] in ("maintain", "confirm")]
    last = max(clear or ends, key=lambda one: one.hit.start)
    return _balance(draft, reasons, sentence, last.gives["direction"], (last.span(),), apart)


def _argued_apart(draft: Draft, sections: tuple[str, ...]) -> tuple[str, ...]:
    """Of the sections weighed, those under which factors stand, where every factor stands under a section by name.

    What is then weighed at the end is those factors, and not the section that has none.
    """
    filed = [one.filing.sections for one in draft.page.spoken(*WEIGHED_IN) if one.side is not None]
    if not filed or not all(filed):
        return sections
    named = {section for one in filed for section in one}
    return tuple(section for section in sections if section in named) if len(named) > 1 else sections


def _taken_in_turn(draft: Draft, sentence: Sentence) -> tuple[str, ...]:
    """The sections that a paragraph weighs one after the other, 'Section 36: ... Section 38: ...', before it concludes.

    None where it concludes for one of them before.
    """
    before = [one for one in draft.page.of_block(sentence.block) if one.number < sentence.number]
    if any(tuple(draft.conclusions(one)) for one in before):
        return ()
    led = [cited for one in before if (cited := exemptions_in(one.words)) and cited[0].start == 0]
    named = dict.fromkeys(one.section for cited in led for one in cited)
    weighed = tuple(section for section in named if draft.registers.exemptions.is_weighed(section))
    return weighed if len(led) > 1 and len(weighed) > 1 else ()


def _balance(
    draft: Draft,
    reasons: Reasons,
    sentence: Sentence,
    direction: str,
    spans: tuple[Span, ...],
    apart: frozenset[str] = frozenset(),
) -> Balance:
    named = sections_named(sentence.words)
    in_turn = () if named else _taken_in_turn(draft, sentence)
    parts = reasons.refusals.of(sentence)
    if in_turn:
        kinds = {part.fact.position for part in parts}
        every = reasons.refusals.relying_on_any(in_turn)
        parts = tuple(part for part in every if part.fact.position in kinds) or parts
    weighed = object_said(draft, sentence)
    # 'The public interest in disclosure' may be meant for what is withheld, to whatever refusal it was put down.
    silent = any(part.fact.position == "ncnd" for part in parts)
    beside = silent and not reasons.refusals.named_in(sentence) and reasons.refusals.withholds_beside(apart)
    if weighed == "disclosure" and beside:
        weighed = "unstated"
    said: dict[str, Any] = {"direction": direction, "object": weighed}
    return Balance(
        part=ids_of(parts),
        section=named
        or in_turn
        or sentence.filing.sections
        or reasons.sections.tested_before(sentence)
        or interests_named(sentence.words, _argued_apart(draft, reasons.sections.every(sentence, weighed=True))),
        evidence=spans,
        **said,
    )
