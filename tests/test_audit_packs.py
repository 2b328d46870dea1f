"""Packs for authorities to reply to: everything about one, nothing about another, and words that were really said."""

import json
import os
import re
from html import unescape
from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner
from filled import OLDER, SPELLINGS, VERDICT, Filled, fill
from markdown_it import MarkdownIt

from ncnd_rules.audit.drive import Order, run_audit
from ncnd_rules.audit.packs.folders import folder_of
from ncnd_rules.audit.packs.shapes import Words
from ncnd_rules.audit.packs.words import in_place
from ncnd_rules.audit.shards import rows_in, write_shard
from ncnd_rules.cli import main

LETTER = """WEXMOOR POLICE

12 October 2021

Our reference: WP/FOI/77/21

You asked:

1. Has Wexmoor Police used drones to watch protests since 2018?

RESPONSE

Wexmoor Police neither confirms nor denies that it holds any information, by virtue of section 31.

HARM

Since 2006 the threat level has remained at severe. To confirm <b>would</b> help offenders.
"""


def run(*words: object) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["audit", *map(str, words)])
    return result.exit_code, result.stderr


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Filled:
    return fill(tmp_path_factory.mktemp("audit"), 60)


@pytest.fixture(scope="module")
def packs(filled: Filled, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("out") / "packs"
    code, told = run("pack", filled.folder, "-o", folder, "--reply-to", "desk@example.org", "--by", "3 March 2027")
    unread = sum(row["authority"] is None for row in filled.tables["letters"])

    assert (0, f"{folder}: 4 packs; in none: {unread:,} letters whose authority was not read\n") == (code, told)
    return folder


def own_pack(packs: Path, spellings: tuple[str, ...]) -> Path:
    (folder,) = (path for path in packs.iterdir() if path.name in {folder_of(name) for name in spellings})
    return folder


@pytest.mark.parametrize("spellings", SPELLINGS, ids=lambda own: own[0])
@pytest.mark.parametrize("name", ["pack.html", "pack.md"])
def test_a_pack_has_everything_of_one_authority(
    filled: Filled, packs: Path, spellings: tuple[str, ...], name: str
) -> None:
    """
    Each of its letters by digest and each finding by its identifier; of other authorities neither letter nor name.
    """
    told = (own_pack(packs, spellings) / name).read_text(encoding="utf-8")
    plain = unescape(told).replace("\\", "")
    for row in filled.tables["letters"]:
        own = row["authority"] in spellings
        assert own == (row["letter"] in told)
        for finding in filled.of("findings", letter=row["letter"], outcome="violated"):
            assert own == (finding["citation"] in plain)
    for other in (one for one in SPELLINGS if one != spellings):
        for spelling in other:
            assert spelling.lower() not in plain.lower()


@pytest.mark.parametrize("spellings", SPELLINGS, ids=lambda own: own[0])
def test_a_pack_says_how_to_reply_and_what_is_undecided(
    filled: Filled, packs: Path, spellings: tuple[str, ...]
) -> None:
    """
    To whom and by when, and for each letter as many undecided points as it has.
    """
    told = (own_pack(packs, spellings) / "pack.md").read_text(encoding="utf-8")
    undecided = [
        row
        for letter in filled.tables["letters"]
        if letter["authority"] in spellings
        for row in filled.of("findings", letter=letter["letter"], outcome="undecided")
    ]

    assert "Replies go to desk@example.org, by 3 March 2027." in told
    assert len(undecided) == told.count(" a passage was not read\n")
    assert "FOIA 2000 s.17(1) (a notice is given)" in told


def test_findings_between_letters_name_its_own_alone(tmp_path: Path, filled: Filled) -> None:
    """
    What lies between two letters of one authority is in its pack; what lies between two authorities is in none.
    """
    code, _ = run("pack", filled.folder, "-o", tmp_path / "packs")
    authority = {
        row["letter"]: next((own for own in SPELLINGS if row["authority"] in own), None)
        for row in filled.tables["letters"]
    }
    told = {own: (own_pack(tmp_path / "packs", own) / "pack.md").read_text(encoding="utf-8") for own in SPELLINGS}
    expected = dict.fromkeys(SPELLINGS, 0)
    for row in filled.tables["comparisons"]:
        (one, *others) = {authority[letter] for letter in json.loads(row["letters"])}
        if one is not None and not others:
            expected[one] += 1

    assert 0 == code
    assert expected == {own: words.count("CRS-01, warning") for own, words in told.items()}
    assert sum(expected.values()) < len(filled.tables["comparisons"])


def test_a_pack_cites_law_and_registers_as_a_single_letter_does(tmp_path: Path) -> None:
    """
    With what the provision says, with each row of a register, and under the title that the rule had when it was put.
    """
    filled = fill(tmp_path / "audit", 12)
    letter = next(row for row in filled.tables["letters"] if row["authority"])
    finding = {**filled.tables["findings"][0], "letter": letter["letter"], "number": 90, "outcome": "violated"}
    finding |= {"attribution": "authority", "sources": json.dumps(["threat_levels/one: SEVERE from 2 May"])}
    older = [{**row, "ruleset": OLDER["ruleset"], "title": "What zzz asked before"} for row in filled.tables["rules"]]
    write_shard(filled.folder, "r2", {"findings": [finding], "rules": older})
    run("pack", filled.folder, "-o", tmp_path / "packs")
    (own,) = (one for one in SPELLINGS if letter["authority"] in one)
    for name in ("pack.md", "pack.html"):
        told = (own_pack(tmp_path / "packs", own) / name).read_text(encoding="utf-8").replace("\\", "")
        assert "FOIA 2000 s.17(1) (a notice is given)" in told
        assert "threat_levels/one: SEVERE from 2 May" in told
        assert "asked before" not in told


def test_a_letter_under_another_act_is_not_said_to_be_without_a_finding(tmp_path: Path) -> None:
    """
    No rule was put to it, so that nothing could be found.
    """
    filled = fill(tmp_path / "audit", 12)
    letter = {**filled.tables["letters"][0], "letter": "f" * 64, "authority": "Aldercombe Constabulary"}
    place = {**filled.tables["occurrences"][0], "source": "letters/other.txt", "letter": "f" * 64}
    outcome = {"letter": "f" * 64, **VERDICT, "rule": "PIT-01", "outcome": "not_applicable", "why": "another Act"}
    write_shard(filled.folder, "r2", {"letters": [letter], "occurrences": [place], "outcomes": [outcome]})
    run("pack", filled.folder, "-o", tmp_path / "packs")
    told = (own_pack(tmp_path / "packs", ("Aldercombe Constabulary",)) / "pack.md").read_text(encoding="utf-8")

    assert "The rules were not put to this letter" in told.partition("f" * 64)[2].partition("\n## ")[0]
    assert 1 == told.count("The rules were not put")
    assert "of them. To 1 more letter the rules were not put." in told


@pytest.fixture
def audited(tmp_path: Path) -> Path:
    """An audit of one letter that kept no text."""
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "one.txt").write_text(LETTER, encoding="utf-8")
    run_audit(Order((str(tmp_path / "letters"),), tmp_path / "audit", workers=1))
    return tmp_path


def test_words_come_from_the_letter_where_it_stands(audited: Path) -> None:
    """
    The file is still there and still the same: what it says is quoted, as words, not as markup.
    """
    run("pack", audited / "audit", "-o", audited / "packs")
    folder = audited / "packs" / "wexmoor-police"
    markdown = (folder / "pack.md").read_text(encoding="utf-8")
    page = (folder / "pack.html").read_text(encoding="utf-8")
    (threat,) = [row for row in rows_in(audited / "audit", "findings") if row["rule"] == "THR-02"]
    span = json.loads(threat["evidence"])[0]
    said = LETTER[span["start"] : span["stop"]]

    assert "remained" in said
    assert f"“Since 2006 the threat level **{said}**. To confirm" in markdown
    assert f"<q>Since 2006 the threat level <b>{said}</b>. To confirm &lt;b&gt;would&lt;/b&gt;" in page
    assert "<script" not in page


def test_words_stand_in_their_paragraph() -> None:
    """
    What is before and after them, whole words, and nothing of another paragraph.
    """
    text = f"One.\n\n{'long ' * 30}before THESE WORDS after.\n\nOther."
    start = text.index("THESE")
    words = in_place(text, start, start + 11)

    assert ("THESE WORDS", " after.") == (words.words, words.after)
    assert re.fullmatch("… (long ){14}before ", words.before)
    assert Words("One", 0, 3, "", ".") == in_place(text, 0, 3)


def test_a_letter_that_changed_is_not_quoted(audited: Path) -> None:
    """
    Other bytes than those audited are other words: places are given, and the pack says why.
    """
    (audited / "letters" / "one.txt").write_text(LETTER.replace("2006", "2007"), encoding="utf-8")
    run("pack", audited / "audit", "-o", audited / "packs")
    told = (audited / "packs" / "wexmoor-police" / "pack.md").read_text(encoding="utf-8")

    assert "The words of this letter were not at hand" in told
    assert "“" not in told
    assert "> (characters " in told


def test_markdown_shows_what_it_says(audited: Path) -> None:
    """
    A heading a letter and a finding, in order, and no sign of a letter taken for one of Markdown's.
    """
    run("pack", audited / "audit", "-o", audited / "packs")
    tokens = MarkdownIt().parse((audited / "packs" / "wexmoor-police" / "pack.md").read_text(encoding="utf-8"))
    heads = [(one.tag, after.content) for one, after in pairwise(tokens) if one.type == "heading_open"]

    assert ("h1", "For reply: Wexmoor Police") == heads[0]
    assert ("h2", "Letter 1 of 2021-10-12") in heads
    assert [] == [token for token in tokens if token.type == "html_block"]
    assert any(tag == "h3" and words.startswith("THR-02: ") for tag, words in heads)


def test_only_one_authority_is_asked_for_by_any_spelling(filled: Filled, tmp_path: Path) -> None:
    """
    `--authority` takes a name as anybody writes it, and names the nearest where nobody is called so.
    """
    assert 0 == run("pack", filled.folder, "-o", tmp_path / "packs", "--authority", "the WEXMOOR police force")[0]
    assert [own_pack(tmp_path / "packs", SPELLINGS[0])] == list((tmp_path / "packs").iterdir())
    code, told = run("pack", filled.folder, "-o", tmp_path / "other", "--authority", "Aldercomb Constabulary")
    assert 2 == code
    assert "did you mean 'Aldercombe Constabulary'?" in told
    assert not (tmp_path / "other").exists()


def test_nothing_that_stands_there_is_lost(filled: Filled, tmp_path: Path) -> None:
    """
    Packs are replaced with --force alone, and a folder with anything else in it never.
    """
    folder = tmp_path / "packs"
    assert 0 == run("pack", filled.folder, "-o", folder)[0]
    code, told = run("pack", filled.folder, "-o", folder)
    assert (2, True) == (code, "holds packs already" in told)
    assert 0 == run("pack", filled.folder, "-o", folder, "--force", "--authority", "Wexmoor Police")[0]
    assert 1 == len(list(folder.iterdir()))
    (folder / "mine.txt").write_text("kept", encoding="utf-8")
    code, told = run("pack", filled.folder, "-o", folder, "--force")
    assert (2, True) == (code, "holds 'mine.txt', which no pack has" in told)
    assert "kept" == (folder / "mine.txt").read_text(encoding="utf-8")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_what_cannot_be_written_leaves_nothing(filled: Filled, tmp_path: Path) -> None:
    """
    In a folder that is not ours: one line, exit code 2, nothing left behind.
    """
    tmp_path.chmod(0o500)
    code, told = run("pack", filled.folder, "-o", tmp_path / "packs")
    tmp_path.chmod(0o700)

    assert (2, True) == (code, "cannot be written" in told)
    assert [] == list(tmp_path.iterdir())


def test_a_pack_that_fails_leaves_no_pack(filled: Filled, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    Where the third pack cannot be written, there is not one.
    """
    written = []
    write = Path.write_text

    def failing(path: Path, *words: str, **how: str) -> int:
        written.append(path)
        if len(written) > 4:
            raise OSError(28, "No space left on device")
        return write(path, *words, **how)

    monkeypatch.setattr(Path, "write_text", failing)
    code, told = run("pack", filled.folder, "-o", tmp_path / "packs")

    assert (2, True) == (code, "cannot be written (No space left on device)" in told)
    assert [] == list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("name", "taken", "told"),
    [
        ("Wexmoor Police", (), "wexmoor-police"),
        ("Wexmoor Police", ("wexmoor-police",), "wexmoor-police-2"),
        ("../../etc/passwd", (), "etc-passwd"),
        ("…", (), "authority"),
        ("A" * 300, (), "a" * 80),
    ],
)
def test_folders_have_names_that_every_system_takes(name: str, taken: tuple[str, ...], told: str) -> None:
    """
    Small letters, digits and hyphens; no name leads out of the folder.
    """
    assert told == folder_of(name, taken)
