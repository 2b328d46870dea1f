"""Several letters as a request brings them: with their places in their folder."""

from pathlib import PurePosixPath
from typing import NamedTuple

from starlette.datastructures import FormData, UploadFile
from starlette.formparsers import MultiPartException
from starlette.requests import Request

from ncnd_rules.letter import CopyState
from ncnd_rules.read import SUFFIXES
from ncnd_rules.web.folders import Waiting
from ncnd_rules.web.wire import form_with_files, name_below

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
        most_bytes: as many as the gate lets in.

    Raises:
        MultiPartException: where there is none.
    """
    sent = form_with_files(request, most_bytes, files=_MOST_FILES, fields=_MOST_FIELDS, expected="one with files")
    async with sent as form:
        return await _brought(form)


async def _brought(form: FormData) -> Brought:
    copy: CopyState | None = "complete" if form.get("draft") else None
    files, left_out = [], [name_below(name) for name in form.getlist("other") if isinstance(name, str)]
    for field in ("file", "folder"):
        for sent in form.getlist(field):
            if isinstance(sent, UploadFile) and sent.filename:
                name = name_below(sent.filename)
                # A folder holds this and that; a file that was chosen by itself is meant.
                if field == "folder" and not _may_be_letter(name):
                    left_out.append(name)
                else:
                    files.append(Waiting(name, await sent.read(), copy))
    too_large = tuple(name_below(name) for name in form.getlist("large") if isinstance(name, str))
    if not files and not too_large:
        told = f"; {len(left_out)} of other kinds were left out" if left_out else ""
        raise MultiPartException(f"has no letter in it{told}, expected files such as .docx, .pdf or .txt")
    return Brought(tuple(files), tuple(left_out), too_large)


def _may_be_letter(name: str) -> bool:
    path = PurePosixPath(name)
    return path.suffix.lower() in SUFFIXES - {""} and not any(part.startswith((".", "~$")) for part in path.parts)
