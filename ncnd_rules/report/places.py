"""Where the words of a report stand: in the text of the letter, and in the file that text was taken from."""

from typing import Any

from ncnd_rules.reading import Source


def place_schema() -> dict[str, Any]:
    """The JSON Schema of a place in a file that is not plain text."""
    count = {"type": "integer", "minimum": 0}
    return {
        "type": "object",
        "description": "where the words stand in the file itself; absent for plain text",
        "properties": {
            "page": {**count, "description": "of a PDF, from 1"},
            "box": {
                "type": "array",
                "items": {"type": "number"},
                "minItems": 4,
                "maxItems": 4,
                "description": "of the line: left, bottom, right, top in points from the lower left corner of the page",
            },
            "paragraph": {**count, "description": "of a Word file, from 1"},
            "start": {**count, "description": "first code point of the line in the source of a web page"},
            "stop": {**count, "description": "one past its last"},
            "part": {"type": "string", "description": "where not in the body, such as 'footnote 2'"},
        },
        "additionalProperties": False,
    }


def source_schema() -> dict[str, Any]:
    """The JSON Schema of what `source_as_json` tells of a file."""
    remark = {
        "says": {"type": "string"},
        "start": {"type": "integer", "minimum": 0, "description": "the place in the text before which it was noticed"},
        "unread": {"type": "boolean", "description": "whether words may be lost there"},
    }
    return {
        "format": {
            "type": "string",
            "description": "how the file was read: text, docx, pdf, html, mail, doc, rtf, odt",
        },
        "remarks": {
            "type": "array",
            "description": "what was noticed about the file",
            "items": {
                "type": "object",
                "properties": remark,
                "required": list(remark),
                "additionalProperties": False,
            },
        },
    }


def source_as_json(source: Source) -> dict[str, Any]:
    """What is told of the file behind a letter."""
    return {"format": source.format, "remarks": [remark._asdict() for remark in source.remarks]}


def placed(span: dict[str, Any], source: Source) -> dict[str, Any]:
    """A span as JSON, with its place in the file where the file is no plain text."""
    anchor = source.at(span["start"])
    if anchor is None:
        return span
    return span | {"at": {name: value for name, value in anchor._asdict().items() if value not in (None, "")}}
