"""Several letters as a request brings them: with their places in their folder, and never written to a disk."""

from pathlib import PurePosixPath
from typing import NamedTuple

from starlette.datastructures import FormData, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request

from ncnd_rules.letter import CopyState, visible
from ncnd_rules.read import SUFFIXES
from ncnd_rules.web.folders import Waiting

_LONGEST_NAME = 160  # characters
_MOST_FILES = 1_000  # in one request, of whatever kind
_MOST_FIELDS = 1_000


class Brought(NamedTuple):
    """Files, and those that were left where they are."""

    files: tuple[Waiting, ...]
    left_out: tuple[str, ...]  # names of what is no letter by its ending
    too_large: tuple[str, ...]  # names of what the browser did not send


async def brought(request: Request, most_bytes: int) -> Brought:
    """The files in a request.

    Args:
        most_bytes: of which nothing is put on a disk: as many as the gate lets in.

    Raises:
        MultiPartException: where there is none.
    """
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        raise MultiPartException("is no form, expected one with files")
    parser = MultiPartParser(
        request.headers, request.stream(), max_files=_MOST_FILES, max_fields=_MOST_FIELDS, max_part_size=most_bytes
    )
    parser.spool_max_size = most_bytes + 1  # else a file of more than a megabyte goes through a folder for all users
    form = await parser.parse()
    try:
        return await _brought(form)
    finally:
        await form.close()


async def _brought(form: FormData) -> Brought:
    copy: CopyState | None = "complete" if form.get("draft") else None
    files, left_out = [], [_placed(name) for name in form.getlist("other") if isinstance(name, str)]
    for field in ("file", "folder"):
        for sent in form.getlist(field):
            if isinstance(sent, UploadFile) and sent.filename:
                name = _placed(sent.filename)
                # A folder holds this and that; a file that was chosen by itself is meant.
                if field == "folder" and not _may_be_letter(name):
                    left_out.append(name)
                else:
                    files.append(Waiting(name, await sent.read(), copy))
    too_large = tuple(_placed(name) for name in form.getlist("large") if isinstance(name, str))
    if not files and not too_large:
        told = f"; {len(left_out)} of other kinds were left out" if left_out else ""
        raise MultiPartException(f"has no letter in it{told}, expected files such as .docx, .pdf or .txt")
    return Brought(tuple(files), tuple(left_out), too_large)


def _may_be_letter(name: str) -> bool:
    path = PurePosixPath(name)
    return path.suffix.lower() in SUFFIXES - {""} and not any(part.startswith((".", "~$")) for part in path.parts)


def _placed(sent: str) -> str:
    """A file's name with its place below the folder that was chosen, fit to be shown."""
    told = visible(sent.replace("\\", "/")).replace("\n", " ").replace("\t", " ")
    parts = [part.strip() for part in told.split("/") if part.strip() not in ("", ".", "..")]
    return "/".join(parts[1:] if len(parts) > 1 else parts)[-_LONGEST_NAME:] or "letter"
