"""The smallest reason for a finding: as little of the letter as still gives the very sentence.

A verdict may rest on the same thing twice over, and a reader who checks it need only check it once. So facts are left
out of the letter, one after the other, as long as the rule still says the same; what is left is explained. Leave out
one more, and the finding is gone.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import NamedTuple

from ncnd_rules.encoding import Encoding
from ncnd_rules.engine import Checker
from ncnd_rules.engine.compiler import alone
from ncnd_rules.errors import EngineDefect
from ncnd_rules.explain.explanation import Explanation, explain
from ncnd_rules.registers import Registers
from ncnd_rules.rules import Rule, Ruleset
from ncnd_rules.verdicts import Concluded, Derivation, Finding, Verdicts

# What the registers are asked by, beside what a rule names.
_DATES_THE_LETTER = frozenset({"authority", "date", "regime"})


class Why(NamedTuple):
    """A finding, and the least of a letter that gives it."""

    finding: Finding  # as it is told of the whole letter
    encoding: Encoding  # the letter with nothing but the facts that are needed
    verdicts: Verdicts  # on it, by the one rule
    rule: Rule

    def explanation(self) -> Explanation:
        """The dependency graph of the finding on what is left of the letter."""
        told = explain(self.verdicts, self.rule, self.encoding)
        if told is None:
            raise EngineDefect(f"{self.rule.id} says nothing of the letter that it was found in")
        return told


class Reasoner:
    """Finds the smallest reasons for findings, rule by rule, letter after letter."""

    def __init__(self, ruleset: Ruleset, registers: Registers) -> None:
        self._ruleset, self._registers = ruleset, registers
        self._checkers: dict[tuple[str, str | None], Checker] = {}

    def whys(self, encoding: Encoding, verdicts: Verdicts) -> Iterator[Why]:
        """The smallest reason for each finding of a letter, in their order."""
        return (self.why(encoding, verdicts, finding) for finding in verdicts.findings)

    def why(self, encoding: Encoding, verdicts: Verdicts, finding: Finding) -> Why:
        """The smallest reason for one finding of a letter."""
        rule = self._ruleset.rule(finding.rule)
        checker = self._checker(rule, verdicts.as_of)
        wanted = (finding.outcome, finding.severity, finding.message)
        last: Verdicts | None = None

        def gives(facts: Iterable[str]) -> bool:
            nonlocal last
            found = checker.check(_only(encoding, set(facts)))
            same = [own for own in found.findings if (own.outcome, own.severity, own.message) == wanted]
            if same:
                small = finding.model_copy(update={"derivations": same[0].derivations})
                last = found.model_copy(update={"findings": (small,)})
            return bool(same)

        kept = next(facts for facts in _beginnings(encoding, verdicts, finding) if gives(facts))
        kept = _least(kept, gives)
        assert last is not None
        return Why(finding, _only(encoding, set(kept)), last, rule)

    def _checker(self, rule: Rule, as_of: str | None) -> Checker:
        if (rule.id, as_of) not in self._checkers:
            day = date.fromisoformat(as_of) if as_of else None
            self._checkers[rule.id, as_of] = Checker(
                alone(rule, self._ruleset), self._registers, "reference", as_of=day
            )
        return self._checkers[rule.id, as_of]


def _least(facts: list[str], gives: Callable[[Iterable[str]], bool]) -> list[str]:
    """Facts of which none can be left out: cut by halves first, since most of a long list can go."""
    size = len(facts)
    while size:
        before = len(facts)
        start = 0
        while start < len(facts):
            fewer = facts[:start] + facts[start + size :]
            if gives(fewer):
                facts = fewer
            else:
                start += size
        size = size // 2 if size > 1 or len(facts) == before else 1
    # The last trial may have failed, and what is told has to be of what is left.
    gives(facts)
    return facts


def _beginnings(encoding: Encoding, verdicts: Verdicts, finding: Finding) -> Iterator[list[str]]:
    """Where to begin, the least first; the whole letter, which is sure to do, comes last."""
    single = sorted((said_for(verdicts, [derivation]) for derivation in finding.derivations), key=len)
    yield from single[:1]
    together = said_for(verdicts, finding.derivations)
    yield together
    dated = [fact.id for fact in encoding.facts if fact.kind in _DATES_THE_LETTER and fact.id not in together]
    yield together + dated
    yield [fact.id for fact in encoding.facts]


def said_for(verdicts: Concluded, derivations: Iterable[Derivation]) -> list[str]:
    """The ids of the letter's own facts that some derivations rest on, in a stable order."""
    queue = [fact for derivation in derivations for fact in derivation.premises()]
    seen: dict[str, None] = {}
    while queue:
        fact = queue.pop(0)
        if fact not in seen:
            seen[fact] = None
            queue += verdicts.facts[fact].premises
    return [fact for fact in seen if verdicts.facts[fact].origin == "letter"]


def _only(encoding: Encoding, facts: set[str]) -> Encoding:
    """The letter with nothing but these facts; what they say of others stays as it is written."""
    return encoding._replace(facts=tuple(fact for fact in encoding.facts if fact.id in facts))
