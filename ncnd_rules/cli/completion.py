"""Completion by the Tab key: the verb that prints what a shell needs for it."""

from typing import Any

import click
from click.shell_completion import get_completion_class

from ncnd_rules.cli.group import main
from ncnd_rules.cli.output import write

_PROGRAM = "ncnd"
_VARIABLE = "_NCND_COMPLETE"  # click looks for it in the environment, by the program's name


@main.command(
    short_help="Print what makes a shell complete verbs and options.",
    epilog="Example: ncnd completion bash >> ~/.bashrc",
)
@click.argument("shell", metavar="SHELL", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print what makes SHELL complete the verbs of ncnd, their options, files and the ids of rules by Tab.

    \b
    bash, in ~/.bashrc:  eval "$(ncnd completion bash)"
    zsh, in ~/.zshrc:    eval "$(ncnd completion zsh)"
    fish, once:          ncnd completion fish > ~/.config/fish/completions/ncnd.fish

    Then open a new shell.
    """  # noqa: D301 - the escape is click's sign for lines that stay as they are
    made: Any = get_completion_class(shell)
    write(made(main, {}, _PROGRAM, _VARIABLE).source().strip())
