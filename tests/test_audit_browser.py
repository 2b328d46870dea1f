"""A report and a pack in a browser: nothing is fetched, everybody can read them, and so can paper."""

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from filled import fill

pytest.importorskip("playwright", reason="playwright is not installed: pip install 'ncnd_rules[dev]'")

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from ncnd_rules.cli import main

PAGES = ("report.html", "packs/aldercombe-constabulary/pack.html")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report and packs of a small audit."""
    made = tmp_path_factory.mktemp("published")
    fill(made / "audit", 60)
    for words in (
        ["report", f"{made}/audit", "-o", f"{made}/report.html"],
        ["pack", f"{made}/audit", "-o", f"{made}/packs"],
    ):
        assert 0 == CliRunner().invoke(main, ["audit", *words]).exit_code
    return made


def opened(browser: Browser, file: Path, width: int = 1440, **settings: Any) -> tuple[Page, list[str]]:
    """The page, and what it said or fetched."""
    page = browser.new_context(viewport={"width": width, "height": 900}, **settings).new_page()
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(message.text))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("request", lambda request: wrong.append(request.url) if request.url != file.as_uri() else None)
    page.goto(file.as_uri())
    return page, wrong


def unfold(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")


@pytest.mark.parametrize("name", PAGES)
def test_it_needs_no_network_and_no_script(browser: Browser, folder: Path, name: str) -> None:
    """
    No request, no breach of its own policy, and with scripts switched off every table can be unfolded.
    """
    page, wrong = opened(browser, folder / name, java_script_enabled=False)
    for summary in page.locator("summary").all():
        summary.click()

    assert [] == wrong
    assert page.locator("table").count() == page.locator("table:visible").count()


@pytest.mark.parametrize(
    ("name", "width", "scheme"), [(PAGES[0], 1440, "light"), (PAGES[0], 390, "dark"), (PAGES[1], 390, "light")]
)
def test_nobody_is_shut_out(browser: Browser, folder: Path, name: str, width: int, scheme: Any) -> None:
    """
    Axe finds nothing serious or critical, light and dark, wide and narrow, all unfolded.
    """
    page, _ = opened(browser, folder / name, width, color_scheme=scheme, bypass_csp=True)
    unfold(page)
    faults = Axe().run(page).response["violations"]

    assert [] == [(fault["id"], fault["help"]) for fault in faults if fault["impact"] in ("serious", "critical")]


@pytest.mark.parametrize("name", PAGES)
def test_a_telephone_needs_no_sideways_scrolling(browser: Browser, folder: Path, name: str) -> None:
    """
    At 390 pixels the page is no wider than its window; pictures and tables scroll in their own frames.
    """
    page, _ = opened(browser, folder / name, 390)
    unfold(page)

    assert 390 == page.evaluate("document.documentElement.scrollWidth")


def test_words_stay_within_their_pictures(browser: Browser, folder: Path) -> None:
    """
    Whatever face the browser has, no word is drawn over the edge of its picture.
    """
    page, _ = opened(browser, folder / PAGES[0])
    outside = page.evaluate(
        """() => [...document.querySelectorAll('svg.figure text')].filter(text => {
            const own = text.getBoundingClientRect(), frame = text.closest('svg').getBoundingClientRect();
            return own.left < frame.left - 1 || own.right > frame.right + 1 || own.top < frame.top - 1
        }).map(text => text.textContent)"""
    )

    assert [] == outside


def test_grey_tells_what_colour_tells(browser: Browser, folder: Path) -> None:
    """
    Pictures have no colour at all: every fill and line is a grey.
    """
    page, _ = opened(browser, folder / PAGES[0])
    colours = page.evaluate(
        """() => [...new Set([...document.querySelectorAll('svg.figure *')].flatMap(one => {
            const style = getComputedStyle(one); return [style.fill, style.stroke]
        }))].filter(colour => colour.startsWith('rgb'))"""
    )
    channels = [[int(part) for part in colour[colour.index("(") + 1 : -1].split(",")[:3]] for colour in colours]

    assert channels
    assert all(max(own) - min(own) <= 12 for own in channels), colours


def test_paper_holds_the_report(browser: Browser, folder: Path, tmp_path: Path) -> None:
    """
    Printed with all folded, each section, each picture's rows and each letter's findings are there.
    """
    pdfium = pytest.importorskip("pypdfium2", reason="pypdfium2 is not installed: pip install 'ncnd_rules[pdf]'")
    page, _ = opened(browser, folder / PAGES[0])
    headings = page.locator("h2, figcaption, .card h3").all_inner_texts()
    rules = page.eval_on_selector_all("#rules svg text", "all => all.map(one => one.textContent)")
    page.pdf(path=tmp_path / "page.pdf", format="A4")
    document = pdfium.PdfDocument(tmp_path / "page.pdf")
    printed = "".join("".join(sheet.get_textpage().get_text_bounded() for sheet in document).split())

    assert len(headings) > 15
    for words in [*headings, *rules]:
        assert "".join(words.split()) in printed
