"""What Hypothesis is told of the package: how the types that letters, facts and rules are made of are drawn."""

from hypothesis import strategies as st

from ncnd_rules.compare import Comparison, compare
from ncnd_rules.encoding import Encoding
from ncnd_rules.engine import Checker, check
from ncnd_rules.explain import Explanation, explain
from ncnd_rules.facts import FACT_TYPES, Fact
from ncnd_rules.letter import Letter, Span
from ncnd_rules.registers import Registers, load_registers
from ncnd_rules.rule_files import load_ruleset
from ncnd_rules.rules import Rule, Ruleset
from ncnd_rules.strategies.bank import load_bank
from ncnd_rules.strategies.facts_shown import show_encodings
from ncnd_rules.strategies.letters import letters, violable
from ncnd_rules.strategies.of_corpora import SampleCorpus, corpora
from ncnd_rules.strategies.of_facts import encodings, encodings_violating, letter_heads, of_kind, spans
from ncnd_rules.strategies.of_rules import SampleRuleset, rulesets
from ncnd_rules.strategies.sample import SampleLetter
from ncnd_rules.verdicts import Finding, Verdicts


def register() -> None:
    """Make ``from_type`` know the types; harmless when done twice."""
    show_encodings()
    for kind, fact in FACT_TYPES.items():
        st.register_type_strategy(fact, of_kind(kind))
    st.register_type_strategy(Fact, st.sampled_from(tuple(FACT_TYPES)).flatmap(of_kind))
    st.register_type_strategy(Letter, letter_heads())
    st.register_type_strategy(Span, spans())
    st.register_type_strategy(Encoding, encodings())
    st.register_type_strategy(SampleLetter, st.deferred(letters))
    st.register_type_strategy(SampleCorpus, corpora())
    st.register_type_strategy(SampleRuleset, rulesets())
    loaded = st.builds(SampleRuleset.load, rulesets())
    st.register_type_strategy(Ruleset, loaded)
    st.register_type_strategy(Rule, loaded.map(lambda ruleset: ruleset.rules[0]))
    # What is concluded is drawn by concluding it: fields filled one by one would contradict each other.
    st.register_type_strategy(Registers, st.builds(load_registers))
    st.register_type_strategy(Checker, st.builds(_shipped_checker))
    st.register_type_strategy(Verdicts, encodings().map(check))
    st.register_type_strategy(Comparison, st.deferred(_several).map(compare))
    st.register_type_strategy(Finding, _broken().map(lambda broken: broken[0].findings[0]))
    st.register_type_strategy(Explanation, _broken().map(lambda broken: _explained(*broken)))


def _several() -> st.SearchStrategy[tuple[Encoding, ...]]:
    # Facts and no words, as what fails is shown whole.
    return st.sampled_from(tuple(sorted(load_bank().pairs))).flatmap(encodings_violating)


@st.composite
def _broken(draw: st.DrawFn) -> tuple[Verdicts, Rule]:
    """What is said of a bad example of a rule, and the rule."""
    rule = draw(st.sampled_from(violable()))
    return check(draw(encodings_violating(rule))[0]), load_ruleset().rule(rule)


def _explained(verdicts: Verdicts, rule: Rule) -> Explanation:
    explained = explain(verdicts, rule)
    assert explained is not None, "a rule that is violated has something to explain"
    return explained


def _shipped_checker() -> Checker:
    return Checker(load_ruleset(), load_registers())
