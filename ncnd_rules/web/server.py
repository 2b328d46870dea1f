"""The server of the page: on this machine's own address, and no other."""

import errno
import os
import secrets
import socket
import webbrowser
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import uvicorn

from ncnd_rules.errors import NcndError
from ncnd_rules.web.app import app_of
from ncnd_rules.web.bench import Bench
from ncnd_rules.web.corrected import Folder
from ncnd_rules.web.gate import House
from ncnd_rules.web.letters import Letters

LOOPBACK = "127.0.0.1"
MOST_BYTES = 32 * 2**20  # of one letter and the form around it


def serve(
    port: int, bench: Bench, *, browser: bool, say: Callable[[str], None], corrections: Path | None = None
) -> None:
    """Serve the page until Ctrl-C; then every letter is gone.

    Args:
        port: 0 for any that is free.
        bench: what letters are checked with.
        browser: whether to open one, where there is one.
        say: shows the address, which holds the token.
        corrections: the folder in which those of a person are kept, the only one in which anything is written.

    Raises:
        NcndError: where the port cannot be had.
    """
    with _listening(port) as listening:
        place, token, ticket = (secrets.token_urlsafe(length) for length in (9, 32, 32))
        house = House(listening.getsockname()[1], place, token, ticket if browser else "", MOST_BYTES)
        app = app_of(house, bench, Letters(), Folder(corrections))
        say(house.address(token))
        if browser:
            # Not the token: other users of the machine can see with what a browser was started.
            _open(house.address(ticket))
        with suppress(KeyboardInterrupt):
            uvicorn.Server(_config(app)).run(sockets=[listening])


def _open(address: str) -> None:
    """Open a browser, where there is one with a window; one in a terminal would keep the server from running."""
    with suppress(webbrowser.Error):
        found = webbrowser.get()
        if type(found) is not webbrowser.GenericBrowser:
            found.open(address)


def _listening(port: int) -> socket.socket:
    """A socket of this machine alone; bound here, so that nobody else has the port once its address is shown."""
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    if os.name == "posix":  # elsewhere this would let two servers share a port
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((LOOPBACK, port))
        listening.listen()
    except OSError as problem:
        listening.close()
        why = "is taken" if problem.errno == errno.EADDRINUSE else f"cannot be had ({problem.strerror})"
        raise NcndError(f"port {port} {why}; name another with --port, or --port 0 for any that is free") from None
    return listening


def _config(app: object) -> uvicorn.Config:
    # What goes wrong is told on the page, and its traceback may hold words of a letter.
    level = "error" if os.environ.get("NCND_DEBUG") else "critical"
    return uvicorn.Config(
        app,  # type: ignore[arg-type]
        http="h11",
        loop="asyncio",
        ws="none",
        lifespan="on",
        proxy_headers=False,
        server_header=False,
        access_log=False,
        log_level=level,
        timeout_graceful_shutdown=2,
    )
