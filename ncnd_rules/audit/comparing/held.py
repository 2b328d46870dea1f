"""The letters of an audit as they are compared: opened once, and held on disk until the comparing ends."""

import json
import sqlite3
import zlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple, Self

from ncnd_rules.audit.comparing.cards import Card, card_of, speaks_of_another
from ncnd_rules.audit.kept import encoding_of, opened
from ncnd_rules.audit.references import Piece, Place, pieces, places
from ncnd_rules.audit.shards import rows_in, rows_of, shards
from ncnd_rules.encode import load_encoder
from ncnd_rules.encoding import Encoding, Said
from ncnd_rules.errors import LetterError, NcndError
from ncnd_rules.letter import sha256
from ncnd_rules.read import read_bytes
from ncnd_rules.registers import Registers

_ABOUT = ("letter", "copy", "missing", "unread")
_FACT = ("id", "kind", "fields", "evidence")
_AT_HAND = 256  # letters that are kept unpacked: those of neighbouring groups are the same
_ROWS_AT_ONCE = 1000  # of a table with letters in it


class Where(NamedTuple):
    """A place at which a letter was met."""

    source: str  # from the folder of the program that met it
    row: int | None
    folder: str

    @property
    def file(self) -> Path:
        """Its file, from anywhere."""
        return Path(self.folder) / self.source


class Held:
    """Letters by their hashes, in a file that ends with the process; a context manager."""

    def __init__(self) -> None:
        self._base = sqlite3.connect("")  # a database without a name is kept on disk and is nobody else's
        self._base.execute("CREATE TABLE letters (letter TEXT PRIMARY KEY, told BLOB) WITHOUT ROWID")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._base.close()

    def put(self, letter: str, told: Mapping[str, Any]) -> None:
        """Hold what there is to say of a letter."""
        packed = zlib.compress(json.dumps(told).encode("ascii"), 1)
        self._base.execute("INSERT OR REPLACE INTO letters VALUES (?, ?)", (letter, packed))

    def packed(self, letter: str) -> bytes:
        """What is held of a letter, as `unpacked` takes it."""
        (told,) = self._base.execute("SELECT told FROM letters WHERE letter = ?", (letter,)).fetchone()
        return bytes(told)


class Opened(NamedTuple):
    """What could be opened of an audit."""

    cards: list[Card]
    absent: int  # letters whose bytes are not at hand any more, so that their questions cannot be read


def open_letters(audit: Path, encoder: str, held: Held, registers: Registers) -> Opened:
    """Open every letter that was read by an encoder, hold it, and make its card.

    Letters are opened by their own bytes, or by nothing where their words were kept in the open.
    """
    known = _places_in(audit)
    cards: list[Card] = []
    absent = 0
    later: defaultdict[Path, dict[int, dict[str, Any]]] = defaultdict(dict)
    for told in _rows_in(audit, encoder):
        where = known.get(told["letter"]["letter"])
        told["file"] = _name(where)
        # Plain text is read again in no time; another format would take a process of its own for each letter.
        again = where is not None and where.row is None and told["format"] == "text"
        told["path"] = str(where.file) if where is not None and again else None
        if told["quotes"] is None and where is not None and where.row is not None:
            later[where.file][where.row] = told
            continue
        data = None if told["quotes"] is not None or where is None else _bytes(where.file)
        absent += not _hold(told, data, encoder, held, registers, cards)
    for file, wanted in later.items():
        for place in _rows_of_table(file):
            if place.row in wanted:
                absent += not _hold(wanted.pop(place.row), place.data, encoder, held, registers, cards)
        absent += len(wanted)
    return Opened(cards, absent)


@lru_cache(_AT_HAND)
def unpacked(packed: bytes, *, sentences: bool) -> Encoding:
    """A letter as `Held` holds it, ready to be compared.

    Args:
        sentences: whether its file is read again for its sentences, where its words were not kept. That takes longer
            than all else.
    """
    told = json.loads(zlib.decompress(packed))
    encoding = encoding_of(told["letter"], told["facts"], told["quotes"], told["file"])
    if told["said"] is not None:
        return encoding._replace(text=told["words"], said=tuple(Said(*one) for one in told["said"]))
    data = _bytes(Path(told["path"])) if told["path"] and sentences else None
    if data is None or sha256(data) != encoding.identity:
        return encoding._replace(text=told["words"] or None)
    reading = read_bytes(data, Path(told["file"]))
    return encoding._replace(text=reading.text, said=load_encoder().said(reading))


def _hold(
    told: dict[str, Any], data: bytes | None, encoder: str, held: Held, registers: Registers, cards: list[Card]
) -> bool:
    """Open one letter and hold it; false where that cannot be done."""
    letter = told["letter"]["letter"]
    if told["quotes"] is None:
        if data is None or sha256(data) != letter:
            return False
        told["quotes"] = opened(told["sealed"], data, encoder)
    encoding = encoding_of(told["letter"], told["facts"], told["quotes"], told["file"])
    words = told["text"] or ""
    if not words and data is not None and speaks_of_another(encoding):
        words = _words(data, told["file"])
    card = card_of(encoding, words, registers)
    if card is not None:
        cards.append(card)
        kept = {name: told[name] for name in ("letter", "facts", "quotes", "file", "said", "path")}
        held.put(letter, kept | {"words": words if card.named or told["said"] is not None else ""})
    return True


def _rows_in(audit: Path, encoder: str) -> Iterator[dict[str, Any]]:
    """What the tables say of each letter, shard by shard; quotes where they were kept in the open."""
    met: set[str] = set()
    for shard in shards(audit):
        letters = [row for row in rows_of(shard, "letters") if row["encoder"] == encoder and row["letter"] not in met]
        if not letters:
            continue
        met.update(row["letter"] for row in letters)
        facts: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
        for fact in rows_of(shard, "facts"):
            if fact["encoder"] == encoder:
                facts[fact["letter"]].append({name: fact[name] for name in _FACT})
        said = _said_in(shard, encoder) if any(row["text"] is not None for row in letters) else {}
        for row in letters:
            own = facts[row["letter"]]
            yield {
                "letter": {name: row[name] for name in _ABOUT},
                "facts": own,
                "quotes": _open_quotes(own) if row["text"] is not None else None,
                "said": said.get(row["letter"], []) if row["text"] is not None else None,
                "sealed": row["sealed"],
                "format": row["format"],
                "text": row["text"],
            }


def _said_in(shard: Path, encoder: str) -> dict[str, list[list[Any]]]:
    """The sentences of each letter whose words were kept, as `Said` has them."""
    found: defaultdict[str, list[list[Any]]] = defaultdict(list)
    for row in rows_of(shard, "passages"):
        if row["encoder"] == encoder and row["text"] is not None:
            found[row["letter"]].append([row["start"], row["stop"], row["text"], row["section"]])
    return found


def _open_quotes(facts: Sequence[Mapping[str, Any]]) -> list[list[str]]:
    return [[span["quote"] for span in json.loads(fact["evidence"])] for fact in facts]


def _places_in(audit: Path) -> dict[str, Where]:
    """Where each letter was last met."""
    folders = {row["run"]: row["directory"] for row in runs_of(audit)}
    found: dict[str, Where] = {}
    for row in rows_in(audit, "occurrences", ("run", "source", "row", "letter")):
        found[row["letter"]] = Where(row["source"], row["row"], folders.get(row["run"], ""))
    return found


def runs_of(audit: Path) -> list[dict[str, Any]]:
    """Every run of an audit, in their order."""
    return rows_of(audit, "runs")  # beside the shards, because a run changes while it goes on


def _name(where: Where | None) -> str:
    return "letter" if where is None else Place(where.source, where.row, None).name


def _bytes(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except OSError:
        return None


def _rows_of_table(file: Path) -> Iterator[Place]:
    try:
        for piece in pieces([str(file)], _ROWS_AT_ONCE, None):
            yield from places(piece if piece.table else Piece())
    except NcndError:
        return  # it is no longer where it was: its letters are absent, and counted so


def _words(data: bytes, name: str) -> str:
    try:
        return read_bytes(data, Path(name)).text
    except LetterError:
        return ""
