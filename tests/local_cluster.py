"""A Dask cluster on this machine, whose workers may be killed."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

TOP = Path(__file__).parents[1]
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(TOP), "DASK_DISTRIBUTED__LOGGING__DISTRIBUTED": "error"}


def started(*words: str | Path, cwd: Path) -> subprocess.Popen[bytes]:
    with (cwd / "said.txt").open("ab") as said:
        return subprocess.Popen(
            [sys.executable, *map(str, words)],
            cwd=cwd,
            env=ENVIRONMENT,
            stdout=said,
            stderr=said,
            start_new_session=True,
        )


def until(true: Callable[[], Any], seconds: float = 240) -> Any:
    """What comes true before long, or the test fails."""
    late = time.monotonic() + seconds
    while not (found := true()):
        assert time.monotonic() < late, "it did not come true"
        time.sleep(0.05)
    return found


class Cluster:
    """A scheduler with workers, ended with all of them when it is left."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        file = folder / "scheduler.json"
        words = ("--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", file)
        self.scheduler = started("-m", "dask", "scheduler", *words, cwd=folder)
        self.workers: list[subprocess.Popen[bytes]] = []
        until(lambda: file.is_file() and file.stat().st_size)
        self.address: str = json.loads(file.read_text(encoding="utf-8"))["address"]

    def grow(self, *words: str | Path) -> subprocess.Popen[bytes]:
        """One more worker, of one thread and without anybody who would start it again; the scheduler knows it."""
        from distributed import Client

        alike = ("--nthreads", "1", "--no-nanny", "--no-dashboard", "--host", "127.0.0.1")
        local = ("--local-directory", self._folder / "local")
        self.workers.append(started("-m", "dask", "worker", self.address, *alike, *local, *words, cwd=self._folder))
        running = [worker for worker in self.workers if worker.poll() is None]
        with Client(self.address) as client:
            client.wait_for_workers(len(running), timeout=240)
        return self.workers[-1]

    def end(self) -> None:
        """Kill what is left of it."""
        for process in (*self.workers, self.scheduler):
            process.kill()
            process.wait()


@contextmanager
def cluster_in(folder: Path) -> Iterator[Cluster]:
    """A cluster that keeps what it has to keep in a folder."""
    made = Cluster(folder)
    try:
        yield made
    finally:
        made.end()
