"""What holds until a verb runs: Ctrl-C ends the program with one sentence, also while its modules are being loaded.

Imported first of all, because what is loaded next takes half a second. A program that merely uses the package is left
as it is.
"""

import gc
import os
import signal
import sys
from contextlib import suppress
from pathlib import Path
from types import FrameType

INTERRUPTED = 130  # what shells report of a program ended by Ctrl-C
STOPPED = "ncnd: stopped"
_SCRIPT, _PACKAGE = "ncnd", "ncnd_rules"
_OBJECTS = 100_000  # between two searches for garbage: what a run loads stays to its end, and looking for more is slow


def look_seldom_for_garbage() -> None:
    """Have a process of ours make many objects before it looks which of them nothing reaches any more."""
    gc.set_threshold(_OBJECTS)


def hear_interrupts() -> None:
    """Have Ctrl-C raise `KeyboardInterrupt` again: from here on somebody takes it."""
    if signal.getsignal(signal.SIGINT) is _stop:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def _is_the_program() -> bool:
    """Whether this process was started as `ncnd` or `python -m ncnd_rules`, and for nothing else."""
    words = sys.orig_argv[1:]
    if "-m" in words:
        return words[words.index("-m") + 1 :][:1] == [_PACKAGE]
    return Path(sys.argv[0]).stem == _SCRIPT and sys.argv[0] in words


def _stop(_number: int, _frame: FrameType | None) -> None:
    with suppress(OSError):
        os.write(2, f"{STOPPED}\n".encode())
    os._exit(INTERRUPTED)


# Who starts us in the background may have us ignore interrupts.
if _is_the_program() and signal.getsignal(signal.SIGINT) is signal.default_int_handler:
    signal.signal(signal.SIGINT, _stop)
