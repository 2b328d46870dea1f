"""An audit on the workers of a Dask cluster: the only module that knows Dask.

The driver has the ledger and decides which letters need work; workers are told where letters stand, never their
words, and put their shards in place themselves. A task is done again where its worker was lost; its shard has the
same name then, so that it is put in place once.
"""

import contextlib
import logging
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, wait
from pathlib import Path
from typing import Any, NamedTuple

from ncnd_rules.audit import remote
from ncnd_rules.audit.addresses import warning_of
from ncnd_rules.audit.batch import Batch
from ncnd_rules.audit.drive import Ended, Order, Run, Watch
from ncnd_rules.audit.ledger import Ledger, ledger_of
from ncnd_rules.audit.references import Piece, Place, pieces
from ncnd_rules.audit.remote import Job, Kept, Met, Refused, Wanted
from ncnd_rules.audit.sandbox import Hello, Sandbox
from ncnd_rules.errors import NcndError

log = logging.getLogger("ncnd_rules.audit")

_LOOK = 0.2  # seconds between two looks at how it goes
_ASIDE = 2.0  # seconds between two looks whether workers are left
_CONNECT = 20.0  # seconds in which a scheduler has to answer
_GREETING = 300.0  # seconds in which all workers have to be ready
_LETTING_GO = 20.0  # seconds in which workers have to close their sandboxes
_PIECES_A_WORKER = 2  # in work and waiting: a worker that is done finds the next one there
_TASK_SECONDS = 0.6  # of work in a task: long beside what handing it out costs, short beside what its loss costs
_FIRST_SIZE, _MOST_SIZE = 8, 128  # letters in a task
_TRIES = 5  # of a task whose worker was lost each time


class _Task(NamedTuple):
    """A piece on its way."""

    piece: Piece
    met: tuple[Met, ...] = ()
    wanted: dict[int, Wanted] = {}  # noqa: RUF012 - never changed
    shard: str = ""  # empty while it is not known what needs work
    tries: int = 1


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
    with _client(address) as client, ledger_of(order.audit) as ledger:
        if told := warning_of({address, *_workers(client)}):
            say(told)
        total = sum(piece.letters for piece in pieces(order.words, _MOST_SIZE, order.audit.resolve()))
        first = Sandbox(order.limits, order.rulesets, order.child)
        try:
            hello = first.hello()
        finally:
            first.close()
        threads = sum(worker["nthreads"] for worker in _workers(client).values())
        if not threads:
            raise NcndError(f"{address}: the cluster has no worker; start one with `dask worker {address}`")
        run = _OnCluster(order._replace(workers=threads), ledger, hello, total, client, patience)
        return run.see_through(watch)


class _OnCluster(Run):
    """One run, whose letters are worked on elsewhere."""

    def __init__(self, order: Order, ledger: Ledger, hello: Hello, total: int, client: Any, patience: float) -> None:
        super().__init__(order, ledger, hello, total)
        self._client = client
        self._patience = patience
        self._executor = client.get_executor(pure=False, retries=0)
        self._tasks: dict[Future[Any], _Task] = {}
        self._late = Batch(self.name, self._keys)  # places that need no work
        self._size = _FIRST_SIZE
        self._looked = self._seen = time.monotonic()
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
            self._greet()
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
            self._let_go()
        watch(self._progress())
        return Ended(self.name, state, self._kept, self._total, time.monotonic() - self._clock)

    def _greet(self) -> None:
        """See that every worker may take part.

        Raises:
            NcndError: naming those that may not.
        """
        asked = {
            self._client.submit(remote.greet, self._job, workers=[address], allow_other_workers=False, pure=False): (
                address
            )
            for address in _workers(self._client)
        }
        unfit = []
        for future, address in asked.items():
            try:
                found = future.result(timeout=_GREETING)
            except Exception as problem:  # noqa: BLE001 - whatever another machine answers
                found = Refused(address, f"cannot run this program ({type(problem).__name__}: {problem})"[:300])
            if isinstance(found, Refused):
                unfit.append(f"{address} {found.why}")
        if unfit:
            raise NcndError(f"workers that must not take part: {'; '.join(unfit)}")

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
        while more or self._tasks:
            while more and len(self._tasks) < _PIECES_A_WORKER * self._order.workers:
                piece = next(feed, None)
                if piece is None:
                    more = False
                else:
                    self._submit(_Task(piece))
            done, _ = wait(self._tasks, timeout=_LOOK, return_when=FIRST_COMPLETED)
            for future in done:
                self._take(future, self._tasks.pop(future), answering=answering)
            watch(self._progress())
            self._look_for_workers()

    def _submit(self, task: _Task) -> None:
        if task.shard:
            future = self._executor.submit(remote.work, self._job, task.piece, task.wanted, task.shard)
        else:
            future = self._executor.submit(remote.survey, self._job, task.piece)
        self._tasks[future] = task

    def _take(self, future: "Future[Any]", task: _Task, *, answering: bool) -> None:
        try:
            found = future.result()
        except (Exception, CancelledError) as problem:  # noqa: BLE001 - whatever became of it on another machine
            self._check_cluster()
            if task.tries >= _TRIES:
                raise NcndError(
                    f"a task was lost {_TRIES} times, the last time as {type(problem).__name__}: {problem}"[:300]
                    + "; what is done stays done, so start again"
                ) from None
            self._submit(task._replace(tries=task.tries + 1))
            return
        if isinstance(found, Refused):
            raise NcndError(f"a worker must not go on: {found.who} {found.why}; what is done stays done")
        if isinstance(found, Kept):
            self._account(task, found)
        elif answering:
            self._decide(task, found)

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
            self._submit(task._replace(met=met, wanted=wanted, shard=f"{self.name}-{self._shards:06}", tries=1))
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

    def _look_for_workers(self) -> None:
        """Give up where no worker was left for too long: Dask would wait for ever."""
        now = time.monotonic()
        if not self._tasks or now - self._looked < _ASIDE:
            return
        self._looked = now
        self._check_cluster()
        if _workers(self._client):
            self._seen = now
        elif now - self._seen > self._patience:
            raise NcndError(
                f"no worker was left for {self._patience:g} s; what is done stays done. "
                "To go on, start workers and give the same command again"
            )

    def _check_cluster(self) -> None:
        if self._client.status != "running":
            raise NcndError(
                "the scheduler is gone; what is done stays done. To go on, start it again and give the same command"
            )

    def _let_go(self) -> None:
        """Take back what is not begun, and have workers close their sandboxes."""
        for future in self._tasks:
            future.cancel()
        # In a thread, because Dask waits for ever for a worker that is there and does not answer.
        told = threading.Thread(target=self._tell_workers, daemon=True)
        told.start()
        told.join(_LETTING_GO)

    def _tell_workers(self) -> None:
        with contextlib.suppress(Exception):
            if self._client.status == "running" and _workers(self._client):
                self._client.run(remote.let_go, self.name, on_error="ignore")


def next_size(size: int, letters: int, seconds: float) -> int:
    """How many letters make a task, by what the last one took: halfway from *size* to what would have been right."""
    if not letters or not seconds:
        return size
    right = _TASK_SECONDS * letters / seconds
    return max(1, min(_MOST_SIZE, round((size + right) / 2)))


def _place(met: Met) -> Place:
    return Place(met.source, met.row, None, met.problem, met.metadata)


@contextlib.contextmanager
def _client(address: str) -> Iterator[Any]:
    try:
        from distributed import Client
    except ImportError:
        raise NcndError("a cluster needs dask and distributed: pip install 'ncnd_rules[cluster]'") from None
    for name in [name for name in logging.root.manager.loggerDict if name.partition(".")[0] == "distributed"]:
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)  # we say ourselves what goes wrong
    try:
        client = Client(address, timeout=_CONNECT, set_as_default=False)
    except (OSError, ValueError, TypeError) as problem:
        why = str(problem).splitlines()[0] if str(problem) else type(problem).__name__
        raise NcndError(f"{address}: no scheduler can be reached ({why})") from None
    try:
        yield client
    finally:
        with contextlib.suppress(Exception):
            client.close(timeout=5)


def _workers(client: Any) -> dict[str, Any]:
    """The workers there are, by address; none where the scheduler cannot say."""
    try:
        found: dict[str, Any] = client.scheduler_info(n_workers=-1)["workers"]
    except (OSError, TimeoutError, RuntimeError):
        return {}
    return found
