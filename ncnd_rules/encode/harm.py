"""Harm: what is said would follow, and claims that an exemption is required."""

import re

from ncnd_rules.encode.draft import Draft, span_of
from ncnd_rules.encode.page import Sentence
from ncnd_rules.encode.parts import ids_of
from ncnd_rules.encode.reasons import Reasons, argues, evidence, likelihood, of_answer
from ncnd_rules.facts import Harm, Necessity

_FOLLOWS = re.compile(r"(?i)\b(?:would|could|may|might|will|can|likely)\b")
_GENERAL_TRUTH = re.compile(r"(?i)\bin deciding whether\b|\bmust be taken into account\b")


def encode_harm(draft: Draft, reasons: Reasons) -> None:
    """Each harm argued in the reasons of the letter, outside the public interest test."""
    argued = [
        sentence
        for sentence in draft.page.spoken("harm", "answer", "exemptions", "notice")
        if (sentence.section == "harm" or argues(sentence) or _speaks_of_a_class(draft, sentence))
        and reasons.parts_of(sentence)
    ]
    for reason in reasons.of(argued):
        side, argument = reason.found.gives["side"], reason.found.gives["argument"]
        if side != "against" or _GENERAL_TRUTH.search(reason.sentence.words):
            continue
        if (
            not _FOLLOWS.search(reason.sentence.words)
            and reason.sentence.section == "harm"
            and argument not in ("mapping", "consistency")
        ):
            continue
        draft.add(
            Harm,
            reason.sentence,
            part=reason.part_ids,
            section=reason.sections,
            scope=reason.scope,
            topic=reason.topics,
            general=reason.general,
            of=of_answer(reason.sentence),
            likelihood=likelihood(reason.sentence, reason.found),
            argument=argument,
            evidence=evidence(reason.found),
        )
    _other(draft, reasons, argued)
    for found in draft.find("tests", draft.page.spoken()):
        if found.gives.get("kind") == "necessity" and (parts := reasons.parts_of(found.sentence)):
            draft.add(
                Necessity,
                found.sentence,
                part=ids_of(parts),
                section=("24",),
                evidence=(found.span(),),
            )


def _speaks_of_a_class(draft: Draft, sentence: Sentence) -> bool:
    """Whether a sentence gives the reason of an exemption that needs no consequence: whom information is about."""
    return any(
        found.gives["argument"] in ("security_bodies", "privacy") for found in draft.find("arguments", [sentence])
    )


def _other(draft: Draft, reasons: Reasons, argued: list[Sentence]) -> None:
    """A consequence of an answer that no argument of the lexicon names is harm all the same."""
    for sentence in argued:
        if draft.said[sentence.number] or sentence.is_heading or not argues(sentence) or sentence.section != "harm":
            continue
        if draft.first("arguments", sentence.words) or draft.first("sayings", sentence.words, sentence.section):
            continue
        match = _FOLLOWS.search(sentence.words)
        if match:
            parts = reasons.parts_of(sentence)
            draft.add(
                Harm,
                sentence,
                part=ids_of(parts),
                section=reasons.sections_of(sentence),
                general=True,
                argument="other",
                evidence=(span_of(sentence, match.start()),),
            )
