"""What a letter costs on this machine: a small audit is run and kept in a folder that goes away with it."""

import json
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import islice
from pathlib import Path
from random import Random
from typing import NamedTuple

from ncnd_rules.audit.child import Asked, Desk
from ncnd_rules.audit.drive import Order, run_audit
from ncnd_rules.audit.references import pieces
from ncnd_rules.audit.shards import write_shard
from ncnd_rules.compose import SHAPES, compose, load_wordings, random_plan
from ncnd_rules.errors import LetterError, NcndError, Unreadable
from ncnd_rules.read.file import by_office
from ncnd_rules.read.sniff import format_of

_WORDINGS = Path(__file__).parents[2] / "cases" / "wordings" / "seen"
_KILOBYTE = 1 if sys.platform == "darwin" else 1024  # what the system counts memory in
_MB = 10**6


class Measured(NamedTuple):
    """What some letters took, in seconds of the processor: a machine that is busy with other things does not count."""

    letters: int  # that were checked
    bytes: int  # of their files, together
    letter_seconds: float
    start_seconds: float
    worker_mb: float
    driver_mb: float
    letter_bytes: float  # of the folder of the audit


def measure(like: str | None, number: int, *, keep_text: bool = False) -> Measured:
    """Audit some letters with one worker, and go through them once more in this process, where a letter's time shows.

    Args:
        like: a folder or pattern of letters; the first are taken. None: letters are composed.
        number: how many.

    Raises:
        NcndError: where there are none, or this system does not tell what a process takes.
    """
    if sys.platform == "win32":
        raise NcndError("Windows does not tell what a process takes, so nothing can be measured here")
    with tempfile.TemporaryDirectory(prefix="ncnd-plan-") as held:
        folder = Path(held)
        words = _composed(folder / "letters", number) if like is None else _first(like, number)
        audit = folder / "audit"
        write_shard(folder / "other", "other", {"rules": []})  # what is loaded for the first shard is no letter's cost
        before = time.process_time()
        ended = run_audit(Order(words, audit, keep_text=keep_text))
        driver_seconds = time.process_time() - before
        if not (checked := ended.tally.checked):
            raise NcndError(f"{like}: none of the first {len(words)} letters could be checked, so nothing was measured")
        memory = _memory()
        kept = sum(path.stat().st_size for path in audit.rglob("*") if path.is_file())
        size = sum(Path(word).stat().st_size for word in words)
        start_seconds, letter_seconds = _times(words, keep_text=keep_text)
    return Measured(checked, size, letter_seconds + driver_seconds / checked, start_seconds, *memory, kept / checked)


def _times(words: Sequence[str], *, keep_text: bool) -> tuple[float, float]:
    """What it takes to make everything ready, and then for one letter; of the processor.

    The first half of the letters is not counted: much is built when it is first used, and a large audit is past that.
    """
    began = time.process_time()
    desk = Desk()
    ready = time.process_time() - began
    half = len(words) // 2
    for word in words[:half]:
        _go_through(word, desk, keep_text=keep_text)
    began = time.process_time()
    for word in words[half:]:
        _go_through(word, desk, keep_text=keep_text)
    return ready, (time.process_time() - began) / (len(words) - half)


def _go_through(word: str, desk: Desk, *, keep_text: bool) -> None:
    """Do with a letter what a child does with it."""
    path = Path(word)
    data = path.read_bytes()
    with suppress(LetterError, Unreadable):
        docx = by_office(data, format_of(data)) or b""
        rows, _ = desk.audited(Asked(path.name, keep_text, len(docx), None), data, docx, lambda _: None)
        json.dumps(rows, ensure_ascii=False)  # as it is told to the parent


def _first(like: str, number: int) -> tuple[str, ...]:
    """The first letters that a word means; whole tables are too much for a measure."""
    files = (file for piece in pieces((like,), 1) for file in piece.files)
    found = tuple(islice(files, number))
    if not found:
        raise NcndError(f"{like}: holds no letters in files of their own, expected a folder or pattern of such")
    return found


def _composed(folder: Path, number: int) -> tuple[str, ...]:
    if not _WORDINGS.is_dir():
        raise NcndError(
            "the wordings from which letters are composed are not installed here; name letters of yours with --like"
        )
    folder.mkdir()
    names: list[str] = []
    for text in islice(_texts(), number):
        path = folder / f"{len(names):05}.txt"
        path.write_text(text, encoding="utf-8")
        names.append(str(path))
    return tuple(names)


def _texts() -> Iterator[str]:
    """Letters of every shape in turn, the same ones each time."""
    wordings = load_wordings(_WORDINGS)
    number = 0
    while True:
        plan = random_plan(Random(f"plan {number}"), wordings, SHAPES[number % len(SHAPES)])  # noqa: S311 - letters are not secrets
        yield compose(plan, wordings, f"plan {number}").text
        number += 1


def _memory() -> tuple[float, float]:
    """The most that a child of ours held, and that we hold, in MB."""
    import resource

    own, child = (
        resource.getrusage(who).ru_maxrss * _KILOBYTE / _MB for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return child, own
