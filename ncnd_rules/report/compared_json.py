"""Letters against each other as JSON, for programs. The shape is published as a JSON Schema."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from ncnd_rules.compare import Comparison
from ncnd_rules.compare.story import Chapter, Strand, chapters, strands
from ncnd_rules.engine.check import first_named
from ncnd_rules.errors import InputError
from ncnd_rules.facts import Authority, Reference
from ncnd_rules.letter import SpanOf
from ncnd_rules.report.known import known_as_data, known_schema
from ncnd_rules.report.schemas import object_of
from ncnd_rules.suppressions import SetAside
from ncnd_rules.verdicts import Finding, Outcome

_NOTHING = SetAside()


def comparison_as_json(
    comparison: Comparison,
    sources: Mapping[str, str],
    unreadable: Iterable[InputError] = (),
    aside: SetAside = _NOTHING,
) -> str:
    """One object, indented; equal input gives equal bytes, whatever the order of the letters.

    Args:
        sources: the file of each letter as the user named it, by the letter's identity.
        aside: what of the findings is known, and which known ones are no more.
    """
    told = {
        "letters": [_letter(comparison, number, sources) for number in range(len(comparison.letters))],
        "changes": [_chapter(chapter) for chapter in chapters(comparison)],
        "passages": [_strand(strand) for strand in strands(comparison)],
        "findings": [_finding(finding) for finding in comparison.findings],
        "outcomes": comparison.counts(),
        "rules": {rule: outcome.value for rule, outcome in comparison.outcomes.items()},
        **known_as_data(aside),
        "unreadable": [{"source": problem.file, "why": problem.why} for problem in unreadable],
        "evaluator": comparison.evaluator,
        "ruleset": comparison.ruleset,
        "registers": comparison.registers,
    }
    return json.dumps(told, ensure_ascii=False, indent=2)


def comparison_schema() -> dict[str, Any]:
    """The JSON Schema of that object (draft 2020-12)."""
    finding = Finding.model_json_schema(mode="serialization", ref_template="#/$defs/{model}")
    definitions = finding.pop("$defs")
    definitions["Span"] = SpanOf.model_json_schema(mode="serialization", ref_template="#/$defs/{model}")
    text, maybe = {"type": "string"}, {"type": ["string", "null"]}
    letter = {
        "name": {**text, "description": "A, B, … in the order of the dates; everything else speaks of letters so"},
        "label": {**text, "description": "how sentences speak of it"},
        "path": text,
        "source": {**text, "description": "the letter or facts file, as named on the command line"},
        "sha256": maybe,
        "authority": maybe,
        "reference": maybe,
        "date": maybe,
        "regime": {
            "enum": ["foia", "eir", "foisa", "dpa", "none", "other"],
            "description": "letters under foia are compared",
        },
        "copy_of": {**maybe, "description": "the letter that says the same words under the same reference"},
    }
    texts = {"type": "array", "items": text}
    spans = {"type": "array", "items": {"$ref": "#/$defs/Span"}}
    event = {"kind": text, "says": text, "evidence": spans, "in_doubt": texts}
    chapter = {"earlier": text, "later": text, "subject": text, "in_doubt": texts, "events": _list(object_of(event))}
    change = {"before": text, "after": text}
    passage = {
        "passage": text,
        "argues": {"type": "boolean", "description": "whether it gives reasons in some letter"},
        "versions": spans,
        "changed": _list(object_of({"from": text, "to": text, "changes": _list(object_of(change))})),
        "stale": _list(object_of({"letter": text, "register": text})),
    }
    whole = {
        "letters": _list(object_of(letter)),
        "changes": _list(object_of(chapter)),
        "passages": _list(object_of(passage)),
        "findings": _list({"$ref": "#/$defs/Finding"}),
        "outcomes": object_of({outcome.value: {"type": "integer", "minimum": 0} for outcome in Outcome}),
        "rules": {"type": "object", "additionalProperties": {"enum": [outcome.value for outcome in Outcome]}},
        **known_schema(),
        "unreadable": _list(object_of({"source": text, "why": text})),
        "evaluator": text,
        "ruleset": text,
        "registers": text,
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Letters compared with each other",
        **object_of(whole),
        "$defs": {**definitions, "Finding": finding},
    }


def _letter(comparison: Comparison, number: int, sources: Mapping[str, str]) -> dict[str, Any]:
    letter = comparison.letters[number]
    facts = letter.encoding.facts
    own = [fact for fact in facts if isinstance(fact, Reference) and fact.whose == "authority"]
    return {
        "name": letter.name,
        "label": letter.label,
        "path": letter.encoding.letter.file,
        "source": sources.get(letter.encoding.identity, letter.encoding.letter.file),
        "sha256": letter.encoding.letter.sha256,
        "authority": first_named((fact, fact.name) for fact in facts if isinstance(fact, Authority)),
        "reference": first_named((fact, fact.value) for fact in own),
        "date": letter.day.isoformat() if letter.day else None,
        "regime": letter.world.regime,
        "copy_of": letter.copy_of or None,
    }


def _chapter(chapter: Chapter) -> dict[str, Any]:
    return {
        "earlier": chapter.earlier.name,
        "later": chapter.later.name,
        "subject": chapter.subject,
        "in_doubt": list(chapter.doubt),
        "events": [
            {
                "kind": event.kind,
                "says": event.says,
                "evidence": [span.model_dump() for span in event.evidence],
                "in_doubt": list(event.doubt),
            }
            for event in chapter.events
        ],
    }


def _strand(strand: Strand) -> dict[str, Any]:
    return {
        "passage": strand.passage.id,
        "argues": strand.argues,
        "versions": [version.span.model_dump() for version in strand.passage.versions],
        "changed": [
            {"from": before, "to": after, "changes": [change._asdict() for change in own]}
            for before, after, own in strand.changed
        ],
        "stale": [{"letter": letter, "register": label} for letter, label in strand.stale],
    }


def _finding(finding: Finding) -> dict[str, Any]:
    # A field declared as words of a letter drops the letter's name unless each is asked for its own shape.
    return finding.model_dump(mode="json") | {"evidence": [span.model_dump() for span in finding.evidence]}


def _list(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}
