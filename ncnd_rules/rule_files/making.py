"""A rule, or a definition, made of what its file says."""

import hashlib
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ncnd_rules import yamlfile
from ncnd_rules.errors import RuleError
from ncnd_rules.facts import FieldType
from ncnd_rules.registers import Registers
from ncnd_rules.rule_files.conditions import TYPE_NAMES, Reader
from ncnd_rules.rule_files.homes import check_homes, check_letters, reads_the_letter
from ncnd_rules.rule_files.repairs import operations_of
from ncnd_rules.rule_files.shapes import DefinitionYaml, RuleYaml
from ncnd_rules.rules import SEVERITIES, Basis, Definition, Group, Reference, Rule


def rule_of(
    data: Any,
    path: Path,
    kinds: Mapping[str, Mapping[str, FieldType]],
    registers: Registers,
    homes: Mapping[str, frozenset[str]],
) -> Rule:
    """A rule, every name in it held against the vocabulary and the registers.

    Raises:
        RuleError: for the first thing wrong in the file.
    """
    shape = yamlfile.validated(RuleYaml, data, path, error=RuleError)
    reader = Reader(path, kinds, registers)
    _check_place(shape, path, reader)
    when = reader.when(shape.when)
    unless = reader.groups(shape.unless, ("unless",), when)
    require = reader.groups(shape.require, ("require",), when)
    forbid = reader.groups(shape.forbid, ("forbid",), when)
    lessened_by = _lessened_by(shape, when, reader)
    _check_absence(shape, (*unless, *require, *lessened_by), homes, reader)
    reader.check_sentence(shape.finding, "finding", when, forbid, require)
    reader.check_sentence(shape.repair, "repair", when, forbid, require)
    for number, basis in enumerate(shape.basis):
        _check_basis(basis, number, reader)
    matched = (when, tuple(pattern for group in forbid for pattern in group))
    repairs = operations_of(shape.repairs, matched, kinds, reader)
    return Rule(
        id=shape.id,
        title=shape.title,
        status=shape.status,
        severity=shape.severity,
        lessened_to=shape.lessened.to if shape.lessened else None,
        lessened_by=lessened_by,
        regime=shape.regime,
        in_force=shape.in_force,
        basis=shape.basis,
        when=when,
        unless=unless,
        require=require,
        forbid=forbid,
        needs=shape.needs,
        look_in=shape.look_in,
        finding=" ".join(shape.finding.split()),
        repair=" ".join(shape.repair.split()),
        bad=shape.bad,
        good=shape.good,
        undecided=shape.undecided,
        false_positives=" ".join(shape.false_positives.split()),
        may_be_copy=shape.may_be_copy,
        version=hashlib.sha256(path.read_bytes()).hexdigest()[:8],
        path=path,
        over=shape.over,
        repairs=repairs,
        no_repair=" ".join(shape.no_repair.split()),
    )


def _check_place(shape: RuleYaml, path: Path, reader: Reader) -> None:
    group = shape.id.partition("-")[0].lower()
    if path.stem != shape.id or path.parent.name != group:
        found = f"the rule '{shape.id}' stands in {path.parent.name}/{path.name}"
        raise reader.fail(("id",), f"{found}, expected {group}/{shape.id}.yaml")


def _lessened_by(shape: RuleYaml, when: Group, reader: Reader) -> tuple[Group, ...]:
    """What makes a finding less grave."""
    if shape.lessened is None:
        return ()
    lessened_by = reader.groups(shape.lessened.by, ("lessened", "by"), when)
    if SEVERITIES.index(shape.lessened.to) <= SEVERITIES.index(shape.severity):
        raise reader.fail(("lessened", "to"), f"found '{shape.lessened.to}', expected less than '{shape.severity}'")
    return lessened_by


def _check_absence(
    shape: RuleYaml,
    groups: tuple[Group, ...],
    homes: Mapping[str, frozenset[str]],
    reader: Reader,
) -> None:
    """Whether a rule says where a thing is looked for that may be absent from a letter, and where such things stand."""
    needs_look = reads_the_letter(groups)
    if needs_look and not shape.look_in:
        raise reader.fail((), "concludes from absence: expected 'look_in', the sections where the thing would stand")
    if shape.look_in and not needs_look:
        raise reader.fail(("look_in",), "nothing that could be absent from a letter is required, excuses or lessens")
    check_homes(shape.look_in, groups, homes, reader)
    if shape.over == "letters":
        check_letters(groups, reader)


def definition_of(
    shape: DefinitionYaml, path: Path, kinds: Mapping[str, Mapping[str, FieldType]], registers: Registers
) -> Definition:
    """A definition, every name in it held against the vocabulary.

    Raises:
        RuleError: for the first thing wrong in the file.
    """
    reader = Reader(path, kinds, registers)
    if path.stem != shape.id:
        raise reader.fail(("id",), f"the definition '{shape.id}' stands in {path.name}, expected {shape.id}.yaml")
    when = reader.when(shape.when)
    unless = reader.groups(shape.unless, ("unless",), when)
    if bool(unless) != bool(shape.look_in):
        raise reader.fail((), "'unless' and 'look_in' go together: an exception has to be looked for somewhere")
    ((kind, fields),) = shape.conclude.items()
    names = {pattern.alias: pattern.kind for pattern in when}
    concluded: dict[str, Reference | str | int] = {}
    for field, value in fields.items():
        at = ("conclude", kind, field)
        if type(value) not in TYPE_NAMES:
            raise reader.fail(at, f"found {value!r}, expected text, a whole number, true or false, or $name.field")
        is_reference = isinstance(value, str) and value.startswith("$")
        concluded[field] = reader.reference(value, FieldType(str), at, names) if is_reference else value
    return Definition(shape.id, shape.title, when, unless, shape.look_in, kind, concluded, path, shape.however_limited)


def derived_kinds(
    shapes: Mapping[Path, DefinitionYaml], kinds: Mapping[str, Mapping[str, FieldType]], registers: Registers
) -> dict[str, Mapping[str, FieldType]]:
    """The kinds that definitions conclude, with the types of their fields."""
    derived: dict[str, dict[str, FieldType]] = {}
    for path, shape in shapes.items():
        fail = Reader(path, kinds, registers).fail
        if len(shape.conclude) != 1:
            raise fail(("conclude",), f"found {len(shape.conclude)} kinds, expected one")
        ((kind, fields),) = shape.conclude.items()
        if kind in kinds:
            raise fail(("conclude", kind), f"the kind '{kind}' is given by letters or registers, expected a new one")
        types = {field: FieldType(str if isinstance(value, str) else type(value)) for field, value in fields.items()}
        earlier = derived.get(kind)
        if earlier is not None and earlier != {kind: FieldType(str), **types}:
            raise fail(("conclude", kind), f"other definitions conclude '{kind}' with {', '.join(sorted(earlier))}")
        derived[kind] = {kind: FieldType(str), **types}
    return dict(derived)


def _check_basis(basis: Basis, number: int, reader: Reader) -> None:
    match = re.fullmatch(r"FOIA 2000 s\.(\d+[A-Z]?(?:\([0-9A-Za-z]+\))*)", basis.cite)
    if basis.cite.upper().startswith("FOIA") and match is None:
        raise reader.fail(("basis", number, "cite"), f"found '{basis.cite}', expected 'FOIA 2000 s.17(3)(a)'")
    if match and not reader.registers.knows(match[1]):
        raise reader.fail(("basis", number, "cite"), f"section {match[1]} of the Act is in no register")
