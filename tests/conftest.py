"""What holds for every test."""

import gc
import shutil
import signal
import sys
from collections.abc import Iterator
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings

from ncnd_rules.starting import look_seldom_for_garbage

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext
    from served import Served

# Whoever is started in the background of a shell ignores Ctrl-C, and so would every program that tests press it for.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# A busy machine is no defect, so no example has a time limit.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

# Ten thousand tests are many objects, and all of them stay to the end.
look_seldom_for_garbage()


def pytest_collection_finish() -> None:
    """No search for garbage walks through what was collected."""
    gc.freeze()


SLOW = 60_000  # milliseconds that a browser may take, on a busy machine
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
# Nothing but the page under test may ask for anything.
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


# One a module: while it runs, its thread has an event loop, which other tests want to start themselves.
@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    """The browser of the system; without one the test is skipped."""
    from playwright.sync_api import sync_playwright

    program = next(filter(None, map(shutil.which, BROWSERS)), None)
    if program is None:
        pytest.skip(f"no browser is installed, expected one of {', '.join(BROWSERS)}")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield started
        started.close()


@pytest.fixture
def context(browser: "Browser") -> Iterator["BrowserContext"]:
    """Pages of one visitor; with them their letters are forgotten."""
    made = browser.new_context(viewport={"width": 1440, "height": 900}, accept_downloads=True)
    made.set_default_timeout(SLOW)
    yield made
    made.close()


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator["Served"]:
    """The local page."""
    from served import serving

    with serving(tmp_path_factory.mktemp("served")) as running:
        yield running


_REACHED_FOR: list[str] = []  # what is not on this machine
_TO_AN_ADDRESS = {"socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg"}
_TO_A_NAME = {"socket.getaddrinfo", "socket.gethostbyname"}


def _on_this_machine(host: object) -> bool:
    if host in ("localhost", None):
        return True
    try:
        return ip_address(host.decode() if isinstance(host, bytes) else str(host).partition("%")[0]).is_loopback
    except ValueError:
        return False


def _refuse_the_network(event: str, arguments: tuple[Any, ...]) -> None:
    if event in _TO_AN_ADDRESS:
        address = arguments[1]
        host = address[0] if isinstance(address, tuple) else None  # a name in the file system, or one already connected
    elif event in _TO_A_NAME:
        host = arguments[0]
    else:
        return
    if not _on_this_machine(host):
        _REACHED_FOR.append(f"{event} {host}")
        raise ConnectionRefusedError(f"no test leaves this machine: {event} {host}")


sys.addaudithook(_refuse_the_network)


@pytest.fixture(autouse=True)
def reached_for() -> Iterator[list[str]]:
    """What the test tried to reach beside this machine, which is refused; the test fails for it."""
    _REACHED_FOR.clear()
    yield _REACHED_FOR
    assert [] == _REACHED_FOR
