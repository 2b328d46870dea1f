"""Letters made to break their reader: each gets its words or its reason, and the next one is read."""

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ncnd_rules.errors import LetterError
from ncnd_rules.read import guard, read_bytes

pytest.importorskip("lxml", reason="the reader of Word files is an extra that is not installed")
pytest.importorskip("pypdfium2", reason="the reader of PDFs is an extra that is not installed")

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_HEAD = f'<?xml version="1.0"?><w:document xmlns:w="{_W}"><w:body>'
_TAIL = "</w:body></w:document>"
_SOUND = b"<html><body><p>The force can neither confirm nor deny that it holds it.</p></body></html>"


@pytest.fixture(autouse=True, scope="module")
def _tight_limits() -> Iterator[None]:
    """The limits of the product, tighter, so that files which hit them do not hold up the tests."""
    shared, guard._SHARED = guard._SHARED, guard.Guard(most_memory=2**29, most_cpu=5, most_time=20)
    yield
    guard._SHARED.close()
    guard._SHARED = shared


def paragraph(words: str) -> str:
    return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"


def docx(body: str, *, head: str = _HEAD, tail: str = _TAIL, extra: dict[str, bytes] | None = None) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", head + body + tail)
        for name, data in (extra or {}).items():
            archive.writestr(name, data)
    return stream.getvalue()


def zip_bomb() -> bytes:
    return docx(paragraph("x" * 300_000_000))


def many_entries() -> bytes:
    return docx(paragraph("x"), extra={f"word/media/{number}.bin": b"" for number in range(60_000)})


def billion_laughs() -> bytes:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return docx(paragraph("&l9;"), head=f'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY l0 "ha">{laughs}]>' + _HEAD[21:])


def outside_entity() -> bytes:
    head = '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + _HEAD[21:]
    return docx(paragraph("&x;"), head=head)


def deep_docx() -> bytes:
    return docx("<w:sdt><w:sdtContent>" * 100_000 + paragraph("x") + "</w:sdtContent></w:sdt>" * 100_000)


def deep_tables() -> bytes:
    return docx("<w:tbl><w:tr><w:tc>" * 3_000 + paragraph("x") + "</w:tc></w:tr></w:tbl>" * 3_000)


def million_attributes_docx() -> bytes:
    return docx("<w:p " + " ".join(f'a{n}="1"' for n in range(1_000_000)) + ">" + "</w:p>")


def styles_in_a_circle() -> bytes:
    styles = (
        f'<w:styles xmlns:w="{_W}"><w:style w:styleId="A"><w:basedOn w:val="B"/></w:style>'
        '<w:style w:styleId="B"><w:basedOn w:val="A"/></w:style></w:styles>'
    )
    body = '<w:p><w:pPr><w:pStyle w:val="A"/></w:pPr><w:r><w:t>Words.</w:t></w:r></w:p>'
    return docx(body, extra={"word/styles.xml": styles.encode()})


def no_document() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("word/other.xml", "<x/>")
    return stream.getvalue()


def broken_xml() -> bytes:
    return docx("<w:p><w:r></w:p>")


def lying_sizes() -> bytes:
    data = bytearray(docx(paragraph("x" * 2_000_000)))
    at = data.rindex(b"word/document.xml") - 46 + 24  # the uncompressed size in the central directory
    data[at : at + 4] = (10).to_bytes(4, "little")
    return bytes(data)


def pdf(*objects: str | bytes, root: int = 1) -> bytes:
    """A PDF of these objects, numbered from 1."""
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + (body.encode() if isinstance(body, str) else body) + b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    out += f"trailer\n<< /Size {len(places) + 1} /Root {root} 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)


def stream_of(data: bytes, entries: str = "") -> bytes:
    return f"<< /Length {len(data)} {entries} >>\nstream\n".encode() + data + b"\nendstream"


_CATALOGUE = "<< /Type /Catalog /Pages 2 0 R >>"
_FONT = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"


def page(content: int = 4, resources: str = "/Font << /F1 5 0 R >>", box: str = "0 0 595 842") -> str:
    return f"<< /Type /Page /Parent 2 0 R /MediaBox [{box}] /Contents {content} 0 R /Resources << {resources} >> >>"


_PAGES = "<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
_WORDS = stream_of(b"BT /F1 12 Tf 72 700 Td (The force can neither confirm nor deny it.) Tj ET")


def self_invoking() -> bytes:
    form = stream_of(
        b"/X Do /X Do", "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 5 0 R >> >>"
    )
    return pdf(_CATALOGUE, _PAGES, page(resources="/XObject << /X 5 0 R >>"), stream_of(b"/X Do"), form)


def branching_forms() -> bytes:
    """Thirty forms, each of which draws the next one twice: a thousand million drawings."""
    forms = [
        stream_of(
            b"/X Do /X Do",
            f"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X {number} 0 R >> >>",
        )
        for number in range(6, 36)
    ]
    last = stream_of(b"BT (x) Tj ET", "/Type /XObject /Subtype /Form /BBox [0 0 9 9]")
    return pdf(_CATALOGUE, _PAGES, page(resources="/XObject << /X 5 0 R >>"), stream_of(b"/X Do"), *forms, last)


def hundred_thousand_pages() -> bytes:
    kids = " ".join(f"{number} 0 R" for number in range(5, 100_005))
    one = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 3 0 R /Resources << /Font << /F1 4 0 R >> >> >>"
    words = stream_of(b"BT /F1 1 Tf (x) Tj ET")
    return pdf(_CATALOGUE, f"<< /Type /Pages /Kids [{kids}] /Count 100000 >>", words, _FONT, *[one] * 100_000)


def page_tree_in_a_circle() -> bytes:
    return pdf(_CATALOGUE, "<< /Type /Pages /Kids [2 0 R] /Count 1000000 >>")


def flate_bomb() -> bytes:
    packed = zlib.compress(b"(x) Tj " * 40_000_000, 9)
    return pdf(_CATALOGUE, _PAGES, page(), stream_of(packed, "/Filter /FlateDecode"), _FONT)


def deep_arrays() -> bytes:
    return pdf(_CATALOGUE, _PAGES, page(), stream_of(b"[" * 1_000_000), _FONT)


def mad_numbers() -> bytes:
    words = stream_of(b"BT /F1 1e38 Tf 9e99 -9e99 Td (x) Tj 0 0 0 0 0 0 Tm (y) Tj ET")
    return pdf(_CATALOGUE, _PAGES, page(box="0 0 1e38 -1e38"), words, _FONT)


def million_signs() -> bytes:
    words = stream_of(b"BT /F1 12 Tf 72 700 Td " + b"(neither confirm nor deny) Tj " * 100_000 + b"ET")
    return pdf(_CATALOGUE, _PAGES, page(), words, _FONT)


def xref_in_a_circle() -> bytes:
    data = pdf(_CATALOGUE, _PAGES, page(), _WORDS, _FONT)
    start = data.rindex(b"xref\n0")
    return data.replace(b"/Root", f"/Prev {start} /Root".encode())


def deep_html() -> bytes:
    return b"<html>" + b"<div>" * 500_000 + b"The force can neither confirm nor deny it." + b"</div>" * 500_000


def deep_lists() -> bytes:
    return b"<html>" + b"<ul><li>" * 100_000 + b"words"


def million_attributes() -> bytes:
    return b"<html><p " + b" ".join(b"a%d=1" % number for number in range(1_000_000)) + b">words</p>"


def open_comment() -> bytes:
    return b"<html><p>words</p>" + b"<!-- " * 400_000


def million_entities() -> bytes:
    return b"<html><p>" + b"&amp;&#x41;&bogus;" * 500_000


def html_with_dtd() -> bytes:
    return b'<!DOCTYPE html [<!ENTITY a "' + b"b" * 1000 + b'">]><html><p>' + b"&a;" * 100_000 + b"</p></html>"


def open_tags() -> bytes:
    return b"<html>" + b"<table><tr><td>x" * 60_000


_MAIL = b"From: foi@eastmarsh.example\r\nDate: Mon, 4 Mar 2019 10:00:00 +0000\r\nSubject: FOI\r\nMIME-Version: 1.0\r\n"


def nested_mail() -> bytes:
    return (_MAIL + b"Content-Type: message/rfc822\r\n\r\n") * 2_000 + _MAIL + b"\r\nwords\r\n"


def mail_without_its_boundary() -> bytes:
    return _MAIL + b"Content-Type: multipart/mixed; boundary=abc\r\n\r\nwords without any boundary\r\n"


def hundred_thousand_parts() -> bytes:
    part = b"--abc\r\nContent-Type: text/plain\r\n\r\nx\r\n"
    return _MAIL + b"Content-Type: multipart/mixed; boundary=abc\r\n\r\n" + part * 100_000 + b"--abc--\r\n"


def nested_parts() -> bytes:
    opened = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (number, number) for number in range(3_000)
    )
    return _MAIL + opened + b"\r\nwords"


def endless_header() -> bytes:
    return _MAIL + b"X-Long: " + b"a b" * 3_000_000 + b"\r\n\r\nwords"


def broken_base64() -> bytes:
    return (
        _MAIL + b"Content-Type: text/plain; charset=klingon\r\nContent-Transfer-Encoding: base64\r\n\r\n!!!A===\xff\r\n"
    )


def encoded_words() -> bytes:
    return b"Subject: " + b"=?utf-8?q?a?= " * 200_000 + b"\r\n" + _MAIL + b"\r\nwords"


HOSTILE: tuple[Callable[[], bytes], ...] = (
    zip_bomb, many_entries, billion_laughs, outside_entity, deep_docx, deep_tables, million_attributes_docx,
    styles_in_a_circle, no_document, broken_xml, lying_sizes,
    self_invoking, branching_forms, hundred_thousand_pages, page_tree_in_a_circle, flate_bomb, deep_arrays, mad_numbers,
    million_signs, xref_in_a_circle,
    deep_html, deep_lists, million_attributes, open_comment, million_entities, html_with_dtd, open_tags,
    nested_mail, mail_without_its_boundary, hundred_thousand_parts, nested_parts, endless_header, broken_base64,
    encoded_words,
)  # fmt: skip


def reason_against(data: bytes) -> str | None:
    """Why a letter cannot be read; none where it can."""
    try:
        read_bytes(data, Path("letter"))
    except LetterError as problem:
        return problem.problem
    return None


@pytest.mark.parametrize("make", HOSTILE, ids=lambda make: make.__name__)
def test_a_hostile_letter_is_read_or_has_its_reason(make: Callable[[], bytes]) -> None:
    """
    A file made to exhaust its reader gives its words or a reason within the limits, and the next file is read.
    """
    reason = reason_against(make())

    assert reason is None or reason.startswith("unreadable: ")
    assert "please report" not in (reason or ""), "a defect of the reader, not of the file"
    assert "neither confirm nor deny" in read_bytes(_SOUND, Path("sound.html")).text


def test_no_file_of_this_machine_gets_into_a_letter() -> None:
    """
    An entity that names a file outside is never followed.
    """
    with pytest.raises(LetterError, match=r"unreadable: .*(?i:dtd|document type)"):
        read_bytes(outside_entity(), Path("letter.docx"))


SOUND = {
    "docx": docx(paragraph("The force can neither confirm nor deny it.") * 40),
    "pdf": pdf(_CATALOGUE, _PAGES, page(), _WORDS, _FONT),
    "html": _SOUND * 5,
    "eml": _MAIL
    + b'Content-Type: multipart/mixed; boundary="abc"\r\n\r\n--abc\r\n\r\nwords of a letter\r\n--abc--\r\n',
}


@pytest.mark.parametrize("form", SOUND)
def test_a_file_that_is_cut_short(form: str) -> None:
    """
    Cut at every tenth byte, a file gives its words or a reason, and never a defect.
    """
    whole = SOUND[form]

    assert reason_against(whole) is None
    assert [] == [stop for stop in range(10, len(whole), 10) if "please report" in (reason_against(whole[:stop]) or "")]
