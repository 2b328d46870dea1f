"""Facts files: what a letter says, written down by a person or by the encoder."""

import json
import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from ncnd_rules import yamlfile
from ncnd_rules.encoding import Encoding
from ncnd_rules.errors import FactsError
from ncnd_rules.facts import FACT_TYPES, REFERENCES, UNNAMED, Fact, references_of
from ncnd_rules.letter import LIMIT, Frozen, Letter, Span, Unread, sha256
from ncnd_rules.reading import Reading
from ncnd_rules.textfile import decoded, read_bytes

# What YAML would take for the end of a line, or refuse.
_BREAKS = re.compile("[\x7f-\xa0\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]")

# Of one letter, by hand or by the encoder. Rules compare these with each other, and so many take some seconds.
MOST = {"part": 300, "citation": 300}


class _Top(Frozen):
    letter: dict[str, Any]
    covers: tuple[str, ...] = ()
    facts: tuple[Any, ...]
    unread: tuple[Any, ...] = ()


def load_facts(
    path: str | os.PathLike[str], letters: str | os.PathLike[str] | None = None, reading: Reading | None = None
) -> Encoding:
    """Read a facts file and hold its quotes against the letter where the letter is at hand.

    The letter is looked for beside the facts file, then in *letters*. Beside the facts file it is
    taken at its name unless the facts name another hash; elsewhere the hash has to be named and
    agree. Without a letter the quotes are taken as written. With it, a quote without offsets is given
    those at which its words stand, line breaks and spaces taken alike.

    >>> known = load_facts("cases/partial-ncnd-sound/facts.yaml")
    >>> known.letter.file, known.letter.copy_state
    ('letter.txt', 'complete')

    Args:
        path: a YAML file with ``letter``, ``facts`` and, where something was not read, ``unread``; with
            ``covers`` where only facts of some kinds were written down.
        letters: a folder that may hold the letter.
        reading: the letter itself, where it has been read; the facts have to name its hash.

    Raises:
        FactsError: naming file, line, place, what was found and what was expected: for anything
            outside the vocabulary, an id given twice, a reference to no fact, a letter beside the
            facts file with another hash, a quote that is not what stands at its offsets, or one
            without offsets that stands nowhere or more than once.
    """
    path = Path(path)
    top = yamlfile.validated(_Top, yamlfile.load(path, FactsError), path, error=FactsError)
    letter = yamlfile.validated(Letter, top.letter, path, ("letter",), FactsError)
    unread = tuple(
        yamlfile.validated(Unread, item, path, ("unread", number), FactsError) for number, item in enumerate(top.unread)
    )
    for number, passage in enumerate(unread):
        _check_kinds(passage.may_hold or (), path, ("unread", number, "may_hold"))
    _check_kinds(top.covers, path, ("covers",))
    facts = read_facts(top.facts, path, ("facts",))
    if reading is None:
        text = _text_of(letter, path, Path(letters) if letters is not None else None)
    else:
        text = _text_read(letter, path, reading)
    if text is not None:
        facts = placed(facts, text, path, ("facts",))
    return Encoding(letter, facts, unread, text, covers=top.covers)


def read_facts(items: Iterable[Any], path: Path, at: yamlfile.Place) -> tuple[Fact, ...]:
    """A list of ``kind: {fields}`` as facts; a fact without an id is given one.

    Args:
        at: where in the file the list stands, for messages.

    Raises:
        FactsError: as for `load_facts`.
    """
    facts = tuple(read_fact(item, path, (*at, number)) for number, item in enumerate(items))
    for kind, most in MOST.items():
        found = sum(fact.kind == kind for fact in facts)
        if found > most:
            raise FactsError(
                path, f"found {found} facts of kind '{kind}', expected at most {most}", yamlfile.where(path, at)
            )
    _check_ids(facts, path, at)
    facts = _named(facts)
    _check_references(facts, path, at)
    return facts


def facts_schema() -> dict[str, Any]:
    """The JSON Schema of a facts file (draft 2020-12)."""
    definitions: dict[str, Any] = {}
    kinds = []
    for kind, fact_type in sorted(FACT_TYPES.items()):
        schema = TypeAdapter(fact_type).json_schema(ref_template="#/$defs/{model}")
        definitions |= schema.pop("$defs", {})
        definitions[kind] = _as_written(schema)
        kinds.append(
            {
                "type": "object",
                "properties": {kind: {"$ref": f"#/$defs/{kind}"}},
                "required": [kind],
                "additionalProperties": False,
            }
        )
    for name, model in (("letter", Letter), ("unread", Unread)):
        schema = model.model_json_schema(ref_template="#/$defs/{model}")
        definitions |= schema.pop("$defs", {})
        definitions[name] = _as_written(schema)
    definitions["Span"] = _as_written(definitions["Span"])
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "The facts of a letter",
        "type": "object",
        "properties": {
            "letter": {"$ref": "#/$defs/letter"},
            "covers": {
                "type": "array",
                "items": {"enum": sorted(FACT_TYPES)},
                "description": "the kinds of which every fact was written down; none: all kinds",
            },
            "facts": {"type": "array", "items": {"oneOf": kinds}},
            "unread": {"type": "array", "items": {"$ref": "#/$defs/unread"}},
        },
        "required": ["letter", "facts"],
        "additionalProperties": False,
        "$defs": dict(sorted(definitions.items())),
    }


def _as_written(schema: Any) -> Any:
    """Widen lists to what a person may write: one value, or a list; and section numbers bare."""
    if isinstance(schema, list):
        return [_as_written(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    widened = {key: _as_written(value) for key, value in schema.items()}
    if widened.get("type") == "array":
        described = {key: widened.pop(key) for key in ("description", "default", "title") if key in widened}
        return described | {"anyOf": [widened, widened["items"]]}
    if widened.get("type") == "string" and "format" not in widened and "enum" not in widened:
        widened["type"] = ["string", "integer"]
    return widened


def read_fact(item: Any, path: Path, at: yamlfile.Place) -> Fact:
    """One ``kind: {fields}`` as a fact.

    Raises:
        FactsError: for anything outside the vocabulary.
    """
    if not isinstance(item, dict) or len(item) != 1:
        raise FactsError(path, "expected one fact, as 'kind: {fields}'", yamlfile.where(path, at))
    ((kind, fields),) = item.items()
    _check_kinds((kind,), path, (*at, kind))
    return yamlfile.validated(FACT_TYPES[kind], {} if fields is None else fields, path, (*at, kind), FactsError)


def _named(facts: tuple[Fact, ...]) -> tuple[Fact, ...]:
    """Facts that were given no id are named by their kind and place."""
    taken = {fact.id for fact in facts}
    named = []
    for number, fact in enumerate(facts, start=1):
        name = f"{fact.kind}-{number}"
        while name in taken:
            name += "a"
        named.append(fact if fact.id != UNNAMED else fact.model_copy(update={"id": name}))
    return tuple(named)


def _check_kinds(kinds: Iterable[str], path: Path, at: yamlfile.Place) -> None:
    for kind in kinds:
        if kind not in FACT_TYPES and kind != LIMIT:
            hint = yamlfile.did_you_mean(str(kind), FACT_TYPES)
            raise FactsError(path, f"no kind of fact is called '{kind}'{hint}", yamlfile.where(path, at))


def _check_ids(facts: tuple[Fact, ...], path: Path, at: yamlfile.Place) -> None:
    seen: dict[str, int] = {}
    for number, fact in enumerate(facts):
        if fact.id in seen and fact.id != UNNAMED:
            place = yamlfile.where(path, (*at, number, fact.kind, "id"))
            raise FactsError(path, f"the id '{fact.id}' is given twice (also facts[{seen[fact.id]}])", place)
        seen[fact.id] = number


def _check_references(facts: tuple[Fact, ...], path: Path, at: yamlfile.Place) -> None:
    ids = {kind: [fact.id for fact in facts if fact.kind == kind] for kind in set(REFERENCES.values())}
    for number, fact in enumerate(facts):
        for field, kind, name in references_of(fact):
            if name not in ids[kind]:
                place = yamlfile.where(path, (*at, number, fact.kind, field))
                known = f"expected one of {', '.join(ids[kind])}" if ids[kind] else f"and no {kind} is given"
                hint = yamlfile.did_you_mean(name, ids[kind])
                raise FactsError(path, f"found {kind} '{name}', {known}{hint}", place)


def _text_of(letter: Letter, path: Path, letters: Path | None) -> str | None:
    for folder in filter(None, (path.parent, letters)):
        candidate = folder / Path(letter.file).name
        beside = folder == path.parent
        try:
            at_hand = candidate.is_file()
        except OSError as problem:
            place = yamlfile.where(path, ("letter", "file"))
            raise FactsError(path, f"cannot look for the letter ({problem.strerror})", place) from None
        if not at_hand or not (letter.sha256 or beside):
            continue
        data = read_bytes(candidate, FactsError)
        is_text = candidate.suffix.lower() in (".txt", ".md")  # offsets in any other format need its reader
        text = decoded(data, candidate, FactsError) if is_text else None
        found = sha256(data)
        if letter.sha256 and found != letter.sha256:
            raise FactsError(
                path,
                f"is about another letter: {candidate} has sha256 {found}, expected {letter.sha256}",
                yamlfile.where(path, ("letter", "sha256")),
            )
        return text
    return None


def _text_read(letter: Letter, path: Path, reading: Reading) -> str:
    if letter.sha256 != reading.letter.sha256:
        found = f"sha256 {letter.sha256}" if letter.sha256 else "no sha256"
        raise FactsError(
            path,
            f"is not about this letter: found {found}, expected {reading.letter.sha256} of {reading.letter.file}",
            yamlfile.where(path, ("letter", "sha256") if letter.sha256 else ("letter",)),
        )
    return reading.text


def facts_as_yaml(encoding: Encoding, heading: str = "") -> str:
    """A facts file that says what an encoding says; loading it gives the same facts.

    Args:
        heading: lines of comment for the top of the file.
    """
    letter = encoding.letter.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    lines = [f"# {line}".rstrip() for line in heading.splitlines()]
    lines += ["letter:", *(f"  {key}: {as_scalar(value)}" for key, value in letter.items())]
    if encoding.covers:
        lines.append(f"covers: [{', '.join(encoding.covers)}]")
    lines.append("facts:" if encoding.facts else "facts: []")
    for fact in encoding.facts:
        said = ", ".join(f"{key}: {as_scalar(value)}" for key, value in written(fact).items())
        lines.append(f"  - {fact.kind}: {{{said}" + ("," if fact.evidence and said else ""))
        if fact.evidence:
            words = ", ".join(as_scalar(span.model_dump(exclude_none=True)) for span in fact.evidence)
            lines.append(f"      evidence: [{words}]}}")
        else:
            lines[-1] += "}"
    if encoding.unread:
        lines.append("unread:")
        lines += [f"  - {as_scalar(item.model_dump(mode='json', exclude_none=True))}" for item in encoding.unread]
    return "\n".join(lines) + "\n"


def written(fact: Fact) -> dict[str, Any]:
    """What a fact says as plain data: its id, and every field that says something; not the words of the letter."""
    return fact.model_dump(mode="json", exclude_defaults=True, exclude={"evidence", *type(fact).model_computed_fields})


def as_scalar(value: Any) -> str:
    """A value in the notation that JSON and YAML share."""
    return _BREAKS.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(value, ensure_ascii=False))


def placed(facts: Iterable[Fact], text: str, path: Path, at: yamlfile.Place) -> tuple[Fact, ...]:
    """The facts with every quote held against the letter, and placed where no offsets were given.

    Args:
        at: where in the file the list of facts stands, for messages.

    Raises:
        FactsError: for a quote that is not what stands at its offsets, or one without that stands
            nowhere or more than once.
    """
    found = []
    for number, fact in enumerate(facts):
        own = (*at, number, fact.kind, "evidence")
        spans = tuple(_placed_span(span, text, path, (*own, order)) for order, span in enumerate(fact.evidence))
        found.append(fact if spans == fact.evidence else fact.model_copy(update={"evidence": spans}))
    return tuple(found)


def _placed_span(span: Span, text: str, path: Path, at: yamlfile.Place) -> Span:
    if span.start is not None and span.stop is not None:
        stands = text[span.start : span.stop]
        if stands == span.quote:
            return span
        problem = f"quotes '{_short(span.quote)}' at {span.start}, where the letter has '{_short(stands)}'"
        raise FactsError(path, problem, yamlfile.where(path, at))
    words = r"\s+".join(re.escape(word) for word in span.quote.split())
    found = list(re.finditer(words, text))
    if len(found) == 1:
        return Span(start=found[0].start(), stop=found[0].end(), quote=found[0][0])
    times = f"{len(found)} times; give 'start' and 'stop'" if found else "nowhere in the letter"
    raise FactsError(path, f"the quote '{_short(span.quote)}' stands {times}", yamlfile.where(path, at))


def _short(words: str) -> str:
    return words if len(words) <= 60 else f"{words[:59]}…"
