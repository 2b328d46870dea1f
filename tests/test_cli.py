"""The command line as a user meets it: words, exit codes, and what goes wrong said in one sentence."""

import errno
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click
import jsonschema
import pytest
from click.testing import CliRunner, Result

from ncnd_rules import yamlfile
from ncnd_rules.cli import main
from ncnd_rules.cli.options import NamedPath
from ncnd_rules.report.as_json import verdicts_schema
from ncnd_rules.report.encoded import encoded_schema
from ncnd_rules.rule_files import load_ruleset

CASES = Path(__file__).parents[1] / "cases"
SOUND = CASES / "partial-ncnd-sound" / "facts.yaml"
DEFECTIVE = CASES / "partial-ncnd-with-defects" / "facts.yaml"
LETTER = CASES / "partial-ncnd-with-defects" / "letter.txt"
SOUND_LETTER = CASES / "partial-ncnd-sound" / "letter.txt"


def ncnd(*words: object, **environment: str) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words], env={"NO_COLOR": "1", **environment})


def test_a_sound_letter() -> None:
    """
    A letter that hangs together ends with exit code 0, and says how every rule came out.
    """
    run = ncnd("check", SOUND)

    assert 0 == run.exit_code
    assert "0 findings" in run.output
    assert re.search(r"0 violated, 0 undecided, \d+ satisfied, \d+ not applicable", run.output)


def test_a_letter_with_defects() -> None:
    """
    Each finding shows rule, severity, sentence, underlined words, basis and repair; the exit code is 1.
    """
    run = ncnd("check", DEFECTIVE)

    assert 1 == run.exit_code
    assert "error[PIT-01]: " in run.output
    assert "    = basis: FOIA 2000 s.2(1)(b)" in run.output
    assert "    = repair: " in run.output
    assert re.search(r"--> letter\.txt:\d+:\d+\n +\d+ \| .*\n +\| +\^+\n", run.output)


@pytest.mark.parametrize(
    ("fail_on", "select", "code"),
    [
        ("error", "BOD-03", 0),
        ("warning", "BOD-03", 0),
        ("info", "BOD-03", 1),
        ("never", "PIT", 0),
        ("error", "PIT-01", 1),
        ("error", "PIT-13", 0),
        ("warning", "PIT-13", 1),
    ],
)
def test_what_fails(fail_on: str, select: str, code: int) -> None:
    """
    --fail-on says from which severity on a finding makes the exit code 1.
    """
    assert code == ncnd("check", DEFECTIVE, "--fail-on", fail_on, "--select", select).exit_code


def test_select_and_ignore() -> None:
    """
    Rules are chosen by the beginning of their id, in capitals or not.
    """
    run = ncnd("check", DEFECTIVE, "--format", "json", "--select", "pit", "--ignore", "PIT-01")
    (letter,) = json.loads(run.stdout)

    assert all(rule.startswith("PIT-") for rule in letter["rules"])
    assert "PIT-01" not in letter["rules"]


def test_json_fits_the_published_schema() -> None:
    """
    The JSON is a list, one object a letter, as the published schema says; the same input gives the same bytes.
    """
    runs = [ncnd("check", SOUND, DEFECTIVE, "--format", "json", "--fail-on", "never") for _ in range(2)]
    letters = json.loads(runs[0].stdout)

    jsonschema.Draft202012Validator(verdicts_schema()).validate(letters)
    assert runs[0].stdout == runs[1].stdout
    assert [str(SOUND), str(DEFECTIVE)] == [letter["letter"]["source"] for letter in letters]
    assert {"start", "stop", "quote"} == set(letters[1]["findings"][0]["evidence"][0])


def test_the_same_bytes_whatever_the_process() -> None:
    """
    Another process, another hash seed and the other evaluator give the same findings to the byte.
    """
    command = [sys.executable, "-m", "ncnd_rules", "check", str(DEFECTIVE), "--format", "json"]
    runs = [
        subprocess.run([*command, *extra], env={"PYTHONHASHSEED": seed}, capture_output=True, text=True, check=False)
        for seed, extra in (("1", []), ("2", []), ("3", ["--evaluator", "reference"]))
    ]
    told = [re.sub(r'"evaluator": "[^"]*"', "", run.stdout) for run in runs]

    assert told[0]
    assert told[0] == told[1] == told[2]


def test_evidence_is_what_stands_in_the_letter() -> None:
    """
    Every quote of every finding stands at its offsets in the letter.
    """
    (letter,) = json.loads(ncnd("check", DEFECTIVE, "--format", "json").stdout)
    text = DEFECTIVE.with_name("letter.txt").read_text(encoding="utf-8")
    spans = [span for finding in letter["findings"] for span in finding["evidence"]]

    assert len(spans) > 30
    assert all(text[span["start"] : span["stop"]] == span["quote"] for span in spans)


@pytest.mark.parametrize(
    "words",
    [
        ("check", ""),
        ("check", LETTER, "-o", ""),
        ("encode", LETTER, ""),
        ("audit", "", "-o", "kept"),
        ("rules", "lint", "--rulesets", ""),
    ],
)
def test_an_empty_name_is_not_the_working_directory(words: tuple[str, ...]) -> None:
    """
    A variable that a script forgot to set would else stand for every letter below.
    """
    run = ncnd(*words)

    assert 2 == run.exit_code
    assert "found an empty name, expected a file or folder" in run.output


def test_every_verb_refuses_an_empty_name() -> None:
    """
    Wherever a file or folder is named.
    """

    def taken(verb: click.Command) -> Iterator[click.Parameter]:
        yield from verb.params
        for below in getattr(verb, "commands", {}).values():
            yield from taken(below)

    paths = [one for one in taken(main) if isinstance(one.type, click.Path)]

    assert len(paths) > 20
    assert [] == [one for one in paths if not isinstance(one.type, NamedPath)]


def test_a_folder_with_a_case() -> None:
    """
    A folder that holds a facts file stands for it.
    """
    assert ncnd("check", SOUND.parent).output.splitlines()[-2:] == ncnd("check", SOUND).output.splitlines()[-2:]


def test_written_whole_or_not_at_all(tmp_path: Path) -> None:
    """
    --output puts the file in place at once; a folder that is not there leaves nothing behind.
    """
    target = tmp_path / "verdicts.json"
    ncnd("check", SOUND, "--format", "json", "-o", target)

    assert json.loads(target.read_text(encoding="utf-8"))
    assert [target] == list(tmp_path.iterdir())
    failed = ncnd("check", SOUND, "-o", tmp_path / "absent" / "out.txt")
    assert (2, "") == (failed.exit_code, failed.stdout)
    assert "cannot be written (No such file or directory)" in failed.stderr


def test_one_bad_file_among_good_ones(tmp_path: Path) -> None:
    """
    Every file that cannot be used is named; the others are checked, and the exit code is 2.
    """
    (tmp_path / "none").mkdir()
    (tmp_path / "empty.yaml").write_text("", encoding="utf-8")
    files = (SOUND, tmp_path / "empty.yaml", tmp_path / "absent.yaml", tmp_path / "none")
    run, as_json = ncnd("check", *files), ncnd("check", *files, "--format", "json")

    assert (2, 2) == (run.exit_code, as_json.exit_code)
    assert "0 findings" in run.stdout
    assert [
        "the file is empty",
        "no such file",
        "is a folder without letters, expected a facts.yaml or files such as",
    ] == [line.rpartition(": ")[2].partition(" .doc")[0] for line in run.stderr.splitlines()]
    told = json.loads(as_json.stdout)
    jsonschema.validate(told, verdicts_schema())
    assert [None, "the file is empty", "no such file"] == [item.get("unreadable") for item in told[:3]]


def test_nothing_that_can_be_read(tmp_path: Path) -> None:
    """
    Where no file can be used, nothing is printed or written.
    """
    run = ncnd("check", tmp_path / "absent.txt", "--format", "json", "-o", tmp_path / "report.json")

    assert (2, "") == (run.exit_code, run.stdout)
    assert not (tmp_path / "report.json").exists()


def test_folders_and_patterns(tmp_path: Path) -> None:
    """
    A folder stands for the letters in it and below, a pattern for what it matches; each letter counts once.
    """
    below = tmp_path / "2019"
    below.mkdir()
    for name in ("b.txt", "a.txt", "2019/c.TXT", ".hidden.txt", "figures.csv"):
        (tmp_path / name).write_bytes(LETTER.read_bytes())
    everything, some = (
        ncnd("encode", tmp_path, "--format", "json"),
        ncnd("encode", tmp_path / "*.txt", tmp_path / "a.txt", "--format", "json"),
    )

    def names(run: Result) -> list[str]:
        return [item["letter"]["path"] for item in json.loads(run.stdout)]

    assert ["c.TXT", "a.txt", "b.txt"] == names(everything)
    assert ["a.txt", "b.txt"] == [name for name in names(some) if not name.startswith(".")]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("rule", "PIT-99"), "no rule has the id 'PIT-99' (did you mean 'PIT-"),
        (("explain", SOUND, "PTI-01"), "no rule has the id 'PTI-01' (did you mean 'PIT-01'?)"),
        (("rules", "PTI"), "no rule id begins with 'PTI' (did you mean 'PIT'?)"),
        (("check", SOUND, "--select", "X"), "no rule id begins with 'X'"),
        (
            ("check", SOUND, "--letters", "/nowhere/at/all"),
            "no such folder, expected the folder that holds the letters",
        ),
        (("check",), "Missing argument 'LETTERS...'"),
        (("check", SOUND, "--format", "yaml"), "'yaml' is not one of 'text', 'json'"),
        (("chekc",), "No such command 'chekc'"),
    ],
)
def test_mistakes_on_the_command_line(words: tuple[object, ...], expected: str) -> None:
    """
    A mistake is one sentence on standard error and exit code 2, with the nearest right word.
    """
    run = ncnd(*words)

    assert (2, "") == (run.exit_code, run.stdout)
    assert expected in run.stderr
    assert "Traceback" not in run.stderr


@pytest.mark.parametrize("evaluator", ["durable", "reference"])
def test_every_report_names_its_evaluator(evaluator: str) -> None:
    """
    Text and JSON both say which evaluator ran.
    """
    pytest.importorskip("durable_rules_engine", reason="durable-rules is not installed for this Python")
    (letter,) = json.loads(ncnd("check", SOUND, "--format", "json", "--evaluator", evaluator).stdout)

    assert letter["evaluator"].startswith(evaluator)
    assert f"Evaluated by {letter['evaluator']}" in ncnd("check", SOUND, "--evaluator", evaluator).stdout


def test_verify_runs_both() -> None:
    """
    --verify says that both evaluators ran, and refuses where there is only one to compare.
    """
    pytest.importorskip("durable_rules_engine", reason="durable-rules is not installed for this Python")

    assert "durable-rules 2.0.28, verified by reference" in ncnd("check", SOUND, "--verify").stdout
    alone = ncnd("check", SOUND, "--verify", "--evaluator", "reference")
    assert (2, "ncnd: --verify compares two evaluators, and durable-rules is not in use\n") == (
        alone.exit_code,
        alone.stderr,
    )


def test_rules_and_rule() -> None:
    """
    Every rule is listed, and its page says everything its file says.
    """
    listed = ncnd("rules").stdout
    page = ncnd("rule", "pit-01").stdout

    assert re.search(r"^PIT-01 +error +A qualified exemption needs a public interest test$", listed, re.MULTILINE)
    for words in (
        "FOIA 2000 s.17(3)(a)",
        "rulesets/rules/pit/PIT-01.yaml",
        "Where it may mislead",
        "… stops at the list",
    ):
        assert words in page


@pytest.mark.parametrize("what", next(iter(main.commands["schema"].params)).type.choices)
def test_schemas_are_printed(what: str) -> None:
    """
    Each published schema is valid JSON Schema, and the help says of what it is.
    """
    assert re.search(rf"^  {what} +(a|what) ", ncnd("schema", "--help").stdout, re.MULTILINE)
    jsonschema.Draft202012Validator.check_schema(json.loads(ncnd("schema", what).stdout))


@pytest.mark.parametrize(
    ("form", "beginning"),
    [
        ("tree", "The letter relies on section"),
        ("dot", "digraph"),
        ("mermaid", "flowchart LR"),
        ("json", "{"),
        ("svg", "<svg "),
    ],
)
def test_explanations(form: str, beginning: str) -> None:
    """
    A finding is explained in five forms, each naming the law it rests on.
    """
    run = ncnd("explain", DEFECTIVE, "PIT-01", "--format", form)

    assert 0 == run.exit_code
    assert run.stdout.startswith(beginning)
    assert "FOIA 2000 s.2(1)(b)" in run.stdout or "FOIA 2000 s.2" in run.stdout


def test_a_rule_that_does_not_apply() -> None:
    """
    Where nothing matches, explain says so instead of drawing nothing.
    """
    assert "does not apply" in ncnd("explain", CASES / "full-disclosure", "PIT-01").output


@pytest.mark.parametrize("form", [None, "svg", "json"])
def test_of_a_rule_that_does_not_apply_no_graph_is_drawn(tmp_path: Path, form: str | None) -> None:
    """
    Text says so in the file that was asked for; a picture is not written, and that is said.
    """
    output = tmp_path / "why"
    run = ncnd("explain", CASES / "full-disclosure", "PIT-01", "-o", output, *(["--format", form] if form else []))

    assert 0 == run.exit_code
    assert (form is None) == output.exists()
    assert "PIT-01 does not apply: nothing in this letter" in (run.stderr if form else output.read_text("utf-8"))
    assert (form is not None) == (f"{output} was not written" in run.stderr)


OWN_RULE = """
id: OUR-01
title: A refusal carries a reference
status: stable
severity: error
in_force: {from: 2005-01-01}
basis:
  - {cite: "our house style, page 3", says: every refusal has a reference}
when:
  - {part: {position: [ncnd, withheld]}}
require:
  - {reference: {whose: authority}}
look_in: [header, closing]
finding: Our own rule finds no reference.
repair: Print the reference.
bad:
  - {name: has none, facts: [{part: {id: P1, position: ncnd}}]}
good:
  - {name: has one, facts: [{part: {id: P1, position: ncnd}}, {reference: {value: FOI 1}}]}
false_positives: None that is known.
"""


@pytest.fixture
def own_rules(tmp_path: Path) -> Path:
    """A folder with a single rule, which the program does not have."""
    (tmp_path / "mine" / "rules" / "our").mkdir(parents=True)
    (tmp_path / "mine" / "rules" / "our" / "OUR-01.yaml").write_text(OWN_RULE, encoding="utf-8")
    return tmp_path / "mine"


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("check", "", "error[OUR-01]: Our own rule finds no reference."),
        ("explain", "OUR-01", "because OUR-01: A refusal carries a reference"),
        ("whynot", "OUR-01", "The rule is violated"),
        ("cite", "OUR-01", "finding OUR-01 v"),
        ("prove", "", '"OUR-01"'),
        ("repair", "", "OUR-01"),
        ("sheet", "", "| Our own rule finds no reference. |"),
        ("baseline", "--reason agreed-with-them --until 2999-01-01", "rule: OUR-01"),
        ("rule", "", "OUR-01"),
        ("rules", "", "OUR-01  error   A refusal carries a reference\n"),
    ],
)
def test_rules_of_a_folder_of_ones_own(tmp_path: Path, own_rules: Path, before: str, after: str, expected: str) -> None:
    """
    Every verb that puts rules to letters, or shows them, takes those of another folder, and no others.
    """
    letter = tmp_path / "letter.txt"
    letter.write_text(
        "Ashcombe Borough Council\n\nDear Requester\n\nAshcombe Borough Council neither confirms nor denies that it "
        "holds the information, by virtue of section 31(3) of the Freedom of Information Act 2000.\n\n"
        "Yours faithfully\n\nInformation Officer\n",
        encoding="utf-8",
    )
    about = {"rule": ["OUR-01"], "rules": []}.get(before, [letter])
    copy = [] if before in ("rule", "rules") else ["--copy", "complete"]
    run = ncnd(before, *about, *after.split(), *copy, "--rulesets", own_rules)

    assert run.exit_code in (0, 1), run.output
    assert expected in run.output
    assert "PIT-01" not in run.output


def test_a_folder_of_ones_own_without_rules_for_the_verb(own_rules: Path) -> None:
    """
    What is wrong with the folder is said: it is not there, or holds nothing that the verb applies.
    """
    letters = sorted((CASES / "compared" / "harbour-drones").glob("*.txt"))
    missing = ncnd("check", SOUND, "--rulesets", own_rules / "nowhere")

    assert f"{own_rules} holds none that this verb applies" in ncnd("compare", *letters, "--rulesets", own_rules).stderr
    assert 2 == missing.exit_code
    assert "nowhere: no such folder, expected one of rulesets" in missing.stderr


def test_colour_only_where_wanted() -> None:
    """
    No escape codes reach a pipe, NO_COLOR is obeyed, FORCE_COLOR too.
    """
    assert "\x1b[" not in ncnd("check", DEFECTIVE).stdout
    assert (
        "\x1b["
        in CliRunner().invoke(main, ["check", str(DEFECTIVE)], env={"FORCE_COLOR": "1", "NO_COLOR": None}).stdout
    )


@pytest.mark.parametrize("verb", sorted(main.commands))
def test_help_has_an_example(verb: str) -> None:
    """
    Every verb explains itself with an example that names it.
    """
    assert f"Example: ncnd {verb} " in ncnd(verb, "--help").output


def test_markup_in_a_letter_stays_words(tmp_path: Path) -> None:
    """
    Square brackets and angle brackets in a letter are shown, never obeyed.
    """
    data = yamlfile.load(DEFECTIVE)
    data["letter"].pop("sha256")
    for fact in data["facts"]:
        for fields in fact.values():
            fields["evidence"] = {"quote": "[bold red]<script>alert(1)</script>"}
    (tmp_path / "facts.yaml").write_text(json.dumps(data), encoding="utf-8")

    assert "[bold red]<script>alert(1)</script>" in ncnd("check", tmp_path).stdout
    assert "<script>" not in ncnd("explain", tmp_path, "PIT-01", "--format", "svg").stdout


def test_a_rule_of_another_regime_says_why(tmp_path: Path) -> None:
    """
    A letter to which no rule was applied is not passed off as sound.
    """
    data = yamlfile.load(SOUND)
    data["letter"].pop("sha256")
    for fact in data["facts"]:
        if "regime" in fact:
            fact["regime"]["act"] = "eir"
    (tmp_path / "facts.yaml").write_text(json.dumps(data), encoding="utf-8")

    reason = "the letter answers under EIR, and the rule is one of FOIA"
    count = sum(rule.regime == "foia" for rule in load_ruleset().rules)
    assert f"{count} rules were not applied: {reason}." in " ".join(ncnd("check", tmp_path).output.split())
    assert reason in ncnd("explain", tmp_path, "PIT-01").output
    (letter,) = json.loads(ncnd("check", tmp_path, "--format", "json").stdout)
    assert {reason} == set(letter["not_applied"].values())


def test_output_never_replaces_what_was_read(tmp_path: Path) -> None:
    """
    A report is not written over its own input, by whatever name it is called.
    """
    case = tmp_path / "facts.yaml"
    case.write_bytes(SOUND.read_bytes())
    (tmp_path / "other.yaml").symlink_to(case)

    letter = tmp_path / "letter.txt"
    letter.write_bytes(SOUND.with_name("letter.txt").read_bytes())

    for target in (case, tmp_path / "other.yaml", tmp_path / "." / "facts.yaml", letter):
        run = ncnd("check", case, "-o", target)
        assert 2 == run.exit_code
        assert "is one of the files read, and would be lost" in run.stderr
    assert SOUND.read_bytes() == case.read_bytes()
    assert SOUND.with_name("letter.txt").read_bytes() == letter.read_bytes()


def test_a_link_that_leads_nowhere_is_a_letter_that_is_missing(tmp_path: Path) -> None:
    """
    Folders are copied with links in place of large files: what is not there is told, and not passed over.
    """
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "there.txt").write_bytes(SOUND_LETTER.read_bytes())
    (tmp_path / "letters" / "gone.pdf").symlink_to("nowhere.pdf")
    (tmp_path / "letters" / "round.txt").symlink_to("round.txt")
    (tmp_path / "letters" / "gone.png").symlink_to("nowhere.png")
    run = ncnd("check", tmp_path / "letters", "--quiet")
    audit = ncnd("audit", tmp_path / "letters", "-o", tmp_path / "audit", "--workers", "1", "--no-compare")

    assert 2 == run.exit_code
    assert f"ncnd: {tmp_path / 'letters' / 'gone.pdf'}: is a link that leads nowhere\n" in run.stderr
    assert "round.txt: " in run.stderr
    assert "gone.png" not in run.output
    assert "1 encoded, 1 checked, 0 known before, 2 unreadable" in audit.stderr


def test_a_letter_is_counted_once(tmp_path: Path) -> None:
    """
    In a run that finds all done, what was unreadable the last time is unreadable, and not known before as well.
    """
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "there.txt").write_bytes(SOUND_LETTER.read_bytes())
    (tmp_path / "letters" / "empty.docx").touch()
    order = ("audit", tmp_path / "letters", "-o", tmp_path / "audit", "--workers", "1", "--no-compare")
    first, again = ncnd(*order), ncnd(*order)

    assert "1 encoded, 1 checked, 0 known before, 1 unreadable" in first.stderr
    assert "0 encoded, 0 checked, 1 known before, 1 unreadable" in again.stderr


def test_output_keeps_what_it_points_at(tmp_path: Path) -> None:
    """
    A link stays a link, a mode stays as it was, and a new file has the mode of any new file.
    """
    target, link = tmp_path / "report.txt", tmp_path / "link.txt"
    target.write_text("old", encoding="utf-8")
    target.chmod(0o664)
    link.symlink_to(target)
    ncnd("check", SOUND, "-o", link)
    ncnd("check", SOUND, "-o", tmp_path / "new.txt")

    assert link.is_symlink()
    assert "0 findings" in target.read_text(encoding="utf-8")
    assert 0o664 == target.stat().st_mode & 0o777
    (tmp_path / "plain.txt").write_text("", encoding="utf-8")
    assert (tmp_path / "plain.txt").stat().st_mode == (tmp_path / "new.txt").stat().st_mode


@pytest.mark.parametrize("words", [f"check {SOUND}", "--help"])
def test_a_reader_that_goes_away(words: str) -> None:
    """
    A pipe that is closed early ends the program quietly, with the code shells know.
    """
    command = f"{sys.executable} -m ncnd_rules {words}"
    run = subprocess.run(
        ["bash", "-c", f"(sleep 0.3; {command}; echo code $? >&2) | true"], capture_output=True, text=True, check=False
    )

    assert "code 141" == run.stderr.strip()


@pytest.mark.parametrize("words", ["rules", f"check {SOUND}", "--help"])
def test_a_full_disk_is_no_finding(words: str) -> None:
    """
    Output that cannot be written, much or little, is exit code 2, not the code of a finding.
    """
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        run = subprocess.run(
            [sys.executable, "-m", "ncnd_rules", *words.split()],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
            env={name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"},
        )

    assert (2, "ncnd: output: No space left on device\n") == (run.returncode, run.stderr)


def test_a_working_directory_that_is_gone(tmp_path: Path) -> None:
    """
    It is not taken for output that cannot be written.
    """
    gone = tmp_path / "gone"
    gone.mkdir()
    words = [sys.executable, "-m", "ncnd_rules", "check", str(SOUND)]
    script = f"import os; os.rmdir({str(gone)!r}); os.execv({sys.executable!r}, {words!r})"
    run = subprocess.run(
        [sys.executable, "-c", script],
        cwd=gone,
        env={**os.environ, "PYTHONPATH": str(CASES.parent)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (2, "ncnd: the working directory: No such file or directory\n") == (run.returncode, run.stderr)


def test_an_unforeseen_error_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    """
    A defect of the program says so, and ends with the code for 'could not run'.
    """
    monkeypatch.setattr("ncnd_rules.inputs.load_facts", lambda *_: 1 / 0)
    run = ncnd("check", SOUND)

    assert (2, "") == (run.exit_code, run.stdout)
    assert "a defect of this program, not of your file: ZeroDivisionError: division by zero" in run.stderr


def test_terminals_that_lack_a_sign(tmp_path: Path) -> None:
    """
    Where the terminal cannot show a sign, the sentence is shown without it.
    """
    run = subprocess.run(
        [sys.executable, "-m", "ncnd_rules", "explain", str(DEFECTIVE), "PIT-01"],
        env={"PYTHONIOENCODING": "ascii"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (0, "") == (run.returncode, run.stderr)
    assert "FOIA 2000 s.2(1)(b)" in run.stdout


@pytest.mark.parametrize("width", [60, 80, 100])
def test_lines_fit_the_screen(width: int) -> None:
    """
    No line is wider than the screen, so that underlines stay under their words.
    """
    run = ncnd("check", DEFECTIVE, COLUMNS=str(width))
    quoted = [line for line in run.stdout.splitlines() if re.match(r" *\d* \| ", line)]

    assert len(quoted) > 50
    assert max(map(len, quoted)) <= width


def test_messages_are_not_obeyed_by_terminals(tmp_path: Path) -> None:
    """
    What a file holds reaches the terminal in a message as signs, on one line.
    """
    (tmp_path / "facts.yaml").write_text(
        'letter: {file: l.txt}\nfacts:\n  - part: {position: "nc\\e[31mnd\\nx"}\n', encoding="utf-8"
    )
    run = ncnd("check", tmp_path)

    assert 2 == run.exit_code
    assert "nc␛[31mnd x" in run.stderr
    assert 1 == len(run.stderr.splitlines())


@pytest.mark.parametrize("words", [f"check {SOUND}", "--help"])
def test_a_closed_output_loses_nothing_in_silence(words: str) -> None:
    """
    Without a standard output there is nowhere to print, which is said.
    """
    command = f"{sys.executable} -m ncnd_rules {words} >&-"
    run = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)

    assert (2, "ncnd: output: is closed, expected somewhere to print to\n") == (run.returncode, run.stderr)


def test_what_goes_to_a_file_needs_no_output(tmp_path: Path) -> None:
    """
    A report is written to its file where there is no standard output.
    """
    command = f"{sys.executable} -m ncnd_rules check {SOUND} -o {tmp_path / 'report.txt'} >&-"
    run = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)

    assert (0, "") == (run.returncode, run.stderr)
    assert "0 findings" in (tmp_path / "report.txt").read_text(encoding="utf-8")


def test_a_letter_as_text() -> None:
    """
    A letter is checked from its text: findings with the words underlined, and what was not understood at the end.
    """
    run = ncnd("check", LETTER)

    assert 1 == run.exit_code
    assert "error[LIMB-01]: " in run.output
    assert re.search(r"--> letter\.txt:\d+:\d+\n +\d+ \| .*\n +\| +\^+\n", run.output)
    assert 0 == ncnd("check", SOUND_LETTER).exit_code


def test_a_letter_from_standard_input() -> None:
    """
    A dash stands for standard input.
    """
    text = LETTER.read_text(encoding="utf-8")
    run = CliRunner().invoke(main, ["check", "-", "--format", "json"], input=text)
    (letter,) = json.loads(run.stdout)

    assert 1 == run.exit_code
    assert ("standard input", "-") == (letter["letter"]["path"], letter["letter"]["source"])
    assert letter["findings"]


def test_letters_and_facts_side_by_side() -> None:
    """
    Letters, facts files and folders can be checked in one run, in the order in which they are named.
    """
    run = ncnd("check", SOUND_LETTER, SOUND, SOUND.parent, "--format", "json")

    assert 0 == run.exit_code
    assert [str(SOUND_LETTER), str(SOUND), str(SOUND.parent)] == [
        item["letter"]["source"] for item in json.loads(run.stdout)
    ]


def test_how_whole_a_copy_is_can_be_said(tmp_path: Path) -> None:
    """
    A draft that ends without rights may be a copy that lost them, unless its writer says that it is complete.
    """
    draft = tmp_path / "draft.txt"
    draft.write_text(SOUND_LETTER.read_text(encoding="utf-8").split("IF YOU ARE NOT")[0], encoding="utf-8")

    assert 0 == ncnd("check", draft, "--select", "RGT-01").exit_code
    assert "undecided[RGT-01]" in ncnd("check", draft, "--select", "RGT-01").output
    assert 1 == ncnd("check", draft, "--select", "RGT-01", "--copy", "complete").exit_code


def test_encode_shows_what_is_read() -> None:
    """
    Each fact has its line, its id, what it says and its words; --all adds what was rejected and why.
    """
    plain, everything = ncnd("encode", LETTER), ncnd("encode", LETTER, "--all")

    assert 0 == plain.exit_code
    assert re.search(r"^ +\d+  citation-1 +part P2, provision 24\(1\)  “Section 24\(1\)”$", plain.output, re.MULTILINE)
    assert "rejected: " not in plain.output
    assert re.search(r"^rejected: \d+$", everything.output, re.MULTILINE)


def test_encoded_json_fits_the_published_schema() -> None:
    """
    The JSON of encode is a list, one object a letter, as the published schema says.
    """
    letters = json.loads(ncnd("encode", LETTER, SOUND_LETTER, "--format", "json", "--all").stdout)

    jsonschema.Draft202012Validator(encoded_schema()).validate(letters)
    assert [str(LETTER), str(SOUND_LETTER)] == [letter["letter"]["source"] for letter in letters]


def test_a_person_corrects_what_was_read(tmp_path: Path) -> None:
    """
    What --edit wrote is corrected and used instead; the report says which facts a person set, and a file that is
    about another letter is refused.
    """
    facts = tmp_path / "facts.yaml"
    assert 0 == ncnd("encode", LETTER, "--edit", "-o", facts).exit_code
    same = json.loads(ncnd("check", LETTER, "--facts", facts, "--format", "json").stdout)[0]
    assert ([], 0) == (same["letter"]["by_person"], same["letter"]["struck_out"])
    assert same["rules"] == json.loads(ncnd("check", LETTER, "--format", "json").stdout)[0]["rules"]

    text = facts.read_text(encoding="utf-8")
    facts.write_text(text.replace('provision: "24(1)"', 'provision: "24(2)"'), encoding="utf-8")
    run = ncnd("check", LETTER, "--facts", facts)
    assert "error[LIMB-01]" not in run.output
    assert "1 fact was set by a person (citation-1); 1 that the program read was struck out." in run.output

    other = ncnd("check", SOUND_LETTER, "--facts", facts)
    assert (2, "") == (other.exit_code, other.stdout)
    assert "is not about this letter: found sha256 " in other.stderr


def test_explain_from_the_text() -> None:
    """
    A letter can be explained as a facts file can.
    """
    run = ncnd("explain", LETTER, "LIMB-01")

    assert 0 == run.exit_code
    assert "LIMB-01" in run.output


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("check", LETTER, SOUND_LETTER, "--facts", SOUND), "--facts takes one letter, found 2"),
        (("check", SOUND, "--facts", SOUND), "is a facts file, expected a letter"),
        (("encode", LETTER, SOUND_LETTER, "--edit"), "--edit takes one letter"),
        (("check", CASES / "absent.txt"), "absent.txt: no such file"),
        (("encode", SOUND), "is a facts file, expected a letter"),
        (("encode", LETTER, "--edit", "--format", "json"), "--edit writes a facts file, which is YAML"),
        (("check", LETTER, "--facts", SOUND, "--copy", "complete"), "--copy and --facts do not go together"),
        (("encode", LETTER, "--edit", "-o", LETTER), "exists already and may hold a person's corrections"),
    ],
)
def test_mistakes_with_letters(words: tuple[object, ...], expected: str) -> None:
    """
    A mistake is one sentence on standard error and exit code 2, and no letter is overwritten.
    """
    run = ncnd(*words)

    assert (2, "") == (run.exit_code, run.stdout)
    assert expected in run.stderr


def test_corrections_of_one_letter_are_not_used_for_two(tmp_path: Path) -> None:
    """
    The option is named that was used.
    """
    file = tmp_path / "letter.corrections.yaml"
    file.write_text("corrections: []\n", encoding="utf-8")

    assert (
        "--corrections takes one letter, found 2" in ncnd("check", LETTER, SOUND_LETTER, "--corrections", file).stderr
    )


def test_output_never_replaces_a_letter_of_a_folder(tmp_path: Path) -> None:
    """
    A letter that a folder stands for, and one that cannot be read, are as safe as one that is named.
    """
    (tmp_path / "a.txt").write_bytes(LETTER.read_bytes())
    (tmp_path / "bad.pdf").write_bytes(b"%PDF-nothing")
    for verb in ("encode", "check"):
        for target in ("a.txt", "bad.pdf"):
            before = (tmp_path / target).read_bytes()
            run = ncnd(verb, tmp_path, "--format", "text", "-o", tmp_path / target)

            assert (2, before) == (run.exit_code, (tmp_path / target).read_bytes())
            assert "is one of the files read" in run.stderr
    (tmp_path / "b.txt").write_bytes(LETTER.read_bytes())

    assert "--edit takes one letter" in ncnd("encode", tmp_path, "--edit").stderr


@pytest.fixture
def locked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a letter beside one into which nobody may look; those who run tests may look into any."""
    (tmp_path / "a.txt").write_bytes(SOUND_LETTER.read_bytes())
    folder = tmp_path / "locked"
    folder.mkdir()
    stat, scandir = os.stat, os.scandir

    def refused(real: Callable[..., Any], path: Any, below: int, *rest: Any, **more: Any) -> Any:
        if folder in [Path(path), *Path(path).parents][below:]:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return real(path, *rest, **more)

    monkeypatch.setattr(os, "stat", lambda path, *rest, **more: refused(stat, path, 1, *rest, **more))
    monkeypatch.setattr(os, "scandir", lambda path=".": refused(scandir, path, 0))
    return folder


def test_a_locked_folder_costs_the_others_nothing(locked: Path) -> None:
    """
    It is named as the user named it, the others are checked, and the exit code is 2.
    """
    run = ncnd("check", locked, locked / "letter.txt", locked.parent / "a.txt", "-q")

    assert 2 == run.exit_code
    assert "0 findings" in run.stdout
    assert [f"ncnd: {path}: cannot be read (Permission denied)" for path in (locked, locked / "letter.txt")] == (
        run.stderr.splitlines()
    )


def test_a_locked_folder_among_letters_is_not_passed_over(locked: Path) -> None:
    """
    Letters that nobody could look for are told, so that nobody takes what was found for all there is.
    """
    run = ncnd("check", locked.parent, "-q")

    assert 2 == run.exit_code
    assert "a.txt  Wexmoor Police" in run.stdout
    assert f"ncnd: {locked}: cannot be read (Permission denied)\n" == run.stderr


@pytest.mark.parametrize(
    ("verb", "name", "begins"),
    [
        (("check", DEFECTIVE, "--select", "BOD-03"), "report.html", "<!DOCTYPE html>"),
        (("check", DEFECTIVE, "--select", "BOD-03"), "report.JSON", "["),
        (("check", DEFECTIVE, "--select", "BOD-03"), "report.svg", f"{DEFECTIVE}  Wexmoor Police"),
        (("check", DEFECTIVE, "--select", "BOD-03", "--format", "text"), "report.html", f"{DEFECTIVE}  Wexmoor Police"),
        (("explain", DEFECTIVE, "BOD-03"), "why.svg", "<svg "),
        (("explain", DEFECTIVE, "BOD-03"), "why.txt", "The letter writes"),
        (("sheet", DEFECTIVE), "sheet.html", "<!DOCTYPE html>"),
        (("sheet", DEFECTIVE), "sheet.md", "# Caseworker sheet"),
    ],
)
def test_the_ending_tells_the_form(tmp_path: Path, verb: tuple[object, ...], name: str, begins: str) -> None:
    """
    Where no form is named, a file is of the form that its name has others expect, if the verb knows it.
    """
    run = ncnd(*verb, "-o", tmp_path / name)

    assert "" == run.stderr
    assert (tmp_path / name).read_text(encoding="utf-8").lower().startswith(begins.lower())


@pytest.mark.parametrize(
    ("verb", "name", "expected"),
    [
        (("check", DEFECTIVE), "report.pdf", ".txt, .json, .html, .htm, .md, .csv, .sarif, .docx"),
        (("explain", DEFECTIVE, "BOD-03"), "why.PNG", ".txt, .json, .dot, .mmd, .svg"),
        (("sheet", DEFECTIVE), "sheet.docx", ".txt, .html, .htm, .md"),
    ],
)
def test_no_text_is_written_under_the_name_of_another_format(
    tmp_path: Path, verb: tuple[object, ...], name: str, expected: str
) -> None:
    """
    A file that nothing could open is not made; who names a form means it.
    """
    run = ncnd(*verb, "-o", tmp_path / name)

    assert 2 == run.exit_code
    ending = Path(name).suffix.lower()
    assert f"{name}: found the ending {ending}, which is not written here; expected {expected}\n" in run.stderr
    assert not (tmp_path / name).exists()


@pytest.mark.parametrize("verb", ["explain", "whynot", "cite"])
def test_the_rule_before_the_letter(verb: str) -> None:
    """
    Who gives a rule and then a letter is told of their order.
    """
    run = ncnd(verb, "PIT-01", LETTER)

    assert 2 == run.exit_code
    assert f"found the file {LETTER} where a rule is expected: the letter comes first" in run.stderr


def test_a_misspelt_verb_of_audits_is_no_letter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    The nearest verb is named, and not an option that a run would want; what is there is taken for letters.
    """
    monkeypatch.chdir(tmp_path)
    assert (
        "found 'sq', expected a verb or letters that are there (did you mean 'sql'?)" in ncnd("audit", "sq", ".").stderr
    )
    Path("sq").mkdir()

    assert "Missing option '--output'" in ncnd("audit", "sq").stderr


def test_the_beginning_of_ids_is_no_rule() -> None:
    """
    Who asks for one rule by the beginning of several is told which they are.
    """
    assert "rules: no rule has the id 'RGT'; these begin so: RGT-01, RGT-02, " in ncnd("rule", "rgt").stderr


@pytest.mark.parametrize("words", [("rule",), ("check", SOUND, "--select"), ("rules", "test"), ("explain", SOUND)])
def test_rules_of_a_checkout_that_is_not_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[object, ...]
) -> None:
    """
    A rule was written where this installation does not look: that is said, and how to make it look there.
    """
    monkeypatch.chdir(tmp_path)
    assert "installed rules" not in ncnd(*words, "OUR-01").stderr
    Path("rulesets", "rules").mkdir(parents=True)
    run = ncnd(*words, "OUR-01")

    assert 2 == run.exit_code
    assert "'OUR-01'" in run.stderr
    assert "; looked for in the installed rules, not in ./rulesets; --rulesets rulesets looks there" in run.stderr


@pytest.mark.parametrize(
    "words", [("baseline", LETTER, "--reason", "agreed with them", "--until"), ("registers", "--as-of")]
)
def test_a_day_that_is_none(words: tuple[object, ...]) -> None:
    """
    A day is asked for as it is to be written.
    """
    run = ncnd(*words, "tomorrow")

    assert 2 == run.exit_code
    assert "found 'tomorrow', expected a date that exists, as YYYY-MM-DD" in run.stderr


def test_each_verb_is_told_in_one_whole_line() -> None:
    """
    The list of verbs breaks off no sentence.
    """
    for words in ((), ("audit",), ("rules",)):
        _, verbs = ncnd(*words, "--help").output.split("Commands:")
        assert "..." not in verbs
