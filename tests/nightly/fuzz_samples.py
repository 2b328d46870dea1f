"""Samples of our own for fuzzing, one maker a format, and what is worth putting into them."""

import io
import sys
import zipfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import word_file

_CASES = Path(__file__).parents[2] / "cases"

MARKUP = (
    b"<p>", b"</p>", b"<table><tr><td>", b"<li>", b"<!--", b"&#x202e;", b"&amp;", b"<script>", b"<style>", b"]]>",
    b"<?",
)  # fmt: skip
WORDS = (
    b"neither confirm nor deny", b"Section 24(2) ", b"section 31(3)", b"\n\n1. ", b"\n\nQ1) ", b"not held",
    b"(i) (ii) (iii)", b"public interest", b"22 July 2017", b"31/02/2019", b"s.40(5B)(a)(i)", b"\xe2\x80\x9c",
    b"\xc2\xad", b"\n> ", b"\t|\t", b"\r", b"\xe2\x80\xa8", b"severe", b"From: ", b"\n# ", b"- ", b"\xef\xbb\xbf",
    b"\xcc\x81", b"\xf0\x9d\x94\xb8",
)  # fmt: skip
YAML = (
    b"when:", b"- {as: a, part: {position: ncnd}}\n", b"$a.part", b"{a.b}", b"&a ", b"*a", b"!!python/none ", b"[",
    b"{", b"? ", b"any", b"- ", b"  ", b"|\n", b": ", b"evidence: {start: 0, stop: 9, quote: x}", b"2024-02-30",
    b"true", b"24(2)", b"\t", b"pattern: '(a{1,900}){1,900}'", b"(?P<x>", b"\\p{", b"(?=",
)  # fmt: skip
OBJECTS = (
    b"/Kids [3 0 R 3 0 R]", b"endobj", b"stream\n", b"/Filter /FlateDecode", b" Tf", b"<<", b">>", b"BT", b"ET",
    b" cm", b"Q q",
)  # fmt: skip
MAIL = (
    b"\r\n\r\n", b"--abc", b"=?utf-8?b?", b"Content-Type: text/html; charset=utf-7\r\n", b"boundary=",
    b"begin 644 x\n", b"=\r\n",
)  # fmt: skip


def letters() -> list[bytes]:
    """Letters as text."""
    return [path.read_bytes() for path in sorted(_CASES.glob("*/letter.txt"))[:4]]


def pages() -> list[bytes]:
    """Web pages."""
    head = (
        b"<!doctype html><html><head><title>FOI</title></head><body><nav><a href='/'>Home</a></nav><main><h1>FOI</h1>"
    )
    lists = (
        b"<ol start=3><li>We hold it.<ul><li>no</ul></ol><table><tr><th>Year<td>14</table><details><p>Words</details>"
    )
    return [
        head + b"".join(b"<p>" + line + b"</p>" for line in letter.split(b"\n\n")[:9]) + lists for letter in letters()
    ]


def mails() -> list[bytes]:
    """Mails, plain and with a file."""
    head = b"From: FOI <foi@wexmoor.example>\r\nDate: Mon, 4 Mar 2019 10:00:00 +0000\r\n"
    head += b"Subject: =?utf-8?q?FOI_=C2=A3?=\r\nMIME-Version: 1.0\r\n"
    plain = head + b"Content-Type: text/plain; charset=utf-8\r\n\r\n" + letters()[0]
    page = b"Content-Type: text/html; charset=windows-1252\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    file = b"Content-Disposition: attachment; filename*=utf-8''l.docx\r\nContent-Transfer-Encoding: base64\r\n\r\nUEs="
    message = b"Content-Type: message/rfc822\r\n\r\n" + plain[:1500]
    parts = b"\r\n--abc\r\n".join((page + pages()[0][:900], message, file))
    both = head + b"Content-Type: multipart/mixed; boundary=abc\r\n\r\n--abc\r\n" + parts + b"\r\n--abc--\r\n"
    return [plain, both]


def word_files() -> list[bytes]:
    """Word files."""
    p, r = word_file.p, word_file.r
    changes = f'<w:ins w:id="1">{r("not")}</w:ins><w:del w:id="2"><w:r><w:delText>ever</w:delText></w:r></w:del>'
    rich = word_file.docx(
        p("1. Do you hold it?", properties=word_file.numbered(1)), p(r("We neither "), changes, r("confirm nor deny.")),
        word_file.table(["2019", "14"], ["2020", p("In a cell")]), p(word_file.box(p("In a box"))),
        p(word_file.field("PAGE", "1")),
        styles=word_file.style("A", "<w:outlineLvl w:val='0'/>", "heading 1", "B"),
        numbering=word_file.kind_of_list(1, word_file.level(0, "decimal", "%1.")) + word_file.list_(1, 1),
    )  # fmt: skip
    return [rich, word_file.line_by_line(letters()[0].decode())]


def printed() -> list[bytes]:
    """PDFs."""
    import test_read_pdf as printed

    lines = letters()[0].decode().splitlines()[:40]
    page = printed.column(72, 760, lines) + printed.box(70, 500, 200, 12) + printed.picture(300, 100, 90, 90)
    return [printed.pdf(page), printed.pdf(page, printed.column(72, 700, ["Page 2 of 2", "We hold it."]))]


def mixed() -> list[bytes]:
    """The beginning of each format."""
    heads = [b"{\\rtf1\\ansi We hold it.}", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le")]
    odt = io.BytesIO()
    with zipfile.ZipFile(odt, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
    return [*heads, odt.getvalue(), *(some()[0][:3000] for some in (letters, pages, mails, word_files, printed))]
