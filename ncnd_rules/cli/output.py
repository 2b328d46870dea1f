"""Writing what was made: whole or not at all, and a mistake as one line."""

import os
import shutil
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from ncnd_rules.errors import InputError
from ncnd_rules.letter import visible
from ncnd_rules.textfile import put_whole

if TYPE_CHECKING:
    from ncnd_rules.report.terminal import Screen


def screen(output: Path | None) -> "Screen":
    """What text is written for: colour on a terminal only, never with NO_COLOR, always with FORCE_COLOR."""
    from ncnd_rules.report.terminal import Screen

    terminal = output is None and sys.stdout is not None and sys.stdout.isatty()
    width = shutil.get_terminal_size((100, 24)).columns if terminal or "COLUMNS" in os.environ else 100
    colour = terminal or (output is None and bool(os.environ.get("FORCE_COLOR")))
    return Screen(max(60, min(width, 110)), colour and not os.environ.get("NO_COLOR"))


def write(told: str | bytes, output: Path | None = None, inputs: Iterable[Path] = ()) -> None:
    """Print, or put a file in place whole: a reader never sees half of it. A line end is added to text only."""
    if output is None:
        # Colour was decided when the text was made.
        click.echo(told, color=True, nl=isinstance(told, str))
        return
    # A file's name may hold bytes that are no text, and reports name files.
    data = f"{told}\n".encode("utf-8", "replace") if isinstance(told, str) else told
    try:
        target = output.resolve()
        if target in {path.resolve() for path in inputs}:
            raise InputError(output, "is one of the files read, and would be lost")
        if target.exists() and not target.is_file():
            if target.is_dir():
                raise InputError(output, "is a directory, expected a file")
            target.write_bytes(data)  # a device or a pipe is written to, never replaced
            return
        put_whole(target, data)
    except OSError as problem:
        raise InputError(output, f"cannot be written ({problem.strerror})") from None
    except RuntimeError:
        raise InputError(output, "is a link to itself") from None


def stop(*problems: str) -> NoReturn:
    """Say what is wrong, a line each, and end."""
    for problem in problems:
        # A message quotes files, and no terminal is to obey what stands in them.
        click.echo(f"ncnd: {visible(problem).replace(chr(10), ' ')}", err=True)
    sys.exit(2)


def stop_for(problems: Sequence[InputError]) -> None:
    """Name every file that could not be used and end, if there is one."""
    if problems:
        stop(*map(str, problems))
