"""Smallest edits as JSON, for programs. The shape is published as a JSON Schema."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from ncnd_rules.errors import InputError
from ncnd_rules.explain.repair import Change, Edit, Repairs, RepairSet
from ncnd_rules.report.as_json import unreadable_as_json, unreadable_schema
from ncnd_rules.report.schemas import object_of
from ncnd_rules.verdicts import Finding


def repairs_as_json(letters: Iterable[tuple[Path, Repairs]], unreadable: Iterable[InputError] = ()) -> str:
    """A list with one object a letter, indented; equal input gives equal bytes."""
    told = [_letter(path, repairs) for path, repairs in letters]
    told += [unreadable_as_json(problem, sets=[], left=[]) for problem in unreadable]
    return json.dumps(told, ensure_ascii=False, indent=2)


def _letter(path: Path, repairs: Repairs) -> dict[str, Any]:
    return {
        "letter": {"source": str(path)},
        "sets": [_set(one) for one in repairs.sets],
        "mended": [_finding(finding) for finding in repairs.mended],
        "left": [{**_finding(left.finding), "why": left.why} for left in repairs.left],
        "dropped": repairs.dropped,
        "bounded": repairs.bounded,
    }


def _set(one: RepairSet) -> dict[str, Any]:
    return {
        "proved": one.proved,
        "changes": [_change(change) for change in one.changes],
        "edits": [edit._asdict() for edit in one.edits],
    }


def _change(change: Change) -> dict[str, Any]:
    told = {**change._asdict(), "fields": dict(change.fields), "edits": [edit._asdict() for edit in change.edits]}
    del told["marks"]  # its edits say it
    return told


def _finding(finding: Finding) -> dict[str, Any]:
    return {"rule": finding.rule, "message": finding.message, "fingerprint": finding.fingerprint}


def repairs_schema() -> dict[str, Any]:
    """The JSON Schema of that list (draft 2020-12)."""
    text = {"type": "string"}
    texts = {"type": "array", "items": text}
    count = {"type": "integer", "minimum": 0}
    offset = {**count, "description": "code points in the text of the letter; stop is exclusive"}
    edits = {
        "type": "array",
        "items": object_of({"start": offset, "stop": offset, "replacement": text}),
        "description": "in order, and apart from each other; none where the letter is not at hand",
    }
    assert set(Edit._fields) == {"start", "stop", "replacement"}
    value = {"type": ["string", "integer", "boolean", "array"], "items": text}
    change = {
        "does": {"enum": ["insert", "replace", "delete"]},
        "kind": {**text, "description": "of the fact that is put in, changed or taken out"},
        "fields": {"type": "object", "additionalProperties": value},
        "facts": {**texts, "description": "ids of the facts that are taken out or changed"},
        "rules": {**texts, "description": "whose findings are there again without this change"},
        "findings": {**texts, "description": "fingerprints of those findings"},
        "taken": {**texts, "description": "the words that go, as printed"},
        "words": {**text, "description": "the words that come"},
        "edits": {**edits, "description": "this change alone"},
    }
    one = {
        "proved": {"enum": ["text", "facts"], "description": "text: the edited letter was read and checked again"},
        "changes": {"type": "array", "items": object_of(change)},
        "edits": edits,
    }
    finding = {"rule": text, "message": text, "fingerprint": text}
    item = {
        "letter": object_of({"source": text}),
        "sets": {"type": "array", "items": object_of(one)},
        "mended": {"type": "array", "items": object_of(finding), "description": "what each set clears"},
        "left": {"type": "array", "items": object_of({**finding, "why": text}), "description": "what no set clears"},
        "dropped": {**count, "description": "ways that held for facts and whose words were not read back as meant"},
        "bounded": {"type": "boolean", "description": "whether there may be more sets"},
    }
    empty = {"type": "array", "maxItems": 0}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "The smallest edits of letters",
        "type": "array",
        "items": {"oneOf": [object_of(item), unreadable_schema({"sets": empty, "left": empty})]},
    }
