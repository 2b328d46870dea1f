"""Where the letters of an audit stand, shard by shard: what a worker needs to open them, and none of their words."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from ncnd_rules.audit.references import Piece, file_called, pieces
from ncnd_rules.audit.shards import rows_in, rows_of, shards
from ncnd_rules.errors import NcndError

_ROWS_AT_ONCE = 256  # of a table with letters in it, which is gone through from their first


class Where(NamedTuple):
    """A place at which a letter was met."""

    source: str  # from the folder of the program that met it
    row: int | None
    folder: str

    @property
    def file(self) -> Path:
        """Its file, from anywhere."""
        return file_called(self.folder, self.source)  # as tables are named by their pieces


class Shelf(NamedTuple):
    """Letters that one shard keeps."""

    shard: str
    letters: Mapping[str, Where | None]  # none: nobody knows where the letter stands
    tables: tuple[Piece, ...] = ()  # the rows of tables among which those of the letters are

    def only(self, letters: Collection[str]) -> "Shelf":
        """The same with some of its letters."""
        return shelf_of(self.shard, {own: where for own, where in self.letters.items() if own in letters}, self.tables)


def shelf_of(shard: str, letters: Mapping[str, Where | None], tables: Iterable[Piece]) -> Shelf:
    """A shelf with those of some pieces of tables in which its letters stand."""
    rows: defaultdict[str, set[int]] = defaultdict(set)
    for where in letters.values():
        if where is not None and where.row is not None:
            rows[str(where.file)].add(where.row)
    own = (piece for piece in tables if not rows[piece.table].isdisjoint(range(piece.first, piece.first + piece.rows)))
    return Shelf(shard, letters, tuple(own))


def shelves_of(audit: Path, encoder: str) -> list[Shelf]:
    """Every letter that was read by an encoder, once, with the place at which it was last met."""
    known = _places_in(audit)
    met: set[str] = set()
    found = []
    for shard in shards(audit):
        rows = rows_of(shard, "letters", ("letter", "encoder"))
        own = dict.fromkeys(row["letter"] for row in rows if row["encoder"] == encoder and row["letter"] not in met)
        if own:
            met.update(own)
            letters = {letter: known.get(letter) for letter in own}
            found.append(shelf_of(shard.name, letters, _pieces_for(letters.values())))
    _pieces_of.cache_clear()
    return found


def runs_of(audit: Path) -> list[dict[str, Any]]:
    """Every run of an audit, in their order."""
    return rows_of(audit, "runs")  # beside the shards, because a run changes while it goes on


def _places_in(audit: Path) -> dict[str, Where]:
    """Where each letter was last met."""
    folders = {row["run"]: row["directory"] for row in runs_of(audit)}
    found: dict[str, Where] = {}
    for row in rows_in(audit, "occurrences", ("run", "source", "row", "letter")):
        found[row["letter"]] = Where(row["source"], row["row"], folders.get(row["run"], ""))
    return found


def _pieces_for(places: Iterable[Where | None]) -> tuple[Piece, ...]:
    files = dict.fromkeys(where.file for where in places if where is not None and where.row is not None)
    return tuple(piece for file in files for piece in _pieces_of(file))


@cache
def _pieces_of(file: Path) -> tuple[Piece, ...]:
    try:
        return tuple(piece for piece in pieces([str(file)], _ROWS_AT_ONCE) if piece.table)
    except NcndError:
        return ()  # it is no longer where it was: its letters are absent, and counted so
