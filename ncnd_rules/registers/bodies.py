"""Bodies, offices and laws that letters name: when they existed and how they are rightly called."""

import re
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from ncnd_rules.letter import Frozen
from ncnd_rules.registers.rows import Confidence, Names, RegisterFile, Row, Verified, in_words

Status = Literal["exists", "not_yet", "abolished", "grace", "unknown"]


class Vacancy(Frozen):
    """Days on which nobody held an office."""

    since: Annotated[date, Field(alias="from")]
    last: Annotated[date | None, Field(alias="to")] = None
    note: str = ""


class BodyRow(Row):
    """A body and the days of its existence, both inclusive."""

    group: Literal["oversight", "policing", "government", "regulator", "legislation"]
    names: Annotated[Names, Field(min_length=1)]  # right names, the full one first
    wrong_names: Names = ()
    successors: Names = ()
    from_confidence: Confidence | None = None  # of one date, where it is less than the row's
    to_confidence: Confidence | None = None
    regime: Literal["FOIA", "FOISA"] | None = None
    vacancies: tuple[Vacancy, ...] = ()

    def said(self) -> str:
        """The full name."""
        return self.names[0]


class SecurityBodyRow(Row):
    """A body listed in section 23(3)."""

    paragraph: str
    body: str | None = None  # its id among the bodies, where letters name it
    title: str | None = None


class _Settings(Verified):
    grace_days: Annotated[int, Field(ge=0)]


class Bodies:
    """The register of bodies. The days of grace after an end are a convention, not law."""

    def __init__(self, path: Path) -> None:
        file = RegisterFile(path, ("bodies", "security_bodies"), _Settings.model_fields)
        settings = file.settings(_Settings)
        self.verified_until = settings.verified_until
        self._grace = timedelta(days=settings.grace_days)
        self._rows = {row.id: row for row in file.rows("bodies", BodyRow)}
        self._listed = file.rows("security_bodies", SecurityBodyRow)
        for number, row in enumerate(self._rows.values()):
            for successor in row.successors:
                if successor not in self._rows:
                    raise file.fail(("bodies", number, "successors"), f"no body has the id '{successor}'")
        for number, listed in enumerate(self._listed):
            if listed.body is not None and listed.body not in self._rows:
                raise file.fail(("security_bodies", number, "body"), f"no body has the id '{listed.body}'")
        self._named: dict[str, tuple[BodyRow, str]] = {}
        for number, row in enumerate(self._rows.values()):
            for field, form, names in (("names", "right", row.names), ("wrong_names", "wrong", row.wrong_names)):
                for name in names:
                    other, _ = self._named.setdefault(_folded(name), (row, form))
                    if other is not row:
                        problem = f"found '{name}', a name of '{other.id}' too, expected a name of one body only"
                        raise file.fail(("bodies", number, field), problem)

    @property
    def rows(self) -> tuple[BodyRow, ...]:
        """Every body."""
        return tuple(self._rows.values())

    def get(self, body: str) -> BodyRow | None:
        """The body of that id."""
        return self._rows.get(body)

    def status(self, body: str, on: date) -> Status:
        """Whether a body existed on a day; ``grace`` for 92 days after it ended.

        ``unknown`` is a body that the register does not have, or of which it has neither date.
        """
        row = self._rows.get(body)
        if row is None or (row.since is None and row.last is None):
            return "unknown"
        if row.since is not None and on < row.since:
            return "not_yet"
        if row.last is not None and on > row.last:
            return "grace" if on <= row.last + self._grace else "abolished"
        return "exists"

    def ended(self, body: str, on: date) -> str:
        """What became of a body by a day, in words: its name, its end, and its successors."""
        row = self._rows[body]
        if row.last is None or on <= row.last:
            return row.names[0]
        successors = [self._rows[name].names[0] for name in row.successors]
        followed = f" (followed by {' and '.join(successors)})" if successors else ""
        return f"{row.names[0]} ended on {in_words(row.last)}{followed}"

    def named(self, text: str) -> tuple[BodyRow, str] | None:
        """The body a name belongs to, and whether the name is ``right`` or ``wrong``."""
        return self._named.get(_folded(text))

    def s23_listed(self, body: str, on: date) -> bool:
        """Whether a body is one of those listed in section 23(3) on a day."""
        return any(row.body == body and row.holds(on) for row in self._listed)


def _folded(name: str) -> str:
    plain = name.lower().replace("’", "'")
    return re.sub(r"\s+", " ", re.sub(r"^the ", "", plain)).strip()
