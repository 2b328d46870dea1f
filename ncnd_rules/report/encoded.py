"""What was read in letters, for people and for programs."""

import json
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import TYPE_CHECKING, Any, NamedTuple

from ncnd_rules.errors import InputError
from ncnd_rules.explain.explanation import one_line, spoken
from ncnd_rules.facts import FACT_TYPES, Fact
from ncnd_rules.letter import Span, visible
from ncnd_rules.reading import Source
from ncnd_rules.report.as_json import unreadable_as_json, unreadable_schema
from ncnd_rules.report.places import place_schema, placed, source_as_json, source_schema
from ncnd_rules.rules import in_words

if TYPE_CHECKING:
    from ncnd_rules.encode.encoder import Encoded

_MOST_WORDS = 60  # characters of a quotation that are shown


class EncodedLetter(NamedTuple):
    """What was read in one letter."""

    source: str  # as the user named it
    encoded: "Encoded"


def encoded_as_json(
    letters: Iterable[EncodedLetter], unreadable: Iterable[InputError] = (), *, rejected: bool = False
) -> str:
    """A list with one object a letter, indented; equal input gives equal bytes.

    Args:
        unreadable: the files that could not be used; each is told at the end, without facts.
        rejected: whether to tell of words that a row of the lexicon matched and a guard rejected.
    """
    told = [_letter(letter, rejected=rejected) for letter in letters]
    told += [unreadable_as_json(problem, facts=[]) for problem in unreadable]
    return json.dumps(told, ensure_ascii=False, indent=2)


def encoded_schema() -> dict[str, Any]:
    """The JSON Schema of that list (draft 2020-12)."""
    text = {"type": ["string", "null"]}
    offset = {"type": ["integer", "null"], "minimum": 0}
    span = {
        "type": "object",
        "properties": {"start": offset, "stop": offset, "quote": {"type": "string"}, "at": place_schema()},
        "required": ["start", "stop", "quote"],
    }
    letter = {"path": {"type": "string"}, "source": {"type": "string"}, "sha256": text, "copy": {"type": "string"}}
    names = {"type": "array", "items": {"type": "string"}}
    letter |= {"missing": names, "by_person": {**names, "description": "ids of facts a person set"}, **source_schema()}
    fact = {
        "type": "object",
        "properties": {
            "id": {"type": "string"},
            "kind": {"enum": sorted(FACT_TYPES)},
            "evidence": {"type": "array", "items": span},
        },
        "required": ["id", "kind", "evidence"],
    }
    unread = {"start": offset, "stop": offset, "section": text, "reason": {"type": "string"}}
    unread["may_hold"] = {"type": ["array", "null"], "items": {"type": "string"}}
    rejected = {name: {"type": "string"} for name in ("family", "row", "guard", "why")} | {"span": span}
    item = {
        "type": "object",
        "properties": {
            "letter": {"type": "object", "properties": letter, "required": list(letter)},
            "facts": {"type": "array", "items": fact},
            "unread": {"type": "array", "items": {"type": "object", "properties": unread, "required": list(unread)}},
            "rejected": {
                "type": "array",
                "items": {"type": "object", "properties": rejected, "required": list(rejected)},
            },
        },
        "required": ["letter", "facts", "unread"],
        "additionalProperties": False,
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "What letters say",
        "type": "array",
        "items": {"oneOf": [item, unreadable_schema({"facts": {"type": "array", "maxItems": 0}})]},
    }


def encoded_as_text(letters: Iterable[EncodedLetter], *, rejected: bool = False) -> str:
    """One line a fact, with the line of the letter and the words."""
    return "\n\n".join("\n".join(_lines(letter, rejected=rejected)) for letter in letters)


def _letter(letter: EncodedLetter, *, rejected: bool) -> dict[str, Any]:
    encoding = letter.encoded.encoding
    told: dict[str, Any] = {
        "letter": {
            "path": encoding.letter.file,
            "source": letter.source,
            "sha256": encoding.letter.sha256,
            "copy": encoding.letter.copy_state,
            "missing": list(encoding.letter.missing),
            "by_person": list(encoding.by_person),
            **source_as_json(encoding.source),
        },
        "facts": [_fact(fact, encoding.source) for fact in encoding.facts],
        "unread": [passage.model_dump(mode="json") for passage in encoding.unread],
    }
    if rejected:
        told["rejected"] = [hit._asdict() | {"span": hit.span.model_dump()} for hit in letter.encoded.rejected]
    return told


def _fact(fact: Fact, source: Source) -> dict[str, Any]:
    told = fact.model_dump(mode="json", exclude={"id"})
    return {"id": fact.id, "kind": fact.kind, **told, "evidence": [placed(span, source) for span in told["evidence"]]}


def _lines(letter: EncodedLetter, *, rejected: bool) -> Iterator[str]:
    encoding = letter.encoded.encoding
    text = encoding.text or ""
    starts = [0, *accumulate(len(line) + 1 for line in text.split("\n"))]

    def at(start: int | None) -> str:
        return f"{bisect_right(starts, start):>5}" if start is not None else "     "

    state = encoding.letter.copy_state
    lost = f"; may lack {', '.join(map(spoken, encoding.letter.missing))}" if encoding.letter.missing else ""
    yield f"{letter.source}: {len(encoding.facts)} facts, copy {state}{lost}"
    yield from (f"noticed: {remark.says}" for remark in encoding.source.remarks)
    for fact in encoding.facts:
        quotes = " … ".join(_quoted(span) for span in fact.evidence)
        own = ", set by a person" if fact.id in encoding.by_person else ""
        yield f"{at(fact.start)}  {fact.id:20} {_fields(fact)}{own}  {quotes}".rstrip()
    if encoding.unread:
        yield f"not understood: {len(encoding.unread)}"
    for passage in encoding.unread:
        words = _short(words) if (words := text[passage.start or 0 : passage.stop or 0]) else ""
        may = f" ({', '.join(map(spoken, passage.may_hold))})" if passage.may_hold else ""
        yield f"{at(passage.start)}  {spoken(passage.section or 'somewhere')}: {passage.reason}{may}  {words}".rstrip()
    if rejected:
        yield f"rejected: {len(letter.encoded.rejected)}"
        for hit in letter.encoded.rejected:
            yield f"{at(hit.span.start)}  {hit.row}, by {hit.guard} ({hit.why})  {_quoted(hit.span)}"


def _fields(fact: Fact) -> str:
    said = fact.model_dump(
        mode="json", exclude_defaults=True, exclude={"id", "evidence", *type(fact).model_computed_fields}
    )
    return ", ".join(f"{spoken(key)} {_value(value)}" for key, value in said.items())


def _value(value: Any) -> str:
    return "/".join(value) if isinstance(value, list) else in_words(value)


def _quoted(span: Span) -> str:
    return _short(span.quote)


def _short(words: str) -> str:
    line = visible(one_line(words))
    return f"“{line}”" if len(line) <= _MOST_WORDS else f"“{line[: _MOST_WORDS - 1]}…”"
