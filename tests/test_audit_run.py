"""An audit does every letter once, whatever happens to it on the way."""

import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from copy import copy
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from audit_remembering import put_down
from processes import children_of, is_there

from ncnd_rules.audit import child as child_module
from ncnd_rules.audit.drive import Ended, Order, run_audit
from ncnd_rules.audit.ledger import ledger_of
from ncnd_rules.audit.sandbox import Limits
from ncnd_rules.audit.schema import BY_NAME
from ncnd_rules.audit.shards import rows_in, rows_of, shards
from ncnd_rules.engine import durable
from ncnd_rules.errors import InputError, NcndError
from ncnd_rules.letter import sha256
from ncnd_rules.shipped import rulesets_dir

HERE = Path(__file__).parent
CORPUS = HERE.parent / "cases" / "corpus" / "seen"
LETTERS = 6
OF_LETTERS = ("letters", "paragraphs", "facts", "findings", "outcomes", "derivations")
linux = pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="looks for processes where Linux lists them")


def make_letters(folder: Path, count: int = LETTERS) -> Path:
    """Some composed letters in a folder, the first of them twice."""
    folder.mkdir()
    texts = [path.read_bytes() for path in sorted(CORPUS.glob("*/letter.txt"))[:count]]
    for number, text in enumerate([*texts, texts[0]]):
        (folder / f"{number:03}.txt").write_bytes(text)
    return folder


def audited(letters: Path, audit: Path, **other: Any) -> Ended:
    return run_audit(Order((str(letters),), audit, **{"workers": 1, **other}))


def kept(audit: Path) -> dict[str, Counter[str]]:
    """Every row about letters, without the order in which they were done."""
    return {
        table: Counter(json.dumps(row, default=bytes.hex, sort_keys=True) for row in rows_in(audit, table))
        for table in OF_LETTERS
    }


def state_of(audit: Path) -> dict[str, tuple[str, str | None]]:
    """Name of each place to its state and the reason, by the last run."""
    rows = list(rows_in(audit, "status"))
    last = max(row["run"] for row in rows)
    return {Path(row["source"]).name: (row["state"], row["reason"]) for row in rows if row["run"] == last}


def check_keys(audit: Path, tables: tuple[str, ...] = (*OF_LETTERS, "occurrences", "status")) -> None:
    """No row of any table is there twice."""
    for name in tables:
        keys = Counter(tuple(row[column] for column in BY_NAME[name].key) for row in rows_in(audit, name))
        assert [] == [key for key, times in keys.items() if times > 1], name


@pytest.fixture(scope="module")
def letters(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_letters(tmp_path_factory.mktemp("audited") / "letters")


@pytest.fixture(scope="module")
def swift(letters: Path) -> tuple[str, ...]:
    """A child that knows by heart what the letters come to."""
    known = letters.parent / "known.json"
    put_down(sorted(letters.iterdir()), known)
    return str(HERE / "audit_remembering.py"), str(known)


@pytest.fixture(scope="module")
def whole(letters: Path) -> tuple[Ended, Path]:
    """An audit that nothing happened to."""
    audit = letters.parent / "whole"
    return audited(letters, audit, workers=2), audit


def test_each_letter_is_done_once_wherever_it_stands(whole: tuple[Ended, Path]) -> None:
    """
    The same bytes met twice are one letter that was met twice.
    """
    ended, audit = whole

    assert ("done", LETTERS + 1, LETTERS, LETTERS, 1) == (ended.state, *ended.tally[:4])
    assert LETTERS == sum(1 for _ in rows_in(audit, "letters"))
    assert LETTERS + 1 == sum(1 for _ in rows_in(audit, "occurrences"))
    assert {("done", None)} == set(state_of(audit).values())
    assert {"check"} == {row["stage"] for row in rows_in(audit, "status")}
    check_keys(audit)


def test_it_finds_what_check_finds(whole: tuple[Ended, Path], letters: Path) -> None:
    """
    Findings and outcomes are those of `ncnd check`, letter by letter.
    """
    from ncnd_rules.encode import encode
    from ncnd_rules.engine import check
    from ncnd_rules.read import read

    expected = {path: check(encode(read(path))) for path in sorted(letters.iterdir())[:LETTERS]}
    found = {
        (row["letter"], row["fingerprint"], row["message"], row["severity"], row["evidence"])
        for row in rows_in(whole[1], "findings")
    }
    outcomes = {(row["letter"], row["rule"], row["outcome"]) for row in rows_in(whole[1], "outcomes")}

    assert found
    assert found == {
        (
            sha256(path.read_bytes()),
            finding.fingerprint,
            finding.message,
            finding.severity,
            json.dumps([{"start": span.start, "stop": span.stop} for span in finding.evidence], separators=(",", ":")),
        )
        for path, verdicts in expected.items()
        for finding in verdicts.findings
    }
    assert outcomes == {
        (sha256(path.read_bytes()), rule, outcome.value)
        for path, verdicts in expected.items()
        for rule, outcome in verdicts.outcomes.items()
    }


def test_no_words_of_a_letter_stand_in_what_is_kept(whole: tuple[Ended, Path]) -> None:
    """
    Without --keep-text neither texts nor quotes are kept in the open.
    """
    evidence = [place for row in rows_in(whole[1], "facts") for place in json.loads(row["evidence"])]

    assert evidence
    assert {("start", "stop")} == {tuple(place) for place in evidence}
    assert {None} == {row["text"] for row in rows_in(whole[1], "letters")}
    assert {None} == {row["text"] for row in rows_in(whole[1], "paragraphs")}


def test_words_are_kept_where_that_is_asked_for(tmp_path: Path, letters: Path) -> None:
    """
    With --keep-text, of every letter of an audit or of none, texts and quotes stand where the offsets say.
    """
    one = min(letters.iterdir())
    run_audit(Order((str(one), str(one.parent / "." / one.name)), tmp_path / "audit", keep_text=True))
    (letter,) = rows_in(tmp_path / "audit", "letters")
    evidence = [place for row in rows_in(tmp_path / "audit", "facts") for place in json.loads(row["evidence"])]
    paragraphs = list(rows_in(tmp_path / "audit", "paragraphs"))

    assert one.read_bytes().decode() == letter["text"]
    assert evidence
    assert [letter["text"][place["start"] : place["stop"]] for place in evidence] == [
        place["quote"] for place in evidence
    ]
    assert [letter["text"][row["start"] : row["stop"]] for row in paragraphs] == [row["text"] for row in paragraphs]
    assert 1 == sum(1 for _ in rows_in(tmp_path / "audit", "occurrences"))
    with pytest.raises(InputError, match="was begun with --keep-text: go on with it, or name another folder"):
        audited(letters, tmp_path / "audit")


def test_a_second_run_does_nothing_again(whole: tuple[Ended, Path], letters: Path) -> None:
    """
    What is done stays done.
    """
    before = kept(whole[1])
    ended = audited(letters, whole[1])

    assert (LETTERS + 1, 0, 0, LETTERS + 1) == ended.tally[:4]
    assert before == kept(whole[1])


def test_after_a_change_of_rules_only_checking_is_repeated(whole: tuple[Ended, Path], letters: Path) -> None:
    """
    Verdicts from the facts that were kept are those from the text: all is alike but the version of the one rule.
    """
    changed = letters.parent / "rulesets"
    shutil.copytree(rulesets_dir(), changed)
    rule = min((changed / "rules").rglob("*.yaml"))
    rule.write_text(f"{rule.read_text(encoding='utf-8')}# A word more.\n", encoding="utf-8")
    before = {row["ruleset"] for row in rows_in(whole[1], "findings")}
    ended = audited(letters, whole[1], rulesets=changed, workers=2)
    told: dict[bool, Counter[str]] = {False: Counter(), True: Counter()}
    for table in ("findings", "outcomes", "derivations"):
        for row in rows_in(whole[1], table):
            own = {name: row[name] for name in row if name not in ("ruleset", "version", "citation")}
            told[row["ruleset"] in before][json.dumps(own, sort_keys=True)] += 1

    assert (LETTERS + 1, 0, LETTERS, 1) == ended.tally[:4]
    assert told[True] == told[False]
    assert 2 == len({row["ruleset"] for row in rows_in(whole[1], "rules")})
    check_keys(whole[1])


def test_it_is_refused_while_another_uses_the_folder(whole: tuple[Ended, Path], letters: Path) -> None:
    """
    Two runs never write to one folder.
    """
    with ledger_of(whole[1]), pytest.raises(InputError, match="is in use"):
        audited(letters, whole[1])


def test_a_folder_with_something_else_in_it_is_no_audit(tmp_path: Path, letters: Path) -> None:
    """
    Nothing is written among files of somebody else's.
    """
    (tmp_path / "thesis.tex").touch()

    with pytest.raises(InputError, match=r"is no audit: found thesis\.tex"):
        audited(letters, tmp_path)
    assert ["thesis.tex"] == [path.name for path in tmp_path.iterdir()]


def test_poison_costs_one_letter_each(tmp_path: Path, swift: tuple[str, ...]) -> None:
    """
    A crash (that of the engine's C code too), a hang, hunger for memory and a defect cost exactly the letter that
    brings them, and are named; a letter that fails once, for what came before it, is not blamed.
    """
    mixed = make_letters(tmp_path / "letters")
    crashed = ("crash", "its process ended by a signal (segmentation fault)")
    of_engine = {"001-engine.txt": crashed} if durable.available() else {}
    for name in of_engine:
        (mixed / name).write_text("POISON engine")
    for word in ("segfault", "hang", "memory", "exception", "leave"):
        (mixed / f"001-{word}.txt").write_text(f"POISON {word}")
    fine = (mixed / "002.txt").read_bytes()
    (mixed / "002.txt").write_bytes(fine + f"\nPOISON once {tmp_path / 'met'}\n".encode())
    (mixed / "003-empty.txt").touch()
    poisoned = (str(HERE / "audit_poisoned.py"), swift[1])
    ended = run_audit(Order((str(mixed),), tmp_path / "audit", 2, Limits(2**30, 6), child=poisoned))
    states = state_of(tmp_path / "audit")
    failing = 5 + len(of_engine)

    assert (LETTERS + 2 + failing, LETTERS, LETTERS, 1, 1, failing) == ended.tally[:6]
    assert {
        "001-segfault.txt": crashed,
        **of_engine,
        "001-hang.txt": ("timeout", "took more than 6 seconds"),
        "001-memory.txt": ("memory", "needs more than 1024 MB of memory"),
        "001-exception.txt": ("exception", "KeyError: 'a defect'; please report it"),
        "001-leave.txt": ("crash", "its process ended without an answer (exit code 3)"),
        "003-empty.txt": ("unreadable", "the file is empty"),
    } == {name: state for name, state in states.items() if state != ("done", None)}
    check_keys(tmp_path / "audit")

    again = audited(mixed, tmp_path / "audit")

    assert (LETTERS + 2 + failing, 0, 0, LETTERS + 1, 1, failing) == again.tally[:6]
    assert states == state_of(tmp_path / "audit")

    third = audited(mixed, tmp_path / "audit", again=True)

    assert (LETTERS + 2 + failing, failing, failing, LETTERS + 1, 1, 0) == third.tally[:6]
    check_keys(tmp_path / "audit")


def is_running(audit: Path) -> bool:
    """Whether a run has been entered and goes on, by what its ledger says."""
    try:
        with closing(sqlite3.connect(f"{(audit / 'ledger.sqlite').as_uri()}?mode=ro", uri=True)) as base:
            return ("running",) in base.execute("SELECT state FROM runs").fetchall()
    except sqlite3.OperationalError:  # not there yet, or in the making
        return False


def started(letters: Path, audit: Path, child: tuple[str, ...]) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, str(HERE / "audit_small_batches.py"), str(letters), str(audit), "2", *child],
        env={**os.environ, "PYTHONPATH": str(HERE.parent)},
        start_new_session=True,
    )


class Calm(NamedTuple):
    """An audit that nothing happens to."""

    audit: Path
    taken: float  # seconds, in a process of its own
    child: tuple[str, ...]


def end_at_moments(
    tmp_path: Path, moments: int, calm: Calm, end: Callable[["subprocess.Popen[bytes]"], None]
) -> Iterator[Path]:
    """Audits that were ended at random moments of theirs, again and again, and then let finish."""
    letters = make_letters(tmp_path / "letters")
    by_chance = random.Random(7)  # noqa: S311 - moments are no secrets
    audit = tmp_path / "audit-0"
    for moment in range(moments):
        process = started(letters, audit, calm.child)
        try:
            process.wait(timeout=by_chance.uniform(0.05, calm.taken))
        except subprocess.TimeoutExpired:
            end(process)
        if process.wait() == 0:
            yield audit
            audit = tmp_path / f"audit-{moment + 1}"
        elif audit.exists():
            check_keys(audit, OF_LETTERS)
    assert 0 == started(letters, audit, calm.child).wait(timeout=300)
    yield audit


def check_killed_parents(tmp_path: Path, moments: int, calm: Calm) -> None:
    orphans: list[int] = []

    def end(process: "subprocess.Popen[bytes]") -> None:
        orphans.extend(children_of(process.pid))
        process.kill()

    expected = kept(calm.audit)
    for audit in end_at_moments(tmp_path, moments, calm, end):
        assert expected == kept(audit)
        assert {("done", None)} == set(state_of(audit).values())
        assert LETTERS + 1 == len(state_of(audit))
        check_keys(audit)
    waited = time.monotonic()
    while any(map(is_there, orphans)) and time.monotonic() < waited + 10:
        time.sleep(0.1)
    assert [] == [orphan for orphan in orphans if is_there(orphan)]


def check_killed_children(tmp_path: Path, moments: int, calm: Calm) -> None:
    def end(process: "subprocess.Popen[bytes]") -> None:
        for child in children_of(process.pid):
            os.kill(child, signal.SIGKILL)
        assert 0 == process.wait(timeout=300)

    expected = kept(calm.audit)
    for audit in end_at_moments(tmp_path, moments, calm, end):
        assert expected == kept(audit)
        check_keys(audit)


@pytest.fixture(scope="module")
def calm(letters: Path, swift: tuple[str, ...]) -> Calm:
    audit = letters.parent / "untouched"
    began = time.monotonic()
    assert 0 == started(letters, audit, swift).wait(timeout=300)
    return Calm(audit, time.monotonic() - began, swift)


@pytest.fixture
def untouched(calm: Calm) -> Path:
    """As whole, but nothing is done to it later."""
    return calm.audit


@linux
def test_a_killed_parent_loses_nothing(tmp_path: Path, calm: Calm) -> None:
    """
    Killed at any moment, an audit opens, goes on, and ends with every letter once; its children end with it.
    """
    check_killed_parents(tmp_path, 3, calm)


@pytest.mark.slow
@linux
def test_a_parent_killed_at_fifty_moments_loses_nothing(tmp_path: Path, calm: Calm) -> None:
    """
    The same at fifty moments.
    """
    check_killed_parents(tmp_path, 50, calm)


@linux
def test_killed_children_lose_nothing(tmp_path: Path, calm: Calm) -> None:
    """
    A child that somebody else kills costs no letter.
    """
    check_killed_children(tmp_path, 2, calm)


@pytest.mark.slow
@linux
def test_children_killed_at_fifty_moments_lose_nothing(tmp_path: Path, calm: Calm) -> None:
    """
    The same at fifty moments.
    """
    check_killed_children(tmp_path, 50, calm)


def test_what_the_ledger_does_not_know_is_entered(tmp_path: Path, letters: Path, swift: tuple[str, ...]) -> None:
    """
    A shard that was put in place counts, whether or not anybody lived to enter it, or copied more than shards and
    runs; one that is gone does not.
    """
    audited(letters, tmp_path / "audit", child=swift)
    expected = kept(tmp_path / "audit")
    (tmp_path / "audit" / "ledger.sqlite").unlink()
    for left in (tmp_path / "audit").glob("ledger*"):
        left.unlink()
    again = audited(letters, tmp_path / "audit", child=swift)

    assert (LETTERS + 1, 0, 0, LETTERS + 1) == again.tally[:4]
    assert expected == kept(tmp_path / "audit")

    for shard in shards(tmp_path / "audit"):
        if (shard / "letters.parquet").exists():
            shutil.rmtree(shard)
    third = audited(letters, tmp_path / "audit", child=swift)

    assert (LETTERS + 1, LETTERS, LETTERS, 1) == third.tally[:4]
    assert expected == kept(tmp_path / "audit")


def test_runs_outlive_the_ledger(tmp_path: Path, letters: Path, swift: tuple[str, ...]) -> None:
    """
    They stand in runs.parquet too; a ledger that was lost is made again with them, and keeps to what they kept.
    """
    audit = tmp_path / "audit"
    first = audited(letters, audit, child=swift)
    for left in audit.glob("ledger.*"):
        left.unlink()
    with pytest.raises(InputError, match="was begun without --keep-text"):
        audited(letters, audit, keep_text=True, child=swift)
    again = audited(letters, audit, child=swift)

    assert [first.run, again.run] == [row["run"] for row in rows_of(audit, "runs")]


def audit_command(letters: Path, audit: Path, workers: int) -> list[str]:
    return [sys.executable, "-m", "ncnd_rules", "audit", str(letters), "-o", str(audit), "--workers", str(workers)]


def test_a_writer_that_fails_holds_nobody_up(tmp_path: Path, letters: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    The run ends with its message also where more was brought meanwhile than there is room for.
    """
    from ncnd_rules.audit import batch

    def failing(*_: Any) -> None:
        time.sleep(1)  # in which the worker brings the next, and waits for room with the one after
        raise InputError("audit", "cannot be written")

    monkeypatch.setattr(batch, "_MOST_LETTERS", 1)
    monkeypatch.setattr(batch.Batch, "write", failing)

    with pytest.raises(InputError, match="cannot be written"):
        audited(letters, tmp_path / "audit")


def test_a_full_disk_ends_with_one_message(tmp_path: Path, letters: Path, untouched: Path) -> None:
    """
    Where no more can be written the run says so and ends with exit code 2; with room again it goes on.
    """
    command = audit_command(letters, tmp_path / "audit", workers=1)
    limit = "import os, resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, resource.RLIM_INFINITY))"
    limited = [sys.executable, "-c", f"{limit}; os.execv(sys.argv[1], sys.argv[1:])", *command]
    done = subprocess.run(limited, capture_output=True, text=True, check=False)

    assert (2, "", 1) == (done.returncode, done.stdout, done.stderr.count("\n"))
    assert "cannot be" in done.stderr
    assert 0 == subprocess.run(command, capture_output=True, check=False).returncode
    assert kept(untouched) == kept(tmp_path / "audit")


@linux
def test_ctrl_c_keeps_what_is_done(tmp_path: Path, untouched: Path) -> None:
    """
    Ctrl-C ends the run after the letters in work, says how to go on, and loses nothing.
    """
    letters = make_letters(tmp_path / "letters")
    command = audit_command(letters, tmp_path / "audit", workers=2)
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    late = time.monotonic() + 120
    while not is_running(tmp_path / "audit"):
        assert process.poll() is None, process.communicate()[1]
        assert time.monotonic() < late, "it did not begin"
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    told = process.communicate(timeout=60)[1]

    assert 130 == process.returncode
    assert "To go on, give the same command again." in told
    assert 0 == subprocess.run(command, capture_output=True, check=False).returncode
    assert kept(untouched) == kept(tmp_path / "audit")


def test_rows_of_tables_are_letters(tmp_path: Path, letters: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    A .jsonl or .parquet file holds a letter a row, as text or by the name of a file; what else it says is kept.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    first, second = (path.read_text(encoding="utf-8") for path in sorted(letters.iterdir())[:2])
    (tmp_path / "second.txt").write_text(second, encoding="utf-8", newline="")
    rows = [{"text": first, "authority": "A Constabulary"}, {"file": "second.txt"}, {"title": "nothing"}]
    lines = [*map(json.dumps, rows), "no JSON"]
    (tmp_path / "letters.jsonl").write_text("\n".join(lines), encoding="utf-8")
    pq.write_table(pa.Table.from_pylist(rows[:1]), tmp_path / "letters.parquet")
    monkeypatch.chdir(tmp_path)
    ended = run_audit(Order(("letters.jsonl", "letters.p*"), Path("audit"), 1))
    places = {(row["source"], row["row"], row["metadata"]) for row in rows_in(Path("audit"), "occurrences")}

    assert (5, 2, 2, 1, 2) == ended.tally[:5]
    assert {
        ("letters.jsonl", 0, '{"authority": "A Constabulary"}'),
        ("letters.jsonl", 1, '{"file": "second.txt"}'),
        ("letters.parquet", 0, '{"authority": "A Constabulary"}'),
    } == places
    assert {
        (2, "has no letter, expected one of the columns text, content, file"),
        (3, "line 4: is no JSON object, expected one a line"),
    } == {(row["row"], row["reason"]) for row in rows_in(Path("audit"), "status") if row["state"] == "unreadable"}


def test_words_that_name_no_letters_are_refused(tmp_path: Path) -> None:
    """
    A run that would have nothing to do does not begin.
    """
    (tmp_path / "empty").mkdir()

    with pytest.raises(InputError, match="holds no letters"):
        audited(tmp_path / "empty", tmp_path / "audit")
    with pytest.raises(InputError, match="no such file or folder"):
        audited(tmp_path / "nowhere", tmp_path / "audit")
    with pytest.raises(InputError, match="standard input: is read by `ncnd check -`; expected files or folders"):
        audited(Path("-"), tmp_path / "audit")
    with pytest.raises(InputError, match="is to hold what is kept, expected a folder of letters"):
        audited(tmp_path / "empty", tmp_path / "empty")
    assert not (tmp_path / "audit").exists()
    assert [] == [*(tmp_path / "empty").iterdir()]


def test_what_changes_verdicts_alone_is_not_encoded_with() -> None:
    """
    Letters are encoded with those registers alone on which the digest of the encoder hangs.
    """
    from ncnd_rules.audit.keys import ENCODING_REGISTERS
    from ncnd_rules.encode.encoder import Encoder
    from ncnd_rules.encode.lexicon import load_lexicon
    from ncnd_rules.read import read
    from ncnd_rules.registers import load_registers

    few = copy(load_registers())
    for name in {"threat", "exemptions", "bodies", "procedure", "contacts", "calendar"} - {*ENCODING_REGISTERS}:
        delattr(few, name)
    encoder, encoder_of_all = Encoder(load_lexicon(), few), Encoder(load_lexicon(), load_registers())
    readings = [read(path) for path in sorted(CORPUS.glob("*/letter.txt"))[::5]]

    assert [encoder_of_all.encode(reading) for reading in readings] == [encoder.encode(reading) for reading in readings]


def test_a_child_holds_nothing_that_it_does_not_need() -> None:
    """
    What draws, reports and keeps is not loaded where letters are worked on.
    """
    listed = "import sys, ncnd_rules.audit.child; print(*{name.partition('.')[0] for name in sys.modules})"
    told = subprocess.run(
        [sys.executable, "-c", listed],
        env={**os.environ, "PYTHONPATH": str(HERE.parent)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert "ncnd_rules" in told.stdout.split()
    assert set() == set(told.stdout.split()) & {
        "click", "duckdb", "jinja2", "matplotlib", "networkx", "numpy", "pyarrow", "rapidfuzz", "rich", "sqlite3",
    }  # fmt: skip


def test_a_child_that_cannot_start_ends_the_run(tmp_path: Path, letters: Path) -> None:
    """
    Where no child can be had the run says why, in the child's own last words.
    """
    (tmp_path / "broken.py").write_text("raise SystemExit('no such luck')")

    with pytest.raises(NcndError, match="no process for letters could be started: no such luck"):
        audited(letters, tmp_path / "audit", child=(str(tmp_path / "broken.py"),))


def test_a_child_that_is_ended_while_it_starts_is_started_again(tmp_path: Path, letters: Path) -> None:
    """
    What ends a child before it is ready costs a start, not the run.
    """
    met = f"met = pathlib.Path({str(tmp_path / 'met')!r})"
    once = f"import pathlib, os\n{met}\nif not met.exists(): met.touch(); os.abort()\n"
    child = Path(child_module.__file__).read_text(encoding="utf-8")
    (tmp_path / "child.py").write_text(once + child, encoding="utf-8")
    ended = run_audit(Order((str(min(letters.iterdir())),), tmp_path / "audit", child=(str(tmp_path / "child.py"),)))

    assert ("done", 1, 1) == (ended.state, *ended.tally[:2])
