"""What a rule file, and one of a definition, must hold, whatever the words in it mean."""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, Strict, model_validator

from ncnd_rules.letter import Frozen, Section, as_tuple
from ncnd_rules.rule_files.repairs import OperationYaml
from ncnd_rules.rules import Basis, Example, InForce, Over, Severity

Need = Literal["letter_date", "request_date", "threat_levels", "bank_holidays"]


class LessenedYaml(Frozen):
    """To which severity a finding is lessened, and by what."""

    to: Severity
    by: Annotated[tuple[Any, ...], BeforeValidator(as_tuple), Field(min_length=1)]


class RuleYaml(Frozen):
    """A rule as its file writes it."""

    id: Annotated[str, Field(pattern=r"^[A-Z]{3,4}-\d\d$")]
    title: Annotated[str, Field(min_length=8)]
    over: Over = "letter"
    status: Literal["draft", "stable", "deprecated"]
    severity: Severity
    lessened: LessenedYaml | None = None
    regime: Literal["foia", "eir", "foisa", "dpa", "any"] = "foia"
    in_force: InForce
    basis: Annotated[tuple[Basis, ...], Field(min_length=1)]
    when: Annotated[tuple[Any, ...], Field(min_length=1)]
    unless: tuple[Any, ...] = ()
    require: tuple[Any, ...] = ()
    forbid: tuple[Any, ...] = ()
    needs: tuple[Need, ...] = ()
    look_in: tuple[Section, ...] = ()
    finding: Annotated[str, Field(min_length=20)]
    repair: Annotated[str, Field(min_length=10)]
    bad: Annotated[tuple[Example, ...], Field(min_length=1)]
    good: Annotated[tuple[Example, ...], Field(min_length=1)]
    undecided: tuple[Example, ...] = ()
    false_positives: Annotated[str, Field(min_length=4)]
    may_be_copy: Annotated[bool, Strict()] = False
    repairs: tuple[OperationYaml, ...] = ()
    no_repair: str = ""

    @model_validator(mode="after")
    def _obliges_something(self) -> "RuleYaml":
        if bool(self.require) == bool(self.forbid):
            found = "both 'require' and 'forbid'" if self.require else "neither 'require' nor 'forbid'"
            raise ValueError(f"found {found}, expected one of them")
        return self

    @model_validator(mode="after")
    def _brings_letters_of_its_own_kind(self) -> "RuleYaml":
        for example in (*self.bad, *self.good, *self.undecided):
            if self.over == "letters" and (len(example.letters) < 2 or example.facts):
                raise ValueError(f"the example '{example.name}' brings one letter, expected two or more in 'letters'")
            if self.over == "letter" and (example.letters or "facts" not in example.model_fields_set):
                raise ValueError(f"the example '{example.name}' has no 'facts' of one letter, as expected")
        return self

    @model_validator(mode="after")
    def _holds_whatever_the_dates(self) -> "RuleYaml":
        always = self.in_force.since.year <= 2005 and self.in_force.until is None
        if self.over == "letters" and (self.needs or not always):
            raise ValueError("a rule over letters has no one date: expected no 'needs', and in force from 2005 on")
        return self


class DefinitionYaml(Frozen):
    """A definition as its file writes it."""

    id: Annotated[str, Field(pattern=r"^[a-z][a-z_]+$")]
    title: Annotated[str, Field(min_length=8)]
    when: Annotated[tuple[Any, ...], Field(min_length=1)]
    unless: tuple[Any, ...] = ()
    look_in: tuple[Section, ...] = ()
    conclude: dict[str, dict[str, Any]]
    however_limited: Annotated[
        bool, Field(description="true where it follows from an answer, or not, whatever the limits of that are")
    ] = False
