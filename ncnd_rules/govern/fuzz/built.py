"""Letters built from what a rule asks for: a fact for each pattern, and what registers and definitions need for theirs.

What a pattern leaves open is left to chance, so a built letter need not say what it was built for: whether it does is
worked out afterwards, as for any letter.
"""

from collections.abc import Iterable, Mapping
from itertools import pairwise
from random import Random
from typing import Any, NamedTuple

from ncnd_rules.facts import FACT_TYPES, REFERENCES
from ncnd_rules.govern.fuzz.terms import Term, Terms
from ncnd_rules.govern.fuzz.values import Values
from ncnd_rules.govern.near import Facts
from ncnd_rules.rules import Definition, Pattern, Reference, Ruleset


class _Cause(NamedTuple):
    """A fact of the letter of which a register speaks."""

    kind: str
    equal: tuple[str, ...] = ()  # the fields that it shares with what the register says
    literals: Mapping[str, Any] = {}


# By the kind of what a register says, the facts of which it says that; its kinds without one need none, or only dates.
_CAUSES: Mapping[str, tuple[tuple[_Cause, ...], ...]] = {
    "limb": ((_Cause("citation", ("provision", "section")),),),
    "provision_standing": ((_Cause("citation", ("provision",)),),),
    "exemption": ((_Cause("citation", ("section",)),), (_Cause("classification", ("section",)),)),
    "published_level": ((_Cause("threat_claim", ("series",)),),),
    "recent_change": ((_Cause("threat_claim", ("series",)),),),
    "level_gap": ((_Cause("threat_claim", ("threat_claim",), {"claim": "remained"}),),),
    "level_month": ((_Cause("threat_claim", ("threat_claim", "month"), {"claim": "raised"}),),),
    "mixed_series": (
        (
            _Cause("threat_claim", ("threat_claim",), {"claim": "current"}),
            _Cause("threat_claim", (), {"series": "northern_ireland"}),
        ),
    ),
    "event": ((_Cause("threat_claim", ("event",)),),),
    "meaning_status": ((_Cause("level_meaning", ("level_meaning",)),),),
    "later_than_letter": (
        (_Cause("threat_claim", ("month",)),),
        (_Cause("date", (), {"role": "clarification_sought"}),),
        (_Cause("date", (), {"role": "event"}),),
    ),
    "stated_due": ((_Cause("date", ("date",), {"role": "due"}), _Cause("date", (), {"role": "received"})),),
    "timing": ((_Cause("date", (), {"role": "received"}),),),
    "extension_length": ((_Cause("extension", ("extension",)), _Cause("date", (), {"role": "received"})),),
    "told_time": (
        (
            _Cause("question", ("question",), {"first_day": "2019-01-01", "last_day": "2020-12-31"}),
            _Cause("part", ("part", "question"), {"first_day": "2020-01-01"}),
        ),
        (
            _Cause("question", ("question",), {"first_day": "2019-01-01", "last_day": "2020-12-31"}),
            _Cause("part", ("part", "question"), {"last_day": "2018-12-31"}),
        ),
        (
            _Cause("question", ("question",), {"first_day": "2019-01-01", "last_day": "2020-12-31"}),
            _Cause("part", ("part", "question"), {"last_day": "2020-12-31"}),
        ),
    ),
    "review_window": ((_Cause("review_period", ("review_period",), {"direction": "to_ask"}),),),
    "review_length": ((_Cause("review_period", ("review_period",)),),),
    "contact_standing": ((_Cause("contact", ("contact",), {"of": "regulator"}),),),
    "regulator_standing": ((_Cause("complaint_right", ("complaint_right",)),),),
    "body_status": ((_Cause("body_mention", ("body_mention",)),),),
    "body_vacancy": ((_Cause("body_mention", ("body_mention",)),),),
    "security_listing": ((_Cause("body_mention", ("body_mention",)),),),
    "body_name": ((_Cause("body_mention", ("body_mention",)),),),
    "style_status": ((_Cause("royal_style", ("royal_style",)),),),
    "own_act": ((_Cause("authority", ("authority",)),),),
    "reference_match": (
        (_Cause("reference", ("reference",), {"quoted": True}), _Cause("reference")),
        (_Cause("reference", ("reference",), {"of_request": True}), _Cause("reference")),
    ),
}


class Builder:
    """Builds letters that have what some patterns ask for, as far as chance allows."""

    def __init__(self, ruleset: Ruleset, values: Values, chance: Random) -> None:
        self._ruleset = ruleset
        self._values = values
        self._chance = chance

    def built(self, patterns: Iterable[Pattern]) -> Facts | None:
        """The facts of a letter; none where what is asked cannot be put together."""
        plan = _Plan(self._ruleset, self._values, self._chance)
        for pattern in patterns:
            if not plan.take(pattern):
                return None
        return plan.facts()


class _Plan:
    """What one letter is to say."""

    def __init__(self, ruleset: Ruleset, values: Values, chance: Random) -> None:
        self._terms = Terms()
        self._kinds: dict[str, str] = {}  # of the facts that the letter is to have, by their names
        self._concluding: dict[str, list[Definition]] = {}
        for definition in ruleset.definitions:
            self._concluding.setdefault(definition.kind, []).append(definition)
        self._values = values
        self._chance = chance

    def take(self, pattern: Pattern, before: str = "") -> bool:
        """Plan for a pattern, and for what stands behind it; whether that can be.

        Args:
            before: what sets its names apart from those of other files.
        """
        alias = before + pattern.alias
        for field, values in pattern.literals.items():
            self._terms.ask(Term(alias, field), values)
        for field, reference in pattern.joins.items():
            self._terms.join(Term(alias, field), Term(before + reference.alias, reference.field))
        if pattern.same:
            return True
        if pattern.kind in self._concluding:
            return self._conclude(alias, pattern.kind)
        if pattern.kind in FACT_TYPES:
            self._kinds[alias] = pattern.kind
            return True
        return self._cause(alias, pattern.kind)

    def _conclude(self, alias: str, kind: str) -> bool:
        """Plan for what a definition concludes the fact from."""
        definition = self._chance.choice(self._concluding[kind])
        before = f"{alias}-"
        for field, value in definition.fields.items():
            if isinstance(value, Reference):
                self._terms.join(Term(alias, field), Term(before + value.alias, value.field))
            else:
                self._terms.ask(Term(alias, field), (value,))  # type: ignore[arg-type]
        return all(self.take(pattern, before) for pattern in definition.when)

    def _cause(self, alias: str, kind: str) -> bool:
        """Plan for the facts of which a register says such a thing."""
        for number, cause in enumerate(self._chance.choice(_CAUSES.get(kind, ((),)))):
            own = f"{alias}-{number}"
            self._kinds[own] = cause.kind
            for field in cause.equal:
                self._terms.join(Term(own, field), Term(alias, field))
            for field, value in cause.literals.items():
                self._terms.ask(Term(own, field), (value,))
        rows = self._values.rows(kind)
        fitting = [row for row in rows if self._may_be(alias, row)]
        if rows and not fitting:
            return False
        for field, value in (self._chance.choice(fitting) if fitting else {}).items():
            self._terms.ask(Term(alias, field), (value,))
        return True

    def _may_be(self, alias: str, row: Mapping[str, Any]) -> bool:
        left = {field: self._terms.left(Term(alias, field)) for field in row}
        return all(wanted is None or row[field] in wanted for field, wanted in left.items())

    def facts(self) -> Facts | None:
        """Every planned fact once, with a value for each field that is asked for."""
        self._refer()
        together = self._one_each()
        self._ids = {self._terms.root(_id_of(*names[0])): f"{names[0][1]}{n}" for n, names in enumerate(together, 1)}
        self._chosen: dict[Term, Any] = {}
        self._values.new_letter()
        made = [self._fact(names) for names in together]
        own = [fact for fact in made if fact is not None]
        return None if len(own) < len(made) else [*own, *self._values.dates(own)]

    def _refer(self) -> None:
        """Plan for the facts that others have to name, where nothing plans for them yet."""
        known = {self._terms.root(_id_of(alias, kind)) for alias, kind in self._kinds.items()}
        for term in sorted(self._terms.asked()):
            named = REFERENCES.get(term.field)
            own = self._kinds.get(term.alias)
            if named and own not in (None, named) and self._terms.root(term) not in known:
                self._kinds[f"{term.alias}-{named}"] = named
                self._terms.join(term, _id_of(f"{term.alias}-{named}", named))
                known.add(self._terms.root(term))

    def _one_each(self) -> list[list[tuple[str, str]]]:
        """Names with their kinds, those that have to be one fact together."""
        found: dict[Term, list[tuple[str, str]]] = {}
        for alias, kind in self._kinds.items():
            found.setdefault(self._terms.root(_id_of(alias, kind)), []).append((alias, kind))
        for names in found.values():
            for (alias, _), (other, _) in pairwise(names):
                for term in [term for term in self._terms.asked() if term.alias == alias]:
                    self._terms.join(term, Term(other, term.field))
        return list(found.values())

    def _fact(self, names: list[tuple[str, str]]) -> dict[str, Any] | None:
        kind = names[0][1]
        aliases = {alias for alias, _ in names}
        asked = {term.field: term for term in sorted(self._terms.asked()) if term.alias in aliases}
        wanted: dict[str, Any] = {}
        for field, term in asked.items():
            if term != _id_of(term.alias, kind):
                wanted[field] = self._value(kind, field, term)
        fields = self._values.fields(kind, wanted)
        return None if fields is None else {kind: {"id": self._ids[self._terms.root(_id_of(*names[0]))], **fields}}

    def _value(self, kind: str, field: str, term: Term) -> Any:
        root = self._terms.root(term)
        if root in self._ids:
            return self._ids[root]
        if root not in self._chosen:
            left = self._terms.left(root)
            self._chosen[root] = self._chance.choice(left) if left else self._values.any(kind, field)
        return self._chosen[root]


def _id_of(alias: str, kind: str) -> Term:
    """The field of a fact that holds its id, which only a test has not: its own field of that name is another."""
    return Term(alias, kind if kind != "test" else "id")
