"""Verdicts as JSON, for programs. The shape is published as a JSON Schema."""

import json
from collections.abc import Iterable
from typing import Any

from ncnd_rules.corrections import says
from ncnd_rules.errors import InputError
from ncnd_rules.explain.cite import Cited, cited
from ncnd_rules.facts import FACT_TYPES, Fact
from ncnd_rules.report.checked import Checked
from ncnd_rules.report.known import known_as_data, known_schema
from ncnd_rules.report.places import place_schema, placed, source_as_json, source_schema
from ncnd_rules.report.schemas import object_of
from ncnd_rules.report.told import person_set, rests_on_person
from ncnd_rules.verdicts import Finding, Outcome


def as_json(letters: Iterable[Checked], unreadable: Iterable[InputError] = ()) -> str:
    """A list with one object a letter, indented; equal input gives equal bytes.

    Args:
        unreadable: the files that could not be used; each is told at the end, with nothing found in it.
    """
    told = [*map(_letter, letters), *(unreadable_as_json(problem, findings=[]) for problem in unreadable)]
    return json.dumps(told, ensure_ascii=False, indent=2)


def verdicts_schema() -> dict[str, Any]:
    """The JSON Schema of that list (draft 2020-12)."""
    finding = Finding.model_json_schema(mode="serialization", ref_template="#/$defs/{model}")
    definitions = finding.pop("$defs")
    definitions["Span"]["properties"]["at"] = place_schema()
    finding["properties"] |= {
        "identifier": {"type": "string", "description": "RULE@version:reference:fingerprint, which names it for good"},
        "citation": {"type": "string", "description": "a sentence in OSCOLA style, without its full stop"},
        "by_person": {"type": "array", "items": {"type": "string"}, "description": "those of them that it rests on"},
    }
    finding["required"] = [*finding["required"], "identifier", "citation", "by_person"]
    text = {"type": ["string", "null"]}
    offset = {"type": ["integer", "null"], "minimum": 0}
    letter = {
        "path": {"type": "string", "description": "the letter's file name"},
        "sha256": text,
        "authority": text,
        "reference": text,
        "date": text,
        "copy": {"enum": ["complete", "extract", "unknown"]},
        "source": {"type": "string", "description": "the letter or facts file, as named on the command line"},
        **source_schema(),
        "by_person": {"type": "array", "items": {"type": "string"}, "description": "ids of facts a person set"},
        "set_by_person": {"type": "array", "items": {"$ref": "#/$defs/Set"}, "description": "those facts in full"},
        "struck_out": {
            "type": "integer",
            "minimum": 0,
            "description": "facts read by the program, struck out by a person",
        },
    }
    unread = {
        "start": offset,
        "stop": offset,
        "section": text,
        "reason": {"type": "string"},
        "may_hold": {"type": ["array", "null"], "items": {"type": "string"}},
    }
    item = {
        "letter": object_of(letter),
        "findings": {"type": "array", "items": {"$ref": "#/$defs/Finding"}},
        "outcomes": object_of({outcome.value: {"type": "integer", "minimum": 0} for outcome in Outcome}),
        "not_applied": {"type": "object", "additionalProperties": {"type": "string"}},
        "rules": {"type": "object", "additionalProperties": {"enum": [outcome.value for outcome in Outcome]}},
        **known_schema(),
        "unread": {"type": "array", "items": object_of(unread)},
        "evaluator": {"type": "string"},
        "ruleset": {"type": "string"},
        "registers": {"type": "string"},
        "as_of": {"type": ["string", "null"], "description": "the day whose law was applied; null: the letter's own"},
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "The verdicts on letters",
        "type": "array",
        "items": {"oneOf": [object_of(item), unreadable_schema({"findings": {"type": "array", "maxItems": 0}})]},
        "$defs": {**definitions, "Finding": finding, "Set": object_of(_SET)},
    }


_SET = {
    "id": {"type": "string"},
    "kind": {"enum": sorted(FACT_TYPES)},
    "says": {"type": "object", "description": "its fields, but for those that say nothing"},
    "evidence": {"type": "array", "items": {"$ref": "#/$defs/Span"}},
}


def _set(fact: Fact, checked: Checked) -> dict[str, Any]:
    spans = [placed(span.model_dump(mode="json"), checked.encoding.source) for span in fact.evidence]
    return {"id": fact.id, "kind": fact.kind, "says": says(fact), "evidence": spans}


def _finding(finding: Finding, citation: Cited, checked: Checked) -> dict[str, Any]:
    told = finding.model_dump(mode="json")
    told["evidence"] = [placed(span, checked.encoding.source) for span in told["evidence"]]
    return told | citation._asdict() | {"by_person": list(rests_on_person(finding, checked))}


def unreadable_schema(properties: dict[str, Any]) -> dict[str, Any]:
    """What is told of a file that could not be used, in place of what was found in it."""
    told = {"letter": object_of({"source": {"type": "string"}}), "unreadable": {"type": "string", "description": "why"}}
    return object_of(told | properties)


def unreadable_as_json(problem: InputError, **nothing: list[Any]) -> dict[str, Any]:
    """A file that could not be used, why, and the empty lists in which programs look for what was found."""
    return {"letter": {"source": problem.file}, "unreadable": problem.why, **nothing}


def _letter(checked: Checked) -> dict[str, Any]:
    verdicts = checked.verdicts
    return {
        "letter": {
            "path": verdicts.letter.file,
            "sha256": verdicts.letter.sha256,
            "authority": verdicts.authority,
            "reference": verdicts.reference,
            "date": verdicts.date,
            "copy": verdicts.letter.copy_state,
            "source": checked.source,
            **source_as_json(checked.encoding.source),
            "by_person": list(checked.encoding.by_person),
            "set_by_person": [_set(fact, checked) for fact in person_set(checked)],
            "struck_out": checked.encoding.struck_out,
        },
        "findings": [
            _finding(finding, citation, checked)
            for finding, citation in zip(verdicts.findings, cited(checked.encoding, verdicts), strict=True)
        ],
        "outcomes": verdicts.counts(),
        "not_applied": dict(verdicts.not_applied),
        "rules": {rule: outcome.value for rule, outcome in verdicts.outcomes.items()},
        **known_as_data(checked.set_aside),
        "unread": [passage.model_dump(mode="json") for passage in verdicts.unread],
        "evaluator": verdicts.evaluator,
        "ruleset": verdicts.ruleset,
        "registers": verdicts.registers,
        "as_of": verdicts.as_of,
    }
