"""A fact in one line, as a person types it: ``balance(part=Q1, provision=31(3), direction=maintain)``."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ncnd_rules import yamlfile
from ncnd_rules.encoding import Encoding
from ncnd_rules.errors import FactsError
from ncnd_rules.facts import FACT_TYPES, REFERENCES, Fact, Part, section_of

_FACT = re.compile(r"\s*(?P<kind>\w+)\s*(?:\((?P<fields>.*)\)\s*)?", re.DOTALL)
_PAIR = re.compile(r"\s*(?P<field>\w+)\s*=\s*(?P<value>.*?)\s*", re.DOTALL)
_LONGEST = 2_000


def assumed(line: str, encoding: Encoding, named: str = "--assume") -> Fact:
    """The fact that a line speaks of, to be put into a letter.

    Where a part is asked for, a question may be named: the parts that answer it are meant. Where a section is asked
    for, ``provision`` may be given: its section is meant. Several values stand in brackets: ``section=[24, 31]``.

    Args:
        encoding: the letter, whose facts the line may refer to by their ids.
        named: where the line was found, for messages.

    Raises:
        FactsError: for a line that is no fact of the vocabulary, or refers to nothing in the letter.
    """
    at = Path(named)
    found = _FACT.fullmatch(line) if len(line) <= _LONGEST else None
    if found is None:
        raise FactsError(named, f"found '{line[:60]}', expected a fact such as balance(part=P1, direction=maintain)")
    kind = found["kind"]
    if kind not in FACT_TYPES:
        raise FactsError(named, f"no kind of fact is called '{kind}'{yamlfile.did_you_mean(kind, FACT_TYPES)}")
    fields = dict(_fields(found["fields"] or "", named))
    known = FACT_TYPES[kind].model_fields
    if "evidence" in fields:
        raise FactsError(named, "found 'evidence', which an assumed fact has none of: no letter says it")
    if "provision" in fields and "provision" not in known and "section" in known:
        fields["section"] = [section_of(str(value)) for value in _values(fields.pop("provision"))]
    for field in REFERENCES.keys() & fields.keys() & known.keys():
        fields[field] = [
            name for value in _values(fields[field]) for name in _meant(field, str(value), encoding, named)
        ]
        if field == "parent":
            fields[field] = fields[field][0]
    return yamlfile.validated(FACT_TYPES[kind], fields, at, (kind,), FactsError)


def _fields(text: str, named: str) -> Iterator[tuple[str, Any]]:
    seen: set[str] = set()
    for piece in _pieces(text):
        pair = _PAIR.fullmatch(piece)
        if pair is None or not pair["value"]:
            raise FactsError(named, f"found '{piece.strip()[:60]}', expected a field and its value, such as part=P1")
        if pair["field"] in seen:
            raise FactsError(named, f"the field '{pair['field']}' is given twice")
        seen.add(pair["field"])
        yield pair["field"], yamlfile.parse(pair["value"], Path(named), FactsError)


def _pieces(text: str) -> Iterator[str]:
    """The text cut at its commas, but for those in brackets or quotation marks."""
    depth, quoted, start = 0, "", 0
    for place, sign in enumerate(text):
        if quoted:
            quoted = "" if sign == quoted else quoted
        elif sign in "\"'" and not text[start:place].rpartition("=")[2].strip():
            quoted = sign  # an apostrophe within a word is none
        elif sign in "([{":
            depth += 1
        elif sign in ")]}":
            depth -= 1
        elif sign == "," and depth == 0:
            yield text[start:place]
            start = place + 1
    if text[start:].strip() or start:
        yield text[start:]


def _values(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _meant(field: str, name: str, encoding: Encoding, named: str) -> tuple[str, ...]:
    """The ids of the facts that a name stands for."""
    kind = REFERENCES[field]
    ids = [fact.id for fact in encoding.facts if fact.kind == kind]
    if name in ids:
        return (name,)
    answering = tuple(fact.id for fact in encoding.facts if isinstance(fact, Part) and name in fact.question)
    if kind == "part" and answering:
        return answering
    known = f"expected one of {', '.join(ids)}" if ids else f"and the letter has no {kind}"
    raise FactsError(named, f"found {kind} '{name}', {known}{yamlfile.did_you_mean(name, ids)}", field)
