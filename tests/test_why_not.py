"""`ncnd whynot`: the first condition that fails, and a change that has been tried."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from ncnd_rules.cli import main
from ncnd_rules.engine import Checker
from ncnd_rules.explain.change import applied
from ncnd_rules.explain.whynot import WhyNot, why_not
from ncnd_rules.facts_file import load_facts
from ncnd_rules.inputs import load
from ncnd_rules.letter import Unread
from ncnd_rules.registers import load_registers
from ncnd_rules.rule_files import encoding_of, load_ruleset
from ncnd_rules.rules import Rule
from ncnd_rules.verdicts import Outcome

CASES = Path(__file__).parents[1] / "cases"
SOUND = CASES / "partial-ncnd-sound"
RULES = load_ruleset().rules


def asked_of(rule: Rule, number: int = 0) -> tuple[WhyNot, Checker]:
    """A rule put to one of its good examples."""
    alone = load_ruleset()._replace(rules=(rule,))
    encoding = encoding_of(rule.good[number], rule)
    return why_not(encoding, rule, load_ruleset(), load_registers()), Checker(alone, load_registers(), "reference")


@pytest.mark.parametrize("rule", RULES, ids=[rule.id for rule in RULES])
def test_for_every_rule_the_change_told_makes_it_fire_and_no_step_is_idle(rule: Rule) -> None:
    """
    Near a letter on which a rule is content there is one on which it fires, and every step to it is needed.
    """
    told, checker = asked_of(rule)
    encoding = encoding_of(rule.good[0], rule)
    assert told.outcome == checker.check(encoding).outcomes[rule.id]
    assert told.obstacle is not None
    if told.obstacle.part == "applied":
        return

    assert told.steps
    assert told.finding is not None
    verdicts = checker.check(applied(encoding, told.steps))
    assert told.finding in verdicts.findings
    for step in told.steps if len(told.steps) > 1 else ():
        fewer = [other for other in told.steps if other is not step]
        assert checker.check(applied(encoding, fewer)).outcomes[rule.id] != Outcome.VIOLATED


@pytest.mark.parametrize("rule", RULES, ids=[rule.id for rule in RULES])
def test_a_rule_that_is_violated_has_no_obstacle(rule: Rule) -> None:
    """
    Of a bad example nothing needs explaining.
    """
    told = why_not(encoding_of(rule.bad[0], rule), rule, load_ruleset(), load_registers())
    assert told == WhyNot(rule, Outcome.VIOLATED, None)


def test_a_doubt_is_told_with_what_a_whole_letter_would_show() -> None:
    """
    Where only the copy stands in the way, it says what the rule would find in a whole one.
    """
    rule = load_ruleset().rule("PIT-01")
    told = why_not(encoding_of(rule.undecided[0], rule), rule, load_ruleset(), load_registers())

    assert told.obstacle is not None
    assert told.obstacle.part == "certain"
    assert any("this copy may lack" in why for why in told.obstacle.why)
    assert told.if_whole is not None
    assert told.if_whole.outcome == "violated"


def test_what_is_unread_keeps_no_change_from_being_told() -> None:
    """
    Where every change would leave the rule undecided, one is told that would do were the letter wholly read.
    """
    rule = load_ruleset().rule("PIT-08")
    balanced = encoding_of(rule.good[0], rule)
    unread = balanced._replace(unread=(Unread(section="balance", reason="no fact was read from it"),))
    told = why_not(unread, rule, load_ruleset(), load_registers())

    assert told.steps
    assert told.as_whole
    assert told.finding is not None
    assert not why_not(balanced, rule, load_ruleset(), load_registers()).as_whole


def test_the_first_condition_and_its_value_are_told() -> None:
    """
    A citation that is not of the section asked for is named with what it cites.
    """
    rule = load_ruleset().rule("LIMB-14")
    told = why_not(load_facts(SOUND / "facts.yaml"), rule, load_ruleset(), load_registers())

    assert told.obstacle is not None
    assert told.obstacle.part == "when"
    assert [item.field for item in told.obstacle.differs] == ["provision"]
    assert told.obstacle.nearest is not None
    assert told.obstacle.nearest.evidence


def test_the_verb_tells_it_in_words_and_as_json() -> None:
    """
    Both forms name the condition, the fact and the change.
    """
    words = CliRunner().invoke(main, ["whynot", str(SOUND / "facts.yaml"), "pit-08"])
    assert words.exit_code == 0
    assert "it requires balance" in words.output
    assert "take out" in words.output

    told = json.loads(
        CliRunner().invoke(main, ["whynot", str(SOUND / "facts.yaml"), "PIT-08", "--format", "json"]).output
    )
    assert told["outcome"] == "satisfied"
    assert told["obstacle"]["part"] == "require"
    assert {step["change"] for step in told["steps"]} == {"take_out"}
    assert told["finding"]["rule"] == "PIT-08"


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["PIT-99"], "no rule has the id 'PIT-99'"),
        (["CRS-01"], "which `ncnd compare` applies"),
    ],
)
def test_an_unknown_rule_is_refused(args: list[str], told: str) -> None:
    """
    With the nearest, or the verb that applies it.
    """
    result = CliRunner().invoke(main, ["whynot", str(SOUND / "facts.yaml"), *args])
    assert result.exit_code == 2
    assert told in result.output


def test_no_step_changes_what_an_earlier_step_put_in() -> None:
    """
    Steps are told of the letter as it is: each of them takes out or alters only what the letter says.
    """
    rules = load_ruleset()
    path = CASES / "protection-withheld" / "letter.txt"
    encoding = load(path).encoding
    told = why_not(encoding, rules.rule("RGT-09"), rules, load_registers())

    assert told.finding is not None
    assert {step.old.id for step in told.steps if step.old} <= {fact.id for fact in encoding.facts}
    assert told.finding.rule in CliRunner().invoke(main, ["whynot", str(path), "RGT-09"]).stdout


def test_of_a_violated_rule_another_verb_tells_more() -> None:
    """
    The verb to use is named without a command line, which would lack the options under which it is violated.
    """
    told = CliRunner().invoke(main, ["whynot", str(CASES / "partial-ncnd-with-defects" / "letter.txt"), "PIT-01"])

    assert 0 == told.exit_code
    assert "The rule is violated: `ncnd explain` in place of `ncnd whynot` says why." in told.stdout


def test_an_excuse_of_several_facts_names_them_all() -> None:
    """
    Of an excuse that takes two facts, one alone would be told to do what it does not do.
    """
    told = CliRunner().invoke(main, ["whynot", str(SOUND / "letter.txt"), "PIT-01"])
    said = " ".join(told.stdout.split())

    assert "does not hold where the letter has factor (part that of part, section that of cited) and balance (" in said


def test_what_keeps_a_definition_from_holding_is_named(tmp_path: Path) -> None:
    """
    Where a rule asks for what a definition would conclude but for its exception, the exception is told, and taken out
    is the nearest change.
    """
    letter = tmp_path / "apart.facts.yaml"
    letter.write_text(
        "letter: {file: apart.txt, copy: complete}\n"
        "facts:\n"
        "  - question: {id: Q1, label: 1, topic: bulk_data}\n"
        "  - part: {id: P1, question: Q1, position: not_held}\n"
        "  - part: {id: P2, question: Q1, position: ncnd}\n"
        "  - told_apart: {id: apart, part: P2}\n",
        encoding="utf-8",
    )
    for rule in ("POS-01", "POS-20"):  # one forbids it, the other applies where it is
        told = CliRunner().invoke(main, ["whynot", str(letter), rule]).stdout
        assert "  undone by   apart, told apart (part P2)\n" in told
        assert "take out apart: told apart (part P2)\n" in told
        assert "nearest  " not in told
