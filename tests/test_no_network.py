"""No test leaves this machine, and no part of the program tries to."""

import http.client
import socket
from pathlib import Path

import pytest


@pytest.mark.parametrize("host", ["192.0.2.1", "2001:db8::1", "0.0.0.0"])  # noqa: S104 - to be refused
def test_the_guard_bites(host: str, reached_for: list[str]) -> None:
    """
    A connection, a message and a port for others are refused, and told of.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_DGRAM) as asking:
        for reach in (
            lambda: asking.connect((host, 9)),
            lambda: asking.sendto(b"x", (host, 9)),
            lambda: asking.bind((host, 0)),
        ):
            with pytest.raises(ConnectionRefusedError, match="no test leaves this machine"):
                reach()

    assert [f"socket.{how} {host}" for how in ("connect", "sendto", "bind")] == reached_for
    reached_for.clear()


def test_no_name_is_looked_up(reached_for: list[str]) -> None:
    """
    A name is refused before anybody is asked what it stands for.
    """
    with pytest.raises(ConnectionRefusedError, match="no test leaves this machine"):
        http.client.HTTPConnection("example.org", timeout=1).request("GET", "/")

    assert ["socket.getaddrinfo example.org"] == reached_for
    reached_for.clear()


def test_this_machine_may_talk_to_itself(tmp_path: Path) -> None:
    """
    A server of a test is reached by number, by name, and in the file system.
    """
    with socket.create_server(("127.0.0.1", 0)) as server:
        for host in ("127.0.0.1", "localhost"):
            socket.create_connection((host, server.getsockname()[1]), timeout=5).close()
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "s"))
