"""What a worker of a cluster does where letters are compared: it asks a child of its own, and says what came of it.

As for `ncnd_rules.audit.remote`: plain values come and go, tasks say where letters stand and hold none of their words,
and what was found is put in place where it was found.
"""

import contextlib
import pickle
import subprocess
from typing import Any

from ncnd_rules.audit.child import MOST_BYTES
from ncnd_rules.audit.compare.shelves import Shelf
from ncnd_rules.audit.compare.work import Cards, Comparing, Placed, Sides
from ncnd_rules.audit.remote import kept, refusing
from ncnd_rules.errors import NcndError
from ncnd_rules.read.frames import Frame, receive, send
from ncnd_rules.read.process import Child, end, started

_CHILD = ("-m", "ncnd_rules.audit.compare.child")
_TRIES = 2  # somebody may have ended a child, or memory have been short


@refusing
def greet(comparing: Comparing) -> bool:
    """Whether rules and registers here are those of the run."""
    return bool(_ask(comparing, "greet"))


@refusing
def cards(comparing: Comparing, shelves: tuple[Shelf, ...]) -> Cards:
    """What decides which letters are laid side by side, of all letters of some shelves."""
    found: Cards = _ask(comparing, "cards", shelves)
    return found


@refusing
def compare(comparing: Comparing, sides: Sides) -> Placed:
    """Put the rules to some groups, and what comes of it in place."""
    found: Placed = _ask(comparing, "compare", sides)
    return found


class _Hand:
    """The hand on a child, and on another in its place where it has ended."""

    def __init__(self) -> None:
        self._child: Child | None = None

    def close(self) -> None:
        """End the child."""
        child, self._child = self._child, None
        if child is not None:
            end(child)

    def ask(self, word: str, payload: bytes) -> Frame | None:
        """What the child says to something; none where it has ended."""
        frame = None
        with contextlib.suppress(OSError, ValueError):
            if self._child is None:
                self._child = started(_CHILD, subprocess.DEVNULL)
            assert self._child.stdin is not None
            assert self._child.stdout is not None
            send(self._child.stdin, word, payload)
            frame = receive(self._child.stdout, MOST_BYTES)
        if frame is None:
            self.close()
        return frame


def _ask(comparing: Comparing, word: str, *given: object) -> Any:
    hand = kept(comparing.name, _Hand)
    payload = pickle.dumps((comparing, given))
    for _ in range(_TRIES):
        frame = hand.ask(word, payload)
        if frame is not None and frame.word == "done":
            return pickle.loads(frame.payload)  # noqa: S301 - of our own child
        if frame is not None:
            raise NcndError(frame.payload.decode("utf-8", "replace"))
    raise NcndError("a child that compared letters was ended")
