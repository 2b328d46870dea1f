"""The local page without a browser: who is let in, what is kept, what is written, and what can be taken away."""

import asyncio
import io
import json
import shlex
import signal
import socket
import subprocess
import sys
import time
import zipfile
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from pages import DEFECTIVE, HOSTILE, RULESET, SHORT, checked
from served import TOP, Served, form, serving
from word_file import line_by_line

pytest.importorskip("starlette", reason="starlette is not installed: pip install 'ncnd_rules[web]'")

from ncnd_rules.cli import main
from ncnd_rules.errors import NcndError
from ncnd_rules.explain.replay import tell
from ncnd_rules.read import read_bytes
from ncnd_rules.registers import load_registers
from ncnd_rules.web.app import app_of
from ncnd_rules.web.bench import Bench
from ncnd_rules.web.gate import SAID, House
from ncnd_rules.web.letters import GRACE, SILENCE, Letters, Opened
from ncnd_rules.web.taken import FORMS

DEFECTIVE_WORDS = DEFECTIVE.read_text(encoding="utf-8")


# Who is let in


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Origin": "http://127.0.0.1:{port}", "Sec_Fetch_Site": "same-origin"}, 200),
        ({"Sec_Fetch_Site": "none"}, 200),
        ({"Host": "letters.example"}, 400),
        ({"Host": "letters.example:{port}"}, 400),
        ({"Host": "localhost:{port}"}, 400),
        ({"Host": "127.0.0.1"}, 400),
        ({"Origin": "https://letters.example"}, 403),
        ({"Origin": "http://127.0.0.1:1"}, 403),
        ({"Origin": "null"}, 403),
        ({"Sec_Fetch_Site": "cross-site"}, 403),
        ({"Sec_Fetch_Site": "same-site"}, 403),
        ({"Cookie": ""}, 403),
        ({"Cookie": "ncnd="}, 403),
        ({"Cookie": "ncnd=wrong"}, 403),
        ({"Cookie": "other={token}"}, 403),
        ({"Cookie": "ncnd={token}x"}, 403),
    ],
)
@pytest.mark.parametrize("path", ["", "assets/report.css"])
def test_the_gate(served: Served, headers: dict[str, str], status: int, path: str) -> None:
    """
    Foreign names get 400, foreign pages and whoever has no token 403, wherever they knock; all told how to behave.
    """
    sent = {name: value.format(port=served.port, token=served.token) for name, value in headers.items()}
    answer = served.ask(path, **sent)

    assert status == answer.status
    assert {} == {name: said for name, said in SAID.items() if answer.headers.get(name) != said}
    assert "server" not in answer.headers


def test_the_gate_stands_before_everything(served: Served) -> None:
    """
    Without the token nothing tells what is here and what is not, and no letter is read.
    """
    content, body = form(SHORT.encode(), "letter.txt")
    paths = ["/", served.root, "/nothing", f"{served.root}letters/x", f"{served.root}assets/nothing"]

    assert {403} == {served.ask(at=path, Cookie="").status for path in paths}
    assert 403 == served.ask("letters", "POST", body, Content_Type=content, Cookie="").status
    assert 403 == served.ask(f"letters?token={served.token}", "POST", body, Content_Type=content, Cookie="").status
    assert 400 == served.ask(Host="").status


def test_the_token_leaves_the_address(served: Served) -> None:
    """
    The address lets in once with a cookie that no script reads, no foreign page sends, and no other server sees.
    """
    answer = served.ask(f"?token={served.token}", Cookie="")
    name, *said = answer.headers["set-cookie"].split("; ")

    assert (303, served.root) == (answer.status, answer.headers["location"])
    assert name == f"ncnd={served.token}"
    assert {"HttpOnly", f"Path={served.root}", "SameSite=strict"} == set(said)
    assert 403 == served.ask("?token=wrong", Cookie="").status
    assert len(served.token) > 40


def test_rules_of_ones_own(tmp_path: Path) -> None:
    """
    The page puts the rules of another folder to a letter, and no others; that it has none over letters does not matter.
    """
    (tmp_path / "mine" / "rules" / "date").mkdir(parents=True)
    own = (TOP / "rulesets" / "rules" / "date" / "DATE-05.yaml").read_bytes()
    (tmp_path / "mine" / "rules" / "date" / "DATE-05.yaml").write_bytes(own)
    with serving(tmp_path, options=["--rulesets", str(tmp_path / "mine")]) as served:
        key = served.key_of(b"Ashcombe Borough Council\n\nDear Requester\n\nWe hold no information.\n", draft="1")
        (told,) = json.loads(served.ask(f"letters/{key}/take/json").body)

    assert ["DATE-05"] == [finding["rule"] for finding in told["findings"]]
    assert 1 == sum(told["outcomes"].values())


def test_a_browser_is_opened_with_a_ticket(tmp_path: Path) -> None:
    """
    Others can see how a browser was started, so it is opened with an address that lets in once; then the token counts.
    """
    opened = tmp_path / "opened"
    script = "import pathlib, sys; pathlib.Path(sys.argv[1]).write_text(sys.argv[2])"
    command = shlex.join([sys.executable, "-c", script, str(opened)])
    with serving(tmp_path, f"{command} %s &") as served:
        deadline = time.monotonic() + 60
        while not (opened.exists() and opened.read_text()) and time.monotonic() < deadline:
            time.sleep(0.1)
        address = opened.read_text()
        path = address.partition(str(served.port))[2]
        first, second = (served.ask(at=path, Cookie="") for _ in range(2))

    assert served.token not in address
    assert [303, 403] == [first.status, second.status]
    assert f"ncnd={served.token}" in first.headers["set-cookie"]


@pytest.mark.parametrize(("length", "status"), [("99999999", 413), ("", 411), ("-1", None), ("many", None)])
def test_what_is_too_large_is_not_read(served: Served, length: str, status: int | None) -> None:
    """
    A request that announces more than is read, or nothing, is refused before a byte of it is.
    """
    content, _ = form(b"", "letter.txt")
    answer = served.ask("letters", "POST", None, Content_Type=content, Content_Length=length)

    assert answer.status == (status or 400)


def test_a_page_runs_and_fetches_nothing_foreign(served: Served) -> None:
    """
    The policy lets in nothing but files of the page's own: no inline script, no style, no frame.
    """
    policy = dict(part.split(" ", 1) for part in SAID["content-security-policy"].split("; "))

    assert "'none'" == policy["default-src"] == policy["frame-ancestors"] == policy["base-uri"]
    assert "'self'" == policy["script-src"] == policy["style-src"] == policy["connect-src"] == policy["form-action"]
    assert {"default-src", "script-src", "style-src", "connect-src", "form-action", "img-src", "base-uri",
            "frame-ancestors"} == set(policy)  # fmt: skip


# What comes in, and what goes out


def test_findings_are_those_of_the_command_line(served: Served) -> None:
    """
    The page shows every finding that `check` has, however the letter comes in.
    """
    messages = [finding.message for finding in checked(DEFECTIVE_WORDS).verdicts.findings]
    pasted = form(b"", "", words=DEFECTIVE_WORDS.replace("\n", "\r\n"))
    by_paste = served.ask("letters", "POST", pasted[1], Content_Type=pasted[0]).headers["location"].rpartition("/")[2]
    for key in (
        served.key_of(DEFECTIVE_WORDS.encode()),
        served.key_of(line_by_line(DEFECTIVE_WORDS), "letter.docx"),
        by_paste,
    ):
        told = json.loads(served.ask(f"letters/{key}/take/json").body)[0]["findings"]

        assert messages == [finding["message"] for finding in told]
        assert len(messages) == served.ask(f"letters/{key}").words.count('<li class="finding')


def test_a_draft_is_whole(served: Served) -> None:
    """
    A letter that is said to be whole is checked as such.
    """
    key = served.key_of(SHORT.encode(), draft="1")

    assert "complete" == json.loads(served.ask(f"letters/{key}/take/json").body)[0]["letter"]["copy"]


def test_everything_can_be_taken_away(served: Served) -> None:
    """
    Each form is there, whole, and named after the letter: comments for Word files, and a proof that can be replayed.
    """
    key = served.key_of(line_by_line(DEFECTIVE_WORDS), "Our letter – 7.docx")
    taken = {form: served.ask(f"letters/{key}/take/{form}") for form in FORMS}
    messages = [finding.message for finding in checked(DEFECTIVE_WORDS).verdicts.findings]

    assert {200} == {answer.status for answer in taken.values()}
    assert (
        "attachment; filename*=UTF-8''Our%20letter%20%E2%80%93%207.html" == taken["page"].headers["content-disposition"]
    )
    comments = zipfile.ZipFile(io.BytesIO(taken["commented"].body)).read("word/comments.xml").decode()
    assert len(messages) + 1 == comments.count("<w:comment ")
    assert 0 == tell([taken["proof"].body, taken["words"].body])[0]
    assert len(messages) == len(json.loads(taken["json"].body)[0]["findings"])
    assert len(messages) == len(json.loads(taken["sarif"].body)["runs"][0]["results"])
    assert taken["page"].words.count('<li class="finding') == len(messages)
    assert "<h1>Caseworker sheet</h1>" in taken["sheet"].words
    text = served.key_of(SHORT.encode())
    assert 404 == served.ask(f"letters/{text}/take/commented").status
    assert "take/commented" not in served.ask(f"letters/{text}").words


@pytest.mark.parametrize(
    ("data", "name", "why"),
    [
        (b"", "empty.txt", "is empty"),
        (b"\xff\xfe\x00\x01\x02", "noise.txt", "noise.txt"),
        (b"%PDF-1.7\n" + b"1 0 obj<<>>" * 50, "broken.pdf", "unreadable"),
        (b"PK\x03\x04" + b"\x00" * 400, "broken.docx", "unreadable"),
        (b"{\\rtf1 words}", "old.rtf", "save it as .docx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 2000, "old.doc", "unreadable"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 90, "<script>window.ran = 1; .png", "&lt;script&gt;"),
    ],
    ids=lambda value: value if isinstance(value, str) and "." in value else "",
)
def test_a_file_that_cannot_be_read_says_why(served: Served, data: bytes, name: str, why: str) -> None:
    """
    What keeps a file from being read is told where it was dropped, and the next one can be.
    """
    answer = served.drop(data, name)

    assert 422 == answer.status
    assert 'role="alert"' in answer.words
    assert why in answer.words.partition('role="alert"')[2].partition("</div>")[0]
    assert "<script>window" not in answer.words


def test_a_bomb_harms_nobody(served: Served) -> None:
    """
    A Word file that unpacks to a gigabyte is refused by the guarded child, and the page goes on.
    """
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file, file.open("word/document.xml", "w") as part:
        for _ in range(64):
            part.write(b" " * 2**24)
    answer = served.drop(packed.getvalue(), "bomb.docx")

    assert 422 == answer.status
    assert "bomb.docx" in answer.words
    assert 200 == served.ask().status


@pytest.mark.parametrize("body", [b"", b"--cut\r\n", b"words=1", b"--cut--\r\n", b"\x00" * 64])
@pytest.mark.parametrize("content", ["multipart/form-data; boundary=cut", "multipart/form-data", "text/plain", ""])
def test_what_is_no_form_is_refused(served: Served, body: bytes, content: str) -> None:
    """
    Half a form, another kind, or nothing gets a sentence and no error of the server.
    """
    assert 400 == served.ask("letters", "POST", body, Content_Type=content).status


def test_a_hostile_letter_is_words(served: Served) -> None:
    """
    Markup, scripts and attributes of a letter arrive as words.
    """
    words = served.ask(f"letters/{served.key_of(HOSTILE.encode())}").words

    assert "<script>window.ran = 1</script>" not in words
    assert "&lt;script&gt;window.ran = 1&lt;/script&gt;" in words
    assert "\x1b" not in words
    assert "\u202e" not in words


def test_edits_without_scripts(served: Served) -> None:
    """
    Asked for without scripts, the edits come with the page anew, and then with the page that is taken away.
    """
    key = served.key_of(SHORT.encode())
    answer = served.ask(f"letters/{key}/edits", "POST", b"")

    assert (303, f"{served.root}letters/{key}#edits") == (answer.status, answer.headers["location"])
    assert "Look for them" not in served.ask(f"letters/{key}").words
    assert "Words that would mend it" in served.ask(f"letters/{key}/take/page").words


# What is kept


def opened(text: str = SHORT) -> Opened:
    return Opened(text.encode(), read_bytes(text.encode(), Path("letter.txt")), None, checked(text))


def test_letters_are_forgotten() -> None:
    """
    A letter goes when nobody looks at it for a while, soon after its page is left, or at once; not when it is reloaded.
    """
    now = [0.0]
    letters, letter = Letters(lambda: now[0]), opened()
    silent, reloaded, left, closed = (letters.add(letter) for _ in range(4))
    letters.forget(closed)
    letters.left(left)
    letters.left(reloaded)
    now[0] += GRACE / 2
    assert letters.seen(reloaded) is letter
    now[0] += GRACE
    letters.sweep()

    assert letters.seen(closed) is None
    assert letters.seen(left) is None
    assert letters.seen(reloaded) is letter
    now[0] += SILENCE - GRACE
    assert letters.seen(silent) is None
    assert letters.seen(reloaded) is letter
    assert 1 == len(letters)


def test_no_more_letters_than_are_bearable() -> None:
    """
    One too many is refused with what to do, and none that is open is lost for it.
    """
    letters, letter = Letters(most=2), opened()
    keys = [letters.add(letter) for _ in range(2)]

    with pytest.raises(NcndError, match="2 letters are open, which is the most; close one"):
        letters.add(letter)
    assert [letter, letter] == [letters.seen(key) for key in keys]
    assert len(set(keys)) == 2


def test_a_defect_is_told_without_the_letter() -> None:
    """
    What goes wrong unforeseen gets a page with every header, and no word of the letter or of the program's inside.
    """

    class Broken(Bench):
        async def opened(self, *letter: Any) -> Opened:
            raise RuntimeError("Dear Sir")

    house = House(8719, "place", "token", "", 1000)
    content, body = form(SHORT.encode()[:200], "letter.txt")
    headers = {"host": house.host, "cookie": "ncnd=token", "content-type": content, "content-length": str(len(body))}
    said: list[Any] = []

    async def receive() -> Any:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Any) -> None:
        said.append(message)

    scope = {"type": "http", "method": "POST", "path": "/place/letters", "query_string": b"", "root_path": ""}
    scope["headers"] = [(name.encode(), value.encode()) for name, value in headers.items()]
    with pytest.raises(RuntimeError):  # for the log of whoever asked for one
        asyncio.run(app_of(house, Broken(RULESET, load_registers()), Letters())(scope, receive, send))

    assert 500 == said[0]["status"]
    assert {name.encode() for name in SAID} <= {name for name, _ in said[0]["headers"]}
    assert b"a defect of this program, not of your file: RuntimeError; please report it" in said[1]["body"]
    assert b"Dear Sir" not in said[1]["body"]


def test_a_forgotten_letter_says_so(served: Served) -> None:
    """
    The page of a letter that was closed is gone, with all that could be taken away.
    """
    key = served.key_of(SHORT.encode())
    assert 204 == served.ask(f"letters/{key}/alive", "POST", b"").status
    assert 303 == served.ask(f"letters/{key}/forget", "POST", b"").status
    answers = [served.ask(f"letters/{key}{path}") for path in ("", "/take/json", "/take/page")]

    assert [404] * 3 == [answer.status for answer in answers]
    assert "This letter is forgotten" in answers[0].words
    assert 404 == served.ask(f"letters/{key}/alive", "POST", b"").status


def test_only_loopback_and_no_disk(tmp_path: Path) -> None:
    """
    From start to end, with letters read, mended and taken away, nothing but 127.0.0.1 is bound, nothing is connected
    to, no name is looked up, and no file is written, by the page or by the child that reads its letters.
    """
    with serving(tmp_path) as served:
        large = line_by_line(SHORT)
        key = served.key_of(large, "letter.docx")
        served.key_of(SHORT.encode() + b"\n" * 3_000_000, "large.txt")
        served.ask(f"letters/{key}/edits", "POST", b"")
        assert {200} == {served.ask(f"letters/{key}/take/{form}").status for form in FORMS}
        served.drop(b"%PDF-1.7 broken", "broken.pdf")
        served.process.send_signal(signal.SIGINT)
        _, told = served.process.communicate(timeout=20)
        seen = list(served.events())
        events = [event for event in seen if event[:2] != ["open", "/dev/null"]]

    assert events != seen  # what opens nothing but the void is watched too
    assert [["socket.bind", "('127.0.0.1', 0)"]] == [[event[0], event[-1]] for event in events]
    assert 0 == served.process.returncode
    assert told.endswith("Stopped; every letter is forgotten.\n")
    assert "Traceback" not in told


def test_nobody_listens_elsewhere(served: Served) -> None:
    """
    The port answers on 127.0.0.1 and on no other address of the machine.
    """
    others = {"127.0.0.2", "::1"}
    for address in others:
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        with socket.socket(family, socket.SOCK_STREAM) as caller:
            assert 0 != caller.connect_ex((address, served.port))


# The verb


def test_a_port_that_is_taken() -> None:
    """
    A port that another program has is named with what to do.
    """
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        run = CliRunner().invoke(main, ["serve", "--no-browser", "--port", str(port)])

    assert 2 == run.exit_code
    assert f"ncnd: port {port} is taken; name another with --port, or --port 0 for any that is free\n" == run.stderr


@pytest.mark.parametrize("missing", ["starlette", "uvicorn", "python_multipart"])
def test_without_the_extra(missing: str) -> None:
    """
    Where the page's libraries are not installed, the verb says how to get them.
    """
    script = f"import sys; sys.modules['{missing}'] = None; from ncnd_rules.cli import main; main(['serve'])"
    run = subprocess.run([sys.executable, "-c", script], cwd=TOP, capture_output=True, text=True, check=False)

    assert 2 == run.returncode
    assert f"ncnd: the local page needs {missing}: pip install 'ncnd_rules[web]'\n" == run.stderr
