"""What a coded sheet tells of the program: how often its findings are right, and how much it misses."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from ncnd_rules.audit.intervals import Amount, Counted, Share, part_of_all, weighted
from ncnd_rules.audit.sampling.agreement import Agreement, agreement
from ncnd_rules.audit.sampling.coding import Coded, Coding
from ncnd_rules.audit.sampling.key import Drawn, Key, Size
from ncnd_rules.errors import InputError
from ncnd_rules.verdicts import Outcome
from ncnd_rules.yamlfile import did_you_mean

_DECIDED = frozenset({Coded.INCONSISTENT, Coded.CONSISTENT, Coded.NOT_APPLICABLE})
_APPLIES = frozenset({Coded.INCONSISTENT, Coded.CONSISTENT})
_WRONG = frozenset({Coded.INCONSISTENT})


class Measures(NamedTuple):
    """How the program did by the words of one coder, on all rules or on one group of them."""

    group: str  # of rules; empty for all
    pairs: int  # of letter and rule in the audit
    findings: int  # of these, how many the program found inconsistent
    drawn: int
    coded: int
    cannot_tell: int  # rows of which the coder says so; they count in no share
    precision: Share | None  # of the program's findings, how many the coder shares
    recall: Share | None  # of what the coder found inconsistent, from the letter to the end, how much the program found
    undecided: Share | None  # of the pairs to which a rule applies by the coder, how many the program left so


class Difference(NamedTuple):
    """A row of which coder and program, or two coders, say different things."""

    row: Drawn
    line: int  # of the first sheet
    said: tuple[str, ...]  # by each coder; empty where nothing
    remarks: tuple[str, ...]


class Score(NamedTuple):
    """What one sheet tells, or two of the same rows."""

    key: Key
    coders: tuple[tuple[str, tuple[Measures, ...]], ...]  # the sheet's name, all rules first
    agreement: Agreement | None  # of two coders
    agreement_by_group: Mapping[str, Agreement]
    differing: tuple[Difference, ...]  # from the program's outcome, or from each other


def score(codings: Iterable[Coding], key: Key) -> Score:
    """What coded sheets tell, each by itself, and how far two of them agree.

    Raises:
        InputError: for a row that the key does not know, with its line, or a sheet without a coded row.
    """
    codings = tuple(codings)
    for coding in codings:
        _check(coding, key)
    coders = tuple((str(coding.path), tuple(_measures(coding, key))) for coding in codings)
    agreed = None
    by_group: dict[str, Agreement] = {}
    if len(codings) > 1:
        first, second = codings[:2]
        both = [row for row in key.rows if row.id in first.said and row.id in second.said]
        agreed = agreement((first.said[row.id], second.said[row.id]) for row in both)
        for group in sorted({row.stratum.group for row in both}):
            of_group = agreement(
                (first.said[row.id], second.said[row.id]) for row in both if row.stratum.group == group
            )
            if of_group is not None:
                by_group[group] = of_group
    return Score(key, coders, agreed, by_group, tuple(_differing(codings, key)))


def _check(coding: Coding, key: Key) -> None:
    known = {row.id for row in key.rows}
    for name, line in coding.lines.items():
        if name not in known:
            raise InputError(coding.path, f"the key knows no row '{name}'{did_you_mean(name, known)}", f"line {line}")
    if not coding.said:
        raise InputError(coding.path, "no row has a verdict yet, so there is nothing to score")


def _measures(coding: Coding, key: Key) -> Iterable[Measures]:
    groups = sorted({size.group for size in key.strata})
    for group in ("", *groups):
        strata = [size for size in key.strata if group in ("", size.group)]
        rows = [row for row in key.rows if group in ("", row.stratum.group)]
        coded = [row for row in rows if row.id in coding.said]
        wrong = _amounts(strata, coded, coding.said, _WRONG)
        applies = _amounts(strata, coded, coding.said, _APPLIES)
        found = wrong.get(Outcome.VIOLATED)
        precision = found.counts.share if found is not None and found.counts is not None else None
        yield Measures(
            group,
            sum(size.pairs for size in strata),
            sum(size.pairs for size in strata if size.outcome == Outcome.VIOLATED),
            len(rows),
            len(coded),
            sum(coding.said[row.id] == Coded.CANNOT_TELL for row in coded),
            precision,
            part_of_all(wrong, Outcome.VIOLATED, group),
            part_of_all(applies, Outcome.UNDECIDED, group),
        )


def _amounts(
    strata: Iterable[Size], coded: Iterable[Drawn], said: Mapping[str, Coded], counts: frozenset[Coded]
) -> dict[str, Amount]:
    """For each outcome of the program how many pairs there are, and the share of which the coder's word counts."""
    rows = [row for row in coded if said[row.id] in _DECIDED]
    told: dict[str, list[Counted]] = {}
    sizes: dict[str, int] = {}
    for size in strata:
        own = [row for row in rows if row.stratum == (size.outcome, size.group)]
        hits = sum(said[row.id] in counts for row in own)
        told.setdefault(size.outcome, []).append(Counted(size.pairs, len(own), hits))
        sizes[size.outcome] = sizes.get(size.outcome, 0) + size.pairs
    return {outcome: Amount(sizes[outcome], weighted(counted)) for outcome, counted in told.items()}


def _differing(codings: tuple[Coding, ...], key: Key) -> Iterable[Difference]:
    for row in key.rows:
        said = tuple(coding.said.get(row.id) for coding in codings)
        if len({word for word in said if word is not None}) > 1 or any(_contradicts(row, word) for word in said):
            words = tuple(word.value if word is not None else "" for word in said)
            remarks = tuple(coding.remarks.get(row.id, "") for coding in codings)
            yield Difference(row, codings[0].lines.get(row.id, 0), words, remarks)


def _contradicts(row: Drawn, word: Coded | None) -> bool:
    """Whether a coder's word and the program's outcome cannot both hold; whoever cannot tell contradicts nobody."""
    if row.outcome == Outcome.UNDECIDED or word not in _DECIDED:
        return False
    return (row.outcome == Outcome.VIOLATED) != (word == Coded.INCONSISTENT)
