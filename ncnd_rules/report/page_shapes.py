"""What a page shows of a letter: the shapes that templates put out."""

from collections.abc import Mapping
from typing import NamedTuple

from ncnd_rules.explain.repair import Change
from ncnd_rules.report.checked import Checked
from ncnd_rules.rules import Basis
from ncnd_rules.verdicts import Finding

SEVERITIES = {"error": "Error", "warning": "Warning", "info": "Info", "undecided": "Undecided"}  # gravest first


class Words(NamedTuple):
    """Words of the letter that a finding or a passage rests on."""

    quote: str
    place: str  # the id of their first piece in the letter; empty where that is not shown
    where: str  # page or paragraph of the file


class Link(NamedTuple):
    """Something that can be done with a finding."""

    name: str
    address: str
    is_beside: bool = False  # whether it opens beside the letter, where scripts run


class Shown(NamedTuple):
    """A finding as the page tells it."""

    id: str
    number: int
    severity: str  # a key of `SEVERITIES`
    finding: Finding
    words: tuple[Words, ...]
    basis: tuple[Basis, ...]
    registers: tuple[str, ...]
    not_found: tuple[str, ...]
    picture: str = ""  # SVG
    repairs: tuple[tuple[Change, ...], ...] = ()  # each of them would do on its own
    by_person: tuple[str, ...] = ()  # ids of the facts it rests on that a person set
    citation: str = ""  # how the finding is cited
    links: tuple[Link, ...] = ()  # what else can be done with it
    group: str = ""  # of rules, where the page can be filtered by it
    parts: tuple[str, ...] = ()  # of the letter, likewise
    is_aside: bool = False  # whether it is left out as the page is filtered

    @property
    def name(self) -> str:
        """What a screen reader calls it."""
        return f"Finding {self.number}, {SEVERITIES[self.severity].lower()}, {self.finding.rule}"


class Passage(NamedTuple):
    """A passage that was not understood."""

    id: str
    number: int
    words: Words
    section: str
    reason: str
    may_hold: str


class Marked(NamedTuple):
    """Words of the letter with everything that rests on them."""

    id: str
    words: str
    severity: str  # the gravest; empty where nothing rests on them
    target: str  # the id of the gravest
    owners: tuple[str, ...]  # the ids of all
    ends: tuple[Shown | Passage, ...]  # whose words end here, to be numbered


class Printed(NamedTuple):
    """A paragraph of the letter with its marks."""

    kind: str
    bold: bool
    pieces: tuple[Marked, ...]


class RuleLine(NamedTuple):
    """A rule in the table of outcomes."""

    rule: str
    title: str
    why: str
    findings: tuple[Shown, ...]


class LetterPage(NamedTuple):
    """One letter as the page tells it."""

    id: str
    checked: Checked
    heading: str
    about: tuple[str, ...]
    findings: tuple[Shown, ...]
    counts: Mapping[str, int]  # by severity, all of `SEVERITIES` named
    paragraphs: tuple[Printed, ...]  # none where the letter's words were not at hand
    notes: tuple[str, ...]
    outcomes: tuple[tuple[str, str, tuple[RuleLine, ...]], ...]  # key, heading and rules
    unread: tuple[Passage, ...]
    sheet: str  # the address of the caseworker sheet; empty where there is none
