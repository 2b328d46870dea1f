"""Where letters contradict each other, and where what is told beside a letter is not what it says."""

import json
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from ncnd_rules.audit.figures.asking import Store, listed
from ncnd_rules.audit.figures.authorities import Authorities
from ncnd_rules.rule_files import load_ruleset


class Named(NamedTuple):
    """A letter, in as much as is needed to find it."""

    letter: str
    authority: str
    date: str


class Conflict(NamedTuple):
    """A finding between letters."""

    rule: str
    outcome: str
    severity: str
    message: str
    letters: tuple[Named, ...]  # by date


class Compared(NamedTuple):
    """How far letters were held against each other."""

    letters: int
    absent: int  # letters that were not, because their bytes were not at hand
    groups: int
    others: int  # letters of the audit that are neither: under another Act, or met later
    undecided: int  # findings that could not be decided


class Disagreement(NamedTuple):
    """What is told beside a letter, against what it says."""

    letter: str
    field: str
    told: str
    read: str  # empty where the letter does not say
    told_by: str


_WEIGHT = "CASE severity WHEN 'error' THEN 0 WHEN 'warning' THEN 1 ELSE 2 END"


def conflicts(store: Store, who: Authorities) -> tuple[Conflict, ...]:
    """Every rule over letters that is violated, the gravest first, each finding once."""
    found = store.rows(
        f"SELECT DISTINCT fingerprint, rule, outcome, severity, message, letters, {_WEIGHT} FROM comparisons "  # noqa: S608
        f"WHERE outcome = 'violated' ORDER BY {_WEIGHT}, rule, fingerprint"
    )
    named = letters_named(store, who, {letter for row in found for letter in json.loads(row[5])})
    return tuple(
        Conflict(
            rule, outcome, severity, message, tuple(named[letter] for letter in json.loads(letters) if letter in named)
        )
        for _, rule, outcome, severity, message, letters, _ in found
    )


def compared(store: Store) -> Compared | None:
    """How far letters were compared; none where they were not, or not to the end."""
    rows = store.rows(
        "SELECT letters, absent, groups, greatest(0, (SELECT count(*) FROM letters) - letters - absent), "
        "(SELECT count(DISTINCT fingerprint) FROM comparisons WHERE outcome = 'undecided') FROM comparings"
    )
    return Compared(*rows[0]) if rows else None


def titles_between(store: Store) -> dict[str, str]:
    """What the rules over letters ask, in a line each; of those alone that are still the ones applied."""
    applied = {digest for (digest,) in store.rows("SELECT DISTINCT ruleset FROM comparisons")}
    ruleset = load_ruleset(over="letters") if applied else None
    return {rule.id: rule.title for rule in ruleset.rules} if ruleset and ruleset.digest in applied else {}


def letters_named(store: Store, who: Authorities, letters: Iterable[str]) -> dict[str, Named]:
    """Letters by their digests."""
    rows = store.rows(f"SELECT letter, authority, date FROM letters WHERE letter IN ({listed(letters)})")  # noqa: S608
    return {letter: Named(letter, who.told(name), day or "") for letter, name, day in rows}


def by_rule(found: Iterable[Conflict]) -> tuple[tuple[str, int], ...]:
    """How many there are of each rule, the most first."""
    counted = Counter(conflict.rule for conflict in found)
    return tuple(sorted(counted.items(), key=lambda item: (-item[1], item[0])))


def disagreements(store: Store) -> tuple[Disagreement, ...]:
    """Those of the newest run that looked at a place."""
    rows = store.rows(
        """
        SELECT letter, field, told, coalesce(read, ''), told_by FROM disagreements
        QUALIFY run = max(run) OVER (PARTITION BY source, row) ORDER BY field, source, row
        """
    )
    return tuple(Disagreement(*row) for row in rows)
