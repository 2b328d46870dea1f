"""The workers of a Dask cluster, and what they are given to do: the only module that knows Dask.

A task is done again where its worker was lost, so that doing it twice has to come to the same.
"""

import contextlib
import logging
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, wait
from typing import Any, NamedTuple, TypeVar

from ncnd_rules.audit import remote
from ncnd_rules.audit.addresses import warning_of
from ncnd_rules.audit.remote import Refused
from ncnd_rules.errors import NcndError

_LOOK = 0.2  # seconds between two looks at how it goes
_ASIDE = 2.0  # seconds between two looks whether workers are left
_CONNECT = 20.0  # seconds in which a scheduler has to answer
_GREETING = 300.0  # seconds in which all workers have to be ready
_LETTING_GO = 20.0  # seconds in which workers have to close their children
_TASKS_A_WORKER = 2  # in work and waiting: a worker that is done finds the next one there
_TRIES = 5  # of a task whose worker was lost each time

Given = TypeVar("Given")


class _Call(NamedTuple):
    """A task on its way, and what it was given out for."""

    reason: Any
    work: Callable[..., Any]
    given: tuple[Any, ...]
    tries: int = 1


class Workers:
    """The workers of a cluster, and what they are at."""

    def __init__(self, client: Any, patience: float, threads: int) -> None:
        self.threads = threads
        self._client = client
        self._patience = patience
        self._executor = client.get_executor(pure=False, retries=0)
        self._calls: dict[Future[Any], _Call] = {}
        self._looked = self._seen = time.monotonic()

    @property
    def are_at_work(self) -> bool:
        """Whether anything is to come back."""
        return bool(self._calls)

    @property
    def have_room(self) -> bool:
        """Whether one of them may soon have nothing to do."""
        return len(self._calls) < _TASKS_A_WORKER * self.threads

    def greet(self, work: Callable[..., Any], *given: Any) -> None:
        """See that every worker may take part.

        Raises:
            NcndError: naming those that may not.
        """
        asked = {
            self._client.submit(work, *given, workers=[address], allow_other_workers=False, pure=False): address
            for address in _addresses(self._client)
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

    def give(self, reason: Any, work: Callable[..., Any], *given: Any) -> None:
        """Have something done."""
        self._submit(_Call(reason, work, given))

    def brought(self) -> Iterator[tuple[Any, Any]]:
        """What has come back, each with what it was given out for, after a moment at most.

        Raises:
            NcndError: where a task was lost too often, or no worker is left that may do it.
        """
        done, _ = wait(self._calls, timeout=_LOOK, return_when=FIRST_COMPLETED)
        for future in done:
            call = self._calls.pop(future)
            try:
                found = future.result()
            except (Exception, CancelledError) as problem:  # noqa: BLE001 - whatever became of it on another machine
                self._try_again(call, problem)
                continue
            if isinstance(found, Refused):
                raise NcndError(f"a worker must not go on: {found.who} {found.why}; what is done stays done")
            yield call.reason, found
        self._look_for_workers()

    def each(self, work: Callable[..., Given | Refused], tasks: Iterable[tuple[Any, ...]]) -> Iterator[Given]:
        """What every task comes to, in no order; they are taken as there is room for them.

        Raises:
            NcndError: as for `brought`.
        """
        tasks = iter(tasks)
        more = True
        while more or self.are_at_work:
            while more and self.have_room:
                given = next(tasks, None)
                more = given is not None
                if given is not None:
                    self.give(None, work, *given)
            yield from (found for _, found in self.brought())

    def let_go(self, run: str) -> None:
        """Take back what is not begun, and have them close what they kept for a run."""
        for future in self._calls:
            future.cancel()
        # In a thread, because Dask waits for ever for a worker that is there and does not answer.
        told = threading.Thread(target=self._tell, args=(run,), daemon=True)
        told.start()
        told.join(_LETTING_GO)

    def _submit(self, call: _Call) -> None:
        self._calls[self._executor.submit(call.work, *call.given)] = call

    def _try_again(self, call: _Call, problem: BaseException) -> None:
        self._check_cluster()
        if call.tries >= _TRIES:
            raise NcndError(
                f"a task was lost {_TRIES} times, the last time as {type(problem).__name__}: {problem}"[:300]
                + "; what is done stays done, so start again"
            ) from None
        self._submit(call._replace(tries=call.tries + 1))

    def _look_for_workers(self) -> None:
        """Give up where no worker was left for too long: Dask would wait for ever."""
        now = time.monotonic()
        if not self._calls or now - self._looked < _ASIDE:
            return
        self._looked = now
        self._check_cluster()
        if _addresses(self._client):
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

    def _tell(self, run: str) -> None:
        with contextlib.suppress(Exception):
            if self._client.status == "running" and _addresses(self._client):
                self._client.run(remote.let_go, run, on_error="ignore")


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


@contextlib.contextmanager
def workers_of(address: str, patience: float, say: Callable[[str], None]) -> Iterator[Workers]:
    """The workers of a cluster, for as long as they are needed.

    Args:
        address: of the scheduler, such as tls://host:8786.
        patience: seconds for which to wait while no worker is left.
        say: is told what the user should know meanwhile.

    Raises:
        NcndError: where the cluster cannot be had.
    """
    with _client(address) as client:
        there = _addresses(client)
        if told := warning_of({address, *there}):
            say(told)
        threads = sum(worker["nthreads"] for worker in there.values())
        if not threads:
            raise NcndError(f"{address}: the cluster has no worker; start one with `dask worker {address}`")
        yield Workers(client, patience, threads)


def _addresses(client: Any) -> dict[str, Any]:
    """The workers there are, by address; none where the scheduler cannot say."""
    try:
        found: dict[str, Any] = client.scheduler_info(n_workers=-1)["workers"]
    except (OSError, TimeoutError, RuntimeError):
        return {}
    return found
