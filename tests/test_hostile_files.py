"""Files made to do harm are refused with a sentence; none hangs, fills memory, or reaches a terminal."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from ncnd_rules import yamlfile
from ncnd_rules.errors import InputError
from ncnd_rules.letter import plain, visible

ESCAPE = "\x1b[31mred\x1b[0m"


def refused(path: Path) -> str:
    with pytest.raises(InputError) as caught:
        yamlfile.load(path)
    return caught.value.problem


def test_a_few_lines_that_stand_for_millions(tmp_path: Path) -> None:
    """
    An alias is refused, so that nothing can be multiplied.
    """
    for name in ("a", "-a", "1"):
        path = tmp_path / "bomb.yaml"
        path.write_text(f"a: &{name} [x, x]\nb: &b [*{name}, *{name}]\n", encoding="utf-8")

        assert f"found the alias '*{name}', expected the thing itself" == refused(path)


@pytest.mark.parametrize("opening", ["[", "- ", "? ", "{a: ", "[x, ", "[']', ", "[ # ]\n"])
def test_very_deep_nesting(tmp_path: Path, opening: str) -> None:
    """
    A file nested beyond reason is an error, not an overflow.
    """
    path = tmp_path / "deep.yaml"
    path.write_text(opening * 100_000, encoding="utf-8")
    run = subprocess.run(
        [sys.executable, "-m", "ncnd_rules", "check", str(path)],
        capture_output=True,
        text=True,
        check=False,
    )

    assert 2 == run.returncode, run.stderr[-300:]
    assert "Traceback" not in run.stderr


def test_more_than_anyone_writes(tmp_path: Path) -> None:
    """
    A file of more than 16 MB is not read at all.
    """
    path = tmp_path / "large.yaml"
    with path.open("wb") as file:
        file.truncate(17 * 2**20)

    assert "unreadable: has 17 MB, expected at most 16 MB" == refused(path)


def test_things_that_are_not_files(tmp_path: Path) -> None:
    """
    A pipe, a device and a link to itself are refused before they are opened.
    """
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")

    assert "is not a regular file" == refused(tmp_path / "pipe")
    assert "is not a regular file" == refused(Path("/dev/zero"))
    assert refused(tmp_path / "loop").startswith("cannot be read")


def test_tags_make_nothing(tmp_path: Path) -> None:
    """
    A tag that would build an object is an error.
    """
    path = tmp_path / "tag.yaml"
    path.write_text("a: !!python/object/apply:os.system [echo]\n", encoding="utf-8")

    assert "not valid YAML" in refused(path)


def test_escape_sequences_are_shown_and_not_obeyed() -> None:
    """
    Control characters become signs, one for one, so that offsets and underlines still fit.
    """
    assert "␛[31mred␛[0m" == visible(ESCAPE)
    assert len(ESCAPE) == len(visible(ESCAPE))
    assert "\u202e" not in visible("abc\u202edef")


def test_names_hold_no_control_characters() -> None:
    """
    A name, unlike a quotation, has no business with control characters.
    """
    with pytest.raises(ValueError, match=r"U\+001B"):
        plain(ESCAPE)
    assert "Heddlu De Cymru – ¾" == plain("Heddlu De Cymru – ¾")
