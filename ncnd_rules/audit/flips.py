"""Which verdicts came out otherwise under other rules, registers or another encoder, and what may have done it."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from ncnd_rules.audit.stored import Stored, open_stored
from ncnd_rules.errors import InputError, NcndError
from ncnd_rules.rules import SEVERITIES

_KEYS = ("encoder", "ruleset", "registers")
_FACTS_SHOWN = 3


class Version(NamedTuple):
    """Under what a run decided."""

    run: str
    program: str
    encoder: str
    ruleset: str
    registers: str

    @property
    def keys(self) -> tuple[str, str, str]:
        """The digests that verdicts are kept under."""
        return self.encoder, self.ruleset, self.registers


class Flip(NamedTuple):
    """One rule that came out otherwise on one letter."""

    letter: str
    source: str  # where the letter was last met
    rule: str
    old: str  # violated, undecided, satisfied or not_applicable
    new: str
    old_sentences: tuple[str, ...]  # of its findings; none where it was satisfied or did not apply
    new_sentences: tuple[str, ...]
    why: tuple[str, ...]


class Regraded(NamedTuple):
    """A rule that is violated as before, and weighs otherwise."""

    rule: str
    old: str  # the gravest of its findings in a letter: error, warning or info
    new: str
    letters: int


class Difference(NamedTuple):
    """What changed between two runs."""

    old: Version
    new: Version
    letters: int  # that both decided
    verdicts: int  # of rules that both have, on these letters
    letters_alone: int  # that one of them alone decided
    findings_alone: int  # of violations, in the letters of both, of rules that one of them alone has
    rules: Mapping[str, tuple[str | None, str | None]]  # rule to its two versions, where they differ
    parts: Mapping[str, tuple[str | None, str | None]]  # register row or definition to its two, likewise
    regraded: tuple[Regraded, ...]
    flips: tuple[Flip, ...]

    @property
    def totals(self) -> Counter[tuple[str, str, str]]:
        """How often each rule went from which outcome to which."""
        return Counter((flip.rule, flip.old, flip.new) for flip in self.flips)


def difference(audit: Path, old: str | None = None, new: str | None = None) -> Difference:
    """Every verdict that flipped between two runs, by rule and letter.

    Args:
        old: the run before; none: the newest before *new* that decided under anything else.
        new: the run after; none: the newest.

    Raises:
        InputError: where there is no such run, or nothing to compare it with.
    """
    with open_stored(audit) as stored:
        versions = _versions(stored)
        after = _version(audit, versions, new) if new else versions[-1] if versions else None
        if after is None:
            raise InputError(audit, "holds no run yet, expected two")
        earlier = [one for one in versions if one.run < after.run and one.keys != after.keys]
        if old is None and not earlier:
            raise InputError(
                audit, "has nothing to compare: every run decided by the same rules, registers and encoder"
            )
        before = _version(audit, versions, old) if old else earlier[-1]
        _prepare(stored, before, after)
        return _difference(stored, before, after)


def _versions(stored: Stored) -> list[Version]:
    found = stored.rows("SELECT run, program, encoder, ruleset, registers FROM runs ORDER BY run")
    return [Version(**{name: row[name] or "" for name in Version._fields}) for row in found]


def _version(audit: Path, versions: Sequence[Version], run: str) -> Version:
    for version in versions:
        if version.run == run:
            return version
    known = ", ".join(version.run for version in versions)
    raise InputError(audit, f"found no run '{run}', expected one of: {known or 'none has ended yet'}")


def _prepare(stored: Stored, before: Version, after: Version) -> None:
    """Lay the verdicts of both runs side by side."""
    for name, version in (("old", before), ("new", after)):
        keys = " AND ".join(
            f"{key} = '{_hexadecimal(digest)}'" for key, digest in zip(_KEYS, version.keys, strict=True)
        )
        for table in ("outcomes", "findings", "derivations"):
            stored.make(f"CREATE TEMP VIEW {name}_{table} AS FROM every.{table} WHERE {keys}")
        stored.make(
            f"CREATE TEMP VIEW {name}_facts AS FROM every.facts WHERE encoder = '{_hexadecimal(version.encoder)}'"
        )
    stored.make(
        "CREATE TEMP TABLE flipped AS SELECT letter, rule, old.outcome AS old, new.outcome AS new"
        " FROM old_outcomes AS old JOIN new_outcomes AS new USING (letter, rule) WHERE old.outcome <> new.outcome"
    )


def _hexadecimal(digest: str) -> str:
    if not digest.isalnum():
        raise NcndError(f"found '{digest}', expected a digest")
    return digest


def _difference(stored: Stored, before: Version, after: Version) -> Difference:
    (count,) = stored.rows(
        "SELECT count(DISTINCT letter) AS letters, count(*) AS verdicts"
        " FROM old_outcomes JOIN new_outcomes USING (letter, rule)"
    )
    (alone,) = stored.rows(_ALONE)
    rules = _changed(stored, "rules", "ruleset", "rule", (before.ruleset, after.ruleset))
    parts = _changed(stored, "sources", "digest", "name", (before.registers, after.registers))
    parts |= _changed(stored, "sources", "digest", "name", (before.ruleset, after.ruleset))
    reasons = _Reasons(stored, before, after, rules, parts)
    sentences = [_sentences(stored, name) for name in ("old", "new")]
    places = {
        row["letter"]: row["source"]
        for row in stored.rows("SELECT letter, min(source) AS source FROM occurrences GROUP BY letter")
    }
    flips = []
    for row in stored.rows("SELECT * FROM flipped ORDER BY rule, old, new, letter"):
        which = row["letter"], row["rule"]
        was, now = (tuple(told.get(which, ())) for told in sentences)
        why = tuple(reasons.of(*which))
        flips.append(
            Flip(row["letter"], places.get(row["letter"], ""), row["rule"], row["old"], row["new"], was, now, why)
        )
    regraded = tuple(
        Regraded(row["rule"], SEVERITIES[row["old"]], SEVERITIES[row["new"]], row["letters"])
        for row in stored.rows(_REGRADED)
    )
    return Difference(before, after, **count, **alone, rules=rules, parts=parts, regraded=regraded, flips=tuple(flips))


# What flips cannot tell, as one of the two verdicts is not there.
_ALONE = """
    WITH both_letters AS (SELECT letter FROM old_outcomes INTERSECT SELECT letter FROM new_outcomes),
        verdicts AS (
            SELECT letter, rule, coalesce(old.outcome, new.outcome) AS outcome,
                old.rule IS NULL OR new.rule IS NULL AS alone
            FROM old_outcomes AS old FULL JOIN new_outcomes AS new USING (letter, rule)
        )
    SELECT count(DISTINCT letter) FILTER (letter NOT IN (FROM both_letters)) AS letters_alone,
        count(*) FILTER (alone AND outcome = 'violated' AND letter IN (FROM both_letters)) AS findings_alone
    FROM verdicts
"""


_WEIGHED = ", ".join(
    f"{name} AS (SELECT letter, rule, min(list_position({list(SEVERITIES)}, severity)) - 1 AS gravest"
    f" FROM {name}_findings WHERE outcome = 'violated' GROUP BY ALL)"
    for name in ("old", "new")
)
_REGRADED = (
    f"WITH {_WEIGHED} SELECT rule, old.gravest AS old, new.gravest AS new, count(*) AS letters"
    " FROM old JOIN new USING (letter, rule) WHERE old.gravest <> new.gravest GROUP BY ALL ORDER BY ALL"
)


def _changed(
    stored: Stored, table: str, by: str, name: str, digests: tuple[str, str]
) -> dict[str, tuple[str | None, str | None]]:
    """What has another version under another digest, was taken in or left out."""
    old, new = (
        {
            row[name]: row["version"]
            for row in stored.rows(f"SELECT {name}, version FROM every.{table} WHERE {by} = ?", [digest])
        }
        for digest in digests
    )
    if not old or not new:
        return {}  # a run of an older program did not write it down
    return {key: (old.get(key), new.get(key)) for key in sorted({*old, *new}) if old.get(key) != new.get(key)}


def _sentences(stored: Stored, name: str) -> dict[tuple[str, str], list[str]]:
    found: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for row in stored.rows(
        f"SELECT letter, rule, message FROM {name}_findings SEMI JOIN flipped USING (letter, rule)"
        " ORDER BY letter, number"
    ):
        found[row["letter"], row["rule"]].append(row["message"])
    return found


class _Reasons:
    """Says of a flip what changed that it rests on."""

    def __init__(
        self,
        stored: Stored,
        before: Version,
        after: Version,
        rules: Mapping[str, tuple[str | None, str | None]],
        parts: Mapping[str, tuple[str | None, str | None]],
    ) -> None:
        self._before, self._after = before, after
        self._rules, self._parts = rules, parts
        self._titles = {
            row["says"]: row["name"]
            for row in stored.rows("SELECT says, name FROM every.sources WHERE name LIKE 'definitions/%'")
        }
        self._rests_on = _rests_on(stored)
        self._facts = _facts_changed(stored) if before.encoder != after.encoder else {}

    def of(self, letter: str, rule: str) -> Iterator[str]:
        """The reasons, the surest first."""
        told = False
        if rule in self._rules:
            told = True
            yield f"the file of {rule} changed ({_from_to(self._rules[rule])})"
        used = {
            self._titles.get(source, source.partition(": ")[0]) for source in self._rests_on.get((letter, rule), ())
        }
        for name in sorted(used & self._parts.keys()):
            told = True
            yield f"{name} changed ({_from_to(self._parts[name])})"
        if facts := self._facts.get(letter):
            told = True
            shown = "; ".join(facts[:_FACTS_SHOWN]) + (
                f"; and {len(facts) - _FACTS_SHOWN} more" if len(facts) > _FACTS_SHOWN else ""
            )
            yield f"other facts were read in the letter: {shown}"
        if not told:
            yield self._otherwise()

    def _otherwise(self) -> str:
        names = ", ".join(sorted(self._parts)[:_FACTS_SHOWN])
        if self._parts:
            return f"one of what else changed: {names}{', …' if len(self._parts) > _FACTS_SHOWN else ''}"
        differ = [name for name, old, new in zip(_KEYS, self._before.keys, self._after.keys, strict=True) if old != new]
        return f"the {' and the '.join(differ)} changed; which part of it, these runs did not write down"


def _from_to(versions: tuple[str | None, str | None]) -> str:
    old, new = versions
    return "new" if old is None else "taken out" if new is None else f"version {old} to {new}"


def _rests_on(stored: Stored) -> dict[tuple[str, str], set[str]]:
    """The register rows and definitions that the findings of flipped verdicts name."""
    found: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for name in ("old", "new"):
        for row in stored.rows(
            f"SELECT DISTINCT letter, rule, source FROM {name}_derivations JOIN {name}_findings USING (letter, number)"
            " SEMI JOIN flipped USING (letter, rule) WHERE source IS NOT NULL"
        ):
            found[row["letter"], row["rule"]].add(row["source"])
    return found


def _facts_changed(stored: Stored) -> dict[str, list[str]]:
    """What is read in the letters of flipped verdicts now and was not before, and the other way round."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for sign, one, other in (("-", "old", "new"), ("+", "new", "old")):
        for row in stored.rows(
            f"SELECT letter, kind, fields FROM {one}_facts AS one SEMI JOIN flipped USING (letter)"
            f" WHERE NOT EXISTS (FROM {other}_facts AS other WHERE other.letter = one.letter AND other.kind = one.kind"
            " AND other.fields = one.fields AND other.evidence = one.evidence) ORDER BY letter, kind, fields"
        ):
            found[row["letter"]].append(f"{sign}{row['kind']} ({_fields(row)})")
    return found


def _fields(row: Mapping[str, Any]) -> str:
    return ", ".join(f"{name} {value}" for name, value in json.loads(row["fields"]).items())
