"""A folder: several letters brought at once, read one after the other, seen in a table, opened, and compared."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from ncnd_rules.errors import InputError, NcndError
from ncnd_rules.letter import CopyState
from ncnd_rules.report.page_shapes import SEVERITIES
from ncnd_rules.report.templating import render
from ncnd_rules.web.bench import Bench
from ncnd_rules.web.compared import Compared, compared
from ncnd_rules.web.folder_sent import brought
from ncnd_rules.web.folder_table import asked_in, table_as_csv, table_of
from ncnd_rules.web.folders import Folder, Folders, Waiting
from ncnd_rules.web.gate import House
from ncnd_rules.web.letters import Opened
from ncnd_rules.web.pages import first_page
from ncnd_rules.web.wire import known

_DIGITS = 6  # of a letter's number


# Reads and checks the bytes of a file, by its name and how whole it was said to be.
Opening = Callable[[bytes, str, CopyState | None], Awaitable[Opened]]


def routes(house: House, bench: Bench, folders: Folders, opening: Opening) -> list[Route]:
    """The addresses of folders."""
    page = _Folder(house, bench, folders, opening)
    return [
        Route("/folders", page.bring, methods=["POST"]),
        Route("/folders/{key}", page.table),
        Route("/folders/{key}/more", page.more, methods=["POST"]),
        Route("/folders/{key}/reading", page.reading),
        Route("/folders/{key}/table.csv", page.csv),
        Route("/folders/{key}/compare", page.compare),
        Route("/folders/{key}/letters/{number}", page.letter),
        Route("/folders/{key}/alive", page.alive, methods=["POST"]),
        Route("/folders/{key}/left", page.left, methods=["POST"]),
        Route("/folders/{key}/forget", page.forget, methods=["POST"]),
    ]


async def read_waiting(opening: Opening, folders: Folders, key: str) -> None:
    """Read what waits, one after the other, as long as anybody looks; what cannot be read costs only itself."""
    while (folder := folders.get(key)) is not None and folder.waiting:
        file = folder.waiting.popleft()
        folder.now = file.name
        try:
            folder.taken(file, await opening(file.data, file.name, file.copy))
        except InputError as problem:
            folder.taken(file, None, problem.why)
        except NcndError as problem:
            folder.taken(file, None, str(problem))
        except Exception as problem:  # noqa: BLE001 - told in its line, so that the others are read
            why = f"a defect of this program, not of your file: {type(problem).__name__}; please report it"
            folder.taken(file, None, why)
        finally:
            folder.now = ""


class _Folder:
    """What each address of a folder answers."""

    def __init__(self, house: House, bench: Bench, folders: Folders, opening: Opening) -> None:
        self._house, self._bench, self._folders, self._opening = house, bench, folders, opening
        self._at_it: set[asyncio.Task[None]] = set()  # what nobody holds may be collected before it ends

    async def bring(self, request: Request) -> Response:
        """Take several files, and begin to read them."""
        key = ""
        try:
            key = self._folders.add()
            return await self._taken(key, request)
        except MultiPartException as problem:
            self._folders.forget(key)
            return HTMLResponse(first_page(self._house, ("What was sent", problem.message)), 400)
        except NcndError as problem:
            self._folders.forget(key)
            return HTMLResponse(first_page(self._house, ("", str(problem))), 422)

    async def more(self, request: Request) -> Response:
        """Take further files; one request holds only so many."""
        key, _ = known(self._folders.seen, request)
        try:
            return await self._taken(key, request)
        except MultiPartException as problem:
            return HTMLResponse(first_page(self._house, ("What was sent", problem.message)), 400)
        except NcndError as problem:
            return HTMLResponse(first_page(self._house, ("", str(problem))), 422)

    async def _taken(self, key: str, request: Request) -> Response:
        sent = await brought(request, self._house.most_bytes)
        folder = self._folders.seen(key)
        if folder is None:
            raise HTTPException(404)
        is_idle = folder.is_read
        self._folders.bring(key, sent.files)
        folder.left_out += sent.left_out
        for name in sent.too_large:
            why = f"is larger than {self._house.most_bytes // 2**20} MB, the most that is read"
            folder.taken(Waiting(name, b""), None, why)
        if is_idle and sent.files:
            task = asyncio.create_task(read_waiting(self._opening, self._folders, key))
            self._at_it.add(task)
            task.add_done_callback(self._at_it.discard)
        return RedirectResponse(self._at(key), 303)

    async def table(self, request: Request) -> Response:
        """The letters in a table."""
        key, folder = known(self._folders.seen, request)
        return HTMLResponse(self._table(key, folder, request))

    async def reading(self, request: Request) -> Response:
        """How far they are read; once they are, the page is asked for anew."""
        key, folder = known(self._folders.seen, request)
        headers = {"hx-refresh": "true"} if folder.is_read else {}
        return HTMLResponse(render("local_progress.html", here=self._at(key), folder=folder), headers=headers)

    async def csv(self, request: Request) -> Response:
        """The table as it is asked for, as a file."""
        _, folder = known(self._folders.seen, request)
        words = table_as_csv(table_of(folder.rows, asked_in(request.query_params)).rows)
        headers = {"content-disposition": 'attachment; filename="letters.csv"'}
        # With the mark by which spreadsheets know it for UTF-8.
        return Response(words.encode("utf-8-sig", "replace"), media_type="text/csv; charset=utf-8", headers=headers)

    async def letter(self, request: Request) -> Response:
        """A letter of the folder on a page of its own, as it was left where it had one."""
        key, folder = known(self._folders.seen, request)
        number = self._number(request.path_params["number"])
        file = folder.files.get(number)
        if file is None:
            raise HTTPException(404)
        letters = self._folders.letters
        own = folder.opened.get(number, "")
        if own not in letters:
            try:
                letters.check_room()
                left = folder.letters.get(number)
                opened = left or await self._opening(file.data, file.name, file.copy)
                own = folder.opened[number] = letters.add(opened)
            except NcndError as problem:
                return HTMLResponse(self._table(key, folder, request, str(problem)), 422)
        return RedirectResponse(f"{self._house.root}letters/{own}", 303)

    async def compare(self, request: Request) -> Response:
        """The chosen letters against each other."""
        key, folder = known(self._folders.seen, request)
        numbers = dict.fromkeys(map(self._number, request.query_params.getlist("letter")))
        chosen = [number for number in numbers if number in folder.encodings]
        try:
            told = await self._bench.at_work(lambda: self._compared(key, folder, chosen))
        except NcndError as problem:
            return HTMLResponse(self._table(key, folder, request, f"not compared: {problem}"), 422)
        return HTMLResponse(
            render(
                "local_compare.html", root=self._house.root, here=self._at(key), compared=told, severities=SEVERITIES
            )
        )

    async def alive(self, request: Request) -> Response:
        """A sign of life of a folder's page."""
        known(self._folders.seen, request)
        return Response(status_code=204)

    async def left(self, request: Request) -> Response:
        """The page of a folder was closed, or another of its pages is shown."""
        self._folders.left(request.path_params["key"])
        return Response(status_code=204)

    async def forget(self, request: Request) -> Response:
        """Forget a folder and its letters now."""
        self._folders.forget(request.path_params["key"])
        return RedirectResponse(self._house.root, 303)

    def _compared(self, key: str, folder: Folder, numbers: list[int]) -> Compared:
        encodings = {number: folder.encodings[number] for number in numbers}
        comparison = self._bench.comparer.compare(list(encodings.values()))
        at = self._at(key)
        files = {
            encoding.identity: (folder.files[number].name, f"{at}/letters/{number}")
            for number, encoding in encodings.items()
        }
        return compared(comparison, files)

    def _table(self, key: str, folder: Folder, request: Request, problem: str = "") -> str:
        asked = asked_in(request.query_params)
        chosen: set[Any] = set(request.query_params.getlist("letter"))
        return render(
            "local_folder.html",
            root=self._house.root,
            here=self._at(key),
            folder=folder,
            table=table_of(folder.rows, asked),
            asked=asked,
            severities=SEVERITIES,
            problem=problem,
            chosen=chosen,
        )

    def _at(self, key: str) -> str:
        return f"{self._house.root}folders/{quote(key, safe='')}"

    @staticmethod
    def _number(word: str) -> int:
        """The number of a letter; none where it is no number."""
        return int(word) if word.isascii() and word.isdigit() and len(word) <= _DIGITS else 0
