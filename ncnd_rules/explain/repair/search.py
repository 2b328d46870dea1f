"""The search for smallest sets: each finding on its own, then together, each result tried and made smaller."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice, product
from typing import NamedTuple

from ncnd_rules.encoding import Encoding
from ncnd_rules.engine import Checker
from ncnd_rules.explain.change import changed
from ncnd_rules.explain.repair.candidates import Candidate, Tried, candidates_for, with_fields
from ncnd_rules.explain.repair.manuscript import Manuscript
from ncnd_rules.explain.repair.problems import problems_in
from ncnd_rules.facts import Fact
from ncnd_rules.rules import Rule
from ncnd_rules.verdicts import Derivation, Finding, Outcome, Verdicts

Set = tuple[Candidate, ...]


class Bound(NamedTuple):
    """How far a search goes."""

    changes: int = 12  # in the set that clears one finding
    checks: int = 400  # of changed facts, for one letter
    sets: int = 3  # that are shown
    ways: int = 4  # to clear one finding
    combined: int = 64  # combinations of ways that are tried
    readings: int = 200  # of edited copies, for one letter


class Ways(NamedTuple):
    """The smallest sets that clear one finding, or why there are none."""

    sets: tuple[Set, ...]
    why_not: str = ""


class Search:
    """Searches for one letter; every change of its facts is checked once."""

    def __init__(self, encoding: Encoding, checker: Checker, manuscript: Manuscript | None, bound: Bound):
        self.before = checker.check(encoding)
        self.bound = bound
        self.bounded = False
        self._encoding = encoding
        self._checker = checker
        self._rules = {rule.id: rule for rule in checker.ruleset.rules}
        self._manuscript = manuscript
        self._checked: dict[frozenset[tuple[str, ...]], Verdicts] = {}

    def after(self, changes: Sequence[Candidate]) -> Verdicts:
        """The verdicts on the facts with some changes."""
        key = frozenset(one.key for one in changes)
        if key not in self._checked:
            without = {name for one in changes for name in one.without}
            whole = changed(self._encoding, without=without, assume=_assumed(changes))
            self._checked[key] = self._checker.check(whole)
        return self._checked[key]

    def clears(self, changes: Sequence[Candidate], targets: Iterable[Finding]) -> bool:
        """Whether with these changes the targets are gone and nothing has come."""
        return next(problems_in(self.after(changes), self.before, targets), None) is None

    def ways(self, target: Finding, read_back: Callable[[Set, Finding], Set | None]) -> Ways:
        """The smallest sets that clear one finding, breadth first.

        Args:
            read_back: the set with its words where they were read as meant; none where they were nowhere.
        """
        rule = self._rules[target.rule]
        if target.attribution == "copy":
            return Ways((), "this copy is known to lack the part in which the thing would stand")
        if not rule.repairs:
            return Ways((), rule.no_repair or "its rule declares no way to mend it")
        found: list[Set] = []
        reasons: dict[str, None] = {}
        level: list[Set] = [()]
        for _ in range(self.bound.changes):
            following: dict[frozenset[tuple[str, ...]], Set] = {}
            for changes in level:
                if len(self._checked) >= self.bound.checks:
                    self.bounded = True
                    reasons["the bound on checks was reached"] = None
                    break
                problem = next(problems_in(self.after(changes), self.before, (target,)), None)
                if problem is None:
                    self._keep(changes, target, found, reasons, read_back)
                    continue
                for one in self._next(problem, target, changes, reasons):
                    longer = (*changes, one)
                    if not any(_within(known, longer) for known in found):
                        following.setdefault(frozenset(each.key for each in longer), longer)
            level = list(following.values())
            if not level or len(found) >= self.bound.ways:
                break
        why = "; ".join(reasons) or rule.no_repair or "no change that its rule declares fits this letter"
        return Ways(tuple(found[: self.bound.ways]), "" if found else why)

    def _keep(
        self,
        changes: Set,
        target: Finding,
        found: list[Set],
        reasons: dict[str, None],
        read_back: Callable[[Set, Finding], Set | None],
    ) -> None:
        least = self.smallest(changes, (target,))
        if any(_within(known, least) for known in found):
            return
        if (proved := read_back(least, target)) is not None:
            found.append(proved)
        else:
            reasons["the words that would mend it are not read back as meant in this letter"] = None

    def _next(self, problem: Finding, target: Finding, changes: Set, reasons: dict[str, None]) -> Iterator[Candidate]:
        """What may clear the first violation behind a finding that is there with some changes."""
        rule = self._rules[problem.rule]
        violated = [item for item in problem.derivations if item.outcome == Outcome.VIOLATED]
        if not violated or not rule.repairs:
            if changes:
                reasons[_brings(problem, target)] = None
            return
        taken = {one.key for one in changes}
        none = True
        for operation in self._tried(rule, violated, changes):
            for one in operation.candidates:
                if one.key not in taken and all(map(one.goes_with, changes)):
                    none = False
                    yield one
            if operation.why_not:
                reasons[f"{rule.id}: {operation.why_not}"] = None
        if none and rule.no_repair:
            reasons[rule.no_repair] = None
        elif none and changes:
            reasons[_brings(problem, target)] = None

    def _tried(self, rule: Rule, violated: Sequence[Derivation], changes: Set) -> Iterator[Tried]:
        """What the operations come to for the first violation, and others in whose words they do the same."""
        first, *others = sorted(violated, key=lambda item: (sorted(item.when.items()), item.hits))
        after = self.after(changes)
        tried = candidates_for(rule, (first, *others), after, self._encoding, self._manuscript)
        yield from tried
        effects = {one.effect for operation in tried for one in operation.candidates}
        for number in range(len(others)):
            turned = (*others[number:], first, *others[:number])
            for operation in candidates_for(rule, turned, after, self._encoding, self._manuscript):
                yield Tried(tuple(one for one in operation.candidates if one.effect in effects))

    def together(self, ways: Sequence[Ways], targets: Sequence[Finding]) -> Iterator[Set]:
        """Sets that clear all targets, out of those that clear each, small ones first."""
        indices = sorted(product(*(range(len(way.sets)) for way in ways)), key=sum)
        self.bounded |= len(indices) > self.bound.combined
        seen: list[Set] = []
        for chosen in islice(indices, self.bound.combined):
            union = {one.key: one for way, index in zip(ways, chosen, strict=True) for one in way.sets[index]}
            changes = tuple(union.values())
            if self.clears(changes, targets):
                least = self.smallest(changes, targets)
                if not any(_within(known, least) for known in seen):
                    seen.append(least)
                    yield least

    def smallest(self, changes: Set, targets: Sequence[Finding]) -> Set:
        """A set from which no one change can be left out."""
        return smallest(changes, lambda fewer: self.clears(fewer, targets))


def is_cleared(rule: Rule, encoding: Encoding, checker: Checker, most: int = 6) -> bool | None:
    """Whether the operations of one rule clear its violations in one letter; none where none of them fits.

    Args:
        rule: what counts of it is the operations.
        most: how many changes are made, one after the other.
    """
    level: list[Set] = [()]
    fits = False
    for _ in range(most + 1):
        following: list[Set] = []
        for changes in level:
            without = {name for one in changes for name in one.without}
            after = checker.check(changed(encoding, without=without, assume=_assumed(changes)))
            if changes and after.outcomes[rule.id] not in (Outcome.VIOLATED, Outcome.UNDECIDED):
                return True
            violated = (item for item in after.derivations if item.rule == rule.id and item.outcome == Outcome.VIOLATED)
            if violations := tuple(violated):
                tried = candidates_for(rule, violations, after, encoding, None)
                found = [one for operation in tried for one in operation.candidates]
                following += [(*changes, one) for one in found if all(map(one.goes_with, changes))]
        fits = fits or bool(following)
        level = following
    return False if fits else None


def smallest(changes: Set, holds: Callable[[Set], bool]) -> Set:
    """A set, as far as it holds, from which no one change can be left out."""
    at = 0
    while at < len(changes):
        fewer = (*changes[:at], *changes[at + 1 :])
        if holds(fewer):
            return smallest(fewer, holds)
        at += 1
    return changes


def _assumed(changes: Sequence[Candidate]) -> list[Fact]:
    """The facts that come, and those of which fields change, with all of their changes."""
    altered: dict[str, Fact] = {}
    for one in changes:
        if one.changed is not None:
            fact = altered.get(one.changed.id, one.changed)
            altered[one.changed.id] = with_fields(fact, one.fields)
    return [*altered.values(), *(fact for one in changes for fact in one.assume)]


def _within(known: Set, changes: Set) -> bool:
    return {one.effect for one in known} <= {one.effect for one in changes}


def _brings(problem: Finding, target: Finding) -> str:
    if problem.rule == target.rule:
        return f"it is there still with each change that {target.rule} declares"
    return f"each change that {target.rule} declares brings another finding ({problem.rule}: {problem.title})"
