"""Slightly wrong rules, each put to its own examples: what no example notices is said by none of them.

A mutant is *noticed* where an example comes out otherwise than under the rule as written: another outcome, or findings
of another severity or in other words. Where no letter could tell a mutant from its rule, ``explained.yaml`` beside the
rules names it and says why.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple

from ncnd_rules.engine.compiler import parts_of, patterns_of
from ncnd_rules.facts import FieldType
from ncnd_rules.govern.explained import Explanation
from ncnd_rules.govern.parts import Owner, place_of, users_of, with_part, written
from ncnd_rules.govern.trial import Trial, Trials
from ncnd_rules.registers import Registers
from ncnd_rules.rules import SEVERITIES, Definition, Group, Literals, Pattern, Reference, Rule, Ruleset, slots_of

# The Act gave no rights before this day, so no letter can tell it from the day before or after.
_COMMENCEMENT = date(2005, 1, 1)
_REGIMES = ("foia", "eir", "foisa", "dpa")
_ONE_DAY = timedelta(days=1)
_MONTH = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


class Mutant(NamedTuple):
    """A rule or definition with one thing in it changed."""

    changed: Owner
    what: str  # unique within its owner: ``drop when[1] citation.role``


class Tried(NamedTuple):
    """A mutant and the example that notices it; none where it survives."""

    owner: str
    what: str
    noticed_by: str | None  # ``PIT-01 bad[0]``
    why: str | None  # of a survivor: why no letter could tell it from the rule as written


class Mutated(NamedTuple):
    """Every mutant of some rules and definitions, in the order of their ids."""

    tried: tuple[Tried, ...]

    @property
    def survivors(self) -> tuple[Tried, ...]:
        """Those that no example notices."""
        return tuple(item for item in self.tried if item.noticed_by is None)

    @property
    def unexplained(self) -> tuple[Tried, ...]:
        """The survivors for which no reason is given."""
        return tuple(item for item in self.survivors if item.why is None)

    @property
    def score(self) -> float:
        """The share of mutants that are noticed, those explained counted as survivors; 1 where there are none."""
        return 1 - len(self.survivors) / len(self.tried) if self.tried else 1.0


def mutate(
    trials: Trials,
    owners: Iterable[Owner],
    explanations: Iterable[Explanation] = (),
    each: Callable[[Owner], None] = lambda _: None,
) -> Mutated:
    """Try every mutant of every owner.

    Args:
        each: told of each owner that is done, for progress.

    Raises:
        RuleError: where an example is outside the vocabulary.
    """
    explained = {(row.owner, row.mutant): row.why for row in explanations}
    tried: list[Tried] = []
    for owner in owners:
        for mutant in mutants_of(owner, trials.ruleset, trials.registers):
            example = noticed_by(mutant, trials)
            why = None if example else explained.get((owner.id, mutant.what))
            tried.append(Tried(owner.id, mutant.what, example, why))
        each(owner)
    return Mutated(tuple(tried))


def noticed_by(mutant: Mutant, trials: Trials) -> str | None:
    """The first example that comes out otherwise under a mutant, as ``PIT-01 bad[0]``; none where it survives."""
    changed = mutant.changed
    if isinstance(changed, Rule):
        return _noticed(changed, trials.ruleset.rule(changed.id), trials.ruleset.definitions, trials)
    definitions = tuple(changed if item.id == changed.id else item for item in trials.ruleset.definitions)
    return next(
        (found for rule in users_of(changed, trials.ruleset) if (found := _noticed(rule, rule, definitions, trials))),
        None,
    )


def _noticed(changed: Rule, rule: Rule, definitions: tuple[Definition, ...], trials: Trials) -> str | None:
    """The first example of *rule* of which the changed one says another thing."""
    trial = Trial(changed, trials.program(changed, definitions))
    tried = zip(trials.witnesses(rule), trials.said(rule), strict=True)
    found = next((witness for witness, said in tried if trial.said(witness) != said), None)
    return f"{rule.id} {found.place}" if found else None


def mutants_of(owner: Owner, ruleset: Ruleset, registers: Registers) -> Iterator[Mutant]:
    """Every mutant of a rule or definition, as its file runs."""
    other = _Others(ruleset.kinds, registers)
    seen: set[str] = set()
    of_a_rule = (*_of_a_rule(owner), *_of_force(owner)) if isinstance(owner, Rule) else ()
    for mutant in (*_of_parts(owner, other), *_of_sections(owner), *of_a_rule):
        if mutant.what not in seen:
            seen.add(mutant.what)
            yield mutant


def _of_a_rule(rule: Rule) -> Iterator[Mutant]:
    for severity in SEVERITIES:
        graver_than_lessened = not rule.lessened_to or SEVERITIES.index(severity) < SEVERITIES.index(rule.lessened_to)
        if severity != rule.severity and graver_than_lessened:
            yield Mutant(rule._replace(severity=severity), f"severity {severity}")
        less = rule.lessened_to and SEVERITIES.index(severity) > SEVERITIES.index(rule.severity)
        if less and severity != rule.lessened_to:
            yield Mutant(rule._replace(lessened_to=severity), f"lessened.to {severity}")
    for number, need in enumerate(rule.needs):
        yield Mutant(rule._replace(needs=rule.needs[:number] + rule.needs[number + 1 :]), f"drop needs {need}")


def _of_sections(owner: Owner) -> Iterator[Mutant]:
    for section in owner.look_in:
        less = tuple(other for other in owner.look_in if other != section)
        yield Mutant(owner._replace(look_in=less), f"drop look_in {section}")


def _of_force(rule: Rule) -> Iterator[Mutant]:
    """In force under another Act, by another day, or a day earlier or later."""
    if rule.regime != "any":
        yield Mutant(
            rule._replace(regime=_after(rule.regime, _REGIMES)[0]), f"regime {_after(rule.regime, _REGIMES)[0]}"
        )
        if rule.over == "letter":  # letters under another Act are not compared, so no rule over letters meets one
            yield Mutant(rule._replace(regime="any"), "regime any")
    else:
        yield from (Mutant(rule._replace(regime=act), f"regime {act}") for act in _REGIMES)
    dated = rule.in_force.since > _COMMENCEMENT or rule.in_force.until is not None
    if dated or rule.in_force.by == "received":
        by = "received" if rule.in_force.by == "response" else "response"
        yield Mutant(rule._replace(in_force=rule.in_force.model_copy(update={"by": by})), f"in_force.by {by}")
    for word, step in (("earlier", -_ONE_DAY), ("later", _ONE_DAY)):
        since, until = rule.in_force.since, rule.in_force.until
        if since > _COMMENCEMENT:
            moved = rule.in_force.model_copy(update={"since": since + step})
            yield Mutant(rule._replace(in_force=moved), f"in_force.from a day {word}")
        if until is not None:
            moved = rule.in_force.model_copy(update={"until": until + step})
            yield Mutant(rule._replace(in_force=moved), f"in_force.to a day {word}")


def _of_parts(owner: Owner, other: "_Others") -> Iterator[Mutant]:
    for part, groups in parts_of(owner).items():
        for number, group in enumerate(groups):
            if part in ("unless", "lessened") or (part in ("require", "forbid") and len(groups) > 1):
                without = groups[:number] + groups[number + 1 :]
                yield Mutant(with_part(owner, part, without), f"drop {written(part)}[{number}]")
            for changed, what in _of_group(owner, part, number, group, other):
                yield Mutant(with_part(owner, part, (*groups[:number], changed, *groups[number + 1 :])), what)


def _of_group(owner: Owner, part: str, number: int, group: Group, other: "_Others") -> Iterator[tuple[Group, str]]:
    told = _told_of(owner)
    for step, pattern in enumerate(group):
        place = place_of(part, number, step, group)
        if len(group) > 1 and (pattern.same or not _is_named(owner, pattern.alias)):
            yield (*group[:step], *group[step + 1 :]), f"drop {place}"
        for changed, what in _of_pattern(pattern, place, other):
            dropped = {field for field, values in pattern.literals.items() if values is None} - changed.literals.keys()
            if any((pattern.alias, field) in told for field in dropped):
                continue  # without it the file would not load: its sentences name the field
            yield (*group[:step], changed, *group[step + 1 :]), what


def _of_pattern(pattern: Pattern, place: str, other: "_Others") -> Iterator[tuple[Pattern, str]]:
    for field, values in pattern.literals.items():
        rest = {name: wanted for name, wanted in pattern.literals.items() if name != field}
        yield pattern._replace(literals=rest), f"drop {place}.{field}"
        if values is None:
            continue
        for changed, what in _of_values(values, other.choose(pattern.kind, field)):
            yield pattern._replace(literals={**pattern.literals, field: changed}), f"{what} in {place}.{field}"
    for field in pattern.joins:
        joins = {name: reference for name, reference in pattern.joins.items() if name != field}
        yield pattern._replace(joins=joins), f"drop {place}.{field}"


def _of_values(values: Literals, others: Callable[[Any], tuple[Any, ...]]) -> Iterator[tuple[Literals, str]]:
    """Each value exchanged for another, and a list of alternatives with one more."""
    for number, value in enumerate(values):
        for instead in others(value):
            if instead not in values:
                changed: Any = (*values[:number], instead, *values[number + 1 :])
                yield changed, f"swap {_spelled(value)} for {_spelled(instead)}"
    further = next((item for value in reversed(values) for item in others(value) if item not in values), None)
    if len(values) > 1 and further is not None:
        widened: Any = (*values, further)
        yield widened, f"add {_spelled(further)}"


def _spelled(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _told_of(owner: Owner) -> set[tuple[str, str]]:
    """The names and fields that its sentences, or what it concludes, speak of."""
    if isinstance(owner, Rule):
        return {(slot.alias, slot.field) for slot in slots_of(owner.finding + owner.repair)}
    return {(value.alias, value.field) for value in owner.fields.values() if isinstance(value, Reference)}


def _is_named(owner: Owner, alias: str) -> bool:
    """Whether anything refers to a name, so that its pattern cannot be taken away."""
    patterns = list(patterns_of(owner))
    return (
        any(name == alias for name, _ in _told_of(owner))
        or any(reference.alias == alias for pattern in patterns for reference in pattern.joins.values())
        or any(pattern.same and pattern.alias == alias for pattern in patterns)
    )


class _Others:
    """For each value of a field, those that might have been written by mistake."""

    def __init__(self, kinds: Mapping[str, Mapping[str, FieldType]], registers: Registers) -> None:
        self._kinds = kinds
        sections, limbs = registers.exemptions.section_rows, registers.exemptions.limb_rows
        self._listed = {
            "section": tuple(dict.fromkeys(row.section for row in sections)),
            "provision": tuple(dict.fromkeys(row.provision for row in limbs)),
        }

    def choose(self, kind: str, field: str) -> Callable[[Any], tuple[Any, ...]]:
        """What to ask for another value of a field."""
        of = self._kinds[kind][field]
        listed = of.choices or self._listed.get(field, ())

        def others(value: Any) -> tuple[Any, ...]:
            if isinstance(value, bool):
                return (not value,)
            if isinstance(value, int):
                return value - 1, value + 1
            if value in listed:
                return _after(value, listed)
            return _near(value)

        return others


def _after(value: str, listed: tuple[str, ...]) -> tuple[str, ...]:
    """The next value of a list, after the last the first."""
    return (listed[(listed.index(value) + 1) % len(listed)],)


def _near(value: str) -> tuple[str, ...]:
    """The day or month before and after; of any other word, one that no letter has."""
    if _DAY.fullmatch(value):
        day = date.fromisoformat(value)
        return (day - _ONE_DAY).isoformat(), (day + _ONE_DAY).isoformat()
    if match := _MONTH.fullmatch(value):
        months = int(match[1]) * 12 + int(match[2]) - 1
        return tuple(f"{number // 12}-{number % 12 + 1:02d}" for number in (months - 1, months + 1))
    return (f"not {value}",)
