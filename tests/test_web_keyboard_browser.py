"""A letter's whole way on the local page by the keyboard alone, with the focus in sight at every step."""

import io
from pathlib import Path

import pytest
from pages import SHORT
from served import Served
from word_file import line_by_line

pytest.importorskip("starlette", reason="starlette is not installed: pip install 'ncnd_rules[web]'")
pytest.importorskip("playwright", reason="playwright is not installed: pip install 'ncnd_rules[dev]'")
pytest.importorskip("docx", reason="python-docx is not installed: pip install 'ncnd_rules[dev]'")

from docx import Document
from playwright.sync_api import BrowserContext, Page, expect
from visited import messages, opened

# What has the focus, and whether one can see that: on the screen, not covered, with a line around it.
FOCUS = """() => {
  const one = document.activeElement;
  const box = one.getBoundingClientRect();
  const looks = getComputedStyle(one);
  const at = document.elementFromPoint(box.left + Math.min(box.width / 2, 20), box.top + Math.min(box.height / 2, 9));
  return {
    is: `${one.tagName.toLowerCase()}#${one.id}.${one.className} ${one.textContent.trim().slice(0, 40)}`,
    named: Boolean(one.getAttribute("aria-label") || one.textContent.trim() || one.labels?.length),
    seen: at !== null && (one.contains(at) || at.contains(one)) && looks.outlineStyle !== "none",
  };
}"""


def go(page: Page, wanted: str, key: str = "Tab", most: int = 60) -> list[str]:
    """Press a key until the focus is on what is wanted; what was wrong with the focus on the way."""
    wrong = []
    for _ in range(most):
        page.keyboard.press(key)
        focus = page.evaluate(FOCUS)
        wrong += [f"{name}: {focus['is']}" for name in ("named", "seen") if not focus[name]]
        if page.evaluate("wanted => document.activeElement.matches(wanted)", wanted):
            return wrong
    raise AssertionError(f"{wanted} has no focus after {most} times {key}; last was {focus['is']}")


def bring(page: Page, file: Path) -> list[str]:
    """Choose a file as a keyboard does, which sends it."""
    page.wait_for_load_state()
    wrong = go(page, "#file")
    with page.expect_file_chooser() as waiting:
        page.keyboard.press("Space")
    waiting.value.set_files(file)
    page.wait_for_selector(".finding")
    return wrong


def test_from_a_letter_to_the_commented_file(context: BrowserContext, served: Served, tmp_path: Path) -> None:
    """
    A letter is chosen, a finding is chosen among the words, what was read wrongly is corrected, the verdicts follow,
    and the commented file is taken away, opens, and is read again.
    """
    letter = tmp_path / "draft.docx"
    letter.write_bytes(line_by_line(SHORT))
    page, said, foreign = opened(context, served)
    page.on("filechooser", lambda _: None)  # else choosing is watched anew each time, too late for the key
    wrong = bring(page, letter)
    before = messages(page)

    wrong += go(page, "sup a.number[href$=f3]")
    page.keyboard.press("Enter")
    expect(page.locator(".finding.chosen")).to_be_focused()
    chosen = page.inner_text(".finding.chosen .message")
    assert chosen in before

    wrong += go(page, ".finding.chosen .more a[data-panel]")
    page.keyboard.press("Enter")
    wrong += go(page, "#panel a[aria-label^='Correct P1']")
    page.keyboard.press("Enter")
    expect(page.locator("#panel .form-title")).to_be_focused()
    wrong += go(page, "#field-position")
    page.keyboard.type("information is given")
    wrong += go(page, "#panel button.main")
    page.keyboard.press("Enter")
    expect(page.locator("#told-live")).to_contain_text("answer: information is given")
    after = messages(page)
    assert chosen not in after

    wrong += go(page, ".take summary", "Shift+Tab")
    page.keyboard.press("Enter")
    wrong += go(page, ".take a[href$=commented]")
    with page.expect_download() as waiting:
        page.keyboard.press("Enter")
    saved = tmp_path / "commented.docx"
    waiting.value.save_as(saved)
    assert len(after) + 1 == len(list(Document(io.BytesIO(saved.read_bytes())).comments))

    wrong += go(page, "header form button")
    page.keyboard.press("Enter")
    expect(page.locator("#drop")).to_be_visible()
    wrong += bring(page, saved)
    assert before == messages(page)
    assert [] == wrong
    assert [] == said + foreign
