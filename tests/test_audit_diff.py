"""What flips between two runs, and what it is put down to."""

import csv
import io
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from small_audit import audit_of

from ncnd_rules.audit.child import Desk
from ncnd_rules.audit.flips import difference
from ncnd_rules.audit.ledger import ledger_of
from ncnd_rules.audit.parts_kept import keep_parts
from ncnd_rules.audit.shards import rows_of, shards, write_shard
from ncnd_rules.cli import main
from ncnd_rules.errors import InputError
from ncnd_rules.shipped import rulesets_dir

CASES = Path(__file__).parents[1] / "cases"
LETTERS = sorted(CASES.glob("partial-ncnd-*/letter.txt"))
FIRST, SECOND, THIRD = (f"2026010{day}T000000-00000{day}" for day in (1, 2, 3))

ROW = "threat_levels/national-2021-02-04"


def changed(folder: Path, *, file: str, old: str, new: str) -> Path:
    """A copy of the shipped rulesets in which one thing is otherwise."""
    shutil.copytree(rulesets_dir(), folder)
    path = folder / file
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))
    return folder


@pytest.fixture(scope="module")
def audit(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An audit whose second run had another rule, and its third another register."""
    folder = tmp_path_factory.mktemp("flips")
    audit = folder / "audit"
    audit_of(LETTERS, audit, FIRST)
    keep_parts(audit)
    rules = changed(folder / "rules", file="rules/harm/HARM-17.yaml", old="because: qualified", new="because: both")
    level = "{id: national-2021-02-04, series: national, level: substantial,"
    row = {"old": level, "new": level.replace("substantial", "severe")}
    registers = changed(folder / "registers", file="registers/threat_levels.yaml", **row)
    for run, rulesets in ((SECOND, rules), (THIRD, registers)):
        audit_of(LETTERS, audit, run, desk=Desk(rulesets))
        keep_parts(audit, rulesets)
    return audit


def test_a_rule_that_changed_is_named_with_what_flipped(audit: Path) -> None:
    found = difference(audit, FIRST, SECOND)

    assert {"HARM-17"} == set(found.rules) == {flip.rule for flip in found.flips}
    assert {} == found.parts
    assert len(LETTERS) == found.letters
    (flip,) = (flip for flip in found.flips if flip.old == "violated")
    assert re.fullmatch(r"the file of HARM-17 changed \(version [0-9a-f]{8} to [0-9a-f]{8}\)", flip.why[0])
    assert flip.source.endswith("partial-ncnd-with-defects/letter.txt")
    assert flip.old_sentences[0].startswith("The letter says that harm has to be shown")
    assert () == flip.new_sentences


def test_a_rule_that_weighs_otherwise_is_told_though_nothing_flipped(tmp_path: Path) -> None:
    """
    Whoever made an error a warning sees in how many letters that counts; a rule nothing is held against is not told.
    """
    folder = tmp_path / "audit"
    audit_of(LETTERS, folder, FIRST)
    keep_parts(folder)
    lighter = changed(tmp_path / "rules", file="rules/rgt/RGT-02.yaml", old="severity: error", new="severity: warning")
    untouched = lighter / "rules" / "limb" / "LIMB-02.yaml"
    untouched.write_text(untouched.read_text().replace("severity: error", "severity: warning"))
    audit_of(LETTERS, folder, SECOND, desk=Desk(lighter))
    keep_parts(folder, lighter)
    found = difference(folder)

    assert {"RGT-02", "LIMB-02"} == set(found.rules)
    assert () == found.flips
    assert [("RGT-02", "error", "warning", 1)] == list(found.regraded)
    told = CliRunner().invoke(main, ["audit", "diff", str(folder)]).stdout
    assert "  violated as before, and weighed otherwise: RGT-02 error -> warning, in 1 letter\n" in told
    data = json.loads(CliRunner().invoke(main, ["audit", "diff", str(folder), "--format", "json"]).stdout)
    assert [{"rule": "RGT-02", "old": "error", "new": "warning", "letters": 1}] == data["regraded"]


def test_a_register_row_that_changed_is_named(audit: Path) -> None:
    found = difference(audit, FIRST, THIRD)

    assert {} == found.rules
    assert [ROW] == list(found.parts)
    (flip,) = (flip for flip in found.flips if flip.rule == "THR-01")
    assert ("violated", "satisfied") == (flip.old, flip.new)
    assert re.fullmatch(rf"{ROW} changed \(version [0-9a-f]{{8}} to [0-9a-f]{{8}}\)", flip.why[0])
    assert all(ROW in " ".join(one.why) for one in found.flips)


def test_what_the_rules_are_made_of_is_kept_though_nobody_listens(tmp_path: Path) -> None:
    listens, told = os.pipe()
    os.close(listens)
    words = [str(LETTERS[0]), "-o", str(tmp_path / "audit"), "--no-compare"]

    subprocess.run([sys.executable, "-m", "ncnd_rules", "audit", *words], stderr=told, check=False, timeout=300)
    os.close(told)

    assert any(shard.name.startswith("sources-") for shard in shards(tmp_path / "audit"))


def test_what_one_run_alone_has_is_counted_and_did_not_flip(tmp_path: Path) -> None:
    """
    A rule that was taken out leaves findings behind, and a letter that came later has nothing to flip from.
    """
    shutil.copytree(rulesets_dir(), tmp_path / "rules")
    (tmp_path / "rules" / "rules" / "harm" / "HARM-17.yaml").unlink()
    with_finding, other = sorted(LETTERS, key=lambda path: "with-defects" not in str(path))
    audit_of([with_finding], tmp_path / "audit", FIRST)
    audit_of([with_finding, other], tmp_path / "audit", SECOND, desk=Desk(tmp_path / "rules"))
    found = difference(tmp_path / "audit", FIRST, SECOND)
    told = CliRunner().invoke(main, ["audit", "diff", str(tmp_path / "audit")]).output

    assert (1, 1, 1, ()) == (found.letters, found.letters_alone, found.findings_alone, found.flips)
    assert "letters that one of the runs alone decided: 1" in told
    assert "findings of rules that one of the runs alone has: 1" in told


def test_a_run_is_held_against_the_newest_that_decided_otherwise(audit: Path) -> None:
    found = difference(audit)

    assert (SECOND, THIRD) == (found.old.run, found.new.run)


def test_a_run_flips_nothing_against_itself(audit: Path) -> None:
    assert () == difference(audit, FIRST, FIRST).flips


def test_every_form_tells_the_same_flips(audit: Path) -> None:
    """
    Totals first in text; all flips in JSON and CSV; exit code 1 only where it is asked for.
    """
    words = ["audit", "diff", str(audit), "--from", FIRST, "--to", SECOND]

    text = CliRunner().invoke(main, words)
    told = json.loads(CliRunner().invoke(main, [*words, "--format", "json"]).output)
    rows = list(csv.DictReader(io.StringIO(CliRunner().invoke(main, [*words, "--format", "csv"]).output)))

    assert 0 == text.exit_code
    assert 1 == CliRunner().invoke(main, [*words, "--exit-code"]).exit_code
    assert 0 == CliRunner().invoke(main, [*words[:5], "--to", FIRST, "--exit-code"]).exit_code
    assert text.output.startswith(f"{told['letters']} letters and ")
    assert f"{told['flipped']} flipped" in text.output.splitlines()[0]
    assert told["flipped"] == len(rows) == len(told["flips"]) == sum(one["letters"] for one in told["totals"])
    assert [(row["rule"], row["letter"]) for row in rows] == [(one["rule"], one["letter"]) for one in told["flips"]]


@pytest.mark.parametrize(
    ("words", "problem"), [(["--from", "x"], "found no run 'x'"), (["--to", "x"], "found no run 'x'")]
)
def test_an_unknown_run_is_one_clear_message(audit: Path, words: list[str], problem: str) -> None:
    result = CliRunner().invoke(main, ["audit", "diff", str(audit), *words])

    assert 2 == result.exit_code
    assert f"ncnd: {audit}: found no run 'x', expected one of: {FIRST}, {SECOND}, {THIRD}\n" == result.stderr


def test_one_run_has_nothing_to_be_held_against(tmp_path: Path) -> None:
    audit_of(LETTERS[:1], tmp_path / "audit", FIRST)

    with pytest.raises(InputError, match="has nothing to compare"):
        difference(tmp_path / "audit")


def test_facts_that_are_read_otherwise_are_named(tmp_path: Path) -> None:
    """
    Another encoder reads another fact in a letter, and a verdict flips with it.
    """
    audit = tmp_path / "audit"
    keys = audit_of(LETTERS[:1], audit, FIRST)
    later = keys._replace(encoder="e" * 64)
    (shard,) = (shard for shard in shards(audit) if shard.name.startswith(FIRST))
    tables = {name: rows_of(shard, name) for name in ("letters", "facts", "outcomes", "occurrences")}
    for rows in tables.values():
        for row in rows:
            row |= {"encoder": later.encoder, "run": SECOND}
    position = next(row for row in tables["facts"] if row["kind"] == "part")
    position["fields"] = position["fields"].replace("}", ',"tense":"past"}')
    tables["outcomes"][0]["outcome"] = "undecided"
    write_shard(audit, f"{SECOND}-00001", tables)
    with ledger_of(audit) as ledger:
        ledger.write_run({**ledger.runs()[0], "run": SECOND, "encoder": later.encoder})

    (flip,) = difference(audit).flips

    assert (tables["outcomes"][0]["rule"], "undecided") == (flip.rule, flip.new)
    assert "other facts were read in the letter: -part (" in flip.why[0]
    assert "; +part (" in flip.why[0]
    assert "tense past" in flip.why[0]
