"""The pictures of `ncnd serve` in the README and in docs/, made anew from letters of cases/.

python tests/screenshots.py [FOLDER]     docs/pictures, unless another is named
"""

import base64
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from conftest import BROWSERS, FLAGS
from playwright.sync_api import Page, ViewportSize, expect, sync_playwright
from served import TOP, serving

SIZE: ViewportSize = {"width": 1200, "height": 750}
QUALITY = 70  # of WebP: letters stay sharp, and a picture stays below 120 kB
DEFECTIVE = TOP / "cases" / "partial-ncnd-with-defects" / "letter.txt"
LETTERS = [
    ("Eastdown 2021.txt", "compared/harbour-drones/2021-eastdown.txt"),
    ("Saltmarsh 2019.txt", "compared/harbour-drones/2019-saltmarsh.txt"),
    ("Saltmarsh 2021.txt", "compared/harbour-drones/2021-saltmarsh.txt"),
    ("drones.txt", "drones-partial-ncnd/letter.txt"),
    ("informants.txt", "informants-full-ncnd/letter.txt"),
    ("phones.txt", "phones-full-ncnd/letter.txt"),
    ("with defects.txt", "partial-ncnd-with-defects/letter.txt"),
]


def start(page: Page) -> None:
    """Where letters are dropped."""
    expect(page.locator("#drop")).to_be_visible()


def finding(page: Page) -> None:
    """A letter, and a finding that was followed from its words."""
    page.set_input_files("#file", DEFECTIVE)
    page.wait_for_selector(".finding")
    page.locator("mark.error a").first.click()
    expect(page.locator(".finding.chosen")).to_be_visible()
    page.evaluate("scrollTo(0, 0)")


def correcting(page: Page) -> None:
    """The form in which a fact is set right, beside the letter."""
    line = page.locator("li[id^=fact-]", has_text="answer: ").first
    line.evaluate("one => { one.closest('details').open = true; }")
    line.locator("[data-panel]").click()
    expect(page.locator("#panel .form-title")).to_be_focused()


def supposing(page: Page) -> None:
    """What would come out if the letter did not say something."""
    page.keyboard.press("Escape")
    page.locator(".finding.error .more a", has_text="What if?").first.click()
    page.locator("details[open] [name=without]").first.check()
    expect(page.locator(".supposing")).to_be_visible()
    page.evaluate("scrollTo(0, 0)")


def folder(page: Page) -> None:
    """The table of several letters."""
    page.goto(page.url.partition("letters/")[0])
    page.wait_for_load_state()
    with tempfile.TemporaryDirectory() as made:
        for name, path in LETTERS:
            shutil.copy(TOP / "cases" / path, Path(made) / name)
        page.set_input_files("#folder", made)
        page.wait_for_selector(".folder .lead")


# In this order, on one page: each goes on from where the one before has led.
VIEWS: dict[str, Callable[[Page], None]] = {
    "start": start,
    "finding": finding,
    "correcting": correcting,
    "supposing": supposing,
    "folder": folder,
}


def picture(page: Page) -> bytes:
    """What is seen now, as WebP, which Playwright's own screenshots cannot be."""
    page.wait_for_timeout(300)  # what is chosen scrolls into view, and fades in
    session = page.context.new_cdp_session(page)
    taken = session.send("Page.captureScreenshot", {"format": "webp", "quality": QUALITY})
    return base64.b64decode(taken["data"])


def make(target: Path) -> list[Path]:
    """Write a picture of each view, all or none.

    Raises:
        SystemExit: no browser is installed.
    """
    program = next(filter(None, map(shutil.which, BROWSERS)), None)
    if program is None:
        raise SystemExit(f"no browser is installed, expected one of {', '.join(BROWSERS)}")
    taken = {}
    with tempfile.TemporaryDirectory() as watching, serving(Path(watching)) as served, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        page = browser.new_page(viewport=SIZE, color_scheme="light", reduced_motion="reduce")
        page.goto(served.address)
        page.wait_for_load_state()
        for name, view in VIEWS.items():
            view(page)
            taken[target / f"{name}.webp"] = picture(page)
        browser.close()
    target.mkdir(parents=True, exist_ok=True)
    for path, data in taken.items():
        path.write_bytes(data)
    return list(taken)


if __name__ == "__main__":
    for made in make(Path(sys.argv[1]) if sys.argv[1:] else TOP / "docs" / "pictures"):
        print(f"{made.name}: {made.stat().st_size / 1000:.0f} kB")
