"""Packs put together from an audit, one authority at a time."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from ncnd_rules.audit.at_hand import Met, text_at
from ncnd_rules.audit.figures.asking import Store, listed, quoted
from ncnd_rules.audit.figures.authorities import NOBODY, Authorities
from ncnd_rules.audit.figures.conflicts import titles_between
from ncnd_rules.audit.figures.counted import ASKED
from ncnd_rules.audit.figures.gravest import laws_of, places_of
from ncnd_rules.audit.figures.making import runs
from ncnd_rules.audit.packs.shapes import Between, Found, Letter, Open, Pack, Reply, Words
from ncnd_rules.audit.packs.words import in_place
from ncnd_rules.registers import without_sources


class _Shared(NamedTuple):
    """What all packs have in common."""

    titles: Mapping[tuple[str, str], str]  # by ruleset and rule
    rules_applied: int
    made: tuple[tuple[str, str], ...]
    reply: Reply


def packs(store: Store, who: Authorities, wanted: Sequence[str], reply: Reply) -> Iterator[Pack]:
    """A pack for each of the authorities that are *wanted*, by the names they are told by."""
    shared = _shared(store, reply)
    for authority in wanted:
        if authority != NOBODY:
            yield _pack(store, authority, who.spellings[authority], shared)


def _shared(store: Store, reply: Reply) -> _Shared:
    titles = {(ruleset, rule): title for ruleset, rule, title in store.rows("SELECT ruleset, rule, title FROM rules")}
    ((rules,),) = store.rows("SELECT count(DISTINCT rule) FROM outcomes")
    own = runs(store)
    made: tuple[tuple[str, str], ...] = ()
    if own:
        newest = own[-1]
        made = (
            ("Program", f"ncnd_rules {newest.program}, Python {newest.python}, {newest.evaluator}"),
            ("Rules", newest.ruleset),
            ("Registers", newest.registers),
            ("Run", f"{newest.started} UTC"),
        )
    return _Shared(titles, rules, made, reply)


def _pack(store: Store, authority: str, spellings: tuple[str, ...], shared: _Shared) -> Pack:
    names = ", ".join(map(quoted, spellings))
    rows = store.rows(
        "SELECT letter, coalesce(date, ''), coalesce(reference, ''), copy, unread, text FROM letters "  # noqa: S608 - quoted
        f"WHERE authority IN ({names}) ORDER BY date NULLS LAST, reference, letter"
    )
    own = listed([row[0] for row in rows])
    places = _places(store, own)
    found = _findings(store, own)
    asked = {letter for (letter,) in store.rows(f"SELECT letter FROM ({ASKED}) WHERE asked AND letter IN ({own})")}  # noqa: S608
    letters = [
        _letter(number, row, places[row[0]], found[row[0]], shared)._replace(asked=row[0] in asked)
        for number, row in enumerate(rows, 1)
    ]
    numbers = {letter.sha256: letter.number for letter in letters}
    between = tuple(_between(store, numbers))
    return Pack(authority, spellings, tuple(letters), between, shared.rules_applied, shared.made, shared.reply)


def _places(store: Store, letters: str) -> dict[str, Met]:
    """Where each letter was met, at the first of its places by name."""
    rows = store.rows(
        "SELECT letter, directory, source, row FROM occurrences LEFT JOIN runs USING (run) "  # noqa: S608
        f"WHERE letter IN ({letters}) ORDER BY source DESC, row DESC"
    )
    return {letter: Met(*where) for letter, *where in rows}


_Row = tuple[Any, ...]


def _findings(store: Store, letters: str) -> defaultdict[str, list[_Row]]:
    found: defaultdict[str, list[_Row]] = defaultdict(list)
    for letter, *row in store.rows(
        "SELECT letter, rule, outcome, severity, attribution, message, repair, why, evidence, basis, "  # noqa: S608
        f"sources, citation, ruleset FROM findings WHERE letter IN ({letters}) ORDER BY letter, number"
    ):
        found[letter].append(tuple(row))
    return found


def _letter(number: int, row: _Row, met: Met, findings: list[_Row], shared: _Shared) -> Letter:
    digest, date, reference, copy, unread, kept = row
    text = kept if kept is not None or not findings else text_at(met, digest)[0]
    told = [(one[3], _found(one, text, shared)) for one in findings if one[1] == "violated"]
    return Letter(
        number,
        date,
        reference,
        Path(met.source).name + ("" if met.row is None else f" row {met.row}"),
        digest,
        copy,
        tuple(found for whose, found in told if whose != "copy"),
        tuple(found for whose, found in told if whose == "copy"),
        tuple(
            Open(one[0], one[4], tuple(why for why in json.loads(one[6]) if why not in one[4]))
            for one in findings
            if one[1] == "undecided"
        ),
        len(json.loads(unread)),
        text is not None,
    )


def _found(row: _Row, text: str | None, shared: _Shared) -> Found:
    rule, _, severity, _, message, repair, _, evidence, basis, sources, citation, digest = row
    words = tuple(
        Words("", start, stop) if text is None else in_place(text, start, stop) for start, stop in places_of(evidence)
    )
    title = shared.titles.get((digest, rule), "")
    registers = tuple(dict.fromkeys(map(without_sources, json.loads(sources))))
    return Found(rule, title, severity, message, words, laws_of(basis), registers, repair, citation)


def _between(store: Store, numbers: Mapping[str, int]) -> Iterator[Between]:
    """Findings between letters of this authority alone: what names another's letter is not for this pack."""
    titles = titles_between(store)
    for _, rule, severity, message, letters in store.rows(
        "SELECT DISTINCT fingerprint, rule, severity, message, letters FROM comparisons WHERE outcome = 'violated' "
        "ORDER BY rule, fingerprint"
    ):
        own = json.loads(letters)
        if own and all(letter in numbers for letter in own):
            yield Between(rule, titles.get(rule, ""), severity, message, tuple(numbers[letter] for letter in own))
