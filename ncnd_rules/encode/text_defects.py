"""Flaws of the text itself: words of the page, slips of the pen, and what stands in it twice."""

import re
from collections.abc import Iterator

from ncnd_rules.encode.draft import Draft, span_of
from ncnd_rules.encode.page import ARGUING, Page, Sentence
from ncnd_rules.facts import Disclaimer, TextDefect
from ncnd_rules.letter import Span

_OUTER = ("header", "rights", "closing")  # where a page may have its head and its foot
_LEAST_CUT = 30  # characters; what is shorter may be a line of an address or a form
_GOES_ON = re.compile(r"[a-z(\d-]")
_LEAST_REPEATED = 60  # characters; what is shorter is a turn of phrase
_WORD = re.compile(r"[A-Za-z]{3}")
_SIGNS = re.compile(r"\W+")
# Words that are blacked out, or a bracket that says that some were taken out.
_REDACTED = re.compile(
    r"[\u2588\u25a0\u25ac\[Xx](?:(?<=[\u2588\u25a0\u25ac])[\u2588\u25a0\u25ac]+|"
    r"(?<=\[)(?i:(?:[\w' ]{1,30} )?(?:redact(?:ed|ion)|removed|deleted|blanked out)\])|"
    r"(?<=[Xx])(?<!\w.)[Xx]{3,}\b)"
)
_SENT_TO = re.compile(r"(?i)to: ?(?P<whom>.*)")
_GREETS = re.compile(
    r"Dear (?:(?:Mr|Mrs|Ms|Miss|Mx|Dr|Sir|Dame|Lord|Lady|Prof|Professor|Cllr|Councillor)\.? )?"
    r"(?!(?:Sirs?|Madam|Applicant|Requeste?o?r|Customer|Colleague|Correspondent|Enquirer|All|Team|FOI|Freedom|Editor)\b)"
    r"(?P<name>[A-Z][a-z][\w'\u2019-]*(?: [A-Z][\w'\u2019-]+){0,3})(?=\W*$)"
)
# No sentence ends in these: what was to follow is lost.
_CUT_OFF = re.compile(
    r"(?i)\b(?:the|an?|of|to|and|or|nor|by|with|for|from|at|that|which|who|whether|because|is|are|was|were|will|would|"
    r"be|been|its|our|their|your|this|these|such|any|in relation|in respect|with regard)$"
)
_LONGEST_END = 12  # characters of the longest of them, and one before it


def encode_text_defects(draft: Draft) -> None:
    """Every flaw of the text that is known by its shape; a slip or a repeat does not count as reading its sentence."""
    inside = set(_inside(draft.page))
    for sentence in draft.page.sentences:
        if sentence.voice == "page":
            within = sentence.number in inside
            draft.add(TextDefect, sentence, defect="chrome", inside=within, evidence=(span_of(sentence),))
    own = [sentence for sentence in draft.page.sentences if sentence.voice == "authority"]
    for found in draft.find("slips", own, every=True):
        if "\n\n" in found.span().quote:
            continue  # its words stand in two paragraphs, that were taken for one that a page cut in two
        draft.add(TextDefect, defect=found.gives["defect"], evidence=(found.span(),))
    for sentence in own:
        for hit in _REDACTED.finditer(sentence.words):
            draft.add(TextDefect, defect="redaction", evidence=(span_of(sentence, hit.start(), hit.end()),))
    for span in _unmasked(draft.page):
        draft.add(TextDefect, defect="unmasked", evidence=(span,))
    for sentence in _cut_off(draft.page, own):
        draft.add(TextDefect, defect="fragment", evidence=(span_of(sentence),))
    for sentence in _argued_again(own):
        draft.add(TextDefect, defect="duplicate", evidence=(span_of(sentence),))
    disclaimed = [fact for fact in draft.facts if isinstance(fact, Disclaimer) and fact.says == "no_inference"]
    for fact in disclaimed[1:]:
        draft.add(TextDefect, defect="duplicate", evidence=fact.evidence)


def _inside(page: Page) -> Iterator[int]:
    """The numbers of sentences of the page that stand between two sentences of one section of the letter.

    What cuts a sentence in two stands behind it: such sentences were mended when the letter was read.
    """
    before: Sentence | None = None
    waiting: list[int] = []
    for sentence in page.sentences:
        if sentence.voice == "page":
            waiting += [sentence.number] if _WORD.search(sentence.words) else []  # a rule across the page says nothing
        else:
            if before is not None and before.section == sentence.section and before.section not in _OUTER:
                yield from waiting
            before, waiting = sentence, []


def _unmasked(page: Page) -> Iterator[Span]:
    """The name of the person written to in a greeting, where it is blacked out in the head above it."""
    head = [sentence for sentence in page.sentences if sentence.section == "header"]
    sent = [match for match in (_SENT_TO.match(sentence.words) for sentence in head) if match]
    greeted = [sentence for sentence in head if _GREETS.match(sentence.words)]
    if len(sent) != 1 or len(greeted) != 1:
        return  # of several letters, or to several people
    greeting = _GREETS.match(greeted[0].words)
    if _REDACTED.match(sent[0]["whom"]) and greeting and greeting["name"]:
        yield span_of(greeted[0], *greeting.span("name"))


def _cut_off(page: Page, sentences: list[Sentence]) -> Iterator[Sentence]:
    """Sentences of running text that break off at the end of their paragraph, where no list goes on with them."""
    for sentence in sentences:
        last = page.of_block(sentence.block)[-1] is sentence
        if not last or sentence.is_heading or len(sentence.words) < _LEAST_CUT:
            continue
        if page.blocks[sentence.block].kind != "paragraph" or not _CUT_OFF.search(sentence.words[-_LONGEST_END:]):
            continue
        behind = page.blocks[sentence.block + 1 : sentence.block + 2]
        if not behind or (
            behind[0].kind not in ("item", "row", "line") and not _GOES_ON.match(behind[0].passage.words)
        ):
            yield sentence


def _argued_again(sentences: list[Sentence]) -> Iterator[Sentence]:
    """Sentences of the reasons that say what another has said word for word: in another section, or just before."""
    said: dict[str, Sentence] = {}
    for sentence in sentences:
        if sentence.section in ARGUING and not sentence.is_heading and len(sentence.words) >= _LEAST_REPEATED:
            first = said.setdefault(_SIGNS.sub(" ", sentence.words.lower()).strip(), sentence)
            if first.section != sentence.section or (first.block, first.number) == (
                sentence.block,
                sentence.number - 1,
            ):
                yield sentence
