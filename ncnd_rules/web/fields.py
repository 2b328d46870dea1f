"""The vocabulary as a form: a field a control, and what was put in as fields of a fact."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Literal, NamedTuple, get_args

from pydantic.fields import FieldInfo
from starlette.datastructures import FormData

from ncnd_rules.explain.explanation import shortened, spoken
from ncnd_rules.facts import FACT_TYPES, REFERENCES, Fact, Part, fields_of
from ncnd_rules.report.fact_words import field_in_words, kind_in_words, quoted, read_as, value_in_words

Control = Literal["one", "several", "yes", "day", "number", "words"]
# The kinds that decide most rules, first; the others follow by name.
_FIRST = (
    *("part", "citation", "balance", "factor", "harm", "date", "question"),
    *("review_right", "complaint_right", "notice_element", "threat_claim"),
)
_LONGEST = 60  # characters of a fact that can be chosen


class Choice(NamedTuple):
    """One value that can be chosen."""

    value: str
    says: str
    chosen: bool


class Input(NamedTuple):
    """One field of a fact as a form asks for it."""

    name: str
    label: str
    help: str
    control: Control
    value: str
    choices: tuple[Choice, ...]
    required: bool


def kinds() -> tuple[tuple[str, str], ...]:
    """Every kind of fact and what it is, those first that are wanted most."""
    others = sorted(set(FACT_TYPES) - set(_FIRST), key=kind_in_words)
    return tuple((kind, f"{kind_in_words(kind)}: {_about(kind)}") for kind in (*_FIRST, *others))


def inputs(kind: str, facts: Sequence[Fact], fact: Fact | None = None) -> tuple[Input, ...]:
    """The form of a kind.

    Args:
        facts: of the letter, to which fields may refer.
        fact: what is read now; none where one is added.
    """
    own = FACT_TYPES[kind]
    types = fields_of(kind)
    made = []
    for name, info in own.model_fields.items():
        if name in ("id", "evidence"):
            continue
        value = getattr(fact, name) if fact is not None else _likely(name, facts, info)
        control = _control(name, info, kind)
        choices = tuple(_choices(name, types[name].choices, value, info, facts, fact))
        label, about = field_in_words(name), spoken(info.description or "")
        label = f"{label[:1].upper()}{label[1:]}"
        made.append(Input(name, label, about, control, _put(value), choices, info.is_required()))
    return tuple(made)


def fields_in(form: FormData, kind: str) -> dict[str, Any]:
    """The fields of a fact that were put in; blanks are left out, so that what a kind takes for granted holds."""
    found: dict[str, Any] = {}
    for name, info in FACT_TYPES[kind].model_fields.items():
        if name in ("id", "evidence"):
            continue
        control = _control(name, info, kind)
        sent = [value.strip() for value in form.getlist(name) if isinstance(value, str)]
        if control == "yes":
            found[name] = sent == ["yes"]
        elif fields_of(kind)[name].each:
            values = [part.strip() for value in sent for part in value.split(",")]
            found[name] = [value for value in values if value]
        elif sent and sent[0]:
            found[name] = sent[0]
    return found


def _likely(name: str, facts: Sequence[Fact], info: FieldInfo) -> Any:
    """What a new fact most likely says: what is added mostly serves the one answer that neither confirms nor denies."""
    parts = [fact for fact in facts if isinstance(fact, Part)]
    silent = [part.id for part in parts if part.position == "ncnd"]
    if name == "part" and len(silent or parts) == 1:
        return tuple(silent or [part.id for part in parts])
    return info.get_default()


def _about(kind: str) -> str:
    return (FACT_TYPES[kind].__doc__ or "").partition("\n")[0].partition(" Source")[0]


def _control(name: str, info: FieldInfo, kind: str) -> Control:
    type_ = fields_of(kind)[name]
    if name in REFERENCES:
        return "several" if type_.each else "one"
    if type_.choices:
        return "one"
    if type_.base is bool:
        return "yes"
    if type_.base is int:
        return "number"
    return "day" if date in (info.annotation, *get_args(info.annotation)) or _is_day(info.annotation) else "words"


def _is_day(annotation: Any) -> bool:
    return annotation is date or any(_is_day(part) for part in get_args(annotation))


def _choices(
    name: str, values: Sequence[str], value: Any, info: FieldInfo, facts: Sequence[Fact], fact: Fact | None
) -> Iterator[Choice]:
    chosen = set(value) if isinstance(value, tuple) else {value}
    if name in REFERENCES:
        own = "" if fact is None else fact.id
        named = {one.id: one for one in facts if one.kind == REFERENCES[name] and one.id != own}
        if not isinstance(value, tuple):
            yield Choice("", "none", value is None)
        yield from (Choice(one, _named(other), one in chosen) for one, other in named.items())
    elif values:
        if info.is_required() and fact is None:
            yield Choice("", "choose …", True)
        elif not info.is_required() and info.get_default() is None:
            yield Choice("", "none", value is None)
        yield from (Choice(one, value_in_words(name, one), one in chosen) for one in values)


def _named(fact: Fact) -> str:
    return shortened(f"{fact.id}: {quoted(fact) or read_as(fact)}", _LONGEST)


def _put(value: Any) -> str:
    if isinstance(value, tuple):
        return ", ".join(value)
    if isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, str | int):
        return str(value)
    return value.isoformat() if isinstance(value, date) else ""


def changes(fact: Fact, other: Fact) -> Mapping[str, Any]:
    """The fields in which two facts of a kind differ, as the second has them."""
    before, after = (one.model_dump(mode="json", exclude={"id", "evidence"}) for one in (fact, other))
    return {name: after[name] for name in type(fact).model_fields if name in after and after[name] != before[name]}
