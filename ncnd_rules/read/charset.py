"""Bytes of a page or a mail as text: what they declare themselves to be, and what they are."""

import codecs
import re

_LABEL = re.compile(r"[A-Za-z0-9_.:-]{1,40}")
# Other codecs of Python are no encodings of letters, and some take time without limit.
_KNOWN = re.compile(
    r"utf-(?:8|8-sig|16|16-le|16-be|32)|ascii|cp(?:437|85\d|125\d|932|949|950)|iso8859-\d+|koi8-[ru]|mac-roman|"
    r"gb2312|gbk|gb18030|big5|euc_(?:jp|kr)|shift_jis|iso2022_jp"
)
# Programs mean Windows-1252 by these, as browsers know.
_MEANT = {"ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030", "utf-8-sig": "utf-8"}
# The last two are the beginnings of a page that has no byte-order mark.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)


def decoded(data: bytes, declared: str = "") -> tuple[str, str]:
    """The text of some bytes, and what has to be said about it; nothing where all is as declared.

    A byte-order mark goes before what is declared, and stays in the text: places count it. Bytes
    that can only be UTF-8 are, whatever they are declared to be.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace"), _with_signs_lost(data, encoding)
    named = _codec(declared)
    if declared and not named:
        told = f"declares the unknown encoding '{_shown(declared)}'"
        return _guessed(data, told)
    if named in ("", "utf-8"):
        return _guessed(data, "is not in UTF-8" if not named else "declares UTF-8 and is not")
    if named.startswith("cp125") and not data.isascii() and _is(data, "utf-8"):
        return data.decode(), f"declares {_shown(declared)} and was read as UTF-8, which it is"
    return data.decode(named, errors="replace"), _with_signs_lost(data, named)


def _guessed(data: bytes, told: str) -> tuple[str, str]:
    if _is(data, "utf-8"):
        return data.decode(), told if "unknown" in told else ""
    return data.decode("cp1252", errors="replace"), f"{told}, and was read as Windows-1252; signs may be wrong"


def _codec(label: str) -> str:
    """Python's name for an encoding; none for one that no letter is in."""
    if not _LABEL.fullmatch(label.strip()):
        return ""
    try:
        name = codecs.lookup(label.strip()).name
    except LookupError:
        return ""
    if name == "utf-16" or not _KNOWN.fullmatch(name):
        # Who can read the declaration does not read UTF-16.
        return "utf-8" if name.startswith("utf-16") else ""
    return _MEANT.get(name, name)


def _is(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _with_signs_lost(data: bytes, encoding: str) -> str:
    return "" if _is(data, encoding) else f"has bytes that are no {encoding}; they are shown as '\ufffd'"


def _shown(label: str) -> str:
    return re.sub(r"[^ -~]", "?", label[:40])
