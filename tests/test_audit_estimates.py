"""Shares with intervals, agreement of two people, and the draw that both rest on."""

from collections.abc import Iterable
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ncnd_rules.audit.intervals import Amount, Counted, Estimate, Share, part_of_all, weighted, wilson
from ncnd_rules.audit.sampling.agreement import agreement
from ncnd_rules.audit.sampling.drawing import Stratum, allocated, first_of, rank
from ncnd_rules.verdicts import Outcome


def rounded(share: Share | None, digits: int = 4) -> tuple[float, ...] | None:
    return None if share is None else tuple(round(value, digits) for value in share)


@pytest.mark.parametrize(
    ("hits", "of", "expected"),
    [
        (0, 10, (0.0, 0.0, 0.2775)),
        (5, 10, (0.5, 0.2366, 0.7634)),
        (10, 10, (1.0, 0.7225, 1.0)),
        (81, 263, (0.308, 0.2553, 0.3662)),
    ],
)
def test_a_share_has_the_interval_of_wilson(hits: int, of: int, expected: tuple[float, ...]) -> None:
    """
    The last is the example of Newcombe 1998, table I; the others follow from the formula by hand.
    """
    assert expected == rounded(wilson(hits, of))
    assert wilson(0, 0) is None


def test_each_stratum_counts_by_its_size() -> None:
    """
    One of two in a stratum of 90 and none of two in one of 10 is 45 of 100; nothing drawn says nothing.
    """
    estimate = weighted([Counted(90, 2, 1), Counted(10, 2, 0), Counted(50, 0, 0)])

    assert estimate is not None
    assert estimate.value == pytest.approx(0.45)
    assert estimate.effective == pytest.approx(100**2 / (90**2 / 2 + 10**2 / 2))
    assert weighted([Counted(50, 0, 0)]) is None


def test_rows_of_equal_weight_are_worth_their_number() -> None:
    """
    Where every row stands for as many, strata change nothing.
    """
    estimate = weighted([Counted(300, 30, 12), Counted(100, 10, 3)])

    assert estimate is not None
    assert estimate.effective == pytest.approx(40)
    assert rounded(estimate.share) == rounded(wilson(15, 40))


def test_what_nobody_missed_is_not_certain() -> None:
    """
    None missed in 40 of 10,000 pairs leaves open that many of them are, beside 100 that were found.
    """
    found = {"found": Amount(100, Estimate(1.0, 30)), "other": Amount(10_000, Estimate(0.0, 40))}
    share = part_of_all(found, "found")

    assert share is not None
    assert share.value == 1.0
    assert 0.05 < share.low < 0.4  # 3 in 40 of 10,000 would leave 100 of 850
    assert share == part_of_all(found, "found")


def test_a_part_that_nobody_looked_at_leaves_the_share_open() -> None:
    """
    So does a total of nothing; a part that has nothing in it is none of it, for certain.
    """
    assert part_of_all({"a": Amount(10, Estimate(1.0, 5)), "b": Amount(10, None)}, "a") is None
    assert part_of_all({"a": Amount(10, Estimate(0.0, 5)), "b": Amount(10, Estimate(0.0, 5))}, "a") is None
    assert part_of_all({"b": Amount(10, Estimate(0.5, 5))}, "a") == Share(0, 0, 0)
    assert part_of_all({"b": Amount(10, None)}, "a") is None
    assert part_of_all({"a": Amount(10, Estimate(1.0, 5)), "b": Amount(0, None)}, "a") is not None


def test_intervals_hold_the_truth_about_as_often_as_they_say() -> None:
    """
    Of 200 draws from letters whose truth is known, nine tenths at least have it in their interval.

    300 findings of which 240 are right and 3,000 others of which 60 are missed: recall is 240 of 300.
    """
    chance = Random(5)  # noqa: S311 - a trial that anybody can repeat
    found = [True] * 240 + [False] * 60
    other = [True] * 60 + [False] * 2940
    held = 0
    for _ in range(200):
        right, missed = sum(chance.sample(found, 60)), sum(chance.sample(other, 120))
        amounts = {"found": Amount(300, Estimate(right / 60, 60)), "other": Amount(3000, Estimate(missed / 120, 120))}
        share = part_of_all(amounts, "found")
        assert share is not None
        held += share.low <= 0.8 <= share.high
    assert held >= 180


def coded(table: list[list[int]]) -> Iterable[tuple[str, str]]:
    return [
        (f"w{row}", f"w{column}")
        for row, counts in enumerate(table)
        for column, count in enumerate(counts)
        for _ in range(count)
    ]


def test_kappa_is_that_of_the_books() -> None:
    """
    The example of Fleiss, Cohen and Everitt 1969: kappa 0.429, its variance 0.002885.
    """
    found = agreement(coded([[106, 10, 4], [22, 28, 10], [2, 12, 6]]))

    assert found is not None
    assert found.rows == 200
    assert found.kappa is not None
    assert found.kappa.value == pytest.approx(0.429, abs=0.0005)
    assert ((found.kappa.high - found.kappa.value) / 1.959964) ** 2 == pytest.approx(0.002885, abs=0.000005)
    assert found.alike == wilson(140, 200)


def test_the_interval_of_kappa_is_that_of_drawing_the_rows_again() -> None:
    """
    A bootstrap, which knows nothing of the formula, gives the same ends to a few hundredths.
    """
    rows = list(coded([[40, 6, 1, 2], [5, 55, 4, 0], [2, 3, 30, 4], [1, 2, 3, 12]]))
    chance = Random(3)  # noqa: S311 - same
    again = sorted(
        found.kappa.value
        for _ in range(400)
        if (found := agreement(chance.choices(rows, k=len(rows)))) is not None and found.kappa is not None
    )
    found = agreement(rows)

    assert found is not None
    assert found.kappa is not None
    assert found.kappa.low == pytest.approx(again[10], abs=0.03)
    assert found.kappa.high == pytest.approx(again[-11], abs=0.03)


def test_agreement_at_its_ends() -> None:
    """
    No row: nothing; one word only: no kappa; all alike: 1, with the doubt that few rows leave; all different: below 0.
    """
    assert agreement([]) is None

    one_word = agreement([("a", "a")] * 5)
    assert one_word is not None
    assert one_word.kappa is None

    alike = agreement([("a", "a")] * 5 + [("b", "b")] * 5)
    assert alike is not None
    assert alike.kappa is not None
    assert alike.kappa.value == 1.0
    assert 0.3 < alike.kappa.low < 0.5

    crossed = agreement([("a", "b"), ("b", "a")] * 4)
    assert crossed is not None
    assert crossed.kappa is not None
    assert crossed.kappa.value == -1.0


SIZES = st.dictionaries(
    st.builds(Stratum, st.sampled_from(list(Outcome)), st.sampled_from(["PIT", "HARM", "THR", "RGT"])),
    st.integers(0, 400),
    max_size=12,
)


@given(SIZES, st.integers(0, 300))
def test_every_stratum_is_drawn_from_and_a_longer_sheet_loses_nothing(sizes: dict[Stratum, int], rows: int) -> None:
    """
    Rows are as many as asked, or all; none is drawn twice; one more row is one more.
    """
    given_now, given_next = allocated(sizes, rows), allocated(sizes, rows + 1)
    held = [stratum for stratum, size in sizes.items() if size]

    assert sum(given_now.values()) == min(rows, sum(sizes.values()))
    assert all(number <= sizes[stratum] for stratum, number in given_now.items())
    if rows >= len(held):
        assert all(given_now[stratum] >= 1 for stratum in held)
    assert all(given_now[stratum] <= given_next[stratum] for stratum in held)


def test_findings_get_more_rows_than_their_number() -> None:
    """
    A hundred findings among ten thousand pairs get about four rows of ten.
    """
    found, undecided, satisfied, silent = (
        Stratum(outcome, "PIT")
        for outcome in (Outcome.VIOLATED, Outcome.UNDECIDED, Outcome.SATISFIED, Outcome.NOT_APPLICABLE)
    )
    sizes = {found: 100, undecided: 400, satisfied: 3000, silent: 6500}

    assert {found: 40, undecided: 15, satisfied: 25, silent: 20} == allocated(sizes, 100)


def test_the_draw_knows_hashes_and_the_seed_only() -> None:
    """
    Order and repetition change nothing, another seed draws others, and a larger number begins with the smaller.
    """
    pairs = [(f"{number:064x}", "PIT-01") for number in range(60)]
    drawn = first_of(7, pairs, 10)

    assert drawn == first_of(7, [*reversed(pairs), *pairs], 10)
    assert drawn == first_of(7, pairs, 20)[:10]
    assert set(drawn) != set(first_of(8, pairs, 10))
    assert len(set(drawn)) == 10
    assert rank(7, "a", "PIT-01") != rank(7, "a", "PIT-02")
