"""What all registers share: dated rows that name their sources, and how they are read."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BeforeValidator, Field, PrivateAttr

from ncnd_rules import yamlfile
from ncnd_rules.errors import NcndError, RegisterError
from ncnd_rules.letter import Frozen, as_tuple
from ncnd_rules.shipped import shown

Confidence = Literal["high", "medium", "low"]
Names = Annotated[tuple[str, ...], BeforeValidator(as_tuple)]
Key = Annotated[str, BeforeValidator(lambda value: str(value) if isinstance(value, int) else value)]


class OutsideRegisterError(NcndError):
    """A day that a register does not reach; nothing can be said of it."""


class Source(Frozen):
    """Where a row's value was read."""

    where: Annotated[str, Field(min_length=3)]
    seen: str = ""  # what was seen there


class Row(Frozen):
    """One value with the days on which it holds, both inclusive, and where it was read."""

    id: Key
    since: Annotated[date | None, Field(alias="from")] = None  # none: from before anything here
    last: Annotated[date | None, Field(alias="to")] = None  # none: still
    source: Annotated[Names, Field(min_length=1)]
    confidence: Confidence
    note: str = ""

    _register: str = PrivateAttr(default="")
    _sources: tuple[str, ...] = PrivateAttr(default=())

    def holds(self, on: date | None) -> bool:
        """Whether the row holds on a day; without a day, whether it still does."""
        if on is None:
            return self.last is None
        return (self.since is None or self.since <= on) and (self.last is None or on <= self.last)

    def said(self) -> str:
        """What the row says, in a few words."""
        return self.id

    def citation(self) -> str:
        """The row as a lawyer cites it: register and id, value, days, confidence, and sources."""
        return self.cited

    @cached_property
    def cited(self) -> str:
        """The same: worded when it is first asked for, since most rows never are."""
        ends = (("from", self.since), ("to", self.last))
        days = " ".join(f"{word} {day_in_words(end)}" for word, end in ends if end)
        told = f"{self._register}/{self.id}: {self.said()}{days and ', '}{days}; confidence {self.confidence}"
        return f"{told}{_SOURCE}{'; '.join(self._sources)}"

    def bind(self, register: str, sources: Mapping[str, Source]) -> None:
        """Tell the row in whose register it stands, once its sources are known to be there."""
        self._register = register
        self._sources = tuple(sources[key].where for key in self.source)
        vars(self).pop("cited", None)


_SOURCE = "; source: "

RowType = TypeVar("RowType", bound=Row)
SettingsType = TypeVar("SettingsType", bound=Frozen)


class Verified(Frozen):
    """How far a register was held against its sources."""

    verified_until: date  # nothing is certain of a later day


class RegisterFile:
    """One register file, read whole before any row is used.

    Raises:
        RegisterError: naming file, line, place, what was found and what was expected.
    """

    def __init__(
        self, path: Path, lists: Iterable[str], settings: Iterable[str] = (), *, may_have: Iterable[str] = ()
    ) -> None:
        self.path = path
        data = yamlfile.load(path, RegisterError)
        if not isinstance(data, dict):
            raise RegisterError(shown(path), "expected a mapping of lists of rows")
        known = {"about", "compiled", "sources", *lists, *settings, *may_have}
        for name in data:
            if name not in known:
                hint = yamlfile.did_you_mean(str(name), known)
                raise self.fail((name,), f"no list '{name}' in this register{hint}")
        for name in ("sources", *lists, *settings):
            if name not in data:
                raise RegisterError(shown(path), f"the field '{name}' is missing")
        for name in (*lists, *may_have):
            if not isinstance(data.setdefault(name, []), list):
                raise self.fail((name,), "expected a list of rows")
        if not isinstance(data["sources"], dict):
            raise self.fail(("sources",), "expected a mapping of sources by their keys")
        self._data: dict[str, Any] = data
        self.sources = {
            key: yamlfile.validated(Source, value, path, ("sources", key), RegisterError)
            for key, value in data["sources"].items()
        }

    def fail(self, place: yamlfile.Place, problem: str) -> RegisterError:
        """An error at a place of this file."""
        return RegisterError(shown(self.path), problem, yamlfile.where(self.path, place))

    def settings(self, model: type[SettingsType]) -> SettingsType:
        """The single values beside the lists, by the names of the fields of *model*."""
        data = {name: self._data[name] for name in model.model_fields}
        return yamlfile.validated(model, data, self.path, (), RegisterError)

    def rows(self, name: str, model: type[RowType]) -> tuple[RowType, ...]:
        """The rows of one list: valid, of different ids, with known sources and days in order."""
        rows: list[RowType] = []
        seen: dict[str, int] = {}
        for number, item in enumerate(self._data[name]):
            at = (name, number)
            row = yamlfile.validated(model, item, self.path, at, RegisterError)
            if row.id in seen:
                raise self.fail((*at, "id"), f"the id '{row.id}' is given twice (also {name}[{seen[row.id]}])")
            seen[row.id] = number
            for key in row.source:
                if key not in self.sources:
                    hint = yamlfile.did_you_mean(key, self.sources)
                    raise self.fail((*at, "source"), f"found source '{key}', which is not among 'sources'{hint}")
            if row.since and row.last and row.last < row.since:
                raise self.fail((*at, "to"), f"found 'to' {row.last} before 'from' {row.since}")
            row.bind(self.path.stem, self.sources)
            rows.append(row)
        return tuple(rows)

    def in_order(self, name: str, rows: Sequence[tuple[int, Row]], what: str) -> None:
        """Refuse rows of one series whose periods overlap or leave a gap.

        Args:
            rows: each with its number in the list *name*, in the order of the file.
            what: the series, for the message.
        """
        for (_, before), (number, after) in pairwise(rows):
            if after.since is None:
                raise self.fail((name, number), f"the field 'from' is missing: {what} has an earlier row")
            if before.last is None or before.last >= after.since:
                ends = before.last or "still in force"
                raise self.fail(
                    (name, number, "from"),
                    f"periods of {what} overlap: '{before.id}' ends {ends}, '{after.id}' begins {after.since}",
                )
            if (after.since - before.last).days != 1:
                found = f"'{before.id}' ends {before.last}, '{after.id}' begins {after.since}"
                raise self.fail((name, number, "from"), f"periods of {what} leave a gap: {found}")


def without_sources(citation: str) -> str:
    """A citation without the places its row was read at, where lines are short."""
    return citation.partition(_SOURCE)[0]


def day_in_words(value: date) -> str:
    """``6 June 2024``."""
    return f"{value.day} {value:%B %Y}"
