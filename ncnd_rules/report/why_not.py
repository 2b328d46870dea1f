"""Why a rule finds nothing wrong with a letter, for a terminal and for programs."""

import json
import textwrap
from collections.abc import Iterable, Iterator
from typing import Any

from pydantic_core import to_jsonable_python

from ncnd_rules.explain.change import Step
from ncnd_rules.explain.explanation import one_line, place, said, spoken
from ncnd_rules.explain.whynot import Differs, Obstacle, WhyNot
from ncnd_rules.facts import Fact
from ncnd_rules.report.rule_words import pattern_in_words
from ncnd_rules.report.terminal import Line, Screen, styled
from ncnd_rules.report.what_if import fact_in_words
from ncnd_rules.rules import in_words
from ncnd_rules.verdicts import KnownFact

_FAILS = {
    "when": "it applies where the letter has",
    "forbid": "it forbids",
    "unless": "it does not hold where the letter has",
    "require": "it requires",
}
_AND = {
    "when": "and no fact of this letter is that",
    "forbid": "and no fact of this letter is that",
    "unless": "and it has",
    "require": "and the letter has it",
}
_MOST_MET = 4


def why_not_as_text(told: WhyNot, source: str, screen: Screen) -> str:
    """The first condition that fails, what the letter has in its place, and the nearest change."""
    return styled(_lines(told, source, screen.width), screen)


def _lines(told: WhyNot, source: str, width: int) -> Iterator[Line]:
    rule, obstacle = told.rule, told.obstacle
    yield ((source, "bold underline"), f"  {rule.id}: {rule.title}")
    if obstacle is None:
        # With the same options: without them the rule may come out otherwise.
        yield ("The rule is violated: `ncnd explain` in place of `ncnd whynot` says why.",)
        return
    yield (("  outcome     ", "dim"), spoken(told.outcome))
    yield from _paragraph("because", _because(obstacle), width)
    if obstacle.nearest is not None:
        yield from _paragraph("nearest", _nearest(obstacle.nearest, obstacle.differs), width)
    lead = "undone by" if obstacle.part in ("when", "forbid") else "has"
    yield from _each(lead, (_fact(fact) for fact in obstacle.met_by[:_MOST_MET]), width)
    if told.if_whole is not None:
        yield from _paragraph("if whole", f"were nothing of the letter lost or unread: {told.if_whole.message}", width)
    if told.steps:
        yield ("",)
        changes = "one change" if len(told.steps) == 1 else f"{len(told.steps)} changes"
        whole = ", were nothing of this one lost or unread," if told.as_whole else ""
        yield (f"The nearest letter found on which it fires{whole} is {changes} away:",)
        yield from _each("", map(step_in_words, told.steps), width)
        if told.finding is not None:
            yield from _paragraph("then", f"{told.finding.severity}: {told.finding.message}", width)
    elif told.obstacle is not None and obstacle.part not in ("applied", "certain"):
        yield from _paragraph("change", "no letter near this one was found on which it fires", width)


def _because(obstacle: Obstacle) -> str:
    if obstacle.why:
        return "; ".join(obstacle.why)
    assert obstacle.asked is not None
    told = (pattern_in_words(pattern) for pattern in (obstacle.asked, *obstacle.also))
    asked = " and ".join(each.partition(": ")[2] or each for each in told)
    return f"{_FAILS[obstacle.part]} {asked}, {_AND[obstacle.part]}"


def _nearest(fact: KnownFact, differs: Iterable[Differs]) -> str:
    told = [
        f"{spoken(item.field)} is {spoken(item.found) or 'not said'}, not {spoken(item.wanted)}" for item in differs
    ]
    return f"{_fact(fact)}: {'; '.join(told)}" if told else _fact(fact)


def _fact(fact: KnownFact) -> str:
    name = f"{fact.id}, " if fact.origin == "letter" else ""
    if not fact.evidence:
        return f"{name}{said(fact)}"
    words = textwrap.shorten(one_line(fact.evidence[0].quote), 80, placeholder=" …")
    where = place(fact.evidence[0])
    return f"{name}{said(fact)}, “{words}”{', ' + where if where else ''}"


def step_in_words(step: Step) -> str:
    """One change as a person would make it."""
    if step.old is None and step.new is not None:
        return f"put in {fact_in_words(step.new)}"
    if step.new is None and step.old is not None:
        return f"take out {step.old.id}: {fact_in_words(step.old)}"
    assert step.old is not None
    assert step.new is not None
    return f"alter {step.old.id}: {_altered(step.old, step.new)}"


def _altered(old: Fact, new: Fact) -> str:
    fields = [field for field in type(old).model_fields if getattr(old, field) != getattr(new, field)]
    told = [
        f"{spoken(field)} {_value(getattr(new, field))} in place of {_value(getattr(old, field))}" for field in fields
    ]
    return f"{spoken(old.kind)} with {', '.join(told)}"


def _value(value: Any) -> str:
    if value is None or value == ():
        return "none"
    return ", ".join(value) if isinstance(value, tuple) else spoken(in_words(value))


def _paragraph(lead: str, text: str, width: int) -> Iterator[Line]:
    for number, line in enumerate(textwrap.wrap(text, max(40, width - 14))):
        yield ((f"  {lead if number == 0 else '':12}", "dim"), line)


def _each(lead: str, texts: Iterable[str], width: int) -> Iterator[Line]:
    for number, text in enumerate(texts):
        yield from _paragraph(lead if number == 0 else "", text, width)


def why_not_as_json(told: WhyNot, source: str) -> str:
    """The same as one object; equal input gives equal bytes."""
    obstacle = told.obstacle
    return json.dumps(
        {
            "source": source,
            "rule": told.rule.id,
            "version": told.rule.version,
            "outcome": told.outcome.value,
            "obstacle": None
            if obstacle is None
            else {
                "part": obstacle.part,
                "asked": pattern_in_words(obstacle.asked) if obstacle.asked else None,
                "nearest": to_jsonable_python(obstacle.nearest),
                "differs": [item._asdict() for item in obstacle.differs],
                "met_by": to_jsonable_python(obstacle.met_by),
                "why": list(obstacle.why),
            },
            "steps": [_step(step) for step in told.steps],
            "finding": told.finding.model_dump(mode="json") if told.finding else None,
            "as_whole": told.as_whole,
            "if_whole": told.if_whole.model_dump(mode="json") if told.if_whole else None,
        },
        ensure_ascii=False,
        indent=2,
    )


def _step(step: Step) -> dict[str, Any]:
    return {
        "change": "put_in" if step.old is None else "take_out" if step.new is None else "alter",
        "old": _written(step.old),
        "new": _written(step.new),
    }


def _written(fact: Fact | None) -> dict[str, Any] | None:
    return None if fact is None else {"id": fact.id, "kind": fact.kind, **fact.model_dump(mode="json", exclude={"id"})}
