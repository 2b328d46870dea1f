"""Answers that stand among the reasons for being silent on what they answer.

'For question 4, the sum spent was £38,500', 'The force has never hired one': behind the refusal they are easily taken
for arguments, and are not read where reasons stand. Where a question is not refused they add nothing to its answer.
"""

import re

from ncnd_rules.encode.draft import Draft, span_of
from ncnd_rules.encode.page import ARGUING, Sentence
from ncnd_rules.encode.positions.clauses import Lead, positions_of
from ncnd_rules.encode.positions.given import ASSERTS_NOTHING, REFUSES, given
from ncnd_rules.encode.positions.held import Candidate
from ncnd_rules.encode.positions.sought import Sought, sought_by
from ncnd_rules.encode.positions.untold import LEAST_SHARED, TELLS
from ncnd_rules.encode.prefiltered import Prefiltered
from ncnd_rules.encode.questions import Questions, mentioned
from ncnd_rules.facts import Part

# The whole sentence says what the authority did or did not do, and supposes nothing.
_OWN_DEED = re.compile(
    r"(?P<who>(?:[^,;:]{0,40}, )?(?:We|I|Neither we|(?i:the|this) (?i:force|constabulary|council|service|trust|"
    r"authority|department|office)|(?:[A-Z][\w'-]+ ){1,4}(?:Police|Constabulary|Council|Service|Trust|Office)))"
    r" (?:(?i:has|have|had|do|does|did|is|are|was|were|holds?|owns?|uses?|spent|paid|bought|hired)\b)"
)
_SUPPOSES = Prefiltered(
    r"(?i)\b(?:would|could|may|might|if|whether|should|suppos\w+|suggest\w*|mean\w*|infer\w*|example|other forces|"
    r"tests?|exempt\w*|considered|considers?|weighed|aware|recogni[sz]\w+|accepts?|acknowledge\w*)\b"
)
_LEAST_DENIED = 2  # words of substance that a denial shares with the question that it answers
_SUCH = re.compile(r"(?i)\b(?:such|this|these|it|them|any of (?:these|those|them))\b")


def told_among_reasons(draft: Draft, questions: Questions, candidates: list[Candidate]) -> list[Candidate]:
    """The answers among the reasons to questions that are refused without a limit."""
    silent = {
        question
        for one in candidates
        if one.position == "ncnd" and one.scope == "unqualified"
        for question in one.questions
    }
    if not silent:
        return []
    taken = {one.sentence.number for one in candidates}
    sought = sought_by(questions.printed)
    found = []
    for sentence in draft.page.spoken(*ARGUING):
        if sentence.is_heading or sentence.number in taken or _SUPPOSES.search(sentence.words):
            continue
        one = _by_name(draft, sentence, questions) or _denied(draft, sentence, questions, sought, silent)
        one = one or _told(sentence, sought)
        if one is not None and one.questions and silent.issuperset(one.questions):
            found.append(one)
    return found


def _by_name(draft: Draft, sentence: Sentence, questions: Questions) -> Candidate | None:
    """A figure that is told of a question by name, as in 'For question 4, the sum was £38,500'."""
    named = mentioned(sentence.words, questions)
    return given(draft, sentence, questions, "") if named and TELLS.search(sentence.words) else None


def _denied(
    draft: Draft, sentence: Sentence, questions: Questions, sought: list[Sought], silent: set[str]
) -> Candidate | None:
    """A flat denial: 'The force has never hired one.' Of which question it is has to be plain, or it is left unread."""
    deed = _OWN_DEED.match(sentence.words)
    if deed is None:
        return None
    hits = [
        found
        for found in draft.find("positions", [sentence])
        if found.gives["position"] == "not_held" and found.hit.row.tier == "sure" and not found.gives.get("weak")
    ]
    one = next(iter(positions_of(draft, sentence, hits[:1], questions, Lead(), searched=False)), None)
    if one is None:
        return None
    named = mentioned(sentence.words, questions)
    if not named and (alike := _most_alike(sentence.words[deed.end("who") :], sought, _LEAST_DENIED)):
        named = (alike.asked.id,)
    if not named and len(questions.ids()) == 1 and _SUCH.search(sentence.words):
        named = tuple(silent)
    if not named:
        draft.half_read[sentence.number].add(Part.kind)
    return one._replace(questions=named or ())


def _told(sentence: Sentence, sought: list[Sought]) -> Candidate | None:
    """What the authority did, in the words and in the form of what was asked."""
    words = sentence.words
    deed = _OWN_DEED.match(words)
    if deed is None or not TELLS.search(words) or REFUSES.search(words) or ASSERTS_NOTHING.search(words):
        return None
    fit = _most_alike(words[deed.end("who") :], sought, LEAST_SHARED)
    if fit is None or not fit.is_subject_of(words) or not fit.is_given_by(words):
        return None
    return Candidate("disclosed", "unqualified", "unstated", {}, (fit.asked.id,), sentence, (span_of(sentence),), words)


def _most_alike(words: str, sought: list[Sought], least: int) -> Sought | None:
    """The one question that has most of some words of a sentence, and as many of them as it has to."""
    shared = [one.shared_with(words) for one in sought]
    most = max(shared, default=0)
    return sought[shared.index(most)] if most >= least and shared.count(most) == 1 else None
