"""Findings, rules that are satisfied, and what is set aside, as SARIF's results."""

import hashlib
from collections.abc import Iterator, Mapping
from typing import Any

from ncnd_rules.report.checked import Checked
from ncnd_rules.report.finding_words import not_found
from ncnd_rules.report.mending import Ways
from ncnd_rules.report.sarif.fixes import fixes_of
from ncnd_rules.report.sarif.flows import flows_of
from ncnd_rules.report.sarif.places import Json, Places
from ncnd_rules.report.told import rests_on_person
from ncnd_rules.suppressions import Suppressed
from ncnd_rules.verdicts import Finding, Outcome

LEVELS = {"error": "error", "warning": "warning", "info": "note"}


def results_of(
    checked: Checked, places: Places, numbers: Mapping[str, int], ways: Ways, *, passed: bool
) -> Iterator[Json]:
    """The results of one letter.

    Args:
        numbers: the place of each rule among those that are declared.
        passed: also one for each rule that is satisfied.
    """
    for finding in checked.verdicts.findings:
        yield _result(finding, checked, places, numbers, ways)
    for item in checked.set_aside.suppressed:
        result = _result(item.finding, checked, places, numbers, ways)
        yield result | {"suppressions": [_suppression(item)]}
    for rule, outcome in checked.verdicts.outcomes.items() if passed else ():
        if outcome == Outcome.SATISFIED:
            yield {
                "ruleId": rule,
                "ruleIndex": numbers[rule],
                "kind": "pass",
                "level": "none",
                "message": {"text": f"{rule} is satisfied."},
                "locations": [places.whole()],
            }


def _result(
    finding: Finding, checked: Checked, places: Places, numbers: Mapping[str, int], ways: Ways
) -> dict[str, Any]:
    first, *others = places.of(finding.evidence) or [places.whole()]
    violated = finding.outcome == "violated"
    told: Json = {
        "ruleId": finding.rule,
        "ruleIndex": numbers[finding.rule],
        "kind": "fail" if violated else "open",
        "level": LEVELS[finding.severity] if violated else "none",
        "message": {"text": finding.message},
        "locations": [first],
        "fingerprints": {"letter/v1": finding.fingerprint},
        "partialFingerprints": {"words/v1": _across_versions(finding)},
        "codeFlows": flows_of(finding, checked.verdicts, places),
        "properties": {
            "severity": finding.severity,
            "attribution": finding.attribution,
            "status": finding.status,
            "version": finding.version,
            "repair": finding.repair,
            "not_found": list(not_found(finding, checked.verdicts)),
            "why": list(finding.why),
            "sources": list(finding.sources),
            "by_person": list(rests_on_person(finding, checked)),
            "matches": len(finding.derivations),
        },
    }
    if others:
        told["relatedLocations"] = [other | {"id": number} for number, other in enumerate(others, start=1)]
    if fixes := list(fixes_of(ways.get(finding.fingerprint, ()), places, finding.repair)):
        told["fixes"] = fixes
    return told


def _across_versions(finding: Finding) -> str:
    """What stays where another place of the letter is changed: a fingerprint without the letter's own hash."""
    words = sorted({" ".join(span.quote.split()) for span in finding.evidence})
    told = "\0".join((finding.rule, finding.outcome, finding.message, *words))
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def _suppression(item: Suppressed) -> Json:
    until = {"until": item.until.isoformat()} if item.until else {}
    return {
        "kind": "external",
        "status": "accepted",
        "justification": item.reason,
        "properties": {"by": item.by, **until},
    }
