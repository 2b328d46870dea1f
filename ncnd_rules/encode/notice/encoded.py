"""Writes down what goes with a refusal beside its reasons, and the headings of the letter."""

from typing import get_args

from ncnd_rules.encode.draft import Draft, Found
from ncnd_rules.encode.notice.elements import (
    encode_element,
    encode_explained,
    encode_listed_below,
    leaves_out_rights_only,
)
from ncnd_rules.encode.notice.extension import encode_extension
from ncnd_rules.encode.notice.promised import encode_announced_questions, encode_attachments
from ncnd_rules.encode.notice.rights import encode_rights
from ncnd_rules.encode.notice.sayings import encode_sayings
from ncnd_rules.encode.parts import Parts
from ncnd_rules.encode.questions import Questions, mentioned
from ncnd_rules.encode.reasons import answer_named
from ncnd_rules.facts import Clarification, FeesNotice, Heading, Search

_ANNOUNCED = get_args(Heading.model_fields["announces"].annotation)


def encode_notice(draft: Draft, parts: Parts, questions: Questions) -> None:
    """Everything a refusal notice has beside its reasons."""
    for found in draft.find("notices", draft.page.spoken()):
        if not leaves_out_rights_only(draft, found):
            _notice(draft, found, parts, questions)
    encode_listed_below(draft, parts)
    encode_explained(draft, parts)
    encode_rights(draft)
    encode_sayings(draft, parts)
    encode_announced_questions(draft)
    _headings(draft)
    encode_attachments(draft)


def _notice(draft: Draft, found: Found, parts: Parts, questions: Questions) -> None:
    kind, gives, sentence, span = found.gives["kind"], found.gives, found.sentence, found.span()
    if kind == "notice_element":
        encode_element(draft, found, parts)
    elif kind == "extension":
        encode_extension(draft, found)
    elif kind == "fees_notice":
        draft.add(FeesNotice, sentence, evidence=(span,))
    elif kind == "search" and sentence.section in ("answer", "header", "notice"):
        draft.add(Search, sentence, question=mentioned(sentence.words, questions) or questions.ids(), evidence=(span,))
    elif kind == "clarification":
        stops = gives.get("stops_clock", False)
        draft.add(Clarification, sentence, by=gives["by"], stops_clock=stops, evidence=(span,))


def _headings(draft: Draft) -> None:
    for heading in draft.page.headings:
        draft.add(
            Heading,
            announces=heading.announces if heading.announces in _ANNOUNCED else "other",
            section=heading.sections,
            of=answer_named(heading.passage.words),
            evidence=(heading.passage.span(),),
        )
