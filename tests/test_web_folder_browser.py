"""Several letters, what is tried of one, and filters, on the local page in a browser: by hand, keyboard and ear."""

from pathlib import Path
from typing import Any

import pytest
from pages import DEFECTIVE, SHORT
from served import Served
from word_file import line_by_line

pytest.importorskip("starlette", reason="starlette is not installed: pip install 'ncnd_rules[web]'")
pytest.importorskip("playwright", reason="playwright is not installed: pip install 'ncnd_rules[dev]'")

from conftest import SLOW
from playwright.sync_api import Browser, BrowserContext, Page, expect
from visited import drop, dropped, faults, opened

LATER = SHORT.replace("12 October 2021", "14 March 2022").replace("WP/FOI/77/21", "WP/FOI/12/22")


@pytest.fixture(scope="module")
def box(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of letters, with something else in it."""
    made = tmp_path_factory.mktemp("box")
    (made / "deep").mkdir()
    (made / "a short.txt").write_text(SHORT, encoding="utf-8")
    (made / "deep" / "draft.docx").write_bytes(line_by_line(LATER))
    (made / "broken.pdf").write_bytes(b"%PDF-1.7 broken")
    (made / "picture.png").write_bytes(b"\x89PNG")
    return made


def listed(page: Page) -> list[str]:
    page.wait_for_selector(".folder .lead")
    told: list[str] = page.eval_on_selector_all(
        ".folder tbody th", "all => all.map(one => (one.querySelector('a') || one).textContent)"
    )
    return told


def close(page: Page) -> None:
    """Close a folder: only so many are kept."""
    page.click("header form button")
    page.wait_for_selector("#drop")


def test_several_are_dropped(context: BrowserContext, served: Served) -> None:
    """
    Several letters that are dropped become a table, in order; from a letter the way leads back to it.
    """
    page, said, foreign = opened(context, served)
    drop(page, {"letter 10.txt": LATER.encode(), "letter 9.txt": SHORT.encode(), "empty.txt": b""})
    assert ["empty.txt", "letter 9.txt", "letter 10.txt"] == listed(page)
    page.click("thead a:has-text('Date')")
    assert ["letter 9.txt", "letter 10.txt", "empty.txt"] == listed(page)
    page.click("text=letter 10.txt")
    page.wait_for_selector(".finding")
    assert "WP/FOI/12/22" in page.inner_text(".about")
    page.click("text=All letters")

    assert 3 == len(listed(page))
    assert [] == said + foreign
    close(page)


@pytest.mark.parametrize("how", ["chosen", "dropped"])
def test_a_folder_is_brought(context: BrowserContext, served: Served, box: Path, how: str) -> None:
    """
    A folder that is chosen or dropped is read with the folders in it; what is no letter is named, and stays.
    """
    page, said, _ = opened(context, served)
    if how == "chosen":
        page.set_input_files("#folder", box)
    else:
        hand = context.new_cdp_session(page)
        data = {"items": [], "files": [str(box)], "dragOperationsMask": 1}
        for kind in ("dragEnter", "dragOver", "drop"):
            hand.send("Input.dispatchDragEvent", {"type": kind, "x": 700, "y": 250, "data": data})
    assert ["a short.txt", "broken.pdf", "deep/draft.docx"] == listed(page)
    expect(page.locator(".folder .bad")).to_contain_text("Not read: is a damaged PDF file")
    page.click(".left-out summary")
    expect(page.locator(".left-out")).to_contain_text("picture.png")
    page.click("text=Compare all 2 shown")
    page.wait_for_selector(".compared .finding")

    assert page.locator(".parties a").count() == 2
    assert [] == said
    page.locator(".compared .evidence a").first.click()
    page.wait_for_selector(".sheet")
    page.click("text=All letters")
    page.wait_for_selector(".folder")
    close(page)


def test_several_without_scripts(browser: Browser, served: Served) -> None:
    """
    With scripts switched off files are chosen, read while the page loads itself again, filtered and compared.
    """
    context = browser.new_context(java_script_enabled=False)
    context.set_default_timeout(SLOW)
    page = context.new_page()
    page.goto(served.address)
    files: Any = [
        {"name": name, "mimeType": "text/plain", "buffer": words.encode()}
        for name, words in (("a.txt", SHORT), ("b.txt", LATER), ("c.txt", ""))
    ]
    page.set_input_files("#files", files)
    page.click("text=Check them all")
    assert ["a.txt", "b.txt", "c.txt"] == listed(page)
    page.select_option("[name=has]", "unreadable")
    page.click("text=Show these")
    assert ["c.txt"] == listed(page)
    page.click("text=Show all")
    for number in ("1", "2"):
        page.check(f"[name=letter][value='{number}']")
    page.click("text=Compare the chosen")
    expect(page.locator(".compared h1")).to_be_visible()
    page.click(".parties a >> nth=0")
    page.click(".finding .more a:has-text('What if?') >> nth=0")
    page.check("details[open] [name=without] >> nth=0")
    page.click("text=Suppose this")
    expect(page.locator(".supposing")).to_contain_text("the letter did not say")
    page.goto(page.url.partition("/letters/")[0])
    context.close()


def test_supposed_by_keyboard(context: BrowserContext, served: Served) -> None:
    """
    A fact is switched off and on by the space bar: what turns is told beside it, the focus stays, and the address says
    it, so that the page loaded again and the browser's way back are right.
    """
    page, said, foreign = dropped(context, served)
    page.click(".finding.error .more a:has-text('What if?') >> nth=0")
    page.wait_for_selector(".suppose")
    fact = page.locator("details[open] [name=without]").first
    fact.focus()
    page.keyboard.press("Space")
    expect(page.locator(".supposing")).to_be_visible()
    assert page.evaluate("document.activeElement.name") == "without"
    expect(page.locator("#turned")).to_contain_text("come")
    assert "without=" in page.url
    turned = page.inner_text("#turned")
    page.reload()
    assert turned == page.inner_text("#turned")
    page.click(".supposing a:has-text('Take back')")
    page.wait_for_selector(".supposing", state="detached")
    assert not page.locator("[name=without]:checked").count()
    page.go_back()
    expect(page.locator(".supposing")).to_be_visible()

    assert [] == said + foreign


def test_the_chosen_edits_and_a_day(context: BrowserContext, served: Served, tmp_path: Path) -> None:
    """
    Edits and a day of the law are supposed together, and the letter is taken away with the chosen edits alone.
    """
    page, said, _ = dropped(context, served)
    page.click("text=What if? >> nth=0")
    page.click("text=Look for them")
    page.wait_for_selector("[name=edit]")
    page.check("[name=edit] >> nth=0")
    page.wait_for_selector("text=Take away the letter with this edit")
    with page.expect_download() as waiting:
        page.click("text=Take away the letter with this edit")
    waiting.value.save_as(tmp_path / "copy.txt")
    page.fill("[name=day]", "2004-06-01")
    page.dispatch_event("[name=day]", "change")
    expect(page.locator(".supposing")).to_contain_text("the law of 1 June 2004 is applied")

    assert "letter.edited.txt" == waiting.value.suggested_filename
    words = (tmp_path / "copy.txt").read_text(encoding="utf-8")
    assert SHORT != words
    assert "remained at severe" not in words
    assert [] == said


def test_filters_stay_in_the_address(context: BrowserContext, served: Served) -> None:
    """
    What is filtered stands in the address and is there when the page is loaded again; a number leads past it.
    """
    page = dropped(context, served, DEFECTIVE.read_text(encoding="utf-8")).page
    page.uncheck(".show-warning")
    page.select_option("[name=part]", "P1")
    shown = page.locator(".finding:visible").count()
    assert str(shown) == page.inner_text("#left")
    assert "part=P1" in page.url
    page.reload()
    expect(page.locator(".finding:visible").first).to_be_visible()
    assert shown == page.locator(".finding:visible").count()
    assert not page.is_checked(".show-warning")
    page.locator("sup .number.error").last.click()
    expect(page.locator(".finding.chosen")).to_be_visible()

    assert str(page.locator(".finding:visible").count()) == page.inner_text("#left")


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (390, "dark")])
def test_nobody_is_shut_out(browser: Browser, served: Served, box: Path, width: int, scheme: Any) -> None:
    """
    Axe finds nothing serious on the table, the comparison and what is tried; 390 pixels are enough.
    """
    size: Any = {"width": width, "height": 844}
    context = browser.new_context(viewport=size, color_scheme=scheme, bypass_csp=True)
    context.set_default_timeout(SLOW)
    page = opened(context, served).page
    found, widths = [], []

    def look() -> None:
        found.extend(faults(page))
        widths.append(page.evaluate("document.documentElement.scrollWidth"))

    page.set_input_files("#folder", box)
    listed(page)
    look()
    page.click("text=Compare all 2 shown")
    page.wait_for_selector(".compared .finding")
    look()
    page.click(".parties a >> nth=0")
    page.click(".finding.error .more a:has-text('What if?') >> nth=0")
    page.check("details[open] [name=without] >> nth=0")
    page.wait_for_selector(".supposing")
    look()
    context.close()

    assert [width] * 3 == widths
    assert [] == found
