"""Correcting what was read in a browser: by mouse, by keyboard, by ear, and with scripts switched off."""

from pathlib import Path

import pytest
from pages import SHORT
from served import Served, serving

pytest.importorskip("starlette", reason="starlette is not installed: pip install 'ncnd_rules[web]'")
pytest.importorskip("playwright", reason="playwright is not installed: pip install 'ncnd_rules[dev]'")

from conftest import SLOW
from playwright.sync_api import Browser, BrowserContext, Page, expect
from visited import Opened, drop, dropped, faults, messages


@pytest.fixture
def found(context: BrowserContext, served: Served) -> Opened:
    """A letter on its page."""
    return dropped(context, served)


# Where words stand on the screen, once they are scrolled to.
WORDS = """words => {
  const walker = document.createTreeWalker(document.querySelector(".sheet"), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const at = walker.currentNode.data.indexOf(words);
    if (at < 0) continue;
    const range = document.createRange();
    range.setStart(walker.currentNode, at);
    range.setEnd(walker.currentNode, at + words.length);
    walker.currentNode.parentElement.scrollIntoView({ block: "center" });
    const box = range.getBoundingClientRect();
    return { left: box.left, right: box.right, y: (box.top + box.bottom) / 2 };
  }
}"""


def select(page: Page, words: str) -> None:
    """Drag over some words of the letter."""
    box = page.evaluate(WORDS, words)
    page.mouse.move(box["left"] + 1, box["y"])
    page.mouse.down()
    page.mouse.move(box["right"] - 1, box["y"], steps=3)
    page.mouse.up()


def denial(page: Page) -> str:
    """The id of the line that lists the denial, once its group is open."""
    line = page.locator("li[id^=fact-]", has_text="answer: not held").first
    found = line.get_attribute("id")
    assert found
    page.evaluate("id => { document.getElementById(id).closest('details').open = true; }", found)
    return found


def test_a_fact_is_corrected_where_it_is_listed(found: Opened) -> None:
    """
    By keyboard: the form opens beside the letter, the verdicts change, what changed is said aloud, focus is where it
    was, and undo brings all back.
    """
    page = found.page
    before, line = messages(page), denial(page)
    page.focus(f"#{line} [data-panel]")
    page.keyboard.press("Enter")
    expect(page.locator("#panel .form-title")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(f"#{line} [data-panel]")).to_be_focused()
    page.keyboard.press("Enter")
    page.select_option("#panel #field-position", "disclosed")
    page.focus("#panel button.main")
    page.keyboard.press("Enter")
    expect(page.locator("#told-live")).to_contain_text("answer: information is given")

    assert page.evaluate("id => document.activeElement.closest(`#${id}`) !== null", line)
    assert before != messages(page)
    expect(page.locator(f"#{line}")).to_contain_text("set by you")
    page.click("#mine button:text('Undo')")
    expect(page.locator("#told-live")).to_contain_text("Taken back")
    assert before == messages(page)
    assert [] == found.said + found.foreign


def test_filters_outlast_a_correction(found: Opened) -> None:
    """
    What was chosen by hand is chosen still once a statement is corrected, and once that is undone.
    """
    page = found.page
    page.uncheck(".show-warning")
    page.select_option("[name=group]", "THR")
    line = denial(page)
    page.click(f"#{line} [data-panel]")
    page.select_option("#panel #field-position", "disclosed")
    page.click("#panel button.main")
    expect(page.locator("#told-live")).to_contain_text("answer: information is given")
    page.click("#mine button:text('Undo')")
    expect(page.locator("#told-live")).to_contain_text("Taken back")

    assert not page.is_checked(".show-warning")
    assert "THR" == page.input_value("[name=group]")
    shown = page.locator(".finding:visible .rule").all_inner_texts()
    assert ["THR-02", "THR-03", "THR-14"] == sorted(shown)


def test_words_are_selected_and_what_they_say_is_added(found: Opened) -> None:
    """
    Words that carry findings are selected like others, what they were read as stands beside them, and what was missed
    is added; the findings follow, and the letter stays where it was on the screen.
    """
    page = found.page
    select(page, "section 31")
    expect(page.locator("#words-bar .read-as").first).to_be_visible()
    page.click("#words-bar a.button")
    expect(page.locator("#panel .excerpt mark")).to_have_text("section 31")
    page.select_option("#add-kind", "citation")
    page.click("#panel button:text('Go on')")
    page.fill("#panel #field-provision", "31(3)")
    top = page.evaluate("document.querySelector('.sheet').getBoundingClientRect().top")
    page.click("#panel button:text('Add')")
    expect(page.locator("#told-live")).to_contain_text("citation: ")

    assert not [one for one in messages(page) if "nowhere with its subsection" in one]
    assert abs(top - page.evaluate("document.querySelector('.sheet').getBoundingClientRect().top")) < 4
    expect(page.locator("#mine ol li")).to_have_count(1)
    assert [] == found.said + found.foreign


def test_a_click_shows_what_words_were_read_as(found: Opened) -> None:
    """
    A click on words shows what rests on them, and a listed statement leads back to its words; a click elsewhere hides.
    """
    page = found.page
    box = page.evaluate(WORDS, "RESPONSE")
    page.mouse.click(box["left"] + 20, box["y"])
    expect(page.locator("#words-bar")).to_contain_text("heading: announces response")
    page.click("h3 >> nth=0")
    expect(page.locator("#words-bar")).to_be_hidden()
    line = denial(page)
    page.click(f"#{line} a.where")

    assert "does not use" in page.evaluate("getSelection().toString()")
    page.locator("mark.error a").first.click()
    expect(page.locator(".finding.chosen")).to_be_visible()


def test_nobody_is_shut_out_of_correcting(browser: Browser, served: Served) -> None:
    """
    Axe finds nothing serious in the form beside the letter, in the form as a page, or in what was set, at 390 pixels.
    """
    context = browser.new_context(viewport={"width": 390, "height": 844}, bypass_csp=True)
    context.set_default_timeout(SLOW)
    page = dropped(context, served).page
    page.evaluate("document.querySelectorAll('.read-group').forEach(one => one.open = true)")
    line = denial(page)
    page.click(f"#{line} [data-panel]")
    page.select_option("#panel #field-position", "disclosed")
    found = faults(page)
    widths = [page.evaluate("document.documentElement.scrollWidth")]
    page.click("#panel button.main")
    page.wait_for_selector(".told.toast")
    found += faults(page)
    page.goto(page.url.partition("#")[0] + f"/facts/{line.removeprefix('fact-')}")
    found += faults(page)
    widths.append(page.evaluate("document.documentElement.scrollWidth"))
    context.close()

    assert [] == found
    assert [390, 390] == widths


def test_corrections_without_scripts(browser: Browser, tmp_path: Path) -> None:
    """
    With scripts switched off a fact is corrected, words are typed and what they say is added; both are kept in the
    folder that was named, and a letter that is dropped again has them.
    """
    kept = tmp_path / "kept"
    kept.mkdir()
    context = browser.new_context(java_script_enabled=False)
    context.set_default_timeout(SLOW)
    page = context.new_page()
    with serving(tmp_path, options=("--corrections", str(kept))) as own:
        for _ in range(2):
            page.goto(own.address)
            page.set_input_files("#file", {"name": "a.txt", "mimeType": "text/plain", "buffer": SHORT.encode()})
            page.click("button.main")
            page.wait_for_selector(".finding")
            if not (kept / "a.corrections.yaml").exists():
                page.click(".read-group:has-text('answer: not held') summary")
                page.click("li:has-text('answer: not held') >> text=Correct")
                page.select_option("#field-position", "disclosed")
                page.click("button:text('Save')")
                expect(page.locator("#told")).to_contain_text("answer: information is given")
                page.click("text=Add what was missed")
                page.fill("#add-words", "by virtue of section 31")
                page.select_option("#add-kind", "citation")
                page.click("button:text('Go on')")
                page.fill("#field-provision", "31(3)")
                page.click("button:text('Add')")
            expect(page.locator("#mine ol li")).to_have_count(2)
        expect(page.locator("#told")).to_contain_text("Corrections from a.corrections.yaml")
    context.close()


def test_a_letter_and_its_corrections_are_dropped_together(found: Opened) -> None:
    """
    Both files at once are one letter.
    """
    page = found.page
    line = denial(page)
    page.click(f"#{line} [data-panel]")
    page.select_option("#panel #field-position", "disclosed")
    page.click("#panel button.main")
    page.wait_for_selector(".told.toast")
    with page.expect_download() as waiting:
        page.click("text=Take away the corrections")
    text = Path(waiting.value.path()).read_text(encoding="utf-8")
    after = messages(page)
    page.goto(page.url.partition("letters/")[0])
    drop(page, {"letter.corrections.yaml": text.encode(), "letter.txt": SHORT.encode()})
    page.wait_for_selector(".finding")

    assert after == messages(page)
    expect(page.locator("#mine ol li")).to_have_count(1)
