"""Procedure under the Act and the Code: time limits, and what a refusal notice has to say."""

from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from ncnd_rules.letter import as_tuple
from ncnd_rules.registers.rows import Key, RegisterFile, Row, Verified


class ProcedureRow(Row):
    """One rule of procedure, in force in a period."""

    key: str  # versions of one rule share it
    provision: Key
    binding: Literal["statute", "code", "guidance", "practice", "case law"]
    rule: str
    amount: Annotated[int, Field(ge=1)] | None = None
    unit: Literal["working days", "days", "weeks", "months", "hours"] | None = None

    def said(self) -> str:
        """The rule, with where it stands."""
        return f"{self.rule} ({self.binding}, section {self.provision})"


class SectionRow(Row):
    """A section of the Act outside Part II, with the subsections that it has or had."""

    section: Key
    subsections: Annotated[tuple[Key, ...], BeforeValidator(as_tuple)] = ()  # none: it is not divided

    def said(self) -> str:
        """The section with its subsections."""
        told = ", ".join(f"({one})" for one in self.subsections)
        return f"section {self.section}, subsections {told}" if told else f"section {self.section}, without subsections"


class NoticeRow(Row):
    """One thing that a notice has to contain, or need not."""

    basis: Key
    need: Literal["required", "good practice", "not required"]
    words: str
    excused_by: Key | None = None


class ContactRow(Row):
    """How the regulator is named or reached."""

    kind: Literal["name", "postal", "telephone", "email", "web"]
    value: str
    dates: Literal["exact", "approximate"] = "exact"
    doubtful_from: date | None = None

    def said(self) -> str:
        """The address itself."""
        return self.value


class Procedure:
    """The register of procedure. Source: FOIA 2000 ss.1, 8-17, 50; Code of Practice of 4 July 2018."""

    def __init__(self, path: Path) -> None:
        # A folder of rulesets from before there were sections is still read, to be held against a newer one.
        file = RegisterFile(path, ("rules", "notice"), Verified.model_fields, may_have=("sections",))
        self.verified_until = file.settings(Verified).verified_until
        self._rules: dict[str, tuple[ProcedureRow, ...]] = {}
        rows = list(enumerate(file.rows("rules", ProcedureRow)))
        for key in dict.fromkeys(row.key for _, row in rows):
            own = [(number, row) for number, row in rows if row.key == key]
            file.in_order("rules", own, f"the rule '{key}'")
            self._rules[key] = tuple(row for _, row in own)
        self.notice = file.rows("notice", NoticeRow)
        self.sections = frozenset(row.provision.partition("(")[0] for _, row in rows)
        self._subsections = {row.section: row.subsections for row in file.rows("sections", SectionRow)}

    def has(self, provision: str) -> bool:
        """Whether a provision may stand in a section that the register has; of its paragraphs nothing is known."""
        section, _, rest = provision.partition("(")
        if section not in self._subsections:
            return section in self.sections
        return not rest or rest.partition(")")[0] in self._subsections[section]

    def rule(self, key: str, on: date) -> ProcedureRow | None:
        """The version of a rule in force on a day."""
        return next((row for row in self._rules.get(key, ()) if row.holds(on)), None)

    def review_window(self, on: date) -> ProcedureRow | None:
        """The time the Code gives to ask for a review; none before 4 July 2018."""
        return self.rule("review_window", on)


class Contacts:
    """The register of the regulator's contact details."""

    def __init__(self, path: Path) -> None:
        file = RegisterFile(path, ("contacts",), Verified.model_fields)
        self.verified_until = file.settings(Verified).verified_until
        self.rows = file.rows("contacts", ContactRow)

    def row(self, kind: str, value: str) -> ContactRow | None:
        """The row of an address as a letter prints it: numbers by their digits, sites by their host."""
        told = _plain(kind, value)
        return next((row for row in self.rows if row.kind == kind and _plain(kind, row.value) == told), None)


def _plain(kind: str, value: str) -> str:
    if kind == "telephone":
        return "".join(letter for letter in value if letter.isdigit())
    if kind == "web":
        host = value.lower().strip("<>").partition("://")[2] or value.lower()
        return host.partition("/")[0].removeprefix("www.")
    return value.lower()
