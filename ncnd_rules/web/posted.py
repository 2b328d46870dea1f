"""A letter as a browser sends it: one file or pasted words, and corrections beside it."""

from typing import NamedTuple

from starlette.datastructures import FormData, UploadFile
from starlette.formparsers import MultiPartException
from starlette.requests import Request

from ncnd_rules.letter import CopyState
from ncnd_rules.web.wire import file_name, form_with_files

_PASTED = "pasted letter.txt"
_SHOULD = "one file, or its words"


class Sent(NamedTuple):
    """A letter as it came."""

    data: bytes
    name: str
    copy: CopyState | None  # complete where it was said to be a draft of one's own
    corrections: tuple[str, bytes] | None = None  # the name and bytes of a file of them that came with it


async def posted(request: Request, most_bytes: int) -> Sent:
    """The letter in a request.

    Args:
        most_bytes: as many as the gate lets in.

    Raises:
        MultiPartException: where there is none.
    """
    async with form_with_files(request, most_bytes, files=2, fields=4, expected=_SHOULD) as form:
        return await _sent(form)


async def _sent(form: FormData) -> Sent:
    words = form.get("words")
    copy: CopyState | None = "complete" if form.get("draft") else None
    corrections = await _file(form.get("corrections"))
    if (letter := await _file(form.get("file"))) is not None:
        return Sent(letter[1], letter[0], copy, corrections)
    if isinstance(words, str) and words.strip():
        return Sent(words.replace("\r\n", "\n").encode("utf-8", "replace"), _PASTED, copy, corrections)
    raise MultiPartException(f"has no letter in it, expected {_SHOULD}")


async def _file(sent: UploadFile | str | None) -> tuple[str, bytes] | None:
    """The name and bytes of a file; none where none was chosen."""
    return (file_name(sent.filename), await sent.read()) if isinstance(sent, UploadFile) and sent.filename else None
