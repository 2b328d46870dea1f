"""The verb: several letters in, what lies between them and the findings of the rules over letters out."""

from collections.abc import Sequence
from functools import cache

from ncnd_rules.between import Among, Meeting
from ncnd_rules.compare.joined import NOWHERE, side_by_side
from ncnd_rules.encoding import Encoding
from ncnd_rules.engine import EVALUATORS, Checker, Evaluator
from ncnd_rules.errors import NcndError, check_choice, check_given, unfit
from ncnd_rules.registers import Registers, load_registers
from ncnd_rules.rule_files import load_ruleset
from ncnd_rules.rules import Ruleset
from ncnd_rules.verdicts import Concluded, Finding

# The fields in which facts say of which letters they are.
_LETTERS = frozenset({"letter", "earlier", "later", "one", "other"})


class Comparison(Concluded):
    """Everything concluded about letters that were compared."""

    meeting: Meeting

    @property
    def letters(self) -> tuple[Among, ...]:
        """The letters by date, with their short names."""
        return self.meeting.letters

    def about(self, finding: Finding) -> tuple[str, ...]:
        """The short names of the letters that a finding speaks of, in the order of the letters."""
        premises = [self.facts[fact] for one in finding.derivations for fact in one.premises()]
        named = {str(fact.fields[field]) for fact in premises for field in _LETTERS & fact.fields.keys()}
        return tuple(letter.name for letter in self.letters if letter.name in named)


def compare(encodings: Sequence[Encoding], evaluator: Evaluator = "auto", *, verify: bool = False) -> Comparison:
    """Compare letters by the shipped rules. See `Comparer` for the arguments and errors.

    >>> from pathlib import Path
    >>> from ncnd_rules import encode, read
    >>> letters = sorted(Path("cases/compared/harbour-drones").glob("*.txt"))
    >>> compared = compare([encode(read(letter)) for letter in letters])
    >>> "CRS-14" in {finding.rule for finding in compared.findings}
    True
    """
    check_choice("evaluator", evaluator, EVALUATORS)
    return _shipped_comparer(evaluator, verify).compare(encodings)


class Comparer:
    """Compares letters, with rules compiled once.

    Args:
        ruleset: rules over letters, as ``load_ruleset(over="letters")`` gives them.
        evaluator: as for a `Checker`.
        verify: as for a `Checker`.
    """

    def __init__(
        self, ruleset: Ruleset, registers: Registers, evaluator: Evaluator = "auto", *, verify: bool = False
    ) -> None:
        self._checker = Checker(ruleset, registers, evaluator, verify=verify)
        self._registers = registers

    def compare(self, encodings: Sequence[Encoding]) -> Comparison:
        """Decide every rule on what the letters say and what lies between them; their order never matters.

        Raises:
            NcndError: for fewer than two letters, for one that is given twice, byte for byte, and for what is none.
        """
        expected = "letters, each as `encode(read(path))` or `load_facts(path)` gives it, in one list"
        if isinstance(encodings, Encoding):  # which can be gone through itself
            raise unfit("encodings", encodings.letter.file, expected)
        check_given("encodings", encodings, Sequence, expected)
        for number, encoding in enumerate(encodings):
            check_given(f"encodings[{number}]", encoding, Encoding, expected)
        if len(encodings) < 2:
            raise NcndError(
                f"found {len(encodings)} letter{'s' * (len(encodings) != 1)}, expected at least two to compare"
            )
        _check_each_once(encodings)
        table = side_by_side(encodings, self._registers)
        concluded = self._checker.conclude(table.told, table.known, NOWHERE)
        return Comparison.model_validate({**dict(concluded), "meeting": table.meeting})


def _check_each_once(encodings: Sequence[Encoding]) -> None:
    seen: dict[str, str] = {}
    for encoding in encodings:
        digest, file = encoding.letter.sha256, encoding.letter.file
        if digest and digest in seen:
            raise NcndError(
                f"{file}: is the same letter as {seen[digest]}, byte for byte; a letter is compared with others"
            )
        if digest:
            seen[digest] = file


@cache
def _shipped_comparer(evaluator: Evaluator, verify: bool) -> Comparer:
    return Comparer(load_ruleset(over="letters"), load_registers(), evaluator, verify=verify)
