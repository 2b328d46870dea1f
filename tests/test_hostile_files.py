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


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a: 1\n---\nb: 2\n", "not valid YAML: found a second document, expected one in a file"),
        ("a: *b\n", "found the alias '*b', expected the thing itself"),
        ("a: !!set {b, c}\n", "not valid YAML: found the tag 'tag:yaml.org,2002:set', expected none"),
        ("? [a]\n: b\n", "not valid YAML: a key has to be a word"),
        ("a: b\n'a': c\n", "not valid YAML: the key 'a' is given twice"),
        ("1: b\n'1': c\n", "not valid YAML: the key '1' is given twice"),
        ("a: [b\n", "not valid YAML: did not find expected ',' or ']'"),
        ("a: !!int b\n", "not valid YAML: invalid literal for int() with base 10: 'b'"),
    ],
)
def test_what_is_no_plain_data(tmp_path: Path, text: str, told: str) -> None:
    """
    More than one document, what stands for something else, and keys that are no words or not the only ones.
    """
    path = tmp_path / "odd.yaml"
    path.write_text(text, encoding="utf-8")

    assert told == refused(path)


def test_words_stay_what_their_author_wrote() -> None:
    """
    Of what YAML 1.1 takes words for, numbers, true, false and nothing are left.
    """
    text = "a: [yes, No, on, 2024-02-30, 2024-01-02, 010, 0x1f, 1_000, 12:30, '1']\n2: [1, -3, 1.5, true, false, ~]\n"

    assert {
        "a": ["yes", "No", "on", "2024-02-30", "2024-01-02", "010", "0x1f", "1_000", "12:30", "1"],
        2: [1, -3, 1.5, True, False, None],
    } == yamlfile.parse(text, Path("words.yaml"))
    assert yamlfile.parse("# nothing\n", Path("none.yaml")) is None


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
