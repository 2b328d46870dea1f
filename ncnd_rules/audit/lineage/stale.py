"""From which day a sentence that a rule objects to had ceased to be right, by the registers.

Only rules about what changes with time are asked: a sentence that was never right did not go stale.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from ncnd_rules.audit.lineage.families import Died
from ncnd_rules.registers import Registers, day_in_words
from ncnd_rules.registers.rows import Row, without_sources
from ncnd_rules.registers.threat import LevelRow
from ncnd_rules.world.threat import RECENT

Said = Mapping[str, Any]  # the fields of a fact; those that say nothing may lack
_Ended = tuple[date, str, Row]  # the first day on which it was not right, what is right instead, and who says so

_NEXT = timedelta(days=1)


def died(rule: str, fields: Said, sources: Sequence[str], day: date, registers: Registers) -> Died | None:
    """When what a fact says had ceased to be right; None where no register gives a day up to that of the letter.

    Args:
        rule: whose finding of a violation the fact is a premise of.
        sources: the register rows of that finding, as it cites them.
        day: the letter's.
    """
    asked = _BY_RULE.get(rule)
    found = asked(fields, sources, day, registers) if asked else None
    if found is None or found[0] > day:
        return None
    return Died(found[0], rule, found[1], without_sources(found[2].citation()))


def _level_now(fields: Said, _: Sequence[str], day: date, registers: Registers) -> _Ended | None:
    """A level that is called current: the day after it was last in force."""
    level, series = fields.get("level"), fields.get("series", "national")
    over = [row for row in _periods(series, day, registers) if row.level == level and row.last and row.last < day]
    after = registers.threat.published(series, over[-1].last + _NEXT) if over and over[-1].last else None
    return (after.since, _as_level(after), after) if after else None


def _level_since(fields: Said, sources: Sequence[str], day: date, registers: Registers) -> _Ended | None:
    """A level that is said to have remained: the first day of another that the finding names."""
    named = [
        row
        for row in _periods(fields.get("series", "national"), day, registers)
        if fields.get("claim") == "remained"
        and row.level != fields.get("level")
        and any(source.startswith(f"threat_levels/{row.id}:") for source in sources)
    ]
    return (named[0].since, _as_level(named[0]), named[0]) if named else None


def _this_year(fields: Said, _: Sequence[str], day: date, registers: Registers) -> _Ended | None:
    """Events of 'this year': the first day of the next."""
    events = [event for event in map(registers.threat.event, fields.get("event", ())) if event]
    past = [event for event in events if event.on.year < day.year]
    last = max(past, key=lambda event: event.on, default=None)
    return (date(last.on.year + 1, 1, 1), last.said(), last) if last else None


def _recently(fields: Said, _: Sequence[str], day: date, registers: Registers) -> _Ended | None:
    """A change that is called recent: half a year after it."""
    own = [
        row for row in _periods(fields.get("series", "national"), day, registers) if row.level == fields.get("level")
    ]
    return (own[-1].since + RECENT, _as_level(own[-1]), own[-1]) if own else None


def _meaning(fields: Said, _: Sequence[str], day: date, registers: Registers) -> _Ended | None:
    """What a level meant formerly: the day after the last on which it did."""
    former = registers.threat.meant(str(fields.get("level")), str(fields.get("meaning")))
    now = registers.threat.definition(str(fields.get("level")), day)
    return (former.last + _NEXT, now.said(), former) if former and former.last and now else None


def _international(_: Said, __: Sequence[str], ___: date, registers: Registers) -> _Ended | None:
    """The threat from international terrorism, which since 2019 is no level of its own."""
    row = next((row for row in registers.threat.wordings if row.id == "international_terrorism"), None)
    return (row.last + _NEXT, row.note, row) if row and row.last else None


def _series(fields: Said, _: Sequence[str], __: date, registers: Registers) -> _Ended | None:
    """A series of levels that ended."""
    row = registers.threat.series.get(str(fields.get("series")))
    return (row.last + _NEXT, row.note, row) if row and row.last else None


def _body(fields: Said, _: Sequence[str], day: date, registers: Registers) -> _Ended | None:
    """A body or an Act: the day after its last."""
    row = registers.bodies.get(str(fields.get("body")))
    return (row.last + _NEXT, registers.bodies.fate(row.id, day), row) if row and row.last else None


def _vacant(fields: Said, _: Sequence[str], day: date, registers: Registers) -> _Ended | None:
    """An office: the first day on which nobody held it."""
    row = registers.bodies.get(str(fields.get("body")))
    empty = registers.bodies.vacancy(row.id, day) if row else None
    return (empty.since, f"{row.names[0]} vacant {empty.note}".strip(), row) if row and empty else None


def _style(_: Said, __: Sequence[str], day: date, registers: Registers) -> _Ended | None:
    """A service of a late monarch: the first day of the next reign."""
    row = registers.bodies.royal_style(day)
    return (row.since, row.said(), row) if row.since else None


_BY_RULE: dict[str, Callable[[Said, Sequence[str], date, Registers], _Ended | None]] = {
    "THR-01": _level_now,
    "THR-02": _level_since,
    "THR-03": _level_since,
    "THR-04": _this_year,
    "THR-08": _meaning,
    "THR-09": _international,
    "THR-11": _series,
    "THR-12": _recently,
    "BOD-01": _body,
    "BOD-06": _body,
    "BOD-07": _body,
    "BOD-08": _body,
    "BOD-10": _body,
    "BOD-11": _style,
    "BOD-14": _vacant,
}
RULES = tuple(sorted(_BY_RULE))


def _periods(series: str, day: date, registers: Registers) -> tuple[LevelRow, ...]:
    return registers.threat.periods(series, date.min, day)


def _as_level(row: LevelRow) -> str:
    return f"{row.level.upper()} from {day_in_words(row.since)}"
