"""What is wrong with the rules as they are written, before any letter is checked.

Loading already refuses what is wrong with one file (names that nothing binds, unknown kinds and fields, provisions in
no register); lint says it of every file at once, and adds what shows only from all of them together.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import count, permutations
from pathlib import Path
from typing import NamedTuple

from ncnd_rules.engine.compiler import parts_of
from ncnd_rules.errors import InputError, LexiconError, RuleError
from ncnd_rules.govern.examples import try_examples
from ncnd_rules.govern.explained import EXPLAINED, Explanation, load_explanations
from ncnd_rules.govern.logic import Conjunction, Named, is_certain, ways_to_find
from ncnd_rules.govern.mutate import mutants_of, noticed_by
from ncnd_rules.govern.parts import Owner, owners_of, users_of, written
from ncnd_rules.govern.registered import Registered
from ncnd_rules.govern.trial import Trials
from ncnd_rules.registers import Registers, load_registers, registers_dir
from ncnd_rules.rule_files import load_every_sound_rule
from ncnd_rules.rules import Group, Rule, Ruleset
from ncnd_rules.shipped import rulesets_dir, shown
from ncnd_rules.yamlfile import where

# Every check with the question it answers, in the order of the report.
CHECKS = {
    "refused": "does every file load: names, kinds, fields, values, provisions",
    "example": "does every example come out as its file says",
    "unreachable": "is there a letter in which the conditions of a part can all be met",
    "always": "can a letter meet what is required, avoid what is forbidden, lack what excuses",
    "conflict": "does a rule forbid what another requires",
    "subsumed": "does a rule say anything that another does not say already",
    "repair": "does every rule of severity error say how it is mended, or why it is not",
    "wording": "does every sentence tell what is inconsistent, and name no crime and no motive",
    "unused": "is every definition, guard and fragment used by something",
    "pattern": "can RE2 search for every pattern of the lexicon",
    "stale": "does everything that is explained still have to be",
}

# What no sentence to a reader may say of a letter or of who wrote it; a breach of confidence is section 41's own word.
_ACCUSES = re.compile(
    r"\b(?:unlawful|illegal|breach(?!(?:es)? of confidence)|violat|guilt|dishonest|deceit|deceiv|deliberate|"
    r"(?:in )?bad faith|conceal|cover-up|covers? up|hid(?:e|es|ing)\b|lied\b)\w*",
    re.IGNORECASE,
)


class Found(NamedTuple):
    """One thing wrong with the rules."""

    check: str  # a key of CHECKS
    file: str
    place: str  # in the file; empty where it is the file as a whole
    says: str


def lint(root: Path | None = None, watch: Callable[[int, int], None] = lambda *_: None) -> tuple[Found, ...]:
    """Everything that is wrong with a folder of rulesets, the shipped one by default.

    Where files are refused the other checks say nothing of them, and speak of the rest.

    Args:
        watch: told how much is done, of how much: checks, and rules whose examples are tried, which takes longest.

    Raises:
        RegisterError: where a register is wrong: nothing can be held against it then.
        RuleError: where there are no rules at all.
    """
    folder = root or rulesets_dir()
    registers = load_registers(registers_dir(root))
    ruleset, problems = load_every_sound_rule(root)
    found = [_refused(problem) for problem in problems]
    done = count(1)

    def one_more(_: object = None) -> None:
        watch(next(done), len(checks) + len(ruleset.rules))

    checks: dict[str, Callable[[], Iterable[Found]]] = {
        "example": lambda: _examples(ruleset, registers, one_more),
        "unreachable": lambda: _unreachable(ruleset, registers),
        "always": lambda: _always(ruleset),
        "conflict": lambda: _conflicts(ruleset),
        "subsumed": lambda: _subsumed(folder, ruleset),
        "repair": lambda: _unmended(ruleset),
        "wording": lambda: _accusing(ruleset),
        "unused": lambda: [] if problems else _unused_definitions(ruleset),
        "pattern": lambda: _lexicon(folder / "lexicon"),
        "stale": lambda: [] if problems else _stale(folder, ruleset, registers),
    }
    for check in checks.values():
        try:
            found += check()
        except RuleError as problem:  # of all rules together: definitions in a circle
            found.append(_refused(problem))
        one_more()
    order = list(CHECKS)
    return tuple(sorted(dict.fromkeys(found), key=lambda item: (order.index(item.check), item)))


def _refused(problem: InputError) -> Found:
    return Found("refused", problem.file, problem.place, problem.problem)


def _of(owner: Owner, check: str, place: str, says: str) -> Found:
    return Found(check, shown(owner.path), place, says)


def _examples(ruleset: Ruleset, registers: Registers, each: Callable[[Rule], None]) -> Iterator[Found]:
    for failed in try_examples(ruleset, registers, "reference", each).failed:
        yield Found("example", shown(failed.file), failed.place, failed.says())


def _unreachable(ruleset: Ruleset, registers: Registers) -> Iterator[Found]:
    """Parts that no letter can meet: two values for one field, or values that no register or definition gives."""
    concluded: dict[str, list[dict[str, str | int]]] = {}
    for definition in ruleset.definitions:
        constant = {name: value for name, value in definition.fields.items() if isinstance(value, str | int)}
        concluded.setdefault(definition.kind, []).append(constant)
    registered = Registered(registers, concluded)

    def why_not(patterns: Group, owner: Owner) -> str | None:
        together = Conjunction(patterns, ruleset.kinds)
        if field := together.contradiction():
            return f"no value of {field} fits all that is asked of it"
        return registered.problem(together, owner.in_force if isinstance(owner, Rule) else None)

    for owner in owners_of(ruleset):
        problem = why_not(owner.when, owner)
        if problem:
            yield _of(owner, "unreachable", "when", f"never applies: {problem}")
            continue
        for part, groups in parts_of(owner).items():
            for number, group in enumerate(groups):
                problem = why_not((*owner.when, *group), owner)
                if part != "when" and problem:
                    yield _of(owner, "unreachable", f"{written(part)}[{number}]", f"is never found: {problem}")


def _always(ruleset: Ruleset) -> Iterator[Found]:
    """Parts that are met by what applies the rule already."""
    says = {
        "require": "is met by 'when' already: no letter can lack it",
        "forbid": "is met by 'when' already: every letter violates it",
        "unless": "is met by 'when' already: nothing that it applies to is left",
        "lessened": "is met by 'when' already: the severity is always the lesser",
    }
    for owner in owners_of(ruleset):
        applies = Conjunction(owner.when, ruleset.kinds)
        for part, groups in parts_of(owner).items():
            for number, group in enumerate(groups):
                if part != "when" and is_certain(group, applies):
                    yield _of(owner, "always", f"{written(part)}[{number}]", says[part])


def _conflicts(ruleset: Ruleset) -> Iterator[Found]:
    """Rules of which one forbids, of the same match, what the other requires."""
    for rule, other in permutations(_in_use(ruleset), 2):
        if not rule.require or not other.forbid or not _meet(rule, other):
            continue
        applies = Conjunction(rule.when, ruleset.kinds)
        met = Conjunction((*rule.when, *(pattern for group in rule.require for pattern in group)), ruleset.kinds)
        for number, group in enumerate(other.forbid):
            sought = (*other.when, *group)
            if any(True for _ in ways_to_find(sought, applies, {})):
                continue  # it is the letter that the other rule forbids, whatever this one asks of it
            if any(not _excused(other, met, named) for named in ways_to_find(sought, met, {})):
                says = f"a letter that has what this requires has what {other.id} forbids in forbid[{number}]"
                yield _of(rule, "conflict", "require", says)


def _excused(rule: Rule, among: Conjunction, named: Named) -> bool:
    return any(True for group in rule.unless for _ in ways_to_find(group, among, named))


def _subsumed(folder: Path, ruleset: Ruleset) -> Iterator[Found]:
    """Rules of which every violation is one of another rule too, and no reason says why they are there."""
    explained = {(row.owner, row.subsumed_by) for row in load_explanations(folder)}
    for rule, other in permutations(_in_use(ruleset), 2):
        if (rule.id, other.id) not in explained and _is_subsumed(rule, other, ruleset):
            yield _of(rule, "subsumed", "", f"every letter that violates it violates {other.id} too")


def _is_subsumed(rule: Rule, other: Rule, ruleset: Ruleset) -> bool:
    if bool(rule.require) != bool(other.require) or not _within(rule, other):
        return False
    applies = Conjunction(rule.when, ruleset.kinds)
    return any(_implies(rule, other, named, ruleset) for named in ways_to_find(other.when, applies, {}))


def _implies(rule: Rule, other: Rule, named: Named, ruleset: Ruleset) -> bool:
    """Whether *rule* obliges to nothing but what *other* does, whose facts are those of *rule* under these names."""
    applies = Conjunction(rule.when, ruleset.kinds)

    def brings(group: Group, sought: Group) -> bool:
        """Whether an alternative of *other*, where *rule* applies, is also one of *rule*, and not by that alone."""
        with_it = Conjunction((*rule.when, *_renamed(group, other, named)), ruleset.kinds)
        return is_certain(sought, with_it) and not is_certain(sought, applies)

    def is_brought(group: Group, sought: Group) -> bool:
        """Whether an alternative of *rule* is also one of *other*, and not by where *rule* applies alone."""
        with_it = Conjunction((*rule.when, *group), ruleset.kinds)
        found_by = [any(True for _ in ways_to_find(sought, among, named)) for among in (with_it, applies)]
        return found_by == [True, False]

    excused = all(any(brings(excuse, own) for own in rule.unless) for excuse in other.unless)
    if rule.require:
        return excused and all(any(brings(wanted, own) for wanted in other.require) for own in rule.require)
    return excused and all(any(is_brought(own, banned) for banned in other.forbid) for own in rule.forbid)


def _renamed(group: Group, owner: Rule, named: Named) -> Group:
    """A group of one rule in the names of another, its own names kept apart from those of the other."""

    def name(alias: str) -> str:
        return named.get(alias, f"{owner.id} {alias}")

    return tuple(
        pattern._replace(
            alias=name(pattern.alias),
            joins={field: wanted._replace(alias=name(wanted.alias)) for field, wanted in pattern.joins.items()},
        )
        for pattern in group
    )


def _in_use(ruleset: Ruleset) -> list[Rule]:
    return [rule for rule in ruleset.rules if rule.status != "deprecated"]


def _meet(rule: Rule, other: Rule) -> bool:
    """Whether there are days on which both rules are in force, under one Act, and letters to which both are put."""
    first, second = rule.in_force, other.in_force
    starts = max(first.since, second.since)
    alike = rule.regime == other.regime and rule.over == other.over
    return alike and all(ends is None or starts <= ends for ends in (first.until, second.until))


def _within(rule: Rule, other: Rule) -> bool:
    """Whether the other rule is in force whenever this one is."""
    first, second = rule.in_force, other.in_force
    to_the_end = second.until is None or (first.until is not None and first.until <= second.until)
    alike = rule.regime == other.regime and rule.over == other.over
    return alike and second.since <= first.since and to_the_end


def without_repair(ruleset: Ruleset) -> dict[str, str]:
    """The rules of severity error that declare no way to mend them, with the reason they give."""
    return {rule.id: rule.no_repair for rule in _errors(ruleset) if not rule.repairs and rule.no_repair}


def _unmended(ruleset: Ruleset) -> Iterator[Found]:
    for rule in _errors(ruleset):
        if not rule.repairs and not rule.no_repair:
            yield _of(rule, "repair", "", "declares no 'repairs', and no 'no_repair' that says why")


def _accusing(ruleset: Ruleset) -> Iterator[Found]:
    for rule in _in_use(ruleset):
        for field, sentence in (("title", rule.title), ("finding", rule.finding), ("repair", rule.repair)):
            if word := _ACCUSES.search(sentence):
                says = f"found '{word[0]}', expected words that tell what is inconsistent, and no crime or motive"
                yield _of(rule, "wording", where(rule.path, (field,)), says)


def _errors(ruleset: Ruleset) -> list[Rule]:
    return [rule for rule in _in_use(ruleset) if rule.severity == "error" and rule.over == "letter"]


def _unused_definitions(ruleset: Ruleset) -> Iterator[Found]:
    for definition in ruleset.definitions:
        if not users_of(definition, ruleset):
            yield _of(definition, "unused", "", f"no rule looks at '{definition.kind}'")


def _lexicon(folder: Path) -> Iterator[Found]:
    if not folder.is_dir():
        return
    from ncnd_rules.encode.lexicon import load_lexicon

    try:
        lexicon = load_lexicon(folder)
    except LexiconError as problem:
        yield Found("pattern", shown(Path(problem.file)), problem.place, problem.problem)
        return
    for file, kind, name in lexicon.unused():
        yield Found("unused", shown(folder / file), name, f"no pattern of the lexicon names this {kind}")


def _stale(folder: Path, ruleset: Ruleset, registers: Registers) -> Iterator[Found]:
    """Explanations of what is no more."""
    trials = Trials(ruleset, registers)
    owners = {owner.id: owner for owner in owners_of(ruleset)}
    for row in load_explanations(folder):
        if why := _no_more(row, owners, trials):
            yield Found("stale", shown(folder / EXPLAINED), row.about, why)


def _no_more(row: Explanation, owners: Mapping[str, Owner], trials: Trials) -> str | None:
    """Why there is nothing to explain; none where there is."""
    owner = owners.get(row.owner)
    if owner is None:
        return f"there is no '{row.owner}'"
    if row.mutant is None:
        other = owners.get(row.subsumed_by or "")
        if isinstance(owner, Rule) and isinstance(other, Rule) and _is_subsumed(owner, other, trials.ruleset):
            return None
        return "there is no such finding"
    of_owner = mutants_of(owner, trials.ruleset, trials.registers)
    mutant = next((mutant for mutant in of_owner if mutant.what == row.mutant), None)
    if mutant is None:
        return "there is no such mutant"
    example = noticed_by(mutant, trials)
    return f"is noticed by {example}" if example else None
