"""The letters with the most serious findings, with the words these rest on where they were kept."""

import json
from collections import defaultdict
from typing import NamedTuple

from ncnd_rules.audit.figures.asking import Store, listed
from ncnd_rules.audit.figures.authorities import Authorities
from ncnd_rules.report.finding_words import law
from ncnd_rules.rules import Basis

_MOST_WORDS = 3  # of the letter that a finding is shown with

# What may be the doing of an incomplete copy says nothing of the letter.
OWN = "outcome = 'violated' AND attribution <> 'copy'"


class Found(NamedTuple):
    """One finding."""

    rule: str
    severity: str
    message: str
    law: tuple[str, ...]
    quotes: tuple[str, ...]  # none where no text was kept
    places: tuple[tuple[int, int], ...]  # offsets in the letter's text
    citation: str


class Grave(NamedTuple):
    """A letter and what was found in it."""

    letter: str
    authority: str
    date: str
    reference: str
    errors: int
    warnings: int
    found: tuple[Found, ...]  # the errors alone


def gravest(store: Store, who: Authorities, most: int) -> tuple[Grave, ...]:
    """The letters with the most errors, then with the most warnings."""
    counted = store.rows(
        f"""
        SELECT letter, count(*) FILTER (severity = 'error') AS errors,
            count(*) FILTER (severity = 'warning') AS warnings
        FROM findings WHERE {OWN} GROUP BY letter HAVING errors > 0
        ORDER BY errors DESC, warnings DESC, letter LIMIT {most}
        """  # noqa: S608 - made of our own words and a number
    )
    own = listed([letter for letter, _, _ in counted])
    about = {
        letter: rest
        for letter, *rest in store.rows(
            f"SELECT letter, authority, date, reference, text FROM letters WHERE letter IN ({own})"  # noqa: S608
        )
    }
    found = errors_of(store, own, {letter: rest[3] for letter, rest in about.items()})
    return tuple(
        Grave(
            letter,
            who.told(about[letter][0]),
            about[letter][1] or "",
            about[letter][2] or "",
            errors,
            warnings,
            found[letter],
        )
        for letter, errors, warnings in counted
    )


def errors_of(store: Store, letters: str, texts: dict[str, str | None]) -> dict[str, tuple[Found, ...]]:
    """The errors of letters, gravest first."""
    found: defaultdict[str, list[Found]] = defaultdict(list)
    for letter, rule, severity, message, basis, evidence, citation in store.rows(
        f"""
        SELECT letter, rule, severity, message, basis, evidence, citation
        FROM findings WHERE {OWN} AND severity = 'error' AND letter IN ({letters}) ORDER BY letter, number
        """  # noqa: S608 - digests alone
    ):
        places = places_of(evidence)[:_MOST_WORDS]
        text = texts.get(letter)
        quotes = tuple(text[start:stop] for start, stop in places) if text is not None else ()
        found[letter].append(Found(rule, severity, message, laws_of(basis), quotes, places, citation))
    return {letter: tuple(own) for letter, own in found.items()}


def laws_of(basis: str) -> tuple[str, ...]:
    """The law that a finding rests on, as it is told of a single letter."""
    return tuple(law(Basis.model_validate(one)) for one in json.loads(basis))


def places_of(evidence: str) -> tuple[tuple[int, int], ...]:
    """The offsets of spans that have a place; those of a facts file may have none."""
    spans = ((one.get("start"), one.get("stop")) for one in json.loads(evidence))
    return tuple((start, stop) for start, stop in spans if start is not None and stop is not None)
