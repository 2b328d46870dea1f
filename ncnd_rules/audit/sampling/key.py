"""The key to a sheet: what the program said of each row, and how many pairs each row stands for.

It is a file of its own, so that whoever codes the sheet does not know what the program said. The weight of a row
would tell, too: findings are few, so each of them stands for few.
"""

import json
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, model_validator

from ncnd_rules import yamlfile
from ncnd_rules.audit.sampling.drawing import Stratum
from ncnd_rules.letter import Frozen
from ncnd_rules.verdicts import Outcome

VERSION: Literal[1] = 1  # of the key's shape


class Drawn(Frozen):
    """One row: a letter, a rule, and how the rule came out."""

    id: Annotated[str, Field(pattern=r"^[0-9a-f]{12}$", description="of the row, the same in the sheet")]
    letter: Annotated[str, Field(description="sha256 of its bytes")]
    rule: Annotated[str, Field(pattern=r"^[A-Z]{3,4}-\d\d$")]
    outcome: Outcome
    weight: Annotated[float, Field(ge=1, description="how many pairs of its stratum it stands for")]
    said: Annotated[tuple[str, ...], Field(description="what the program told of it")] = ()

    @property
    def stratum(self) -> Stratum:
        """The pairs that it was drawn from."""
        return Stratum(self.outcome, self.rule.partition("-")[0])


class Size(Frozen):
    """How many pairs of letter and rule one stratum holds."""

    outcome: Outcome
    group: str
    pairs: Annotated[int, Field(ge=1)]
    drawn: Annotated[int, Field(ge=0)]


class Key(Frozen):
    """What a sheet was drawn from, and how."""

    version: Literal[1] = VERSION
    seed: int
    letters: Annotated[int, Field(description="of the audit, that were checked")]
    ruleset: Annotated[str, Field(description="sha256 of the rules")]
    registers: Annotated[str, Field(description="sha256 of the registers")]
    strata: tuple[Size, ...]
    rows: tuple[Drawn, ...]

    @model_validator(mode="after")
    def _rows_belong_to_strata(self) -> "Key":
        known = {Stratum(size.outcome, size.group) for size in self.strata}
        strange = next((row for row in self.rows if row.stratum not in known), None)
        if strange is not None:
            raise ValueError(f"found the row {strange.id} of {strange.rule}, {strange.outcome}, in no stratum")
        return self


def key_as_json(key: Key) -> str:
    """The key as a file."""
    return json.dumps(key.model_dump(mode="json"), ensure_ascii=False, indent=1)


def load_key(path: Path) -> Key:
    """The key that a file holds.

    Raises:
        InputError: naming file, line, what was found and what was expected.
    """
    return yamlfile.validated(Key, yamlfile.load(path), path)


def key_beside(sheet: Path) -> Path:
    """Where the key to a sheet stands: ``sheet.key.json`` beside ``sheet.csv``."""
    return sheet.with_name(f"{sheet.stem}.key.json")
