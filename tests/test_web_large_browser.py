"""A letter of hundreds of statements on the local page, and each view on a narrow telephone."""

import shutil
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from pages import DEFECTIVE
from served import TOP, Served

pytest.importorskip("starlette", reason="starlette is not installed: pip install 'ncnd_rules[web]'")
pytest.importorskip("playwright", reason="playwright is not installed: pip install 'ncnd_rules[dev]'")

from conftest import SLOW
from playwright.sync_api import Browser, BrowserContext, Page, expect
from visited import dropped, faults, opened

from ncnd_rules.encode import encode
from ncnd_rules.read import read_bytes

MANY = 300  # statements
USUAL = 30_000  # milliseconds, Playwright's own default
NARROW = 360  # pixels


def large(questions: int = 90) -> str:
    """A letter that answers each of many questions on its own."""
    asked = "\n".join(f"{at}. How many drones did Wexmoor Police buy in {1940 + at}?" for at in range(1, questions + 1))
    answers = "\n\n".join(
        f"Question {at}: Wexmoor Police does not use drones of type {at}, and no information is held. Wexmoor Police "
        f"neither confirms nor denies that it holds any further information relevant to question {at}, by virtue of "
        f"section {(24, 30, 31, 40)[at % 4]} of the Freedom of Information Act 2000."
        for at in range(1, questions + 1)
    )
    head = "WEXMOOR POLICE\n\n12 October 2021\n\nReference: WP/FOI/77/21\n\nYou asked:"
    return f"{head}\n\n{asked}\n\nRESPONSE\n\n{answers}\n"


def answer(page: Page) -> str:
    """The selector of the line that lists a denial, once its group is open."""
    line = page.locator("li[id^=fact-]", has_text="answer: not held").first
    line.evaluate("one => { one.closest('details').open = true; }")
    return f"#{line.get_attribute('id')}"


def test_a_large_letter_is_usable(context: BrowserContext, served: Served) -> None:
    """
    Hundreds of statements are listed, findings are filtered and chosen, and one statement is corrected, without a wait
    that is longer than usual.
    """
    text = large()
    count = len(encode(read_bytes(text.encode(), Path("letter.txt"))).facts)
    assert count >= MANY
    context.set_default_timeout(USUAL)
    page, said, foreign = dropped(context, served, text)
    assert count == page.locator("li[id^=fact-]").count()
    page.uncheck(".show-warning")
    assert 0 == page.locator(".finding.warning:visible").count()
    page.check(".show-warning")
    page.locator("sup .number").first.click()
    expect(page.locator(".finding.chosen")).to_be_visible()
    line = answer(page)
    page.click(f"{line} [data-panel]")
    page.select_option("#panel #field-position", "disclosed")
    page.click("#panel button.main")
    expect(page.locator("#told-live")).to_contain_text("answer: information is given", timeout=USUAL)

    expect(page.locator(line)).to_contain_text("set by you")
    expect(page.locator(line)).to_contain_text("answer: information is given")
    assert [] == said + foreign


def test_every_view_fits_a_narrow_telephone(browser: Browser, served: Served, tmp_path: Path) -> None:
    """
    Nothing has to be scrolled sideways at 360 pixels, and axe finds nothing serious: on the first page, a large letter,
    a form, what is tried, and a folder.
    """
    narrow = browser.new_context(viewport={"width": NARROW, "height": 740}, bypass_csp=True)
    narrow.set_default_timeout(SLOW)
    page = opened(narrow, served).page
    first = page.url
    found: dict[str, list[tuple[str, str]]] = {}
    widths: dict[str, int] = {}

    def look(view: str, within: str | None = None) -> None:
        found[view] = faults(page, within)
        widths[view] = page.evaluate("document.documentElement.scrollWidth")

    look("start")
    (tmp_path / "large.txt").write_text(large(), encoding="utf-8")
    page.set_input_files("#file", tmp_path / "large.txt")
    page.wait_for_selector(".finding")
    look("large letter")
    page.click(f"{answer(page)} [data-panel]")
    page.wait_for_selector("#panel #field-position")
    look("form", "#panel")  # axe takes seconds for all the rest, which it has just seen
    page.goto(f"{first.removesuffix(urlsplit(first).path)}{urlsplit(page.url).path}/try")
    page.locator("details:has([name=without])").first.evaluate("one => { one.open = true; }")
    page.locator("[name=without]").first.check()
    page.wait_for_selector(".supposing")
    look("what is tried")
    page.goto(first)
    page.wait_for_load_state()
    box = tmp_path / "box"
    box.mkdir()
    shutil.copy(DEFECTIVE, box / "a letter whose name is longer than a telephone is wide, unbroken-or-not.txt")
    shutil.copy(TOP / "cases" / "drones-partial-ncnd" / "letter.txt", box / "drones.txt")
    page.set_input_files("#folder", box)
    page.wait_for_selector(".folder .lead")
    look("folder")
    narrow.close()

    assert dict.fromkeys(widths, NARROW) == widths
    assert {view: [] for view in found} == found
