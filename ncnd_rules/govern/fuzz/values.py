"""Values for the fields of facts that nobody wrote: from the vocabulary, from the registers, or days of one letter."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import cached_property
from random import Random
from typing import Any

from pydantic import ValidationError

from ncnd_rules.facts import FACT_TYPES, REFERENCES, fields_of, section_of
from ncnd_rules.govern.near import Facts
from ncnd_rules.registers import Registers
from ncnd_rules.rules import Rule

_TRIES = 30  # before a fact is given up whose fields follow from each other
_NOISE = 0.1  # how often a field says something that nobody asked for
_DAYS = ("response", "received", "request", "clarification_sought", "clarification_received", "due", "event")
_PLAIN: Mapping[str, tuple[Any, ...]] = {
    "label": ("1", "2", "3"),
    "topic": ("drones", "cameras"),
    "number": (1, 10, 20, 28, 40, 41, 60, 61),
    "within": ("20 working days",),
    "since": (2006, 2010, 2014, 2017, 2019, 2022),
    "value": ("FOI/101/24", "FOI/102/24"),
    "to": ("ICO", "FTT", "INFORMATION_COMMISSION", "DATA_PROTECTION_COMMISSIONER"),
    "in_name_of": ("Wexmoor Police",),
    "supplier_of": ("drones",),
}


class Values:
    """Values by chance, for the letters that are built for one rule."""

    def __init__(self, rule: Rule, registers: Registers, chance: Random) -> None:
        self._rule = rule
        self._registers = registers
        self._chance = chance
        self.new_letter()

    def new_letter(self) -> None:
        """Choose the day on which the next letter is sent."""
        ends = [day for day in (self._rule.in_force.since, self._rule.in_force.until) if day]
        near = [day + timedelta(days=self._chance.randint(-1, 1)) for day in (*ends, *self._changes)]
        last = self._registers.threat.verified_until
        anyday = date(2006, 8, 1) + timedelta(days=self._chance.randrange((last - date(2006, 8, 1)).days))
        self._sent = self._chance.choice([*near, *(anyday for _ in near)])
        self._received = self._sent - timedelta(days=self._chance.randint(2, 70))

    @cached_property
    def _changes(self) -> list[date]:
        threat = self._registers.threat
        return [row.since for series in threat.series for row in threat.periods(series, date.min, date.max)]

    def day(self, role: str) -> str:
        """A day that something may have happened on, as the letter was sent and the request received."""
        between = self._received + (self._sent - self._received) * self._chance.random()
        days = {
            "response": self._sent,
            "received": self._received,
            "request": self._received - timedelta(days=self._chance.randint(0, 3)),
            "due": self._received + timedelta(days=self._chance.randint(26, 31)),
        }
        return days.get(role, between).isoformat()

    def dates(self, facts: Facts) -> Iterator[dict[str, Any]]:
        """The dates that a letter lacks, of those that rules mostly need."""
        told = {fact["date"].get("role") for fact in facts if "date" in fact}
        for role, often in (("response", 0.9), ("received", 0.5)):
            if role not in told and self._chance.random() < often:
                yield {"date": {"role": role, "on": self.day(role)}}
        act = self._rule.regime
        if act not in ("foia", "any") and not any("regime" in fact for fact in facts):
            yield {"regime": {"act": act}}

    def any(self, kind: str, field: str) -> Any:
        """Some value of a field."""
        of = fields_of(kind).get(field)
        if of is not None and of.choices:
            return self._chance.choice(of.choices)
        if of is not None and of.base is bool:
            return self._chance.random() < 0.5
        return self._chance.choice(self._listed.get((kind, field)) or self._listed.get(("", field)) or ("x",))

    @cached_property
    def _listed(self) -> dict[tuple[str, str], tuple[Any, ...]]:
        exemptions, bodies, threat = self._registers.exemptions, self._registers.bodies, self._registers.threat
        sections = tuple(dict.fromkeys(row.section for row in exemptions.section_rows))
        limbs = tuple(dict.fromkeys(row.provision for row in exemptions.limb_rows))
        names = [name for row in bodies.rows for name in (*row.names, *row.wrong_names)]
        months = tuple(f"{day:%Y-%m}" for day in self._changes)
        listed = {("", field): values for field, values in _PLAIN.items()}
        return listed | {
            ("", "section"): sections,
            ("", "provision"): (*limbs, *sections),
            ("", "body"): tuple(row.id for row in bodies.rows),
            ("", "name"): tuple(names),
            ("", "month"): months,
            ("", "event"): tuple(row.id for row in threat.events),
            ("contact", "value"): tuple(row.value for row in self._registers.contacts.rows),
        }

    def rows(self, kind: str) -> list[dict[str, Any]]:
        """What a register can say of that kind, where that does not hang on the letter's other facts."""
        exemptions, threat = self._registers.exemptions, self._registers.threat
        if kind == "limb":
            return [_of(row, "provision", "section", "purpose", "nature", "based_on") for row in exemptions.limb_rows]
        if kind == "exemption":
            return [_of(row, "section", "nature", "based_on", "has_ncnd_limb") for row in exemptions.section_rows]
        if kind == "level_rank":
            return [{"level": level, "ordinal": threat.ordinal(level)} for level in threat.levels]
        return []

    def fields(self, kind: str, wanted: Mapping[str, Any]) -> dict[str, Any] | None:
        """Fields of a fact of which those that are wanted come out so; none where chance does not find any."""
        model = FACT_TYPES[kind]
        for _ in range(_TRIES):
            fields = {name: value for name, value in wanted.items() if name in model.model_fields}
            for name, field in model.model_fields.items():
                if name not in fields and (field.is_required() or self._said_too(name)):
                    fields[name] = self._free(kind, name, fields | dict(wanted))
            fields = {name: value for name, value in fields.items() if value is not None}
            try:
                fact = model.model_validate(fields)
            except ValidationError:
                continue
            if all(_says(getattr(fact, name, value), value) for name, value in wanted.items()):
                return fields
        return None

    def _said_too(self, field: str) -> bool:
        return field not in (*REFERENCES, "id", "evidence") and self._chance.random() < _NOISE

    def _free(self, kind: str, field: str, known: Mapping[str, Any]) -> Any:
        """A value of a field that is not asked for, and that goes with those that are."""
        if field in ("on", "until", "first_day", "last_day"):
            day = self.day(known.get("role", ""))
            return f"{known['year']}{day[4:]}" if "year" in known else day
        if field == "provision" and "section" in known:
            listed = self._listed["", "provision"]
            return self._chance.choice([one for one in listed if section_of(one) == known["section"]] or listed)
        row = self._registers.bodies.get(known["body"]) if kind == "body_mention" and "body" in known else None
        if field == "name" and row is not None:
            return self._chance.choice((*row.names, *row.wrong_names))
        return self.any(kind, field)


def _says(found: Any, value: Any) -> bool:
    """Whether a field of a fact has a value, among others where it takes several."""
    return value in found if isinstance(found, tuple) else found == value


def _of(row: Any, *fields: str) -> dict[str, Any]:
    return {field: getattr(row, field) for field in fields}
