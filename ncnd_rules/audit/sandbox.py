"""The parent's hand on a child: asks it about one letter at a time, and says what became of a letter that ends it."""

import contextlib
import json
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import IO, Any, NamedTuple

from ncnd_rules.audit.keys import Keys
from ncnd_rules.errors import NcndError
from ncnd_rules.read.frames import Frame, receive, send
from ncnd_rules.read.process import Child, end, killed_after, started

_MOST_ANSWER = 512 * 2**20  # bytes
_START = 180.0  # seconds in which a child has to be ready: the machine may be busy
_STARTS = 3  # times that a child is started before that is given up: somebody may end one, or memory be short
CHILD = ("-m", "ncnd_rules.audit.child")
FAILURES = ("crash", "timeout", "memory", "exception")


class Limits(NamedTuple):
    """What one letter may take."""

    memory: int = 2**30  # bytes of address space of the child
    seconds: float = 60  # by the clock


class Fate(NamedTuple):
    """What became of one letter."""

    state: str  # done, unreadable, or one of FAILURES
    stage: str  # how far it came: read, encode or check
    reason: str | None  # why it is not done
    seconds: float
    payload: bytes = b""  # the rows, as JSON, where it is done


class Hello(NamedTuple):
    """What a child says of itself when it is ready."""

    keys: Keys
    program: str
    python: str
    evaluator: str
    rules: list[dict[str, Any]]


class Sandbox:
    """One child process, and another in its place where a letter has ended it.

    Args:
        limits: what one letter may take.
        rulesets: a folder of rules instead of the shipped one.
        child: what the interpreter is to run.
        expected: the keys that the child has to work under; none: those of the first that is started.
    """

    def __init__(
        self,
        limits: Limits | None = None,
        rulesets: Path | None = None,
        child: tuple[str, ...] = CHILD,
        expected: Keys | None = None,
    ) -> None:
        self._expected = expected
        self._limits = limits or Limits()
        self._rulesets = rulesets
        self._command = child
        self._child: Child | None = None
        self._said: IO[bytes] | None = None  # what it wrote to its standard error
        self._hello: Hello | None = None
        self._closed = False
        self._turn = threading.Lock()  # whoever ends it may be another thread than the one that asks

    def hello(self) -> Hello:
        """What the child says of itself; it is started where it is not there.

        Raises:
            NcndError: where none can be started, or the rules or the program are others than at first.
        """
        if self._child is None or self._child.poll() is not None or self._hello is None:
            self._start()
        assert self._hello is not None
        return self._hello

    def expect(self, keys: Keys) -> None:
        """Have its child, and every other in its place, work under some keys.

        Raises:
            NcndError: where one that was started works under others.
        """
        self._expected = keys
        if self._hello is not None:
            self._check_keys(self._hello)

    def ask(self, request: bytes) -> Fate:
        """What becomes of one letter. One that ends its child is tried again in a fresh one before it is blamed.

        Raises:
            NcndError: as for `hello`, or where the sandbox was closed meanwhile.
        """
        fate = self._ask_once(request)
        return fate if fate.state not in FAILURES else self._ask_once(request)

    def close(self) -> None:
        """End the child and start no other; from any thread."""
        with self._turn:
            self._closed = True
            self._end()

    def _ask_once(self, request: bytes) -> Fate:
        self.hello()
        child = self._child
        assert child is not None
        assert child.stdin is not None
        assert child.stdout is not None
        began = time.perf_counter()
        stage = "read"
        frame: Frame | None = None
        with killed_after(self._limits.seconds, child) as late:
            try:
                send(child.stdin, "letter", request)
                while (frame := receive(child.stdout, _MOST_ANSWER)) is not None and frame.word == "stage":
                    stage = frame.payload.decode("ascii", "replace")
            except (OSError, ValueError):  # a pipe of a child that another thread has ended is closed
                frame = None
        if self._closed:
            raise NcndError("the audit was stopped")
        seconds = time.perf_counter() - began
        if frame is not None and not late.is_set():
            if frame.word == "done":
                return Fate("done", "check", None, seconds, frame.payload)
            if frame.word == "unreadable":
                return Fate("unreadable", "read", frame.payload.decode("utf-8", "replace"), seconds)
        state, reason = self._failed(child, frame, late=late.is_set())
        with self._turn:
            self._end()  # what failed once in a process may have left it unfit for the next letter
        return Fate(state, stage, reason, seconds)

    def _failed(self, child: Child, frame: Frame | None, *, late: bool) -> tuple[str, str]:
        if late:
            return "timeout", f"took more than {self._limits.seconds:g} seconds"
        if frame is not None and frame.word == "memory":
            return "memory", f"needs more than {self._limits.memory // 2**20} MB of memory"
        if frame is not None and frame.word == "exception":
            return "exception", f"{frame.payload.decode('utf-8', 'replace')}; please report it"
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(timeout=5)
        code = child.returncode
        if code is None:
            return "crash", "its process answered with what cannot be understood"
        if code < 0:
            return "crash", f"its process ended by a signal ({(signal.strsignal(-code) or str(-code)).lower()})"
        return "crash", f"its process ended without an answer (exit code {code})"

    def _start(self) -> None:
        for _ in range(_STARTS):
            frame = self._first_word()
            if self._closed:
                raise NcndError("the audit was stopped")
            if frame is not None:
                break
        if frame is not None and frame.word == "refused":
            raise NcndError(frame.payload.decode("utf-8", "replace"))
        if frame is None or frame.word != "hello":
            raise NcndError(f"no process for letters could be started: {self._last_words()}")
        told = json.loads(frame.payload)
        hello = Hello(**told | {"keys": Keys(*told["keys"])})
        self._check_keys(hello)
        self._hello, self._expected = hello, hello.keys

    def _check_keys(self, hello: Hello) -> None:
        if hello.keys != (self._expected or hello.keys):
            raise NcndError("the rules, registers or program have changed while the audit ran; start it again")

    def _first_word(self) -> Frame | None:
        """Start a child, and what it says when it is ready; none where it ended before."""
        with self._turn:
            self._end()
            if self._closed:
                return None
            child, said = self._spawn()
            self._child, self._said = child, said
        assert child.stdout is not None
        with killed_after(_START, child):
            try:
                return receive(child.stdout, _MOST_ANSWER)
            except (OSError, ValueError):
                return None

    def _spawn(self) -> tuple[Child, IO[bytes]]:
        limits = (str(self._limits.memory), str(self._limits.seconds))
        said = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the child
        group: dict[str, Any] = {"process_group": 0} if sys.platform != "win32" else {}  # Ctrl-C is for the parent
        try:
            child = started((*self._command, *limits, str(self._rulesets or "")), said, **group)
        except OSError as problem:
            said.close()
            raise NcndError(f"no process for letters could be started: {problem.strerror}") from None
        return child, said

    def _last_words(self) -> str:
        if self._said is None or self._said.closed:
            return "it said nothing"
        self._said.seek(0)
        lines = self._said.read().decode("utf-8", "replace").split("\n")
        return next((line.strip() for line in reversed(lines) if line.strip()), "it said nothing")

    def _end(self) -> None:
        child, self._child = self._child, None
        if child is not None:
            end(child)
        if self._said is not None:
            self._said.close()


def request_for(
    data: bytes, name: str, *, keep_text: bool, docx: bytes = b"", known: dict[str, Any] | None = None
) -> bytes:
    """What a child is asked about one letter.

    Args:
        docx: the Word file that was made of it, where its own format needs that.
        known: its rows, where it was encoded before; its bytes are then not sent.
    """
    head = json.dumps({"name": name, "keep_text": keep_text, "docx": len(docx), "known": known})
    return b"".join((head.encode(), b"\n", *((data, docx) if known is None else ())))
