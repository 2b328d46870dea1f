"""The parts of a Word file that comments add to or change; all others are copied byte for byte."""

import io
import posixpath
import zipfile
from collections.abc import Iterable
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

from ncnd_rules.letter import visible
from ncnd_rules.read.word.editable import Editable, editable
from ncnd_rules.read.word.margins import related
from ncnd_rules.read.word.package import Element, Package, as_bytes, as_element, every, name, unpacked, value, whole

AUTHOR = "ncnd_rules"
_INITIALS = "ncnd"
_TYPES = "[Content_Types].xml"
_TYPES_SPACE = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS_SPACE = "http://schemas.openxmlformats.org/package/2006/relationships"
_MEDIA = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_LONG_AGO = (1980, 1, 1, 0, 0, 0)


class Styles(NamedTuple):
    """The ids of the styles in which Word sets comments; empty where a file has none."""

    text: str  # of paragraphs
    reference: str  # of marks


def comment_styles(package: Package) -> Styles:
    """The styles that a file has for comments, found by the names that they have in every language."""
    root = package.root(related(package, "styles"))
    by_name = {}
    for style in every(root, "w:style") if root is not None else ():
        for named in style:
            if name(named) == "w:name":
                by_name[(value(named) or "").lower()] = value(style, "styleId") or ""
    return Styles(by_name.get("annotation text", ""), by_name.get("annotation reference", ""))


class Comments:
    """The part that holds the comments of a file: the one it has, or a new one."""

    def __init__(self, package: Package, main: Element) -> None:
        """Look for the part.

        Args:
            main: the outermost element of the main part, whose namespace is that of the comments.
        """
        self._package = package
        self._space = main.tag[1:].rpartition("}")[0]
        self._styles = comment_styles(package)
        part = related(package, "comments")
        found = package.root(part)
        self.is_new = found is None
        self.part = self._free_name() if found is None else part
        self.root = editable(found) if found is not None else self._made("comments", "")
        ids = [whole(one, "id") for one in every(self.root, "w:comment")]
        used = [whole(one, "id") for one in every(main, "w:commentReference", "w:commentRangeStart")]
        self._next = max((number for number in (*ids, *used) if number is not None), default=-1) + 1

    def add(self, paragraphs: Iterable[str]) -> int:
        """Add a comment; its first paragraph stands out. Returns its id."""
        number = self._next
        self._next += 1
        inside = "".join(self._paragraph(text, first=not order) for order, text in enumerate(paragraphs))
        attributes = f'w:id="{number}" w:author="{AUTHOR}" w:initials="{_INITIALS}"'
        self.root.append(self._made("comment", inside, attributes))
        return number

    def _paragraph(self, text: str, *, first: bool) -> str:
        style = f"<w:pPr><w:pStyle w:val={quoteattr(self._styles.text)}/></w:pPr>" if self._styles.text else ""
        mark = "<w:r><w:annotationRef/></w:r>" if first else ""
        look = "<w:rPr><w:b/></w:rPr>" if first else ""
        words = escape(visible(" ".join(text.split())))
        return f'<w:p>{style}{mark}<w:r>{look}<w:t xml:space="preserve">{words}</w:t></w:r></w:p>'

    def _made(self, local: str, inside: str, attributes: str = "") -> Editable:
        declared = f"xmlns:w={quoteattr(self._space)}"
        return editable(as_element(f"<w:{local} {declared} {attributes}>{inside}</w:{local}>".encode()))

    def _free_name(self) -> str:
        folder = posixpath.dirname(self._package.main)
        names = (posixpath.join(folder, f"comments{number or ''}.xml") for number in range(1000))
        return next(part for part in names if not self._package.has(part))


def with_comments(data: bytes, package: Package, main: Element, comments: Comments) -> bytes:
    """The file with its main part and its comments as they are now, and nothing else changed."""
    changed = {package.main: as_bytes(main), comments.part: as_bytes(comments.root)}
    if comments.is_new:
        changed[_TYPES] = _with_type(package, comments.part)
        folder, file = posixpath.split(package.main)
        relations = posixpath.join(folder, "_rels", f"{file}.rels")
        strict = "purl.oclc.org" in main.tag
        changed[relations] = _with_relation(package, relations, posixpath.basename(comments.part), strict=strict)
    return _packed(data, changed)


def _with_type(package: Package, part: str) -> bytes:
    root = package.root(_TYPES)
    types = editable(root if root is not None else as_element(f'<Types xmlns="{_TYPES_SPACE}"/>'.encode()))
    override = types.makeelement(f"{{{_TYPES_SPACE}}}Override")
    override.set("PartName", f"/{part}")
    override.set("ContentType", _MEDIA)
    types.append(override)
    return as_bytes(types)


def _with_relation(package: Package, part: str, target: str, *, strict: bool) -> bytes:
    root = package.root(part)
    empty = f'<Relationships xmlns="{_RELATIONS_SPACE}"/>'.encode()
    relations = editable(root if root is not None else as_element(empty))
    used = {one.get("Id") for one in relations}
    relation = relations.makeelement(f"{{{_RELATIONS_SPACE}}}Relationship")
    office = "http://purl.oclc.org/ooxml" if strict else "http://schemas.openxmlformats.org"
    middle = "officeDocument/relationships" if strict else "officeDocument/2006/relationships"
    relation.set("Id", next(name for name in (f"rIdNcnd{number}" for number in range(1000)) if name not in used))
    relation.set("Type", f"{office}/{middle}/comments")
    relation.set("Target", target)
    relations.append(relation)
    return as_bytes(relations)


def _packed(data: bytes, changed: dict[str, bytes]) -> bytes:
    """The archive with some entries changed or added, in its own order; equal input gives equal bytes."""
    stream = io.BytesIO()
    left = {part.lower(): (part, content) for part, content in changed.items()}
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for info in old.infolist():
            _, content = left.pop(info.filename.lower(), ("", None))
            new.writestr(_entry(info), unpacked(old, info) if content is None else content)
        for part, content in left.values():
            new.writestr(_entry(zipfile.ZipInfo(part, _LONG_AGO), zipfile.ZIP_DEFLATED), content)
    return stream.getvalue()


def _entry(info: zipfile.ZipInfo, packing: int | None = None) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(info.filename, info.date_time)
    entry.compress_type = info.compress_type if packing is None else packing
    entry.external_attr = info.external_attr
    entry.create_system = info.create_system
    return entry
