"""What comes out otherwise when a letter is taken to say something else."""

import json
import textwrap
from collections.abc import Iterator
from typing import Any, NamedTuple

from ncnd_rules.explain.change import Difference
from ncnd_rules.explain.explanation import conditions, spoken
from ncnd_rules.facts import Fact
from ncnd_rules.report.checked import Checked
from ncnd_rules.report.schemas import object_of
from ncnd_rules.report.terminal import COLOURS, Line, Screen, styled
from ncnd_rules.rules import in_words
from ncnd_rules.verdicts import Finding, Outcome


class WhatIf(NamedTuple):
    """A letter as it was checked, what was changed in it, and what then comes out otherwise."""

    checked: Checked
    without: tuple[Fact, ...]
    assumed: tuple[Fact, ...]
    differences: tuple[Difference, ...]


def what_if_as_text(told: WhatIf, screen: Screen) -> str:
    """The change, then each rule that comes out otherwise with the findings that go and come."""
    return styled(_lines(told, screen.width), screen)


def _lines(told: WhatIf, width: int) -> Iterator[Line]:
    yield ((told.checked.source, "bold underline"),)
    for lead, facts in (("without", told.without), ("assumed", told.assumed)):
        for fact in facts:
            yield ((f"  {lead:9}", "dim"), (f"{fact.id:14}", "bold"), fact_in_words(fact))
    yield ("",)
    for item in told.differences:
        before, after = spoken(item.before), spoken(item.after)
        turn = f"{before} → {after}" if before != after else f"{after}, otherwise"
        yield ((f"{item.rule:8}", "bold"), turn)
        for sign, findings in (("-", item.gone), ("+", item.new)):
            for finding in findings:
                yield from _finding(sign, finding, width)
    outcomes = told.checked.verdicts.outcomes
    same = len(outcomes) - len(told.differences)
    if told.differences:
        yield ("",)
    yield (f"{same} rule{'s come' if same != 1 else ' comes'} out as before.",)


def _finding(sign: str, finding: Finding, width: int) -> Iterator[Line]:
    undecided = finding.outcome == "undecided"
    name = "undecided" if undecided else finding.severity
    colour = "bold magenta" if undecided else COLOURS[finding.severity]
    lead = f"  {sign} {name}: "
    for number, line in enumerate(textwrap.wrap(finding.message, width - 6, initial_indent=" " * len(lead))):
        yield ((lead, colour), line[len(lead) :]) if number == 0 else (f"      {line}",)


def fact_in_words(fact: Fact) -> str:
    """``balance (part P1, direction maintain)``: what was said, or assumed, and no more."""
    said = fact.model_dump(exclude_defaults=True, exclude={"id", "evidence", *type(fact).model_computed_fields})
    shown = (
        (field, ", ".join(value) if isinstance(value, tuple) else in_words(value)) for field, value in said.items()
    )
    return f"{spoken(fact.kind)}{conditions(shown)}"


def what_if_as_json(told: WhatIf) -> str:
    """The same as one object; equal input gives equal bytes."""
    return json.dumps(
        {
            "source": told.checked.source,
            "without": [_fact(fact) for fact in told.without],
            "assumed": [_fact(fact) for fact in told.assumed],
            "differences": [
                {
                    "rule": item.rule,
                    "before": item.before.value,
                    "after": item.after.value,
                    "gone": [finding.model_dump(mode="json") for finding in item.gone],
                    "new": [finding.model_dump(mode="json") for finding in item.new],
                }
                for item in told.differences
            ],
        },
        ensure_ascii=False,
        indent=2,
    )


def what_if_schema() -> dict[str, Any]:
    """The JSON Schema of that object (draft 2020-12)."""
    finding = Finding.model_json_schema(mode="serialization", ref_template="#/$defs/{model}")
    definitions = finding.pop("$defs")
    facts = {"type": "array", "items": {"type": "object", "required": ["id", "kind"]}}
    findings = {"type": "array", "items": {"$ref": "#/$defs/Finding"}}
    outcome = {"enum": [outcome.value for outcome in Outcome]}
    flip = {"rule": {"type": "string"}, "before": outcome, "after": outcome, "gone": findings, "new": findings}
    item = object_of(flip)
    told = {
        "source": {"type": "string"},
        "without": facts,
        "assumed": facts,
        "differences": {"type": "array", "items": item},
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "What comes out otherwise when a letter is taken to say something else",
        "type": "object",
        "properties": told,
        "required": list(told),
        "additionalProperties": False,
        "$defs": {**definitions, "Finding": finding},
    }


def _fact(fact: Fact) -> dict[str, Any]:
    return {"id": fact.id, "kind": fact.kind, **fact.model_dump(mode="json", exclude={"id"})}
