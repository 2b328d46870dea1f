"""Every rule is tried on the letters its own file brings. That each of its conditions matters: test_govern.py."""

from collections.abc import Iterator

import pytest

from ncnd_rules.compare import Comparer
from ncnd_rules.engine import Checker
from ncnd_rules.registers import load_registers
from ncnd_rules.rule_files import encoding_of, encodings_of, load_ruleset
from ncnd_rules.rules import Example, Rule
from ncnd_rules.verdicts import Concluded, Outcome

RULES = (*load_ruleset().rules, *load_ruleset(over="letters").rules)


def verdicts_of(rule: Rule, example: Example) -> Concluded:
    """The verdicts of one rule alone, by the reference evaluator, which is the quicker to set up."""
    alone = load_ruleset(over=rule.over)._replace(rules=(rule,))
    if rule.over == "letters":
        return Comparer(alone, load_registers(), "reference").compare(encodings_of(example, rule))
    return Checker(alone, load_registers(), "reference").check(encoding_of(example, rule))


def examples() -> Iterator[object]:
    for rule in RULES:
        for kind in ("bad", "good", "undecided"):
            for example in getattr(rule, kind):
                yield pytest.param(rule, kind, example, id=f"{rule.id} {kind}: {example.name}")


@pytest.mark.parametrize(("rule", "kind", "example"), list(examples()))
def test_example(rule: Rule, kind: str, example: Example) -> None:
    """
    A bad example violates its rule, a good one does not, and one that cannot be decided is undecided.
    """
    verdicts = verdicts_of(rule, example)
    outcome = verdicts.outcomes[rule.id]

    if kind == "bad":
        assert Outcome.VIOLATED == outcome
        assert (example.severity or rule.severity) in {finding.severity for finding in verdicts.findings}
    elif kind == "good":
        assert outcome in (Outcome.SATISFIED, Outcome.NOT_APPLICABLE)
    else:
        assert Outcome.UNDECIDED == outcome


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_sentences_are_filled(rule: Rule) -> None:
    """
    No finding shows a hole where a name found no value.
    """
    for example in rule.bad:
        for finding in verdicts_of(rule, example).findings:
            for sentence in (finding.message, finding.repair):
                assert "{" not in sentence
                assert "  " not in sentence
                assert " ," not in sentence
                assert " ." not in sentence


def test_rules_are_read_once() -> None:
    """
    However the defaults are said, the rules that were read are at hand.
    """
    assert load_ruleset() is load_ruleset(None, "letter") is load_ruleset(over="letter")
    assert load_ruleset(over="letters") is load_ruleset(None, "letters")
