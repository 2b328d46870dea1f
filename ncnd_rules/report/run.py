"""What a report on several letters is made of."""

from types import MappingProxyType
from typing import NamedTuple

from ncnd_rules.errors import InputError
from ncnd_rules.report.checked import Checked
from ncnd_rules.report.mending import Ways
from ncnd_rules.rules import SEVERITIES, Rule
from ncnd_rules.verdicts import Finding


class Run(NamedTuple):
    """Letters that were checked with the same rules, and files that could not be used."""

    letters: tuple[Checked, ...]
    rules: tuple[Rule, ...]  # those that were put to the letters
    unreadable: tuple[InputError, ...] = ()
    fail_on: str = "error"  # the least severity at which a run fails; or never
    ways: Ways = MappingProxyType({})  # how findings may be mended, where that was asked for

    def fails(self, finding: Finding) -> bool:
        """Whether a finding makes the exit code 1."""
        if self.fail_on == "never" or finding.outcome != "violated":
            return False
        return SEVERITIES.index(finding.severity) <= SEVERITIES.index(self.fail_on)
