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
_HTML_HEAD = 2**16  # bytes: a page may begin with a licence in a comment
# Possessive throughout: whatever comes first is read once, so that no file can keep the parent process busy.
_PREAMBLE = re.compile(rb"(?s)(?:\s++|<!--(?>.*?-->|.*+)|<\?[^>]*+>?)*+")
_PAGE = re.compile(rb"(?i)<(?:!doctype\s+html|html|head|body|frameset)[\s>/]")
_FRAGMENT = re.compile(
    rb"(?i)<(?:meta|title|base|link|style|script|div|main|article|section|header|nav|form|table|p|h[1-6]|ul|ol|dl|pre|"
    rb"blockquote|details|address|figure|span|font|center|a|b|strong|em|i|u|br|hr|img|o:p)[\s>/]"
)
_TAG = re.compile(rb"</?[A-Za-z][^<>]*>")
_BLANK_LINE = re.compile(rb"\n[ \t\r]*\n")
_MAIL_HEADER = re.compile(rb"([!-9;-~]+)[ \t]*:")
_ON_ITS_WAY = re.compile(rb"(?im)^received:\s*(?:from|by|\()\b")
# Headers that programs write and people do not paste.
_MAIL_MARKS = {
    b"mime-version", b"message-id", b"content-type", b"return-path", b"delivered-to", b"content-transfer-encoding",
    b"dkim-signature", b"x-mailer",
}  # fmt: skip
_PICTURES = {
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"II*\0": "a TIFF picture",
    b"MM\0*": "a TIFF picture",
    b"BM": "a bitmap picture",
}
MOST_ENTRIES = 4_000  # of a Word file: pictures, headers and notes each have one
UTF_16 = (b"\xff\xfe", b"\xfe\xff")  # as text files in it begin


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
    return _format_of_text(_as_bytes_of_utf_8(data))


def _as_bytes_of_utf_8(data: bytes) -> bytes:
    """The beginning of a text file. Web pages decode themselves, so UTF-16 is looked through here."""
    head = data[:_HTML_HEAD]
    if head.startswith(UTF_16):
        return head.decode("utf-16", errors="replace").encode(errors="replace")
    if head.startswith((b"<\0", b"\0<")):  # without a byte-order mark, as some programs save it
        return head.replace(b"\0", b"")
    return head.removeprefix(b"\xef\xbb\xbf")


def _format_of_text(head: bytes) -> Format:
    start = _PREAMBLE.match(head).end()  # type: ignore[union-attr]  # it matches nothing at least
    if _PAGE.match(head, start) or (_FRAGMENT.match(head, start) and _is_marked_up(head[start:])):
        return "html"
    return "mail" if _is_mail(head[:_HEAD]) else "text"


def _is_marked_up(head: bytes) -> bool:
    """Whether what begins with a tag goes on with tags: Markdown may begin with one, and is text."""
    pieces = [piece for piece in _BLANK_LINE.split(head) if piece.strip()]
    return sum(_TAG.search(piece) is not None for piece in pieces) * 2 > len(pieces)


def _is_mail(head: bytes) -> bool:
    """Whether it begins with the headers of a mail as a program saves it; a pasted thread is text."""
    headers = re.split(rb"\r?\n\r?\n", head.lstrip(), maxsplit=1)[0]
    lines = re.split(rb"\r?\n", headers)
    if lines[0].startswith(b"From "):  # as in an mbox
        lines = lines[1:]
    unfolded = [line for line in lines if line and not line.startswith((b" ", b"\t"))]
    named = [match[1].lower() for line in unfolded if (match := _MAIL_HEADER.match(line))]
    # 'Received: 4 March 2019' stands above letters; 'Received: from' a server does not.
    marked = _MAIL_MARKS.intersection(named) or _ON_ITS_WAY.search(headers)
    return bool(named) and len(named) >= len(unfolded) - 1 and bool(marked)


def _format_of_zip(data: bytes) -> Format:
    if data.count(b"PK\x01\x02") > MOST_ENTRIES:  # before the archive is opened: this is not the guarded process
        raise Unreadable(f"is a zip archive with more than {MOST_ENTRIES} entries, expected a letter")
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
