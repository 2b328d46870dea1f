"""The log: which tool and rules ran, on which letters, with which results, and what could not be read."""

import json
from collections.abc import Iterator

from ncnd_rules import __version__
from ncnd_rules.explain.explanation import spoken
from ncnd_rules.letter import visible
from ncnd_rules.report.checked import Checked
from ncnd_rules.report.finding_words import law
from ncnd_rules.report.marked import plain
from ncnd_rules.report.rule_words import asked_by
from ncnd_rules.report.run import Run
from ncnd_rules.report.sarif.places import Json, Places, artifact_of, uri_of
from ncnd_rules.report.sarif.results import LEVELS, results_of
from ncnd_rules.rules import SLOT, Rule

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_NOTIFICATIONS = {
    "unreadable": "A file could not be used",
    "unread": "A passage was not understood",
    "noticed": "Something was noticed about a file",
    "not-applied": "A rule says nothing of a letter",
    "baseline": "An entry of the baseline no longer fits",
}


def as_sarif(run: Run, *, passed: bool = False) -> str:
    """One run over all letters, indented; equal input gives equal bytes, so no times are told.

    Args:
        passed: also a result for each rule that is satisfied.
    """
    numbers = {rule.id: number for number, rule in enumerate(run.rules)}
    artifacts: list[Json] = []
    results: list[Json] = []
    notifications: list[Json] = []
    for index, checked in enumerate(run.letters):
        places = Places(checked, index)
        artifacts.append(artifact_of(checked))
        results += results_of(checked, places, numbers, run.ways, passed=passed)
        notifications += _notifications(checked, places)
    for problem in run.unreadable:
        file = {"physicalLocation": {"artifactLocation": {"uri": uri_of(problem.file)}}}
        notifications.append(_notification("unreadable", "error", f"{problem.file}: {problem.why}", file))
    first = run.letters[0].verdicts if run.letters else None
    about = {"ruleset": first.ruleset, "registers": first.registers, "as_of": first.as_of} if first else {}
    told = {
        "tool": {"driver": _driver(run.rules)},
        "language": "en-GB",
        "columnKind": "unicodeCodePoints",
        "invocations": [
            {"executionSuccessful": not run.unreadable, "toolExecutionNotifications": notifications},
        ],
        "artifacts": artifacts,
        "results": results,
        "properties": {name: value for name, value in about.items() if value},
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [told]}, ensure_ascii=False, indent=2)


def _driver(rules: tuple[Rule, ...]) -> Json:
    return {
        "name": "ncnd_rules",
        "semanticVersion": __version__,
        "shortDescription": {"text": "Checks letters that neither confirm nor deny against written rules."},
        "rules": [_rule(rule) for rule in rules],
        "notifications": [
            {"id": name, "shortDescription": {"text": f"{says}."}} for name, says in _NOTIFICATIONS.items()
        ],
    }


def _rule(rule: Rule) -> Json:
    """A rule with what it says, the law it rests on, and where it may mislead."""
    return {
        "id": rule.id,
        "shortDescription": {"text": f"{rule.title}."},
        "fullDescription": {"text": _without_slots(rule.finding)},
        "help": {"text": "\n\n".join(_help(rule)), "markdown": "\n\n".join(_marked_help(rule))},
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
        "properties": {
            "tags": [rule.regime, rule.group],
            "status": rule.status,
            "version": rule.version,
            "basis": [basis.cite for basis in rule.basis],
            "in_force_from": rule.in_force.since.isoformat(),
            **({"in_force_to": rule.in_force.until.isoformat()} if rule.in_force.until else {}),
        },
    }


def _without_slots(sentence: str) -> str:
    """A rule's sentence before it is filled: ``section [provision]``."""
    return SLOT.sub(lambda slot: f"[{spoken(slot['field'])}]", sentence)


def _help(rule: Rule) -> Iterator[str]:
    yield f"Basis: {'; '.join(map(law, rule.basis))}."
    for _, lead, sought in asked_by(rule):
        yield f"{lead}: {'; '.join(sought)}."
    yield f"Repair: {_without_slots(rule.repair)}"
    yield f"Where it may mislead: {rule.false_positives}"


def _marked_help(rule: Rule) -> Iterator[str]:
    yield "\n".join(["**Basis**", "", *(f"* {plain(law(basis))}" for basis in rule.basis)])
    for _, lead, sought in asked_by(rule):
        yield "\n".join([f"**{lead}**", "", *(f"* {plain(words)}" for words in sought)])
    yield f"**Repair**: {plain(_without_slots(rule.repair))}"
    yield f"**Where it may mislead**: {plain(rule.false_positives)}"


def _notifications(checked: Checked, places: Places) -> Iterator[Json]:
    for passage in checked.verdicts.unread:
        where = (
            places.between(passage.start, passage.stop)
            if passage.start is not None and passage.stop is not None
            else places.whole()
        )
        section = f"in the section {spoken(passage.section)}" if passage.section else "somewhere in the letter"
        yield _notification("unread", "note", f"A passage {section} was not understood: {passage.reason}.", where)
    for remark in checked.encoding.source.remarks:
        level = "warning" if remark.unread else "note"
        yield _notification("noticed", level, f"{visible(remark.says)}.", places.whole())
    for rule, reason in checked.verdicts.not_applied.items():
        told = _notification("not-applied", "note", f"{rule} was not applied: {reason}.", places.whole())
        yield told | {"associatedRule": {"id": rule}}
    for entry in checked.set_aside.stale:
        stale = f"The baseline names a finding of {entry.rule} that is no more: {entry.reason}"
        yield _notification("baseline", "warning", stale, places.whole())
    for entry in checked.set_aside.expired:
        expired = f"The baseline set a finding of {entry.rule} aside until {entry.until}, and it counts again."
        yield _notification("baseline", "warning", expired, places.whole())


def _notification(name: str, level: str, text: str, location: Json) -> Json:
    index = list(_NOTIFICATIONS).index(name)
    return {
        "descriptor": {"id": name, "index": index},
        "level": level,
        "message": {"text": text},
        "locations": [location],
    }
