"""The tutorials and guides of docs/, each played from its first line to its last."""

from pathlib import Path

import pytest
from played import TOP, is_shown, play, steps

PAGES = sorted([*(TOP / "docs" / "tutorials").glob("*.md"), *(TOP / "docs" / "guides").glob("*.md")])


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_prints_what_it_shows(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    Whoever types what the page shows, and writes the files that it shows, sees what it shows.
    """
    monkeypatch.chdir(tmp_path)  # and back, at the end
    monkeypatch.setenv("NO_COLOR", "1")

    assert [] == list(play(page, tmp_path).wrong)


def test_every_audience_has_its_tutorial() -> None:
    """
    One tutorial for each of those who use this, and each has something to type.
    """
    audiences = {"caseworker", "disclosure-officer", "engineer", "researcher", "rule-author"}
    tutorials = [page for page in PAGES if page.parent.name == "tutorials" and page.stem != "index"]

    assert audiences == {page.stem for page in tutorials}
    assert [] == [page.stem for page in tutorials if "```console\n$ " not in page.read_text(encoding="utf-8")]


def test_a_difference_is_noticed() -> None:
    """
    Another number, a line more and a line less are no match; digests may differ, and dots stand for any lines.
    """
    shown = ("2 findings", "rules 086ad1e7")

    assert is_shown(shown, ("2 findings", "rules 00000000"))
    assert not is_shown(shown, ("3 findings", "rules 086ad1e7"))
    assert not is_shown(shown, ("2 findings",))
    assert not is_shown(shown, (*shown, "and more"))
    assert is_shown(("2 findings", "..."), (*shown, "and more"))
    assert not is_shown(("...", "2 findings"), shown)


def test_a_session_is_commands_and_what_they_print() -> None:
    """
    A command may run over lines; what stands below it is what it prints.
    """
    first, second = steps("$ ncnd check a \\\n>   b\nnothing\n$ echo $?\n0\n", 10)

    assert (10, "ncnd check a \\\n  b", ("nothing",)) == first
    assert (13, "echo $?", ("0",)) == second
