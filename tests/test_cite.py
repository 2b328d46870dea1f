"""A finding is cited by a name that stays and by a sentence that a lawyer knows."""

import json
import re
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner, Result

from ncnd_rules.cli import main
from ncnd_rules.encoding import Encoding
from ncnd_rules.engine import Checker
from ncnd_rules.explain.cite import cited, in_oscola, provisions_in_oscola
from ncnd_rules.facts import FACT_TYPES
from ncnd_rules.letter import Letter
from ncnd_rules.registers import load_registers
from ncnd_rules.report.as_json import verdicts_schema
from ncnd_rules.rule_files import load_ruleset
from ncnd_rules.rules import Basis

CASES = Path(__file__).parents[1] / "cases"
LETTER = CASES / "partial-ncnd-with-defects" / "letter.txt"


def ncnd(*words: object) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words], env={"NO_COLOR": "1"})


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("31(3)", "s 31(3)"),
        ("23(5) 24(2)", "ss 23(5) and 24(2)"),
        ("31(3) 23(5) 24(2)", "ss 23(5), 24(2) and 31(3)"),
        ("24(2) 24(2)", "s 24(2)"),
        ("40(5B) 9", "ss 9 and 40(5B)"),
    ],
)
def test_provisions_as_oscola_prints_them(written: str, expected: str) -> None:
    """
    One is of the section, several of the sections, in the order of the Act; no full stops.
    """
    assert expected == provisions_in_oscola(written.split())


@pytest.mark.parametrize(
    ("cites", "expected"),
    [
        (["FOIA 2000 s.2(1)(b)"], "Freedom of Information Act 2000, s 2(1)(b)"),
        (["FOIA 2000 s.17(3)(a)", "FOIA 2000 s.2(1)(b)"], "Freedom of Information Act 2000, ss 2(1)(b) and 17(3)(a)"),
        (["EIR 2004 reg.13"], "Environmental Information Regulations 2004, SI 2004/3391, reg 13"),
        (
            ["FOIA 2000 s.10(1)", "[2021] UKUT 248 (AAC)", "FOIA 2000 s.17(1)"],
            "Freedom of Information Act 2000, ss 10(1) and 17(1); [2021] UKUT 248 (AAC)",
        ),
        (
            ["Freedom of Information Act 2000 s.3(1), Sch. 1 Part V"],
            "Freedom of Information Act 2000, s 3(1), sch 1 pt V",
        ),
        (["Protection of Freedoms Act 2012 ss.20, 34"], "Protection of Freedoms Act 2012, ss 20 and 34"),
        (["Data Protection Act 2018 s.3(10)"], "Data Protection Act 2018, s 3(10)"),
        (
            ["ICO guidance, The prejudice test, March 2024"],
            "Information Commissioner’s Office, ‘The prejudice test’ (March 2024)",
        ),
        (
            ["FOI Code of Practice (4 July 2018) para 5.3"],
            "Cabinet Office, Freedom of Information Code of Practice (4 July 2018) para 5.3",
        ),
        (["Hogan v IC EA/2005/0026"], "Hogan v IC EA/2005/0026"),
    ],
)
def test_law_as_oscola_cites_it(cites: list[str], expected: str) -> None:
    """
    Provisions of one Act stand together; cases and what OSCOLA has no form for stay as they are.
    """
    assert expected == in_oscola([Basis(cite=cite) for cite in cites])


def test_every_basis_of_every_rule_has_a_form() -> None:
    """
    No provision of a shipped rule is left with the full stops of the rule files.
    """
    for over in ("letter", "letters"):
        for rule in load_ruleset(over=over).rules:  # type: ignore[arg-type]
            told = in_oscola(rule.basis)

            assert not re.search(r"\b(?:ss?|reg|Sch)\.", told), rule.id
            assert "FOIA" not in told, rule.id


def encoding_with(**fields: dict[str, object]) -> Encoding:
    facts = [
        {"kind": "part", "id": "P1", "position": "ncnd"},
        {"kind": "citation", "id": "C1", "part": "P1", "provision": "31(3)"},
        *({"kind": kind, "id": f"F{number}", **said} for number, (kind, said) in enumerate(fields.items())),
    ]
    made = [
        FACT_TYPES[str(fact["kind"])].model_validate({name: value for name, value in fact.items() if name != "kind"})
        for fact in facts
    ]
    return Encoding(Letter.model_validate({"file": "my letter.txt", "copy": "complete"}), tuple(made))


def citation(encoding: Encoding) -> tuple[str, str]:
    """How PIT-01, which any letter of these breaks, is cited: identifier without its ends, and sentence."""
    rules = load_ruleset()
    rules = rules._replace(rules=(rules.rule("PIT-01")._replace(regime="any"),))
    (found,) = cited(encoding, Checker(rules, load_registers(), "reference").check(encoding))
    version = rules.rule("PIT-01").version
    middle = re.fullmatch(rf"PIT-01@{version}:([\w.-]+):[0-9a-f]{{16}}", found.identifier)
    assert middle
    return middle[1], found.citation.replace(version, "VERSION")


def test_what_a_citation_is_made_of() -> None:
    """
    Authority, reference and date are told where the letter has them, and what stands in their place where it has not.
    """
    law = "finding PIT-01 vVERSION under Freedom of Information Act 2000, ss 2(1)(b) and 17(3)(a)"
    whole = encoding_with(
        authority={"name": "Harbour Police"},
        reference={"value": "RFI 123/21"},
        date={"role": "response", "on": "2021-05-04"},
    )

    assert ("RFI-123-21", f"Harbour Police, response to FOI request RFI 123/21 (4 May 2021), {law}") == citation(whole)
    assert ("file-my-letter.txt", f"Unnamed authority, response to an FOI request (undated), {law}") == citation(
        encoding_with()
    )
    digest = Letter.model_validate({"file": "a.txt", "copy": "complete", "sha256": "0123456789abcdef" * 4})
    assert "sha256-0123456789ab" == citation(encoding_with()._replace(letter=digest))[0]


@pytest.mark.parametrize(
    ("act", "expected"), [("foisa", "an FOI request"), ("eir", "an EIR request"), ("dpa", "a request")]
)
def test_the_request_goes_by_its_law(act: str, expected: str) -> None:
    """
    A letter under another law answers another kind of request.
    """
    assert f"response to {expected} (undated)" in citation(encoding_with(regime={"act": act}))[1]


def test_an_undecided_finding_is_called_one() -> None:
    """
    What could not be decided is never cited as a finding against the authority.
    """
    lost = Letter.model_validate({"file": "a.txt", "copy": "extract", "missing": ["public_interest", "balance"]})

    assert ", undecided finding PIT-01 v" in citation(encoding_with()._replace(letter=lost))[1]


def test_cite_on_the_command_line() -> None:
    """
    All findings or those of one rule, as text and as JSON; a rule that has none says how it came out.
    """
    one, every = ncnd("cite", LETTER, "pit-01"), ncnd("cite", LETTER)

    assert (0, 0) == (one.exit_code, every.exit_code)
    assert one.stdout.rstrip("\n") in every.stdout
    assert re.match(r"PIT-01@[0-9a-f]{8}:WP-FOI-1893-21:[0-9a-f]{16}\n  Wexmoor Police, response to FOI ", one.stdout)
    told = json.loads(ncnd("cite", LETTER, "--format", "json").stdout)
    assert [item["identifier"] for item in told] == re.findall(r"^\S+@\S+$", every.stdout, re.MULTILINE)
    assert "There is no finding of THR-06, which is satisfied.\n" == ncnd("cite", LETTER, "THR-06").stdout
    assert "[]\n" == ncnd("cite", LETTER, "THR-06", "--format", "json").stdout
    for words, expected in (
        (("cite", LETTER, "PIT-0"), "no rule has the id 'PIT-0'"),
        (("cite", LETTER, "CRS-13"), "names rules over several letters"),
        (("cite", CASES), "takes one letter"),
    ):
        run = ncnd(*words)
        assert (2, "") == (run.exit_code, run.stdout)
        assert expected in run.stderr


def test_check_as_json_cites_too() -> None:
    """
    Each finding of ``check --format json`` has its identifier and its citation, as the published schema says.
    """
    letters = json.loads(ncnd("check", LETTER, "--format", "json").stdout)
    told = json.loads(ncnd("cite", LETTER, "--format", "json").stdout)

    jsonschema.Draft202012Validator(verdicts_schema()).validate(letters)
    assert [(item["identifier"], item["citation"]) for item in told] == [
        (item["identifier"], item["citation"]) for item in letters[0]["findings"]
    ]
