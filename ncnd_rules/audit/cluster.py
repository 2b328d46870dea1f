"""An audit on the workers of a cluster.

The driver has the ledger and decides which letters need work; workers are told where letters stand, never their
words, and put their shards in place themselves. A task is done again where its worker was lost; its shard has the
same name then, so that it is put in place once.
"""

import contextlib
import logging
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from ncnd_rules.audit import remote
from ncnd_rules.audit.batch import Batch
from ncnd_rules.audit.drive import Ended, Order, Run, Watch
from ncnd_rules.audit.ledger import Ledger, ledger_of
from ncnd_rules.audit.references import Piece, Place, pieces
from ncnd_rules.audit.remote import Job, Kept, Met, Wanted
from ncnd_rules.audit.sandbox import Hello, Sandbox
from ncnd_rules.audit.workers import Workers, workers_of
from ncnd_rules.errors import NcndError

log = logging.getLogger("ncnd_rules.audit")

_TASK_SECONDS = 0.6  # of work in a task: long beside what handing it out costs, short beside what its loss costs
_FIRST_SIZE, _MOST_SIZE = 8, 128  # letters in a task


class _Task(NamedTuple):
    """A piece on its way."""

    piece: Piece
    met: tuple[Met, ...] = ()
    wanted: dict[int, Wanted] = {}  # noqa: RUF012 - never changed
    shard: str = ""  # empty while it is not known what needs work


def run_on_cluster(
    order: Order, address: str, watch: Watch = lambda _: None, *, patience: float = 60.0, say: Callable[[str], None]
) -> Ended:
    """Audit letters on a cluster; as `run_audit` otherwise.

    Args:
        address: of the scheduler, such as tls://host:8786.
        patience: seconds for which it waits while no worker is left.
        say: is told what the user should know meanwhile.

    Raises:
        NcndError: as for `run_audit`, and where the cluster cannot be had or a worker must not take part.
    """
    with workers_of(address, patience, say) as workers, ledger_of(order.audit) as ledger:
        total = sum(piece.letters for piece in pieces(order.words, _MOST_SIZE, order.audit.resolve()))
        first = Sandbox(order.limits, order.rulesets, order.child)
        try:
            hello = first.hello()
        finally:
            first.close()
        run = _OnCluster(order._replace(workers=workers.threads), ledger, hello, total, workers)
        return run.see_through(watch)


class _OnCluster(Run):
    """One run, whose letters are worked on elsewhere."""

    def __init__(self, order: Order, ledger: Ledger, hello: Hello, total: int, workers: Workers) -> None:
        super().__init__(order, ledger, hello, total)
        self._workers = workers
        self._late = Batch(self.name, self._keys)  # places that need no work
        self._size = _FIRST_SIZE
        self._job = Job(
            self.name,
            ledger.owner,
            str(order.audit.resolve()),
            str(Path.cwd()),
            self._keys,
            hello.program,
            hello.python,
            order.limits,
            order.keep_text,
            str(order.rulesets.resolve()) if order.rulesets else "",
            order.child,
        )

    def see_through(self, watch: Watch) -> Ended:
        """Hand out pieces and keep account of them, to the end or as far as it goes."""
        state = "done"
        try:
            self._workers.greet(remote.greet, self._job)
            self._keep_rules()
            self._write_run("running")
            try:
                self._go(self._pieces_of_any_size(), watch)
            except KeyboardInterrupt:
                state = "interrupted"
                self._go(iter(()), watch, answering=False)
            self._put_in_place(self._late)
            self._write_run(state)
        except BaseException:
            with contextlib.suppress(NcndError):
                self._write_run("failed")
            raise
        finally:
            self._workers.let_go(self.name)
        watch(self._progress())
        return Ended(self.name, state, self._kept, self._total, time.monotonic() - self._clock)

    def _pieces_of_any_size(self) -> Iterator[Piece]:
        """The letters meant, as many together as make a task of the right length by what was seen so far."""
        files: list[str] = []
        for piece in pieces(self._order.words, _FIRST_SIZE * 4, self._order.audit.resolve()):
            if piece.table:
                yield piece
                continue
            files += piece.files
            if len(files) >= self._size:
                yield Piece(files=tuple(files))
                files = []
        if files:
            yield Piece(files=tuple(files))

    def _go(self, feed: Iterator[Piece], watch: Watch, *, answering: bool = True) -> None:
        """Take pieces as there is room for them, until none is left and all have come back.

        Args:
            answering: whether a survey leads to work; not where all is to stop.
        """
        more = True
        while more or self._workers.are_at_work:
            while more and self._workers.have_room:
                piece = next(feed, None)
                if piece is None:
                    more = False
                else:
                    self._workers.give(_Task(piece), remote.survey, self._job, piece)
            for task, found in self._workers.brought():
                if isinstance(found, Kept):
                    self._account(task, found)
                elif answering:
                    self._decide(task, found)
            watch(self._progress())

    def _decide(self, task: _Task, met: Iterable[Met]) -> None:
        """Send out what needs work, and note what needs none."""
        met = tuple(met)
        wanted = {}
        for number, one in enumerate(met):
            place = _place(one)
            if one.letter is None:
                log.warning("%s: unreadable: %s", place.at, one.problem)
                self._count(self._late.add_unread(place))
                continue
            facts = self._claimed(one.letter, place, self._late)
            if facts is not None:
                wanted[number] = Wanted(one.letter, facts)
        if wanted:
            self._shards += 1
            task = _Task(task.piece, met, wanted, f"{self.name}-{self._shards:06}")
            self._workers.give(task, remote.work, self._job, task.piece, task.wanted, task.shard)
        self._keep_late()

    def _account(self, task: _Task, kept: Kept) -> None:
        """Enter what a worker has put in place, and then what waited for the letters in it."""
        for line in kept.told:
            log.warning("%s", line)
        self._kept = self._kept.plus(kept.tally)
        self._count(kept.tally)
        if kept.done:
            self._ledger.enter(task.shard, kept.done, self._row("running"))
            log.info("shard %s is in place: %s letters", task.shard, len(kept.done))
        for done in kept.done:
            for place in self._waiting.pop(done.letter, []):
                self._count(self._late.add_known(place, done))
        for number in kept.changed:
            waiting = self._waiting.pop(task.wanted[number].letter, [])
            for place in (_place(task.met[number]), *waiting):
                self._count(self._late.add_unread(place._replace(problem="changed while it was being read")))
        self._keep_late()
        self._size = next_size(self._size, len(kept.done), kept.seconds)

    def _keep_late(self) -> None:
        if self._late.is_full:
            self._put_in_place(self._late)
            self._late = Batch(self.name, self._keys)


def next_size(size: int, letters: int, seconds: float) -> int:
    """How many letters make a task, by what the last one took: halfway from *size* to what would have been right."""
    if not letters or not seconds:
        return size
    right = _TASK_SECONDS * letters / seconds
    return max(1, min(_MOST_SIZE, round((size + right) / 2)))


def _place(met: Met) -> Place:
    return Place(met.source, met.row, None, met.problem, met.metadata)
