"""What a run says of metadata: no verb of its own."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ncnd_rules.errors import InputError
from ncnd_rules.report.counting import count

if TYPE_CHECKING:
    from ncnd_rules.audit.beside import Described
    from ncnd_rules.audit.metadata_table import Metadata

_SHOWN = 3  # names of a list that may be long


def describe_letters(folder: Path, run: str, table: "Metadata | None", *, quiet: bool) -> Sequence[InputError]:
    """Keep what is told beside letters, say how much that is on standard error, and give what could not be used."""
    from ncnd_rules.audit.beside import describe

    described = describe(folder, run, table)
    if not quiet and (described.letters or described.unmatched):
        click.echo(_told(described), err=True)
    return described.problems


def _told(described: "Described") -> str:
    total = sum(described.disagreements.values())
    fields = ", ".join(f"{field} {times:,}" for field, times in sorted(described.disagreements.items()))
    told = f"Metadata of {count(described.letters, 'letter')}; {count(total, 'disagreement')} with what they say"
    told += f" ({fields}; see the table disagreements)." if total else "."
    if described.unmatched:
        names = ", ".join(described.unmatched[:_SHOWN]) + (", …" if len(described.unmatched) > _SHOWN else "")
        told += f" {count(len(described.unmatched), 'row')} of no letter of this run: {names}."
    return told
