"""The families of an audit as they were reckoned, read back."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any, NamedTuple

from ncnd_rules.audit.fingerprint import shown
from ncnd_rules.audit.lineage import questions
from ncnd_rules.audit.lineage.families import Died, Family, Lineage, Use, Variant
from ncnd_rules.audit.stored import Stored, Value
from ncnd_rules.errors import NcndError

_AT_ONCE = 500  # families whose variants are held at a time
_SHORTEST_ID = 4  # characters of a fingerprint that may stand for it


class Over(NamedTuple):
    """What went stale where, by letter and number of the passage, and by variant."""

    uses: Mapping[tuple[str, int], Sequence[Died]]
    variants: Mapping[str, Iterable[Died]]

    def of_use(self, letter: str, number: int) -> tuple[Died, ...]:
        """In one use."""
        return tuple(self.uses.get((letter, number), ()))

    def of_variant(self, fingerprint: str) -> tuple[Died, ...]:
        """In any use of a variant, each once."""
        return tuple(self.variants.get(fingerprint, ()))


def lineage_in(stored: Stored) -> Lineage | None:
    """What was reckoned last, counted; none where nothing was."""
    found = stored.rows(questions.SUMMARY)
    return Lineage(**found[0]) if found else None


def families_in(
    stored: Stored, min_letters: int = 2, *, stale: bool = False, every: bool = False, most: int | None = None
) -> Iterator[Family]:
    """The families: first those that most letters used after they had ceased to be right, then the most shared.

    Args:
        min_letters: how many letters have to share one.
        stale: only those that were used after they had ceased to be right.
        every: also those that neither answer nor give reasons.
        most: how many at most.
    """
    asked: dict[str, Value] = {"min_letters": min_letters, "min_stale": int(stale), "every": every, "most": most}
    chosen = stored.rows(questions.CHOSEN, asked)
    for start in range(0, len(chosen), _AT_ONCE):
        yield from _families(stored, chosen[start : start + _AT_ONCE])


def family_in(stored: Stored, name: str) -> Family:
    """The family of an id, or of the fingerprint of one of its variants, or of the beginning of either.

    Raises:
        NcndError: where there is none, or more than one.
    """
    found = stored.rows(questions.CALLED, {"name": name.lower()}) if len(name) >= _SHORTEST_ID else []
    if len(found) != 1:
        which = f", expected one: {', '.join(row['family'] for row in found[:5])}" if found else ""
        raise NcndError(f"found {len(found) or 'no'} families called '{name}'{which or _HINT}")
    return next(_families(stored, found))


_HINT = "; `ncnd audit lineage` lists them with their names"


def uses_in(stored: Stored, family: Family) -> tuple[Use, ...]:
    """Every use of a family, in the order of the letters' dates."""
    over = _stale(stored, [family.id])
    return tuple(_use(row, over) for row in stored.rows(questions.USED, {"family": family.id}))


def _families(stored: Stored, rows: Sequence[Mapping[str, Any]]) -> Iterator[Family]:
    names = [str(row["family"]) for row in rows]
    over = _stale(stored, names)
    worded = groupby(stored.rows(questions.WORDED, {"names": names}), key=lambda row: str(row["family"]))
    variants = {name: _variants(list(own), over) for name, own in worded}
    for row in rows:
        died = tuple(Died(date.fromisoformat(one["day"]), *_why(one)) for one in json.loads(row["died"]))
        name = row["family"]
        yield Family(name, row["letters"], row["authorities"], row["argues"], row["stale"], died, variants[name])


def _variants(rows: list[dict[str, Any]], over: Over) -> tuple[Variant, ...]:
    words = {
        row["fingerprint"]: shown(row["text"], row["authority"], row["reference"]) if row["text"] else None
        for row in rows
    }
    return tuple(
        Variant(
            row["fingerprint"],
            _use(row, over),
            row["letters"],
            row["authorities"],
            row["stale"],
            over.of_variant(row["fingerprint"]),
            row["parent"],
            row["likeness"],
            words[row["fingerprint"]],
            words.get(row["parent"]),
        )
        for row in rows
    )


def _use(row: Mapping[str, Any], over: Over) -> Use:
    day = date.fromisoformat(row["date"]) if row["date"] else None
    return Use(
        row["letter"], row["authority"], day, row["fingerprint"], row["number"], row["start"], row["stop"],
        row["source"], over.of_use(row["letter"], row["number"]),
    )  # fmt: skip


def _stale(stored: Stored, families: list[str]) -> Over:
    found = [
        (row["letter"], row["number"], row["fingerprint"], Died(date.fromisoformat(row["day"]), *_why(row)))
        for row in stored.rows(questions.STALE_USES, {"names": families})
    ]
    uses: defaultdict[tuple[str, int], list[Died]] = defaultdict(list)
    variants: defaultdict[str, dict[Died, None]] = defaultdict(dict)
    for letter, number, fingerprint, died in found:
        uses[letter, number].append(died)
        variants[fingerprint][died] = None
    return Over(uses, variants)


def _why(row: Mapping[str, Any]) -> tuple[str, str, str]:
    return row["rule"], row["says"], row["source"]
