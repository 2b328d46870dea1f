"""Changing what a letter is taken to say, and what then comes out otherwise."""

from collections.abc import Iterable
from typing import NamedTuple

from ncnd_rules.encoding import Encoding, without_references
from ncnd_rules.errors import NcndError
from ncnd_rules.facts import UNNAMED, Fact
from ncnd_rules.verdicts import Concluded, Finding, Outcome
from ncnd_rules.yamlfile import did_you_mean


class Step(NamedTuple):
    """One change to a letter: a fact put in, taken out, or said otherwise."""

    old: Fact | None  # none: put in
    new: Fact | None  # none: taken out


class Difference(NamedTuple):
    """How one rule comes out before and after a change, and which of its findings are gone or new."""

    rule: str
    before: Outcome
    after: Outcome
    gone: tuple[Finding, ...] = ()
    new: tuple[Finding, ...] = ()


def changed(encoding: Encoding, *, without: Iterable[str] = (), assume: Iterable[Fact] = ()) -> Encoding:
    """The letter as it would be with some facts taken out and others put in; facts are put in last.

    Taking a fact out leaves what refers to it, without the reference. An assumed fact that has no id, or one that is
    taken, is given one: ``assumed-1``.

    Args:
        without: ids of facts of the letter.

    Raises:
        NcndError: for an id that no fact of the letter has, with the nearest one.
    """
    known = {fact.id for fact in encoding.facts}
    gone = set(without)
    for name in sorted(gone - known):
        raise NcndError(f"{encoding.letter.file}: no fact has the id '{name}'{did_you_mean(name, known)}")
    kept = [without_references(fact, gone) for fact in encoding.facts if fact.id not in gone]
    return encoding._replace(facts=(*kept, *_named(assume, {fact.id for fact in kept})))


def applied(encoding: Encoding, steps: Iterable[Step]) -> Encoding:
    """The letter after some steps. A fact said otherwise keeps its id and its place, and what refers to it."""
    steps = tuple(steps)
    altered = {step.old.id: step.new for step in steps if step.old and step.new}
    said = encoding._replace(facts=tuple(altered.get(fact.id, fact) for fact in encoding.facts))
    gone = [step.old.id for step in steps if step.old and not step.new]
    return changed(said, without=gone, assume=[step.new for step in steps if step.new and not step.old])


def difference(before: Concluded, after: Concluded) -> tuple[Difference, ...]:
    """Every rule that does not come out as it did, in the order of their ids.

    A finding that says the same of other words, or of the same words something else, is gone and new.
    """
    old, new = ({finding.fingerprint: finding for finding in side.findings} for side in (before, after))
    gone = [finding for name, finding in old.items() if name not in new]
    come = [finding for name, finding in new.items() if name not in old]
    differences = []
    for rule in sorted(before.outcomes.keys() | after.outcomes.keys()):
        outcomes = [side.outcomes.get(rule, Outcome.NOT_APPLICABLE) for side in (before, after)]
        its = [tuple(finding for finding in findings if finding.rule == rule) for findings in (gone, come)]
        if outcomes[0] != outcomes[1] or any(its):
            differences.append(Difference(rule, outcomes[0], outcomes[1], its[0], its[1]))
    return tuple(differences)


def _named(facts: Iterable[Fact], taken: set[str]) -> list[Fact]:
    taken = set(taken)
    named = []
    for fact in facts:
        name, number = fact.id, 0
        while name == UNNAMED or name in taken:
            number += 1
            name = f"assumed-{number}"
        taken.add(name)
        named.append(fact if name == fact.id else fact.model_copy(update={"id": name}))
    return named
