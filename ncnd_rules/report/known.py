"""What a baseline sets aside, what of it is no more, and what has expired: for people, and for programs."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from ncnd_rules.report.schemas import object_of
from ncnd_rules.suppressions import Known, SetAside


def known_in_words(aside: SetAside) -> Iterator[str]:
    """What was not counted, and each entry that names nothing any more."""
    by = Counter(item.by for item in aside.suppressed)
    if by:
        told = " and ".join(f"{number} by the {source}" for source, number in sorted(by.items()))
        rules = ", ".join(dict.fromkeys(item.finding.rule for item in aside.suppressed))
        yield f"Not counted, being known: {told} ({rules})."
    for entry in aside.stale:
        yield f"The baseline names a finding of {entry.rule} ({entry.reason}) that is no more: take it out."


def expired_in_words(expired: Sequence[Known]) -> Iterator[str]:
    """That entries have expired, once for all letters: a reader needs to renew the file and not each line of it."""
    if expired:
        rules = ", ".join(sorted({entry.rule for entry in expired}))
        last = max(entry.until for entry in expired)
        told = (
            f"{len(expired)} entries of the baseline have expired, the last of them on {last} ({rules}): what they name"
            if len(expired) > 1
            else f"1 entry of the baseline expired on {last} ({rules}): what it names"
        )
        yield f"{told} counts again."


def known_as_data(aside: SetAside) -> dict[str, list[dict[str, Any]]]:
    """What was not counted, what is no more and what has expired."""
    suppressed = [
        {
            "rule": item.finding.rule,
            "fingerprint": item.finding.fingerprint,
            "reason": item.reason,
            "until": item.until.isoformat() if item.until else None,
            "by": item.by,
        }
        for item in aside.suppressed
    ]
    return {"suppressed": suppressed, "stale": _entries(aside.stale), "expired": _entries(aside.expired)}


def known_schema() -> dict[str, Any]:
    """The JSON Schema of that, property by property."""
    maybe = {"type": ["string", "null"]}
    entry = {
        "rule": {"type": "string"},
        "fingerprint": maybe,
        "reason": {"type": "string"},
        "until": {**maybe, "format": "date"},
    }
    return {
        "suppressed": _list({**entry, "by": {"enum": ["baseline", "settings"]}}),
        "stale": {**_list(entry), "description": "known findings that are no more"},
        "expired": {**_list(entry), "description": "known findings that count again"},
    }


def _entries(entries: Iterable[Known]) -> list[dict[str, Any]]:
    return [entry.model_dump(mode="json", exclude={"letter"}) for entry in entries]


def _list(properties: dict[str, Any]) -> dict[str, Any]:
    item = object_of(properties)
    return {"type": "array", "items": item}
