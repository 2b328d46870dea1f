"""What a project decides: settings, the law of a day, and findings that are known."""

import json
import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ncnd_rules.cli import main
from ncnd_rules.config import config_for, graded
from ncnd_rules.engine import Checker
from ncnd_rules.facts_file import load_facts
from ncnd_rules.registers import load_registers
from ncnd_rules.rule_files import load_ruleset
from ncnd_rules.suppressions import baseline_of, load_baseline
from ncnd_rules.verdicts import Outcome

CASES = Path(__file__).parents[1] / "cases"
LETTER = CASES / "partial-ncnd-with-defects" / "letter.txt"
DEFECTIVE = CASES / "partial-ncnd-with-defects" / "facts.yaml"
FAR = "2099-12-31"


def ncnd(*words: object) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words], env={"NO_COLOR": "1"})


def settings(folder: Path, text: str, name: str = "ncnd.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def told(*words: object) -> list[dict[str, object]]:
    parsed: list[dict[str, object]] = json.loads(ncnd("check", LETTER, "--format", "json", *words).stdout)
    return parsed


def rules_found(*words: object) -> set[str]:
    (letter,) = told(*words)
    findings = letter["findings"]
    assert isinstance(findings, list)
    return {finding["rule"] for finding in findings if finding["outcome"] == "violated"}


def test_settings_choose_and_grade_rules(tmp_path: Path) -> None:
    """
    Settings choose rules, give them severities, and say what fails; an option counts before them.
    """
    file = settings(tmp_path, 'select = ["PIT"]\nignore = ["PIT-09"]\nfail-on = "never"\n[severity]\nPIT = "info"\n')

    assert 0 == ncnd("check", LETTER, "--config", file).exit_code
    assert 1 == ncnd("check", LETTER, "--config", file, "--fail-on", "info").exit_code
    assert 0 == ncnd("check", LETTER, "--config", file, "--fail-on", "warning").exit_code
    found = rules_found("--config", file)
    assert "PIT-01" in found
    assert "PIT-09" not in found
    assert {"PIT"} == {rule.partition("-")[0] for rule in found}
    assert "PIT-09" in rules_found("--config", file, "--ignore", "PIT-01")


def test_the_nearest_settings_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    The nearest file upwards counts, and ncnd.toml before pyproject.toml; a pyproject.toml without our table is passed.
    """
    inner = tmp_path / "letters" / "drafts"
    inner.mkdir(parents=True)
    settings(tmp_path, '[tool.ncnd]\nselect = ["THR"]\n', "pyproject.toml")
    settings(tmp_path / "letters", "[tool.other]\nselect = 3\n", "pyproject.toml")

    assert ("THR",) == config_for(inner).select
    settings(tmp_path, 'select = "PIT"\n')
    assert ("PIT",) == config_for(inner).select
    monkeypatch.chdir(inner)
    assert {"PIT"} == {rule.partition("-")[0] for rule in rules_found()}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("selct = []\n", "no field 'selct' here (did you mean 'select'?)"),
        ('fail-on = "eror"\n', "fail-on: found 'eror', expected one of error, warning, info, never"),
        ('[severity]\nPIT-01 = "grave"\n', "severity.PIT-01: found 'grave'"),
        ('select = ["PTI"]\n', "select: no rule id begins with 'PTI' (did you mean 'PIT'?)"),
        ('[per-file]\n"*.txt" = ["QQQ"]\n', "per-file.*.txt: no rule id begins with 'QQQ'"),
        ('as-of = "yesterday"\n', "as-of: found 'yesterday', expected letter, today, or a date"),
        ("select = [\n", "is not TOML"),
        ('baseline = "nowhere.yaml"\n', "nowhere.yaml: no such file"),
        ("baseline = 3\n", "baseline: found '3', expected text"),
    ],
)
def test_mistakes_in_settings(tmp_path: Path, text: str, expected: str) -> None:
    """
    A key or value that nobody knows is one sentence with file and key, and exit code 2.
    """
    run = ncnd("check", LETTER, "--config", settings(tmp_path, text))

    assert 2 == run.exit_code
    assert expected in run.stderr
    assert 1 == run.stderr.count("\n")


def test_settings_hold_for_letters_compared(tmp_path: Path) -> None:
    """
    The same settings serve both verbs, each with the rules that it applies.
    """
    folder = CASES / "compared" / "harbour-drones"
    both = settings(tmp_path, 'select = ["CRS", "PIT"]\nfail-on = "info"\n[severity]\nCRS = "info"\n')
    one = settings(tmp_path, 'select = ["PIT"]\n', "one.toml")

    assert 1 == ncnd("compare", folder, "--config", both).exit_code
    assert 0 == ncnd("compare", folder, "--config", both, "--fail-on", "warning").exit_code
    assert {"PIT"} == {rule.partition("-")[0] for rule in rules_found("--config", both)}
    refused = ncnd("compare", folder, "--config", one)
    assert 2 == refused.exit_code
    assert "select: found PIT, expected rules that this verb applies" in refused.stderr
    assert 2 != ncnd("compare", folder, "--config", one, "--select", "CRS").exit_code


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("explain", LETTER, "CRS-13"), "'CRS-13' names rules over several letters, which `ncnd compare` applies"),
        (
            ("compare", CASES / "compared" / "harbour-drones", "--explain", "PIT-01"),
            "'PIT-01' names rules over one letter, which `ncnd check` applies",
        ),
        (("baseline", LETTER, "--reason", "agreed with counsel", "--until", "2020-01-01"), "which is past"),
    ],
)
def test_mistakes_with_verbs(words: tuple[object, ...], expected: str) -> None:
    """
    A rule of another verb is not denied, and a baseline that would never hold is not written.
    """
    run = ncnd(*words)

    assert 2 == run.exit_code
    assert expected in run.stderr


def test_a_folder_without_letters_is_no_letter(tmp_path: Path) -> None:
    """
    What holds no letter is not counted as one.
    """
    assert "is a folder without letters" in ncnd("compare", tmp_path).stderr


def test_every_verb_takes_a_copy_for_as_whole_as_check_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    What is an error to `check` is one to those who ask why, why not and what would mend it, and rules that are ignored
    are mended by none of them. What the command line says counts before the settings.
    """
    monkeypatch.chdir(tmp_path)
    Path("draft.txt").write_text(
        "Fernleigh Police\n\n14 May 2025\n\nOUR ANSWER\n\nFernleigh Police neither confirms nor denies that it "
        "holds the information, by virtue of section 23(5) of the Freedom of Information Act 2000.\n",
        encoding="utf-8",
    )
    before = ncnd("explain", "draft.txt", "RGT-02").stdout
    Path("ncnd.toml").write_text('copy = "complete"\nignore = ["RGT-01"]\n', encoding="utf-8")

    assert "(undecided, error)" in before
    assert "error[RGT-02]" in ncnd("check", "draft.txt").stdout
    assert "(violated, error)" in ncnd("explain", "draft.txt", "RGT-02").stdout
    assert before == ncnd("explain", "draft.txt", "RGT-02", "--copy", "auto").stdout
    assert "The rule is violated" in ncnd("whynot", "draft.txt", "RGT-02").stdout
    assert "copy complete" in ncnd("encode", "draft.txt").stdout
    mended = ncnd("repair", "draft.txt", "--format", "json").stdout
    assert "RGT-02" in mended
    assert "RGT-01" not in mended


@pytest.mark.parametrize("verb", ["check", "sheet", "cite", "prove", "explain", "whynot", "repair"])
def test_facts_by_hand_count_before_the_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, verb: str) -> None:
    """
    A facts file says how whole the copy is, whatever holds for all letters; who gave no --copy is refused none.
    """
    monkeypatch.chdir(tmp_path)
    Path("ncnd.toml").write_text('copy = "complete"\n', encoding="utf-8")
    shutil.copy(LETTER, "letter.txt")
    rule = ["PIT-01"] if verb in ("explain", "whynot") else []
    done = ncnd(verb, "letter.txt", *rule, "--facts", DEFECTIVE)

    assert "--copy" not in done.output
    assert done.exit_code in (0, 1)
    assert 2 == ncnd(verb, "letter.txt", *rule, "--facts", DEFECTIVE, "--copy", "complete").exit_code


def test_rules_ignored_in_some_letters(tmp_path: Path) -> None:
    """
    What settings ignore for a letter is not counted, and is told.
    """
    here = settings(tmp_path, '[per-file]\n"partial-ncnd-with-defects/*" = ["PIT", "THR"]\n')
    elsewhere = settings(tmp_path, '[per-file]\n"archive/**" = ["PIT"]\n', "other.toml")

    assert {"PIT", "THR"} & {rule.partition("-")[0] for rule in rules_found("--config", elsewhere)}
    assert not {"PIT", "THR"} & {rule.partition("-")[0] for rule in rules_found("--config", here)}
    assert "Not counted, being known: " in ncnd("check", LETTER, "--config", here).stdout


def test_why_is_told_with_the_severity_that_a_project_gives(tmp_path: Path) -> None:
    """
    `explain` and `whynot` say how grave a rule is as `check` does.
    """
    file = settings(tmp_path, '[severity]\nPIT = "info"\n')
    sound = CASES / "partial-ncnd-sound" / "letter.txt"

    assert "(violated, error)" in ncnd("explain", LETTER, "PIT-01").stdout
    assert "(violated, info)" in ncnd("explain", LETTER, "PIT-01", "--config", file).stdout
    assert "  then        error: " in ncnd("whynot", sound, "PIT-01").stdout
    assert "  then        info: " in ncnd("whynot", sound, "PIT-01", "--config", file).stdout


@pytest.mark.parametrize(
    ("key", "says"),
    [
        ("per-file", '[per-file]\n"partial-ncnd-with-defects/*" = ["rgt"]\n'),
        ("ignore", 'ignore = ["RGT"]\n'),
        ("select", 'select = ["PIT"]\n'),
    ],
)
@pytest.mark.parametrize("verb", ["explain", "whynot"])
def test_what_is_said_of_a_rule_that_is_set_aside(verb: str, key: str, says: str, tmp_path: Path) -> None:
    """
    Why a rule came out as it did is told of every rule, and of one that `check` leaves out also that it does.
    """
    file = settings(tmp_path, says)
    aside = ncnd(verb, LETTER, "RGT-02", "--config", file)
    counted = ncnd(verb, LETTER, "PIT-01", "--config", file)

    assert ncnd(verb, LETTER, "RGT-02").stdout == aside.stdout
    assert f"RGT-02 is set aside in {LETTER} ({file}: {key})" in aside.stderr
    assert "" == counted.stderr


def test_what_is_ignored_for_a_letter_is_not_mended(tmp_path: Path) -> None:
    """
    `repair` and the edits of a report mend what counts in each letter, and nothing else.
    """
    other = tmp_path / "other.txt"
    other.write_text(LETTER.read_text("utf-8"), encoding="utf-8")
    file = settings(tmp_path, '[per-file]\n"partial-ncnd-with-defects/*" = ["RGT"]\n')
    done = ncnd("repair", LETTER, other, "--config", file, "--format", "json", "--sets", "1")
    here, elsewhere = (
        {rule for change in letter["sets"][0]["changes"] for rule in change["rules"]}
        for letter in json.loads(done.stdout)
    )

    assert "RGT-02" in elsewhere
    assert here == elsewhere - {"RGT-02"}
    everything = settings(tmp_path, '[per-file]\n"*" = ["B", "C", "D", "H", "L", "N", "P", "R", "T"]\n', "all.toml")
    assert "nothing to repair" in ncnd("repair", LETTER, "--config", everything).stdout


def test_what_is_ignored_for_a_letter_is_not_asked_what_if(tmp_path: Path) -> None:
    """
    A change that only a rule would notice which is ignored in the letter moves nothing, and is no error.
    """
    sound = CASES / "partial-ncnd-sound" / "letter.txt"
    right = next(line for line in ncnd("encode", sound).stdout.splitlines() if "complaint_right" in line).split()[1]
    file = settings(tmp_path, '[per-file]\n"partial-ncnd-sound/*" = ["RGT"]\n')
    counted = ncnd("check", sound, "--without", right)
    aside = ncnd("check", sound, "--without", right, "--config", file)

    assert (1, True) == (counted.exit_code, "RGT-02" in counted.stdout)
    assert (0, False) == (aside.exit_code, "RGT-02" in aside.stdout)


def test_a_graded_rule_never_grows_graver_where_it_is_lessened() -> None:
    """
    A severity that is less than the lesser one of a rule takes the place of both.
    """
    (rule,) = (rule for rule in load_ruleset().rules if rule.id == "BOD-01")
    assert ("error", "info") == (rule.severity, rule.lessened_to)

    (warned,) = graded([rule], {"BOD": "error", "BOD-01": "warning"})
    assert ("warning", "info") == (warned.severity, warned.lessened_to)
    (told_only,) = graded([rule], {"BOD": "info"})
    assert ("info", None, ()) == (told_only.severity, told_only.lessened_to, told_only.lessened_by)


def test_the_law_of_a_day() -> None:
    """
    A rule that came into force after the letter is applied when the law of a later day is asked for, and only then.
    """
    encoding = load_facts(CASES / "anpr-partial-ncnd" / "facts.yaml")  # of 2016; the Code's forty days are of 2018
    own = Checker(load_ruleset(), load_registers()).check(encoding)
    later = Checker(load_ruleset(), load_registers(), as_of=date(2020, 1, 1)).check(encoding)

    assert Outcome.NOT_APPLICABLE == own.outcomes["RGT-03"]
    assert "2016-05-06, the date of the letter" in own.not_applied["RGT-03"]
    assert "RGT-03" not in later.not_applied
    assert "2020-01-01" == later.as_of
    assert own.outcomes["THR-01"] == later.outcomes["THR-01"]  # the level of the letter's date, whatever the law


def test_why_is_told_under_the_law_that_was_applied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    What `check` finds under the law of another day, `explain` and `whynot` speak of too: by option or by settings.
    """
    monkeypatch.chdir(tmp_path)
    known = CASES / "anpr-partial-ncnd" / "facts.yaml"  # of 2016; the Code's forty days are of 2018

    for verb in ("explain", "whynot"):
        assert "in force" in ncnd(verb, known, "RGT-03").stdout
        assert "in force" not in ncnd(verb, known, "RGT-03", "--as-of", "2020-01-01").stdout
        assert "expected letter, today, or a date" in ncnd(verb, known, "RGT-03", "--as-of", "soon").stderr
    settings(tmp_path, 'as-of = "2020-01-01"')
    for verb in ("explain", "whynot"):
        assert "in force" not in ncnd(verb, known, "RGT-03").stdout
        assert "in force" in ncnd(verb, known, "RGT-03", "--as-of", "letter").stdout


def test_two_laws_side_by_side() -> None:
    """
    Two days give a column each, with what came out otherwise and why; a third is refused.
    """
    run = ncnd("check", LETTER, "--as-of", "letter", "--as-of", "2010-01-01")

    assert "RGT-03    violated        not applicable" in run.stdout
    assert "not in force on 2010-01-01, the day whose law was asked for" in " ".join(run.stdout.split())
    assert "rules come out alike under both." in run.stdout
    assert "PIT-01" not in run.stdout
    two = told("--as-of", "letter", "--as-of", "2010-01-01")
    assert [None, "2010-01-01"] == [letter["as_of"] for letter in two]
    three = ncnd("check", LETTER, "--as-of", "letter", "--as-of", "today", "--as-of", "2010-01-01")
    assert 2 == three.exit_code
    assert "found 'soon', expected letter, today, or a date" in ncnd("check", LETTER, "--as-of", "soon").stderr


def test_past_what_registers_were_verified_for_nothing_is_certain() -> None:
    """
    Of a day after the last on which a register was held against its sources, a rule on one of its rows is undecided.
    """
    registers = load_registers()
    after = registers.exemptions.verified_until + timedelta(days=1)
    encoding = load_facts(DEFECTIVE)

    own = Checker(load_ruleset(), registers).check(encoding)
    later = Checker(load_ruleset(), registers, as_of=after).check(encoding)

    assert Outcome.VIOLATED == own.outcomes["PIT-01"]
    assert Outcome.UNDECIDED == later.outcomes["PIT-01"]
    (finding,) = (finding for finding in later.findings if finding.rule == "PIT-01")
    assert "the register of exemptions is verified until" in finding.message


def test_known_findings_are_set_aside_and_come_back(tmp_path: Path) -> None:
    """
    A baseline sets aside what it names until its day, says so, and is told to drop what is no more.
    """
    file = tmp_path / "known.yaml"
    assert 0 == ncnd("baseline", LETTER, "--reason", "agreed with counsel", "--until", FAR, "-o", file).exit_code

    run = ncnd("check", LETTER, "--baseline", file)
    assert 0 == run.exit_code
    assert "0 findings" in run.stdout
    assert "Not counted, being known: " in run.stdout
    assert set() == rules_found("--baseline", file)
    (letter,) = told("--baseline", file)
    suppressed = letter["suppressed"]
    assert isinstance(suppressed, list)
    assert {"agreed with counsel"} == {item["reason"] for item in suppressed}

    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace(FAR, "2020-01-01"), encoding="utf-8")
    back = ncnd("check", LETTER, "--baseline", file)
    assert 1 == back.exit_code
    assert "expired, the last of them on 2020-01-01" in back.stdout

    name, fingerprint = LETTER.name, "0" * 16
    entry = f"letter: {name}, rule: PIT-01, fingerprint: '{fingerprint}', reason: no longer there, until: {FAR}"
    file.write_text(f"known:\n  - {{{entry}}}\n", encoding="utf-8")
    assert "a finding of PIT-01 (no longer there) that is no more" in ncnd("check", LETTER, "--baseline", file).stdout
    assert "no longer there" not in ncnd("check", LETTER, "--baseline", file, "--select", "THR").stdout


def test_what_has_expired_is_told_once(tmp_path: Path) -> None:
    """
    However many entries have expired, in however many letters, one sentence gives their number.
    """
    file, other = tmp_path / "known.yaml", CASES / "full-disclosure"
    entry = f"letter: {LETTER.name}, reason: our template says so, until: 2020-01-01"
    rules = ("PIT-01", "PIT-09")
    file.write_text("known:\n" + "".join(f"  - {{{entry}, rule: {rule}}}\n" for rule in rules), encoding="utf-8")
    run = ncnd("check", LETTER, other, "--baseline", file)

    assert 1 == run.exit_code
    assert 1 == run.stdout.count("expired")
    assert (
        "2 entries of the baseline have expired, the last of them on 2020-01-01 (PIT-01, PIT-09): what they name "
        "counts again." in " ".join(run.stdout.split())
    )
    assert {"PIT-01", "PIT-09"} <= rules_found("--baseline", file)


def test_one_entry_for_a_rule(tmp_path: Path) -> None:
    """
    An entry without a fingerprint stands for every finding of its rule, on that letter alone.
    """
    file = tmp_path / "known.yaml"
    entry = "rule: PIT-01, reason: our template says so"
    file.write_text(f"known:\n  - {{letter: letter.txt, {entry}, until: {FAR}}}\n", encoding="utf-8")
    assert "PIT-01" not in rules_found("--baseline", file)

    file.write_text(f"known:\n  - {{letter: other/letter.txt, {entry}, until: {FAR}}}\n", encoding="utf-8")
    assert "PIT-01" in rules_found("--baseline", file)


@pytest.mark.parametrize("name", ["a\x85b.txt", "a\u2028b.txt", "\ufeffa.txt", "a 'b': [c].txt"])
def test_a_baseline_names_letters_however_they_are_called(tmp_path: Path, name: str) -> None:
    """
    What YAML would take for the end of a line stands in names and in sentences of a letter, and the file is read again.
    """
    finding = (
        Checker(load_ruleset(), load_registers())
        .check(load_facts(CASES / "partial-ncnd-with-defects" / "facts.yaml"))
        .findings[0]
    )
    finding = finding.model_copy(update={"message": "It says:\u2028known: [\x85that"})
    file = tmp_path / "known.yaml"
    file.write_text(baseline_of([((name,), finding)], f"agreed on {name}", date(2099, 1, 1)), encoding="utf-8")
    (entry,) = load_baseline(file)

    assert (entry.letter, entry.reason) == ((name,), f"agreed on {name}")
    assert entry.names(finding)


def test_a_baseline_is_never_overwritten(tmp_path: Path) -> None:
    """
    A file may hold a person's reasons, so a baseline is written beside it or not at all.
    """
    file = tmp_path / "known.yaml"
    file.write_text("known: []\n", encoding="utf-8")
    run = ncnd("baseline", LETTER, "--reason", "agreed with counsel", "--until", FAR, "-o", file)

    assert 2 == run.exit_code
    assert "exists already" in run.stderr
    assert "known: []\n" == file.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("known:\n  - {letter: a.txt, rule: PIT-01, reason: short, until: 2030-01-01}\n", "line 2, known[0].reason"),
        ("known:\n  - {letter: a.txt, rule: PIT-01, reason: agreed with counsel}\n", "'until' is missing"),
        ("knwon: []\n", "no field 'knwon' here (did you mean 'known'?)"),
    ],
)
def test_mistakes_in_a_baseline(tmp_path: Path, text: str, expected: str) -> None:
    """
    An entry without a reason or a day is refused, with its place.
    """
    file = tmp_path / "known.yaml"
    file.write_text(text, encoding="utf-8")
    run = ncnd("check", LETTER, "--baseline", file)

    assert 2 == run.exit_code
    assert expected in run.stderr
