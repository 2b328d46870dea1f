"""Reading rule files: everything that is wrong with one is said before anything runs."""

from ncnd_rules.rule_files.examples import check_examples, encoding_of, encodings_of
from ncnd_rules.rule_files.loading import (
    load_every_rule,
    load_every_sound_rule,
    load_rules_among_shipped,
    load_ruleset,
    load_sound_rules,
)

__all__ = [
    "check_examples",
    "encoding_of",
    "encodings_of",
    "load_every_rule",
    "load_every_sound_rule",
    "load_rules_among_shipped",
    "load_ruleset",
    "load_sound_rules",
]
