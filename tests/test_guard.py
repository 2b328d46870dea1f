"""The guard: whatever a reader does, the parent gets an answer or a reason, and goes on."""

import sys
import threading
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager
from importlib import import_module
from pathlib import Path

import pytest
from processes import is_there

from ncnd_rules.errors import Unreadable
from ncnd_rules.read.extract import Extract, Line, Notice, Paragraph, as_json, from_json
from ncnd_rules.read.guard import Guard
from ncnd_rules.read.process import Child, killed_after
from ncnd_rules.reading import Anchor

# A child whose reader does what its file says.
NAUGHTY = """
import os, sys, time
from ncnd_rules.errors import Unreadable
from ncnd_rules.read import child
from ncnd_rules.read.extract import Extract, Line, Paragraph

def extract(data, form):
    word = data.decode()
    if word == "sleep":
        time.sleep(60)
    elif word == "loop":
        while True:
            pass
    elif word == "eat":
        eaten = []
        while True:
            eaten.append(bytes(2**24))  # asked for and not filled, which would take processor time
    elif word == "die":
        os.abort()
    elif word == "leave":
        os._exit(3)
    elif word == "recurse":
        def deeper(): deeper()
        deeper()
    elif word == "fail":
        raise KeyError("a defect")
    elif word == "print":
        print("extract 5")
        os.write(1, b"noise")
    elif word == "refuse":
        raise Unreadable("is no letter")
    return Extract(form, (Paragraph((Line(word),)),))

child.extract = extract
child.main(*map(int, sys.argv[1:]))
"""


@pytest.fixture(scope="module")
def guard() -> Iterator[Guard]:
    made = Guard(most_memory=2**29, most_cpu=2, most_time=6, child=("-c", NAUGHTY))
    yield made
    made.close()


def words(extract: Extract) -> str:
    return extract.paragraphs[0].lines[0].text


@pytest.mark.parametrize(
    ("word", "reason"),
    [
        ("sleep", "took more than 6 seconds to read"),
        ("eat", "needs more than 512 MB of memory to read"),
        ("die", "made its reader crash (aborted)"),
        ("leave", "made its reader stop without an answer"),
        ("recurse", "is nested too deeply"),
        ("fail", "its reader failed (KeyError: 'a defect')"),
        ("refuse", "is no letter"),
    ],
)
def test_every_end_has_its_reason(guard: Guard, word: str, reason: str) -> None:
    """
    A reader that hangs, eats memory, crashes or fails is a reason for that file; the next one is read.
    """
    with pytest.raises(Unreadable) as caught:
        guard.extract(word.encode(), "html")

    assert str(caught.value).startswith(reason)
    assert "sound" == words(guard.extract(b"sound", "html"))


@pytest.mark.skipif(sys.platform == "win32", reason="no such limit on this system")
def test_a_reader_that_runs_on() -> None:
    """
    Processor time has a limit of its own, which a busy machine, on which little of it passes, leaves as it is.
    """
    guard = Guard(most_memory=2**29, most_cpu=2, most_time=300, child=("-c", NAUGHTY))
    try:
        with pytest.raises(Unreadable, match="took more than 2 seconds of processor time to read"):
            guard.extract(b"loop", "html")
    finally:
        guard.close()


def test_the_start_of_a_reader_takes_none_of_the_time_of_a_file(guard: Guard, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    On a busy machine the start may take as long as the file: each has a clock of its own, one after the other.
    """
    module = import_module("ncnd_rules.read.guard")
    clocks: list[float] = []

    def counted(seconds: float, child: Child) -> AbstractContextManager[threading.Event]:
        clocks.append(seconds)
        return killed_after(seconds, child)

    guard.close()
    monkeypatch.setattr(module, "killed_after", counted)

    assert "first" == words(guard.extract(b"first", "html"))
    assert [6, 6] == clocks
    assert "second" == words(guard.extract(b"second", "html"))
    assert [6, 6, 6] == clocks


def test_a_reader_that_does_not_start() -> None:
    """
    That is the reason then, and not the file.
    """
    guard = Guard(most_time=1, child=("-c", f"import time; time.sleep(60)\n{NAUGHTY}"))
    try:
        with pytest.raises(Unreadable, match="its reader did not start within 1 seconds"):
            guard.extract(b"sound", "html")
    finally:
        guard.close()


def test_an_interrupt_leaves_no_answer_behind(guard: Guard, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    Where a person stops the reading of one file, the next file is given its own words.
    """
    module = import_module("ncnd_rules.read.guard")

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(module, "receive", interrupted)
        with pytest.raises(KeyboardInterrupt):
            guard.extract(b"first", "html")

    assert "second" == words(guard.extract(b"second", "html"))


def test_an_answer_that_is_none(guard: Guard, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    What cannot be understood is a reason, and no end of the program.
    """
    module = import_module("ncnd_rules.read.guard")

    with monkeypatch.context() as patched:
        patched.setattr(module, "receive", lambda *_: module.Frame("extract", b"[1, 2"))
        with pytest.raises(Unreadable, match="answer with what cannot be understood"):
            guard.extract(b"first", "html")


def test_what_a_library_prints_is_no_answer(guard: Guard) -> None:
    """
    Words on standard output do not come between the answers.
    """
    assert "print" == words(guard.extract(b"print", "html"))
    assert "sound" == words(guard.extract(b"sound", "html"))


def test_one_child_serves_many_files_and_many_threads(guard: Guard) -> None:
    """
    Each thread gets the answer to its own file.
    """
    answers: dict[str, str] = {}

    def ask(word: str) -> None:
        answers[word] = words(guard.extract(word.encode(), "html"))

    threads = [threading.Thread(target=ask, args=(f"letter {number}",)) for number in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert all(word == answer for word, answer in answers.items())
    assert 20 == len(answers)


def test_the_child_ends_with_its_parent(tmp_path: Path) -> None:
    """
    No process is left behind when a program that read files is killed.
    """
    import signal
    import subprocess

    script = (
        "import time; from ncnd_rules.read.guard import Guard; import sys; "
        "guard = Guard(child=('-c', sys.argv[1])); guard.extract(b'sound', 'html'); "
        "print(guard._child.pid, flush=True); time.sleep(60)"
    )
    parent = subprocess.Popen([sys.executable, "-c", script, NAUGHTY], stdout=subprocess.PIPE)
    assert parent.stdout is not None
    child = int(parent.stdout.readline())
    parent.send_signal(signal.SIGKILL if sys.platform != "win32" else signal.SIGTERM)
    parent.wait()
    parent.stdout.close()
    for _ in range(100):
        if not is_there(child):
            break
        time.sleep(0.05)
    else:
        pytest.fail("the child is still there five seconds after its parent has gone")


def test_an_extract_crosses_as_it_is() -> None:
    """
    What is sent as JSON is what arrives.
    """
    extract = Extract(
        "pdf",
        (
            Paragraph((Line("1. How many?", Anchor(page=2, box=(1.0, 2.5, 3.0, 4.0))), Line("None.")), "heading", True),
            Paragraph((Line("footnote", Anchor(part="footnote 2", paragraph=4)),), wrapped=True),
        ),
        (Notice("page 3 is a picture", 1, unread=True),),
    )

    assert extract == from_json(as_json(extract))
