"""The README and the pages of docs/, each played from its first line to its last."""

from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token
from played import PAGES, TOP, is_shown, play, steps


def fences(page: Path) -> list[Token]:
    """The blocks of a page that are set apart."""
    return [token for token in MarkdownIt().parse(page.read_text(encoding="utf-8")) if token.type == "fence"]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(TOP).as_posix())
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
    tutorials = [page for page in PAGES if page.parent.name == "tutorials"]

    assert audiences == {page.stem for page in tutorials}
    assert [] == [page.stem for page in tutorials if "```console\n$ " not in page.read_text(encoding="utf-8")]


def test_no_session_escapes() -> None:
    """
    What looks like a session is one that is played, wherever it stands; the README has some, and an example in Python.
    """
    blocks = {page: [(token.info, token.content) for token in fences(page)] for page in PAGES}
    readme = blocks[TOP / "README.md"]

    assert [] == [
        f"{page.relative_to(TOP)}: {content.splitlines()[0]}"
        for page, every in blocks.items()
        for info, content in every
        if (content.startswith("$ ") and info != "console") or (">>> " in content and info != "python")
    ]
    assert {"console", "python"} <= {info for info, content in readme if content.startswith(("$ ncnd", ">>> "))}


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
