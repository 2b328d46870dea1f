"""Reading the YAML that people write: the only module that knows PyYAML.

Two habits of YAML are switched off because they change what an author meant without saying so:
``yes`` and ``no`` stay words, and ``2024-02-30`` stays text until a date field refuses it.
A key given twice is an error.
"""

import difflib
import re
from collections.abc import Hashable, Iterable, Mapping, Sequence
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

_QUOTED = re.compile(r"'([^']*)'")

_TAG = "tag:yaml.org,2002:"
_UNKNOWN_TAG = "found the tag '{}', expected none"
_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


_TEXT, _NUMBER = f"{_TAG}str", f"{_TAG}int"

# By its first character, what a word without quotes may look like: YAML 1.1 without its guesses about words and dates.
_LOOKS_LIKE: dict[str, list[tuple[str, re.Pattern[str]]]] = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag not in (f"{_TAG}timestamp", f"{_TAG}bool", _NUMBER)]
    for first, resolvers in _Base.yaml_implicit_resolvers.items()
}
for _first in "tf":
    _LOOKS_LIKE.setdefault(_first, []).append((f"{_TAG}bool", re.compile(r"^(?:true|false)$")))
for _first in "-0123456789":
    _LOOKS_LIKE.setdefault(_first, []).append((_NUMBER, re.compile(r"^-?(?:0|[1-9][0-9]*)$")))


def parse(text: str, path: Path, error: type[InputError] = InputError) -> Any:
    """The plain data of a YAML text; *path* is named in messages.

    Raises:
        InputError: (or *error*) where the text is not YAML, with its line.
    """
    try:
        return _Builder(text, path, error).document()
    except yaml.MarkedYAMLError as problem:
        mark = problem.problem_mark
        place = f"line {mark.line + 1}" if mark else ""
        raise error(shown(path), f"not valid YAML: {_in_words(problem, text)}", place) from None
    except (yaml.YAMLError, ValueError, LookupError, AttributeError, TypeError) as problem:
        # What the loader raises for a tag whose value does not fit it.
        raise error(shown(path), f"not valid YAML: {problem}") from None


def _in_words(problem: yaml.MarkedYAMLError, text: str) -> str:
    """What the parser refuses; of what people who write no other YAML run into, with what it expects instead."""
    told, mark = str(problem.problem), problem.problem_mark
    if told == "mapping values are not allowed in this context":
        return "found a second ':', expected words with a colon in quotes, or below '>-'"
    if told == "found character that cannot start any token" and mark:
        line = text.splitlines()[mark.line] if mark.line < text.count("\n") + 1 else ""
        found = line[mark.column : mark.column + 1]
        return (
            "found a tab, expected spaces"
            if found == "\t"
            else f"found '{found}', expected words that begin so in quotes"
        )
    return told


class _Builder:
    """Makes data of the events of a parser: by way of PyYAML's nodes it takes three times as long.

    What is small to write and fatal to read is refused on the way. An alias is copied each time it is named, so a few
    lines can stand for millions; and whoever walks through what is nested calls itself once a level.
    """

    def __init__(self, text: str, path: Path, error: type[InputError]) -> None:
        self._next = _Base(text).get_event
        self._path, self._error = path, error
        self._constructor = yaml.constructor.SafeConstructor()

    def document(self) -> Any:
        """The data of the only document; of none, nothing."""
        self._next()  # the stream begins
        found = self._next()
        if isinstance(found, yaml.StreamEndEvent):
            return None
        data = self._data(self._next(), 1)
        self._next()  # the document ends
        found = self._next()
        if not isinstance(found, yaml.StreamEndEvent):
            raise _refused("found a second document, expected one in a file", found)
        return data

    def _data(self, event: Any, depth: int) -> Any:
        if isinstance(event, yaml.ScalarEvent):
            tag = _tag_of(event)
            return event.value if tag == _TEXT else self._scalar(event, tag)
        if isinstance(event, yaml.AliasEvent):
            raise self._trap(f"found the alias '*{event.anchor}', expected the thing itself", event)
        if depth > _DEEPEST:
            raise self._trap(f"nested more than {_DEEPEST} deep", event)
        if isinstance(event, yaml.MappingStartEvent):
            _check_tag(event, f"{_TAG}map")
            return self._mapping(depth)
        _check_tag(event, f"{_TAG}seq")
        made = []
        while not isinstance(item := self._next(), yaml.SequenceEndEvent):
            made.append(self._data(item, depth + 1))
        return made

    def _mapping(self, depth: int) -> dict[Hashable, Any]:
        made: dict[Hashable, Any] = {}
        seen: set[str] = set()
        while not isinstance(key := self._next(), yaml.MappingEndEvent):
            tag = _tag_of(key) if isinstance(key, yaml.ScalarEvent) else None
            if tag not in (_TEXT, _NUMBER):
                raise _refused("a key has to be a word", key)
            if key.value in seen:
                raise _refused(f"the key '{key.value}' is given twice", key)
            seen.add(key.value)
            name = key.value if tag == _TEXT else self._scalar(key, tag)
            made[name] = self._data(self._next(), depth + 1)
        return made

    def _scalar(self, event: Any, tag: str) -> Any:
        if tag not in self._constructor.yaml_constructors:
            raise _refused(_UNKNOWN_TAG.format(tag), event)
        return self._constructor.construct_document(yaml.ScalarNode(tag, event.value, event.start_mark, event.end_mark))

    def _trap(self, told: str, event: Any) -> InputError:
        return self._error(shown(self._path), told, f"line {event.start_mark.line + 1}")


def _tag_of(event: Any) -> str:
    """What a word says it is, or looks like where it stands without quotes."""
    if event.tag not in (None, "!"):
        return str(event.tag)
    if event.implicit[0]:
        for tag, pattern in _LOOKS_LIKE.get(event.value[:1], ()):
            if pattern.match(event.value):
                return tag
    return _TEXT


def _check_tag(event: Any, expected: str) -> None:
    if event.tag not in (None, "!", expected):
        raise _refused(_UNKNOWN_TAG.format(event.tag), event)


def _refused(told: str, event: Any) -> yaml.MarkedYAMLError:
    return yaml.constructor.ConstructorError(None, None, told, event.start_mark)


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
        node = yaml.compose(path.read_text(encoding="utf-8-sig"), Loader=_Base)
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


# Whoever writes a file need not read patterns.
_FORMS = {
    r"^[A-Z]{3,4}-\d\d$": "an id such as PIT-01",
    r"^20\d\d-(0[1-9]|1[0-2])$": "a month, as YYYY-MM",
    r"\S": "words",
}
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
        pattern = str(context["pattern"])
        return _FORMS.get(pattern, f"the form {pattern.strip('^$')}")
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
