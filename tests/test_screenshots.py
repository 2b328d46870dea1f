"""The command that makes the pictures of the README and of the page on `ncnd serve`."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import BROWSERS
from served import TOP

pytest.importorskip("starlette", reason="starlette is not installed: pip install 'ncnd_rules[web]'")
pytest.importorskip("playwright", reason="playwright is not installed: pip install 'ncnd_rules[dev]'")

LARGEST = 120_000  # bytes: whoever fetches the repository fetches these too


@pytest.mark.skipif(not any(map(shutil.which, BROWSERS)), reason="no browser is installed")
def test_every_picture_is_made(tmp_path: Path) -> None:
    """
    The command makes each picture that is kept, as WebP, and small.
    """
    command = [sys.executable, str(TOP / "tests" / "screenshots.py"), str(tmp_path)]
    done = subprocess.run(command, cwd=TOP, capture_output=True, text=True, timeout=180, check=False)
    assert (0, "") == (done.returncode, done.stderr)
    made = {path.name: path.read_bytes() for path in tmp_path.iterdir()}

    assert {path.name for path in (TOP / "docs" / "pictures").iterdir()} == set(made)
    assert not [name for name, data in made.items() if data[:4] + data[8:12] != b"RIFFWEBP"]
    assert not [name for name, data in made.items() if len(data) > LARGEST]


def test_the_pages_show_pictures_that_are_kept() -> None:
    """
    Each picture is kept below the limit, and shown: small in the README, and on the page of what it shows.
    """
    kept = {path.name: path.stat().st_size for path in (TOP / "docs" / "pictures").iterdir()}
    readme = (TOP / "README.md").read_text(encoding="utf-8")
    page = (TOP / "docs" / "reference" / "local-page.md").read_text(encoding="utf-8")

    assert [] == [name for name in kept if f'<img src="docs/pictures/{name}"' not in readme]
    assert [] == [name for name in kept if f"](../pictures/{name})" not in page]
    assert not [name for name, size in kept.items() if size > LARGEST]
