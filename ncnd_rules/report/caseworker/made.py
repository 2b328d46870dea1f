"""The caseworker sheet of one letter."""

import sys
from collections.abc import Iterator

from ncnd_rules.facts import Fact
from ncnd_rules.registers import Registers, day_in_words
from ncnd_rules.report.caseworker.answers import answers, asked
from ncnd_rules.report.caseworker.asked import questions, to_look_at
from ncnd_rules.report.caseworker.chronology import chronology, letter_day
from ncnd_rules.report.caseworker.notice import notice
from ncnd_rules.report.caseworker.rights import rights
from ncnd_rules.report.caseworker.tables import Quoting, Sheet, Table
from ncnd_rules.report.caseworker.threat import threat_levels
from ncnd_rules.report.caseworker.weighing import weighings
from ncnd_rules.report.checked import Checked
from ncnd_rules.report.told import by_person

_COPIES = {
    "complete": "complete",
    "extract": "an extract: parts of the letter are lost, or may be",
    "unknown": "it is not known whether it is complete",
}


def sheet_of(checked: Checked, registers: Registers) -> Sheet:
    """What a caseworker needs to know of a letter, each statement with the words that it rests on."""
    encoding = checked.encoding._replace(facts=tuple(sorted(checked.encoding.facts, key=_place)))
    checked = checked._replace(encoding=encoding)
    tables = tuple(table for table in _tables(checked, registers) if table is not None)
    verdicts = checked.verdicts
    closing = (
        "This sheet names inconsistencies, not wrongdoing, and is no legal advice. "
        f"Evaluated by {verdicts.evaluator}; rules {verdicts.ruleset[:8]}, registers {verdicts.registers[:8]}."
    )
    return Sheet("Caseworker sheet", tuple(_about(checked)), tables, closing)


def _place(fact: Fact) -> tuple[int, str, str]:
    """Facts as the letter runs, whatever the order in which they were written down; those without words last."""
    return sys.maxsize if fact.start is None else fact.start, fact.kind, fact.id


def _about(checked: Checked) -> Iterator[tuple[str, str]]:
    verdicts, day = checked.verdicts, letter_day(checked.encoding)
    violated = sum(finding.outcome == "violated" for finding in verdicts.findings)
    told = {
        "Letter": checked.source,
        "Authority": verdicts.authority or "not read",
        "Reference": verdicts.reference or "not read",
        "Date": day_in_words(day) if day else "not read",
        "Copy": _COPIES[verdicts.letter.copy_state],
        "SHA-256": verdicts.letter.sha256 or "not known",
        "Findings": f"{violated} violated, {len(verdicts.findings) - violated} undecided",
    }
    if known := len(checked.set_aside.suppressed):
        told["Findings"] += f"; {known} set aside as known"
    if own := " ".join(by_person(checked)):
        told["Set by a person"] = own
    yield from told.items()


def _tables(checked: Checked, registers: Registers) -> Iterator[Table | None]:
    quoting = Quoting(checked)
    yield to_look_at(checked, quoting)
    yield chronology(quoting, registers)
    yield asked(quoting)
    yield answers(quoting)
    yield notice(quoting, registers)
    yield from weighings(quoting, registers)
    yield threat_levels(quoting, registers)
    yield rights(quoting, registers)
    yield questions(checked)
