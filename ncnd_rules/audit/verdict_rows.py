"""What was concluded about a letter, as rows of tables."""

from collections.abc import Iterator
from typing import Any

from ncnd_rules.audit.kept import Rows, as_json, places_of
from ncnd_rules.explain.cite import identifier_of
from ncnd_rules.verdicts import Derivation, Finding, KnownFact, Verdicts


def verdict_rows(verdicts: Verdicts) -> Rows:
    """What the tables ``findings``, ``outcomes`` and ``derivations`` hold of one letter."""
    told = list(enumerate(verdicts.findings))
    return {
        "findings": [_finding_row(number, finding, verdicts) for number, finding in told],
        "outcomes": [
            [rule, outcome.value, verdicts.not_applied.get(rule)] for rule, outcome in verdicts.outcomes.items()
        ],
        "derivations": [row for number, finding in told for row in _derivation_rows(number, finding, verdicts)],
    }


def _finding_row(number: int, finding: Finding, verdicts: Verdicts) -> list[Any]:
    return [
        number,
        finding.fingerprint,
        finding.rule,
        finding.version,
        finding.outcome,
        finding.severity,
        finding.attribution,
        finding.message,
        finding.repair,
        as_json(finding.why),
        as_json(places_of(finding.evidence)),
        as_json([basis.model_dump(exclude_none=True) for basis in finding.basis]),
        as_json(finding.sources),
        identifier_of(finding, verdicts),
    ]


def _derivation_rows(number: int, finding: Finding, verdicts: Verdicts) -> Iterator[list[Any]]:
    for match, derivation in enumerate(finding.derivations):
        direct = dict.fromkeys(_named(derivation))
        behind = _premises([fact for _, _, fact in direct], verdicts)
        for role, alias, fact_id in (*direct, *(("premise", None, fact) for fact in behind)):
            if (fact := verdicts.facts.get(fact_id)) is None:
                continue  # what broke a rule where it is undecided whether it was broken is not told
            yield [number, match, role, alias, fact_id, fact.kind, fact.origin, fact.source or None]


def _named(derivation: Derivation) -> Iterator[tuple[str, str | None, str]]:
    yield from (("when", alias, fact) for alias, fact in derivation.when.items())
    yield from (("hit", None, fact) for fact in derivation.hits)
    yield from (("met", None, fact) for fact in derivation.met)
    yield from (("lessened", None, fact) for fact in derivation.lessened_by)


def _premises(facts: list[str], verdicts: Verdicts) -> list[str]:
    """The facts behind these, each once; the letter's own are where it ends."""
    found: dict[str, None] = {}
    queue = list(facts)
    while queue:
        known: KnownFact | None = verdicts.facts.get(queue.pop())
        further = [fact for fact in (known.premises if known else ()) if fact not in found]
        found |= dict.fromkeys(further)
        queue += further
    return [fact for fact in found if fact not in facts]
