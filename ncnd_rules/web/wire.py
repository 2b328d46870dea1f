"""What every address has to do with requests and answers: what is meant, which files came, and a file to take away."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import TypeVar
from urllib.parse import quote

import python_multipart  # noqa: F401 - Starlette would miss it only when the first letter comes
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request
from starlette.responses import Response

from ncnd_rules.letter import visible

FORM = "application/x-www-form-urlencoded"  # of every form that sends no file
_LONGEST_NAME = 160  # characters

_Kept = TypeVar("_Kept")


def known(seen: Callable[[str], _Kept | None], request: Request) -> tuple[str, _Kept]:
    """What a request is about, behind its key.

    Args:
        seen: gives it, or nothing where it was forgotten.

    Raises:
        HTTPException: where it was.
    """
    key: str = request.path_params["key"]
    found = seen(key)
    if found is None:
        raise HTTPException(404)
    return key, found


@asynccontextmanager
async def form_with_files(
    request: Request, most_bytes: int, *, files: int, fields: int, expected: str
) -> AsyncIterator[FormData]:
    """A form with files, held in memory from the first byte to the last.

    Args:
        most_bytes: of which nothing is put on a disk: as many as the gate lets in.
        files: how many it may have.
        fields: how many others.
        expected: what is told where it is none.

    Raises:
        MultiPartException: where it is none.
    """
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        raise MultiPartException(f"is no form, expected {expected}")
    parser = MultiPartParser(
        request.headers, request.stream(), max_files=files, max_fields=fields, max_part_size=most_bytes
    )
    parser.spool_max_size = most_bytes + 1  # else a file of more than a megabyte goes through a folder for all users
    form = await parser.parse()
    try:
        yield form
    finally:
        await form.close()


def file_name(sent: str) -> str:
    """A file's name without its folders, fit to be shown."""
    return _name(_parts(sent)[-1:])


def name_below(sent: str) -> str:
    """A file's name with its place below the folder that was chosen, fit to be shown."""
    parts = _parts(sent)
    return _name(parts[1:] or parts)


def _parts(sent: str) -> list[str]:
    told = visible(sent.replace("\\", "/")).replace("\n", " ").replace("\t", " ")
    return [part.strip() for part in told.split("/") if part.strip() not in ("", ".", "..")]


def _name(parts: list[str]) -> str:
    return "/".join(parts)[-_LONGEST_NAME:] or "letter"


def download(data: bytes, name: str, kind: str) -> Response:
    """A file to take away."""
    told = f"attachment; filename*=UTF-8''{quote(name.encode('utf-8', 'replace'), safe='')}"
    return Response(data, media_type=kind, headers={"content-disposition": told})
