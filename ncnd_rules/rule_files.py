"""Reading rule files: everything that is wrong with one is said before anything runs."""

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from itertools import accumulate
from math import prod
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar, get_args

from pydantic import BeforeValidator, Field, Strict, model_validator

from ncnd_rules import yamlfile
from ncnd_rules.between.kinds import GIVEN_KINDS, KINDS_OVER_LETTERS
from ncnd_rules.encoding import Encoding, Said
from ncnd_rules.errors import InputError, RuleError
from ncnd_rules.facts import FACT_TYPES, FieldType, fields_of, section_of
from ncnd_rules.facts_file import placed, read_facts
from ncnd_rules.letter import Frozen, Letter, Section, Unread, as_tuple
from ncnd_rules.registers import Registers, load_registers, registers_dir
from ncnd_rules.rule_repairs import OperationYaml, operations_of
from ncnd_rules.rules import (
    SEVERITIES,
    SLOT,
    Basis,
    Definition,
    Example,
    Group,
    InForce,
    Literals,
    Over,
    Pattern,
    Reference,
    Rule,
    Ruleset,
    Severity,
    SmallLetter,
)
from ncnd_rules.shipped import rulesets_dir, shown
from ncnd_rules.textfile import check_within, read_bytes
from ncnd_rules.world import WORLD_KINDS

_Made = TypeVar("_Made")

Need = Literal["letter_date", "request_date", "threat_levels", "bank_holidays"]

# Where in a letter a kind of fact stands first of all. Not finding one proves nothing before that was searched.
_HOMES: Mapping[str, frozenset[str]] = {
    "balance": frozenset({"balance"}),
    "citation": frozenset({"exemptions"}),
    "clarification": frozenset({"request"}),
    "complaint_right": frozenset({"rights"}),
    "contact": frozenset({"rights"}),
    "date": frozenset({"header"}),
    "earlier_answer": frozenset({"answer"}),
    "extension": frozenset({"answer"}),
    "factor": frozenset({"public_interest"}),
    "fees_notice": frozenset({"header"}),
    "harm": frozenset({"harm"}),
    "necessity": frozenset({"harm"}),
    "notice_element": frozenset({"notice"}),
    "partner": frozenset({"request"}),
    "part": frozenset({"answer"}),
    "question": frozenset({"request"}),
    "review_right": frozenset({"rights"}),
    "test": frozenset({"public_interest"}),
}

# What a folder of rules may hold at most, and one `when` or group of a rule: many times what the shipped ones do, and
# little enough that nobody's folder fills the memory before a letter is read.
_MOST_FILES = 2_000
_MOST_BYTES = 32 * 2**20
_MOST_PATTERNS = 12
_MOST_WAYS = 1_000  # to choose a value of each list

# A literal that asks only that the field is there at all.
ANY = "any"

_OVER_LETTERS = re.compile(rb"^over: letters\b", re.MULTILINE)
_REFERENCE = re.compile(r"\$(?P<alias>[a-z]\w*)(?:\.(?P<field>\w+))?")


class _LessenedYaml(Frozen):
    to: Severity
    by: Annotated[tuple[Any, ...], BeforeValidator(as_tuple), Field(min_length=1)]


class _RuleYaml(Frozen):
    id: Annotated[str, Field(pattern=r"^[A-Z]{3,4}-\d\d$")]
    title: Annotated[str, Field(min_length=8)]
    over: Over = "letter"
    status: Literal["draft", "stable", "deprecated"]
    severity: Severity
    lessened: _LessenedYaml | None = None
    regime: Literal["foia", "eir", "foisa", "dpa", "any"] = "foia"
    in_force: InForce
    basis: Annotated[tuple[Basis, ...], Field(min_length=1)]
    when: Annotated[tuple[Any, ...], Field(min_length=1)]
    unless: tuple[Any, ...] = ()
    require: tuple[Any, ...] = ()
    forbid: tuple[Any, ...] = ()
    needs: tuple[Need, ...] = ()
    look_in: tuple[Section, ...] = ()
    finding: Annotated[str, Field(min_length=20)]
    repair: Annotated[str, Field(min_length=10)]
    bad: Annotated[tuple[Example, ...], Field(min_length=1)]
    good: Annotated[tuple[Example, ...], Field(min_length=1)]
    undecided: tuple[Example, ...] = ()
    false_positives: Annotated[str, Field(min_length=4)]
    may_be_copy: Annotated[bool, Strict()] = False
    repairs: tuple[OperationYaml, ...] = ()
    no_repair: str = ""

    @model_validator(mode="after")
    def _obliges_something(self) -> "_RuleYaml":
        if bool(self.require) == bool(self.forbid):
            found = "both 'require' and 'forbid'" if self.require else "neither 'require' nor 'forbid'"
            raise ValueError(f"found {found}, expected one of them")
        return self

    @model_validator(mode="after")
    def _brings_letters_of_its_own_kind(self) -> "_RuleYaml":
        for example in (*self.bad, *self.good, *self.undecided):
            if self.over == "letters" and (len(example.letters) < 2 or example.facts):
                raise ValueError(f"the example '{example.name}' brings one letter, expected two or more in 'letters'")
            if self.over == "letter" and (example.letters or "facts" not in example.model_fields_set):
                raise ValueError(f"the example '{example.name}' has no 'facts' of one letter, as expected")
        return self

    @model_validator(mode="after")
    def _holds_whatever_the_dates(self) -> "_RuleYaml":
        always = self.in_force.since.year <= 2005 and self.in_force.until is None
        if self.over == "letters" and (self.needs or not always):
            raise ValueError("a rule over letters has no one date: expected no 'needs', and in force from 2005 on")
        return self


class _DefinitionYaml(Frozen):
    id: Annotated[str, Field(pattern=r"^[a-z][a-z_]+$")]
    title: Annotated[str, Field(min_length=8)]
    when: Annotated[tuple[Any, ...], Field(min_length=1)]
    unless: tuple[Any, ...] = ()
    look_in: tuple[Section, ...] = ()
    conclude: dict[str, dict[str, Any]]


@cache
def load_ruleset(root: Path | None = None, over: Over = "letter") -> Ruleset:
    """Read and check every rule and definition below *root* (the shipped ``rulesets/`` by default).

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
    kinds: dict[str, Mapping[str, FieldType]] = {kind: fields_of(kind) for kind in FACT_TYPES} | WORLD_KINDS
    chosen = [path for path in rule_files if _over(path) == over]
    if over == "letters":
        kinds, definition_files = dict(KINDS_OVER_LETTERS), []  # a definition would mix the facts of several letters
    sound = _Sound()
    raw = sound.made((*definition_files, *chosen), lambda path: yamlfile.load(path, RuleError))
    shapes = sound.made(
        (path for path in definition_files if path in raw),
        lambda path: yamlfile.validated(_DefinitionYaml, raw[path], path, error=RuleError),
    )
    derived = sound.made([root], lambda _: _derived_kinds(shapes, kinds, registers)).get(root)
    kinds |= derived or {}
    definitions = sound.made(
        shapes if derived is not None else (), lambda path: _definition(shapes[path], path, kinds, registers)
    )
    homes = _homes_of(definitions.values())
    whole = len(definitions) == len(definition_files)
    rules = sound.made(
        (path for path in chosen if path in raw and whole),
        lambda path: _rule(raw[path], path, kinds, registers, homes),
    )
    named = [(path.stem, path) for path in rule_files] + [(item.id, path) for path, item in definitions.items()]
    sound.made([root], lambda _: _check_unique(named))
    digest = hashlib.sha256()
    for path in raw:
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    in_order = sorted(rules.values(), key=lambda rule: rule.id)
    ruleset = Ruleset(tuple(in_order), tuple(definitions.values()), kinds, digest.hexdigest())
    return ruleset, tuple(sound.problems)


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


def encoding_of(example: Example, rule: Rule) -> Encoding:
    """An example as a letter with nothing but its facts.

    Raises:
        RuleError: where its facts are outside the vocabulary.
    """
    return _small_letter(example, example.name, rule, _place_of(example, rule))


def encodings_of(example: Example, rule: Rule) -> tuple[Encoding, ...]:
    """The letters of an example of a rule over several.

    Raises:
        RuleError: where their facts are outside the vocabulary, or quote what their sentences do not say.
    """
    place = _place_of(example, rule)
    return tuple(
        _small_letter(letter, name, rule, (*place, "letters", name)) for name, letter in example.letters.items()
    )


def _small_letter(small: SmallLetter, name: str, rule: Rule, place: yamlfile.Place) -> Encoding:
    try:
        facts = read_facts(small.facts, rule.path, (*place, "facts"))
        # Questions are the requester's words, and stand in the letter beside what the authority says.
        asked = dict.fromkeys(span.quote for fact in facts if fact.kind == "question" for span in fact.evidence)
        text = "\n".join((*small.said, *asked)) if small.said else ""
        facts = placed(facts, text, rule.path, (*place, "facts")) if text else facts
    except InputError as problem:
        raise RuleError(problem.file, problem.problem, problem.place) from None
    copy = "extract" if small.missing else small.copy_state
    about = {"file": name, "copy": copy, "missing": small.missing}
    letter = yamlfile.validated(Letter, about, rule.path, place, RuleError)
    unread = tuple(Unread(section=section, reason="the example says so") for section in small.unread)
    starts = accumulate((len(words) + 1 for words in small.said), initial=0)
    said = tuple(Said(start, start + len(words), words) for start, words in zip(starts, small.said, strict=False))
    return Encoding(letter, facts, unread, text or None, said=said)


class _Reader:
    """Reads the patterns of one file, each against the names that are bound before it."""

    def __init__(self, path: Path, kinds: Mapping[str, Mapping[str, FieldType]], registers: Registers) -> None:
        self.path = path
        self.kinds = kinds
        self.registers = registers
        self._unnamed = 0

    def fail(self, place: yamlfile.Place, problem: str) -> RuleError:
        return RuleError(shown(self.path), problem, yamlfile.where(self.path, place))

    def when(self, items: Iterable[Any]) -> Group:
        return self._group(list(items), ("when",), {})

    def groups(self, items: Iterable[Any], place: yamlfile.Place, bound: Group) -> tuple[Group, ...]:
        """Each item is one pattern, or a list of patterns that belong together."""
        names = {pattern.alias: pattern.kind for pattern in bound}
        return tuple(
            self._group(item, (*place, number), dict(names))
            if isinstance(item, list)
            else (self._pattern(item, (*place, number), dict(names)),)
            for number, item in enumerate(items)
        )

    def _group(self, items: list[Any], place: yamlfile.Place, bound: dict[str, str]) -> Group:
        if len(items) > _MOST_PATTERNS:
            raise self.fail(place, f"found {len(items)} facts, expected at most {_MOST_PATTERNS}")
        patterns: list[Pattern] = []
        for number, item in enumerate(items):
            pattern = self._pattern(item, (*place, number), bound)
            bound[pattern.alias] = pattern.kind
            patterns.append(pattern)
        ways = prod(len(values) for pattern in patterns for values in pattern.literals.values() if values)
        if ways > _MOST_WAYS:
            raise self.fail(
                place,
                f"found lists from which a value each can be chosen in {ways:,} ways, expected at most {_MOST_WAYS:,}",
            )
        return tuple(patterns)

    def _pattern(self, item: Any, place: yamlfile.Place, bound: dict[str, str]) -> Pattern:
        if not isinstance(item, dict):
            raise self.fail(place, "expected one fact, as 'kind: {fields}'")
        rest = {key: value for key, value in item.items() if key not in ("as", "is")}
        if len(rest) != 1 or ("as" in item and "is" in item):
            raise self.fail(place, f"expected one kind with its fields, found {', '.join(map(str, item))}")
        ((kind, conditions),) = rest.items()
        fields = self.kinds.get(kind)
        if fields is None:
            hint = yamlfile.did_you_mean(str(kind), self.kinds)
            raise self.fail((*place, kind), f"no kind of fact is called '{kind}'{hint}")
        if conditions is not None and not isinstance(conditions, dict):
            raise self.fail((*place, kind), f"found {conditions!r}, expected fields, as '{{field: value}}'")
        alias, same = self._alias(item, kind, place, bound)
        literals: dict[str, Literals | None] = {}
        joins: dict[str, Reference] = {}
        for field, wanted in (conditions or {}).items():
            at = (*place, kind, field)
            if field not in fields:
                hint = yamlfile.did_you_mean(str(field), fields)
                raise self.fail(at, f"no field '{field}' in {kind}{hint}; it has {', '.join(sorted(fields))}")
            if isinstance(wanted, str) and wanted.startswith("$"):
                joins[field] = self.reference(wanted, fields[field], at, bound)
                names = list(bound)
                if same and names.index(joins[field].alias) >= names.index(alias):
                    raise self.fail(
                        at, f"'{alias}' stands before '{joins[field].alias}' and cannot be joined to it here"
                    )
            else:
                literals[field] = self._literals(wanted, field, fields[field], at)
        return Pattern(alias, kind, literals, joins, same)

    def _alias(self, item: Any, kind: str, place: yamlfile.Place, bound: dict[str, str]) -> tuple[str, bool]:
        if "is" in item:
            alias = str(item["is"]).removeprefix("$")
            if bound.get(alias) != kind:
                hint = yamlfile.did_you_mean(alias, [name for name, of in bound.items() if of == kind])
                raise self.fail((*place, "is"), f"no {kind} is called '{alias}' before this{hint}")
            return alias, True
        if "as" not in item:
            self._unnamed += 1
            return f"_{self._unnamed}", False
        alias = str(item["as"])
        if not re.fullmatch(r"[a-z]\w*", alias):
            raise self.fail((*place, "as"), f"found name '{alias}', expected a small letter, then letters or digits")
        if alias in bound:
            raise self.fail((*place, "as"), f"the name '{alias}' is taken by an earlier {bound[alias]}")
        return alias, False

    def reference(self, text: str, wanted: FieldType, place: yamlfile.Place, bound: dict[str, str]) -> Reference:
        match = _REFERENCE.fullmatch(text)
        if match is None:
            raise self.fail(place, f"found '{text}', expected $name or $name.field")
        alias = match["alias"]
        if alias not in bound:
            raise self.fail(place, f"no earlier pattern is called '{alias}'{yamlfile.did_you_mean(alias, bound)}")
        field = match["field"] or bound[alias]
        found = self.kinds[bound[alias]].get(field)
        if found is None:
            hint = yamlfile.did_you_mean(field, self.kinds[bound[alias]])
            raise self.fail(place, f"no field '{field}' in {bound[alias]}, which '{alias}' names{hint}")
        if found.base is not wanted.base:
            raise self.fail(place, f"'{text}' is {_NAMES[found.base]}, expected {_NAMES[wanted.base]}")
        return Reference(alias, field)

    def _literals(self, wanted: Any, field: str, of: FieldType, place: yamlfile.Place) -> Literals | None:
        if wanted == ANY:
            return None
        values: list[Any] = []
        for written in wanted if isinstance(wanted, list) else [wanted]:
            if isinstance(written, str) and written.startswith("$"):
                raise self.fail(place, f"found '{written}' in a list; a name stands alone, without brackets")
            is_number = isinstance(written, int) and not isinstance(written, bool)
            value = str(written) if of.base is str and not of.choices and is_number else written
            if type(value) is not of.base:
                raise self.fail(place, f"found {value!r}, expected {_NAMES[of.base]}")
            if of.choices and value not in of.choices:
                hint = yamlfile.did_you_mean(str(value), of.choices)
                raise self.fail(place, f"found '{value}', expected one of {', '.join(of.choices)}{hint}")
            self._check_provision(value, field, place)
            values.append(value)
        if not values or len(set(values)) != len(values):
            raise self.fail(place, "expected at least one value, each once")
        return tuple(values)

    def _check_provision(self, value: Any, field: str, place: yamlfile.Place) -> None:
        exemptions = self.registers.exemptions
        is_limb = field == "provision" and exemptions.limb(value, None) is not None
        if field not in ("provision", "section") or is_limb or exemptions.section(value) is not None:
            return
        if not self._is_of_the_notice(value):
            raise self.fail(place, f"the provision '{value}' is not in the register of exemptions")

    def _is_of_the_notice(self, value: Any) -> bool:
        """Whether a provision is one about refusal notices, which a notice names and no register lists in parts."""
        section = section_of(str(value))
        return self.registers.exemptions.section(section) is None and section in self.registers.procedure.sections

    def check_sentence(
        self, sentence: str, place: str, when: Group, forbid: Iterable[Group], require: Iterable[Group]
    ) -> None:
        """Every name in braces is bound, and only names every match has stand without ``all``."""
        patterns = [*when, *(pattern for group in forbid for pattern in group)]
        always = {pattern.alias for pattern in when}
        if stray := re.search(r"[{}]\S*", re.sub(r"\{[^{}]*\}", "", sentence)):
            raise self.fail((place,), f"found '{stray[0]}', a brace without its other half")
        sought = [*patterns, *(pattern for group in require for pattern in group)]
        asked = {(pattern.alias, field) for pattern in sought for field in (*pattern.literals, *pattern.joins)}
        asked |= {(join.alias, join.field) for pattern in sought for join in pattern.joins.values()}
        for text in re.findall(r"\{[^}]*\}", sentence):
            match = SLOT.fullmatch(text)
            if match is None:
                raise self.fail((place,), f"found '{text}', expected {{name.field}} or {{all name.field}}")
            alias, field = match["alias"], match["field"]
            named = [pattern for pattern in patterns if pattern.alias == alias]
            if not named or (alias not in always and not match["every"]):
                hint = yamlfile.did_you_mean(alias, always)
                extra = " (write 'all' before a name that 'forbid' binds)" if named else hint
                raise self.fail((place,), f"nothing in 'when' is called '{alias}'{extra}")
            for kind in {pattern.kind for pattern in named}:
                if field not in self.kinds[kind]:
                    hint = yamlfile.did_you_mean(field, self.kinds[kind])
                    raise self.fail((place,), f"no field '{field}' in {kind}{hint}")
                # A sentence must never decide which facts match.
                if self.kinds[kind][field].each and (alias, field) not in asked:
                    raise self.fail(
                        (place,), f"'{alias}.{field}' may have no value; ask for it in the pattern ({field}: any)"
                    )


_NAMES: dict[type, str] = {str: "text", int: "a whole number", bool: "true or false"}


def _rule(
    data: Any,
    path: Path,
    kinds: Mapping[str, Mapping[str, FieldType]],
    registers: Registers,
    homes: Mapping[str, frozenset[str]],
) -> Rule:
    shape = yamlfile.validated(_RuleYaml, data, path, error=RuleError)
    reader = _Reader(path, kinds, registers)
    if path.stem != shape.id or path.parent.name != shape.id.partition("-")[0].lower():
        expected = f"{shape.id.partition('-')[0].lower()}/{shape.id}.yaml"
        raise reader.fail(
            ("id",), f"the rule '{shape.id}' stands in {path.parent.name}/{path.name}, expected {expected}"
        )
    when = reader.when(shape.when)
    unless = reader.groups(shape.unless, ("unless",), when)
    require = reader.groups(shape.require, ("require",), when)
    forbid = reader.groups(shape.forbid, ("forbid",), when)
    lessened = shape.lessened
    lessened_by = reader.groups(lessened.by, ("lessened", "by"), when) if lessened else ()
    if lessened and SEVERITIES.index(lessened.to) <= SEVERITIES.index(shape.severity):
        raise reader.fail(("lessened", "to"), f"found '{lessened.to}', expected less than '{shape.severity}'")
    needs_look = _reads_the_letter((*unless, *require, *lessened_by))
    if needs_look and not shape.look_in:
        raise reader.fail((), "concludes from absence: expected 'look_in', the sections where the thing would stand")
    if shape.look_in and not needs_look:
        raise reader.fail(("look_in",), "nothing that could be absent from a letter is required, excuses or lessens")
    _check_homes(shape.look_in, (*unless, *require, *lessened_by), homes, reader)
    if shape.over == "letters":
        _check_letters((*unless, *require, *lessened_by), reader)
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
        lessened_to=lessened.to if lessened else None,
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


def check_examples(rule: Rule) -> None:
    """Read every example of a rule.

    Raises:
        RuleError: where an example is outside the vocabulary. Loading skips this: examples are
            the author's witnesses and are read by the tests and by ``ncnd rule``.
    """
    for example in (*rule.bad, *rule.good, *rule.undecided):
        if rule.over == "letters":
            encodings_of(example, rule)
        else:
            encoding_of(example, rule)


def _definition(
    shape: _DefinitionYaml, path: Path, kinds: Mapping[str, Mapping[str, FieldType]], registers: Registers
) -> Definition:
    reader = _Reader(path, kinds, registers)
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
        if type(value) not in _NAMES:
            raise reader.fail(at, f"found {value!r}, expected text, a whole number, true or false, or $name.field")
        is_reference = isinstance(value, str) and value.startswith("$")
        concluded[field] = reader.reference(value, FieldType(str), at, names) if is_reference else value
    return Definition(shape.id, shape.title, when, unless, shape.look_in, kind, concluded, path)


def _derived_kinds(
    shapes: Mapping[Path, _DefinitionYaml], kinds: Mapping[str, Mapping[str, FieldType]], registers: Registers
) -> dict[str, Mapping[str, FieldType]]:
    """The kinds that definitions conclude, with the types of their fields."""
    derived: dict[str, dict[str, FieldType]] = {}
    for path, shape in shapes.items():
        fail = _Reader(path, kinds, registers).fail
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


def _homes_of(definitions: Iterable[Definition]) -> Mapping[str, frozenset[str]]:
    """Where each kind stands; a derived one stands wherever what it is concluded from does."""
    homes = dict(_HOMES)
    for definition in definitions:
        own = frozenset[str]().union(*(homes.get(pattern.kind, frozenset()) for pattern in definition.when))
        homes[definition.kind] = homes.get(definition.kind, frozenset()) | own | frozenset(definition.look_in)
    return homes


def _reads_the_letter(groups: Iterable[Group]) -> bool:
    """Whether anything sought could be lost from a copy: register facts and ``is`` never are."""
    return any(not pattern.same and pattern.kind not in GIVEN_KINDS for group in groups for pattern in group)


def _check_homes(
    look_in: Iterable[str], groups: Iterable[Group], homes: Mapping[str, frozenset[str]], reader: _Reader
) -> None:
    """Refuse a rule that would call a thing absent without having searched where it stands."""
    searched = set(look_in)
    for pattern in (pattern for group in groups for pattern in group if not pattern.same):
        lacking = sorted(homes.get(pattern.kind, frozenset()) - searched)
        if lacking:
            raise reader.fail(("look_in",), f"a {pattern.kind} may stand in the {lacking[0]}, which is not searched")


def _check_letters(groups: Iterable[Group], reader: _Reader) -> None:
    """Refuse a rule that would call a thing absent without saying from which of several letters."""
    for pattern in (pattern for group in groups for pattern in group):
        if not pattern.same and pattern.kind not in GIVEN_KINDS and "letter" not in pattern.joins:
            raise reader.fail(
                (), f"does not say in which letter a {pattern.kind} is looked for, as 'letter: $name.field'"
            )


def _check_basis(basis: Basis, number: int, reader: _Reader) -> None:
    match = re.fullmatch(r"FOIA 2000 s\.(\d+[A-Z]?)(\([0-9A-Za-z]+\))*", basis.cite)
    if basis.cite.upper().startswith("FOIA") and match is None:
        raise reader.fail(("basis", number, "cite"), f"found '{basis.cite}', expected 'FOIA 2000 s.17(3)(a)'")
    if match and not reader.registers.knows_section(match[1]):
        raise reader.fail(("basis", number, "cite"), f"section {match[1]} of the Act is in no register")


def _check_unique(ids: list[tuple[str, Path]]) -> None:
    seen: dict[str, Path] = {}
    for name, path in ids:
        if name in seen:
            raise RuleError(shown(path), f"the id '{name}' is taken by {shown(seen[name])}")
        seen[name] = path


def _place_of(example: Example, rule: Rule) -> yamlfile.Place:
    for place, examples in (("bad", rule.bad), ("good", rule.good), ("undecided", rule.undecided)):
        for number, candidate in enumerate(examples):
            if candidate is example:
                return place, number
    return "bad", 0
