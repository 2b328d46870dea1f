"""Published terrorism threat levels of the United Kingdom, from 1 August 2006."""

from bisect import bisect_right
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from ncnd_rules.letter import Frozen, as_tuple
from ncnd_rules.registers.rows import RegisterFile, Row, day_in_words
from ncnd_rules.yamlfile import did_you_mean

Level = Literal["low", "moderate", "substantial", "severe", "critical"]
Standing = Literal["published", "change_day", "grace"]

ORDINALS = ("lowest", "fourth_highest", "third_highest", "second_highest", "highest")  # in the order of the levels


class Window(Frozen):
    """Days on which either of two levels is accepted, both inclusive."""

    since: Annotated[date, Field(alias="from")]
    last: Annotated[date, Field(alias="to")]


class SeriesRow(Row):
    """One series of levels, and who sets it."""

    name: str
    set_by: str


class LevelRow(Row):
    """A level of one series, and the days on which it was in force."""

    series: str
    level: Level
    since: Annotated[date, Field(alias="from")]
    announced: date | None = None  # where it was announced on another day than it began
    both_accepted: Window | None = None  # days on which a letter could not know better
    reason: str = ""

    def said(self) -> str:
        """``national severe``."""
        return f"{self.series.replace('_', ' ')} {self.level.upper()}"


class DefinitionRow(Row):
    """What a level meant in a period."""

    level: Level
    meaning: str  # the words by a short name, as facts of letters have it
    words: str

    def said(self) -> str:
        """``CRITICAL: an attack is expected imminently``."""
        return f"{self.level.upper()}: {self.words}"


class WordingRow(Row):
    """An expression that belongs to a period."""

    words: str


class EventRow(Row):
    """An attack or arrest that letters name as the cause of a level."""

    title: str
    on: Annotated[date, Field(alias="date")]
    led_to: str | None = None  # the id of the level it led to, none where it led to no change

    def said(self) -> str:
        """What happened, and when."""
        return f"{self.title}, {day_in_words(self.on)}"


def _each_once(levels: tuple[Level, ...]) -> tuple[Level, ...]:
    if len(set(levels)) != len(ORDINALS):
        raise ValueError(f"found {', '.join(levels)}, expected each of the five levels once")
    return levels


class _Settings(Frozen):
    verified_until: date
    change_day_tolerance_days: Annotated[int, Field(ge=0)]
    grace_days: Annotated[int, Field(ge=0)]
    levels: Annotated[tuple[Level, ...], BeforeValidator(as_tuple), AfterValidator(_each_once)]  # low to high


class ThreatLevels:
    """The register of threat levels.

    Source: Home Office and MI5 announcements as named in each row. The days of grace after a
    change are a convention of this project, not law.
    """

    def __init__(self, path: Path) -> None:
        lists = ("series", "periods", "definitions", "wordings", "events")
        file = RegisterFile(path, lists, _Settings.model_fields)
        settings = file.settings(_Settings)
        self.verified_until, self.levels = settings.verified_until, settings.levels
        self._tolerance = timedelta(days=settings.change_day_tolerance_days)
        self._grace = timedelta(days=settings.grace_days)
        self.series = {row.id: row for row in file.rows("series", SeriesRow)}
        self._periods: dict[str, tuple[LevelRow, ...]] = {}
        numbered = list(enumerate(file.rows("periods", LevelRow)))
        for number, row in numbered:
            if row.series not in self.series:
                raise file.fail(
                    ("periods", number, "series"), f"found '{row.series}', expected one of {', '.join(self.series)}"
                )
        for name in self.series:
            own = [(number, row) for number, row in numbered if row.series == name]
            file.in_order("periods", own, f"the series '{name}'")
            self._periods[name] = tuple(row for _, row in own)
        self.definitions = file.rows("definitions", DefinitionRow)
        for level in self.levels:
            meant = [(number, row) for number, row in enumerate(self.definitions) if row.level == level]
            file.in_order("definitions", meant, f"the definition of '{level}'")
        self.wordings = file.rows("wordings", WordingRow)
        self._events = {row.id: row for row in file.rows("events", EventRow)}
        begun = {row.id for _, row in numbered}
        for number, event in enumerate(self._events.values()):
            if event.led_to and event.led_to not in begun:
                hint = did_you_mean(event.led_to, begun)
                raise file.fail(("events", number, "led_to"), f"no period has the id '{event.led_to}'{hint}")

    def published(self, series: str, on: date) -> LevelRow | None:
        """The level in force on a day; none before the first was published or after the series ended."""
        rows = self._periods[series]
        place = bisect_right(rows, on, key=lambda row: row.since) - 1
        return rows[place] if place >= 0 and rows[place].holds(on) else None

    def standings(self, series: str, on: date) -> tuple[tuple[Level, Standing, LevelRow], ...]:
        """Every level a letter of that day may call current, once each, and how well it stands.

        ``published`` is in force; ``change_day`` was so on the eve of a change made that day, could
        still be thought so before the change was announced, or was announced and not yet in force;
        ``grace`` was one of these until at most ten days before.
        """
        current = self.published(series, on)
        if current is None:
            return ()
        found: dict[Level, tuple[Standing, LevelRow]] = {current.level: ("published", current)}
        rows = self._periods[series]
        place = rows.index(current)
        following = rows[place + 1] if place + 1 < len(rows) else None
        if following and following.both_accepted and following.both_accepted.since <= on:
            found.setdefault(following.level, ("change_day", following))
        if place:
            before, settled = rows[place - 1], current.since + self._tolerance
            if current.both_accepted:
                settled = max(settled, current.both_accepted.last)
            if on <= settled:
                found.setdefault(before.level, ("change_day", before))
            elif on <= settled + self._grace:
                found.setdefault(before.level, ("grace", before))
        return tuple((level, standing, row) for level, (standing, row) in found.items())

    def periods(self, series: str, start: date, stop: date) -> tuple[LevelRow, ...]:
        """The periods that touch the span, both days inclusive."""
        return tuple(
            row for row in self._periods[series] if row.since <= stop and (row.last is None or row.last >= start)
        )

    def ever_at(self, level: str, series: str, start: date, stop: date) -> bool:
        """Whether the level was in force on any day of the span."""
        return any(row.level == level for row in self.periods(series, start, stop))

    def changes(self, series: str, start: date, stop: date) -> tuple[LevelRow, ...]:
        """The levels that began within the span; the first ever published is no change."""
        return tuple(row for row in self._periods[series][1:] if start <= row.since <= stop)

    def first_published(self, series: str) -> date:
        """The day from which the series exists."""
        return self._periods[series][0].since

    def ordinal(self, level: str) -> str:
        """``highest`` for critical, ``second_highest`` for severe, and so on."""
        return ORDINALS[[str(name) for name in self.levels].index(level)]

    def definition(self, level: str, on: date) -> DefinitionRow | None:
        """What the level meant on a day."""
        return next((row for row in self.definitions if row.level == level and row.holds(on)), None)

    def meant(self, level: str, meaning: str) -> DefinitionRow | None:
        """The definition of a level that once had, or has, that meaning; none where it never had it."""
        return next((row for row in self.definitions if (row.level, row.meaning) == (level, meaning)), None)

    @property
    def events(self) -> tuple[EventRow, ...]:
        """Every event."""
        return tuple(self._events.values())

    def event(self, key: str) -> EventRow | None:
        """The event of that id."""
        return self._events.get(key)
