"""The page of a letter in a browser: nothing is fetched, nothing fails; hands, ears and paper reach every finding."""

import re
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from pages import DEFECTIVE, HOSTILE, SHORT, checked, page_of

pytest.importorskip("playwright", reason="playwright is not installed: pip install 'ncnd_rules[dev]'")

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from ncnd_rules.registers import load_registers
from ncnd_rules.report.caseworker import sheet_as_html, sheet_of

WIDTHS = (1440, 390)
PAPER = "getComputedStyle(document.body).backgroundColor"


class Opened(NamedTuple):
    """A page, and what it did while it was looked at."""

    page: Page
    said: list[str]  # on the console, and errors
    fetched: list[str]  # addresses but its own


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """
    A letter with findings of every severity, a short one, two on one page, one that means harm, and a sheet.
    """
    folder = tmp_path_factory.mktemp("pages")
    defective = checked(DEFECTIVE.read_text(encoding="utf-8"))
    pages = {
        "one": page_of(defective),
        "short": page_of(checked(SHORT)),
        "two": page_of(checked(SHORT), checked("RESPONSE\n\nWe do not hold it.\n", "shorter.txt")),
        "hostile": page_of(checked(HOSTILE)),
        "sheet": sheet_as_html(sheet_of(defective, load_registers())),
    }
    for name, markup in pages.items():
        (folder / f"{name}.html").write_text(markup, encoding="utf-8")
    return {name: folder / f"{name}.html" for name in pages}


def opened(browser: Browser, file: Path, width: int = 1440, **settings: Any) -> Opened:
    page = browser.new_context(viewport={"width": width, "height": 900}, **settings).new_page()
    found = Opened(page, [], [])
    page.on("console", lambda message: found.said.append(message.text))
    page.on("pageerror", lambda error: found.said.append(str(error)))
    page.on("request", lambda request: found.fetched.append(request.url) if request.url != file.as_uri() else None)
    page.goto(file.as_uri())
    return found


def findings(page: Page) -> list[str]:
    ids: list[str] = page.eval_on_selector_all(".finding", "cards => cards.map(card => card.id)")
    assert ids
    return ids


@pytest.mark.parametrize("name", ["one", "two", "hostile"])
def test_a_page_fetches_nothing_and_complains_of_nothing(browser: Browser, files: dict[str, Path], name: str) -> None:
    """
    No request but for the page itself, no error, and no breach of its own policy, however it is used.
    """
    page, said, fetched = opened(browser, files[name])
    page.evaluate("document.querySelectorAll('summary, [data-zoom], input, a').forEach(one => one.click())")
    page.emulate_media(media="print")
    page.emulate_media(media="screen", color_scheme="dark")

    assert [] == said
    assert [] == fetched


def test_a_hostile_letter_runs_nothing(browser: Browser, files: dict[str, Path]) -> None:
    """
    Scripts, handlers and addresses in a letter are words: none runs, none can be followed.
    """
    page, _, _ = opened(browser, files["hostile"])
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    for words in page.query_selector_all(".sheet p"):
        words.click()

    assert page.evaluate("window.ran === undefined")
    assert "run" != page.title()
    assert "<script>window.ran = 1</script>" in page.inner_text(".sheet")
    assert 0 == page.locator("iframe, img, svg[onload], a[href^='javascript']").count()


@pytest.mark.parametrize(
    ("name", "width", "scheme"),
    [
        ("short", 1440, "light"),
        ("short", 390, "light"),
        ("short", 1440, "dark"),
        ("two", 390, "dark"),
        ("sheet", 390, "dark"),
    ],
)
def test_nobody_is_shut_out(browser: Browser, files: dict[str, Path], name: str, width: int, scheme: Any) -> None:
    """
    Axe finds nothing serious or critical, with some parts unfolded, light and dark, wide and narrow; nothing has to be
    scrolled sideways, and who asks for the dark gets it.
    """
    page, _, _ = opened(browser, files[name], width, color_scheme=scheme, bypass_csp=True)
    page.evaluate(
        "document.querySelectorAll('.derivation:nth-of-type(5n + 1), .outcome').forEach(one => one.open = true)"
    )
    faults = Axe().run(page).response["violations"]

    assert width == page.evaluate("document.documentElement.scrollWidth")
    assert (scheme == "dark") == (sum(map(int, re.findall(r"\d+", page.evaluate(PAPER)))) < 3 * 128)
    assert [] == [(fault["id"], fault["help"]) for fault in faults if fault["impact"] in ("serious", "critical")]


@pytest.mark.parametrize("width", WIDTHS)
def test_the_keyboard_reaches_every_finding(browser: Browser, files: dict[str, Path], width: int) -> None:
    """
    Tab and Enter alone lead from each number in the letter to its finding, and from there to its words and its reasons.
    """
    page, _, _ = opened(browser, files["short"], width)
    page.evaluate("window.stops = []; addEventListener('focusin', event => stops.push(event.target.hash))")
    for _ in range(page.locator("a, input, summary, button, [tabindex]").count()):
        page.keyboard.press("Tab")
    stops = page.evaluate("stops")
    placed = page.eval_on_selector_all(".finding:has(.evidence a)", "cards => cards.map(card => card.id)")

    assert placed
    assert {f"#{finding}" for finding in placed} <= set(stops)
    assert {f"#{finding}-why" for finding in findings(page)} <= set(stops)
    for finding in placed:
        page.focus(f"sup a[href='#{finding}']")
        page.keyboard.press("Enter")
        assert finding == page.evaluate("document.activeElement.id")
        page.focus(f"#{finding} .evidence a")
        page.keyboard.press("Enter")
        words = page.evaluate("document.activeElement.dataset.owners")
        assert finding in words.split()


def test_words_lead_to_their_finding_and_back(browser: Browser, files: dict[str, Path]) -> None:
    """
    A click on words shows their finding in view and marks both; words that several share lead to each of them in turn.
    """
    page, _, _ = opened(browser, files["one"])
    shared = page.locator("mark a[data-owners*=' ']").first
    owners = (shared.get_attribute("data-owners") or "").split()
    shown = []
    for _ in owners:
        shared.click()
        shown.append(page.evaluate("document.querySelector('.finding.chosen')?.id"))
        box = page.locator(".finding.chosen").bounding_box()
        assert box is not None
        assert 0 <= box["y"] < 900

    assert [owner for owner in owners if "-f" in owner] == [owner for owner in shown if owner]
    assert page.evaluate("document.querySelector('mark.chosen') !== null")


def test_without_scripts_everything_is_still_there(browser: Browser, files: dict[str, Path]) -> None:
    """
    Where scripts are switched off, links lead on, reasons unfold, and what could not work is not offered.
    """
    page, _, _ = opened(browser, files["one"], java_script_enabled=False)
    page.click("sup a.number >> nth=0")
    assert "#l1-f" in page.url
    page.click(".derivation summary >> nth=0")

    assert page.locator(".derivation svg").first.is_visible()
    assert 0 == page.locator("[data-zoom]:visible").count()
    assert page.locator(".finding").first.is_visible()


def test_what_is_filtered_goes_and_comes_back(browser: Browser, files: dict[str, Path]) -> None:
    """
    Without its tick a severity's findings and numbers are gone; asking for one of them brings them back.
    """
    page, _, _ = opened(browser, files["one"])
    ids = page.eval_on_selector_all(".finding.warning", "cards => cards.map(card => card.id)")
    page.uncheck(".show-warning")

    assert ids
    assert 0 == page.locator(".finding.warning:visible, sup .number.warning:visible").count()
    page.evaluate(f"location.hash = '{ids[0]}'")
    page.wait_for_selector(f"#{ids[0]}", state="visible")


@pytest.mark.parametrize("name", ["one", "two", "hostile"])
def test_a_telephone_needs_no_sideways_scrolling(browser: Browser, files: dict[str, Path], name: str) -> None:
    """
    At 390 pixels the page is no wider than its window, all parts unfolded.
    """
    page, _, _ = opened(browser, files[name], 390)
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")

    assert 390 == page.evaluate("document.documentElement.scrollWidth")


def test_passages_stay_readable_on_a_telephone(browser: Browser, tmp_path: Path) -> None:
    """
    What was not understood, and why, stands in lines of several words; the table moves sideways for it.
    """
    file = tmp_path / "page.html"
    file.write_text(page_of(checked("Fernleigh Police\n\nThank you for what you sent.\n")), encoding="utf-8")
    page, _, _ = opened(browser, file, 390)
    cells = page.locator(".unread td:nth-child(2), .unread td:nth-child(4)")
    widths = cells.evaluate_all("all => all.map(one => one.getBoundingClientRect().width)")

    assert widths
    assert min(widths) >= 160


def test_pictures_grow_and_shrink(browser: Browser, files: dict[str, Path]) -> None:
    """
    The buttons above a picture make it larger, smaller, and as wide as its frame.
    """
    page, _, _ = opened(browser, files["one"])
    page.click(".derivation summary >> nth=0")
    width = "document.querySelector('.derivation[open] svg').getBoundingClientRect().width"
    before = page.evaluate(width)
    page.click(".derivation[open] [data-zoom=in]")
    larger = page.evaluate(width)
    page.click(".derivation[open] [data-zoom=fit]")
    room = page.evaluate("document.querySelector('.derivation[open] .picture').clientWidth")

    assert larger > before
    assert room == pytest.approx(page.evaluate(width), abs=1)


def test_paper_holds_every_finding(browser: Browser, files: dict[str, Path], tmp_path: Path) -> None:
    """
    Printed with everything folded, each finding is there with its number, and so are the rules and what was not read.
    """
    pdfium = pytest.importorskip("pypdfium2", reason="pypdfium2 is not installed: pip install 'ncnd_rules[pdf]'")
    page, _, _ = opened(browser, files["one"])
    page.uncheck(".show-info")
    page.pdf(path=tmp_path / "page.pdf", format="A4")
    document = pdfium.PdfDocument(tmp_path / "page.pdf")
    printed = " ".join(" ".join(sheet.get_textpage().get_text_bounded() for sheet in document).split())
    letter = checked(DEFECTIVE.read_text(encoding="utf-8"))

    squeezed = "".join(printed.replace("￾", "").split())
    assert letter.verdicts.findings
    for finding in letter.verdicts.findings:
        assert "".join(finding.message.split()) in squeezed
    for rule in letter.verdicts.outcomes:
        assert rule in squeezed
    for number in range(1, len(letter.verdicts.findings) + 1):
        assert any(f"{number} {kind}" in printed for kind in ("Error", "Warning", "Info", "Undecided"))
