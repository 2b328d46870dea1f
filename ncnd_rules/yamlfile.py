"""Reading the YAML that people write: the only module that knows PyYAML.

Two habits of YAML are switched off because they change what an author meant without saying so:
``yes`` and ``no`` stay words, and ``2024-02-30`` stays text until a date field refuses it.
A key given twice is an error.
"""

import difflib
import re
from collections.abc import Hashable, Iterable, Mapping, Sequence
from itertools import accumulate
from pathlib import Path
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin

import yaml
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from ncnd_rules.errors import InputError
from ncnd_rules.shipped import shown
from ncnd_rules.textfile import read_text

Place = tuple[str | int, ...]
Model = TypeVar("Model", bound=BaseModel)

_DEEPEST = 50
_MANY_OPENINGS = 3_000  # fewer brackets cannot nest deep enough to harm, whatever quotes and comments hide

# Only a text with an anchor, many openings in a row, deep indentation or deep brackets can hold a trap.
_SUSPECT = re.compile(r"&\S|(?:[\[{?:-]\s*){20}|^ {100}", re.MULTILINE)
_QUOTED = re.compile(r"'([^']*)'")
_BRACKET = re.compile(r"[\[\]{}]")

_WORDS = ("tag:yaml.org,2002:str", "tag:yaml.org,2002:int")  # of a key; a section of the Act may be one

_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_Base):  # type: ignore[misc]
    """The safe loader, without YAML 1.1's guesses about words and dates."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen: set[str] = set()
        for key, _ in node.value:
            if not isinstance(key, yaml.ScalarNode) or key.tag not in _WORDS:
                raise yaml.constructor.ConstructorError(None, None, "a key has to be a word", key.start_mark)
            if key.value in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, f"the key '{key.value}' is given twice", key.start_mark
                )
            seen.add(key.value)
        built: dict[Hashable, Any] = super().construct_mapping(node, deep)
        return built


_Loader.yaml_implicit_resolvers = {
    first: [
        (tag, pattern)
        for tag, pattern in resolvers
        if tag not in ("tag:yaml.org,2002:timestamp", "tag:yaml.org,2002:bool", "tag:yaml.org,2002:int")
    ]
    for first, resolvers in _Base.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))
_Loader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"^-?(?:0|[1-9][0-9]*)$"), list("-0123456789"))


def parse(text: str, path: Path, error: type[InputError] = InputError) -> Any:
    """The plain data of a YAML text; *path* is named in messages.

    Raises:
        InputError: (or *error*) where the text is not YAML, with its line.
    """
    try:
        openings = text.count("[") + text.count("{")
        if _SUSPECT.search(text) or openings > _MANY_OPENINGS or _bracket_depth(text) > _DEEPEST:
            _refuse_traps(text, path, error)
        return yaml.load(text, Loader=_Loader)
    except yaml.MarkedYAMLError as problem:
        mark = problem.problem_mark
        place = f"line {mark.line + 1}" if mark else ""
        raise error(shown(path), f"not valid YAML: {problem.problem}", place) from None
    except (yaml.YAMLError, ValueError, LookupError, AttributeError, TypeError) as problem:
        # What the loader raises for a tag whose value does not fit it.
        raise error(shown(path), f"not valid YAML: {problem}") from None


def _bracket_depth(text: str) -> int:
    """How deep brackets stand at most, those in quoted words counted too."""
    depths = accumulate(1 if match[0] in "[{" else -1 for match in _BRACKET.finditer(text))
    return max(depths, default=0)


def _refuse_traps(text: str, path: Path, error: type[InputError]) -> None:
    """Refuse what is small to write and fatal to read.

    An alias is copied each time it is named, so a few lines can stand for millions; and the loader
    calls itself once a level, so deep nesting ends the process.
    """
    depth = 0
    for event in yaml.parse(text, Loader=_Base):
        place = f"line {event.start_mark.line + 1}" if event.start_mark else ""
        if isinstance(event, yaml.AliasEvent):
            raise error(shown(path), f"found the alias '*{event.anchor}', expected the thing itself", place)
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            raise error(shown(path), f"nested more than {_DEEPEST} deep", place)


def load(path: Path, error: type[InputError] = InputError) -> Any:
    """The plain data of a YAML file."""
    return parse(read_text(path, error).removeprefix("\ufeff"), path, error)


def validated(model: type[Model], data: Any, path: Path, at: Place = (), error: type[InputError] = InputError) -> Model:
    """*data* as a *model*, or one message that shows the author's own file.

    Args:
        at: where in the file *data* stands, for the message: ``("facts", 3)``.

    Raises:
        InputError: (or *error*) naming file, line, place, what was found and what was expected.
    """
    try:
        return model.model_validate(data)
    except ValidationError as problem:
        place, sentence = said_of(model, problem)
        raise error(shown(path), sentence, where(path, (*at, *place))) from None


def said_of(model: type[BaseModel], problem: ValidationError) -> tuple[Place, str]:
    """Where in the data something is wrong first, and what was found and expected there."""
    details = problem.errors(include_url=False)
    # A misspelt field is also a missing one; the spelling is what its author has to see.
    first = next((detail for detail in details if detail["type"] == "extra_forbidden"), details[0])
    more = f" (and {len(details) - 1} more in the same place)" if len(details) > 1 else ""
    return tuple(first["loc"]), _sentence(model, first) + more


def where(path: Path, place: Place) -> str:
    """``line 14, require[0].balance``: a place as an author finds it."""
    spelled = ""
    for step in place:
        spelled += f"[{step}]" if isinstance(step, int) else f".{step}" if spelled else step
    line = _line_of(path, place)
    return ", ".join(part for part in (f"line {line}" if line else "", spelled) if part)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """`` (did you mean 'x'?)``, or nothing where no known word is near."""
    near = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f" (did you mean '{near[0]}'?)" if near else ""


def _line_of(path: Path, place: Place) -> int | None:
    # Composed only once something is wrong: nodes with marks cost several times plain loading.
    try:
        node = yaml.compose(path.read_text(encoding="utf-8-sig"), Loader=_Loader)
    except (OSError, UnicodeDecodeError, yaml.YAMLError):
        return None
    line: int | None = None
    for step in place:
        child = None
        if isinstance(node, yaml.MappingNode):
            child = next(((key, value) for key, value in node.value if key.value == str(step)), None)
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            child = (node.value[step], node.value[step])
        if child is None:
            break
        line, node = child[0].start_mark.line + 1, child[1]
    return line


_KINDS = {
    "string_type": "text",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "int_parsing": "a whole number",
    "bool_type": "true or false",
    "bool_parsing": "true or false",
    "tuple_type": "a list",
    "list_type": "a list",
    "dict_type": "a mapping",
    "model_type": "a mapping of fields",
    "model_attributes_type": "a mapping of fields",
    "too_short": "something in it",
    "string_too_short": "a word",
}


def _sentence(model: type[BaseModel], detail: ErrorDetails) -> str:
    kind, found, context = detail["type"], detail["input"], detail.get("ctx", {})
    if kind == "extra_forbidden":
        name, fields = str(detail["loc"][-1]), _fields_at(model, detail["loc"][:-1])
        return f"no field '{name}' here{did_you_mean(name, fields)}; expected one of {', '.join(sorted(fields))}"
    if kind == "missing":
        return f"the field '{detail['loc'][-1]}' is missing"
    if kind == "value_error":
        return str(context["error"])
    expected = _expected(kind, context)
    if expected is None:
        return f"found {_shown(found)}: {detail['msg'][0].lower()}{detail['msg'][1:]}"
    known = _QUOTED.findall(str(context.get("expected", "")))
    hint = did_you_mean(found, known) if isinstance(found, str) else ""
    return f"found {_shown(found)}, expected {expected}{hint}"


def _expected(kind: str, context: Mapping[str, Any]) -> str | None:
    """What a field of this kind takes, in words; none where pydantic says it better."""
    if kind in ("literal_error", "enum"):
        return "one of " + ", ".join(_QUOTED.findall(str(context["expected"])))
    if kind.startswith("date"):
        return "a date that exists, as YYYY-MM-DD"
    if kind == "string_pattern_mismatch":
        return f"the form {str(context['pattern']).strip('^$')}"
    if kind == "string_too_long":
        return f"at most {context['max_length']} characters"
    if kind == "string_too_short" and context["min_length"] > 1:
        return f"at least {context['min_length']} characters"
    return _KINDS.get(kind)


def _shown(value: Any) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list | tuple):
        return "a list" if value else "an empty list"
    if value == "":
        return "no text"
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return f"'{text[:60]}…'" if len(text) > 60 else f"'{text}'"


def _fields_at(model: type[BaseModel], loc: Sequence[str | int]) -> set[str]:
    current: Any = model
    for step in loc:
        if isinstance(step, str) and isinstance(current, type) and issubclass(current, BaseModel):
            fields = {field.alias or name: field for name, field in current.model_fields.items()}
            current = _model_within(fields[step].annotation) if step in fields else None
    if isinstance(current, type) and issubclass(current, BaseModel):
        return {field.alias or name for name, field in current.model_fields.items()}
    return set()


def _model_within(annotation: Any) -> Any:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    if get_origin(annotation) in (tuple, list, dict, Union, UnionType) or get_args(annotation):
        return next((found for arg in get_args(annotation) if (found := _model_within(arg))), None)
    return None
