"""Reports for other programs: each is well formed whatever a letter says, and points at the right words."""

import csv
import io
import json
import re
from email.message import EmailMessage
from html import escape, unescape
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import jsonschema
import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from word_file import block_by_block

from ncnd_rules import Checker, load_registers, load_ruleset
from ncnd_rules.cli import main
from ncnd_rules.encode import encode
from ncnd_rules.errors import LetterError
from ncnd_rules.explain.repair import Change, Edit
from ncnd_rules.facts_file import load_facts
from ncnd_rules.letter import Span, Unread
from ncnd_rules.read import read
from ncnd_rules.report.as_csv import COLUMNS, as_csv
from ncnd_rules.report.as_github import as_github
from ncnd_rules.report.as_junit import as_junit
from ncnd_rules.report.as_markdown import as_markdown
from ncnd_rules.report.checked import Checked
from ncnd_rules.report.run import Run
from ncnd_rules.report.sarif import as_sarif
from ncnd_rules.report.sarif.fixes import fix_of
from ncnd_rules.report.sarif.places import Places, uri_of
from ncnd_rules.report.words import Lines, letter_path
from ncnd_rules.suppressions import SetAside, Suppressed

HERE = Path(__file__).parent
CASES = HERE.parent / "cases"
LETTER = CASES / "partial-ncnd-with-defects" / "letter.txt"
FACTS = CASES / "partial-ncnd-with-defects" / "facts.yaml"
SCHEMA = json.loads((HERE / "schemas" / "sarif-2.1.0-rtm.5.json").read_text(encoding="utf-8"))
SARIF = jsonschema.Draft4Validator(SCHEMA)

RULES = load_ruleset()
CHECKER = Checker(RULES, load_registers(), "reference")
FORMATS = {"markdown": as_markdown, "csv": as_csv, "github": as_github, "junit": as_junit, "sarif": as_sarif}


def checked(path: Path = LETTER) -> Checked:
    encoding = encode(read(path))
    return Checked(str(path), encoding, CHECKER.check(encoding))


DEFECTIVE = checked()
RUN = Run((DEFECTIVE,), RULES.rules, (LetterError("gone.txt", "no such file"),))
HOSTILE = (
    '=HYPERLINK("http://x.example","y")',
    '+1\t-1\t@SUM(1), "quoted", ;',
    "]]></failure><script>alert(1)</script>&amp;",
    "::error file=a,line=1::b %0A::stop-commands::x\r\n::set-output name=a::b",
    "# heading\n* item **bold** `code` [link](http://x.example) <b> ~~x~~ | cell |",
    "\x1b[31mred\x00\u202eright to left\ufffe",
    "1. one\n- two\n===\n```\nfence",
)


def saying(words: str) -> Run:
    """The run, with *words* wherever a letter may bring words in."""
    finding = DEFECTIVE.verdicts.findings[0]
    told = finding.model_copy(
        update={
            "message": f"The letter says {words}",
            "repair": words,
            "evidence": (Span(quote=words, start=0, stop=len(words)), Span(quote=words)),
        }
    )
    undecided = told.model_copy(update={"outcome": "undecided", "rule": "PIT-01"})
    verdicts = DEFECTIVE.verdicts.model_copy(
        update={
            "findings": (told, undecided),
            "authority": words,
            "reference": words,
            "unread": (Unread(start=0, stop=len(words), section="harm", reason="no fact was read from it"),),
        }
    )
    aside = SetAside((Suppressed(told, "baseline", words),))
    encoding = DEFECTIVE.encoding._replace(text=words)
    problem = LetterError(words.replace("\0", ""), words)
    return Run((Checked(words.replace("\0", ""), encoding, verdicts, aside),), RULES.rules, (problem,))


@pytest.mark.parametrize("form", FORMATS)
def test_equal_input_gives_equal_bytes(form: str) -> None:
    """
    The order in which facts stand makes no difference to a report.
    """
    encoding = DEFECTIVE.encoding._replace(facts=DEFECTIVE.encoding.facts[::-1])
    other = Run((Checked(str(LETTER), encoding, CHECKER.check(encoding)),), RUN.rules, RUN.unreadable)

    assert FORMATS[form](RUN) == FORMATS[form](other)


@pytest.mark.parametrize("words", HOSTILE)
def test_no_cell_is_a_formula(words: str) -> None:
    """
    CSV has as many cells a row as there are columns, and none that a spreadsheet would calculate.
    """
    rows = list(csv.reader(io.StringIO(as_csv(saying(words)))))

    assert [len(COLUMNS)] * 5 == [len(row) for row in rows]
    assert not [cell for row in rows for cell in row if re.match(r"\s*[=+\-@]", cell)]
    assert not [cell for row in rows for cell in row if re.search(r"[\x00-\x1f]", cell)]


@pytest.mark.parametrize("words", HOSTILE)
def test_no_annotation_is_forged(words: str) -> None:
    """
    Every line but the last is one workflow command of ours, whatever the letter says.
    """
    *lines, last = as_github(saying(words)).split("\n")

    assert 3 == len(lines)
    for line in lines:
        assert re.fullmatch(r"::(error|warning|notice) file=[^:\r]*,title=[^:,\r]*::[^\x00-\x08\x0a-\x1f]*", line)
    assert "1 letter checked: 3 annotations, 1 passage not understood." == last


@pytest.mark.parametrize("words", HOSTILE)
def test_no_test_is_forged(words: str) -> None:
    """
    JUnit XML can be parsed, and has a test a rule and one a file that could not be used.
    """
    root = ET.fromstring(as_junit(saying(words)))

    assert len(RULES.rules) + 1 == len(list(root.iter("testcase")))
    assert root.get("tests") == str(len(RULES.rules) + 1)
    assert {"testsuites", "testsuite", "properties", "property", "testcase", "failure", "skipped", "error"} >= {
        element.tag for element in root.iter() if element.tag != "system-out"
    }


@pytest.mark.parametrize("words", HOSTILE)
def test_no_markup_is_smuggled_in(words: str) -> None:
    """
    Words of a letter are words in Markdown: they make no heading, list, link, code, table or emphasis.
    """
    clean = structure(as_markdown(saying("plain words")))

    assert clean == structure(as_markdown(saying(words)))


def structure(markdown: str) -> list[str]:
    """The elements of a page, without its words and the entities that its words need."""
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(markdown)
    inline = (child for token in tokens for child in [token, *(token.children or [])])
    return [token.type for token in inline if token.type not in ("text", "text_special", "softbreak")]


@settings(max_examples=40)
@given(st.text(min_size=1).filter(str.strip) | st.sampled_from(HOSTILE))
def test_sarif_is_valid_whatever_a_letter_says(words: str) -> None:
    """
    Every log fits the published schema of SARIF 2.1.0.
    """
    log = json.loads(as_sarif(saying(words), passed=True))

    assert [] == [error.message for error in SARIF.iter_errors(log)]


@pytest.mark.parametrize("name", ["letter.docx", "letter.html", "letter.eml"])
def test_sarif_of_other_formats(name: str, tmp_path: Path) -> None:
    """
    In a file that is no plain text, words are placed as a person looks for them, and never by offsets of a text that
    does not stand in it; on a web page, by the line of its source.
    """
    words = LETTER.read_text(encoding="utf-8")
    path = tmp_path / name
    if name.endswith("docx"):
        path.write_bytes(block_by_block(words))
    elif name.endswith("html"):
        path.write_text("".join(f"<p>{escape(line)}</p>\n" for line in words.split("\n") if line), "utf-8")
    else:
        mail = EmailMessage()
        mail["From"], mail["To"], mail["Date"] = (
            "foi@wexmoor.example",
            "you@home.example",
            "Tue, 12 Oct 2021 10:00:00 +0000",
        )
        mail.set_content(words)
        path.write_bytes(mail.as_bytes())
    log = json.loads(as_sarif(Run((checked(path),), RULES.rules)))
    places = [place for result in log["runs"][0]["results"] for place in result["locations"]]
    regions = [place["physicalLocation"]["region"] for place in places if "region" in place["physicalLocation"]]

    assert [] == [error.message for error in SARIF.iter_errors(log)]
    assert bool(regions) == name.endswith("html")
    source = path.read_text(encoding="utf-8") if regions else ""
    for place, region in zip(places, regions, strict=False):
        shown = source[region["charOffset"] : region["charOffset"] + region["charLength"]]
        assert place["message"]["text"].strip("“”")[:20] in unescape(shown)
    assert name != "letter.docx" or all(
        "paragraph" in place["logicalLocations"][0]["fullyQualifiedName"] for place in places
    )


@settings(max_examples=40)
@given(st.text(min_size=1).filter(str.strip))
def test_any_words_stay_in_their_place(words: str) -> None:
    """
    Any text at all leaves each format with as many rows, commands, tests and headings as plain words do.
    """
    run = saying(words)
    cells = list(csv.reader(io.StringIO(as_csv(run))))

    assert [len(COLUMNS)] * 5 == [len(row) for row in cells]
    assert not [cell for row in cells for cell in row if re.match(r"[\s']*[=+\-@]", cell) and not cell.startswith("'")]
    assert 4 == len(re.split(r"[\r\n]", as_github(run)))
    assert len(RULES.rules) + 1 == len(list(ET.fromstring(as_junit(run)).iter("testcase")))
    assert structure(as_markdown(saying("plain words"))) == structure(as_markdown(run))


def results(told: str) -> list[dict[str, Any]]:
    (run,) = json.loads(told)["runs"]
    return list(run["results"])


def test_sarif_points_at_the_words() -> None:
    """
    Lines, columns and characters of every region cut the same words out of the letter, and they are the quoted ones.
    """
    text = LETTER.read_text(encoding="utf-8")
    lines = text.split("\n")
    regions = [
        place["physicalLocation"]["region"]
        for result in results(as_sarif(RUN))
        for place in [*result["locations"], *result.get("relatedLocations", [])]
        if "region" in place["physicalLocation"]
    ]

    assert len(regions) > 20
    for region in regions:
        start = sum(len(line) + 1 for line in lines[: region["startLine"] - 1]) + region["startColumn"] - 1
        stop = sum(len(line) + 1 for line in lines[: region["endLine"] - 1]) + region["endColumn"] - 1
        assert (start, stop - start) == (region["charOffset"], region["charLength"])
        assert region["snippet"]["text"] == text[start:stop]


def test_sarif_declares_every_rule() -> None:
    """
    Each rule is declared with its level, its help and the law it rests on, and each result names its own.
    """
    (run,) = json.loads(as_sarif(RUN, passed=True))["runs"]
    declared = run["tool"]["driver"]["rules"]
    levels = {"error": "error", "warning": "warning", "info": "note"}

    assert [rule.id for rule in RULES.rules] == [rule["id"] for rule in declared]
    for rule, told in zip(RULES.rules, declared, strict=True):
        assert levels[rule.severity] == told["defaultConfiguration"]["level"]
        assert all(basis.cite in told["help"]["text"] for basis in rule.basis)
    assert all(declared[result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"])
    assert {"fail", "open", "pass"} >= {result["kind"] for result in run["results"]} > {"fail"}
    assert all((result["level"] == "none") == (result["kind"] != "fail") for result in run["results"])


def test_sarif_tells_the_way_to_a_finding() -> None:
    """
    A flow begins with words of the letter, names the law and the rule, and ends with the finding and its place.
    """
    result = next(one for one in results(as_sarif(RUN)) if one["ruleId"] == "DATE-01")
    (flow,) = result["codeFlows"]
    (thread,) = flow["threadFlows"]
    steps = thread["locations"]

    assert [1, 2, 3] == [step["executionOrder"] for step in steps[:3]]
    assert ["words"] == steps[0]["kinds"]
    assert {"words", "letter", "register", "law", "rule", "finding"} <= {step["kinds"][0] for step in steps}
    assert result["message"]["text"] in steps[-1]["location"]["message"]["text"]
    assert result["locations"][0]["physicalLocation"] == steps[-1]["location"]["physicalLocation"]


def test_fingerprints_outlive_edits_elsewhere(tmp_path: Path) -> None:
    """
    What was found keeps its partial fingerprint where another sentence of the letter is changed.
    """
    edited = tmp_path / LETTER.name
    edited.write_text(LETTER.read_text(encoding="utf-8").replace("Yours faithfully", "Yours sincerely"), "utf-8")
    one, two = (
        {result["partialFingerprints"]["words/v1"] for result in results(as_sarif(Run((item,), RULES.rules)))}
        for item in (DEFECTIVE, checked(edited))
    )

    assert one == two


def test_what_is_set_aside_is_suppressed() -> None:
    """
    A known finding is a result with its reason; what could not be used or read is a notification.
    """
    finding = DEFECTIVE.verdicts.findings[0]
    verdicts = DEFECTIVE.verdicts.model_copy(update={"findings": ()})
    aside = SetAside((Suppressed(finding, "baseline", "agreed with counsel"),))
    run = Run((DEFECTIVE._replace(verdicts=verdicts, set_aside=aside),), RULES.rules, RUN.unreadable)
    (result,) = results(as_sarif(run))
    (told,) = json.loads(as_sarif(run))["runs"]
    (invocation,) = told["invocations"]
    kinds = [notification["descriptor"]["id"] for notification in invocation["toolExecutionNotifications"]]

    assert ["agreed with counsel"] == [one["justification"] for one in result["suppressions"]]
    assert invocation["executionSuccessful"] is False
    assert len(verdicts.unread) == kinds.count("unread")
    assert 1 == kinds.count("unreadable")
    assert "agreed with counsel" in as_csv(run)
    assert "agreed with counsel" in as_markdown(run)
    assert 'message="known: agreed with counsel"' in as_junit(run)


def test_edits_are_fixes() -> None:
    """
    Edits are told in the order in which they stand, as what goes and what comes; those that overlap are refused.
    """
    finding = next(one for one in DEFECTIVE.verdicts.findings if one.rule == "DATE-01")
    change = Change("replace", "date", {}, (), ("DATE-01",), (), (), "", (Edit(20, 20, "new "), Edit(3, 8, "")))
    torn = change._replace(edits=(Edit(3, 8, ""), Edit(7, 9, "")))
    log = json.loads(as_sarif(RUN._replace(ways={finding.fingerprint: ((change,), (torn,))})))
    (fix,) = next(one for one in log["runs"][0]["results"] if one["ruleId"] == "DATE-01")["fixes"]
    (told,) = fix["artifactChanges"]

    assert [] == list(SARIF.iter_errors(log))
    assert [
        {"deletedRegion": {"charOffset": 3, "charLength": 5}, "insertedContent": {"text": ""}},
        {"deletedRegion": {"charOffset": 20, "charLength": 0}, "insertedContent": {"text": "new "}},
    ] == told["replacements"]
    with pytest.raises(ValueError, match="overlaps"):
        fix_of([Edit(3, 8, ""), Edit(7, 9, "")], Places(DEFECTIVE, 0), "mends it")


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("letters/a b.txt", "letters/a%20b.txt"),
        ("a:b.txt", "a%3Ab.txt"),
        ("50%.txt", "50%25.txt"),
        ("-", "stdin"),
        ("/letters/ä.txt", "file:///letters/%C3%A4.txt"),
    ],
)
def test_paths_are_uris(path: str, uri: str) -> None:
    """
    A path is percent-encoded, and never mistaken for a scheme.
    """
    assert uri == uri_of(path)


@pytest.mark.parametrize("source", [LETTER, FACTS, FACTS.parent])
def test_findings_from_facts_stand_in_the_letter(source: Path) -> None:
    """
    A report names the letter itself, also where its facts or its case were checked.
    """
    encoding = load_facts(FACTS)

    assert LETTER.as_posix() == letter_path(Checked(str(source), encoding, CHECKER.check(encoding)))


@given(st.text(alphabet="ab\r\n\u2028"), st.data())
def test_lines_and_columns(text: str, data: st.DataObject) -> None:
    """
    A line number and a column lead back to the offset they were made from.
    """
    offset = data.draw(st.integers(0, len(text)))
    place = Lines(text).at(offset)

    assert offset == sum(len(line) + 1 for line in text.split("\n")[: place.line - 1]) + place.column - 1
    assert "\n" not in text[offset - place.column + 1 : offset]


def ncnd(*words: object) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words], env={"NO_COLOR": "1"})


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_from_the_command_line(form: str, tmp_path: Path) -> None:
    """
    A format is written whole to the file that is named; the exit code is that of the findings.
    """
    output = tmp_path / "report"
    printed = ncnd("check", LETTER, "--format", form)
    written = ncnd("check", LETTER, "--format", form, "-o", output)

    assert (1, 1, "") == (printed.exit_code, written.exit_code, written.stdout)
    assert printed.stdout == output.read_text(encoding="utf-8")


@pytest.mark.parametrize("form", FORMATS)
def test_a_file_that_cannot_be_used_is_in_the_report(form: str, tmp_path: Path) -> None:
    """
    A bad file among good ones is named in every report, and the exit code is 2.
    """
    bad = tmp_path / "bad.txt"
    bad.write_bytes(b"")
    run = ncnd("check", LETTER, bad, "--format", form)

    assert 2 == run.exit_code
    assert "bad.txt" in run.stdout
    assert "empty" in run.stdout


def test_junit_fails_where_the_run_fails() -> None:
    """
    A test fails exactly where a finding makes the exit code 1.
    """
    strict = ET.fromstring(as_junit(RUN._replace(fail_on="info", unreadable=())))
    never = ET.fromstring(as_junit(RUN._replace(fail_on="never", unreadable=())))
    violated = {finding.rule for finding in DEFECTIVE.verdicts.findings if finding.outcome == "violated"}
    undecided = {finding.rule for finding in DEFECTIVE.verdicts.findings} - violated

    assert violated == {
        str(case.get("name")).partition(":")[0] for case in strict.iter("testcase") if case.find("failure") is not None
    }
    assert str(len(undecided)) == strict.get("skipped")
    assert "0" == never.get("failures")


def test_two_laws_are_text_or_json() -> None:
    """
    What a format cannot show is refused before anything is read.
    """
    run = ncnd("check", LETTER, "--as-of", "2019-01-01", "--as-of", "today", "--format", "csv")

    assert 2 == run.exit_code
    assert "use text or json" in run.stderr


def test_what_passed_is_asked_for_in_sarif_only() -> None:
    """
    --passed adds the rules that are satisfied to SARIF, and is refused where it would do nothing.
    """
    passed = ncnd("check", LETTER, "--format", "sarif", "--passed", "--select", "DATE")
    refused = ncnd("check", LETTER, "--format", "csv", "--passed")

    assert "pass" in {result["kind"] for result in results(passed.stdout)}
    assert 2 == refused.exit_code
    assert "--passed goes with --format sarif" in refused.stderr


@pytest.mark.parametrize(
    ("language", "form"), [("csv", "csv"), ("md", "markdown"), ("xml", "junit"), ("json", "sarif")]
)
def test_reports_in_the_pages_are_those_of_their_letter(
    language: str, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    What the page on reports shows of a form stands in it.
    """
    monkeypatch.chdir(CASES.parent)
    page = (CASES.parent / "docs" / "reference" / "reports.md").read_text(encoding="utf-8")
    (shown,) = re.findall(rf"^```{language}\n(.*?)\n```$", page, re.MULTILINE | re.DOTALL)
    words = ("cases/partial-ncnd-with-defects/letter.txt", "--select", "BOD-03", "--fail-on", "info")

    assert shown in ncnd("check", *words, "--format", form).stdout


def test_schema_of_sarif_is_the_published_one() -> None:
    """
    The schema that logs are held against is that of SARIF 2.1.0, and refuses what is none.
    """
    assert "2.1.0" in SCHEMA["title"]
    assert [] != list(SARIF.iter_errors({"version": "2.1.0", "runs": [{}]}))
