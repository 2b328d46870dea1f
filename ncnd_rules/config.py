"""What a project decides for all its letters: ``ncnd.toml``, or ``[tool.ncnd]`` in its ``pyproject.toml``.

```toml
select = ["PIT", "THR"]          # only these rules, by id or its beginning
ignore = ["TXT"]                 # all but these
fail-on = "warning"              # the least severity that makes the exit code 1
as-of = "today"                  # whose law is applied: letter, today, or a day
copy = "complete"                # how whole copies are: auto, complete, extract, unknown
baseline = "ncnd-baseline.yaml"  # findings that are known; beside this file

[severity]                       # by id or its beginning; the longest that fits counts
PIT-11 = "info"

[per-file]                       # rules not applied to the letters that a pattern names
"archive/**" = ["RGT"]
```

An option of the command line counts before the same key here.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from fnmatch import fnmatch
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, PrivateAttr

from ncnd_rules import yamlfile
from ncnd_rules.errors import ConfigError
from ncnd_rules.letter import Frozen, as_tuple
from ncnd_rules.rules import SEVERITIES, Rule, Severity
from ncnd_rules.textfile import read_text

OWN, SHARED = "ncnd.toml", "pyproject.toml"

# The memory that a key such as `a.b.c` takes grows with the square of its steps.
_MOST_CHARACTERS = 2**20
_MOST_STEPS = 100
_STEP = r"""(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')"""
_DEEP_KEY = re.compile(rf"(?<![\w-]){_STEP}(?:[ \t]*+\.[ \t]*+{_STEP}){{{_MOST_STEPS}}}")

_Prefix = Annotated[str, Field(min_length=1)]
_Prefixes = Annotated[tuple[_Prefix, ...], BeforeValidator(as_tuple)]


def _as_day(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


class Config(Frozen):
    """What a project decides; nothing where it has no file."""

    select: _Prefixes = ()
    ignore: _Prefixes = ()
    fail_on: Literal["error", "warning", "info", "never"] | None = Field(alias="fail-on", default=None)
    as_of: Annotated[str | None, BeforeValidator(_as_day)] = Field(alias="as-of", default=None)
    copy_state: Literal["auto", "complete", "extract", "unknown"] | None = Field(alias="copy", default=None)
    baseline: Annotated[str | None, Field(min_length=1)] = None  # seen from the folder of the file
    severity: Mapping[_Prefix, Severity] = Field(default_factory=dict)
    per_file: Mapping[str, _Prefixes] = Field(alias="per-file", default_factory=dict)

    _file: Path = PrivateAttr(default=Path(OWN))  # in which it stands, for messages

    @property
    def names_rules(self) -> bool:
        """Whether anything here names a rule."""
        return bool(self.select or self.ignore or self.severity or self.per_file)

    def ignored_in(self, letter: Path) -> tuple[str, ...]:
        """The beginnings of the ids of the rules that are not applied to a letter."""
        name = letter.as_posix()
        return tuple(
            prefix
            for pattern, prefixes in self.per_file.items()
            if fnmatch(name, pattern) or fnmatch(name, f"*/{pattern}")
            for prefix in prefixes
        )

    def sets_aside(self, rule: Rule, letter: Path) -> str:
        """File and key by which findings of a rule do not count in a letter; nothing where they do."""
        apart = {
            "select": bool(self.select) and not _begins(rule, self.select),
            "ignore": _begins(rule, self.ignore),
            "per-file": _begins(rule, self.ignored_in(letter)),
        }
        return next((f"{self._file}: {key}" for key, holds in apart.items() if holds), "")


def _begins(rule: Rule, prefixes: Iterable[str]) -> bool:
    return any(rule.id.startswith(prefix.upper()) for prefix in prefixes)


def config_for(folder: Path, named: Path | None = None) -> Config:
    """The nearest file of settings in a folder or above it; or the one that is named.

    Raises:
        ConfigError: naming file, key, what was found and what was expected.
    """
    if named is not None:
        return _read(named, required=True) or Config()
    for place in (folder, *folder.parents):
        for name in (OWN, SHARED):
            if (place / name).is_file() and (config := _read(place / name)) is not None:
                return config
    return Config()


def _read(path: Path, *, required: bool = False) -> Config | None:
    data = _parsed(path)
    at: tuple[str, ...] = ()
    if path.name == SHARED:
        tools = data.get("tool", {})
        if not isinstance(tools, dict) or "ncnd" not in tools:
            if required:
                raise ConfigError(path, "has no [tool.ncnd], expected one")
            return None
        data, at = tools["ncnd"], ("tool", "ncnd")
    config = yamlfile.validated(Config, data, path, at, ConfigError)
    if config.baseline is not None:
        config = config.model_copy(update={"baseline": str(path.parent / config.baseline)})
    config._file = path
    if config.as_of is not None:
        try:
            law_day(config.as_of)
        except ValueError as problem:
            raise ConfigError(path, str(problem), ".".join((*at, "as-of"))) from None
    return config


def _parsed(path: Path) -> dict[str, Any]:
    text = read_text(path, ConfigError).removeprefix("\ufeff")
    if len(text) > _MOST_CHARACTERS:
        raise ConfigError(path, f"has {len(text):,} characters, expected at most {_MOST_CHARACTERS:,}")
    if deep := _DEEP_KEY.search(text):
        line = text.count("\n", 0, deep.start()) + 1
        raise ConfigError(path, f"found a key of more than {_MOST_STEPS} steps", f"line {line}")
    try:
        return tomllib.loads(text)
    except ValueError as problem:  # also of a number with thousands of digits
        raise ConfigError(path, f"is not TOML: {problem}") from None
    except RecursionError:
        raise ConfigError(path, "is nested too deeply") from None


def law_day(word: str) -> date | None:
    """The day whose law is applied: none for ``letter``, which means the days of each letter.

    Raises:
        ValueError: for what is neither ``letter``, ``today`` nor a day.
    """
    if word == "letter":
        return None
    if word == "today":
        return date.today()  # noqa: DTZ011 - the law of a day is that of the reader's calendar
    try:
        return date.fromisoformat(word)
    except ValueError:
        raise ValueError(f"found '{word}', expected letter, today, or a date as YYYY-MM-DD") from None


def check_names(config: Config, rules: Sequence[Rule]) -> None:
    """Refuse a beginning with which no rule's id begins.

    Raises:
        ConfigError: naming key and word, with the nearest right one.
    """
    ids = [rule.id for rule in rules]
    named = {
        "select": config.select,
        "ignore": config.ignore,
        "severity": tuple(config.severity),
        **{f"per-file.{pattern}": prefixes for pattern, prefixes in config.per_file.items()},
    }
    for key, prefixes in named.items():
        for prefix in prefixes:
            if not any(rule_id.startswith(prefix.upper()) for rule_id in ids):
                groups = {rule.group for rule in rules}
                hint = yamlfile.did_you_mean(prefix.upper(), [*ids, *groups])
                raise ConfigError(config._file, f"no rule id begins with '{prefix}'{hint}", key)


def narrowed(config: Config, rules: Sequence[Rule], *, needed: bool = True) -> Config:
    """The settings without the choices that name none of these rules, but rules of another sort.

    Args:
        needed: whether a rule has to be left of those that are selected.

    Raises:
        ConfigError: where none is left that has to be.
    """
    own = {
        key: tuple(prefix for prefix in getattr(config, key) if any(_begins(rule, [prefix]) for rule in rules))
        for key in ("select", "ignore")
    }
    if needed and config.select and not own["select"]:
        problem = f"found {', '.join(config.select)}, expected rules that this verb applies, or --select beside it"
        raise ConfigError(config._file, problem, "select")
    return config.model_copy(update=own)


def graded(rules: Iterable[Rule], severity: Mapping[str, Severity]) -> tuple[Rule, ...]:
    """Rules with the severities that a project gives them; a lesser severity that a rule has is never raised by it."""
    return tuple(_graded(rule, severity) for rule in rules)


def _graded(rule: Rule, severity: Mapping[str, Severity]) -> Rule:
    fitting = [prefix for prefix in severity if rule.id.startswith(prefix.upper())]
    if not fitting:
        return rule
    given = severity[max(fitting, key=len)]
    order = SEVERITIES.index
    lessened = rule.lessened_to if rule.lessened_to and order(rule.lessened_to) > order(given) else None
    return rule._replace(severity=given, lessened_to=lessened, lessened_by=rule.lessened_by if lessened else ())
