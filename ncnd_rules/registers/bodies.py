"""Bodies, offices and laws that letters name: when they existed and how they are rightly called."""

import re
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from ncnd_rules.letter import Frozen
from ncnd_rules.registers.rows import Confidence, Names, RegisterFile, Row, Verified, day_in_words

Status = Literal["exists", "not_yet", "soon", "abolished", "grace", "unknown"]


class Vacancy(Frozen):
    """Days on which nobody held an office."""

    since: Annotated[date, Field(alias="from")]
    last: Annotated[date | None, Field(alias="to")] = None
    note: str = ""

    def holds(self, on: date) -> bool:
        """Whether the office was vacant on a day, the first and the last included."""
        return self.since <= on and (self.last is None or on <= self.last)


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
    offices: Names = ()  # of its holder, not themselves listed: whether information of theirs is covered is arguable


class AuthorityRow(Row):
    """Authorities that answer under one Act."""

    act: Literal["foia", "foisa"]
    title: str
    provision: str
    names: Annotated[Names, Field(min_length=1)]

    def said(self) -> str:
        """The authorities and what makes the Act theirs."""
        return f"{self.title}: {self.provision}"


class RoyalStyleRow(Row):
    """How services of the monarch are named in a reign."""

    style: Literal["her", "his"]
    words: str

    def said(self) -> str:
        """The style."""
        return self.words


class _Settings(Verified):
    grace_days: Annotated[int, Field(ge=0)]


class Bodies:
    """The register of bodies. The days of grace after an end are a convention, not law."""

    def __init__(self, path: Path) -> None:
        file = RegisterFile(path, ("bodies", "security_bodies", "authorities", "royal_styles"), _Settings.model_fields)
        settings = file.settings(_Settings)
        self.verified_until = settings.verified_until
        self._grace = timedelta(days=settings.grace_days)
        self._rows = {row.id: row for row in file.rows("bodies", BodyRow)}
        self._listed = file.rows("security_bodies", SecurityBodyRow)
        self._authorities = [
            (row, frozenset(map(_folded, row.names))) for row in file.rows("authorities", AuthorityRow)
        ]
        self._styles = file.rows("royal_styles", RoyalStyleRow)
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

    @property
    def authorities(self) -> tuple[AuthorityRow, ...]:
        """The authorities of which it is known whose Act is theirs."""
        return tuple(row for row, _ in self._authorities)

    def get(self, body: str) -> BodyRow | None:
        """The body of that id."""
        return self._rows.get(body)

    def status(self, body: str, on: date) -> Status:
        """Whether a body existed on a day; ``grace`` for 92 days after it ended, ``soon`` for as many before it began.

        ``unknown`` is a body that the register does not have, or of which it has neither date.
        """
        row = self._rows.get(body)
        if row is None or (row.since is None and row.last is None):
            return "unknown"
        if row.since is not None and on < row.since:
            return "soon" if on >= row.since - self._grace else "not_yet"
        if row.last is not None and on > row.last:
            return "grace" if on <= row.last + self._grace else "abolished"
        return "exists"

    def fate(self, body: str, on: date) -> str:
        """What is to be said of a body on a day: its name; its beginning, if still to come; its end and successors."""
        row = self._rows[body]
        if row.since is not None and on < row.since:
            return f"{row.names[0]} began on {day_in_words(row.since)}"
        if row.last is None or on <= row.last:
            return row.names[0]
        successors = [self._rows[name].names[0] for name in row.successors]
        followed = f" (followed by {' and '.join(successors)})" if successors else ""
        return f"{row.names[0]} ended on {day_in_words(row.last)}{followed}"

    def vacancy(self, body: str, on: date) -> Vacancy | None:
        """The vacancy of an office on a day; none where somebody held it, or where that is not recorded."""
        row = self._rows.get(body)
        return next((one for one in row.vacancies if one.holds(on)), None) if row else None

    def named(self, text: str) -> tuple[BodyRow, str] | None:
        """The body a name belongs to, and whether the name is ``right`` or ``wrong``."""
        return self._named.get(_folded(text))

    def authority(self, name: str, on: date) -> AuthorityRow | None:
        """Those of whom an authority is one, by its name; none where nothing is recorded of it on that day."""
        folded = _folded(name)
        return next((row for row, names in self._authorities if folded in names and row.holds(on)), None)

    def acts(self, name: str) -> set[str]:
        """The Acts under which an authority answers, or has answered on some day, by its name."""
        folded = _folded(name)
        return {row.act for row, names in self._authorities if folded in names}

    def royal_style(self, on: date) -> RoyalStyleRow:
        """The style of the reign on a day; on the day of a change, the new one."""
        return max((row for row in self._styles if row.holds(on)), key=lambda row: row.since or on)

    def royal_style_fits(self, style: str, on: date) -> bool:
        """Whether a style is right on a day, or was less than 92 days before."""
        return any(row.style == style and (row.holds(on) or row.holds(on - self._grace)) for row in self._styles)

    def s23_arguable(self, body: str, on: date) -> bool:
        """Whether a body is the office of one that is listed on a day."""
        return any(body in row.offices and row.holds(on) for row in self._listed)

    def s23_row(self, body: str, on: date) -> SecurityBodyRow | None:
        """The paragraph of section 23(3) in which a body is listed on a day; none where it is not."""
        return next((row for row in self._listed if row.body == body and row.holds(on)), None)


def _folded(name: str) -> str:
    plain = name.lower().replace("’", "'")
    return re.sub(r"\s+", " ", re.sub(r"^the ", "", plain)).strip()
