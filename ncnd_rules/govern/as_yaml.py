"""A small letter as a rule file has it."""

import json
from collections.abc import Iterator, Mapping
from typing import Any


def letter_as_yaml(letter: Mapping[str, Any], indent: str) -> Iterator[str]:
    """Its facts, a line each, and what else an example says of a letter."""
    yield f"{indent}facts:" if letter["facts"] else f"{indent}facts: []"
    yield from (f"{indent}  - {fact_as_yaml(fact)}" for fact in letter["facts"])
    for field in ("said", "missing", "unread"):
        if letter.get(field):
            yield f"{indent}{field}: {value_as_yaml(letter[field])}"


def fact_as_yaml(fact: dict[str, Any]) -> str:
    """``part: {id: P1, position: ncnd}``."""
    ((kind, fields),) = fact.items()
    return f"{kind}: {value_as_yaml(fields or {})}"


def value_as_yaml(value: Any) -> str:
    """A value as YAML has it on one line."""
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(value_as_yaml, value))}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{name}: {value_as_yaml(own)}' for name, own in value.items())}}}"
    if isinstance(value, bool):
        return str(value).lower()
    text = str(value)
    plain = not isinstance(value, str) or all(sign not in text for sign in ",:#{}[]'\"&*!|>%@`")
    return text if plain else json.dumps(text, ensure_ascii=False)
