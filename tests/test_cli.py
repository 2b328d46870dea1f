"""The command line as a user meets it: words, exit codes, and what goes wrong said in one sentence."""

import json
import re
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner, Result

from ncnd_rules import yamlfile
from ncnd_rules.cli import main
from ncnd_rules.report.as_json import verdicts_schema

CASES = Path(__file__).parents[1] / "cases"
SOUND = CASES / "partial-ncnd-sound" / "facts.yaml"
DEFECTIVE = CASES / "partial-ncnd-with-defects" / "facts.yaml"


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
    assert [str(SOUND), str(DEFECTIVE)] == [letter["letter"]["facts"] for letter in letters]
    assert {"start", "stop", "quote"} == set(letters[1]["findings"][0]["evidence"][0])


def test_evidence_is_what_stands_in_the_letter() -> None:
    """
    Every quote of every finding stands at its offsets in the letter.
    """
    (letter,) = json.loads(ncnd("check", DEFECTIVE, "--format", "json").stdout)
    text = DEFECTIVE.with_name("letter.txt").read_text(encoding="utf-8")
    spans = [span for finding in letter["findings"] for span in finding["evidence"]]

    assert len(spans) > 30
    assert all(text[span["start"] : span["stop"]] == span["quote"] for span in spans)


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
    Every file that cannot be used is named; nothing is printed about the others, and the exit code is 2.
    """
    (tmp_path / "empty.yaml").write_text("", encoding="utf-8")
    run = ncnd("check", SOUND, tmp_path / "empty.yaml", tmp_path / "absent.yaml", tmp_path)

    assert (2, "") == (run.exit_code, run.stdout)
    assert [
        "the file is empty",
        "no such file",
        "is a folder without facts.yaml, expected a facts file or a folder that holds one",
    ] == [line.rpartition(": ")[2] for line in run.stderr.splitlines()]


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
        (("check",), "Missing argument 'FACTS...'"),
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


@pytest.mark.parametrize("what", ["facts", "verdicts"])
def test_schemas_are_printed(what: str) -> None:
    """
    Both published schemas are valid JSON Schema.
    """
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
