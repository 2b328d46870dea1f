"""Plain text within another file, such as the body of a mail: lines that may or may not belong together."""

from ncnd_rules.errors import Unreadable
from ncnd_rules.read.extract import Extract, Line, Notice, Paragraph
from ncnd_rules.read.lines import lines_of
from ncnd_rules.reading import Anchor


def extract_text(data: bytes) -> Extract:
    """A text that is no letter of its own, as paragraphs.

    Raises:
        Unreadable: for bytes that are no text.
    """
    if b"\0" in data:
        raise Unreadable("is a binary file, expected text")
    try:
        return Extract("text", paragraphs_of(data.decode("utf-8-sig")))
    except UnicodeDecodeError:
        notice = Notice("the text is not UTF-8 and was read as Windows-1252; signs may be wrong", 0)
        return Extract("text", paragraphs_of(data.decode("cp1252", errors="replace")), (notice,))


def paragraphs_of(text: str, part: str = "") -> tuple[Paragraph, ...]:
    """A paragraph for each run of lines without a blank one; what its line breaks mean is told by their look."""
    runs: list[list[Line]] = []
    for line in lines_of(text):
        if line.blank_before or not runs:
            runs.append([])
        runs[-1].append(Line(line.text, Anchor(part=part)))
    return tuple(Paragraph(tuple(run)) for run in runs)
