"""What was concluded about a letter, and from what."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field, InstanceOf, computed_field

from ncnd_rules.letter import Frozen, Letter, Span, Unread
from ncnd_rules.rules import Basis, Severity


class Outcome(StrEnum):
    """How one rule came out on one match, or on a letter."""

    VIOLATED = "violated"
    UNDECIDED = "undecided"
    SATISFIED = "satisfied"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True)
class KnownFact:
    """A fact the verdict rests on, wherever it came from."""

    id: Annotated[str, Field(description="unique within the verdicts of one letter")]
    kind: Annotated[str, Field(description="its kind in the vocabulary")]
    origin: Annotated[Literal["letter", "register", "derived"], Field(description="who says so")]
    fields: Annotated[Mapping[str, str | int | bool | tuple[str, ...]], Field(description="what it says")]
    evidence: Annotated[tuple[Span, ...], Field(description="the letter's words, for a fact of the letter")] = ()
    source: Annotated[str, Field(description="the register row, or the title of the definition")] = ""
    premises: Annotated[tuple[str, ...], Field(description="ids of the facts it was worked out from")] = ()
    doubt: Annotated[tuple[str, ...], Field(description="why a derived fact is not certain; empty where it is")] = ()


@dataclass(frozen=True, slots=True)
class Absence:
    """Something that was searched for and not found."""

    kind: Annotated[str, Field(description="the kind of fact that was searched for")]
    conditions: Annotated[tuple[tuple[str, str], ...], Field(description="what its fields had to be")]
    role: Annotated[Literal["required", "exception"], Field(description="what its presence would have done")]
    searched: Annotated[tuple[str, ...], Field(description="the sections of the letter where it would stand")]
    doubt: Annotated[tuple[str, ...], Field(description="why not finding it proves nothing; empty where it does")] = ()


@dataclass(frozen=True, slots=True)
class Derivation:
    """One match of a rule: what fired it and what decided it."""

    rule: Annotated[str, Field(description="the rule's id")]
    outcome: Outcome
    when: Annotated[Mapping[str, str], Field(description="name in the rule to id of the fact it matched")]
    hits: Annotated[tuple[str, ...], Field(description="ids of the facts that break the rule")] = ()
    met: Annotated[tuple[str, ...], Field(description="ids of the facts that meet or excuse it")] = ()
    lessened: Annotated[bool, Field(description="whether the lesser severity of the rule applies")] = False
    lessened_by: Annotated[tuple[str, ...], Field(description="ids of the facts that lessen its severity")] = ()
    absences: tuple[Absence, ...] = ()
    why: Annotated[tuple[str, ...], Field(description="why it is undecided; empty otherwise")] = ()

    def premises(self) -> tuple[str, ...]:
        """The ids of every fact the outcome rests on, each once."""
        return tuple(dict.fromkeys((*self.when.values(), *self.hits, *self.met, *self.lessened_by)))


class Finding(Frozen):
    """What a reader is told: one sentence, and everything needed to check it."""

    rule: Annotated[str, Field(description="the rule's id")]
    version: Annotated[str, Field(description="of the rule's text: changes when the text does")]
    title: str
    status: Annotated[str, Field(description="of the rule: draft or stable")]
    outcome: Annotated[Literal["violated", "undecided"], Field(description="undecided says why in 'why'")]
    severity: Severity
    attribution: Annotated[
        Literal["authority", "copy", "undetermined"],
        Field(
            description="whose doing it is: the authority's, or that of this copy, which is known to lack a part; "
            "undetermined where that cannot be told"
        ),
    ]
    message: Annotated[str, Field(description="one sentence for the reader")]
    evidence: Annotated[tuple[Span, ...], Field(description="the letter's words it rests on, most telling first")]
    basis: tuple[Basis, ...]
    repair: str
    why: Annotated[tuple[str, ...], Field(description="why it cannot be decided")] = ()
    not_found: Annotated[tuple[Absence, ...], Field(description="what was searched for and not found, and where")] = ()
    sources: Annotated[tuple[str, ...], Field(description="the register rows it rests on")] = ()
    derivations: Annotated[tuple[Derivation, ...], Field(exclude=True)] = ()
    fingerprint: Annotated[str, Field(description="stable while letter, sentence, severity and words are")]


class Grounds:
    """Every match of every rule, and the facts they name.

    Most matches are satisfied, and told of only where somebody asks: all is worked out then.
    """

    def __init__(self, work_out: Callable[[], tuple[tuple[Derivation, ...], Mapping[str, KnownFact]]]) -> None:
        self._work_out = work_out

    @cached_property
    def told(self) -> tuple[tuple[Derivation, ...], Mapping[str, KnownFact]]:
        """The matches, rule by rule, and every fact that they name or rest on, by its id."""
        told = self._work_out()
        self._work_out = lambda: told  # what it was worked out of is not needed any more
        return told

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Grounds) and self.told == other.told

    __hash__ = None  # type: ignore[assignment]  # as that of the mapping it holds


class Concluded(Frozen):
    """Everything that rules concluded, whether of one letter or of several."""

    findings: tuple[Finding, ...]
    outcomes: Annotated[Mapping[str, Outcome], Field(description="rule id to its outcome on the whole letter")]
    not_applied: Annotated[Mapping[str, str], Field(description="rule id to why it says nothing of this letter at all")]
    grounds: Annotated[InstanceOf[Grounds], Field(exclude=True, repr=False, description="what they rest on")]
    evaluator: Annotated[str, Field(description="which evaluator ran, with its version")]
    ruleset: Annotated[str, Field(description="sha256 of the rules")]
    registers: Annotated[str, Field(description="sha256 of the registers")]
    as_of: Annotated[str | None, Field(description="the day whose law was applied; none: the letter's own")] = None

    @computed_field  # type: ignore[prop-decorator]
    @property
    def derivations(self) -> tuple[Derivation, ...]:
        """Every match of every rule."""
        return self.grounds.told[0]

    @computed_field  # type: ignore[prop-decorator]
    @property
    def facts(self) -> Mapping[str, KnownFact]:
        """Every fact that a derivation names."""
        return self.grounds.told[1]

    def counts(self) -> dict[str, int]:
        """How many rules came out each way, every outcome named."""
        return {outcome.value: sum(value == outcome for value in self.outcomes.values()) for outcome in Outcome}


class Verdicts(Concluded):
    """Everything concluded about one letter."""

    letter: Letter
    authority: str | None
    reference: str | None
    date: str | None
    unread: tuple[Unread, ...]
