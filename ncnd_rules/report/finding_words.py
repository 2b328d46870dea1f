"""The parts of a finding in words, the same in every format that people read."""

from collections.abc import Iterator

from ncnd_rules.explain.explanation import conditions, spoken
from ncnd_rules.registers import without_sources
from ncnd_rules.report.checked import Checked
from ncnd_rules.report.told import rests_on_person
from ncnd_rules.rules import Basis
from ncnd_rules.verdicts import Absence, Concluded, Finding

LOST = "this copy of the letter lacks a part of it; the authority's own may have it"


def weight_of(finding: Finding) -> str:
    """How much a finding weighs: its severity, or that it is undecided."""
    return "undecided" if finding.outcome == "undecided" else finding.severity


def law(basis: Basis) -> str:
    """``FOIA 2000 s.17(1) (a notice is given)``."""
    return f"{basis.cite}{' (' + basis.says + ')' if basis.says else ''}"


def laws(finding: Finding) -> str:
    """The law and guidance that a finding rests on."""
    return "; ".join(map(law, finding.basis))


def absent(absence: Absence, verdicts: Concluded) -> str:
    """``no balance (section 31); searched in balance``."""
    told = []
    for field, value in absence.conditions:
        if field == "part":  # the finding says which part; its id says nothing to a reader
            continue
        question = verdicts.facts.get(value) if field == "question" else None
        told.append((field, str(question.fields.get("label", value)) if question else value))
    where = f"; searched in {', '.join(spoken(name) for name in absence.searched)}" if absence.searched else ""
    return f"no {spoken(absence.kind)}{conditions(told)}{where}"


def not_found(finding: Finding, verdicts: Concluded) -> Iterator[str]:
    """What a rule requires and the letter does not have, each thing once."""
    required = (absent(absence, verdicts) for absence in finding.not_found if absence.role == "required")
    return iter(dict.fromkeys(required))


def notes_of(finding: Finding, checked: Checked) -> Iterator[tuple[str, str]]:
    """What stands below a finding's sentence and words: a name and a text each."""
    yield "basis", laws(finding)
    yield from (("register", source) for source in dict.fromkeys(map(without_sources, finding.sources)))
    yield from (("not found", told) for told in not_found(finding, checked.verdicts))
    if own := rests_on_person(finding, checked):
        yield "set by a person", ", ".join(own)
    if finding.attribution == "copy":
        yield "copy", LOST
    if finding.outcome != "undecided":
        yield "repair", finding.repair
