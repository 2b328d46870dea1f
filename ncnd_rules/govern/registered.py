"""What rows of the registers can give together: conditions that no row meets, nor any rows joined as they ask.

A condition may ask of a section what one row has and another of what the next has, or of a body what it was on no day
on which the rule is in force. Each fact that a register gives is tried with each of its rows; where no choice fits all
that is asked, nothing can. That two rows may be of two days is let pass.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from functools import cached_property

from ncnd_rules.facts import FACT_TYPES, fields_of, section_of
from ncnd_rules.govern.logic import Conjunction, Term
from ncnd_rules.registers import Registers
from ncnd_rules.rules import InForce
from ncnd_rules.world.threat import RECENT

_Value = str | int
_Row = Mapping[tuple[str, str], _Value]  # kind and field to value; a kind of letters' own facts is one that it is about
_Chosen = dict[Term, _Value]

_BODIES = ("body_status", "body_vacancy", "security_listing")
_LEVELS = ("published_level", "recent_change")
_DATED = (*_BODIES, *_LEVELS, "level_rank", "event", "meaning_status")
_ALWAYS = InForce.model_validate({"from": date(2000, 1, 1)})
_NEAR = (-1, 0, 1, 60, 120)  # days around one on which a row begins or ends; grace is some three months
_LONG_AFTER = timedelta(days=400)


class Registered:
    """The rows of the registers, and the constant fields of definitions, as facts that conditions may ask for."""

    def __init__(self, registers: Registers, concluded: Mapping[str, list[dict[str, _Value]]]) -> None:
        self._registers = registers
        self._concluded = concluded
        self._known: dict[tuple[str, InForce], list[_Row]] = {}  # of rows that hang on when a rule is in force

    def problem(self, together: Conjunction, in_force: InForce | None) -> str | None:
        """Why no rows give all that is asked of them; none where some may."""
        tables: dict[str, list[_Chosen]] = {}
        for alias, kind in together.kind_of.items():
            rows = self._rows(kind, alias, together, in_force or _ALWAYS)
            if rows is not None:
                placed = (_placed(row, alias, kind, together) for row in rows)
                tables[alias] = [chosen for chosen in placed if _fits(chosen, {}, together)]
                if not tables[alias]:
                    return f"nothing gives such a fact of the kind '{kind}'"
        if _can_choose(sorted(tables.values(), key=len), {}, together):
            return None
        kinds = ", ".join(f"'{kind}'" for kind in sorted({together.kind_of[alias] for alias in tables}))
        return f"no rows give what is asked of the kinds {kinds} together"

    def _rows(self, kind: str, alias: str, together: Conjunction, in_force: InForce) -> list[_Row] | None:
        """The rows that give facts of a kind; none where any value may be given."""
        if kind in self._concluded:
            return [{(kind, name): value for name, value in row.items()} for row in self._concluded[kind]]
        if kind == "exemption":
            return self._exemptions
        if kind in ("limb", "provision_standing"):
            provisions = together.values(alias, "provision")
            days = self._days(in_force)
            if kind == "limb":
                return list(self._limbs(provisions, days))
            return list(self._standings(provisions, days)) if provisions is not None else None
        if kind not in _DATED:
            return None
        if (kind, in_force) not in self._known:
            rows = {tuple(row.items()): row for row in self._dated(kind, in_force)}
            self._known[kind, in_force] = list(rows.values())
        return self._known[kind, in_force]

    def _dated(self, kind: str, in_force: InForce) -> Iterator[_Row]:
        """The rows of a kind that hangs on the day, as they can be while a rule is in force."""
        threat = self._registers.threat
        if kind in _BODIES:
            yield from self._bodies(kind, self._days(in_force))
        elif kind in _LEVELS:
            yield from self._levels(kind, in_force)
        elif kind == "level_rank":
            for level in threat.levels:
                yield {(kind, "level"): level, (kind, "ordinal"): threat.ordinal(level)}
        elif kind == "event":
            for one in threat.events:
                yield {(kind, "event"): one.id, (kind, "year"): one.on.year}
        else:
            yield from self._meanings(self._days(in_force))

    @cached_property
    def _exemptions(self) -> list[_Row]:
        fields = ("section", "nature", "based_on", "has_ncnd_limb")
        rows = self._registers.exemptions.section_rows
        return [{("exemption", name): getattr(row, name) for name in fields} for row in rows]

    def _limbs(self, provisions: Iterable[_Value] | None, days: list[date]) -> Iterator[_Row]:
        """Each limb; of provisions that are named, that of each, which may be a paragraph of it."""
        exemptions = self._registers.exemptions
        named = [(str(one), exemptions.limb(str(one), day)) for one in provisions or () for day in days]
        found = named if provisions is not None else [("", row) for row in exemptions.limb_rows]
        for provision, row in found:
            if row is not None:
                fields = {name: getattr(row, name) for name in ("section", "purpose", "nature", "based_on")}
                fields |= {"provision": provision} if provision else {}
                yield {("limb", name): value for name, value in fields.items()}

    def _standings(self, provisions: Iterable[_Value], days: list[date]) -> Iterator[_Row]:
        for provision in provisions:
            for day in days:
                if standing := self._registers.exemptions.standing(str(provision), day):
                    kind = "provision_standing"
                    yield {(kind, "provision"): provision, (kind, "standing"): standing}

    def _bodies(self, kind: str, days: list[date]) -> Iterator[_Row]:
        """What each body is on some day."""
        bodies = self._registers.bodies
        for row in bodies.rows:
            body = {("body_mention", "body"): row.id}
            for day in days:
                if kind == "body_status":
                    yield {**body, (kind, "status"): bodies.status(row.id, day), (kind, "group"): row.group}
                elif kind == "body_vacancy" and bodies.vacancy(row.id, day):
                    yield body
                elif kind == "security_listing" and not bodies.s23_arguable(row.id, day):
                    yield {**body, (kind, "listed"): bodies.s23_row(row.id, day) is not None}

    def _levels(self, kind: str, in_force: InForce) -> Iterator[_Row]:
        threat = self._registers.threat
        until = in_force.until or threat.verified_until
        for series in threat.series:
            changed = threat.changes(series, in_force.since - RECENT, until)
            lasted = threat.periods(series, in_force.since - RECENT, until)
            for row in changed if kind == "recent_change" else lasted:
                yield {(kind, "series"): series, (kind, "level"): row.level}

    def _meanings(self, days: list[date]) -> Iterator[_Row]:
        """Whether each meaning that a level is given is that of its day."""
        threat = self._registers.threat
        for level in threat.levels:
            for meaning in fields_of("level_meaning")["meaning"].choices:
                for day in days:
                    now, meant = threat.definition(level, day), threat.meant(level, meaning)
                    former = meant is not None and meant.last is not None and meant.last < day
                    status = "current" if now and now.meaning == meaning else "former" if former else "other"
                    about = {("level_meaning", "level"): level, ("level_meaning", "meaning"): meaning}
                    yield {**about, ("meaning_status", "status"): status}

    def _days(self, in_force: InForce) -> list[date]:
        """Days on which a rule is in force that show everything a row can be in that time."""
        bodies = self._registers.bodies.rows
        spans = [(row.since, row.last) for row in self._registers.exemptions.limb_rows]
        spans += [(row.since, row.last) for row in bodies]
        spans += [(vacancy.since, vacancy.last) for row in bodies for vacancy in row.vacancies]
        spans += [(row.since, row.last) for row in self._registers.threat.definitions]
        ends = {day for span in spans for day in span if day}
        days = {end + timedelta(days=away) for end in ends for away in _NEAR}
        latest = max(ends, default=in_force.since) + _LONG_AFTER
        until = in_force.until or latest
        return sorted({in_force.since, until, *(day for day in days if in_force.since <= day <= until)})


def _placed(row: _Row, alias: str, kind: str, together: Conjunction) -> _Chosen:
    """The values of a row by the terms of a conjunction; of what it is about, where the conjunction asks for that."""
    chosen: _Chosen = {}
    for (of, field), value in row.items():
        about = alias if of == kind else together.about(alias, of) if of in FACT_TYPES else None
        if about is not None:
            chosen[together.term(about, field)] = value
    return chosen


def _fits(more: _Chosen, chosen: _Chosen, together: Conjunction) -> bool:
    """Whether values fit those that are chosen, and all that is asked of them."""
    for term, value in more.items():
        allowed = together.allowed(term)
        if (allowed is not None and value not in allowed) or chosen.get(term, value) != value:
            return False
    return _sections_fit({**chosen, **more}, together)


def _sections_fit(chosen: _Chosen, together: Conjunction) -> bool:
    """Whether each provision that is asked for can be one of the section that is."""
    for alias, kind in together.kind_of.items():
        if kind not in ("citation", "limb"):
            continue
        terms = (together.term(alias, "provision"), together.term(alias, "section"))
        provisions, sections = (
            frozenset({chosen[term]}) if term in chosen else together.allowed(term) for term in terms
        )
        if provisions and sections and not {section_of(str(one)) for one in provisions} & sections:
            return False
    return True


def _can_choose(tables: list[list[_Chosen]], chosen: _Chosen, together: Conjunction) -> bool:
    """Whether one row can be chosen of each table so that all of them fit."""
    if not tables:
        return True
    first, *rest = tables
    tried: set[tuple[tuple[Term, _Value], ...]] = set()
    for row in first:
        key = tuple(sorted(row.items()))
        if key not in tried and _fits(row, chosen, together):
            if _can_choose(rest, {**chosen, **row}, together):
                return True
            tried.add(key)
    return False
