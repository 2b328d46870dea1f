"""Harm: what is said would follow, and claims that an exemption is required."""

import itertools
import re
from collections.abc import Collection, Iterable, Mapping

from ncnd_rules.encode.draft import Draft, span_of
from ncnd_rules.encode.lexicon import Hit
from ncnd_rules.encode.page import Sentence
from ncnd_rules.encode.parts import ids_of
from ncnd_rules.encode.prefiltered import Prefiltered
from ncnd_rules.encode.reasons import (
    FOLLOWS,
    Reason,
    Reasons,
    argues,
    argues_in,
    clauses_left,
    clauses_of,
    evidence,
    likelihood,
    likelihood_at,
    of_answer,
    speaks,
)
from ncnd_rules.encode.weighing.contests import concludes_in
from ncnd_rules.encode.weighing.sides import SPEAKS_FOR, Leaning
from ncnd_rules.facts import Harm, Necessity
from ncnd_rules.letter import Section, Span

# In the header too: a letter may have nothing that opens its answer.
_ARGUED_IN: tuple[Section, ...] = ("header", "harm", "answer", "exemptions", "notice")
_BECAUSE = re.compile(
    r"(?i)\b(?:because|since(?! \d)|in that|for the reason that|the reason(?:ing)? (?:is|being) that|lest|"
    r"(?<!such )(?<!well )(?<!far )(?<!long )(?<!soon )as (?!to whether|regards|well|much|far|long|soon|if)\b"
    r"(?=[^.;]*\b(?:would|could|might|may|likely)\b))"
)
# 'To say whether he was would disclose personal data': a repeated refusal that tells its own reason.
_TELLING_WOULD = Prefiltered(
    r"(?i)\b(?:to (?:say|confirm|deny|answer|state|tell|disclose|release|publish|reveal)|"
    r"(?:confirm|deny|say|answer|disclos|releas|publish|tell|reveal|giv)ing|its (?:disclosure|release|publication)|"
    r"information (?:which|that)|(?:disclosure|release|publication) of (?:which|it|them|this|these))\b"
    r"[^.;]*?\bwould\b"
)
_WOULD = re.compile(r"(?i)\b(?:would|could|might|may)\b")
# 'You will understand that' says nothing of what follows, and what 'which' adds is said in passing.
_LEADS_IN = re.compile(
    r"(?i)\b(?:you (?:will|may|can)(?: \w+)? (?:understand|appreciate|see|agree|recognise)|"
    r"(?:I|we) (?:would|will|can|may)(?: \w+)? (?:say|add|note|observe|stress|emphasise)) that |"
    r", (?=(?:which|who|although|though|contrary)\b)"
)
# 'Can' of itself only tells what is so: 'The police can use covert methods'.
_ONLY_CAN = re.compile(
    r"(?i)(?=.*\bcan\b)(?!.*\b(?:would|could|might|may|will|likely|risk|if|once|when|confirm\w*|den(?:y|ying|ial)|disclos\w*|releas\w*|"
    r"publish\w*|publication|answer\w*|repl(?:y|ies)|known?|knows|knowing|learn\w*|told|tell\w*|say\w*|reveal\w*|useful|exploit\w*|advantage)\b)"
)
# What others would do or suffer, in the paragraph behind a refusal: 'Fly-tippers could simply go elsewhere.'
_OF_OTHERS = re.compile(
    r"(?i)(?!(?:.*\b(?:we|us|our|you|your|i|my|request\w*|repl(?:y|ies)|response|letter|fee|copy|copies|website|page|"
    r"searche?s?|records?|data|figures?|report)\b|(?:if|should|unless|it|this|that|these|those|such|section|any)\b))"
    r"[^.;]{3,80}? (?:would|could|might)\b(?! (?:need|require|have to|be (?:required|needed|subject|able to)|"
    r"normally|usually|only|still|expect|want|like|wish|agree|understand|be interested)\b)"
)
_SMALL = 25  # characters; a shorter clause argues nothing of its own
_RULE = re.compile(
    r"(?i)^(?:the|this) duty (?:to confirm or deny )?(?:does not arise|arises) (?:if|where|in relation)\b"
)
# What would follow from looking where it is published.
_TO_LOOK = re.compile(r"(?i)\b(?:web ?(?:site|page)s?|pages?|links?|visit|publish\w*|search engine)\b")
_GENERAL_TRUTH = Prefiltered(r"(?i)\bin deciding whether\b|\bmust be taken into account\b")


def encode_harm(draft: Draft, reasons: Reasons, leanings: Iterable[Leaning]) -> None:
    """Each harm argued in the reasons of the letter, outside the public interest test."""
    weighed = {one.sentence.number for one in leanings}
    places = [sentence for sentence in draft.page.spoken() if _may_argue(draft, sentence)]
    follows = _consequences(draft, reasons, places, weighed)
    argued = [
        sentence
        for sentence in places
        if sentence.number not in weighed
        and (sentence.number in follows or (_speaks_of_a_class(draft, sentence) and reasons.refusals.of(sentence)))
    ]
    for reason in reasons.of(argued):
        side, argument = reason.found.gives["side"], reason.found.gives["argument"]
        if side != "against" or _GENERAL_TRUTH.search(reason.sentence.words):
            continue
        if (
            not FOLLOWS.search(reason.sentence.words)
            and reason.sentence.number not in follows
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
            evidence=_evidence(reason, follows),
        )
    _other(draft, reasons, argued, follows)
    _further_clauses(draft, reasons, argued)
    _necessities(draft, reasons)


def _necessities(draft: Draft, reasons: Reasons) -> None:
    """Section 24 knows no harm: it is said to be required."""
    for found in draft.find("tests", draft.page.spoken()):
        if found.gives.get("kind") == "necessity" and (parts := reasons.refusals.of(found.sentence)):
            draft.add(
                Necessity,
                found.sentence,
                part=ids_of(parts),
                section=("24",),
                evidence=(found.span(),),
            )


def _evidence(reason: Reason, follows: Mapping[int, Hit]) -> tuple[Span, ...]:
    """The words of an argument, and those that say what follows where they stand apart."""
    own = evidence(reason.found)
    hit = follows.get(reason.sentence.number)
    if hit is None or (hit.start < reason.found.hit.stop and reason.found.hit.start < hit.stop):
        return own
    return (*own, span_of(reason.sentence, hit.start, hit.stop))


def _further_clauses(draft: Draft, reasons: Reasons, argued: Iterable[Sentence]) -> None:
    """A clause with a consequence of its own, joined to one that was read: '; it would also be possible to ...'."""
    for sentence, start, stop in clauses_left(draft, Harm, argued):
        words = sentence.words[start:stop]
        if len(words) < _SMALL or not _WOULD.search(words) or SPEAKS_FOR.search(words):
            continue
        follows = [hit.rejected_by is None for hit in draft.lexicon.hits("consequences", words)]
        if not follows or any(follows):  # else what would follow is denied
            _add_other(draft, reasons, sentence, start, stop)


def _add_other(draft: Draft, reasons: Reasons, sentence: Sentence, start: int, stop: int) -> None:
    """Write down a harm that no argument of the lexicon names."""
    scope, topics, general = reasons.subjects.of(sentence)
    draft.add(
        Harm,
        sentence,
        part=ids_of(reasons.refusals.of(sentence)),
        section=reasons.sections.of(sentence),
        scope=scope,
        topic=topics,
        general=general,
        of=of_answer(sentence),
        likelihood=likelihood_at(sentence, start, stop),
        argument="other",
        evidence=(span_of(sentence, start, stop),),
    )


def _speaks_of_a_class(draft: Draft, sentence: Sentence) -> bool:
    """Whether a sentence gives the reason of an exemption that needs no consequence: whom information is about."""
    if "part" in draft.said[sentence.number] and not _TELLING_WOULD.search(sentence.words):
        return False
    if not speaks(sentence) or _RULE.match(sentence.words):
        return False  # a title, or the words of the Act below one: 'Section 23(5), Security Bodies'
    return any(
        found.gives["argument"] in ("security_bodies", "privacy") for found in draft.find("arguments", [sentence])
    )


def _may_argue(draft: Draft, sentence: Sentence) -> bool:
    """Whether a sentence stands where harm is argued: also behind a weighing that no heading opened.

    What is said next of another exemption, or of the next question, was then taken to go on with the weighing.
    """
    if sentence.section in _ARGUED_IN:
        return True
    if sentence.section not in ("public_interest", "balance") or sentence.side is not None:
        return False
    unheaded = sentence.filing.announces in ("exemptions", "other")
    return unheaded and argues(sentence) and next(concludes_in(draft.lexicon, sentence.words), None) is None


def _consequences(
    draft: Draft, reasons: Reasons, places: Iterable[Sentence], weighed: Collection[int]
) -> dict[int, Hit]:
    """Sentences that say what would follow, by their numbers: those behind a refusal, and what goes on from them."""
    found: dict[int, Hit] = {}
    block = -1  # the paragraph in which something has been said to follow
    for sentence in places:
        if sentence.is_heading or sentence.number in weighed or "threat_claim" in draft.said[sentence.number]:
            continue
        hits = _hits(draft, sentence)
        refused_above = sentence.section != "header" and sentence.block - 1 in reasons.refusals.blocks
        others = refused_above and _OF_OTHERS.match(sentence.words) is not None
        goes_on = sentence.block == block or sentence.section == "harm" or others
        hit = next((hit for hit in hits if hit.row.gives["strong"]), None) or (hits[0] if hits and goes_on else None)
        behind = any(part.sentence.number <= sentence.number for part in reasons.refusals.of(sentence))
        # A letter that refuses in its last lines gives its reasons first, and one that begins with them soon refuses.
        soon = sentence.section != "header" or not reasons.refusals.blocks.isdisjoint(
            (sentence.block, sentence.block + 1)
        )
        ahead = hit is not None and hit.row.gives["strong"] and soon and argues(sentence)
        if hit is not None and (behind or ahead or sentence.section == "harm"):
            found[sentence.number], block = hit, sentence.block
    return found


def _hits(draft: Draft, sentence: Sentence) -> list[Hit]:
    """Where a sentence says what would follow: of one that refuses, only behind a word that gives a reason.

    Where guards reject the whole, a clause of it may say so all the same: '..., and nobody would ring us again'.
    """
    words = sentence.words
    hits = _between(draft, sentence, 0, len(words))
    if "part" in draft.said[sentence.number]:
        because, telling = _BECAUSE.search(words), _TELLING_WOULD.search(words)
        reason = because or telling
        if reason is None:
            return []
        start = because.end() if because else reason.start()
        stop = words.find(";", start)
        clause = _between(draft, sentence, start, stop if stop > 0 else len(words))
        behind = [hit for hit in hits if hit.stop > reason.end()] or clause
        return [hit for hit in behind if hit.row.gives["strong"]]
    weighed = next(concludes_in(draft.lexicon, words, sentence.section), None)
    if weighed is not None:
        return [hit for hit in hits if hit.row.gives["strong"] and hit.stop <= weighed.start]
    if hits or not draft.lexicon.hits("consequences", words, sentence.section):
        return hits
    return [
        hit
        for start, stop in _clauses(words)
        if stop - start < len(words) and argues_in(words[start:stop])
        for hit in _between(draft, sentence, start, stop)
        if hit.row.gives["strong"]
    ]


def _clauses(words: str) -> Iterable[tuple[int, int]]:
    """The clauses of a sentence, each without what leads it in or is said of it in passing."""
    for start, stop in clauses_of(words):
        cuts = (start, *(match.end() for match in _LEADS_IN.finditer(words, start, stop)), stop)
        yield from itertools.pairwise(cuts)


def _between(draft: Draft, sentence: Sentence, start: int, stop: int) -> list[Hit]:
    """What is said to follow in some words of a sentence, as if they stood alone."""
    words = draft.lexicon.without_descriptions(sentence.words[start:stop])
    if _ONLY_CAN.match(words):
        return []
    return [
        hit._replace(start=start + hit.start, stop=start + hit.stop)
        for hit in draft.lexicon.accepted("consequences", words, sentence.section)
    ]


def _other(draft: Draft, reasons: Reasons, argued: list[Sentence], follows: Mapping[int, Hit]) -> None:
    """A consequence of an answer that no argument of the lexicon names is harm all the same."""
    for sentence in argued:
        if "harm" in draft.said[sentence.number] or sentence.number not in follows:
            continue
        saying = draft.lexicon.first("sayings", sentence.words, sentence.section)
        if saying is not None and (
            saying.row.gives["kind"] in ("disclaimer", "promised_list")
            or saying.row.gives.get("about") == "release_to_the_world"
        ):
            continue
        if reasons.sections.of(sentence) == ("21",) and _TO_LOOK.search(sentence.words):
            continue
        _add_other(draft, reasons, sentence, follows[sentence.number].start, len(sentence.words))
