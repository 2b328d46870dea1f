"""How well letters are read: facts from their text against facts written by hand, kind by kind.

A fact that was read is right where a fact written by hand is of its kind, agrees in the fields that
count, and rests on words close to its own; who answers, and under which Act, counts wherever it
stands. Recall counts every fact written by hand, also what stands in passages that were never
understood: what was missed there is told apart from what was missed in silence.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from ncnd_rules.encode import encode
from ncnd_rules.encoding import Encoding
from ncnd_rules.engine import Checker
from ncnd_rules.facts import Fact
from ncnd_rules.facts_file import load_facts
from ncnd_rules.letter import LIMIT, Unread
from ncnd_rules.read import read
from ncnd_rules.rules import Rule
from ncnd_rules.verdicts import Outcome

# What has to agree, beside kind and place.
FIELDS: Mapping[str, tuple[str, ...]] = {
    "authority": (),
    "reference": ("whose",),
    "regime": ("act",),
    "date": ("role", "on"),
    "question": ("period",),
    "part": ("position", "scope"),
    "citation": ("provision", "role"),
    "classification": ("section", "says"),
    "test": ("test", "object"),
    "harm": ("scope",),
    "necessity": ("section",),
    "factor": ("side", "object"),
    "balance": ("direction",),
    "threat_claim": ("claim", "series", "level", "ordinal", "since", "month", "relative"),
    "body_mention": ("body", "tense"),
    "notice_element": ("element",),
    "review_right": ("none_exists",),
    "review_period": ("direction", "number", "unit"),
    "complaint_right": ("to",),
    "disclaimer": ("says",),
    "promised_list": ("of", "given"),
    "heading": ("announces",),
}
_ANYWHERE = ("authority", "regime")
_NEAR = 60  # characters: people quote the subject, patterns the verb
_FINE = {Outcome.SATISFIED, Outcome.NOT_APPLICABLE}  # a rule that finds nothing to object to, or nothing to speak of


class Case(NamedTuple):
    """A letter, what a person read in it, and what the program reads in it."""

    name: str
    by_hand: Encoding
    by_program: Encoding


class Miss(NamedTuple):
    """A fact written by hand that was not read, or the other way round."""

    case: str
    fact: Fact
    listed: bool = False  # whether the passage is listed as unread, and the fact as one that it may hold


class Tally(NamedTuple):
    """How one kind of fact was read, over all letters."""

    kind: str
    by_hand: int
    read: int
    missed: tuple[Miss, ...]
    false: tuple[Miss, ...]
    decisions: int  # outcomes of rules that speak of the kind, on letters to which they apply
    undecided: int  # of these, how many were left undecided

    @property
    def precision(self) -> float | None:
        """The share of facts read that are right; none where none was read."""
        return _share(self.read - len(self.false), self.read)

    @property
    def recall(self) -> float | None:
        """The share of facts written by hand that were read; none where none was written."""
        return _share(self.by_hand - len(self.missed), self.by_hand)

    @property
    def unread(self) -> float | None:
        """The share of facts written by hand that were missed in a passage listed as unread."""
        return _share(sum(miss.listed for miss in self.missed), self.by_hand)

    @property
    def silent(self) -> float | None:
        """The share of facts written by hand that were missed, and nothing says so."""
        return _share(sum(not miss.listed for miss in self.missed), self.by_hand)

    @property
    def left_open(self) -> float | None:
        """The share of decisions about the kind that were left undecided."""
        return _share(self.undecided, self.decisions)


class Accuracy(NamedTuple):
    """How well some letters were read."""

    cases: int
    without_letter: tuple[str, ...]  # cases whose letter is not at hand
    tallies: tuple[Tally, ...]
    verdicts: int  # outcomes of rules compared, on the cases whose annotation covers every kind
    differing: tuple[str, ...]


def measured(folders: Iterable[Path], letters: Path | None, checker: Checker, rules: Iterable[Rule]) -> Accuracy:
    """How well the letters of the cases in *folders*, and in the folders below, are read.

    Args:
        letters: a folder that may hold the letters of cases without one.

    Raises:
        FactsError: where an annotation is malformed or does not fit its letter.
        LetterError: where a letter cannot be read.
    """
    cases, without = [], []
    for path in sorted({path for folder in folders for path in folder.rglob("facts.yaml")}):
        by_hand = load_facts(path, letters)
        places = [place / by_hand.letter.file for place in (path.parent, letters) if place is not None]
        letter = next((place for place in places if place.is_file()), None)
        if letter is None:
            without.append(path.parent.name)
        else:
            cases.append(Case(path.parent.name, by_hand, encode(read(letter))))
    return accuracy_of(cases, checker, rules)._replace(without_letter=tuple(without))


def accuracy_of(cases: Iterable[Case], checker: Checker, rules: Iterable[Rule]) -> Accuracy:
    """How well letters were read."""
    cases = tuple(cases)
    outcomes = [checker.check(case.by_program).outcomes for case in cases]
    spoken_of = {rule.id: _kinds(rule) for rule in rules}
    tallies = []
    for kind in FIELDS:
        covered = [case for case in cases if not case.by_hand.covers or kind in case.by_hand.covers]
        decided = Counter(
            outcome for own in outcomes for rule, outcome in own.items() if kind in spoken_of.get(rule, ())
        )
        tallies.append(_tally(kind, covered, decided))
    compared = 0
    differing = []
    for case, own in zip(cases, outcomes, strict=True):
        if case.by_hand.covers:
            continue
        for rule, outcome in checker.check(case.by_hand).outcomes.items():
            compared += 1
            if outcome != own[rule] and not {outcome, own[rule]} <= _FINE:
                differing.append(f"{case.name}: {rule} {outcome.value} by hand, {own[rule].value} from text")
    return Accuracy(len(cases), (), tuple(tallies), compared, tuple(differing))


def _kinds(rule: Rule) -> set[str]:
    """The kinds of fact that a rule speaks of."""
    groups = (rule.when, *rule.unless, *rule.require, *rule.forbid, *rule.lessened_by)
    return {pattern.kind for group in groups for pattern in group}


def _tally(kind: str, cases: Iterable[Case], decided: Mapping[Outcome, int]) -> Tally:
    by_hand = read_all = 0
    missed: list[Miss] = []
    false: list[Miss] = []
    for case in cases:
        hand = [fact for fact in case.by_hand.facts if fact.kind == kind]
        program = [fact for fact in case.by_program.facts if fact.kind == kind]
        by_hand += len(hand)
        missed += (
            Miss(case.name, fact, _is_listed(fact, case.by_program.unread))
            for fact in hand
            if not any(agrees(fact, other) for other in program)
        )
        for number, fact in enumerate(program):
            right = any(agrees(fact, other) for other in hand)
            if not right and _told_before(fact, program[:number]):
                continue
            read_all += 1
            if not right:
                false.append(Miss(case.name, fact))
    decisions = sum(number for outcome, number in decided.items() if outcome != Outcome.NOT_APPLICABLE)
    undecided = decided.get(Outcome.UNDECIDED, 0)
    return Tally(kind, by_hand, read_all, tuple(missed), tuple(false), decisions, undecided)


def agrees(one: Fact, other: Fact) -> bool:
    """Whether two facts of one kind say the same in the fields that count, of the same words."""
    if any(getattr(one, field) != getattr(other, field) for field in FIELDS[one.kind]):
        return False
    return one.kind in _ANYWHERE or any(
        first.start is not None
        and second.start is not None
        and first.start < (second.stop or 0) + _NEAR
        and second.start < (first.stop or 0) + _NEAR
        for first in one.evidence
        for second in other.evidence
    )


def _told_before(fact: Fact, before: Iterable[Fact]) -> bool:
    """Whether another fact already says the same; people write down the first mention only."""
    said = fact.model_dump(exclude={"id", "evidence"})
    return any(said == other.model_dump(exclude={"id", "evidence"}) for other in before)


def _is_listed(fact: Fact, unread: Iterable[Unread]) -> bool:
    """Whether some of its words stand in a passage that is listed as unread and may hold such a fact."""
    return any(
        item.start is not None
        and item.stop is not None
        and (item.may_hold is None or fact.kind in item.may_hold or (fact.kind == "part" and LIMIT in item.may_hold))
        and any(
            span.start is not None and span.start < item.stop and item.start < (span.stop or 0)
            for span in fact.evidence
        )
        for item in unread
    )


def _share(some: int, all_of_them: int) -> float | None:
    return some / all_of_them if all_of_them else None
