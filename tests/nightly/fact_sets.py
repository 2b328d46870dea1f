"""Sets of facts made from a seed and a number alone, so that any of them can be made again.

Odd numbers are letters of ``cases/`` with a few facts changed, taken out, doubled or added, on which rules fire; even
numbers are any facts at all, with no more sense than the vocabulary asks for.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from pydantic import ValidationError

from ncnd_rules.encoding import Encoding
from ncnd_rules.facts import FACT_TYPES, REFERENCES, Fact, fields_of
from ncnd_rules.facts_file import load_facts
from ncnd_rules.letter import SECTIONS, Letter, Unread

_CASES = Path(__file__).parents[2] / "cases"
_FIRST_DAY, _LAST_DAY = date(2005, 1, 1), date(2028, 6, 30)  # both sides of what the registers were verified for
_OWN = frozenset(("id", "evidence"))


def fact_set(seed: int, number: int) -> Encoding:
    """The set of facts with this number."""
    chance = Random(f"{seed} {number}")  # noqa: S311 - to be made again, not to be secret
    return _altered(chance) if number % 2 else _any(chance)


def _altered(chance: Random) -> Encoding:
    """A letter of the cases after some changes."""
    names = _names()
    told = _case(names[chance.randrange(len(names))])
    facts = list(told.facts)
    for turn in range(chance.randint(1, 8)):
        _alter(facts, chance, turn)
    return told._replace(facts=tuple(facts), text=None, letter=_copy_of(told.letter, chance))


def _alter(facts: list[Fact], chance: Random, turn: int) -> None:
    """Make one change; what others refer to stays."""
    at = chance.randrange(len(facts)) if facts else 0
    free = facts and facts[at].kind not in ("part", "question")
    what = chance.choice(("change", "change", "drop", "double", "add")) if facts else "add"
    if what == "change":
        facts[at] = _changed(facts[at], facts, chance)
    elif what == "drop" and free:
        del facts[at]
    elif what == "double" and free:
        facts.append(facts[at].model_copy(update={"id": f"again-{turn}"}))
    else:
        kind = chance.choice(sorted(set(FACT_TYPES) - {"part", "question"}))
        facts += _made(kind, f"added-{turn}", _ids(facts), chance)


def _changed(fact: Fact, facts: list[Fact], chance: Random) -> Fact:
    """The fact with another value in one of its fields."""
    open_to_change = [name for name in type(fact).model_fields if name not in _OWN | set(REFERENCES)]
    if not open_to_change:
        return fact
    name = chance.choice(open_to_change)
    told = {field: getattr(fact, field) for field in type(fact).model_fields}
    try:
        return type(fact).model_validate(told | {name: _value(fact.kind, name, _ids(facts), chance)})
    except ValidationError:  # two fields may have to go together
        return fact


def _any(chance: Random) -> Encoding:
    """Any facts at all."""
    ids = {
        "question": [f"Q{number}" for number in range(chance.randint(0, 3))],
        "part": [f"P{number}" for number in range(chance.randint(0, 3))],
    }
    facts = [fact for kind, names in ids.items() for name in names for fact in _made(kind, name, ids, chance)]
    ids = _ids(facts)
    kinds = sorted(set(FACT_TYPES) - set(ids))
    for number in range(chance.randint(0, 14)):
        facts += _made(chance.choice(kinds), f"F{number}", ids, chance)
    letter = Letter.model_validate({"file": "any.txt", "copy": "complete"})
    unread = [Unread.model_validate({"section": chance.choice(SECTIONS), "reason": "not understood"})]
    return Encoding(_copy_of(letter, chance), tuple(facts), tuple(unread[: chance.randint(0, 1)]))


def _copy_of(letter: Letter, chance: Random) -> Letter:
    """The letter, or a copy of it that may lack something."""
    missing = chance.sample(SECTIONS, chance.choice((0, 0, 0, 1, 2)))
    if not missing:
        return letter
    return letter.model_copy(update={"copy_state": "extract", "missing": tuple(missing)})


def _made(kind: str, name: str, ids: dict[str, list[str]], chance: Random) -> Iterator[Fact]:
    """A fact of a kind with whichever of its fields happen to be given; none where its fields do not go together."""
    fields: dict[str, Any] = {"id": name}
    for field, info in FACT_TYPES[kind].model_fields.items():
        if field not in _OWN and (info.is_required() or chance.random() < 0.5):
            fields[field] = _value(kind, field, ids, chance)
    try:
        yield FACT_TYPES[kind].model_validate({field: value for field, value in fields.items() if value is not None})
    except ValidationError:
        return


def _value(kind: str, field: str, ids: dict[str, list[str]], chance: Random) -> Any:
    """A value that the field may have: one of the choices, or one that a case gives it."""
    of = fields_of(kind)[field]
    if field in REFERENCES:
        known: list[Any] = ids[REFERENCES[field]]
    elif field in ("on", "until", "first_day", "last_day"):
        known = [_FIRST_DAY + timedelta(days=chance.randrange((_LAST_DAY - _FIRST_DAY).days))]
    else:
        known = list(of.choices or ((True, False) if of.base is bool else _seen().get((kind, field), ())))
    if not known:
        return None
    return chance.sample(known, min(len(known), chance.randint(1, 2))) if of.each else chance.choice(known)


def _ids(facts: list[Fact]) -> dict[str, list[str]]:
    return {kind: [fact.id for fact in facts if fact.kind == kind] for kind in ("question", "part")}


@cache
def _names() -> list[Path]:
    return [*sorted(_CASES.glob("*/facts.yaml")), *sorted((_CASES / "corpus" / "seen").glob("*/facts.yaml"))]


@cache
def _case(path: Path) -> Encoding:
    return load_facts(path)


@cache
def _seen() -> dict[tuple[str, str], list[Any]]:
    """Each field to the values that the cases give it."""
    found: dict[tuple[str, str], dict[Any, None]] = {}
    for path in sorted(_CASES.glob("*/facts.yaml")):
        for fact in _case(path).facts:
            for field in type(fact).model_fields:
                value = getattr(fact, field)
                values = value if isinstance(value, tuple) else (value,)
                if field not in _OWN:
                    found.setdefault((fact.kind, field), {}).update(dict.fromkeys(v for v in values if v is not None))
    return {key: list(values) for key, values in found.items()}
