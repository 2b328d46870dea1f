"""An audit filled with rows by chance, so that what is told of it can be counted again from the rows."""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from ncnd_rules.audit.shards import write_shard

Row = dict[str, Any]

VERDICT = {"encoder": "e" * 64, "ruleset": "a" * 64, "registers": "b" * 64}
SPELLINGS = (
    ("Wexmoor Police", "WEXMOOR POLICE", "The Wexmoor Police Force"),
    ("Aldercombe Constabulary",),
    ("Northbank Borough Council", "NORTHBANK BOROUGH COUNCIL"),
    ("Fenholt Hospitals NHS Foundation Trust",),
)
RULES = {f"PIT-{n:02}": ("error", "warning", "info")[n % 3] for n in range(1, 7)} | {
    "THR-09": "error",
    "REF-99": "info",
}
POSITIONS = ("ncnd", "not_held", "withheld", "disclosed", "unanswered")
TOPICS = ("drones", "body_cameras", "facial_recognition")


OLDER = {**VERDICT, "ruleset": "9" * 64}  # what every letter was checked by before


class Filled(NamedTuple):
    """An audit and the rows that were put into it, those under older rules left out."""

    folder: Path
    seed: int
    tables: Mapping[str, list[Row]]

    def of(self, table: str, **wanted: Any) -> list[Row]:
        """The rows of a table that are as wanted."""
        return [row for row in self.tables[table] if all(row[key] == value for key, value in wanted.items())]


def fill(
    folder: Path, letters: int = 120, seed: int = 7, *, keep_text: bool = True, shards: int = 3, years: int = 7
) -> Filled:
    """Letters whose outcomes, positions and flaws are drawn by chance; the same seed, the same rows."""
    chance = Random(seed)  # noqa: S311 - nothing here is secret
    tables: dict[str, list[Row]] = {
        name: []
        for name in (
            *("letters", "occurrences", "paragraphs", "facts", "findings", "outcomes", "status", "runs", "rules"),
            *("groups", "comparings", "comparisons", "disagreements"),
        )
    }
    for number in range(letters):
        _letter(tables, number, chance, keep_text, years)
    for name, severity in RULES.items():
        basis = json.dumps([{"cite": "FOIA 2000 s.17(1)"}])
        tables["rules"].append(
            {"ruleset": VERDICT["ruleset"], "rule": name, "version": "1", "title": f"What {name} asks", "basis": basis}
            | {"severity": severity, "regime": "foia", "status": "stable"}
        )
    for number, (state, reason) in enumerate(
        [("unreadable", "is empty"), ("unreadable", "is empty"), ("crash", "ended by signal 11")]
    ):
        tables["status"].append(_status(f"letters/broken-{number}.txt", None, "read", state, reason))
    _compared(tables, chance)
    tables["runs"].append(_run("r1", len(tables["letters"]), keep_text))
    older = [{**row, **OLDER, "outcome": "violated"} for row in tables["outcomes"]]
    write_shard(folder, "r0-0", {"outcomes": older, "runs": [{**_run("r0", letters, keep_text), **OLDER}]})
    for shard in range(shards):
        write_shard(folder, f"r1-{shard}", {name: rows[shard::shards] for name, rows in tables.items()})
    return Filled(folder, seed, tables)


def _letter(tables: dict[str, list[Row]], number: int, chance: Random, keep_text: bool, years: int) -> None:
    spelling = chance.choice(chance.choice(SPELLINGS)) if chance.random() > 0.04 else None
    day = date(2017, 1, 1) + timedelta(days=chance.randrange(years * 365)) if chance.random() > 0.05 else None
    text = (
        f"{spelling or 'No name'}\n\n1. Do you use it anywhere?\n2. What does it cost you?\n\n"
        f"We neither confirm nor deny {number}."
    )
    letter = sha256(text.encode()).hexdigest()
    key = {"letter": letter, "encoder": VERDICT["encoder"]}
    facts = _facts(key, chance, text)
    tables["facts"] += facts
    unread = [{"start": 3, "stop": 9, "section": None, "reason": "no pattern fits", "may_hold": None}]
    starts = (text.index("1. Do"), text.index("2. What"))
    tables["paragraphs"] += [
        {**key, "number": n, "kind": "item", "section": "request", "start": start, "stop": start + 25}
        | {"fingerprint": f"q{n}-{number % 9}", "text": None}
        for n, start in enumerate(starts)
    ]
    tables["letters"].append(
        {
            **key,
            "bytes": len(text),
            "format": chance.choice(("text", "pdf")),
            "copy": chance.choice(("complete", "unknown")),
        }
        | {
            "missing": "[]",
            "authority": spelling,
            "reference": f"WP/{number:05}",
            "date": day.isoformat() if day else None,
        }
        | {"characters": len(text), "paragraphs": 2, "facts": len(facts), "unread": json.dumps(unread * (number % 3))}
        | {"text": text if keep_text else None, "sealed": b""}
    )
    for copy in range(2 if number % 10 == 0 else 1):
        source = f"letters/{number:04}-{copy}.txt"
        tables["occurrences"].append({"run": "r1", "source": source, "row": None, "letter": letter, "metadata": None})
        tables["status"].append(_status(source, letter, "check", "done", None))
    _verdicts(tables, letter, chance, text)


def _facts(key: Row, chance: Random, text: str) -> list[Row]:
    topic = chance.choice(TOPICS)
    facts = []
    for n, label in enumerate(("1", "2"), 1):
        start = text.index(f"{label}. ")
        fields = {"label": label, "topic": topic} if chance.random() > 0.1 else {"label": label}
        evidence = [{"start": start, "stop": start + 10}]
        facts.append(
            {**key, "id": f"Q{n}", "kind": "question", "fields": json.dumps(fields), "evidence": json.dumps(evidence)}
        )
    for n in range(chance.randrange(1, 4)):
        fields_of_part = {"question": [f"Q{chance.randint(1, 2)}"], "position": chance.choice(POSITIONS)}
        facts.append({**key, "id": f"P{n}", "kind": "part", "fields": json.dumps(fields_of_part), "evidence": "[]"})
    return facts


def _verdicts(tables: dict[str, list[Row]], letter: str, chance: Random, text: str) -> None:
    key, number = {"letter": letter, **VERDICT}, 0
    for rule, severity in RULES.items():
        weights = {"THR-09": (0.03, 0.02, 0.02), "REF-99": (0.0, 0.1, 0.0)}.get(rule, (0.3, 0.2, 0.4))
        outcome = chance.choices(
            ("violated", "undecided", "satisfied", "not_applicable"), (*weights, 1 - sum(weights))
        )[0]
        why = "it is no letter under the Act" if outcome == "not_applicable" and chance.random() < 0.2 else None
        tables["outcomes"].append({**key, "rule": rule, "outcome": outcome, "why": why})
        if outcome not in ("violated", "undecided"):
            continue
        for _ in range(chance.choice((1, 1, 2))):
            start = text.index("We neither")
            tables["findings"].append(
                {**key, "number": number, "fingerprint": f"{letter[:8]}{number}", "rule": rule, "version": "1"}
                | {
                    "outcome": outcome,
                    "severity": severity,
                    "message": f"The letter does not weigh {rule}.",
                    "repair": "Weigh.",
                }
                | {"attribution": chance.choice(("authority", "authority", "copy", "undetermined"))}
                | {"why": json.dumps(["a passage was not read"] if outcome == "undecided" else [])}
                | {"evidence": json.dumps([{"start": start, "stop": start + 10}])}
                | {"basis": json.dumps([{"cite": "FOIA 2000 s.17(1)", "says": "a notice is given"}]), "sources": "[]"}
                | {"citation": f"{rule}@1:{letter[:8]}{number}"}
            )
            number += 1


def _compared(tables: dict[str, list[Row]], chance: Random) -> None:
    for number in range(6):
        one, other = chance.sample(tables["letters"], 2)
        who = one["authority"] or "nobody"
        tables["comparisons"].append(
            {"run": "r1", "number": number, "group": "g", "letters": json.dumps([one["letter"], other["letter"]])}
            | {"ruleset": "c" * 64, "registers": VERDICT["registers"], "fingerprint": f"f{number}", "rule": "CRS-01"}
            | {"version": "1", "outcome": "violated", "severity": "warning", "evidence": "[]"}
            | {"message": f"The letter of {who} answers what it had refused before."}
        )
    tables["groups"].append(
        {"comparing": "c1", "run": "r1", "group": "g", "kind": "subject", "letters": "[]", **VERDICT, "known": False}
    )
    tables["comparings"].append(
        {"comparing": "c1", "run": "r1", "state": "s", "letters": 90, "absent": 3, "groups": 40}
    )
    first = tables["occurrences"][0]
    tables["disagreements"].append(
        {"run": "r1", "source": first["source"], "row": None, "letter": first["letter"], "field": "date"}
        | {"told": "2001-01-01", "read": None, "told_by": "metadata.csv"}
    )


def _status(source: str, letter: str | None, stage: str, state: str, reason: str | None) -> Row:
    place = {"run": "r1", "source": source, "row": None, "letter": letter, **VERDICT}
    return {**place, "stage": stage, "state": state, "reason": reason, "seconds": 0.1}


def _run(name: str, checked: int, keep_text: bool) -> Row:
    began = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
    counts = {"occurrences": checked, "encoded": checked, "checked": checked, "known": 0, "unreadable": 2, "failed": 1}
    return (
        {
            "run": name,
            "schema": 1,
            "started": began,
            "ended": began,
            "state": "done",
            "program": "0.1.0",
            "python": "3.11.7",
        }
        | {"evaluator": "reference", **VERDICT, "asked": '["letters"]', "directory": ".", "workers": 2}
        | {"keep_text": keep_text, **counts, "findings": 9, "seconds": 1.0}
    )
