"""What is said of an interest without filing it under a side: that it is denied, or lessened, or watched over."""

from ncnd_rules.encode.draft import Draft, span_of
from ncnd_rules.encode.parts import ids_of
from ncnd_rules.encode.prefiltered import Prefiltered
from ncnd_rules.encode.reasons import Reasons
from ncnd_rules.encode.weighing.sides import WEIGHED_IN
from ncnd_rules.facts import BodyMention, Consideration

DISMISSES = Prefiltered(
    r"(?i)\bno (?:requirement|need|obligation|call)(?:, ?\w+,)? (?:for \S+(?: \S+)? )?"
    r"to (?:satisfy|address|allay|meet|answer)\b"
    r"(?=[^.;]*\b(?:concerns?|interests?|disquiet|accountab\w+|legality|lawful\w*)\b)|"
    # 'There is no public interest in our being accountable', 'What is thought of its lawfulness carries no weight'.
    r"\bno public interest in (?:[^ .;]+ ){0,6}?(?:accountab\w+|legality|lawful\w*|scrutin\w+)\b|"
    r"\b(?:lawful\w*|legality|accountab\w+)\b[^.;]{0,80}? (?:(?:carr(?:y|ies)|deserves?|ha(?:s|ve)|of) no weight|"
    r"counts? for nothing|(?:is|are) (?:mere|only|merely|idle) curiosity)\b"
)
# Said against an answer, by words that name no argument: what it is worth, not that there is nothing to it.
_LESSENS = (
    ("accountability", Prefiltered(r"(?i)\baccountab\w+\b[^.;]*\bnot (?:\w+ )?enhanced\b")),
    ("other", Prefiltered(r"(?i)\bnot (?:the same as )?(?:what is )?of interest to the public\b|\bcuriosity\b")),
)


def encode_unnamed_considerations(draft: Draft, reasons: Reasons) -> None:
    """A sentence that denies an interest, or lessens it, whatever its argument."""
    for sentence in draft.page.spoken("public_interest", "balance"):
        if "consideration" in draft.said[sentence.number]:
            continue
        denies = ("dismisses", "accountability", DISMISSES)
        lessens = (("against", argument, words) for argument, words in _LESSENS)
        for side, argument, words in (denies, *lessens):
            match = words.search(sentence.words)
            parts = ids_of(reasons.refusals.of(sentence)) if match else ()
            if match and parts:
                draft.add(
                    Consideration,
                    sentence,
                    part=parts,
                    side=side,
                    argument=argument,
                    evidence=(span_of(sentence, match.start(), match.end()),),
                )
                break


def encode_scrutiny(draft: Draft, reasons: Reasons) -> None:
    """A body that is said to oversee, named where the letter weighs, counts against an answer.

    To be called once bodies are read.
    """
    places = {
        span.start: span
        for fact in draft.facts
        if isinstance(fact, BodyMention) and (fact.role, fact.tense) == ("oversight", "present")
        for span in fact.evidence
    }
    concluding = {one.block for one in draft.page.spoken(*WEIGHED_IN) if "balance" in draft.said[one.number]}
    for sentence in draft.page.spoken(*WEIGHED_IN):
        if sentence.section not in ("public_interest", "balance") and sentence.block not in concluding:
            continue
        whole = span_of(sentence)
        assert whole.start is not None
        assert whole.stop is not None
        named = [span for start, span in places.items() if start is not None and whole.start <= start < whole.stop]
        parts = ids_of(reasons.refusals.of(sentence)) if named else ()
        if parts and sentence.side != "for":
            draft.add(
                Consideration, sentence, part=parts, side="against", argument="accountability", evidence=tuple(named)
            )
