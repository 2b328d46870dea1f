"""Letters near one that there is: a fact left out, a field given another value, a section of the copy lost."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from itertools import combinations
from typing import Any

from ncnd_rules.engine.compiler import patterns_of
from ncnd_rules.facts import FACT_TYPES, fields_of
from ncnd_rules.registers import Registers
from ncnd_rules.registers.exemptions import LimbRow
from ncnd_rules.rules import Rule

_ONE_DAY = timedelta(days=1)

Facts = list[dict[str, Any]]  # as a rule file has them: ``[{"part": {"position": "ncnd"}}]``


def with_lost(facts: Facts, section: str) -> dict[str, Any]:
    """In a copy that lacks a section."""
    return {"facts": facts, "copy": "extract", "missing": [section]}


def with_less(facts: Facts, number: int) -> Iterator[Facts]:
    """With as many facts left out."""
    for left_out in combinations(range(len(facts)), number):
        yield [fact for place, fact in enumerate(facts) if place not in left_out]


def with_date(facts: Facts, days: Iterable[Any]) -> Iterator[Facts]:
    """With another day of the letter, or a day where it had none."""
    undated = [fact for fact in facts if "role" not in (fact.get("date") or {}) or fact["date"]["role"] != "response"]
    yield from ([{"date": {"role": "response", "on": day}}, *undated] for day in days)


def with_changed(facts: Facts, values: Mapping[tuple[str, str], Iterable[Any]]) -> Iterator[Facts]:
    """With one fact that says another thing in one field."""
    for place, fact in enumerate(facts):
        yield from ([*facts[:place], other, *facts[place + 1 :]] for other in _others(fact, values))


def with_more(facts: Facts, values: Mapping[tuple[str, str], Iterable[Any]]) -> Iterator[Facts]:
    """With one fact said once more, in one field otherwise."""
    for fact in facts:
        ((kind, fields),) = fact.items()
        unnamed = {kind: {name: value for name, value in (fields or {}).items() if name != "id"}}
        yield from ([*facts, other] for other in _others(unnamed, values))


def _others(fact: dict[str, Any], values: Mapping[tuple[str, str], Iterable[Any]]) -> Iterator[dict[str, Any]]:
    if len(fact) != 1:
        return
    ((kind, fields),) = fact.items()
    for field in FACT_TYPES[kind].model_fields if kind in FACT_TYPES else ():
        for value in values.get((kind, field), ()):
            if (fields or {}).get(field) != value:
                yield {kind: {**(fields or {}), field: value}}


def values_asked(rule: Rule, mutated: Rule, registers: Registers) -> dict[tuple[str, str], list[Any]]:
    """What each field may say: its choices, and whatever the rule, or what was made of it, asks of such a field."""
    asked: dict[str, dict[Any, None]] = {}
    for pattern in (*patterns_of(rule), *patterns_of(mutated)):
        for field, wanted in pattern.literals.items():
            asked.setdefault(field, {}).update(dict.fromkeys(wanted or ()))
    # What is asked of an exemption is said in a letter by naming a limb of such a one.
    limbs = [row.provision for row in registers.exemptions.limb_rows if _is_asked(row, asked)]
    asked.setdefault("provision", {}).update(dict.fromkeys(limbs))
    ends = [day for day in (rule.in_force.since, rule.in_force.until) if day is not None]
    asked["on"] = {day.isoformat(): None for end in ends for day in (end - _ONE_DAY, end, end + _ONE_DAY)}
    found: dict[tuple[str, str], list[Any]] = {}
    for kind in FACT_TYPES:
        for field, of in fields_of(kind).items():
            found[kind, field] = list(of.choices) or ([True, False] if of.base is bool else list(asked.get(field, ())))
        found[kind, "on"] = list(asked["on"])  # a day is compared before rules run, so it is no field of theirs
    return found


def _is_asked(row: LimbRow, asked: Mapping[str, Mapping[Any, None]]) -> bool:
    """Whether a limb is of a section, a basis or a nature that a rule asks for."""
    return any(getattr(row, field) in asked.get(field, ()) for field in ("section", "based_on", "nature"))
