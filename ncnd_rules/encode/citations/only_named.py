"""Provisions that are named and not relied on: as a list of bodies, as given up, or for another case."""

import re

from ncnd_rules.encode.citations.words import LIFTS_DUTY, is_silent, roles_said
from ncnd_rules.encode.draft import Draft
from ncnd_rules.encode.page import Sentence
from ncnd_rules.encode.prefiltered import Prefiltered
from ncnd_rules.encode.provisions import Cited, exemptions_in

SUPPOSED = Prefiltered(
    r"(?i)\b(?:would|might|may|could)(?: also| then| therefore| itself| all)? (?:be|have been|fall)(?: \w+){0,2}? ?"
    r"(?:exempt|within)\b[^.;]{0,40}[.:]?$"
)
_ONLY_NAMED = re.compile(
    r"(?i)\b(?:listed|specified|named|set out|mentioned|defined|described|outlined|referred to|matters|"
    r"certificates?(?: \w+){0,3}) "
    r"(?:in|at|by|under|for the purposes of) (?:(?:sections? ?)?[\d(][\w()]*(?:,? and|,? or|,| &) ?){0,6}$|"
    r"bod(?:y|ies) (?:for|in|with|by) which $|\bunlike (?:the exemptions? (?:at|in|under) )?$"
)
# 'We reserve the right to rely on it later': for a case that has not arisen, whatever the exemption.
_RESERVED = re.compile(
    r"(?i)\breserv\w+\b[^.;]*$|\b(?:may|might|could) (?:also |later |then |in time )+(?:seek to |wish to |have to )?"
    r"(?:rely|cite|claim|invoke)\b[^.;]{0,30}$"
)
# 'would also be exempt under': an exemption that is held back for a case that has not arisen.
_CONDITIONAL = re.compile(
    r"(?i)\b(?:would|might|could|may) (?:also |well |then |in any event )*(?:be )?"
    r"(?:exempt\w*|engaged?|fall|apply)\b[^.;]{0,40}$"
)
_GIVEN_UP = re.compile(
    r"(?i)\b(?:not (?:persuaded|convinced|satisfied) (?:by|that)|"
    r"(?<!or )not(?: (?:that|those|the reliance) (?:on|under))?|"
    r"in place of|instead of|rather than|in substitution for|replac(?:es|ed|ing)|"
    r"(?:no longer|not) (?:rely(?:ing)?|relied|seek(?:ing)? to rely) "
    r"(?:up)?on|withdr[ae]w(?!n)\w* (?:\w+ ){0,4}?)\s?(?:the )?(?:exemptions? (?:at|in|under) )?$|"
    r"\b(?:had|previously|originally|formerly|initially) (?:\w+ ){0,2}?"
    r"(?:relied|cited|applied|claimed|invoked)\b[^.;]*$"
)
_GIVEN_UP_BEHIND = re.compile(
    r"(?i)^[^.;,]{0,30}\b(?:(?:is|are|was|were|has been) (?:therefore |hereby |now )?"
    r"(?:withdrawn|not (?:relied|engaged|applied))|"
    r"(?:does|do|did) not (?:apply(?! (?:automatic|alone|(?:by|of|in) (?:it|them)sel))|arise here)|"
    r"(?:might|could|may) (?:also |well |then )*(?:apply|be engaged|have applied))\b(?! is\b)|"
    r"^[^.;,]{0,30}\b(?:used|cited|relied on|claimed|applied) by (?:other|another|those)\b|"
    # 'considered section 44 but do not rely on it', or relied on for an earlier request
    r"^[^.;]{0,40}\b(?:but|and|though|although) (?:\w+ ){0,3}?(?:do|does|did|have|has|are|is) (?:not|no longer)(?: "
    r"(?:rel(?:y|ied|ying)|appl(?:y|ied|ying)|need|consider|seek|engaged)|[.,;]|$)|"
    r"[^.]*\bno longer (?:applies|relied|relevant)\b|"
    # Behind a provision that was weighed and not taken: it 'was considered, but another is relied on'.
    r"^[^.;,]{0,12}\b(?:was|were|has been|have been) (?:also |first )?considered,? (?:but|it is|only)\b"
)
_OF_IT = re.compile(
    r"(?i)(?:(?:but|however|in the event|in the end|on reflection),? )?(?:it|this|that|they|these|neither|none)\b"
)
# 'Only the former applies', behind two that were considered.
_ONLY_ONE = re.compile(
    r"(?i)(?:of (?:these|those|the two),? )?only (?:the )?(?P<which>former|latter|first|second|last)\b[^.;]{0,40}"
    r"\b(?:appl(?:y|ies)|engaged|relied|relevant)\b"
)
# 'This provides that the duty to confirm or deny does not arise where ...'
_RECITES = re.compile(
    r"(?i)(?:it|this|that|they|these)(?: \w+)? (?:provides?|states?|says?|means?|allows?|removes?|excludes?|exempts?)\b"
)
_BUT = re.compile(r"(?i);| (?:but|whereas|whilst|while|although) |, and (?=(?:I|we|the|our)\b)")
_TWO = 2
_NEAR = 160  # characters on either side of a provision that tell what it is named for


def is_only_named(cited: Cited, sentence: Sentence, draft: Draft) -> bool:
    """Whether a provision is named and not relied on: as a list of bodies, as given up, or for another case."""
    words = sentence.words
    start = max(0, cited.start - _NEAR)
    before, after = words[start : cited.start], words[cited.stop : cited.stop + _NEAR]
    if (
        _ONLY_NAMED.search(before)
        or _GIVEN_UP.search(before)
        or _RESERVED.search(before)
        or _GIVEN_UP_BEHIND.match(after)
    ):
        return True
    if _denied_behind(cited, sentence, draft) or _titles_request(cited, sentence, draft):
        return True
    clause = _clause_of(cited, words, start)
    # The sentence has been searched already; only where it has such words is the clause searched apart.
    if "none" in roles_said(draft, words) and "none" in roles_said(draft, clause):
        return not _says_why_silent(cited, sentence, draft)
    supposed = _CONDITIONAL.search(before) or SUPPOSED.pattern.search(before)
    return supposed is not None and not draft.registers.exemptions.excludes_duty(cited.provision)


def _says_why_silent(cited: Cited, sentence: Sentence, draft: Draft) -> bool:
    """Whether the words of the Act stand behind a silence as its ground: 'Section 23(5) says that ...'."""
    if not draft.registers.exemptions.excludes_duty(cited.provision) or not LIFTS_DUTY.search(sentence.words):
        return False
    before = (one for one in draft.page.of_block(sentence.block) if one.number < sentence.number)
    return any("part" in draft.said[one.number] and is_silent(draft, one.words) for one in before)


def _denied_behind(cited: Cited, sentence: Sentence, draft: Draft) -> bool:
    """Whether the next sentence says that what this one names is not relied on, as in 'It does not apply'."""
    behind = draft.page.sentences[sentence.number + 1 : sentence.number + 2]
    only = _ONLY_ONE.match(behind[0].words) if behind and behind[0].block == sentence.block else None
    two = exemptions_in(sentence.words)
    if only and len(two) == _TWO:
        return cited.provision != two[only["which"].lower() not in ("former", "first")].provision
    return any(
        one.block == sentence.block
        and _OF_IT.match(one.words)
        and not _RECITES.match(one.words)
        and not exemptions_in(one.words)
        and "none" in roles_said(draft, one.words)
        for one in behind
    )


def _titles_request(cited: Cited, sentence: Sentence, draft: Draft) -> bool:
    """Whether it stands in the title of a request that asks about it: 'Files closed under section 37'."""
    if sentence.section != "header" or sentence.words.endswith((".", ":", ";")):
        return False
    voices = {
        one.voice
        for one in draft.page.sentences
        if one.number != sentence.number and any(other.section == cited.section for other in exemptions_in(one.words))
    }
    return voices == {"requester"}


def _clause_of(cited: Cited, words: str, start: int) -> str:
    """The words near a provision, up to a semicolon, or to a 'but' that parts it from another one."""
    others = [one for one in exemptions_in(words) if one.provision != cited.provision]
    parted = [
        place.start()
        for place in _BUT.finditer(words)
        if place[0] == ";" or any((one.start < place.start()) != (cited.start < place.start()) for one in others)
    ]
    begins = max((place for place in parted if place < cited.start), default=-1) + 1
    ends = min((place for place in parted if place >= cited.stop), default=len(words))
    return words[max(start, begins) : min(cited.stop + _NEAR, ends)]
