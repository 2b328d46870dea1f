"""A small writer of Word files. Everything is a string of XML; text is given plain."""

import io
import re
import zipfile
from collections.abc import Iterable
from html import escape

from hypothesis import strategies as st
from same_letter import printed_blocks

from ncnd_rules.reading import Block

OFFICE = "http://schemas.openxmlformats.org"
W = f"{OFFICE}/wordprocessingml/2006/main"
SPACES = {
    "w": W,
    "r": f"{OFFICE}/officeDocument/2006/relationships",
    "mc": f"{OFFICE}/markup-compatibility/2006",
    "wp": f"{OFFICE}/drawingml/2006/wordprocessingDrawing",
    "a": f"{OFFICE}/drawingml/2006/main",
    "pic": f"{OFFICE}/drawingml/2006/picture",
    "c": f"{OFFICE}/drawingml/2006/chart",
    "m": f"{OFFICE}/officeDocument/2006/math",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
}
DECLARED = " ".join(f'xmlns:{prefix}="{space}"' for prefix, space in SPACES.items())


def t(text: str) -> str:
    return f'<w:t xml:space="preserve">{escape(text, quote=False)}</w:t>'


def r(text: str = "", properties: str = "", inside: str = "") -> str:
    look = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f"<w:r>{look}{t(text) if text else ''}{inside}</w:r>"


def p(*runs: str, properties: str = "") -> str:
    """A paragraph; what does not begin with a tag is plain text."""
    inside = "".join(run if run.startswith("<") else r(run) for run in runs)
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{inside}</w:p>"


def table(*rows: Iterable[str]) -> str:
    cells = ("".join(f"<w:tc>{cell if cell.startswith('<') else p(cell)}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def numbered(list_id: int, level: int = 0) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>'


def level(number: int, form: str, text: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{escape(text)}"/></w:lvl>'
    )


def kind_of_list(identity: int, *levels: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{identity}">{"".join(levels)}</w:abstractNum>'


def list_(identity: int, kind: int, overrides: str = "") -> str:
    return f'<w:num w:numId="{identity}"><w:abstractNumId w:val="{kind}"/>{overrides}</w:num>'


def style(identity: str, inside: str, name: str = "", based_on: str = "", default: bool = False) -> str:
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    flag = ' w:default="1"' if default else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{identity}"{flag}><w:name w:val="{name or identity}"/>{base}'
        f"{inside}</w:style>"
    )


def code(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def field(instruction: str, shown: str) -> str:
    return (
        f"{code('begin')}<w:r><w:instrText>{instruction}</w:instrText></w:r>{code('separate')}{r(shown)}{code('end')}"
    )


def either_way(new: str, old: str) -> str:
    choices = f"<mc:Choice>{new}</mc:Choice><mc:Fallback>{old}</mc:Fallback>"
    return f"<mc:AlternateContent>{choices}</mc:AlternateContent>"


def box(*paragraphs: str) -> str:
    inside = f"<w:txbxContent>{''.join(paragraphs)}</w:txbxContent>"
    new = f"<w:drawing><wp:anchor><wps:wsp><wps:txbx>{inside}</wps:txbx></wps:wsp></wp:anchor></w:drawing>"
    return r(inside=either_way(new, f"<w:pict><v:textbox>{inside}</v:textbox></w:pict>"))


def form_field(inside: str) -> str:
    return f'<w:fldChar w:fldCharType="begin"><w:ffData>{inside}</w:ffData></w:fldChar>'


def picture(width_cm: float, height_cm: float) -> str:
    return (
        f'<w:r><w:drawing><wp:inline><wp:extent cx="{int(width_cm * 360000)}" cy="{int(height_cm * 360000)}"/>'
        '<a:graphic><pic:pic><a:blip r:embed="rId99"/></pic:pic></a:graphic></wp:inline></w:drawing></w:r>'
    )


PARTS = ("styles", "numbering", "settings", "footnotes", "endnotes", "comments")


def docx(*body: str, section: str = "", zipped: dict[str, str | bytes] | None = None, **parts: str) -> bytes:
    """A Word file with a body and other parts, each given as what stands inside its outermost element."""
    outermost = {"settings": "settings", "styles": "styles", "numbering": "numbering"}
    document = f"<w:body>{''.join(body)}<w:sectPr>{section}</w:sectPr></w:body>"
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": types(parts),
        "_rels/.rels": relations({"rId1": ("officeDocument", "word/document.xml")}),
        "word/document.xml": xml("document", document),
    }
    used = {}
    for number, (name, inside) in enumerate(parts.items(), start=1):
        kind = re.sub(r"\d+$", "", name)
        element = {"header": "hdr", "footer": "ftr"}.get(kind, outermost.get(kind, kind))
        files[f"word/{name}.xml"] = xml(element, inside)
        used[name if kind in ("header", "footer") else f"rId{number}"] = (kind, f"{name}.xml")
    files["word/_rels/document.xml.rels"] = relations(used)
    return packed({**files, **(zipped or {})})


def types(parts: Iterable[str]) -> str:
    """What other programs want to know before they open a file."""
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    named = {"document": "document.main", **{part: re.sub(r"\d+$", "", part) for part in parts}}
    inside = "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{kind}.{name}+xml"/>' for part, name in named.items()
    )
    rels = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    return f'<Types xmlns="{OFFICE}/package/2006/content-types">{rels}{inside}</Types>'


def xml(element: str, inside: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{element} {DECLARED}>{inside}</w:{element}>'


def relations(used: dict[str, tuple[str, str]]) -> str:
    inside = "".join(
        f'<Relationship Id="{identity}" Type="{SPACES["r"]}/{kind}" Target="{target}"/>'
        for identity, (kind, target) in used.items()
    )
    return f'<Relationships xmlns="{OFFICE}/package/2006/relationships">{inside}</Relationships>'


def packed(files: dict[str, str | bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def references(**used: str) -> str:
    """The header and footer parts of a section, such as ``header1="default"``."""
    return "".join(f'<w:{part[:6]}Reference w:type="{kind}" r:id="{part}"/>' for part, kind in used.items())


# The same letter in several ways to write it down in Word.


def line_by_line(text: str) -> bytes:
    """Each line a paragraph, as text that was pasted in."""
    return docx(*(p(r(line)) for line in text.splitlines()))


def block_by_block(text: str) -> bytes:
    """Each paragraph one, with its label or bullet typed before it."""
    return docx(*(p(r(printed, look_of(block))) for block, printed in printed_blocks(text)))


_TYPED = re.compile(r"(?P<before>\(?)(?P<number>\d{1,2}|[a-h])(?P<after>[.)])\s+")


def with_word_lists(text: str) -> bytes:
    """Numbers and bullets as lists of Word; an item that does not go on counting begins a list of its own."""
    body, kinds, lists = [], [], []
    last: dict[str, tuple[int, int]] = {}  # by what a list prints: its id, and the last number
    for block, printed in printed_blocks(text):
        typed = _TYPED.match(printed) if block.kind == "item" else None
        is_bullet = block.kind == "item" and printed[:1] in "•-–"
        if typed is None and not is_bullet:
            body.append(p(r(printed, look_of(block))))
            continue
        shown, form, start = printed[0], "bullet", 1
        if typed:
            shown, number = f"{typed['before']}%1{typed['after']}", typed["number"]
            form, start = ("decimal", int(number)) if number.isdigit() else ("lowerLetter", ord(number) - ord("a") + 1)
        identity, before = last.get(form + shown, (0, -1))
        if start not in (before + 1, before if is_bullet else 0):
            identity = len(lists) + 1
            kinds.append(kind_of_list(identity, level(0, form, shown)))
            override = f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{start}"/></w:lvlOverride>'
            lists.append(list_(identity, identity, override if start > 1 else ""))
        last[form + shown] = identity, start
        body.append(p(r(printed[typed.end() if typed else 1 :], look_of(block)), properties=numbered(identity)))
    return docx(*body, numbering="".join(kinds + lists))


def with_letterhead(text: str) -> bytes:
    """What stands before the salutation as the header of the first page, and the rest in a table of one cell."""
    blocks = printed_blocks(text)
    first = next((number for number, (_, printed) in enumerate(blocks) if printed.startswith("Dear")), 0)
    paragraphs = [p(r(printed, look_of(block))) for block, printed in blocks]
    section = references(header1="first") + "<w:titlePg/>"
    return docx(table(["".join(paragraphs[first:])]), section=section, header1="".join(paragraphs[:first]))


def with_changes(text: str) -> bytes:
    """Each paragraph inserted but for its first words, with words deleted and moved away that would be facts."""
    lie = "does not hold it, by virtue of section 40(2). "
    gone = f"<w:del><w:r><w:delText>{lie}</w:delText></w:r></w:del><w:moveFrom>{r(lie)}</w:moveFrom>"
    body = []
    for block, printed in printed_blocks(text):
        first, space, rest = printed.partition(" ")
        body.append(p(r(first + space, look_of(block)), gone, f"<w:ins>{r(rest, look_of(block))}</w:ins>"))
    return docx(*body)


def look_of(block: Block) -> str:
    return "<w:b/>" if block.bold else ""


# Anything that might stand in a body, in any order.


TAGS = (
    *("p", "r", "t", "tbl", "tr", "tc", "ins", "del", "moveFrom", "sdt", "sdtContent", "pPr", "rPr", "numPr"),
    *("fldChar", "instrText", "br", "sym", "pict", "object", "ruby", "rt", "footnoteReference", "txbxContent"),
    *("hyperlink", "vMerge", "sectPr", "altChunk", "ffData"),
)


@st.composite
def trees(draw: st.DrawFn, depth: int = 0) -> str:
    tag = draw(st.sampled_from(TAGS))
    value = draw(
        st.sampled_from(["", ' w:val="1"', ' w:val="-7"', ' w:fldCharType="begin"', ' w:id="7"', ' w:char="F0"'])
    )
    inside = draw(st.lists(trees(depth + 1), max_size=3)) if depth < 4 else []
    return f"<w:{tag}{value}>{'word ' if tag == 't' else ''}{''.join(inside)}</w:{tag}>"
