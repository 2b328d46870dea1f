"""Completion by Tab, as each shell asks for it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from ncnd_rules.cli import main
from ncnd_rules.cli.group import Verbs

RULES = Path(__file__).parents[1] / "rulesets" / "rules"


def offered(*words: str) -> list[str]:
    """What is offered for the last of *words*, the others standing before it."""
    environment = {"_NCND_COMPLETE": "bash_complete", "COMP_WORDS": " ".join(["ncnd", *words])}
    environment["COMP_CWORD"] = str(len(words))
    told = CliRunner().invoke(main, [], prog_name="ncnd", env=environment).output
    return [line.partition(",")[2] for line in told.splitlines()]


def test_verbs_are_offered() -> None:
    """
    The beginning of a verb is completed, and so is a verb below another.
    """
    assert ["check"] == offered("che")
    assert "cover" == offered("rules", "cov")[0]


@pytest.mark.parametrize(
    "words", [("rule",), ("explain", "letter.txt"), ("check", "--select"), ("rules",), ("rules", "mutate")]
)
def test_ids_of_rules_are_offered(words: tuple[str, ...]) -> None:
    """
    Wherever a rule is named, those whose id begins so are offered, in small letters too.
    """
    expected = sorted(path.stem for path in RULES.glob("pit/PIT-1*.yaml"))

    assert expected
    assert expected == offered(*words, "pit-1")


def test_options_are_offered() -> None:
    """
    The options of a verb are offered once a dash is typed, and the words that one takes after it.
    """
    assert {"--copy", "--config"} <= set(offered("check", "--co"))
    assert ["complete"] == offered("check", "--copy", "comp")


@pytest.mark.parametrize(("shell", "sign"), [("bash", "complete -o"), ("zsh", "compdef"), ("fish", "complete --no-f")])
def test_each_shell_is_told_how(shell: str, sign: str) -> None:
    """
    What is printed is in the shell's own language, and calls ncnd.
    """
    run = CliRunner().invoke(main, ["completion", shell])

    assert 0 == run.exit_code
    assert sign in run.output
    assert f"_NCND_COMPLETE={shell}_complete" in run.output


def test_another_shell_is_answered_with_those_there_are() -> None:
    """
    A shell that is not known is one message and exit code 2.
    """
    run = CliRunner().invoke(main, ["completion", "tcsh"])

    assert 2 == run.exit_code
    assert "'tcsh' is not one of 'bash', 'zsh', 'fish'" in run.output


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash here")
def test_bash_completes_with_what_is_printed(tmp_path: Path) -> None:
    """
    In a bash that took what is printed, Tab after `ncnd che` puts in `check`.
    """
    program = tmp_path / "ncnd"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m ncnd_rules "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    script = (
        'eval "$(ncnd completion bash)"; COMP_WORDS=(ncnd che); COMP_CWORD=1; _ncnd_completion ncnd; '
        'printf "%s" "${COMPREPLY[*]}"'
    )
    paths = {"PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}", "PYTHONPATH": str(RULES.parents[1])}
    done = subprocess.run(
        ["bash", "-c", script], env={**os.environ, **paths}, capture_output=True, text=True, timeout=60, check=False
    )

    assert ("check", "") == (done.stdout, done.stderr)


def test_every_parameter_that_takes_an_id_offers_ids() -> None:
    """
    A verb that is added later offers ids as the others do.
    """

    def parameters(group: Verbs, path: str = "ncnd") -> list[tuple[str, object]]:
        found: list[tuple[str, object]] = []
        for name, command in group.commands.items():
            found += [(f"{path} {name} {own.name}", own) for own in command.params if own.name in wanted]
            found += parameters(command, f"{path} {name}") if hasattr(command, "commands") else []
        return found

    wanted = ("rule_id", "ids", "select", "ignore")
    every = parameters(main)  # type: ignore[arg-type]

    assert every
    assert [] == [place for place, own in every if getattr(own, "_custom_shell_complete", None) is None]
