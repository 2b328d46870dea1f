"""Which sentences letters share, what was changed in them, and which outlived their truth."""

import json
import random
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from small_audit import audit_of

from ncnd_rules.audit.child import Desk
from ncnd_rules.audit.fingerprint import fingerprints, plain_words, shown
from ncnd_rules.audit.lineage import Died, Family, Use, Variant, families_in, family_in, lineage_in, reckon, uses_in
from ncnd_rules.audit.lineage.as_text import family_as_text
from ncnd_rules.audit.lineage.kept import Kept
from ncnd_rules.audit.lineage.kin import joined
from ncnd_rules.audit.lineage.likeness import coded
from ncnd_rules.audit.lineage.reckon import Wordings
from ncnd_rules.audit.lineage.stale import RULES, died
from ncnd_rules.audit.published.page import report_as_html
from ncnd_rules.audit.shards import shards
from ncnd_rules.audit.stored import open_stored
from ncnd_rules.cli import main
from ncnd_rules.registers import load_registers
from ncnd_rules.report.terminal import Screen
from ncnd_rules.rule_files import load_ruleset

Kin = frozenset[frozenset[str]]

LETTERS_AT_HAND = Path(__file__).parents[2] / "shared" / "letters"
needs_letters = pytest.mark.skipif(not LETTERS_AT_HAND.is_dir(), reason="the five real letters are not at hand")

PHRASE = "prejudice the prevention or detection of serious organised crime"


def kin_of(sentences: Iterable[str], known: Kin = frozenset()) -> Kin:
    """The families of sentences that differ, by what stands first in each."""
    told = {one.exact: (sentence, one.sketch) for sentence in sentences for one in fingerprints([sentence])}
    exact = sorted(told)
    number = {own: place for place, family in enumerate(known) for sentence in family for own in [print_of(sentence)]}
    with Kept() as kept:
        for name in exact:
            kept.add(coded(plain_words([told[name][0]])[0]))
        kept.settle()
        wordings = Wordings(exact, [told[name][1] for name in exact], kept)
        roots = joined(wordings.sketches, wordings.alike, [number.get(name, -1) for name in exact])
    return frozenset(
        frozenset(told[name][0] for name, own in zip(exact, roots, strict=True) if own == root) for root in set(roots)
    )


def print_of(sentence: str, authority: str | None = None, reference: str | None = None) -> str:
    return fingerprints([sentence], authority, reference)[0].exact


@st.composite
def planted(draw: st.DrawFn) -> list[list[str]]:
    """Families: sentences of words that no other family has but for a stock phrase, each a word from an earlier one."""
    families = []
    for number in range(draw(st.integers(1, 6))):
        words = [f"w{number}x{place}" for place in range(draw(st.integers(16, 30)))]
        start = draw(st.integers(0, len(words)))
        family = [[*words[:start], *PHRASE.split(), *words[start:]]]
        for variant in range(draw(st.integers(0, 4))):
            changed = list(draw(st.sampled_from(family)))
            changed[draw(st.integers(0, len(changed) - 1))] = f"v{number}x{variant}"
            family.append(changed)
        families.append([" ".join(one) for one in family])
    return families


@settings(max_examples=60, deadline=None, derandomize=True)
@given(planted(), st.randoms(use_true_random=False))
def test_every_planted_family_is_found_and_none_is_invented(families: list[list[str]], chance: random.Random) -> None:
    sentences = [sentence for family in families for sentence in family]
    chance.shuffle(sentences)

    assert kin_of(sentences) == {frozenset(family) for family in families}


MESSY = st.lists(
    st.lists(
        st.sampled_from(["north", "south", "east", "west", "river", "bridge", "tower", "light"]),
        min_size=8,
        max_size=12,
    ),
    min_size=2,
    max_size=14,
).map(lambda found: [" ".join(words) for words in found])


@settings(max_examples=60, deadline=None)
@given(MESSY, st.randoms(use_true_random=False))
def test_the_order_of_sentences_never_shows(sentences: list[str], chance: random.Random) -> None:
    mixed = list(sentences)
    chance.shuffle(mixed)

    assert kin_of(sentences) == kin_of(mixed)


@settings(max_examples=60, deadline=None)
@given(MESSY, st.integers(1, 13))
def test_one_more_sentence_never_parts_a_family_and_comes_to_the_same_as_all_at_once(
    sentences: list[str], first: int
) -> None:
    before = kin_of(sentences[:first])
    after = kin_of(sentences, before)

    assert after == kin_of(sentences)
    assert all(any(family <= larger for larger in after) for family in before)


def test_a_phrase_that_hundreds_of_sentences_share_neither_joins_them_nor_hides_what_is_alike() -> None:
    """Nor is every sentence held against every other."""
    sentences = [" ".join([f"a{number}", *PHRASE.split() * 2, *(f"b{number}x{place}" for place in range(14))])
                 for number in range(600)]  # fmt: skip
    twins = [f"{sentence} indeed" for sentence in sentences[::50]]
    held = 0

    def alike(some: Sequence[int], against: Sequence[range]) -> Iterator[tuple[int, int]]:
        nonlocal held
        for one, others in zip(some, against, strict=True):
            held += len(others)
            own = names[one].split()[0]
            yield from ((one, some[other]) for other in others if own == names[some[other]].split()[0])

    prints = {own.exact: (sentence, own.sketch) for sentence in sentences + twins for own in fingerprints([sentence])}
    names = [prints[exact][0] for exact in sorted(prints)]
    roots = joined([prints[exact][1] for exact in sorted(prints)], alike, [-1] * len(names))

    assert len(sentences) == len(set(roots))
    assert held < 100 * len(names)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("We cannot confirm or deny this of 3 March 2019.", "WE CANNOT confirm or deny this of 12 May 2020", True),
        ("Kent Police will not say whether it is held.", "Essex Police will not say whether it is held.", True),
        ("The Kent Police's reference is FOI 12345/19 here", "Essex Police reference is FOI 99881/20 here", True),
        ("Section 24(2) applies to what is asked here", "Section 31(3) applies to what is asked here", False),
        ("It has remained so since 2014 in this country", "It has remained so since 2017 in this country", False),
        ("The level is severe in all of the country", "The level is substantial in all of the country", False),
    ],
)  # fmt: skip
def test_names_references_and_days_count_for_nothing_and_other_numbers_do(one: str, other: str, same: bool) -> None:
    first = print_of(one, "Kent Police", "12345/19")
    second = print_of(other, "Essex Police", "99881/20")

    assert same == (first == second)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (
            "Disclosure would show what the force is able to do.",
            "Disclosure would show what the Trust is able to do.",
            True,
        ),
        ("That is what the Force's policy says on it.", "That is what the Trust's policy says on it.", True),
        ("We would trust the force to keep to it.", "We would rely on the Trust to keep to it.", False),
        ("It has the force of law in this country.", "It has the trust of law in this country.", False),
        ("The council is asked for it by many.", "The trust is asked for it by many.", False),
    ],
)
def test_what_an_authority_calls_itself_makes_no_other_wording(one: str, other: str, same: bool) -> None:
    """
    'The force' of a police force is 'the Trust' of a trust; the council that either speaks of is somebody else.
    """
    assert same == (print_of(one, "Kent Police") == print_of(other, "Essex Hospitals NHS Trust"))
    assert shown("What the force does, and the Trust.", "Kent Police") == "What [authority] does, and the Trust."


def test_what_counts_for_nothing_is_not_shown_either() -> None:
    said = shown("The Kent Police said on 3 March 2019 that KENT POLICE would not.", "Kent Police")

    assert said == "[authority] said on [day] that [authority] would not."


GAP, RAISED = ("threat_levels/national-2019-11-04: x",), ("threat_levels/national-2017-05-27: x",)


@pytest.mark.parametrize(
    ("rule", "fields", "sources", "day", "expected"),
    [
        ("THR-01", {"claim": "current", "level": "severe"}, (), "2020-01-15", "2019-11-04"),
        ("THR-01", {"claim": "current", "level": "severe"}, (), "2021-03-01", "2021-02-04"),
        ("THR-02", {"claim": "remained", "level": "severe"}, GAP, "2020-01-15", "2019-11-04"),
        ("THR-03", {"claim": "raised", "level": "critical"}, RAISED, "2018-01-15", None),
        ("THR-04", {"event": ["manchester_arena"]}, (), "2019-02-01", "2018-01-01"),
        ("THR-08", {"level": "substantial", "meaning": "strong_possibility"}, (), "2020-02-01", "2019-07-23"),
        ("THR-09", {"claim": "current"}, (), "2020-02-01", "2019-07-23"),
        ("THR-11", {"series": "great_britain"}, (), "2020-02-01", "2019-07-23"),
        ("THR-12", {"level": "severe"}, (), "2019-02-01", "2018-03-19"),
        ("BOD-01", {"body": "OSC"}, (), "2018-11-06", "2017-09-01"),
        ("BOD-10", {"body": "ACPO"}, (), "2018-11-06", "2015-04-01"),
        ("BOD-11", {"style": "her"}, (), "2023-11-06", "2022-09-08"),
        ("BOD-14", {"body": "BSCC"}, (), "2024-12-01", "2024-09-01"),
        ("BOD-03", {"body": "OSC"}, (), "2018-11-06", None),
    ],
)  # fmt: skip
def test_the_registers_say_since_when_a_sentence_is_not_right(
    rule: str, fields: dict[str, object], sources: tuple[str, ...], day: str, expected: str | None
) -> None:
    found = died(rule, fields, sources, date.fromisoformat(day), load_registers())

    assert expected == (found.day.isoformat() if found else None)


def test_only_rules_that_there_are_are_asked_since_when() -> None:
    assert set(RULES) <= {rule.id for rule in load_ruleset().rules}


THREAT = "The national threat level is currently severe, and an answer would be of use to those who plan attacks here."
HARM = "To confirm or deny whether this is held would show offenders where {authority} can and cannot watch them."


def letter(authority: str, day: str, *sentences: str) -> str:
    told = " ".join(sentence.format(authority=authority) for sentence in sentences)
    return (
        f"{authority}\n{day}\n\nFreedom of Information request 0{len(day)}1/24\n\nDear Sir or Madam,\n\n"
        f"{authority} can neither confirm nor deny that it holds any information, by virtue of section 31(3) of the "
        f"Freedom of Information Act 2000.\n\nHarm\n\n{told}\n\nYours faithfully\n"
    )


LETTERS = {
    "kent.txt": letter("Kent Police", "1 March 2018", THREAT, HARM),
    "essex.txt": letter("Essex Police", "15 January 2020", THREAT, HARM),
    "devon.txt": letter("Devon and Cornwall Police", "20 May 2020", THREAT.replace("plan attacks", "plan crimes")),
}


@pytest.fixture(scope="module")
def desk() -> Desk:
    return Desk()


def audit_with(desk: Desk, folder: Path, names: Sequence[str], run: int = 1, *, keep_text: bool = True) -> Path:
    place = folder / f"letters-{run}"
    place.mkdir()
    for name in names:
        (place / name).write_text(LETTERS[name], encoding="utf-8")
    audit_of(sorted(place.iterdir()), folder / "audit", f"20260101T00000{run}-000001", desk=desk, keep_text=keep_text)
    return folder / "audit"


def threat_family(audit: Path) -> Family:
    with open_stored(audit) as stored:
        return next(family for family in families_in(stored) if family.stale)


def test_a_sentence_that_outlived_a_threat_level_is_told_with_its_day_and_those_who_used_it_after(
    desk: Desk, tmp_path: Path
) -> None:
    audit = audit_with(desk, tmp_path, tuple(LETTERS))
    reckon(audit)
    family = threat_family(audit)
    with open_stored(audit) as stored:
        uses = uses_in(stored, family)
        counts = lineage_in(stored)

    assert (3, 3, 2) == (family.letters, family.authorities, family.stale)
    assert ["2019-11-04"] == [one.day.isoformat() for one in family.died]
    assert ["Kent Police", "Essex Police", "Devon and Cornwall Police"] == [use.authority for use in uses]
    assert [False, True, True] == [bool(use.died) for use in uses]
    assert [("attacks", "crimes")] == [tuple(change) for change in family.variants[1].changes]
    assert counts is not None
    assert (3, 0) == (counts.letters, counts.without_words)


def test_without_kept_text_families_are_found_and_words_are_said_to_be_missing(desk: Desk, tmp_path: Path) -> None:
    audit = audit_with(desk, tmp_path, tuple(LETTERS), keep_text=False)
    told = CliRunner().invoke(main, ["audit", "lineage", str(audit)])
    family = threat_family(audit)

    assert (3, None, ()) == (family.letters, family.words, family.variants[1].changes)
    assert "no words were kept" in told.output
    assert "plan attacks" not in told.output


def test_letters_that_are_added_come_to_the_same_as_all_at_once(desk: Desk, tmp_path: Path) -> None:
    names = list(LETTERS)
    (tmp_path / "at-once").mkdir()
    (tmp_path / "added").mkdir()
    whole = audit_with(desk, tmp_path / "at-once", names)
    added = audit_with(desk, tmp_path / "added", names[2:])
    reckon(added)
    reckon(audit_with(desk, tmp_path / "added", names[:2], 2))
    reckon(whole)

    def everything(audit: Path) -> list[object]:
        with open_stored(audit) as stored:
            found = list(families_in(stored, every=True))
            return [
                [family._replace(variants=()), *(variant.first._replace(source="") for variant in family.variants)]
                for family in found
            ]

    assert everything(whole) == everything(added)


def test_nothing_is_reckoned_twice_and_what_is_replaced_goes(desk: Desk, tmp_path: Path) -> None:
    audit = audit_with(desk, tmp_path, ["kent.txt"])

    assert reckon(audit) == reckon(audit)
    for run, name in enumerate(("essex.txt", "devon.txt"), 2):
        reckon(audit_with(desk, tmp_path, [name], run))
    assert sum(shard.name.startswith("lineage-") for shard in shards(audit)) == 2


def test_a_family_is_shown_as_a_tree_and_by_the_beginning_of_its_name(desk: Desk, tmp_path: Path) -> None:
    audit = audit_with(desk, tmp_path, tuple(LETTERS))
    reckon(audit)
    family = threat_family(audit)
    told = CliRunner().invoke(main, ["audit", "lineage", str(audit), "--family", family.id[:6]])
    in_json = CliRunner().invoke(main, ["audit", "lineage", str(audit), "--family", family.id, "--format", "json"])

    assert (0, 0) == (told.exit_code, in_json.exit_code)
    assert "those who plan [-attacks-] [+crimes+] here." in told.output
    assert "not right since 4 November 2019" in told.output
    assert 3 == len(json.loads(in_json.output)["uses"])
    with open_stored(audit) as stored:
        assert family == family_in(stored, family.variants[1].fingerprint)


@pytest.mark.parametrize(
    ("asked", "expected"), [("0", "no families called"), ("ffffffffffffffff", "no families called")]
)
def test_a_family_that_there_is_not_is_one_clear_message(desk: Desk, tmp_path: Path, asked: str, expected: str) -> None:
    audit = audit_with(desk, tmp_path, ["kent.txt"])
    told = CliRunner().invoke(main, ["audit", "lineage", str(audit), "--family", asked])

    assert 2 == told.exit_code
    assert expected in told.stderr


def test_a_page_says_which_wordings_are_out_of_date(desk: Desk, tmp_path: Path) -> None:
    audit = audit_with(desk, tmp_path, tuple(LETTERS))
    reckon(audit)
    with open_stored(audit) as stored:
        page = report_as_html(stored)

    assert "Out of date from 2019-11-04, in wordings 1, 2: " in page


def test_a_use_is_not_right_from_the_earliest_day_on_which_anything_in_it_was_not() -> None:
    over = tuple(Died(date(year, 1, 1), "THR-01", "another level", "threat_levels/x") for year in (2019, 2011))
    use = Use("f" * 64, "Kent Police", date(2020, 1, 1), "abcd", 0, 0, 9, None, over)
    variant = Variant("abcd", use, 2, 1, 2, over, None, None, "It is severe.", None)
    told = family_as_text(Family("abcd", 2, 1, True, 2, over, (variant,)), (use,), Screen())

    assert "Kent Police  not right since 1 January 2011" in told


@needs_letters
def test_the_template_of_2017_is_found_in_the_real_letters_with_its_one_change(desk: Desk, tmp_path: Path) -> None:
    files = sorted(LETTERS_AT_HAND.glob("*.txt"))
    audit_of(files, tmp_path / "audit", desk=desk, keep_text=True)
    reckon(tmp_path / "audit")
    family = threat_family(tmp_path / "audit")

    assert (2, 2, 2) == (family.letters, family.authorities, family.stale)
    assert [("this year", "2017")] == [tuple(change) for change in family.variants[1].changes]
    assert date(2018, 1, 1) in [one.day for one in family.variants[0].died]
    assert {one.rule for one in family.died} >= {"THR-02", "THR-03", "THR-04"}


def test_an_audit_without_a_sentence_has_no_families(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "short.txt").write_text("Hello\n\nWe hold it.\n", encoding="utf-8")
    audit_of([tmp_path / "short.txt"], tmp_path / "audit", desk=desk)
    told = CliRunner().invoke(main, ["audit", "lineage", str(tmp_path / "audit")])

    assert (0, True) == (told.exit_code, told.output.startswith("0 sentences"))
