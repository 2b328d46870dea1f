"""Several letters at once on the local page, without a browser: the table, its letters, and what lies between them."""

import asyncio
import csv
import io
import re
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path

import pytest
from pages import DEFECTIVE, SHORT, Page, checked
from served import Answer, Served, form_of
from word_file import line_by_line

pytest.importorskip("starlette", reason="starlette is not installed: pip install 'ncnd_rules[web]'")

from starlette.datastructures import QueryParams

from ncnd_rules.compare import compare
from ncnd_rules.encode import encode
from ncnd_rules.errors import NcndError
from ncnd_rules.explain.repair import Repairs
from ncnd_rules.read import read_bytes
from ncnd_rules.web import folders as kept
from ncnd_rules.web.folder_pages import read_waiting
from ncnd_rules.web.folder_table import Asked, asked_in, table_as_csv, table_of
from ncnd_rules.web.folders import Folders, Row, Waiting
from ncnd_rules.web.letters import GRACE, SILENCE, Letters, Opened

LATER = SHORT.replace("12 October 2021", "14 March 2022").replace("WP/FOI/77/21", "WP/FOI/12/22")
FILES = {
    "box/short.txt": SHORT.encode(),
    "box/deep/defective.docx": line_by_line(DEFECTIVE.read_text(encoding="utf-8")),
    "box/later.txt": LATER.encode(),
    "box/broken.pdf": b"%PDF-1.7 broken",
}


@pytest.fixture(scope="module")
def folder(served: Served) -> str:
    """The path of a folder that was brought and read."""
    return served.read(bring(served, FILES))


@pytest.fixture
def box(served: Served) -> Iterator[Callable[..., str]]:
    """Brings a folder, reads it, and closes it in the end: only so many are kept."""
    paths: list[str] = []

    def brought(files: dict[str, bytes], field: str = "file") -> str:
        paths.append(served.read(bring(served, files, field)))
        return paths[-1]

    yield brought
    for path in paths:
        served.ask(f"{path}/forget", "POST", b"")


def bring(served: Served, files: dict[str, bytes], field: str = "file", at: str = "folders", **more: str) -> Answer:
    content, body = form_of(files, field, **more)
    return served.ask(at, "POST", body, Content_Type=content)


def names(words: str) -> list[str]:
    body = words.partition("<tbody>")[2].partition("</tbody>")[0]
    return [unescape(name) for name in re.findall(r'<th scope="row">(?:<a [^>]*>)?([^<]*)', body)]


# The table


def test_a_folder_is_a_table(served: Served, folder: str) -> None:
    """
    Each letter has a line with what `check` finds in it; one that cannot be read says why, and costs nothing else.
    """
    words = served.ask(folder).words
    rows = list(csv.DictReader(io.StringIO(served.ask(f"{folder}/table.csv").body.decode("utf-8-sig"))))

    assert (
        ["short.txt", "deep/defective.docx", "later.txt", "broken.pdf"]
        == names(words)
        == [row["letter"] for row in rows]
    )
    for row, text in zip(rows, (SHORT, DEFECTIVE.read_text(encoding="utf-8")), strict=False):
        verdicts = checked(text).verdicts
        assert verdicts.authority == row["authority"]
        assert verdicts.date == row["date"]
        assert str(len(verdicts.unread)) == row["unread"]
        for severity in ("error", "warning", "info"):
            found = sum(one.severity == severity and one.outcome == "violated" for one in verdicts.findings)
            assert str(found) == row[severity]
        assert str(sum(one.outcome == "undecided" for one in verdicts.findings)) == row["undecided"]
    assert "unreadable" in rows[3]["unreadable"]
    assert f"Not read: {rows[3]['unreadable'].removeprefix('unreadable: ')}" in words
    assert "4 files, 1 of which could not be read; 4 shown." in words
    assert words == served.ask(folder).words


def test_progress_is_told(served: Served) -> None:
    """
    Until everything is read the page says how far it is, by itself or, without scripts, loaded again.
    """
    many = {f"{number}.txt": SHORT.encode() for number in range(12)}
    answer = bring(served, many)
    path = answer.headers["location"].removeprefix(served.root)
    first = served.ask(path).words
    served.read(answer)
    page_at_end = served.ask(path).words
    served.ask(f"{path}/forget", "POST", b"")

    assert '<meta http-equiv="refresh"' in first
    assert "of 12" in first.partition('class="reading"')[2]
    assert '<meta http-equiv="refresh"' not in page_at_end
    assert 12 == len(names(page_at_end))


def test_more_than_one_request_holds(served: Served, box: Callable[..., str]) -> None:
    """
    What is brought later stands below; what was too large to be sent has a line of its own.
    """
    path = box({"a.txt": SHORT.encode()})
    served.read(bring(served, {"b.txt": LATER.encode()}, at=f"{path}/more", large="box/huge.pdf"))
    words = served.ask(path).words

    assert {"a.txt", "huge.pdf", "b.txt"} == set(names(words))
    assert "huge.pdf</th>" in words
    assert "is larger than 32 MB" in words


def test_a_folder_holds_this_and_that(served: Served, box: Callable[..., str]) -> None:
    """
    Of a folder only what may be a letter is read, and the rest is named; a file that was chosen by itself is meant.
    """
    files = {"box/a.txt": SHORT.encode(), "box/b.png": b"\x89PNG", "box/.hidden.txt": b"x", "box/~$a.docx": b"x"}
    path = box(files, "folder")
    words = served.ask(path).words

    assert ["a.txt"] == names(words)
    assert "3 files of other kinds were left out" in words
    assert "b.png, .hidden.txt, ~$a.docx" in words
    assert 400 == bring(served, {"box/b.png": b"\x89PNG"}, "folder").status
    assert ["b.png"] == names(served.ask(box({"b.png": b"\x89PNG"})).words)


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\\\letters\\\\a.txt", "a.txt"),
        ("box/<script>window.ran=1</script>.txt", "<script>window.ran=1</script>.txt"),
        ("box/=1+1.txt", "=1+1.txt"),
    ],
)
def test_names_are_words(served: Served, box: Callable[..., str], sent: str, shown: str) -> None:
    """
    A name is shown and never obeyed, by a browser or a spreadsheet.
    """
    path = box({sent: SHORT.encode()})
    words = served.ask(path).words
    (row,) = csv.DictReader(io.StringIO(served.ask(f"{path}/table.csv").body.decode("utf-8-sig")))

    assert [shown] == names(words)
    assert "<script>window" not in words
    assert row["letter"].lstrip("'") == names(words)[0]
    assert not row["letter"].startswith("=")


@pytest.mark.parametrize(("body", "why"), [(b"--cut--\r\n", "has no letter in it"), (b"", "")])
def test_nothing_is_no_folder(served: Served, body: bytes, why: str) -> None:
    """
    A request without a file is told so, and leaves no folder behind.
    """
    for _ in range(kept.MOST + 1):
        answer = served.ask("folders", "POST", body, Content_Type="multipart/form-data; boundary=cut")
        assert 400 == answer.status
        assert why in answer.words


def test_it_stays_behind_the_gate(served: Served, folder: str) -> None:
    """
    Without the token no folder is shown or taken, and a foreign page can send none.
    """
    assert {403} == {served.ask(f"{folder}{path}", Cookie="").status for path in ("", "/table.csv", "/compare")}
    assert 403 == served.ask("folders", "POST", b"", Origin="https://elsewhere.example").status


ROWS = (
    Row(1, "b.txt", "Wexmoor", "", "2021-10-12", {"error": 2, "warning": 0, "info": 0, "undecided": 0}, 3),
    Row(2, "A.txt", "", "", "", {"error": 0, "warning": 0, "info": 0, "undecided": 0}),
    Row(3, "c.txt", why="is empty"),
    Row(4, "d.txt", "Exton", "", "2019-01-31", {"error": 2, "warning": 1, "info": 0, "undecided": 1}),
)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", [1, 2, 3, 4]),
        ("sort=name", [2, 1, 3, 4]),
        ("sort=name&down=1", [4, 3, 1, 2]),
        ("sort=date", [4, 1, 2, 3]),
        ("sort=date&down=1", [1, 4, 2, 3]),
        ("sort=error&down=1", [1, 4, 2, 3]),
        ("sort=unread", [2, 4, 1, 3]),
        ("has=error", [1, 4]),
        ("has=undecided", [4]),
        ("has=nothing", [2]),
        ("has=unreadable", [3]),
        ("authority=Exton", [4]),
        ("authority=Exton&has=unread", []),
        ("authority=Nobody&sort=none&has=none", [1, 2, 3, 4]),
    ],
)
def test_sorted_and_filtered(query: str, expected: list[int]) -> None:
    """
    The address sorts and filters; what has no value stands last, and what the address cannot mean is passed over.
    """
    table = table_of(ROWS, asked_in(QueryParams(query)))

    assert expected == [row.number for row in table.rows]
    assert 4 == table.whole


def test_counts_are_what_a_filter_leaves() -> None:
    """
    The number beside each filter is how many lines it leaves, and each head sorts the other way once it sorts.
    """
    table = table_of(ROWS, Asked("error", is_down=True))

    for one in table.has:
        assert one.number == len(table_of(ROWS, Asked(has=one.value)).rows)
    for one in table.authorities:
        assert one.number == len(table_of(ROWS, Asked(authority=one.value)).rows)
    heads = {head.name: head for head in table.heads}
    assert ("descending", "?sort=error") == (heads["Error"].sorted, heads["Error"].address)
    assert ("none", "?sort=warning&down=1") == (heads["Warning"].sorted, heads["Warning"].address)
    assert 5 == len(table_as_csv(ROWS).splitlines())


# Its letters


def test_a_click_opens_one_and_leads_back(served: Served, folder: str) -> None:
    """
    A line leads to the letter's page, the same each time, and from there back to the table.
    """
    first, again = (served.ask(f"{folder}/letters/2") for _ in range(2))
    words = served.ask(at=first.headers["location"]).words
    findings = checked(DEFECTIVE.read_text(encoding="utf-8")).verdicts.findings

    assert 303 == first.status
    assert first.headers["location"] == again.headers["location"]
    assert len(findings) == words.count('<li class="finding')
    assert f'<a href="{served.root}{folder}">All letters</a>' in words
    assert "All letters" not in served.ask(f"letters/{served.key_of(SHORT.encode())}").words
    assert [404] * 3 == [served.ask(f"{folder}/letters/{number}").status for number in ("4", "99", "x")]


def test_forgotten_together(served: Served, box: Callable[..., str]) -> None:
    """
    A folder that is closed takes the letters with it that were opened from it.
    """
    path = box({"a.txt": SHORT.encode()})
    letter = served.ask(f"{path}/letters/1").headers["location"]
    assert 204 == served.ask(f"{path}/alive", "POST", b"").status
    assert (303, served.root) == (
        (answer := served.ask(f"{path}/forget", "POST", b"")).status,
        answer.headers["location"],
    )

    assert [404] * 4 == [
        served.ask(path).status,
        served.ask(f"{path}/letters/1").status,
        served.ask(at=letter).status,
        served.ask(f"{path}/alive", "POST", b"").status,
    ]
    assert "is forgotten" in served.ask(path).words


def opened(text: str = SHORT) -> Opened:
    return Opened(text.encode(), read_bytes(text.encode(), Path("letter.txt")), None, checked(text))


def test_a_folder_lives_as_long_as_one_of_its_letters() -> None:
    """
    Whoever goes from the table to a letter finds the table again; with both closed, all of it is gone.
    """
    now = [0.0]
    letters = Letters(lambda: now[0])
    folders = Folders(letters, lambda: now[0])
    key, other = folders.add(), folders.add()
    folder = folders.get(key)
    assert folder is not None
    folder.taken(Waiting("a.txt", b"x"), opened())
    folder.opened[1] = letters.add(opened())
    folders.left(key)
    folders.left(other)
    now[0] += GRACE + 1
    folders.sweep()
    assert folders.get(key) is folder
    assert folders.get(other) is None
    assert key == folders.holding(folder.opened[1])

    letters.left(folder.opened[1])
    now[0] += GRACE + 1
    folders.sweep()
    assert 0 == len(folders) == len(letters)


def test_a_letter_is_found_as_it_was_left() -> None:
    """
    What was done with a letter on its page stays with the folder when the page is closed, and shows in its line.
    """
    now = [0.0]
    letters = Letters(lambda: now[0])
    folders = Folders(letters, lambda: now[0])
    key = folders.add()
    folder = folders.get(key)
    assert folder is not None
    folder.taken(Waiting("a.txt", b"x"), opened())
    folder.opened[1] = letters.add(letter := opened())
    letters.mended(folder.opened[1], repairs := Repairs((), (), (), 0, bounded=False, text=None), letter.checked)
    letters.left(folder.opened[1])
    now[0] += GRACE + 1
    assert folders.seen(key) is folder

    assert folder.opened[1] not in letters
    assert folder.letters[1].repairs is repairs
    folder.changed(1, later := opened(LATER))
    assert folder.encodings[1] is later.checked.encoding
    assert "WP/FOI/12/22" == folder.rows[0].reference


def test_a_silent_folder_is_forgotten() -> None:
    """
    A table that gives no sign goes after the time that letters have.
    """
    now = [0.0]
    folders = Folders(Letters(lambda: now[0]), lambda: now[0])
    key = folders.add()
    now[0] += SILENCE - 1
    assert folders.seen(key) is not None
    now[0] += SILENCE

    assert folders.seen(key) is None


def test_no_more_than_is_bearable(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    One folder, one file or one byte too many is refused in a sentence, and what is there stays.
    """
    folders = Folders(Letters())
    keys = [folders.add() for _ in range(kept.MOST)]
    with pytest.raises(NcndError, match="4 folders are open, which is the most; close one"):
        folders.add()
    with pytest.raises(NcndError, match="found 201 files, expected at most 200 at once"):
        folders.bring(keys[0], [Waiting("a.txt", b"x")] * 201)
    monkeypatch.setattr(kept, "MOST_BYTES", 3)
    folders.bring(keys[0], [Waiting("a.txt", b"xx")])
    with pytest.raises(NcndError, match="the most that is kept at once"):
        folders.bring(keys[1], [Waiting("b.txt", b"xx")])

    first = folders.get(keys[0])
    assert first is not None
    assert 1 == first.whole


def test_a_defect_costs_only_its_own_letter() -> None:
    """
    What goes wrong unforeseen is told in its line without a word of the letter, and the next is read.
    """

    async def opening(_: bytes, name: str, copy: object) -> Opened:
        if name == "bad.txt":
            raise RuntimeError("Dear Sir")
        return opened()

    folders = Folders(Letters())
    key = folders.add()
    folders.bring(key, [Waiting("bad.txt", b"x"), Waiting("good.txt", b"y")])
    asyncio.run(read_waiting(opening, folders, key))
    folder = folders.get(key)

    assert folder is not None
    assert ["a defect of this program, not of your file: RuntimeError; please report it", ""] == [
        row.why for row in folder.rows
    ]
    assert folder.is_read


def test_nobody_reads_for_a_folder_that_is_gone() -> None:
    """
    A folder that is forgotten while it is read is read no further.
    """
    folders = Folders(Letters())
    key = folders.add()
    folders.bring(key, [Waiting("a.txt", b"x"), Waiting("b.txt", b"y")])
    folder = folders.get(key)

    async def opening(*letter: object) -> Opened:
        folders.forget(key)
        return opened()

    asyncio.run(read_waiting(opening, folders, key))

    assert folder is not None
    assert 1 == len(folder.waiting)


# What lies between them


def test_compared_as_on_the_command_line(served: Served, folder: str) -> None:
    """
    The chosen letters are told with the findings, the story and the sentences that the library has between them.
    """
    encodings = [
        encode(read_bytes(FILES[name], Path(name.rpartition("/")[2]))) for name in ("box/short.txt", "box/later.txt")
    ]
    expected = compare(encodings)
    words = unescape(served.ask(f"{folder}/compare?letter=3&letter=1&letter=4").words)
    told = re.findall(r'<span class="message">([^<]*)</span>', words)

    assert expected.findings
    assert [finding.message for finding in expected.findings] == told
    assert "From A to B" in words
    assert f"{len(expected.meeting.passages)} sentences that travelled" in words
    for number in (1, 3):
        assert f'href="{served.root}{folder}/letters/{number}"' in words
        assert f'href="{served.root}{folder}/letters/{number}#:~:text=' in words
    other = Page(served.ask(f"{folder}/compare?letter=1&letter=3").words)
    assert other.ids() == Page(words).ids()


@pytest.mark.parametrize(
    ("query", "why"),
    [
        ("", "not compared: found 0 letters, expected at least two to compare"),
        ("?letter=1&letter=1", "not compared: found 1 letter, expected at least two"),
        ("?letter=1&letter=99&letter=x", "not compared: found 1 letter, expected at least two"),
    ],
)
def test_one_letter_is_not_compared(served: Served, folder: str, query: str, why: str) -> None:
    """
    Fewer than two letters are refused above the table, in which the choice is kept.
    """
    answer = served.ask(f"{folder}/compare{query}")

    assert 422 == answer.status
    assert why in answer.words.partition('role="alert"')[2].partition("</div>")[0]
    assert ("letter=1" in query) == ('value="1" aria-label="Compare short.txt" checked' in answer.words)


def test_the_same_letter_twice_is_not_compared(served: Served, box: Callable[..., str]) -> None:
    """
    Two files with the same bytes are one letter.
    """
    path = box({"a.txt": SHORT.encode(), "b.txt": SHORT.encode()})
    answer = served.ask(f"{path}/compare?letter=1&letter=2")

    assert 422 == answer.status
    assert "b.txt: is the same letter as a.txt, byte for byte" in answer.words


def test_a_folder_leaves_no_trace(served: Served, folder: str) -> None:
    """
    Whatever was done with folders here, nothing was written, and nobody else was spoken to.
    """
    events = [event for event in served.events() if event[:2] != ["open", "/dev/null"]]

    assert [["socket.bind", "('127.0.0.1', 0)"]] == [[event[0], event[-1]] for event in events]
