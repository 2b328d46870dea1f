"""Corrections files: what a person corrected in the reading of one letter, kept beside it.

```yaml
letter: {file: letter.txt, sha256: 5f0c…}
corrections:
  - change: {fact: P2, was: {part: {question: [Q1], position: ncnd}}, to: {position: not_held}}
  - remove: {fact: citation-3}
  - add: {citation: {id: set-1, part: [P2], provision: "31(3)", evidence: [{start: 812, stop: 825, quote: "…"}]}}
  - says_nothing: {start: 1200, stop: 1264, quote: "…"}
  - understood: {start: 1300, stop: 1342, reason: no fact was read from it}
```

They are made in the order in which they stand, each on what those before it have left.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path, PurePath
from typing import Annotated, Any

from pydantic import Field

from ncnd_rules import yamlfile
from ncnd_rules.corrections import (
    DOES,
    Add,
    Change,
    Correction,
    Corrections,
    Remove,
    SaysNothing,
    Understood,
    corrected_by,
    says,
)
from ncnd_rules.encoding import Encoding
from ncnd_rules.errors import CorrectionsError, FactsError, Misfit
from ncnd_rules.facts import Fact, Word
from ncnd_rules.facts_file import as_scalar, facts_schema, placed, read_fact, written
from ncnd_rules.letter import Frozen, Letter, Span
from ncnd_rules.textfile import decoded, read_text

ENDING = ".corrections.yaml"
MOST = 1_000  # corrections of one letter: more are a facts file by now
_MOST_FILES = 5_000  # that are looked at in one folder


class _Letter(Frozen):
    file: Annotated[str, Field(min_length=1, max_length=255, description="the letter's file name")]
    sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$", description="of its bytes: whose corrections these are")]


class _Top(Frozen):
    letter: _Letter
    corrections: Annotated[tuple[Any, ...], Field(max_length=MOST)]


class _OfFact(Frozen):
    fact: Annotated[Word, Field(description="the id of the fact, as `ncnd encode` names it")]
    was: Annotated[dict[str, Any] | None, Field(description="what it said; with it, no other fact is taken for it")] = (
        None
    )


class _Change(_OfFact):
    to: Annotated[dict[str, Any], Field(min_length=1, description="the fields that change")]


def load_corrections(path: Path, read: Encoding) -> Corrections:
    """The corrections in a file, each of which fits what is read in the letter.

    Raises:
        CorrectionsError: naming file, line, what was found and what was expected.
    """
    return corrections_in(read_text(path, CorrectionsError), path, read)


def corrections_in(text: str | bytes, path: Path, read: Encoding) -> Corrections:
    """As `load_corrections`, of a file that is at hand already.

    Args:
        path: what the file is called.
    """
    text = decoded(text, path, CorrectionsError) if isinstance(text, bytes) else text
    top = yamlfile.validated(
        _Top, yamlfile.parse(text.removeprefix("\ufeff"), path, CorrectionsError), path, error=CorrectionsError
    )
    if top.letter.sha256 != read.letter.sha256:
        raise CorrectionsError(
            path,
            f"is about another letter: found sha256 {top.letter.sha256} of {top.letter.file}, "
            f"expected {read.letter.sha256} of {read.letter.file}",
            yamlfile.where(path, ("letter", "sha256")),
        )
    try:
        made = tuple(_correction(item, path, number, read.text) for number, item in enumerate(top.corrections))
    except CorrectionsError:
        raise
    except FactsError as problem:
        raise CorrectionsError(problem.file, problem.problem, problem.place) from None
    try:
        corrected_by(read, made)
    except Misfit as misfit:
        place = yamlfile.where(path, ("corrections", misfit.number))
        raise CorrectionsError(path, f"does not fit the letter as it is read: {misfit.problem}", place) from None
    return made


def corrections_as_yaml(letter: Letter, corrections: Iterable[Correction]) -> str:
    """A corrections file; loading it gives the same corrections."""
    lines = [
        f"# Corrections of what was read in {letter.file}, made by a person.",
        "# ncnd check LETTER --corrections THIS-FILE, or drop both on the page of ncnd serve.",
        f"letter: {{file: {as_scalar(letter.file)}, sha256: {as_scalar(letter.sha256)}}}",
    ]
    told = [f"  - {correction.does}: {_TOLD[type(correction)](correction)}" for correction in corrections]
    return "\n".join([*lines, "corrections:" if told else "corrections: []", *told, ""])


def corrections_schema() -> dict[str, Any]:
    """The JSON Schema of a corrections file (draft 2020-12)."""
    facts = facts_schema()
    kinds = facts["properties"]["facts"]["items"]
    models: Mapping[str, type[Frozen]] = {
        "change": _Change,
        "remove": _OfFact,
        "says_nothing": Span,
        "understood": Understood,
    }
    shapes = {name: model.model_json_schema() for name, model in models.items()}
    for name in ("change", "remove"):
        shapes[name]["properties"]["was"] = {"anyOf": [kinds, {"type": "null"}]}
    shapes["says_nothing"]["required"] = ["start", "stop", "quote"]
    items = [
        {"type": "object", "properties": {name: shape}, "required": [name], "additionalProperties": False}
        for name, shape in {**shapes, "add": kinds}.items()
    ]
    return {
        "$schema": facts["$schema"],
        "title": "Corrections of what was read in a letter",
        "type": "object",
        "properties": {
            "letter": _Letter.model_json_schema(),
            "corrections": {"type": "array", "maxItems": MOST, "items": {"oneOf": items}},
        },
        "required": ["letter", "corrections"],
        "additionalProperties": False,
        "$defs": facts["$defs"],
    }


def beside(letter: Path) -> Path:
    """Where the corrections of a letter lie, if they lie beside it: ``reply.corrections.yaml`` for ``reply.docx``."""
    return letter.with_name(name_for(letter.name))


def name_for(letter: str) -> str:
    """What the corrections of a letter are called."""
    return f"{PurePath(letter).stem or 'letter'}{ENDING}"


def found_in(folder: Path, sha256: str) -> Path | None:
    """The file in a folder that corrects the letter with this hash, whatever the letter is called now, if there is one.

    Raises:
        CorrectionsError: where the folder, or a file that may be it, cannot be read, or holds too many.
    """
    try:
        files = sorted(folder.glob(f"*{ENDING}"))
    except OSError as problem:
        raise CorrectionsError(folder, f"cannot be read ({problem.strerror})") from None
    if len(files) > _MOST_FILES:
        raise CorrectionsError(folder, f"has {len(files)} files of corrections, expected at most {_MOST_FILES}")
    return next((path for path in files if path.is_file() and sha256 in _head(path)), None)


def _head(path: Path) -> str:
    """The beginning of a file, in which the letter is named."""
    try:
        with path.open("rb") as stream:
            return stream.read(4096).decode("utf-8", "replace")
    except OSError:
        return ""


def _correction(item: Any, path: Path, number: int, text: str | None) -> Correction:
    at: yamlfile.Place = ("corrections", number)
    if not isinstance(item, dict) or len(item) != 1:
        expected = f"one correction, as 'remove: {{fact: ID}}'; one of {', '.join(DOES)}"
        raise CorrectionsError(path, f"expected {expected}", yamlfile.where(path, at))
    ((does, fields),) = item.items()
    if does not in _READ:
        hint = yamlfile.did_you_mean(str(does), DOES)
        problem = f"no correction is called '{does}'{hint}; expected one of {', '.join(DOES)}"
        raise CorrectionsError(path, problem, yamlfile.where(path, (*at, str(does))))
    return _READ[does](fields, path, (*at, does), text)


def _removal(fields: Any, path: Path, at: yamlfile.Place, _: str | None) -> Correction:
    found = yamlfile.validated(_OfFact, fields, path, at, CorrectionsError)
    return Remove(fact=found.fact, was=_was(found, path, at))


def _change(fields: Any, path: Path, at: yamlfile.Place, _: str | None) -> Correction:
    found = yamlfile.validated(_Change, fields, path, at, CorrectionsError)
    return Change(fact=found.fact, was=_was(found, path, at), to=found.to)


def _addition(fields: Any, path: Path, at: yamlfile.Place, text: str | None) -> Correction:
    fact = read_fact(fields, path, at)
    return Add(fact=_standing(fact, path, at, text))


def _emptied(fields: Any, path: Path, at: yamlfile.Place, _: str | None) -> Correction:
    span = yamlfile.validated(Span, fields, path, at, CorrectionsError)
    return yamlfile.validated(SaysNothing, {"words": span}, path, at, CorrectionsError)


def _understood(fields: Any, path: Path, at: yamlfile.Place, _: str | None) -> Correction:
    return yamlfile.validated(Understood, fields, path, at, CorrectionsError)


_READ: Mapping[str, Callable[[Any, Path, yamlfile.Place, str | None], Correction]] = {
    Remove.does: _removal,
    Change.does: _change,
    Add.does: _addition,
    SaysNothing.does: _emptied,
    Understood.does: _understood,
}


def _standing(fact: Fact, path: Path, at: yamlfile.Place, text: str | None) -> Fact:
    """The fact with its words placed in the letter, where they have no offsets."""
    return fact if text is None else placed([fact], text, path, at)[0]


def _was(found: _OfFact, path: Path, at: yamlfile.Place) -> Fact | None:
    return None if found.was is None else read_fact(found.was, path, (*at, "was"))


def _fact_told(fact: Fact, fields: Mapping[str, Any], words: Sequence[Span] = ()) -> str:
    told = dict(fields)
    if words:
        told["evidence"] = [span.model_dump(exclude_none=True) for span in words]
    return as_scalar({fact.kind: told})


def _of_fact_told(correction: Remove | Change) -> str:
    was = f', "was": {_fact_told(correction.was, says(correction.was))}' if correction.was else ""
    to = f', "to": {as_scalar(dict(correction.to))}' if isinstance(correction, Change) else ""
    return f'{{"fact": {as_scalar(correction.fact)}{was}{to}}}'


_TOLD: Mapping[type[Frozen], Callable[[Any], str]] = {
    Remove: _of_fact_told,
    Change: _of_fact_told,
    Add: lambda one: _fact_told(one.fact, written(one.fact), one.fact.evidence),
    SaysNothing: lambda one: as_scalar(one.words.model_dump()),
    Understood: lambda one: as_scalar(one.model_dump(exclude_none=True)),
}
