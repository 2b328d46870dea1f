"""What the program is made of, and that what is built of it is what anybody else would build."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Iterator
from importlib.metadata import Distribution, distribution
from pathlib import Path

import pytest
from licences import licensed, locked
from packaging.requirements import Requirement

TOP = Path(__file__).parents[1]
BUILT_FROM = (
    ".ci", ".gitignore", ".pre-commit-hooks.yaml", "CHANGELOG.md", "LICENSE", "README.md", "cases", "docs",
    "hypothesis_ncnd_rules.py", "mkdocs.yml", "ncnd_rules", "pyproject.toml", "pytest_ncnd_rules.py", "rulesets",
    "tests",
)  # fmt: skip

# Anybody may use, change and pass on what has one of these, also in programs under other licences.
ALLOWED = {
    "0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "ISC", "MIT", "MIT-0", "MIT-CMU", "MPL-2.0",
    "PSF-2.0", "Zlib",
}  # fmt: skip
READ_BY_HAND = {
    "axe-playwright-python": "its LICENSE file: MIT, and MPL-2.0 for the axe-core in it; the tests alone use it",
    "pypdfium2": "BSD-3-Clause or Apache-2.0; PDFium in it is Apache-2.0, and what PDFium holds stands beside it",
}


def test_every_package_may_be_used() -> None:
    """
    Each package of the lock has a licence that is allowed here, by its own metadata or as somebody has read it.
    """
    found = list(licensed())
    names = {one.name for one in found}

    assert {"click", "google-re2", "jinja2", "networkx", "pydantic", "pyyaml", "rich"} <= names
    assert [] == [
        one for one in found if one.name not in READ_BY_HAND and not (one.licences and set(one.licences) <= ALLOWED)
    ]
    assert set() == READ_BY_HAND.keys() - locked().keys()


def built(top: Path, folder: Path) -> None:
    """Build the wheel and the source archive."""
    done = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-d", str(folder)],
        cwd=top,
        env={**os.environ, "SOURCE_DATE_EPOCH": "1600000000"},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert 0 == done.returncode, done.stderr


def digests_in(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder with a wheel and a source archive."""
    pytest.importorskip("hatchling")
    built(TOP, folder := tmp_path_factory.mktemp("built"))
    yield folder
    shutil.rmtree(folder)


def test_the_same_source_gives_the_same_bytes(first: Path, tmp_path: Path) -> None:
    """
    Built again elsewhere, from files of other times and for a maker with other rights, wheel and source are the same.
    """
    other = tmp_path / "elsewhere"
    other.mkdir()
    for name in filter(lambda name: (TOP / name).exists(), BUILT_FROM):
        copy = shutil.copytree if (TOP / name).is_dir() else shutil.copyfile
        copy(TOP / name, other / name)
    for path in other.rglob("*"):
        if path.is_file():
            path.chmod(path.stat().st_mode & 0o700 | 0o600)
            os.utime(path, (1_500_000_000, 1_500_000_000))
    built(other, tmp_path / "built")

    assert {".gz", ".whl"} == {path.suffix for path in first.iterdir()}
    assert digests_in(first) == digests_in(tmp_path / "built")


def needed(own: Distribution, extras: frozenset[str] = frozenset()) -> Iterator[Distribution]:
    """What a package needs, and what that needs."""
    for line in own.requires or ():
        wanted = Requirement(line)
        if wanted.marker is None or any(wanted.marker.evaluate({"extra": extra}) for extra in (*extras, "")):
            yield (found := distribution(wanted.name))
            yield from needed(found, frozenset(wanted.extras))


@pytest.mark.skipif(os.name != "posix", reason="puts what is installed here into a virtualenv by links")
def test_the_wheel_alone_checks_a_letter(first: Path, tmp_path: Path) -> None:
    """
    With what the wheel asks for and nothing else a letter is checked, by the reference evaluator; what an extra brings
    is asked for by name.
    """
    venv.create(tmp_path / "bare", with_pip=False, symlinks=True)
    python = tmp_path / "bare" / "bin" / "python"
    (site,) = tmp_path.glob("bare/lib/python*/site-packages")
    shutil.unpack_archive(next(first.glob("*.whl")), site, "zip")
    (about,) = site.glob("ncnd_rules-*.dist-info")
    for package in needed(Distribution.at(about)):
        for top in {Path(str(file)).parts[0] for file in package.files or ()} - {"..", "__pycache__"}:
            if not (site / top).exists():
                (site / top).symlink_to(package.locate_file(top))
    letter = TOP / "cases" / "partial-ncnd-with-defects" / "letter.txt"

    def ncnd(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [python, "-I", "-m", "ncnd_rules", *words],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )

    done = ncnd("check", str(letter), "--format", "json")

    assert (1, "") == (done.returncode, done.stderr)
    (told,) = json.loads(done.stdout)
    assert "reference" == told["evaluator"]
    assert told["findings"]
    for words, extra in ((("check", str(letter), "--verify"), "durable-rules"), (("serve",), "web")):
        assert 2 == (refused := ncnd(*words)).returncode
        assert extra in refused.stderr
        assert "Traceback" not in refused.stderr
