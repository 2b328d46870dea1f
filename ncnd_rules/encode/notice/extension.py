"""More time: what it is taken for, and when it ends."""

import re
from datetime import date

from ncnd_rules.encode.dates.shapes import dates_in
from ncnd_rules.encode.draft import Draft, Found
from ncnd_rules.encode.page import Sentence
from ncnd_rules.encode.provisions import sections_named
from ncnd_rules.encode.weighing.sides import WEIGHED_IN
from ncnd_rules.facts import Extension

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
    r"\b(?:have|has) (?:\w+ )?(?:decided|to)\b|\bhereby\b|\bnot yet\b|\b(?:yet|still) to\b"
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
# 'We have yet to weigh the public interest. We need further time to do so.'
_GOES_ON = re.compile(
    r"(?i)(?:(?:we|i) (?:\w+ ){0,2}?(?:need|require|take|taking)|it (?:\w+ )?(?:needs|requires)) "
    r"(?:\w+ )?(?:further|more|additional|longer|extra) time\b"
)
_WEIGHS = re.compile(r"(?i)\bpublic interest|\bweigh")
_SECTION_10_3 = re.compile(r"(?i)\bs(?:ection|ec|\.)? ?10 ?\(3\)")


def encode_extension(draft: Draft, found: Found) -> None:
    """More time, what it is taken for, and by when it is to end where this or a later sentence of the letter tells.

    The public interest counts before anything named beside it.
    """
    sentence, reason, words = found.sentence, found.gives["reason"], found.sentence.words
    weighed = _WEIGHS.search(words) is not None
    other = any(hit.row.gives.get("reason") == "other" for hit in draft.lexicon.accepted("notices", words))
    if (reason == "other" and weighed) or (reason == "public_interest" and other and not weighed):
        return
    behind = draft.page.sentences[sentence.number + 1 : sentence.number + 2]
    draft.read(Extension.kind, *(one for one in behind if one.block == sentence.block and _GOES_ON.match(one.words)))
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
    others = draft.page.spoken(*WEIGHED_IN)
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
