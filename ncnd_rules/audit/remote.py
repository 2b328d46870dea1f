"""What a worker of a cluster does: it is told where letters stand, reads them there, and keeps what they come to.

Nothing here knows which cluster that is. Every function takes and gives plain values that travel well: no letter, no
exception; what cannot be done is `Refused` with the reason.
"""

import os
import platform
import socket
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache, update_wrapper
from pathlib import Path
from typing import Concatenate, NamedTuple, ParamSpec, Protocol, TypeVar, cast

from ncnd_rules import __version__
from ncnd_rules.audit.batch import Batch, Tally
from ncnd_rules.audit.drive import Facts, fate_of
from ncnd_rules.audit.keys import Keys
from ncnd_rules.audit.ledger import Done
from ncnd_rules.audit.references import Piece, Place, places
from ncnd_rules.audit.sandbox import Limits, Sandbox
from ncnd_rules.audit.shards import owner_of
from ncnd_rules.errors import NcndError
from ncnd_rules.letter import sha256

_IDLE = 60.0  # seconds after which a sandbox is closed that nobody uses
_SHARDS_AT_HAND = 4


class Job(NamedTuple):
    """What all work of one run has alike."""

    run: str
    owner: str  # the mark by which the run owns the audit
    audit: str  # its folder, which every worker has to see under this name
    directory: str  # from which letters are named
    keys: Keys
    program: str
    python: str
    limits: Limits
    keep_text: bool
    rulesets: str  # empty for the shipped ones
    child: tuple[str, ...]


class Refused(NamedTuple):
    """Work that a worker could not do, or must not."""

    who: str
    why: str


class Met(NamedTuple):
    """What stands at one place: a letter by its digest, or why there is none."""

    source: str
    row: int | None
    letter: str | None
    problem: str
    metadata: str | None


class Wanted(NamedTuple):
    """A letter that is to be worked on."""

    letter: str
    facts: str  # the shard that has its facts; empty where none has


class Kept(NamedTuple):
    """What was put in place."""

    done: tuple[Done, ...]
    tally: Tally
    changed: tuple[int, ...]  # places in the piece at which the letter was no longer the one that was met
    told: tuple[str, ...]  # a line a letter that failed, for the log
    seconds: float  # of work


class Common(Protocol):
    """By what a worker is known to be fit for some work."""

    @property
    def audit(self) -> str | Path:
        """Its folder, which every worker has to see under this name."""

    @property
    def owner(self) -> str:
        """The mark by which a run owns the audit."""

    @property
    def program(self) -> str:
        """The version of this program."""

    @property
    def python(self) -> str:
        """The version of the interpreter."""


Rest = ParamSpec("Rest")
Given = TypeVar("Given")
Task = TypeVar("Task", bound=Common)
Tool = TypeVar("Tool", bound="Closable")


def refusing(
    work: Callable[Concatenate[Task, Rest], Given],
) -> Callable[Concatenate[Task, Rest], Given | Refused]:
    """Work that looks first whether this worker may do it, and says in words what it cannot."""

    def checked(job: Task, /, *rest: Rest.args, **named: Rest.kwargs) -> Given | Refused:
        try:
            if why := unfit(job):
                return Refused(_who(), why)
            return work(job, *rest, **named)
        except NcndError as problem:
            return Refused(_who(), str(problem))

    # What travels is the name, so that of the work has to lead here.
    update_wrapper(checked, work)
    return checked


def unfit(job: Common) -> str:
    """Why this worker must not take part; empty where it may."""
    if __version__ != job.program:
        return f"has ncnd_rules {__version__}, expected {job.program}"
    if minor(platform.python_version()) != minor(job.python):
        return f"has Python {platform.python_version()}, expected {minor(job.python)}"
    found = owner_of(Path(job.audit))
    if not found:
        return f"does not see {job.audit}, expected a folder that all workers share"
    return "" if found == job.owner else "works for a run that another has followed"


def minor(version: str) -> str:
    """``3.11`` of ``3.11.7``: what decides whether two interpreters work alike."""
    return ".".join(version.split(".")[:2])


@refusing
def greet(job: Job) -> bool:
    """Make a sandbox ready, which tells whether rules and registers here are those of the run."""
    _sandbox(job).hello()
    return True


@refusing
def survey(job: Job, piece: Piece) -> tuple[Met, ...]:
    """What stands at the places of a piece, by digest: whether it needs work is not known here."""
    return tuple(
        Met(
            place.source,
            place.row,
            None if place.data is None else sha256(place.data),
            place.problem,
            place.metadata,
        )
        for place in _places(job, piece)
    )


@refusing
def work(job: Job, piece: Piece, wanted: Mapping[int, Wanted], shard: str) -> Kept:
    """Work on the letters of a piece that are wanted, by their place in it, and put what they come to in place."""
    sandbox = _sandbox(job)
    batch = Batch(job.run, job.keys)
    changed = []
    told = []
    seconds = 0.0
    for number, place in enumerate(_places(job, piece)):
        if number not in wanted:
            continue
        letter, facts = wanted[number]
        if place.data is None or sha256(place.data) != letter:
            changed.append(number)
            continue
        known = _facts(Path(job.audit, "shards", facts)).of(letter, place.data, job.keys.encoder) if facts else None
        fate = fate_of(place, known, sandbox, keep_text=job.keep_text)
        if fate.state != "done":
            told.append(f"{place.at}: {fate.state}: {fate.reason}")
        seconds += fate.seconds
        batch.add(place, letter, fate, encoded=known is None)
    done = [] if batch.is_empty else batch.write(Path(job.audit), shard, job.owner)
    return Kept(tuple(done), batch.tally, tuple(changed), tuple(told), seconds)


def let_go(run: str) -> None:
    """Close what was kept for a run."""
    _close(lambda held: held.run == run)


def _places(job: Job, piece: Piece) -> Iterator[Place]:
    """The letters of a piece, read from here and named as the run names them."""
    here = piece._replace(
        files=tuple(os.path.join(job.directory, file) for file in piece.files),  # noqa: PTH118 - names stay names
        table=os.path.join(job.directory, piece.table) if piece.table else "",  # noqa: PTH118 - same
    )
    for number, place in enumerate(places(here)):
        yield place._replace(source=piece.table or piece.files[number])


class Closable(Protocol):
    """What is kept between two tasks."""

    def close(self) -> None:
        """Let it go."""


class _Held:
    """What is kept for a run, and since when nobody has used it."""

    def __init__(self, run: str, tool: Closable) -> None:
        self.run = run
        self.tool = tool
        self.last = time.monotonic()


_held: dict[tuple[int, str], _Held] = {}  # by thread and run: a child has one thing in work
_turn = threading.Lock()
_facts = lru_cache(_SHARDS_AT_HAND)(Facts)


def kept(run: str, make: Callable[[], Tool]) -> Tool:
    """What this thread keeps for a run, made where it is not there."""
    _close(lambda held: held.run != run and time.monotonic() - held.last > _IDLE)
    with _turn:
        name = threading.get_ident(), run
        if name not in _held:
            _held[name] = _Held(run, make())
        _held[name].last = time.monotonic()
        return cast("Tool", _held[name].tool)


def _sandbox(job: Job) -> Sandbox:
    rulesets = Path(job.rulesets) if job.rulesets else None
    return kept(job.run, lambda: Sandbox(job.limits, rulesets, job.child, job.keys))


def _close(unwanted: Callable[[_Held], bool]) -> None:
    with _turn:
        gone = {name: held for name, held in _held.items() if unwanted(held)}
        for name in gone:
            del _held[name]
    for held in gone.values():
        held.tool.close()


def _who() -> str:
    return f"{socket.gethostname()}, process {os.getpid()}"
