"""The local page in a browser, as tests look at it: letters dropped, what is then shown, and who is shut out."""

from collections.abc import Mapping
from typing import NamedTuple

from axe_playwright_python.sync_playwright import Axe
from pages import SHORT
from playwright.sync_api import BrowserContext, Page
from served import Served

_DROP = """files => {
  const carried = new DataTransfer();
  for (const [name, bytes] of files) carried.items.add(new File([new Uint8Array(bytes)], name));
  for (const type of ["dragover", "drop"]) {
    document.body.dispatchEvent(new DragEvent(type, { dataTransfer: carried, bubbles: true, cancelable: true }));
  }
}"""


class Opened(NamedTuple):
    """A page, and what it did while it was looked at."""

    page: Page
    said: list[str]  # on the console, and errors
    foreign: list[str]  # addresses of others that it asked for


def opened(context: BrowserContext, served: Served) -> Opened:
    """The page on which letters are dropped."""
    page = context.new_page()
    found = Opened(page, [], [])
    page.on("console", lambda message: found.said.append(message.text))
    page.on("pageerror", lambda error: found.said.append(str(error)))
    own = f"http://127.0.0.1:{served.port}{served.root}"
    page.on(
        "request",
        lambda request: found.foreign.append(request.url) if not request.url.startswith((own, "data:")) else None,
    )
    page.goto(served.address)
    return found


def drop(page: Page, files: Mapping[str, bytes]) -> None:
    """Drop some files, by their names."""
    page.wait_for_load_state()  # a page takes letters once its script has run
    page.evaluate(_DROP, [(name, list(data)) for name, data in files.items()])


def dropped(context: BrowserContext, served: Served, text: str = SHORT, name: str = "letter.txt") -> Opened:
    """A letter on its page."""
    found = opened(context, served)
    drop(found.page, {name: text.encode()})
    found.page.wait_for_selector(".finding")
    found.page.wait_for_load_state()  # the page is seen before its scripts listen
    return found


def messages(page: Page) -> list[str]:
    """The sentences of all findings, in no order of their own."""
    told: list[str] = page.eval_on_selector_all(".finding .message", "all => all.map(one => one.textContent)")
    return sorted(told)


def faults(page: Page, within: str | None = None) -> list[tuple[str, str]]:
    """What axe finds that would shut somebody out, on all of a page or in the element of a selector."""
    return [
        (fault["id"], fault["nodes"][0]["html"])
        for fault in Axe().run(page, within).response["violations"]
        if fault["impact"] in ("serious", "critical")
    ]
