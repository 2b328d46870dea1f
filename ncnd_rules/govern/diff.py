"""What changes between two folders of rulesets: every verdict that flips, and the version bump that follows.

Letters are the cases given, and the examples of both folders; of a rule over several letters, those of each example
together. A rule that only one folder has is tried on the cases
alone: its own examples are made to violate it.
"""

from collections.abc import Callable, Iterable, Mapping
from enum import IntEnum
from pathlib import Path
from typing import NamedTuple

from ncnd_rules.encoding import Encoding
from ncnd_rules.govern.conclude import Concluder, letters_of
from ncnd_rules.govern.trial import examples_of
from ncnd_rules.registers import load_registers, registers_dir
from ncnd_rules.rule_files import load_every_rule
from ncnd_rules.rules import SEVERITIES, Rule, Ruleset
from ncnd_rules.verdicts import Concluded, Outcome

# What a verdict rests on; of the lexicon only that it changed is said, since letters come as facts.
_DECIDING = ("rules", "definitions", "registers")
_READING = "lexicon"


class Bump(IntEnum):
    """The part of a version number that has to grow."""

    NONE = 0
    PATCH = 1
    MINOR = 2
    MAJOR = 3


class Verdict(NamedTuple):
    """How one rule came out on one letter."""

    outcome: Outcome
    severity: str | None = None  # the gravest of its violations

    def __str__(self) -> str:
        told = self.outcome.replace("_", " ")
        return f"{told} ({self.severity})" if self.severity else told


class Flip(NamedTuple):
    """A verdict that is another under the new rules; none on a side that lacks the rule."""

    rule: str
    letter: str
    old: Verdict | None
    new: Verdict | None
    bump: Bump
    why: str


class Change(NamedTuple):
    """A rule or file that is not the same in both folders."""

    name: str
    what: str
    bump: Bump


class Compared(NamedTuple):
    """Everything that differs between two folders."""

    letters: int  # tried: cases and examples
    cases: int  # of them
    changes: tuple[Change, ...]
    flips: tuple[Flip, ...]

    @property
    def bump(self) -> Bump:
        """The greatest that anything asks for."""
        asked = [change.bump for change in self.changes] + [flip.bump for flip in self.flips]
        return max(asked, default=Bump.NONE)


def compare_rulesets(
    old: Path, new: Path, cases: Mapping[str, Encoding], watch: Callable[[int, int], None] = lambda *_: None
) -> Compared:
    """Check every letter with both folders.

    Args:
        cases: letters by their names.
        watch: told after each letter how many are done, of how many.

    Raises:
        RuleError, RegisterError: where a folder cannot be used.
    """
    before, after = load_every_rule(old), load_every_rule(new)
    check_before = Concluder(before, load_registers(registers_dir(old)))
    check_after = Concluder(after, load_registers(registers_dir(new)))
    letters = _examples(after)
    for name, encodings in _examples(before).items():
        letters[name if letters.get(name, encodings) == encodings else f"{name}, as it was"] = encodings
    flips: list[Flip] = []
    alone = {name: (encoding,) for name, encoding in cases.items()}
    tried = (*alone.items(), *letters.items())
    for done, (name, encodings) in enumerate(tried, start=1):
        both = _verdicts(check_before(encodings)), _verdicts(check_after(encodings))
        flips += _flips(name, *both, is_case=name in cases)
        watch(done, len(tried))
    changes = (*_rules_changed(before, after), *_files_changed(old, new))
    return Compared(len(tried), len(cases), changes, tuple(sorted(flips, key=_order)))


def _examples(ruleset: Ruleset) -> dict[str, tuple[Encoding, ...]]:
    """Every example by what it says: one that both folders have is tried once."""
    return {
        f"example of {rule.id}: a letter that {example.name} ({part})": letters_of(example, rule)
        for rule in ruleset.rules
        for part, _, example in examples_of(rule)
    }


def _verdicts(verdicts: Concluded) -> dict[str, Verdict]:
    grave: dict[str, str] = {}
    for finding in verdicts.findings:
        if finding.outcome == "violated":
            grave[finding.rule] = min(grave.get(finding.rule, finding.severity), finding.severity, key=SEVERITIES.index)
    return {rule: Verdict(outcome, grave.get(rule)) for rule, outcome in verdicts.outcomes.items()}


def _flips(name: str, old: dict[str, Verdict], new: dict[str, Verdict], *, is_case: bool) -> Iterable[Flip]:
    for rule in sorted(old.keys() | new.keys()):
        before, after = old.get(rule), new.get(rule)
        if before == after or not (is_case or (before and after)):
            continue
        bump, why = _weighed(before, after)
        if bump:
            yield Flip(rule, name, before, after, bump, why)


def _weighed(old: Verdict | None, new: Verdict | None) -> tuple[Bump, str]:
    """What a flip asks for; nothing where a rule is new, or gone, and had nothing to say."""
    was = old is not None and old.outcome == Outcome.VIOLATED
    now = new is not None and new.outcome == Outcome.VIOLATED
    if now and not was:
        held = old is None or old.outcome != Outcome.UNDECIDED
        return Bump.MAJOR, "a letter that held is now violated" if held else "what was undecided is now violated"
    if was and not now:
        return Bump.MINOR, "a violation is no longer found"
    if old is None or new is None:
        return Bump.NONE, ""
    if was and now:
        graver = SEVERITIES.index(new.severity or "") < SEVERITIES.index(old.severity or "")
        return (Bump.MAJOR, "a violation weighs more") if graver else (Bump.MINOR, "a violation weighs less")
    return Bump.MINOR, "no violation on either side"


def _rules_changed(old: Ruleset, new: Ruleset) -> Iterable[Change]:
    before, after = ({rule.id: rule for rule in ruleset.rules} for ruleset in (old, new))
    for rule_id in sorted(before.keys() | after.keys()):
        was, now = before.get(rule_id), after.get(rule_id)
        if was is None:
            yield Change(rule_id, "is new", Bump.MINOR)
        elif now is None:
            yield Change(rule_id, "is gone: whoever names it in a command or a configuration is refused", Bump.MAJOR)
        elif was.version != now.version:
            yield Change(rule_id, "asks the same in other words" if _asks(was) == _asks(now) else "changed", Bump.PATCH)


def _asks(rule: Rule) -> tuple[object, ...]:
    """Everything of a rule that a verdict can hang on."""
    asked = (rule.when, rule.unless, rule.require, rule.forbid, rule.lessened_by, rule.lessened_to, rule.severity)
    return (*asked, rule.status, rule.regime, rule.in_force, rule.needs, rule.look_in)


def _files_changed(old: Path, new: Path) -> Iterable[Change]:
    """Files beside the rules; they ask for no more than what flips because of them."""
    for folder in (*_DECIDING[1:], _READING):
        before, after = _files(old / folder), _files(new / folder)
        for name in sorted(before.keys() | after.keys()):
            if before.get(name) != after.get(name):
                told = "changed" if name in before and name in after else "is new" if name in after else "is gone"
                unseen = "; what is read in letters is not compared here" if folder == _READING else ""
                yield Change(f"{folder}/{name}", f"{told}{unseen}", Bump.PATCH)


def _files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*.yaml"))}


def _order(flip: Flip) -> tuple[int, str, str, str]:
    return -flip.bump, flip.rule, flip.why, flip.letter
