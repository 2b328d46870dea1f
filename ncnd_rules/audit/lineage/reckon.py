"""Reckoning the lineage of an audit: once for the letters it holds, and again when there are more."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

from ncnd_rules.audit.fingerprint import plain_words
from ncnd_rules.audit.ledger import ledger_of
from ncnd_rules.audit.lineage import questions
from ncnd_rules.audit.lineage.kept import Kept
from ncnd_rules.audit.lineage.kin import joined
from ncnd_rules.audit.lineage.likeness import SKETCHES_ALIKE, alike, coded, nearest, sketches_alike
from ncnd_rules.audit.lineage.stale import died
from ncnd_rules.audit.shards import batch_of, columns_of, fitted, remove_shard, shards, write_batches
from ncnd_rules.audit.stored import Stored, open_stored
from ncnd_rules.between.letters import folded_authority
from ncnd_rules.registers import load_registers

_SHARD = "lineage-"  # how the name of a shard begins that holds one
_MOST_MEMORY = "800MB"  # of DuckDB
_EARLIER = 200  # variants of a family that are held against a later one: those first seen last before it


class Wordings(NamedTuple):
    """Every wording that was met, in the order of their fingerprints."""

    fingerprints: list[str]
    sketches: list[bytes]
    sentences: Kept  # coded; empty where no letter kept its words

    def alike(self, some: Sequence[int], against: Sequence[range]) -> Iterator[tuple[int, int]]:
        """Pairs that are versions of one another: by their words, or else by their sketches."""
        words = [self.sentences[one] for one in some]
        for place, others in enumerate(against):
            told = words[others.start : others.stop]
            found = [others[near] for near in alike(words[place], told)] if words[place] and told else []
            if not all(told) or not words[place]:
                found += [other for other in others if self._sketched_alike(some[place], some[other], words[other])]
            yield from ((some[place], some[other]) for other in found)

    def _sketched_alike(self, one: int, other: int, words: str) -> bool:
        """Whether two are versions of one another by their sketches, where the words of either are not known."""
        if words and self.sentences[one]:
            return False
        return sketches_alike(self.sketches[one], self.sketches[other]) >= SKETCHES_ALIKE


def reckon(audit: Path) -> str:
    """Bring the lineage of an audit up to date, and say its name.

    What an earlier reckoning joined stays joined, so long as its letters are there.

    Raises:
        InputError: where *audit* holds no audit, or one that a run is working on.
    """
    covers = _covered(audit)
    with open_stored(audit) as stored:
        last, seen = _last(stored)
    if last and seen == covers:
        return last
    with ledger_of(audit), open_stored(audit, most_memory=_MOST_MEMORY) as stored:
        last, seen = _last(stored)
        name = f"{datetime.now(UTC):%Y%m%dT%H%M%S.%f}"
        before = _families_before(stored) if set(seen) <= set(covers) else {}
        write_batches(audit, f"{_SHARD}{name}", _reckoned(stored, name, covers, before))
        _drop_old(audit)
    return name


def _covered(audit: Path) -> list[str]:
    """The shards that have something to do with it."""
    return [
        shard.name
        for shard in shards(audit)
        if any((shard / f"{table}.parquet").is_file() for table in ("passages", "findings"))
    ]


def _last(stored: Stored) -> tuple[str, list[str]]:
    """The name of the last reckoning and the shards that it has seen; nothing where there was none."""
    found = stored.rows("SELECT lineage, covers FROM lineages")
    return (found[0]["lineage"], json.loads(found[0]["covers"])) if found else ("", [])


def _drop_old(audit: Path) -> None:
    """Take away what was reckoned before the last but one, which somebody may be reading."""
    own = [shard for shard in shards(audit) if shard.name.startswith(_SHARD)]
    for shard in own[:-2]:
        remove_shard(shard)


def _reckoned(stored: Stored, name: str, covers: list[str], before: Mapping[str, str]) -> dict[str, list[Any]]:
    """The rows of every table of a lineage."""
    _lend_folded_names(stored)
    for statement in (questions.RANKED, questions.USES, questions.FIRSTS):
        stored.make(statement)
    with Kept() as sentences:
        wordings = _wordings(stored, sentences)
        roots = joined(wordings.sketches, wordings.alike, _numbered(wordings.fingerprints, before))
        stored.lend("kin", columns_of(fingerprint=wordings.fingerprints, number=range(len(roots)), root=roots))
        for statement in (questions.COUNTED, questions.NAMED, questions.SHARED):
            stored.make(statement)
        stored.lend("parents", _parents(stored, wordings))
        without = sum(not sentences[number] for number in range(len(sentences)))
    stale = batch_of("stale_uses", [{"lineage": name, **row} for row in _stale(stored)])
    stored.lend("stale", stale)
    counts = stored.rows(questions.COUNTS)[0]
    told = {"lineage": name, "made": datetime.now(UTC), "covers": json.dumps(covers), "without_words": without}
    return {
        "lineages": [batch_of("lineages", [told | counts])],
        "families": fitted("families", stored.batches(questions.family_rows(name))),
        "variants": fitted("variants", stored.batches(questions.variant_rows(name))),
        "stale_uses": [stale],
    }


def _families_before(stored: Stored) -> dict[str, str]:
    found = stored.rows("SELECT fingerprint, family FROM variants")
    return {row["fingerprint"]: row["family"] for row in found}


def _numbered(fingerprints: list[str], before: Mapping[str, str]) -> list[int]:
    """Of each wording a number for the family it was of, -1 of a new one."""
    numbers: dict[str, int] = {}
    return [
        numbers.setdefault(before[own], len(numbers)) if own in before else -1  # the same number each time it is met
        for own in fingerprints
    ]


def _lend_folded_names(stored: Stored) -> None:
    names = [row["authority"] for row in stored.rows("SELECT DISTINCT authority FROM letters WHERE authority <> ''")]
    named = [(name, folded) for name in names if (folded := folded_authority(name))] or [("", "")]
    stored.lend("folded_names", columns_of(authority=[name for name, _ in named], folded=[own for _, own in named]))


def _wordings(stored: Stored, sentences: Kept) -> Wordings:
    fingerprints: list[str] = []
    sketches: list[bytes] = []
    for batch in stored.batches(questions.WORDINGS):
        for row in batch.to_pylist():
            fingerprints.append(row["fingerprint"])
            sketches.append(row["sketch"])
            text = row["text"]
            words = plain_words([text], row["authority"], row["reference"])[0] if text else []
            sentences.add(coded(words))
    sentences.settle()
    return Wordings(fingerprints, sketches, sentences)


def _parents(stored: Stored, wordings: Wordings) -> Any:
    """Of each wording that is not the first of its family, the nearest of those seen before it."""
    found: list[tuple[str, str, float]] = []
    changed = ((row["root"], row["number"]) for batch in stored.batches(questions.CHANGED) for row in batch.to_pylist())
    for _, family in groupby(changed, key=lambda pair: pair[0]):
        own = [number for _, number in family]
        for place in range(1, len(own)):
            earlier = own[max(0, place - _EARLIER) : place]
            parent, likeness = _nearest(wordings, own[place], earlier)
            found.append((wordings.fingerprints[own[place]], wordings.fingerprints[parent], likeness))
    columns = list(zip(*found, strict=True)) or [("",), ("",), (0.0,)]
    return columns_of(fingerprint=columns[0], parent=columns[1], likeness=columns[2])


def _nearest(wordings: Wordings, one: int, earlier: list[int]) -> tuple[int, float]:
    words = wordings.sentences[one]
    told = [number for number in earlier if words and wordings.sentences[number]]
    if told:
        place, likeness = nearest(words, [wordings.sentences[number] for number in told])
        return told[place], likeness
    like = {number: sketches_alike(wordings.sketches[one], wordings.sketches[number]) for number in earlier}
    parent = max(earlier, key=lambda number: (like[number], number))
    return parent, like[parent]


def _stale(stored: Stored) -> Iterator[dict[str, Any]]:
    """The rows of ``stale_uses``, but for the lineage."""
    registers = load_registers()
    rows: dict[tuple[Any, ...], dict[str, Any]] = {}
    for use in stored.rows(questions.OBJECTED):
        day = date.fromisoformat(use["date"])
        found = died(use["rule"], json.loads(use["fields"]), json.loads(use["sources"]), day, registers)
        if found:
            own = {field: use[field] for field in ("family", "fingerprint", "letter", "number")}
            key = (use["letter"], use["number"], found.rule, found.day)
            rows.setdefault(key, {**own, **found._asdict(), "day": found.day.isoformat()})
    yield from rows.values()
