"""Reading the patterns of a rule: each against the names that are bound before it."""

import re
from collections.abc import Iterable, Mapping
from math import prod
from pathlib import Path
from typing import Any

from ncnd_rules import yamlfile
from ncnd_rules.errors import RuleError
from ncnd_rules.facts import FieldType, section_of
from ncnd_rules.registers import Registers
from ncnd_rules.rules import SLOT, Group, Literals, Pattern, Reference
from ncnd_rules.shipped import shown

# What one `when` or group of a rule may hold: many times what the shipped ones do.
_MOST_PATTERNS = 12
_MOST_WAYS = 1_000  # to choose a value of each list

# A literal that asks only that the field is there at all.
_ANY = "any"

_REFERENCE = re.compile(r"\$(?P<alias>[a-z]\w*)(?:\.(?P<field>\w+))?")

TYPE_NAMES: dict[type, str] = {str: "text", int: "a whole number", bool: "true or false"}


class Reader:
    """Reads the patterns of one file, each against the names that are bound before it."""

    def __init__(self, path: Path, kinds: Mapping[str, Mapping[str, FieldType]], registers: Registers) -> None:
        self.path = path
        self.kinds = kinds
        self.registers = registers
        self._unnamed = 0

    def fail(self, place: yamlfile.Place, problem: str) -> RuleError:
        """The error that names the file, and the line of the place."""
        return RuleError(shown(self.path), problem, yamlfile.where(self.path, place))

    def when(self, items: Iterable[Any]) -> Group:
        """The patterns that a match consists of."""
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
        """A reference such as ``$name.field`` to what is bound, of the type that is wanted."""
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
            raise self.fail(place, f"'{text}' is {TYPE_NAMES[found.base]}, expected {TYPE_NAMES[wanted.base]}")
        return Reference(alias, field)

    def _literals(self, wanted: Any, field: str, of: FieldType, place: yamlfile.Place) -> Literals | None:
        if wanted == _ANY:
            return None
        values: list[Any] = []
        for written in wanted if isinstance(wanted, list) else [wanted]:
            if isinstance(written, str) and written.startswith("$"):
                raise self.fail(place, f"found '{written}' in a list; a name stands alone, without brackets")
            is_number = isinstance(written, int) and not isinstance(written, bool)
            value = str(written) if of.base is str and not of.choices and is_number else written
            if type(value) is not of.base:
                raise self.fail(place, f"found {value!r}, expected {TYPE_NAMES[of.base]}")
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
