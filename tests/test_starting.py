"""Ctrl-C before a verb runs: one sentence, whatever is being loaded."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

TOP = Path(__file__).parents[1]
# Loaded by Python before the program: presses Ctrl-C at the moment at which a module is asked for.
PRESS = """
import os, signal, sys

class Press:
    def find_spec(self, name, path=None, target=None):
        if name == os.environ["PRESS_AT"]:
            signal.raise_signal(signal.SIGINT)

sys.meta_path.insert(0, Press())
"""
SCRIPT = "import sys\nfrom ncnd_rules.cli import main\nsys.exit(main())\n"
STARTS = {"script": [sys.executable, "{}/ncnd"], "module": [sys.executable, "-m", "ncnd_rules"]}


def pressed_at(module: str, folder: Path, *command: str) -> "subprocess.CompletedProcess[str]":
    """What becomes of a program in which Ctrl-C is pressed when it loads a module."""
    (folder / "sitecustomize.py").write_text(PRESS, encoding="utf-8")
    (folder / "ncnd").write_text(SCRIPT, encoding="utf-8")
    return subprocess.run(
        [word.format(folder) for word in command],
        env={**os.environ, "PYTHONPATH": os.pathsep.join((str(folder), str(TOP))), "PRESS_AT": module},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.mark.parametrize("start", STARTS)
@pytest.mark.parametrize(
    "module",
    [
        "ncnd_rules.compare",
        "ncnd_rules.verdicts",
        "ncnd_rules.cli",
        "ncnd_rules.cli.sheet",
        "ncnd_rules.report.governed",
    ],
)
def test_it_ends_with_one_sentence(tmp_path: Path, module: str, start: str) -> None:
    """
    While the package is loaded, its verbs, or what the verb itself needs.
    """
    ended = pressed_at(module, tmp_path, *STARTS[start], "rules", "lint")

    assert (130, "", "ncnd: stopped\n") == (ended.returncode, ended.stdout, ended.stderr)


@pytest.mark.parametrize("words", ["import ncnd_rules", "import sys; sys.argv = ['ncnd']; import ncnd_rules.cli"])
def test_a_program_that_uses_the_package_hears_of_it(tmp_path: Path, words: str) -> None:
    """
    As of every other: what it does then is its own affair.
    """
    code = f"try:\n    exec({words!r})\nexcept KeyboardInterrupt:\n    print('heard')\n"

    assert "heard\n" == pressed_at("ncnd_rules.compare", tmp_path, sys.executable, "-c", code).stdout


def test_who_ignores_it_goes_on_ignoring_it(tmp_path: Path) -> None:
    """
    A shell has programs in the background do so.
    """
    in_background = ("sh", "-c", "trap '' INT; exec \"$@\"", "sh")
    ended = pressed_at("ncnd_rules.compare", tmp_path, *in_background, sys.executable, "{}/ncnd", "--version")

    assert (0, "") == (ended.returncode, ended.stderr)


def test_what_encodes_is_loaded_with_the_first_letter() -> None:
    """
    Its patterns take as long to load as the rest of the program, and much of that needs none of them.
    """
    code = "import sys, ncnd_rules.cli; print([name for name in sys.modules if name.startswith('ncnd_rules.encode.')])"
    loaded = subprocess.run([sys.executable, "-c", code], cwd=TOP, capture_output=True, text=True, check=True).stdout

    assert "[]\n" == loaded
