"""Corrections in words, and what they moved."""

from collections.abc import Mapping
from typing import NamedTuple

from ncnd_rules.corrections import Add, Change, Correction, Remove, SaysNothing, Understood, changed_fact
from ncnd_rules.encoding import Encoding
from ncnd_rules.explain.change import difference
from ncnd_rules.explain.explanation import shortened
from ncnd_rules.facts import Fact
from ncnd_rules.report.fact_words import quoted, read_as
from ncnd_rules.verdicts import Finding, Verdicts

_LONGEST = 80  # characters of a quotation


class Told(NamedTuple):
    """One correction as a person reads it."""

    words: str  # of the letter; empty where it speaks of none
    was: str  # what they were read as
    now: str  # what they say


class Moved(NamedTuple):
    """What a correction did to the findings."""

    gone: tuple[Finding, ...]
    new: tuple[Finding, ...]

    @property
    def says(self) -> str:
        """``2 findings fewer, 1 more``."""
        fewer = f"{_findings(self.gone)} fewer" if self.gone else ""
        more = f"{len(self.new) if fewer else _findings(self.new)} more" if self.new else ""
        return ", ".join(filter(None, (fewer, more))) or "no finding changes"


def _findings(found: tuple[Finding, ...]) -> str:
    return f"{len(found)} finding{'s' if len(found) != 1 else ''}"


def moved(before: Verdicts, after: Verdicts) -> Moved:
    """The findings that are gone and new; one that says the same on other words is neither."""
    differences = difference(before, after)
    gone = [finding for one in differences for finding in one.gone]
    new = [finding for one in differences for finding in one.new]
    said_before, said_after = ({_said(finding) for finding in found} for found in (gone, new))
    return Moved(
        tuple(finding for finding in gone if _said(finding) not in said_after),
        tuple(finding for finding in new if _said(finding) not in said_before),
    )


def told(correction: Correction, read: Encoding) -> Told:
    """A correction in words.

    Args:
        read: what the program read.
    """
    facts = {fact.id: fact for fact in read.facts}
    if isinstance(correction, Add):
        return Told(quoted(correction.fact), "", read_as(correction.fact))
    if isinstance(correction, Change):
        return _changed(correction, facts)
    if isinstance(correction, Remove):
        fact = facts.get(correction.fact)
        return Told(quoted(fact) if fact else "", read_as(fact) if fact else correction.fact, "not said")
    if isinstance(correction, SaysNothing):
        return Told(f"“{shortened(correction.words.quote, _LONGEST)}”", "", "says nothing")
    return Told(_passage(correction, read), "not understood", "says nothing more")


def _changed(correction: Change, facts: Mapping[str, Fact]) -> Told:
    fact = facts.get(correction.fact)
    if fact is None:  # set by a person before, and changed by hand in the file
        return Told("", correction.fact, ", ".join(f"{name} {value}" for name, value in correction.to.items()))
    return Told(quoted(fact), read_as(fact), read_as(changed_fact(fact, correction.to)))


def _passage(correction: Understood, read: Encoding) -> str:
    words = (read.text or "")[correction.start or 0 : correction.stop or 0]
    return f"“{shortened(words, _LONGEST)}”" if words.strip() else correction.reason


def _said(finding: Finding) -> tuple[str, str, str]:
    return finding.rule, finding.outcome, finding.message
