"""Letters against each other: several encodings in, the story between them and findings out."""

from ncnd_rules.compare.comparer import Comparer, Comparison, compare

__all__ = ["Comparer", "Comparison", "compare"]
