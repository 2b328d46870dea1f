"""The local page in a browser: letters dropped, seen, mended, taken away; by hand, keyboard, ear and telephone."""

import io
import json
import os
import time
from pathlib import Path
from typing import Any

import pytest
from pages import DEFECTIVE, HOSTILE, SHORT, checked
from served import Served
from word_file import line_by_line

pytest.importorskip("starlette", reason="starlette is not installed: pip install 'ncnd_rules[web]'")
pytest.importorskip("playwright", reason="playwright is not installed: pip install 'ncnd_rules[dev]'")

from conftest import SLOW
from playwright.sync_api import Browser, BrowserContext, expect
from visited import drop, dropped, faults, messages, opened

from ncnd_rules.web.letters import GRACE

WEB_PAGE = "<!DOCTYPE html><html><body>{}</body></html>"
# A folder with more letters, such as those that requesters have published; each is dropped too.
MORE = sorted(Path(os.environ["NCND_LETTERS"]).glob("*.txt")) if "NCND_LETTERS" in os.environ else []


def as_web_page(text: str) -> bytes:
    return WEB_PAGE.format("".join(f"<p>{part}</p>" for part in text.split("\n\n"))).encode()


@pytest.mark.parametrize("name", ["letter.txt", "letter.docx", "letter.html"])
def test_a_letter_is_dropped_and_seen(context: BrowserContext, served: Served, name: str) -> None:
    """
    A letter in each format gives the findings that it has on the command line, beside its own words.
    """
    text = DEFECTIVE.read_text(encoding="utf-8")
    data = {"letter.txt": text.encode(), "letter.docx": line_by_line(text), "letter.html": as_web_page(text)}[name]
    page, said, foreign = opened(context, served)
    drop(page, {name: data})
    page.wait_for_selector(".finding")
    expected = sorted(finding.message for finding in checked(text).verdicts.findings)

    assert [] == said
    assert [] == foreign
    assert served.token not in page.url
    if name == "letter.html":  # a web page has paragraphs where text has lines
        assert set(expected) & set(messages(page))
    else:
        assert expected == messages(page)
    assert page.locator("mark.error").count()


@pytest.mark.parametrize("path", MORE, ids=lambda path: path.name)
def test_more_letters_are_dropped(context: BrowserContext, served: Served, path: Path) -> None:
    """
    So does each letter of the folder that NCND_LETTERS names.
    """
    text = path.read_text(encoding="utf-8")
    page = dropped(context, served, text, path.name).page

    assert sorted(finding.message for finding in checked(text).verdicts.findings) == messages(page)


def test_choosing_a_finding_shows_its_reasons(context: BrowserContext, served: Served) -> None:
    """
    From words to their finding, its basis, why it is undecided, its picture; what passed and what was not understood.
    """
    page = dropped(context, served).page
    page.click("mark.error a >> nth=0")
    card = page.locator(".finding.chosen")
    expect(card.locator("dt", has_text="Basis")).to_be_visible()
    card.locator("a", has_text="was reached").click()

    expect(page.locator(".derivation[open] svg")).to_be_visible()
    assert page.locator(".finding.undecided dt", has_text="Undecided, as").count()
    assert page.locator(".outcome.satisfied tbody tr").count()
    assert page.locator("section.unread tbody tr").count()


def test_filters_leave_what_is_asked_for(context: BrowserContext, served: Served) -> None:
    """
    Severity and group filter the findings; whoever follows a number gets its finding whatever is filtered.
    """
    page = dropped(context, served).page
    page.uncheck(".show-warning")
    assert 0 == page.locator(".finding.warning:visible").count()
    page.select_option(".groups select", "PIT")
    shown = page.eval_on_selector_all(
        ".finding", "all => all.filter(one => one.checkVisibility()).map(one => one.querySelector('.rule').textContent)"
    )
    assert shown
    assert all(rule.startswith("PIT-") for rule in shown)
    page.locator("sup .number.error").first.click()

    expect(page.locator(".finding.chosen")).to_be_visible()


def test_the_smallest_edits_come_on_demand(context: BrowserContext, served: Served) -> None:
    """
    A button looks for them, says that it does, and puts them into the page with the numbers of what they clear.
    """
    page, said, foreign = dropped(context, served)
    page.locator(".finding.error a", has_text="Smallest edits").first.click()
    page.click("#edits button")
    expect(page.locator("#edits progress")).to_be_visible()
    page.wait_for_selector("#edits .set")
    page.locator("#edits .set .number").first.click()

    expect(page.locator(".finding.chosen")).to_be_visible()
    assert page.locator("#edits ins, #edits del").count()
    assert [] == said + foreign


def test_everything_is_taken_away_and_opens(context: BrowserContext, served: Served, tmp_path: Path) -> None:
    """
    Each file that the page offers is saved, whole, and opens.
    """
    docx = pytest.importorskip("docx", reason="python-docx is not installed: pip install 'ncnd_rules[dev]'")
    page = opened(context, served).page
    drop(page, {"draft.docx": line_by_line(SHORT)})
    page.wait_for_selector(".finding")
    count = page.locator(".finding").count()
    saved = {}
    page.click(".take summary")
    for link in page.locator(".take a").all():
        with page.expect_download() as waiting:
            link.click()
        saved[waiting.value.suggested_filename] = tmp_path / waiting.value.suggested_filename
        waiting.value.save_as(saved[waiting.value.suggested_filename])
    endings = ("commented.docx", "facts.yaml", "html", "json", "proof.json", "sarif", "sheet.html", "words.txt")

    assert {f"draft.{ending}" for ending in endings} == set(saved)
    assert count + 1 == len(list(docx.Document(io.BytesIO(saved["draft.commented.docx"].read_bytes())).comments))
    assert count == len(json.loads(saved["draft.json"].read_text())[0]["findings"])
    assert count == len(json.loads(saved["draft.sarif"].read_text())["runs"][0]["results"])
    assert json.loads(saved["draft.proof.json"].read_text())["sha256"]
    page.goto(saved["draft.html"].as_uri())
    assert count == page.locator(".finding").count()
    page.goto(saved["draft.sheet.html"].as_uri())
    assert "Caseworker sheet" == page.inner_text("h1")


def test_by_keyboard_alone(context: BrowserContext, served: Served) -> None:
    """
    Words are typed, sent, found in, taken away and forgotten without a mouse.
    """
    page = opened(context, served).page
    page.focus("#file")
    page.keyboard.press("Tab")
    page.keyboard.insert_text(SHORT)
    for _ in range(2):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector(".finding")
    for _ in range(4):  # past the skip link, and the links to the edits and to what can be tried
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".take a").first).to_be_visible()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('.take a')")
    page.keyboard.press("Escape")
    expect(page.locator(".take a").first).to_be_hidden()
    page.keyboard.press("Tab")
    assert "Close and forget" == page.evaluate("document.activeElement.textContent")
    page.focus(".show-error")
    page.keyboard.press("Space")
    assert 0 == page.locator(".finding.error:visible").count()
    page.focus("header form button")
    page.keyboard.press("Enter")
    expect(page.locator("#drop")).to_be_visible()


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (390, "dark")])
def test_nobody_is_shut_out(browser: Browser, served: Served, width: int, scheme: Any) -> None:
    """
    Axe finds nothing serious on the first page, on a letter with its edits and on a refusal; 390 pixels are enough.
    """
    size: Any = {"width": width, "height": 844}
    context = browser.new_context(viewport=size, color_scheme=scheme, bypass_csp=True)
    context.set_default_timeout(SLOW)
    page = opened(context, served).page
    found = faults(page)
    widths = [page.evaluate("document.documentElement.scrollWidth")]
    drop(page, {"empty.txt": b""})
    page.wait_for_selector("[role=alert]")
    found += faults(page)
    drop(page, {"letter.txt": SHORT.encode()})
    page.wait_for_selector(".finding")
    page.click("#edits button")
    page.wait_for_selector("#edits .set")
    page.click(".take summary")
    widths.append(page.evaluate("document.documentElement.scrollWidth"))
    found += faults(page)
    context.close()

    assert [width, width] == widths
    assert [] == found


def test_a_hostile_letter_runs_nothing(context: BrowserContext, served: Served) -> None:
    """
    Markup, scripts and names that mean harm are words, on the page and in its edits; the browser has no complaint.
    """
    page, said, foreign = opened(context, served)
    drop(page, {'<img src=x onerror="window.ran=9">.txt': HOSTILE.encode()})
    page.wait_for_selector(".sheet")
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    if page.locator("#edits button").count():
        page.click("#edits button")
        page.wait_for_selector("#edits .lead")

    assert page.evaluate("window.ran === undefined")
    assert "run" != page.title()
    assert "<script>window.ran = 1</script>" in page.inner_text(".sheet")
    assert 0 == page.locator("iframe, main img, svg[onload], a[href^='javascript']").count()
    assert [] == said + foreign


def test_what_cannot_be_read_says_why_and_the_next_one_can(context: BrowserContext, served: Served) -> None:
    """
    A broken file and nothing at all are told in a sentence on the page that takes the next one.
    """
    page = opened(context, served).page
    drop(page, {"broken.pdf": b"%PDF-1.7 broken"})
    expect(page.locator("[role=alert]")).to_contain_text("broken.pdf: unreadable")
    page.click("button.main")
    expect(page.locator("#progress")).to_contain_text("Choose a file")
    drop(page, {"letter.txt": SHORT.encode()})

    page.wait_for_selector(".finding")


def test_a_closed_page_forgets_its_letter(context: BrowserContext, served: Served) -> None:
    """
    A page that is loaded again keeps its letter, and one that is closed does not.
    """
    kept, closed = dropped(context, served).page, dropped(context, served).page
    paths = [page.url.partition(str(served.port))[2] for page in (kept, closed)]
    kept.reload()
    closed.close(run_before_unload=True)
    deadline = time.monotonic() + 90
    while True:
        time.sleep(GRACE + 1)  # to ask for a letter is a sign of life, and so each look is a grace after the last
        told = [served.ask(at=path).status for path in paths]
        if told == [200, 404] or time.monotonic() > deadline:
            break

    assert [200, 404] == told


def test_foreign_pages_get_nothing(context: BrowserContext, served: Served) -> None:
    """
    A page from elsewhere can neither send a letter, nor read, nor frame; without the token nobody sees anything.
    """
    opened(context, served)  # the browser has the cookie
    page = context.new_page()
    page.route("http://elsewhere.example/", lambda route: route.fulfill(content_type="text/html", body="<p>here</p>"))
    page.goto("http://elsewhere.example/")
    address = served.address.partition("?")[0]
    told = page.evaluate(
        "address => fetch(address, {credentials: 'include'}).then(answer => answer.status, () => 'refused')", address
    )
    assert "refused" == told
    with page.expect_response(lambda response: response.url.endswith("/letters")) as posted:
        page.evaluate(
            """address => {
              const form = document.body.appendChild(document.createElement("form"));
              Object.assign(form, {method: "POST", enctype: "multipart/form-data", action: `${address}letters`});
              form.submit();
            }""",
            address,
        )
    assert 403 == posted.value.status
    stranger = context.browser
    assert stranger is not None
    other = stranger.new_context().new_page()
    answer = other.goto(address)
    other.context.close()
    assert answer is not None
    assert 403 == answer.status


def test_ten_pages_at_once(context: BrowserContext, served: Served) -> None:
    """
    Ten pages with a letter each show each its own.
    """
    pages = [opened(context, served).page for _ in range(10)]
    for number, page in enumerate(pages):
        drop(page, {f"letter-{number}.txt": SHORT.replace("WP/FOI/77/21", f"WP/FOI/{number}/21").encode()})
    for number, page in enumerate(pages):
        page.wait_for_selector(".finding")
        assert f"WP/FOI/{number}/21" in page.inner_text(".about")
    assert 10 == len({page.url for page in pages})


def test_without_scripts(browser: Browser, served: Served) -> None:
    """
    With scripts switched off a file is chosen, sent and seen, and its edits are looked for.
    """
    context = browser.new_context(java_script_enabled=False)
    context.set_default_timeout(SLOW)
    page = context.new_page()
    page.goto(served.address)
    page.set_input_files("#file", {"name": "letter.txt", "mimeType": "text/plain", "buffer": SHORT.encode()})
    page.click("button.main")
    page.wait_for_selector(".finding")
    page.click("#edits button")
    page.wait_for_selector("#edits .set")

    assert page.locator("#edits .set .number").count()
    page.click("header form button")
    expect(page.locator("#drop")).to_be_visible()
    context.close()
