"""A local page that is served for tests, and watched: what it binds, connects to, and writes."""

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import NamedTuple

_TURN, _TURNS = 0.2, 300  # seconds, and how many of them until a folder is read on a busy machine
TOP = Path(__file__).resolve().parents[1]
# Loaded by every Python that the page starts, its guarded child included, before anything else.
WATCH = """
import json, os, sys

_out = os.open(os.environ["WATCHED"], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
_SOCKETS = {"socket.bind", "socket.connect", "socket.sendto", "socket.getaddrinfo", "socket.gethostbyname"}
_FILES = {"os.mkdir", "os.rename", "tempfile.mkstemp", "tempfile.mkdtemp", "shutil.copyfile"}

def _watch(event, args):
    if event == "open":
        path, _, flags = args
        told = isinstance(path, (str, bytes)) and flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
    else:
        told = event in _SOCKETS or event in _FILES
    if told:
        os.write(_out, (json.dumps([event, *map(str, args)]) + "\\n").encode())

sys.addaudithook(_watch)
"""


class Answer(NamedTuple):
    """What the server said."""

    status: int
    headers: Mapping[str, str]  # names in small letters
    body: bytes

    @property
    def words(self) -> str:
        """The body as text."""
        return self.body.decode()


class Served(NamedTuple):
    """A running page."""

    process: subprocess.Popen[str]
    address: str
    port: int
    root: str
    token: str
    watched: Path

    def ask(
        self, path: str = "", method: str = "GET", body: bytes | None = None, *, at: str = "", **headers: str
    ) -> Answer:
        """One request as its own browser would send it, but for what is given; an empty header is left out.

        Args:
            at: a whole path, in place of one below the page's own.
        """
        sent = {"Host": f"127.0.0.1:{self.port}", "Cookie": f"ncnd={self.token}"}
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        connection = HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.putrequest(method, at or f"{self.root}{path}", skip_host=True, skip_accept_encoding=True)
            if body is not None and "Content_Length" not in headers:
                connection.putheader("Content-Length", str(len(body)))
            for name, value in sent.items():
                if value:
                    connection.putheader(name, value)
            connection.endheaders(body)
            answer = connection.getresponse()
            return Answer(answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read())
        finally:
            connection.close()

    def drop(self, data: bytes, name: str = "letter.txt", **fields: str) -> Answer:
        """The answer to a letter that is dropped."""
        content, body = form(data, name, **fields)
        return self.ask("letters", "POST", body, Content_Type=content)

    def key_of(self, data: bytes, name: str = "letter.txt", **fields: str) -> str:
        """The key of a letter that was dropped, and read."""
        answer = self.drop(data, name, **fields)
        assert answer.status == 303, answer.words
        return answer.headers["location"].rpartition("/")[2]

    def read(self, brought: Answer) -> str:
        """The path of a folder that was brought, once all of it is read."""
        assert brought.status == 303, brought.words
        path = brought.headers["location"].removeprefix(self.root)
        for _ in range(_TURNS):
            if "hx-refresh" in self.ask(f"{path}/reading").headers:
                return path
            time.sleep(_TURN)
        raise AssertionError("the folder was not read")

    def events(self) -> Iterator[list[str]]:
        """What it bound, connected to, or wrote, as Python's own audit events."""
        return (json.loads(line) for line in self.watched.read_text(encoding="utf-8").splitlines())


def form(data: bytes, name: str, **fields: str) -> tuple[str, bytes]:
    """A form with one file, or none where it has no name, and its content type."""
    return form_of({name: data} if name else {}, **fields)


def form_of(files: Mapping[str, bytes], field: str = "file", **fields: str) -> tuple[str, bytes]:
    """A form with some files by their names, and its content type."""
    parts = [f'Content-Disposition: form-data; name="{key}"\r\n\r\n{value}'.encode() for key, value in fields.items()]
    parts += [
        f'Content-Disposition: form-data; name="{field}"; filename="{name}"\r\n\r\n'.encode() + data
        for name, data in files.items()
    ]
    body = b"".join(b"--cut\r\n" + part + b"\r\n" for part in parts) + b"--cut--\r\n"
    return "multipart/form-data; boundary=cut", body


@contextmanager
def serving(folder: Path, browser: str = "", options: Sequence[str] = ()) -> Iterator[Served]:
    """A page, watched from its first line on.

    Args:
        folder: for what watches, and what it saw.
        browser: the command that opens one.
        options: of the verb, more of them.
    """
    (folder / "sitecustomize.py").write_text(WATCH, encoding="utf-8")
    watched = folder / "watched.jsonl"
    path = os.pathsep.join(filter(None, [str(folder), str(TOP), os.environ.get("PYTHONPATH")]))
    process = subprocess.Popen(
        [sys.executable, "-m", "ncnd_rules", "serve", "--port", "0", *([] if browser else ["--no-browser"]), *options],
        cwd=TOP,
        env={
            **os.environ,
            "PYTHONPATH": path,
            "WATCHED": str(watched),
            "BROWSER": browser,
            "PYTHONDONTWRITEBYTECODE": "1",
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        found = re.search(r"http://127\.0\.0\.1:(\d+)(/[\w-]+/)\?token=([\w-]+)", line)
        assert found, f"{line}{process.communicate(timeout=10)[1]}"
        yield Served(process, found[0], int(found[1]), found[2], found[3], watched)
    finally:
        process.terminate()
        process.communicate(timeout=20)
