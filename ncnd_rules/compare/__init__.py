"""Letters against each other: several encodings in, the story between them and findings out.

`between` works out the facts that lie between letters; here rules are put to them. An audit, whose letters are too
many to lay side by side at once, groups them first: `audit.compare`.
"""

from ncnd_rules.compare.comparer import Comparer, Comparison, compare

__all__ = ["Comparer", "Comparison", "compare"]
