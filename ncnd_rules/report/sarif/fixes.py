"""Edits that would mend a finding, as SARIF's fixes."""

from collections.abc import Iterable, Iterator
from contextlib import suppress

from ncnd_rules.explain.repair import Change, Edit
from ncnd_rules.report.sarif.places import Json, Places


def fixes_of(ways: Iterable[tuple[Change, ...]], places: Places, says: str) -> Iterator[Json]:
    """A fix for each way to mend a finding whose words are at hand and whose changes stand apart."""
    for changes in ways:
        edits = [edit for change in changes for edit in change.edits]
        with suppress(ValueError):
            if edits:
                yield fix_of(edits, places, says)


def fix_of(edits: Iterable[Edit], places: Places, says: str) -> Json:
    """One fix that makes all of these edits together, in the order in which they stand in the letter.

    Args:
        says: what the fix does, for the person who is to accept it.

    Raises:
        ValueError: where two edits overlap, or one ends before it begins: no order of applying them would be right.
    """
    in_order = sorted(edits)
    end = 0
    for edit in in_order:
        if not end <= edit.start <= edit.stop:
            raise ValueError(f"the edit from {edit.start} to {edit.stop} overlaps the one before, which ends at {end}")
        end = edit.stop
    replacements = [
        {"deletedRegion": places.region(edit.start, edit.stop), "insertedContent": {"text": edit.replacement}}
        for edit in in_order
    ]
    return {
        "description": {"text": says},
        "artifactChanges": [{"artifactLocation": places.file, "replacements": replacements}],
    }
