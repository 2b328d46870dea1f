"""What can be supposed about a letter: its edits, and its facts with the findings that rest on them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ncnd_rules.explain.explanation import shortened
from ncnd_rules.facts import Fact
from ncnd_rules.report.fact_words import kind_in_words, read_as
from ncnd_rules.report.finding_words import weight_of
from ncnd_rules.report.page_parts import in_order
from ncnd_rules.verdicts import Finding, Verdicts
from ncnd_rules.web.letters import Opened
from ncnd_rules.web.tried import LONGEST, Asked, offered


class Number(NamedTuple):
    """A finding by its number on the letter's page."""

    id: str
    number: int
    severity: str
    name: str


class Toggle(NamedTuple):
    """Something that can be supposed."""

    value: str
    says: str
    taken: tuple[str, ...]  # words that go, or of a fact those that say it
    words: str  # words that come
    numbers: tuple[Number, ...]  # the findings that rest on it, or that it clears
    chosen: bool


class Group(NamedTuple):
    """Facts of one kind, or of one finding."""

    heading: str
    toggles: tuple[Toggle, ...]
    is_open: bool


def edit_toggles(letter: Opened, asked: Asked) -> tuple[Toggle, ...]:
    """Each edit that was found."""
    numbers = {finding.fingerprint: number for finding, number in numbered(letter.checked.verdicts)}
    return tuple(
        Toggle(
            str(place),
            "Replace" if change.taken and change.words else "Take out" if change.taken else "Put in",
            change.taken,
            change.words,
            tuple(numbers[name] for name in change.findings if name in numbers),
            place in asked.edits,
        )
        for place, change in enumerate(offered(letter.repairs), 1)
    )


def fact_groups(letter: Opened, asked: Asked) -> tuple[Group, ...]:
    """The facts of a letter: first those of the finding that the person came from, then the others by kind."""
    verdicts, facts = letter.checked.verdicts, letter.checked.encoding.facts
    resting = _resting(verdicts)
    own = [
        fact for fact in facts if any(finding.fingerprint == asked.finding for finding, _ in resting.get(fact.id, ()))
    ]
    kinds: dict[str, list[Fact]] = {}
    for fact in facts:
        if fact not in own:
            kinds.setdefault(fact.kind, []).append(fact)
    first = [Group("What this finding rests on", _toggles(own, resting, asked), True)] if own else []
    rest = [
        Group(kind_in_words(kind).capitalize(), _toggles(kinds[kind], resting, asked), False)
        for kind in sorted(kinds, key=kind_in_words)
    ]
    return (*first, *(group._replace(is_open=any(one.chosen for one in group.toggles)) for group in rest))  # fmt: skip


def numbered(verdicts: Verdicts) -> Iterator[tuple[Finding, Number]]:
    """Each finding with the number that it has on the letter's page."""
    for number, finding in enumerate(in_order(verdicts.findings), 1):
        severity = weight_of(finding)
        yield finding, Number(f"l1-f{number}", number, severity, f"Finding {number}, {severity}, {finding.rule}")


_Resting = Mapping[str, Sequence[tuple[Finding, Number]]]


def _resting(verdicts: Verdicts) -> _Resting:
    """The findings that rest on each fact, straight or by way of others."""
    found: dict[str, list[tuple[Finding, Number]]] = {}
    for finding, number in numbered(verdicts):
        for name in premises_of(finding, verdicts):
            found.setdefault(name, []).append((finding, number))
    return found


def premises_of(finding: Finding, verdicts: Verdicts) -> Iterable[str]:
    """The ids of all facts that a finding rests on, straight or by way of others."""
    queue = [name for derivation in finding.derivations for name in derivation.premises()]
    seen = dict.fromkeys(queue)
    while queue:
        fact = verdicts.facts.get(queue.pop())
        further = [name for name in fact.premises if name not in seen] if fact else []
        seen.update(dict.fromkeys(further))
        queue += further
    return seen


def _toggles(facts: Iterable[Fact], resting: _Resting, asked: Asked) -> tuple[Toggle, ...]:
    return tuple(
        Toggle(
            fact.id,
            read_as(fact),
            tuple(shortened(span.quote, LONGEST) for span in fact.evidence[:1]),
            "",
            tuple(number for _, number in resting.get(fact.id, ())),
            fact.id in asked.without,
        )
        for fact in facts
    )
