"""The letters of an audit as they are compared: opened once, and held on disk until the comparing ends."""

import json
import sqlite3
import zlib
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple, Self

from ncnd_rules.audit.compare.cards import Card, card_of, speaks_of_another
from ncnd_rules.audit.compare.shelves import Shelf, Where
from ncnd_rules.audit.kept import encoding_of, opened
from ncnd_rules.audit.references import Place, places
from ncnd_rules.audit.shards import rows_of
from ncnd_rules.encode import load_encoder
from ncnd_rules.encoding import Encoding, Said
from ncnd_rules.errors import LetterError, NcndError
from ncnd_rules.letter import Section, sha256
from ncnd_rules.read import read_bytes
from ncnd_rules.reading import Reading
from ncnd_rules.registers import Registers

_ABOUT = ("letter", "copy", "missing", "unread")
_FACT = ("id", "kind", "fields", "evidence")
_AT_HAND = 256  # letters that are kept unpacked: those of neighbouring groups are the same

_Spot = tuple[int, int, Section | None]  # of a sentence, and the section in which it stands


class Held:
    """Letters by their hashes, in a file that ends with the process; a context manager."""

    def __init__(self) -> None:
        self._base = sqlite3.connect("")  # a database without a name is kept on disk and is nobody else's
        self._base.execute("CREATE TABLE letters (letter TEXT PRIMARY KEY, told BLOB) WITHOUT ROWID")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._base.close()

    def put(self, packed: Mapping[str, bytes]) -> None:
        """Hold what there is to say of letters."""
        self._base.executemany("INSERT OR REPLACE INTO letters VALUES (?, ?)", packed.items())

    def holds(self, letter: str) -> bool:
        """Whether there is anything to say of a letter."""
        return self._base.execute("SELECT 1 FROM letters WHERE letter = ?", (letter,)).fetchone() is not None

    def packed(self, letter: str) -> bytes:
        """What is held of a letter, as `unpacked` takes it."""
        (told,) = self._base.execute("SELECT told FROM letters WHERE letter = ?", (letter,)).fetchone()
        return bytes(told)


class Opened(NamedTuple):
    """What could be opened of some letters."""

    cards: list[Card]
    packed: dict[str, bytes]  # what there is to say of each letter that has a card
    absent: int  # letters whose bytes are not at hand any more, so that their questions cannot be read


def open_shelf(audit: Path, encoder: str, shelf: Shelf, registers: Registers) -> Opened:
    """Open every letter of a shelf, pack it, and make its card.

    Letters are opened by their own bytes, or by nothing where their words were kept in the open.
    """
    found = Opened([], {}, 0)
    absent = 0
    later: dict[tuple[str, int], dict[str, Any]] = {}
    for told in _rows_of(audit / "shards" / shelf.shard, encoder, shelf):
        where = shelf.letters[told["letter"]["letter"]]
        told["file"] = _name(where)
        # Plain text is read again in no time; another format would take a process of its own for each letter.
        again = where is not None and where.row is None and told["format"] == "text"
        told["path"] = str(where.file) if where is not None and again else None
        if told["quotes"] is None and where is not None and where.row is not None:
            later[str(where.file), where.row] = told
            continue
        data = None if told["quotes"] is not None or where is None else _bytes(where.file)
        absent += not _pack(told, data, encoder, found, registers)
    for place in _rows_of_tables(shelf):
        wanted = later.pop((place.source, place.row or 0), None)
        if wanted is not None:
            absent += not _pack(wanted, place.data, encoder, found, registers)
    return found._replace(absent=absent + len(later))


@lru_cache(_AT_HAND)
def unpacked(packed: bytes, *, sentences: bool) -> Encoding:
    """A letter as it was packed, ready to be compared.

    Args:
        sentences: whether its file is read again for its sentences, where its words were not kept.
    """
    told = json.loads(zlib.decompress(packed))
    encoding = encoding_of(told["letter"], told["facts"], told["quotes"], told["file"])
    if told["said"] is not None:
        return encoding._replace(text=told["words"], said=tuple(Said(*one) for one in told["said"]))
    data = _bytes(Path(told["path"])) if told["path"] and sentences else None
    if data is None or sha256(data) != encoding.identity:
        return encoding._replace(text=told["words"] or None)
    reading = read_bytes(data, Path(told["file"]))
    return encoding._replace(text=reading.text, said=_said_again(reading, told["spots"]))


def _said_again(reading: Reading, spots: Iterable[_Spot]) -> tuple[Said, ...]:
    """The sentences at some places of a letter; where its blocks do not bear them out, they are looked for anew."""
    blocks = [block.passage for block in reading.blocks if block.passage.words]
    begin = [passage.places[0] for passage in blocks]
    found = []
    for start, stop, section in spots:
        passage = blocks[max(0, bisect_right(begin, start) - 1)]
        sentence = passage.cut(bisect_left(passage.places, start), bisect_left(passage.places, stop))
        if not sentence.words or sentence.reach() != (start, stop):
            return load_encoder().said(reading)
        found.append(Said(start, stop, sentence.words, section))
    return tuple(found)


def _pack(told: dict[str, Any], data: bytes | None, encoder: str, found: Opened, registers: Registers) -> bool:
    """Open one letter and pack it; false where that cannot be done."""
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
        found.cards.append(card)
        kept = {name: told[name] for name in ("letter", "facts", "quotes", "file", "said", "spots", "path")}
        kept["words"] = words if card.named or told["said"] is not None else ""
        found.packed[letter] = zlib.compress(json.dumps(kept).encode("ascii"), 1)
    return True


def _rows_of(shard: Path, encoder: str, shelf: Shelf) -> Iterator[dict[str, Any]]:
    """What the tables say of each letter; quotes where they were kept in the open."""
    letters = [row for row in rows_of(shard, "letters", letters=shelf.letters) if row["encoder"] == encoder]
    kept = any(row["text"] is not None for row in letters)
    facts: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for fact in rows_of(shard, "facts", letters=shelf.letters):
        if fact["encoder"] == encoder:
            facts[fact["letter"]].append({name: fact[name] for name in _FACT})
    said: defaultdict[str, list[list[Any]]] = defaultdict(list)
    spots: defaultdict[str, list[_Spot]] = defaultdict(list)
    columns = ("letter", "encoder", "start", "stop", "section", *(("text",) if kept else ()))
    for row in rows_of(shard, "passages", columns, shelf.letters):
        if row["encoder"] == encoder and row.get("text") is not None:
            said[row["letter"]].append([row["start"], row["stop"], row["text"], row["section"]])
        elif row["encoder"] == encoder:
            spots[row["letter"]].append((row["start"], row["stop"], row["section"]))
    for row in letters:
        own = facts[row["letter"]]
        yield {
            "letter": {name: row[name] for name in _ABOUT},
            "facts": own,
            "quotes": _open_quotes(own) if row["text"] is not None else None,
            "said": said[row["letter"]] if row["text"] is not None else None,
            "spots": spots[row["letter"]],
            "sealed": row["sealed"],
            "format": row["format"],
            "text": row["text"],
        }


def _open_quotes(facts: Sequence[Mapping[str, Any]]) -> list[list[str]]:
    return [[span["quote"] for span in json.loads(fact["evidence"])] for fact in facts]


def _name(where: Where | None) -> str:
    return "letter" if where is None else Place(where.source, where.row, None).name


def _bytes(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except OSError:
        return None


def _rows_of_tables(shelf: Shelf) -> Iterator[Place]:
    for piece in shelf.tables:
        try:
            yield from places(piece)
        except (NcndError, OSError):
            continue  # it is no longer where it was: its letters are absent, and counted so


def _words(data: bytes, name: str) -> str:
    try:
        return read_bytes(data, Path(name)).text
    except LetterError:
        return ""
