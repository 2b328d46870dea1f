"""What a letter says beside its answer: disclaimers, background, what it presupposes, and deeds."""

from typing import get_args

from ncnd_rules.encode.draft import Draft, Found
from ncnd_rules.encode.notice.promised import encode_promised_list
from ncnd_rules.encode.page import Sentence
from ncnd_rules.encode.parts import Parts
from ncnd_rules.facts import Background, Disclaimer, Presupposition

_FILED = get_args(Background.model_fields["filed_under"].annotation)


def encode_sayings(draft: Draft, parts: Parts) -> None:
    """Everything said beside the answer, and the deeds told behind it."""
    spoken = [sentence for sentence in draft.page.sentences if sentence.voice == "authority"]
    for found in draft.find("sayings", spoken):
        _saying(draft, found, parts)
    _deeds(draft, parts)


def _saying(draft: Draft, found: Found, parts: Parts) -> None:
    kind, sentence, span = found.gives["kind"], found.sentence, found.span()
    if kind == "disclaimer":
        draft.add(Disclaimer, sentence, says=found.gives["says"], evidence=(span,))
    elif kind == "background":
        announced = sentence.filing.announces
        where = announced if announced in _FILED else "other"
        draft.add(Background, sentence, about=found.gives["about"], filed_under=where, evidence=(span,))
    elif kind == "presupposition":
        helds = parts.argued_by(sentence, set())
        silent = tuple(held.id for held in helds if held.fact.position == "ncnd")
        if silent:
            stated = found.gives.get("stated", False)
            draft.add(Presupposition, sentence, part=silent, stated=stated, evidence=(span,))
    elif kind == "promised_list":
        encode_promised_list(draft, found, parts)


def _deeds(draft: Draft, parts: Parts) -> None:
    """What the authority did or holds, as told in an answer behind the refusal to say so: elsewhere it may answer."""
    for sentence in draft.page.spoken("answer"):
        if _adds_to_silence(sentence, parts) or _argues_for_silence(draft, sentence, parts):
            among_reasons = draft.find("sayings", [sentence._replace(section="harm")])
            for found in (one for one in among_reasons if one.gives.get("of_deeds") or one.gives.get("stated")):
                _saying(draft, found, parts)


def _adds_to_silence(sentence: Sentence, parts: Parts) -> bool:
    """Whether a sentence of the answer stands behind a refusal to confirm or deny, where nothing is answered.

    That is its block, or the whole of a letter that answers nothing and gives its reasons under no heading.
    """
    near = [held for held in parts.all if held.sentence.block == sentence.block] or parts.all
    return bool(near) and all(held.fact.position == "ncnd" and held.sentence.number < sentence.number for held in near)


def _argues_for_silence(draft: Draft, sentence: Sentence, parts: Parts) -> bool:
    """Whether a sentence stands in a paragraph that argues harm, and for refusals to confirm or deny alone."""
    if not any("harm" in draft.said[one.number] for one in draft.page.of_block(sentence.block)):
        return False
    argued = parts.argued_by(sentence, set())
    return bool(argued) and all(held.fact.position == "ncnd" for held in argued)
