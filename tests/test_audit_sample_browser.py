"""The sheet as a page in a browser: filled in, saved, loaded again, and scored; nothing is fetched."""

from pathlib import Path

import pytest

pytest.importorskip("playwright", reason="playwright is not installed: pip install 'ncnd_rules[dev]'")

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from ncnd_rules.audit.sampling.coding import load_coding
from ncnd_rules.audit.sampling.coding_sheet import CodingSheet, Row
from ncnd_rules.audit.sampling.forms import as_html
from ncnd_rules.audit.sampling.key import Drawn, Key, Size
from ncnd_rules.audit.sampling.scoring import score
from ncnd_rules.verdicts import Outcome

HOSTILE = "</pre><script>document.title = 'taken'</script> &amp; \u202e words"
HASH = "0" * 64


def sheet() -> CodingSheet:
    """Three rows of two letters, one of which means harm."""
    rows = [
        Row(
            Drawn(id=f"{number:012x}", letter=f"{letter:064x}", rule="PIT-01", outcome=Outcome.VIOLATED, weight=2),
            f"{letter}.txt",
            "Wexmoor Police",
            "2021-10-12",
            "A qualified exemption needs a public interest test",
            ("Applies where the letter has: part",),
            "FOIA 2000 s.2(1)(b)",
            HOSTILE,
            "",
        )
        for number, letter in ((1, 1), (2, 1), (3, 2))
    ]
    strata = (Size(outcome=Outcome.VIOLATED, group="PIT", pairs=6, drawn=3),)
    drawn = tuple(row.drawn for row in rows)
    key = Key(seed=7, letters=2, ruleset=HASH, registers=HASH, strata=strata, rows=drawn)
    return CodingSheet(tuple(rows), key)


def opened(browser: Browser, folder: Path) -> tuple[Page, list[str]]:
    file = folder / "sheet.html"
    file.write_text(as_html(sheet(), "sheet.csv"), encoding="utf-8")
    page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(message.text))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on(
        "request", lambda request: wrong.append(request.url) if not request.url.startswith(("file:", "blob:")) else None
    )
    page.goto(file.as_uri())
    return page, wrong


def test_what_is_filled_in_is_saved_and_loaded(browser: Browser, tmp_path: Path) -> None:
    """
    The table that the button saves is one that is scored, and the page goes on from it.
    """
    page, wrong = opened(browser, tmp_path)
    page.check("input[name='000000000001'][value='inconsistent']")
    page.check("input[name='000000000003'][value='cannot tell']")
    page.fill("textarea[name='remark-000000000003']", '=1, "two"\nlines')
    assert page.text_content("#done") == "2 of 3 coded"
    with page.expect_download() as saved:
        page.click("#save")
    coded = tmp_path / "coded.csv"
    saved.value.save_as(coded)
    coding = load_coding(coded)

    assert saved.value.suggested_filename == "sheet.csv"
    assert {"000000000001": "inconsistent", "000000000003": "cannot tell"} == coding.said
    assert {"000000000003": '\'=1, "two"\nlines'} == coding.remarks
    assert score([coding], sheet().key).coders[0][1][0].coded == 2

    again, wrong_again = opened(browser, tmp_path)
    again.set_input_files("#load", coded)
    again.wait_for_function("document.getElementById('done').value === '2 of 3 coded'")
    assert again.is_checked("input[name='000000000003'][value='cannot tell']")
    assert again.input_value("textarea[name='remark-000000000003']") == '\'=1, "two"\nlines'
    assert [] == wrong + wrong_again


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_can_be_read_by_everybody(browser: Browser, tmp_path: Path, scheme: str) -> None:
    """
    A letter that means harm is words; hands, ears and eyes reach every choice.
    """
    page, wrong = opened(browser, tmp_path)
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    found = Axe().run(page)

    assert page.title() == "3 rows to code"
    assert "document.title = 'taken'" in (page.text_content(".words") or "")
    assert found.violations_count == 0, found.generate_report()
    assert [] == wrong
