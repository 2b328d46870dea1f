"""A proof: all that the verdicts on a letter rest on, in a form that `replay.py` can follow without this program.

What is *given*: how whole the letter's copy is, what of it was not read, the facts with their words, the rows of
registers, and the rules and definitions as conditions joined by equality. What *follows*: derived facts, a step for
each match of a rule with its absences over the closed set of facts, outcomes and findings. The whole is one line of
sorted JSON in ASCII, sealed by its digest.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from ncnd_rules.between.kinds import GIVEN_KINDS
from ncnd_rules.encoding import Encoding
from ncnd_rules.engine import known_of
from ncnd_rules.engine.strata import stated_in, strata
from ncnd_rules.errors import EngineDefect, RuleError
from ncnd_rules.explain.replay import FORMAT, Closed, canonical
from ncnd_rules.facts import FieldType
from ncnd_rules.letter import SECTIONS, Span, sha256
from ncnd_rules.registers import Registers
from ncnd_rules.rules import DAYS, Definition, Group, Pattern, Reference, Rule, Ruleset, in_words, slots_of
from ncnd_rules.shipped import shown
from ncnd_rules.textfile import read_bytes
from ncnd_rules.verdicts import Absence, Derivation, Finding, KnownFact, Verdicts
from ncnd_rules.world import World, world_of

_Told = dict[str, Any]  # a piece of the proof, as JSON has it


class Prover:
    """Proves verdicts, one after the other, with rules put into their provable form once.

    Raises:
        RuleError: where a rule file is no longer the one that was read.
    """

    def __init__(self, ruleset: Ruleset, registers: Registers) -> None:
        compiler = _Compiler(ruleset.kinds, stated_in(ruleset.definitions))
        self._registers = registers
        self._rules = [compiler.rule(rule) for rule in ruleset.rules]
        self._definitions = [
            [compiler.definition(definition) for definition in stratum] for stratum in strata(ruleset.definitions)
        ]

    def prove(self, encoding: Encoding, verdicts: Verdicts) -> str:
        """The proof of these verdicts on that letter: one line, without its line break.

        Raises:
            EngineDefect: where the definitions conclude other facts here than they did for the verdicts.
        """
        as_of = date.fromisoformat(verdicts.as_of) if verdicts.as_of else None
        given = self._given(encoding, verdicts, world_of(encoding, self._registers, as_of))
        closed = Closed(given)
        _check_derived(verdicts, closed.derived)
        proof = {
            "format": FORMAT,
            "given": given,
            "derived": closed.derived,
            "steps": _steps(verdicts.derivations, closed.over),
            "outcomes": {rule: outcome.value for rule, outcome in verdicts.outcomes.items()},
            "findings": {finding.fingerprint: _finding(finding) for finding in verdicts.findings},
            "closed": closed.over,
        }
        sealed = canonical(proof)
        return f'{{"proof":{sealed.decode()},"sha256":"{sha256(sealed)}"}}'

    def _given(self, encoding: Encoding, verdicts: Verdicts, world: World) -> _Told:
        letter = encoding.letter
        unknown = {need: [reason] for need, reason in world.unknown.items()}
        for by, (_, whose) in DAYS.items():
            if world.law_date(by) is None:
                unknown[by] = [f"without {whose} it cannot be told whether the rule was in force"]
        return {
            "letter": {
                "file": letter.file,
                "sha256": letter.sha256,
                "text": None if encoding.text is None else sha256(encoding.text.encode()),
                "copy": letter.copy_state,
                "may_lack": [section for section in SECTIONS if letter.may_lack(section)],
                "authority": verdicts.authority,
                "reference": verdicts.reference,
                "date": verdicts.date,
            },
            "regime": world.regime,
            "as_of": verdicts.as_of,
            "days": {by: day.isoformat() if (day := world.law_date(by)) else None for by in DAYS},
            "unknown": unknown,
            "unread": [
                {
                    "start": passage.start,
                    "stop": passage.stop,
                    "section": passage.section,
                    "reason": passage.reason,
                    "may_hold": passage.may_hold,
                }
                for passage in encoding.unread
            ],
            "facts": {fact.id: _fact(fact) for fact in known_of(encoding, world)},
            "rules": self._rules,
            "definitions": self._definitions,
            "made_by": {
                "evaluator": verdicts.evaluator,
                "ruleset": verdicts.ruleset,
                "registers": verdicts.registers,
            },
        }


class _Compiler:
    """Rules as replay reads them.

    A pattern is its name, its shape (a kind and the fields that it is spread over), what it asks, the sections in which
    its absence counts, and the kinds of fact that would state it. What it asks is a list of a field, the name of an
    earlier pattern and its field, or the values wanted (none: any), and this in words.
    """

    def __init__(self, kinds: Mapping[str, Mapping[str, FieldType]], stated: Mapping[str, frozenset[str]]) -> None:
        self._kinds = kinds
        self._stated_by = stated

    def rule(self, rule: Rule) -> _Told:
        parts = {"unless": rule.unless, "require": rule.require, "forbid": rule.forbid, "lessened_by": rule.lessened_by}
        slots = slots_of(rule.finding + rule.repair)
        spread = self._spread(rule.when, parts.values(), [(slot.alias, slot.field) for slot in slots])
        yaml = sha256(read_bytes(rule.path, RuleError))
        if not yaml.startswith(rule.version):
            raise RuleError(shown(rule.path), f"is no longer version {rule.version}, which was read; check again")
        always = rule.in_force.since.year <= 2005 and rule.in_force.until is None
        by = rule.in_force.by
        dated = always or DAYS[by][0] in rule.needs
        return {
            "id": rule.id,
            "title": rule.title,
            "version": rule.version,
            "yaml": yaml,
            "status": rule.status,
            "severity": rule.severity,
            "lessened_to": rule.lessened_to or rule.severity,
            "regime": rule.regime,
            "by": by,
            "since": rule.in_force.since.isoformat(),
            "until": rule.in_force.until.isoformat() if rule.in_force.until else None,
            "needs": [*rule.needs, *([] if dated else [by])],
            "basis": [[basis.cite, basis.says] for basis in rule.basis],
            "finding": rule.finding,
            "repair": rule.repair,
            "when": self._group(rule.when, spread, rule.look_in),
            **{part: [self._group(group, spread, rule.look_in) for group in groups] for part, groups in parts.items()},
        }

    def definition(self, definition: Definition) -> _Told:
        concluded: list[tuple[str, Any, Any]] = [
            (field, value.alias, value.field) if isinstance(value, Reference) else (field, None, value)
            for field, value in definition.fields.items()
        ]
        spread = self._spread(definition.when, [definition.unless], [(alias, of) for _, alias, of in concluded])
        sought = {kind for group in definition.unless for pattern in group for kind in self._stated(pattern)}
        return {
            "id": definition.id,
            "title": definition.title,
            "yaml": sha256(read_bytes(definition.path, RuleError)),
            "kind": definition.kind,
            "fields": concluded,
            "when": self._group(definition.when, spread, ()),
            "unless": [self._group(group, spread, ()) for group in definition.unless],
            "in": definition.look_in if definition.unless else (),
            "of": sorted(sought),
        }

    def _spread(
        self, when: Group, parts: Iterable[tuple[Group, ...]], told: Iterable[tuple[str, Any]]
    ) -> dict[str, list[str]]:
        """For each name, the fields of several values that anything in its rule mentions: it sees a row for each."""
        patterns = [*when, *(pattern for groups in parts for group in groups for pattern in group)]
        mentioned = {(pattern.alias, field) for pattern in patterns for field in (*pattern.literals, *pattern.joins)}
        mentioned |= {(join.alias, join.field) for pattern in patterns for join in pattern.joins.values()}
        mentioned |= set(told)
        return {
            pattern.alias: sorted(
                field
                for field, of in self._kinds[pattern.kind].items()
                if of.each and (pattern.alias, field) in mentioned
            )
            for pattern in patterns
        }

    def _group(self, group: Group, spread: Mapping[str, list[str]], look_in: tuple[str, ...]) -> list[Any]:
        return [
            [
                pattern.alias,
                "/".join((pattern.kind, *spread[pattern.alias])),
                [*_asked(pattern)],
                () if pattern.same or pattern.kind in GIVEN_KINDS else look_in,
                sorted(self._stated(pattern)),
            ]
            for pattern in group
        ]

    def _stated(self, pattern: Pattern) -> frozenset[str]:
        return self._stated_by.get(pattern.kind, frozenset({pattern.kind}))


def _asked(pattern: Pattern) -> Iterable[list[Any]]:
    for field, values in pattern.literals.items():
        yield [field, None, None, values, "any" if values is None else " or ".join(map(in_words, values))]
    for field, reference in pattern.joins.items():
        yield [field, reference.alias, reference.field, None, f"the same {reference.field}"]


def _fact(fact: KnownFact) -> _Told:
    return {
        "kind": fact.kind,
        "origin": fact.origin,
        "fields": dict(fact.fields),
        "evidence": [*map(_span, fact.evidence)],
        "source": fact.source,
        "premises": fact.premises,
        "doubt": fact.doubt,
    }


def _span(span: Span) -> list[Any]:
    return [span.start, span.stop, span.quote]


def _steps(derivations: Iterable[Derivation], over: Mapping[str, str]) -> dict[str, _Told]:
    """Each step by the id of its rule and its number; *over* is the digest of the closed set of facts."""
    steps: dict[str, _Told] = {}
    numbers: dict[str, int] = {}
    for derivation in derivations:
        numbers[derivation.rule] = number = numbers.get(derivation.rule, 0) + 1
        steps[f"{derivation.rule} {number}"] = {
            "outcome": derivation.outcome.value,
            "when": dict(derivation.when),
            "hits": derivation.hits,
            "met": derivation.met,
            "lessened": derivation.lessened,
            "lessened_by": derivation.lessened_by,
            "absences": [*map(_absence, derivation.absences)],
            "why": derivation.why,
            "over": over,
        }
    return steps


def _absence(absence: Absence) -> _Told:
    return {
        "kind": absence.kind,
        "conditions": absence.conditions,
        "role": absence.role,
        "searched": absence.searched,
        "doubt": absence.doubt,
    }


def _finding(finding: Finding) -> _Told:
    words = sorted(finding.evidence, key=lambda span: (span.start is None, span.start or 0, span.quote))
    return {
        "rule": finding.rule,
        "version": finding.version,
        "outcome": finding.outcome,
        "severity": finding.severity,
        "message": finding.message,
        "evidence": [*map(_span, words)],
    }


def _check_derived(verdicts: Verdicts, derived: Mapping[str, _Told]) -> None:
    for name, fact in verdicts.facts.items():
        if fact.origin == "derived" and canonical(_fact(fact)) != canonical(derived.get(name)):
            raise EngineDefect(f"replay concludes '{name}' otherwise than the verdicts; no proof of them can be made")
