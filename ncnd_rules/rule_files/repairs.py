"""Reading the operations by which a rule lets its findings be mended, and refusing those that would mend the label.

A repair is one of the reasoning. What is on record, which exemption is claimed and what is answered are decided by
the authority, and no operation touches them: not a date, not a citation of another provision, not a position.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from ncnd_rules import yamlfile
from ncnd_rules.errors import RuleError
from ncnd_rules.facts import FACT_TYPES, FieldType
from ncnd_rules.letter import Frozen, Section, as_tuple
from ncnd_rules.rule_files.conditions import Reader
from ncnd_rules.rules import SLOT, Group, Literals, Operation, Pattern, Reference

Kinds = Mapping[str, Mapping[str, FieldType]]

# What is on record, whatever a letter says of it: no words change what was asked, by whom, of whom and when.
_ON_RECORD = frozenset({"authority", "reference", "regime", "date", "question", "clarification", "fees_notice"})
# What the authority decided. A repair may leave an exemption out; it never claims one, and never answers otherwise.
_DECIDED: Mapping[str, frozenset[str]] = {
    "part": frozenset({"question", "position", "scope", "tense", "ground", "hedge", "referent", "reach"}),
    "citation": frozenset({"part", "provision", "role", "purpose"}),
}
_PLACEHOLDER = re.compile(r"\[[^\[\]]{3,}\]")


class OperationYaml(Frozen):
    """One operation as a rule file writes it: one of insert, replace and delete."""

    insert: dict[str, dict[str, Any]] | None = None
    replace: dict[str, dict[str, Any]] | None = None
    delete: str | None = None
    also: Annotated[dict[str, dict[str, Any]], Field(default_factory=dict)]
    words: str = ""
    after: Annotated[tuple[str, ...], BeforeValidator(as_tuple)] = ()
    at_end_of: Annotated[tuple[Section, ...], BeforeValidator(as_tuple)] = ()
    given: Annotated[dict[str, dict[str, Any]], Field(default_factory=dict)]
    along: Annotated[tuple[Any, ...], BeforeValidator(as_tuple)] = ()


def operations_of(
    shapes: Iterable[OperationYaml], matched: tuple[Group, Group], kinds: Kinds, reader: Reader
) -> tuple[Operation, ...]:
    """The operations of a rule, each held against the vocabulary.

    Args:
        matched: the patterns of ``when``, and those of ``forbid``.

    Raises:
        RuleError: for a name that nothing binds, a kind or field outside the vocabulary, and an operation on what
            is on record or was decided.
    """
    bound = {pattern.alias: pattern.kind for group in matched for pattern in group if not pattern.alias.startswith("_")}
    patterns = tuple(pattern for group in matched for pattern in group)
    reading = _Reading(bound, patterns, kinds, reader)
    return tuple(reading.operation(shape, ("repairs", number)) for number, shape in enumerate(shapes))


class _Reading:
    """Reads the operations of one rule."""

    def __init__(self, bound: Mapping[str, str], patterns: Group, kinds: Kinds, reader: Reader) -> None:
        self._bound = dict(bound)
        self._patterns = patterns
        self._kinds = kinds
        self._reader = reader

    def operation(self, shape: OperationYaml, place: yamlfile.Place) -> Operation:
        does = self._does(shape, place)
        alias = shape.delete or (next(iter(shape.replace)) if shape.replace else "")
        if does != "insert":
            self._check_alias(alias, (*place, does))
        kind = self._bound[alias] if alias else next(iter(shape.insert or {}))
        given = (shape.insert or shape.replace or {}).get(alias or kind, {})
        fields = self._fields(does, kind, given, (*place, does))
        also = {name: self._fields("insert", name, said, (*place, "also")) for name, said in shape.also.items()}
        self._check_words(shape, does, place)
        return Operation(
            does=does,
            kind=kind,
            alias=alias,
            fields=fields,
            words=" ".join(shape.words.split()),
            after=shape.after,
            at_end_of=shape.at_end_of,
            given={
                (name, field): self._literals(name, field, wanted, (*place, "given", name, field))
                for name, asked in shape.given.items()
                for field, wanted in asked.items()
            },
            beside=also,
            along=self._along(shape, place),
        )

    def _fields(
        self, does: str, kind: str, given: Mapping[str, Any], at: yamlfile.Place
    ) -> dict[str, Reference | str | int | bool]:
        """The fields of a fact that is put in or changed, unless no repair touches it."""
        if kind not in FACT_TYPES:
            found = "no kind of fact" if kind not in self._kinds else "no kind that a letter states"
            raise self._fail(at, f"found '{kind}', {found}{yamlfile.did_you_mean(kind, FACT_TYPES)}")
        if kind in _ON_RECORD:
            raise self._fail(at, f"a {kind} is on record, and no wording changes it")
        if kind == "part" or (does == "insert" and kind == "citation"):
            claims = "answers otherwise" if kind == "part" else "claims an exemption"
            raise self._fail(at, f"found '{kind}': a repair mends reasons, and never {claims}")
        if fixed := sorted(_DECIDED.get(kind, frozenset()) & given.keys()):
            raise self._fail(at, f"'{fixed[0]}' of a {kind} is what was decided, and no repair changes it")
        return {name: self._value(kind, name, value, (*at, kind, name)) for name, value in given.items()}

    def _fail(self, place: yamlfile.Place, problem: str) -> RuleError:
        return self._reader.fail(place, problem)

    def _does(self, shape: OperationYaml, place: yamlfile.Place) -> Literal["insert", "replace", "delete"]:
        does = [name for name in ("insert", "replace", "delete") if getattr(shape, name) is not None]
        if len(does) != 1:
            raise self._fail(place, f"found {' and '.join(does) or 'none'}, expected one of insert, replace, delete")
        for name in ("insert", "replace"):
            if getattr(shape, name) is not None and len(getattr(shape, name)) != 1:
                raise self._fail((*place, name), "expected one fact with its fields, as '{name: {field: value}}'")
        return does[0]  # type: ignore[return-value]

    def _check_alias(self, alias: str, place: yamlfile.Place) -> None:
        if alias not in self._bound:
            hint = yamlfile.did_you_mean(alias, self._bound)
            raise self._fail(place, f"nothing in 'when' or 'forbid' is called '{alias}'{hint}")

    def _field(self, kind: str, name: str, place: yamlfile.Place) -> FieldType:
        fields = self._kinds[kind]
        if name not in fields:
            raise self._fail(place, f"no field '{name}' in {kind}{yamlfile.did_you_mean(name, fields)}")
        return fields[name]

    def _value(self, kind: str, name: str, value: Any, place: yamlfile.Place) -> Reference | str | int | bool:
        of = self._field(kind, name, place)
        if name not in FACT_TYPES[kind].model_fields:
            raise self._fail(place, f"'{name}' of a {kind} follows from its other fields")
        if isinstance(value, str) and value.startswith("$"):
            return self._reader.reference(value, of, place, self._bound)
        return self._literals_of(of, value, place)[0]

    def _literals(self, alias: str, field: str, wanted: Any, place: yamlfile.Place) -> Literals:
        self._check_alias(alias, place)
        return self._literals_of(self._field(self._bound[alias], field, place), wanted, place)

    def _literals_of(self, of: FieldType, wanted: Any, place: yamlfile.Place) -> Literals:
        values = tuple(
            str(item) if of.base is str and isinstance(item, int) and not isinstance(item, bool) else item
            for item in as_tuple(wanted)
        )
        for value in values:
            if type(value) is not of.base or (of.choices and value not in of.choices):
                expected = f"one of {', '.join(of.choices)}" if of.choices else of.base.__name__
                raise self._fail(place, f"found {value!r}, expected {expected}")
        return values

    def _check_words(self, shape: OperationYaml, does: str, place: yamlfile.Place) -> None:
        where = (*place, "words")
        if does == "insert" and not (shape.words and (shape.after or shape.at_end_of)):
            raise self._fail(place, "puts a fact in: expected 'words', and 'after' a name or 'at_end_of' sections")
        if does == "delete" and (shape.words or shape.after or shape.at_end_of or shape.also):
            raise self._fail(place, "takes words out: expected no 'words', 'after', 'at_end_of' or 'also'")
        for alias in shape.after:
            self._check_alias(alias, (*place, "after"))
        left = re.sub(r"\{[^{}]*\}", "", shape.words)
        if stray := re.search(r"[{}]\S*", left):
            raise self._fail(where, f"found '{stray[0]}', a brace without its other half")
        if (left.count("["), left.count("]")) != (len(_PLACEHOLDER.findall(left)),) * 2:
            raise self._fail(where, "found a square bracket that marks nothing, expected such as '[say why]'")
        for text in re.findall(r"\{[^}]*\}", shape.words):
            match = SLOT.fullmatch(text)
            if match is None:
                raise self._fail(where, f"found '{text}', expected {{name.field}} or {{all name.field}}")
            self._check_alias(match["alias"], where)
            self._field(self._bound[match["alias"]], match["field"], where)

    def _along(self, shape: OperationYaml, place: yamlfile.Place) -> tuple[Pattern, ...]:
        if shape.along and shape.delete is None:
            raise self._fail((*place, "along"), "only what is taken out takes other facts along")
        groups = self._reader.groups(shape.along, (*place, "along"), self._patterns)
        for group in groups:
            if any(pattern.kind in _ON_RECORD or pattern.kind not in FACT_TYPES for pattern in group):
                raise self._fail((*place, "along"), "expected kinds that a letter states and that are not on record")
        return tuple(pattern for group in groups for pattern in group)
