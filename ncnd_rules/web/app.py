"""The page: a letter comes in, is seen, is taken away, and is forgotten."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Mount, Route

from ncnd_rules.errors import InputError, NcndError
from ncnd_rules.letter import CopyState
from ncnd_rules.web import folder_pages, trying
from ncnd_rules.web.bench import Bench
from ncnd_rules.web.corrected import Folder
from ncnd_rules.web.correcting import Correcting
from ncnd_rules.web.filtering import wanted_in
from ncnd_rules.web.folders import Folders
from ncnd_rules.web.gate import Gate, House
from ncnd_rules.web.letters import Letters, Opened
from ncnd_rules.web.pages import From, asset, edits_part, first_page, letter_as_page, lost_page
from ncnd_rules.web.posted import posted
from ncnd_rules.web.taken import forms_of, name_of, taken
from ncnd_rules.web.wire import download, known

_NOWHERE = Folder()
_SWEEP = 5.0  # seconds between two looks for letters that nobody looks at


def app_of(house: House, bench: Bench, letters: Letters, folder: Folder = _NOWHERE) -> Gate:
    """The application behind its gate.

    Args:
        folder: where corrections are kept.
    """
    folders = Folders(letters)
    correcting = Correcting(house, bench, letters, folder)
    page = _Page(house, bench, correcting, folders)

    async def opened(data: bytes, name: str, copy: CopyState | None) -> Opened:
        return await correcting.begun(await bench.opened(data, name, copy), None)

    routes = [
        Route("/", page.first),
        Route("/assets/{name}", page.asset),
        Route("/letters", page.open, methods=["POST"]),
        Route("/letters/{key}", page.letter),
        *correcting.routes(),
        Route("/letters/{key}/take/{form}", page.take),
        Route("/letters/{key}/edits", page.edits, methods=["POST"]),
        Route("/letters/{key}/alive", page.alive, methods=["POST"]),
        Route("/letters/{key}/left", page.left, methods=["POST"]),
        Route("/letters/{key}/forget", page.forget, methods=["POST"]),
        *trying.routes(house, bench, letters),
        *folder_pages.routes(house, bench, folders, opened),
    ]

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        bench.warm(lambda letter: letter_as_page(house, bench, "", letter, folder))
        sweeping = asyncio.create_task(_swept(folders))
        try:
            yield
        finally:
            sweeping.cancel()
            with suppress(asyncio.CancelledError):
                await sweeping
            bench.close()

    app = Starlette(
        routes=[Mount(f"/{house.place}", routes=routes)],
        exception_handlers={404: page.lost, Exception: page.failed},
        lifespan=lifespan,
    )
    return Gate(app, house)  # around everything: Starlette answers for defects outside of its own middleware


async def _swept(folders: Folders) -> None:
    while True:
        await asyncio.sleep(_SWEEP)
        folders.sweep()  # and with them every letter


class _Page:
    """What each address answers."""

    def __init__(self, house: House, bench: Bench, correcting: Correcting, folders: Folders) -> None:
        self._house, self._bench, self._correcting = house, bench, correcting
        self._folders, self._letters = folders, folders.letters

    async def first(self, _: Request) -> Response:
        """Where a letter is dropped."""
        return HTMLResponse(first_page(self._house))

    async def asset(self, request: Request) -> Response:
        """A style or script of ours."""
        found = asset(request.path_params["name"])
        if found is None:
            raise HTTPException(404)
        return Response(found.words, media_type=found.type)

    async def open(self, request: Request) -> Response:
        """Read and check what was dropped or pasted; what cannot be read is told where it was dropped."""
        try:
            self._letters.check_room()
            sent = await posted(request, self._house.most_bytes)
            letter = await self._bench.opened(sent.data, sent.name, sent.copy)
            letter = await self._correcting.begun(letter, sent.corrections)
            key = self._letters.add(letter)
        except MultiPartException as problem:
            return HTMLResponse(first_page(self._house, ("What was sent", problem.message)), 400)
        except InputError as problem:
            return HTMLResponse(first_page(self._house, (problem.file, problem.why)), 422)
        except NcndError as problem:
            return HTMLResponse(first_page(self._house, ("", str(problem))), 422)
        return RedirectResponse(f"{self._house.root}letters/{key}", 303)

    async def letter(self, request: Request) -> Response:
        """A letter beside its findings."""
        key, letter = known(self._letters.seen, request)
        folder = self._correcting.folder
        came = From(wanted_in(request.query_params), self._folders.holding(key))
        told = await self._bench.at_work(lambda: letter_as_page(self._house, self._bench, key, letter, folder, came))
        return HTMLResponse(told)

    async def take(self, request: Request) -> Response:
        """A letter's findings in another form, as a file."""
        _, letter = known(self._letters.seen, request)
        form = forms_of(letter).get(request.path_params["form"])
        if form is None:
            raise HTTPException(404)
        try:
            data = await self._bench.at_work(lambda: taken(self._bench, letter, form))
        except NcndError as problem:
            told = f"{form.name} of {letter.checked.source}"
            return HTMLResponse(first_page(self._house, (told, str(problem))), 422)
        return download(data, name_of(letter, form), form.type)

    async def edits(self, request: Request) -> Response:
        """Look for the smallest edits; the part of the page that shows them, or without scripts the page anew."""
        key, letter = known(self._letters.seen, request)
        if letter.repairs is None:
            self._letters.mended(key, await self._bench.repairs(letter), letter.checked)
            key, letter = known(self._letters.seen, request)
        if "hx-request" not in request.headers:
            filters = wanted_in(request.query_params).address()
            return RedirectResponse(f"{self._house.root}letters/{key}{filters}#edits", 303)
        return HTMLResponse(await self._bench.at_work(lambda: edits_part(self._house, self._bench, key, letter)))

    async def alive(self, request: Request) -> Response:
        """A sign of life of a letter's page."""
        known(self._letters.seen, request)
        return Response(status_code=204)

    async def left(self, request: Request) -> Response:
        """The page of a letter was closed, or is being loaded again."""
        self._letters.left(request.path_params["key"])
        return Response(status_code=204)

    async def forget(self, request: Request) -> Response:
        """Forget a letter now."""
        self._letters.forget(request.path_params["key"])
        return RedirectResponse(self._house.root, 303)

    async def lost(self, request: Request, _: Exception) -> Response:
        """What is not here, or no longer."""
        path = request.url.path
        return HTMLResponse(lost_page(self._house, is_letter="/letters/" in path or "/folders/" in path), 404)

    async def failed(self, _: Request, problem: Exception) -> Response:
        """A defect of ours, told without the words of the letter."""
        why = f"a defect of this program, not of your file: {type(problem).__name__}; please report it"
        return HTMLResponse(first_page(self._house, ("", why)), 500)
