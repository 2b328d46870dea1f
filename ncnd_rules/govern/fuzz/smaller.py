"""Small letters made smaller, or changed in one thing, for rules over one letter and over several."""

import json
from collections.abc import Callable, Iterator, Mapping
from itertools import chain
from typing import Any

from ncnd_rules.govern.fuzz.bench import Small
from ncnd_rules.govern.near import Facts, with_changed, with_date, with_less, with_more

Asked = Mapping[tuple[str, str], list[Any]]  # by kind and field, values that it may have


def size_of(letter: Small) -> tuple[int, int, int, str]:
    """What tells the smaller of two letters: letters and facts, what its copy lacks, the length, the letter itself."""
    written = json.dumps(letter, sort_keys=True, default=str)
    facts = sum(1 + len(own.get("facts", ())) for own in _letters(letter).values())
    lacking = sum(len(own.keys() & {"copy", "missing", "unread"}) for own in _letters(letter).values())
    return facts, lacking, len(written), written


def shrunk(letter: Small, keeps: Callable[[Small], bool]) -> Small:
    """The letter with everything left out that *keeps* does not need."""
    again = True
    while again:
        again = False
        for smaller in _smaller(letter):
            if keeps(smaller):
                letter, again = smaller, True
                break
    return letter


def near(letter: Small, values: Asked) -> Iterator[Small]:
    """Letters that differ in one thing, the smallest first, then in two."""
    for name, own in _letters(letter).items():
        facts: Facts = list(own.get("facts", ()))
        changes = chain(
            with_less(facts, 1),
            _without_fields(facts),
            with_changed(facts, values),
            with_date(facts, values["date", "on"]),
            with_more(facts, values),
            with_less(facts, 2),
        )
        yield from (_with(letter, name, {**own, "facts": changed}) for changed in changes)


def _letters(letter: Small) -> dict[str, Small]:
    """The letters by their names; one has none."""
    own: dict[str, Small] = letter.get("letters", {"": letter})
    return own


def _with(letter: Small, name: str, own: Small) -> Small:
    return {"letters": {**letter["letters"], name: own}} if name else own


def _smaller(letter: Small) -> Iterator[Small]:
    """One thing left out: a letter, a sentence, a fact, what is said of the copy, a field."""
    letters = _letters(letter)
    if len(letters) > 2:
        yield from ({"letters": {other: own for other, own in letters.items() if other != name}} for name in letters)
    for name, own in letters.items():
        facts = list(own.get("facts", ()))
        yield from (_with(letter, name, {**own, "facts": less}) for less in with_less(facts, 1))
        for key in ("unread", "missing", "copy"):
            if key in own:
                yield _with(letter, name, {field: value for field, value in own.items() if field != key})
        for number in range(len(own.get("said", ()))):
            less = [*own["said"][:number], *own["said"][number + 1 :]]
            yield _with(letter, name, {**own, "said": less})
        yield from (_with(letter, name, {**own, "facts": less}) for less in _without_fields(facts))


def _without_fields(facts: Facts) -> Iterator[Facts]:
    for place, fact in enumerate(facts):
        ((kind, fields),) = fact.items()
        for field in fields or {}:
            less = {name: value for name, value in fields.items() if name != field}
            yield [*facts[:place], {kind: less}, *facts[place + 1 :]]
