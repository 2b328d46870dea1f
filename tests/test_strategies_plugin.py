"""The entry points, and the example project that is tested with them."""

import os
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import strategies as st

import hypothesis_ncnd_rules
from ncnd_rules import strategies

TOP = Path(__file__).parents[1]


def entry_points() -> dict[str, dict[str, str]]:
    settings: dict[str, Any] = tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))
    points: dict[str, dict[str, str]] = settings["project"]["entry-points"]
    return points


@pytest.fixture
def installed(tmp_path: Path) -> dict[str, str]:
    """An environment in which the package is installed as `pyproject.toml` says, however it is installed here."""
    installed = tmp_path / "ncnd_rules-0.dist-info"
    installed.mkdir()
    points = "".join(f"{name} = {value}\n" for name, value in entry_points()["hypothesis"].items())
    (installed / "METADATA").write_text("Metadata-Version: 2.1\nName: ncnd_rules\nVersion: 0\n", encoding="utf-8")
    (installed / "entry_points.txt").write_text(f"[hypothesis]\n{points}", encoding="utf-8")
    return {**_environment(), "PYTHONPATH": f"{tmp_path}{os.pathsep}{TOP}"}


def _said(code: str, environment: dict[str, str]) -> str:
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=120, env=environment
    )
    assert (run.returncode, run.stderr) == (0, "")
    return run.stdout.strip()


@pytest.mark.parametrize(
    "first",
    [
        "import hypothesis",
        "import ncnd_rules",
        "import ncnd_rules.strategies",
        "from ncnd_rules.strategies.letters import letters",
    ],
)
def test_hypothesis_knows_the_types_of_an_installed_package(first: str, installed: dict[str, str]) -> None:
    """
    `from_type` draws them, whichever is imported first: Hypothesis calls the entry point while it is imported.
    """
    code = (
        f"{first}\nfrom hypothesis import strategies as st\nfrom ncnd_rules.facts import Harm\n"
        "print('of_kind' in repr(st.from_type(Harm)))"
    )

    assert _said(code, installed) == "True"


def test_importing_hypothesis_imports_nothing_of_the_package(installed: dict[str, str]) -> None:
    """
    Most tests on a machine have nothing to do with letters; and what draws them is imported once it is wanted.
    """
    code = (
        "import sys, hypothesis; print([one for one in sys.modules if one.startswith('ncnd_rules')])\n"
        "import ncnd_rules; print('ncnd_rules.strategies' in sys.modules)"
    )

    assert _said(code, installed) == "[]\nFalse"


def test_the_hook_registers_what_the_strategies_do(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    But for the types of the strategies themselves, which nobody has before they are imported.
    """
    told: list[set[type]] = []
    monkeypatch.setattr(st, "register_type_strategy", lambda kind, _: told[-1].add(kind))
    for one in (hypothesis_ncnd_rules.register, strategies.register):
        told.append(set())
        one()

    assert told[1] - told[0] == {strategies.SampleCorpus, strategies.SampleLetter, strategies.SampleRuleset}
    assert told[0] <= told[1]


def test_the_extra_brings_what_reads_the_drawn_files() -> None:
    """
    Some of what `documents` draws are Word files: whoever installs `testing` alone can read them.
    """
    extras = tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]

    assert set(extras["docx"]) <= set(extras["testing"])


def test_the_plugin_has_one_name_only() -> None:
    """
    Else `-p` and the entry point of an installed package would register it twice.
    """
    assert {"pytest_ncnd_rules": "pytest_ncnd_rules"} == entry_points()["pytest11"]


def test_the_plugin_is_light() -> None:
    """
    Every run of pytest loads it, so it brings in neither the package nor Hypothesis.
    """
    code = "import sys, pytest_ncnd_rules; print(sorted({'ncnd_rules', 'hypothesis'} & set(sys.modules)))"
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=120, env=_environment()
    )

    assert run.stdout.strip() == "[]"


def test_the_example_project_passes(installed: dict[str, str]) -> None:
    """
    A template is tested as its owner would test it, with the plugin's fixtures and the strategies.
    """
    run = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-p",
            "pytest_ncnd_rules",
            "-p",
            "no:cacheprovider",
            "-p",
            "no:xdist",
            ".",
        ],
        cwd=TOP / "cases" / "checked-templates",
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
        env=installed,
    )

    assert run.returncode == 0, run.stdout + run.stderr
    assert "4 passed" in run.stdout


def _environment() -> dict[str, str]:
    # The package may be installed from another place than this one, or not at all.
    return {**os.environ, "PYTHONPATH": str(TOP), "PYTHONDONTWRITEBYTECODE": "1"}
