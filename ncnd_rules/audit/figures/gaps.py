"""What an audit cannot tell: files that could not be read, passages not understood, rules not decided, and why."""

from typing import NamedTuple

from ncnd_rules.audit.figures.asking import Store, below_all

# The newest word on each place and nothing older; a run says one thing of a place for each stage it came to.
_LAST = """
    SELECT * FROM status QUALIFY row_number() OVER (
        PARTITION BY source, row
        ORDER BY run DESC, state = 'done', CASE stage WHEN 'check' THEN 0 WHEN 'encode' THEN 1 ELSE 2 END
    ) = 1
"""


class Failed(NamedTuple):
    """Places that came to the same end for the same reason."""

    state: str  # unreadable, crash, timeout, memory or exception
    reason: str
    places: int
    example: str


class Reason(NamedTuple):
    """A reason and how often it was given."""

    words: str
    letters: int
    times: int


class Undecided(NamedTuple):
    """A rule that could not be decided on some letters, and why not."""

    rule: str
    letters: int
    reasons: tuple[Reason, ...]  # the most frequent first


class Gaps(NamedTuple):
    """Everything that is not known."""

    failed: tuple[Failed, ...]
    unread: tuple[Reason, ...]  # passages not understood, by the reason
    letters_with_unread: int
    passages: int
    characters: int  # in those passages
    all_characters: int
    undecided: tuple[Undecided, ...]
    not_applied: tuple[tuple[str, int, int], ...]  # why rules say nothing of a letter at all, rules, letters


_UNREAD = """
    SELECT letter, json_extract_string(one, '$.reason') AS reason,
        coalesce(json_extract(one, '$.stop')::BIGINT - json_extract(one, '$.start')::BIGINT, 0) AS length
    FROM (SELECT letter, unnest(from_json(unread, '["JSON"]')) AS one FROM letters)
"""
_WHY = """
    SELECT rule, letter, unnest(from_json(why, '["VARCHAR"]')) AS reason FROM findings WHERE outcome = 'undecided'
"""


def gaps(store: Store) -> Gaps:
    """Everything that an audit does not know of its letters."""
    failed = store.rows(
        f"SELECT state, coalesce(reason, ''), count(*), min(source) FROM ({_LAST}) WHERE state <> 'done' "  # noqa: S608
        "GROUP BY ALL ORDER BY 3 DESC, 1, 2"
    )
    unread = store.rows(
        f"SELECT reason, count(DISTINCT letter), count(*) FROM ({_UNREAD}) GROUP BY reason ORDER BY 3 DESC, 1"  # noqa: S608
    )
    ((letters, passages, characters),) = store.rows(
        f"SELECT count(DISTINCT letter), count(*), coalesce(sum(length), 0) FROM ({_UNREAD})"  # noqa: S608
    )
    ((all_characters,),) = store.rows("SELECT coalesce(sum(characters), 0) FROM letters")
    not_applied = store.rows(
        "SELECT why, count(DISTINCT rule), count(DISTINCT letter) FROM outcomes WHERE why IS NOT NULL "
        "GROUP BY why ORDER BY 3 DESC, 1"
    )
    return Gaps(
        tuple(Failed(state, why, number, below_all(store, one)) for state, why, number, one in failed),
        tuple(Reason(*row) for row in unread),
        letters,
        passages,
        int(characters),
        int(all_characters),
        _undecided(store),
        tuple((why, rules, own) for why, rules, own in not_applied),
    )


def _undecided(store: Store) -> tuple[Undecided, ...]:
    letters = store.rows(
        "SELECT rule, count(*) FROM outcomes WHERE outcome = 'undecided' GROUP BY rule ORDER BY 2 DESC, 1"
    )
    why: dict[str, list[Reason]] = {}
    for rule, reason, own, times in store.rows(
        f"SELECT rule, reason, count(DISTINCT letter), count(*) FROM ({_WHY}) GROUP BY ALL ORDER BY 1, 3 DESC, 2"  # noqa: S608
    ):
        why.setdefault(rule, []).append(Reason(reason, own, times))
    return tuple(Undecided(rule, own, tuple(why.get(rule, ()))) for rule, own in letters)
