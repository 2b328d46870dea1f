"""The pytest plugin of ncnd_rules: fixtures for the tests of those who write letters.

A module of its own outside the package, because pytest imports every plugin on every run, and whatever is imported
from the package imports all of it. Nothing is imported here before a test asks for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from ncnd_rules.strategies.asserted import AnyLetter
    from ncnd_rules.verdicts import Verdicts


@pytest.fixture(scope="session")
def assert_consistent() -> Callable[..., None]:
    """``assert_consistent(letter)`` fails with one sentence a finding; see `ncnd_rules.strategies`."""
    from ncnd_rules.strategies import assert_consistent as asserted

    return asserted


@pytest.fixture(scope="session")
def verdicts_of() -> Callable[[AnyLetter], Verdicts]:
    """``verdicts_of(letter)``: every outcome and finding of a complete letter: words, bytes, a file or a drawn one."""
    from ncnd_rules import check
    from ncnd_rules.strategies import encoding_of_any

    return lambda letter: check(encoding_of_any(letter))
