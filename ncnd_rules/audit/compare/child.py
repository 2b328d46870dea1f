"""The child of a worker of a cluster in which letters are opened and compared: rules and letters are in it alone.

A worker has daemons for processes, which may have no children but by `subprocess`.
"""

import contextlib
import pickle
import signal
from collections.abc import Callable
from typing import Any

from ncnd_rules.audit.child import MOST_BYTES, end_with_parent
from ncnd_rules.audit.compare.concluded import Job, comparing_digest, conclude, rules_for
from ncnd_rules.audit.compare.held import Held, Opened, open_shelf
from ncnd_rules.audit.compare.here import registers_of
from ncnd_rules.audit.compare.shelves import Shelf
from ncnd_rules.audit.compare.work import Cards, Comparing, Placed, Sides, put_in_place
from ncnd_rules.errors import NcndError
from ncnd_rules.read.confined import pipes
from ncnd_rules.read.frames import Frame, receive, send
from ncnd_rules.starting import look_seldom_for_garbage


class Desk:
    """What compares, with the letters it has opened."""

    def __init__(self, comparing: Comparing) -> None:
        self._comparing = comparing
        self._registers = registers_of(comparing.rulesets)
        self._held = Held()
        keys = comparing.keys
        if (keys.ruleset, keys.registers, comparing.digest) != (
            rules_for(comparing.rulesets).digest,
            self._registers.digest,
            comparing_digest(),
        ):
            raise NcndError("compares by other rules, registers or another program than the run")

    def greet(self) -> bool:
        """Nothing more: who can say that is ready."""
        return True

    def cards(self, shelves: tuple[Shelf, ...]) -> Cards:
        """The cards of all letters of some shelves."""
        opened = [self._open(shelf) for shelf in shelves]
        return Cards([card for one in opened for card in one.cards], sum(one.absent for one in opened))

    def compare(self, sides: Sides) -> Placed:
        """Put the rules to some groups, and what comes of it in place."""
        wanted = {letter for group in sides.groups.values() for letter in group.letters}
        lacking = {letter for letter in wanted if not self._held.holds(letter)}
        for shelf in sides.shelves:
            if (own := shelf.only(lacking)).letters:
                self._open(own)
        if gone := [letter for letter in wanted if not self._held.holds(letter)]:
            raise NcndError(f"{gone[0]}: this letter is no longer at hand, and was when the comparing began")
        packed = {letter: self._held.packed(letter) for letter in wanted}
        rows = conclude(Job(tuple(sides.groups.items()), packed, self._comparing.rulesets, dict(sides.none))).rows
        groups = {digest: (group, rows[digest]) for digest, group in sides.groups.items()}
        return put_in_place(self._comparing, groups, sides.first, self._comparing.owner)

    def _open(self, shelf: Shelf) -> Opened:
        opened = open_shelf(self._comparing.audit, self._comparing.keys.encoder, shelf, self._registers)
        self._held.put(opened.packed)
        return opened


def main() -> None:
    """Answer requests until there are no more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    end_with_parent()
    look_seldom_for_garbage()
    desks: dict[str, Desk] = {}
    with pipes() as (requests, answers), contextlib.suppress(BrokenPipeError):
        while request := receive(requests, MOST_BYTES):
            send(answers, *_answer(request, desks))


def _answer(request: Frame, desks: dict[str, Desk]) -> Frame:
    try:
        comparing, given = pickle.loads(request.payload)  # noqa: S301 - of our own parent
        if comparing.name not in desks:
            desks.clear()
            desks[comparing.name] = Desk(comparing)
        work: Callable[..., Any] = getattr(desks[comparing.name], request.word)
        return Frame("done", pickle.dumps(work(*given)))
    except NcndError as problem:
        return Frame("refused", str(problem).encode("utf-8", "replace"))
    except Exception as problem:  # noqa: BLE001 - a defect must be told where it is heard
        told = f"{type(problem).__name__}: {problem}"[:500]
        return Frame("refused", f"failed to compare letters ({told}); please report it".encode("utf-8", "replace"))


if __name__ == "__main__":
    main()
