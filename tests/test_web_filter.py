"""Findings of the local page filtered by the address alone: severity, group of rules, part of the letter."""

import re
from html import unescape

import pytest
from pages import DEFECTIVE, Page, checked
from served import Served

pytest.importorskip("starlette", reason="starlette is not installed: pip install 'ncnd_rules[web]'")

FORM = "application/x-www-form-urlencoded"
LETTER = checked(DEFECTIVE.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def key(served: Served) -> str:
    return served.key_of(DEFECTIVE.read_bytes())


def cards(words: str) -> list[tuple[str, bool]]:
    """Each finding's rule, and whether group or part leave it in."""
    found = re.findall(r'<li class="finding \w+( other)?".*?<span class="rule">([A-Z]+-\d+)', words, re.DOTALL)
    return [(rule, not aside) for aside, rule in found]


def counts(words: str, name: str) -> dict[str, int]:
    """The choices of one filter, with the number that stands beside each."""
    box = words.partition(f'<select name="{name}">')[2].partition("</select>")[0]
    return {value: int(number) for value, number in re.findall(r'<option value="(\w+)"[^>]*>[^<]*\((\d+)\)<', box)}


def left(words: str) -> int:
    found = re.search(r'<span id="left">(\d+)</span>', words)
    assert found
    return int(found[1])


def test_counts_stand_beside_each_filter(served: Served, key: str) -> None:
    """
    Each severity, group and part tells how many findings it leaves, and choosing it leaves as many.
    """
    words = served.ask(f"letters/{key}").words
    findings = LETTER.verdicts.findings

    assert len(findings) == left(words) == len(cards(words))
    for severity in ("error", "warning", "info"):
        number = sum(one.severity == severity and one.outcome == "violated" for one in findings)
        label = f'<span class="line">{severity.capitalize()}</span> <span class="small">{number}</span>'
        assert f'value="{severity}" checked> {label}' in words
        assert number == left(served.ask(f"letters/{key}?severity={severity}").words)
    for name in ("group", "part"):
        told = counts(words, name)
        assert len(told) > 1
        for value, number in list(told.items())[:3]:
            asked = served.ask(f"letters/{key}?{name}={value}").words
            assert number == left(asked) == sum(stays for _, stays in cards(asked))


def test_a_part_has_what_speaks_of_it(served: Served, key: str) -> None:
    """
    A finding on what two parts say to each other is with both; one on the letter's date is with neither.
    """
    assert {"P1", "P2", "none"} == set(counts(served.ask(f"letters/{key}").words, "part"))
    first, second, neither = (
        {rule for rule, stays in cards(served.ask(f"letters/{key}?part={part}").words) if stays}
        for part in ("P1", "P2", "none")
    )

    assert "POS-01" in first & second
    assert "PIT-01" in second - first
    assert "DATE-01" in neither - first - second


def test_filters_go_together(served: Served, key: str) -> None:
    """
    Severity, group and part each narrow what the others leave, and the page shows what was chosen.
    """
    words = unescape(served.ask(f"letters/{key}?severity=error&group=POS&part=P1").words)
    expected = [one for one in LETTER.verdicts.findings if one.rule.startswith("POS-") and one.severity == "error"]

    assert {"POS-01", "POS-10"} == {one.rule for one in expected}
    assert 2 == left(words)
    assert 'value="error" checked' in words
    assert 'value="warning">' in words
    assert '<option value="POS" selected>' in words
    assert '<option value="P1" selected>P1: not held (questions 1, 3)' in words


@pytest.mark.parametrize("query", ["group=NONE", "part=P99", "part=<b>", "x=1"])
def test_what_no_finding_has_is_passed_over(served: Served, key: str, query: str) -> None:
    """
    An address that asks for what the letter has not shows everything.
    """
    assert served.ask(f"letters/{key}").body == served.ask(f"letters/{key}?{query.replace('<', '%3C')}").body


def test_no_severity_is_an_answer(served: Served, key: str) -> None:
    """
    Every severity switched off leaves nothing.
    """
    assert 0 == left(served.ask(f"letters/{key}?severity=").words)


def test_a_correction_leads_back_to_what_was_chosen(served: Served, key: str) -> None:
    """
    The filters go along to each form and its links, and stand in the address to which a correction leads back.
    """
    asked = "?severity=error&severity=warning&group=PIT"
    letter = Page(unescape(served.ask(f"letters/{key}{asked}").words))
    here = f"{served.root}letters/{key}"
    ways = [own["href"] for own in letter.all("a") if "data-panel" in own]
    ways += [own["action"] for own in letter.all("form") if "action" in own]
    led = [way for way in ways if way.startswith(here) and not way.endswith("/forget")]
    form = Page(unescape(served.ask(f"letters/{key}/facts/P1{asked}").words))
    back = served.ask(f"letters/{key}/facts/P1{asked}", "POST", b"does=remove", Content_Type=FORM)
    undone = served.ask(f"letters/{key}/undo?severity=&part=P1", "POST", b"correction=0", Content_Type=FORM)
    plain = served.ask(f"letters/{key}/undo?group=", "POST", b"correction=0", Content_Type=FORM)

    assert len(led) > 3
    assert [] == [way for way in led if asked not in way]
    assert [f"{here}/facts/P1{asked}"] == [own["action"] for own in form.all("form")]
    assert f"{here}{asked}#told" == back.headers["location"]
    assert f"{here}?severity=&part=P1#told" == undone.headers["location"]
    assert f"{here}#told" == plain.headers["location"]
