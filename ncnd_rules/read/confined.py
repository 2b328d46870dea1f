"""What a child process does for its part: it keeps to its pipes and its limits. How it is started is in `process`."""

import contextlib
import os
from collections.abc import Iterator
from typing import IO

try:
    import resource
except ImportError:  # Windows has no such limits; the time limit of the parent holds there too
    resource = None  # type: ignore[assignment]


@contextlib.contextmanager
def pipes() -> Iterator[tuple[IO[bytes], IO[bytes]]]:
    """The requests and the answers, on pipes of which libraries know nothing."""
    with os.fdopen(os.dup(0), "rb") as requests, os.fdopen(os.dup(1), "wb") as answers:
        # Whatever a library prints must not get between the answers.
        nothing = os.open(os.devnull, os.O_RDWR)
        os.dup2(nothing, 0)
        os.dup2(nothing, 1)
        yield requests, answers


def hold_to(most_memory: int) -> None:
    """Limit this process, and let it leave no image of its memory behind where it crashes.

    Args:
        most_memory: bytes of address space; 0 for no limit of ours.
    """
    if resource is not None:
        if most_memory:
            _limit(resource.RLIMIT_AS, most_memory)
        _limit(resource.RLIMIT_CORE, 0)


def give_processor_time(seconds: int) -> None:
    """Let this process have so many seconds of processor time from now on."""
    if resource is not None:
        usage = resource.getrusage(resource.RUSAGE_SELF)
        _limit(resource.RLIMIT_CPU, int(usage.ru_utime + usage.ru_stime) + seconds)


def _limit(kind: int, most: int) -> None:
    """Set a limit as far as the system lets us: one that is lower already stays, and macOS refuses that of memory."""
    _, hard = resource.getrlimit(kind)
    most = most if hard == resource.RLIM_INFINITY else min(most, hard)
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(kind, (most, hard))
