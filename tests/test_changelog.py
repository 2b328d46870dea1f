"""The changelog: what a new version says of letters stands first, and names rules that exist."""

import re
import tomllib
from pathlib import Path

import ncnd_rules

TOP = Path(__file__).parents[1]
CHANGELOG = (TOP / "CHANGELOG.md").read_text(encoding="utf-8")
VERSIONS = re.split(r"^## ", CHANGELOG, flags=re.MULTILINE)[1:]


def test_each_version_begins_with_changed_verdicts() -> None:
    """
    Whoever checked letters with the version before sees first what has become of the verdicts.
    """
    firsts = [re.findall(r"^### (.*)$", version, flags=re.MULTILINE)[0] for version in VERSIONS]

    assert ["Changed verdicts"] * len(VERSIONS) == firsts


def test_the_newest_version_is_that_of_the_program() -> None:
    """
    The changelog, the package and the project say the same number.
    """
    project = tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))["project"]

    assert ncnd_rules.__version__ == project["version"]
    assert VERSIONS[0].startswith(f"{ncnd_rules.__version__},")


def test_rules_named_exist() -> None:
    """
    Each rule that the changelog names has a file.
    """
    named = set(re.findall(r"\b[A-Z]{3,4}-\d\d\b", CHANGELOG))

    assert named
    assert set() == named - {path.stem for path in (TOP / "rulesets" / "rules").rglob("*.yaml")}
