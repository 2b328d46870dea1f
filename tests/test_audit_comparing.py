"""Letters of an audit against each other: every contradiction that was planted is found, and none is made up."""

import random
from itertools import combinations
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from planted import Corpus, judge, write
from small_audit import audit_of, end_at_once

from ncnd_rules.audit.beside import describe
from ncnd_rules.audit.compare import set_words
from ncnd_rules.audit.compare.alike import alike_pairs
from ncnd_rules.audit.compare.held import open_shelf, unpacked
from ncnd_rules.audit.compare.run import Compared, compare_stored
from ncnd_rules.audit.compare.shelves import shelves_of
from ncnd_rules.audit.metadata_table import read_metadata
from ncnd_rules.audit.stored import open_stored
from ncnd_rules.between.passages import FEWEST_WORDS
from ncnd_rules.between.words import QUESTIONS_ALIKE, shared, telling
from ncnd_rules.cli import main
from ncnd_rules.compare import compare
from ncnd_rules.errors import NcndError
from ncnd_rules.inputs import load
from ncnd_rules.registers import load_registers

CASES = Path(__file__).parents[1] / "cases"
LETTERS = 300
RUN = "20260101T000000-000001"


class Audited:
    """A corpus, the audit of it, and what comparing told."""

    def __init__(self, corpus: Corpus, audit: Path, compared: Compared) -> None:
        self.corpus = corpus
        self.audit = audit
        self.compared = compared


@pytest.fixture(scope="module")
def audited(tmp_path_factory: pytest.TempPathFactory) -> Audited:
    folder = tmp_path_factory.mktemp("corpus")
    corpus = write(LETTERS, folder)
    files = [folder / name for name in (*corpus.letters, *corpus.truth["unreadable"])]
    audit_of(files, folder / "audit", check=False)
    return Audited(corpus, folder / "audit", compare_stored(folder / "audit"))


def test_every_planted_contradiction_is_found(audited: Audited) -> None:
    """
    Each by the rule that it was planted for, and as a violation.
    """
    judged = judge(audited.audit, audited.corpus)

    assert judged.planted > 25
    assert [] == judged.missed


def test_no_contradiction_is_invented(audited: Audited) -> None:
    """
    What is found beside lies in letters that contradict each other, and by a rule that may say so.
    """
    assert [] == judge(audited.audit, audited.corpus).invented


def test_letters_that_agree_are_held_against_each_other_too(audited: Audited) -> None:
    """
    Else that nothing is found in them would say nothing.
    """
    assert audited.corpus.truth["agreeing"]
    assert [] == judge(audited.audit, audited.corpus).alone


def test_every_wrong_row_of_metadata_is_told_and_no_right_one(audited: Audited) -> None:
    """
    The corpus has authorities and dates in its table that are not those of the letters, and says which.
    """
    folder = audited.corpus.folder
    described = describe(audited.audit, RUN, read_metadata(folder / "metadata.csv"))

    with open_stored(audited.audit, RUN) as stored:
        rows = stored.rows("SELECT source, field, told FROM disagreements")
        urls = stored.rows("SELECT count(*) AS told FROM metadata WHERE field = 'url'")
    found = {(str(Path(row["source"]).relative_to(folder)), row["field"], row["told"]) for row in rows}
    assert {tuple(one.values()) for one in audited.corpus.truth["metadata"]} == found
    assert (LETTERS, (), LETTERS) == (described.letters, described.unmatched, urls[0]["told"])


def test_a_second_time_nothing_is_compared_again(audited: Audited) -> None:
    before = judge(audited.audit, audited.corpus)

    again = compare_stored(audited.audit)

    assert (again.groups, again.groups, 0) == (audited.compared.groups, again.known, again.findings)
    assert before == judge(audited.audit, audited.corpus)


def test_a_letter_that_is_added_has_only_its_own_groups_compared(audited: Audited) -> None:
    """
    The groups of other letters are known; the newest run lists them all.
    """
    one = audited.corpus.truth["agreeing"][0]
    text = (audited.corpus.folder / one[0]).read_text().replace("F0", "G0")
    added = audited.corpus.folder / "letters" / "added.txt"
    added.write_text(text)
    audit_of([added], audited.audit, "20260102T000000-000002", check=False)

    compared = compare_stored(audited.audit)

    assert 0 < compared.groups - compared.known <= 2
    with open_stored(audited.audit) as stored:
        (row,) = stored.rows("SELECT count(*) AS groups, count(*) FILTER (known) AS known FROM groups")
    assert (compared.groups, compared.known) == (row["groups"], row["known"])


def test_what_was_not_compared_to_the_end_is_not_shown(audited: Audited, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    Killed in the middle, the comparison before holds; started again, no group is worked on twice.
    """
    before = judge(audited.audit, audited.corpus)
    monkeypatch.setattr("ncnd_rules.audit.compare.run.comparing_digest", lambda: "another program")
    monkeypatch.setattr("ncnd_rules.audit.compare.here._IN_A_SHARD", 1)

    def kill(done: int, _: int) -> None:
        if done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        compare_stored(audited.audit, watch=kill)
    assert before == judge(audited.audit, audited.corpus)

    compared = compare_stored(audited.audit)

    assert 0 < compared.known < compared.groups
    assert before == judge(audited.audit, audited.corpus)


def test_children_find_what_one_process_finds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    corpus = write(40, tmp_path)
    files = [tmp_path / name for name in corpus.letters]
    found = []
    for workers in (1, 2):
        audit = tmp_path / f"audit-{workers}"
        audit_of(files, audit, check=False)
        monkeypatch.setattr("ncnd_rules.audit.compare.here._FEW_GROUPS", 0)
        monkeypatch.setattr("ncnd_rules.audit.compare.here._FEW_LETTERS", 0)
        monkeypatch.setattr("ncnd_rules.audit.compare.here.IN_A_JOB", 4)
        compare_stored(audit, workers=workers)
        with open_stored(audit) as stored:
            found.append(stored.rows("SELECT letters, rule, outcome, message, evidence FROM comparisons ORDER BY ALL"))

    assert found[0] == found[1] != []


def test_a_child_that_ends_is_told_and_what_is_done_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    corpus = write(40, tmp_path)
    audit_of([tmp_path / name for name in corpus.letters], tmp_path / "audit", check=False)
    with monkeypatch.context() as broken:
        broken.setattr("ncnd_rules.audit.compare.here._FEW_GROUPS", 0)
        broken.setattr("ncnd_rules.audit.compare.here.conclude", end_at_once)

        with pytest.raises(NcndError, match="a child that compared letters was ended; start again"):
            compare_stored(tmp_path / "audit", workers=2)

    assert judge(tmp_path / "audit", corpus).missed
    compare_stored(tmp_path / "audit")
    assert [] == judge(tmp_path / "audit", corpus).missed


def test_where_there_is_no_audit_none_is_begun(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["audit", "compare", str(tmp_path / "gone")])

    assert (2, []) == (result.exit_code, list(tmp_path.iterdir()))
    assert (
        f"ncnd: {tmp_path / 'gone'}: holds no run yet, expected a folder that `ncnd audit` has filled\n"
        == result.stderr
    )


def test_letters_that_are_no_longer_at_hand_are_counted_and_not_guessed_at(tmp_path: Path) -> None:
    corpus = write(12, tmp_path)
    files = [tmp_path / name for name in corpus.letters]
    audit_of(files, tmp_path / "audit", check=False)
    files[0].unlink()
    files[1].write_text("something else")

    compared = compare_stored(tmp_path / "audit")

    assert (2, len({file.read_bytes() for file in files[2:]})) == (compared.absent, compared.letters)


def test_kept_text_needs_no_letter_at_hand(tmp_path: Path) -> None:
    corpus = write(40, tmp_path)
    files = [tmp_path / name for name in corpus.letters]
    audit_of(files, tmp_path / "audit", check=False, keep_text=True)
    for file in files:
        file.unlink()

    compared = compare_stored(tmp_path / "audit")

    assert 0 == compared.absent
    assert len(corpus.truth["contradictions"]) <= compared.findings


def test_sentences_are_held_against_each_other_within_an_authority_and_subject(tmp_path: Path) -> None:
    """
    The words of a letter are had from its file, or from the audit where they were kept.
    """
    files = sorted((CASES / "compared" / "harbour-drones").glob("*-saltmarsh.txt"))
    alone = {finding.rule for finding in compare([load(file).encoding for file in files]).findings}
    found = []
    for keep_text in (False, True):
        audit = tmp_path / f"audit-{keep_text}"
        audit_of(files, audit, check=False, keep_text=keep_text)
        compare_stored(audit)
        with open_stored(audit) as stored:
            found.append({row["rule"] for row in stored.rows("SELECT rule FROM comparisons")})

    assert "CRS-13" in alone
    assert alone - {"CRS-05", "HARM-11"} == found[0] == found[1]


def test_a_sentence_is_known_again_by_its_place(tmp_path: Path) -> None:
    """
    What the tables say of a letter and its file give the very sentences that were read, without reading them anew.
    """
    files = sorted(CASES.glob("*/letter.txt"))
    encoder = audit_of(files, tmp_path / "audit", check=False).encoder
    found = {}
    for shelf in shelves_of(tmp_path / "audit", encoder):
        for letter, packed in open_shelf(tmp_path / "audit", encoder, shelf, load_registers()).packed.items():
            found[letter] = unpacked(packed, sentences=True).said

    assert len(found) > 10
    for encoding in (load(file).encoding for file in files):
        if encoding.identity in found:
            expected = [said for said in encoding.said if said.words.count(" ") >= FEWEST_WORDS - 1]
            own = [said for said in found[encoding.identity] if said.words.count(" ") >= FEWEST_WORDS - 1]
            assert expected == own, encoding.letter.file


WORDS = st.lists(st.sampled_from(("drone", "camera", "van", "boat", "cost", "crew")), min_size=2, max_size=9)


@given(st.lists(WORDS, min_size=2, max_size=14), st.randoms())
@settings(max_examples=150, deadline=None)
def test_no_pair_of_like_questions_is_passed_over(questions: list[list[str]], chance: random.Random) -> None:
    """
    Looking up the rarest words finds what trying every pair finds, in whatever order the questions come.
    """
    bags = list({tuple(sorted(telling(" ".join(words)).items())) for words in questions})
    chance.shuffle(bags)

    every = {
        (one, other)
        for one, other in combinations(range(len(bags)), 2)
        if shared(telling(_again(bags[one])), telling(_again(bags[other]))) >= QUESTIONS_ALIKE
    }
    assert every == set(alike_pairs([(bag, ()) for bag in bags]))


def _again(bag: tuple[tuple[str, int], ...]) -> str:
    return " ".join(word for word, times in bag for _ in range(times))


def test_nothing_is_compared_by_what_very_many_requests_say(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    A sentence that stands beside other questions in each letter contradicts nothing, whatever is answered below it.
    """
    answers = ("No information is held.", "We can neither confirm nor deny that information is held: section 31(3).")
    files = []
    for number, place in enumerate(("Aville", "Betown", "Ceham", "Deford")):
        asked = f"You asked:\n\n1. How many drones are kept at {place}?\n\n2. Who took the decision, and who signed it?"
        told = f"Our answer\n\n1. No information is held.\n\n2. {answers[number % 2]}\n\nYours faithfully\n"
        files.append(tmp_path / f"{number}.txt")
        files[-1].write_text(f"Wexmoor Police\n\n{number + 4} March 2019\n\nDear Sir\n\n{asked}\n\n{told}")
    audit_of(files, tmp_path / "audit", check=False)
    before = compare_stored(tmp_path / "audit")
    monkeypatch.setattr(set_words, "_VERY_MANY", 4)
    with open_stored(tmp_path / "audit") as stored:
        told_before = {row["rule"] for row in stored.rows("SELECT rule FROM comparisons WHERE outcome = 'violated'")}
    audit_of(files, tmp_path / "later", check=False)
    after = compare_stored(tmp_path / "later")

    assert "CRS-03" in told_before
    assert before.findings > 0
    assert 0 == after.findings
