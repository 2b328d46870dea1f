"""A letter as rows of tables, and back: what was encoded once need not be encoded again.

The tables show what a letter says and where. Its words stand in none of them unless that is asked for, but checking
needs those that facts rest on: they are sealed with the letter's own bytes, so that whoever has the letter can check
again, and whoever has the tables alone reads nothing.
"""

import hashlib
import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from pydantic_core import PydanticSerializationError, to_json

from ncnd_rules.audit.passages import passage_rows
from ncnd_rules.encoding import Encoding
from ncnd_rules.engine.check import first_named
from ncnd_rules.facts import FACT_TYPES, Authority, Date, Fact, Reference
from ncnd_rules.letter import Letter, Span, Unread, sha256
from ncnd_rules.reading import Reading

if TYPE_CHECKING:
    from ncnd_rules.encode.encoder import Encoded

# Table to its rows, without the columns that are the same for the whole letter.
Rows = dict[str, list[list[Any]]]


def encoded_rows(encoded: "Encoded", reading: Reading, data: bytes, encoder: str, *, keep_text: bool) -> Rows:
    """What the tables ``letters``, ``paragraphs``, ``passages`` and ``facts`` hold of one letter.

    Args:
        data: the letter's bytes.
        encoder: the digest under which the rows are kept.
        keep_text: whether texts and quotes are kept in the open.
    """
    encoding = encoded.encoding
    facts = [_fact_row(fact, keep_text=keep_text) for fact in encoding.facts]
    paragraphs = list(_paragraph_rows(encoded, reading, keep_text=keep_text))
    quotes = [[span.quote for span in fact.evidence] for fact in encoding.facts]
    authority = first_named((fact, fact.name) for fact in encoding.facts if isinstance(fact, Authority))
    reference = first_named(
        (fact, fact.value) for fact in encoding.facts if isinstance(fact, Reference) and fact.whose == "authority"
    )
    passages = list(passage_rows(encoding, authority, reference, keep_text=keep_text))
    letter = [
        len(data),
        encoding.source.format,
        encoding.letter.copy_state,
        as_json(encoding.letter.missing),
        authority,
        reference,
        min(
            (f"{fact.on}" for fact in encoding.facts if isinstance(fact, Date) and fact.role == "response"),
            default=None,
        ),
        len(reading.text),
        len(paragraphs),
        len(facts),
        as_json([item.model_dump(mode="json") for item in encoding.unread]),
        reading.text if keep_text else None,
        seal(json.dumps(quotes).encode("ascii"), data, encoder).hex(),
    ]
    return {"letters": [letter], "paragraphs": paragraphs, "passages": passages, "facts": facts}


def encoding_of(
    letter: Mapping[str, Any], facts: Sequence[Mapping[str, Any]], quotes: Sequence[Sequence[str]], file: str
) -> Encoding:
    """The encoding that a letter's rows were made of, as far as checking looks at it.

    Args:
        letter: its row of ``letters``.
        facts: its rows of ``facts``, in their order.
        quotes: the words of each fact's evidence, as `opened` gives them.
        file: the letter's name.
    """
    about = {
        "file": file,
        "sha256": letter["letter"],
        "copy": letter["copy"],
        "missing": json.loads(letter["missing"]),
    }
    return Encoding(
        Letter.model_validate(about),
        tuple(_fact(row, words) for row, words in zip(facts, quotes, strict=True)),
        tuple(Unread.model_validate(item) for item in json.loads(letter["unread"])),
    )


def seal(told: bytes, data: bytes, encoder: str) -> bytes:
    """Bytes that only a letter opens."""
    packed = zlib.compress(told, 1)  # more effort takes longer than it saves
    return _crossed(packed, data, encoder)


def opened(sealed: bytes, data: bytes, encoder: str) -> list[list[str]]:
    """What was sealed with a letter's bytes: the words of the evidence, a list a fact."""
    quotes: list[list[str]] = json.loads(zlib.decompress(_crossed(sealed, data, encoder)))
    return quotes


def _crossed(packed: bytes, data: bytes, encoder: str) -> bytes:
    """Bytes crossed with as many that follow from the letter: doing it twice undoes it."""
    # The encoder has a say, or two encodings of a letter would be crossed with the same bytes, and could be told apart.
    stream = hashlib.shake_256(b"ncnd: sealed\0" + encoder.encode() + b"\0" + data).digest(len(packed))
    return (int.from_bytes(packed) ^ int.from_bytes(stream)).to_bytes(len(packed))


def _fact_row(fact: Fact, *, keep_text: bool) -> list[Any]:
    fields = fact.model_dump(exclude_none=True, exclude=_left_out(type(fact)))
    return [fact.id, fact.kind, as_json(fields), as_json(places_of(fact.evidence, keep_text=keep_text))]


@cache
def _left_out(kind: type[Fact]) -> set[str]:
    """The fields of a fact that stand in columns of their own, or follow from others."""
    return {"id", "evidence", *kind.model_computed_fields}


def places_of(spans: Iterable[Span], *, keep_text: bool = False) -> list[dict[str, Any]]:
    """Where words stand, and the words themselves where they are kept."""
    if keep_text:
        return [{"start": span.start, "stop": span.stop, "quote": span.quote} for span in spans]
    return [{"start": span.start, "stop": span.stop} for span in spans]


def _fact(row: Mapping[str, Any], words: Iterable[str]) -> Fact:
    spans = tuple(
        Span.model_construct(start=place["start"], stop=place["stop"], quote=quote)
        for place, quote in zip(json.loads(row["evidence"]), words, strict=True)
    )
    return FACT_TYPES[row["kind"]].model_validate(json.loads(row["fields"]) | {"id": row["id"], "evidence": spans})


def _paragraph_rows(encoded: "Encoded", reading: Reading, *, keep_text: bool) -> Iterable[list[Any]]:
    sections = {sentence.block: sentence.section for sentence in reversed(encoded.page.sentences)}
    for number, block in enumerate(reading.blocks):
        if not block.passage.words.strip():
            continue
        start, stop = block.passage.reach()
        words = " ".join(block.passage.words.casefold().split())
        fingerprint = sha256(words.encode("utf-8", "surrogatepass"))[:16]
        text = reading.text[start:stop] if keep_text else None
        yield [number, block.kind, sections.get(number), start, stop, fingerprint, text]


def as_json(value: Any) -> str:
    """A value as JSON without spaces, signs as they are, also the halves of signs that some files have."""
    try:
        return to_json(value).decode()
    except PydanticSerializationError:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str)
