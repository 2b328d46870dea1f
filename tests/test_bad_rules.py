"""Everything wrong with a rule, a definition or a register is wrong at load, and said in the author's own file."""

import re
import shutil
from pathlib import Path

import pytest

from ncnd_rules import yamlfile
from ncnd_rules.engine import Checker
from ncnd_rules.errors import RegisterError, RuleError
from ncnd_rules.registers import load_registers
from ncnd_rules.rule_files import check_examples, load_ruleset
from ncnd_rules.shipped import rulesets_dir

RULE = "rules/pit/PIT-01.yaml"


@pytest.fixture
def rulesets(tmp_path: Path) -> Path:
    """A small ruleset of its own: one rule, the definitions, the registers."""
    root = tmp_path / "rulesets"
    (root / "rules" / "pit").mkdir(parents=True)
    shutil.copy(rulesets_dir() / RULE, root / RULE)
    shutil.copytree(rulesets_dir() / "registers", root / "registers")
    shutil.copytree(rulesets_dir() / "definitions", root / "definitions")
    return root


def change(root: Path, name: str, wrong: str, right: str) -> None:
    path = root / name
    text = path.read_text(encoding="utf-8")
    assert wrong in text, wrong
    path.write_text(text.replace(wrong, right, 1), encoding="utf-8")


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("require:\n  - {balance: {part: $part, section:", "require:\n  - {balance: {sektion:", "no field 'sektion' in balance (did you mean 'section'?)"),
        ("require:\n  - {balance:", "require:\n  - {balanse:", "no kind of fact is called 'balanse' (did you mean 'balance'?)"),
        ("id: PIT-01\n", "id: pit1\n", "found 'pit1', expected an id such as PIT-01"),
        ("{as: cited, citation:", "{as: Cited, citation:", "found name 'Cited', expected a small letter"),
        ("{as: cited, citation:", "{as: part, citation:", "the name 'part' is taken by an earlier part"),
        ("part: $part", "part: $prat", "no earlier pattern is called 'prat' (did you mean 'part'?)"),
        ("{section: $cited.section, nature", "{section: $cited.sektion, nature", "no field 'sektion' in citation"),
        ("{section: $cited.section, nature", "{section: $cited.precise, nature", "is true or false, expected text"),
        ("{position: ncnd}", "{position: ncd}", "found 'ncd', expected one of disclosed, "),
        ("nature: qualified", "nature: true", "found True, expected text"),
        ("nature: qualified", "nature: [qualified, qualified]", "expected at least one value, each once"),
        ("require:\n  - {balance: {part: $part, section: $cited.section}}", "require:\n  - {balance: {section: 99}}", "the provision '99' is not in the register of exemptions"),
        ("{cited.provision}, a qualified", "{cited.provison}, a qualified", "no field 'provison' in citation (did you mean 'provision'?)"),
        ("{cited.provision}, a qualified", "{sited.provision}, a qualified", "nothing in 'when' is called 'sited' (did you mean 'cited'?)"),
        ("{cited.provision}, a qualified", "{cited}, a qualified", "found '{cited}', expected {name.field} or {all name.field}"),
        ("{cited.provision}, a qualified", "{cited.part} {part.question}, a", "'part.question' may have no value"),
        ("basis:\n", "bases:\n", "no field 'bases' here (did you mean 'basis'?)"),
        ("FOIA 2000 s.2(1)(b)", "FOIA 2000 s.99", "section 99 of the Act is in no register"),
        ("FOIA 2000 s.2(1)(b)", "FOIA 2000 s.17(9)", "section 17(9) of the Act is in no register"),
        ("FOIA 2000 s.2(1)(b)", "FOIA 2000 s.24(9)", "section 24(9) of the Act is in no register"),
        ("FOIA 2000 s.2(1)(b)", "FOIA section 2", "expected 'FOIA 2000 s.17(3)(a)'"),
        ("FOIA 2000 s.2(1)(b)", "Act", "found 'Act', expected at least 4 characters"),
        ("severity: error", "severity: grave", "found 'grave', expected one of error, warning, info"),
        ("from: 2005-01-01", "from: 2005-02-30", "found '2005-02-30', expected a date that exists"),
        ("look_in: [public_interest, balance, answer, notice]\n", "", "expected 'look_in', the sections where the thing would stand"),
        ("look_in: [public_interest, balance, answer, notice]", "look_in: [balanse]", "found 'balanse', expected one of header"),
        ("[public_interest, balance, answer, notice]", "[public_interest, balance, answer]", "a notice_element may stand in the notice, which is not searched"),
        ("require:\n", "forbid:\n  - {balance: {}}\nrequire:\n", "found both 'require' and 'forbid', expected one of them"),
        ("require:\n  - {balance: {part: $part, section: $cited.section}}\n", "", "found neither 'require' nor 'forbid'"),
        ("id: PIT-01", "id: PIT-02", "the rule 'PIT-02' stands in pit/PIT-01.yaml, expected pit/PIT-02.yaml"),
        ("id: PIT-01", "id: pit1", "found 'pit1'"),
        ("status: stable", "status: stable\nlessened: {to: error, by: [{balance: {}}]}", "found 'error', expected less than 'error'"),
        ("  - {as: part, part: {position: ncnd}}", "  - part", "when[0]: expected one fact, as 'kind: {fields}'"),
        ("  - {as: part, part: {position: ncnd}}", "  - {part: {}, citation: {}}", "expected one kind with its fields, found part, citation"),
        ("  - {extension: {reason: public_interest, limited: false, over: false}}", "  - {is: cited, part: {}}", "no part is called 'cited' before this"),
        ("bad:\n", "bad: []\nworse:\n", "no field 'worse' here"),
        ("false_positives: >-", "false_positive: >-", "no field 'false_positive' here (did you mean 'false_positives'?)"),
    ],
)  # fmt: skip
def test_each_mistake_in_a_rule(rulesets: Path, before: str, after: str, expected: str) -> None:
    """
    The message names file, place, what was found and what was expected, in one line, before anything runs.
    """
    change(rulesets, RULE, before, after)

    with pytest.raises(RuleError) as caught:
        load_ruleset(rulesets)
    told = str(caught.value)
    assert expected in told
    assert re.match(r"\S*pit/PIT-01\.yaml: ", told)
    assert "\n" not in told


ACROSS = "rules/crs/CRS-06.yaml"


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("citation: {letter: $asked.other, part: $there, provision: $cited.provision", "citation: {part: $there, provision: $cited.provision", "does not say in which letter a citation is looked for"),
        ("same_question: {same_authority: false}", "same_question: {sam_authority: false}", "no field 'sam_authority' in same_question (did you mean 'same_authority'?)"),
        ("same_question: {same_authority: false}", "answers_whole: {}", "no kind of fact is called 'answers_whole'"),
        ("in_force: {from: 2005-01-01}", "in_force: {from: 2018-05-25}", "a rule over letters has no one date"),
        ("in_force: {from: 2005-01-01}", "in_force: {from: 2005-01-01}\nneeds: [letter_date]", "a rule over letters has no one date"),
        ("bad:\n", "bad:\n  - {name: is one letter, facts: []}\n", "the example 'is one letter' brings one letter, expected two or more in 'letters'"),
    ],
)  # fmt: skip
def test_each_mistake_in_a_rule_over_letters(rulesets: Path, before: str, after: str, expected: str) -> None:
    """
    A rule over several letters says in which it looks, speaks of their kinds alone, and brings several.
    """
    (rulesets / "rules" / "crs").mkdir()
    shutil.copy(rulesets_dir() / ACROSS, rulesets / ACROSS)
    change(rulesets, ACROSS, before, after)

    with pytest.raises(RuleError) as problem:
        load_ruleset(rulesets, "letters")

    assert expected in str(problem.value)
    assert str(rulesets / ACROSS) in str(problem.value)


def test_a_rule_over_letters_is_known_by_its_line(rulesets: Path) -> None:
    """
    The line that puts a rule to letters is told before the file is read; written otherwise it is refused.
    """
    change(rulesets, RULE, "id: PIT-01\n", "id: PIT-01\nover:  letters\n")

    with pytest.raises(RuleError, match="brings one letter"):
        load_ruleset(rulesets)


def test_the_letters_of_an_example_say_what_it_quotes(rulesets: Path) -> None:
    """
    Words that an example quotes stand in what its letter says.
    """
    name = "rules/crs/CRS-13.yaml"
    (rulesets / "rules" / "crs").mkdir()
    shutil.copy(rulesets_dir() / name, rulesets / name)
    change(rulesets, name, "evidence: {quote: tell criminals}", "evidence: {quote: tell sailors}")
    (rule,) = load_ruleset(rulesets, "letters").rules

    with pytest.raises(RuleError, match="the quote 'tell sailors' stands nowhere in the letter"):
        check_examples(rule)


def test_examples_are_read_as_strictly(rulesets: Path) -> None:
    """
    An example outside the vocabulary is an error with its own place.
    """
    change(
        rulesets,
        RULE,
        "      - citation: {part: P1, provision: 31(3)}",
        "      - citation: {part: P9, provision: 31(3)}",
    )

    with pytest.raises(RuleError, match=r"bad\[0\]\.facts\[1\]\.citation\.part: found part 'P9', expected one of P1"):
        check_examples(load_ruleset(rulesets).rule("PIT-01"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "id: odd\ntitle: depends on itself\nwhen:\n  - {as: p, part: {}}\nunless:\n  - {odd: {part: $p}}\n"
            "look_in: [answer]\nconclude:\n  odd: {part: $p}\n",
            "depends on its own absence through 'odd'",
        ),
        (
            "id: odd\ntitle: excuses without looking\nwhen:\n  - {as: p, part: {}}\nunless:\n  - {harm: {part: $p}}\n"
            "conclude:\n  odd: {part: $p}\n",
            "'unless' and 'look_in' go together",
        ),
        (
            "id: odd\ntitle: concludes a fact of letters\nwhen:\n  - {part: {}}\nconclude:\n  harm: {of: both}\n",
            "is given by letters",
        ),
        (
            "id: odd\ntitle: concludes two kinds at once\nwhen:\n  - {part: {}}\nconclude:\n  a: {}\n  b: {}\n",
            "found 2 kinds, expected one",
        ),
        (
            "id: odd\ntitle: concludes what no fact can hold\nwhen:\n  - {part: {}}\nconclude:\n  odd: {x: 1.5}\n",
            "conclude.odd.x: found 1.5, expected text, a whole number, true or false, or $name.field",
        ),
        (
            "id: even\ntitle: stands in another file\nwhen:\n  - {part: {}}\nconclude:\n  odd: {}\n",
            "stands in odd.yaml, expected even.yaml",
        ),
        (
            "id: odd\ntitle: concludes from an unbound name\nwhen:\n  - {as: p, part: {}}\nconclude:\n  odd: {part: $q}\n",
            "conclude.odd.part: no earlier pattern is called 'q'",
        ),
    ],
)
def test_each_mistake_in_a_definition(rulesets: Path, text: str, expected: str) -> None:
    """
    A definition is checked as a rule is, and may not depend on its own absence.
    """
    (rulesets / "definitions" / "odd.yaml").write_text(text, encoding="utf-8")

    with pytest.raises(RuleError) as caught:
        Checker(load_ruleset(rulesets), load_registers())
    assert expected in str(caught.value)
    assert "odd.yaml" in str(caught.value)


def test_two_files_with_one_id(rulesets: Path) -> None:
    """
    An id stands for one rule for ever.
    """
    other = rulesets / "rules" / "old" / "pit"
    other.mkdir(parents=True)
    shutil.copy(rulesets / RULE, other / "PIT-01.yaml")

    with pytest.raises(RuleError, match="the id 'PIT-01' is taken by"):
        load_ruleset(rulesets)


def test_no_rules_at_all(tmp_path: Path) -> None:
    """
    A folder without rules is a mistake, not a clean bill.
    """
    with pytest.raises(RuleError, match="no rule files found"):
        load_ruleset(tmp_path)


def test_a_definition_may_feed_another(rulesets: Path) -> None:
    """
    Definitions are worked out in the order of their kinds, and an absence counts only once its kind is closed.
    """
    (rulesets / "definitions" / "silent.yaml").write_text(
        "id: silent\ntitle: nothing argues for this citation\nwhen:\n  - {as: c, citation: {role: listed}}\n"
        "unless:\n  - {argument: {part: $c.part, section: $c.section}}\nlook_in: [harm]\n"
        "conclude:\n  silent: {part: $c.part, section: $c.section}\n",
        encoding="utf-8",
    )
    change(
        rulesets,
        RULE,
        "require:\n  - {balance: {part: $part, section: $cited.section}}",
        "forbid:\n  - {silent: {section: $cited.section}}",
    )
    rule = load_ruleset(rulesets).rule("PIT-01")
    checker = Checker(load_ruleset(rulesets), load_registers(rulesets / "registers"), "reference")

    from ncnd_rules.rule_files import encoding_of

    assert "violated" == checker.check(encoding_of(rule.bad[0], rule)).outcomes["PIT-01"]
    lost = encoding_of(rule.bad[0], rule)
    lost = lost._replace(letter=lost.letter.model_copy(update={"copy_state": "unknown"}))
    assert "undecided" == checker.check(lost).outcomes["PIT-01"]


@pytest.mark.parametrize(
    ("name", "before", "after", "expected"),
    [
        ("threat_levels", "from: 2009-07-20, to: 2010-01-21", "from: 2009-07-10, to: 2010-01-21", "periods of the series 'national' overlap"),
        ("threat_levels", "from: 2009-07-20, to: 2010-01-21", "from: 2009-07-25, to: 2010-01-21", "leave a gap"),
        ("threat_levels", "from: 2009-07-20, to: 2010-01-21", "from: 2009-07-20, to: 2009-01-21", "found 'to' 2009-01-21 before 'from' 2009-07-20"),
        ("threat_levels", "from: 2009-07-20, to: 2010-01-21", "from: 2009-02-30, to: 2010-01-21", "found '2009-02-30', expected a date that exists"),
        ("threat_levels", "level: substantial", "level: substantal", "(did you mean 'substantial'?)"),
        ("threat_levels", "source: [infologue, ho_2006]", "source: [infolog]", "found source 'infolog', which is not among 'sources' (did you mean 'infologue'?)"),
        ("threat_levels", "id: national-2006-08-10", "id: national-2006-08-01", "the id 'national-2006-08-01' is given twice"),
        ("threat_levels", "events:", "happenings:", "no list 'happenings' in this register"),
        ("exemptions", "has_ncnd_limb: true", "has_ncnd_limb: yes", "expected true or false"),
        ("bank_holidays", "2024-03-18@N", "2024-03-32@N", "found '2024-03-32', expected a date that exists"),
        ("bank_holidays", "2024-03-18@N", "2024-03-18@X", "expected a day such as 2024-07-12"),
        ("bank_holidays", "2024-03-18@N", "2024-03-16@N", "found 2024-03-16 on a weekend"),
        ("bodies", "successors: [IPCO]", "successors: [IPOC]", "no body has the id 'IPOC'"),
        ("procedure", "confidence: high", "confidence: certain", "found 'certain', expected one of high, medium, low"),
        ("contacts", "value: Information Commissioner", "valu: Information Commissioner", "no field 'valu' here (did you mean 'value'?)"),
    ],
)  # fmt: skip
def test_each_mistake_in_a_register(rulesets: Path, name: str, before: str, after: str, expected: str) -> None:
    """
    A register that overlaps, leaves a gap, names no source or a day that never was is refused with its line.
    """
    change(rulesets, f"registers/{name}.yaml", before, after)

    with pytest.raises(RegisterError) as caught:
        load_registers(rulesets / "registers")
    told = str(caught.value)
    assert expected in told
    assert f"{name}.yaml: line " in told
    assert "\n" not in told


def test_a_shipped_register_is_named_as_the_pages_name_it(rulesets: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    Whatever is wrong with it, and wherever the program stands.
    """
    monkeypatch.setattr("ncnd_rules.shipped.rulesets_dir", lambda: rulesets)
    for before, after in (("source: [infologue, ho_2006]", "source: [infolog]"), ("events:", "happenings:")):
        change(rulesets, "registers/threat_levels.yaml", before, after)

        with pytest.raises(RegisterError, match=r"^rulesets/registers/threat_levels.yaml: line \d+, "):
            load_registers(rulesets / "registers")


def test_a_register_that_is_not_there(rulesets: Path) -> None:
    """
    Every register is needed.
    """
    (rulesets / "registers" / "bodies.yaml").unlink()

    with pytest.raises(RegisterError, match="no such file, expected a register"):
        load_registers(rulesets / "registers")


def test_places_are_those_of_the_file(tmp_path: Path) -> None:
    """
    A place is the line of the file and the path to it.
    """
    path = tmp_path / "a.yaml"
    path.write_text("one:\n  - two: 3\n  - {four: [5,\n      6]}\n", encoding="utf-8")

    assert "line 4, one[1].four[1]" == yamlfile.where(path, ("one", 1, "four", 1))
