"""What a browser sends: one file or pasted words, held in memory from the first byte to the last."""

from typing import NamedTuple

import python_multipart  # noqa: F401 - Starlette would miss it only when the first letter comes
from starlette.datastructures import FormData, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request

from ncnd_rules.letter import CopyState, visible

_LONGEST_NAME = 160  # characters
_PASTED = "pasted letter.txt"
_SHOULD = "one file, or its words"
FORM = "application/x-www-form-urlencoded"  # of every form that sends no file


class Sent(NamedTuple):
    """A letter as it came."""

    data: bytes
    name: str
    copy: CopyState | None  # complete where it was said to be a draft of one's own
    corrections: tuple[str, bytes] | None = None  # the name and bytes of a file of them that came with it


async def posted(request: Request, most_bytes: int) -> Sent:
    """The letter in a request.

    Args:
        most_bytes: of which nothing is put on a disk: as many as the gate lets in.

    Raises:
        MultiPartException: where there is none.
    """
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        raise MultiPartException(f"is no form, expected {_SHOULD}")
    parser = MultiPartParser(request.headers, request.stream(), max_files=2, max_fields=4, max_part_size=most_bytes)
    parser.spool_max_size = most_bytes + 1  # else a file of more than a megabyte goes through a folder for all users
    form = await parser.parse()
    try:
        return await _sent(form)
    finally:
        await form.close()


async def _sent(form: FormData) -> Sent:
    file, words = form.get("file"), form.get("words")
    copy: CopyState | None = "complete" if form.get("draft") else None
    other = form.get("corrections")
    beside = (_named(other.filename), await other.read()) if isinstance(other, UploadFile) and other.filename else None
    if isinstance(file, UploadFile) and file.filename:
        return Sent(await file.read(), _named(file.filename), copy, beside)
    if isinstance(words, str) and words.strip():
        return Sent(words.replace("\r\n", "\n").encode("utf-8", "replace"), _PASTED, copy, beside)
    raise MultiPartException(f"has no letter in it, expected {_SHOULD}")


def _named(sent: str) -> str:
    """A file's name without its folders, fit to be shown."""
    name = visible(sent.replace("\\", "/").rpartition("/")[2]).replace("\n", " ").replace("\t", " ").strip()
    return name[-_LONGEST_NAME:] or "letter"
