"""Every kind of fact, and what a rule may ask of each."""

from collections.abc import Iterator
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin, get_type_hints

from ncnd_rules.facts import answers, bodies, notice, page, particulars, provisions, reasons, threat
from ncnd_rules.facts.fact import Fact

_IN_ORDER = (particulars, answers, provisions, reasons, threat, bodies, notice, page)

FACT_TYPES: dict[str, type[Fact]] = {
    fact.kind: fact for module in _IN_ORDER for fact in Fact.__subclasses__() if fact.__module__ == module.__name__
}
"""Every kind of fact, by its name."""

REFERENCES = {"part": "part", "question": "question", "parent": "question"}
"""Fields that name another fact of the same letter, and the kind they name."""


def references_of(fact: Fact) -> Iterator[tuple[str, str, str]]:
    """Each fact that another names: the field that names it, the kind it has to have, and its id."""
    for field, kind in REFERENCES.items():
        value = getattr(fact, field, None) or ()
        yield from ((field, kind, name) for name in ((value,) if isinstance(value, str) else value))


class FieldType(NamedTuple):
    """What a rule may say about one field of a kind."""

    base: type  # str, int or bool; a day is text, YYYY-MM-DD
    each: bool = False  # takes several values, one row for each
    choices: tuple[str, ...] = ()  # the only values it takes; empty where any will do


@cache
def fields_of(kind: str) -> dict[str, FieldType]:
    """The fields of *kind* that rules can see: all but its id and its words.

    Each kind has one more, named after itself, that holds the fact's id: ``part`` of a part; all but
    ``test``, whose own field of that name says which test it is.
    """
    fact = FACT_TYPES[kind]
    own = {kind: FieldType(str)}
    declared = {
        name: _field_type(field.annotation)
        for name, field in fact.model_fields.items()
        if name not in ("id", "evidence")
    }
    # Asked of the property itself: the model may not have been built yet.
    computed = {
        name: _field_type(get_type_hints(field.wrapped_property.fget)["return"])
        for name, field in fact.model_computed_fields.items()
    }
    return own | declared | computed


def _field_type(annotation: Any) -> FieldType:
    origin = get_origin(annotation)
    if origin is Annotated:
        return _field_type(get_args(annotation)[0])
    if origin is tuple:
        return _field_type(get_args(annotation)[0])._replace(each=True)
    if origin is Literal:
        return FieldType(str, choices=get_args(annotation))
    if origin in (Union, UnionType):
        return _field_type(next(arg for arg in get_args(annotation) if arg is not NoneType))
    return FieldType(annotation if annotation in (int, bool) else str)
