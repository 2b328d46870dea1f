"""Deciding: facts and rules in, verdicts out."""

from ncnd_rules.engine.check import EVALUATORS, Checker, Evaluator, check
from ncnd_rules.engine.closure import known_of

__all__ = ["EVALUATORS", "Checker", "Evaluator", "check", "known_of"]
