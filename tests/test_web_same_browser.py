"""A letter in each format, dropped in a browser, and on the command line: the same bytes, the same findings."""

import json
import subprocess
import sys
from collections.abc import Mapping
from email.message import EmailMessage
from html import escape
from pathlib import Path

import pytest
from served import TOP, Served
from word_file import line_by_line

pytest.importorskip("starlette", reason="starlette is not installed: pip install 'ncnd_rules[web]'")
pytest.importorskip("playwright", reason="playwright is not installed: pip install 'ncnd_rules[dev]'")

from playwright.sync_api import Browser, BrowserContext
from test_web_browser import MORE, as_web_page
from visited import drop, messages, opened

OWN = ("partial-ncnd-with-defects", "drones-partial-ncnd", "phones-full-ncnd")
LETTERS = {name: TOP / "cases" / name / "letter.txt" for name in OWN} | {path.stem: path for path in MORE}
FORMATS = ("txt", "docx", "html")
# One letter is printed by the browser, and one is sent.
NAMES = [*(f"{name}.{form}" for name in LETTERS for form in FORMATS), f"{OWN[0]}.pdf", f"{OWN[0]}.eml"]


@pytest.fixture(scope="module")
def files(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """Each letter in each format, by name."""
    folder = tmp_path_factory.mktemp("formats")
    for name, path in LETTERS.items():
        text = path.read_text(encoding="utf-8")
        data = [text.encode(), line_by_line(text), as_web_page(escape(text, quote=False))]
        for form, written in zip(FORMATS, data, strict=True):
            (folder / f"{name}.{form}").write_bytes(written)
    page = browser.new_page()
    page.goto((folder / f"{OWN[0]}.html").as_uri())
    page.pdf(path=folder / f"{OWN[0]}.pdf", format="A4")
    page.close()
    (folder / f"{OWN[0]}.eml").write_bytes(sent(LETTERS[OWN[0]].read_text(encoding="utf-8")))
    return {name: folder / name for name in NAMES}


@pytest.fixture(scope="module")
def told(files: Mapping[str, Path]) -> Mapping[str, list[str]]:
    """What the command line finds in each, by name."""
    command = [sys.executable, "-m", "ncnd_rules", "check", *map(str, files.values()), "--format", "json"]
    done = subprocess.run(command, cwd=TOP, capture_output=True, text=True, timeout=180, check=False)
    assert 1 == done.returncode, done.stderr
    found = json.loads(done.stdout)
    return {
        name: sorted(one["message"] for one in letter["findings"]) for name, letter in zip(files, found, strict=True)
    }


def sent(text: str) -> bytes:
    """A letter as a mail."""
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "foi@wexmoor.example", "asker@example.org", "Your request"
    mail.set_content(text)
    return bytes(mail)


@pytest.mark.parametrize("name", NAMES)
def test_the_page_finds_what_the_command_line_finds(
    context: BrowserContext, served: Served, files: Mapping[str, Path], told: Mapping[str, list[str]], name: str
) -> None:
    """
    The findings are those of the command line, word for word.
    """
    page, said, foreign = opened(context, served)
    drop(page, {name: files[name].read_bytes()})
    page.wait_for_selector(".sheet")

    assert told[name]
    assert told[name] == messages(page)
    assert [] == said + foreign
