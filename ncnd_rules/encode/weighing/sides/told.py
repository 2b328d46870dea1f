"""Sentences that open, close or conclude a weighing, and those that tell what the requester argued."""

import re

from ncnd_rules.encode.draft import Draft, Found
from ncnd_rules.encode.page import Sentence
from ncnd_rules.encode.prefiltered import Prefiltered

_WEIGHS = Prefiltered(
    r"(?i)\b(?:weigh|consider|balanc|asks?\b|asked|tests?\b|thought|think|look(?:ed|ing)? (?:at|to)|regard)[^.;]*"
    r"\bpublic interest\b|\bpublic interest (?:test\b|has (?:to|been)\b|must\b|is to be|lies\b|lay\b)"
)
_NOT_WEIGHED = re.compile(r"(?i)\babsolute\b|\b(?:not|no|without|\w+n't)\b")
_NEEDS_NO_TEST = re.compile(
    r"(?i)\b(?:needs? (?:not|no)|not (?:need|require|oblige|necessary|called|have to)|no (?:need|requirement|duty|"
    r"obligation|call|test)|without)\b[^.;:]{0,60}\bpublic interest\b|"
    r"\bno (?:public interest|prejudice or public interest|balanc\w+) test\b"
)
_COLON = re.compile(r"[^.;:]{0,40}:(?! ?$)")
_ARGUED = re.compile(
    r"(?i)^(?:also,? )?(?:you|your (?:\w+ )?(?:letter|request|e-?mail|complaint|argument|view|point|case)|"
    r"the (?:applicant|requester|complainant|(?:information )?commissioner|ico|tribunal|court)(?:'s)?)\b"
    r"(?: \w+){0,3}? (?:say|said|found|held|decided|argu|conten|suggest|believ|feel|felt|claim|"
    r"submit|stat|maintain|consider|think|thought|point|assert|express|is|was)"
)
_OURS = re.compile(r"\b(?:[Ww]e|I)\b")


def opens_weighing(draft: Draft, sentence: Sentence) -> bool:
    """Whether a sentence tells that the public interest is weighed, and not only that it need not be."""
    if _WEIGHS.search(sentence.words) is None or _NEEDS_NO_TEST.search(sentence.words):
        return False
    return "classification" not in draft.said[sentence.number] or _NOT_WEIGHED.search(sentence.words) is None


def closes(draft: Draft, sentence: Sentence) -> bool:
    """Whether a sentence answers, or calls an exemption what it is: a weighing told of before goes no further."""
    return bool(draft.said[sentence.number] & {"part", "classification"}) and not opens_weighing(draft, sentence)


def requester_argues(sentence: Sentence) -> bool:
    """Whether a sentence tells only what the requester argued."""
    return _ARGUED.match(sentence.words) is not None and _OURS.search(sentence.words) is None


def announces_a_side(found: Found) -> bool:
    """Whether what sounds like a conclusion only announces what is said for an answer: 'In favour of release: ...'."""
    return found.gives["direction"] == "confirm" and _COLON.match(found.sentence.words, found.hit.stop) is not None


def concludes(draft: Draft, sentence: Sentence) -> bool:
    """Whether a sentence says where the weighing of the authority comes out."""
    if requester_argues(sentence):
        return False
    return any(
        found.gives["direction"] != "implied" and not announces_a_side(found) for found in draft.conclusions(sentence)
    )
