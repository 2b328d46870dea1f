"""What lies under a report: intervals, names of authorities, tones, masks, and drawings that may stand in a page."""

from datetime import date
from math import comb
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ncnd_rules.audit.figures.authorities import NOBODY, Authorities
from ncnd_rules.audit.figures.drawn.canvas import Canvas
from ncnd_rules.audit.figures.drawn.descent import Wording, descent
from ncnd_rules.audit.figures.drawn.forest import Row, forest
from ncnd_rules.audit.figures.drawn.shaded import tone
from ncnd_rules.audit.figures.rates import FEWEST, Rate
from ncnd_rules.audit.figures.stances import Course, Stance
from ncnd_rules.audit.published.mask import NO_MASK, mask_of, masked

SVG = "{http://www.w3.org/2000/svg}"
rates = st.integers(1, 5000).flatmap(lambda of: st.builds(Rate, st.integers(0, of), st.just(of)))


@pytest.mark.parametrize(
    ("hits", "of", "told"),
    [
        # Newcombe, 'Two-sided confidence intervals for the single proportion' (1998), table I, method 3
        (81, 263, "26% to 37%"),
        (15, 148, "6% to 16%"),
        (0, 20, "0% to 16%"),
        (1, 29, "0.6% to 17%"),
    ],
)
def test_intervals_are_those_of_the_books(hits: int, of: int, told: str) -> None:
    """
    Wilson's interval as published tables have it.
    """
    assert told == Rate(hits, of).between


@given(rates)
def test_an_interval_holds_its_share(rate: Rate) -> None:
    """
    Between 0 and 1, around the share, the same from either side, and narrower with four times the letters.
    """
    low, high = rate.interval
    other_low, other_high = Rate(rate.of - rate.hits, rate.of).interval
    more_low, more_high = Rate(4 * rate.hits, 4 * rate.of).interval

    assert 0 <= low <= (rate.share or 0) <= high <= 1
    assert low == pytest.approx(1 - other_high, abs=1e-9)
    assert high == pytest.approx(1 - other_low, abs=1e-9)
    assert more_high - more_low < high - low


def test_an_interval_covers_as_often_as_it_says() -> None:
    """
    Of samples of 40 with a share of 0.3, 95 in 100 have an interval that holds it, give or take three.
    """
    share, of = 0.3, 40
    covered = 0.0
    for hits in range(of + 1):
        low, high = Rate(hits, of).interval
        if low <= share <= high:
            covered += comb(of, hits) * share**hits * (1 - share) ** (of - hits)

    assert covered == pytest.approx(0.95, abs=0.03)


@pytest.mark.parametrize(
    ("hits", "told"), [(0, "0%"), (4, "<0.1%"), (10, "0.1%"), (9_990, "99.9%"), (9_996, ">99.9%"), (10_000, "100%")]
)
def test_a_few_of_very_many_are_not_none(hits: int, told: str) -> None:
    """
    Only none is told as 0%, and only all as 100%.
    """
    assert told == Rate(hits, 10_000).percent


def test_nothing_of_nothing_is_no_rate() -> None:
    """
    Where nothing was decided there is no share, and no interval that says anything.
    """
    assert (None, (0.0, 1.0), "–", "–") == (
        Rate(0, 0).share,
        Rate(0, 0).interval,
        Rate(0, 0).percent,
        Rate(0, 0).between,
    )
    assert [False, True] == [Rate(0, FEWEST - 1).enough, Rate(0, FEWEST).enough]


def luminance(grey: float) -> float:
    return grey / 12.92 if grey <= 0.03928 else ((grey + 0.055) / 1.055) ** 2.4


@given(st.floats(0, 1))
def test_numbers_can_be_read_on_every_tone(share: float) -> None:
    """
    Ink or paper on the tone of a box: a contrast of 4.5 at least, and never lighter for a larger share.
    """
    ink, paper = 0.115, 1.0
    dark = tone(share)
    ground = luminance(paper - dark * (paper - ink))
    letters = luminance(paper if dark > 0.5 else ink)
    contrast = (max(ground, letters) + 0.05) / (min(ground, letters) + 0.05)

    assert contrast >= 4.5
    assert dark <= tone(min(1.0, share + 0.1))


def texts(markup: str) -> list[str]:
    return ["".join(one.itertext()) for one in ET.fromstring(markup).iter(f"{SVG}text")]


def test_a_drawing_may_stand_in_a_page() -> None:
    """
    No style, no id that another picture may have, the page's own colours, and the same bytes again.
    """
    rows = [Row("PIT-01", "A title", Rate(3, 20)), Row("Alder & <Sons> $x^2$", "", Rate(20, 20))]
    (one,), (again,), (other,) = (forest(name, rows, "Rates", "Two rates") for name in ("one", "one", "other"))
    ids = {element.get("id") for element in ET.fromstring(one).iter()} - {None}

    assert one == again
    assert " style=" not in one
    assert "<style" not in one
    assert "var(--ink" in one
    assert {"one-title", "one-says"} <= ids
    assert all(str(own).startswith("one-") for own in ids)
    assert not ids & {element.get("id") for element in ET.fromstring(other).iter()}
    assert {"3 of 20", "20 of 20", "PIT-01", "Alder & <Sons> $x^2$"} <= set(texts(one))


@pytest.mark.parametrize(("rates_", "pieces"), [(8, 1), (9, 2), (30, 2), (31, 3), (60, 4)])
def test_what_is_too_long_for_a_sheet_goes_on(rates_: int, pieces: int) -> None:
    """
    Every rate stands in one piece, in order, and no piece has more than fifteen.
    """
    drawn = forest("rules", [Row(f"R-{number}", "", Rate(number, 99)) for number in range(rates_)], "Rates", "Rates")
    labels = [[word for word in texts(piece) if word.startswith("R-")] for piece in drawn]

    assert pieces == len(drawn)
    assert [f"R-{number}" for number in range(rates_)] == [label for own in labels for label in own]
    assert max(map(len, labels)) <= 15


def test_control_characters_are_shown() -> None:
    """
    What would turn a line around, or ring a bell, is a sign of its own.
    """
    canvas = Canvas("hostile", 200, 40)
    canvas.text((0, 20), "one \u202etwo\x07")
    told = canvas.markup("a \u202e title", "says \x1b nothing")

    assert not {"\u202e", "\x07", "\x1b"} & set(told)


def test_uses_of_a_dead_sentence_are_black() -> None:
    """
    Each use on its day: a ring, or filled where something in it was out of date.
    """
    wordings = [
        Wording("Wording 1", "first seen", None, ((date(2016, 2, 1), False), (date(2018, 2, 1), True))),
        Wording("Wording 2", "“severe” became “high”", 0, ((date(2019, 2, 1), True),)),
    ]
    told = descent("family", wordings, date(2017, 9, 17), "Sentence", "Two wordings")
    filled = [use.get("fill") for use in ET.fromstring(told).iter(f"{SVG}use")]

    assert "2017-09-17: out of date from then on" in texts(told)
    # One of each stands in the legend.
    assert (2, 3) == (
        sum(one is not None and "--sheet" in one for one in filled),
        sum(one is not None and "--ink" in one for one in filled),
    )


def test_letters_of_one_day_change_nothing_between_them() -> None:
    """
    Which of two comes first would hang on their digests.
    """
    one, other = (
        Stance(date(2020, 5, 1), name, frozenset({said})) for name, said in (("a", "ncnd"), ("b", "not_held"))
    )
    later = Stance(date(2020, 6, 1), "c", frozenset({"ncnd", "not_held"}))

    assert [0, 0] == [Course("A", (*both, later)).changes for both in ((one, other), (other, one))]
    assert 1 == Course("A", (one, later)).changes


def test_of_many_letters_those_are_drawn_that_tell_something() -> None:
    """
    Where there are too many: the first, the last, and each that says other than the one before.
    """
    said = ["ncnd", "ncnd", "not_held", "not_held", "ncnd", "ncnd", "ncnd"]
    course = Course(
        "Wexmoor Police",
        tuple(Stance(date(2020, 1, day), f"{day}", frozenset({one})) for day, one in enumerate(said, 1)),
    )

    assert ["1", "3", "5", "7"] == [stance.letter for stance in course.telling(6)]
    assert course.stances == course.telling(7)
    assert 2 == course.changes


def who(*names: str) -> Authorities:
    return Authorities({name: name for name in names}, dict.fromkeys((*names, NOBODY), 1))


WEXMOOR = who(
    "The Wexmoor Police Force", "Reading Borough Council", "Aldercombe Fire and Rescue Service", "West Mercia Police"
)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("WEXMOOR POLICE FORCE does not know", "{0} does not know"),
        ("the Wexmoor  Police\nForce's letter", "{0}'s letter"),
        ("in Wexmoor", "in {0}"),
        ("we were reading it in Reading", "we were reading it in {1}"),
        ("Aldercombe Fire & Rescue Service", "{2}"),
        ("AFRS has asked", "{2} has asked"),
        ("write to foi@wexmoor.example or see www.wexmoor.example/foi", "write to [address] or see [address]"),
        ("our reference WP/FOI/12345/21", "our reference [reference]"),
        ("at ZZ9 1AA, or 01234 567890", "at [postcode], or [telephone]"),
        ("Mercia Police can neither", "{3} Police can neither"),
        ("the South West and the west", "the South West and the west"),
        ("section 31(1)(g) of 2000, on 2019-03-04", "section 31(1)(g) of 2000, on 2019-03-04"),
    ],
)
def test_a_mask_knows_every_form_of_a_name(words: str, told: str) -> None:
    """
    Case, spacing, short forms, initials, addresses and references; words that only look like a name stay.
    """
    mask = mask_of(WEXMOOR)
    labels = [mask.labels[name] for name in WEXMOOR.letters if name != NOBODY]

    assert told.format(*labels) == mask.words(words)
    assert words == NO_MASK.words(words)


def test_a_name_of_two_is_masked_as_neither() -> None:
    """
    Where a short form may be either of two authorities, it is told as neither.
    """
    both = who("Wexmoor Police", "Wexmoor Borough Council")

    assert "a place in an authority" == mask_of(both).words("a place in Wexmoor")


def test_a_mask_does_not_hang_on_order() -> None:
    """
    The same authorities are called the same, and their new order tells nothing of how many letters they have.
    """
    other = Authorities(WEXMOOR.names, dict(reversed(WEXMOOR.letters.items())))
    mask = mask_of(WEXMOOR)

    assert mask.labels == mask_of(other).labels
    assert ["Authority A", "Authority B", "Authority C", "Authority D", NOBODY] == list(masked(WEXMOOR, mask).letters)
