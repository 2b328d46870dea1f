"""What rules say of one group of letters, as rows; done in the program itself or in a child of it."""

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from ncnd_rules.audit.compare.groups import OF_THE_WHOLE, Group, kinds_of
from ncnd_rules.audit.compare.held import unpacked
from ncnd_rules.audit.compare.set_words import wordless
from ncnd_rules.audit.compare.work import Rows
from ncnd_rules.compare import Comparer, Comparison
from ncnd_rules.letter import SpanOf
from ncnd_rules.registers import load_registers, registers_dir
from ncnd_rules.rule_files import load_ruleset
from ncnd_rules.rules import Ruleset
from ncnd_rules.verdicts import Finding

_NONE: frozenset[str] = frozenset()

_PACKAGE = Path(__file__).resolve().parents[2]


class Job(NamedTuple):
    """Groups that are worked on together, with their letters."""

    groups: tuple[tuple[str, Group], ...]  # each after its digest
    letters: dict[str, bytes]  # packed
    rulesets: Path | None
    none: dict[str, frozenset[str]]  # letter to the ids of its questions that are none


class Done(NamedTuple):
    """The findings of a job, by the digest of the group; a group without any is there too."""

    rows: dict[str, Rows]


def rules_for(rulesets: Path | None) -> Ruleset:
    """The rules that letters of an audit are compared by: where reasons come from is for `ncnd audit lineage`."""
    ruleset = load_ruleset(rulesets, over="letters")
    return ruleset._replace(rules=tuple(rule for rule in ruleset.rules if not kinds_of(rule) & OF_THE_WHOLE))


def conclude(job: Job) -> Done:
    """Put the rules to every group of a job."""
    comparer = _comparer(job.rulesets)
    rows = {}
    for digest, group in job.groups:
        sentences = group.kind == "subject"
        encodings = {letter: unpacked(job.letters[letter], sentences=sentences) for letter in group.letters}
        compared = comparer.compare([wordless(one, job.none.get(letter, _NONE)) for letter, one in encodings.items()])
        rows[digest] = [_row(finding, compared) for finding in compared.findings]
    return Done(rows)


@cache
def comparing_digest() -> str:
    """The digest of the program that compares, beside the encoder's: what it concludes hangs on it."""
    digest = hashlib.sha256()
    for path in sorted((*(_PACKAGE / "compare").glob("*.py"), *Path(__file__).parent.glob("*.py"))):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


@cache
def _comparer(rulesets: Path | None) -> Comparer:
    return Comparer(rules_for(rulesets), load_registers(registers_dir(rulesets)))


def _row(finding: Finding, compared: Comparison) -> dict[str, Any]:
    letters = {letter.name: letter.encoding.identity for letter in compared.letters}
    return {
        "letters": json.dumps([letters[name] for name in compared.about(finding)]),
        "fingerprint": finding.fingerprint,
        "rule": finding.rule,
        "version": finding.version,
        "outcome": finding.outcome,
        "severity": finding.severity,
        "message": finding.message,
        "evidence": json.dumps(
            [
                {"letter": letters[span.letter], "start": span.start, "stop": span.stop}
                for span in finding.evidence
                if isinstance(span, SpanOf)
            ]
        ),
    }
