"""How an audit was made, and what it is of: enough to make it again."""

from typing import NamedTuple

from ncnd_rules.audit.figures.asking import Store


class Extent(NamedTuple):
    """What the corpus is."""

    letters: int  # each once, however often its bytes were met
    checked: int  # of them
    places: int  # at which one was met
    alike: int  # that share authority, reference and day with another: it may be a copy in other bytes
    dated: int
    named: int  # whose authority was read
    first: str  # day; empty where none is dated
    last: str
    formats: tuple[tuple[str, int], ...]
    copies: tuple[tuple[str, int], ...]  # complete, extract, unknown
    with_text: int  # letters whose words were kept
    facts: int
    rules: int


class Run(NamedTuple):
    """One run."""

    run: str
    started: str
    state: str
    program: str
    python: str
    evaluator: str
    encoder: str
    ruleset: str
    registers: str
    keep_text: bool
    checked: int
    known: int
    unreadable: int
    failed: int


_ALIKE = """
    SELECT coalesce(sum(own), 0) FROM (
        SELECT count(*) AS own FROM letters WHERE authority IS NOT NULL AND reference IS NOT NULL AND date IS NOT NULL
        GROUP BY authority, regexp_replace(upper(reference), '[^A-Z0-9]', '', 'g'), date HAVING count(*) > 1
    )
"""


class Standing(NamedTuple):
    """What rules and registers some letters are shown under."""

    encoder: str
    ruleset: str
    registers: str
    letters: int


def standing(store: Store) -> tuple[Standing, ...]:
    """Under what letters are shown, most letters first; one alone where all were checked by the newest rules."""
    rows = store.rows(
        "SELECT encoder, ruleset, registers, count(DISTINCT letter) FROM outcomes GROUP BY ALL ORDER BY 4 DESC, 1, 2, 3"
    )
    return tuple(Standing(*row) for row in rows)


def extent(store: Store) -> Extent:
    """What the corpus is."""
    (whole,) = store.rows(
        "SELECT count(*), count(date), count(authority), coalesce(min(date), ''), coalesce(max(date), ''), "
        "count(text), coalesce(sum(facts), 0) FROM letters"
    )
    letters, dated, named, first, last, with_text, facts = whole
    # A run that goes on where another stopped meets the same places again; what could not be read is no letter.
    ((places,),) = store.rows(
        "SELECT count(*) FROM (SELECT DISTINCT source, row FROM occurrences SEMI JOIN letters USING (letter))"
    )
    ((alike,),) = store.rows(_ALIKE)
    ((rules, checked),) = store.rows("SELECT count(DISTINCT rule), count(DISTINCT letter) FROM outcomes")
    return Extent(
        letters,
        checked,
        places,
        int(alike),
        dated,
        named,
        first,
        last,
        _tally(store, "format"),
        _tally(store, "copy"),
        with_text,
        int(facts),
        rules,
    )


def runs(store: Store) -> tuple[Run, ...]:
    """Every run, the first first."""
    rows = store.rows(
        "SELECT run, strftime(started, '%Y-%m-%d %H:%M'), state, program, python, evaluator, encoder, ruleset, "
        "registers, keep_text, checked, known, unreadable, failed FROM runs ORDER BY run"
    )
    return tuple(Run._make(row) for row in rows)


def _tally(store: Store, column: str) -> tuple[tuple[str, int], ...]:
    rows = store.rows(f"SELECT {column}, count(*) FROM letters GROUP BY 1 ORDER BY 2 DESC, 1")  # noqa: S608
    return tuple((name, number) for name, number in rows)
