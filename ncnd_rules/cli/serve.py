"""The verb that opens the local page."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ncnd_rules.cli.group import main
from ncnd_rules.cli.letters_meant import copy_state, rules_set
from ncnd_rules.cli.options import CONFIG, PATH, RULESETS
from ncnd_rules.cli.settings import days_of_law, settings_for
from ncnd_rules.errors import InputError, NcndError

if TYPE_CHECKING:
    from ncnd_rules.rules import Ruleset

_PORT = 8719


@main.command(
    short_help="Open a page on this machine to drop letters on.", epilog="Example: ncnd serve --port 0 --no-browser"
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=_PORT,
    show_default=True,
    help="Where it listens, on this machine only; 0 for any that is free.",
)
@click.option("--no-browser", is_flag=True, help="Show the address and open nothing.")
@click.option(
    "--corrections",
    type=PATH,
    help="A folder to keep in what you correct, bound to its letter by hash; else nothing is written anywhere.",
)
@RULESETS
@CONFIG
def serve(port: int, no_browser: bool, corrections: Path | None, root: Path | None, config: Path | None) -> None:
    """Open a page on this machine: drop a letter, see its findings, take them away. Ctrl-C ends it.

    Nobody else can reach the page, it fetches nothing, and letters are in memory only, until their page is closed.
    """
    if corrections is not None and not corrections.is_dir():
        raise InputError(corrections, "no such folder, expected one in which corrections are to be kept")
    settings = settings_for(config, root=root)
    (day,) = days_of_law((settings.as_of or "letter",)).values()
    ruleset = rules_set(settings, root=root)
    between = _between(config, root)
    try:
        from ncnd_rules import web
    except ModuleNotFoundError as missing:
        name = (missing.name or "").partition(".")[0]
        if name not in ("starlette", "uvicorn", "python_multipart"):
            raise
        raise NcndError(f"the local page needs {name}: pip install 'ncnd_rules[web]'") from None
    from ncnd_rules.registers import load_registers, registers_dir

    def say(address: str) -> None:
        click.echo(f"Open {address}")
        click.echo(
            "It is this machine's own, and whoever has the address can see its letters. Ctrl-C ends it.", err=True
        )

    bench = web.Bench(ruleset, load_registers(registers_dir(root)), day, copy_state(settings.copy_state), between)
    web.serve(port, bench, browser=not no_browser, say=say, corrections=corrections)
    click.echo("Stopped; every letter is forgotten.", err=True)


def _between(config: Path | None, root: Path | None) -> "Ruleset":
    """The rules over several letters; a folder of one's own may have none, and its letters are checked all the same."""
    from ncnd_rules.rule_files import load_ruleset

    own = load_ruleset(root, "letters")
    return rules_set(settings_for(config, "letters", root=root), over="letters", root=root) if own.rules else own
