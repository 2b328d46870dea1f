"""The guard: files of foreign formats are read in a child process with limits, never in this one.

No library is safe against every file: seven hundred bytes make a PDF reader eat all memory there
is. One child serves many files; one that fails is thrown away, and the next file gets a new one.
"""

import atexit
import contextlib
import os
import signal
import subprocess
import threading
from collections.abc import Callable
from typing import IO, TypeVar

from ncnd_rules.errors import Unreadable
from ncnd_rules.read.extract import Extract, from_json
from ncnd_rules.read.frames import EDIT, Frame, receive, send
from ncnd_rules.read.process import Child, end, killed_after, started
from ncnd_rules.read.sniff import Format

MOST_MEMORY = 2**30  # bytes of address space of the child
MOST_CPU = 20  # seconds of processor time a file
MOST_TIME = 40  # seconds by the clock a file: the machine may be busy
_ANSWERS = ("extract", "unreadable", "edited")
_MOST_ANSWER = 256 * 2**20  # bytes

_Answer = TypeVar("_Answer")


class Guard:
    """A child process that reads files, and the limits it is held to.

    Several threads may share one; they take turns.

    Args:
        most_memory: bytes of address space.
        most_cpu: seconds of processor time a file.
        most_time: seconds by the clock a file.
        child: what the interpreter is to run.
    """

    def __init__(
        self,
        most_memory: int = MOST_MEMORY,
        most_cpu: int = MOST_CPU,
        most_time: float = MOST_TIME,
        child: tuple[str, ...] = ("-m", "ncnd_rules.read.child"),
    ) -> None:
        self._command = child
        self._most_memory = most_memory
        self._most_cpu = most_cpu
        self._most_time = most_time
        self._child: Child | None = None
        self._turn = threading.Lock()

    def extract(self, data: bytes, form: Format) -> Extract:
        """What a file says.

        Raises:
            Unreadable: with the reason; a limit that was hit is one.
        """
        return self._answer(data, form, _understood)

    def edited(self, data: bytes, edits: bytes) -> bytes:
        """A Word file with words exchanged.

        Args:
            edits: as JSON, told by paragraphs.

        Raises:
            Unreadable: as for `extract`, and for words that cannot be edited.
        """
        return self._answer(edits + b"\n" + data, EDIT, _edited)

    def _answer(self, data: bytes, word: str, use: Callable[[Frame], _Answer]) -> _Answer:
        with self._turn:
            sound = False  # whether the child has said all it had to say, and can be asked again
            try:
                frame, late = self._ask(data, word)
                if frame is None or frame.word not in _ANSWERS:
                    raise Unreadable(self._gone(frame, late=late))
                sound = not late and frame.word == "unreadable"
                answer = use(frame)
                sound = not late
                return answer
            finally:
                # Also after an interrupt: what was left unsaid would be taken for the answer to the next question.
                if not sound:
                    self.close()

    def close(self) -> None:
        """End the child; a later file starts another."""
        child, self._child = self._child, None
        if child is not None:
            end(child)

    def _ask(self, data: bytes, word: str) -> tuple[Frame | None, bool]:
        """The child's answer, and whether it was stopped for being late."""
        child = self._child
        if child is None or child.poll() is not None:
            child = self._start()
            # The time of a file begins when its reader has started, which takes its own on a busy machine.
            _, late = self._heard(child, lambda _: None)
            if late:
                raise Unreadable(f"cannot be read: its reader did not start within {self._most_time:g} seconds")
        return self._heard(child, lambda requests: send(requests, word, data))

    def _heard(self, child: Child, ask: Callable[[IO[bytes]], None]) -> tuple[Frame | None, bool]:
        assert child.stdin is not None
        assert child.stdout is not None
        with killed_after(self._most_time, child) as late:
            try:
                ask(child.stdin)
                return receive(child.stdout, _MOST_ANSWER), late.is_set()
            except OSError:
                return None, late.is_set()

    def _start(self) -> Child:
        self.close()
        said = None if os.environ.get("NCND_DEBUG") else subprocess.DEVNULL
        self._child = started((*self._command, str(self._most_memory), str(self._most_cpu)), said)
        return self._child

    def _gone(self, frame: Frame | None, *, late: bool) -> str:
        """Why there is no answer that can be used."""
        if frame is not None and frame.word == "defect":
            told = frame.payload.decode("utf-8", "replace")
            return f"its reader failed ({told}); please report it, with the file where you may"
        if late:
            return f"took more than {self._most_time:g} seconds to read"
        if frame is not None and frame.word == "memory":
            return f"needs more than {self._most_memory // 2**20} MB of memory to read"
        if self._child is None:
            return "its reader could not be started"
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._child.wait(timeout=5)
        code = self._child.returncode
        if code is not None and code < 0:
            if -code == getattr(signal, "SIGXCPU", None):
                return f"took more than {self._most_cpu} seconds of processor time to read"
            told = signal.strsignal(-code) or f"signal {-code}"
            return f"made its reader crash ({told.lower()}): needs too much memory, or is damaged"
        return "made its reader stop without an answer: needs too much memory, or is damaged"


def _understood(frame: Frame) -> Extract:
    told = frame.payload.decode("utf-8", "replace")
    if frame.word == "unreadable":
        raise Unreadable(told)
    try:
        return from_json(told)
    except (ValueError, TypeError):
        raise Unreadable("made its reader answer with what cannot be understood") from None


def _edited(frame: Frame) -> bytes:
    if frame.word == "unreadable":
        raise Unreadable(frame.payload.decode("utf-8", "replace"))
    return frame.payload


_SHARED = Guard()
atexit.register(_SHARED.close)


def extract(data: bytes, form: Format) -> Extract:
    """What a file of a foreign format says, read under guard.

    Raises:
        Unreadable: with the reason.
    """
    return _SHARED.extract(data, form)


def edited(data: bytes, edits: bytes) -> bytes:
    """A Word file with words exchanged, edited under guard.

    Raises:
        Unreadable: with the reason.
    """
    return _SHARED.edited(data, edits)
