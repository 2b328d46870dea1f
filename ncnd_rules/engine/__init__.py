"""Deciding: facts and rules in, verdicts out."""

from ncnd_rules.engine.check import EVALUATORS, Checker, check

__all__ = ["EVALUATORS", "Checker", "check"]
