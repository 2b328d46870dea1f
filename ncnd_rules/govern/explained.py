"""What those who govern rules have looked at and let stand, each with the reason."""

from pathlib import Path
from typing import Annotated

from pydantic import Field, model_validator

from ncnd_rules import yamlfile
from ncnd_rules.errors import RuleError
from ncnd_rules.letter import Frozen

EXPLAINED = "explained.yaml"


class Explanation(Frozen):
    """Why a mutant, or a rule that says nothing of its own, is no mistake."""

    owner: Annotated[str, Field(description="the id of the rule or definition")]
    mutant: Annotated[str | None, Field(description="one that no letter can tell, as `ncnd rules mutate` names it")] = (
        None
    )
    subsumed_by: Annotated[str | None, Field(description="the rule that says as much, as `lint` names it")] = None
    why: Annotated[str, Field(min_length=15, description="the reason to let it stand")]

    @model_validator(mode="after")
    def _explains_one_thing(self) -> "Explanation":
        if (self.mutant is None) == (self.subsumed_by is None):
            raise ValueError("expected one of 'mutant' and 'subsumed_by'")
        return self

    @property
    def about(self) -> str:
        """What is explained: ``NOT-08 subsumed by NOT-02``."""
        return f"{self.owner} {self.mutant or f'subsumed by {self.subsumed_by}'}"


def load_explanations(root: Path) -> tuple[Explanation, ...]:
    """The explanations of a folder of rulesets; none where it has no such file.

    Raises:
        RuleError: where the file is malformed or explains a thing twice.
    """
    path = root / EXPLAINED
    if not path.is_file():
        return ()
    raw = yamlfile.load(path, RuleError)
    if not isinstance(raw, list):
        raise RuleError(path, "expected a list, each row with 'owner', 'mutant' or 'subsumed_by', and 'why'")
    found: dict[str, Explanation] = {}
    for number, item in enumerate(raw):
        row = yamlfile.validated(Explanation, item, path, (number,), RuleError)
        if found.setdefault(row.about, row) is not row:
            raise RuleError(path, f"'{row.about}' is explained twice", yamlfile.where(path, (number,)))
    return tuple(found.values())
