"""What a file is, told by its content: names lie, and much that is saved has none."""

import re
import zipfile
from io import BytesIO
from typing import Literal

from ncnd_rules.errors import Unreadable

Format = Literal["text", "docx", "pdf", "html", "mail", "doc", "rtf", "odt"]

_HEAD = 4096  # bytes in which a format shows itself
_PDF_HEAD = 1024  # within these, says ISO 32000-1, Annex H
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_STREAMS = {"WordDocument": "doc", "__substg1.0_": "msg", "Workbook": "xls"}
_HTML = re.compile(
    rb"(?is)^(?:\s|<!--.*?(?:-->|$)|<\?xml[^>]*(?:>|$))*"
    rb"<(?:!doctype\s+html|html|head|body|meta|title|div|main|article|section|table|p|h[1-6]|ul|ol|span|font|center)[\s>/]"
)
_MAIL_HEADER = re.compile(rb"(?im)^([a-z][a-z0-9-]{1,40}):[ \t]*\S?")
# Headers that programs write and people do not paste.
_MAIL_MARKS = {
    b"mime-version", b"message-id", b"content-type", b"received", b"return-path", b"delivered-to",
    b"content-transfer-encoding", b"dkim-signature", b"x-mailer",
}  # fmt: skip
_PICTURES = {
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"II*\0": "a TIFF picture",
    b"MM\0*": "a TIFF picture",
    b"BM": "a bitmap picture",
}
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def format_of(data: bytes) -> Format:
    """The format of a file's bytes; text where nothing else shows itself.

    Raises:
        Unreadable: for what no letter comes in, such as a picture or a spreadsheet.
    """
    if b"%PDF-" in data[:_PDF_HEAD]:
        return "pdf"
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _format_of_zip(data)
    if data.startswith(_OLE):
        return _format_of_ole(data)
    if data.startswith(b"{\\rtf"):
        return "rtf"
    for mark, name in _PICTURES.items():
        if data.startswith(mark) and b"\0" in data[:_HEAD]:
            raise Unreadable(f"is {name}, and words in pictures are not read; expected a letter")
    if data.startswith(_UTF_16):
        # Web pages are told apart by their reader, whatever their encoding; plain text has to be UTF-8.
        head = data[:_HEAD].decode("utf-16", errors="replace").encode()
    else:
        head = data[:_HEAD].removeprefix(b"\xef\xbb\xbf")
    if _HTML.match(head):
        return "html"
    return "mail" if _is_mail(head) else "text"


def _is_mail(head: bytes) -> bool:
    """Whether it begins with the headers of a mail as a program saves it; a pasted thread is text."""
    headers = re.split(rb"\r?\n\r?\n", head.lstrip(), maxsplit=1)[0]
    lines = re.split(rb"\r?\n", headers)
    if lines[0].startswith(b"From "):  # as in an mbox
        lines = lines[1:]
    unfolded = [line for line in lines if line and not line.startswith((b" ", b"\t"))]
    named = [match[1].lower() for line in unfolded if (match := _MAIL_HEADER.match(line))]
    return bool(named) and len(named) >= len(unfolded) - 1 and bool(_MAIL_MARKS.intersection(named))


def _format_of_zip(data: bytes) -> Format:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = set(archive.namelist())
            if "mimetype" in names and archive.getinfo("mimetype").file_size < _HEAD:
                kind = archive.read("mimetype").decode("ascii", errors="replace")
                if kind.startswith("application/vnd.oasis.opendocument.text"):
                    return "odt"
    except Exception:  # noqa: BLE001 - a damaged archive raises whatever its damage leads to
        if b"word/" in data:
            raise Unreadable("is a damaged Word file, expected a whole one; it may be cut short") from None
        raise Unreadable("is a damaged archive, expected a letter") from None
    if any(name.lower().startswith("word/") for name in names):
        return "docx"
    if any(name.startswith(("xl/", "ppt/")) for name in names):
        raise Unreadable("is a spreadsheet or a presentation, expected a letter")
    raise Unreadable("is a zip archive, expected a letter; unpack it first")


def _format_of_ole(data: bytes) -> Format:
    found = next((kind for stream, kind in _OLE_STREAMS.items() if stream.encode("utf-16-le") in data), None)
    if found == "doc":
        return "doc"
    if found == "msg":
        raise Unreadable("is an Outlook message, which is not read; save it as .eml, or as text")
    if found == "xls":
        raise Unreadable("is a spreadsheet, expected a letter")
    raise Unreadable("is an Office file of a kind that holds no letter, or is encrypted or damaged")
