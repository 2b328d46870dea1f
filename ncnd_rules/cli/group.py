"""The group of all verbs, and how each of them ends."""

import errno
import os
import sys
from contextlib import suppress
from io import TextIOWrapper
from typing import Any, NoReturn

import click

from ncnd_rules import __version__
from ncnd_rules.cli.output import stop
from ncnd_rules.errors import NcndError
from ncnd_rules.starting import INTERRUPTED, STOPPED, hear_interrupts, look_seldom_for_garbage

_STDOUT = 1
_PIPE_CLOSED = 141  # what shells report of a program whose reader went away


class Verbs(click.Group):
    """Verbs that end whatever goes wrong with one sentence and exit code 2: 1 means findings."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run, and never show a traceback; NCND_DEBUG=1 shows where an unforeseen error arose."""
        look_seldom_for_garbage()
        _refuse_what_is_printed_to_nobody()
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, TextIOWrapper):
                stream.reconfigure(errors="replace")  # a terminal that lacks a dash still gets the sentence
        try:
            return super().main(*args, **kwargs)
        except OSError as problem:
            with suppress(OSError):  # the reason may be what could not be written
                click.echo(f"ncnd: output: {_why(problem)}", err=True)
            _give_output_up()
            sys.exit(2)

    def make_context(self, *args: Any, **kwargs: Any) -> click.Context:
        """Take the words given; help and version are printed by then."""
        try:
            return super().make_context(*args, **kwargs)
        except BrokenPipeError:
            _end_unread()

    def invoke(self, ctx: click.Context) -> Any:
        """Run one verb."""
        try:
            hear_interrupts()
            return super().invoke(ctx)
        except NcndError as problem:
            stop(str(problem))
        except KeyboardInterrupt:
            click.echo(STOPPED, err=True)
            sys.exit(INTERRUPTED)
        except (click.ClickException, click.exceptions.Exit):
            raise
        except BrokenPipeError:
            _end_unread()
        except OSError as problem:
            # What has no name is either what was printed to, or the folder in which it was started.
            nameless = "the working directory" if isinstance(problem, FileNotFoundError) else "output"
            if problem.filename is None:
                _give_output_up()
            stop(f"{problem.filename or nameless}: {_why(problem)}")
        except Exception as problem:
            if os.environ.get("NCND_DEBUG"):
                raise
            stop(f"a defect of this program, not of your file: {type(problem).__name__}: {problem}; please report it")


def _refuse_what_is_printed_to_nobody() -> None:
    """Let printing fail where there is no standard output: Python would drop every word without one of its own.

    Its number is taken, or the next file that is opened would get it, and with it whatever is printed.
    """
    if sys.stdout is None:
        os.dup2(os.open(os.devnull, os.O_RDONLY), _STDOUT)
        sys.stdout = open(_STDOUT, "w", encoding="utf-8", closefd=False)  # noqa: SIM115 - to the end of the program


def _why(problem: OSError) -> str:
    closed = problem.errno == errno.EBADF
    return "is closed, expected somewhere to print to" if closed else problem.strerror or str(problem)


def _end_unread() -> NoReturn:
    """End because whoever read the output has gone."""
    _give_output_up()
    sys.exit(_PIPE_CLOSED)


def _give_output_up() -> None:
    """Let what is left of the output go nowhere, so that it does not fail again when Python ends."""
    with suppress(OSError):  # whoever calls us from Python may have put something else in its place
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="ncnd")
def main() -> None:
    """Check "neither confirm nor deny" letters against written rules, and explain every finding.

    Everything runs on this machine; no letter leaves it.
    """
