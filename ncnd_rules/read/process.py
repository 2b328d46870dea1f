"""Child processes of ours: how one is started, timed and ended. What the child does for its part is in `confined`."""

import contextlib
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

_TOP = Path(__file__).parents[2]

Child = subprocess.Popen[bytes]


def started(command: tuple[str, ...], said: IO[bytes] | int | None, **settings: Any) -> Child:
    """Start an interpreter that runs our own modules and answers on its standard output.

    Args:
        command: what the interpreter is to run, and with which arguments.
        said: where its standard error goes.
        settings: for `subprocess.Popen`.

    Raises:
        OSError: where it cannot be started.
    """
    path = os.pathsep.join(filter(None, (str(_TOP), os.environ.get("PYTHONPATH"))))
    return subprocess.Popen(  # noqa: S603 - our own module
        # -P: a folder full of letters may hold a file that has the name of a module.
        [sys.executable, "-P", *command],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=said,
        env={**os.environ, "PYTHONPATH": path},
        **settings,
    )


def end(child: Child) -> None:
    """Kill a child, wait until it is gone, and close the pipes to it."""
    with contextlib.suppress(OSError):
        child.kill()
    child.wait()
    for stream in (child.stdin, child.stdout):
        if stream is not None:
            with contextlib.suppress(OSError):
                stream.close()


@contextlib.contextmanager
def killed_after(seconds: float, child: Child) -> Iterator[threading.Event]:
    """Kill a child that is not done within so many seconds by the clock; the event tells whether that was so."""
    late = threading.Event()

    def stop() -> None:
        late.set()
        child.kill()

    clock = threading.Timer(seconds, stop)
    clock.daemon = True
    clock.start()
    try:
        yield late
    finally:
        clock.cancel()
