"""The same paragraphs as a text, a Word file or a web page: only what the eye sees differs."""

import io
import zipfile
from collections.abc import Iterator, Sequence
from html import escape
from textwrap import wrap
from typing import Literal, NamedTuple, get_args

Format = Literal["text", "docx", "html"]
FORMATS: tuple[Format, ...] = get_args(Format)

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_DECLARED = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_AT = (2020, 1, 1, 0, 0, 0)  # the same letter has the same bytes


class Paragraph(NamedTuple):
    """Words that are set as one."""

    words: str  # a line break in them is one on the page
    kind: Literal["paragraph", "lines", "item", "heading", "gap"] = "paragraph"  # gap: an element that is left out
    element: str = ""  # of the plain letter
    matters: bool = False  # it is what the promise rests on
    close: bool = False  # no empty line before it


class Print(NamedTuple):
    """How a letter looks, whatever it says."""

    format: Format = "text"
    width: int = 0  # characters in a line of text; 0: paragraphs are not wrapped
    curly: bool = False  # ’ for '
    chrome: bool = False  # a web page has its navigation and footer, a text the header of a mail

    def sentence(self) -> str:
        """What is not plain about it; nothing where all is."""
        parts = [f"as {self.format}"] if self.format != "text" else []
        parts += [f"wrapped at {self.width}"] if self.width and self.format == "text" else []
        parts += ["with curly quotes"] if self.curly else []
        parts += ["with words of the page around it"] if self.chrome and self.format == "html" else []
        return ", ".join(parts)


PLAIN = Print()


def printed(paragraphs: Sequence[Paragraph], look: Print) -> bytes:
    """The bytes of a file."""
    paragraphs = [one for one in paragraphs if one.kind != "gap"]
    if look.curly:
        paragraphs = [one._replace(words=one.words.replace("'", "\u2019")) for one in paragraphs]
    if look.format == "docx":
        return _docx(paragraphs)
    return (_html(paragraphs, look) if look.format == "html" else _text(paragraphs, look)).encode()


def _text(paragraphs: Sequence[Paragraph], look: Print) -> str:
    pieces = []
    for number, one in enumerate(paragraphs):
        pieces.append("" if not number else "\n" if one.close else "\n\n")
        pieces.append(one.words if one.kind in ("lines", "heading") else _wrapped(one.words, look.width))
    return "".join([*pieces, "\n"])


def _wrapped(words: str, width: int) -> str:
    if not width:
        return words
    lines = []
    for line in words.split("\n"):
        indent = line[: len(line) - len(line.lstrip())]
        lines.append(
            "\n".join(wrap(line, width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False))
        )
    return "\n".join(lines)


def _html(paragraphs: Sequence[Paragraph], look: Print) -> str:
    above = '<nav><a href="#main">Skip to main content</a></nav>' if look.chrome else ""
    below = "<footer><p>We use some essential cookies to make our website work.</p></footer>" if look.chrome else ""
    inside = "\n".join(_tagged(one) for one in paragraphs)
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>Our answer</title></head>\n'
        f'<body>{above}<main id="main">\n{inside}\n</main>{below}</body></html>\n'
    )


def _tagged(one: Paragraph) -> str:
    tag = "h2" if one.kind == "heading" else "p"
    return f"<{tag}>{escape(one.words, quote=False).replace(chr(10), '<br>')}</{tag}>"


def _docx(paragraphs: Sequence[Paragraph]) -> bytes:
    body = "".join(f"<w:p>{''.join(_runs(one))}</w:p>" for one in paragraphs)
    files = {
        "[Content_Types].xml": f'{_DECLARED}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_MAIN}"/></Types>',
        "_rels/.rels": f'{_DECLARED}<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'{_DECLARED}<w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>',
    }
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in files.items():
            package.writestr(zipfile.ZipInfo(name, _AT), text)
    return written.getvalue()


def _runs(one: Paragraph) -> Iterator[str]:
    bold = "<w:rPr><w:b/></w:rPr>" if one.kind == "heading" else ""
    for number, line in enumerate(one.words.split("\n")):
        yield "<w:r><w:br/></w:r>" if number else ""
        yield f'<w:r>{bold}<w:t xml:space="preserve">{escape(line, quote=False)}</w:t></w:r>'
