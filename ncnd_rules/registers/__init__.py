"""Dated facts of law and world, each with its sources: levels, exemptions, bodies, procedure, calendar."""

import hashlib
import os
from datetime import date, datetime
from functools import cache, cached_property
from pathlib import Path

from ncnd_rules.errors import RegisterError, unfit
from ncnd_rules.registers.bodies import Bodies
from ncnd_rules.registers.calendar import Calendar
from ncnd_rules.registers.exemptions import Exemptions
from ncnd_rules.registers.procedure import Contacts, Procedure
from ncnd_rules.registers.rows import OutsideRegisterError, day_in_words, without_sources
from ncnd_rules.registers.threat import ThreatLevels
from ncnd_rules.shipped import rulesets_dir, shown
from ncnd_rules.textfile import check_within

__all__ = [
    "OutsideRegisterError",
    "Registers",
    "day_in_words",
    "deadline",
    "load_registers",
    "registers_dir",
    "without_sources",
    "working_days",
]

_FILES = ("bank_holidays", "bodies", "contacts", "exemptions", "procedure", "threat_levels")


class Registers:
    """All registers of one folder, read and checked.

    Raises:
        RegisterError: for the first thing wrong in any of them, naming file, line and place.
    """

    def __init__(self, root: Path) -> None:
        for name in _FILES:
            if not (root / f"{name}.yaml").is_file():
                raise RegisterError(shown(root / f"{name}.yaml"), "no such file, expected a register")
            check_within(root / f"{name}.yaml", root.parent, RegisterError)
        self._root = root
        self.threat = ThreatLevels(root / "threat_levels.yaml")
        self.exemptions = Exemptions(root / "exemptions.yaml")
        self.bodies = Bodies(root / "bodies.yaml")
        self.procedure = Procedure(root / "procedure.yaml")
        self.contacts = Contacts(root / "contacts.yaml")
        self.calendar = Calendar(root / "bank_holidays.yaml")

    @property
    def files(self) -> tuple[Path, ...]:
        """The register files, in the order of their names."""
        return tuple(self._root / f"{name}.yaml" for name in _FILES)

    @cached_property
    def digest(self) -> str:
        """sha256 over the register files, in the order of their names."""
        digest = hashlib.sha256()
        for path in self.files:
            digest.update(path.stem.encode() + b"\0" + path.read_bytes() + b"\0")
        return digest.hexdigest()

    def knows(self, provision: str) -> bool:
        """Whether a section of the Act stands in any register, and has the subsection that is named, now or once."""
        if self.exemptions.section(provision.partition("(")[0]) is not None:
            return self.exemptions.standing(provision) != "none"
        return self.procedure.has(provision)


def registers_dir(root: Path | None) -> Path:
    """The registers that belong to a folder of rulesets: its own, or the shipped ones where it has none."""
    own = root / "registers" if root else None
    return own if own is not None and own.is_dir() else rulesets_dir() / "registers"


def load_registers(root: str | os.PathLike[str] | None = None) -> Registers:
    """The registers of a folder, the shipped ones by default; read once.

    >>> load_registers().threat.levels
    ('low', 'moderate', 'substantial', 'severe', 'critical')

    Raises:
        RegisterError: as for `Registers`.
    """
    return _registers_of(Path(root) if root is not None else registers_dir(None))


@cache
def _registers_of(root: Path) -> Registers:
    # Apart from the default, which a cache would keep apart from the folder it stands for.
    return Registers(root)


def working_days(received: date, sent: date) -> int:
    """`Calendar.working_days` by the shipped calendar. Source: FOIA 2000 s.10(1), (6).

    >>> working_days(date(2025, 2, 24), date(2025, 3, 18))
    15
    """
    _check_days(received=received, sent=sent)
    return load_registers().calendar.working_days(received, sent)


def deadline(received: date, *, clarified: date | None = None, extended_to: date | None = None, days: int = 20) -> date:
    """`Calendar.deadline` by the shipped calendar. Source: FOIA 2000 s.10(1), (3), (6).

    >>> deadline(date(2025, 4, 14))  # Good Friday, Easter Monday and the holiday of May do not count
    datetime.date(2025, 5, 15)
    """
    _check_days(received=received, clarified=clarified or received, extended_to=extended_to or received)
    return load_registers().calendar.deadline(received, clarified=clarified, extended_to=extended_to, days=days)


def _check_days(**days: object) -> None:
    for name, on in days.items():
        if not isinstance(on, date) or isinstance(on, datetime):  # a time of day compares with no date
            raise unfit(name, on, "a day, such as datetime.date(2025, 4, 14)")
