"""Which letters of an audit are laid side by side, and that it stays few."""

import random
from collections.abc import Iterable
from datetime import date, timedelta
from itertools import combinations, pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from ncnd_rules.audit.compare.cards import Card, Meaning
from ncnd_rules.audit.compare.groups import groups_of
from ncnd_rules.audit.compare.set_words import asking
from ncnd_rules.between.questions import ALL_PAIRS
from ncnd_rules.rule_files import load_ruleset

RULES = load_ruleset(over="letters")
DRONES: Meaning = ((("drone", 1), ("flight", 1)), ())
VANS: Meaning = ((("surveillance", 1), ("van", 1)), ())
BLANK = Card("", "", None, (), frozenset(), frozenset(), frozenset(), frozenset())
FIRST = date(2020, 1, 1)


def card(letter: str, **fields: object) -> Card:
    return BLANK._replace(letter=letter, **fields)


def beside(cards: Iterable[Card], *rules: str) -> set[tuple[str, str, str]]:
    """The kind and letters of every two that are laid side by side by the groups that these rules call for."""
    chosen = RULES._replace(rules=tuple(rule for rule in RULES.rules if rule.id in rules))
    found = groups_of(list(cards), chosen)
    return {(group.kind, *pair) for group in found for pair in combinations(group.letters, 2)}


def test_letters_that_were_asked_the_same_are_laid_side_by_side() -> None:
    cards = [
        card("a", questions=(DRONES,)),
        card("b", questions=(VANS, DRONES)),
        card("c", questions=(VANS,)),
        card("d"),
    ]

    assert {("request", "a", "b"), ("request", "b", "c")} == beside(cards, "CRS-01")


def test_a_letter_is_laid_beside_the_one_whose_reference_it_names() -> None:
    """
    Of the same authority only: other authorities count alike.
    """
    cards = [
        card("a", authority="x", references=frozenset({"12345"})),
        card("b", authority="x", named=frozenset({"12345", "99999"})),
        card("c", authority="y", references=frozenset({"99999"})),
    ]

    assert {("reference", "a", "b")} == beside(cards, "CRS-12")


def test_letters_of_an_authority_on_a_subject_are_laid_side_by_side() -> None:
    cards = [
        card("a", authority="x", topics=frozenset({"drones"})),
        card("b", authority="x", topics=frozenset({"drones", "vans"})),
        card("c", authority="y", topics=frozenset({"drones"})),
        card("d", topics=frozenset({"drones"})),
    ]

    assert {("subject", "a", "b")} == beside(cards, "CRS-13")


def test_letters_of_a_day_that_differ_on_the_level_are_laid_side_by_side() -> None:
    """
    Those that agree are not; each that differs from the most has one beside it.
    """
    severe, low = frozenset({("national", "severe")}), frozenset({("national", "low")})
    cards = [
        *(card(f"a{number}", day=FIRST, levels=severe) for number in range(30)),
        *(card(f"b{number}", day=FIRST, levels=low) for number in range(2)),
        card("c", day=FIRST + timedelta(1), levels=low),
        card("d", levels=low),
    ]

    assert {("day", "a0", "b0"), ("day", "a1", "b1")} == beside(cards, "CRS-07")


def test_no_group_is_made_that_no_rule_calls_for() -> None:
    cards = [card("a", questions=(DRONES,)), card("b", questions=(DRONES,))]

    assert set() == beside(cards, "CRS-07") == beside(cards, "CRS-05")


DAYS = st.one_of(st.none(), st.integers(0, 900).map(lambda days: FIRST + timedelta(days)))


@given(st.lists(st.tuples(DAYS, st.sampled_from("xyz")), min_size=2, max_size=60), st.randoms())
@settings(max_examples=60, deadline=None)
def test_of_many_that_were_asked_the_same_each_lies_beside_the_next(
    told: list[tuple[date | None, str]], chance: random.Random
) -> None:
    """
    By date among all and among those of its authority, in groups of a size that does not grow, whatever their order.
    """
    cards = [
        card(f"{number:02}", day=day, authority=authority, questions=(DRONES,))
        for number, (day, authority) in enumerate(told)
    ]
    shuffled = list(cards)
    chance.shuffle(shuffled)
    rules = RULES._replace(rules=(RULES.rule("CRS-01"),))

    groups = groups_of(shuffled, rules)

    assert groups_of(cards, rules) == groups
    assert all(len(group.letters) <= ALL_PAIRS for group in groups)
    assert len(groups) <= 1 + 2 * len(cards) / (ALL_PAIRS - 1) + 3
    pairs = {frozenset(pair) for group in groups for pair in combinations(group.letters, 2)}
    in_order = sorted(cards, key=lambda one: (one.day or date.max, one.letter))
    for own in (in_order, *([one for one in in_order if one.authority == name] for name in "xyz")):
        assert all(frozenset((one.letter, other.letter)) in pairs for one, other in pairwise(own))


def asked(number: int, *meanings: Meaning) -> Card:
    """A card of an authority of its own, whose questions are Q0, Q1 and so on."""
    by = tuple((f"Q{place}",) for place in range(len(meanings)))
    return card(f"{number:03}", authority=f"{number}", day=FIRST, questions=meanings, asked_by=by)


def test_what_very_many_requests_say_is_no_question() -> None:
    """
    'I look forward to your answer' stands beside other questions in every request: it is left out, and nothing else.
    """
    cards = [asked(number, VANS, (((f"place{number // 3}", 1), ("drone", 1)), ())) for number in range(300)]
    left = asking(cards)

    assert (cards[:297], {}) == asking(cards[:297])
    assert {one.questions[1:] for one in cards} == {one.questions for one in left.cards}
    assert {one.letter: frozenset({"Q0"}) for one in cards} == left.none
    assert 300 == len(beside(left.cards, "CRS-01"))
    assert 300 < len(beside(cards, "CRS-01"))


def test_a_circular_request_is_one_however_many_it_went_to() -> None:
    """
    Its questions stand beside each other in every letter, or alone; that some letters ask more changes nothing.
    """
    more = [asked(900 + number, VANS, DRONES, (((f"place{number}", 1),), ())) for number in range(50)]
    cards = [*(asked(number, VANS, DRONES) for number in range(150)), *more]
    alone = [asked(number, VANS) for number in range(150)]

    assert (cards, {}) == asking(cards)
    assert (alone, {}) == asking(alone)
