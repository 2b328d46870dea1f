"""The README and the pages of docs/ are played: what they show as typed is typed, what as a file is written.

What is printed then has to be what the page shows. ``python tests/played.py docs/tutorials/researcher.md`` writes what
is printed into the page; read the difference before you keep it.

* A ``console`` block is a session: ``$`` begins a command, ``>`` goes on with it, the rest is what is printed. A line
  of three dots stands for any lines.
* A block with a title is a file; of language ``diff``, a change to one that is there, whose other lines say where.
* A ``python`` block with ``>>>`` is an example for doctest; all of a page share their names.
* A page of which a line says so is played in a copy of the checkout, any other in an empty folder.
"""

import doctest
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from click.testing import CliRunner
from markdown_it import MarkdownIt

from ncnd_rules.cli import main

TOP = Path(__file__).resolve().parents[1]
PAGES = (TOP / "README.md", *sorted((TOP / "docs").rglob("*.md")))
IN_A_CHECKOUT = "<!-- played in a checkout -->"
_CHECKOUT = (
    "ncnd_rules", "rulesets", "pyproject.toml",
    "cases/compared", "cases/partial-ncnd-sound", "cases/partial-ncnd-with-defects", "cases/protection-withheld",
)  # fmt: skip
_PROGRAM = ("ncnd_rules/", "rulesets/")
_TITLE = re.compile(r'title="([^"]+)"')
_SHELL = re.compile(r"[|<>;&$`]|[*](?=[./])")
_ASK_AN_AUDIT = ("diff", "lineage", "pack", "report", "sample", "schema", "score", "sql")
_SECONDS = 240
# What differs from one machine, day or state of the rules to the next, and nothing in a page rests on.
_VARIES = (
    (re.compile(r"\b(?:v?[0-9a-f]{8}|\d{8}T\d{6}-[0-9a-f]{6})\b"), "#"),
    (re.compile(r"\b\d+ (?=rules?\b|satisfied\b|not applicable\b)"), "# "),
    (re.compile(r"\b\d+\.\d+ ?s\b"), "# s"),
    (re.compile(r"Evaluated by [^;]*"), "Evaluated by #"),
)


class Step(NamedTuple):
    """One thing that a page shows to be typed, with what it shows to be printed."""

    line: int  # of the page, from 0
    command: str
    shown: tuple[str, ...]


class Played(NamedTuple):
    """A page after it was played."""

    wrong: tuple[str, ...]
    text: str  # the page with what was printed


def play(page: Path, folder: Path) -> Played:
    """Play a page in a folder that is there for it alone."""
    lines = page.read_text(encoding="utf-8").split("\n")
    stage = _Stage(folder, in_a_checkout=IN_A_CHECKOUT in lines)
    wrong: list[str] = []
    made: list[tuple[Step, tuple[str, ...]]] = []
    for token in MarkdownIt().parse("\n".join(lines)):
        if token.type != "fence" or token.map is None:
            continue
        language, title, start = token.info.partition(" ")[0], _TITLE.search(token.info), token.map[0] + 1
        place = f"{page.name}:{start}"
        if title and language == "diff":
            wrong += [f"{place}: {says}" for says in stage.change(title[1], token.content)]
        elif title:
            stage.write(title[1], token.content)
        elif language == "python" and ">>>" in token.content:
            wrong += [f"{place}: {says}" for says in stage.examples(token.content, place)]
        elif language == "console":
            for step in steps(token.content, start):
                printed = stage.typed(step.command)
                made.append((step, printed))
                if not is_shown(step.shown, printed):
                    told = "\n".join(printed)
                    wrong.append(f"{page.name}:{step.line + 1}: $ {step.command}\nprinted\n{told}\n")
    for step, printed in reversed(made):
        if not is_shown(step.shown, printed):
            first = step.line + 1 + step.command.count("\n")
            lines[first : first + len(step.shown)] = printed
    return Played(tuple(wrong), "\n".join(lines))


def steps(session: str, start: int) -> Iterator[Step]:
    """The commands of a session; *start* is the line of the page on which it begins."""
    lines = session.rstrip("\n").split("\n")
    begin = [number for number, line in enumerate(lines) if line.startswith("$ ")]
    for number, until in zip(begin, [*begin[1:], len(lines)], strict=True):
        typed = number + 1
        while typed < until and lines[typed].startswith("> "):
            typed += 1
        command = "\n".join(line[2:] for line in lines[number:typed])
        yield Step(start + number, command, tuple(lines[typed:until]))


def is_shown(shown: tuple[str, ...], printed: tuple[str, ...]) -> bool:
    """Whether a page shows what was printed; a line of three dots is any number of lines."""
    pieces = [re.escape(_constant(line)) if line.strip() != "..." else None for line in shown]
    pattern = "".join(r"(?:.*\n)*?" if piece is None else f"{piece}\n" for piece in pieces)
    return re.fullmatch(pattern, "".join(f"{_constant(line)}\n" for line in printed)) is not None


def _constant(line: str) -> str:
    for pattern, sign in _VARIES:
        line = pattern.sub(sign, line)
    return line.rstrip()


class _Stage:
    """The folder in which a page is played, and how the last command in it ended."""

    def __init__(self, folder: Path, *, in_a_checkout: bool) -> None:
        self.folder = folder
        self.in_a_checkout = in_a_checkout
        self.its_own = False  # the program or its rules, once the page has changed them
        self.ended = 0
        self.names: dict[str, object] = {}
        self.programs = Path(tempfile.mkdtemp(dir=folder, prefix=".programs-"))
        for name, words in {"ncnd": "-m ncnd_rules", "python": ""}.items():
            program = self.programs / name
            program.write_text(f'#!/bin/sh\nexec "{sys.executable}" {words} "$@"\n', encoding="utf-8")
            program.chmod(0o755)
        if in_a_checkout:
            for name in _CHECKOUT:
                source, there = TOP / name, folder / name
                # What Python has compiled comes along, but for what it is writing just now.
                ignored = shutil.ignore_patterns("*.pyc.*")
                there.parent.mkdir(exist_ok=True)
                shutil.copytree(source, there, ignore=ignored) if source.is_dir() else shutil.copyfile(source, there)

    def write(self, name: str, text: str) -> None:
        """Write a file that the page shows whole."""
        self.its_own |= name.startswith(_PROGRAM)
        (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / name).write_text(text, encoding="utf-8")

    def change(self, name: str, shown: str) -> Iterator[str]:
        """Make a change that the page shows; say so where its other lines do not stand in the file, once."""
        before = "".join(f"{line[1:]}\n" for line in shown.splitlines() if not line.startswith("+"))
        after = "".join(f"{line[1:]}\n" for line in shown.splitlines() if not line.startswith("-"))
        text = (self.folder / name).read_text(encoding="utf-8")
        if text.count(before) != 1:
            yield f"what the change keeps or takes out stands in {name} {text.count(before)} times, expected once"
            return
        self.write(name, text.replace(before, after))

    def examples(self, shown: str, place: str) -> Iterator[str]:
        """Run examples in Python; they share their names."""
        test = doctest.DocTestParser().get_doctest(shown, self.names, place, place, 0)
        told: list[str] = []
        os.chdir(self.folder)
        doctest.DocTestRunner(verbose=False, optionflags=doctest.ELLIPSIS).run(test, out=told.append, clear_globs=False)
        self.names = test.globs
        if told:
            yield "".join(told)

    def typed(self, command: str) -> tuple[str, ...]:
        """Give a command, and hand back the lines that it prints."""
        words = command.split()
        if command == "echo $?":
            return (str(self.ended),)
        here = words[0] == "ncnd" and not self.its_own and not _SHELL.search(command)
        # What runs an audit starts processes of its own; and rules are loaded once, but a page changes its own.
        apart = (words[1:2] == ["audit"] and words[2] not in _ASK_AN_AUDIT) or "--rulesets" in words
        told = self._here(command) if here and not apart else self._apart(command)
        told = told.replace(f"{self.folder}{os.sep}", "")
        return tuple(line.rstrip() for line in told.rstrip("\n").split("\n")) if told.strip() else ()

    def _here(self, command: str) -> str:
        """In this process, where rules are loaded once for all pages."""
        os.chdir(self.folder)
        done = CliRunner().invoke(main, shlex.split(command)[1:], prog_name="ncnd", env={"COLUMNS": "100"})
        self.ended = done.exit_code
        return done.output

    def _apart(self, command: str) -> str:
        environment = {
            **os.environ,
            "COLUMNS": "100",
            "PATH": os.pathsep.join([str(self.programs), os.environ["PATH"]]),
            "PYTHONPATH": str(self.folder if self.in_a_checkout else TOP),
            "PYTHONDONTWRITEBYTECODE": "1",
        }
        done = subprocess.run(
            ["bash", "-c", command],
            cwd=self.folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            timeout=_SECONDS,
            check=False,
        )
        self.ended = done.returncode
        return done.stdout


if __name__ == "__main__":
    for name in sys.argv[1:]:
        with tempfile.TemporaryDirectory() as scratch:
            written = Path(name).resolve()
            before = Path.cwd()
            done = play(written, Path(scratch))
            os.chdir(before)
        written.write_text(done.text, encoding="utf-8")
        print(f"{name}: {len(done.wrong)} places differed")  # noqa: T201 - a script, which says what it has done
        print("\n".join(done.wrong))  # noqa: T201 - likewise
