"""SARIF 2.1.0, the interchange format of static analysis: a log, its results, their places and flows."""

from ncnd_rules.report.sarif.log import as_sarif

__all__ = ["as_sarif"]
