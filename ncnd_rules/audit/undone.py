"""The letters that a run could not read or check, for its last words."""

from collections.abc import Iterator
from pathlib import Path

from ncnd_rules.audit.shards import rows_of, shards


def undone(audit: Path, run: str) -> Iterator[tuple[str, str]]:
    """Where each of them stands and why nothing came of it, as a run went; only its own shards are opened."""
    for shard in shards(audit):
        if shard.name.startswith(f"{run}-"):
            for row in rows_of(shard, "status", ("source", "row", "state", "reason")):
                if row["state"] != "done":
                    at = row["source"] if row["row"] is None else f"{row['source']} row {row['row']}"
                    yield at, row["reason"]
