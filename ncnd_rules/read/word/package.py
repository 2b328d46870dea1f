"""A Word file as a package: what is refused before anything is unpacked, and its parts as elements.

The only module that knows lxml. Everything else sees elements, with the names of transitional and
strict files made one: ``w:p`` is a paragraph in both.
"""

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple, Protocol, cast

from ncnd_rules.errors import Unreadable
from ncnd_rules.read.sniff import MOST_ENTRIES

_MOST_BYTES = 64 * 2**20
_MOST_UNPACKED = 512 * 2**20  # pictures are counted and never unpacked
_MOST_OF_A_PART = 24 * 2**20
_MOST_OF_ALL_PARTS = 64 * 2**20
_MOST_RATIO = 400  # of an entry that is large; a long table of equal rows comes to some 60
_LARGE = 2**20
_LONGEST_NAME = 500
_DEEPEST = 200  # elements within elements

_ZIP = b"PK\x03\x04"
_CENTRAL = b"PK\x01\x02"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OUTSIDE = re.compile(r"^[/\\]|^[A-Za-z]:|(?:^|[/\\])\.\.(?:[/\\]|$)")
_WHOLE = re.compile(r"[+-]?[0-9]{1,9}")

_OFFICE, _STRICT = "http://schemas.openxmlformats.org/", "http://purl.oclc.org/ooxml/"
_PREFIXES = {
    f"{_OFFICE}wordprocessingml/2006/main": "w",
    f"{_STRICT}wordprocessingml/main": "w",
    f"{_OFFICE}officeDocument/2006/relationships": "r",
    f"{_STRICT}officeDocument/relationships": "r",
    f"{_OFFICE}package/2006/relationships": "rel",
    f"{_OFFICE}markup-compatibility/2006": "mc",
    f"{_OFFICE}drawingml/2006/wordprocessingDrawing": "wp",
    f"{_STRICT}drawingml/wordprocessingDrawing": "wp",
    f"{_OFFICE}drawingml/2006/main": "a",
    f"{_STRICT}drawingml/main": "a",
    f"{_OFFICE}drawingml/2006/picture": "pic",
    f"{_STRICT}drawingml/picture": "pic",
    f"{_OFFICE}drawingml/2006/chart": "c",
    f"{_STRICT}drawingml/chart": "c",
    f"{_OFFICE}drawingml/2006/diagram": "dgm",
    f"{_STRICT}drawingml/diagram": "dgm",
    f"{_OFFICE}officeDocument/2006/math": "m",
    f"{_STRICT}officeDocument/math": "m",
    "urn:schemas-microsoft-com:vml": "v",
    "urn:schemas-microsoft-com:office:office": "o",
}
_SPACES: dict[str, tuple[str, ...]] = {
    prefix: tuple(f"{{{space}}}" for space, short in _PREFIXES.items() if short == prefix)
    for prefix in set(_PREFIXES.values())
}


class Element(Protocol):
    """What is used of an element of XML."""

    tag: str
    text: str | None

    def set(self, key: str, value: str) -> None:
        """Give it an attribute."""

    def getparent(self) -> "Element | None":
        """The element around it; none around the outermost."""

    def addnext(self, element: "Element") -> None:
        """Put an element behind it."""

    def append(self, element: "Element") -> None:
        """Put an element into it, as the last."""

    def remove(self, element: "Element") -> None:
        """Take out an element that stands right in it."""

    def get(self, key: str) -> str | None:
        """An attribute."""

    def iter(self, *tags: str) -> "Iterator[Element]":
        """The element and all below it, in document order."""

    def __iter__(self) -> "Iterator[Element]": ...


class Relation(NamedTuple):
    """That one part of a package uses another."""

    kind: str  # the last word of its type: 'header', 'footnotes'
    part: str  # the name of the other part; empty where it lies outside of the file


class Package:
    """The parts of a Word file."""

    def __init__(self, data: bytes) -> None:
        """Look at the file without unpacking anything.

        Raises:
            Unreadable: for anything but a Word file, and for one that was made to do harm.
        """
        if data.startswith(_OLE):
            raise Unreadable(_what_ole_is(data))
        self._zip = check_archive(data)
        self._entries = {info.filename.lower(): info for info in self._zip.infolist()}
        self._left = _MOST_OF_ALL_PARTS
        roots = [relation for relation in self.relations("").values() if relation.kind == "officeDocument"]
        self.main = roots[0].part if roots and self.has(roots[0].part) else "word/document.xml"
        if not self.has(self.main):
            raise Unreadable(f"found {self._nature()}, expected a Word file with the part word/document.xml")

    def has(self, part: str) -> bool:
        """Whether the package has a part; names of parts are told apart whatever their capitals."""
        return part.lower() in self._entries

    def root(self, part: str) -> Element | None:
        """The outermost element of a part; none where there is no such part.

        Raises:
            Unreadable: for a part that is broken, too large or too deep, or declares a document type.
        """
        if not self.has(part):
            return None
        return _parsed(self._unpacked(self._entries[part.lower()]), part)

    def with_part(self, part: str, root: Element) -> bytes:
        """The file with one of its parts written anew, and all others as they are.

        Raises:
            Unreadable: for another part that is damaged, which nobody needed so far.
        """
        from lxml import etree

        tree = cast(etree._Element, root)
        written = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
        target = self._entries[part.lower()].filename
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w") as archive:
            for info in self._zip.infolist():
                own = written if info.filename == target else unpacked(self._zip, info)
                archive.writestr(info, own, info.compress_type)
        return made.getvalue()

    def relations(self, part: str) -> dict[str, Relation]:
        """What a part uses, by the ids that the part knows it by; the part ``""`` is the package."""
        folder, name = posixpath.split(part)
        root = self.root(posixpath.join(folder, "_rels", f"{name}.rels"))
        found = {}
        for element in root if root is not None else ():
            outside = (element.get("TargetMode") or "").lower() == "external"
            target = "" if outside else posixpath.join("/", folder, element.get("Target") or "")
            kind = (element.get("Type") or "").rsplit("/", 1)[-1]
            found[element.get("Id") or ""] = Relation(kind, posixpath.normpath(target).lstrip("/") if target else "")
        return found

    def _unpacked(self, info: zipfile.ZipInfo) -> bytes:
        if info.file_size > min(_MOST_OF_A_PART, self._left):
            raise Unreadable(
                f"found the part {_shown(info.filename)} with {_size(info.file_size)}, expected at most "
                f"{_size(_MOST_OF_A_PART)}, and {_size(_MOST_OF_ALL_PARTS)} for all parts with words"
            )
        self._left -= info.file_size
        return unpacked(self._zip, info)

    def _nature(self) -> str:
        """What a package without a letter in it is."""
        for sign, nature in {
            "xl/workbook.xml": "an Excel workbook",
            "ppt/presentation.xml": "a PowerPoint presentation",
            "content.xml": "an OpenDocument file",
        }.items():
            if sign in self._entries:
                return nature
        return "a zip archive"


def name(element: Element) -> str:
    """The name of an element with the usual prefix: ``w:p``; ``?:p`` for namespaces nobody needs."""
    return _short(element.tag)


def value(element: Element | None, attribute: str = "val", prefix: str = "w") -> str | None:
    """An attribute in the element's own namespace or none; nothing where there is no element."""
    if element is None:
        return None
    for space in (*_SPACES[prefix], ""):
        found = element.get(space + attribute)
        if found is not None:
            return found
    return None


def whole(element: Element | None, attribute: str = "val", prefix: str = "w") -> int | None:
    """An attribute that is a whole number; none where it is missing or no number that anybody writes."""
    text = value(element, attribute, prefix)
    return int(text) if text is not None and _WHOLE.fullmatch(text) else None


def is_on(element: Element | None) -> bool | None:
    """A property that is on where it stands, unless it says it is off; none where it does not stand."""
    return None if element is None else value(element) not in ("0", "false", "off", "none")


def child(element: Element | None, wanted: str) -> Element | None:
    """The first child with a name such as ``w:pPr``."""
    return next((one for one in element if name(one) == wanted), None) if element is not None else None


def every(element: Element, *wanted: str) -> Iterator[Element]:
    """All descendants with one of the names, in document order."""
    return element.iter(*(space + local for prefix, local in map(_split, wanted) for space in _SPACES[prefix]))


@lru_cache(maxsize=4096)
def _short(tag: str) -> str:
    space, _, local = tag[1:].rpartition("}")
    return f"{_PREFIXES.get(space, '?')}:{local}"


def _split(wanted: str) -> tuple[str, str]:
    prefix, _, local = wanted.partition(":")
    return prefix, local


def as_bytes(root: Element) -> bytes:
    """A part of a package as it is stored."""
    from lxml import etree

    return etree.tostring(cast(Any, root), xml_declaration=True, encoding="UTF-8", standalone=True)


def as_element(data: bytes) -> Element:
    """The outermost element of a part that we wrote."""
    return _parsed(data, "new")


def check_archive(data: bytes) -> zipfile.ZipFile:
    """The zip archive that a file is, none of whose entries can do harm.

    Raises:
        Unreadable: for anything else. Nothing has been unpacked then.
    """
    if len(data) > _MOST_BYTES:
        raise Unreadable(f"found {_size(len(data))}, expected at most {_size(_MOST_BYTES)}")
    if not data.startswith(_ZIP):
        raise Unreadable("found no zip archive, expected a Word file (.docx)")
    if data.count(_CENTRAL) > MOST_ENTRIES:
        raise Unreadable(f"found a zip archive with more than {MOST_ENTRIES} entries")
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except Exception as problem:  # noqa: BLE001  # zipfile lets errors of struct and of decoding through
        raise Unreadable(f"found a damaged zip archive ({type(problem).__name__})") from None
    _check_entries(archive.infolist())
    return archive


def unpacked(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """A part of an archive, of which no more than the size in its directory is ever unpacked.

    Raises:
        Unreadable: where it is damaged.
    """
    try:
        return archive.read(info)
    except Exception as problem:  # noqa: BLE001  # zlib, zipfile and struct each have errors of their own
        raise Unreadable(f"found the damaged part {_shown(info.filename)} ({type(problem).__name__})") from None


def _check_entries(entries: list[zipfile.ZipInfo]) -> None:
    unpacked = sum(info.file_size for info in entries)
    if unpacked > _MOST_UNPACKED:
        raise Unreadable(f"found {_size(unpacked)} when unpacked, expected at most {_size(_MOST_UNPACKED)}")
    names = set()
    for info in entries:
        if fault := _fault(info):
            raise Unreadable(f"found the entry {_shown(info.filename)} in the zip archive, which {fault}")
        if info.filename.lower() in names:
            raise Unreadable(f"found two entries named {_shown(info.filename)} in the zip archive, expected one")
        names.add(info.filename.lower())


def _what_ole_is(data: bytes) -> str:
    if _ENCRYPTED in data:
        return "found a file that is protected by a password, expected one that opens without"
    return "found a file of Word 97 to 2003 (.doc), expected .docx"


def _fault(info: zipfile.ZipInfo) -> str:
    """What is wrong with an entry of the archive; nothing where it is sound."""
    if len(info.filename) > _LONGEST_NAME:
        return f"has a name of more than {_LONGEST_NAME} characters"
    if _OUTSIDE.search(info.filename):
        return "leads out of the archive"
    if info.flag_bits & 0x1:
        return "is encrypted"
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return "is packed in a way that Word does not use"
    if info.file_size > _LARGE and info.file_size > _MOST_RATIO * max(info.compress_size, 1):
        return f"grows more than {_MOST_RATIO} times when unpacked"
    return ""


def _parsed(data: bytes, part: str) -> Element:
    try:
        from lxml import etree
    except ImportError:
        raise Unreadable("reading Word files needs lxml: pip install 'ncnd_rules[docx]'") from None
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise Unreadable(f"found a document type in the part {_shown(part)}, expected none")
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as problem:
        # The first line of the parser's own words, without what it quotes from the file.
        reason = str(problem).partition(":")[0].partition("\n")[0][:80].lower()
        raise Unreadable(f"found the part {_shown(part)} broken ({reason}), expected well-formed XML") from None
    # Declared in an encoding in which it was not seen above; the stubs do not know the attribute.
    if root.getroottree().docinfo.doctype:  # type: ignore[union-attr]
        raise Unreadable(f"found a document type in the part {_shown(part)}, expected none")
    found = cast(Element, root)
    _no_deeper(found, part)
    return found


def _no_deeper(root: Element, part: str) -> None:
    """Refuse elements nested so deep that a walk through them could overflow."""
    level = [iter(root)]
    while level:
        inner = next(level[-1], None)
        if inner is None:
            level.pop()
        else:
            level.append(iter(inner))
            if len(level) > _DEEPEST:
                raise Unreadable(f"found elements nested more than {_DEEPEST} deep in the part {_shown(part)}")


def _shown(entry: str) -> str:
    """The name of an entry as it may be shown: plain characters, and not many."""
    return "'" + "".join(sign if sign.isascii() and sign.isprintable() else "?" for sign in entry[:60]) + "'"


def _size(count: int) -> str:
    return f"{count / 2**20:.0f} MB" if count >= 2**20 else f"{count} bytes"
