"""Strategies: letters, facts and rules for the tests of those who write templates, case systems or rules.

They need Hypothesis, which comes with ``pip install 'ncnd_rules[testing]'``. Every strategy draws by construction:
nothing is drawn and thrown away, and what is drawn keeps the promise that its name makes. Types of the package are
known to ``from_type`` as well: importing this registers them, and so does Hypothesis in an installed package.
"""

from ncnd_rules.strategies.asserted import assert_consistent, encoding_of_any
from ncnd_rules.strategies.letters import (
    always_decided,
    consistent_letters,
    documents,
    letters,
    letters_undecided,
    letters_violating,
    undecidable,
    violable,
)
from ncnd_rules.strategies.of_corpora import Planted, SampleCorpus, corpora
from ncnd_rules.strategies.of_facts import encodings, encodings_violating, facts
from ncnd_rules.strategies.of_rules import SampleRuleset, rulesets
from ncnd_rules.strategies.registered import register
from ncnd_rules.strategies.rendered import render
from ncnd_rules.strategies.sample import SampleLetter

__all__ = [
    "Planted",
    "SampleCorpus",
    "SampleLetter",
    "SampleRuleset",
    "always_decided",
    "assert_consistent",
    "consistent_letters",
    "corpora",
    "documents",
    "encoding_of_any",
    "encodings",
    "encodings_violating",
    "facts",
    "letters",
    "letters_undecided",
    "letters_violating",
    "register",
    "render",
    "rulesets",
    "undecidable",
    "violable",
]

register()
