"""Letters compared on a cluster, by group: what one machine finds is found, whoever is killed, and no words travel."""

import json
import os
import pickle
import signal
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from local_cluster import Cluster, cluster_in, started, until
from planted import write
from small_audit import audit_of

from ncnd_rules.audit.compare import elsewhere, there
from ncnd_rules.audit.compare.child import Desk
from ncnd_rules.audit.compare.run import Compared, compare_stored
from ncnd_rules.audit.compare.work import Comparing
from ncnd_rules.audit.remote import Refused, let_go
from ncnd_rules.audit.schema import BY_NAME
from ncnd_rules.audit.shards import rows_in, shards, take_over
from ncnd_rules.errors import NcndError

LETTERS = 60
OF_GROUPS = ("encoder", "ruleset", "registers", "group", "kind", "letters")
# As a process of its own; a group a task, so that there is a middle in which to kill somebody.
DRIVER = """
import sys
from pathlib import Path
from ncnd_rules.audit.compare import there
there.IN_A_JOB = 1
there.compare_on_cluster(Path(sys.argv[1]), sys.argv[2], say=print)
"""


class Known(NamedTuple):
    """Letters that were read, and what one machine finds between them."""

    files: tuple[Path, ...]
    found: tuple[Counter[str], Counter[str]]
    compared: Compared


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Known:
    folder = tmp_path_factory.mktemp("alone")
    files = tuple(folder / name for name in write(LETTERS, folder).letters)
    audit_of(files, folder / "audit", check=False)
    compared = compare_stored(folder / "audit")
    assert compared.findings > 3
    return Known(files, found_in(folder / "audit"), compared)


@pytest.fixture
def audit(known: Known, tmp_path: Path) -> Path:
    audit_of(known.files, tmp_path / "audit", check=False)
    return tmp_path / "audit"


@pytest.fixture
def new_cluster(tmp_path: Path) -> Iterator[Cluster]:
    with cluster_in(tmp_path) as made:
        yield made


def found_in(audit: Path) -> tuple[Counter[str], Counter[str]]:
    """Every group that was worked on, and every finding, without what tells one run from another."""
    groups = (row for row in rows_in(audit, "groups") if not row["known"])
    findings = ({**row, "run": "", "number": 0} for row in rows_in(audit, "comparisons"))
    return (
        Counter(json.dumps([row[name] for name in OF_GROUPS]) for row in groups),
        Counter(json.dumps(row, sort_keys=True) for row in findings),
    )


def check_numbers(audit: Path) -> None:
    """No two findings of a run have one number."""
    keys = Counter(tuple(row[name] for name in BY_NAME["comparisons"].key) for row in rows_in(audit, "comparisons"))
    assert [] == [key for key, times in keys.items() if times > 1]


def compared_in(audit: Path) -> list[Path]:
    """The shards in which groups were put in place."""
    return [path for path in shards(audit) if "-compared-" in path.name]


class Alone:
    """Workers that are one, in this process, and that keep what they were given to do."""

    def __init__(self) -> None:
        self.given: list[bytes] = []

    def greet(self, _: object, comparing: Comparing) -> None:
        """As `Workers.greet`, and so on."""
        self._desk = Desk(comparing)

    def each(self, work: Callable[..., Any], tasks: Iterable[tuple[Any, ...]]) -> Iterator[Any]:
        """What comes of each task."""
        for task in tasks:
            self.given.append(pickle.dumps(task))
            if work is elsewhere.compare:
                self._desk = Desk(task[0])  # another worker than the one that opened the letters
            yield getattr(self._desk, work.__name__)(*task[1:])

    def let_go(self, _: str) -> None:
        """Nothing is kept."""


@pytest.mark.parametrize("form", ["files", "table", "kept"])
def test_tasks_say_where_letters_stand_and_hold_none_of_their_words(
    form: str, known: Known, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    And that is enough, for letters in files, in a table, or whose words were kept.
    """
    audit = tmp_path / "audit"
    texts = [file.read_bytes().decode() for file in known.files]
    if form == "table":
        table = tmp_path / "letters.jsonl"
        table.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts))
        audit_of([table], audit, check=False)
    else:
        audit_of(known.files, audit, check=False, keep_text=form == "kept")
    workers = Alone()
    monkeypatch.setattr(there, "IN_A_JOB", 4)
    compared = compare_stored(audit, hands=lambda comparing: there._There(workers, comparing))

    sentences = {line.strip() for text in texts for line in text.splitlines() if len(line) > 30}
    assert len(workers.given) > 5
    assert [] == [one for one in sentences for task in workers.given if one.encode() in task]
    assert known.compared._replace(run=compared.run) == compared
    if form == "files":
        assert known.found == found_in(audit)
    check_numbers(audit)


def test_workers_find_what_one_machine_finds(known: Known, audit: Path, new_cluster: Cluster) -> None:
    """
    The same groups and the same findings, put in place by workers; a second time nothing is left to do.
    """
    new_cluster.grow()
    new_cluster.grow()
    first = there.compare_on_cluster(audit, new_cluster.address, say=print)
    again = there.compare_on_cluster(audit, new_cluster.address, say=print)

    assert known.compared._replace(run=first.run) == first
    assert (first.groups, 0) == (again.known, again.findings)
    assert known.found == found_in(audit)
    check_numbers(audit)


def test_a_worker_and_the_driver_are_killed_and_no_group_is_compared_twice(
    known: Known, audit: Path, new_cluster: Cluster, tmp_path: Path
) -> None:
    """
    The other worker does what the lost one was at; a new driver finds what is in place, and does the rest.
    """
    lost = new_cluster.grow()
    new_cluster.grow()
    running = started("-c", DRIVER, audit, new_cluster.address, cwd=tmp_path)
    until(lambda: compared_in(audit) or running.poll() is not None)
    lost.kill()
    before = len(compared_in(audit))
    until(lambda: len(compared_in(audit)) > before + 1 or running.poll() is not None)
    os.killpg(running.pid, signal.SIGKILL)
    running.wait()
    said = (tmp_path / "said.txt").read_text(encoding="utf-8")
    there.compare_on_cluster(audit, new_cluster.address, say=print)

    assert running.returncode == -signal.SIGKILL, said
    assert known.found == found_in(audit)
    check_numbers(audit)


@pytest.fixture
def comparing(audit: Path) -> Comparing:
    """A comparing that goes on, as workers know it."""
    made: list[Comparing] = []

    def engaged(comparing: Comparing) -> Any:
        made.append(comparing)
        raise NcndError("ended")

    with pytest.raises(NcndError, match="ended"):
        compare_stored(audit, hands=engaged)
    return made[0]


def test_a_worker_says_why_it_does_not_compare(
    comparing: Comparing, audit: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    It has other rules or another program, its child ends whenever it is asked, or another run has the audit.
    """
    assert elsewhere.greet(comparing) is True
    let_go(comparing.name)
    with pytest.raises(NcndError, match="compares by other rules, registers or another program than the run"):
        Desk(comparing._replace(digest="another"))
    monkeypatch.setattr(elsewhere, "_CHILD", ("-c", "pass"))
    ended = elsewhere.greet(comparing)
    assert isinstance(ended, Refused)
    assert ended.why == "a child that compared letters was ended"
    let_go(comparing.name)
    take_over(audit)
    late = elsewhere.greet(comparing)
    assert isinstance(late, Refused)
    assert late.why == "works for a run that another has followed"
