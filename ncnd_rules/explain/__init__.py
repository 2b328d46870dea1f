"""Why: from a finding back to the words, the law and the registers."""

from ncnd_rules.explain.explanation import Edge, Explanation, Node, explain

__all__ = ["Edge", "Explanation", "Node", "explain"]
