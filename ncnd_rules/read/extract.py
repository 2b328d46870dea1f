"""What the reader of a format takes out of a file: paragraphs as printed, and what it noticed.

An extract is plain data, so that it can cross from the guarded child process as JSON.
"""

import json
from typing import Any, NamedTuple

from ncnd_rules.reading import Anchor, BlockKind


class Line(NamedTuple):
    """A line as printed: the label or bullet of a list item stands before its words."""

    text: str
    anchor: Anchor = Anchor()


class Paragraph(NamedTuple):
    """Lines that a format keeps together."""

    lines: tuple[Line, ...]
    kind: BlockKind | None = None  # heading, row, quoted, mail_header or furniture where the format says so
    bold: bool = False  # as a whole
    wrapped: bool = False  # whether its line breaks come from the width of the page, and mean nothing


class Notice(NamedTuple):
    """Something a reader noticed."""

    says: str
    before: int  # the number of the paragraph before which it was noticed
    unread: bool = False  # whether words may be lost there


class Extract(NamedTuple):
    """What a file says, in its own order."""

    format: str
    paragraphs: tuple[Paragraph, ...]
    notices: tuple[Notice, ...] = ()


def counted(number: int, thing: str) -> str:
    """So many of a thing, as notices tell it: '1 word', '2 words'."""
    return f"{number} {thing}{'' if number == 1 else 's'}"


def as_json(extract: Extract) -> str:
    """An extract as JSON."""
    return json.dumps(extract)


def from_json(text: str) -> Extract:
    """The extract that `as_json` wrote.

    Raises:
        ValueError, TypeError: for anything else.
    """
    form, paragraphs, notices = json.loads(text)
    return Extract(form, tuple(map(_paragraph, paragraphs)), tuple(Notice(*notice) for notice in notices))


def _paragraph(raw: Any) -> Paragraph:
    lines, *rest = raw
    return Paragraph(tuple(Line(text, _anchor(anchor)) for text, anchor in lines), *rest)


def _anchor(raw: Any) -> Anchor:
    page, box, *rest = raw
    return Anchor(page, tuple(box) if box else None, *rest)
