"""The hook for repositories that keep letters: its entry, on letters that are staged."""

import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any, cast

import pytest

from ncnd_rules import yamlfile
from ncnd_rules.read import SUFFIXES

TOP = Path(__file__).parents[1]
HOOKS = TOP / ".pre-commit-hooks.yaml"
SOUND = TOP / "cases" / "partial-ncnd-sound" / "letter.txt"
DEFECTIVE = TOP / "cases" / "partial-ncnd-with-defects" / "letter.txt"

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="there is no git here")


def hook() -> dict[str, Any]:
    (only,) = cast("list[dict[str, Any]]", yamlfile.load(HOOKS))
    return only


def git(folder: Path, *words: str) -> str:
    return subprocess.run(["git", *words], cwd=folder, capture_output=True, text=True, timeout=60, check=True).stdout


def committed_with(tmp_path: Path, letters: dict[str, Path]) -> subprocess.CompletedProcess[str] | None:
    """What the hook makes of letters staged under these names, as pre-commit calls it; none where it takes none."""
    git(tmp_path, "init", "--quiet")
    for name, letter in letters.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(letter, tmp_path / name)
    git(tmp_path, "add", "--all")
    staged = git(tmp_path, "diff", "--cached", "--name-only", "-z").split("\0")
    meant = [name for name in staged if name and re.search(hook()["files"], name)]
    if not meant:
        return None
    program, *words = shlex.split(hook()["entry"])
    assert program in tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))["project"]["scripts"]
    called = [sys.executable, "-m", "ncnd_rules", *words, *hook()["args"], *meant]
    environment = {"PYTHONPATH": str(TOP), "PATH": "/usr/bin:/bin"}
    return subprocess.run(
        called, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=120, check=False
    )


def test_a_staged_letter_with_defects_stops_the_commit(tmp_path: Path) -> None:
    """
    Exit code 1 stops a commit, and what is printed names the letter, the rule and the repair.
    """
    done = committed_with(tmp_path, {"letters/a.txt": SOUND, "letters/2021/b.txt": DEFECTIVE})

    assert done is not None
    assert (1, "") == (done.returncode, done.stderr)
    assert "error[PIT-01]" in done.stdout
    assert "letters/2021/b.txt" in done.stdout
    assert "= repair:" in done.stdout


def test_a_staged_letter_that_hangs_together_goes_through(tmp_path: Path) -> None:
    """
    Exit code 0 lets a commit pass.
    """
    done = committed_with(tmp_path, {"letters/a.txt": SOUND})

    assert done is not None
    assert (0, "") == (done.returncode, done.stderr)


def test_what_is_no_letter_is_left_alone(tmp_path: Path) -> None:
    """
    Without a word of the user's, only files in a folder named letters are taken for letters.
    """
    assert committed_with(tmp_path, {"README.md": DEFECTIVE, "docs/notes.txt": DEFECTIVE}) is None


def test_the_hook_takes_every_format() -> None:
    """
    Each ending that a folder of letters is searched for is taken; what cannot be read here is said, not passed over.
    """
    assert {""} == {suffix for suffix in SUFFIXES if not re.search(hook()["files"], f"letters/a{suffix}")}


def test_the_hook_brings_the_readers_of_the_extras() -> None:
    """
    pre-commit installs no extras, so the hook names what they hold.
    """
    extras = tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]

    assert [*extras["docx"], *extras["pdf"]] == hook()["additional_dependencies"]
    assert ("ncnd-check", "python") == (hook()["id"], hook()["language"])
