"""The refusal notice and what goes with it: reliance, rights and periods, disclaimers, lists."""

import re
from datetime import date
from typing import Any, get_args

from ncnd_rules.encode.addresses import URL
from ncnd_rules.encode.dates.shapes import NUMBERS, dates_in
from ncnd_rules.encode.draft import Draft, Found, span_of
from ncnd_rules.encode.page import Sentence
from ncnd_rules.encode.parts import Parts, ids_of
from ncnd_rules.encode.positions import Held
from ncnd_rules.encode.provisions import exemptions_in, sections_named
from ncnd_rules.encode.questions import Questions, mentioned
from ncnd_rules.encode.reasons import answer_named, argues_in
from ncnd_rules.facts import (
    Attachment,
    Background,
    Citation,
    Clarification,
    ComplaintRight,
    Disclaimer,
    Extension,
    FeesNotice,
    Heading,
    NoticeElement,
    Presupposition,
    PromisedList,
    ReviewPeriod,
    ReviewRight,
    Search,
)

_TELLS_RIGHTS = re.compile(
    r"(?i)\b(?:sheet|leaflet|notice|form|letter|document|page)\b[^.;]{0,40}\b(?:complain|review|appeal|rights?\b)|"
    r"\b(?:complain|review|appeal|rights?\b)[^.;]{0,40}\b(?:sheet|leaflet|notice|form|letter|document|page)\b"
)
_ANNEX = re.compile(r"(?i)(?:annex|appendix|attachment|enclosure|schedule)\b[^.;]{0,80}$")
_NEXT_BLOCKS = 4  # in which a list that was announced begins, furniture of the page among them
_ENTRY = re.compile(
    r"(?i)^(?:section|sec|s)\.? ?\d{1,2}a?(?: ?\(\w{1,3}\))* ?(?:- |(?:information|national|law|health|personal|"
    r"investigations?|commercial|international)\b)"
)
_NO_ENTRY = re.compile(r"(?i)if\b|please note|thank")
_NEAR_THE_BEGINNING, _LONGEST_ENTRY = 40, 160  # characters of an entry in a list of exemptions
_LONGEST_TITLE = 40  # characters of a heading that is no sentence
_DIRECTIONS = get_args(ReviewPeriod.model_fields["direction"].annotation)
_GOES_ON = re.compile(r"(?i)(?:it|this|that|they|such)\b")
# 'You should hear from us, once a review has been asked for, within 40 days': a clause that has no time of its own.
_SUBORDINATE = re.compile(
    r"(?i), (?:who|which|whom|once|when|after|if|where|should|as soon as|provided|having)\b[^,;.:?0-9]{0,80}(?=,)"
)
_REVIEW = re.compile(r"(?i)\breview|\breconsider|\bappeal")
_REASONS = re.compile(r"(?i)\b(?:reason\w*|expla\w+|why|statement)\b")
# 'We can neither confirm nor deny that we may hold any information': the silence, and nothing that would follow.
_SILENCE = re.compile(
    r"(?i)\b(?:(?:can|could|will|would|may|shall)(?: \w+)? )?(?:neither|(?:can)?not) (?:to )?confirm\w*,? n?or den\w+"
    r"(?:[^.;:]{0,60}? (?:it|we|they|he|she|i|this|any|information)(?: \w+){0,2}?(?: (?:may|might|could|would|will))?"
    r"(?: \w+)? (?:hold\w*|held|exists?)\b)?|"
    r"\b(?:may|might|could|can)(?: \w+)? (?:be|have|hold|exist|relate|meet|fall)\b"
)
# Of more time: announced in an earlier letter; a decision still to come; a day or a time that ends it.
_TOLD_BEFORE = re.compile(
    r"(?i)\b(?:we|i) (?:\w+ )?(?:wrote|informed|told|advised|notified)\b|"
    r"\b(?:we|i) (?:(?!have\b)\w+ )?(?:extended|needed|required|took)\b|"
    r"\b(?:was|were|had been|had) (?:\w+ )?(?:needed|required|extended|necessary|taken)\b|"
    r"\b(?:my|our) (?:\w+ )?(?:letter|e-?mail|notice) (?:of|dated)\b|\bhaving (?:extended|taken)\b|"
    r"\b(?:previous(?:ly)?|earlier)\b|\b(?:as|you were) (?:advised|notified|informed|told)\b"
)
# 'We need more time': it is taken by this letter. 'We have extended the time' may tell of one before.
_TAKEN_HERE = re.compile(
    r"(?i)\b(?:need|require|extend|claim|seek|propose|intend|rely|must|will|shall)\b|"
    r"\b(?:am|are|is) (?:\w+ )?(?:now |therefore |also |still )?(?:needed|required|necessary|extend\w*|claim\w*|tak\w+|"
    r"seeking|relying|allow\w*|entitled|permitted)\b|\b(?:lets?|allows?|permits?|enables?) (?:us|me|it)\b|"
    r"\b(?:have|has) (?:\w+ )?(?:decided|to)\b|\bhereby\b|\bnot yet\b"
)
# 'We still need more time', 'a further extension': some may have been taken before, too.
_ONCE_MORE = re.compile(
    r"(?i)\b(?:further|another|second|additional) extension\b|\bextend\w* (?:\S+ ){0,5}?(?:again|further|once more)\b|"
    r"\bstill\b"
)
_DECIDES = re.compile(
    r"(?i)\b(?:decision|decide|respon(?:d|se)|repl(?:y|ied)|answer|write to you|let you (?:know|have)|conclu\w+|"
    r"complete[ds]?|estimate[ds]?|expect|hope|aim|anticipate)\b"
)
_BY = re.compile(r"(?i)\b(?:by|until|till|before|than|to|on or about|around)(?: \w+day,?)?(?: the)? ?$")
_WITHIN = re.compile(
    r"(?i)\b(?:within|in|by|up to|(?:a )?further|another|additional|extra|no (?:more|later) than)"
    r"(?: (?:a|another|an additional|a further|the next|up to)){0,2} "
    r"(?P<time>(?:\d{1,2}|[a-z-]+) (?:\(\d+\) )?(?:working )?(?:days?|weeks?|months?))\b"
)
_SAYS_OF_IT = re.compile(r"(?i)\b(?:is|are|being|recognises|requires?|allows?)\b")  # a sentence about one, no entry
_WEIGHS = re.compile(r"(?i)\bpublic interest|\bweigh")
_SECTION_10_3 = re.compile(r"(?i)\bs(?:ection|ec|\.)? ?10 ?\(3\)")
# A right of complaint told as one about personal data, and not about this request or its answer.
_DATA = re.compile(
    r"(?i)\b(?:data protection(?! (?:commissioner|registrar))|personal data|gdpr|subject access|section 165)\b"
)
_INFORMATION = re.compile(
    r"(?i)\b(?:freedom of information|foia?|section 50|(?<!access )request|response|decision|answer|repl(?:y|ied)|"
    r"review)\b"
)
# 'Some of it has been withheld as it is exempt': said of what is withheld, wherever a silence is told.
_EXEMPTS = re.compile(r"(?i)\b(?:withh[eo]ld\w*|(?:is|are|being) (?:\w+ )?exempt from (?:disclosure|release))\b")
_SILENT = re.compile(r"(?i)neither|confirm|\bdeny\b|\bduty\b|\bncnd\b")
_PROVISION_SAID = re.compile(r"(?i)\bs(?:ection|ec|\.)?\s?(17(?:\s?\(\d\))?|1\s?\(1\)\s?\(a\))")


def encode_notice(draft: Draft, parts: Parts, questions: Questions) -> None:
    """Everything a refusal notice has beside its reasons."""
    for found in draft.find("notices", draft.page.spoken()):
        if not _leaves_out_rights_only(draft, found):
            _notice(draft, found, parts, questions)
    _listed_below(draft, parts)
    for found in draft.find("rights", (sentence for sentence in draft.page.spoken() if _may_offer(sentence))):
        _right(draft, found)
    _periods(draft)
    for found in draft.find(
        "sayings", [sentence for sentence in draft.page.sentences if sentence.voice == "authority"]
    ):
        _saying(draft, found, parts)
    _deeds(draft, parts)
    for sentence in draft.page.sentences:
        if sentence.voice == "requester" and sentence.words.endswith(":"):
            for found in draft.find("sayings", [sentence]):
                if found.gives.get("of") == "questions":
                    draft.add(
                        PromisedList,
                        sentence,
                        of="questions",
                        given=_list_follows(draft, sentence) or _label_follows(draft, sentence),
                        evidence=(found.span(),),
                    )
                    break
    for heading in draft.page.headings:
        announces = (
            heading.announces
            if heading.announces in get_args(Heading.model_fields["announces"].annotation)
            else "other"
        )
        draft.add(
            Heading,
            announces=announces,
            section=heading.sections,
            of=answer_named(heading.passage.words),
            evidence=(heading.passage.span(),),
        )
    _attachments(draft)


def _notice(draft: Draft, found: Found, parts: Parts, questions: Questions) -> None:
    gives: dict[str, Any] = {key: value for key, value in found.gives.items() if key != "kind"}
    sentence, span = found.sentence, found.span()
    kind = found.gives["kind"]
    if kind == "notice_element":
        helds = parts.refused_by(sentence)
        if _EXEMPTS.search(sentence.words) and not _SILENT.search(sentence.words):
            helds = parts.withheld_by(sentence) or helds
        element = gives["element"]
        if element == "reliance_stated":
            if not helds or sentence.is_heading:
                return
            helds = _relying_here(draft, sentence, parts) or parts.listed_with(helds)
            if "notice_element" in draft.said[sentence.number] and _already(draft, span):
                return
        provision = gives.get("provision")
        said = _PROVISION_SAID.search(sentence.words)
        if said and element in ("section_17_named", "reliance_stated"):
            number = re.sub(r"\s", "", said[1])
            provision = number if number.startswith("17") == (element == "section_17_named") else provision
        draft.add(
            NoticeElement,
            sentence,
            part=ids_of(helds),
            element=element,
            provision=provision,
            evidence=(span,),
        )
        if element == "reliance_stated" and argues_in(_SILENCE.sub("", sentence.words)):
            _reasons_given(draft, sentence, parts)
    elif kind == "extension":
        _extension(draft, found)
    elif kind == "fees_notice":
        draft.add(FeesNotice, sentence, evidence=(span,))
    elif kind == "search" and sentence.section in ("answer", "header", "notice"):
        draft.add(Search, sentence, question=mentioned(sentence.words, questions) or questions.ids(), evidence=(span,))
    elif kind == "clarification":
        draft.add(
            Clarification, sentence, by=gives["by"], stops_clock=gives.get("stops_clock", False), evidence=(span,)
        )


def _leaves_out_rights_only(draft: Draft, found: Found) -> bool:
    """Whether words under section 17(4) are taken for reasons left out, where they leave out rights alone."""
    words = found.sentence.words
    if found.gives.get("element") != "reasons_withheld" or _REASONS.search(words):
        return False
    return any(hit.row.gives.get("element") == "rights_withheld" for hit in draft.lexicon.accepted("notices", words))


def _relying_here(draft: Draft, sentence: Sentence, parts: Parts) -> tuple[Held, ...]:
    """The refusals for which a sentence lists provisions ahead of them, as where a review tells of what it upholds."""
    whole = span_of(sentence)
    assert whole.start is not None
    assert whole.stop is not None
    served = {
        part
        for fact in draft.facts
        if isinstance(fact, Citation) and fact.role == "listed"
        for span in fact.evidence
        if span.start is not None and whole.start <= span.start < whole.stop
        for part in fact.part
    }
    relying = tuple(part for part in parts.refusals if part.id in served)
    return relying if all(part.sentence.number > sentence.number for part in relying) else ()


def _listed_below(draft: Draft, parts: Parts) -> None:
    """What a refusal relies on is told where its own sentence names it, or a list of exemptions stands right below.

    One provision alone below it may be there to be explained.
    """
    stated = {
        part
        for fact in draft.facts
        if isinstance(fact, NoticeElement) and fact.element == "reliance_stated"
        for part in fact.part
    }
    for held in (held for held in parts.refusals if held.id not in stated):
        telling = [one for one in held.stated if _names_its_ground(draft, one, held)] or _entries_below(draft, held)
        if telling:
            evidence = tuple(span_of(one) for one in telling)
            draft.add(NoticeElement, telling[0], part=(held.id,), element="reliance_stated", evidence=evidence)


def _names_its_ground(draft: Draft, sentence: Sentence, held: Held) -> bool:
    """Whether a sentence that refuses names a provision on which the refusal relies."""
    whole = span_of(sentence)
    return any(
        isinstance(fact, Citation)
        and fact.role == "listed"
        and held.id in fact.part
        and any((whole.start or 0) <= (span.start or 0) < (whole.stop or 0) for span in fact.evidence)
        for fact in draft.facts
    )


def _entries_below(draft: Draft, held: Held) -> list[Sentence]:
    """The list of exemptions right below the words that refuse; none where it has but one."""
    entries: list[Sentence] = []
    for number in range(held.sentence.block + 1, len(draft.page.blocks)):
        block = draft.page.of_block(number)
        if not block or not all(_ENTRY.match(one.words) and not _SAYS_OF_IT.search(one.words) for one in block):
            break
        entries += block
    return entries if sum(len(exemptions_in(one.words)) for one in entries) > 1 else []


def _extension(draft: Draft, found: Found) -> None:
    """More time, what it is taken for, and by when it is to end where this or a later sentence of the letter tells.

    The public interest counts before anything named beside it.
    """
    sentence, reason, words = found.sentence, found.gives["reason"], found.sentence.words
    weighed = _WEIGHS.search(words) is not None
    other = any(hit.row.gives.get("reason") == "other" for hit in draft.lexicon.accepted("notices", words))
    if (reason == "other" and weighed) or (reason == "public_interest" and other and not weighed):
        return
    until, within = _end_of_extension(draft, sentence)
    earlier = _TOLD_BEFORE.search(words) is not None
    draft.add(
        Extension,
        sentence,
        reason=reason,
        until=until,
        within=within,
        earlier=earlier,
        under_section_10=_SECTION_10_3.search(words) is not None,
        section=sections_named(words),
        evidence=(found.span(),),
    )
    if not earlier and (_ONCE_MORE.search(words) or not _TAKEN_HERE.search(words)):
        draft.half_read[sentence.number].add(Extension.kind)  # it may have been announced before


def _end_of_extension(draft: Draft, sentence: Sentence) -> tuple[date | None, str | None]:
    """The day by which a decision is promised; else the time in which it is, as worded."""
    others = draft.page.spoken("header", "answer", "exemptions", "notice", "harm", "public_interest", "balance")
    later = [one for one in others if one.number > sentence.number and _DECIDES.search(one.words)]
    for one in (sentence, *later):
        read = next((read for read in dates_in(one.words) if _BY.search(one.words[: read.start])), None)
        within = _WITHIN.search(one.words)
        if read is not None:
            day = read.on()
            return day, None if day else one.words[read.start : read.stop].rstrip(" .,") or None
        if within:
            return None, within["time"]
    return None, None


def _already(draft: Draft, span: Any) -> bool:
    return any(
        isinstance(fact, NoticeElement)
        and fact.element == "reliance_stated"
        and any(
            other.start is not None and span.start is not None and abs(other.start - span.start) < 120
            for other in fact.evidence
        )
        for fact in draft.facts
    )


def _reasons_given(draft: Draft, sentence: Sentence, parts: Parts) -> None:
    for cited in exemptions_in(sentence.words):
        draft.add(
            NoticeElement,
            sentence,
            part=ids_of(parts.refused_by(sentence)),
            element="reason",
            provision=cited.provision,
            evidence=(span_of(sentence, cited.start, cited.stop),),
        )


def _may_offer(sentence: Sentence) -> bool:
    """Whether a sentence may offer a right: a heading over the rights offers none, but 'If ..., write to:' does."""
    return not sentence.is_heading or (sentence.words.endswith(":") and len(sentence.words) > _LONGEST_TITLE)


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
        return False  # 'You can complain to the Commissioner. It is normally within six weeks.'
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


def _saying(draft: Draft, found: Found, parts: Parts) -> None:
    kind, sentence, span = found.gives["kind"], found.sentence, found.span()
    if kind == "disclaimer":
        draft.add(Disclaimer, sentence, says=found.gives["says"], evidence=(span,))
    elif kind == "background":
        filed = {
            "harm": "harm",
            "factors_for": "factors_for",
            "factors_against": "factors_against",
            "balance": "balance",
        }
        where = filed.get(sentence.filing.announces, "other")
        draft.add(Background, sentence, about=found.gives["about"], filed_under=where, evidence=(span,))
    elif kind == "presupposition":
        helds = parts.argued_by(sentence, set())
        silent = tuple(held.id for held in helds if held.fact.position == "ncnd")
        if silent:
            stated = found.gives.get("stated", False)
            draft.add(Presupposition, sentence, part=silent, stated=stated, evidence=(span,))
    elif kind == "promised_list":
        of = found.gives["of"]
        if of == "exemptions":
            draft.add(
                PromisedList,
                sentence,
                of="exemptions",
                part=ids_of(parts.refused_by(sentence)),
                given=_exemptions_follow(draft, sentence, found.hit.stop),
                evidence=(span,),
            )
        elif of != "questions" or sentence.section in ("header", "request"):
            given = _list_follows(draft, sentence) if of in ("documents", "questions") else True
            given = given or (of == "questions" and _asked_behind(draft, sentence))
            draft.add(PromisedList, sentence, of=of, given=given, evidence=(span,))


def _deeds(draft: Draft, parts: Parts) -> None:
    """What the authority did, as told in an answer behind the refusal to say so: anywhere else it may be an answer."""
    for sentence in draft.page.spoken("answer"):
        if _adds_to_silence(sentence, parts):
            among_reasons = draft.find("sayings", [sentence._replace(section="harm")])
            for found in (found for found in among_reasons if found.gives.get("of_deeds")):
                _saying(draft, found, parts)


def _adds_to_silence(sentence: Sentence, parts: Parts) -> bool:
    """Whether a sentence of the answer stands behind a refusal to confirm or deny, and no answer, in its block."""
    said = {held.fact.position for held in parts.all if held.sentence.block == sentence.block}
    before = [held for held in parts.silences if held.sentence.block == sentence.block]
    return said == {"ncnd"} and all(held.sentence.number < sentence.number for held in before)


def _exemptions_follow(draft: Draft, sentence: Sentence, stop: int) -> bool:
    """Whether provisions follow the words that announce them: in the sentence, or as a list in the next blocks."""
    if exemptions_in(sentence.words[stop:]):
        return True
    blocks = range(sentence.block + 1, sentence.block + 1 + _NEXT_BLOCKS)
    return any(
        one.start < _NEAR_THE_BEGINNING
        for number in blocks
        for other in draft.page.of_block(number)
        if other.voice != "page"
        and (_ENTRY.match(other.words) or (len(other.words) < _LONGEST_ENTRY and not _SAYS_OF_IT.search(other.words)))
        for one in exemptions_in(other.words)
    )


def _asked_behind(draft: Draft, sentence: Sentence) -> bool:
    """Whether words of the requester stand behind a sentence, in its block or those that follow."""
    blocks = range(sentence.block, sentence.block + 1 + _NEXT_BLOCKS)
    return any(
        other.voice == "requester" and other.number > sentence.number
        for number in blocks
        for other in draft.page.of_block(number)
    )


def _label_follows(draft: Draft, sentence: Sentence) -> bool:
    """Whether a question stands behind, below its label in a line of its own or beside it in the same line."""
    if any(one.labelled and one.number == sentence.number + 1 for one in draft.page.of_block(sentence.block)):
        return True
    behind = draft.page.blocks[sentence.block + 1 : sentence.block + 2]
    return any(block.label and not block.passage.words for block in behind)


def _list_follows(draft: Draft, sentence: Sentence) -> bool:
    """Whether a list, or what may be one, follows the block of a sentence."""
    number = sentence.block + 1
    following = draft.page.of_block(number)
    if not following:
        return False
    block = draft.page.blocks[number]
    if block.kind in ("item", "row") or block.label:
        return True
    if draft.page.heading_at(number):
        return False
    if following[0].section == "closing" != sentence.section:
        return False  # the letter ends where the list was to stand
    asked = following[0].voice == "requester"
    if sentence.voice == "requester":
        return asked and block.kind in ("line", "paragraph") and not _NO_ENTRY.match(block.passage.words)
    return asked or block.kind in ("line", "quoted") or bool(URL.search(block.passage.words))


def _attachments(draft: Draft) -> None:
    """What is said to be attached or enclosed; it is given where an annex, or the rights that it is to tell, follow."""
    begun = [number for number, block in enumerate(draft.page.blocks) if _ANNEX.match(block.passage.words)]
    for found in draft.find("attachments", draft.page.spoken()):
        given = bool(begun) and begun[-1] > found.sentence.block
        if _TELLS_RIGHTS.search(found.sentence.words):
            given = given or any(
                one.is_heading and one.block > found.sentence.block for one in draft.page.spoken("rights")
            )
        draft.add(Attachment, given=given, evidence=(found.span(),))
