"""Rights of review and complaint, and how long there is to ask and to answer."""

import re
from itertools import pairwise
from typing import get_args

from ncnd_rules.encode.draft import Draft, Found, span_of
from ncnd_rules.encode.page import Sentence
from ncnd_rules.facts import ComplaintRight, ReviewPeriod, ReviewRight
from ncnd_rules.number_words import NUMBERS

_LONGEST_TITLE = 40  # characters of a heading that is no sentence
# A heading that bids, as 'Ask us for a review:' does.
_BIDS = re.compile(r"(?i)(?:please |first,? )?(?:ask|write|apply|send|contact|tell|e-?mail)\b")
_DIRECTIONS = get_args(ReviewPeriod.model_fields["direction"].annotation)
_GOES_ON = re.compile(
    r"(?i)(?:(?:it|this|that|they|such)\b|(?:(?:please|kindly|you (?:\w+ )?(?:\w+|to)|"
    r"(?:we|i)(?: would|'d)? (?:ask|request|suggest|advise) (?:that )?you(?: to)?) )?"
    r"do (?:so|this|it)\b)"
)
# 'You should hear from us, once a review has been asked for, within 40 days': a clause that has no time of its own.
_SUBORDINATE = re.compile(
    r"(?i), (?:who|which|whom|once|when|after|if|where|should|as soon as|provided|having)\b[^,;.:?0-9]{0,80}(?=,)"
)
_DO_SO = re.compile(r"(?i)\byou (?:should|must|may|can|need to|have to) do (?:so|this|it)\b")
_REVIEW = re.compile(r"(?i)\breview|\breconsider|\bappeal")
# 'You may then write to:', over the address of the Commissioner on lines of its own.
_LEADS_TO_ADDRESS = re.compile(
    r"(?i)\byou (?:(?:may|can|should|must|could|need to|have the right to|are (?:entitled|able|free) to) )+"
    r"(?:(?:also|then|now|still|next) )?(?:write|apply|complain|appeal|contact|address|refer|go|turn|send)\b[^.;?]*:$"
)
_COMMISSIONER = re.compile(r"(?i)(?:the )?(?:information commissioner(?:'s office)?|ico)\b[^.;?]{0,40}$")
# A right of complaint told as one about personal data, and not about this request or its answer.
_DATA = re.compile(
    r"(?i)\b(?:data protection(?! (?:commissioner|registrar))|personal data|gdpr|subject access|section 165)\b"
)
_INFORMATION = re.compile(
    r"(?i)\b(?:freedom of information|foia?|section 50|(?<!access )request|response|decision|answer|repl(?:y|ied)|"
    r"review)\b"
)


def _may_offer(sentence: Sentence) -> bool:
    """Whether a sentence may offer a right: a heading over the rights offers none, but 'If ..., write to:' does."""
    words = sentence.words
    leads_in = words.endswith(":") and (len(words) > _LONGEST_TITLE or _BIDS.match(words) is not None)
    return not sentence.is_heading or leads_in


def encode_rights(draft: Draft) -> None:
    """The rights that the letter tells, and their periods."""
    for found in draft.find("rights", (sentence for sentence in draft.page.spoken() if _may_offer(sentence))):
        _right(draft, found)
    _addressed(draft)
    _periods(draft)


def _addressed(draft: Draft) -> None:
    """The right that a lead tells only with the first line of the address behind it."""
    spoken = list(draft.page.spoken())
    for lead, line in pairwise(spoken):
        told = "complaint_right" in draft.said[lead.number] or line.block - lead.block > 1
        if not told and _LEADS_TO_ADDRESS.search(lead.words) and _COMMISSIONER.match(line.words):
            under = "dpa" if _DATA.search(lead.words) and not _INFORMATION.search(lead.words) else "unstated"
            draft.add(ComplaintRight, lead, to="ICO", under=under, evidence=(span_of(lead), span_of(line)))


def _right(draft: Draft, found: Found) -> None:
    kind, sentence, span = found.gives["kind"], found.sentence, found.span()
    if kind == "review_right":
        draft.add(ReviewRight, sentence, none_exists=found.gives.get("none_exists", False), evidence=(span,))
    elif kind == "complaint_right":
        under = "dpa" if _DATA.search(sentence.words) and not _INFORMATION.search(sentence.words) else "unstated"
        draft.add(ComplaintRight, sentence, to=found.gives.get("to", "ICO"), under=under, evidence=(span,))
    else:
        _period(draft, found, found.gives["direction"])


def _periods(draft: Draft) -> None:
    """How long the requester has to ask for a review, and the authority to answer."""
    for found in draft.find("periods", draft.page.spoken(), every=True):
        if found.gives.get("kind") != "review_period" or not _of_a_review(draft, found.sentence):
            continue
        direction = _whose_time(draft, found)
        if direction in _DIRECTIONS:
            _period(draft, found, direction)
        if direction == "to_ask" and "review_right" not in draft.said[found.sentence.number]:
            # 'Internal reviews - reply to this e-mail within 20 working days': whoever has a time may ask.
            draft.add(ReviewRight, found.sentence, evidence=(found.span(),))


def _of_a_review(draft: Draft, sentence: Sentence) -> bool:
    """Whether a sentence stands among the rights, or gives one, or follows one that does."""
    own, before = draft.said[sentence.number], draft.said[sentence.number - 1]
    if "review_right" not in own and "complaint_right" in before and _GOES_ON.match(sentence.words):
        return False  # 'You can complain to the Commissioner. Please do so within six weeks.'
    return sentence.section == "rights" or bool((own | before) & {"review_right", "review_period"})


def _whose_time(draft: Draft, found: Found) -> str:
    """Whose time a period is: by what it is counted from, or the nearest words before it, or the first behind it.

    Where its own sentence does not tell, the question before it does: 'How long will it take? Up to 40 days.'
    """
    words = _SUBORDINATE.sub(_blank, found.sentence.words)
    asked = draft.page.sentences[found.sentence.number - 1].words
    before, behind, above = (
        [hit for hit in draft.lexicon.accepted("periods", part, every=True) if "direction" in hit.row.gives]
        for part in (words[: found.hit.start], words[found.hit.stop :], asked if asked.endswith("?") else "")
    )
    before = before or ([] if behind else above)
    nearest = max(before, key=lambda hit: (hit.stop, -hit.start), default=None)
    if nearest is None or (behind and not behind[0].start and nearest.row.id != "period.commissioner_expects"):
        nearest = behind[0] if behind else None
    if nearest is None and _DO_SO.search(words[: found.hit.start]):
        # 'You may ask for it to be reviewed. You should do so within 40 working days.'
        said = draft.said[found.sentence.number - 1]
        return "to_ask" if "review_right" in said and "complaint_right" not in said else ""
    over = draft.page.heading_at(found.sentence.block)
    if nearest is None and ("review_right" in draft.said[found.sentence.number] or _REVIEW.search(over)):
        return "to_ask"  # 'Internal review: foi@force.example, 40 working days'
    return nearest.row.gives["direction"] if nearest else ""


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _period(draft: Draft, found: Found, direction: str) -> None:
    groups = found.hit.groups
    said = groups["number"].lower().replace(" ", "-")
    number = int(said) if said.isdigit() else NUMBERS[said]
    unit = groups["unit"].lower().rstrip("s") + "s"
    if unit == "days":
        # 'Forty days' are taken for working days, the reading that accuses of nothing; 28 are four weeks.
        working = "working" in groups or ("calendar" not in groups and number in (20, 40))
        unit = "working_days" if working else "calendar_days"
    if number:
        draft.add(ReviewPeriod, found.sentence, direction=direction, number=number, unit=unit, evidence=(found.span(),))
