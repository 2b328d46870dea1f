"""Compare the letters of an audit: open them, group them, and put the rules to each group that is not done yet."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from datetime import UTC, datetime
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import Any, NamedTuple, TypeVar
from uuid import uuid4

from ncnd_rules.audit.comparing.concluded import Done, Job, Rows, comparing_digest, conclude, rules_for
from ncnd_rules.audit.comparing.groups import Group, groups_of
from ncnd_rules.audit.comparing.held import Held, open_letters, runs_of
from ncnd_rules.audit.comparing.set_words import asking
from ncnd_rules.audit.ledger import ledger_of
from ncnd_rules.audit.shards import rows_in, write_shard
from ncnd_rules.errors import InputError, NcndError
from ncnd_rules.letter import sha256
from ncnd_rules.registers import load_registers, registers_dir

_IN_A_JOB = 20  # groups; some tenths of a second of work
_IN_A_SHARD = 25  # jobs
_FEW = 10  # jobs that take no longer here than children take to start

Watch = Callable[[int, int], None]  # groups done, groups in all
_Item = TypeVar("_Item")
Keys = tuple[str, str, str]  # encoder, ruleset and registers


class Compared(NamedTuple):
    """What became of comparing the letters of an audit."""

    run: str
    letters: int  # that were held against others
    absent: int  # that were not, because their bytes are not at hand any more
    groups: int
    known: int  # groups of which nothing had changed
    findings: int  # of rules violated, in the groups that were worked on


def compare_stored(
    audit: Path, *, rulesets: Path | None = None, workers: int = 1, watch: Watch = lambda *_: None
) -> Compared:
    """Find what the letters of an audit say against each other, as its newest run read them.

    A group of which neither letters nor rules changed is not worked on again. What is done stays done, whatever ends
    this.

    Raises:
        NcndError: where the audit cannot be used, or a child ended.
    """
    runs = runs_of(audit)
    if not runs:
        raise InputError(audit, "holds no run yet, expected a folder that `ncnd audit` has filled")
    with ledger_of(audit):
        newest = runs_of(audit)[-1]
        registers, ruleset = load_registers(registers_dir(rulesets)), rules_for(rulesets)
        keys = (newest["encoder"], ruleset.digest, registers.digest)
        state, before = _state_of(audit, keys), _last(audit)
        if before["state"] == state and not before["absent"]:
            return Compared(newest["run"], before["letters"], 0, before["groups"], before["groups"], 0)
        with Held() as held:
            cards, absent = open_letters(audit, newest["encoder"], held, registers)
            cards, none = asking(cards)
            groups = {_digest(group, keys, none): group for group in groups_of(cards, ruleset)}
            done = {row["group"] for row in rows_in(audit, "groups", ("group",))}
            new = {digest: group for digest, group in groups.items() if digest not in done}
            writer = _Writer(audit, newest["run"], keys)
            writer.write({digest: (groups[digest], None) for digest in groups.keys() & done})
            watch(0, len(new))
            for results in _some(_concluded(new, held, none, rulesets, workers), _IN_A_SHARD):
                writer.write({digest: (groups[digest], rows) for one in results for digest, rows in one.rows.items()})
                watch(writer.compared, len(new))
            writer.end({"state": state, "letters": len(cards), "absent": absent, "groups": len(groups)})
    return Compared(newest["run"], len(cards), absent, len(groups), len(groups) - len(new), writer.findings)


def _last(audit: Path) -> dict[str, Any]:
    """What is said of the last time that the letters were compared to the end."""
    never = {"comparing": "", "state": "", "absent": 0}
    return max(rows_in(audit, "comparings"), key=lambda row: row["comparing"], default=never)


def _state_of(audit: Path, keys: Keys) -> str:
    """The digest of all that a comparison hangs on: letters are added, rules and the program change."""
    letters = {row["letter"] for row in rows_in(audit, "letters", ("letter", "encoder")) if row["encoder"] == keys[0]}
    return sha256("\0".join((*sorted(letters), *keys, comparing_digest())).encode())


def _concluded(
    groups: Mapping[str, Group], held: Held, none: Mapping[str, frozenset[str]], rulesets: Path | None, workers: int
) -> Iterator[Done]:
    jobs = (_job(own, held, none, rulesets) for own in _some(groups.items(), _IN_A_JOB))
    if workers < 2 or len(groups) <= _FEW * _IN_A_JOB:
        yield from map(conclude, jobs)
        return
    # Children that are started anew: the engine of rules keeps state that a copy of this process would share.
    with ProcessPoolExecutor(workers, get_context("spawn")) as children:
        try:
            for some in _some(jobs, 4 * workers):  # so that no more letters are in memory than are in work
                yield from children.map(conclude, some)
        except BrokenProcessPool:
            raise NcndError("a child that compared letters was ended; start again, and what is done stays") from None


def _job(
    own: tuple[tuple[str, Group], ...], held: Held, none: Mapping[str, frozenset[str]], rulesets: Path | None
) -> Job:
    letters = dict.fromkeys(letter for _, group in own for letter in group.letters)
    packed = {letter: held.packed(letter) for letter in letters}
    return Job(own, packed, rulesets, {letter: none[letter] for letter in letters if letter in none})


class _Writer:
    """Puts groups and their findings in place, some at a time."""

    def __init__(self, audit: Path, run: str, keys: Keys) -> None:
        self._audit = audit
        self._run = run
        self._keys = dict(zip(("encoder", "ruleset", "registers"), keys, strict=True))
        own = [row["number"] for row in rows_in(audit, "comparisons", ("run", "number")) if row["run"] == run]
        self._number = max(own, default=-1) + 1
        self._name = f"{datetime.now(UTC):%Y%m%dT%H%M%S}-{uuid4().hex[:6]}"
        self.compared = 0
        self._told: set[tuple[str, str, str]] = set()

    @property
    def findings(self) -> int:
        """How many violations were found, each once: two groups may share a pair of letters."""
        return len(self._told)

    def write(self, groups: Mapping[str, tuple[Group, Rows | None]]) -> None:
        """Put groups in place; those without rows were worked on before."""
        if not groups:
            return
        findings: Rows = []
        for digest, (_, rows) in groups.items():
            findings += [{**row, **self._keys, "group": digest} for row in rows or ()]
        for number, row in enumerate(findings, start=self._number):
            row |= {"run": self._run, "number": number}
        tables = {"groups": [self._row(digest, *told) for digest, told in groups.items()], "comparisons": findings}
        write_shard(self._audit, f"{self._name}-compared-{_name_of(groups)}", tables)
        self._number += len(findings)
        self.compared += sum(rows is not None for _, rows in groups.values())
        told = {(row["rule"], row["letters"], row["message"]) for row in findings if row["outcome"] == "violated"}
        self._told |= told

    def end(self, told: Mapping[str, Any]) -> None:
        """Say that all of it is in place; until then the comparison before holds."""
        row = {"comparing": self._name, "run": self._run, **told}
        write_shard(self._audit, f"{self._name}-compared-all", {"comparings": [row]})

    def _row(self, digest: str, group: Group, rows: Rows | None) -> dict[str, Any]:
        return {
            **self._keys,
            "comparing": self._name,
            "run": self._run,
            "group": digest,
            "kind": group.kind,
            "letters": json.dumps(group.letters),
            "known": rows is None,
        }


def _some(items: Iterable[_Item], most: int) -> Iterator[tuple[_Item, ...]]:
    items = iter(items)
    while some := tuple(islice(items, most)):
        yield some


def _digest(group: Group, keys: Sequence[str], none: Mapping[str, frozenset[str]]) -> str:
    unasked = (f"{letter} {name}" for letter in group.letters for name in sorted(none.get(letter, ())))
    told = "\0".join((group.kind, *group.letters, *unasked, *keys, comparing_digest()))
    return sha256(told.encode())[:16]


def _name_of(groups: Mapping[str, Any]) -> str:
    return sha256("".join(sorted(groups)).encode())[:12]
