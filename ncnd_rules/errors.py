"""Every error raised on purpose.

A broken input is an error and ends a run with exit code 2. A letter that breaks a rule is a
finding, and a finding is never an exception.
"""

from collections.abc import Collection
from pathlib import Path


class NcndError(Exception):
    """Anything this package refuses to do, said in one sentence a person can act on."""


class InputError(NcndError):
    """A file that cannot be used as it stands.

    Args:
        file: the file as the user named it.
        problem: what was found and what was expected.
        place: where in the file: a line, or a path such as ``facts[3].position``.
    """

    def __init__(self, file: Path | str, problem: str, place: str = "") -> None:
        self.file = str(file)
        self.place = place
        self.problem = problem
        super().__init__(": ".join(part for part in (self.file, self.why) if part))

    @property
    def why(self) -> str:
        """The place and the problem, for those who already know the file."""
        return ": ".join(part for part in (self.place, self.problem) if part)


class FactsError(InputError):
    """A facts file that does not say what a letter says in the agreed vocabulary."""


class CorrectionsError(FactsError):
    """A corrections file that cannot be used, or no longer fits what is read in its letter."""


class Misfit(NcndError):
    """A correction that does not fit what is read in the letter.

    Args:
        number: of the correction among those given, from 0.
        problem: what was found and what was expected.
    """

    def __init__(self, number: int, problem: str) -> None:
        self.number = number
        self.problem = problem
        super().__init__(problem)


class LetterError(InputError):
    """A letter that cannot be read."""


class Unreadable(NcndError):
    """A file whose words its reader cannot get at, with the reason; whoever knows the file's name adds it."""


class LexiconError(InputError):
    """A lexicon file whose rows are malformed or cannot be compiled."""


class RuleError(InputError):
    """A rule or definition file whose author has to mend it before anything runs."""


class ConfigError(InputError):
    """A file of settings with a key or a value that nobody knows."""


class BaselineError(InputError):
    """A file of known findings that does not say which, why, or until when."""


class RegisterError(InputError):
    """A register file whose rows are incomplete, overlap, or name no source."""


class EngineDefect(NcndError):
    """The rule engine did something it must never do; no verdict of this run can be trusted."""


def unfit(name: str, value: object, expected: str) -> NcndError:
    """The error of an argument: what was found, and what was expected."""
    shown = repr(value)
    return NcndError(f"{name}: found {shown if len(shown) <= 60 else f'{shown[:59]}…'}, expected {expected}")


def check_given(name: str, value: object, kind: type, expected: str) -> None:
    """Refuse an argument of another type.

    Args:
        expected: what it is, and what gives one.

    Raises:
        NcndError: naming what was found.
    """
    if not isinstance(value, kind):
        raise unfit(name, value, expected)


def check_choice(name: str, value: object, known: Collection[str]) -> None:
    """Refuse what is none of some words.

    Raises:
        NcndError: naming those there are.
    """
    if not isinstance(value, str) or value not in known:
        raise unfit(name, value, f"one of: {', '.join(known)}")
