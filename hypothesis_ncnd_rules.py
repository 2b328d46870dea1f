"""What Hypothesis loads when it is imported, so that its ``from_type`` knows the types of ncnd_rules.

A module of its own outside the package, because every import of Hypothesis loads it, and whatever is imported from the
package imports all of it. The types are registered once the package has been imported, and what draws them is imported
when one of them is drawn.
"""

from __future__ import annotations

import sys
from typing import Any

from hypothesis import strategies as st


def register() -> None:
    """Have ``from_type`` know the types, as soon as there are any: the package calls it again when it is imported."""
    if not hasattr(sys.modules.get("ncnd_rules"), "__version__"):  # not imported, or in the middle of it
        return
    from ncnd_rules import Checker, Comparison, Encoding, Explanation, Finding, Registers, Rule, Ruleset, Verdicts
    from ncnd_rules.facts import FACT_TYPES, Fact
    from ncnd_rules.letter import Letter, Span

    concluded = (Checker, Comparison, Explanation, Finding, Registers, Rule, Ruleset, Verdicts)
    for kind in (*FACT_TYPES.values(), Fact, Letter, Span, Encoding, *concluded):
        st.register_type_strategy(kind, _drawn)


def _drawn(kind: type[Any]) -> st.SearchStrategy[Any]:
    import ncnd_rules.strategies  # noqa: F401 - registers what draws the types, in place of this

    return st.from_type(kind)
