"""Artifacts, locations and regions: where in which file something stands, as SARIF says it."""

from collections.abc import Iterable
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from ncnd_rules.explain.explanation import one_line
from ncnd_rules.letter import Span, visible
from ncnd_rules.report.checked import Checked
from ncnd_rules.report.words import STANDARD_INPUT, Words, letter_path, words_of

Json = dict[str, Any]

_MEDIA = {
    "text": "text/plain",
    "html": "text/html",
    "mail": "message/rfc822",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "doc": "application/msword",
    "rtf": "application/rtf",
    "odt": "application/vnd.oasis.opendocument.text",
}


def uri_of(path: str) -> str:
    """A path as a URI reference: relative ones stay so, and are seen from the working directory."""
    if path == STANDARD_INPUT:
        return "stdin"
    pure = PurePath(path)
    if pure.is_absolute():
        return pure.as_uri()
    return quote(pure.as_posix(), safe="/")


def artifact_of(checked: Checked) -> Json:
    """The letter as a file: its kind and its hash, and none of its words."""
    letter, source = checked.verdicts.letter, checked.encoding.source
    told: Json = {
        "location": {"uri": uri_of(letter_path(checked))},
        "roles": ["analysisTarget"],
        "mimeType": _MEDIA.get(source.format, "application/octet-stream"),
    }
    if source.format == "text":
        told["encoding"] = "UTF-8"
    if letter.sha256:
        told["hashes"] = {"sha-256": letter.sha256}
    about = {
        "authority": checked.verdicts.authority,
        "reference": checked.verdicts.reference,
        "date": checked.verdicts.date,
        "copy": letter.copy_state,
        "by_person": list(checked.encoding.by_person),
        "evaluator": checked.verdicts.evaluator,
    }
    return told | {"properties": {name: value for name, value in about.items() if value}}


class Places:
    """Writes down places in one letter."""

    def __init__(self, checked: Checked, index: int) -> None:
        """Take the letter, and its index among the artifacts of the run."""
        self._checked = checked
        self._file = {"uri": uri_of(letter_path(checked)), "index": index}

    @property
    def file(self) -> Json:
        """The letter as an artifact location."""
        return dict(self._file)

    def whole(self) -> Json:
        """The letter as a whole."""
        return {"physicalLocation": {"artifactLocation": self.file}}

    def of(self, spans: Iterable[Span]) -> list[Json]:
        """A location for each span."""
        return [self._location(words) for words in words_of(spans, self._checked)]

    def between(self, start: int, stop: int) -> Json:
        """The location of a passage that is not quoted."""
        text = self._checked.text
        words = text[start:stop] if text is not None else ""
        if not words.strip():
            return self.whole()
        return self._location(words_of([Span(start=start, stop=stop, quote=words)], self._checked)[0])

    def region(self, start: int, stop: int) -> Json:
        """A region of a plain text, by its characters alone."""
        return {"charOffset": start, "charLength": stop - start}

    def _location(self, words: Words) -> Json:
        physical: Json = {"artifactLocation": self.file}
        if (region := self._region(words)) is not None:
            physical["region"] = region
        told: Json = {"physicalLocation": physical, "message": {"text": f"“{one_line(words.quote)}”"}}
        if words.anchor:
            told["logicalLocations"] = [{"fullyQualifiedName": words.anchor}]
        if words.start is not None and "charOffset" not in (region or {}):
            # Of the text that was taken out of the file; a region would speak of the file itself.
            told["properties"] = {"start": words.start, "stop": words.stop}
        return told

    def _region(self, words: Words) -> Json | None:
        if words.start is None or words.stop is None:
            return None
        source = self._checked.encoding.source
        if source.format != "text":
            anchor = source.at(words.start)
            if source.format != "html" or anchor is None or anchor.start is None or anchor.stop is None:
                return None
            return self.region(anchor.start, anchor.stop)  # the line of a web page in which they stand
        region: Json = {}
        if words.first is not None and words.last is not None:
            region = {
                "startLine": words.first.line,
                "startColumn": words.first.column,
                "endLine": words.last.line,
                "endColumn": words.last.column,
            }
        return region | self.region(words.start, words.stop) | {"snippet": {"text": visible(words.quote)}}
