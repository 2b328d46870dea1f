"""What a rule is: patterns of facts, what follows from them, and the witnesses it brings."""

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any, Literal, NamedTuple, get_args

from pydantic import BeforeValidator, Field, model_validator

from ncnd_rules import yamlfile
from ncnd_rules.errors import RuleError
from ncnd_rules.facts import FieldType
from ncnd_rules.letter import CopyState, Frozen, Section, as_tuple

Severity = Literal["error", "warning", "info"]
SEVERITIES: tuple[str, ...] = get_args(Severity)

Literals = tuple[str, ...] | tuple[int, ...]


class Reference(NamedTuple):
    """A field of an earlier pattern: ``$c.section``, or ``$p`` for the id of p itself."""

    alias: str
    field: str


class Pattern(NamedTuple):
    """One fact that has to be there: its kind, literals its fields must have, and joins."""

    alias: str
    kind: str
    literals: Mapping[str, Literals | None]  # None: any value, as long as there is one
    joins: Mapping[str, Reference]
    same: bool = False  # a further condition on the fact its alias already names


Group = tuple[Pattern, ...]  # patterns that must all be found, together


class Slot(NamedTuple):
    """A place in a sentence for the value of a field; *every* collects it over all matches."""

    alias: str
    field: str
    every: bool


class Basis(Frozen):
    """One place in law or guidance on which a rule rests."""

    cite: Annotated[str, Field(min_length=4, description="the place: 'FOIA 2000 s.17(3)(a)', a Code, a decision")]
    says: Annotated[str | None, Field(description="what it says there, in a few words of ours")] = None


class InForce(Frozen):
    """The days on which a rule applies, both inclusive, and which day of a letter has to be one of them."""

    since: Annotated[date, Field(alias="from", description="first day")]
    until: Annotated[date | None, Field(alias="to", description="last day, none while in force")] = None

    by: Annotated[
        Literal["response", "received"],
        Field(description="the day that its basis names: that of the letter, or that on which the request came"),
    ] = "response"

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> "InForce":
        if self.until is not None and self.until < self.since:
            raise ValueError(f"found 'to' {self.until} before 'from' {self.since}")
        return self

    def on(self, day: date) -> bool:
        """Whether the rule applies on that day."""
        return self.since <= day and (self.until is None or day <= self.until)


# The day by which a rule is in force: what a rule needs that needs it anyway, and how it is spoken of.
DAYS = {"response": ("letter_date", "the date of the letter"), "received": ("request_date", "the date of the request")}

Over = Literal["letter", "letters"]  # what a rule is put to: one letter, or several that are compared


class SmallLetter(Frozen):
    """A letter of an example: its facts, and for rules over several letters the sentences that carry them."""

    facts: tuple[Any, ...] = ()
    said: tuple[str, ...] = ()
    copy_state: Annotated[CopyState, Field(alias="copy")] = "complete"
    missing: Annotated[tuple[Section, ...], BeforeValidator(as_tuple)] = ()
    unread: Annotated[tuple[Section, ...], BeforeValidator(as_tuple)] = ()


class Example(SmallLetter):
    """A small letter, as facts, or several, on which a rule must come out in a known way."""

    name: Annotated[str, Field(min_length=3, description="finishes the sentence 'a letter that …'")]
    letters: Annotated[
        dict[str, SmallLetter], Field(default_factory=dict, description="file name to letter, for a rule over letters")
    ]
    severity: Annotated[Severity | None, Field(description="of a bad example, where it is not the rule's own")] = None


class Operation(NamedTuple):
    """A change to what a letter says, by which a rule lets one of its findings be mended."""

    does: Literal["insert", "replace", "delete"]
    kind: str  # of the fact that is put in, changed or taken out
    alias: str  # the fact that is changed or taken out; empty for one that is put in
    fields: Mapping[str, Reference | str | int | bool]  # of the fact put in, or those that change
    words: str  # our own sentence, with slots; empty: a printed value is exchanged, or words go
    after: tuple[str, ...]  # the facts behind whose sentences the words may go, before the ends of sections are tried
    at_end_of: tuple[str, ...]  # sections at whose end the words may go, the fittest first
    given: Mapping[tuple[str, str], Literals]  # what fields of matched facts must be for the operation to fit
    beside: Mapping[str, Mapping[str, Reference | str | int | bool]] = MappingProxyType({})  # what the words say too
    along: tuple[Pattern, ...] = ()  # facts that go too, where every value of the fields joined is the one that goes


class Definition(NamedTuple):
    """A derived fact that several rules use."""

    id: str
    title: str
    when: Group
    unless: tuple[Group, ...]
    look_in: tuple[str, ...]
    kind: str  # of the fact it concludes
    fields: Mapping[str, Reference | str | int]
    path: Path
    however_limited: bool = False  # whether it follows from an answer whatever the limits of that are


class Rule(NamedTuple):
    """One obligation of the law or of logic, checked and ready to run."""

    id: str
    title: str
    status: str
    severity: str
    lessened_to: str | None
    lessened_by: tuple[Group, ...]
    regime: str  # the one under which letters are checked by it, or 'any'
    in_force: InForce
    basis: tuple[Basis, ...]
    when: Group
    unless: tuple[Group, ...]
    require: tuple[Group, ...]
    forbid: tuple[Group, ...]
    needs: tuple[str, ...]
    look_in: tuple[str, ...]
    finding: str
    repair: str
    bad: tuple[Example, ...]
    good: tuple[Example, ...]
    undecided: tuple[Example, ...]
    false_positives: str
    may_be_copy: bool  # what it complains of may come of making a copy, such as a list or a link that a page has lost
    version: str  # the first eight digits of the file's sha256
    path: Path
    over: Over = "letter"
    repairs: tuple[Operation, ...] = ()
    no_repair: str = ""  # why no operation mends it, or none mends every case of it

    @property
    def group(self) -> str:
        """The letters before the hyphen: PIT of PIT-01."""
        return self.id.partition("-")[0]


class Ruleset(NamedTuple):
    """Every rule and definition of one folder, with the kinds they may speak of."""

    rules: tuple[Rule, ...]
    definitions: tuple[Definition, ...]
    kinds: Mapping[str, Mapping[str, FieldType]]
    digest: str  # sha256 over the files, in the order of their names

    def rule(self, rule_id: str) -> Rule:
        """The rule of that id.

        Raises:
            RuleError: for an id no rule has, with the nearest one.
        """
        for rule in self.rules:
            if rule.id == rule_id:
                return rule
        several = [rule.id for rule in self.rules if rule.id.startswith(rule_id)] if rule_id else []
        if several:
            raise RuleError("rules", f"no rule has the id '{rule_id}'; these begin so: {', '.join(several)}")
        hint = yamlfile.did_you_mean(rule_id, [rule.id for rule in self.rules])
        raise RuleError("rules", f"no rule has the id '{rule_id}'{hint}")


def in_words(value: str | int | bool) -> str:
    """A value as a reader says it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def slots_of(sentence: str) -> list[Slot]:
    """The places of a sentence that are filled from facts, in order."""
    return [Slot(match["alias"], match["field"], bool(match["every"])) for match in SLOT.finditer(sentence)]


SLOT = re.compile(r"\{(?P<every>all )?(?P<alias>[a-z]\w*)\.(?P<field>\w+)\}")
