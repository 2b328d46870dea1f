"""The registers say what the law and the world said on each day, and where it was read."""

import re
import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from fact_sets import fact_set
from hypothesis import given
from hypothesis import strategies as st

from ncnd_rules import yamlfile
from ncnd_rules.encoding import Encoding
from ncnd_rules.errors import RegisterError
from ncnd_rules.facts import Fact
from ncnd_rules.facts_file import load_facts, read_facts
from ncnd_rules.letter import Letter
from ncnd_rules.registers import Registers, load_registers, without_sources
from ncnd_rules.registers.procedure import Procedure
from ncnd_rules.registers.rows import Row
from ncnd_rules.shipped import rulesets_dir
from ncnd_rules.world import asked, bodies, exemptions, references, threat, times, world_of

FOLDER = rulesets_dir() / "registers"
CASES = Path(__file__).parents[1] / "cases"
REGISTERS = load_registers()
THREAT, EXEMPTIONS, BODIES = REGISTERS.threat, REGISTERS.exemptions, REGISTERS.bodies
DAY = timedelta(days=1)
EVER = (date(2000, 1, 1), date(2040, 1, 1))
SERIES = ("national", "northern_ireland", "great_britain")

# Each day on which a level began, and the level.
HISTORIES = {
    "national": """
        2006-08-01 severe       2006-08-10 critical     2006-08-14 severe       2007-06-30 critical
        2007-07-04 severe       2009-07-20 substantial  2010-01-22 severe       2011-07-11 substantial
        2014-08-29 severe       2017-05-23 critical     2017-05-27 severe       2017-09-15 critical
        2017-09-17 severe       2019-11-04 substantial  2020-11-03 severe       2021-02-04 substantial
        2021-11-15 severe       2022-02-09 substantial  2026-04-30 severe
    """,
    "northern_ireland": """
        2010-09-24 severe       2022-03-22 substantial  2023-03-28 severe       2024-03-06 substantial
    """,
    "great_britain": """
        2010-09-24 substantial  2012-10-24 moderate     2016-05-11 substantial  2018-03-01 moderate
        2019-07-23 -
    """,
}


def d(text: str) -> date:
    return date.fromisoformat(text)


def changes() -> Iterator[tuple[str, str, str, str]]:
    """Each series, day, and the levels on the eve and from that day; ``-`` where none was published."""
    for series, history in HISTORIES.items():
        words = ["-", *history.split()]
        for before, on, level in zip(words[::2], words[1::2], words[2::2], strict=False):
            yield series, on, before, level


# As often as not the eve of a change or its day.
any_day = st.dates(d("2006-01-01"), d("2028-12-31")) | st.sampled_from(
    [d(on) - eve * DAY for _, on, _, _ in changes() for eve in (0, 1)]
)


def level_on(series: str, on: date) -> str:
    row = THREAT.published(series, on)
    return row.level if row else "-"


def standings(series: str, on: date) -> str:
    return ", ".join(f"{level} {standing}" for level, standing, _ in THREAT.standings(series, on))


def lists_of(name: str) -> dict[str, list[dict[str, Any]]]:
    """The lists of rows in one register file."""
    data = yamlfile.load(FOLDER / f"{name}.yaml")
    return {key: rows for key, rows in data.items() if isinstance(rows, list) and isinstance(rows[0], dict)}


def every_row() -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path in sorted(FOLDER.glob("*.yaml")):
        for name, rows in lists_of(path.stem).items():
            for row in rows:
                yield path.stem, name, row


def keys_of(row: dict[str, Any]) -> set[str]:
    return {row["source"]} if isinstance(row["source"], str) else set(row["source"])


# Levels


@pytest.mark.parametrize(("series", "on", "before", "level"), list(changes()))
def test_each_change_of_level(series: str, on: str, before: str, level: str) -> None:
    """
    The old level stands to the eve of a change, the new one from its day.
    """
    assert before == level_on(series, d(on) - DAY)
    assert level == level_on(series, d(on))


def test_no_other_change_of_level() -> None:
    """
    Between the changes that the histories name the level never moves.
    """
    found = [(row.series, str(row.since), row.level) for series in SERIES for row in THREAT.periods(series, *EVER)]

    assert [(series, on, level) for series, on, _, level in changes() if level != "-"] == found


@pytest.mark.parametrize(
    ("level", "meaning", "last"),
    [
        ("substantial", "strong_possibility", "2019-07-22"),
        ("substantial", "likely", "None"),
        ("critical", "expected_imminently", "2019-07-22"),
        ("critical", "highly_likely_soon", "None"),
    ],
)
def test_meanings_of_levels(level: str, meaning: str, last: str) -> None:
    """
    A meaning that was given up ends on the eve of the new definitions, and one never published is none's.
    """
    row = THREAT.meant(level, meaning)

    assert row is not None
    assert last == str(row.last)
    assert THREAT.meant(level, "unlikely") is None


def test_levels_never_published() -> None:
    """
    The national level was never below substantial.
    """
    for level in ("low", "moderate"):
        assert not THREAT.ever_at(level, "national", *EVER)


@pytest.mark.parametrize(
    ("level", "month", "reached"),
    [
        ("critical", "2017-05", True),
        ("critical", "2017-06", False),
        ("severe", "2017-05", True),
        ("critical", "2006-08", True),
    ],
)
def test_levels_reached_in_a_month(level: str, month: str, reached: bool) -> None:
    """
    Critical was reached in May 2017 after Manchester, and not in June after London Bridge.
    """
    assert reached is THREAT.ever_at(level, "national", d(f"{month}-01"), d(f"{month}-28"))


@pytest.mark.parametrize(
    ("start", "stop", "levels"),
    [
        ("2017-05-22", "2017-05-22", ["severe"]),
        ("2017-05-22", "2017-05-23", ["severe", "critical"]),
        ("2017-05-26", "2017-05-27", ["critical", "severe"]),
        ("2017-05-27", "2017-05-27", ["severe"]),
        ("2017-05-01", "2017-05-31", ["severe", "critical", "severe"]),
        ("2006-07-01", "2006-07-31", []),
    ],
)
def test_periods_of_a_span(start: str, stop: str, levels: list[str]) -> None:
    """
    A period belongs to a span if they share a day, be it the last of one and the first of the other.
    """
    assert levels == [row.level for row in THREAT.periods("national", d(start), d(stop))]


def test_changes_within_a_span() -> None:
    """
    A change belongs to the span that holds its day, and the first level ever published is no change.
    """
    assert ["substantial"] == [row.level for row in THREAT.changes("national", d("2019-11-04"), d("2019-11-27"))]
    assert () == THREAT.changes("national", d("2019-11-05"), d("2019-11-27"))
    assert () == THREAT.changes("national", d("2006-08-01"), d("2006-08-09"))
    assert d("2006-08-01") == THREAT.first_published("national")


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        ("2019-11-03", "severe published"),
        ("2019-11-04", "substantial published, severe change_day"),
        ("2019-11-05", "substantial published, severe grace"),
        ("2019-11-14", "substantial published, severe grace"),
        ("2019-11-15", "substantial published"),
        # Announced on the eve: both levels on both days, and each once.
        ("2006-08-12", "critical published, severe grace"),
        ("2006-08-13", "critical published, severe change_day"),
        ("2006-08-14", "severe published, critical change_day"),
        ("2006-08-15", "severe published, critical grace"),
        ("2006-08-24", "severe published, critical grace"),
        ("2006-08-25", "severe published"),
        # Announced four days late: ten days of grace from the day on which it could be known.
        ("2021-02-03", "severe published"),
        ("2021-02-04", "substantial published, severe change_day"),
        ("2021-02-08", "substantial published, severe change_day"),
        ("2021-02-09", "substantial published, severe grace"),
        ("2021-02-18", "substantial published, severe grace"),
        ("2021-02-19", "substantial published"),
        # A level of a few days.
        ("2017-09-16", "critical published, severe grace"),
        ("2017-09-17", "severe published, critical change_day"),
        ("2017-09-27", "severe published, critical grace"),
        ("2017-09-28", "severe published"),
        ("2006-07-31", ""),
    ],
)
def test_levels_a_letter_may_call_current(on: str, expected: str) -> None:
    """
    Both levels stand on the day of a change, and the old one is only stale for ten days more.
    """
    assert expected == standings("national", d(on))


@pytest.mark.parametrize(("series", "on", "before", "level"), [change for change in changes() if "-" not in change[2:]])
def test_each_change_has_its_day_and_its_grace(series: str, on: str, before: str, level: str) -> None:
    """
    Whichever the change, the old level is as good on its day, and fifteen days later one level stands alone.
    """
    later = d(on) + 15 * DAY

    assert f"{level} published, {before} change_day" == standings(series, d(on))
    assert f"{level_on(series, later)} published" == standings(series, later)


def test_a_series_that_ended() -> None:
    """
    From 23 July 2019 no level for Great Britain alone is published, and none may be called current.
    """
    assert "moderate published" == standings("great_britain", d("2019-07-22"))
    assert "" == standings("great_britain", d("2019-07-23"))


def test_more_tolerance_about_a_change(folder: Path) -> None:
    """
    A register may accept the old level for longer than the day of the change; grace begins after that.
    """
    change(folder, "threat_levels", "tolerance_days: 0", "tolerance_days: 2")
    threat = load_registers(folder).threat
    found = [threat.standings("national", d("2019-11-04") + number * DAY)[1:] for number in (0, 2, 3, 12, 13)]

    assert ["change_day", "change_day", "grace", "grace", ""] == [old[0][1] if old else "" for old in found]


@pytest.mark.parametrize(
    ("level", "ordinal"),
    [
        ("low", "lowest"),
        ("moderate", "fourth_highest"),
        ("substantial", "third_highest"),
        ("severe", "second_highest"),
        ("critical", "highest"),
    ],
)
def test_ordinals(level: str, ordinal: str) -> None:
    """
    Severe is the second highest of five levels.
    """
    assert ordinal == THREAT.ordinal(level)


@pytest.mark.parametrize(
    ("level", "before", "after"),
    [
        ("low", "an attack is unlikely", "an attack is highly unlikely"),
        ("moderate", "an attack is possible, but not likely", "an attack is possible, but not likely"),
        ("substantial", "an attack is a strong possibility", "an attack is likely"),
        ("severe", "an attack is highly likely", "an attack is highly likely"),
        ("critical", "an attack is expected imminently", "an attack is highly likely in the near future"),
    ],
)
def test_definitions(level: str, before: str, after: str) -> None:
    """
    The levels were defined anew on 23 July 2019.
    """
    days = ("2006-07-31", "2006-08-01", "2019-07-22", "2019-07-23", "2026-08-31")
    meant = [THREAT.definition(level, d(on)) for on in days]

    assert [None, before, before, after, after] == [row and row.words for row in meant]


@pytest.mark.parametrize(
    ("event", "on", "led_to"),
    [
        ("aircraft_plot", "2006-08-10", "national-2006-08-10"),
        ("london_car_bombs", "2007-06-29", "national-2007-06-30"),
        ("glasgow_airport", "2007-06-30", "national-2007-06-30"),
        ("detroit_aircraft", "2009-12-25", "national-2010-01-22"),
        ("manchester_arena", "2017-05-22", "national-2017-05-23"),
        ("london_bridge", "2017-06-03", None),
        ("parsons_green", "2017-09-15", "national-2017-09-15"),
        ("liverpool_womens_hospital", "2021-11-14", "national-2021-11-15"),
        ("golders_green", "2026-04-29", "national-2026-04-30"),
        ("westminster_bridge", "2017-03-22", None),
        ("finsbury_park", "2017-06-19", None),
        ("london_2005", "2005-07-07", None),
        ("woolwich", "2013-05-22", None),
    ],
)
def test_events(event: str, on: str, led_to: str | None) -> None:
    """
    An event has its day, and the level it led to began on that day or within a month.
    """
    row = THREAT.event(event)
    assert row is not None

    assert (d(on), led_to) == (row.on, row.led_to)
    if led_to:
        level = THREAT.published("national", d(led_to.removeprefix("national-")))
        assert level is not None
        assert led_to == level.id
        assert timedelta(0) <= level.since - row.on <= timedelta(days=31)


def test_events_the_register_does_not_have() -> None:
    """
    Every event of the register is tested above, and an unknown one is not invented.
    """
    assert 13 == len(lists_of("threat_levels")["events"])
    assert THREAT.event("gunpowder_plot") is None


def test_how_far_the_levels_are_verified() -> None:
    """
    The sources end with August 2026, after the last change they know.
    """
    assert d("2026-08-31") == THREAT.verified_until
    assert "severe" == level_on("national", THREAT.verified_until)
    assert [] == [series for series in SERIES if THREAT.changes(series, d("2026-05-01"), EVER[1])]


@given(st.sampled_from(SERIES), any_day)
def test_the_published_level_may_be_called_current(series: str, on: date) -> None:
    """
    Whatever is published may be called current, no level stands twice, and where none is published none stands.
    """
    published, found = THREAT.published(series, on), THREAT.standings(series, on)
    levels = [level for level, _, _ in found]

    assert ([published] if published else []) == [row for _, standing, row in found if standing == "published"]
    assert len(levels) == len(set(levels)) <= 2
    assert (published is None) == (not found)


@given(st.sampled_from(SERIES), st.tuples(any_day, any_day).map(sorted))
def test_periods_cover_each_day_once(series: str, span: list[date]) -> None:
    """
    The periods of a span follow each other without a gap and reach as far as the span and the series do.
    """
    start, stop = span
    rows = THREAT.periods(series, start, stop)
    # The first and last days of each period within the span, and of the span itself: the level moves nowhere else.
    days = {start, stop} | {max(row.since, start) for row in rows} | {min(row.last or stop, stop) for row in rows}

    assert all(before.last and after.since - before.last == DAY for before, after in pairwise(rows))
    for on in days:
        published = THREAT.published(series, on)
        assert ([published] if published else []) == [row for row in rows if row.holds(on)]


# Exemptions

# Each limb that answers the duty to confirm or deny: its nature, and what it is based on.
NCND_LIMBS = {
    "12(2)": "none cost",
    "22(2)": "qualified class",
    "22A(2)": "qualified prejudice",
    "23(5)": "absolute class",
    "24(2)": "qualified necessity",
    "26(3)": "qualified prejudice",
    "27(4)": "qualified mixed",
    "27(4)(a)": "qualified prejudice",
    "27(4)(b)": "qualified class",
    "28(3)": "qualified prejudice",
    "29(2)": "qualified prejudice",
    "30(3)": "qualified class",
    "31(3)": "qualified prejudice",
    "32(3)": "absolute class",
    "33(3)": "qualified prejudice",
    "34(2)": "absolute necessity",
    "35(3)": "qualified class",
    "36(3)": "qualified opinion",
    "37(2)": "mixed class",
    "38(2)": "qualified endangerment",
    "39(2)": "qualified class",
    "40(5A)": "contested class",
    "40(5B)": "contested class",
    "40(5B)(a)(i)": "contested class",
    "40(5B)(a)(ii)": "contested class",
    "40(5B)(b)": "contested class",
    "40(5B)(c)": "contested class",
    "40(5B)(d)": "contested class",
    "41(2)": "absolute class",
    "42(2)": "qualified class",
    "43(3)": "qualified prejudice",
    "44(2)": "absolute class",
}
SECTIONS = ["12", "14", "21", "22", "22A", "23", "24", *(str(number) for number in range(26, 45))]


@pytest.mark.parametrize(("provision", "expected"), NCND_LIMBS.items())
def test_limbs_that_excuse_from_confirming_or_denying(provision: str, expected: str) -> None:
    """
    Each limb of the Act that excuses from confirming or denying, with its nature and basis.
    """
    limb = EXEMPTIONS.limb(provision, d("2024-07-31"))
    assert limb is not None

    assert (provision, "ncnd", expected) == (limb.provision, limb.purpose, f"{limb.nature} {limb.based_on}")


@pytest.mark.parametrize("on", [None, d("2024-07-31")])
def test_no_other_limb_excuses_from_confirming_or_denying(on: date | None) -> None:
    """
    Sections 14 and 21 have no such limb, and every other section has the ones listed above.
    """
    limbs = {section: EXEMPTIONS.ncnd_limbs(section, on) for section in SECTIONS}

    assert list(NCND_LIMBS) == [limb.provision for own in limbs.values() for limb in own]
    assert ["14", "21"] == [section for section, own in limbs.items() if not own]
    for section, own in limbs.items():
        row = EXEMPTIONS.section(section, on)
        assert row is not None
        assert row.has_ncnd_limb is bool(own)


@pytest.mark.parametrize(
    ("section", "expected"),
    [
        ("12", "none cost"), ("14", "none other"), ("21", "absolute class"), ("22", "qualified class"),
        ("22A", "qualified prejudice"), ("23", "absolute class"), ("24", "qualified necessity"),
        ("26", "qualified prejudice"), ("27", "qualified mixed"), ("28", "qualified prejudice"),
        ("29", "qualified prejudice"), ("30", "qualified class"), ("31", "qualified prejudice"),
        ("32", "absolute class"), ("33", "qualified prejudice"), ("34", "absolute necessity"),
        ("35", "qualified class"), ("36", "qualified opinion"), ("37", "mixed class"),
        ("38", "qualified endangerment"), ("39", "qualified class"), ("40", "mixed class"), ("41", "absolute class"),
        ("42", "qualified class"), ("43", "qualified mixed"), ("44", "absolute class"),
    ],
)  # fmt: skip
def test_sections(section: str, expected: str) -> None:
    """
    Each section as a whole; section 2(3) alone says which are absolute.
    """
    row = EXEMPTIONS.section(section)
    assert row is not None

    assert expected == f"{row.nature} {row.based_on}"


def test_every_section_is_tested() -> None:
    """
    The register has the sections of the tables above and no other; section 25 is about certificates.
    """
    assert SECTIONS == list(dict.fromkeys(row["section"] for row in lists_of("exemptions")["sections"]))
    assert EXEMPTIONS.section("25") is None


@pytest.mark.parametrize(
    ("provision", "before", "on", "after"),
    [
        ("37(1)", "qualified", "2011-01-19", "mixed"),
        ("37(1)(a)", "qualified", "2011-01-19", "absolute"),
        ("37(2)", "qualified", "2011-01-19", "mixed"),
        ("40(2)", "mixed", "2018-05-25", "mixed"),
    ],
)
def test_limbs_of_two_versions(provision: str, before: str, on: str, after: str) -> None:
    """
    The old version holds to the eve of its amendment, the new one from that day, and today's is the new one.
    """
    old, new = EXEMPTIONS.limb(provision, d(on) - DAY), EXEMPTIONS.limb(provision, d(on))
    assert old is not None
    assert new is not None

    assert (before, d(on) - DAY) == (old.nature, old.last)
    assert (after, d(on), None) == (new.nature, new.since, new.last)
    assert new == EXEMPTIONS.limb(provision, None)
    assert old == EXEMPTIONS.limb(provision, d("2004-12-31"))


@pytest.mark.parametrize(
    ("section", "before", "on", "after"),
    [("37", "qualified", "2011-01-19", "mixed"), ("40", "mixed", "2018-05-25", "mixed")],
)
def test_sections_of_two_versions(section: str, before: str, on: str, after: str) -> None:
    """
    A section is answered as it stood on the day, and before the Act was in force as it first stood.
    """
    old, new = EXEMPTIONS.section(section, d(on) - DAY), EXEMPTIONS.section(section, d(on))
    assert old is not None
    assert new is not None

    assert (before, d(on) - DAY) == (old.nature, old.last)
    assert (after, d(on)) == (new.nature, new.since)
    assert new == EXEMPTIONS.section(section)
    assert old == EXEMPTIONS.section(section, d("2004-12-31"))


@pytest.mark.parametrize(
    ("provision", "natures"),
    [
        ("23(5)", {"qualified"}),
        ("36(3)", {"absolute"}),
        ("37(2)", {"absolute", "qualified"}),
        ("40(2)", {"absolute", "qualified"}),
    ],
)
def test_cases_of_another_nature(provision: str, natures: set[str]) -> None:
    """
    Old records, Parliament, the Sovereign and a data protection principle are told apart from the usual case.
    """
    limb = EXEMPTIONS.limb(provision, None)
    assert limb is not None

    assert natures == {case.nature for case in limb.cases}


def test_personal_data_before_and_after() -> None:
    """
    Section 40(5) gave way to 40(5A) and 40(5B) on 25 May 2018.
    """
    old = [limb.provision for limb in EXEMPTIONS.ncnd_limbs("40", d("2018-05-24"))]
    new = [limb.provision for limb in EXEMPTIONS.ncnd_limbs("40", d("2018-05-25"))]

    assert ["40(5)", "40(5)(a)", "40(5)(b)(i)", "40(5)(b)(ii)"] == old
    assert ["40(5A)", "40(5B)"] == [provision for provision in new if provision.count("(") == 1]
    assert not set(old) & set(new)


def test_research_before_its_section() -> None:
    """
    Section 22A was inserted on 1 October 2014: a citation is understood on any day, and in force only from then.
    """
    for provision in ("22A(1)", "22A(2)"):
        limb = EXEMPTIONS.limb(provision, d("2014-09-30"))
        assert limb is not None
        assert not limb.holds(d("2014-09-30"))
        assert limb.holds(d("2014-10-01"))
    assert () == EXEMPTIONS.ncnd_limbs("22A", d("2014-09-30"))
    assert ["22A(2)"] == [limb.provision for limb in EXEMPTIONS.ncnd_limbs("22A", d("2014-10-01"))]


def test_a_repealed_limb_is_still_understood() -> None:
    """
    Section 40(5) is found on any day, for letters cite it still, and says when it ended.
    """
    limb = EXEMPTIONS.limb("40(5)", d("2024-07-31"))
    assert limb is not None

    assert d("2018-05-24") == limb.last
    assert not limb.holds(None)


@pytest.mark.parametrize(
    ("cited", "limb"),
    [
        ("31(1)(a)", "31(1)"),
        ("36(2)(b)(i)", "36(2)"),
        ("30(1)(a)(ii)", "30(1)"),
        ("27(4)(a)", "27(4)(a)"),
        ("27(4)", "27(4)"),
        ("37(1)(aa)", "37(1)(aa)"),
        ("40(3A)(a)", "40(3A)"),
        ("40(5B)(a)", "40(5B)"),
        ("40(5B)(a)(i)", "40(5B)(a)(i)"),
        ("31", None),
        ("31(2)", None),
        ("31(9)(a)", None),
        ("99(1)", None),
    ],
)
def test_deeper_citations(cited: str, limb: str | None) -> None:
    """
    A paragraph falls under the smallest limb that holds it; a section, or what is no limb, under none.
    """
    found = EXEMPTIONS.limb(cited, d("2024-07-31"))

    assert limb == (found and found.provision)


@pytest.mark.parametrize(
    ("provision", "on", "expected"),
    [
        ("31", "2024-07-31", True),
        ("31(3)", "2024-07-31", True),
        ("31(1)(a)", "2024-07-31", True),
        ("36(2)(b)(i)", "2024-07-31", True),
        ("31(2)(a)", "2024-07-31", True),  # no limb, and in the Act
        ("31(4)", "2024-07-31", False),
        ("21(4)", "2024-07-31", False),
        ("25", "2024-07-31", False),  # in the Act, and no exemption
        ("99(1)", "2024-07-31", False),
        ("31(3)", "2004-12-31", False),
        ("31(3)", "2005-01-01", True),
        ("22A", "2014-09-30", False),
        ("22A(2)", "2014-09-30", False),
        ("22A(2)", "2014-10-01", True),
        ("37(1)(aa)", "2011-01-18", False),
        ("37(1)(aa)", "2011-01-19", True),
        ("37(1)(b)", "2011-01-18", True),
        ("40(5)(b)(i)", "2018-05-24", True),
        ("40(5)", "2018-05-25", False),
        ("40(5)", None, False),
        ("40(5A)", "2018-05-24", False),
        ("40(5A)", "2018-05-25", True),
        ("40(5B)(a)(i)", None, True),
        ("40(2)", None, True),
        ("40(2)", "2018-05-24", True),
    ],
)
def test_provisions_that_exist(provision: str, on: str | None, expected: bool) -> None:
    """
    A provision exists from the day it was made to the day it was repealed, and without a day if it stands now.
    """
    assert expected is EXEMPTIONS.exists(provision, d(on) if on else None)


@pytest.mark.parametrize(
    ("provision", "known"),
    [
        ("10", True),
        ("17(7)(b)", True),
        ("17(9)", False),
        ("84", True),
        ("84(1)", False),
        ("57(1)", True),  # of whose subsections the register tells nothing
        ("22A", True),
        ("31(3)", True),
        ("40(5)(a)", True),  # repealed, and the basis of what was once right
        ("24(3)", True),
        ("24(9)", False),
        ("99", False),
    ],
)
def test_provisions_in_any_register(provision: str, known: bool) -> None:
    """
    A section of procedure is known as one with an exemption is, and so are the subsections of both.
    """
    assert known is REGISTERS.knows(provision)


def test_a_register_from_before_there_were_sections_is_read(tmp_path: Path) -> None:
    path = tmp_path / "procedure.yaml"
    text = (FOLDER / "procedure.yaml").read_text()
    path.write_text(text[: text.index("\nsections:")] + text[text.index("\nsources:") :])

    older = Procedure(path)

    assert older.has("17(9)")
    assert not older.has("99")


# Bodies


@pytest.mark.parametrize(
    ("body", "first", "last"),
    [
        ("OSC", "2000-09-25", "2017-08-31"),
        ("IOCCO", "2000-10-02", "2017-08-31"),
        ("ISComm", None, "2017-08-31"),
        ("IPC", "2017-02-27", None),
        ("IPCO", "2017-09-01", None),
        ("HMIC", None, "2017-07-18"),
        ("HMICFRS", "2017-07-19", None),
        ("IPCC", "2004-04-01", "2018-01-07"),
        ("IOPC", "2018-01-08", None),
        ("BSCC", "2021-03-01", None),
        ("ACPO", None, "2015-03-31"),
        ("NPCC", "2015-04-01", None),
        ("SOCA", "2006-04-01", "2013-10-06"),
        ("NCA", "2013-10-07", None),
        ("CPNI", "2007-02-01", "2023-03-12"),
        ("NPSA", "2023-03-13", None),
        ("FCO", None, "2020-09-01"),
        ("FCDO", "2020-09-02", None),
        ("DPA1998", "2000-03-01", "2018-05-24"),
        ("DPA2018", "2018-05-25", None),
        ("RIPA_INT", None, "2018-12-27"),
        ("RIPA_CD", None, "2019-02-05"),
        ("RIPA_II", "2000-09-25", None),
        ("ICO", "2001-01-30", None),
        ("INFORMATION_COMMISSION", "2025-08-20", None),
    ],
)
def test_bodies_at_each_end(body: str, first: str | None, last: str | None) -> None:
    """
    A body exists from its first day to its last; within ninety-two days of either its mention is only untimely.
    """
    if first:
        days = [d(first) - number * DAY for number in (93, 92, 1, 0)]
        assert ["not_yet", "soon", "soon", "exists"] == [BODIES.status(body, on) for on in days]
    days = [d(last) + number * DAY for number in (0, 1, 92, 93)] if last else [d("2040-01-01")]
    expected = ["exists", "grace", "grace", "abolished"] if last else ["exists"]

    assert expected == [BODIES.status(body, on) for on in days]


@pytest.mark.parametrize("body", ["CRU", "CTP", "MI5", "SPECTRE"])
def test_bodies_without_dates(body: str) -> None:
    """
    Of a body without either date, and of one that is not in the register, nothing is said.
    """
    assert "unknown" == BODIES.status(body, d("2018-11-06"))


def test_what_followed_was_there() -> None:
    """
    On the day after a body ended each that followed it existed.
    """
    for row in lists_of("bodies")["bodies"]:
        body = BODIES.get(row["id"])
        assert body is not None
        for successor in body.successors:
            assert body.last is not None
            assert "exists" == BODIES.status(successor, body.last + DAY), f"{body.id}, then {successor}"


@pytest.mark.parametrize(
    ("body", "ended", "followed"),
    [
        ("OSC", "31 August 2017", " (followed by Investigatory Powers Commissioner's Office)"),
        ("NPIA", "7 October 2013", " (followed by College of Policing and National Crime Agency)"),
        ("UKBA", "31 March 2013", ""),
    ],
)
def test_what_became_of_a_body(body: str, ended: str, followed: str) -> None:
    """
    The sentence names the end and the successors in full, and up to the end only the body.
    """
    row = BODIES.get(body)
    assert row is not None
    assert row.last is not None

    assert f"{row.names[0]} ended on {ended}{followed}" == BODIES.fate(body, d("2018-11-06"))
    assert row.names[0] == BODIES.fate(body, row.last)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Office of Surveillance Commissioners", "OSC right"),
        ("the Office of Surveillance Commissioners", "OSC right"),
        ("OSC", "OSC right"),
        ("Office of the Surveillance Commissioner", "OSC wrong"),
        ("The Office of the Surveillance Commissioner", "OSC wrong"),
        ("Interception of Communications Commissioner’s Office", "IOCCO right"),
        ("The Interception of Communications Commissioners Office", "IOCCO wrong"),
        ("IOCCO", "IOCCO right"),
        ("national police\nchiefs' council", "NPCC right"),
        ("Ministry of Surveillance", None),
    ],
)
def test_right_and_wrong_names(name: str, expected: str | None) -> None:
    """
    A name is known whatever its article, case and apostrophe, and wrong ones are known as wrong.
    """
    found = BODIES.named(name)

    assert expected == (found and f"{found[0].id} {found[1]}")


def test_every_name_leads_to_its_body() -> None:
    """
    No name is given to two bodies, nor as both right and wrong.
    """
    for row in lists_of("bodies")["bodies"]:
        for field, form in (("names", "right"), ("wrong_names", "wrong")):
            for name in row.get(field, ()):
                found = BODIES.named(name)
                assert found is not None
                assert (row["id"], form) == (found[0].id, found[1]), name


@pytest.mark.parametrize(
    ("body", "on", "listed"),
    [
        ("IPC", "2024-10-13", False),
        ("IPC", "2024-10-14", True),
        ("JUDICIAL_COMMISSIONERS", "2024-10-13", False),
        ("JUDICIAL_COMMISSIONERS", "2024-10-14", True),
        ("NCA", "2013-10-06", False),
        ("NCA", "2013-10-07", True),
        ("SOCA", "2006-03-31", False),
        ("SOCA", "2006-04-01", True),
        ("SOCA", "2024-07-31", True),  # ended in 2013, and information still relates to it
        ("NPSA", "2023-03-12", False),
        ("NPSA", "2023-03-13", True),
        *((body, "2005-01-01", True) for body in ("MI5", "SIS", "GCHQ", "SPECIAL_FORCES", "IPT", "NCIS")),
        *((body, "2025-01-01", False) for body in ("OSC", "IOCCO", "ISComm", "IPCO", "IOPC", "BSCC")),
        *((body, "2025-01-01", False) for body in ("NPCC", "ACPO", "CTP")),
    ],
)
def test_bodies_listed_in_section_23(body: str, on: str, listed: bool) -> None:
    """
    The Commissioner is listed since 14 October 2024, his office and those before it never were.
    """
    assert listed is (BODIES.s23_row(body, d(on)) is not None)


def test_the_list_of_section_23_is_whole() -> None:
    """
    Paragraphs (a) to (p) are all there, and a body that one names is among the bodies.
    """
    rows = lists_of("bodies")["security_bodies"]

    assert list("abcdefghijklmnop") == sorted({row["paragraph"] for row in rows})
    assert [] == [row["id"] for row in rows if ("body" in row) == ("title" in row)]
    assert [] == [row["body"] for row in rows if "body" in row and BODIES.get(row["body"]) is None]


@pytest.mark.parametrize(
    ("name", "on", "act"),
    [
        ("Kent Police", "2020-01-06", "foia"),
        ("the Metropolitan Police Service", "2020-01-06", "foia"),
        ("British Transport Police", "2020-01-06", "foia"),
        ("Police Scotland", "2020-01-06", "foisa"),
        ("Police Scotland", "2013-03-31", None),
        ("Strathclyde Police", "2013-03-31", "foisa"),
        ("Strathclyde Police", "2013-04-01", None),
        ("Stourland Police", "2020-01-06", None),
    ],
)
def test_whose_act_it_is(name: str, on: str, act: str | None) -> None:
    """
    An authority that is recorded answers under one Act; of any other nothing is said.
    """
    row = BODIES.authority(name, d(on))

    assert act == (row.act if row else None)


@pytest.mark.parametrize(
    ("on", "words", "fits"),
    [
        ("2022-09-07", "Her Majesty's", "her"),
        ("2022-09-08", "His Majesty's", "her his"),
        ("2022-12-09", "His Majesty's", "her his"),
        ("2022-12-10", "His Majesty's", "his"),
    ],
)
def test_the_style_of_a_reign(on: str, words: str, fits: str) -> None:
    """
    The new style is right from its first day, and the old one is not yet wrong for ninety-two days.
    """
    assert words == BODIES.royal_style(d(on)).words
    assert fits.split() == [style for style in ("her", "his") if BODIES.royal_style_fits(style, d(on))]


@pytest.mark.parametrize(
    ("body", "on", "vacant"),
    [
        ("BSCC", "2024-08-31", False),  # it fell vacant in August, on a day not known
        ("BSCC", "2024-09-01", True),
        ("BSCC", "2025-06-30", True),
        ("BSCC", "2025-07-01", False),
        ("ICO", "2026-11-21", True),
        ("IPCO", "2025-01-01", False),
        ("SPECTRE", "2025-01-01", False),
    ],
)
def test_vacant_offices(body: str, on: str, vacant: bool) -> None:
    """
    An office is vacant on the days recorded, the first and the last included.
    """
    assert vacant is (BODIES.vacancy(body, d(on)) is not None)


def test_the_office_of_one_who_is_listed() -> None:
    """
    Whether the Commissioner's office is covered by section 23(3) is arguable since he is listed, and was not before.
    """
    assert [False, True] == [BODIES.s23_arguable("IPCO", d(on)) for on in ("2024-10-13", "2024-10-14")]
    assert not BODIES.s23_arguable("NPCC", d("2025-01-01"))


# Procedure


def test_the_time_to_ask_for_a_review() -> None:
    """
    The Code of 4 July 2018 gives forty working days to ask; there was no such time before.
    """
    row = REGISTERS.procedure.review_window(d("2018-07-04"))
    assert row is not None

    assert (40, "working days", "code") == (row.amount, row.unit, row.binding)
    assert row == REGISTERS.procedure.review_window(d("2026-08-31"))
    assert REGISTERS.procedure.review_window(d("2018-07-03")) is None


@pytest.mark.parametrize(
    ("rule", "on", "expected"),
    [
        ("answer_within", "2004-12-31", None),
        ("answer_within", "2005-01-01", "20 working days, statute, 10(1)"),
        ("public_interest_extension_limit", "2018-07-03", None),
        ("public_interest_extension_limit", "2018-07-04", "40 working days, code, 10(3)"),
        ("review_answer", "2018-07-03", "20 working days, guidance, 45"),
        ("review_answer", "2018-07-04", "20 working days, code, 45"),
        ("complaint_window", "2018-07-04", "6 weeks, practice, 50"),
        ("masking", "2021-09-30", None),
        ("masking", "2021-10-01", "case law, 17(1)(b)"),
        ("no_such_rule", "2018-07-04", None),
    ],
)
def test_rules_of_procedure(rule: str, on: str, expected: str | None) -> None:
    """
    A time limit is what it was on the day, and it is said what binds to it.
    """
    row = REGISTERS.procedure.rule(rule, d(on))
    limit = f"{row.amount} {row.unit}, " if row and row.amount else ""

    assert expected == (row and f"{limit}{row.binding}, {row.provision}")


@pytest.mark.parametrize(
    ("on", "version"),
    [
        ("2022-04-12", "aggregation_2005"),
        ("2022-04-13", "aggregation_2022"),
        ("2023-11-21", "aggregation_2022"),
        ("2023-11-22", "aggregation_2023"),
        ("2025-07-22", "aggregation_2023"),
        ("2025-07-23", "aggregation_2025"),
    ],
)
def test_weighing_exemptions_together(on: str, version: str) -> None:
    """
    Whether exemptions may be weighed together changed with each court.
    """
    row = REGISTERS.procedure.rule("aggregation", d(on))

    assert version == (row and row.id)


# Sources


def test_every_row_names_a_source_and_a_confidence() -> None:
    """
    No row of any register is without a known source and a confidence, and no source is without a row.
    """
    cited: dict[str, set[str]] = {}
    for register, name, row in every_row():
        assert row.get("confidence") in ("high", "medium", "low"), f"{register}.{name}: {row['id']}"
        assert row.get("source"), f"{register}.{name}: {row['id']}"
        cited.setdefault(register, set()).update(keys_of(row))

    assert {path.stem: set(yamlfile.load(path)["sources"]) for path in FOLDER.glob("*.yaml")} == cited


def test_own_knowledge_is_never_of_high_confidence() -> None:
    """
    What rests on own knowledge alone is of high confidence only where the statute itself says it.
    """

    def is_statute(register: str, row: dict[str, Any]) -> bool:
        return register == "exemptions" or row.get("binding") == "statute" or row.get("group") == "legislation"

    proud = [
        f"{register}: {row['id']}"
        for register, _, row in every_row()
        if {"own"} == keys_of(row) and row["confidence"] == "high" and not is_statute(register, row)
    ]

    assert [] == proud


@pytest.mark.parametrize(
    ("row", "told", "confidence"),
    [
        (
            THREAT.published("great_britain", d("2018-03-01")),
            "great britain MODERATE, from 1 March 2018 to 22 July 2019",
            "high",
        ),
        (
            THREAT.definition("critical", d("2019-07-22")),
            "CRITICAL: an attack is expected imminently, from 1 August 2006 to 22 July 2019",
            "high",
        ),
        (THREAT.event("woolwich"), "Woolwich attack, 22 May 2013", "medium"),
        (
            EXEMPTIONS.limb("23(5)", None),
            "section 23(5) answers the duty of confirming or denying: absolute, based on class, from 1 January 2005",
            "high",
        ),
        (
            EXEMPTIONS.limb("31(1)(a)", None),
            "section 31(1) answers the duty of disclosure: qualified, based on prejudice, from 1 January 2005",
            "high",
        ),
        (
            EXEMPTIONS.section("22A"),
            "section 22A, Research: qualified, based on prejudice, from 1 October 2014",
            "high",
        ),
        (
            BODIES.get("OSC"),
            "Office of Surveillance Commissioners, from 25 September 2000 to 31 August 2017",
            "high",
        ),
        (BODIES.get("HSCIC"), "Health and Social Care Information Centre, to 31 July 2016", "medium"),
        (BODIES.get("CRU"), "Central Referral Unit", "medium"),
        (
            REGISTERS.procedure.rule("review_answer", d("2018-07-04")),
            "a review is answered within twenty working days (code, section 45), from 4 July 2018",
            "high",
        ),
        (REGISTERS.contacts.rows[0], "Information Commissioner, from 1 January 2005", "medium"),
    ],
)
def test_citations(row: Row, told: str, confidence: str) -> None:
    """
    A row is cited with its value, its days and its confidence, and then with where it was read.
    """
    short, _, sources = row.citation().partition("; source: ")

    assert f"{told}; confidence {confidence}" == short.partition(": ")[2]
    assert len(row.source) == len(sources.split("; "))


def test_citations_name_register_row_and_sources() -> None:
    """
    A citation begins with the register and the row, and ends with each source in full.
    """
    row = THREAT.published("northern_ireland", d("2023-03-28"))
    assert row is not None

    assert (
        "threat_levels/northern_ireland-2023-03-28: northern ireland SEVERE, from 28 March 2023 to 5 March 2024; "
        "confidence high; source: https://www.mi5.gov.uk/news-categories/northern-ireland; "
        "wired-gov.net notice 29032023141500"
    ) == row.citation()


def test_citations_without_sources() -> None:
    """
    Where lines are short a citation ends with its confidence.
    """
    row = THREAT.published("national", d("2018-11-06"))
    assert row is not None
    short = (
        "threat_levels/national-2017-09-17: national SEVERE, from 17 September 2017 to 3 November 2019; confidence high"
    )

    assert short == without_sources(row.citation())
    assert short == without_sources(short)


def test_the_regulator_has_one_name() -> None:
    """
    The Information Commissioner is still so named: no commencement of the change was found.
    """
    assert ["Information Commissioner"] == [row.value for row in REGISTERS.contacts.rows if row.kind == "name"]


# Files


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped registers, to be broken."""
    shutil.copytree(FOLDER, tmp_path / "registers")
    return tmp_path / "registers"


def change(folder: Path, register: str, before: str, after: str) -> None:
    path = folder / f"{register}.yaml"
    text = path.read_text(encoding="utf-8")
    assert text.count(before) == 1, f"{path.name} has '{before}' {text.count(before)} times"
    path.write_text(text.replace(before, after), encoding="utf-8")


def refused(folder: Path) -> str:
    """What is said of the broken register, after the name of its folder."""
    with pytest.raises(RegisterError) as caught:
        load_registers(folder)
    return str(caught.value).removeprefix(f"{folder}/")


VERIFIED = "verified_until: 2026-11-21\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{VERIFIED}sources: {{own: {{where: a book}}}}\ncontacts:\n", "line 3, contacts: expected a list of rows"),
        (f"{VERIFIED}sources: [own]\ncontacts: []\n", "line 2, sources: expected a mapping of sources by their keys"),
        ("contacts: []\n", "the field 'sources' is missing"),
        ("sources: {own: {where: a book}}\ncontacts: []\n", "the field 'verified_until' is missing"),
    ],
)
def test_registers_without_lists(folder: Path, text: str, expected: str) -> None:
    """
    A list left empty, or written as something else, is refused with its place.
    """
    (folder / "contacts.yaml").write_text(text, encoding="utf-8")

    assert f"contacts.yaml: {expected}" == refused(folder)


@pytest.mark.parametrize(
    ("register", "before", "after", "expected"),
    [
        ("threat_levels", "\ngrace_days: 10 ", "\ngrace_days: soon ", "grace_days: found 'soon', expected a whole"),
        ("threat_levels", "[low, moderate,", "[low, low,", "levels: found low, low, substantial, severe, critical"),
        ("threat_levels", "led_to: national-2017-05-23", "led_to: national-2017-05", "no period has the id"),
        ("threat_levels", "level: low, from: 2019-07-23", "level: low, from: 2019-07-22", "definition of 'low'"),
        ("bodies", "paragraph: b, body: SIS", "paragraph: b, body: SISS", "body: no body has the id 'SISS'"),
        ("bodies", "[Investigatory Powers Commissioner]", "[the College of Policing]", "a name of one body only"),
        ("procedure", "to: 2023-11-21", "to: 2023-11-20", "periods of the rule 'aggregation' leave a gap"),
        ("bank_holidays", "date: 2022-09-19", "date: 2022-09-20", "2022-09-20 is not among the days of its year"),
        ("bank_holidays", "2024-07-12@N, ", "2025-07-14@N, ", "found 2025-07-14 among the days of 2024"),
    ],
)  # fmt: skip
def test_registers_that_contradict_themselves(
    folder: Path, register: str, before: str, after: str, expected: str
) -> None:
    """
    What leads nowhere, stands twice or leaves a gap is refused with its line.
    """
    change(folder, register, before, after)
    told = refused(folder)

    assert told.startswith(f"{register}.yaml: line ")
    assert expected in told
    assert "\n" not in told


def test_the_digest_follows_the_files(folder: Path) -> None:
    """
    The digest is that of the files: the same for a copy, another when a byte is changed.
    """
    assert REGISTERS.digest == load_registers(folder).digest
    assert re.fullmatch("[0-9a-f]{64}", REGISTERS.digest)

    change(folder, "contacts", "\ncompiled: ", "\n\ncompiled: ")
    assert REGISTERS.digest != Registers(folder).digest


def test_registers_are_read_once() -> None:
    """
    A process reads a folder once.
    """
    assert load_registers() is REGISTERS
    assert load_registers(None) is REGISTERS


@pytest.mark.parametrize(
    ("provision", "on", "standing"),
    [
        ("31(3)", date(2020, 1, 1), "exempts"),
        ("31(5)", date(2020, 1, 1), "none"),
        ("24(3)", date(2020, 1, 1), "other"),
        ("40(5)", date(2018, 5, 24), "exempts"),
        ("40(5)", date(2018, 5, 25), "repealed"),
        ("40(5A)", date(2018, 5, 24), "not_yet"),
        ("40(5)", None, "exempts"),
        ("31", date(2020, 1, 1), None),
        ("31(a)", date(2020, 1, 1), None),
        ("25(1)", date(2020, 1, 1), None),
    ],
)
def test_what_a_subsection_is_on_a_day(provision: str, on: date | None, standing: str | None) -> None:
    """
    A subsection is a limb in force, no longer or not yet, another subsection, or none that there is.
    """
    assert standing == load_registers().exemptions.standing(provision, on)


@pytest.mark.parametrize(
    ("kind", "printed", "row"),
    [
        ("web", "https://www.ico.gov.uk/complaints", "web_gov"),
        ("telephone", "(0303) 123-1113", "helpline"),
        ("email", "Casework@ico.gsi.gov.uk", "gsi_casework"),
        ("email", "foi@wexmoor.example", None),
    ],
)
def test_an_address_as_a_letter_prints_it(kind: str, printed: str, row: str | None) -> None:
    """
    Numbers are known by their digits, sites by their host, mail by its letters.
    """
    found = load_registers().contacts.row(kind, printed)

    assert row == (found.id if found else None)


def test_registers_are_asked_about_every_kind_they_know(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    Facts are sorted out before any register is asked; a kind left out there would never be answered.
    """
    rooms = (asked, bodies, exemptions, references, threat, times)
    named = {
        thing for room in rooms for thing in vars(room).values() if isinstance(thing, type) and issubclass(thing, Fact)
    } - {Fact}
    shown: set[type[Fact]] = set()
    sort_out = asked._Sorted.__call__
    monkeypatch.setattr(asked._Sorted, "__call__", lambda *of: (shown.update(of[1:]), sort_out(*of))[1])

    world_of(load_facts(CASES / "partial-ncnd-sound" / "facts.yaml"), load_registers())

    assert named == shown


def test_a_register_that_is_shown_the_whole_letter_says_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    Each register is shown the facts it looks at; what it is not shown would change nothing.
    """
    letters = [fact_set(1, number) for number in range(150)]
    letters += [load_facts(path) for path in sorted(CASES.glob("*/facts.yaml"))]
    from_northern_ireland = (
        {"authority": {"name": "Police Service of Northern Ireland"}},
        {"date": {"role": "response", "on": "2023-05-02"}},
        {"threat_claim": {"claim": "current", "level": "severe"}},
    )
    about = Letter.model_validate({"file": "letter.txt", "copy": "complete"})
    letters.append(Encoding(about, read_facts(from_northern_ireland, Path("letter.yaml"), ("facts",))))
    sorted_out = [world_of(letter, load_registers()) for letter in letters]
    monkeypatch.setattr(asked._Sorted, "__call__", lambda self, *_: self._encoding)

    assert sorted_out == [world_of(letter, load_registers()) for letter in letters]
