"""How rule files came to be what they are, as git tells it where the folder is part of a checkout."""

import os
import shutil
import subprocess
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

_MOST_SECONDS = 60
# A folder of rules may come from a stranger, and git does what the settings in it say: no program of theirs is run to
# look at signatures or files, and nothing that a partial clone lacks is fetched.
_UNTRUSTING = (
    "-c", "protocol.allow=never", "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null",
    "-c", "core.sshCommand=false", "-c", "gpg.program=false", "-c", "gpg.ssh.program=false",
    "-c", "gpg.x509.program=false",
)  # fmt: skip
_SHOWING_NAMES_ALONE = ("--no-show-signature", "--no-ext-diff", "--no-textconv")


class Change(NamedTuple):
    """One commit that touched a file."""

    on: date
    subject: str


def history_of(folder: Path) -> Mapping[Path, tuple[Change, ...]] | None:
    """The changes of every file below a folder, the latest first; none where git knows nothing of the folder.

    A file is followed under its present name only.
    """
    git = shutil.which("git")
    if git is None:
        return None
    # %x1e begins a commit and NUL ends a name, so that no subject and no name can be taken for another.
    told = _asked(
        git,
        folder,
        "log",
        *_SHOWING_NAMES_ALONE,
        "--format=%x1e%as%x1f%s",
        "--name-only",
        "--relative",
        "-z",
        "--",
        ".",
    )
    if not told:
        return None
    found: dict[Path, list[Change]] = {}
    for commit in told.split("\x1e")[1:]:
        head, _, names = commit.partition("\0")
        day, _, subject = head.partition("\x1f")
        for name in names.strip("\0\n").split("\0"):
            found.setdefault(folder / name.strip("\n"), []).append(Change(date.fromisoformat(day), subject))
    return {path: tuple(changes) for path, changes in found.items()}


def _asked(git: str, folder: Path, *words: str) -> str:
    """What git says; nothing where it refuses, or says nothing for long."""
    try:
        done = subprocess.run(  # noqa: S603 - the one program looked up above, and nothing of its words goes to a shell
            [git, *_UNTRUSTING, "-C", folder, *words],
            env={**os.environ, "GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=_MOST_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return ""
    return done.stdout if done.returncode == 0 else ""
