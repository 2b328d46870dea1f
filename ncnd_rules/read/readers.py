"""Which reader a format has: the module of its name, imported when a file needs it, since some are extras."""

from importlib import import_module
from typing import cast

from ncnd_rules.errors import Unreadable
from ncnd_rules.read.extract import Extract
from ncnd_rules.read.sniff import Format, format_of
from ncnd_rules.read.text import extract_text

_MOST_CHARACTERS = 8_000_000  # of what is taken out of one file: a letter of two thousand pages


def extract(data: bytes, form: Format) -> Extract:
    """What a file of some format says.

    Raises:
        Unreadable: with the reason.
    """
    extracted = _extract(data, form)
    if sum(len(line.text) for paragraph in extracted.paragraphs for line in paragraph.lines) > _MOST_CHARACTERS:
        raise Unreadable(f"holds more than {_MOST_CHARACTERS:,} characters of text, expected a letter")
    return extracted


def _extract(data: bytes, form: Format) -> Extract:
    if form == "text":
        return extract_text(data)
    if form in ("doc", "rtf", "odt"):
        raise Unreadable(f"is a .{form} file inside another file, which is not read; save it on its own")
    reader = import_module(f"ncnd_rules.read.{form}")
    if form == "mail":
        return cast(Extract, reader.extract(data, lambda attached: _extract(attached, format_of(attached))))
    return cast(Extract, reader.extract(data))
