"""A report on letters into which things were put: everything planted stands in it, and nothing besides."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from planted import RULES, write
from told_tables import Tables

from ncnd_rules.audit.lineage.told import families_in, uses_in
from ncnd_rules.audit.shards import rows_in
from ncnd_rules.audit.stored import open_stored
from ncnd_rules.cli import main

GENERIC = {"Constabulary", "Hospitals", "Foundation", "University", "Transport", "Authority"}
LETTERS, SEED = 60, 2  # with contradictions, stale sentences, copies, wrong metadata and broken files


def run(*words: object) -> None:
    result = CliRunner().invoke(main, ["audit", *map(str, words)])
    assert 0 == result.exit_code, result.stderr


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Letters, an audit of them with everything there is, its report and its packs."""
    made = tmp_path_factory.mktemp("planted")
    write(LETTERS, made, SEED)
    audit = made / "audit"
    run(made / "letters", "-o", audit, "--metadata", made / "metadata.csv", "--keep-text", "--workers", 1, "--quiet")
    run("lineage", audit)
    run("report", audit, "-o", made / "report.html")
    run("pack", audit, "-o", made / "packs")
    return made


@pytest.fixture(scope="module")
def truth(folder: Path) -> dict[str, Any]:
    told: dict[str, Any] = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    assert all(told[kind] for kind in ("contradictions", "stale", "copies", "metadata", "unreadable"))
    return told


@pytest.fixture(scope="module")
def tables(folder: Path) -> Tables:
    return Tables((folder / "report.html").read_text(encoding="utf-8"))


def short(name: str) -> str:
    """A letter's file as the report has it, below the folder of all letters."""
    return name.removeprefix("letters/")


def test_every_planted_contradiction_is_told(truth: dict[str, Any], tables: Tables) -> None:
    """
    Each with its rule and both letters; the rules that hold answers against each other find nothing else.
    """
    rows = [row for told in tables.found if told.section == "conflicts-section" for row in told.rows if len(row) == 4]
    found = {(row[0], frozenset(part.rpartition("(")[2].rstrip(")") for part in row[3].split("; "))) for row in rows}
    planted = {(one["rule"], frozenset(map(short, one["letters"]))) for one in truth["contradictions"]}
    also = {(rule, frozenset(map(short, one["letters"]))) for one in truth["contradictions"] for rule in one["also"]}

    assert planted <= found
    assert {one for one in found if one[0] in RULES} <= planted | also


def test_who_used_a_sentence_after_its_day_is_told(truth: dict[str, Any], tables: Tables) -> None:
    """
    Of each planted sentence the letters after the day on which it died, and none from before.
    """
    told = {
        frozenset(row[2] for row in one.rows if "2017-05-23" in row[3])
        for one in tables.found
        if one.caption == "Used when out of date"
    }
    after = {short(name) for stale in truth["stale"] for name in stale["after"]}
    before = {short(name) for stale in truth["stale"] for name in stale["letters"]} - after
    named = {name for own in told for name in own}

    assert after <= named
    assert not before & named


def test_families_are_told_as_the_lineage_has_them(folder: Path, tables: Tables) -> None:
    """
    For each family drawn: its wordings with their letters, counted again from the uses.
    """
    with open_stored(folder / "audit") as stored:
        families = [(family, uses_in(stored, family)) for family in families_in(stored, most=8)]
    for number, (family, uses) in enumerate(families, 1):
        letters: dict[str, set[str]] = {}
        for use in uses:
            letters.setdefault(use.fingerprint, set()).add(use.letter)
        dated = {use.fingerprint for use in uses if use.day}
        expected = [str(len(letters[one.fingerprint])) for one in family.variants if one.fingerprint in dated][:14]

        assert expected == [row[3] for row in tables.under(f"family-{number}").rows]
    assert families


def test_what_metadata_told_otherwise_is_told(truth: dict[str, Any], tables: Tables) -> None:
    """
    Each wrong row of the metadata, and no right one; letters met twice stand by the first of their places.
    """
    copies = {short(two): short(one) for one, two in truth["copies"]}
    (told,) = [one for one in tables.found if one.section == "disagreements-section"]
    expected = Counter((copies.get(short(one["file"]), short(one["file"])), one["field"]) for one in truth["metadata"])

    assert expected == Counter((row[0], row[1]) for row in told.rows)


def test_letters_and_broken_files_are_counted(truth: dict[str, Any], folder: Path, tables: Tables) -> None:
    """
    Copies are one letter at two places; what is broken is told, and stands in no rate.
    """
    about = dict(row for row in tables.called("What it is of").rows)
    different = len({row["letter"] for row in rows_in(folder / "audit", "letters")})
    failed = tables.called("Files that could not").rows

    assert LETTERS - len({two for _, two in truth["copies"]}) == different
    assert about["Letters"].startswith(f"{different}, met at {LETTERS} places")
    assert len(truth["unreadable"]) == sum(int(row[2]) for row in failed)


def test_each_authority_has_its_contradictions_in_its_pack(truth: dict[str, Any], folder: Path) -> None:
    """
    A contradiction between letters of one authority stands in one pack; one between two stands in none.
    """
    packs = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("packs/*/pack.md"))]
    metadata = {
        row["source"].rpartition("letters/")[2]: row["letter"] for row in rows_in(folder / "audit", "occurrences")
    }
    named = {row["letter"]: row["authority"] for row in rows_in(folder / "audit", "letters")}
    own = Counter[str]()
    for one in truth["contradictions"]:
        authorities = {named[metadata[short(name)]] for name in one["letters"]}
        own[one["rule"]] += len(authorities) == 1 and None not in authorities
    told = {rule: sum(pack.count(f"* **{rule}, ") for pack in packs) for rule in own}

    assert own.total()
    assert all(told[rule] >= number for rule, number in own.items())
    assert all(not told[rule] for rule, number in own.items() if not number)


def test_a_mask_hides_every_authority(folder: Path) -> None:
    """
    Of no authority the name, the place it is named after, its domain or a reference; what was found is the same.
    """
    run("report", folder / "audit", "-o", folder / "masked.html", "--mask")
    masked = (folder / "masked.html").read_text(encoding="utf-8")
    plain = (folder / "report.html").read_text(encoding="utf-8")
    letters = list(rows_in(folder / "audit", "letters"))
    names = {row["authority"] for row in letters if row["authority"]}
    places = {word for name in names for word in name.split() if len(word) > 8 and word not in GENERIC}

    assert len(places) > 10
    assert all(place in plain for place in places)
    for word in (*names, *places):
        assert word.lower() not in masked.lower()
    for row in letters:
        assert row["letter"][:12] not in masked
        assert not row["reference"] or row["reference"] not in masked
    assert Tables(masked).under("rules").rows == Tables(plain).under("rules").rows
