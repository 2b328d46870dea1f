"""Folders of rule files: what can be used of them, and what is wrong with the rest."""

import hashlib
import os
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, get_args

from ncnd_rules import yamlfile
from ncnd_rules.between.kinds import KINDS_OVER_LETTERS
from ncnd_rules.errors import RuleError
from ncnd_rules.facts import FACT_TYPES, FieldType, fields_of
from ncnd_rules.registers import Registers, load_registers, registers_dir
from ncnd_rules.rule_files.homes import homes_of
from ncnd_rules.rule_files.making import definition_of, derived_kinds, rule_of
from ncnd_rules.rule_files.shapes import DefinitionYaml
from ncnd_rules.rules import Definition, Over, Ruleset
from ncnd_rules.shipped import rulesets_dir, shown
from ncnd_rules.textfile import check_within, read_bytes
from ncnd_rules.world import WORLD_KINDS

_Made = TypeVar("_Made")
_Kinds = dict[str, Mapping[str, FieldType]]

# What a folder of rules may hold at most: many times what the shipped one does, and little enough that nobody's folder
# fills the memory before a letter is read.
_MOST_FILES = 2_000
_MOST_BYTES = 32 * 2**20

_OVER_LETTERS = re.compile(rb"^over: letters\b", re.MULTILINE)


def load_ruleset(root: str | os.PathLike[str] | None = None, over: Over = "letter") -> Ruleset:
    """Read and check every rule and definition below *root* (the shipped ``rulesets/`` by default); read once.

    >>> load_ruleset().rule("PIT-01").title
    'A qualified exemption needs a public interest test'

    Args:
        over: ``letter`` for the rules that are put to one letter, ``letters`` for those that are put to
            several which are compared. Files of the other sort are not looked into.

    Raises:
        RuleError: for the first thing wrong in any file, naming file, line, place, what was found
            and what was expected: an unknown kind, field or name, a literal of another type, a
            provision that is in no register, a sentence with a name nothing binds, a missing basis
            or example, or two files with one id. Definitions that exclude each other in a circle
            are refused when a `Checker` is made of them.
    """
    return _ruleset_of(Path(root) if root is not None else None, over)


@cache
def _ruleset_of(root: Path | None, over: Over) -> Ruleset:
    # Apart from the defaults: a cache would keep what is left out apart from what is said, and names from places.
    ruleset, problems = load_sound_rules(root, over)
    if problems:
        raise problems[0]
    return ruleset


@cache
def load_every_rule(root: Path | None = None) -> Ruleset:
    """Every rule below *root*, whether put to one letter or to several, for those who read or govern them.

    Raises:
        RuleError: as `load_ruleset` does.
    """
    return _together(load_ruleset(root), load_ruleset(root, "letters"))


def load_every_sound_rule(root: Path | None = None) -> tuple[Ruleset, tuple[RuleError, ...]]:
    """Every rule that can be used, of either sort, and what is wrong with the others, a problem a file.

    Raises:
        RuleError: where the folder holds no rules at all.
    """
    (one, problems), (several, further) = load_sound_rules(root), load_sound_rules(root, "letters")
    return _together(one, several), (*problems, *further)


def _together(one: Ruleset, several: Ruleset) -> Ruleset:
    rules = sorted((*one.rules, *several.rules), key=lambda rule: rule.id)
    # The kinds of a letter have the fields they have alone, and its name besides.
    kinds = {**one.kinds, **several.kinds}
    digest = hashlib.sha256(f"{one.digest}{several.digest}".encode()).hexdigest()
    return Ruleset(tuple(rules), one.definitions, kinds, digest)


def load_rules_among_shipped(path: Path) -> Ruleset:
    """The rules of a file, or of a folder, that stands in no folder of rulesets, with the shipped definitions.

    Raises:
        RuleError: as `load_ruleset` does.
    """
    files = [path] if path.is_file() else _files(path)
    if not files:
        raise RuleError(path, "no rule files found, expected at least one .yaml file")
    halves = [load_sound_rules(None, over, files) for over in get_args(Over)]
    for _, problems in halves:
        if problems:
            raise problems[0]
    (one, _), (several, _) = halves
    return _together(one, several)


def load_sound_rules(
    root: Path | None = None, over: Over = "letter", files: Sequence[Path] | None = None
) -> tuple[Ruleset, tuple[RuleError, ...]]:
    """Every rule and definition that can be used, and what is wrong with the others, a problem a file.

    Where a definition is wrong no rule is read: what its rules lack would be said of each of them.

    Args:
        files: the files of rules, where they are others than those of *root*.

    Raises:
        RuleError: where the folder holds no rules at all.
    """
    registers = load_registers(registers_dir(root))
    root = root or rulesets_dir()
    definition_files = _files(root / "definitions")
    rule_files = _files(root / "rules") if files is None else list(files)
    if not rule_files:
        raise RuleError(root / "rules", "no rule files found, expected at least one .yaml file")
    kinds: _Kinds = {kind: fields_of(kind) for kind in FACT_TYPES} | WORLD_KINDS
    chosen = [path for path in rule_files if _over(path) == over]
    if over == "letters":
        kinds, definition_files = dict(KINDS_OVER_LETTERS), []  # a definition would mix the facts of several letters
    sound = _Sound()
    raw = sound.made((*definition_files, *chosen), lambda path: yamlfile.load(path, RuleError))
    definitions, kinds = _definitions(
        sound, {path: raw[path] for path in definition_files if path in raw}, root, kinds, registers
    )
    homes = homes_of(definitions.values())
    whole = len(definitions) == len(definition_files)
    rules = sound.made(
        (path for path in chosen if path in raw and whole),
        lambda path: rule_of(raw[path], path, kinds, registers, homes),
    )
    named = [(path.stem, path) for path in rule_files] + [(item.id, path) for path, item in definitions.items()]
    sound.made([root], lambda _: _check_unique(named))
    in_order = sorted(rules.values(), key=lambda rule: rule.id)
    ruleset = Ruleset(tuple(in_order), tuple(definitions.values()), kinds, _digest_of(raw))
    return ruleset, tuple(sound.problems)


def _definitions(
    sound: "_Sound", raw: Mapping[Path, Any], root: Path, kinds: _Kinds, registers: Registers
) -> tuple[dict[Path, Definition], _Kinds]:
    """The definitions that can be used, and the kinds that there are with those that they conclude."""
    shapes = sound.made(raw, lambda path: yamlfile.validated(DefinitionYaml, raw[path], path, error=RuleError))
    derived = sound.made([root], lambda _: derived_kinds(shapes, kinds, registers)).get(root)
    every = {**kinds, **(derived or {})}
    definitions = sound.made(
        shapes if derived is not None else (), lambda path: definition_of(shapes[path], path, every, registers)
    )
    return definitions, every


def _digest_of(files: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in files:
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


class _Sound:
    """Makes what can be made, and keeps what is wrong with the rest."""

    def __init__(self) -> None:
        self.problems: list[RuleError] = []

    def made(self, paths: Iterable[Path], make: Callable[[Path], _Made]) -> dict[Path, _Made]:
        """What *make* gives for each path for which it raises nothing."""
        made: dict[Path, _Made] = {}
        for path in paths:
            try:
                made[path] = make(path)
            except RuleError as problem:
                self.problems.append(problem)
        return made


def _over(path: Path) -> Over:
    """What the rules of a file are put to, told without reading it as YAML: every run does so for all files."""
    return "letters" if _OVER_LETTERS.search(read_bytes(path, RuleError)) else "letter"


def _files(folder: Path) -> list[Path]:
    """The YAML files of a folder of rulesets, however deep, in the order of their paths."""
    files = sorted(path for path in folder.rglob("*.y*ml") if not path.name.startswith("."))
    for path in files:
        if path.suffix != ".yaml":
            raise RuleError(shown(path), f"found the ending '{path.suffix}', expected '.yaml'")
        check_within(path, folder.parent, RuleError)
    if len(files) > _MOST_FILES:
        raise RuleError(shown(folder), f"holds {len(files):,} files, expected at most {_MOST_FILES:,}")
    size = sum(path.stat().st_size for path in files if path.is_file())
    if size > _MOST_BYTES:
        raise RuleError(shown(folder), f"holds {size / 2**20:.0f} MB, expected at most {_MOST_BYTES // 2**20} MB")
    return files


def _check_unique(ids: list[tuple[str, Path]]) -> None:
    seen: dict[str, Path] = {}
    for name, path in ids:
        if name in seen:
            raise RuleError(shown(path), f"the id '{name}' is taken by {shown(seen[name])}")
        seen[name] = path
