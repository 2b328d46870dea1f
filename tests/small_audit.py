"""Small audits, made in this process: what a run leaves behind, without its children."""

import json
import os
from collections.abc import Iterable
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import NoReturn

from ncnd_rules.audit.batch import Batch
from ncnd_rules.audit.child import Asked, Desk
from ncnd_rules.audit.kept import Rows, encoded_rows
from ncnd_rules.audit.keys import Keys
from ncnd_rules.audit.ledger import ledger_of
from ncnd_rules.audit.references import pieces, places
from ncnd_rules.audit.sandbox import Fate
from ncnd_rules.audit.schema import BY_NAME, VERSION
from ncnd_rules.audit.shards import rows_in, write_shard
from ncnd_rules.errors import LetterError
from ncnd_rules.letter import sha256
from ncnd_rules.read import read_bytes

_ROWS_AT_ONCE = 100  # of a table

EMPTY = dict.fromkeys(BY_NAME["runs"].names)


def audit_of(
    files: Iterable[Path],
    audit: Path,
    run: str = "20260101T000000-000001",
    *,
    desk: Desk | None = None,
    keep_text: bool = False,
    check: bool = True,
    keys: Keys | None = None,
) -> Keys:
    """Put letters into an audit as a run would, and say under which keys.

    Args:
        files: letters, or tables of letters.
        check: whether rules are put to them, or they are read only.
        keys: under which they are said to be; the program's own where none are given.
    """
    desk = desk or Desk()
    keys = keys or desk.keys
    batch = Batch(run, keys)
    count = 0
    read = {row["letter"] for row in rows_in(audit, "letters") if row["encoder"] == keys.encoder}
    for place in chain.from_iterable(map(places, pieces(map(str, files), _ROWS_AT_ONCE))):
        count += 1
        assert place.data is not None
        letter = sha256(place.data)
        if any(done.letter == letter for done in batch.done):
            batch.add_known(place, next(done for done in batch.done if done.letter == letter))
            continue
        try:
            rows = _rows(desk, place.name, place.data, keys, keep_text=keep_text, check=check)
        except LetterError as problem:
            batch.add(place, letter, Fate("unreadable", "read", problem.why, 0.0), encoded=False)
            continue
        if letter in read:
            rows = {name: own for name, own in rows.items() if BY_NAME[name].stage == "check"}
        payload = json.dumps({"violated": 0, "rows": rows}).encode()
        fate = Fate("done", "check" if check else "encode", None, 0.01, payload)
        batch.add(place, letter, fate, encoded=letter not in read)
    with ledger_of(audit) as ledger:
        batch.write(audit, f"{run}-00001")
        rules = [{"ruleset": keys.ruleset, **rule} for rule in desk.hello()["rules"]]
        write_shard(audit, f"rules-{keys.ruleset[:16]}", {"rules": rules})
        now = datetime(2026, 1, 1, tzinfo=UTC)
        about = {"run": run, "schema": VERSION, "started": now, "ended": now, "state": "done", "workers": 1}
        told = {"asked": "[]", "directory": "/", "keep_text": keep_text, "occurrences": count}
        ledger.write_run(EMPTY | about | keys._asdict() | told)
    return keys


def end_at_once(_: object) -> NoReturn:
    """What becomes of a child whose work is the last thing it does."""
    os._exit(1)


def _rows(desk: Desk, name: str, data: bytes, keys: Keys, *, keep_text: bool, check: bool) -> Rows:
    if check:
        return desk.audited(Asked(name, keep_text, 0, None), data, b"", lambda _: None)[0]
    reading = read_bytes(data, Path(name))
    return encoded_rows(desk.encoder.encode_all(reading), reading, data, keys.encoder, keep_text=keep_text)
