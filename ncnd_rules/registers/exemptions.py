"""Exemptions of the Freedom of Information Act 2000, limb by limb."""

from datetime import date
from pathlib import Path
from typing import Annotated, Literal, TypeVar

from pydantic import BeforeValidator, Field, Strict

from ncnd_rules.letter import Frozen, as_tuple
from ncnd_rules.registers.rows import Key, RegisterFile, Row, Verified

Nature = Literal["absolute", "qualified", "mixed", "contested", "none"]
Standing = Literal["exempts", "repealed", "not_yet", "other", "none"]
BasedOn = Literal["class", "prejudice", "endangerment", "necessity", "opinion", "cost", "mixed", "other"]


class NatureCase(Frozen):
    """A case in which an exemption is of another nature than usual."""

    when: str
    nature: Nature


class SectionRow(Row):
    """A section of the Act, taken as a whole."""

    section: Key
    title: str
    part: Literal["I", "II"]
    nature: Nature  # absolute or qualified, section 2(3); none for sections 12 and 14
    based_on: BasedOn
    has_ncnd_limb: Annotated[bool, Strict()]
    other_subsections: Annotated[tuple[Key, ...], BeforeValidator(as_tuple)] = ()  # exist, and are no limb
    cases: tuple[NatureCase, ...] = ()
    open_to_police: Annotated[bool, Strict()] = True

    def said(self) -> str:
        """The section with its nature."""
        return f"section {self.section}, {self.title}: {self.nature}, based on {self.based_on}"


class LimbRow(Row):
    """The smallest part of an exemption that a letter cites, and which duty it answers."""

    provision: Key
    section: Key
    purpose: Literal["disclosure", "ncnd"]
    nature: Nature
    based_on: BasedOn
    title: str
    words: str
    paragraphs: Annotated[dict[Key, str], Field(default_factory=dict)]
    cases: tuple[NatureCase, ...] = ()

    def said(self) -> str:
        """The limb with its duty and nature."""
        duty = "confirming or denying" if self.purpose == "ncnd" else "disclosure"
        return f"section {self.provision} answers the duty of {duty}: {self.nature}, based on {self.based_on}"


_Versioned = TypeVar("_Versioned", SectionRow, LimbRow)


class Exemptions:
    """Every exemption of Part II, and sections 12 and 14. Source: FOIA 2000 ss.2(3), 12, 14, 21-44."""

    def __init__(self, path: Path) -> None:
        file = RegisterFile(path, ("sections", "limbs"), Verified.model_fields)
        self.verified_until = file.settings(Verified).verified_until
        self._sections = _by_name(file, "sections", file.rows("sections", SectionRow), "section")
        limbs = file.rows("limbs", LimbRow)
        self._limbs = _by_name(file, "limbs", limbs, "provision")
        self._silent: dict[str, list[LimbRow]] = {}  # a section to its limbs for silence, in the order of the file
        for number, limb in enumerate(limbs):
            if limb.section not in self._sections:
                raise file.fail(("limbs", number, "section"), f"section '{limb.section}' is not among 'sections'")
        for limb in self.limb_rows:
            if limb.purpose == "ncnd":
                self._silent.setdefault(limb.section, []).append(limb)

    @property
    def section_rows(self) -> tuple[SectionRow, ...]:
        """Every version of every section, in the order of the file."""
        return tuple(row for versions in self._sections.values() for row in versions)

    @property
    def limb_rows(self) -> tuple[LimbRow, ...]:
        """Every version of every limb, in the order of the file."""
        return tuple(row for versions in self._limbs.values() for row in versions)

    def section(self, section: str, on: date | None = None) -> SectionRow | None:
        """The section as it stood on a day; without a day, as it stands."""
        return _on(self._sections.get(section, ()), on)

    def is_absolute(self, section: str) -> bool:
        """Whether a section, as it stands, is absolute as a whole; one that is not in the register is not."""
        row = self.section(section)
        return row is not None and row.nature == "absolute"

    def is_weighed(self, section: str) -> bool:
        """Whether the public interest is weighed for any of a section, as it stands; one not in the register is not."""
        row = self.section(section)
        return row is not None and row.nature != "absolute"

    def limb(self, provision: str, on: date | None) -> LimbRow | None:
        """The limb a citation falls under: 31(1) for 31(1)(a); without a day, as it stands.

        A limb repealed or not yet made on that day is still found where no other version is: that a
        letter cites it too late or too early is for rules to say.
        """
        while "(" in provision:
            if provision in self._limbs:
                return _on(self._limbs[provision], on)
            provision = provision[: provision.rindex("(")]
        return None

    def excludes_duty(self, provision: str) -> bool:
        """Whether a provision falls under a limb that, as it stands, excludes the duty to confirm or deny."""
        limb = self.limb(provision, None)
        return limb is not None and limb.purpose == "ncnd"

    def ncnd_limbs(self, section: str, on: date | None = None) -> tuple[LimbRow, ...]:
        """The limbs of a section that answer the duty to confirm or deny, in force on a day; without a day, now."""
        return tuple(row for row in self._silent.get(section, ()) if row.holds(on))

    def exists(self, provision: str, on: date | None = None) -> bool:
        """Whether a provision is a section with an exemption, a limb of it, or another subsection of it.

        A paragraph stands where its subsection does; without a day, what was repealed stands no more.
        """
        section = self.section(provision.partition("(")[0], on)
        if section is None or not section.holds(on):
            return False
        limb = self.limb(provision, on)
        if "(" not in provision or (limb is not None and limb.holds(on)):
            return True
        return provision.partition("(")[2].partition(")")[0] in section.other_subsections

    def standing(self, provision: str, on: date | None = None) -> Standing | None:
        """What a subsection is on a day: a limb in force, no longer or not yet; another subsection; or none there is.

        None where the section is in no register, or no numbered subsection is named: 'section 31(a)' leaves one out
        and names none. Without a day a repealed limb is one still, since it may be the right one.
        """
        row = self.section(provision.partition("(")[0], on)
        subsection = provision.partition("(")[2].partition(")")[0]
        if row is None or not subsection[:1].isdigit():
            return None
        limb = self.limb(provision, on)
        if limb is None:
            return "other" if subsection in row.other_subsections else "none"
        if on is None or limb.holds(on):
            return "exempts"
        return "not_yet" if limb.since and on < limb.since else "repealed"


def _by_name(
    file: RegisterFile, name: str, rows: tuple[_Versioned, ...], key: str
) -> dict[str, tuple[_Versioned, ...]]:
    versions: dict[str, list[tuple[int, _Versioned]]] = {}
    for number, row in enumerate(rows):
        versions.setdefault(getattr(row, key), []).append((number, row))
    for provision, own in versions.items():
        file.in_order(name, own, f"section {provision}")
    return {provision: tuple(row for _, row in own) for provision, own in versions.items()}


def _on(versions: tuple[_Versioned, ...], on: date | None) -> _Versioned | None:
    if not versions:
        return None
    if on is None:
        return versions[-1]
    begun = [row for row in versions if row.since is None or row.since <= on]
    return begun[-1] if begun else versions[0]
