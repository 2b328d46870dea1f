"""How far a long run is: a bar for who looks on, and nothing for who does not."""

from io import StringIO
from types import SimpleNamespace

import pytest

from ncnd_rules.report.progress import counted_on, shown_on


class Terminal(StringIO):
    """What somebody looks at."""

    def isatty(self) -> bool:
        """Claim to be one."""
        return True


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "120")
    return Terminal()


def test_things_are_counted_one_by_one_or_told_at_once(terminal: Terminal) -> None:
    """
    With what is done, how many there are, and a bar that is wiped away at the end.
    """
    with counted_on(terminal, "linting", 12) as far:
        for _ in range(3):
            far.one_more("a check")
    with counted_on(terminal, "comparing") as far:
        far.at(0, 7)
        far.at(5, 7)

    shown = terminal.getvalue()
    assert "linting" in shown
    assert "3/12" in shown
    assert "comparing" in shown
    assert "5/7" in shown
    assert shown.endswith("\x1b[2K")


def test_a_run_tells_what_it_has_found(terminal: Terminal) -> None:
    tally = SimpleNamespace(occurrences=4, findings=3, unreadable=2, failed=1)
    with shown_on(terminal) as show:
        show(SimpleNamespace(total=9, tally=tally))

    assert "4/9" in terminal.getvalue()
    assert "3 findings, 2 unreadable, 1 failed" in terminal.getvalue()


def test_where_nobody_looks_nothing_is_written() -> None:
    for stream in (file := StringIO(), None):
        with counted_on(stream, "linting", 1) as far:
            far.one_more()
            far.at(1, 1)
        with shown_on(stream) as show:
            show(None)

    assert file.getvalue() == ""
