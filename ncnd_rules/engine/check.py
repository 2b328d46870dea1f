"""The verb: facts, rules and registers in, verdicts out."""

from collections.abc import Iterable
from datetime import date
from functools import cache
from threading import Lock
from typing import Literal

from ncnd_rules.encoding import Encoding
from ncnd_rules.engine import durable, reference
from ncnd_rules.engine.closed import Closed, Told
from ncnd_rules.engine.closure import Matcher, close, known_of
from ncnd_rules.engine.compiler import compile_ruleset
from ncnd_rules.engine.decide import decide, decide_unsatisfied, not_applied, unknown_for
from ncnd_rules.engine.findings import findings_of, order_of
from ncnd_rules.errors import EngineDefect, NcndError, check_choice, check_given
from ncnd_rules.facts import Authority, Fact, Reference
from ncnd_rules.registers import Registers, load_registers
from ncnd_rules.rule_files import load_ruleset
from ncnd_rules.rules import Rule, Ruleset
from ncnd_rules.verdicts import Concluded, Derivation, Finding, Grounds, KnownFact, Outcome, Verdicts
from ncnd_rules.world import World, world_of

Evaluator = Literal["auto", "durable", "reference"]
"""What finds the matches of rules: durable-rules, the reference evaluator, or the first of them that is there."""
_GRAVEST_FIRST = tuple(Outcome)
EVALUATORS: tuple[Evaluator, ...] = ("auto", "durable", "reference")
"""Every word that an argument *evaluator* takes."""


def check(encoding: Encoding, evaluator: Evaluator = "auto", *, verify: bool = False) -> Verdicts:
    """Decide every shipped rule on one letter. See `Checker` for the arguments and errors.

    >>> from pathlib import Path
    >>> from ncnd_rules import encode, read
    >>> verdicts = check(encode(read(Path("cases/partial-ncnd-sound/letter.txt"))))
    >>> verdicts.authority, len(verdicts.findings)
    ('Wexmoor Police', 0)
    """
    check_choice("evaluator", evaluator, EVALUATORS)
    return _shipped_checker(evaluator, verify).check(encoding)


class Checker:
    """Checks letters, one after the other, with rules compiled once.

    Args:
        evaluator: ``durable``, ``reference``, or ``auto``: durable-rules where it is installed,
            the reference evaluator where it is not.
        verify: run both and compare every match.
        as_of: the day whose rules, exemptions and procedure are applied; none: the letter's own days.

    Raises:
        NcndError: where durable-rules is asked for and not installed, and for an argument of another kind.
        EngineDefect: where the two evaluators differ, or where durable-rules answers anything but
            success. It is never swallowed.
    """

    def __init__(
        self,
        ruleset: Ruleset,
        registers: Registers,
        evaluator: Evaluator = "auto",
        *,
        verify: bool = False,
        as_of: date | None = None,
    ) -> None:
        check_given("ruleset", ruleset, Ruleset, "rules as `load_ruleset()` gives them")
        check_given("registers", registers, Registers, "registers as `load_registers()` gives them")
        check_choice("evaluator", evaluator, EVALUATORS)
        self._as_of = as_of
        self._program = compile_ruleset(ruleset)
        # Whether a rule is applied, and whether it can be decided, hangs on these alone.
        alike = [(rule.status, rule.regime, rule.in_force.model_dump_json(), rule.needs) for rule in ruleset.rules]
        self._unlike = list(dict(zip(alike, ruleset.rules, strict=True)).values())
        number = {asked: place for place, asked in enumerate(dict.fromkeys(alike))}
        whens = self._program.whens
        self._rules = [
            (rule, whens[rule.id].join, number[asked]) for rule, asked in zip(ruleset.rules, alike, strict=True)
        ]
        self._registers = registers
        self._one_letter = Lock()
        use_durable = evaluator == "durable" or (evaluator == "auto" and durable.available())
        self._matcher: Matcher
        if use_durable:
            self._matcher, self.evaluator = durable.DurableMatcher(self._program), durable.NAME
        else:
            self._matcher, self.evaluator = reference.ReferenceMatcher(self._program), reference.NAME
        self._second: Matcher | None = None
        if verify:
            if not use_durable:
                raise NcndError("--verify compares two evaluators, and durable-rules is not in use")
            self._second = reference.ReferenceMatcher(self._program)
            self.evaluator = f"{durable.NAME}, verified by {reference.NAME}"

    @property
    def ruleset(self) -> Ruleset:
        """The rules that it applies."""
        return self._program.ruleset

    def check(self, encoding: Encoding) -> Verdicts:
        """Decide every rule on one letter; the order of its facts never matters.

        One letter at a time: a checker holds one engine, and threads that share it take turns.
        """
        check_given("encoding", encoding, Encoding, "a letter as `encode(read(path))` or `load_facts(path)` gives it")
        world = world_of(encoding, self._registers, self._as_of)
        concluded = self.conclude(encoding, known_of(encoding, world), world)
        named = [(fact, fact.name) for fact in encoding.facts if isinstance(fact, Authority)]
        references = [fact for fact in encoding.facts if isinstance(fact, Reference) and fact.whose == "authority"]
        return Verdicts.model_construct(  # nothing of it is validated twice
            **vars(concluded),
            letter=encoding.letter,
            authority=first_named(named),
            reference=first_named((fact, fact.value) for fact in references),
            date=world.letter_date.isoformat() if world.letter_date else None,
            unread=encoding.unread,
        )

    def conclude(self, told: Told, known: Iterable[KnownFact], world: World) -> Concluded:
        """Decide every rule on facts that are closed: nothing holds but what is known and what definitions add."""
        with self._one_letter:
            return self._conclude(told, tuple(known), world)

    def _conclude(self, told: Told, known: tuple[KnownFact, ...], world: World) -> Concluded:
        closed = close(self._program, self._matcher, told, known, world)
        if self._second is not None:
            _compare(closed, close(self._program, self._second, told, known, world))
        findings: list[Finding] = []
        outcomes: dict[str, Outcome] = {}
        applied: list[Rule] = []  # those of which something is to be told
        skipped: dict[str, str] = {}
        standing = [(not_applied(rule, closed), unknown_for(rule, world)) for rule in self._unlike]
        for rule, when, alike in self._rules:
            reason, unknown = standing[alike]
            if reason:
                outcomes[rule.id], skipped[rule.id] = Outcome.NOT_APPLICABLE, reason
                continue
            if when not in closed.matches:
                outcomes[rule.id] = Outcome.NOT_APPLICABLE
                continue
            applied.append(rule)
            outcomes[rule.id] = Outcome.SATISFIED
            if decided := decide_unsatisfied(rule, unknown, closed):
                outcomes[rule.id] = worst(item.derivation.outcome for item in decided)
                findings += findings_of(rule, decided, closed)
        return Concluded(
            findings=tuple(sorted(findings, key=order_of)),
            outcomes=outcomes,
            not_applied=skipped,
            grounds=Grounds(lambda: _grounds(applied, closed)),
            evaluator=self.evaluator,
            ruleset=self._program.ruleset.digest,
            registers=self._registers.digest,
            as_of=self._as_of.isoformat() if self._as_of else None,
        )


def first_named(named: Iterable[tuple[Fact, str]]) -> str | None:
    """Of several names, the one that stands first in the letter."""
    places = [(min((span.start or 0 for span in fact.evidence), default=0), name) for fact, name in named]
    return min(places)[1] if places else None


def worst(outcomes: Iterable[Outcome]) -> Outcome:
    """The outcome of a rule on a letter from those of its matches."""
    found = list(outcomes)
    return next((outcome for outcome in _GRAVEST_FIRST if outcome in found), Outcome.NOT_APPLICABLE)


@cache
def _shipped_checker(evaluator: Evaluator, verify: bool) -> Checker:
    return Checker(load_ruleset(), load_registers(), evaluator, verify=verify)


def _grounds(rules: Iterable[Rule], closed: Closed) -> tuple[tuple[Derivation, ...], dict[str, KnownFact]]:
    """Every match of these rules, and every fact that it names or rests on."""
    derivations = tuple(item.derivation for rule in rules for item in decide(rule, closed))
    return derivations, _with_premises(derivations, closed)


def _with_premises(derivations: Iterable[Derivation], closed: Closed) -> dict[str, KnownFact]:
    named: set[str] = set()
    for derivation in derivations:
        named.update(derivation.when.values())
        if derivation.met:
            named.update(derivation.met)
        if derivation.outcome is Outcome.VIOLATED:
            named.update(derivation.hits, derivation.lessened_by)
    queue = list(named)
    while queue:
        further = [fact for fact in closed.facts[queue.pop()].premises if fact not in named]
        named.update(further)
        queue += further
    return {fact_id: closed.facts[fact_id] for fact_id in sorted(named)}


def _compare(first: Closed, second: Closed) -> None:
    for join in {**first.matches, **second.matches}:
        only_first, only_second = _difference(first, second, join), _difference(second, first, join)
        if only_first or only_second or len(first.matches[join]) != len(second.matches[join]):
            raise EngineDefect(
                f"the evaluators differ on '{join}': durable-rules alone has {only_first[:2]}, "
                f"the reference evaluator alone has {only_second[:2]}; no verdict of this letter can be trusted"
            )


def _difference(first: Closed, second: Closed, join: str) -> list[tuple[str, ...]]:
    """The matches of a join that only the first has."""
    ours, theirs = (
        {tuple([row.id for row in match]) for match in closed.matches.get(join, ())} for closed in (first, second)
    )
    return sorted(ours - theirs)
