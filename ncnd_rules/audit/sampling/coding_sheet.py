"""Sheets drawn from an audit: which letters and rules, with the words that a person needs to judge them."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ncnd_rules.audit.at_hand import Met, text_at
from ncnd_rules.audit.sampling.drawing import Stratum, allocated, first_of
from ncnd_rules.audit.sampling.key import Drawn, Key, Size
from ncnd_rules.audit.stored import Stored
from ncnd_rules.errors import NcndError
from ncnd_rules.letter import sha256
from ncnd_rules.report.rule_words import asked_by
from ncnd_rules.rules import Rule, Ruleset
from ncnd_rules.verdicts import Outcome


class Row(NamedTuple):
    """One line of a sheet: a letter, a rule, and all that is needed to judge the one by the other."""

    drawn: Drawn
    letter: str  # its file as the audit names it
    authority: str
    date: str
    question: str  # the rule's title
    asks: tuple[str, ...]  # what the rule asks, a line each
    law: str
    words: str  # of the whole letter: a part would tell what the program looked at
    lacking: str  # why the words are not here; empty where they are


class CodingSheet(NamedTuple):
    """Rows in the order of their letters, which says nothing of how they came out, and the key to them."""

    rows: tuple[Row, ...]
    key: Key


def sheet_from(stored: Stored, ruleset: Ruleset, seed: int, number: int) -> CodingSheet:
    """Draw a sheet; the same letters, outcomes and seed give the same rows, in whatever order they were checked.

    Args:
        number: how many rows, fewer where there are fewer pairs of letter and rule.

    Raises:
        NcndError: where nothing was checked.
    """
    sizes, drawn = _drawn(stored, seed, number)
    if not drawn:
        raise NcndError("no letter of this audit was checked, so there is nothing to draw from")
    said = _said(stored, drawn)
    letters = _letters(stored, sorted({letter for _, letter, _ in drawn}))
    versions = {row["rule"]: row["version"] for row in stored.rows("SELECT rule, version FROM rules")}
    rows = []
    for stratum, letter, rule in drawn:
        own = sizes[stratum]
        row = Drawn(
            id=sha256(f"{letter} {rule}".encode())[:12],
            letter=letter,
            rule=rule,
            outcome=Outcome(stratum.outcome),
            weight=own.pairs / own.drawn,
            said=said.get((letter, rule), ()),
        )
        rows.append(_row(row, letters[letter], ruleset, versions.get(rule)))
    standing = stored.standing()
    key = Key(
        seed=seed,
        letters=sum(one.letters for one in standing),
        ruleset=standing[0].ruleset,
        registers=standing[0].registers,
        strata=tuple(sizes[stratum] for stratum in sorted(sizes)),
        rows=tuple(row.drawn for row in rows),
    )
    return CodingSheet(tuple(rows), key)


def _drawn(stored: Stored, seed: int, number: int) -> tuple[dict[Stratum, Size], list[tuple[Stratum, str, str]]]:
    """Every stratum with its size, and the pairs drawn, by letter and rule.

    The store draws: of thousands of letters only the pairs with the least ranks come here.
    """
    found = {
        Stratum(row["outcome"], row["groups"]): (row["pairs"], row["first"])
        for row in stored.rows(
            # The rank is that of `drawing.rank`.
            "SELECT outcome, split_part(rule, '-', 1) AS groups, count(*) AS pairs,"
            " min_by(letter || ' ' || rule, sha256($seed || ' ' || letter || ' ' || rule), $number) AS first"
            " FROM outcomes GROUP BY ALL",
            {"seed": str(seed), "number": number},
        )
    }
    given = allocated({stratum: pairs for stratum, (pairs, _) in found.items()}, number)
    sizes = {
        stratum: Size(outcome=Outcome(stratum.outcome), group=stratum.group, pairs=pairs, drawn=given[stratum])
        for stratum, (pairs, _) in found.items()
    }
    drawn = []
    for stratum, (_, first) in found.items():
        pairs = [(letter, rule) for letter, _, rule in (pair.partition(" ") for pair in first)]
        drawn += [(stratum, letter, rule) for letter, rule in first_of(seed, pairs, given[stratum])]
    return sizes, sorted(drawn, key=lambda one: (one[1], one[2]))


def _said(stored: Stored, drawn: Iterable[tuple[Stratum, str, str]]) -> dict[tuple[str, str], tuple[str, ...]]:
    """What the program told of each pair that is a finding, or could not be decided."""
    said: dict[tuple[str, str], tuple[str, ...]] = {}
    for row in stored.rows(
        "SELECT letter, rule, message FROM findings"
        " WHERE letter IN (SELECT unnest(string_split(?, ' '))) ORDER BY letter, number",
        [" ".join(sorted({letter for _, letter, _ in drawn}))],
    ):
        pair = row["letter"], row["rule"]
        said[pair] = (*said.get(pair, ()), row["message"])
    return said


class _Letter(NamedTuple):
    """A letter as the sheet shows it."""

    name: str
    authority: str
    date: str
    words: str
    lacking: str


def _letters(stored: Stored, wanted: list[str]) -> dict[str, _Letter]:
    places: dict[str, list[Met]] = {}
    for row in stored.rows(
        "SELECT DISTINCT o.letter, r.directory, o.source, o.row FROM occurrences o LEFT JOIN runs r USING (run)"
        " WHERE o.letter IN (SELECT unnest(string_split(?, ' '))) ORDER BY ALL",
        [" ".join(wanted)],
    ):
        places.setdefault(row["letter"], []).append(Met(row["directory"], row["source"], row["row"]))
    found = {}
    for row in stored.rows(
        "SELECT letter, authority, date, text FROM letters WHERE letter IN (SELECT unnest(string_split(?, ' ')))",
        [" ".join(wanted)],
    ):
        letter = row["letter"]
        own = places.get(letter, [])
        words, lacking = (row["text"], "") if row["text"] is not None else _at_hand(letter, own)
        found[letter] = _Letter(_name(own, letter), row["authority"] or "", row["date"] or "", words, lacking)
    return found


def _name(places: list[Met], letter: str) -> str:
    if not places:
        return f"sha256-{letter[:12]}"
    first = places[0]
    return first.source if first.row is None else f"{first.source}, row {first.row}"


def _at_hand(letter: str, places: Iterable[Met]) -> tuple[str, str]:
    """The words of a letter that still stands where it was met, or why they are not here."""
    why = "its file is not known"
    for met in places:
        text, why = text_at(met, letter)
        if text is not None:
            return text, ""
    return "", f"the audit keeps no text (--keep-text does), and {why}"


def _row(drawn: Drawn, letter: _Letter, ruleset: Ruleset, version: str | None) -> Row:
    rule = next((rule for rule in ruleset.rules if rule.id == drawn.rule), None)
    if rule is None or version not in (None, rule.version):
        asks: tuple[str, ...] = ("this rule has changed since the audit; audit again before you code it",)
    else:
        asks = tuple(_asks(rule))
    return Row(
        drawn,
        letter.name,
        letter.authority,
        letter.date,
        "" if rule is None else rule.title,
        asks,
        "" if rule is None else "; ".join(basis.cite for basis in rule.basis),
        letter.words,
        letter.lacking,
    )


def _asks(rule: Rule) -> Iterator[str]:
    """What the rule asks, as `ncnd rule` shows it, a line each."""
    for part, lead, sought in asked_by(rule):
        joined = "; or ".join(sought) if part != "when" else "; with ".join(sought)
        yield f"{lead}: {joined}"
