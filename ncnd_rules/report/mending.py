"""How each finding may be mended, from the smallest sets of edits of its letter."""

from collections.abc import Iterable, Mapping

from ncnd_rules.explain.repair import Change, Repairs

Ways = Mapping[str, tuple[tuple[Change, ...], ...]]  # a finding's fingerprint to what would mend it, each on its own


def ways_of(letters: Iterable[Repairs]) -> Ways:
    """For each finding that some set of its letter clears, the changes that do, each way once."""
    ways: dict[str, dict[tuple[tuple[object, ...], ...], tuple[Change, ...]]] = {}
    for repairs in letters:
        for found in repairs.sets:
            for fingerprint in dict.fromkeys(name for change in found.changes for name in change.findings):
                changes = tuple(change for change in found.changes if fingerprint in change.findings)
                same = tuple((change.does, change.edits, change.words, change.taken) for change in changes)
                ways.setdefault(fingerprint, {}).setdefault(same, changes)
    return {fingerprint: tuple(own.values()) for fingerprint, own in ways.items()}
