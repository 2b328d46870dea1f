"""An audit on a cluster: a real scheduler and real workers on this machine, some of which are killed."""

import json
import os
import shutil
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from click.testing import CliRunner, Result
from local_cluster import ENVIRONMENT, Cluster, cluster_in, started, until
from planted import write

from ncnd_rules.audit import cluster, remote, workers
from ncnd_rules.audit.addresses import warning_of
from ncnd_rules.audit.drive import Order, run_audit
from ncnd_rules.audit.keys import Keys
from ncnd_rules.audit.remote import Job, Refused
from ncnd_rules.audit.sandbox import CHILD, Limits
from ncnd_rules.audit.schema import BY_NAME
from ncnd_rules.audit.shards import rows_in, shards, take_over, write_batches
from ncnd_rules.cli import main
from ncnd_rules.errors import InputError, NcndError

pytest.importorskip("distributed", reason="distributed is not installed: pip install 'ncnd_rules[cluster]'")

OF_LETTERS = ("letters", "paragraphs", "facts", "findings", "outcomes", "derivations")
LETTERS = 16


@pytest.fixture
def new_cluster(tmp_path: Path) -> Iterator[Cluster]:
    with cluster_in(tmp_path) as made:
        yield made


class Known(NamedTuple):
    """Letters, and what one machine makes of them."""

    letters: Path
    audit: Path


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Known:
    folder = tmp_path_factory.mktemp("cluster")
    letters = write(LETTERS, folder).folder / "letters"
    first = next(letters.rglob("*.txt"))
    shutil.copy(first, letters / "again.txt")
    run_audit(Order((str(letters),), folder / "audit", workers=2))
    return Known(letters, folder / "audit")


def kept(audit: Path) -> dict[str, Counter[str]]:
    """Every row about letters, and which letter stands where."""
    rows = {
        table: Counter(json.dumps(row, default=bytes.hex, sort_keys=True) for row in rows_in(audit, table))
        for table in OF_LETTERS
    }
    places = {f"{row['source']} {row['letter']}" for row in rows_in(audit, "occurrences")}
    return {**rows, "occurrences": Counter(places)}


def check_keys(audit: Path) -> None:
    """No row of any table is there twice."""
    for name in (*OF_LETTERS, "occurrences", "status"):
        keys = Counter(tuple(row[column] for column in BY_NAME[name].key) for row in rows_in(audit, name))
        assert [] == [key for key, times in keys.items() if times > 1], name


def ncnd(*words: str | Path) -> Result:
    return CliRunner().invoke(main, ["audit", *map(str, words)])


def in_place(audit: Path) -> list[Path]:
    """The shards of letters, of which some are there while others are worked on."""
    return [path for path in shards(audit) if not path.name.startswith("rules-")]


def half_way_with_one_worker_lost(known: Known, workers: Cluster, audit: Path) -> subprocess.Popen[bytes]:
    """An audit by two workers, of which one was killed as soon as some letters were in place."""
    lost = workers.grow()
    workers.grow()
    words = ("-m", "ncnd_rules", "audit", known.letters, "-o", audit, "--scheduler", workers.address)
    running = started(*words, cwd=audit.parent)
    until(lambda: in_place(audit) or running.poll() is not None)
    lost.kill()
    return running


def test_workers_come_to_what_one_machine_comes_to(known: Known, new_cluster: Cluster, tmp_path: Path) -> None:
    """
    Row for row; copies are worked on once, and a second run has nothing to do.
    """
    new_cluster.grow()
    new_cluster.grow()
    audit = tmp_path / "audit"
    first = ncnd(known.letters, "-o", audit, "--scheduler", new_cluster.address)
    again = ncnd(known.letters, "-o", audit, "--scheduler", new_cluster.address)

    assert first.exit_code == again.exit_code == 0, first.output + again.output
    assert kept(known.audit) == kept(audit)
    check_keys(audit)
    assert " 0 encoded, 0 checked" in again.stderr
    assert "warning" not in first.stderr


@pytest.mark.slow
def test_a_worker_that_is_killed_costs_nothing(known: Known, new_cluster: Cluster, tmp_path: Path) -> None:
    """
    Its letters are worked on by the other.
    """
    audit = tmp_path / "audit"
    running = half_way_with_one_worker_lost(known, new_cluster, audit)

    assert running.wait(300) == 0, (tmp_path / "said.txt").read_text(encoding="utf-8")
    assert kept(known.audit) == kept(audit)
    check_keys(audit)


def test_a_worker_and_the_driver_are_killed(known: Known, new_cluster: Cluster, tmp_path: Path) -> None:
    """
    What was in place stays, what workers bring afterwards is not put in place, and the next run does the rest.
    """
    audit = tmp_path / "audit"
    running = half_way_with_one_worker_lost(known, new_cluster, audit)
    os.killpg(running.pid, signal.SIGKILL)
    running.wait()
    before = {path.name for path in in_place(audit)}
    ended = ncnd(known.letters, "-o", audit, "--scheduler", new_cluster.address)

    assert ended.exit_code == 0, ended.output
    assert before <= {path.name for path in in_place(audit)}
    assert kept(known.audit) == kept(audit)
    check_keys(audit)


@pytest.mark.slow
def test_where_no_worker_is_left_the_driver_does_not_wait_for_ever(
    known: Known, new_cluster: Cluster, tmp_path: Path
) -> None:
    """
    It ends with what can be done about it, and another run goes on, here on one machine.
    """
    only = new_cluster.grow()
    audit = tmp_path / "audit"
    words = ("-m", "ncnd_rules", "audit", known.letters, "-o", audit, "--patience", "2")
    running = started(*words, "--scheduler", new_cluster.address, cwd=tmp_path)
    until(lambda: in_place(audit) or running.poll() is not None)
    only.kill()
    code = running.wait(300)
    said = (tmp_path / "said.txt").read_text(encoding="utf-8")

    assert code == 2, said
    assert "no worker was left for 2 s; what is done stays done" in said
    assert "Traceback" not in said
    assert ncnd(known.letters, "-o", audit).exit_code == 0
    assert kept(known.audit) == kept(audit)
    check_keys(audit)


@pytest.mark.slow
def test_a_worker_of_another_program_is_refused_by_name(known: Known, new_cluster: Cluster, tmp_path: Path) -> None:
    """
    Before anything is worked on; a cluster without a worker is said to be one.
    """
    audit = tmp_path / "audit"
    empty = ncnd(known.letters, "-o", audit, "--scheduler", new_cluster.address)
    older = tmp_path / "older.py"
    older.write_text("import ncnd_rules\nncnd_rules.__version__ = '0.0.9'\n", encoding="utf-8")
    new_cluster.grow("--preload", older)
    until(
        lambda: (
            "0.0.9" in (told := ncnd(known.letters, "-o", audit, "--scheduler", new_cluster.address)).stderr and told
        )
    )
    told = ncnd(known.letters, "-o", audit, "--scheduler", new_cluster.address)

    assert empty.exit_code == told.exit_code == 2
    assert "the cluster has no worker; start one with `dask worker tcp://127.0.0.1" in empty.stderr
    assert "workers that must not take part: tcp://127.0.0.1:" in told.stderr
    assert "has ncnd_rules 0.0.9, expected 0.1.0" in told.stderr
    assert [] == in_place(audit)


@pytest.fixture
def job(tmp_path: Path) -> Job:
    mark = take_over(tmp_path)
    keys = Keys("e", "r", "g")
    return Job(
        "1", mark, str(tmp_path), str(tmp_path), keys, "0.1.0", sys.version.split()[0], Limits(), False, "", CHILD
    )


def test_a_worker_knows_whether_it_may_take_part(job: Job, tmp_path: Path) -> None:
    """
    Program, Python to its second number, the shared folder, the run that owns it, and at last rules and registers.
    """
    assert remote.unfit(job) == ""
    assert remote.unfit(job._replace(python=".".join((*job.python.split(".")[:2], "99")))) == ""
    assert "expected 3.99" in remote.unfit(job._replace(python="3.99.1"))
    assert "expected 9.9" in remote.unfit(job._replace(program="9.9"))
    assert "expected a folder that all workers share" in remote.unfit(job._replace(audit=str(tmp_path / "elsewhere")))
    other = remote.greet(job)
    assert isinstance(other, Refused)
    assert "rules, registers or program" in other.why
    remote.let_go(job.run)
    take_over(tmp_path)
    assert remote.unfit(job) == "works for a run that another has followed"


def test_who_comes_too_late_puts_nothing_in_place(tmp_path: Path) -> None:
    """
    A writer whose run was followed by another leaves no trace; one that was twice given the same work, one shard.
    """
    first = take_over(tmp_path)
    assert write_batches(tmp_path, "one", {}, first).is_dir()
    assert write_batches(tmp_path, "one", {}, first).is_dir()
    take_over(tmp_path)
    with pytest.raises(InputError, match="another run has taken the audit over"):
        write_batches(tmp_path, "two", {}, first)

    assert ["one"] == [path.name for path in (tmp_path / "shards").iterdir()]


def test_tasks_grow_and_shrink_to_the_right_length() -> None:
    """
    Of letters of 20 ms some thirty make a task, of letters of 2 s one; what took no time says nothing.
    """
    fast = slow = 8
    for _ in range(8):
        fast = cluster.next_size(fast, fast, fast * 0.02)
        slow = cluster.next_size(slow, slow, slow * 2.0)

    assert 0.2 <= fast * 0.02 <= 1.0
    assert slow == 1
    assert cluster.next_size(8, 0, 0.0) == 8


def test_an_open_network_is_warned_of() -> None:
    """
    Not of this machine's own addresses, nor of what is encrypted.
    """
    told = warning_of(["192.0.2.1:8786", "tcp://[::1]:1", "tcp://192.0.2.7:1"])

    assert warning_of(["tcp://127.0.0.1:8786", "tcp://localhost:1", "tls://192.0.2.7:1"]) == ""
    assert told.startswith("warning: 192.0.2.1:8786, tcp://192.0.2.7:1 is reached without encryption")


def test_without_a_cluster_nothing_of_it_is_loaded() -> None:
    """
    So no port can be opened where none was asked for.
    """
    code = "import sys, ncnd_rules.audit.drive, ncnd_rules.cli; sys.exit('distributed' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], env=ENVIRONMENT, check=False).returncode == 0


def test_a_scheduler_that_is_not_there_is_named(known: Known, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    With exit code 2 and no audit begun.
    """
    monkeypatch.setattr(workers, "_CONNECT", 1.0)
    told = ncnd(known.letters, "-o", tmp_path / "audit", "--scheduler", "tcp://127.0.0.1:9")
    both = ncnd(known.letters, "-o", tmp_path / "audit", "--scheduler", "tcp://127.0.0.1:9", "--workers", "2")

    assert told.exit_code == both.exit_code == 2
    assert "tcp://127.0.0.1:9: no scheduler can be reached" in told.stderr
    assert "--workers and --scheduler do not go together" in both.stderr
    assert not (tmp_path / "audit").exists()
    with pytest.raises(NcndError, match="no scheduler can be reached"):
        cluster.run_on_cluster(Order((), tmp_path / "audit"), "nonsense://", say=print)
