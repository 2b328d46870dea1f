"""The audit of many letters: a thread in front of each child, and one that puts what they bring in place."""

import contextlib
import json
import logging
import queue
import threading
import time
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from ncnd_rules.audit import shards
from ncnd_rules.audit.batch import Batch, Tally
from ncnd_rules.audit.kept import opened
from ncnd_rules.audit.ledger import Ledger, ledger_of
from ncnd_rules.audit.references import Piece, Place, gathered, pieces, places, written
from ncnd_rules.audit.sandbox import CHILD, Fate, Hello, Limits, Sandbox, request_for
from ncnd_rules.audit.schema import VERSION
from ncnd_rules.errors import InputError, NcndError, Unreadable
from ncnd_rules.letter import sha256
from ncnd_rules.read.file import by_office
from ncnd_rules.read.sniff import format_of

log = logging.getLogger("ncnd_rules.audit")

_MOST_IN_PIECE = 16
_LOOK = 0.1  # seconds between two looks at how it goes
_BY_OFFICE = (b"\xd0\xcf\x11\xe0", b"{\\rtf", b"PK\x03\x04")  # how files begin that another program may have to open
_SHARDS_AT_HAND = 4  # from which facts are taken: letters that stood together then still do


class Order(NamedTuple):
    """What is to be audited, and how."""

    words: tuple[str, ...]  # as on the command line: files, folders, patterns, tables
    audit: Path
    workers: int = 1
    limits: Limits = Limits()
    keep_text: bool = False
    again: bool = False  # whether letters that failed are tried again
    rulesets: Path | None = None
    child: tuple[str, ...] = CHILD


class Progress(NamedTuple):
    """How far it is."""

    tally: Tally
    total: int


class Ended(NamedTuple):
    """How a run ended."""

    run: str
    state: str  # done or interrupted
    tally: Tally
    total: int
    seconds: float


Watch = Callable[[Progress], None]


def run_audit(order: Order, watch: Watch = lambda _: None) -> Ended:
    """Read, encode, check and keep every letter that is not kept yet.

    Ctrl-C lets the letters in work finish and keeps them.

    Args:
        watch: is shown how far it is, some times a second.

    Raises:
        NcndError: where it cannot run, or not go on; what is in place stays.
    """
    total = sum(piece.letters for piece in pieces(order.words, _MOST_IN_PIECE, order.audit.resolve()))
    with ledger_of(order.audit) as ledger:
        workers = max(1, min(order.workers, total))
        sandboxes = [Sandbox(order.limits, order.rulesets, order.child) for _ in range(workers)]
        try:
            hello = _hello_of(sandboxes, at_once=not ledger.runs())
            run = Run(order._replace(workers=workers), ledger, hello, total)
            return run.go(sandboxes, watch)
        finally:
            for sandbox in sandboxes:
                sandbox.close()


def _hello_of(sandboxes: list[Sandbox], *, at_once: bool) -> Hello:
    """What the first child says of itself, which all have to say.

    Args:
        at_once: whether the others are started beside it; else when there is a letter for them.
    """
    first, *others = sandboxes
    with ThreadPoolExecutor(len(sandboxes)) as starting:
        said = [starting.submit(sandbox.hello) for sandbox in (others if at_once else ())]
        hello = first.hello()
        for one in said:
            one.result()
    for sandbox in others:
        sandbox.expect(hello.keys)
    return hello


def _check_manner(order: Order, ledger: Ledger) -> None:
    """See that texts are kept of all letters of an audit, or of none: of those that are done nothing is done again.

    Raises:
        InputError: where earlier runs did otherwise.
    """
    if any(run["keep_text"] != order.keep_text for run in ledger.runs()):
        begun = "without" if order.keep_text else "with"
        raise InputError(order.audit, f"was begun {begun} --keep-text: go on {begun} it, or name another folder")


class Run:
    """One run, from its first letter to its last."""

    def __init__(self, order: Order, ledger: Ledger, hello: Hello, total: int) -> None:
        _check_manner(order, ledger)
        self._order = order
        self._ledger = ledger
        self._hello = hello
        self._keys = hello.keys
        self._total = total
        self._started = datetime.now(UTC)
        self._clock = time.monotonic()
        self.name = f"{self._started:%Y%m%dT%H%M%S}-{uuid.uuid4().hex[:6]}"
        self._pieces: queue.Queue[Piece | None] = queue.Queue(2 * order.workers)
        self._batches: queue.Queue[Batch | None] = queue.Queue(1)  # each may hold megabytes
        self._turn = threading.Lock()  # over what follows
        self._tally = Tally()  # of everything that was seen
        self._kept = Tally()  # of what is in place
        self._shards = 0
        self._waiting: dict[str, list[Place]] = {}  # letters in work, and other places where they stand
        self._stopping = threading.Event()
        self._failure: BaseException | None = None
        self._facts = lru_cache(_SHARDS_AT_HAND)(lambda name: Facts(order.audit / "shards" / name))

    def go(self, sandboxes: list[Sandbox], watch: Watch) -> Ended:
        """Start the threads, hand out pieces, and see it through."""
        self._keep_rules()
        self._write_run("running")
        workers = [threading.Thread(target=self._work, args=(sandbox,), daemon=True) for sandbox in sandboxes]
        writer = threading.Thread(target=self._keep, daemon=True)
        for thread in (*workers, writer):
            thread.start()
        state = "done"
        try:
            self._hand_out(watch)
            self._wait_for(workers, watch)
        except KeyboardInterrupt:
            state = "interrupted"
            self._stop(workers, sandboxes)
        except Exception as problem:  # noqa: BLE001 - raised again when what is done is in place
            self._fail(problem)
        for thread in workers:
            thread.join()
        self._batches.put(None)
        writer.join()
        if self._failure is not None:
            with contextlib.suppress(NcndError):
                self._write_run("failed")
            raise self._failure
        self._write_run(state)
        watch(self._progress())
        seconds = time.monotonic() - self._clock
        return Ended(self.name, state, self._kept, self._total, seconds)

    def _hand_out(self, watch: Watch) -> None:
        size = max(1, min(_MOST_IN_PIECE, self._total // (4 * self._order.workers)))
        for piece in gathered(pieces(self._order.words, size, self._order.audit.resolve()), size):
            self._hand_over(piece, watch)
        for _ in range(self._order.workers):
            self._hand_over(None, watch)

    def _hand_over(self, piece: Piece | None, watch: Watch) -> None:
        """Put a piece where the workers take them, unless everything ends before there is room."""
        while not self._stopping.is_set():
            with contextlib.suppress(queue.Full):
                self._pieces.put(piece, timeout=_LOOK)
                return
            watch(self._progress())

    def _wait_for(self, workers: list[threading.Thread], watch: Watch) -> None:
        while any(thread.is_alive() for thread in workers):
            time.sleep(_LOOK)
            watch(self._progress())

    def _stop(self, workers: list[threading.Thread], sandboxes: list[Sandbox]) -> None:
        """Let the letters in work finish; asked a second time, end them."""
        self._stopping.set()
        try:
            while any(thread.is_alive() for thread in workers):
                time.sleep(_LOOK)
        except KeyboardInterrupt:
            for sandbox in sandboxes:
                sandbox.close()

    def _fail(self, problem: BaseException) -> None:
        with self._turn:
            self._failure = self._failure or problem
        self._stopping.set()

    def _progress(self) -> Progress:
        return Progress(self._tally, self._total)

    def _work(self, sandbox: Sandbox) -> None:
        """Take pieces and go through their letters, until there are no more or all is to stop."""
        batch = Batch(self.name, self._keys)
        try:
            while not self._stopping.is_set():
                try:
                    piece = self._pieces.get(timeout=_LOOK)
                except queue.Empty:
                    continue
                if piece is None:
                    break
                for place in places(piece):
                    if self._stopping.is_set():
                        break
                    self._one(place, sandbox, batch)
                    if batch.is_full:
                        full, batch = batch, Batch(self.name, self._keys)
                        self._batches.put(full)
        except BaseException as problem:  # noqa: BLE001 - told by the main thread
            if not (isinstance(problem, NcndError) and self._stopping.is_set()):
                self._fail(problem)
        finally:
            sandbox.close()
            self._batches.put(batch)

    def _one(self, place: Place, sandbox: Sandbox, batch: Batch) -> None:
        if place.data is None:
            log.warning("%s: unreadable: %s", place.at, place.problem)
            self._count(batch.add_unread(place))
            return
        letter = sha256(place.data)
        facts = self._claimed(letter, place, batch)
        if facts is None:
            return
        try:
            fate = self._fate(place, letter, facts, sandbox)
        except BaseException:
            with self._turn:
                self._waiting.pop(letter, None)
            raise
        if fate.state != "done":
            log.warning("%s: %s: %s", place.at, fate.state, fate.reason)
        self._count(batch.add(place, letter, fate, encoded=not facts))

    def _claimed(self, letter: str, place: Place, batch: Batch) -> str | None:
        """The shard with the facts of a letter that is to be worked on, empty where none has them; none: leave it."""
        with self._turn:
            if letter in self._waiting:
                self._waiting[letter].append(place)
                return None
            encoded = self._ledger.done(letter, self._keys.encoder)
            checked = self._ledger.done(letter, self._keys.verdict)
            known = checked or (encoded if encoded is not None and encoded.state != "done" else None)
            if known is None or (self._order.again and known.state != "done"):
                self._waiting[letter] = []
                return encoded.shard if encoded is not None and encoded.state == "done" else ""
        self._count(batch.add_known(place, known))
        return None

    def _fate(self, place: Place, letter: str, facts: str, sandbox: Sandbox) -> Fate:
        assert place.data is not None
        known = self._facts(facts).of(letter, place.data, self._keys.encoder) if facts else None
        return fate_of(place, known, sandbox, keep_text=self._order.keep_text)

    def _count(self, more: Tally) -> None:
        with self._turn:
            self._tally = self._tally.plus(more)

    def _keep(self) -> None:
        """Put batches in place as they come."""
        late = Batch(self.name, self._keys)
        brought = iter(self._batches.get, None)
        try:
            for batch in brought:
                late = self._put_with_late(batch, late)
            self._put_in_place(late)
        except BaseException as problem:  # noqa: BLE001 - told by the main thread
            self._fail(problem)
            for _ in brought:  # so that nobody waits for room; nothing, where the last was brought already
                pass

    def _put_with_late(self, batch: Batch, late: Batch) -> Batch:
        """Put a batch in place, and then what waited for its letters; what is left of that waits for the next."""
        self._put_in_place(batch)
        with self._turn:
            waiting = [(done, self._waiting.pop(done.letter, [])) for done in batch.done]
        for done, others in waiting:
            for place in others:
                self._count(late.add_known(place, done))
        if not late.is_full:
            return late
        self._put_in_place(late)
        return Batch(self.name, self._keys)

    def _put_in_place(self, batch: Batch) -> None:
        if batch.is_empty:
            return
        self._shards += 1
        shard = f"{self.name}-{self._shards:05}"
        done = batch.write(self._order.audit, shard)
        self._kept = self._kept.plus(batch.tally)
        self._ledger.enter(shard, done, self._row("running"))
        log.info("shard %s is in place: %s", shard, _in_words(batch.tally, self._total))

    def _write_run(self, state: str) -> None:
        self._ledger.write_run(self._row(state))
        log.info("run %s is %s: %s", self.name, state, _in_words(self._kept, self._total))

    def _row(self, state: str) -> dict[str, Any]:
        order, hello = self._order, self._hello
        return {
            "run": self.name,
            "schema": VERSION,
            "started": self._started,
            "ended": None if state == "running" else datetime.now(UTC),
            "state": state,
            "program": hello.program,
            "python": hello.python,
            "evaluator": hello.evaluator,
            **self._keys._asdict(),
            "asked": json.dumps([written(word) for word in order.words], ensure_ascii=False),
            "directory": written(str(Path.cwd())),
            "workers": order.workers,
            "keep_text": order.keep_text,
            **self._kept._asdict(),
            "seconds": round(time.monotonic() - self._clock, 3),
        }

    def _keep_rules(self) -> None:
        """Keep what the rules of this run say of themselves, once for each ruleset."""
        rows = [{"ruleset": self._keys.ruleset, **rule} for rule in self._hello.rules]
        shards.write_shard(self._order.audit, f"rules-{self._keys.ruleset[:16]}", {"rules": rows})


def fate_of(place: Place, known: dict[str, Any] | None, sandbox: Sandbox, *, keep_text: bool) -> Fate:
    """What becomes of one letter in a sandbox.

    Args:
        known: what was kept of it, where it was encoded before.
    """
    assert place.data is not None
    docx = b""
    if known is None and place.data.startswith(_BY_OFFICE):
        # Here and not in the child, which is given less memory than LibreOffice needs.
        try:
            docx = by_office(place.data, format_of(place.data)) or b""
        except Unreadable as problem:
            return Fate("unreadable", "read", str(problem), 0.0)
    return sandbox.ask(request_for(place.data, place.name, keep_text=keep_text, docx=docx, known=known))


def _in_words(tally: Tally, total: int) -> str:
    counts = ", ".join(f"{count} {name}" for name, count in tally._asdict().items())
    return f"{counts}; of {total}"


class Facts:
    """What a shard holds of letters that were encoded before."""

    def __init__(self, shard: Path) -> None:
        self._letters = shards.Letters(shard, "letters")
        self._facts = shards.Letters(shard, "facts")

    def of(self, letter: str, data: bytes, encoder: str) -> dict[str, Any]:
        """What a child needs to check a letter again.

        Args:
            data: the letter's bytes, which open what was sealed with them.
        """
        (row,) = self._letters.of(letter)
        about = {name: row[name] for name in ("letter", "copy", "missing", "unread")}
        facts = [{name: fact[name] for name in ("id", "kind", "fields", "evidence")} for fact in self._facts.of(letter)]
        return {"letter": about, "facts": facts, "quotes": opened(row["sealed"], data, encoder)}
