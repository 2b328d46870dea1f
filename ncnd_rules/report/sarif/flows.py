"""From the words of a letter to a finding, step by step, as SARIF's code flows."""

from collections.abc import Iterable, Iterator
from typing import Any

from ncnd_rules.explain.explanation import said
from ncnd_rules.registers import without_sources
from ncnd_rules.report.finding_words import absent, law
from ncnd_rules.report.sarif.places import Json, Places
from ncnd_rules.verdicts import Derivation, Finding, Verdicts

MOST_FLOWS = 3  # matches of one finding that are told step by step


def flows_of(finding: Finding, verdicts: Verdicts, places: Places) -> list[Json]:
    """A flow for each of the first matches behind a finding: words, what they say, law, rule, finding."""
    return [
        {"threadFlows": [{"locations": _numbered(_steps(derivation, finding, verdicts, places))}]}
        for derivation in finding.derivations[:MOST_FLOWS]
    ]


def _steps(derivation: Derivation, finding: Finding, verdicts: Verdicts, places: Places) -> Iterator[Json]:
    told: set[str] = set()
    for fact_id in _words_first(derivation.premises(), verdicts):
        yield from _fact(fact_id, verdicts, places, told, 1)
    for absence in derivation.absences:
        role = "it is required" if absence.role == "required" else "it would excuse"
        yield _step("; ".join((f"Not found: {absent(absence, verdicts)}; {role}", *absence.doubt)), ["absence"], 1)
    for basis in finding.basis:
        yield _step(f"Law: {law(basis)}", ["law"], 1)
    yield _step(f"Rule {finding.rule}: {finding.title}", ["rule"], 0)
    conclusion = _step(f"Finding: {finding.message}", ["finding"], 0) | {"importance": "essential"}
    # The last step of a flow stands where its result does.
    conclusion["location"] |= (places.of(finding.evidence[:1]) or [places.whole()])[0] | {
        "message": conclusion["location"]["message"]
    }
    yield conclusion


def _fact(fact_id: str, verdicts: Verdicts, places: Places, told: set[str], depth: int) -> Iterator[Json]:
    """What a fact rests on, and then the fact: its words, or the facts it was worked out from."""
    if fact_id in told:
        return
    told.add(fact_id)
    fact = verdicts.facts[fact_id]
    for premise in _words_first(fact.premises, verdicts):
        yield from _fact(premise, verdicts, places, told, depth + 1)
    for location in places.of(fact.evidence):
        yield {"location": location, "kinds": ["words"], "nestingLevel": depth + 1}
    leads = {"letter": "The letter says", "register": "A register says", "derived": "Worked out"}
    source = f" ({without_sources(fact.source)})" if fact.source and fact.origin == "register" else ""
    yield _step(f"{leads[fact.origin]}: {said(fact)}{source}", [fact.origin], depth)


def _words_first(facts: Iterable[str], verdicts: Verdicts) -> list[str]:
    """What rests on words of the letter before what a register says alone."""
    return sorted(facts, key=lambda fact: not (verdicts.facts[fact].evidence or verdicts.facts[fact].premises))


def _step(words: str, kinds: list[str], depth: int) -> Json:
    return {"location": {"message": {"text": words}}, "kinds": kinds, "nestingLevel": depth}


def _numbered(steps: Iterable[Json]) -> list[Any]:
    return [step | {"executionOrder": number} for number, step in enumerate(steps, start=1)]
